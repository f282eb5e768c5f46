"""What people read of the ledger: accounts, entries, postings, lots with their position, purposes, pools, periods."""

from typing import Any

from sqlalchemy import ColumnElement, func, text, true
from sqlalchemy import column as named_column

from polder.funding.ledger import tables as _tables  # noqa: F401 - defines the tables named below
from polder.funding.ledger.rules import PUBLICLY, REVERSED_BY_HAND, WAYS_BACK
from polder.kernel import notation
from polder.kernel.openapi import WORDS, kind, many, named, perhaps, record
from polder.kernel.openapi import block as sql
from polder.kernel.reader import Detail, Listing, column
from polder.kernel.record import metadata

account = metadata.tables["ledger_account"]
entry = metadata.tables["journal_entry"]
posting = metadata.tables["posting"]
lot = metadata.tables["lot"]
purpose = metadata.tables["purpose"]
pool = metadata.tables["fund_pool"]
period = metadata.tables["closed_period"]
check = metadata.tables["ledger_check"]


def _plain(table: Any, *without: str) -> dict[str, ColumnElement[Any]]:
    return {c.name: c for c in table.c if c.name not in ("search", *without)}


# The books are read by whoever reads all money; the ministry reads of them what is of public lots. A funder has its page:
# ids of accounts and lines count on over all funders.
READERS = "((select polder.may('funding.read')) or (select polder.may('funding.public')))"
BOOKS: Any = [text(READERS)]

# ---- accounts --------------------------------------------------------------------------------------------------------

# An account is called after its kind, its funder, its lot and its purpose, as far as these tell it apart.
_NAME = """concat_ws(' · ', coalesce((select p.{language} from lot l join (values {publicly}) as p(kind, nl, en) on p.kind = ledger_account.kind
    where l.id = ledger_account.lot_id and l.decision_id is not null),
    (select k.{language} from polder.account_kind k where k.name = ledger_account.kind)),
  (select o.name from organisation o where o.id = ledger_account.funder_id),
  (select 'lot ' || l.number from lot l where l.id = ledger_account.lot_id),
  (select p.reference from purpose p where p.id = ledger_account.purpose_id))"""
_PUBLICLY = ", ".join(f"('{kind}', '{words.nl}', '{words.en}')" for kind, words in PUBLICLY.items())
_NAMES = {language: _NAME.format(language=language, publicly=_PUBLICLY) for language in ("nl", "en")}
NAME_NL, NAME_EN = (sql(_NAMES[language], "text") for language in ("nl", "en"))

_BALANCE = """select coalesce(sum(b.balance_cents), 0)::bigint from account_balance b
  where b.account_id = ledger_account.id"""
ACCOUNTS = Listing(
    "ledger_accounts",
    account,
    account.c.id,
    [
        column("id", account.c.id, "id", "id", "integer", export=False),
        column("code", account.c.code, "rekening", "account", by="sort filter"),
        column("name_nl", NAME_NL, "naam (nl)", "name (nl)"),
        column("name_en", NAME_EN, "naam (en)", "name (en)"),
        column("kind", account.c.kind, "soort", "kind", by="filter"),
        column("asset", account.c.asset, "wat", "asset", by="filter"),
        column("lot_id", account.c.lot_id, "lot-id", "lot id", "uuid", "filter", export=False),
        column("purpose_id", account.c.purpose_id, "bestemming-id", "purpose id", "uuid", "filter", export=False),
        column("funder_id", account.c.funder_id, "financier-id", "funder id", "uuid", "filter", export=False),
        column("balance_cents", sql(f"({_BALANCE})", "money"), "saldo, debet positief",
               "balance, debit positive", "money"),
    ],
    sort="code",
    where=BOOKS,
)  # fmt: skip

