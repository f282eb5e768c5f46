"""Writing templates, composing mailings and sending them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from polder.hiring.actions import APPLICATION_EFFECTS, LINK_DAYS
from polder.hiring.correspondence import rules
from polder.hiring.correspondence import words as _words
from polder.hiring.correspondence.composing import TEXT, Letter
from polder.hiring.correspondence.lifecycle import TEMPLATE
from polder.hiring.correspondence.tables import Mailing, MailTemplate
from polder.hiring.lifecycle import APPLICATION
from polder.hiring.tables import Application
from polder.identity.actions import personal_link
from polder.kernel import problems
from polder.kernel.http import new_secret
from polder.kernel.lifecycle import perform
from polder.kernel.mail.templates import here, templates
from polder.kernel.problems import FieldProblem, Problem
from polder.kernel.tx import Tx
from polder.kernel.words import Words

MOST = 1000  # recipients of one mailing
TEXTS = ("subject_nl", "subject_en", "body_nl", "body_en")


# ---- templates -------------------------------------------------------------------------------------------------------


async def create_template(tx: Tx, values: dict[str, Any]) -> MailTemplate:
    """The first version of a template. Without a key it gets one by its name."""
    tx.require("letter.write", values["vacancy_id"])
    own = values.pop("key") or rules.key_of(values["name"])
    check_texts(own, values)
    taken = await tx.rows(
        "select key, number, state from mail_template where vacancy_id is not distinct from cast(:vacancy as uuid) and (key = :key or key like :more)",
        vacancy=values["vacancy_id"], key=own, more=own.replace("_", r"\_") + r"\_%",
    )  # fmt: skip
    if own in rules.SYSTEM:
        if any(row.state == "in_force" for row in taken):
            raise problems.conflict("exists-already", _words.WORDED_ALREADY)
    else:
        names = {row.key for row in taken} | set(templates())
        own = next(key for key in (own, *(f"{own}_{n}" for n in range(2, len(names) + 3))) if key not in names)
    number = 1 + max((row.number for row in taken if row.key == own), default=0)
    return await tx.add(MailTemplate(key=own, number=number, **values))


async def next_version(tx: Tx, id: UUID, version: int, values: dict[str, Any]) -> MailTemplate:
    """A change: what was sent keeps its text, and the next letter has the new one."""
    now = await tx.get(MailTemplate, id, lock=True, version=version)
    if now.state != "in_force":
        raise problems.conflict("template-over", _words.TEMPLATE_OVER)
    after = {name: getattr(now, name) for name in ("name", *TEXTS)} | values
    check_texts(now.key, after)
    await perform(tx, TEMPLATE, id, "replace", reason=None, version=None)
    return await tx.add(MailTemplate(vacancy_id=now.vacancy_id, key=now.key, number=now.number + 1, **after))


def may_write(tx: Tx) -> None:
    """403 for whoever writes no letters at all, of the house or of one vacancy."""
    if "letter.write" not in tx.actor.permissions and not tx.actor.scoped.get("letter.write"):
        raise problems.forbidden()


def check_texts(key: str | None, values: dict[str, Any]) -> None:
    """Unknown fields are named with those that there are; so is what a letter cannot do without."""
    known = ", ".join(f"{{{{ {name} }}}}" for name in rules.possible(key))
    wrong: list[FieldProblem] = []
    for part in TEXTS:
        if strange := rules.unknown(key, values[part]):
            shown = ", ".join(name[:40] for name in strange[:3])
            wrong.append(FieldProblem(part, _shown(_words.UNKNOWN_FIELD, shown), _shown(_words.KNOWN_FIELDS, known)))
    for language in ("nl", "en"):
        text = values[f"subject_{language}"] + values[f"body_{language}"]
        if text and (lost := rules.missing(key, text)):
            shown = ", ".join(f"{{{{ {name} }}}}" for name in lost)
            wrong.append(FieldProblem(f"body_{language}", _shown(_words.LOST_FIELD, shown), _words.NAME_THEM))
    if wrong:
        raise problems.invalid(*wrong)


def _shown(words: Words, names: str) -> Words:
    return Words(nl=words.nl.replace("…", names), en=words.en.replace("…", names))


# ---- mailings --------------------------------------------------------------------------------------------------------


async def create_mailing(
    tx: Tx, vacancy_id: UUID, application_ids: Sequence[UUID], stage: str | None, values: dict[str, Any]
) -> Mailing:
    """A draft to the applications that a person chose, or to all that stand in a stage now."""
    tx.require("letter.write", vacancy_id)
    check_texts(None, {part: values.get(part) or "" for part in TEXTS})
    mailing = await tx.add(Mailing(vacancy_id=vacancy_id, **dict.fromkeys(TEXTS, "") | values))
    if stage is not None:
        added = await tx.run(
            f"""insert into mailing_recipient (mailing_id, application_id, vacancy_id)
                select :id, a.id, a.vacancy_id from application a
                where a.vacancy_id = :vacancy and a.stage = :stage and a.submitted_at is not null order by a.id limit {MOST + 1}""",
            id=mailing.id, vacancy=vacancy_id, stage=stage,
        )  # fmt: skip
        _not_too_many(added)
    else:
        await add_recipients(tx, mailing.id, application_ids)
    return mailing


async def add_recipients(tx: Tx, id: UUID, application_ids: Sequence[UUID]) -> None:
    """Applications of the mailing's own vacancy; who is there already stays there once."""
    mailing = await tx.get(Mailing, id, lock=True)
    wanted = list(dict.fromkeys(application_ids))
    await tx.run(
        """insert into mailing_recipient (mailing_id, application_id, vacancy_id)
           select :id, a.id, a.vacancy_id from application a
           where a.vacancy_id = :vacancy and a.id = any(:ids) and a.submitted_at is not null order by a.id
           on conflict do nothing""",
        id=id, vacancy=mailing.vacancy_id, ids=wanted,
    )  # fmt: skip
    there, chosen = (await tx.rows(
        "select count(*), count(*) filter (where application_id = any(:ids)) from mailing_recipient where mailing_id = :id",
        id=id, ids=wanted,
    ))[0]  # fmt: skip
    if chosen < len(wanted):
        raise problems.invalid_field("application_ids", _words.NOT_OF_VACANCY, _words.CHOOSE_OF_VACANCY)
    _not_too_many(there)


