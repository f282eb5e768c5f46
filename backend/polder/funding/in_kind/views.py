"""What people read about tariffs and in-kind contributions."""

from sqlalchemy import select

from polder.funding.agreements import tables as _agreement_tables  # noqa: F401 - defines the tables named below
from polder.funding.in_kind import tables as _tables  # noqa: F401 - defines tables named below
from polder.funding.in_kind.lifecycle import IN_KIND as IN_KIND_LIFE
from polder.funding.in_kind.lifecycle import VALUATION_RULE as VALUATION_RULE_LIFE
from polder.funding.ledger import tables as _ledger_tables  # noqa: F401 - defines tables named below
from polder.kernel import version_parts
from polder.kernel.openapi import block as sql
from polder.kernel.openapi import many, perhaps, record
from polder.kernel.reader import Detail, Listing, column
from polder.kernel.record import metadata
from polder.partners import tables as _partner_tables  # noqa: F401 - defines tables named below

rule = metadata.tables["valuation_rule"]
given = metadata.tables["in_kind_contribution"]
lot = metadata.tables["lot"]
organisation = metadata.tables["organisation"]
FUNDER = select(organisation.c.name).where(organisation.c.id == given.c.funder_id).scalar_subquery()
TRANCHE = select(lot.c.position).where(lot.c.id == given.c.lot_id).scalar_subquery()

VALUATION_RULES = version_parts.listing(
    "valuation_rules",
    rule,
    column("unit", rule.c.unit, "eenheid", "unit", by="filter"),
    column("unit_cents", rule.c.unit_cents, "waarde per eenheid", "value per unit", "money", "sort"),
    column("claim_days", rule.c.claim_days, "dagen om aan te nemen", "days to accept", "integer"),
)
VALUATION_RULE = version_parts.detail(rule, VALUATION_RULE_LIFE)

CONTRIBUTIONS = Listing(
    "in_kind",
    given,
    given.c.id,
    [
        column("id", given.c.id, "id", "id", "uuid", export=False),
        column("reference", given.c.reference, "nummer", "reference", by="sort filter"),
        column("funder_id", given.c.funder_id, "financier-id", "funder id", "uuid", "filter", export=False),
        column("funder", FUNDER, "financier", "funder"),
        column("lot_id", given.c.lot_id, "tranche-id", "tranche id", "uuid", "filter", export=False),
        column("tranche", TRANCHE, "tranche", "tranche", "integer"),
        column("purpose_id", given.c.purpose_id, "bestemming-id", "purpose id", "uuid", "filter", export=False),
        column("what", given.c.what, "wat", "what"),
        column("quantity", given.c.quantity, "hoeveelheid", "quantity", "number", "sort"),
        column("tariff", given.c.tariff, "tarief", "tariff", by="filter"),
        column("performed_from", given.c.performed_from, "verricht vanaf", "performed from", "date"),
        column("performed_until", given.c.performed_until, "verricht tot en met", "performed until", "date", "sort range"),
        column("value_cents", given.c.value_cents, "waarde", "value", "money", "sort"),
        column("state", given.c.state, "stand", "state", by="sort filter"),
        column("expires_on", given.c.expires_on, "vervalt na", "expires after", "date", "sort range"),
        column("accepted_at", given.c.accepted_at, "aangenomen", "accepted", "instant", "sort range"),
        column("created_at", given.c.created_at, "opgegeven", "declared", "instant", "sort"),
        column("version", given.c.version, "versie", "version", "integer", export=False),
    ],
    sort="-created_at",
)  # fmt: skip
CONTRIBUTION = Detail(
    given,
    given.c.id,
    {
        **{c.name: c for c in given.c},
        "funder": FUNDER,
        "lot": sql(
            """(select json_build_object('id', l.id, 'number', l.number, 'position', l.position, 'amount_cents', l.amount_cents,
              'agreement_id', a.id, 'agreement', a.reference, 'agreement_title', a.title)
              from lot l left join agreement a on a.id = l.agreement_id where l.id = in_kind_contribution.lot_id)""",
            perhaps(record(id="uuid", number="integer", position="integer", amount_cents="money", agreement_id="uuid?",
                           agreement="text?", agreement_title="text?")),
        ),
        "purpose": sql(
            """(select json_build_object('id', p.id, 'reference', p.reference, 'name_nl', p.name_nl, 'name_en', p.name_en)
              from purpose p where p.id = in_kind_contribution.purpose_id)""",
            perhaps(record(id="uuid", reference="text", name_nl="text", name_en="text")),
        ),
        "rule": sql(
            """(select json_build_object('id', r.id, 'name_nl', r.name_nl, 'name_en', r.name_en, 'unit', r.unit,
              'unit_cents', r.unit_cents, 'valid_from', r.valid_from, 'valid_until', r.valid_until, 'source', r.source)
              from valuation_rule r where r.id = coalesce(in_kind_contribution.rule_id,
                polder.tariff_on(in_kind_contribution.tariff, in_kind_contribution.performed_until)))""",
            perhaps(record(id="uuid", name_nl="text", name_en="text", unit="text", unit_cents="money", valid_from="date",
                           valid_until="date?", source="text")),
        ),
        "declared_by_name": sql("polder.name_of(in_kind_contribution.created_by)", "text?"),
        "valued_by_name": sql("polder.name_of(in_kind_contribution.valued_by)", "text?"),
        "accepted_by_name": sql("polder.name_of(in_kind_contribution.accepted_by)", "text?"),
        "documents": sql(
            """(select coalesce(json_agg(json_build_object('id', d.id, 'kind', d.kind, 'file_name', d.file_name,
              'size', d.size, 'state', d.state, 'created_at', d.created_at) order by d.created_at), '[]')
              from document d where d.record_id = in_kind_contribution.id)""",
            many(record(id="uuid", kind="text", file_name="text", size="integer", state="text", created_at="instant")),
        ),
    },
    IN_KIND_LIFE,
)  # fmt: skip

