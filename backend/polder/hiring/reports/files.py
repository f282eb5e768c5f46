"""The report as a workbook and as PDF, from the same JSON as the page."""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from polder.hiring.lifecycle import VACANCY
from polder.hiring.positions.lifecycle import POSITION
from polder.hiring.reports.coverage import COUNTED
from polder.kernel import notation
from polder.kernel.spreadsheet import neutralise

T = Callable[[str, str], str]
_VACANCY = {str(state): words for state, words in VACANCY.states.items()}
_POSITION = {str(state): words for state, words in POSITION.states.items()}


class Cents(int):
    """An amount, shown in euros."""


@dataclass(frozen=True)
class Table:
    """One table of the report. `notes` explain it; `instead` is said where it has no rows. Tables of one `sheet` stand below
    each other, each with its title."""

    title: str
    header: list[str]
    rows: list[list[Any]]
    instead: str
    notes: list[str] = field(default_factory=list)
    sheet: str = ""


def share(part: int, whole: int) -> int | None:
    """Whole per cent, or None of nothing."""
    return None if whole == 0 else round(100 * part / whole)


def tables(report: Mapping[str, Any], language: str, *, read: bool = False) -> list[Table]:
    """The tables of the report, with words in the reader's language. `read`: by people; months that are alike stand as one."""

    def t(nl: str, en: str) -> str:
        return nl if language == "nl" else en

    found = [*_applications(report, language, t)]
    if report["positions"]:
        found.append(_positions(alike(report["positions"]) if read else report["positions"], language, t))
    if report["diversity"]:
        found += _diversity(report, language, t)
    return found


def _applications(report: Mapping[str, Any], language: str, t: T) -> list[Table]:
    funnel = [
        [s["label"][language], s["reached"], share(s["reached"], report["submitted"]), s["now"], s["left"], s["median_days"], s["slowest_days"]]
        for s in report["funnel"]
    ]  # fmt: skip
    sources = [
        [s["label"][language] if s["label"] else s["source"], *s["reached"].values()] for s in report["sources"]
    ]  # fmt: skip
    posts = [
        [v["reference"], v["title"][language], _VACANCY[v["state"]].in_(language), date.fromisoformat(v["closed_on"]), v["submitted"],
         v["shortlisted"], v["open"], v["hired"], v["days_to_offer"]]
        for v in report["vacancies"]
    ]  # fmt: skip
    reached, submitted = t("kwam zover", "came this far"), t("ingediend", "submitted")
    shortlisted, hired = t("op de shortlist", "shortlisted"), t("aangenomen", "hired")
    none = t("Geen sollicitaties in deze periode.", "No applications in this period.")
    return [
        Table(t("Trechter", "Funnel"),
              [t("fase", "stage"), reached, "%", t("nu hier", "here now"), t("hier gestopt", "stopped here"), t("dagen, mediaan", "days, median"),
               t("dagen, 9 van 10 korter", "days, 9 in 10 shorter")], funnel if report["submitted"] else [], none),
        Table(t("Bronnen", "Sources"), [t("bron", "source"), *[s["label"][language] for s in report["funnel"]]], sources, none),
        Table(t("Vacatures", "Vacancies"),
              [t("nummer", "reference"), t("titel", "title"), t("stand", "state"), t("sluiting", "deadline"), submitted, shortlisted, t("nog open", "still open"), hired,
               t("dagen van sluiting tot aanbod", "days from deadline to offer")], posts, none),
    ]  # fmt: skip