def _not_too_many(count: int) -> None:
    if count > MOST:
        raise problems.invalid_field("application_ids", _words.TOO_MANY, _words.SEND_IN_PARTS)


async def remove_recipient(tx: Tx, id: UUID, application_id: UUID) -> None:
    """404 for who is not on the list."""
    await tx.get(Mailing, id, lock=True)
    gone = await tx.run(
        "delete from mailing_recipient where mailing_id = :id and application_id = :application",
        id=id, application=application_id,
    )  # fmt: skip
    if not gone:
        raise problems.not_found()


async def change_mailing(tx: Tx, id: UUID, version: int, values: dict[str, Any]) -> Mailing:
    """Another text, template or move; a template takes the place of a text, and the other way round."""
    mailing = await tx.get(Mailing, id, lock=True, version=version)
    if values.get("template_id"):
        values |= dict.fromkeys(TEXTS, "")
    elif any(values.get(part) for part in TEXTS):
        values["template_id"] = None
    check_texts(None, {part: values.get(part, getattr(mailing, part)) for part in TEXTS})
    for name, value in values.items():
        setattr(mailing, name, value)
    await tx.flush()
    return mailing


async def look_through(tx: Tx, id: UUID, version: int) -> None:
    """The list of who gets what was looked through. Another text or recipient asks for it again."""
    mailing = await tx.get(Mailing, id, lock=True, version=version)
    mailing.looked_at = tx.now
    await tx.flush()


