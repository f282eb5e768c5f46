"""The background in an applicant's own form, and the file of their works."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.datastructures import UploadFile
from starlette.responses import Response

from polder.hiring import own_parts
from polder.hiring.background import actions, rules
from polder.hiring.own_pages import Own, answered, back, own_id
from polder.hiring.own_sent import Sent
from polder.kernel import problems
from polder.kernel.actor import Entry
from polder.kernel.tx import transaction
from polder.kernel.words import Words

router = APIRouter(include_in_schema=False)
MOST_BYTES = 10 * 1024 * 1024
CHOOSE = (
    Words(nl="Er is geen bestand gekozen, of het is groter dan 10 MB.", en="No file was chosen, or it is larger than 10 MB."),
    Words(nl="Kies het bestand van uw ORCID-record (JSON of XML).", en="Choose the file of your ORCID record (JSON or XML)."),
)  # fmt: skip


@router.post("/apply/works")
async def works(request: Request, entry: Own) -> Response:
    sent = await Sent.read(request)

    async def work(entry: Entry) -> None:
        file = sent.form.get("works_file")
        if not isinstance(file, UploadFile) or not file.filename or (file.size or 0) > MOST_BYTES:
            raise problems.invalid_field("works_file", *CHOOSE)
        content = await file.read(MOST_BYTES)
        async with transaction(request.app.state.database, entry) as tx:
            await actions.keep_works(tx, await own_id(tx), content)

    return await answered(request, entry, sent, work, back("background"))


@router.post("/apply/works/remove")
async def remove(request: Request, entry: Own) -> Response:
    async def work(entry: Entry) -> None:
        async with transaction(request.app.state.database, entry) as tx:
            await actions.keep_works(tx, await own_id(tx), None)

    return await answered(request, entry, await Sent.read(request), work, back("background"))


def _form(found: dict[str, Any]) -> dict[str, Any]:
    """The lines of the form, each with what is wrong with it."""
    lines = {kind: rules.places(found[f"{kind}s"], fixed=found["late"]) for kind in rules.KINDS}
    told = any(found[f"{kind}s"] for kind in rules.KINDS) or found["works"] > 0
    return {**found, "lines": lines, "told": told}


own_parts.PARTS.append(
    own_parts.Part(
        "background",
        "form",
        """case when a.stage = 'draft' then (select json_build_object('employers', coalesce(b.employers, '[]'), 'supervisors',
             coalesce(b.supervisors, '[]'), 'works', jsonb_array_length(coalesce(b.works, '[]')), 'late', polder.clock() > v.deadline)
           from vacancy v left join applicant_background b on b.application_id = a.id where v.id = a.vacancy_id) end""",
        _form,
        keep=actions.keep_told,
        prefix=rules.PREFIX,
    )
)
own_parts.PARTS.append(
    own_parts.Part(
        "background_sent",
        "status",
        """case when a.stage <> 'draft' then (select json_build_object('employers', b.employers, 'supervisors', b.supervisors,
             'works', jsonb_array_length(b.works)) from applicant_background b
           where b.application_id = a.id and (b.employers, b.supervisors, b.works) <> ('[]', '[]', '[]')) end""",
    )
)