def alike(months: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Months that follow each other and say the same, as one with its `last`."""
    found: list[dict[str, Any]] = []
    for month in months:
        if found and all(found[-1][name] == value for name, value in month.items() if name != "month"):
            found[-1]["last"] = month["month"]
        else:
            found.append(dict(month))
    return [*found]


def _span(month: Mapping[str, Any], language: str) -> str:
    names = [notation.month(month[name]).in_(language) for name in ("month", "last") if name in month]
    return " \u2013 ".join(names)


def _positions(months: list[Mapping[str, Any]], language: str, t: T) -> Table:
    names = [_POSITION[state].in_(language) for state in COUNTED]
    rows = [
        [_span(m, language), *[m[state] for state in COUNTED],
         *[Cents(m[name]) for name in ("cost_cents", "covered_cents", "missing_cents")]]
        for m in months
    ]  # fmt: skip
    header = [t("maand", "month"), *names, t("kosten per maand", "cost per month"), t("betaald uit loten", "paid by lots"), t("niet gedekt", "not covered")]  # fmt: skip
    return Table(t("Posities en dekking", "Positions and coverage"), header, rows, t("Geen posities.", "No positions."))


def _diversity(report: Mapping[str, Any], language: str, t: T) -> list[Table]:
    """One table a question and year; why others are not shown is said once."""
    found = report["diversity"]
    sheet, least = t("Diversiteit", "Diversity"), found["least"]
    notes = [
        t(f"Elk getal is van ten minste {least} mensen. Een fase staat er alleen als elke groep groot genoeg is, en van elke groep niemand of"
          f" ten minste {least} mensen afviel. Anderen: een ander antwoord, of geen.",
          f"Each number is of at least {least} people. A stage is shown only where each group is large enough, and nobody or at least"
          f" {least} people of each left. Others: another answer, or none."),
    ] if least else []  # fmt: skip
    last, there = min(report["until"], found["quarter"])[:4], {(one["year"], one["key"]) for one in found["tables"]}
    for year in range(int(last), int(report["from"][:4]) - 1, -1) if least else ():
        if few := [one["name"][language] for one in found["asked"] if (year, one["key"]) not in there]:
            notes.append(
                t(f"{year}, te weinig antwoorden om te tonen: ", f"{year}, too few answers to show: ")
                + ", ".join(few)
                + "."
            )
    none = (
        t("Nog te weinig antwoorden om te tonen.", "Too few answers to show yet.")
        if least
        else t("Er geldt geen kleinste groep: niets wordt getoond.", "No smallest group is in force: nothing is shown.")
    )
    made: list[Table] = []
    for one in found["tables"]:
        labels = {row["answer"]: row["answer_label"] for row in one["rows"]}
        answers = [*[answer for answer in labels if answer != "others"], *(["others"] if "others" in labels else [])]
        stages: dict[str, dict[str, int]] = {}
        for row in one["rows"]:
            stages.setdefault(row["label"][language], {})[row["answer"]] = row["people"]
        header = [t("fase", "stage"), *[labels[a][language] if labels[a] else t("anderen", "others") for a in answers]]
        rows: list[list[Any]] = [
            [stage, *[people.get(answer, 0) for answer in answers]] for stage, people in stages.items()
        ]
        withheld = t(f"niet getoond (minder dan {least})", f"withheld (fewer than {least})")
        rows += [[stage["label"][language], *[withheld for _ in answers]] for stage in one["withheld"]]
        name = one["name"][language] if one["name"] else one["key"]
        as_of = notation.day(one["as_of"]).in_(language)
        title = t(
            f"{sheet}: {name}, {one['year']} (stand op {as_of})", f"{sheet}: {name}, {one['year']} (as of {as_of})"
        )
        made.append(Table(title, header, rows, none, notes if not made else [], sheet))
    return made or [Table(sheet, [], [], none, notes, sheet)]


def workbook(report: Mapping[str, Any], language: str) -> bytes:
    """A sheet for each table, or for those of one subject."""
    import xlsxwriter

    file = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "default_date_format": "yyyy-mm-dd"}
    with xlsxwriter.Workbook(file, options) as book:
        bold, money = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0.00"})
        sheets: dict[str, tuple[Any, int]] = {}
        for table in tables(report, language):
            name = table.sheet or table.title
            sheet, at = sheets[name] if name in sheets else (book.add_worksheet(name), 0)
            for text in [*table.notes, *([table.title] if table.sheet else [])]:
                sheet.write_string(at, 0, neutralise(text), bold if text == table.title else None)
                at += 1
            for column, text in enumerate(table.header):
                sheet.write_string(at, column, neutralise(text), bold)
                sheet.set_column(column, column, max(12, len(text)))
            for row in table.rows:
                at += 1
                for column, value in enumerate(row):
                    if isinstance(value, Cents):
                        sheet.write_number(at, column, Decimal(value) / 100, money)
                    else:
                        sheet.write(at, column, neutralise(value) if isinstance(value, str) else value)
            if table.sheet and not table.rows:
                sheet.write_string(at, 0, table.instead)
            sheets[name] = sheet, at + 2
    return file.getvalue()


def pdf(report: Mapping[str, Any], institute: str, language: str) -> bytes:
    """Takes tenths of a second: run it in a thread."""
    from polder.kernel.pdf.document import Document

    def t(nl: str, en: str) -> str:
        return nl if language == "nl" else en

    first, last = (notation.day(report[name]).in_(language) for name in ("from", "until"))
    title = t("Rapport over werving", "Report on hiring")
    made = Document(title, language, institute, f"{institute} · {title} · {first} – {last}")
    made.paragraph(institute, strong=True)
    made.heading(title)
    of = report["vacancy"]
    made.paragraph(
        t(
            f"Sollicitaties ingediend van {first} tot en met {last}.",
            f"Applications submitted from {first} through {last}.",
        )
    )
    if of:
        made.paragraph(f"{of['reference']}: {of['title'][language]}", strong=True)
    for table in tables(report, language, read=True):
        made.heading(table.title, level=2)
        for note in table.notes:
            made.paragraph(note, soft=True)
        if not table.rows:
            made.paragraph(table.instead, soft=True)
        for row in table.rows:
            named = 2 if isinstance(row[1], str) else 1  # a vacancy has a reference and a title
            more = zip(table.header[named:], row[named:], strict=True)
            made.paragraph(" · ".join(row[:named]), strong=True)
            made.paragraph(
                " · ".join(f"{name}: {_said(value, language)}" for name, value in more if value is not None), soft=True
            )
    made.paragraph(
        t(
            "Geteld is wat u mag zien; niemand is met naam genoemd.",
            "Only what you may see is counted; nobody is named.",
        ),
        size=9.0,
        soft=True,
    )
    return bytes(made)


def _said(value: Any, language: str) -> str:
    if isinstance(value, Cents):
        return notation.euros(value).in_(language)
    if hasattr(value, "isoformat"):
        return notation.day(value).in_(language)
    text = str(value)
    return text.replace(".", ",") if language == "nl" and isinstance(value, float) else text