async def sent(tx: Tx, id: UUID) -> None:
    """All of it in this transaction: the moves, and one mail to each who has an address. Where one move is refused, each
    such person is named, and nothing was done."""
    (mailing,) = await tx.rows(TEXT.replace("$1", ":id"), id=id)
    people = await tx.rows(
        """select r.application_id, a.name, a.email, a.language, a.reference from mailing_recipient r
           join application a on a.id = r.application_id where r.mailing_id = :id order by a.id""",
        id=id,
    )
    own_text = mailing.body_nl != "" or mailing.body_en != ""
    if mailing.move:
        await _move_all(tx, mailing, people, writes=not own_text)
        if not own_text:
            await tx.scalar("select polder.mailing_moved(:id)", id=id)
    letter = Letter.of(mailing) if own_text else None
    if letter is not None:
        await _write_all(tx, id, letter, [one for one in people if one.email])


async def _move_all(tx: Tx, mailing: Any, people: Sequence[Any], *, writes: bool) -> None:
    refused: list[FieldProblem] = []
    for one in people:
        try:
            await perform(tx, APPLICATION, one.application_id, mailing.move, reason=mailing.reason, version=None)
        except Problem as problem:
            refused.append(FieldProblem(f"{one.name} ({one.reference})", problem.detail, _words.LEAVE_OUT))
    if refused:
        raise problems.conflict("mailing-refused", _words.NOTHING_DONE, errors=refused)
    if writes and mailing.move in APPLICATION_EFFECTS:
        for one in people:
            await APPLICATION_EFFECTS[mailing.move](tx, one.application_id)


async def _write_all(tx: Tx, id: UUID, letter: Letter, people: Sequence[Any]) -> None:
    """One insert for all of them; whoever queues a mail may not read it back, so that its id is drawn before."""
    ids = [row[0] for row in await tx.rows("select uuidv7() from generate_series(1, cast(:n as int))", n=len(people))]
    made = []
    for one in people:
        link = ""
        if letter.links:
            secret = new_secret()
            await tx.together(personal_link("applicant", one.application_id, LINK_DAYS, secret))
            link = f"{here()['base_url']}/apply?key={secret}"
        language = letter.language(one.language)
        made.append((language, letter.to(one.name, one.reference, language, link)))
    await tx.run(
        """insert into mail (id, to_address, to_name, language, template, subject, text, html, record_kind, record_id)
           select m.id, m.address, m.name, m.language, :template, m.subject, m.text, m.html, 'application', m.application
           from unnest(cast(:ids as uuid[]), cast(:addresses as text[]), cast(:names as text[]), cast(:languages as text[]),
             cast(:subjects as text[]), cast(:texts as text[]), cast(:htmls as text[]), cast(:applications as uuid[]))
             as m(id, address, name, language, subject, text, html, application)""",
        template=letter.template, ids=ids, addresses=[one.email for one in people], names=[one.name for one in people],
        languages=[language for language, _ in made], subjects=[mail.subject for _, mail in made],
        texts=[mail.text for _, mail in made], htmls=[mail.html for _, mail in made],
        applications=[one.application_id for one in people],
    )  # fmt: skip
    await tx.run(
        """update mailing_recipient r set mail_id = m.id
           from unnest(cast(:ids as uuid[]), cast(:applications as uuid[])) as m(id, application)
           where r.mailing_id = :mailing and r.application_id = m.application""",
        mailing=id, ids=ids, applications=[one.application_id for one in people],
    )  # fmt: skip


EFFECTS = {"send": sent}


async def send_again(tx: Tx, application_id: UUID, letter: UUID, email: str | None) -> None:
    """Once more to somebody whom it did not reach, to the address that they have now, or to this one, which they have then."""
    application = await tx.get(Application, application_id)
    tx.require("letter.write", application.vacancy_id)
    if email is not None and email != application.email:
        application = await tx.get(Application, application_id, lock=True)
        application.email = email
        await tx.flush()
    if (
        await tx.scalar("select polder.letter_again(:application, :letter)", application=application_id, letter=letter)
        is None
    ):
        raise problems.not_found()
    await tx.defer("mail.send", mail_id=letter)