ACCOUNT = f"""
select json_build_object('id', ledger_account.id, 'code', code, 'name', json_build_object('nl', {_NAMES["nl"]},
  'en', {_NAMES["en"]}), 'kind', kind, 'asset', asset, 'lot_id', lot_id, 'purpose_id', purpose_id,
  'funder_id', funder_id, 'balance_cents', ({_BALANCE}),
  'months', (select coalesce(json_agg(m order by m.month), '[]') from (
    select to_char(p.posted_on, 'YYYY-MM') as month, count(*)::int as lines,
      coalesce(sum(p.amount_cents) filter (where p.amount_cents > 0), 0)::bigint as debit_cents,
      coalesce(-sum(p.amount_cents) filter (where p.amount_cents < 0), 0)::bigint as credit_cents
    from posting p where p.account_id = ledger_account.id group by 1) as m))::text
from ledger_account where ledger_account.id = $1 and {READERS}
"""
ACCOUNT_SHAPE = named("LedgerAccountWithMonths", record(
    id="integer", code="text", name=WORDS, kind="text", asset="text", lot_id="uuid?", purpose_id="uuid?", funder_id="uuid?",
    balance_cents=kind("money", about="debit positive"),
    months=many(record(month=kind("text", about="such as 2026-03"), lines="integer", debit_cents="money", credit_cents="money")),
))  # fmt: skip

# ---- entries ---------------------------------------------------------------------------------------------------------

# What an entry is about, in cents: what it debits, of a promise alone what that debits. A cost says the same twice, as a cost
# and as what a lot bears: the second counts. A reversal is less than nothing: what it credits of the same.
AMOUNT = """select coalesce(sum(p.amount_cents) filter (where a.asset <> 'EUR.C'), sum(p.amount_cents), 0)::bigint
  from posting p join ledger_account a on a.id = p.account_id
  where p.entry_id = journal_entry.id and (p.amount_cents > 0) = (journal_entry.reverses_id is null) and a.kind not in ('project_cost', 'payroll_clearing')"""
REVERSED_BY = "(select r.id from journal_entry r where r.reverses_id = journal_entry.id)"
REVERSES = "(select r.number from journal_entry r where r.id = journal_entry.reverses_id)"
ENTRIES = Listing(
    "ledger_entries",
    entry,
    entry.c.id,
    [
        column("id", entry.c.id, "id", "id", "uuid", export=False),
        column("number", entry.c.number, "nummer", "number", "integer", "sort filter"),
        column("posted_on", entry.c.posted_on, "boekdatum", "posted on", "date", "sort range"),
        column("happened_on", entry.c.happened_on, "gebeurd op", "happened on", "date", "sort range"),
        column("event", entry.c.event, "gebeurtenis", "event", by="filter"),
        column("description", entry.c.description, "omschrijving", "description"),
        column("amount_cents", sql(f"({AMOUNT})", "money"), "bedrag", "amount", "money"),
        column("source_kind", entry.c.source_kind, "soort bron", "kind of source", by="filter"),
        column("source_id", entry.c.source_id, "bron-id", "source id", "uuid", "filter", export=False),
        column("reverses_id", entry.c.reverses_id, "draait terug (id)", "reverses (id)", "uuid", "filter", export=False),
        column("reverses_number", sql(REVERSES, "integer?"), "draait terug", "reverses", "integer"),
        column("reversed_by", sql(REVERSED_BY, "uuid?"), "teruggedraaid door", "reversed by", "uuid", export=False),
        column("reason", entry.c.reason, "reden", "reason"),
        column("booked_at", entry.c.booked_at, "geboekt", "booked", "instant", "sort range"),
        column("booked_by", func.polder.name_of(entry.c.booked_by), "door", "by"),
    ],
    sort="-number",
)  # fmt: skip

LINES = many(named("LineOfEntry", record(
    id="integer", account_id="integer", account="text", name=WORDS, kind="text", asset="text", lot_id="uuid", lot="integer",
    purpose_id="uuid?", amount_cents=kind("money", about="debit positive"), original_currency="text?",
    original_minor="integer?", original_rate="text?",
)))  # fmt: skip
_BY_HAND = ", ".join(f"'{event}'" for event in sorted(REVERSED_BY_HAND))
# Which of the ways back is an entry's own: of an invoice it depends on what came of that.
WAY = """case when source_kind = 'public_decision' and event in ('commitment', 'amendment') then 'decision_granted'
  when source_kind = 'public_decision' then coalesce((select 'decision_' || d.state from public_decision d where d.id = source_id
    and d.state in ('settled', 'repaid')), source_kind)
  when source_kind <> 'funder_invoice' then source_kind when event <> 'invoice' then event
  else coalesce((select 'invoice_' || replace(i.state, 'over', '') from funder_invoice i where i.id = source_id
    and i.state in ('paid', 'overpaid', 'written_off', 'credited')), 'funder_invoice') end"""
