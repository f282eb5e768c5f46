"""Letters of intent: written by HR, signed by candidate and two advisors, kept as they were signed."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from babel.dates import format_date

from polder.hiring.actions import LINK_DAYS
from polder.hiring.calls.lifecycle import LETTER_OF_INTENT
from polder.hiring.calls.tables import LetterOfIntent
from polder.hiring.calls.words import PARTIES
from polder.identity.actions import personal_link
from polder.kernel import problems
from polder.kernel.http import new_secret
from polder.kernel.lifecycle import perform
from polder.kernel.mail.actions import queue
from polder.kernel.texts import shows_something
from polder.kernel.tx import Tx
from polder.kernel.words import Words

FACTS = """
select a.name as candidate, d1.name as first, o1.name as first_unit, d1.country_code as first_country, d2.name as second,
  o2.name as second_unit, d2.country_code as second_country, s.name as place, s.country_code as place_country,
  v.title_nl, v.title_en, v.reference
from letter_of_intent l join application a on a.id = l.application_id join vacancy v on v.id = l.vacancy_id
  join advisor d1 on d1.id = l.first_advisor_id join organisation o1 on o1.id = d1.organisation_id
  join advisor d2 on d2.id = l.second_advisor_id join organisation o2 on o2.id = d2.organisation_id
  left join organisation s on s.id = l.stay_organisation_id
where l.id = :id"""


async def write(tx: Tx, values: dict[str, Any]) -> LetterOfIntent:
    tx.require("call.manage")
    track = await tx.scalar("select track from call_entry where application_id = :id", id=values["application_id"])
    vacancy = await tx.scalar("select vacancy_id from application where id = :id", id=values["application_id"])
    if vacancy is None:
        raise problems.not_found()
    letter = await tx.add(
        LetterOfIntent(**{**values, "vacancy_id": vacancy, "track": values["track"] or track or "academic", "body": ""})
    )
    await _text(tx, letter)
    return letter


async def change(tx: Tx, id: UUID, version: int, values: dict[str, Any]) -> LetterOfIntent:
    letter = await tx.get(LetterOfIntent, id, lock=True, version=version)
    tx.require("call.manage")
    for name, value in values.items():
        setattr(letter, name, value)
    await tx.flush()
    await _text(tx, letter)
    return letter


async def _text(tx: Tx, letter: LetterOfIntent) -> None:
    """The letter as it stands, so that what is previewed is what will be signed."""
    rows = await tx.rows(FACTS, id=letter.id)
    if rows:
        letter.body = body(letter, rows[0])
        await tx.flush()


def body(letter: Any, facts: Any) -> str:
    """The words of the letter: paragraphs with an empty line between them."""
    nl = letter.language == "nl"

    def day(value: date) -> str:
        return format_date(value, "long", locale="nl" if nl else "en_GB")

    def t(dutch: str, english: str) -> str:
        return dutch if nl else english

    title = facts.title_nl if nl else facts.title_en
    parts = [
        t(f"Ondergetekenden spreken de intentie uit dat {facts.candidate} vanaf {day(letter.starts_on)} promotieonderzoek doet"
          f" in het kader van de oproep “{title}” ({facts.reference}).",
          f"The undersigned intend that {facts.candidate} does doctoral research from {day(letter.starts_on)} within the"
          f" call “{title}” ({facts.reference})."),
        t(f"Eerste begeleider: {facts.first}, {facts.first_unit} ({facts.first_country}).",
          f"First advisor: {facts.first}, {facts.first_unit} ({facts.first_country})."),
        t(f"Tweede begeleider: {facts.second}, {facts.second_unit} ({facts.second_country}).",
          f"Second advisor: {facts.second}, {facts.second_unit} ({facts.second_country})."),
    ]  # fmt: skip
    track = {
        "academic": t("Academische track: begeleiding in twee Europese landen, met een verblijf bij de tweede begeleider.",
                      "Academic track: supervision in two European countries, with a stay with the second advisor."),
        "industry": t("Industriële track: onderzoek met een bedrijf, met een verblijf in het lab daarvan.",
                      "Industry track: research with a company, with a stay at its lab."),
        "interdisciplinary": t(f"Interdisciplinaire track: {letter.field_one} en {letter.field_two}.",
                               f"Interdisciplinary track: {letter.field_one} and {letter.field_two}."),
    }  # fmt: skip
    parts.append(track[letter.track])
    if letter.stay_months and facts.place:
        begins = day(letter.stay_from) if letter.stay_from else t("een nader te bepalen dag", "a day to be set")
        parts.append(
            t(f"Verblijf: {letter.stay_months} maanden bij {facts.place} ({facts.place_country or '–'}), vanaf {begins}.",
              f"Stay: {letter.stay_months} months at {facts.place} ({facts.place_country or '–'}), from {begins}.")
        )  # fmt: skip
    parts.append(
        t("Deze verklaring is geen arbeidsovereenkomst. De aanstelling volgt de regels van de werkgever.",
          "This letter is no contract of employment. The appointment follows the rules of the employer.")
    )  # fmt: skip
    return "\n\n".join(parts)


async def sent(tx: Tx, id: UUID) -> None:
    """The candidate gets a link to sign; the advisors find the letter on their home page."""
    (found,) = await tx.rows(
        """select l.reference, l.language, a.id as application, a.name, a.email, v.title_nl, v.title_en
           from letter_of_intent l join application a on a.id = l.application_id join vacancy v on v.id = l.vacancy_id
           where l.id = :id""",
        id=id,
    )
    if found.email:
        secret = new_secret()
        await tx.together(personal_link("applicant", found.application, LINK_DAYS, secret))
        await queue(
            tx, "intent_to_sign", found.language, to=found.email, name=found.name, record=("application", found.application),
            reference=found.reference, title=found.title_nl if found.language == "nl" else found.title_en,
            path=f"/apply?key={secret}#intent",
        )  # fmt: skip


async def sign(tx: Tx, id: UUID, name: str) -> None:
    """Sign one's own part with a typed name; the last of three completes the letter. The database says who may."""
    if not shows_something(name):
        raise problems.invalid_field(
            "signed_name", Words(nl="Uw naam ontbreekt.", en="Your name is missing."),
            Words(nl="Typ uw naam om te ondertekenen.", en="Type your name to sign."),
        )  # fmt: skip
    await tx.get(LetterOfIntent, id)
    rows = await tx.rows(
        """select application_id, application_id = any(polder.scope('application.own')) as own,
             first_advisor_id = any(polder.my_advisors()) as first, second_advisor_id = any(polder.my_advisors()) as second
           from letter_of_intent where id = :id for update""",
        id=id,
    )
    if not rows:
        raise problems.forbidden()
    found = rows[0]
    party = "candidate" if found.own else "first_advisor" if found.first else "second_advisor" if found.second else None
    if party is None:
        raise problems.forbidden()
    await tx.run(
        """insert into intent_signature (letter_id, application_id, party, signed_name, body_sha256)
           values (:id, :application, :party, :name, '')""",
        id=id, application=found.application_id, party=party, name=name.strip()[:500],
    )  # fmt: skip
    if await tx.scalar("select polder.intent_signatures(:id)", id=id) == 3:
        await perform(tx, LETTER_OF_INTENT, id, "complete", reason=None, version=None)


