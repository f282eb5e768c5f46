"""Rows of an existing administration: their columns, and cells as amounts (cents), days, words. Pure functions."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from polder.funding.agreements.rules import MOST_CENTS
from polder.funding.imports.tables import ImportKind
from polder.kernel import days
from polder.kernel.addresses import LIKE_THIS, NO_ADDRESS, mail_address
from polder.kernel.sheets import CELL_MOST, Formula, Row, Unreadable
from polder.kernel.spreadsheet import restore
from polder.kernel.texts import in_order
from polder.kernel.words import Words


class Wrong(ValueError):
    """What is wrong with one cell, and how to mend it."""

    def __init__(self, problem: Words, remedy: Words):
        super().__init__(problem.en)
        self.problem, self.remedy = problem, remedy


@dataclass(frozen=True)
class Refusal:
    """One row that is not read in. `row` is its number in the file, the header being 1."""

    row: int
    field: str
    problem: Words
    remedy: Words


def _wrong(nl: str, en: str, mend_nl: str, mend_en: str) -> Wrong:
    return Wrong(Words(nl=nl, en=en), Words(nl=mend_nl, en=mend_en))


# ---- cells -----------------------------------------------------------------------------------------------------------

_SPACED = re.compile(r"[0-9]{1,3}(?:([ '])[0-9]{3})(?:\1[0-9]{3})*(?:[.,][0-9]*)?")  # 1 234 567,89
_SYMBOL = re.compile(r"^(?:€|EUR)\s*|\s*(?:€|EUR)$", re.I)
_CURRENCY = re.compile(r"[A-Z]{3}|[$£¥₤₣₺₽¢]")
_PLAIN = re.compile(r"[0-9]+(?:[.,][0-9]{1,2})?")
_GROUPED = re.compile(r"[0-9]{1,3}(?:(?:\.[0-9]{3})+(?:,[0-9]{1,2})?|(?:,[0-9]{3})+(?:\.[0-9]{1,2})?)")
_UNSURE = re.compile(r"[0-9]{1,3}[.,][0-9]{3}")
_DECIMALS = re.compile(r"[0-9.,]*[.,][0-9]{3,}")


def amount(cell: Any) -> int:
    """Cents. `1234.5`, `1.234,50`, `1,234.50`, `€ 1234` are amounts; three digits after a lone point or comma are not
    guessed at."""
    if isinstance(cell, bool):
        raise _not_an_amount()
    text = re.sub(r"[\s\u00a0\u202f]+", " ", str(cell)).strip()
    text = _SYMBOL.sub("", text)
    if _SPACED.fullmatch(text):
        text = text.replace(" ", "").replace("'", "")
    if text.startswith(("-", "\u2212", "(")) or text.endswith("-"):
        raise _wrong("Dit bedrag is negatief.", "This amount is negative.",
                     "Een correctie boekt u na het inlezen; laat deze rij weg.",
                     "A correction is booked after the import; leave this row out.")  # fmt: skip
    if _CURRENCY.search(text.upper()) and any(c.isdigit() for c in text):
        raise _other_currency()
    if isinstance(cell, str) and _UNSURE.fullmatch(text):
        raise _wrong("Drie cijfers achter de punt of komma: duizendtal of drie decimalen?",
                     "Three digits after the point or comma: thousands, or three decimals?",
                     "Schrijf het bedrag met twee decimalen, zoals 1234,50.", "Write two decimals, as in 1234.50.")  # fmt: skip
    if _PLAIN.fullmatch(text):
        value = Decimal(text.replace(",", "."))
    elif _GROUPED.fullmatch(text):
        whole, decimals = (text[:-3], text[-2:]) if text[-3:-2] in (".", ",") else (text, "")
        whole, decimals = (text[:-2], text[-1:]) if text[-2:-1] in (".", ",") else (whole, decimals)
        value = Decimal(re.sub("[.,]", "", whole) + "." + (decimals or "0"))
    elif _DECIMALS.fullmatch(text):
        raise _wrong("Dit bedrag heeft meer dan twee decimalen.", "This amount has more than two decimals.",
                     "Rond het af op centen.", "Round it to cents.")  # fmt: skip
    else:
        raise _not_an_amount()
    cents = int(value * 100)
    if cents > MOST_CENTS:
        raise _wrong("Dit bedrag is te groot om waar te zijn.", "This amount is too large to be true.",
                     "Hoogstens 100 miljard euro; staat het in centen?", "At most 100 thousand million euro; is it in cents?")  # fmt: skip
    return cents


def _not_an_amount() -> Wrong:
    return _wrong("Dit is geen bedrag.", "This is no amount.", "Schrijf het als 1234,50.", "Write it as 1234.50.")


def _other_currency() -> Wrong:
    return _wrong("Dit is een andere munt dan de euro.", "This is another currency than the euro.",
                  "Vul het bedrag in euro in, zoals de bank het boekte.", "Give the amount in euro, as the bank booked it.")  # fmt: skip


def positive(cell: Any) -> int:
    cents = amount(cell)
    if cents == 0:
        raise _wrong("Dit bedrag is nul.", "This amount is zero.", "Laat deze rij weg.", "Leave this row out.")
    return cents


def currency(cell: Any) -> str:
    if str(cell).strip().upper() not in ("EUR", "€", "EURO"):
        raise _other_currency()
    return "EUR"


_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?: 00:00:00)?")
_DUTCH = re.compile(r"([0-9]{1,2})-([0-9]{1,2})-([0-9]{4})")


def day(cell: Any) -> date:
    """2026-03-31, or 31-3-2026 as in the Netherlands."""
    if isinstance(cell, date):
        found = cell
    else:
        text = str(cell).strip()
        iso, dutch = _ISO.fullmatch(text), _DUTCH.fullmatch(text)
        parts = iso.groups() if iso else (dutch.groups()[::-1] if dutch else None)
        try:
            year, month, day_of_month = (int(part) for part in parts or ())
            found = date(year, month, day_of_month)
        except ValueError:
            raise _wrong("Dit is geen datum.", "This is no date.", "Schrijf haar als 2026-03-31 of 31-3-2026.",
                         "Write it as 2026-03-31 or 31-3-2026.") from None  # fmt: skip
    if not days.FIRST <= found <= days.LAST:
        raise Wrong(days.UNLIKELY, days.LIKELY)
    return found


def number(cell: Any) -> int:
    text = str(cell).strip()
    if not re.fullmatch(r"[0-9]{1,3}", text) or int(text) < 1:
        raise _wrong("Dit is geen volgnummer.", "This is no number in a series.", "Schrijf 1, 2, 3 …, hoogstens 999.",
                     "Write 1, 2, 3 …, at most 999.")  # fmt: skip
    return int(text)


YES = {"ja", "j", "yes", "y", "true", "waar", "1", "x"}
NO = {"nee", "n", "no", "false", "onwaar", "0", ""}


def yes_no(cell: Any) -> bool:
    text = str(cell).strip().casefold()
    if text not in YES | NO:
        raise _wrong("Dit is ja noch nee.", "This is neither yes nor no.", "Schrijf ja of nee.", "Write yes or no.")
    return text in YES


def text_of(most: int) -> Callable[[Any], str]:
    """Words on one line of at most so many characters; nothing unseen, and what was neutralised as it was typed."""

    def parse(cell: Any) -> str:
        found = " ".join(in_order(restore(str(cell))).split())
        if any(not c.isprintable() for c in found):
            raise _wrong(
                "Hier staan onzichtbare tekens.",
                "There are unseen characters here.",
                "Typ de cel opnieuw.",
                "Type the cell anew.",
            )
        if len(found) > most:
            raise _wrong("Te lang.", "Too long.", f"Hoogstens {most} tekens.", f"At most {most} characters.")
        return found

    return parse


def address(cell: Any) -> str:
    found = mail_address(str(cell))
    if found is None or len(found) > 320:
        raise Wrong(NO_ADDRESS, LIKE_THIS)
    return found


_CONFIDENTIAL = {
    "public": "public", "openbaar": "public", "named": "named", "naam openbaar, bedrag niet": "named",
    "name public, amount not": "named", "confidential": "confidential", "vertrouwelijk": "confidential",
}  # fmt: skip


def confidentiality(cell: Any) -> str:
    found = _CONFIDENTIAL.get(str(cell).strip().casefold())
    if found is None:
        raise _wrong("Deze vertrouwelijkheid bestaat niet.", "There is no such confidentiality.",
                     "Kies: openbaar, naam openbaar, bedrag niet, of vertrouwelijk.", "Choose: public, named, or confidential.")  # fmt: skip
    return found


# ---- columns ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Field:
    """A column: by which headings it is known, how its cells are read, and what an empty one means (... : not allowed)."""

    name: str
    en: str  # separated by |, lower case; the first is what the screen calls it
    nl: str
    parse: Callable[[Any], Any]
    empty: Any = ...

    @property
    def headings(self) -> Sequence[str]:
        return list(dict.fromkeys([*self.en.split("|"), *self.nl.split("|")]))


def _called(fields: Sequence[Field]) -> tuple[str, str]:
    """What the screen calls these columns: in Dutch, in English."""
    return ", ".join(f.nl.split("|")[0] for f in fields), ", ".join(f.en.split("|")[0] for f in fields)


KINDS: Mapping[ImportKind, Sequence[Field]] = {
    ImportKind.agreements: [
        Field("reference", "reference|old reference", "kenmerk|oud kenmerk", text_of(100)),
        Field("funder", "funder", "financier", text_of(500)),
        Field("title", "title", "titel", text_of(300)),
        Field("starts_on", "start|starts_on", "begin", day),
        Field("ends_on", "end|ends_on", "einde", day),
        Field("signed_on", "signed on|signed_on", "getekend op", day, None),
        Field("private_origin", "private money|private|private_origin", "privaat geld|privaat", yes_no, None),
        Field("matching_key", "matching rule|matching_key", "matchingregel", text_of(60), None),
        Field("confidentiality", "confidentiality", "vertrouwelijkheid", confidentiality, "named"),
        Field("contact_name", "contact|contact_name", "contactpersoon", text_of(200), None),
        Field("contact_email", "contact e-mail|contact_email", "e-mail", address, None),
        Field("order_number", "order number|order_number", "opdrachtnummer", text_of(100), None),
    ],
    ImportKind.tranches: [
        Field("agreement", "agreement|reference", "overeenkomst|kenmerk", text_of(100)),
        Field("tranche", "tranche|number", "tranche|nummer", number),
        Field("due_on", "due date|due_on|due", "vervaldatum|datum", day),
        Field("amount_cents", "amount", "bedrag", positive),
        Field("currency", "currency", "valuta|munt", currency, "EUR"),
        Field("in_kind", "in kind|in_kind", "in natura", yes_no, False),
        Field("condition", "condition", "voorwaarde", text_of(2000), None),
    ],
    ImportKind.receipts: [
        Field("reference", "reference", "kenmerk", text_of(100)),
        Field("agreement", "agreement", "overeenkomst", text_of(100)),
        Field("tranche", "tranche|number", "tranche|nummer", number),
        Field("received_on", "received on|received_on|received", "ontvangen op|datum", day),
        Field("amount_cents", "amount", "bedrag", positive),
        Field("currency", "currency", "valuta|munt", currency, "EUR"),
        Field("description", "description", "omschrijving", text_of(300), None),
    ],
}  # fmt: skip
Found = tuple[int, dict[str, Any]]  # the row's number, and its values


def understood(kind: ImportKind, table: Sequence[Row]) -> tuple[list[Found], list[Refusal]]:
    """The rows, and what is wrong with their cells: a cell that cannot be read is None, so that the rest of its row is
    looked at too. A heading that says nothing to us refuses the file.
    """
    fields = _headings(kind, table[0])
    absent = {field.name: field.empty for field in KINDS[kind] if field not in fields}
    found: list[Found] = []
    refused: list[Refusal] = []
    for row, cells in enumerate(table[1:], start=2):
        if not any(cell not in (None, "") for cell in cells):
            continue
        if len(cells) > len(fields) and any(cell not in (None, "") for cell in cells[len(fields) :]):
            refused.append(Refusal(row, "", Words(nl="Deze rij heeft meer cellen dan de kopregel.", en="This row has more cells than the header."),
                                   Words(nl="Zet tekst met het scheidingsteken tussen aanhalingstekens.", en="Put text with the separator in quotation marks.")))  # fmt: skip
            continue
        values, wrong = _row(row, fields, cells)
        found.append((row, {**absent, **dict.fromkeys(refusal.field for refusal in wrong), **values}))
        refused += wrong
    return found, refused


def _headings(kind: ImportKind, header: Row) -> list[Field]:
    by_heading = {heading: field for field in KINDS[kind] for heading in field.headings}
    names = [" ".join(str(cell or "").split()).casefold() for cell in header]
    while names and not names[-1]:
        names.pop()
    nl, en = _called(KINDS[kind])
    possible = Words(nl=f"Mogelijk zijn: {nl}.", en=f"Possible are: {en}.")
    fields: list[Field] = []
    for name in names:
        field = by_heading.get(name)
        if field is None or field in fields:
            shown = name[:60] or "…"
            raise Unreadable(
                Words(nl="De kolom “{name}” is onbekend of staat er tweemaal.", en="The column “{name}” is unknown, or is there twice.").format(name=shown.replace("{", "(").replace("}", ")")),
                possible,
            )  # fmt: skip
        fields.append(field)
    missing = [field for field in KINDS[kind] if field.empty is ... and field not in fields]
    if missing:
        nl, en = _called(missing)
        raise Unreadable(Words(nl=f"Deze kolommen ontbreken: {nl}.", en=f"These columns are missing: {en}."), possible)
    return fields


def headings(kind: ImportKind, header: Row) -> dict[str, str]:
    """How the file itself calls each field that it has a column for."""
    return {field.name: str(cell).strip()[:60] for field, cell in zip(_headings(kind, header), header, strict=False)}


def _row(row: int, fields: Sequence[Field], cells: Row) -> tuple[dict[str, Any], list[Refusal]]:
    values, wrong = {}, []
    for n, field in enumerate(fields):
        cell = cells[n] if n < len(cells) else None
        try:
            if isinstance(cell, Formula):
                raise _wrong("Hier staat een formule.", "There is a formula here.", "Plak de waarde in plaats van de formule.",
                             "Paste the value instead of the formula.")  # fmt: skip
            if cell is None or (isinstance(cell, str) and not cell.strip()):
                if field.empty is ...:
                    raise _wrong("Deze cel is leeg.", "This cell is empty.", "Vul haar in.", "Fill it in.")
                values[field.name] = field.empty
            elif isinstance(cell, str) and len(cell) > CELL_MOST:
                raise _wrong(
                    "Te lang.", "Too long.", f"Hoogstens {CELL_MOST} tekens.", f"At most {CELL_MOST} characters."
                )
            else:
                values[field.name] = field.parse(cell)
        except Wrong as error:
            wrong.append(Refusal(row, field.name, error.problem, error.remedy))
    return values, wrong
