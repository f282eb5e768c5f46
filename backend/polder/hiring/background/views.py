"""What people read of an applicant's background, with the iD that ORCID vouched for."""

from polder.kernel.openapi import kind, many, named, perhaps, record

PLACE = record(name="text", **{"from": "text?", "until": "text?"})
BACKGROUND_SHAPE = named("Background", record(
    application_id="uuid",
    version=kind("integer?", about="none as long as nothing was told"),
    employers=many(PLACE),
    supervisors=many(record(name="text", orcid="text?", **{"from": "text?", "until": "text?"})),
    works=many(record(identifier="text", title="text", on="text?")),
    orcid={"description": "the iD, as ORCID itself confirmed it",
           **perhaps(named("ConfirmedOrcid", record(orcid="text", name="text?", at="instant")))},
))  # fmt: skip
# For whoever only judges there is no background: its policy says so.
BACKGROUND = """
select json_build_object('application_id', a.id, 'version', b.version, 'employers', coalesce(b.employers, '[]'),
  'supervisors', coalesce(b.supervisors, '[]'), 'works', coalesce(b.works, '[]'),
  'orcid', (select json_build_object('orcid', o.orcid, 'name', o.name, 'at', o.updated_at) from verified_orcid o
    where o.application_id = a.id and o.orcid = a.orcid))::text
from application a left join applicant_background b on b.application_id = a.id where a.id = $1
"""
