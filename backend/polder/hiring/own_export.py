"""All that we have of an applicant's own, as one ZIP: what was typed, its documents, and the letters we sent.

What others wrote is not in it: reviews and letters of referees are theirs. Read as the applicant, so it holds no more than
their own page may show.
"""

import asyncio
import io
import re
import zipfile
from collections.abc import AsyncIterator, Iterator
from typing import Any

import orjson
from fastapi import APIRouter, Request
from starlette.responses import Response, StreamingResponse

from polder.hiring.own_pages import NO_LINK, Own
from polder.kernel.documents.actions import safe_name
from polder.kernel.documents.sniff import SIZE_LIMIT
from polder.kernel.documents.storage import Storage, disposition
from polder.kernel.http import View

router = APIRouter(include_in_schema=False)
MINE = """
select json_build_object(
  'application', (select to_jsonb(a) - '{search,search_text,sort_name,vacancy_id}'::text[] from application a where a.id = s.id),
  'vacancy', (select json_build_object('reference', v.reference, 'title_nl', v.title_nl, 'title_en', v.title_en,
     'deadline', v.deadline, 'time_zone', v.time_zone) from vacancy v join application a on a.vacancy_id = v.id where a.id = s.id),
  'history', (select coalesce(json_agg(json_build_object('at', m.at, 'stage', m.to_state) order by m.at, m.id), '[]')
     from move_entry m where m.record_id = s.id),
  'referees', (select coalesce(json_agg(json_build_object('name', r.name, 'email', r.email, 'institution', r.institution,
     'relation', r.relation, 'state', r.state) order by r.created_at), '[]') from reference r where r.application_id = s.id),
  'confirmed_orcid', (select json_build_object('orcid', o.orcid, 'name', o.name, 'at', o.updated_at) from verified_orcid o
     where o.application_id = s.id),
  'background', (select json_build_object('employers', b.employers, 'supervisors', b.supervisors, 'works', b.works)
     from applicant_background b where b.application_id = s.id),
  'offers', (select coalesce(json_agg(to_jsonb(o) - '{created_by,application_id,vacancy_id,position_id,out_of_range}'::text[]
     order by o.created_at), '[]') from offer o where o.application_id = s.id),
  'documents', (select coalesce(json_agg(json_build_object('file_name', d.file_name, 'kind', d.kind, 'size', d.size,
     'sha256', d.sha256, 'storage_key', d.storage_key) order by d.created_at, d.id), '[]')
     from document d where d.record_id = s.id and d.state = 'accepted'),
  'diversity', polder.own_diversity(s.id), 'letters', polder.own_letters())::text
from (select (polder.scope('application.own'))[1] as id) as s where s.id is not null
"""
_NAMED = re.compile("[^a-z_]")


@router.get("/apply/export")
async def export(request: Request, entry: Own) -> Response:
    """Sent as it is made: no more than one document is held at a time."""
    try:
        if entry is None:
            raise NO_LINK
        text: str | None = await View(request.app.state.database, entry).value(MINE)
    except Exception as error:
        if getattr(error, "sqlstate", "") == "PL401":
            raise NO_LINK from None
        raise
    if text is None:
        raise NO_LINK
    found = orjson.loads(text)
    headers = {"Content-Disposition": disposition(f"{found['application']['reference']}.zip"), "Cache-Control": "no-store",
               "Referrer-Policy": "no-referrer"}  # fmt: skip
    return StreamingResponse(
        zipped(request.app.state.storage, one(found)), media_type="application/zip", headers=headers
    )


async def one(found: dict[str, Any]) -> AsyncIterator[tuple[str, dict[str, Any]]]:
    """What stands at the top of its ZIP."""
    yield "", found


async def zipped(storage: Storage, records: AsyncIterator[tuple[str, dict[str, Any]]]) -> AsyncIterator[bytes]:
    """A ZIP, made as it is sent, of records in folders: what they say, their documents and letters."""
    out = _Passing()
    with zipfile.ZipFile(out, "w") as made:  # out cannot seek: sizes follow each file
        async for folder, found in records:
            for name, content in _texts(found):
                made.writestr(folder + name, content, zipfile.ZIP_DEFLATED)
                yield out.taken()
            for number, document in enumerate(found["documents"], start=1):
                stored: bytes | None = await asyncio.to_thread(storage.fetch, document["storage_key"], SIZE_LIMIT)
                if stored is not None:
                    made.writestr(f"{folder}documents/{number:02} {safe_name(document['file_name'])}", stored)
                    yield out.taken()
    yield out.taken()


def _texts(found: dict[str, Any]) -> Iterator[tuple[str, bytes]]:
    letters = found["letters"]
    told = {name: value for name, value in found.items() if name not in ("letters", "documents")}
    told["documents"] = [{k: v for k, v in one.items() if k != "storage_key"} for one in found["documents"]]
    told["letters"] = [{k: v for k, v in one.items() if k != "text"} for one in letters]
    yield "application.json", orjson.dumps(told, option=orjson.OPT_INDENT_2)
    yield "resume.json", orjson.dumps(resume(found["application"]), option=orjson.OPT_INDENT_2)
    for number, letter in enumerate(letters, start=1):
        name = _NAMED.sub("", letter["template"])
        yield f"letters/{number:02} {name}.txt", f"{letter['at']}\n{letter['subject']}\n\n{letter['text']}".encode()


def resume(application: dict[str, Any]) -> dict[str, Any]:
    """What fits of it as a JSON Resume (jsonresume.org, version 1); a CV that came as one stays as it was."""
    cv = dict(application["cv"] or {})
    basics_there = cv.get("basics")
    known: dict[str, Any] = basics_there if isinstance(basics_there, dict) else {}
    basics = {"name": application["name"], "email": application["email"], "phone": application["phone"],
              "summary": application["motivation"]}  # fmt: skip
    basics = {name: value for name, value in basics.items() if value}
    if application["orcid"]:
        url = f"https://orcid.org/{application['orcid']}"
        basics["profiles"] = [{"network": "ORCID", "username": application["orcid"], "url": url}]
    return {"$schema": "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json", **cv,
            "basics": {**basics, **known}}  # fmt: skip


class _Passing(io.RawIOBase):
    """Where a ZIP is written, to be taken away piece by piece."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, content: Any) -> int:
        self._parts.append(bytes(content))
        return len(content)

    def taken(self) -> bytes:
        whole, self._parts = b"".join(self._parts), []
        return whole
