"""Play the stories of hiring: every step by the person who may take it, through the same actions as in the pages."""

import hashlib
from datetime import datetime, time, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any
from uuid import UUID
from zoneinfo import ZoneInfo

from polder.demo import careers, orcid, references, stories
from polder.demo.stories import Applicant, Story
from polder.hiring import actions, offering
from polder.hiring.house_rules.lifecycle import HIRING_RULE
from polder.hiring.lifecycle import APPLICATION, OFFER, REVIEW, VACANCY
from polder.identity.actions import grant_role
from polder.kernel.actor import Entry
from polder.kernel.documents import actions as documents
from polder.kernel.documents.storage import Storage
from polder.kernel.lifecycle import Lifecycle, perform
from polder.kernel.pdf.document import Document
from polder.kernel.tx import Tx, transaction

if TYPE_CHECKING:
    from polder.demo.fill import Cast

ZONE = ZoneInfo("Europe/Amsterdam")
PUBLIC = Entry.as_role("public", "demonstration")


async def play(cast: "Cast", storage: Storage) -> None:
    async with cast.as_("dirk") as tx:
        for row in await tx.rows("select id from hiring_rule where state = 'proposed'"):
            await perform(tx, HIRING_RULE, row.id, "confirm", reason=None, version=None)
    numbers = count()
    for story in stories.STORIES:
        await _play(cast, storage, story, numbers)


async def moved(tx: Tx, lifecycle: Lifecycle, id: UUID, name: str, effects: dict[str, Any]) -> None:
    await perform(tx, lifecycle, id, name, reason=stories.REASONS.get(name), version=None)
    if name in effects:
        await effects[name](tx, id)


async def _play(cast: "Cast", storage: Storage, story: Story, numbers: "count[int]") -> None:
    reference, vacancy = await _written(cast, story)
    moves = story.moves.split()
    for move in [m for m in moves if m in ("approve", "publish")]:
        async with cast.as_("dirk" if move == "approve" else "hanna") as tx:
            await moved(tx, VACANCY, vacancy, move, actions.VACANCY_EFFECTS)
    for one in story.applicants:
        number = next(numbers)
        id, link = await _applied(cast, storage, story, reference, one, number)
        await _judged(cast, one, id)
        if one.offer:
            await _offered(cast, story, one, id, link)
    if story.days < careers.OPEN_DAYS:  # its days were spent before this minute began
        async with transaction(cast.database, Entry.as_role("system", "demonstration")) as tx:
            await tx.run("update vacancy set deadline = :at where id = :id", at=evening(tx.now, story.days), id=vacancy)
    async with cast.as_("hanna") as tx:
        for move in [m for m in moves if m not in ("approve", "publish")]:
            await moved(tx, VACANCY, vacancy, move, actions.VACANCY_EFFECTS)


def evening(now: datetime, days: int) -> datetime:
    """The last minute of a day in Amsterdam, `days` from now."""
    return datetime.combine((now + timedelta(days=days)).astimezone(ZONE).date(), time(23, 59), ZONE)


async def _written(cast: "Cast", story: Story) -> tuple[str, UUID]:
    async with cast.as_("hanna") as tx:
        employer = await tx.scalar("select id from organisation where name = :name", name=story.employer)
        values = {
            "title_nl": story.nl, "title_en": story.en, **stories.texts(story.about), "employer_id": employer,
            "location": story.location, "salary_min_cents": story.salary[0], "salary_max_cents": story.salary[1],
            "salary_scale": story.scale, "contract_months": story.months, "grace_minutes": 15,
            "deadline": evening(tx.now, max(story.days, careers.OPEN_DAYS)), **careers.facts(story),
            "without_position": "Betaald uit de eigen middelen van de werkgever.",
            "referees_asked": story.referees, "references_asked_when": story.asked_when,
            "documents_asked": [{"kind": "cv", "required": True}, {"kind": "transcript", "required": False}],
        }  # fmt: skip
        vacancy = await actions.create_vacancy(tx, values, careers.with_levels(stories.CRITERIA))
        for subject, role in story.committee.items():
            await grant_role(tx, cast.accounts[subject], role, "vacancy", vacancy.id)
        return vacancy.reference, vacancy.id


def _secret(cast: "Cast", name: str) -> str:
    return hashlib.sha256(cast.secrets["hanna"].encode() + name.encode()).hexdigest()


def link_of(cast: "Cast", name: str) -> Entry:
    """The personal link of somebody who applied."""
    return Entry.by_secret(_secret(cast, name), "demonstration")


async def _applied(
    cast: "Cast", storage: Storage, story: Story, reference: str, one: Applicant, number: int
) -> tuple[UUID, Entry]:
    """The public form, a saved draft with documents, and submission."""
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
            await documents.judge(tx, storage, document, content)
            storage.put(document.storage_key, content)
        await references.named(tx, story, one, id, number)
        await moved(tx, APPLICATION, id, "submit", actions.APPLICATION_EFFECTS)
    return id, link


def _pdf(one: Applicant, number: int, title: str) -> bytes:
    made = Document(f"{title} {one.name}", "en", one.name, f"{title} · {one.name}")
    made.paragraph(title, soft=True)
    made.heading(one.name)
    made.rule()
    for line in stories.cv_lines(one, number):
        made.paragraph(line)
    return bytes(made)


async def _judged(cast: "Cast", one: Applicant, id: UUID) -> None:
    moves = one.moves.split()
    early, late = [m for m in moves if m not in ("select", "reject")], [m for m in moves if m in ("select", "reject")]
    async with cast.as_("hanna") as tx:
        for move in early:
            await moved(tx, APPLICATION, id, move, {})
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
    async with cast.as_("hanna") as tx:
        for move in late:
            await moved(tx, APPLICATION, id, move, {})


async def _offered(cast: "Cast", story: Story, one: Applicant, id: UUID, link: Entry) -> None:
    """From a draft offer as far as the story goes."""
    reached = {"draft": 0, "outside": 0, "approved": 1, "sent": 2, "accepted": 3, "declined": 3}[str(one.offer)]
    async with cast.as_("hanna") as tx:
        begins = (tx.now + timedelta(days=75)).date().replace(day=1)
        low, high = story.salary
        offer = await offering.create_offer(
            tx, {
                "application_id": id, "salary_cents": high + 25_000 if one.offer == "outside" else (low + high) // 2,
                "salary_scale": story.scale, "starts_on": begins, "language": one.language,
                "ends_on": begins.replace(year=begins.year + story.months // 12), "expires_at": evening(tx.now, 14),
            },
        )  # fmt: skip
    if reached >= 1:
        async with cast.as_("dirk") as tx:
            await moved(tx, OFFER, offer.id, "approve", offering.OFFER_EFFECTS)
    if reached >= 2:
        async with cast.as_("hanna") as tx:
            await moved(tx, OFFER, offer.id, "send", offering.OFFER_EFFECTS)
    if reached >= 3:
        async with transaction(cast.database, link) as tx:
            if one.offer == "accepted":
                await offering.accept_offer(tx, offer.id, one.name)
            else:
                await offering.decline_offer(
                    tx,
                    offer.id,
                    "Ik heb elders een aanbod aangenomen."
                    if one.language == "nl"
                    else "I accepted an offer elsewhere.",
                )
