"""Open vacancies for other programs: Atom (RFC 4287), JSON Feed 1.1, and XML as EURAXESS and AcademicTransfer take it in.

EURAXESS: the names of its own job offers, `job-opportunity` with `job-title`, `main-research-field`, `researcher-profile` and
so on, in English as its site is. AcademicTransfer agrees on a form with each institute; ours has every field in both languages.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import orjson

from polder.hiring.careers.posting import hours
from polder.hiring.careers.rules import EURAXESS_FIELDS, EURAXESS_PROFILES, RESEARCH_FIELDS, xml_text

ATOM = "http://www.w3.org/2005/Atom"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
Rows = Sequence[Any]
AsHtml = Callable[[str], str]


def _moment(moment: datetime) -> str:
    """RFC 3339, in UTC and to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _add(parent: Any, name: str, text: object = None, **attributes: str) -> Any:
    from lxml import etree  # on first need: no small part of starting

    made = etree.SubElement(parent, name, {key.replace("_", "-"): xml_text(value) for key, value in attributes.items()})
    if text is not None:
        made.text = xml_text(str(text))
    return made


def _written(root: Any) -> bytes:
    from lxml import etree

    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def atom(
    rows: Rows, lang: str, title: str, base: str, own: str, page: str, changed: datetime, as_html: AsHtml
) -> bytes:
    """`own` is the feed's address, which names it for ever; `page` that of the list; `changed` when the list last did."""
    from lxml import etree

    def add(parent: Any, name: str, text: object = None, **attributes: str) -> Any:
        return _add(parent, f"{{{ATOM}}}{name}", text, **attributes)

    root = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
    root.set(XML_LANG, lang)
    add(root, "id", own)
    add(root, "title", title)
    add(root, "updated", _moment(changed))
    add(root, "link", rel="self", type="application/atom+xml", href=own)
    add(root, "link", rel="alternate", type="text/html", href=page)
    add(root, "generator", "Polder")
    for row in rows:
        entry, address = add(root, "entry"), f"{base}/careers/{row['reference']}"
        add(entry, "id", address)
        add(entry, "title", row[f"title_{lang}"])
        add(entry, "updated", _moment(row["updated_at"]))
        add(entry, "published", _moment(row["published_at"]))
        add(add(entry, "author"), "name", row["employer"] or title)
        add(entry, "link", rel="alternate", type="text/html", hreflang=lang, href=f"{address}?language={lang}&via=atom")
        if row["research_field"]:
            add(entry, "category", term=row["research_field"], label=RESEARCH_FIELDS[row["research_field"]].in_(lang))
        add(entry, "content", as_html(row[f"text_{lang}"]), type="html")
    return _written(root)


def json_feed(rows: Rows, lang: str, title: str, base: str, own: str, page: str, as_html: AsHtml) -> bytes:
    """jsonfeed.org/version/1.1. What a program needs of a vacancy beyond a text stands in `_vacancy`."""

    def item(row: Any) -> dict[str, Any]:
        address = f"{base}/careers/{row['reference']}"
        return {
            "id": address, "url": f"{address}?language={lang}&via=json", "title": row[f"title_{lang}"],
            "content_html": as_html(row[f"text_{lang}"]), "date_published": _moment(row["published_at"]),
            "date_modified": _moment(row["updated_at"]), "language": lang,
            "authors": [{"name": row["employer"] or title}],
            "tags": [tag for tag in (row["research_field"], row["researcher_profile"]) if tag],
            "_vacancy": {
                "reference": row["reference"], "location": row["location"], "country": row["employer_country"] or "NL",
                "remote": row["remote"], "deadline": _moment(row["deadline"]), "time_zone": row["time_zone"],
                "fte_percent": row["fte_percent"], "hours_per_week": hours(row), "salary_min_cents": row["salary_min_cents"],
                "salary_max_cents": row["salary_max_cents"], "currency": "EUR", "salary_scale": row["salary_scale"],
                "contract_months": row["contract_months"], "starts_on": row["starts_on"] and row["starts_on"].isoformat(),
                "research_field": row["research_field"], "researcher_profile": row["researcher_profile"],
                "apply_url": f"{address}/apply?language={lang}&via=json",
            },
        }  # fmt: skip

    return orjson.dumps({
        "version": "https://jsonfeed.org/version/1.1", "title": title, "home_page_url": page, "feed_url": own,
        "language": lang, "items": [item(row) for row in rows],
    })  # fmt: skip


COUNTRIES = {"NL": "Netherlands", "BE": "Belgium", "DE": "Germany", "FR": "France", "GB": "United Kingdom"}


