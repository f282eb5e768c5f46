"""What the public pages read, each in one statement."""

from datetime import datetime, timedelta
from functools import cache
from typing import Any

import orjson

from polder.hiring import own_parts

OPEN_VACANCIES = """
select v.reference, v.title_nl, v.title_en, v.location, v.deadline, v.time_zone, v.fte_percent, v.salary_min_cents,
  v.salary_max_cents, o.name as employer
from vacancy v left join organisation o on o.id = v.employer_id
where v.state = 'published' and v.deadline >= now() order by v.deadline, v.reference limit 200
"""

SITEMAP = """
select v.reference, v.updated_at as changed from vacancy v
where v.state = 'published' and v.deadline >= polder.clock() order by v.reference limit 50000
"""

VACANCY = """
select v.reference, v.title_nl, v.title_en, v.text_nl, v.text_en, v.location, v.deadline, v.time_zone, v.fte_percent,
  v.hours_per_week, v.salary_min_cents, v.salary_max_cents, v.salary_scale, v.contract_months, v.starts_on,
  v.grace_minutes, v.documents_asked, v.referees_asked, v.references_asked_when, v.published_at, v.deadline >= polder.clock() as open,
  o.name as employer, o.website as employer_website, o.country_code as employer_country,
  (select coalesce(json_agg(json_build_object('name_nl', c.name_nl, 'name_en', c.name_en, 'rubric_nl', c.rubric_nl,
    'rubric_en', c.rubric_en) order by c.position), '[]'::json)::text from criterion c where c.vacancy_id = v.id)
    as criteria
from vacancy v left join organisation o on o.id = v.employer_id
where v.reference = $1 and v.state = 'published'
"""

# Nothing but its name is left of a vacancy that is over; one that was never published is as if it were not there.
CLOSED_VACANCY = "select c.title_nl, c.title_en from polder.closed_vacancy($1) as c where c.title_nl is not null"

_OWN_APPLICATION = """
select json_build_object('id', a.id, 'reference', a.reference, 'name', a.name, 'email', a.email, 'phone', a.phone,
  'orcid', a.orcid, 'motivation', a.motivation, 'stage', a.stage, 'source', a.source, 'version', a.version, 'submitted_at', a.submitted_at,
  'in_time', polder.in_time(a.id, a.vacancy_id, polder.clock()), 'late', polder.clock() > (select v.deadline from vacancy v
    where v.id = a.vacancy_id), 'without_link', polder.without_link(a.id),
  'documents', (select coalesce(json_agg(json_build_object('id', d.id, 'kind', d.kind, 'file_name', d.file_name,
     'size', d.size, 'pages', d.pages) order by d.created_at), '[]'::json) from document d
     where d.record_id = a.id and d.state = 'accepted'),
  'history', (select coalesce(json_agg(json_build_object('at', m.at, 'to', m.to_state) order by m.at, m.id), '[]'::json)
     from move_entry m where m.record_id = a.id),
  'offer', (select json_build_object('id', o.id, 'reference', o.reference, 'state', o.state, 'salary_cents',
     o.salary_cents, 'salary_scale', o.salary_scale, 'fte_percent', o.fte_percent, 'starts_on', o.starts_on, 'ends_on', o.ends_on,
     'expires_at', o.expires_at) from offer o where o.application_id = a.id order by o.created_at desc limit 1),
  'vacancy', (select json_build_object('reference', v.reference, 'title_nl', v.title_nl, 'title_en', v.title_en,
     'deadline', v.deadline, 'time_zone', v.time_zone, 'documents_asked', v.documents_asked, 'state', v.state,
     'grace_minutes', v.grace_minutes, 'location', v.location, 'employer', (select o.name from organisation o
     where o.id = v.employer_id)) from vacancy v where v.id = a.vacancy_id),
  'parts', {parts})::text
from application a where a.id = (polder.scope('application.own'))[1]
"""


@cache
def own_application() -> str:
    """One's own application with the parts that other rooms bring to its page."""
    return _OWN_APPLICATION.replace("{parts}", own_parts.parts_sql())


STAGE = "select stage from application where id = (polder.scope('application.own'))[1]"

WITHOUT_LINK = "select polder.without_link((polder.scope('application.own'))[1])"


def readable(found: dict[str, Any]) -> dict[str, Any]:
    """The JSON with its moments as datetimes, for the template's filters."""
    for holder, names in ((found, ["submitted_at"]), (found["vacancy"], ["deadline"])):
        for name in names:
            if holder[name]:
                holder[name] = datetime.fromisoformat(holder[name])
    vacancy = found["vacancy"]
    vacancy["until"] = vacancy["deadline"] + timedelta(minutes=vacancy["grace_minutes"])
    for line in found["history"]:
        line["at"] = datetime.fromisoformat(line["at"])
    if found["offer"]:
        found["offer"]["expires_at"] = datetime.fromisoformat(found["offer"]["expires_at"])
        for name in ("starts_on", "ends_on"):
            if found["offer"][name]:
                found["offer"][name] = datetime.fromisoformat(found["offer"][name]).date()
    return found


def job_posting(row: Any, lang: str, settings: Any, description: str) -> str:
    """schema.org JobPosting as JSON-LD, safe inside a script element. `description` is the text as HTML."""
    employer = {"@type": "Organization", "name": row["employer"] or settings.institute_name}
    if row["employer_website"]:
        employer["sameAs"] = row["employer_website"]
    posting = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": row[f"title_{lang}"],
        "description": description,
        "inLanguage": lang,
        "identifier": {"@type": "PropertyValue", "name": settings.institute_name, "value": row["reference"]},
        "datePosted": row["published_at"].date().isoformat(),
        "validThrough": row["deadline"].isoformat(),
        "employmentType": "FULL_TIME" if row["fte_percent"] == 100 else "PART_TIME",
        "hiringOrganization": employer,
        "jobLocation": {"@type": "Place", "address": {"@type": "PostalAddress", "addressLocality": row["location"],
                                                      "addressCountry": row["employer_country"] or "NL"}},
        "baseSalary": {"@type": "MonetaryAmount", "currency": "EUR", "value": {
            "@type": "QuantitativeValue", "minValue": row["salary_min_cents"] / 100,
            "maxValue": row["salary_max_cents"] / 100, "unitText": "MONTH"}},
        "workHours": f"{float(row['hours_per_week']) * row['fte_percent'] / 100:g} h/week",
        "url": f"{settings.base_url}/careers/{row['reference']}",
        "directApply": True,
    }  # fmt: skip
    return orjson.dumps(posting).decode().replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
