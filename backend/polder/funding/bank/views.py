"""What people read of the bank: accounts, files, statements, entries and what they settle."""

from typing import Any

from sqlalchemy import ColumnElement, select

from polder.funding.bank import tables as _tables
from polder.funding.bank.lifecycle import ENTRY as ENTRY_LIFE
from polder.funding.bank.tables import SAID
from polder.kernel.openapi import block, many, named, perhaps, record
from polder.kernel.reader import Detail, Listing, column
from polder.kernel.record import metadata

account = metadata.tables["bank_account"]
file = metadata.tables["bank_import"]
statement = metadata.tables["bank_statement"]
entry = metadata.tables["bank_entry"]
settlement = metadata.tables["settlement"]
rule = metadata.tables["settlement_rule"]


def _plain(table: Any, *without: str) -> dict[str, ColumnElement[Any]]:
    return {c.name: c for c in table.c if c.name not in ("search", "digest", *without)}


# ---- accounts --------------------------------------------------------------------------------------------------------

LAST_DAY = block(
    "(select max(s.closes_on) from bank_statement s where s.account_id = bank_account.id and not s.notification)",
    "date?",
)
ACCOUNTS = Listing(
    "bank_accounts",
    account,
    account.c.id,
    [
        column("id", account.c.id, "id", "id", "uuid", export=False),
        column("identifier", account.c.identifier, "rekening", "account", by="sort filter"),
        column("name", account.c.name, "naam", "name", by="sort"),
        column("currency", account.c.currency, "munt", "currency", by="filter"),
        column("closed_on", account.c.closed_on, "gesloten op", "closed on", "date"),
        column("last_day", LAST_DAY, "ingelezen tot en met", "imported until", "date"),
        column("version", account.c.version, "versie", "version", "integer", export=False),
    ],
    sort="name",
)
GAPS = """(select coalesce(json_agg(json_build_object('statement_id', g.statement_id, 'before', g.before_key,
  'before_day', g.before_day, 'statement', g.key, 'day', g.day, 'currency', g.currency, 'missing_cents', g.missing_cents)
  order by g.day, g.statement_id), '[]') from polder.statement_gap g where {})"""
GAP = many(named("BankStatementGap", record(
    statement_id="uuid", before="text", before_day="date", statement="text", day="date", currency="text",
    missing_cents="money",
)))  # fmt: skip
ACCOUNT = Detail(
    account,
    account.c.id,
    {**_plain(account), "last_day": LAST_DAY, "gaps": block(GAPS.format("g.account_id = bank_account.id"), GAP)},
)

# ---- files and statements --------------------------------------------------------------------------------------------

BY = block("polder.name_of(bank_import.created_by)", "text?")
IMPORTS = Listing(
    "bank_imports",
    file,
    file.c.id,
    [
        column("id", file.c.id, "id", "id", "uuid", export=False),
        column("created_at", file.c.created_at, "ingelezen", "imported", "instant", "sort range"),
        column("file_name", file.c.file_name, "bestand", "file", by="sort filter"),
        column("message", file.c.message, "soort bericht", "message", by="filter"),
        column("outcome", file.c.outcome, "uitkomst", "outcome", by="sort filter"),
        column("why", file.c.why, "reden", "reason", "json", export=False),
        column("entries_new", file.c.entries_new, "nieuwe boekingen", "new entries", "integer", "sort"),
        column("entries_known", file.c.entries_known, "bekende boekingen", "known entries", "integer"),
        column("by", BY, "door", "by"),
        column("version", file.c.version, "versie", "version", "integer", export=False),
    ],
    sort="-created_at",
)
IMPORT = Detail(
    file,
    file.c.id,
    {**_plain(file), "by": BY, "gaps": block(GAPS.format("g.import_id = bank_import.id"), GAP)},
)