EFFECTS = {"send": sent}

PDF = """
select json_build_object('reference', l.reference, 'language', l.language, 'body', l.body, 'sha256', l.body_sha256, 'state', l.state,
  'signatures', (select coalesce(json_agg(json_build_object('party', s.party, 'name', s.signed_name, 'at', s.signed_at,
    'of', case s.party when 'candidate' then (select a.name from application a where a.id = l.application_id)
      when 'first_advisor' then polder.intent_advisor(l.first_advisor_id) ->> 'name'
      else polder.intent_advisor(l.second_advisor_id) ->> 'name' end,
    'sha256', s.body_sha256) order by s.signed_at), '[]') from intent_signature s where s.letter_id = l.id))::text
from letter_of_intent l where l.id = $1
"""


def pdf(found: dict[str, Any], institute: str) -> bytes:
    """The letter with its signatures, from the row of PDF. Takes tenths of a second: run it in a thread."""
    from polder.kernel.pdf.document import Document

    nl = found["language"] == "nl"
    title = "Intentieverklaring" if nl else "Letter of intent"
    made = Document(
        f"{title} {found['reference']}", found["language"], institute, f"{institute} · {found['reference']}"
    )
    made.paragraph(found["reference"], soft=True)
    made.heading(title)
    made.rule()
    for paragraph in found["body"].split("\n\n"):
        made.paragraph(paragraph)
    made.heading("Ondertekening" if nl else "Signatures", level=2)
    signed = {s["party"]: s for s in found["signatures"]}
    for party, words in PARTIES.items():
        one = signed.get(party)
        said = words.in_(found["language"]).capitalize()
        if one:
            moment = datetime.fromisoformat(one["at"]).astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
            as_ = "ondertekend als" if nl else "signed as"
            made.paragraph(f"{said}: {one['of'] or one['name']}, {as_} “{one['name']}” · {moment}")
        else:
            made.paragraph(f"{said}: " + ("nog niet ondertekend" if nl else "not signed yet"), soft=True)
    made.paragraph(f"SHA-256 {found['sha256']}", soft=True)
    return bytes(made)
