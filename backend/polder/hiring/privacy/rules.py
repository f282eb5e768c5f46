"""What every table says of erasure, made into SQL; and which tables say nothing."""

from collections.abc import Iterable, Mapping

from sqlalchemy import MetaData, Table

from polder.kernel.access import Access, Erased

# Of these it says nothing that rows of them go: they come and go by themselves, or follow from the others.
NOT_COUNTED = (
    "application",
    "application_key",
    "audit_personal",
    "idempotency_key",
    "session",
    "move_entry",
    "upload_piece",
)
LAST = "audit_personal"  # what the audit kept of the others, also of their going


def declared(accesses: Iterable[Access]) -> dict[str, Erased]:
    """Table → what goes of it, as every room says. Said twice is a mistake."""
    found: dict[str, Erased] = {}
    for access in accesses:
        if twice := set(found) & set(access.erased):
            raise ValueError(f"what goes of {sorted(twice)} is said twice")
        found.update(access.erased)
    return found


def unanswered(metadata: MetaData, accesses: Iterable[Access]) -> list[str]:
    """Tables that belong to an application, and columns with personal data in rows that stay, of which nobody said what goes."""
    accesses = list(accesses)
    said = declared(accesses)
    ours = {name for access in accesses if "application" in access.erased or "application_id" in _columns(metadata, access)
            for name in access.erased} | {"application"}  # fmt: skip
    found = [t.name for t in metadata.sorted_tables if t.name not in said and _belongs(t, ours)]
    for access in accesses:
        for table, columns in access.personal.items():
            answer = said.get(table)
            if answer and not answer.stays and answer.blank:
                found += [f"{table}.{column}" for column in columns if column not in answer.blank]
    return sorted(found)


def _columns(metadata: MetaData, access: Access) -> set[str]:
    return {c.name for name in access.erased if name in metadata.tables for c in metadata.tables[name].c}


def _belongs(table: Table, ours: set[str]) -> bool:
    named = {key.column.table.name for key in table.foreign_keys}
    return "application_id" in table.c or "application_ids" in table.c or bool(named & ours)


def erase_sql(metadata: MetaData, said: Mapping[str, Erased]) -> str:
    """The body that erases: what stays loses its columns first, then rows go, parts before their wholes."""
    called = [f"  perform {answer.by}(application);\n" for answer in said.values() if answer.by]
    parts = [(name, _blank(name, answer)) for name, answer in said.items() if answer.blank]
    order = [table.name for table in reversed(metadata.sorted_tables)]
    rows = sorted((name for name, one in said.items() if deletes(one)), key=order.index)
    rows.sort(key=lambda name: name == LAST)
    parts += [(name, f"delete from public.{name} where {said[name].rows}") for name in rows]
    return "".join(called) + "\n".join(
        f"  {sql};\n  get diagnostics n = row_count;\n"
        f"  if n > 0 then went := went || jsonb_build_object('{name}', n); end if;"
        for name, sql in parts
    )


def deletes(answer: Erased) -> bool:
    return not (answer.blank or answer.by or answer.stays)


def _blank(name: str, answer: Erased) -> str:
    changed = " or ".join(f"{column} is distinct from {value}" for column, value in answer.blank.items())
    values = ", ".join(f"{column} = {value}" for column, value in answer.blank.items())
    return f"update public.{name} set {values} where ({answer.rows}) and ({changed})"


def counts_sql(said: Mapping[str, Erased]) -> str:
    """How many rows of each table would go, or lose what they say: an object, without noughts."""
    wanted = sorted(
        name for name, answer in said.items() if (answer.blank or deletes(answer)) and name not in NOT_COUNTED
    )
    return "jsonb_strip_nulls(jsonb_build_object(" + ",\n    ".join(
        f"'{name}', (select nullif(count(*), 0) from public.{name} where {_some(said[name])})" for name in wanted
    ) + "))"  # fmt: skip


def _some(answer: Erased) -> str:
    if not answer.blank:
        return answer.rows
    return f"({answer.rows}) and ({' or '.join(f'{c} is distinct from {v}' for c, v in answer.blank.items())})"
