"""Parts that other rooms bring to an applicant's own page.

A room appends its part when it is assembled; the page reads all of them in its one statement.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from polder.kernel.tx import Tx


@dataclass(frozen=True)
class Part:
    """`sql` yields JSON for the application `a`, or null where there is nothing to show; the template
    `apply_<name>.html` shows it as `part`. `readable` makes its texts of moments into datetimes, for the filters.

    Places: `top` waits for an answer, before all else; `form` is a section of the draft; `status` stands below what was
    sent.

    A section of the draft that saves itself names its fields with `prefix`; `keep` takes those that came, in the transaction
    that saves the rest, and says whether anything changed. With `todo` (href, words, have, of) it has a line in the checklist.
    """

    name: str
    place: Literal["top", "form", "status"]
    sql: str
    readable: Callable[[Any], Any] | None = None
    keep: Callable[[Tx, UUID, Mapping[str, str]], Awaitable[bool]] | None = None
    prefix: str = "\0"


PARTS: list[Part] = []


def parts_sql() -> str:
    """One JSON object of all parts, by name."""
    return "json_build_object(" + ", ".join(f"'{part.name}', ({part.sql})" for part in PARTS) + ")"


def is_field(name: str) -> bool:
    """Does some part keep a field of this name?"""
    return any(part.keep and name.startswith(part.prefix) for part in PARTS)


async def keep(tx: Tx, id: UUID, typed: Mapping[str, str]) -> bool:
    """Have every part keep its own fields; whether anything changed."""
    changed = False
    for part in PARTS:
        mine = {name: text for name, text in typed.items() if name.startswith(part.prefix)}
        if part.keep is not None and mine:
            changed = await part.keep(tx, id, mine) or changed
    return changed


def of_place(place: str, found: dict[str, Any]) -> list[tuple[str, Any]]:
    """(template, value) of the parts that have something to show there, in their order."""
    shown = [part for part in PARTS if part.place == place and found.get(part.name) is not None]
    return [(f"apply_{part.name}.html", (part.readable or (lambda value: value))(found[part.name])) for part in shown]
