"""What people do with positions: write, fund, accept a gap, publish, fill."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from asyncpg import PostgresError
from sqlalchemy.exc import DBAPIError
from sqlmodel import select

from polder.funding.allocations import actions as allocations
from polder.funding.allocations.tables import Allocation
from polder.hiring.positions import rules, words
from polder.hiring.positions.lifecycle import POSITION, WRITE
from polder.hiring.positions.tables import EmployerCostRule, Position, PositionEmployer, PositionGap, PositionLine
from polder.kernel import problems, versions
from polder.kernel.lifecycle import perform
from polder.kernel.tx import Tx
from polder.kernel.web import CHECKS, REFUSALS, refusal

# How a refusal of an allocation reads at the line that plans it.
FIELDS = {"amount_cents": "part_bp", "from_day": "from_month", "until_day": "until_month"}


async def create(tx: Tx, values: dict[str, Any], employers: Sequence[dict[str, Any]]) -> Position:
    """A draft. The database makes its purpose and computes its cost."""
    tx.require("position.write")  # before a refusal says anything of the rules
    position = await tx.add(Position(**values))
    await _set_employers(tx, position.id, employers)
    return position


async def change(
    tx: Tx, id: UUID, version: int, values: dict[str, Any], employers: Sequence[dict[str, Any]] | None
) -> None:
    """Change a draft."""
    position = await tx.get(Position, id, lock=True, version=version)
    tx.require("position.write")
    if position.state != "draft":
        raise problems.conflict("position-locked", REFUSALS["position_locked"])
    for name, value in values.items():
        setattr(position, name, value)
    if employers is not None:
        await _set_employers(tx, id, employers)
        await _touch(tx, id)
    await tx.flush()


async def _set_employers(tx: Tx, id: UUID, employers: Sequence[dict[str, Any]]) -> None:
    await tx.flush()
    await tx.run("delete from position_employer where position_id = :id", id=id)
    for employer in employers:
        tx.session.add(PositionEmployer(position_id=id, **employer))
    await tx.flush()


async def _touch(tx: Tx, id: UUID) -> None:
    await tx.flush()
    await tx.run("update position set updated_at = clock_timestamp() where id = :id", id=id)


# ---- funding ---------------------------------------------------------------------------------------------------------


async def set_lines(tx: Tx, id: UUID, version: int, lines: Sequence[dict[str, Any]]) -> None:
    """The funding as a whole: a line that is not named goes, and its plan with it. Once the position is funded, all lines
    are planned again; what a lot refuses is said at its line."""
    position = await tx.get(Position, id, lock=True, version=version)
    tx.require("position.fund")
    if position.state == "cancelled":
        raise problems.conflict("position-locked", REFUSALS["position_locked"])
    _check_months(position, lines)
    known = {line.id: line for line in await _lines(tx, id)}
    kept = {line["id"] for line in lines if line.get("id")}
    for line in known.values():
        if line.id not in kept:
            await _drop(tx, position, line)
    changed: list[PositionLine] = []
    for number, values in enumerate(lines):
        line_id = values.pop("id", None)
        if line_id is None:
            changed.append(await tx.add(PositionLine(position_id=id, **values)))
        elif line_id in known:
            for name, value in values.items():
                setattr(known[line_id], name, value)
            changed.append(known[line_id])
        else:
            raise problems.invalid_field(f"lines.{number}.id", *words.UNKNOWN_LINE)
    await tx.flush()
    await _check_parts(tx, position)
    if position.state != "draft":
        await _plan(tx, position, changed)
    await _touch(tx, id)


def _check_months(position: Position, lines: Sequence[dict[str, Any]]) -> None:
    """The database holds it; this names the line and the months."""
    last = rules.plus(position.starts_on, position.months - 1)
    wrong = [
        problems.FieldProblem(f"lines.{number}.{'from_month' if line['from_month'] < position.starts_on else 'until_month'}", *words.OUTSIDE_TERM)
        for number, line in enumerate(lines)
        if line["from_month"] < position.starts_on or line["until_month"] > last
    ]  # fmt: skip
    wrong += [
        problems.FieldProblem(f"lines.{number}.until_month", CHECKS["ck_position_line_period"].problem, CHECKS["ck_position_line_period"].remedy)
        for number, line in enumerate(lines) if line["until_month"] < line["from_month"]
    ]  # fmt: skip
    if wrong:
        raise problems.invalid(*wrong)


async def _check_parts(tx: Tx, position: Position) -> None:
    """No month is paid more than once; as above."""
    over = await tx.rows("select month from polder.position_coverage(:id) where covered_bp > 10000", id=position.id)
    if over:
        months, refused = rules.said([row.month for row in over]), CHECKS["month_overpaid"]
        raise problems.invalid_field("lines", words.OVERPAID.format(nl=months.nl, en=months.en), refused.remedy)


async def _lines(tx: Tx, id: UUID) -> Sequence[PositionLine]:
    query = select(PositionLine).where(PositionLine.position_id == id).order_by(PositionLine.id)  # type: ignore[arg-type]  # a column
    return (await tx.session.exec(query)).all()


async def _drop(tx: Tx, position: Position, line: PositionLine) -> None:
    allocation = await tx.session.get(Allocation, line.allocation_id) if line.allocation_id else None
    if allocation is not None and allocation.state == "booked":
        raise problems.invalid_field("lines", words.BOOKED_LINE, words.RELEASE_FIRST)
    await tx.session.delete(line)
    await tx.flush()
    if allocation is not None and allocation.state == "planned":
        await allocations.lapse(tx, allocation.id, position.reference)


async def _plan(tx: Tx, position: Position, lines: Sequence[PositionLine] | None = None) -> None:
    """An allocation of its cost for each line, those that become less first. `lines`: in the order in which they were sent,
    by which a refusal is named."""
    in_order = await _lines(tx, position.id)
    numbers = {line.id: number for number, line in enumerate(lines or in_order)}
    found = {line.id: await _allocation(tx, line) for line in in_order}
    asked = [
        rules.Line(line.part_bp, line.from_month, line.until_month, a.amount_cents if (a := found[line.id]) and a.booked_on else None)
        for line in in_order
    ]  # fmt: skip
    costs = dict(zip((line.id for line in in_order), rules.costs(position.monthly_cost_cents, asked), strict=True))
    for line in sorted(in_order, key=lambda line: costs[line.id] - (a.amount_cents if (a := found[line.id]) else 0)):
        number = numbers[line.id]
        try:
            await _plan_line(tx, position, line, found[line.id], costs[line.id])
        except (problems.Problem, DBAPIError, PostgresError) as error:
            raise _at_line(number, error) from error


async def _allocation(tx: Tx, line: PositionLine) -> Allocation | None:
    """Its allocation, unless that lapsed."""
    if line.allocation_id is None:
        return None
    allocation = await tx.get(Allocation, line.allocation_id)
    await tx.session.refresh(allocation)
    return allocation if allocation.state != "released" or allocation.booked_on else None


async def _plan_line(tx: Tx, position: Position, line: PositionLine, allocation: Allocation | None, cents: int) -> None:
    until = rules.plus(line.until_month, 1)
    values = {
        "lot_id": line.lot_id, "amount_cents": cents, "from_day": line.from_month,
        "until_day": date.fromordinal(until.toordinal() - 1),
    }  # fmt: skip
    if allocation is None:
        made = await allocations.plan(tx, {**values, "purpose_id": position.purpose_id, "note": None})
        line.allocation_id = made.id
        await tx.flush()
        return
    if allocation.state == "released":  # booked, spent and over: it stays what it was
        return
    if allocation.state == "booked":
        if cents > allocation.amount_cents:
            raise problems.invalid_field("amount_cents", *words.BOOKED_LESS)
        values = {"lot_id": line.lot_id, "until_day": values["until_day"]}
    new = {name: value for name, value in values.items() if getattr(allocation, name) != value}
    if new:
        await allocations.change(tx, allocation.id, allocation.version, new)


def _at_line(number: int, error: Exception) -> Exception:
    """What an allocation was refused for, said at the line."""
    problem = refusal(error)
    if problem is None or problem.status not in (409, 422):
        return error
    if problem.errors:
        return problems.invalid(*[
            problems.FieldProblem(f"lines.{number}.{FIELDS.get(one.field, 'lot_id')}", one.problem, one.remedy) for one in problem.errors
        ])  # fmt: skip
    return problems.conflict(problem.type, problem.detail, errors=[
        problems.FieldProblem(f"lines.{number}.lot_id", problem.detail, words.OTHER_LOT)
    ])  # fmt: skip


async def funded(tx: Tx, id: UUID) -> None:
    """What pays the position is planned on its lots."""
    position = await tx.get(Position, id)
    await tx.session.refresh(position)
    await _plan(tx, position)


async def unplanned(tx: Tx, id: UUID) -> None:
    """Back to draft, or over: its plans lapse."""
    position = await tx.get(Position, id)
    await tx.session.refresh(position)
    for line in await _lines(tx, id):
        allocation = await _allocation(tx, line)
        if allocation is not None and allocation.booked_on:  # it stays what it was
            continue
        if position.state == "draft":
            line.allocation_id = None
            await tx.flush()
        if allocation is not None:
            await allocations.lapse(tx, allocation.id, position.reference)


async def accept_gap(tx: Tx, id: UUID, reason: str) -> None:
    """A director answers for the months that are not wholly paid; the database notes which."""
    await tx.get(Position, id)
    tx.require("position.accept_gap")
    await tx.add(PositionGap(position_id=id, reason=reason, missing=[], missing_cents=1, monthly_cost_cents=1))


# ---- vacancies and appointments --------------------------------------------------------------------------------------


async def opened(tx: Tx, id: UUID) -> None:
    """A vacancy of this position was published, or the post of a call that it pays was offered."""
    if await tx.scalar("select state = 'approved' from position where id = :id", id=id):
        await perform(tx, POSITION, id, "open", reason=None, version=None)


async def fill(
    tx: Tx, id: UUID, starts_on: date, ends_on: date | None, fte_percent: int, salary_cents: int | None = None
) -> None:
    """Somebody was appointed. The position takes the appointment's months and size (without an end: its own last month);
    lines end with it, and plans give the rest back. What was planned stays to be booked as money arrives. A salary above the
    one that was counted with makes a gap."""
    position = await tx.get(Position, id, lock=True)
    tx.require("position.fill")
    if position.state != "vacant":
        await perform(tx, POSITION, id, "fill", reason=None, version=None)  # says why not
    last = rules.plus(position.starts_on, position.months)
    position.filled_from, position.filled_fte_percent, position.filled_salary_cents = (
        starts_on,
        fte_percent,
        salary_cents,
    )
    position.filled_until = ends_on or date.fromordinal(last.toordinal() - 1)
    await tx.flush()
    await perform(tx, POSITION, id, "fill", reason=None, version=None)


EFFECTS = {"fund": funded, "redraft": unplanned, "cancel": unplanned}


# ---- rules for employer's costs --------------------------------------------------------------------------------------


async def propose_cost_rule(tx: Tx, values: dict[str, Any]) -> EmployerCostRule:
    return await tx.add(EmployerCostRule(**values))


async def change_cost_rule(tx: Tx, id: UUID, version: int, values: dict[str, Any]) -> None:
    await versions.change(tx, await tx.get(EmployerCostRule, id, lock=True, version=version), values, WRITE)
