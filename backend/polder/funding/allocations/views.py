"""What people read about allocations."""

from sqlalchemy import func

from polder.funding.allocations import tables as _tables  # noqa: F401 - defines the tables named below
from polder.funding.allocations.lifecycle import ALLOCATION as ALLOCATION_LIFE
from polder.kernel.openapi import block as sql
from polder.kernel.openapi import kind, many, named, perhaps, record
from polder.kernel.reader import Detail, Listing, column
from polder.kernel.record import metadata

allocation = metadata.tables["allocation"]
lot = metadata.tables["lot"]
purpose = metadata.tables["purpose"]

ALLOCATIONS = Listing(
    "allocations",
    allocation.outerjoin(lot, lot.c.id == allocation.c.lot_id).outerjoin(purpose, purpose.c.id == allocation.c.purpose_id),
    allocation.c.id,
    [
        column("id", allocation.c.id, "id", "id", "uuid", export=False),
        column("reference", allocation.c.reference, "nummer", "reference", by="sort filter"),
        column("lot_id", allocation.c.lot_id, "lot-id", "lot id", "uuid", "filter", export=False),
        column("lot", sql("lot.number", "integer?"), "lot", "lot", "integer"),
        column("funder_id", sql("lot.funder_id", "uuid?"), "financier-id", "funder id", "uuid", "filter", export=False),
        column("funder", sql("(select o.name from organisation o where o.id = lot.funder_id)", "text?"), "financier",
               "funder"),
        column("purpose_id", allocation.c.purpose_id, "bestemming-id", "purpose id", "uuid", "filter", export=False),
        column("purpose", sql("purpose.reference", "text?"), "bestemming", "purpose"),
        column("purpose_nl", sql("purpose.name_nl", "text?"), "naam (nl)", "name (nl)"),
        column("purpose_en", sql("purpose.name_en", "text?"), "naam (en)", "name (en)"),
        column("amount_cents", allocation.c.amount_cents, "bedrag", "amount", "money", "sort"),
        column("spent_cents", func.polder.allocation_spent(allocation.c.id), "besteed", "spent", "money"),
        column("from_day", allocation.c.from_day, "vanaf", "from", "date", "sort range"),
        column("until_day", allocation.c.until_day, "tot en met", "until", "date", "sort range"),
        column("booked_on", allocation.c.booked_on, "geboekt", "booked", "date", "sort range"),
        column("state", allocation.c.state, "stand", "state", by="sort filter"),
        column("version", allocation.c.version, "versie", "version", "integer", export=False),
    ],
    sort="-from_day",
)  # fmt: skip

ALLOCATION = Detail(
    allocation,
    allocation.c.id,
    {
        **{c.name: c for c in allocation.c},
        "lot": sql(
            """(select json_build_object('id', l.id, 'number', l.number, 'amount_cents', l.amount_cents, 'funder_id', l.funder_id,
              'funder', (select o.name from organisation o where o.id = l.funder_id), 'public', l.decision_id is not null)
              from lot l where l.id = allocation.lot_id)""",
            perhaps(record(id="uuid", number="integer", amount_cents="money", funder_id="uuid", funder="text?",
                           public="boolean")),
        ),
        "purpose": sql(
            """(select json_build_object('id', p.id, 'reference', p.reference, 'kind', p.kind, 'name_nl', p.name_nl,
              'name_en', p.name_en) from purpose p where p.id = allocation.purpose_id)""",
            perhaps(record(id="uuid", reference="text", kind="text", name_nl="text", name_en="text")),
        ),
        "spent_cents": sql("polder.allocation_spent(allocation.id)", kind("money", about="costs attributed")),
        "reported_cents": sql("polder.allocation_reported(allocation.id)", kind("money", about="costs reported to the funder")),
        "rest_cents": sql("polder.allocation_rest(allocation.id)", kind("money", about="booked and not spent")),
        "entries": sql(
            """(select coalesce(json_agg(json_build_object('id', e.id, 'number', e.number, 'posted_on', e.posted_on,
              'happened_on', e.happened_on, 'at', e.booked_at, 'by', polder.name_of(e.booked_by), 'event', e.event, 'description', e.description, 'undone', case when e.reverses_id is not null then 'reversal'
                when exists (select from journal_entry r where r.reverses_id = e.id) then 'reversed' end, 'cents',
              (select case when e.reverses_id is null then 1 else -1 end * sum(p.amount_cents)::bigint
               from posting p join ledger_account a on a.id = p.account_id join polder.account_kind k on k.name = a.kind
               where p.entry_id = e.id and p.amount_cents > 0 and k.conserved)) order by e.number desc), '[]')
              from journal_entry e where e.source_kind = 'allocation' and e.source_id = allocation.id)""",
            many(named("EntryOfAllocation", record(id="uuid", number="integer", posted_on="date", happened_on="date", at="instant",
                                                   by="text?", event="text",
                                                   description="text", undone="text?",
                                                   cents=kind("money", about="of a reversal, less")))),
        ),
    },
    ALLOCATION_LIFE,
)  # fmt: skip

# What waits for whoever allocates: plans whose money has come, and allocations that are over with money left.
WAITING = [
    """
  select 'allocation.book', 'allocations', x.id, x.reference, p.name_nl, p.name_en, x.updated_at,
    polder.day_ends(x.from_day), 'Het geld is binnen; boek de toewijzing aan', 'The money has arrived; book the allocation to'
  from allocation x join purpose p on p.id = x.purpose_id join polder.lot_position l on l.lot_id = x.lot_id
  where x.state = 'planned' and l.received_free >= x.amount_cents and (select polder.may('allocation.write'))""",
    """
  select 'allocation.release', 'allocations', x.id, x.reference, p.name_nl, p.name_en, polder.day_begins(x.until_day + 1),
    polder.day_ends(x.until_day + 60), 'Geef de rest vrij van de toewijzing aan', 'Release the rest of the allocation to'
  from allocation x join purpose p on p.id = x.purpose_id
  where x.state = 'booked' and x.until_day < polder.today()
    and (select polder.may('allocation.write'))""",
]
FIGURES = [
    """
  select 'allocations_planned', 'geplande toewijzingen', 'planned allocations',
    (select count(*) from allocation where state = 'planned')
  where (select polder.may('funding.read'))""",
]
FINDS: list[str] = []
ACTIVITY = [
    """
  select m.at, m.actor_id, m.move, m.record_kind, 'allocations', x.id, x.reference, p.name_nl, p.name_en
  from move_entry m join allocation x on x.id = m.record_id join purpose p on p.id = x.purpose_id
  where m.record_kind = 'allocation' and m.move in ('book', 'release') and m.from_state is not null
    and (select polder.may('funding.read'))
  order by m.id desc limit 8""",
]
