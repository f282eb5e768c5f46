"""Reading in a list: look at every row against what is there, then add the new ones and follow what changed."""

import asyncio
import hashlib
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import orjson

from polder.grants.opportunities import lists
from polder.grants.opportunities import words as _words
from polder.grants.opportunities.lifecycle import OPPORTUNITY
from polder.grants.opportunities.lists import FIELDS, Call, CallList, Found
from polder.grants.opportunities.tables import OpportunityImport
from polder.kernel import problems
from polder.kernel.lifecycle import perform_all
from polder.kernel.sheets import Unreadable
from polder.kernel.tx import Tx

SHOWN = 200  # refused rows and changes that an answer names
KEPT = 500  # refused rows that an import keeps
FIRST = 10
# What is said together is followed together: half of an amount would be another amount.
AMOUNTS = frozenset(("budget_cents", "grant_min_cents", "grant_max_cents", "currency", "budget_text"))


@dataclass(frozen=True)
class Change:
    """What a list says otherwise than before. Without `applied` somebody changed that field here, and it stays."""

    row: int
    id: UUID
    title: str
    field: str
    was: str | None
    now_is: str | None
    applied: bool


@dataclass
class Plan:
    """What a list would do. `follow`: of known calls, all fields as they would be, and what the list says now."""

    read: CallList
    new: list[Found] = field(default_factory=list)
    follow: list[tuple[UUID, Call, Call]] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    known: int = 0


async def look(tx: Tx, content: bytes) -> Plan:
    """What reading in this list would do. A file that says nothing to us is a 422 problem."""
    tx.require("opportunity.write")
    try:
        found = await asyncio.to_thread(lists.understood, content)
    except Unreadable as error:
        raise problems.invalid_field("file", error.problem, error.remedy) from None
    plan = Plan(found)
    there = {
        row.source_key: row for row in await tx.rows(THERE, source=found.source, keys=[one.key for one in found.found])
    }
    for one in found.found:
        row = there.get(one.key)
        if row is None:
            plan.new.append(one)
            continue
        before, current = orjson.loads(row.said), orjson.loads(row.current)
        if before == one.call:
            plan.known += 1
        else:
            _follow(plan, one, row.id, before, current)
    return plan


def _follow(plan: Plan, one: Found, id: UUID, before: Call, current: Call) -> None:
    """Fields that the list says otherwise than before, except those that somebody changed here."""
    ours = {name for name in FIELDS if current[name] != before.get(name)}
    if ours & AMOUNTS:
        ours |= AMOUNTS
    then = dict(current)
    for name in FIELDS:
        if one.call[name] == before.get(name) or one.call[name] == current[name]:
            continue
        applied = name not in ours
        if applied:
            then[name] = one.call[name]
        plan.changes.append(Change(one.row, id, current["title"], name, said(name, current[name]), said(name, one.call[name]), applied))  # fmt: skip
    plan.follow.append((id, then, one.call))


def said(name: str, value: Any) -> str | None:
    """A value as a change keeps it: days by commas, money in cents, long texts by their beginning."""
    if name == "deadlines":
        return ", ".join(one["due_at"] or one["due_on"] for one in value) or None
    return None if value is None else str(value)[:500]


async def read_in(tx: Tx, content: bytes, file_name: str) -> tuple[OpportunityImport, Plan]:
    """New calls are added, changed ones followed; rows that are none are kept with their reason. The same list again changes
    nothing."""
    tx.require("opportunity.write")
    await tx.scalar("select pg_advisory_xact_lock(hashtext('polder.opportunity_import'))::text")
    plan = await look(tx, content)
    made = await tx.add(OpportunityImport(
        file_name=file_name, sha256=hashlib.sha256(content).hexdigest(), refusals=told(plan, KEPT), source=plan.read.source, **counts(plan),
    ))  # fmt: skip
    names = {one.call["funder_name"] for one in plan.new} | {then["funder_name"] for _, then, _ in plan.follow}
    funders = {row.name: str(row.id) for row in await tx.rows(FUNDERS, names=sorted(names))}
    await tx.run(ADD, source=plan.read.source, rows=_json([
        {**one.call, "source_key": one.key, "funder_id": funders.get(one.call["funder_name"]), "said": one.call, "due_days": "{" + ",".join(day["due_on"] for day in one.call["deadlines"]) + "}"} for one in plan.new
    ]))  # fmt: skip
    await tx.run(FOLLOW, rows=_json([
        {**then, "id": str(id), "funder_id": funders.get(then["funder_name"]), "said": call} for id, then, call in plan.follow
    ]))  # fmt: skip
    moved = {change.id for change in plan.changes if change.field == "deadlines" and change.applied}
    await tx.run(DROP_DEADLINES, ids=list(moved))
    await tx.run(ADD_DEADLINES, source=plan.read.source, rows=_json(
        [{"key": one.key, **deadline} for one in plan.new for deadline in one.call["deadlines"]]
        + [{"id": str(id), **deadline} for id, then, _ in plan.follow if id in moved for deadline in then["deadlines"]]
    ))  # fmt: skip
    await tx.run(KEEP_CHANGES, id=made.id, rows=_json([
        {"opportunity_id": str(c.id), "field": c.field, "was": c.was, "now_is": c.now_is, "applied": c.applied} for c in plan.changes
    ]))  # fmt: skip
    again = await tx.rows(ARCHIVED, ids=[id for id, _, _ in plan.follow])
    await perform_all(tx, OPPORTUNITY, [row.id for row in again], "restore")
    return made, plan


