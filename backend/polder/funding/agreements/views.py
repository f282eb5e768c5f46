"""What people read about agreements, their versions and public decisions."""

from typing import Any

from sqlalchemy import ColumnElement, func

from polder.funding.agreements import tables as _tables
from polder.funding.agreements.lifecycle import AGREEMENT as AGREEMENT_LIFE
from polder.funding.agreements.lifecycle import DECISION as DECISION_LIFE
from polder.funding.agreements.lifecycle import RIGHT_KIND as RIGHT_KIND_LIFE
from polder.funding.agreements.lifecycle import VERSION as VERSION_LIFE
from polder.funding.agreements.ways import WAYS_SHAPE, ways
from polder.kernel import version_parts
from polder.kernel.openapi import Schema, kind, many, named, perhaps, record
from polder.kernel.openapi import block as sql
from polder.kernel.reader import Detail, Listing, column
from polder.kernel.record import metadata
from polder.partners import tables as _partner_tables  # noqa: F401 - defines tables named below

agreement = metadata.tables["agreement"]
version = metadata.tables["agreement_version"]
decision = metadata.tables["public_decision"]
right_kind = metadata.tables["right_kind"]
organisation = metadata.tables["organisation"]

ORGANISATION_SHAPE = perhaps(record(id="uuid", name="text"))
POSITION = ("committed", "uninvoiced", "called", "invoiced_open", "received", "received_free", "allocated", "spent",
            "reported", "returned", "repayable", "written_off")  # fmt: skip
POSITION_SHAPE = named("PositionOfTranche", record(**dict.fromkeys(POSITION, "money")))
POSITION_JSON = "json_build_object(" + ", ".join(f"'{name}', p.{name}" for name in POSITION) + ")"
LOT_SHAPE = named("LotOfAgreement", record(
    id="uuid", number="integer", tranche="integer", amount_cents="money", due_on="date", in_kind="boolean",
    pool=perhaps(record(id="uuid", name_nl="text", name_en="text")), condition="text?", condition_met_on="date?",
    late=kind("boolean", about="due, and not all of it has arrived"), given_cents=kind("money?", about="in kind: accepted"),
    position=POSITION_SHAPE,
))  # fmt: skip
LOT_JSON = f"""json_build_object('id', l.id, 'number', l.number, 'tranche', l.position, 'amount_cents', l.amount_cents,
  'due_on', l.due_on, 'in_kind', l.in_kind, 'pool', (select json_build_object('id', f.id, 'name_nl', f.name_nl, 'name_en',
  f.name_en) from fund_pool f where f.id = l.pool_id), 'condition', l.condition, 'condition_met_on', l.condition_met_on,
  'late', l.due_on < polder.today() and p.uninvoiced + p.invoiced_open > 0, 'given_cents',
  case when l.in_kind then polder.in_kind_accepted(l.id) end, 'position', {POSITION_JSON})"""
DOCUMENT_SHAPE = many(named("DocumentOfFunding", record(
    id="uuid", kind="text", file_name="text", size="integer", pages="integer?", sha256="text?", created_at="instant")))  # fmt: skip


def _plain(table: Any) -> dict[str, ColumnElement[Any]]:
    return {c.name: c for c in table.c if c.name != "search"}


def _organisation(id: str) -> str:
    return f"(select json_build_object('id', o.id, 'name', o.name) from organisation o where o.id = {id})"


def _documents(id: str) -> str:
    return f"""(select coalesce(json_agg(json_build_object('id', d.id, 'kind', d.kind, 'file_name', d.file_name, 'size', d.size,
      'pages', d.pages, 'sha256', d.sha256, 'created_at', d.created_at) order by d.created_at), '[]')
      from document d where d.record_id = {id} and d.state = 'accepted')"""


def _of_lots(what: str) -> ColumnElement[Any]:
    """A sum over the lots of an agreement."""
    return sql(
        f"""(select coalesce(sum({what}), 0)::bigint from lot l join polder.lot_position p on p.lot_id = l.id
          where l.agreement_id = agreement.id)""",
        "money",
    )


# ---- agreements ------------------------------------------------------------------------------------------------------

