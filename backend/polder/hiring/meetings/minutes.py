"""The minutes of a meeting as a PDF: who was there, what was decided of each candidate, and why."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, format_time

from polder.hiring.meetings.words import DECISIONS


def minutes_pdf(
    found: dict[str, Any], number: int, language: str, institute: str, made_anew: date | None = None
) -> bytes:
    """The file, from `polder.minutes_content`. Takes tenths of a second: run it in a thread."""
    from polder.kernel.pdf.document import Document

    def t(nl: str, en: str) -> str:
        return nl if language == "nl" else en

    version = t(f"versie {number}", f"version {number}")
    title = t("Verslag", "Minutes") + f" {found['reference']}"
    foot = f"{institute} · {found['reference']} · {version} · " + t("vertrouwelijk", "confidential")
    made = Document(title, language, institute, foot)
    made.paragraph(f"{found['vacancy']} · {found[f'title_{language}']}", soft=True)
    made.heading(t("Verslag van de commissie", "Minutes of the committee"))
    made.rule()
    made.facts(_facts(found, language, version, made_anew, t))
    if found["remarks"].strip():
        made.heading(t("Algemeen", "General"), level=2)
        made.paragraph(found["remarks"])
    for item in found["items"]:
        if item.get("erased"):
            made.heading(item["reference"], level=2)
            made.paragraph(t("Deze sollicitatie is gewist.", "This application was erased."), soft=True)
            if item["decision"]:
                made.paragraph(t("Besluit: ", "Decision: ") + DECISIONS[item["decision"]].in_(language), strong=True)
            continue
        made.heading(f"{item['reference']} · {item['name']}", level=2)
        if item["decision"] is None:
            made.paragraph(t("Geen besluit.", "No decision."), soft=True)
        else:
            made.paragraph(t("Besluit: ", "Decision: ") + DECISIONS[item["decision"]].in_(language), strong=True)
            made.paragraph(
                t(f"{item['decided']} van {item['committee']} leden zonder belangenconflict besloten.",
                  f"{item['decided']} of {item['committee']} members without a conflict of interest decided."), soft=True
            )  # fmt: skip
        if item["left"]:
            names = ", ".join(item["left"])
            made.paragraph(t(f"Verliet de kamer: {names}.", f"Left the room: {names}."), soft=True)
        if item["reason"].strip():
            made.paragraph(item["reason"])
        made.facts((one[language], one["text"]) for one in item["reasons"])
    return bytes(made)


def _facts(found: dict[str, Any], language: str, version: str, made_anew: date | None, t: Any) -> list[tuple[str, str]]:
    zone = ZoneInfo(found["zone"])
    begin = datetime.fromisoformat(found["starts_at"]).replace(tzinfo=UTC).astimezone(zone)
    until = format_time(
        (begin.astimezone(UTC) + timedelta(minutes=found["minutes"])).astimezone(zone), "HH:mm", locale=language
    )

    def names(presence: str, *, judges: bool) -> str:
        people = [p["name"] for p in found["people"] if (p["presence"], p["judges"]) == (presence, judges)]
        return ", ".join(people) or t("niemand", "nobody")

    return [
        (t("Wanneer", "When"), format_datetime(begin, "EEEE d MMMM y, HH:mm", locale=language) + f"–{until} ({found['zone']})"),
        (t("Waar", "Where"), found["place"] or "–"),
        (t("Voorzitter", "Chair"), found["chair"]),
        (t("Aanwezig", "Present"), names("present", judges=True)),
        (t("Afwezig", "Absent"), names("absent", judges=True)),
        *[(t("Toehoorders", "Observers"), names("present", judges=False)) for _ in range(1)
          if any(p["presence"] == "present" and not p["judges"] for p in found["people"])],
        (t("Verslag", "Minutes"), version),
        *[(t("Opnieuw gemaakt", "Made anew"), format_date(made_anew, "d MMMM y", locale=language)
           + t(", zonder wie is gewist; verder zoals goedgekeurd", ", without who was erased; otherwise as approved"))
          for _ in range(1) if made_anew],
    ]  # fmt: skip