def euraxess(rows: Rows, institute: str, base: str, ask_at: str, as_html: AsHtml) -> bytes:
    from lxml import etree

    root = etree.Element("job-opportunities")
    for row in rows:
        address = f"{base}/careers/{row['reference']}"
        country = row["employer_country"] or "NL"
        job = _add(root, "job-opportunity", id=row["reference"], lastmodifieddate=row["updated_on"].isoformat())
        _add(job, "job-id", row["reference"])
        about = _add(job, "description")
        _add(about, "job-title", row["title_en"])
        _add(about, "job-description", as_html(row["text_en"]))
        if row["research_field"]:
            field = _add(about, "research-field")
            _add(field, "main-research-field", EURAXESS_FIELDS[row["research_field"]])
        if row["researcher_profile"]:
            _add(about, "researcher-profile", EURAXESS_PROFILES[row["researcher_profile"]])
        _add(about, "type-of-contract", "Temporary" if row["contract_months"] else "Permanent")
        _add(about, "job-status", "Full-time" if row["fte_percent"] == 100 else "Part-time")
        _add(about, "hours-per-week", f"{hours(row):g}")
        if row["starts_on"]:
            _add(about, "job-start-date", row["starts_on"].isoformat())
        _add(about, "application-deadline", _moment(row["deadline"]))
        _add(about, "info-website", f"{address}?via=euraxess")
        if row["funding_programme"]:
            _add(about, "eu-funding", "Yes" if _european(row["funding_programme"]) else "No")
            _add(about, "framework-programme", row["funding_programme"])
        _add(about, "job-reference-number", row["reference"])
        place = _add(job, "work-location")
        _add(place, "nr-job-positions", row["posts"])
        _add(place, "job-organisation-institute", row["employer"] or institute)
        _add(place, "job-country", COUNTRIES.get(country, country))
        _add(place, "job-city", row["location"])
        hiring = _add(job, "hiring-org-inst")
        _add(hiring, "organisation-institute", institute)
        _add(hiring, "website", base)
        how = _add(job, "application-details")
        _add(how, "how-to-apply", f"{address}/apply?via=euraxess")
        if ask_at:
            _add(how, "application-email", ask_at)
        low, high = row["salary_min_cents"] / 100, row["salary_max_cents"] / 100
        salary = f"Gross monthly salary at full time: EUR {low:.2f} to {high:.2f}."
        more = _add(job, "additional-information")
        _add(more, "benefits", "\n".join(text for text in (salary, row["benefits_en"]) if text))
        if row["eligibility_en"]:
            _add(more, "eligibility-criteria", row["eligibility_en"])
        _add(more, "selection-process", row["selection_en"] or SELECTION)
    return _written(root)


SELECTION = (
    "A committee of people judges every application by the published criteria. No machine scores, ranks or filters."
)


def _european(programme: str) -> bool:
    return any(name in programme.casefold() for name in ("horizon", "erc", "msca", "marie", "eu ", "european"))


def academictransfer(rows: Rows, institute: str, base: str, as_html: AsHtml) -> bytes:
    from lxml import etree

    root = etree.Element("vacancies", {"organisation": xml_text(institute)})
    for row in rows:
        address = f"{base}/careers/{row['reference']}"
        one = _add(root, "vacancy", reference=row["reference"], modified=_moment(row["updated_at"]))
        for lang in ("nl", "en"):
            texts = _add(one, "texts")
            texts.set(XML_LANG, lang)
            _add(texts, "title", row[f"title_{lang}"])
            _add(texts, "description", as_html(row[f"text_{lang}"]))
            for name, field in (
                ("requirements", "eligibility"),
                ("conditions", "benefits"),
                ("procedure", "selection"),
            ):
                if row[f"{field}_{lang}"]:
                    _add(texts, name, row[f"{field}_{lang}"])
            _add(texts, "url", f"{address}?language={lang}&via=academictransfer")
            _add(texts, "apply-url", f"{address}/apply?language={lang}&via=academictransfer")
        _add(one, "employer", row["employer"] or institute)
        _add(one, "location", row["location"], country=row["employer_country"] or "NL")
        _add(one, "published", _moment(row["published_at"]))
        _add(one, "deadline", _moment(row["deadline"]), time_zone=row["time_zone"])
        _add(one, "salary", period="month", currency="EUR", minimum=f"{row['salary_min_cents'] / 100:.2f}",
             maximum=f"{row['salary_max_cents'] / 100:.2f}", **({"scale": row["salary_scale"]} if row["salary_scale"] else {}))  # fmt: skip
        _add(one, "hours", f"{hours(row):g}", fte=f"{row['fte_percent'] / 100:g}")
        if row["contract_months"]:
            _add(one, "contract", "temporary", months=str(row["contract_months"]))
        else:
            _add(one, "contract", "permanent")
        if row["research_field"]:
            _add(one, "discipline", EURAXESS_FIELDS[row["research_field"]])
        if row["researcher_profile"]:
            _add(one, "profile", row["researcher_profile"])
    return _written(root)
