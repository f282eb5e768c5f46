"""Parts that other rooms bring to an applicant's own page.

A room appends its part when it is assembled; the page reads all of them in its one statement.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True)
class Part:
    """`sql` yields JSON for the application `a`, or null where there is nothing to show; the template
    `apply_<name>.html` shows it as `part`. `readable` makes its texts of moments into datetimes, for the filters.

    Places: `top` waits for an answer, before all else; `form` is a section of the draft; `status` stands below what was
    sent.
    """

    name: str
    place: Literal["top", "form", "status"]
    sql: str
    readable: Callable[[Any], Any] | None = None


PARTS: list[Part] = []


def parts_sql() -> str:
    """One JSON object of all parts, by name."""
    return "json_build_object(" + ", ".join(f"'{part.name}', ({part.sql})" for part in PARTS) + ")"


def of_place(place: str, found: dict[str, Any]) -> list[tuple[str, Any]]:
    """(template, value) of the parts that have something to show there, in their order."""
    shown = [part for part in PARTS if part.place == place and found.get(part.name) is not None]
    return [(f"apply_{part.name}.html", (part.readable or (lambda value: value))(found[part.name])) for part in shown]