# What waits, and figures: see polder.home.
_LINE = """c.id, c.reference, c.what, c.what, c.updated_at, polder.day_ends(c.expires_on)"""
_EVIDENCE = "exists (select from document d where d.record_id = c.id and d.state = 'accepted')"
WAITING = [
    f"""
  select 'in_kind.value', 'in_kind', {_LINE}, 'Waardeer de bijdrage in natura', 'Value the in-kind contribution'
  from in_kind_contribution c where c.state = 'declared' and (select polder.may('in_kind.value'))""",
    f"""
  select 'in_kind.evidence', 'in_kind', {_LINE}, 'Voeg bewijs toe bij de bijdrage in natura', 'Add evidence to the in-kind contribution'
  from in_kind_contribution c where c.state = 'valued' and not {_EVIDENCE} and (select polder.may('in_kind.declare'))""",
    f"""
  select 'in_kind.accept', 'in_kind', {_LINE}, 'Neem de bijdrage in natura aan', 'Accept the in-kind contribution'
  from in_kind_contribution c where c.state = 'valued' and {_EVIDENCE} and (select polder.may('in_kind.accept'))
    and (select polder.actor()) is distinct from c.valued_by and (select polder.actor()) is distinct from c.created_by""",
    """
  select 'tariff.confirm', 'valuation_rules', r.id, r.key, r.name_nl, r.name_en, r.updated_at,
    r.updated_at + interval '14 days', 'Bevestig het tarief', 'Confirm the tariff'
  from valuation_rule r where r.state = 'proposed' and (select polder.may('rule.confirm'))
    and r.created_by is distinct from (select polder.actor())""",
]
FIGURES = [
    """
  select 'in_kind_open', 'bijdragen in natura die op een beslissing wachten', 'in-kind contributions awaiting a decision',
    (select count(*) from in_kind_contribution where state in ('declared', 'valued'))
  where (select polder.may('in_kind.accept'))"""
]
ACTIVITY = [
    """
  select m.at, m.actor_id, m.move, m.record_kind, 'in_kind', c.id, c.reference, c.what, c.what
  from move_entry m join in_kind_contribution c on c.id = m.record_id
  where m.record_kind = 'in_kind_contribution' and m.move = 'accept' and m.from_state is not null
    and (select polder.may('funding.read'))
  order by m.id desc limit 8"""
]
