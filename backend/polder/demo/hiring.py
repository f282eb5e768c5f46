"""Play the stories of hiring: every step by the person who may take it, through the same actions as in the pages."""

import hashlib
from collections.abc import Coroutine
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Any
from uuid import UUID
from zoneinfo import ZoneInfo

from polder.demo import careers, orcid, references, stories
from polder.demo.clock import SetDay
from polder.demo.stories import Applicant, Story
from polder.hiring import actions, offering
from polder.hiring.diversity import actions as diversity
from polder.hiring.diversity.lifecycle import DIVERSITY_QUESTION
from polder.hiring.house_rules.lifecycle import HIRING_RULE
from polder.hiring.lifecycle import APPLICATION, OFFER, REVIEW, VACANCY
from polder.identity.actions import grant_role
from polder.kernel.actor import Entry
from polder.kernel.documents import actions as documents
from polder.kernel.documents.storage import Storage
from polder.kernel.lifecycle import Lifecycle, perform
from polder.kernel.pdf.document import Document
from polder.kernel.tx import Tx, transaction
from polder.partners.conflicts.lifecycle import WINDOW

if TYPE_CHECKING:
    from polder.demo.fill import Cast

ZONE = ZoneInfo("Europe/Amsterdam")
PUBLIC = Entry.as_role("public", "demonstration")


GAPS = (4, 5, 6, 5, 4)  # days until each next move of an application


@dataclass
class Stage:
    """What the steps need. Steps are put on their days first, then played in the order of the days."""

    cast: "Cast"
    storage: Storage
    today: date
    vacancies: dict[str, tuple[str, UUID]] = field(default_factory=dict)  # reference and id, by English title
    applications: dict[str, tuple[UUID, Entry]] = field(default_factory=dict)
    offers: dict[str, UUID] = field(default_factory=dict)
    steps: list[tuple[int, int, partial[Coroutine[Any, Any, None]]]] = field(default_factory=list)

    def on(self, days: int, step: partial[Coroutine[Any, Any, None]]) -> None:
        self.steps.append((days, len(self.steps), step))


async def play(cast: "Cast", storage: Storage, set_day: SetDay) -> None:
    async with cast.as_("dirk") as tx:
        for lifecycle in (HIRING_RULE, WINDOW, DIVERSITY_QUESTION):
            for row in await tx.rows(f"select id from {lifecycle.table} where state = 'proposed'"):
                await perform(tx, lifecycle, row.id, "confirm", reason=None, version=None)
        stage = Stage(cast, storage, await tx.scalar("select polder.today()"))
    numbers = count()
    for story in stories.STORIES:
        _plan(stage, story, numbers)
    for days, _, step in sorted(stage.steps, key=lambda one: one[:2]):
        await set_day(stage.today + timedelta(days=days) if days < 0 else None)
        await step()
    await set_day(None)


async def moved(tx: Tx, lifecycle: Lifecycle, id: UUID, name: str, effects: dict[str, Any]) -> None:
    await perform(tx, lifecycle, id, name, reason=stories.REASONS.get(name), version=None)
    if name in effects:
        await effects[name](tx, id)


def _plan(stage: Stage, story: Story, numbers: "count[int]") -> None:
    """A vacancy is open for six weeks; people apply all along, and whoever came furthest came first."""
    moves = story.moves.split()
    published = min(story.days - 42, 0)
    stage.on(published - 7, partial(_written, stage, story))
    for move, days, who in (("approve", published - 3, "dirk"), ("publish", published, "hanna")):
        if move in moves:
            stage.on(days, partial(_vacancy_moved, stage, story, move, who))
    first, last = published + 3, min(story.days, 0) - 2
    ends = last
    furthest = sorted(story.applicants, key=lambda one: -len(one.moves.split()))
    for one in story.applicants:
        came = first + (last - first) * furthest.index(one) // len(furthest)
        ends = max(ends, _plan_application(stage, story, one, next(numbers), came))
    for late, move in enumerate(m for m in moves if m not in ("approve", "publish")):
        days = story.days + 1 if move == "close" else min(ends + late, 0)
        stage.on(days, partial(_vacancy_moved, stage, story, move, "hanna"))