STATEMENTS = Listing(
    "bank_statements",
    statement.join(account, account.c.id == statement.c.account_id),
    statement.c.id,
    [
        column("id", statement.c.id, "id", "id", "uuid", export=False),
        column("key", statement.c.key, "afschrift", "statement", by="sort filter"),
        column("edition", statement.c.edition, "uitgave", "edition", "integer"),
        column("notification", statement.c.notification, "aankondiging", "notification", "boolean", "filter"),
        column("account_id", statement.c.account_id, "rekening-id", "account id", "uuid", "filter", export=False),
        column("account", account.c.identifier, "rekening", "account", by="filter"),
        column("opens_on", statement.c.opens_on, "van", "from", "date", "sort range"),
        column("closes_on", statement.c.closes_on, "tot en met", "until", "date", "sort range"),
        column("currency", statement.c.currency, "munt", "currency", by="filter"),
        column("opening_cents", statement.c.opening_cents, "beginsaldo", "opening balance", "money"),
        column("booked_cents", statement.c.booked_cents, "boekingen", "entries", "money"),
        column("closing_cents", statement.c.closing_cents, "eindsaldo", "closing balance", "money"),
        column("entries", statement.c.entries, "aantal boekingen", "number of entries", "integer"),
        column("unproven", statement.c.unproven, "zonder saldi", "without balances", "boolean", "filter"),
        column("import_id", statement.c.import_id, "bestand-id", "import id", "uuid", "filter", export=False),
        column("version", statement.c.version, "versie", "version", "integer", export=False),
    ],
    sort="-closes_on",
)
STATEMENT = Detail(
    statement,
    statement.c.id,
    {
        **_plain(statement),
        "account": select(account.c.identifier).where(account.c.id == statement.c.account_id).scalar_subquery(),
        "file_name": select(file.c.file_name).where(file.c.id == statement.c.import_id).scalar_subquery(),
        "gaps": block(GAPS.format("g.statement_id = bank_statement.id"), GAP),
    },
)

# ---- entries ---------------------------------------------------------------------------------------------------------

# Of what went out only that which may pay something back, or went to a funder: the rest is none of the funders' business.
WAITING_ENTRY = """((bank_entry.state = 'proposed' or (bank_entry.state = 'imported' and (bank_entry.amount_cents > 0 or bank_entry.to_funder)))
  and not bank_entry.notification and bank_entry.currency = 'EUR')"""
OPEN_ENTRY = """(bank_entry.state in ('imported', 'proposed') and bank_entry.amount_cents <> 0
  and not bank_entry.notification and bank_entry.currency = 'EUR')"""
ENTRIES = Listing(
    "bank_entries",
    entry.join(account, account.c.id == entry.c.account_id),
    entry.c.id,
    [
        column("id", entry.c.id, "id", "id", "uuid", export=False),
        column("booked_on", entry.c.booked_on, "geboekt", "booked", "date", "sort range"),
        column("valued_on", entry.c.valued_on, "rentedatum", "value date", "date"),
        column("amount_cents", entry.c.amount_cents, "bedrag", "amount", "money", "sort range"),
        column("currency", entry.c.currency, "munt", "currency", by="filter"),
        column("counterparty", entry.c.counterparty, "tegenpartij", "counterparty", by="sort filter"),
        column("counterparty_account", entry.c.counterparty_account, "tegenrekening", "counterparty's account", by="filter"),
        column("reference", entry.c.reference, "kenmerk", "reference", by="filter"),
        column("description", entry.c.description, "omschrijving", "description"),
        column("state", entry.c.state, "stand", "state", by="sort filter"),
        column("waiting", block(WAITING_ENTRY, "boolean"), "wacht", "waits", "boolean", "filter"),
        column("received", block("bank_entry.amount_cents > 0", "boolean"), "ontvangen", "received", "boolean", "filter"),
        column("age_days", block(f"case when {WAITING_ENTRY} then polder.today() - bank_entry.booked_on end", "integer?"),
               "dagen open", "days open", "integer"),
        column("undone_before", block("exists (select from settlement s where s.entry_id = bank_entry.id and s.ended_at is not null)",
               "boolean"), "eerder ongedaan gemaakt", "undone before", "boolean", export=False),
        column("account_id", entry.c.account_id, "rekening-id", "account id", "uuid", "filter", export=False),
        column("account", account.c.identifier, "rekening", "account", by="filter"),
        column("statement_id", entry.c.statement_id, "afschrift-id", "statement id", "uuid", "filter", export=False),
        column("ordinal", entry.c.ordinal, "regel", "line", "integer"),
        column("notification", entry.c.notification, "aankondiging", "notification", "boolean", "filter"),
        column("reversal", entry.c.reversal, "terugboeking", "reversal", "boolean", "filter"),
        column("bank_reference", entry.c.bank_reference, "kenmerk van de bank", "bank's reference", by="filter"),
        column("original_currency", entry.c.original_currency, "vreemde munt", "foreign currency", by="filter"),
        column("original_minor", entry.c.original_minor, "vreemd bedrag, kleinste eenheid", "foreign amount, minor units", "integer"),
        column("version", entry.c.version, "versie", "version", "integer", export=False),
    ],
    sort="-booked_on",
    search=entry.c.search,
)  # fmt: skip
LINE = named("SettlementLine", record(
    id="uuid", position="integer", kind="text", invoice_id="uuid?", invoice="text?", lot_id="uuid?", lot="integer?",
    funder_id="uuid?", funder="text?", amount_cents="money", difference_kind="text?", difference_cents="money",
    reasons=many(SAID), by="text?", by_system="boolean", created_at="instant", ended_at="instant?",
))  # fmt: skip
LINES = """(select coalesce(json_agg(json_build_object('id', s.id, 'position', s.position, 'kind', s.kind,
  'invoice_id', s.invoice_id, 'invoice', i.number_text, 'lot_id', s.lot_id, 'lot', l.number, 'funder_id', o.id,
  'funder', o.name, 'amount_cents', s.amount_cents, 'difference_kind', s.difference_kind,
  'difference_cents', s.difference_cents, 'reasons', s.reasons, 'by', polder.name_of(s.created_by),
  'by_system', s.created_by is null, 'created_at', s.created_at, 'ended_at', s.ended_at)
  order by s.created_at, s.position), '[]')
  from settlement s left join lot l on l.id = s.lot_id left join funder_invoice i on i.id = s.invoice_id
    left join organisation o on o.id = coalesce(l.funder_id, i.funder_id)
  where s.entry_id = bank_entry.id and s.ended_at is {} null)"""
