"""What people do with vacancies, applications and reviews: one function, one use case, one transaction."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlmodel import select

from polder.hiring import rules
from polder.hiring.careers.letters import withdrawn
from polder.hiring.letters import write
from polder.hiring.lifecycle import APPLICATION, OFFER
from polder.hiring.offering import offer_declined
from polder.hiring.positions import actions as positions
from polder.hiring.tables import Application, Criterion, Review, ReviewScore, Vacancy
from polder.hiring.words import no_draft
from polder.identity.actions import personal_link
from polder.kernel import problems, rates
from polder.kernel.addresses import LIKE_THIS, NO_ADDRESS, mail_address
from polder.kernel.http import new_secret
from polder.kernel.lifecycle import perform
from polder.kernel.mail.actions import new_mail
from polder.kernel.texts import shows_something, sort_key
from polder.kernel.tx import Statement, Tx
from polder.kernel.words import Words

LINK_DAYS = 180


# ---- vacancy ---------------------------------------------------------------------------------------------------------


async def create_vacancy(tx: Tx, values: dict[str, Any], criteria: Sequence[dict[str, Any]]) -> Vacancy:
    """A draft; nobody outside sees it until it is approved by a second person and published."""
    vacancy = await tx.add(Vacancy(**values))
    await _set_criteria(tx, vacancy.id, criteria)
    return vacancy


async def change_vacancy(
    tx: Tx, id: UUID, version: int, values: dict[str, Any], criteria: Sequence[dict[str, Any]] | None
) -> Vacancy:
    """Change a draft. What has been approved is what gets published: go back to draft first."""
    vacancy = await tx.get(Vacancy, id, lock=True, version=version)
    tx.require("vacancy.write", id)
    if vacancy.state != "draft":
        raise problems.conflict(
            "vacancy-locked",
            Words(
                nl="Een goedgekeurde vacature ligt vast. Zet haar eerst terug naar concept.",
                en="An approved vacancy is fixed. Move it back to draft first.",
            ),
        )
    for name, value in values.items():
        setattr(vacancy, name, value)
    if criteria is not None:
        await _set_criteria(tx, id, criteria)
        await tx.run("update vacancy set updated_at = clock_timestamp() where id = :id", id=id)
    await tx.flush()
    return vacancy


async def _set_criteria(tx: Tx, vacancy_id: UUID, criteria: Sequence[dict[str, Any]]) -> None:
    await tx.flush()
    await tx.run("delete from criterion where vacancy_id = :id", id=vacancy_id)
    for position, values in enumerate(criteria, start=1):
        tx.session.add(Criterion(vacancy_id=vacancy_id, position=position, **values))
    await tx.flush()


async def published(tx: Tx, id: UUID) -> None:
    await tx.run("update vacancy set published_at = polder.clock() where id = :id", id=id)
    if position := await tx.scalar("select position_id from vacancy where id = :id", id=id):
        await positions.opened(tx, position)


# ---- application -----------------------------------------------------------------------------------------------------


def vacancy_to_apply_for(reference: str, tries: tuple[str, dict[str, Any]] = ("array[0, 0]", {})) -> Statement:
    """What `start_application` has to know, as the question with which its transaction begins.

    `tries` counts (see rates.counting) that of the sender, which may be one too many, and that of the mailbox: with too
    many of those the draft begins all the same, and no mail is sent.
    """
    counted, values = tries
    return Statement(
        f"""select jsonb_build_object('id', id, 'nl', title_nl, 'en', title_en, 'open', deadline >= polder.clock(),
              'application_id', uuidv7(), 'waits', {counted})
            from vacancy where reference = :reference and state = 'published'""",
        {"reference": reference, **values},
    )


async def start_application(
    tx: Tx, name: str, email: str, language: str, secret: str, by_orcid: tuple[str, bytes] | None = None
) -> None:
    """Begin a draft as the public, in a transaction that asked for `vacancy_to_apply_for`. `secret` opens it: the browser
    that began keeps it, and it is mailed. `by_orcid`: the iD that ORCID vouched for, and the hash of the proof (see orcid).
    """
    vacancy = tx.answer
    if not vacancy:
        raise problems.not_found()
    sender, mailbox = vacancy["waits"]
    rates.judge([sender])
    if not vacancy["open"]:
        raise problems.conflict(
            "deadline-passed",
            Words(nl="De sluitingstijd van deze vacature is voorbij.", en="The deadline of this vacancy has passed."),
        )
    name = rules.clean(name)
    application_id = UUID(vacancy["application_id"])
    title = vacancy["nl" if language == "nl" else "en"]
    letter = new_mail("application_link", language, to=email, name=name, record=("application", application_id),
                      title=title, path=f"/apply?key={secret}")  # fmt: skip
    await tx.together(
        Statement(
            """insert into application (id, vacancy_id, name, sort_name, email, orcid, motivation, language)
               values (:id, :vacancy, :name, :sort_name, :email, :orcid, '', :language)""",
            {"id": application_id, "vacancy": UUID(vacancy["id"]), "name": name, "sort_name": sort_key(name),
             "email": email, "orcid": by_orcid and by_orcid[0], "language": language},
        ),
        personal_link("applicant", application_id, LINK_DAYS, secret),
        *([letter] if mailbox == 0 else []),
    )  # fmt: skip
    if by_orcid is not None:
        await tx.run("select polder.keep_verified_orcid(:id, :proof)", id=application_id, proof=by_orcid[1])


async def save_application(tx: Tx, id: UUID, values: dict[str, Any], version: int | None = None) -> int:
    """Save a draft, and its new version; what was submitted stays as it was submitted. `values` by the names of columns."""
    found = await tx.rows(
        "select stage, version, name, motivation, cv from application where id = :id for update", id=id
    )
    if not found:
        raise problems.not_found()
    kept = found[0]
    if version is not None and version != kept.version:
        raise problems.stale(await tx.changed_since("application", id, version), kept.version)
    if kept.stage != "draft":
        raise no_draft(kept.stage)
    values = {name: rules.clean(value) if isinstance(value, str) else value for name, value in values.items()}
    name, motivation = values.get("name", kept.name), values.get("motivation", kept.motivation)
    values |= {"sort_name": sort_key(name), "search_text": rules.search_text(motivation, kept.cv)}
    changes = ", ".join(f"{column} = :{column}" for column in values)
    saved: int = await tx.scalar(f"update application set {changes} where id = :id returning version", id=id, **values)
    return saved


async def withdraw_application(tx: Tx, id: UUID, reason: str) -> None:
    """The applicant steps back; an offer that was sent is declined with it. Twice is no error."""
    if await tx.scalar("select stage = 'withdrawn' from application where id = :id for update", id=id):
        return
    for offer in await tx.rows("select id from offer where application_id = :id and state = 'sent'", id=id):
        await perform(tx, OFFER, offer.id, "decline", reason=None, version=None)
        await offer_declined(tx, offer.id)
    await perform(tx, APPLICATION, id, "withdraw", reason=reason, version=None)


async def submitted(tx: Tx, id: UUID) -> None:
    """The receipt, with the moment that the database judged by."""
    (found,) = await tx.rows(
        "select vacancy_id, email, name, language, reference, submitted_at from application where id = :id", id=id
    )
    if found.email:
        await write(
            tx, "application_receipt", found.language, found.vacancy_id, to=found.email, name=found.name,
            record=("application", id), reference=found.reference, moment=found.submitted_at or tx.now,
        )  # fmt: skip


async def not_chosen(tx: Tx, id: UUID) -> None:
    """Whoever is turned down hears so from us, without the reason that was kept."""
    application = await tx.get(Application, id)
    if application.email:
        await write(
            tx, "application_rejected", application.language, application.vacancy_id, to=application.email,
            name=application.name, record=("application", id), reference=application.reference,
        )  # fmt: skip


async def links_again(tx: Tx, address: str) -> None:
    """Mail the personal links of an address once more, of its newest applications. None there: nothing happens."""
    for found in await tx.rows("select * from polder.applications_of(:address)", address=address):
        secret = new_secret()
        await tx.together(
            personal_link("applicant", found.id, LINK_DAYS, secret),
            new_mail("application_link_again", found.language, to=found.email, name=found.name,
                     record=("application", found.id), reference=found.reference, path=f"/apply?key={secret}",
                     title=found.title_nl if found.language == "nl" else found.title_en),
        )  # fmt: skip


async def import_applications(tx: Tx, vacancy_id: UUID, resumes: Sequence[dict[str, Any]]) -> list[UUID]:
    """Each JSON Resume as a submitted application; all or none."""
    if not resumes:
        raise problems.invalid_field(
            "file", Words(nl="Hier staat niets in.", en="There is nothing in it."),
            Words(nl="Stuur ten minste één JSON Resume.", en="Send at least one JSON Resume."),
        )  # fmt: skip
    return [await import_application(tx, vacancy_id, resume, f"[{n}].") for n, resume in enumerate(resumes)]


def _said(basics: dict[str, Any], name: str, at: str) -> str:
    """A text of the CV's basics, empty where it is absent; a problem at its field where it is no text."""
    value = basics.get(name)
    if value is not None and not isinstance(value, str):
        raise problems.invalid_field(
            f"{at}basics.{name}", Words(nl="Dit is geen tekst.", en="This is no text."),
            Words(nl="Geef een tekst, of laat het weg.", en="Give a text, or leave it out."),
        )  # fmt: skip
    return value or ""