def _plan_application(stage: Stage, story: Story, one: Applicant, number: int, came: int) -> int:
    """The day of what happened to it last. Whoever came before a deadline that has passed is judged after it."""
    stage.on(came, partial(_applied, stage, story, one, number))
    day = max(came, story.days) if story.days < 0 else came
    for move, gap in zip(one.moves.split(), GAPS, strict=False):
        day = min(day + gap + number % 3, -1)
        if move in ("select", "reject"):
            stage.on(day, partial(_judged, stage, one))
        stage.on(day, partial(_application_moved, stage, one, move))
    if not one.moves.endswith(("select", "reject")):
        stage.on(day, partial(_judged, stage, one))
    if number % 3:
        stage.on(min(came + 1, -1), partial(_answered, stage, one, number))
    for step, gap in zip(_OFFER[: _REACHED.get(str(one.offer), 0)], (2, 1, 2, 5), strict=False):
        day = min(day + gap, 0)
        stage.on(day, partial(step, stage, story, one, day))
    return day


async def _vacancy_moved(stage: Stage, story: Story, move: str, who: str) -> None:
    async with stage.cast.as_(who) as tx:
        await moved(tx, VACANCY, stage.vacancies[story.en][1], move, actions.VACANCY_EFFECTS)


async def _application_moved(stage: Stage, one: Applicant, move: str) -> None:
    async with stage.cast.as_("hanna") as tx:
        await moved(tx, APPLICATION, stage.applications[one.name][0], move, {})


def evening(now: datetime, days: int) -> datetime:
    """The last minute of a day in Amsterdam, `days` from now."""
    return datetime.combine((now + timedelta(days=days)).astimezone(ZONE).date(), time(23, 59), ZONE)


async def _written(stage: Stage, story: Story) -> None:
    cast = stage.cast
    async with cast.as_("hanna") as tx:
        employer = await tx.scalar("select id from organisation where name = :name", name=story.employer)
        values = {
            "title_nl": story.nl, "title_en": story.en, **stories.texts(story.about), "employer_id": employer,
            "location": story.location, "salary_min_cents": story.salary[0], "salary_max_cents": story.salary[1],
            "salary_scale": story.scale, "contract_months": story.months, "grace_minutes": 15,
            "deadline": evening(tx.now, story.days), **careers.facts(story),
            "without_position": "Betaald uit de eigen middelen van de werkgever.",
            "referees_asked": story.referees, "references_asked_when": story.asked_when,
            "documents_asked": [{"kind": "cv", "required": True}, {"kind": "transcript", "required": False}],
        }  # fmt: skip
        vacancy = await actions.create_vacancy(tx, values, careers.with_levels(stories.CRITERIA))
        for subject, role in story.committee.items():
            await grant_role(tx, cast.accounts[subject], role, "vacancy", vacancy.id)
        stage.vacancies[story.en] = vacancy.reference, vacancy.id


def _secret(cast: "Cast", name: str) -> str:
    return hashlib.sha256(cast.secrets["hanna"].encode() + name.encode()).hexdigest()


def link_of(cast: "Cast", name: str) -> Entry:
    """The personal link of somebody who applied."""
    return Entry.by_secret(_secret(cast, name), "demonstration")


async def _applied(stage: Stage, story: Story, one: Applicant, number: int) -> None:
    """The public form, a saved draft with documents, and submission."""
    cast, storage, reference = stage.cast, stage.storage, stage.vacancies[story.en][0]
    secret = _secret(cast, one.name)
    by_orcid = await orcid.shown(cast, one.name, reference)
    async with transaction(cast.database, PUBLIC, actions.vacancy_to_apply_for(reference)) as tx:
        await actions.start_application(
            tx, one.name, f"applicant{number + 1}@mail.example", one.language, secret, by_orcid
        )
    link = link_of(cast, one.name)
    async with transaction(cast.database, link) as tx:
        id: UUID = await tx.scalar("select (polder.scope('application.own'))[1]")
        await actions.save_application(tx, id, {"motivation": stories.motivation(one, number)})
        for kind, title in [("cv", "CV"), ("transcript", "Transcript")][: 1 + number % 2]:
            content = _pdf(one, number, title)
            document, _ = await documents.begin(
                tx, storage, record_kind="application", record_id=id, kind=kind,
                file_name=f"{title} {one.name}.pdf", size=len(content),
            )  # fmt: skip
            await documents.receive(tx, storage, id, document, content)
        await references.named(tx, story, one, id, number)
        await moved(tx, APPLICATION, id, "submit", actions.APPLICATION_EFFECTS)
    stage.applications[one.name] = id, link


