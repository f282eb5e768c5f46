"""What people do in a call: advisors, eligibility, choices, rounds. Letters of intent have a file of their own."""

import csv
import io
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import orjson

from polder.hiring.actions import APPLICATION_EFFECTS
from polder.hiring.calls import rules
from polder.hiring.calls import words as _words  # noqa: F401 - fills CHECKS and REFUSALS
from polder.hiring.calls.lifecycle import MATCH_PAIR, MATCH_ROUND
from polder.hiring.calls.tables import Advisor, Call, MatchRound
from polder.hiring.lifecycle import APPLICATION
from polder.hiring.tables import Vacancy
from polder.identity.actions import grant_role
from polder.kernel import problems
from polder.kernel.lifecycle import perform
from polder.kernel.tx import Tx
from polder.kernel.words import Words

MOST_LINES = 1000


async def change_call(tx: Tx, id: UUID, version: int, values: dict[str, Any]) -> Call:
    call = await tx.get(Call, id, lock=True, version=version)
    for name, value in values.items():
        setattr(call, name, value)
    await tx.flush()
    return call


# ---- advisors --------------------------------------------------------------------------------------------------------


async def add_advisor(tx: Tx, values: dict[str, Any]) -> Advisor:
    """A line in a call; whoever has an account gets the role with it. Who has none is invited by their address."""
    tx.require("call.manage")
    if values.get("account_id") is None and not values.get("email"):
        raise problems.invalid_field(
            "email", Words(nl="Zonder account is er een e-mailadres nodig.", en="Without an account an e-mail address is needed."),
            Words(nl="Vul het adres in, of kies een account.", en="Fill in the address, or choose an account."),
        )  # fmt: skip
    advisor = await tx.add(Advisor(**{**values, "email": values["email"].lower() if values.get("email") else None}))
    if advisor.account_id is not None:
        await _admit(tx, advisor)
    return advisor


async def _admit(tx: Tx, advisor: Advisor) -> None:
    """The role that goes with the line, unless the account has it already."""
    if not await tx.scalar(
        """select exists (select from role_grant where account_id = :account and scope_id = :vacancy and role = 'advisor'
           and (valid_until is null or valid_until > now()))""",
        account=advisor.account_id, vacancy=advisor.vacancy_id,
    ):  # fmt: skip
        assert advisor.account_id is not None
        await grant_role(tx, advisor.account_id, "advisor", "vacancy", advisor.vacancy_id)


async def change_advisor(tx: Tx, id: UUID, version: int, values: dict[str, Any]) -> Advisor:
    """HR changes everything; advisors their topics, tracks, interviews and period: the database holds which."""
    advisor = await tx.get(Advisor, id, lock=True, version=version)
    before = advisor.account_id
    for name, value in values.items():
        setattr(advisor, name, value.lower() if name == "email" and value else value)
    await tx.flush()
    if advisor.account_id is not None and advisor.account_id != before:
        await _admit(tx, advisor)
    return advisor


COLUMNS = ("name", "email", "organisation", "country", "topics_nl", "topics_en", "tracks", "interviews", "posts")


async def import_advisors(tx: Tx, vacancy_id: UUID, content: bytes) -> list[UUID]:
    """Lines of a CSV file (UTF-8, with a header), all or none. Organisations are known by their name or ROR id."""
    await tx.get(Vacancy, vacancy_id)
    tx.require("call.manage")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _bad_file(Words(nl="Dit bestand is geen tekst in UTF-8.", en="This file is no text in UTF-8.")) from None
    head = text.partition("\n")[0]
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";" if head.count(";") > head.count(",") else ","))
    if not rows or len(rows) > MOST_LINES or not {"name", "email", "organisation"} <= set(rows[0]):
        raise _bad_file(
            Words(nl=f"Een kopregel met name, email en organisation ontbreekt, of er zijn geen of meer dan {MOST_LINES} regels.",
                  en=f"A header with name, email and organisation is missing, or there are no or more than {MOST_LINES} lines.")
        )  # fmt: skip
    return [await _imported(tx, vacancy_id, row, number) for number, row in enumerate(rows, start=2)]


