"""Lists of calls, by what they hold: topics of the EU portal, calls of NWO, or a table of our own; all to one shape. Pure functions.

Nothing is guessed: an amount that cannot be read stays as text, a form or status that a list does not say is unknown, and text in
a wrong encoding stays as it came.
"""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import orjson

from polder.funding.imports.rules import Wrong, amount, day
from polder.grants.opportunities.encoding import repaired
from polder.grants.opportunities.tables import TEXTS, Form, Source, Status
from polder.kernel import days, sheets
from polder.kernel.sheets import Formula, Unreadable
from polder.kernel.spreadsheet import restore
from polder.kernel.texts import in_order, shows_something, sort_key
from polder.kernel.words import Words

ROWS_MOST = 5_000
HERE = ZoneInfo("Europe/Amsterdam")  # a time without a zone is that of Brussels and The Hague
EU, NWO = "European Commission", "NWO"
FIELDS = (
    "funder_name", "programme", "scheme", "call_id", "title", "url", "form", "status", "opens_on", "deadlines", "budget_cents",
    "grant_min_cents", "grant_max_cents", "currency", "grants_expected", "budget_text", "keywords", "summary",
)  # fmt: skip
Call = dict[str, Any]  # the fields of one call, as JSON holds them


@dataclass(frozen=True)
class Found:
    """A row that was understood. `key` names the call in its source."""

    row: int
    key: str
    call: Call

    @property
    def broken(self) -> bool:
        return any(repaired(self.call[name]) != self.call[name] for name in TEXTS if self.call[name])

    @property
    def missing(self) -> list[str]:
        """What the list does not say of it, of what one looks for first."""
        of = self.call
        amounts = (of["budget_cents"], of["grant_min_cents"], of["grant_max_cents"])
        said = {"deadline": of["deadlines"], "budget": any(a is not None for a in amounts), "call_id": of["call_id"]}
        return [name for name, value in said.items() if not value]


@dataclass(frozen=True)
class Refusal:
    """A row that is not read in: its number in the file, what it is called, and why."""

    row: int
    name: str
    field: str
    problem: Words
    remedy: Words


@dataclass
class CallList:
    source: Source
    found: list[Found] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)


def understood(content: bytes) -> CallList:
    """The calls of a file, and the rows that are none. Raises Unreadable where the file as a whole says nothing to us."""
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"[", b"{"):
        rows = _json_rows(content)
        source, read = _format_of(rows)
        numbered = list(enumerate(rows, start=1))
    else:
        source, read = Source.table, _own
        numbered = _table_rows(content)
    if len(numbered) > ROWS_MOST:
        raise Unreadable(
            _w(
                f"Deze lijst heeft meer dan {ROWS_MOST:,} rijen.".replace(",", "."),
                f"This list has more than {ROWS_MOST:,} rows.",
            ),
            _w("Splits haar, en lees de delen na elkaar in.", "Split it, and read in the parts one after another."),
        )
    made = CallList(source)
    first: dict[str, int] = {}
    for number, row in numbered:
        _take(made, number, row, read, first)
    return made


def _take(
    made: CallList, number: int, row: Any, read: "Callable[[Any], tuple[str | None, Call]]", first: dict[str, int]
) -> None:
    name = ""
    try:
        if not isinstance(row, dict):
            raise Wrong(_w("Deze rij is geen oproep.", "This row is no call."), LEAVE_OUT)
        name = str(row.get("title") or row.get("id") or "")[:200].replace("\x00", "")
        key, call = read(row)
        key = key or _by_title(call)
        earlier = first.setdefault(key, number)
        if earlier != number:
            raise _Bad("call_id", Wrong(_w(f"Deze oproep staat ook op rij {earlier}.", f"This call is in row {earlier}, too."), LEAVE_OUT))  # fmt: skip
        made.found.append(Found(number, key, call))
    except _Bad as bad:
        made.refused.append(Refusal(number, name, bad.field, bad.wrong.problem, bad.wrong.remedy))
    except Wrong as wrong:
        made.refused.append(Refusal(number, name, "", wrong.problem, wrong.remedy))


class _Bad(ValueError):
    """A field that cannot be read, and why."""

    def __init__(self, name: str, wrong: Wrong):
        super().__init__(str(wrong))
        self.field, self.wrong = name, wrong


def _w(nl: str, en: str) -> Words:
    return Words(nl=nl, en=en)


LEAVE_OUT = _w("Laat deze rij weg.", "Leave this row out.")
NO_LIST = _w(
    "Dit is geen lijst van oproepen die wij kennen.",
    "This is no list of calls that we know.",
)
KNOWN = _w(
    "Wij lezen de lijst van het EU-portaal en die van NWO (JSON), en een eigen tabel (CSV of XLSX) met de kolommen die hier staan.",
    "We read the list of the EU portal and that of NWO (JSON), and a table of your own (CSV or XLSX) with the columns named here.",
)