async def import_application(tx: Tx, vacancy_id: UUID, cv: dict[str, Any], at: str = "") -> UUID:
    """A JSON Resume as a submitted application. Names stay as they were written; a CV without one is "(no name)".

    The schema (jsonresume.org, version 1) requires nothing and allows anything, so every JSON object is one, as long as
    who it is about is written in texts. `at`: where it stands in its file.
    """
    cv = rules.cleaned(cv)
    basics: dict[str, Any] = cv["basics"] if isinstance(cv.get("basics"), dict) else {}
    said = {key: _said(basics, key, at) for key in ("name", "email", "label", "phone", "summary")}
    names = (rules.one_line(said[key])[:500] for key in ("name", "email", "label"))
    name = next(filter(shows_something, names), "(no name)")
    summary = said["summary"][:20_000]
    email = mail_address(said["email"])
    if email is None and shows_something(said["email"]):
        raise problems.invalid_field(f"{at}basics.email", NO_ADDRESS, LIKE_THIS)
    application = await tx.add(
        Application(
            vacancy_id=vacancy_id,
            name=name,
            sort_name=sort_key(name),
            email=email and email[:320],
            phone=said["phone"][:50] or None,
            motivation=summary,
            cv=cv,
            search_text=rules.search_text(summary, cv),
            source="import",
        )
    )
    await perform(tx, APPLICATION, application.id, "import", reason=None, version=None)
    return application.id