async def _imported(tx: Tx, vacancy_id: UUID, row: dict[str, Any], number: int) -> UUID:
    said = {name: str(row.get(name) or "").strip() for name in COLUMNS}
    found = await tx.rows(
        "select id, country_code from organisation where lower(name) = lower(:said) or ror_id = :said order by id limit 2",
        said=said["organisation"],
    )
    if len(found) != 1:
        raise _bad_line(
            number, "organisation",
            Words(nl="Deze organisatie is niet bekend, of er zijn er meer.", en="This organisation is not known, or there are several."),
            Words(nl="Voeg haar eerst toe, of geef haar ROR-nummer.", en="Add it first, or give its ROR id."),
        )  # fmt: skip
    for name in ("interviews", "posts"):
        if said[name] and not (said[name].isascii() and said[name].isdigit() and len(said[name]) < 4):
            raise _bad_line(
                number, name, Words(nl="Dit is geen aantal.", en="This is no number."),
                Words(nl="Schrijf een geheel getal, of laat het leeg.", en="Write a whole number, or leave it empty."),
            )  # fmt: skip
    given = {
        "vacancy_id": vacancy_id, "name": said["name"][:500], "email": said["email"][:320] or None,
        "organisation_id": found[0].id, "country_code": said["country"].upper() or found[0].country_code or "",
        "topics_nl": said["topics_nl"][:1000], "topics_en": said["topics_en"][:1000],
        "tracks": said["tracks"].replace(",", " ").replace("|", " ").split() or ["academic"],
        "interview_capacity": int(said["interviews"] or 5), "posts": int(said["posts"] or 1),
    }  # fmt: skip
    try:
        return (await add_advisor(tx, given)).id
    except problems.Problem as problem:
        raise problems.invalid(
            *[problems.FieldProblem(f"line_{number}.{e.field}", e.problem, e.remedy) for e in problem.errors]
        ) from None


def _bad_file(problem: Words) -> problems.Problem:
    return problems.invalid_field(
        "file", problem,
        Words(nl="Stuur een CSV met de kolommen " + ", ".join(COLUMNS) + ".", en="Send a CSV with the columns " + ", ".join(COLUMNS) + "."),
    )  # fmt: skip


def _bad_line(number: int, name: str, problem: Words, remedy: Words) -> problems.Problem:
    return problems.invalid_field(f"line_{number}.{name}", problem, remedy)


# ---- eligibility -----------------------------------------------------------------------------------------------------


async def judge_eligibility(
    tx: Tx, vacancy_id: UUID, applications: Sequence[UUID], checks: Sequence[dict[str, Any]], verdict: str | None, reason: str | None
) -> None:  # fmt: skip
    """What a person found for these applications, all or none; with a verdict they move, and who is not eligible is told."""
    await tx.get(Vacancy, vacancy_id)
    tx.require("application.decide", vacancy_id)
    for id in sorted(set(applications)):
        found = await tx.rows("select vacancy_id from application where id = :id", id=id)
        if not found or found[0].vacancy_id != vacancy_id:
            raise problems.not_found()
        for check in checks:
            await tx.run(
                """insert into eligibility_check (application_id, vacancy_id, item, met, note)
                   values (:id, :vacancy, :item, :met, :note)
                   on conflict (application_id, item) do update set met = excluded.met, note = excluded.note
                   where (eligibility_check.met, eligibility_check.note) is distinct from (excluded.met, excluded.note)""",
                id=id, vacancy=vacancy_id, item=check["item"], met=check["met"], note=check["note"],
            )  # fmt: skip
        if verdict is not None:
            move = f"mark_{verdict}"
            await perform(tx, APPLICATION, id, move, reason=reason, version=None)
            if move in APPLICATION_EFFECTS:
                await APPLICATION_EFFECTS[move](tx, id)


# ---- what an advisor chooses -----------------------------------------------------------------------------------------


async def save_ranking(
    tx: Tx, advisor_id: UUID, version: int, ranked: Sequence[UUID], refused: Sequence[dict[str, Any]]
) -> None:
    """The whole ranking as the advisor now has it: no two in one place. Whoever is in neither list has no place yet."""
    advisor = await _own(tx, advisor_id, version)
    if len({*ranked, *(r["application_id"] for r in refused)}) < len(ranked) + len(refused):
        raise problems.invalid_field(
            "ranked", Words(nl="Een kandidaat staat er tweemaal.", en="A candidate is there twice."),
            Words(nl="Geef elke kandidaat één plaats.", en="Give each candidate one place."),
        )  # fmt: skip
    await tx.run(
        """update advisor_choice set position = null, refusal = null
           where advisor_id = :id and (position is not null or refusal is not null)""",
        id=advisor_id,
    )
    await tx.run(
        """insert into advisor_choice (advisor_id, vacancy_id, application_id, position, refusal, note)
           select :id, :vacancy, x.application, x.position, x.refusal, ''
           from jsonb_to_recordset(cast(:choices as jsonb)) as x(application uuid, position int, refusal text)
           on conflict (advisor_id, application_id) do update set position = excluded.position, refusal = excluded.refusal""",
        id=advisor_id, vacancy=advisor.vacancy_id,
        choices=orjson.dumps(
            [{"application": str(id), "position": n} for n, id in enumerate(ranked, start=1)]
            + [{"application": str(r["application_id"]), "refusal": r["reason"]} for r in refused]
        ).decode(),
    )  # fmt: skip
    advisor.ranked_at, advisor.ranked_by = tx.now, tx.actor.account_id
    await tx.flush()