# ---- files -----------------------------------------------------------------------------------------------------------


def _json_rows(content: bytes) -> list[Any]:
    try:
        found = orjson.loads(content.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError:
        raise Unreadable(
            _w("Deze JSON is beschadigd, of geen UTF-8.", "This JSON is damaged, or no UTF-8."),
            _w("Haal de lijst opnieuw op.", "Fetch the list again."),
        ) from None
    if isinstance(found, dict):  # a list within an envelope
        lists = [value for value in found.values() if isinstance(value, list)]
        found = lists[0] if len(lists) == 1 else None
    if not isinstance(found, list) or not found:
        raise Unreadable(NO_LIST, KNOWN)
    return found


def _format_of(rows: Sequence[Any]) -> tuple[Source, "Callable[[Any], tuple[str | None, Call]]"]:
    for row in rows:
        if isinstance(row, dict) and {"topicId", "title", "deadline"} <= set(row):
            return Source.eu_portal, _eu
        if isinstance(row, dict) and {"id", "title", "deadline_dates"} <= set(row):
            return Source.nwo, _nwo
    raise Unreadable(NO_LIST, KNOWN)


# ---- values ----------------------------------------------------------------------------------------------------------

_SPACE = re.compile(r"[\x01-\x20\x7f]+")  # not the characters that broken text is made of
_UNSEEN = re.compile(r"[\x01-\x08\x0b-\x1f\x7f]+")


def _text(name: str, value: Any, most: int, *, lines: bool = False) -> str | None:
    """Words as they came, on one line unless `lines`; None where there is nothing to be seen."""
    if value is None or isinstance(value, dict | list | bool):
        return None
    text = str(value)
    if "\x00" in text:
        raise _Bad(name, Wrong(_w("Hier staat een NUL-teken.", "There is a NUL character here."), LEAVE_OUT))
    text = in_order(_UNSEEN.sub(" ", text.replace("\r\n", "\n")) if lines else _SPACE.sub(" ", text)).strip(" \n\t")
    if len(text) > most:
        raise _Bad(name, Wrong(_w("Te lang.", "Too long."), _w(f"Hoogstens {most} tekens.", f"At most {most} characters.")))  # fmt: skip
    return text if text and shows_something(text) else None


def _title(value: Any) -> str:
    found = _text("title", value, 1000)
    if found is None:
        raise _Bad("title", Wrong(_w("De titel ontbreekt.", "The title is missing."), _w("Vul hem in.", "Fill it in.")))
    return found


def _url(value: Any) -> str | None:
    found = _text("url", value, 2000)
    if found is not None and not re.fullmatch(r"https?://\S+", found):
        raise _Bad("url", Wrong(_w("Dit is geen webadres.", "This is no web address."), _w("Het begint met https://.", "It begins with https://.")))  # fmt: skip
    return found


def _day(name: str, value: Any) -> str | None:
    if value in (None, ""):
        return None
    try:
        return str(day(value))
    except Wrong as wrong:
        raise _Bad(name, wrong) from None


def deadlines(said: Sequence[Any], label: str | None = None) -> list[dict[str, str | None]]:
    """Each day once, in order. A moment keeps its own; where several are said for one day, the earliest is on the safe side."""
    by_day: dict[date, datetime | None] = {}
    for value in said:
        if isinstance(value, str) and "T" in value:
            moment = _moment(value)
            on = moment.date()
            known = by_day.get(on)
            by_day[on] = moment if known is None else min(known, moment)
        elif found := _day("deadlines", value):
            by_day.setdefault(date.fromisoformat(found), None)
    return [
        {"due_on": str(on), "due_at": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at else None, "label": label}
        for on, at in sorted(by_day.items())
    ]


def _moment(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
        return days.likely(found.replace(tzinfo=HERE) if found.tzinfo is None else found).astimezone(HERE)
    except (ValueError, OverflowError):
        raise _Bad("deadlines", Wrong(_w("Dit is geen datum.", "This is no date."), _w("Schrijf haar als 2026-03-31.", "Write it as 2026-03-31."))) from None  # fmt: skip


def _whole_euros(value: Any) -> int | None:
    """Cents of an amount in whole units; None where it is none."""
    return value * 100 if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10**12 else None


def _call(**values: Any) -> Call:
    return {name: values.get(name) for name in FIELDS} | {
        "form": values.get("form", Form.unknown), "status": values.get("status", Status.unknown), "deadlines": values.get("deadlines", []),
    }  # fmt: skip


def _by_title(call: Call) -> str:
    """The key of a call without an id: its funder and title."""
    return "title:" + hashlib.sha256(f"{sort_key(call['funder_name'])}\n{sort_key(call['title'])}".encode()).hexdigest()


# ---- the EU Funding & Tenders portal ---------------------------------------------------------------------------------

_STATUS = {"open": Status.open, "forthcoming": Status.forthcoming, "closed": Status.closed}


def _eu(row: Mapping[str, Any]) -> tuple[str | None, Call]:
    scheme = _text("scheme", row.get("typesOfAction"), 300)
    topic = _text("call_id", row.get("topicId"), 300)
    model = _text("deadlines", row.get("deadlineModel"), 200)
    least, most = _whole_euros(row.get("budgetMin")), _whole_euros(row.get("budgetMax"))
    said = [str(row[name]) for name in ("budgetMin", "budgetMax") if row.get(name) not in (None, "", 0)]
    unread = len(said) != sum(a is not None for a in (least, most)) or (least and most and least > most)
    if unread:
        least = most = None
    grants = row.get("expectedGrants")
    of_call = [_text("keywords", row.get(name), 1000) for name in ("callIdentifier", "callTitle")]
    words = _text("keywords", row.get("keywords"), 4000)
    return topic or _text("call_id", row.get("reference"), 300), _call(
        funder_name=EU, programme=_text("programme", row.get("programme"), 300), scheme=scheme, call_id=topic,
        title=_title(row.get("title")), url=_url(row.get("portalUrl")),
        form=Form.lump_sum if scheme and "lump sum" in scheme.lower() else Form.unknown,
        status=_STATUS.get(str(row.get("callStatus")), Status.unknown), opens_on=_day("opens_on", row.get("openingDate")),
        deadlines=deadlines([row.get("deadline")], None if model == "single-stage" else model),
        grant_min_cents=least, grant_max_cents=most, currency="EUR" if least or most else None,
        budget_text=_text("budget_text", " – ".join(said), 300) if unread else None,
        grants_expected=grants if isinstance(grants, int) and 0 < grants <= 100_000 else None,
        keywords=_text("keywords", ", ".join(dict.fromkeys(w for w in (*of_call, words) if w)), 4000),
        summary=_text("summary", row.get("description"), 50_000, lines=True),
    )  # fmt: skip


# ---- NWO -------------------------------------------------------------------------------------------------------------

# "In progress" is neither: a first round is over, and the next may be to come.
_NWO_STATUS = {"open": Status.open, "closed": Status.closed, "upcoming": Status.forthcoming, "in_preparation": Status.forthcoming}  # fmt: skip
_NWO_AMOUNT = re.compile(r"€\s*([0-9]{1,3}(?:,[0-9]{3})*)")


def _nwo(row: Mapping[str, Any]) -> tuple[str | None, Call]:
    said = _text("budget_text", row.get("budget"), 300)
    read = _NWO_AMOUNT.fullmatch(said) if said else None
    dates = row.get("deadline_dates")
    every = [*(dates if isinstance(dates, list) else []), row.get("deadline_iso")]
    key = _text("call_id", row.get("id"), 300)
    return key, _call(
        funder_name=NWO, programme=_text("programme", row.get("programme"), 300), scheme=_text("scheme", row.get("finance_type"), 300),
        call_id=key, title=_title(row.get("title")), url=_url(row.get("url")),
        status=_NWO_STATUS.get(str(row.get("status")), Status.unknown), deadlines=deadlines(every),
        budget_cents=int(read[1].replace(",", "")) * 100 if read else None, currency="EUR" if read else None,
        budget_text=None if read else said, keywords=_text("keywords", row.get("target_groups"), 4000),
        summary=_text("summary", row.get("description"), 50_000, lines=True),
    )  # fmt: skip


# ---- a table of our own ----------------------------------------------------------------------------------------------

# Field → headings, the first of each language as the screen calls it.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "funder_name": ("funder", "financier"),
    "title": ("title", "titel"),
    "call_id": ("call id", "oproepnummer", "call", "id"),
    "programme": ("programme", "programma"),
    "scheme": ("scheme", "regeling", "type"),
    "url": ("address", "webadres", "url", "link"),
    "form": ("form", "vorm"),
    "status": ("status", "stand"),
    "opens_on": ("opens", "opent", "opens on"),
    "deadlines": ("deadlines", "deadline", "sluit"),
    "budget": ("budget", "bedrag"),
    "grant_min": ("smallest grant", "kleinste subsidie"),
    "grant_max": ("largest grant", "grootste subsidie"),
    "currency": ("currency", "munt", "valuta"),
    "keywords": ("keywords", "trefwoorden"),
    "summary": ("summary", "samenvatting", "description", "omschrijving"),
}
_OF = {heading: name for name, headings in HEADINGS.items() for heading in headings}
_FORMS = {"actual": Form.actual, "actual costs": Form.actual, "werkelijke kosten": Form.actual, "unit": Form.unit, "unit costs": Form.unit,
          "eenheidskosten": Form.unit, "lump sum": Form.lump_sum, "lump_sum": Form.lump_sum, "vast bedrag": Form.lump_sum}  # fmt: skip
_STATES = {**_STATUS, "verwacht": Status.forthcoming, "gesloten": Status.closed}


def _table_rows(content: bytes) -> list[tuple[int, Any]]:
    table = sheets.read(content)
    names = [" ".join(str(cell or "").split()).casefold() for cell in table[0]]
    while names and not names[-1]:
        names.pop()
    fields = [_OF.get(name) for name in names]
    possible = _w(f"Mogelijk zijn: {', '.join(h[1] for h in HEADINGS.values())}.", f"Possible are: {', '.join(h[0] for h in HEADINGS.values())}.")  # fmt: skip
    for name, of in zip(names, fields, strict=True):
        if of is None or fields.count(of) > 1:
            shown = (name[:60] or "…").replace("{", "(").replace("}", ")")
            raise Unreadable(_w(f"De kolom “{shown}” is onbekend of staat er tweemaal.", f"The column “{shown}” is unknown, or is there twice."), possible)  # fmt: skip
    if not {"funder_name", "title"} <= set(fields):
        raise Unreadable(_w("De kolommen financier en titel zijn nodig.", "The columns funder and title are needed."), possible)  # fmt: skip
    return [
        (number, dict(zip((str(f) for f in fields), [*cells, *[None] * len(fields)], strict=False)))
        for number, cells in enumerate(table[1:], start=2)
        if any(cell not in (None, "") for cell in cells)
    ]


def _own(row: Mapping[str, Any]) -> tuple[str | None, Call]:
    for name, cell in row.items():
        if isinstance(cell, Formula):
            raise _Bad(name, Wrong(_w("Hier staat een formule.", "There is a formula here."), _w("Plak de waarde in plaats van de formule.", "Paste the value instead of the formula.")))  # fmt: skip
    cells = {name: restore(cell) if isinstance(cell, str) else cell for name, cell in row.items()}
    funder = _text("funder_name", cells.get("funder_name"), 300)
    if funder is None:
        raise _Bad("funder_name", Wrong(_w("De financier ontbreekt.", "The funder is missing."), _w("Vul hem in.", "Fill it in.")))  # fmt: skip
    every = cells.get("deadlines")
    amounts = {name: _amount(cells.get(name)) for name in ("budget", "grant_min", "grant_max")}
    currency = _text("currency", cells.get("currency"), 3) or "EUR"
    if not re.fullmatch("[A-Za-z]{3}", currency):
        raise _Bad("currency", Wrong(_w("Dit is geen munt.", "This is no currency."), _w("Schrijf drie letters, zoals EUR.", "Write three letters, such as EUR.")))  # fmt: skip
    read = {f"{name}_cents": found for name, found in amounts.items() if isinstance(found, int)}
    least, most = read.get("grant_min_cents"), read.get("grant_max_cents")
    if least is not None and most is not None and least > most:
        raise _Bad("grant_max", Wrong(_w("Minder dan de kleinste.", "Less than the smallest."), _w("Verwissel de bedragen.", "Exchange the amounts.")))  # fmt: skip
    key = _text("call_id", cells.get("call_id"), 300)
    return key, _call(
        funder_name=funder, title=_title(cells.get("title")), call_id=key, url=_url(cells.get("url")),
        programme=_text("programme", cells.get("programme"), 300), scheme=_text("scheme", cells.get("scheme"), 300),
        form=_one_of("form", cells.get("form"), _FORMS, Form.unknown), status=_one_of("status", cells.get("status"), _STATES, Status.unknown),
        opens_on=_day("opens_on", cells.get("opens_on")),
        deadlines=deadlines(re.split(r"[;,\s]+", every.strip()) if isinstance(every, str) else [every]),
        **read, currency=currency.upper() if read else None,
        budget_text=_text("budget", "; ".join(found for found in amounts.values() if isinstance(found, str)), 300),
        keywords=_text("keywords", cells.get("keywords"), 4000), summary=_text("summary", cells.get("summary"), 50_000, lines=True),
    )  # fmt: skip


def _amount(cell: Any) -> int | str | None:
    """Cents, or the text as it came."""
    if cell in (None, ""):
        return None
    try:
        return amount(cell)
    except Wrong:
        return str(cell)[:90]


def _one_of(name: str, cell: Any, known: Mapping[str, Any], empty: Any) -> Any:
    text = " ".join(str(cell or "").split()).casefold()
    if not text:
        return empty
    if text not in known:
        raise _Bad(name, Wrong(_w("Deze waarde bestaat hier niet.", "There is no such value here."), _w("Mogelijk zijn: {names}.", "Possible are: {names}.").format(names=", ".join(known))))  # fmt: skip
    return known[text]
