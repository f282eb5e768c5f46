"""Posting, reversing, closing: what people and other domains do with the ledger."""

import json
from collections.abc import Awaitable, Callable, Sequence
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from polder.funding.ledger.rules import REVERSED_BY_HAND, WAYS_BACK, Entry
from polder.funding.ledger.tables import ClosedPeriod, FundPool, JournalEntry, LedgerCheck, PoolPurpose, Purpose
from polder.funding.ledger.views import WAY
from polder.kernel import notation, problems
from polder.kernel.record import Record
from polder.kernel.tx import Tx
from polder.kernel.web import REFUSALS
from polder.kernel.words import Words

R = TypeVar("R", bound=Record)

# What follows when an entry of a record is reversed by hand: by the kind of its source. A domain whose records must know
# registers here; it answers what else is to be posted in the same call, or raises a problem.
Following = Callable[[Tx, JournalEntry], Awaitable[Sequence[Entry]]]
REVERSALS: dict[str, Following] = {}


async def post(tx: Tx, *entries: Entry) -> list[UUID]:
    """Post entries, all in one call: a transaction posts once, so that no two wait for each other. Their ids.

    An entry whose key was used before for the same content is the one that is there; for other content it is a 409.
    """
    ids = await tx.scalar(
        "select polder.post_entries(cast(:entries as jsonb))", entries=_json([e.json for e in entries])
    )
    return list(ids)


async def open_day(tx: Tx, wanted: date | None = None) -> date:
    """The day itself (today when none is given) if it is open, else the first open one after it."""
    found: date = await tx.scalar(
        "select polder.open_day(coalesce(:wanted, polder.today()))",
        wanted=wanted,
    )
    return found


async def reverse(tx: Tx, id: UUID, reason: str, posted_on: date | None = None) -> UUID:
    """Post the exact opposite of an entry, once, with a reason; in a closed period on the first open day. Its id.

    409 for an entry that a record made: that is undone at the record.
    """
    await tx.flush()
    entry = await tx.session.get(JournalEntry, id)
    if entry is None:
        raise problems.not_found()
    tx.require("ledger.post")
    if entry.reverses_id is None and entry.source_kind in WAYS_BACK:
        way = await tx.scalar(f"select {WAY} from journal_entry where id = :id", id=id)
        raise problems.conflict("reversed-at-source", WAYS_BACK[way].format(what=entry.description))
    if entry.reverses_id is not None:
        raise problems.conflict("reversal-of-reversal", REFUSALS["reversal_of_reversal"])
    if entry.event not in REVERSED_BY_HAND:
        raise problems.conflict("not-reversed-by-hand", NOT_BY_HAND)
    if await tx.scalar("select exists (select from journal_entry where reverses_id = :id)", id=id):
        raise problems.conflict("reversed-already", REVERSED_ALREADY)
    day = posted_on or await open_day(tx, entry.posted_on)
    following = REVERSALS.get(entry.source_kind or "")
    others = await following(tx, entry) if following else ()
    ids = await tx.scalar(
        """select polder.post_entries(polder.reversal(:id, :key, :day, :reason) || cast(:others as jsonb))""",
        id=id, key=f"reversal:{id}", day=day, reason=reason, others=_json([e.json for e in others]),
    )  # fmt: skip
    made: UUID = ids[0]
    return made


NOT_BY_HAND = Words(
    nl="Deze boeking draait u niet hier terug: wijzig de overeenkomst, maak een creditnota, geef de toewijzing vrij of"
    " neem de vaststelling terug.",
    en="This entry is not reversed here: amend the agreement, make a credit note, release the allocation or take the"
    " determination back.",
)
REVERSED_ALREADY = Words(nl="Deze boeking is al teruggedraaid.", en="This entry has been reversed already.")


def _json(value: Any) -> str:
    return json.dumps(value)


async def check(tx: Tx, *, rebuild: bool = False) -> LedgerCheck:
    """Compare the ledger with itself and note the result; with `rebuild`, mend the cached balances."""
    id = await tx.scalar("select (polder.check_ledger(:rebuild)).id", rebuild=rebuild)
    found = await tx.session.get(LedgerCheck, id)
    assert found is not None
    return found


async def close_period(tx: Tx, from_day: date, until_day: date, note: str | None) -> ClosedPeriod:
    """Nothing is posted until this day any more. It begins on the day after the last closed day; its last day is over."""
    tx.require("period.close")
    next_day = await tx.scalar("select polder.closed_until() + 1")
    if next_day is not None and from_day != next_day:  # the database holds it; this names the day
        day = notation.day(next_day)
        raise problems.invalid_field(
            "from_day", Words(nl="Een afsluiting begint op de dag na de laatste afgesloten dag.",
                              en="A closing begins on the day after the last closed day."),
            Words(nl=f"Begin op {day.nl}.", en=f"Begin on {day.en}."),
        )  # fmt: skip
    return await tx.add(ClosedPeriod(from_day=from_day, until_day=until_day, note=note))


async def create_purpose(tx: Tx, values: dict[str, Any]) -> Purpose:
    return await tx.add(Purpose(**values))


async def change_purpose(tx: Tx, id: UUID, version: int, values: dict[str, Any]) -> Purpose:
    return await _changed(tx, await tx.get(Purpose, id, lock=True, version=version), values)


async def create_pool(tx: Tx, values: dict[str, Any], purposes: Sequence[UUID]) -> FundPool:
    pool = await tx.add(FundPool(**values))
    await _set_purposes(tx, pool.id, purposes)
    return pool


async def change_pool(
    tx: Tx, id: UUID, version: int, values: dict[str, Any], purposes: Sequence[UUID] | None
) -> FundPool:
    """Change a pool. A purpose that its money is allocated to stays in it."""
    pool = await _changed(tx, await tx.get(FundPool, id, lock=True, version=version), values)
    if purposes is not None:
        await _set_purposes(tx, id, purposes)
        await tx.run("update fund_pool set updated_at = clock_timestamp() where id = :id", id=id)
    return pool


async def _set_purposes(tx: Tx, pool: UUID, purposes: Sequence[UUID]) -> None:
    wanted = list(dict.fromkeys(purposes))
    await tx.run(
        "delete from pool_purpose where pool_id = :pool and purpose_id <> all(:wanted)", pool=pool, wanted=wanted
    )
    there = {
        row.purpose_id for row in await tx.rows("select purpose_id from pool_purpose where pool_id = :pool", pool=pool)
    }
    for purpose in wanted:
        if purpose not in there:
            tx.session.add(PoolPurpose(pool_id=pool, purpose_id=purpose))
    await tx.flush()


async def _changed(tx: Tx, record: R, values: dict[str, Any]) -> R:
    for name, value in values.items():
        setattr(record, name, value)
    await tx.flush()
    return record