async def save_scores(tx: Tx, advisor_id: UUID, application_id: UUID, scores: dict[str, int], note: str) -> None:
    """Scores by criterion and a note: the advisor's own, to rank by."""
    advisor = await _own(tx, advisor_id, None)
    await tx.run(
        """insert into advisor_choice (advisor_id, vacancy_id, application_id, scores, note)
           values (:id, :vacancy, :application, cast(:scores as jsonb), :note)
           on conflict (advisor_id, application_id) do update set scores = excluded.scores, note = excluded.note""",
        id=advisor_id, vacancy=advisor.vacancy_id, application=application_id, scores=orjson.dumps(scores).decode(), note=note,
    )  # fmt: skip


async def _own(tx: Tx, advisor_id: UUID, version: int | None) -> Advisor:
    """One's own line; what others rank is not for anybody else to write."""
    advisor = await tx.get(Advisor, advisor_id, lock=True, version=version)
    if advisor.account_id != tx.actor.account_id or not tx.actor.may("call.advise", advisor.vacancy_id):
        raise problems.forbidden()
    return advisor


# ---- rounds ----------------------------------------------------------------------------------------------------------


async def draft_round(tx: Tx, values: dict[str, Any]) -> MatchRound:
    tx.require("call.match")
    return await tx.add(MatchRound(**values))


async def solved(tx: Tx, id: UUID) -> None:
    """The pairs of a round, from the input that the database has just frozen."""
    given = orjson.loads(await tx.scalar("select input::text from match_round where id = :id for update", id=id))
    market = rules.Market.of(given)
    pairs = rules.solve(market)
    candidates = {c.id: c for c in market.candidates}
    place_of = {a.id: a.place_of for a in market.advisors}
    lines = [
        {
            "application": c,
            "advisor": a,
            "wish": candidates[c].rank(a) if c in candidates else None,
            "place": place_of.get(a, {}).get(c),
        }
        for c, a in pairs
    ]
    await tx.run(
        """insert into match_pair (round_id, vacancy_id, application_id, advisor_id, wish, place)
           select r.id, r.vacancy_id, x.application, x.advisor, x.wish, x.place
           from match_round r, jsonb_to_recordset(cast(:lines as jsonb)) as x(application uuid, advisor uuid, wish int, place int)
           where r.id = :id""",
        id=id, lines=orjson.dumps(lines).decode(),
    )  # fmt: skip
    await tx.run(
        "update match_round set result = cast(:result as jsonb) where id = :id",
        id=id,
        result=orjson.dumps(pairs).decode(),
    )
    for row in await tx.rows(
        """select p.id from match_pair p join match_round r on r.id = p.round_id join match_pair b on b.round_id = r.follows_id
             and b.application_id = p.application_id and b.advisor_id = p.advisor_id and b.state = 'confirmed'
           where r.id = :id order by p.id""",
        id=id,
    ):
        await perform(tx, MATCH_PAIR, row.id, "confirm", reason=None, version=None)


async def again(tx: Tx, id: UUID, version: int, reason: str) -> MatchRound:
    """Solve anew in a round that takes this one's place: confirmed pairs are fixed, rejected ones are not made."""
    before = await tx.get(MatchRound, id)
    await perform(tx, MATCH_ROUND, id, "discard", reason=reason, version=version)
    made = await draft_round(
        tx, {"vacancy_id": before.vacancy_id, "kind": before.kind, "follows_id": id, "note": before.note}
    )
    await perform(tx, MATCH_ROUND, made.id, "solve", reason=None, version=None)
    await solved(tx, made.id)
    return made


async def decide_pairs(tx: Tx, id: UUID) -> None:
    """Confirm every proposed pair of a round that the asker sees."""
    await tx.get(MatchRound, id)
    tx.require("call.match")
    for row in await tx.rows(
        "select id from match_pair where round_id = :id and state = 'proposed' order by id", id=id
    ):
        await perform(tx, MATCH_PAIR, row.id, "confirm", reason=None, version=None)


async def advance(tx: Tx, id: UUID) -> None:
    """Move along whoever has a confirmed pair in a confirmed round: to their interviews, or as selected."""
    round = await tx.get(MatchRound, id)
    tx.require("application.decide", round.vacancy_id)
    if round.state != "confirmed":
        raise problems.conflict(
            "round-not-confirmed",
            Words(nl="Deze ronde is nog niet bevestigd.", en="This round has not been confirmed yet."),
        )
    for row in await tx.rows(
        """select distinct a.id from match_pair p join application a on a.id = p.application_id
           where p.round_id = :id and p.state = 'confirmed' order by a.id""",
        id=id,
    ):
        for move in ("shortlist", "invite" if round.kind == "interviews" else "select"):
            stage = await tx.scalar("select stage from application where id = :id", id=row.id)
            if stage in APPLICATION.by_name[move].origins:
                await perform(tx, APPLICATION, row.id, move, reason=None, version=None)


ROUND_EFFECTS = {"solve": solved}