CHECK = named("SettlementCheck", record(
    lines="integer", adds_up="boolean", rounding_within="boolean", needs_second="boolean", by_another="boolean",
    second_person_cents="money", rounding_cents="money", bank_fee_cents="money", write_off_cents="money",
))  # fmt: skip
BOOKED = many(named("JournalEntryOfBankEntry", record(
    id="uuid", number="integer", posted_on="date", event="text", reverses_id="uuid?", reason="text?",
    lines=many(record(account="text", amount_cents="money", lot="integer", original_currency="text?",
                      original_minor="integer?", original_rate="text?")),
)))  # fmt: skip
ENTRY = Detail(
    entry,
    entry.c.id,
    {
        **_plain(entry),
        "waiting": block(WAITING_ENTRY, "boolean"),
        "open": block(OPEN_ENTRY, "boolean"),
        "age_days": block(f"case when {WAITING_ENTRY} then polder.today() - bank_entry.booked_on end", "integer?"),
        "account": block(
            """(select json_build_object('id', a.id, 'identifier', a.identifier, 'name', a.name) from bank_account a
              where a.id = bank_entry.account_id)""",
            record(id="uuid", identifier="text", name="text"),
        ),
        "statement": block(
            """(select json_build_object('id', s.id, 'key', s.key, 'closes_on', s.closes_on, 'import_id', s.import_id)
              from bank_statement s where s.id = bank_entry.statement_id)""",
            record(id="uuid", key="text", closes_on="date", import_id="uuid"),
        ),
        "lines": block(LINES.format(""), many(LINE)),
        "undone": block(LINES.format("not"), many(LINE)),
        "check": block(
            """(select json_build_object('lines', c.lines, 'adds_up', c.adds_up, 'rounding_within', c.rounding_within,
              'needs_second', c.needs_second, 'by_another', c.by_another, 'second_person_cents', l.second_person,
              'rounding_cents', l.rounding, 'bank_fee_cents', l.bank_fee, 'write_off_cents', l.write_off)
              from polder.entry_lines(bank_entry.id) c, polder.settlement_limits() l)""",
            perhaps(CHECK),
        ),
        "booked": block(
            """(select coalesce(json_agg(json_build_object('id', j.id, 'number', j.number, 'posted_on', j.posted_on,
              'event', j.event, 'reverses_id', j.reverses_id, 'reason', j.reason, 'lines',
              (select json_agg(json_build_object('account', a.code, 'amount_cents', p.amount_cents, 'lot', l.number,
                'original_currency', p.original_currency, 'original_minor', p.original_minor,
                'original_rate', p.original_rate::text) order by p.id)
               from posting p join ledger_account a on a.id = p.account_id join lot l on l.id = p.lot_id
               where p.entry_id = j.id)) order by j.number), '[]')
              from journal_entry j where j.source_kind = 'bank_entry' and j.source_id = bank_entry.id)""",
            BOOKED,
        ),
        "notifications": block(
            """(select coalesce(json_agg(json_build_object('id', n.id, 'booked_on', n.booked_on, 'batch', n.batch,
              'bank_reference', n.bank_reference, 'transactions', n.transactions) order by n.booked_on, n.id), '[]')
              from bank_entry n where not bank_entry.notification and n.notification
                and n.account_id = bank_entry.account_id and n.amount_cents = bank_entry.amount_cents
                and n.booked_on between bank_entry.booked_on - 3 and bank_entry.booked_on + 3)""",
            many(record(id="uuid", booked_on="date", batch="integer", bank_reference="text?",
                        transactions=many(_tables.TRANSACTION))),
        ),
    },
    ENTRY_LIFE,
)  # fmt: skip

