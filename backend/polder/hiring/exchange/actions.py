"""Reading in a table of applications, and noting an export."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import orjson

from polder.hiring import rules as hiring
from polder.hiring.exchange import rules
from polder.hiring.exchange import words as _words
from polder.hiring.exchange.tables import ApplicationExport
from polder.hiring.lifecycle import APPLICATION
from polder.hiring.tables import Vacancy
from polder.kernel import problems, sheets
from polder.kernel.lifecycle import perform_all
from polder.kernel.texts import sort_key
from polder.kernel.tx import Tx
from polder.kernel.words import Words

ROWS_MOST = 2000
EXPORT_MOST = 10_000


@dataclass
class Plan:
    """What a table would do. `columns`: field → heading; `unicode` is false where it was read as Windows-1252."""

    headings: list[str]
    columns: dict[str, str]
    unicode: bool
    rows: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    refused: list[rules.Refusal] = field(default_factory=list)


async def look(tx: Tx, vacancy_id: UUID, content: bytes, columns: Mapping[str, str] | None) -> Plan:
    """What reading in this table would do, each refused cell named. Without `columns` as the last table with these headings
    was read, or else by the names that we know."""
    tx.require("application.import")
    await tx.get(Vacancy, vacancy_id)
    try:
        table = await asyncio.to_thread(sheets.read, content, windows=True)
    except sheets.Unreadable as error:
        raise problems.invalid_field("file", error.problem, error.remedy) from None
    if len(table) > ROWS_MOST + 1:
        raise problems.invalid_field("file", _words.TOO_MANY_ROWS, _words.SPLIT)
    names = rules.headings(table[0])
    if len(set(names)) < len(names):
        raise problems.invalid_field("file", _words.TWICE, _words.ONCE_EACH)
    if columns is None:
        kept = await tx.scalar(
            "select columns::text from table_mapping where headings = :headings", headings=_key(names)
        )
        columns = orjson.loads(kept) if kept else rules.guessed(names)
    wrong = [name for name, heading in columns.items() if name not in rules.FIELDS or heading not in names]
    if wrong:
        raise problems.invalid_field("columns", _words.NO_COLUMN, _words.CHOOSE_COLUMN)
    plan = Plan(names, dict(columns), sheets.is_unicode(content))
    if not {"name", "given_name", "family_name"} & set(columns):
        plan.refused.append(rules.Refusal(1, "name", _words.NO_NAME, _words.SAY_NAME))
        return plan
    plan.rows, plan.refused = await asyncio.to_thread(rules.understood, table, columns)
    there = await tx.rows(
        "select lower(email) as email, reference from application where vacancy_id = :vacancy and email is not null and submitted_at is not null",
        vacancy=vacancy_id,
    )
    plan.refused += rules.doubles(plan.rows, {row.email: row.reference for row in there})
    return plan


async def read_in(tx: Tx, vacancy_id: UUID, content: bytes, columns: Mapping[str, str] | None) -> list[UUID]:
    """All rows as submitted applications, or none; the mapping is kept for the next table like it."""
    plan = await look(tx, vacancy_id, content, columns)
    if plan.refused:
        first = plan.refused[0]
        column = plan.columns.get(first.field, first.field)
        said = Words(
            nl=f"Rij {first.row}, {column}: {first.problem.nl}", en=f"Row {first.row}, {column}: {first.problem.en}"
        )
        raise problems.invalid_field(f"rows.{first.row}.{first.field}", said, first.remedy)
    if not plan.rows:
        raise problems.invalid_field("file", _words.NO_ROWS, _words.ADD_ROWS)
    made = [
        row[0] for row in await tx.rows("select uuidv7() from generate_series(1, cast(:n as int))", n=len(plan.rows))
    ]
    values = [row for _, row in plan.rows]
    names = [hiring.one_line(row["name"]) for row in values]
    await tx.run(
        """insert into application (id, vacancy_id, name, sort_name, email, phone, orcid, language, motivation, search_text, source, via)
           select r.id, :vacancy, r.name, r.sort_name, nullif(r.email, ''), nullif(r.phone, ''), nullif(r.orcid, ''), r.language,
             r.motivation, r.motivation, 'import', nullif(r.via, '')
           from unnest(cast(:ids as uuid[]), cast(:names as text[]), cast(:sort_names as text[]), cast(:emails as text[]),
             cast(:phones as text[]), cast(:orcids as text[]), cast(:languages as text[]), cast(:motivations as text[]),
             cast(:vias as text[]))
             as r(id, name, sort_name, email, phone, orcid, language, motivation, via)""",
        vacancy=vacancy_id, ids=made, names=names, sort_names=[sort_key(name) for name in names],
        **{f"{name}s": [row.get(name, "en" if name == "language" else "") for row in values]
           for name in ("email", "phone", "orcid", "language", "motivation", "via")},
    )  # fmt: skip
    await perform_all(tx, APPLICATION, made, "import")
    await tx.run(
        """insert into table_mapping (headings, columns) values (:headings, cast(:columns as jsonb))
           on conflict (headings) do update set columns = excluded.columns
           where table_mapping.columns <> excluded.columns""",
        headings=_key(plan.headings), columns=orjson.dumps(plan.columns).decode(),
    )  # fmt: skip
    return made


def _key(names: Sequence[str]) -> str:
    return "\n".join(name for name in names)


async def export(tx: Tx, vacancy_id: UUID, application_ids: Sequence[UUID], stage: str | None) -> ApplicationExport:
    """Note who takes which applications along: those that a person chose, or all that stand in a stage now."""
    tx.require("application.export", vacancy_id)
    await tx.get(Vacancy, vacancy_id)
    wanted = list(dict.fromkeys(application_ids))
    found = await tx.rows(
        """select id from application where vacancy_id = :vacancy and submitted_at is not null
           and (id = any(:ids) or stage = cast(:stage as text)) order by id""",
        vacancy=vacancy_id, ids=wanted, stage=stage,
    )  # fmt: skip
    if len(found) < len(wanted):
        raise problems.invalid_field("application_ids", _words.NOT_OF_VACANCY, _words.CHOOSE_OF_VACANCY)
    if not 1 <= len(found) <= EXPORT_MOST:
        raise problems.invalid_field("application_ids", _words.NOBODY, _words.CHOOSE_SOME)
    made = await tx.add(ApplicationExport(vacancy_id=vacancy_id, stage=stage, applications=len(found)))
    await tx.run(
        """insert into application_export_line (export_id, application_id)
           select :export, id from unnest(cast(:ids as uuid[])) as id""",
        export=made.id, ids=[row.id for row in found],
    )  # fmt: skip
    return made


def told(plan: Plan) -> list[dict[str, Any]]:
    """The refusals as they are shown, by row."""
    return [
        {
            "row": r.row,
            "field": r.field,
            "column": plan.columns.get(r.field),
            "problem": r.problem.both,
            "remedy": r.remedy.both,
        }
        for r in plan.refused[:200]
    ]