async def declare_conflict(tx: Tx, application_id: UUID, kind: str, note: str | None) -> None:
    """From now on the asker does not see this application, nor anything of it, anywhere."""
    await tx.get(Application, application_id)
    if tx.actor.person_id is None:
        raise problems.forbidden()
    await tx.run(
        """insert into conflict (person_id, record_kind, record_id, kind, note)
           values (:person, 'application', :id, :kind, :note) on conflict do nothing""",
        person=tx.actor.person_id,
        id=application_id,
        kind=kind,
        note=note,
    )


# ---- review ----------------------------------------------------------------------------------------------------------


async def save_review(tx: Tx, application_id: UUID, values: dict[str, Any], version: int | None) -> Review:
    """One's own draft: made at the first save, changed until it is submitted."""
    application = await tx.get(Application, application_id)
    query = select(Review).where(Review.application_id == application_id, Review.reviewer_id == tx.actor.account_id)
    review = (await tx.session.exec(query.with_for_update())).one_or_none()
    if review is None:
        if not tx.actor.may("review.write", application.vacancy_id) or tx.actor.account_id is None:
            raise problems.forbidden()
        review = await tx.add(
            Review(
                application_id=application_id,
                vacancy_id=application.vacancy_id,
                reviewer_id=tx.actor.account_id,
                note="",
            )
        )
    elif version is None:
        raise problems.version_required()
    elif review.version != version:
        changed = await tx.changed_since("review", review.id, version)
        kept = await tx.rows("select criterion_id, score, reason from review_score where review_id = :id", id=review.id)
        if {tuple(row) for row in kept} != {(s["criterion_id"], s["score"], s["reason"]) for s in values["scores"]}:
            changed.append("scores")  # which have rows of their own
        raise problems.stale(changed, review.version, own=True)
    elif review.state != "draft":
        raise problems.conflict("review-locked", LOCKED)
    named = [score["criterion_id"] for score in values["scores"]]
    if len(set(named)) < len(named):
        raise problems.invalid_field(
            "scores", Words(nl="Een criterium staat er tweemaal.", en="A criterion is named twice."),
            Words(nl="Geef elk criterium één score.", en="Give each criterion one score."),
        )  # fmt: skip
    review.recommendation = values["recommendation"]
    review.note = values["note"]
    await tx.flush()
    for score in values["scores"]:
        await _save_score(tx, review.id, score)
    await tx.run("update review set updated_at = clock_timestamp() where id = :id", id=review.id)
    return review


LOCKED = Words(
    nl="Een ingediende beoordeling ligt vast. HR kan haar met een reden heropenen.",
    en="A submitted review is fixed. HR can reopen it with a reason.",
)


async def _save_score(tx: Tx, review_id: UUID, score: dict[str, Any]) -> None:
    query = select(ReviewScore).where(
        ReviewScore.review_id == review_id, ReviewScore.criterion_id == score["criterion_id"]
    )
    found = (await tx.session.exec(query)).one_or_none()
    if found is None:
        found = ReviewScore(review_id=review_id, criterion_id=score["criterion_id"], reason="")
        tx.session.add(found)
    found.score, found.reason = score["score"], score["reason"]
    await tx.flush()


# What a move brings about beside the new state, in the same transaction.
VACANCY_EFFECTS = {"publish": published, "withdraw": withdrawn}
APPLICATION_EFFECTS = {"submit": submitted, "reject": not_chosen, "mark_ineligible": not_chosen}
