"""The report as a workbook and as PDF, from the same JSON as the page."""

import io
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from polder.hiring.lifecycle import VACANCY
from polder.hiring.words import SOURCES
from polder.kernel import notation
from polder.kernel.spreadsheet import neutralise
from polder.kernel.words import Words

T = Callable[[str, str], str]
Table = tuple[str, list[str], list[list[Any]]]  # title, header, rows
_STATES = {str(state): words for state, words in VACANCY.states.items()}
_NONE = Words(nl="Geen sollicitaties in deze periode.", en="No applications in this period.")


def share(part: int, whole: int) -> int | None:
    """Whole per cent, or None of nothing."""
    return None if whole == 0 else round(100 * part / whole)


def tables(report: Mapping[str, Any], language: str) -> list[Table]:
    """The tables of the report, with words in the reader's language."""

    def t(nl: str, en: str) -> str:
        return nl if language == "nl" else en

    funnel = [
        [s["label"][language], s["reached"], share(s["reached"], report["submitted"]), s["now"], s["left"], s["median_days"], s["slowest_days"]]
        for s in report["funnel"]
    ]  # fmt: skip
    sources = [
        [SOURCES[s["source"]].in_(language) if s["source"] in SOURCES else s["source"], s["submitted"], s["shortlisted"], s["hired"]]
        for s in report["sources"]
    ]  # fmt: skip
    posts = [
        [v["reference"], v["title"][language], _STATES[v["state"]].in_(language), datetime.fromisoformat(v["deadline"]).date(), v["submitted"],
         v["shortlisted"], v["open"], v["hired"], v["days_to_offer"]]
        for v in report["vacancies"]
    ]  # fmt: skip
    reached, submitted = t("kwam zover", "came this far"), t("ingediend", "submitted")
    shortlisted, hired = t("op de shortlist", "shortlisted"), t("aangenomen", "hired")
    return [
        (t("Trechter", "Funnel"),
         [t("fase", "stage"), reached, "%", t("nu hier", "here now"), t("hier gestopt", "stopped here"), t("dagen, mediaan", "days, median"),
          t("dagen, 9 van 10 korter", "days, 9 in 10 shorter")], funnel),
        (t("Bronnen", "Sources"), [t("bron", "source"), submitted, shortlisted, hired], sources),
        (t("Vacatures", "Vacancies"),
         [t("nummer", "reference"), t("titel", "title"), t("stand", "state"), t("sluiting", "deadline"), submitted, shortlisted, t("nog open", "still open"), hired,
          t("dagen van sluiting tot aanbod", "days from deadline to offer")], posts),
    ]  # fmt: skip


def workbook(report: Mapping[str, Any], language: str) -> bytes:
    """A sheet for each table."""
    import xlsxwriter

    file = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "default_date_format": "yyyy-mm-dd"}
    with xlsxwriter.Workbook(file, options) as book:
        bold = book.add_format({"bold": True})
        for title, header, rows in tables(report, language):
            sheet = book.add_worksheet(title)
            for column, text in enumerate(header):
                sheet.write_string(0, column, text, bold)
                sheet.set_column(column, column, max(12, len(text)))
            for number, row in enumerate(rows, start=1):
                for column, value in enumerate(row):
                    sheet.write(number, column, neutralise(value) if isinstance(value, str) else value)
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
    for title, header, rows in tables(report, language):
        made.heading(title, level=2)
        if not report["submitted"]:
            made.paragraph(_NONE.in_(language), soft=True)
            continue
        for row in rows:
            head, more = (f"{row[0]} · {row[1]}", zip(header[2:], row[2:], strict=True)) if isinstance(row[1], str) else (row[0], zip(header[1:], row[1:], strict=True))  # fmt: skip
            made.paragraph(str(head), strong=True)
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
    if hasattr(value, "isoformat"):
        return notation.day(value).in_(language)
    text = str(value)
    return text.replace(".", ",") if language == "nl" and isinstance(value, float) else text