_WAYS = " ".join(
    f"when '{kind}' then json_build_object('nl', replace('{way.nl}', '{{what}}', description),"
    f" 'en', replace('{way.en}', '{{what}}', description))"
    for kind, way in WAYS_BACK.items()
)
# A cost of public money that was determined: the determination is taken back first, while it can be.
COST_DETERMINED = f"""(select case d.state {
    " ".join(
        f"when '{state}' then json_build_object('nl', replace('{way.nl}', '{{what}}', d.reference), 'en', replace('{way.en}', '{{what}}', d.reference))"
        for state, way in (
            ("determined", WAYS_BACK["public_decision"]),
            ("settled", WAYS_BACK["decision_settled"]),
            ("repaid", WAYS_BACK["decision_repaid"]),
        )
    )
} end
  from posting p join lot l on l.id = p.lot_id join public_decision d on d.id = l.decision_id
  where p.entry_id = journal_entry.id and journal_entry.event = 'cost' and polder.lot_determined(l.id) limit 1)"""
ENTRY = Detail(
    entry,
    entry.c.id,
    {
        **{c.name: c for c in entry.c if c.name not in ("digest", "xid", "booked_by")},
        "version": sql("1", "integer"),  # what was posted stays as it is
        "booked_by": sql("polder.name_of(journal_entry.booked_by)", "text?"),
        "reversed_by": sql(REVERSED_BY, "uuid?"),
        "reverses_number": sql(REVERSES, "integer?"),
        "reversible": sql(
            f"journal_entry.reverses_id is null and {REVERSED_BY} is null and polder.may('ledger.post') and journal_entry.event"
            f" in ({_BY_HAND}) and not polder.undone_at_source(source_kind) and {COST_DETERMINED} is null",
            "boolean",
        ),
        # Where what a record made is undone.
        "way_back": sql(
            f"case when journal_entry.reverses_id is null and {REVERSED_BY} is null then case {WAY} {_WAYS} else {COST_DETERMINED} end end",
            perhaps(WORDS),
        ),
        "lines": sql(
            f"""(select json_agg(json_build_object('id', p.id, 'account_id', p.account_id, 'account', ledger_account.code,
              'name', json_build_object('nl', {_NAMES["nl"]}, 'en', {_NAMES["en"]}),
              'kind', ledger_account.kind, 'asset', ledger_account.asset, 'lot_id', p.lot_id,
              'lot', (select l.number from lot l where l.id = p.lot_id), 'purpose_id', ledger_account.purpose_id,
              'amount_cents', p.amount_cents, 'original_currency', p.original_currency, 'original_minor', p.original_minor,
              'original_rate', p.original_rate::text) order by p.id)
              from posting p join ledger_account on ledger_account.id = p.account_id where p.entry_id = journal_entry.id)""",
            LINES,
        ),
    },
)

