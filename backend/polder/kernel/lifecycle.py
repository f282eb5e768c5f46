"""States and moves: one table per aggregate, and nothing else decides.

A condition is an SQL expression over the record's row. The same expression answers "may I?" in every detail answer and
guards the move itself, inside its transaction; a trigger refuses any change of state that is not a declared move.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Any
from uuid import UUID

import orjson

from polder.kernel import problems
from polder.kernel.texts import shows_something
from polder.kernel.tx import Tx
from polder.kernel.words import Words


@dataclass(frozen=True)
class Condition:
    """`holds` is SQL over the record's row (named by its table); `why_not` tells the reader what to do about it."""

    name: str
    holds: str
    why_not: Words
    field: str | None = None


@dataclass(frozen=True)
class Move:
    """One step. Without `by_hand` it belongs to an action: no button offers it and the moves' route does not know it."""

    name: str
    origin: StrEnum | Sequence[StrEnum]
    target: StrEnum
    may: str
    label: Words
    needs: Sequence[Condition] = ()
    reason: bool = False
    second_person: bool = False
    by_hand: bool = True

    @property
    def origins(self) -> tuple[str, ...]:
        return (str(self.origin),) if isinstance(self.origin, StrEnum) else tuple(str(state) for state in self.origin)


NOT_YOURS = Words(
    nl="Hiervoor is een recht nodig dat uw rollen niet geven.",
    en="This needs a permission that your roles do not give.",
)
SECOND_PERSON = Condition(
    "second_person",
    "not polder.wrote('{table}', {table}.id)",
    Words(nl="Dit moet een ander doen dan wie eraan schreef.", en="Somebody who did not write it must do this."),
)


