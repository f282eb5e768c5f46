"""Pure rules of tables and archives: cells as what an application holds, and names of files that are safe everywhere."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from polder.hiring.careers.rules import via_of
from polder.kernel.addresses import LIKE_THIS, NO_ADDRESS, mail_address
from polder.kernel.sheets import CELL_MOST, Formula, Row
from polder.kernel.spreadsheet import restore
from polder.kernel.texts import in_order, shows_something
from polder.kernel.words import Words
from polder.partners.rules import orcid


class Wrong(ValueError):
    """What is wrong with one cell, and how to mend it."""

    def __init__(self, problem: Words, remedy: Words):
        super().__init__(problem.en)
        self.problem, self.remedy = problem, remedy


@dataclass(frozen=True)
class Refusal:
    """One cell for which a table is not read in. `row` is its number in the file, the headings being 1."""

    row: int
    field: str
    problem: Words
    remedy: Words


def _w(nl: str, en: str) -> Words:
    return Words(nl=nl, en=en)


def _line(most: int) -> Callable[[str], str]:
    def parse(cell: str) -> str:
        found = " ".join(in_order(cell).split())
        if any(not c.isprintable() for c in found):
            raise Wrong(_w("Hier staan onzichtbare tekens.", "There are unseen characters here."),
                        _w("Typ de cel opnieuw.", "Type the cell anew."))  # fmt: skip
        return _at_most(found, most)

    return parse


def _at_most(text: str, most: int) -> str:
    if len(text) > most:
        raise Wrong(_w("Te lang.", "Too long."), _w(f"Hoogstens {most} tekens.", f"At most {most} characters."))
    return text


def _text(cell: str) -> str:
    return _at_most(in_order(cell).strip(), CELL_MOST)


def _email(cell: str) -> str:
    found = mail_address(cell)
    if found is None or len(found) > 320:
        raise Wrong(NO_ADDRESS, LIKE_THIS)
    return found


def _orcid(cell: str) -> str:
    found = orcid(cell)
    if found is None:
        raise Wrong(_w("Dit is geen ORCID iD.", "This is no ORCID iD."),
                    _w("Schrijf het als 0000-0002-1825-0097.", "Write it as 0000-0002-1825-0097."))  # fmt: skip
    return found


_LANGUAGES = {"nl": "nl", "nederlands": "nl", "dutch": "nl", "en": "en", "engels": "en", "english": "en"}


def _language(cell: str) -> str:
    found = _LANGUAGES.get(cell.strip().casefold())
    if found is None:
        raise Wrong(_w("Deze taal kennen wij niet.", "We do not know this language."),
                    _w("Schrijf nl of en.", "Write nl or en."))  # fmt: skip
    return found


def _via(cell: str) -> str:
    found = via_of(cell)
    if not found:
        raise Wrong(_w("Dit noemt geen herkomst.", "This names no place."),
                    _w("Gebruik letters en cijfers, hoogstens 40; of laat de cel leeg.",
                       "Use letters and digits, at most 40; or leave the cell empty."))  # fmt: skip
    return found


@dataclass(frozen=True)
class Field:
    """What an application holds that a column may give: by which headings it is known, and how its cells are read."""

    headings: str  # separated by |, lower case
    parse: Callable[[str], str]


FIELDS: Mapping[str, Field] = {
    "name": Field("name|naam|full name|volledige naam|candidate|kandidaat|applicant|sollicitant", _line(500)),
    "given_name": Field("given name|first name|firstname|voornaam|given names|voornamen", _line(250)),
    "family_name": Field("family name|last name|lastname|surname|achternaam|familienaam", _line(250)),
    "email": Field("e-mail|email|e-mail address|email address|e-mailadres|mail", _email),
    "phone": Field("phone|telephone|mobile|telefoon|telefoonnummer|mobiel", _line(50)),
    "orcid": Field("orcid|orcid id|orcid-id|orcid id(s)", _orcid),
    "language": Field("language|taal", _language),
    "via": Field("via|source|bron|channel|kanaal|herkomst|heard from", _via),
    "motivation": Field("motivation|motivatie|cover letter|letter|brief|toelichting", _text),
}


def headings(header: Row) -> list[str]:
    """The names of the columns as written, on one line each; what trails off empty is none."""
    names = [" ".join(str(cell or "").split())[:60] for cell in header]
    while names and not names[-1]:
        names.pop()
    return names


def guessed(names: Sequence[str]) -> dict[str, str]:
    """Field → heading, where a heading says it by a name that we know."""
    known = {heading: field for field, one in FIELDS.items() for heading in one.headings.split("|")}
    found: dict[str, str] = {}
    for name in names:
        field = known.get(name.casefold())
        if field and field not in found:
            found[field] = name
    return found


def understood(
    table: Sequence[Row], columns: Mapping[str, str]
) -> tuple[list[tuple[int, dict[str, str]]], list[Refusal]]:
    """The rows as values, and what is wrong with their cells, all of it."""
    places = {field: headings(table[0]).index(heading) for field, heading in columns.items()}
    found: list[tuple[int, dict[str, str]]] = []
    refused: list[Refusal] = []
    for row, cells in enumerate(table[1:], start=2):
        if not any(cell not in (None, "") for cell in cells):
            continue
        values: dict[str, str] = {}
        for field, place in places.items():
            try:
                if value := _cell(cells[place] if place < len(cells) else None):
                    values[field] = FIELDS[field].parse(value)
            except Wrong as error:
                refused.append(Refusal(row, field, error.problem, error.remedy))
        if not values.get("name"):
            values["name"] = " ".join(filter(None, (values.get("given_name"), values.get("family_name"))))
        named = [name for name in ("name", "given_name", "family_name") if name in columns]
        if not shows_something(values["name"]) and not any(r.row == row and r.field in named for r in refused):
            refused.append(Refusal(row, named[0] if named else "name", _w("Een naam ontbreekt.", "A name is missing."),
                                   _w("Vul de naam in, of haal de rij weg.", "Fill in the name, or take the row away.")))  # fmt: skip
        found.append((row, values))
    return found, refused


def doubles(rows: Sequence[tuple[int, Mapping[str, str]]], there: Mapping[str, str]) -> list[Refusal]:
    """Rows of whom there is an application already. `there`: lower-case address → its reference."""
    first: dict[str, int] = {}
    found = []
    for row, values in rows:
        address = values.get("email", "").lower()
        if not address:
            continue
        if address in there:
            found.append(Refusal(row, "email", _w(f"Met dit adres is al gesolliciteerd: {there[address]}.", f"This address has applied already: {there[address]}."),
                                 _w("Haal de rij weg.", "Take the row away.")))  # fmt: skip
        elif first.setdefault(address, row) != row:
            found.append(Refusal(row, "email", _w(f"Dit adres staat ook in rij {first[address]}.", f"This address is in row {first[address]}, too."),
                                 _w("Houd één van beide rijen.", "Keep one of the two rows.")))  # fmt: skip
    return found


def _cell(value: Any) -> str:
    if isinstance(value, Formula):
        raise Wrong(_w("Hier staat een formule.", "There is a formula here."),
                    _w("Plak de waarde in plaats van de formule.", "Paste the value instead of the formula."))  # fmt: skip
    return "" if value is None or not shows_something(str(value)) else restore(str(value)).strip()


# ---- names in an archive ---------------------------------------------------------------------------------------------

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')


def safe_name(text: str, most: int = 90) -> str:
    """A name that is one file or folder on every system: no separators, no controls, nothing that turns the reading, no dot
    or space at its ends; at most so many bytes, and never half a character."""
    plain = unicodedata.normalize("NFC", in_order(text))
    plain = "".join("_" if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") else c for c in plain)
    plain = " ".join(_FORBIDDEN.sub("_", plain).split()).strip(". ")
    cut = plain.encode("utf-8", "replace")[:most].decode("utf-8", "ignore").strip(". ")
    return cut or "_"


def file_name(number: int, kind: str, name: str) -> str:
    """A document's name in its folder: numbered, so that no two are the same, and its ending kept."""
    stem, dot, ending = name.rpartition(".")
    ending = safe_name(ending, 8) if dot else ""
    return f"{number:02d} {safe_name(kind, 30)} - {safe_name(stem if dot else name, 80)}" + (
        f".{ending}" if ending else ""
    )