POSTINGS = Listing(
    "ledger_postings",
    posting.outerjoin(account, account.c.id == posting.c.account_id)
    .outerjoin(lot, lot.c.id == posting.c.lot_id)
    .outerjoin(entry, entry.c.id == posting.c.entry_id),
    posting.c.id,
    [
        column("id", posting.c.id, "id", "id", "integer", "sort", export=False),
        column("posted_on", posting.c.posted_on, "boekdatum", "posted on", "date", "sort range"),
        column("happened_on", sql("journal_entry.happened_on", "date?"), "gebeurd op", "happened on", "date"),
        column("entry_id", posting.c.entry_id, "boeking-id", "entry id", "uuid", "filter", export=False),
        column("entry", sql("journal_entry.number", "integer?"), "boeking", "entry", "integer"),
        column("event", posting.c.event, "gebeurtenis", "event", by="filter"),
        column("description", sql("journal_entry.description", "text?"), "omschrijving", "description"),
        column("account_id", posting.c.account_id, "rekening-id", "account id", "integer", "filter", export=False),
        column("account", sql("ledger_account.code", "text?"), "rekening", "account"),
        column("kind", sql("ledger_account.kind", "text?"), "soort", "kind", by="filter"),
        column("asset", sql("ledger_account.asset", "text?"), "wat", "asset", by="filter"),
        column("lot_id", posting.c.lot_id, "lot-id", "lot id", "uuid", "filter", export=False),
        column("lot", sql("lot.number", "integer?"), "lot", "lot", "integer"),
        column("funder_id", posting.c.funder_id, "financier-id", "funder id", "uuid", "filter", export=False),
        column("purpose_id", sql("ledger_account.purpose_id", "uuid?"), "bestemming-id", "purpose id", "uuid", "filter",
               export=False),
        column("amount_cents", posting.c.amount_cents, "bedrag, debet positief", "amount, debit positive", "money"),
        column("source_kind", sql("journal_entry.source_kind", "text?"), "soort bron", "kind of source", by="filter"),
        column("source_id", sql("journal_entry.source_id", "uuid?"), "bron-id", "source id", "uuid", export=False),
        column("original_currency", posting.c.original_currency, "vreemde munt", "foreign currency"),
        column("original_minor", posting.c.original_minor, "vreemd bedrag, kleinste eenheid", "foreign amount, minor units", "integer"),
        column("original_rate", posting.c.original_rate, "koers", "rate", "number"),
        column("undone", sql(f"case when journal_entry.reverses_id is not null then 'reversal' when {REVERSED_BY} is not null"
               " then 'reversed' end", "text?"), "teruggedraaid", "reversed", export=False),
    ],
    sort="-id",
    where=BOOKS,
)  # fmt: skip

# ---- lots ------------------------------------------------------------------------------------------------------------

PARTS = {
    "committed": ("toegezegd", "committed"),
    "uninvoiced": ("nog niet gefactureerd", "not yet invoiced"),
    "invoiced_open": ("gefactureerd, open", "invoiced, open"),
    "received": ("ontvangen", "received"),
    "received_free": ("ontvangen en vrij", "received and free"),
    "allocated": ("toegewezen, nog te besteden", "allocated, left to spend"),
    "spent": ("besteed", "spent"),
    "reported": ("verantwoord", "reported"),
    "returned": ("teruggegeven", "returned"),
    "repayable": ("nog terug te betalen", "still to be paid back"),
    "written_off": ("afgeboekt", "written off"),
}
_POSITION = (
    text("select p.* from polder.lot_position p where p.lot_id = lot.id offset 0")
    .columns(*[named_column(part) for part in PARTS])
    .lateral("pos")
)
SOURCE = """coalesce((select a.reference from agreement a where a.id = lot.agreement_id),
  (select d.reference from public_decision d where d.id = lot.decision_id))"""
FUNDER = sql("(select o.name from organisation o where o.id = lot.funder_id)", "text")
# The few lots of which something is to go back, found once for the whole list.
OWED_BACK = """(lot.id in (select p.lot_id from posting p join ledger_account a on a.id = p.account_id
  where a.kind in ('overpayment', 'repayable_to_state') group by p.lot_id, a.kind having sum(p.amount_cents) < 0))"""
LOTS = Listing(
    "lots",
    lot.outerjoin(_POSITION, true()),
    lot.c.id,
    [
        column("id", lot.c.id, "id", "id", "uuid", export=False),
        column("number", lot.c.number, "lot", "lot", "integer", "sort filter"),
        column("source", sql(SOURCE, "text?"), "overeenkomst of besluit", "agreement or decision"),
        column("agreement_id", lot.c.agreement_id, "overeenkomst-id", "agreement id", "uuid", "filter", export=False),
        column("decision_id", lot.c.decision_id, "besluit-id", "decision id", "uuid", "filter", export=False),
        column("funder_id", lot.c.funder_id, "financier-id", "funder id", "uuid", "filter", export=False),
        column("funder", FUNDER, "financier", "funder"),
        column("pool_id", lot.c.pool_id, "fonds-id", "pool id", "uuid", "filter", export=False),
        column("position", lot.c.position, "tranche", "tranche", "integer"),
        column("due_on", lot.c.due_on, "vervalt", "due", "date", "sort range"),
        column("in_kind", lot.c.in_kind, "in natura", "in kind", "boolean", "filter"),
        column("amount_cents", lot.c.amount_cents, "bedrag", "amount", "money", "sort"),
        column("owed_back", sql(OWED_BACK, "boolean"), "iets terug te betalen", "something to pay back", "boolean", "filter"),
        *[column(f"{part}_cents", sql(f"pos.{part}", "money"), f"{nl}", f"{en}", "money")
          for part, (nl, en) in PARTS.items()],
        column("version", lot.c.version, "versie", "version", "integer", export=False),
    ],
    sort="due_on",
)  # fmt: skip