class Lifecycle:
    """The states and moves of one table.

    `scope` names the columns whose ids a scoped permission may match; `initial` the state of a new record.
    """

    def __init__(
        self,
        table: str,
        column: str,
        states: dict[StrEnum, Words],
        *moves: Move,
        initial: StrEnum,
        scope: Sequence[str],
    ) -> None:
        self.table, self.column, self.states, self.moves, self.scope = table, column, states, moves, scope
        self.initial = initial
        self.by_name = {move.name: move for move in moves}

    @cached_property
    def facts(self) -> list[tuple[str, str, frozenset[str]]]:
        """(name, SQL, states in which it is asked) of every permission and condition that some move needs."""
        found: dict[str, tuple[str, set[str]]] = {}
        for move in self.moves:
            asked = [(f"may:{move.may}", f"({self.permission_sql(move)})")]
            asked += [(need.name, need.holds.replace("{table}", self.table)) for need in self.needs(move)]
            for name, sql in asked:
                found.setdefault(name, (sql, set()))[1].update(move.origins)
        return [(name, sql, frozenset(states)) for name, (sql, states) in found.items()]

    @cached_property
    def facts_sql(self) -> str:
        """SQL for a boolean array, one element per fact; null where the present state does not ask for it."""
        parts = [
            "case when {}.{} in ({}) then ({})::boolean end".format(
                self.table, self.column, ", ".join(f"'{state}'" for state in sorted(states)), sql
            )
            for _, sql, states in self.facts
        ]
        return "array[" + ", ".join(parts) + "]::boolean[]"

    def permission_sql(self, move: Move) -> str:
        """Asked of one record: no subqueries, each of which would be prepared whether it is needed or not."""
        scoped = [f"{self.table}.{c} = any(polder.scope('{move.may}'))" for c in self.scope]
        return " or ".join([f"polder.may('{move.may}')", *scoped])

    def needs(self, move: Move) -> tuple[Condition, ...]:
        return ((SECOND_PERSON,) if move.second_person else ()) + tuple(move.needs)

    def judge(self, move: Move, facts: Sequence[bool | None]) -> tuple[bool, Condition | None]:
        """(permitted, first condition that does not hold) for one move, from the values of `facts_sql`. Where that one is
        about a field, the others about fields are named with it: whoever mends one thing mends all."""
        values = {name: value for (name, _, _), value in zip(self.facts, facts, strict=True)}
        unmet = [need for need in self.needs(move) if not values[need.name]]
        first = unmet[0] if unmet else None
        if first and first.field:
            together = [need.why_not for need in unmet if need.field]
            said = Words(nl=" ".join(words.nl for words in together), en=" ".join(words.en for words in together))
            first = replace(first, why_not=said)
        return bool(values[f"may:{move.may}"]), first

    def moves_json(self, state: str, facts: Sequence[bool | None]) -> bytes:
        """The `moves` list of a detail answer: what this actor may do now, and why not."""
        return _moves_json(self, state, tuple(facts))

    def allowed_rows(self) -> list[tuple[str, str, str | None, str]]:
        """Rows of the database's own catalogue of moves."""
        rows: list[tuple[str, str, str | None, str]] = [(self.table, "create", None, str(self.initial))]
        rows += [(self.table, m.name, origin, str(m.target)) for m in self.moves for origin in m.origins]
        return rows

    def diagram(self) -> str:
        """A Mermaid state diagram, for the documentation."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.initial}"]
        lines += [f"    {origin} --> {m.target}: {m.name}" for m in self.moves for origin in m.origins]
        return "\n".join(lines)


@lru_cache(maxsize=4096)
def _moves_json(lifecycle: Lifecycle, state: str, facts: tuple[bool | None, ...]) -> bytes:
    answer: list[dict[str, Any]] = []
    for move in lifecycle.moves:
        if state not in move.origins or not move.by_hand:
            continue
        permitted, unmet = lifecycle.judge(move, facts)
        why = None if permitted and unmet is None else (unmet.why_not if permitted and unmet else NOT_YOURS)
        answer.append(
            {
                "name": move.name,
                "to": str(move.target),
                "label": move.label.both,
                "permitted": permitted,
                "allowed": why is None,
                "why_not": None if why is None else why.both,
                "reason": move.reason,
                "second_person": move.second_person,
            }
        )
    return orjson.dumps(answer)


async def perform(
    tx: Tx, lifecycle: Lifecycle, id: UUID, name: str, *, reason: str | None, version: int | None
) -> None:
    """Move a record: 404 unseen, 412 stale, 403 without the permission, 422 without a reason, 409 with the why-not.

    The state's trigger writes the history line with the reason; side effects belong to the action that calls this.
    """
    move = lifecycle.by_name.get(name)
    if move is None:
        raise problems.not_found()
    found = await tx.rows(
        f"select {lifecycle.column}, version, {lifecycle.facts_sql} from public.{lifecycle.table} "
        "where id = :id for update",
        id=id,
    )
    if not found:
        seen = await tx.scalar(f"select true from public.{lifecycle.table} where id = :id", id=id)
        raise problems.forbidden(NOT_YOURS) if seen else problems.not_found()
    state, current, facts = found[0]
    if version is not None and version != current:
        raise problems.stale(await tx.changed_since(lifecycle.table, id, version), current)
    if state not in move.origins:
        raise problems.conflict("wrong-state", _wrong_state(lifecycle, move, state))
    permitted, unmet = lifecycle.judge(move, facts)
    if not permitted:
        raise problems.forbidden(NOT_YOURS)
    if unmet is not None:
        raise problems.conflict(unmet.name.replace("_", "-"), unmet.why_not)
    reason = reason.strip() if reason and shows_something(reason) else None
    if move.reason and reason is None:
        raise problems.invalid_field(
            "reason",
            Words(nl="Een reden ontbreekt.", en="A reason is missing."),
            Words(nl="Schrijf kort waarom; de reden blijft bewaard.", en="Write briefly why; the reason is kept."),
        )
    await tx.scalar(
        "select set_config('polder.move', :move, true) || set_config('polder.reason', :reason, true)",
        move=f"{lifecycle.table}:{name}",
        reason=reason or "",
    )
    done = await tx.run(
        f"update public.{lifecycle.table} set {lifecycle.column} = :target where id = :id",
        target=str(move.target),
        id=id,
    )
    if not done:
        raise problems.not_found()


async def perform_all(tx: Tx, lifecycle: Lifecycle, ids: Sequence[UUID], name: str) -> None:
    """One move of many records, all or none, without a reason: as `perform`, in two statements."""
    move = lifecycle.by_name[name]
    needed = [
        lifecycle.permission_sql(move),
        *[need.holds.replace("{table}", lifecycle.table) for need in lifecycle.needs(move)],
    ]
    found = await tx.rows(
        f"select {lifecycle.column}, array[{', '.join(f'({sql})::boolean' for sql in needed)}] from public.{lifecycle.table} "
        "where id = any(:ids) order by id for update",
        ids=list(ids),
    )
    if len(found) != len(ids):
        raise problems.not_found()
    for state, (permitted, *held) in found:
        if state not in move.origins:
            raise problems.conflict("wrong-state", _wrong_state(lifecycle, move, state))
        if not permitted:
            raise problems.forbidden(NOT_YOURS)
        for need, holds in zip(lifecycle.needs(move), held, strict=True):
            if not holds:
                raise problems.conflict(need.name.replace("_", "-"), need.why_not)
    await tx.scalar(
        "select set_config('polder.move', :move, true) || set_config('polder.reason', '', true)",
        move=f"{lifecycle.table}:{name}",
    )
    await tx.run(
        f"update public.{lifecycle.table} set {lifecycle.column} = :target where id = any(:ids)",
        target=str(move.target),
        ids=list(ids),
    )


def _wrong_state(lifecycle: Lifecycle, move: Move, state: str) -> Words:
    states = {str(value): words for value, words in lifecycle.states.items()}
    return Words(
        nl=f"Nu {states[state].nl}; “{move.label.nl}” kan alleen vanuit: "
        + ", ".join(states[origin].nl for origin in move.origins)
        + ".",
        en=f"Now {states[state].en}; “{move.label.en}” is possible only from: "
        + ", ".join(states[origin].en for origin in move.origins)
        + ".",
    )