# ---- settlements and their limits ------------------------------------------------------------------------------------

LARGE = "abs(bank_entry.amount_cents) > (select l.second_person from polder.settlement_limits() l)"
SETTLEMENTS = Listing(
    "settlements",
    settlement.join(entry, entry.c.id == settlement.c.entry_id),
    settlement.c.id,
    [
        column("id", settlement.c.id, "id", "id", "uuid", export=False),
        column("entry_id", settlement.c.entry_id, "boeking-id", "entry id", "uuid", "filter", export=False),
        column("booked_on", entry.c.booked_on, "geboekt", "booked", "date", "sort range"),
        column("counterparty", entry.c.counterparty, "tegenpartij", "counterparty"),
        column("state", entry.c.state, "stand van de boeking", "state of the entry", by="filter"),
        column("kind", settlement.c.kind, "soort", "kind", by="filter"),
        column("invoice_id", settlement.c.invoice_id, "factuur-id", "invoice id", "uuid", "filter", export=False),
        column("lot_id", settlement.c.lot_id, "lot-id", "lot id", "uuid", "filter", export=False),
        column("amount_cents", settlement.c.amount_cents, "bedrag", "amount", "money", "sort"),
        column("difference_kind", settlement.c.difference_kind, "verschil", "difference", by="filter"),
        column("difference_cents", settlement.c.difference_cents, "verschil", "difference", "money"),
        column("invoice", block("(select i.number_text from funder_invoice i where i.id = settlement.invoice_id)", "text?"),
               "factuur", "invoice"),
        column("large", block(LARGE, "boolean"), "boven de grens", "above the limit", "boolean", "filter"),
        column("current", block("(settlement.ended_at is null and bank_entry.state in ('matched', 'locked'))", "boolean"),
               "afgeletterd", "settled", "boolean", "filter"),
        column("by", block("polder.name_of(settlement.created_by)", "text?"), "door", "by"),
        column("settled_by", block("""(select polder.name_of(m.actor_id) from move_entry m where m.record_kind = 'bank_entry'
          and m.record_id = settlement.entry_id and m.move = 'match' order by m.id desc limit 1)""", "text?"),
               "afgeletterd door", "settled by"),
        column("created_at", settlement.c.created_at, "gemaakt", "made", "instant", "sort range"),
        column("ended_at", settlement.c.ended_at, "ongedaan gemaakt", "undone", "instant"),
        column("version", settlement.c.version, "versie", "version", "integer", export=False),
    ],
    sort="-created_at",
)  # fmt: skip
SETTLEMENT = Detail(settlement, settlement.c.id, _plain(settlement))

RULES = Listing(
    "settlement_rules",
    rule,
    rule.c.id,
    [
        column("id", rule.c.id, "id", "id", "uuid", export=False),
        column("valid_from", rule.c.valid_from, "vanaf", "from", "date", "sort"),
        column("valid_until", rule.c.valid_until, "tot en met", "until", "date"),
        column("second_person_cents", rule.c.second_person_cents, "tweede persoon boven", "second person above", "money"),
        column("rounding_cents", rule.c.rounding_cents, "afronding tot", "rounding up to", "money"),
        column("bank_fee_cents", rule.c.bank_fee_cents, "bankkosten: tweede persoon boven",
               "bank fee: second person above", "money"),
        column("source", rule.c.source, "bron", "source"),
        column("version", rule.c.version, "versie", "version", "integer", export=False),
    ],
    sort="-valid_from",
)  # fmt: skip
RULE = Detail(rule, rule.c.id, _plain(rule))

# What waits for whoever settles and imports, and their figures: see polder.home.