POSITION_SHAPE = named("LotPosition", record(**{f"{part}_cents": "money" for part in PARTS}))
_POSITION_JSON = "json_build_object(" + ", ".join(f"'{part}_cents', p.{part}" for part in PARTS) + ")"
LOT = Detail(
    lot,
    lot.c.id,
    {
        **_plain(lot),
        "source": sql(SOURCE, "text?"),
        "funder": FUNDER,
        "pool": sql("(select json_build_object('id', f.id, 'name_nl', f.name_nl, 'name_en', f.name_en) from fund_pool f"
                    " where f.id = lot.pool_id)", perhaps(record(id="uuid", name_nl="text", name_en="text"))),
        "determined": sql("polder.lot_determined(lot.id)", kind("boolean", about="nothing more is allocated of it")),
        "now": sql(f"(select {_POSITION_JSON} from polder.lot_position p where p.lot_id = lot.id)", POSITION_SHAPE),
        "accounts": sql(
            f"""(select coalesce(json_agg(json_build_object('id', ledger_account.id, 'code', code, 'name',
              json_build_object('nl', {_NAMES["nl"]}, 'en', {_NAMES["en"]}), 'kind', kind,
              'asset', asset, 'purpose_id', purpose_id, 'balance_cents', b.balance_cents) order by code), '[]')
              from ledger_account join account_balance b on b.account_id = ledger_account.id
              where ledger_account.lot_id = lot.id and {READERS})""",
            many(named("AccountOfLot", record(id="integer", code="text", name=WORDS, kind="text", asset="text",
                                              purpose_id="uuid?", balance_cents="money"))),
        ),
    },
)  # fmt: skip

# One line for each day on which something changed, with the position at its end.
LOT_DAYS = f"""
select json_build_object('data', coalesce(json_agg(json_build_object('on', d.posted_on, 'position', {_POSITION_JSON})
  order by d.posted_on), '[]'))::text
from (select distinct posted_on from posting where lot_id = $1) as d, lateral polder.lot_positions(d.posted_on, $1) as p
"""
LOT_DAYS_SHAPE = named("LotHistory", record(data=many(record(on="date", position=POSITION_SHAPE))))

LOTS_ON = f"""
select json_build_object('on', $1::date, 'data', coalesce(json_agg(json_build_object('lot_id', lot.id, 'number', lot.number,
  'source', {SOURCE}, 'funder_id', lot.funder_id, 'funder', (select o.name from organisation o where o.id = lot.funder_id),
  'position', {_POSITION_JSON}) order by lot.number), '[]'))::text
from polder.lot_positions($1::date) as p join lot on lot.id = p.lot_id
"""
LOTS_ON_SHAPE = named("LotsOnDay", record(on="date", data=many(record(
    lot_id="uuid", number="integer", source="text?", funder_id="uuid", funder="text?", position=POSITION_SHAPE))))  # fmt: skip

# ---- purposes, pools, periods ----------------------------------------------------------------------------------------