AGREEMENTS = Listing(
    "agreements",
    agreement.outerjoin(organisation, organisation.c.id == agreement.c.funder_id),
    agreement.c.id,
    [
        column("id", agreement.c.id, "id", "id", "uuid", export=False),
        column("reference", agreement.c.reference, "nummer", "reference", by="sort filter"),
        column("external_reference", agreement.c.external_reference, "oud kenmerk", "old reference", by="filter"),
        column("title", agreement.c.title, "titel", "title", by="sort"),
        column("funder_id", agreement.c.funder_id, "financier-id", "funder id", "uuid", "filter", export=False),
        column("funder", sql("organisation.name", "text?"), "financier", "funder"),
        column("funder_sort_name", sql("organisation.sort_name", "text?"), "financier (sortering)", "funder (sorting)",
               by="sort", export=False),
        column("state", agreement.c.state, "stand", "state", by="sort filter"),
        column("amount_cents", agreement.c.amount_cents, "toegezegd", "promised", "money", "sort range"),
        column("proposed_cents", sql("(select v.amount_cents from agreement_version v where v.agreement_id = agreement.id"
               " and v.state = 'draft')", "money?"), "voorgesteld", "proposed", "money"),
        column("in_kind_cents", sql("(select coalesce(sum(l.amount_cents), 0)::bigint from lot l where l.agreement_id = agreement.id"
               " and l.in_kind)", "money"), "waarvan in natura", "of which in kind", "money", "range"),
        column("received_cents", _of_lots("p.received"), "ontvangen", "received", "money"),
        column("open_cents", _of_lots("p.uninvoiced + p.invoiced_open"), "nog te ontvangen", "yet to arrive",
               "money"),
        column("next_due_on", sql("(select min(l.due_on) from lot l join polder.lot_position p on p.lot_id = l.id"
               " where l.agreement_id = agreement.id and p.uninvoiced + p.invoiced_open > 0)", "date?"), "eerstvolgende datum",
               "next due", "date"),
        column("starts_on", agreement.c.starts_on, "begin", "start", "date", "sort range"),
        column("ends_on", agreement.c.ends_on, "einde", "end", "date", "sort range"),
        column("private_origin", agreement.c.private_origin, "privaat geld", "private money", "boolean", "filter"),
        column("matching_key", agreement.c.matching_key, "matchingregel", "matching rule", by="filter"),
        column("confidentiality", agreement.c.confidentiality, "vertrouwelijkheid", "confidentiality", by="filter"),
        column("manager_id", agreement.c.manager_id, "beheerder-id", "manager id", "uuid", "filter", export=False),
        column("manager", func.polder.name_of(agreement.c.manager_id), "beheerder", "manager"),
        column("in_force", agreement.c.in_force, "versie in werking", "version in force", "integer"),
        column("created_at", agreement.c.created_at, "gemaakt", "created", "instant", "sort range"),
        column("version", agreement.c.version, "versie", "version", "integer", export=False),
    ],
    sort="-created_at",
    search=agreement.c.search,
)  # fmt: skip

VERSION_SHAPE = many(named("VersionOfAgreement", record(
    id="uuid", number="integer", state="text", amount_cents="money", effective_on="date", ends_on="date", reason="text",
    signed_sha256="text?", version="integer", documents=DOCUMENT_SHAPE,
)))  # fmt: skip
RIGHT_SHAPE = many(named("RightOfFunder", record(
    id="uuid", kind="text", name_nl="text", name_en="text", field="text?", term_months="integer?", response_days="integer?",
    note="text?", valid_from="date", valid_until="date?",
)))  # fmt: skip

# What came above what was asked, and goes back to whoever paid it.
OVERPAID = "(select coalesce(sum(b.overpaid), 0)::bigint from lot_balance b join lot l on l.id = b.lot_id where l.{}_id = {}.id)"
AGREEMENT = Detail(
    agreement,
    agreement.c.id,
    {
        **_plain(agreement),
        "funder": sql(_organisation("agreement.funder_id"), ORGANISATION_SHAPE),
        "manager": sql("polder.name_of(agreement.manager_id)", "text?"),
        "parties": sql(
            """(select coalesce(json_agg(json_build_object('organisation_id', o.id, 'organisation', o.name, 'role', p.role)
              order by o.sort_name), '[]') from agreement_party p join organisation o on o.id = p.organisation_id
              where p.agreement_id = agreement.id)""",
            many(record(organisation_id="uuid", organisation="text", role="text")),
        ),
        "rights": sql(
            """(select coalesce(json_agg(json_build_object('id', f.id, 'kind', f.kind, 'name_nl', k.name_nl, 'name_en', k.name_en,
              'field', f.field, 'term_months', f.term_months, 'response_days', f.response_days, 'note', f.note,
              'valid_from', f.valid_from, 'valid_until', f.valid_until) order by f.valid_until desc nulls first, f.id), '[]')
              from funder_right f join right_kind k on k.id = polder.right_kind_on(f.kind, f.valid_from) where f.agreement_id = agreement.id)""",
            RIGHT_SHAPE,
        ),
        "versions": sql(
            f"""(select coalesce(json_agg(json_build_object('id', v.id, 'number', v.number, 'state', v.state, 'amount_cents',
              v.amount_cents, 'effective_on', v.effective_on, 'ends_on', v.ends_on, 'reason', v.reason, 'signed_sha256',
              v.signed_sha256, 'version', v.version, 'documents', {_documents("v.id")}) order by v.number desc), '[]')
              from agreement_version v where v.agreement_id = agreement.id)""",
            VERSION_SHAPE,
        ),
        "lots": sql(
            f"""(select coalesce(json_agg({LOT_JSON} order by l.position), '[]') from lot l
              join polder.lot_position p on p.lot_id = l.id where l.agreement_id = agreement.id)""",
            many(LOT_SHAPE),
        ),
        "overpaid_cents": sql(OVERPAID.format("agreement", "agreement"), "money"),
        "ways": sql(ways("agreement", "agreement.funder_id"), WAYS_SHAPE),
    },
    AGREEMENT_LIFE,
)