def _json(rows: list[dict[str, Any]]) -> str:
    return orjson.dumps(rows).decode()


def counts(plan: Plan) -> dict[str, Any]:
    """A call that is known and says something else counts as changed, also where what somebody changed here stays."""
    found = plan.read.found
    return {
        "rows": len(found) + len(plan.read.refused), "added": len(plan.new), "changed": len(plan.follow), "known": plan.known,
        "refused": len(plan.read.refused), "broken": sum(one.broken for one in found), "incomplete": sum(bool(one.missing) for one in found),
    }  # fmt: skip


def told(plan: Plan, most: int) -> list[dict[str, Any]]:
    return [
        {"row": r.row, "name": r.name, "field": r.field, "problem": r.problem.both, "remedy": r.remedy.both}
        for r in plan.read.refused[:most]
    ]


def result(plan: Plan, file_name: str, id: UUID | None) -> dict[str, Any]:
    """What was read in, or would be."""
    found = plan.read.found
    return {
        "id": id and str(id), "source": plan.read.source, "file_name": file_name, "preview": id is None, **counts(plan),
        "missing": {name: sum(name in one.missing for one in found) for name in _words.MISSING},
        "first": [
            {"row": one.row, "title": one.call["title"], "funder": one.call["funder_name"], "call_id": one.call["call_id"],
             "deadlines": [deadline["due_on"] for deadline in one.call["deadlines"]], "broken": one.broken, "missing": one.missing}
            for one in plan.new[:FIRST]
        ],
        "changes": [
            {"id": str(c.id), "title": c.title, "field": c.field, "was": c.was, "now_is": c.now_is, "applied": c.applied}
            for c in plan.changes[:SHOWN]
        ],
        "refusals": told(plan, SHOWN),
    }  # fmt: skip


_MOMENT = """'YYYY-MM-DD"T"HH24:MI:SS"Z"'"""
_DEADLINES = f"""(select coalesce(jsonb_agg(jsonb_build_object('due_on', d.due_on, 'label', d.label,
    'due_at', to_char(d.due_at at time zone 'UTC', {_MOMENT})) order by d.due_on), '[]') from opportunity_deadline d where d.opportunity_id = o.id)"""
_PLAIN = [name for name in FIELDS if name != "deadlines"]
THERE = f"""
select o.id, o.source_key, o.said::text as said, jsonb_build_object({", ".join(f"'{name}', o.{name}" for name in _PLAIN)},
  'deadlines', {_DEADLINES})::text as current
from opportunity o where o.source = :source and o.source_key = any(:keys) for update"""
# A name that is one organisation's, or one of its names.
FUNDERS = """
select f.name, (array_agg(o.id))[1] as id from unnest(cast(:names as text[])) as f(name) join organisation o on o.search @@ polder.query(f.name)
where polder.fold(f.name) in (select polder.fold(n) from unnest(array[o.name] || o.aliases || o.acronyms) as n)
group by f.name having count(*) = 1"""
_TYPES = {
    "opens_on": "date",
    "budget_cents": "bigint",
    "grant_min_cents": "bigint",
    "grant_max_cents": "bigint",
    "grants_expected": "int",
}
_SHAPE = ", ".join(f"{name} {_TYPES.get(name, 'text')}" for name in _PLAIN)
_NAMES = ", ".join(_PLAIN)
ADD = f"""
insert into opportunity (source, source_key, funder_id, said, due_days, {_NAMES})
select :source, r.source_key, r.funder_id, r.said, cast(r.due_days as date[]), {", ".join(f"r.{name}" for name in _PLAIN)}
from jsonb_to_recordset(cast(:rows as jsonb)) as r(source_key text, funder_id uuid, said jsonb, due_days text, {_SHAPE})"""
FOLLOW = f"""
update opportunity o set said = r.said, funder_id = case when o.funder_name = r.funder_name then o.funder_id else r.funder_id end,
  {", ".join(f"{name} = r.{name}" for name in _PLAIN)}
from jsonb_to_recordset(cast(:rows as jsonb)) as r(id uuid, funder_id uuid, said jsonb, {_SHAPE}) where o.id = r.id"""
DROP_DEADLINES = "delete from opportunity_deadline where opportunity_id = any(:ids)"
ADD_DEADLINES = """
insert into opportunity_deadline (opportunity_id, due_on, due_at, label)
select coalesce(r.id, o.id), r.due_on, r.due_at, r.label
from jsonb_to_recordset(cast(:rows as jsonb)) as r(id uuid, key text, due_on date, due_at timestamptz, label text)
  left join opportunity o on o.source = :source and o.source_key = r.key"""
KEEP_CHANGES = """
insert into opportunity_change (opportunity_id, import_id, field, was, now_is, applied)
select r.opportunity_id, :id, r.field, r.was, r.now_is, r.applied
from jsonb_to_recordset(cast(:rows as jsonb)) as r(opportunity_id uuid, field text, was text, now_is text, applied boolean)"""
ARCHIVED = """
select o.id from opportunity o where o.id = any(:ids) and o.state = 'archived' and not polder.opportunity_over(o.status, o.due_days)"""