PURPOSES = Listing(
    "purposes",
    purpose,
    purpose.c.id,
    [
        column("id", purpose.c.id, "id", "id", "uuid", export=False),
        column("reference", purpose.c.reference, "nummer", "reference", by="sort filter"),
        column("kind", purpose.c.kind, "soort", "kind", by="sort filter"),
        column("name_nl", purpose.c.name_nl, "naam (nl)", "name (nl)", by="sort"),
        column("name_en", purpose.c.name_en, "naam (en)", "name (en)", by="sort"),
        column("valid_from", purpose.c.valid_from, "vanaf", "from", "date", "sort range"),
        column("valid_until", purpose.c.valid_until, "tot en met", "until", "date", "sort range"),
        column("version", purpose.c.version, "versie", "version", "integer", export=False),
    ],
    sort="name_en",
    search=purpose.c.search,
)
PURPOSE = Detail(
    purpose,
    purpose.c.id,
    {
        **_plain(purpose),
        "allocated_cents": sql(
            """(select coalesce(-sum(b.balance_cents), 0)::bigint from ledger_account a join account_balance b on b.account_id = a.id
              where a.purpose_id = purpose.id and a.kind = 'allocated')""",
            "money",
        ),
        # What was attributed, whatever a determination made of that since.
        "spent_cents": sql(
            "(select coalesce(sum(polder.allocation_spent(a.id)), 0)::bigint from allocation a where a.purpose_id = purpose.id)",
            "money",
        ),
        "pools": sql(
            """(select coalesce(json_agg(json_build_object('id', f.id, 'name_nl', f.name_nl, 'name_en', f.name_en)
              order by f.name_en), '[]') from pool_purpose x join fund_pool f on f.id = x.pool_id where x.purpose_id = purpose.id)""",
            many(record(id="uuid", name_nl="text", name_en="text")),
        ),
    },
)

POOLS = Listing(
    "fund_pools",
    pool,
    pool.c.id,
    [
        column("id", pool.c.id, "id", "id", "uuid", export=False),
        column("name_nl", pool.c.name_nl, "naam (nl)", "name (nl)", by="sort"),
        column("name_en", pool.c.name_en, "naam (en)", "name (en)", by="sort"),
        column("restriction", pool.c.restriction, "beperking", "restriction"),
        column("lots", sql("(select count(*)::int from lot l where l.pool_id = fund_pool.id)", "integer"), "loten", "lots",
               "integer"),
        column("version", pool.c.version, "versie", "version", "integer", export=False),
    ],
    sort="name_en",
)  # fmt: skip
POOL = Detail(
    pool,
    pool.c.id,
    {
        **_plain(pool),
        "purposes": sql(
            """(select coalesce(json_agg(json_build_object('id', p.id, 'reference', p.reference, 'kind', p.kind,
              'name_nl', p.name_nl, 'name_en', p.name_en) order by p.reference), '[]')
              from pool_purpose x join purpose p on p.id = x.purpose_id where x.pool_id = fund_pool.id)""",
            many(
                named("PurposeOfPool", record(id="uuid", reference="text", kind="text", name_nl="text", name_en="text"))
            ),
        ),
        "lots": sql(
            """(select coalesce(json_agg(json_build_object('id', l.id, 'number', l.number, 'amount_cents', l.amount_cents)
              order by l.number), '[]') from lot l where l.pool_id = fund_pool.id)""",
            many(record(id="uuid", number="integer", amount_cents="money")),
        ),
    },
)

PERIODS = Listing(
    "closed_periods",
    period,
    period.c.id,
    [
        column("id", period.c.id, "id", "id", "uuid", export=False),
        column("from_day", period.c.from_day, "vanaf", "from", "date", "sort range"),
        column("until_day", period.c.until_day, "tot en met", "until", "date", "sort range"),
        column("note", period.c.note, "notitie", "note"),
        column("closed_at", period.c.created_at, "afgesloten", "closed", "instant", "sort"),
        column("closed_by", func.polder.name_of(period.c.created_by), "door", "by"),
    ],
    sort="-from_day",
)
PERIOD = Detail(
    period,
    period.c.id,
    {
        **_plain(period),
        "closed_by": sql("polder.name_of(closed_period.created_by)", "text?"),
        "entries": sql("(select count(*)::int from journal_entry e where e.posted_on between closed_period.from_day and"
                       " closed_period.until_day)", "integer"),
    },
)  # fmt: skip

CHECKS = Listing(
    "ledger_checks",
    check,
    check.c.id,
    [
        column("id", check.c.id, "id", "id", "integer", "sort", export=False),
        column("checked_at", check.c.checked_at, "nagelopen", "checked", "instant", "sort range"),
        column("accounts", check.c.accounts, "rekeningen", "accounts", "integer"),
        column("postings", check.c.postings, "regels", "postings", "integer"),
        column("wrong", check.c.wrong, "fout", "wrong", "integer"),
        column("faults", check.c.faults, "wat er fout is", "what is wrong", "json", export=False),
        column("rebuilt", check.c.rebuilt, "saldi hersteld", "balances mended", "boolean"),
    ],
    sort="-id",
)

