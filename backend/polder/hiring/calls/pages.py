"""The public list of a call's advisors, and what an applicant chooses and signs. All of it works without a script."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import orjson
from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from polder.hiring import own_pages, own_parts
from polder.hiring.calls import letters
from polder.hiring.calls.words import TRACKS
from polder.hiring.own_parts import Part
from polder.hiring.own_sent import Sent
from polder.hiring.rules import clean
from polder.kernel import problems
from polder.kernel.actor import Entry
from polder.kernel.http import PublicReading
from polder.kernel.pages import page
from polder.kernel.problems import FieldProblem
from polder.kernel.tx import Tx, transaction
from polder.kernel.words import Words

router = APIRouter(include_in_schema=False)
PER_PAGE = 50
STATEMENT_MOST = 2000

ADVISORS = """
select v.title_nl, v.title_en, polder.public_advisors(v.reference, $2, $3, $4, $5)::text as listed
from vacancy v where v.reference = $1 and v.kind = 'call' and v.state = 'published'
"""


@router.get("/careers/{reference}/advisors")
async def advisors(request: Request, view: PublicReading, reference: str, q: str = "", track: str = "") -> Response:
    """Who takes part in a call, fifty a page, found by words of name, unit or topics, and by track."""
    asked = request.query_params.get("page", "1")
    number = int(asked) if asked.isascii() and asked.isdigit() and 0 < len(asked) < 4 and int(asked) else 1
    q, track = " ".join(q.replace("\x00", " ").split())[:100], track if track in TRACKS else ""
    row = None if "\x00" in reference else await view.row(ADVISORS, reference, q, track, number, PER_PAGE)
    if row is None:
        raise problems.not_found()
    found = orjson.loads(row["listed"])
    return page(
        request, "call_advisors.html", vacancy=row, reference=reference, q=q, track=track, number=number, tracks=TRACKS,
        advisors=found["advisors"], total=found["total"], pages=-(-found["total"] // PER_PAGE),
    )  # fmt: skip


# ---- what an applicant chooses ---------------------------------------------------------------------------------------


async def keep(tx: Tx, application_id: UUID, said: Mapping[str, str]) -> bool:
    """Save track, advisors and statements as typed; whether anything changed. A rank left empty moves the next one up."""
    rows = await tx.rows(
        """select a.vacancy_id, c.wishes_most, (select e.track from call_entry e where e.application_id = a.id) as track,
             (select coalesce(array_agg(w.advisor_id::text || ' ' || w.statement order by w.rank), '{}') from advisor_wish w
              where w.application_id = a.id) as wishes
           from application a join call c on c.vacancy_id = a.vacancy_id where a.id = :id""",
        id=application_id,
    )
    if not rows or "call_wish_1" not in said:
        return False
    call = rows[0]
    track, wishes = _chosen(said, call.wishes_most)
    changed = False
    if track != (call.track or "") and track:
        await tx.run(
            """insert into call_entry (application_id, vacancy_id, track) values (:id, :vacancy, :track)
               on conflict (application_id) do update set track = excluded.track""",
            id=application_id, vacancy=call.vacancy_id, track=track,
        )  # fmt: skip
        changed = True
    if [f"{advisor} {statement}" for advisor, statement in wishes] != list(call.wishes):
        await tx.run("delete from advisor_wish where application_id = :id", id=application_id)
        for rank, (advisor, statement) in enumerate(wishes, start=1):
            await tx.run(
                """insert into advisor_wish (application_id, vacancy_id, advisor_id, rank, statement)
                   values (:id, :vacancy, :advisor, :rank, :statement)""",
                id=application_id, vacancy=call.vacancy_id, advisor=advisor, rank=rank, statement=statement,
            )  # fmt: skip
        changed = True
    return changed


def _chosen(said: Mapping[str, str], most: int) -> tuple[str, list[tuple[UUID, str]]]:
    """(track, [(advisor, statement)]) as typed, or every field that needs mending at once."""
    wrong: list[FieldProblem] = []
    track = said.get("call_track", "")
    if track and track not in TRACKS:
        wrong.append(_wrong("call_track", Words(nl="Deze track bestaat niet.", en="There is no such track."), CHOOSE))
    wishes: list[tuple[UUID, str]] = []
    for n in range(1, most + 1):
        typed, statement = (
            said.get(f"call_wish_{n}", "").strip(),
            clean(said.get(f"call_statement_{n}", "").replace("\r\n", "\n")).strip(),
        )
        if len(statement) > STATEMENT_MOST:
            wrong.append(_wrong(f"call_statement_{n}", Words(nl="Deze toelichting is te lang.", en="This statement is too long."),
                                Words(nl="Hoogstens 2.000 tekens.", en="At most 2,000 characters.")))  # fmt: skip
        if not typed:
            if statement:
                wrong.append(
                    _wrong(
                        f"call_wish_{n}",
                        Words(
                            nl="Bij deze toelichting hoort nog een begeleider.", en="This statement has no advisor yet."
                        ),
                        CHOOSE,
                    )
                )
            continue
        try:
            advisor = UUID(typed)
        except ValueError:
            wrong.append(
                _wrong(
                    f"call_wish_{n}", Words(nl="Deze begeleider is er niet.", en="There is no such advisor."), CHOOSE
                )
            )
            continue
        if advisor in (known for known, _ in wishes):
            wrong.append(_wrong(f"call_wish_{n}", Words(nl="Deze begeleider noemde u al.", en="You named this advisor already."),
                                Words(nl="Kies een ander, of laat deze keus leeg.", en="Choose somebody else, or leave this choice empty.")))  # fmt: skip
        wishes.append((advisor, statement))
    if wrong:
        raise problems.invalid(*wrong)
    return track, wishes


CHOOSE = Words(nl="Kies er een uit de lijst.", en="Choose one from the list.")


def _wrong(field: str, problem: Words, remedy: Words) -> FieldProblem:
    return FieldProblem(field, problem, remedy)


# ---- what an applicant signs -----------------------------------------------------------------------------------------


@router.post("/apply/intent/{id}/sign")
async def sign(request: Request, entry: own_pages.Own, id: UUID) -> Response:
    """Sign one's letter of intent with a typed name. Twice is no error."""
    sent = await Sent.read(request)

    async def work(entry: Entry) -> None:
        async with transaction(request.app.state.database, entry) as tx:
            if await tx.scalar(
                "select exists (select from intent_signature where letter_id = :id and party = 'candidate')", id=id
            ):
                return
            await letters.sign(tx, id, str(sent.form.get("signed_name", ""))[:500])

    return await own_pages.answered(request, entry, sent, work, RedirectResponse("/apply#intent", 303))


def _labelled(part: dict[str, Any]) -> dict[str, Any]:
    return {**part, "labels": TRACKS}


def _form(part: dict[str, Any]) -> dict[str, Any]:
    have = (part["track"] is not None) + bool(part["wishes"])
    return {**_labelled(part), "todo": {"href": "#call", "words": TRACK_AND_ADVISOR, "have": have, "of": 2}}


TRACK_AND_ADVISOR = Words(nl="Track en begeleider", en="Track and advisor")


own_parts.PARTS += [
    Part("call_letter", "top", "polder.call_letter(a.id)"),
    Part("call_form", "form", "polder.call_form(a.id)", _form, keep, "call_"),
    Part("call_status", "status", "polder.call_status(a.id)", _labelled),
]