VERSIONS = Listing(
    "agreement_versions",
    version.outerjoin(agreement, agreement.c.id == version.c.agreement_id),
    version.c.id,
    [
        column("id", version.c.id, "id", "id", "uuid", export=False),
        column(
            "agreement_id", version.c.agreement_id, "overeenkomst-id", "agreement id", "uuid", "filter", export=False
        ),
        column("agreement", sql("agreement.reference", "text?"), "overeenkomst", "agreement"),
        column("number", version.c.number, "versie", "version", "integer", "sort"),
        column("state", version.c.state, "stand", "state", by="sort filter"),
        column("amount_cents", version.c.amount_cents, "bedrag", "amount", "money", "sort"),
        column("effective_on", version.c.effective_on, "geldt vanaf", "effective from", "date", "sort range"),
        column("ends_on", version.c.ends_on, "einde", "end", "date", "sort"),
        column("reason", version.c.reason, "reden", "reason"),
        column(
            "signed_sha256", version.c.signed_sha256, "SHA-256 van het getekende stuk", "SHA-256 of the signed file"
        ),
        column("created_at", version.c.created_at, "gemaakt", "created", "instant", "sort range"),
        column("version", version.c.version, "wijziging", "change", "integer", export=False),
    ],
    sort="-created_at",
)
VERSION = Detail(
    version,
    version.c.id,
    {
        **_plain(version),
        "agreement": sql(
            """(select json_build_object('id', a.id, 'reference', a.reference, 'title', a.title, 'state', a.state, 'in_force',
              a.in_force, 'funder_id', a.funder_id) from agreement a where a.id = agreement_version.agreement_id)""",
            record(id="uuid", reference="text", title="text", state="text", in_force="integer", funder_id="uuid"),
        ),
        "before": sql(
            """(select json_build_object('number', b.number, 'amount_cents', b.amount_cents, 'ends_on', b.ends_on, 'tranches',
              b.tranches, 'rights', b.rights, 'parties', b.parties) from agreement_version b
              where b.agreement_id = agreement_version.agreement_id and b.number < agreement_version.number
                and b.state in ('in_force', 'superseded') order by b.number desc limit 1)""",
            perhaps(named("VersionBefore", record(
                number="integer", amount_cents="money", ends_on="date", tranches=many(_tables.TRANCHE),
                rights=many(_tables.RIGHT), parties=many(_tables.PARTY)))),
        ),
        "documents": sql(_documents("agreement_version.id"), DOCUMENT_SHAPE),
    },
    VERSION_LIFE,
)  # fmt: skip

RIGHT_KINDS = version_parts.listing(
    "right_kinds",
    right_kind,
    column("explanation_nl", right_kind.c.explanation_nl, "uitleg (nl)", "explanation (nl)"),
    column("explanation_en", right_kind.c.explanation_en, "uitleg (en)", "explanation (en)"),
    column("takes_field", right_kind.c.takes_field, "kent een vakgebied", "has a field", "boolean"),
    column("takes_term", right_kind.c.takes_term, "kent een termijn", "has a term", "boolean"),
    column("response_days", right_kind.c.response_days, "dagen om te antwoorden", "days to answer", "integer"),
)
RIGHT_KIND = version_parts.detail(right_kind, RIGHT_KIND_LIFE)

# ---- public decisions ------------------------------------------------------------------------------------------------


