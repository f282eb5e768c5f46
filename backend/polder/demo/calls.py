"""A call for many posts, half-way: interviews have been held, and the round for posts waits for its confirmation."""

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from polder.demo.clock import SetDay
from polder.demo.hiring import PUBLIC, evening, moved
from polder.demo.partners import IJSSELMONDE, INSTITUTE, NOORDWIJK
from polder.hiring import actions
from polder.hiring.calls import actions as calls
from polder.hiring.calls.lifecycle import MATCH_PAIR, MATCH_ROUND
from polder.hiring.calls.pages import keep
from polder.hiring.lifecycle import APPLICATION, VACANCY
from polder.identity.actions import grant_role
from polder.kernel.actor import Entry
from polder.kernel.tx import transaction
from polder.partners.actions import create_organisation

if TYPE_CHECKING:
    from polder.demo.fill import Cast

TEXT_NL = """Wij zoeken promovendi die machine learning vooruit willen brengen, in heel Europa. U noemt de begeleiders met wie u wilt werken;
zij zetten hun kandidaten in volgorde. Na de gesprekken worden kandidaten en begeleiders gekoppeld zoals het voor kandidaten het best is."""
TEXT_EN = """We look for doctoral researchers who want to advance machine learning, all over Europe. You name the advisors with whom you would like to
work; they rank their candidates. After the interviews candidates and advisors are matched as is best for candidates."""
CRITERIA = [
    {"name_nl": "Onderzoek", "name_en": "Research", "rubric_nl": "1 geen eigen onderzoek, 3 een scriptie, 5 een publicatie",
     "rubric_en": "1 no research of their own, 3 a thesis, 5 a publication"},
    {"name_nl": "Wiskunde", "name_en": "Mathematics", "rubric_nl": "1 geen basis, 3 voldoende, 5 sterk",
     "rubric_en": "1 no basis, 3 enough, 5 strong"},
]  # fmt: skip
# subject ("": no account yet), name, organisation, country, tracks, interviews, posts, topics
ADVISORS: list[tuple[str, str, str, str, list[str], int, int, str, str]] = [
    ("amina", "Amina El Idrissi", INSTITUTE, "NL", ["academic", "interdisciplinary"], 4, 1, "versterkend leren, beslissen", "reinforcement learning, decisions"),
    ("bas", "Bas Verhoeven", NOORDWIJK, "NL", ["academic"], 3, 1, "computer vision, medische beelden", "computer vision, medical images"),
    ("chen", "陈美玲", IJSSELMONDE, "NL", ["academic", "industry"], 3, 1, "grote taalmodellen", "large language models"),
    ("rik", "Rik Postma", INSTITUTE, "NL", ["academic"], 2, 1, "causale inferentie", "causal inference"),
    ("johanna", "Johanna Weiß", "Universität Hohenfels", "DE", ["academic", "interdisciplinary"], 4, 2, "statistische leertheorie", "statistical learning theory"),
    ("luca", "Luca Ferretti", "Politecnico di Valtorta", "IT", ["academic"], 3, 1, "robotica", "robotics"),
    ("pieter", "Pieter Kramer", "Deltawerk Robotica B.V.", "NL", ["industry"], 2, 1, "robotica in de haven", "robotics in the port"),
    ("", "Eilidh MacLeod", "University of Glenmore", "GB", ["academic"], 3, 1, "klimaatmodellen", "climate models"),
]  # fmt: skip
ABROAD = [
    ("Universität Hohenfels", "DE", "Hohenfels"),
    ("Politecnico di Valtorta", "IT", "Valtorta"),
    ("University of Glenmore", "GB", "Glenmore"),
]
NAMES = [
    "Adaeze Okafor", "Bjørn Halvorsen", "Camila Rojas", "Dmytro Shevchenko", "Elif Yılmaz", "Farid Karimi", "Giulia Conti", "Hiroshi Tanaka",
    "Ines Ferreira", "Jakub Nowak", "Katarína Horváthová", "Lieke van den Berg", "Mateo García", "Nadia Haddad", "Oisín Byrne", "Priya Raman",
    "Quentin Lefèvre", "Rania Mansour", "Sofia Lindqvist", "Tomás Novák", "Uma Krishnan", "Viktor Petrov", "Wen Zhang", "Ximena López", "Yusuf Demir",
]  # fmt: skip
REASONS = ("Ander vakgebied dan dit onderzoek.", "Geen plaats in dit project.")


