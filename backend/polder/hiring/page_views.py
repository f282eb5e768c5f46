"""What an applicant's own page reads, in one statement."""

from datetime import datetime, timedelta
from functools import cache
from typing import Any

from polder.hiring import own_parts

_OWN_APPLICATION = """
select json_build_object('id', a.id, 'reference', a.reference, 'name', a.name, 'email', a.email, 'phone', a.phone,
  'orcid', a.orcid, 'motivation', a.motivation, 'stage', a.stage, 'source', a.source, 'version', a.version, 'submitted_at', a.submitted_at,
  'in_time', polder.in_time(a.id, a.vacancy_id, polder.clock()), 'late', polder.clock() > (select v.deadline from vacancy v
    where v.id = a.vacancy_id), 'without_link', polder.without_link(a.id), 'orcid_offered', polder.applicants_provider() is not null,
  'orcid_verified', exists (select from verified_orcid o where o.application_id = a.id and o.orcid = a.orcid),
  'documents', (select coalesce(json_agg(json_build_object('id', d.id, 'kind', d.kind, 'file_name', d.file_name,
     'size', d.size, 'pages', d.pages) order by d.created_at), '[]'::json) from document d
     where d.record_id = a.id and d.state = 'accepted'),
  'history', (select coalesce(json_agg(json_build_object('at', m.at, 'to', m.to_state, 'move', m.move) order by m.at, m.id), '[]'::json)
     from move_entry m where m.record_id = a.id),
  'offer', (select json_build_object('id', o.id, 'reference', o.reference, 'state', case when o.state = 'sent' and o.expires_at < polder.clock() then 'expired' else o.state end, 'salary_cents',
     o.salary_cents, 'salary_scale', o.salary_scale, 'fte_percent', o.fte_percent, 'starts_on', o.starts_on, 'ends_on', o.ends_on,
     'expires_at', o.expires_at, 'letter', (select l.sha256 from offer_letter l where l.offer_id = o.id),
     'signed', (select json_build_object('name', s.signed_name, 'at', s.signed_at) from offer_acceptance s where s.offer_id = o.id))
     from offer o where o.application_id = a.id order by o.created_at desc limit 1),
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


LETTER = """
select d.storage_key, d.file_name from offer o join offer_letter l on l.offer_id = o.id join document d on d.id = l.document_id
where o.application_id = (polder.scope('offer.answer'))[1] order by o.created_at desc limit 1
"""

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
        if found["offer"]["signed"]:
            found["offer"]["signed"]["at"] = datetime.fromisoformat(found["offer"]["signed"]["at"])
        for name in ("starts_on", "ends_on"):
            if found["offer"][name]:
                found["offer"][name] = datetime.fromisoformat(found["offer"][name]).date()
    return found
