"""An application as a PDF: facts, answers, the list of documents. In the reader's language, names and texts as written."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

from polder.hiring.lifecycle import APPLICATION
from polder.kernel.documents.words import DOCUMENT_KINDS
from polder.kernel.words import Words

FACTS = """
select json_build_object('reference', a.reference, 'name', a.name, 'email', a.email, 'phone', a.phone, 'orcid', a.orcid,
  'stage', a.stage, 'submitted_at', a.submitted_at, 'motivation', a.motivation, 'cv', a.cv,
  'vacancy_reference', v.reference, 'title_nl', v.title_nl, 'title_en', v.title_en, 'time_zone', v.time_zone,
  'documents', (select coalesce(json_agg(json_build_object('kind', d.kind, 'file_name', d.file_name, 'size', d.size,
     'pages', d.pages) order by d.created_at), '[]'::json) from document d
     where d.record_id = a.id and d.state = 'accepted'))::text
from application a join vacancy v on v.id = a.vacancy_id where a.id = $1
"""

# The parts of a JSON Resume that people read, in its own order: (key, title, the fields of one line).
CV_PARTS = (
    ("work", Words(nl="Werk", en="Work"), ("position", "name", "startDate", "endDate", "summary")),
    ("volunteer", Words(nl="Vrijwillig", en="Volunteer"), ("position", "organization", "startDate", "endDate", "summary")),
    ("education", Words(nl="Opleiding", en="Education"), ("studyType", "area", "institution", "startDate", "endDate")),
    ("publications", Words(nl="Publicaties", en="Publications"), ("name", "publisher", "releaseDate", "summary")),
    ("awards", Words(nl="Prijzen", en="Awards"), ("title", "awarder", "date", "summary")),
    ("certificates", Words(nl="Certificaten", en="Certificates"), ("name", "issuer", "date")),
    ("projects", Words(nl="Projecten", en="Projects"), ("name", "description", "startDate", "endDate")),
    ("skills", Words(nl="Vaardigheden", en="Skills"), ("name", "level", "keywords")),
    ("languages", Words(nl="Talen", en="Languages"), ("language", "fluency")),
    ("interests", Words(nl="Interesses", en="Interests"), ("name", "keywords")),
    ("references", Words(nl="Referenties", en="References"), ("name", "reference")),
)  # fmt: skip


def application_pdf(found: dict[str, Any], language: str, institute: str) -> bytes:
    """The file, from the row of FACTS. Takes tenths of a second: run it in a thread."""
    from polder.kernel.pdf.document import Document

    def t(nl: str, en: str) -> str:
        return nl if language == "nl" else en

    title = found["title_nl"] if language == "nl" else found["title_en"]
    made = Document(
        t("Sollicitatie", "Application") + " " + found["reference"], language, institute,
        f"{institute} · {found['reference']} · " + t("vertrouwelijk", "confidential"),
    )  # fmt: skip
    made.paragraph(f"{found['vacancy_reference']} · {title}", soft=True)
    made.heading(found["name"])
    made.rule()
    made.facts(_facts(found, language, t))
    if found["motivation"].strip():
        made.heading(t("Motivatie", "Motivation"), level=2)
        made.paragraph(found["motivation"])
    for heading, lines in _cv(found["cv"], language):
        made.heading(heading, level=2)
        for line in lines:
            made.paragraph(line)
    made.heading(t("Documenten", "Documents"), level=2)
    for document in found["documents"]:
        kind = DOCUMENT_KINDS.get(document["kind"], DOCUMENT_KINDS["other"]).in_(language)
        pages = f", {document['pages']} " + t("blz.", "pp.") if document["pages"] else ""
        made.paragraph(f"{kind}: {document['file_name']} ({document['size'] / 1024:.0f} kB{pages})")
    if not found["documents"]:
        made.paragraph(t("Geen.", "None."), soft=True)
    return bytes(made)


def _facts(found: dict[str, Any], language: str, t: Any) -> list[tuple[str, str]]:
    stage = next(words for state, words in APPLICATION.states.items() if state == found["stage"])
    facts = [(t("Nummer", "Reference"), found["reference"]), (t("Fase", "Stage"), stage.in_(language))]
    if found["submitted_at"]:
        moment = datetime.fromisoformat(found["submitted_at"]).astimezone(UTC)
        local = moment.astimezone(ZoneInfo(found["time_zone"]))
        facts.append((t("Ingediend", "Submitted"), format_datetime(local, "d MMMM y HH:mm:ss zzz", locale=language)))
    facts += [
        (label, found[name])
        for label, name in (("E-mail", "email"), (t("Telefoon", "Telephone"), "phone"), ("ORCID iD", "orcid"))
        if found[name]
    ]
    return facts


def _cv(cv: Any, language: str) -> list[tuple[str, list[str]]]:
    """(heading, lines) of each part of a JSON Resume that holds something."""
    parts = []
    for key, title, fields in CV_PARTS:
        items = cv.get(key) if isinstance(cv, dict) else None
        lines = [_line(item, fields) for item in items if isinstance(item, dict)] if isinstance(items, list) else []
        if any(lines):
            parts.append((title.in_(language), [line for line in lines if line]))
    return parts


def _line(item: dict[str, Any], fields: tuple[str, ...]) -> str:
    values = [item.get(field) for field in fields]
    texts = [", ".join(map(str, v)) if isinstance(v, list) else str(v) for v in values if v not in (None, "", [])]
    return " · ".join(texts)