async def play(cast: "Cast", set_day: SetDay) -> None:
    async with cast.as_("hanna") as tx:
        today = await tx.scalar("select polder.today()")

    async def on(days: int) -> None:
        await set_day(today + timedelta(days=days) if days else None)

    await on(-82)
    vacancy, reference = await _written(cast)
    actors, lines = await _advisors(cast, vacancy)
    for subject, name in (("dirk", "approve"), ("hanna", "publish")):
        async with cast.as_(subject) as tx:
            await moved(tx, VACANCY, vacancy, name, actions.VACANCY_EFFECTS)
    applied = []
    for number, name in enumerate(NAMES):
        await on(-66 + number)
        applied.append(await _applied(cast, reference, name, number, lines))
    await on(-39)
    async with cast.as_("hanna") as tx:
        await moved(tx, VACANCY, vacancy, "close", {})
    await on(-31)
    async with cast.as_("hanna") as tx:
        met = [{"item": item, "met": True, "note": ""} for item in ("degree", "english", "documents")]
        await calls.judge_eligibility(tx, vacancy, applied[:22], met, "eligible", None)
        unmet = [{"item": "degree", "met": False, "note": "Nog geen master."}]
        await calls.judge_eligibility(tx, vacancy, applied[22:24], unmet, "ineligible", "Nog geen master.")
    await on(-18)
    for number, (line, secret) in enumerate(actors.items()):
        if number < 6:  # one has not ranked yet
            await _ranked(cast, line, secret, number)
    interviews = await _solved(cast, vacancy, "interviews")
    async with cast.as_("hanna") as tx:
        await calls.decide_pairs(tx, interviews)
    await on(-15)
    async with cast.as_("dirk") as tx:
        await moved(tx, MATCH_ROUND, interviews, "confirm", {})
    async with cast.as_("hanna") as tx:
        await calls.advance(tx, interviews)
    await on(0)
    offers = await _solved(cast, vacancy, "offers")
    async with cast.as_("hanna") as tx:
        pairs = await tx.rows("select id from match_pair where round_id = :id order by id limit 2", id=offers)
        for pair in pairs:
            await moved(tx, MATCH_PAIR, pair.id, "confirm", {})


async def _written(cast: "Cast") -> tuple[UUID, str]:
    async with cast.as_("hanna") as tx:
        values = {
            "kind": "call", "title_nl": "Promoveren in Europa: twaalf plaatsen", "title_en": "Doctoral research across Europe: twelve posts",
            "text_nl": TEXT_NL, "text_en": TEXT_EN, "location": "Europa", "salary_min_cents": 305_900, "salary_max_cents": 388_100,
            "salary_scale": "P", "contract_months": 48, "deadline": evening(tx.now, -40), "documents_asked": [],
        }  # fmt: skip
        vacancy = await actions.create_vacancy(tx, values, CRITERIA)
        for subject, role in (("amina", "committee_chair"), ("chen", "committee_member")):
            await grant_role(tx, cast.accounts[subject], role, "vacancy", vacancy.id)
        call: UUID = await tx.scalar("select id from call where vacancy_id = :id", id=vacancy.id)
        day = tx.now.date()
        await calls.change_call(
            tx, call, 1, {
                "posts": 12, "interviews_most": 3, "tracks": ["academic", "industry", "interdisciplinary"],
                **{f"{phase}_until": day + timedelta(days=days) for phase, days in (
                    ("eligibility", -28), ("ranking", -14), ("interviews", -2), ("offers", 12), ("letters", 60))},
            },
        )  # fmt: skip
    return vacancy.id, vacancy.reference


