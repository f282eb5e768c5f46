"""What the pages of applicants ask about ORCID."""

from typing import Any

import orjson
from fastapi import Request

from polder.hiring.orcid import tables as _tables  # noqa: F401 - defines the tables named below
from polder.identity.rules import digest
from polder.kernel.http import View

PROOF_COOKIE = "__Host-polder-orcid"  # of a proof, until it is used
OFFERED = "select polder.applicants_provider() is not null"
AT_START = """
select json_build_object('offered', polder.applicants_provider() is not null,
  'shown', (select json_build_object('orcid', p.orcid, 'name', p.name, 'typed', p.typed) from polder.orcid_shown($1) as p where p.vacancy = $2),
  'mine', (select coalesce(json_agg(json_build_object('id', m.id, 'reference', m.reference, 'stage', m.stage)), '[]')
    from polder.applications_by_orcid($1) as m join polder.orcid_shown($1) as p on p.vacancy_id = m.vacancy_id where p.vacancy = $2))::text
"""
MINE = """
select (select coalesce(json_agg(json_build_object('id', m.id, 'reference', m.reference, 'stage', m.stage, 'title_nl', m.title_nl,
  'title_en', m.title_en)), '[]') from polder.applications_by_orcid($1) as m)::text from polder.orcid_shown($1)
"""


def held(request: Request) -> bytes:
    """The hash of the proof that this browser holds; of nothing where it holds none."""
    return digest(request.cookies.get(PROOF_COOKIE, ""))


async def at_start(request: Request, view: View, reference: str) -> dict[str, Any]:
    """For the form that begins: is ORCID offered, who was shown for this vacancy, and what they have sent to it before."""
    found: dict[str, Any] = orjson.loads(await view.value(AT_START, held(request), reference))
    return found
