"""The letter of an offer as a PDF: the template in use, filled with what the offer says."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from babel.numbers import format_decimal

from polder.hiring.offers import rules
from polder.kernel import notation
from polder.kernel.pages import FILTERS
from polder.kernel.words import Words

# What a letter is made of, as whoever asks sees it: without the applicant's name there is none.
FACTS = """
select json_build_object('language', o.language, 'reference', o.reference, 'name', a.name, 'role_nl', v.title_nl,
  'role_en', v.title_en, 'vacancy', v.reference, 'location', v.location, 'time_zone', v.time_zone,
  'employer', (select g.name from organisation g where g.id = v.employer_id), 'salary_cents', o.salary_cents,
  'scale', o.salary_scale, 'fte_percent', o.fte_percent, 'hours_per_week', v.hours_per_week, 'starts_on', o.starts_on,
  'ends_on', o.ends_on, 'expires_at', o.expires_at, 'today', (polder.clock() at time zone v.time_zone)::date,
  'template_id', t.id, 'subject', t.subject, 'body', t.body)::text
from offer o join application a on a.id = o.application_id join vacancy v on v.id = o.vacancy_id
  join letter_template t on t.id = polder.letter_in_force('offer', o.language)
where o.id = {}
"""
INDEFINITE = Words(nl="voor onbepaalde tijd", en="for an indefinite period")
UNTIL = Words(nl="tot en met {day}", en="until {day}")
NONE = Words(nl="niet van toepassing", en="not applicable")


def values(found: dict[str, Any], institute: str) -> dict[str, str]:
    """Every field of a template, as the letter says it."""
    language = found["language"]

    def day(name: str) -> Words:
        return notation.day(found[name])

    hours = Decimal(str(found["hours_per_week"])) * found["fte_percent"] / 100
    ends = found["ends_on"] and day("ends_on")
    term = Words(nl=UNTIL.nl.format(day=ends.nl), en=UNTIL.en.format(day=ends.en)) if ends else INDEFINITE
    return {
        "name": found["name"],
        "role": found[f"role_{language}"],
        "vacancy": found["vacancy"],
        "reference": found["reference"],
        "employer": found["employer"] or institute,
        "location": found["location"] or NONE.in_(language),
        "salary": FILTERS["euro"](found["salary_cents"], language),
        "scale": found["scale"] or NONE.in_(language),
        "size": notation.share(found["fte_percent"] * 100).in_(language),
        "hours": format_decimal(hours, "0.##", locale=language),
        "starts_on": day("starts_on").in_(language),
        "term": term.in_(language),
        "answer_by": FILTERS["moment"](
            datetime.fromisoformat(found["expires_at"]), ZoneInfo(found["time_zone"]), language
        ),
        "today": day("today").in_(language),
        "institute": institute,
    }


# A template that is looked at before there is an offer to fill it.
SAMPLE = {
    "reference": "O-2026-0000", "name": "Ada Lovelace", "role_nl": "Promovendus", "role_en": "PhD candidate",
    "vacancy": "V-2026-000", "location": "Amsterdam", "time_zone": "Europe/Amsterdam", "employer": None,
    "salary_cents": 350_000, "scale": "P", "fte_percent": 80, "hours_per_week": 38, "starts_on": "2026-09-01",
    "ends_on": "2030-08-31", "expires_at": "2026-06-01T10:00:00+00:00", "today": "2026-05-18",
}  # fmt: skip


def letter_pdf(found: dict[str, Any], institute: str, *, draft: bool) -> bytes:
    """The file. Takes tenths of a second: run it in a thread. `draft`: it says on every page that it was not sent."""
    from polder.kernel.pdf.document import Document

    language, said = found["language"], values(found, institute)
    foot = f"{institute} · {found['reference']}"
    if draft:
        foot += " · " + Words(nl="voorbeeld, niet verstuurd", en="preview, not sent").in_(language)
    subject = " ".join(rules.filled(found["subject"], said).split())
    made = Document(subject, language, institute, foot)
    made.paragraph(institute, strong=True)
    made.paragraph(f"{said['today']} · {found['reference']}", soft=True)
    made.heading(subject)
    made.rule()
    for paragraph in rules.filled(found["body"], said).replace("\r\n", "\n").split("\n\n"):
        for line in paragraph.split("\n"):
            made.paragraph(line)
        made.space(6)
    return bytes(made)