async def _advisors(cast: "Cast", vacancy: UUID) -> tuple[dict[UUID, str], list[UUID]]:
    """The secret with which each advisor who has an account acts, by line; and all lines."""
    lines: list[UUID] = []
    actors: dict[UUID, str] = {}
    async with cast.as_("hanna") as tx:
        for name, country, city in ABROAD:
            await create_organisation(tx, {"name": name, "kind": "ellis_unit", "country_code": country, "city": city})
        places = {row.name: row.id for row in await tx.rows("select id, name from organisation")}
        for subject, name, place, country, tracks, interviews, posts, nl, en in ADVISORS:
            account = cast.accounts.get(subject)
            line = await calls.add_advisor(
                tx, {
                    "vacancy_id": vacancy, "account_id": account, "name": name, "country_code": country, "tracks": tracks,
                    "email": None if account else "e.macleod@highland.example", "interview_capacity": interviews, "posts": posts,
                    "organisation_id": places[place],
                    "topics_nl": nl, "topics_en": en,
                },
            )  # fmt: skip
            lines.append(line.id)
            if account is not None:
                actors[line.id] = cast.secrets[subject]
    return actors, lines


async def _applied(cast: "Cast", reference: str, name: str, number: int, lines: list[UUID]) -> UUID:
    """The public form: name, motivation, track and two to four advisors."""
    secret = hashlib.sha256(cast.secrets["hanna"].encode() + name.encode()).hexdigest()
    async with transaction(cast.database, PUBLIC, actions.vacancy_to_apply_for(reference)) as tx:
        await actions.start_application(
            tx,
            name,
            f"candidate{number + 1}@mail.example",
            "en" if number % 3 else "nl",
            secret,
            via=("", "euraxess", "mail", "", "linkedin", "conference-neurips")[number % 6],
        )
    async with transaction(cast.database, Entry.by_secret(secret, "demonstration")) as tx:
        id: UUID = await tx.scalar("select (polder.scope('application.own'))[1]")
        await actions.save_application(
            tx, id, {"motivation": "I want to understand why models generalise, and to test it where it matters."}
        )
        said: dict[str, str] = {"call_track": "industry" if number % 9 == 0 else "academic"}
        for wish in range(2 + number % 3):
            said[f"call_wish_{wish + 1}"] = str(lines[(number * 5 + wish * 3) % len(lines)])
            said[f"call_statement_{wish + 1}"] = "Your recent work continues what my thesis began." if wish == 0 else ""
        await keep(tx, id, said)
        await moved(tx, APPLICATION, id, "submit", actions.APPLICATION_EFFECTS)
    return id


async def _ranked(cast: "Cast", line: UUID, secret: str, number: int) -> None:
    """An advisor's order: not the order in which they came, and one not acceptable."""
    async with transaction(cast.database, Entry.by_secret(secret, "demonstration")) as tx:
        found = await tx.rows(
            """select w.application_id as id, d.version from advisor_wish w join advisor d on d.id = w.advisor_id
               where w.advisor_id = :id order by w.application_id""",
            id=line,
        )
        if not found:
            return
        ids = sorted((row.id for row in found), key=lambda id: hashlib.sha256(f"{line}{id}".encode()).hexdigest())
        refused: list[dict[str, Any]] = (
            [{"application_id": ids.pop(), "reason": REASONS[number % 2]}] if len(ids) > 4 else []
        )
        await calls.save_ranking(tx, line, found[0].version, ids, refused)


async def _solved(cast: "Cast", vacancy: UUID, kind: str) -> UUID:
    async with cast.as_("hanna") as tx:
        round = await calls.draft_round(tx, {"vacancy_id": vacancy, "kind": kind, "note": ""})
        await moved(tx, MATCH_ROUND, round.id, "solve", calls.ROUND_EFFECTS)
    return round.id
