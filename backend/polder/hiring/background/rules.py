"""The rows of the form, as they are kept, and what is wrong with them."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from polder.hiring.reviewing.rules import day_of
from polder.hiring.rules import one_line
from polder.kernel.words import Words

PREFIX = "background-"
KINDS = ("employer", "supervisor")
MOST, LEAST = 6, 2  # rows of a kind that the form shows; one of them always waits to be filled in
LIMITS = {"name": 300, "from": 10, "until": 10}
_FIELD = re.compile(r"background-(employer|supervisor)-([1-6])-(name|from|until)")
LIKE_A_YEAR = (
    Words(nl="Dit is geen jaar.", en="This is no year."),
    Words(nl="Schrijf het als 2024, of als 2024-09.", en="Write it as 2024, or as 2024-09."),
)
NO_NAME = (Words(nl="De naam ontbreekt.", en="The name is missing."), Words(nl="Vul hem in, of maak de regel leeg.", en="Fill it in, or empty the line."))  # fmt: skip
UPSIDE_DOWN = (
    Words(nl="Dit ligt vóór het begin.", en="This is before the start."),
    Words(nl="Wissel de jaren om.", en="Swap the years."),
)


def as_typed(typed: Mapping[str, str]) -> dict[str, list[dict[str, str]]]:
    """The rows of each kind that stands in the form, in their order, without those in which nothing stands."""
    rows: dict[str, dict[str, dict[str, str]]] = {}
    for field, text in typed.items():
        if found := _FIELD.fullmatch(field):
            kind, place, name = found.groups()
            rows.setdefault(kind, {}).setdefault(place, {})[name] = one_line(text)[: LIMITS[name]].strip()
    return {kind: [row for _, row in sorted(places.items()) if any(row.values())] for kind, places in rows.items()}


def kept(rows: Sequence[Mapping[str, str]], before: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Rows as they are stored. What else was known of a row of the same name (an iD) stays with it."""
    known = {row["name"]: row for row in before}
    return [
        {**{k: v for k, v in known.get(row.get("name", ""), {}).items() if k not in LIMITS}, "name": row.get("name", ""),
         **{name: row[name] for name in ("from", "until") if row.get(name)}}
        for row in rows
    ]  # fmt: skip


def wrong_with(row: Mapping[str, Any]) -> dict[str, tuple[Words, Words]]:
    """What of a row needs mending: it is kept as it was typed all the same."""
    found: dict[str, tuple[Words, Words]] = {}
    since, until = (day_of(row.get(name), last=name == "until") for name in ("from", "until"))
    if not row.get("name"):
        found["name"] = NO_NAME
    for name, day in (("from", since), ("until", until)):
        if row.get(name) and day is None:
            found[name] = LIKE_A_YEAR
    if since and until and until < since:
        found["until"] = UPSIDE_DOWN
    return found


def places(rows: Sequence[Mapping[str, Any]], *, fixed: bool) -> list[tuple[int, Mapping[str, Any], dict[str, tuple[Words, Words]]]]:  # fmt: skip
    """(number, row, what is wrong) of each line that the form shows; with an empty one, as long as something may be added."""
    shown = len(rows) if fixed else min(MOST, max(LEAST, len(rows) + 1))
    blank: list[Mapping[str, Any]] = [{}] * (shown - len(rows))
    return [(n, row, wrong_with(row) if row else {}) for n, row in enumerate([*rows[:MOST], *blank], start=1)]