def _of_lot(what: str, schema: Schema | str) -> ColumnElement[Any]:
    """Of the lot that a granted decision is; null before."""
    return sql(
        f"(select {what} from lot l join polder.lot_position p on p.lot_id = l.id where l.decision_id = public_decision.id)",
        schema,
    )


# What was allocated and what was spent of it, whatever the determination made of that since.
ALLOCATED = """(select coalesce(-sum(p.amount_cents), 0)::bigint from posting p join ledger_account a on a.id = p.account_id
  where p.lot_id = l.id and a.kind = 'allocated' and p.event in ('allocation', 'release'))"""
# By how much less was granted than before, each time; the entry says it of the decision's number after that of the decision.
LOWERINGS = """(select coalesce(json_agg(json_build_object('on', e.happened_on, 'cents', p.amount_cents, 'decision', e.description, 'reason', e.reason)
    order by e.number), '[]') from journal_entry e join posting p on p.entry_id = e.id
    join ledger_account a on a.id = p.account_id and a.kind = 'commitments_given'
  where e.source_kind = 'public_decision' and e.source_id = public_decision.id and e.event = 'amendment')"""
DECISIONS = Listing(
    "decisions",
    decision.outerjoin(organisation, organisation.c.id == decision.c.granter_id),
    decision.c.id,
    [
        column("id", decision.c.id, "id", "id", "uuid", export=False),
        column("reference", decision.c.reference, "nummer", "reference", by="sort filter"),
        column("title", decision.c.title, "titel", "title", by="sort"),
        column("scheme", decision.c.scheme, "regeling", "scheme", by="sort filter"),
        column("decision_number", decision.c.decision_number, "besluitnummer", "decision number", by="filter"),
        column("granter_id", decision.c.granter_id, "verlener-id", "granter id", "uuid", "filter", export=False),
        column("granter", sql("organisation.name", "text?"), "verlener", "granter"),
        column("granter_sort_name", sql("organisation.sort_name", "text?"), "verlener (sortering)", "granter (sorting)",
               by="sort", export=False),
        column("state", decision.c.state, "stand", "state", by="sort filter"),
        column("amount_cents", decision.c.amount_cents, "verleend", "granted", "money", "sort range"),
        column("received_cents", _of_lot("p.received", "money?"), "ontvangen", "received", "money"),
        column("determined_cents", decision.c.determined_cents, "vastgesteld", "determined", "money", "sort"),
        column("starts_on", decision.c.starts_on, "begin", "start", "date", "sort range"),
        column("ends_on", decision.c.ends_on, "einde", "end", "date", "sort range"),
        column("granted_on", decision.c.granted_on, "verleend op", "granted on", "date", "sort range"),
        column("account_by", decision.c.account_by, "verantwoorden voor", "account by", "date", "sort range"),
        column("matching_key", decision.c.matching_key, "matchingregel", "matching rule", by="filter"),
        column("created_at", decision.c.created_at, "gemaakt", "created", "instant", "sort range"),
        column("version", decision.c.version, "versie", "version", "integer", export=False),
    ],
    sort="-created_at",
    search=decision.c.search,
)  # fmt: skip
DECISION = Detail(
    decision,
    decision.c.id,
    {
        **_plain(decision),
        "granter": sql(_organisation("public_decision.granter_id"), ORGANISATION_SHAPE),
        "lot": _of_lot(LOT_JSON, perhaps(LOT_SHAPE)),
        "lowerings": sql(
            LOWERINGS,
            many(named("LoweringOfDecision", record(on="date", cents="money", decision="text", reason="text?"))),
        ),
        "repayable_cents": sql("polder.repayable(public_decision.id)", "money"),
        "allocated_cents": _of_lot(ALLOCATED, "money?"),
        "spent_cents": _of_lot("(select b.attributed from lot_balance b where b.lot_id = l.id)", "money?"),
        "documents": sql(_documents("public_decision.id"), DOCUMENT_SHAPE),
        "overpaid_cents": sql(OVERPAID.format("decision", "public_decision"), "money"),
        "ways": sql(ways("public_decision", "public_decision.granter_id"), WAYS_SHAPE),
    },
    DECISION_LIFE,
)

# ---- home and Ctrl-K: see polder.home --------------------------------------------------------------------------------