# ---- home ------------------------------------------------------------------------------------------------------------

# What waits for whoever keeps the ledger: see polder.home.
WAITING = [
    """
  select 'ledger.look', 'ledger_checks', cast(null as uuid), '', c.wrong || ' verschillen', c.wrong || ' differences',
    c.checked_at, c.checked_at + interval '1 day', 'Het grootboek klopt niet:', 'The ledger does not add up:'
  from (select * from ledger_check where (select polder.may('ledger.post')) order by id desc limit 1) as c
  where c.wrong > 0 and not c.rebuilt""",
    """
  select 'period.close', 'closed_periods', cast(null as uuid), '', to_char(q.last, 'YYYY "kwartaal" Q'),
    to_char(q.last, '"quarter" Q, YYYY'), polder.day_begins(q.last + 1), polder.day_ends(q.last + 31),
    'Sluit de boekhouding af van', 'Close the books of'
  from (select (date_trunc('quarter', polder.clock() at time zone 'Europe/Amsterdam') - interval '1 day')::date as last) as q
  where (select polder.may('period.close'))
    and exists (select from journal_entry e where e.posted_on <= q.last)
    and not exists (select from closed_period c where q.last between c.from_day and c.until_day)""",
]
FIGURES = [
    """
  select 'received_free', 'ontvangen en nog vrij, euro', 'received and still free, euro',
    (select (coalesce(-sum(b.balance_cents), 0) / 100)::bigint from ledger_account a join account_balance b on b.account_id = a.id
     where a.kind in ('deferred_contribution', 'public_advance', 'receivable'))
  where (select polder.may('funding.read'))""",
]
# What somebody who looks into the books opens first. Those who keep them have their own work on this page.
AUDITS = "(select polder.may('funding.read')) and (select polder.may('audit.read'))"
_CHECKED = notation.day_sql("(c.checked_at at time zone 'Europe/Amsterdam')")
OPENS = [
    f"""
  select 'ledger_check', 'ledger_checks', 'Grootboek nagelopen' || coalesce(' op ' || d.nl, ''),
    'Ledger checked' || coalesce(' on ' || d.en, ''),
    case c.wrong when 0 then 'klopt' else coalesce(c.wrong || ' fout', 'nog niet') end,
    case c.wrong when 0 then 'adds up' else coalesce(c.wrong || ' wrong', 'not yet') end
  from (select 1) as one left join (select * from ledger_check order by id desc limit 1) as c on true,
    lateral (select {_CHECKED[0]} as nl, {_CHECKED[1]} as en) as d
  where {AUDITS}""",
    f"""
  select 'closed_periods', 'closed_periods', 'Afgesloten perioden', 'Closed periods', count(*)::text, count(*)::text
  from closed_period where {AUDITS} having count(*) > 0""",
]
FINDS = [
    """
  select 'purposes', p.id, p.name_nl, p.name_en, p.reference from purpose p, q where p.search @@ q.query limit 6""",
]
_FROM, _UNTIL = notation.day_sql("c.from_day"), notation.day_sql("c.until_day")
# Years may be closed in one go: the last two say enough.
ACTIVITY = [
    f"""
  select c.created_at, c.created_by, 'close', 'closed_period', 'closed_periods', c.id, '',
    case when q.whole then to_char(c.until_day, 'YYYY "kwartaal" Q') else {_FROM[0]} || ' – ' || {_UNTIL[0]} end,
    case when q.whole then to_char(c.until_day, '"quarter" Q, YYYY') else {_FROM[1]} || ' – ' || {_UNTIL[1]} end
  from closed_period c, lateral (select c.from_day = date_trunc('quarter', c.from_day)
    and c.until_day = date_trunc('quarter', c.from_day) + interval '3 months -1 day' as whole) as q
  where (select polder.may('funding.read')) order by c.created_at desc, c.until_day desc limit 2""",
]