async def _answered(stage: Stage, one: Applicant, number: int) -> None:
    """What most say of themselves; some leave a question out."""
    chosen = {"gender": ("woman", "man", "woman", "man", "other")[number % 5], "age_group": ("from_25", "from_25", "from_35", "")[number % 4],
              "functional_limitation": "" if number % 2 else "no"}  # fmt: skip
    async with transaction(stage.cast.database, stage.applications[one.name][1]) as tx:
        await diversity.answer(tx, chosen)


def _pdf(one: Applicant, number: int, title: str) -> bytes:
    made = Document(f"{title} {one.name}", "en", one.name, f"{title} · {one.name}")
    made.paragraph(title, soft=True)
    made.heading(one.name)
    made.rule()
    for line in stories.cv_lines(one, number):
        made.paragraph(line)
    return bytes(made)


async def _judged(stage: Stage, one: Applicant) -> None:
    """The reviews that are in, and a conflict that somebody declared."""
    cast, id = stage.cast, stage.applications[one.name][0]
    for reviewer, scores in one.scores.items():
        async with cast.as_(reviewer) as tx:
            criteria = await tx.rows(
                """select c.id from criterion c join application a on a.vacancy_id = c.vacancy_id
                   where a.id = :id order by c.position""",
                id=id,
            )
            given = [
                {"criterion_id": c.id, "score": score, "reason": stories.WHY[score]}
                for c, score in zip(criteria, scores, strict=True)
            ]
            recommendation = {True: "yes", False: "maybe"}[sum(scores) >= 12] if sum(scores) > 8 else "no"
            review = await actions.save_review(
                tx, id, {"scores": given, "recommendation": recommendation, "note": ""}, None
            )
            await moved(tx, REVIEW, review.id, "submit", {})
    if one.conflict:
        async with cast.as_(one.conflict) as tx:
            await actions.declare_conflict(tx, id, "supervisor", "Begeleidde de masterscriptie.")


async def _offer_written(stage: Stage, story: Story, one: Applicant, day: int) -> None:
    async with stage.cast.as_("hanna") as tx:
        begins = (tx.now + timedelta(days=75)).date().replace(day=1)
        low, high = story.salary
        offer = await offering.create_offer(
            tx, {
                "application_id": stage.applications[one.name][0], "salary_cents": high + 25_000 if one.offer == "outside" else (low + high) // 2,
                "salary_scale": story.scale, "starts_on": begins, "language": one.language,
                "ends_on": begins.replace(year=begins.year + story.months // 12) - timedelta(days=1), "expires_at": evening(tx.now, day + 14),
            },
        )  # fmt: skip
        stage.offers[one.name] = offer.id


async def _offer_moved(move: str, who: str, stage: Stage, story: Story, one: Applicant, day: int) -> None:
    async with stage.cast.as_(who) as tx:
        await moved(tx, OFFER, stage.offers[one.name], move, offering.OFFER_EFFECTS)


async def _offer_answered(stage: Stage, story: Story, one: Applicant, day: int) -> None:
    async with transaction(stage.cast.database, stage.applications[one.name][1]) as tx:
        if one.offer == "accepted":
            await offering.accept_offer(tx, stage.offers[one.name], one.name)
        else:
            elsewhere = (
                "Ik heb elders een aanbod aangenomen." if one.language == "nl" else "I accepted an offer elsewhere."
            )
            await offering.decline_offer(tx, stage.offers[one.name], elsewhere)


# The steps of an offer, and how many of them each story has taken.
_OFFER = (
    _offer_written,
    partial(_offer_moved, "approve", "dirk"),
    partial(_offer_moved, "send", "hanna"),
    _offer_answered,
)
_REACHED = {"draft": 1, "outside": 1, "approved": 2, "sent": 3, "accepted": 4, "declined": 4}