WAITING = [
    version_parts.waiting(
        "right_kind", "right_kind.confirm", "right_kinds", "Bevestig het soort recht", "Confirm the kind of right"
    ),
    """
  select 'agreement.activate', 'agreements', a.id, a.reference, a.title, a.title, a.updated_at, a.updated_at + interval '7 days',
    'Laat in werking treden:', 'Put in force:'
  from agreement a join agreement_version v on v.agreement_id = a.id and v.state = 'draft'
  where a.state = 'under_signature' and (select polder.may('agreement.approve')) and polder.signed_file(v.id, v.updated_at) is not null
    and not polder.wrote('agreement', a.id) and not polder.wrote('agreement_version', v.id)""",
    """
  select 'agreement.sign', 'agreements', a.id, a.reference, a.title, a.title, a.updated_at, a.updated_at + interval '14 days',
    'Vraag om de handtekening:', 'Ask for the signature:'
  from agreement a join agreement_version v on v.agreement_id = a.id and v.state = 'draft'
  where a.state = 'under_signature' and (select polder.may('agreement.write')) and polder.signed_file(v.id, v.updated_at) is null""",
    """
  select 'version.activate', 'agreement_versions', v.id, a.reference || ' v' || v.number, a.title, a.title, v.updated_at,
    greatest(v.updated_at + interval '7 days', polder.day_ends(v.effective_on)), 'Laat de wijziging in werking treden:', 'Put the amendment in force:'
  from agreement_version v join agreement a on a.id = v.agreement_id and a.state = 'active'
  where v.state = 'draft' and v.effective_on <= polder.today() and (select polder.may('agreement.approve')) and polder.signed_file(v.id, v.updated_at) is not null
    and not polder.wrote('agreement_version', v.id)""",
    """
  select 'tranche.condition', 'agreements', a.id, a.reference || '/' || l.position, a.title, a.title, l.created_at,
    polder.day_ends(l.due_on), 'Is de voorwaarde vervuld? Tranche van', 'Has the condition been met? Tranche of'
  from ledger_account k join account_balance b on b.account_id = k.id and b.balance_cents > 0
    join lot l on l.id = k.lot_id and l.due_on <= polder.today() + 30 and l.condition is not null and l.condition_met_on is null
    join agreement a on a.id = l.agreement_id and a.state = 'active'
  where k.kind = 'committed_open' and (select polder.may('agreement.write'))""",
    """
  select 'decision.account', 'decisions', d.id, d.reference, d.title, d.title, d.updated_at, polder.day_ends(d.account_by),
    'Verantwoord het besluit:', 'Account for the decision:'
  from public_decision d where d.state in ('granted', 'advance_received') and d.account_by <= polder.today() + 60
    and (select polder.may('decision.write'))""",
    """
  select 'decision.repay', 'decisions', d.id, d.reference, d.title, d.title, d.updated_at, d.updated_at + interval '14 days',
    'Betaal terug aan de overheid:', 'Repay to the State:'
  from public_decision d where d.state = 'determined' and (select polder.may('ledger.post')) and polder.repayable(d.id) > 0""",
]
FIGURES = [
    """
  select 'agreements_active', 'lopende overeenkomsten', 'active agreements',
    (select count(*) from agreement where state = 'active') where (select polder.may('funding.read'))""",
    """
  select 'agreements_under_signature', 'overeenkomsten ter ondertekening', 'agreements under signature',
    (select count(*) from agreement where state = 'under_signature') where (select polder.may('funding.read'))""",
    """
  select 'tranches_late', 'tranches over hun datum', 'tranches past their date',
    (select count(distinct k.lot_id) from ledger_account k join account_balance b on b.account_id = k.id and b.balance_cents > 0
       join lot l on l.id = k.lot_id and l.due_on < polder.today() and l.agreement_id is not null
     where k.kind in ('committed_open', 'receivable')) where (select polder.may('funding.read'))""",
]
FINDS = [
    """
  select 'agreements', a.id, a.title, a.title, a.reference from agreement a, q where a.search @@ q.query limit 6""",
    """
  select 'decisions', d.id, d.title, d.title, d.reference from public_decision d, q where d.search @@ q.query limit 6""",
]
# What happened last, for home: whoever sees all money reads it. What was taken over in bulk is no news.
ACTIVITY = [
    """
  select m.at, m.actor_id, m.move, m.record_kind, 'agreements', a.id, a.reference, a.title, a.title
  from move_entry m join agreement a on a.id = m.record_id
  where m.record_kind = 'agreement' and m.from_state is not null and m.move <> 'import' and (select polder.may('funding.read'))
  order by m.id desc limit 8""",
    """
  select m.at, m.actor_id, m.move, m.record_kind, 'decisions', d.id, d.reference, d.title, d.title
  from move_entry m join public_decision d on d.id = m.record_id
  where m.record_kind = 'public_decision' and m.move in ('grant', 'determine', 'undetermine') and m.from_state is not null
    and (select polder.may('funding.read'))
  order by m.id desc limit 8""",
]