def _called(entry: str) -> str:
    """SQL: what an entry is called, in Dutch and in English. Not every bank says who paid: then its amount tells it apart."""
    said, euros = (
        f"nullif(btrim({entry}.counterparty), '')",
        f"to_char({entry}.amount_cents / 100.0, 'FM999G999G999G990D00')",
    )
    return (
        f"coalesce({said}, 'zonder naam, € ' || translate({euros}, '.,-', ',.−')),"
        f" coalesce({said}, 'without a name, €' || translate({euros}, '-', '−'))"
    )


# A refused file waits until its statements came in after all; one that nothing could be read from, until any file did.
WAITING = [
    f"""
  select 'bank.settle', 'bank_entries', bank_entry.id, s.key || '/' || bank_entry.ordinal,
    {_called("bank_entry")},
    bank_entry.created_at, polder.day_ends(bank_entry.booked_on + 7), 'Letter af', 'Settle'
  from bank_entry join bank_statement s on s.id = bank_entry.statement_id
  where {WAITING_ENTRY} and (select polder.may('bank.settle'))""",
    """
  select 'bank.gap', 'bank_statements', g.statement_id, g.key, a.name, a.name, s.created_at, s.created_at + interval '1 day',
    'Lees de ontbrekende dagen in van', 'Import the missing days of'
  from polder.statement_gap g join bank_statement s on s.id = g.statement_id join bank_account a on a.id = g.account_id
  where (select polder.may('bank.import'))""",
    """
  select 'bank.refused', 'bank_imports', case when count(*) = 1 then (array_agg(i.id))[1] end, '',
    case when count(*) = 1 then min(i.file_name) else count(*) || ' bankbestanden' end,
    case when count(*) = 1 then min(i.file_name) else count(*) || ' bank files' end, min(i.created_at),
    min(i.created_at) + interval '1 day', 'Kijk waarom is geweigerd:', 'See why this was refused:'
  from bank_import i where i.outcome = 'refused' and i.created_at > now() - interval '14 days'
    and (select polder.may('bank.import')) and (exists (
      select from jsonb_array_elements(i.statements) s where not exists (
        select from bank_import l, jsonb_array_elements(l.statements) t where l.created_at > i.created_at
          and l.outcome = 'imported' and (t ->> 'account', t ->> 'statement') = (s ->> 'account', s ->> 'statement')))
      or i.statements = '[]' and not exists (
        select from bank_import l where l.created_at > i.created_at and l.outcome = 'imported'))
  having count(*) > 0""",
]
FIGURES = [
    f"""
  select 'bank_unmatched', 'ontvangsten nog af te letteren', 'receipts to settle',
    (select count(*) from bank_entry where {WAITING_ENTRY}) where (select polder.may('bank.settle'))""",
    f"""
  select 'bank_unmatched_days', 'dagen open, de oudste ontvangst', 'days open, the oldest receipt',
    (select polder.today() - min(booked_on) from bank_entry where {WAITING_ENTRY})
  where (select polder.may('bank.settle')) and exists (select from bank_entry where {WAITING_ENTRY})""",
    """
  select 'bank_gaps', 'ontbrekende dagen in bankafschriften', 'gaps between bank statements',
    (select count(*) from polder.statement_gap) where (select polder.may('bank.import'))""",
]
OPENS = [
    f"""
  select 'large_settlements', 'settlements', 'Afgeletterd boven de grens, met tweede persoon',
    'Settled above the limit, with a second person', count(*)::text, count(*)::text
  from settlement join bank_entry on bank_entry.id = settlement.entry_id
  where {LARGE} and settlement.ended_at is null and bank_entry.state in ('matched', 'locked')
  having (select polder.may('funding.read')) and (select polder.may('audit.read'))""",
]
ACTIVITY = [
    f"""
  select m.at, m.actor_id, m.move, m.record_kind, 'bank_entries', e.id, s.key || '/' || e.ordinal, {_called("e")}
  from move_entry m join bank_entry e on e.id = m.record_id join bank_statement s on s.id = e.statement_id
  where m.record_kind = 'bank_entry' and m.move in ('match', 'unmatch') and m.from_state is not null
    and (select polder.may('funding.read'))
  order by m.id desc limit 8""",
    """
  select i.created_at, i.created_by, i.outcome, 'bank_import', 'bank_imports', i.id, coalesce(i.message, ''), i.file_name,
    i.file_name
  from bank_import i where (select polder.may('funding.read')) order by i.created_at desc limit 8""",
]
