"""What an applicant sees of their referees, and does: name them in the form, have one reminded, name another."""

from datetime import datetime
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from polder.hiring import own_parts
from polder.hiring.own_pages import Own, answered, back, own_id
from polder.hiring.own_sent import Sent
from polder.hiring.references import actions, rules
from polder.hiring.references.lifecycle import REFERENCE
from polder.kernel.actor import Entry
from polder.kernel.tx import transaction
from polder.kernel.words import Words

router = APIRouter(include_in_schema=False)


@router.post("/apply/references")
async def another(request: Request, entry: Own) -> Response:
    """Another referee, in the place of one who declined or let it pass."""
    sent = await Sent.read(request)
    typed = {name.replace("-another-", "-1-"): str(text) for name, text in sent.form.items()}
    said = rules.as_typed(typed, 1) or rules.Referee()

    async def work(entry: Entry) -> None:
        async with transaction(request.app.state.database, entry) as tx:
            await actions.name_another(tx, await own_id(tx), said)

    return await answered(request, entry, sent, work, back("references"))


@router.post("/apply/references/{id}/remind")
async def remind(request: Request, entry: Own, id: UUID) -> Response:
    async def work(entry: Entry) -> None:
        async with transaction(request.app.state.database, entry) as tx:
            await actions.remind(tx, id)

    return await answered(request, entry, await Sent.read(request), work, back("references"))


def readable(found: dict[str, Any]) -> dict[str, Any]:
    """The request with its moment as a datetime."""
    if found["due_at"]:
        found["due_at"] = datetime.fromisoformat(found["due_at"])
    return found


def _lines(found: dict[str, Any]) -> dict[str, Any]:
    for line in found["lines"]:
        readable(line)
    found["states"] = {str(state): words for state, words in REFERENCE.states.items()}
    return found


def _form(found: dict[str, Any]) -> dict[str, Any]:
    """The places of the form, each with what was typed there and what of it is wrong; and how many are well named."""
    by_place = {line["position"]: line for line in found["lines"]}
    places = [by_place.get(place) for place in range(1, found["asked"] + 1)]
    referees = [
        rules.Referee(**{name: line[name] for name in (*rules.TEXTS, "language")}) if line else rules.Referee()
        for line in places
    ]
    wrong = rules.wrong_with(referees, found["own"])
    good = sum(not one.blank and not errors for one, errors in zip(referees, wrong, strict=True))
    return {
        **_lines(found), "places": list(zip(range(1, found["asked"] + 1), referees, wrong, strict=True)),
        "todo": {"href": "#referees", "words": REFEREES, "have": good, "of": found["asked"]},
    }  # fmt: skip


def _status(found: dict[str, Any]) -> dict[str, Any]:
    live = sum(line["state"] in ("named", "asked", "reminded", "received") for line in found["lines"])
    return {**_lines(found), "may_name": found["open"] and live < found["asked"]}


REFEREES = Words(nl="Referenten", en="Referees")
OWN = "polder.own_references(a.id, a.vacancy_id)"
own_parts.PARTS += [
    own_parts.Part(
        "referees",
        "form",
        f"case when a.stage = 'draft' then {OWN} end",
        _form,
        keep=actions.keep_named,
        prefix=rules.PREFIX,
    ),
    own_parts.Part("references", "status", f"case when a.stage <> 'draft' then {OWN} end", _status),
]
