"""Planning, booking and releasing allocations, and attributing costs to them."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from polder.funding.agreements import decisions
from polder.funding.allocations import words as _words  # noqa: F401 - fills CHECKS and REFUSALS, read below
from polder.funding.allocations.lifecycle import ALLOCATION, DETERMINED
from polder.funding.allocations.tables import Allocation
from polder.funding.ledger import actions as ledger
from polder.funding.ledger import rules
from polder.funding.ledger.rules import Entry, Event
from polder.funding.ledger.tables import JournalEntry, Lot
from polder.funding.ledger.views import COST_DETERMINED
from polder.kernel import notation, problems
from polder.kernel.lifecycle import perform, perform_all
from polder.kernel.tx import Tx
from polder.kernel.web import CHECKS, REFUSALS
from polder.kernel.words import Words

SOURCE = "allocation"


async def plan(tx: Tx, values: dict[str, Any]) -> Allocation:
    """A part of a lot for a purpose, on what was promised: all plans of a lot together are at most its amount."""
    tx.require("allocation.write")  # before a refusal says anything of the lot
    await _within_term(tx, values["lot_id"], values["from_day"], values["until_day"])
    return await tx.add(Allocation(**values))


async def change(tx: Tx, id: UUID, version: int, values: dict[str, Any]) -> Allocation:
    """Change a plan; of a booked allocation, its last day and its note."""
    allocation = await tx.get(Allocation, id, lock=True, version=version)
    for name, value in values.items():
        setattr(allocation, name, value)
    if {"lot_id", "from_day", "until_day"} & set(values):
        await _within_term(tx, allocation.lot_id, allocation.from_day, allocation.until_day)
    await tx.flush()
    return allocation


async def lapse(tx: Tx, id: UUID, reason: str) -> None:
    """A plan that whoever made it gives up."""
    await perform(tx, ALLOCATION, id, "cancel", reason=reason, version=None)


async def _within_term(tx: Tx, lot: UUID, from_day: date, until_day: date) -> None:
    """The term of what this lot is of. The database holds it; this names the day."""
    rows = await tx.rows(
        "select t.begins, t.ends, l.decision_id from lot l cross join polder.lot_term(l.id) t where l.id = :lot",
        lot=lot,
    )
    for begins, ends, decision in rows:
        first, last = notation.day(begins), notation.day(ends)
        if from_day < begins:
            raise problems.invalid_field(
                "from_day",
                CHECKS["before_term"].problem,
                Words(nl=f"Kies {first.nl} of later.", en=f"Choose {first.en} or later."),
            )
        if until_day > ends:
            after = CHECKS["after_decision" if decision else "after_agreement"]
            raise problems.invalid_field(
                "until_day", after.problem, Words(nl=f"Kies {last.nl} of eerder.", en=f"Choose {last.en} or earlier.")
            )


async def booked(tx: Tx, id: UUID) -> None:
    """Money that has arrived becomes money of the purpose."""
    allocation, public = await _with_kind(tx, id)
    lines = rules.allocated(allocation.lot_id, allocation.purpose_id, allocation.amount_cents, public=public)
    await ledger.post(tx, await _entry(tx, allocation, Event.allocation, lines, f"allocation:{id}"))


async def released(tx: Tx, id: UUID) -> None:
    """What was not spent is free again."""
    allocation, public = await _with_kind(tx, id)
    rest = await tx.scalar("select polder.allocation_rest(:id)", id=id)
    if rest:
        lines = rules.released(allocation.lot_id, allocation.purpose_id, rest, public=public)
        await ledger.post(tx, await _entry(tx, allocation, Event.release, lines, f"release:{id}"))


EFFECTS = {"book": booked, "release": released}


async def close_all(tx: Tx, lot: UUID, day: date) -> list[Entry]:
    """The decision of this lot was determined: its allocations end. The releases to be posted with that, on `day`."""
    # In the order in which a booking locks them: the allocations, then the lot, on which nobody plans from here on.
    await tx.rows("select id from allocation where lot_id = :lot order by id for update", lot=lot)
    await tx.scalar("select polder.hold_lot(:lot)", lot=lot)
    rows = await tx.rows(
        """select id, reference, purpose_id, polder.allocation_rest(id) as rest from allocation
           where lot_id = :lot and state <> 'released' order by id""",
        lot=lot,
    )
    if rows:
        await perform_all(tx, ALLOCATION, [row.id for row in rows], "close")
    return [
        Entry(f"release:{row.id}", Event.release, day, rules.released(lot, row.purpose_id, row.rest, public=True),
              row.reference, (SOURCE, row.id))
        for row in rows if row.rest
    ]  # fmt: skip


decisions.ENDINGS.append(close_all)


async def attribute_cost(
    tx: Tx, id: UUID, cents: int, day: date, description: str, reference: str | None = None
) -> UUID:
    """A cost of `cents` made on `day`, borne by the allocation; posted on that day, or the first open one after
    it on which the allocation was booked. No day that has yet to come.

    `reference` names the cost at its source (a payroll run, an invoice): the same one is attributed once, and anew after
    it was reversed. The entry's id.
    """
    allocation = await tx.get(Allocation, id, lock=True)
    tx.require("ledger.post")
    if allocation.state != "booked":
        if await tx.scalar("select polder.lot_determined(:lot)", lot=allocation.lot_id):
            raise problems.conflict("lot-determined", DETERMINED)
        raise problems.conflict("allocation-not-booked", RELEASED if allocation.state == "released" else NOT_BOOKED)
    await _is_over(tx, day)
    if not allocation.from_day <= day <= allocation.until_day:
        first, last = notation.day(allocation.from_day), notation.day(allocation.until_day)
        raise problems.invalid_field(
            "day", OUTSIDE,
            Words(nl=f"Kies {first.nl} tot en met {last.nl}.", en=f"Choose {first.en} to {last.en}."),
        )  # fmt: skip
    _, public = await _with_kind(tx, id)
    key = f"cost:{id}:{reference or uuid4()}"
    reversed_before = await tx.scalar(
        """select count(*) from journal_entry e join journal_entry r on r.reverses_id = e.id
           where e.source_kind = 'allocation' and e.source_id = :id and (e.key = :key or e.key like 'again:%:' || :key)""",
        id=id, key=key,
    )  # fmt: skip
    if reversed_before:
        key = f"again:{reversed_before}:{key}"
    known = await tx.scalar("select exists (select from journal_entry where key = :key)", key=key)
    rest = await tx.scalar("select polder.allocation_rest(:id)", id=id)
    if not known and cents > rest:
        most = notation.euros(rest)
        raise problems.invalid_field(
            "cents", Words(nl="Zoveel houdt deze toewijzing niet meer.", en="The allocation does not hold that much any more."),
            Words(nl=f"Hoogstens {most.nl}.", en=f"At most {most.en}."),
        )  # fmt: skip
    lines = rules.cost(allocation.lot_id, allocation.purpose_id, cents, public=public)
    # A cost made before the money was booked for it is posted when that was: no allocation is overdrawn, on any day.
    posted_on = await ledger.open_day(tx, max(day, allocation.booked_on or day))
    entry = Entry(key, Event.cost, posted_on, lines, description, (SOURCE, id), day)
    return (await ledger.post(tx, entry))[0]


async def report(tx: Tx, id: UUID, cents: int, day: date, description: str) -> UUID:
    """Costs of `cents` were accounted for to the funder on `day`, in the report that `description` names. The entry's id.

    Neither before the allocation's first day nor on one that has yet to come; posted no earlier than the last of the costs.
    Of public money this is what the determination says.
    """
    allocation = await tx.get(Allocation, id, lock=True)
    tx.require("ledger.post")
    _, public = await _with_kind(tx, id)
    if public:
        raise problems.conflict("reported-by-determination", BY_DETERMINATION)
    await _is_over(tx, day)
    if day < allocation.from_day:
        first = notation.day(allocation.from_day)
        raise problems.invalid_field(
            "day", BEFORE, Words(nl=f"Kies {first.nl} of later.", en=f"Choose {first.en} or later.")
        )
    ((left, by_then, last, made),) = await tx.rows(
        """select polder.allocation_spent(:id) - polder.allocation_reported(:id), polder.allocation_unreported(:id, :day), max(posted_on), max(happened_on)
           from journal_entry where source_kind = 'allocation' and source_id = :id and event = 'cost'""",
        id=id, day=day,
    )  # fmt: skip
    if by_then < cents <= left:
        first = notation.day(made)
        raise problems.invalid_field(
            "day", Words(nl="Zoveel was er op die dag niet besteed en nog te verantwoorden.", en="Not that much was spent and still to be reported on that day."),
            Words(nl=f"Kies {first.nl} of later, of verlaag het bedrag.", en=f"Choose {first.en} or later, or lower the amount."),
        )  # fmt: skip
    if cents > left:
        most = notation.euros(left)
        raise problems.invalid_field(
            "cents", Words(nl="Zoveel is er niet besteed en nog te verantwoorden.", en="Not that much was spent and is still to be reported."),
            Words(nl=f"Hoogstens {most.nl}.", en=f"At most {most.en}."),
        )  # fmt: skip
    lines = rules.reported(allocation.lot_id, allocation.purpose_id, cents)
    posted_on = await ledger.open_day(tx, max(day, last))
    entry = Entry(f"report:{id}:{uuid4()}", Event.report, posted_on, lines, description, (SOURCE, id), day)
    return (await ledger.post(tx, entry))[0]


async def _is_over(tx: Tx, day: date) -> None:
    """Nothing was spent or reported on a day that has yet to come."""
    if await tx.scalar("select cast(:day as date) > polder.today()", day=day):
        ahead = CHECKS["ck_journal_entry_happened_on"]
        raise problems.invalid_field("day", ahead.problem, ahead.remedy)


BEFORE = CHECKS["reported_before"].problem
BY_DETERMINATION = Words(
    nl="Publiek geld wordt verantwoord met de vaststelling van het besluit. Leg daar vast wat is aangenomen.",
    en="Public money is accounted for by the determination of its decision. Record there what was accepted.",
)
NOT_BOOKED = Words(
    nl="Kosten horen bij een geboekte toewijzing. Boek haar eerst.",
    en="Costs belong to a booked allocation. Book it first.",
)
RELEASED = Words(
    nl="Deze toewijzing is vrijgegeven. Maak een nieuwe, en reken de kosten daaraan toe.",
    en="This allocation was released. Make a new one, and attribute the cost to that.",
)
OUTSIDE = CHECKS["cost_outside"].problem


async def cost_reversed(tx: Tx, entry: JournalEntry) -> Sequence[Entry]:
    """A cost that is taken back is free for the purpose again, or, when the allocation is over, for all."""
    assert entry.source_id is not None
    if entry.event != Event.cost:
        return ()
    allocation = await tx.get(Allocation, entry.source_id, lock=True)
    ((cents, left),) = await tx.rows(
        """select sum(p.amount_cents)::bigint, polder.allocation_spent(:of) - polder.allocation_reported(:of)
           from posting p join ledger_account a on a.id = p.account_id where p.entry_id = :id and a.kind = 'allocated'""",
        id=entry.id, of=allocation.id,
    )  # fmt: skip
    if cents > left:  # the database holds it; this says why
        raise problems.conflict("reported-unspent", REFUSALS["reported_unspent"])
    if stays := await tx.scalar(f"select {COST_DETERMINED} from journal_entry where id = :id", id=entry.id):
        raise problems.conflict("cost-determined", Words(**stays))  # what it was spent from is income
    if allocation.state != "released":
        return ()
    _, public = await _with_kind(tx, allocation.id)
    lines = rules.released(allocation.lot_id, allocation.purpose_id, cents, public=public)
    return [await _entry(tx, allocation, Event.release, lines, f"release:{entry.id}")]


ledger.REVERSALS[SOURCE] = cost_reversed


async def _entry(tx: Tx, allocation: Allocation, event: Event, lines: Sequence[rules.Line], key: str) -> Entry:
    return Entry(key, event, await ledger.open_day(tx), lines, allocation.reference, (SOURCE, allocation.id))


async def _with_kind(tx: Tx, id: UUID) -> tuple[Allocation, bool]:
    """The allocation as it now stands, and whether its lot is public money."""
    allocation = await tx.get(Allocation, id)
    await tx.session.refresh(allocation)
    lot = await tx.get(Lot, allocation.lot_id)
    return allocation, lot.decision_id is not None
