"""Referees of the invented applicants: some wrote a letter, some are awaited, one declined, one is late."""

import asyncio
from typing import TYPE_CHECKING
from uuid import UUID

from polder.demo.stories import Applicant, Story
from polder.hiring.references import actions, jobs, rules
from polder.hiring.references.lifecycle import REFERENCE
from polder.identity.actions import personal_link
from polder.kernel.actor import Entry
from polder.kernel.documents.storage import Storage
from polder.kernel.http import new_secret
from polder.kernel.lifecycle import perform
from polder.kernel.pdf.document import Document
from polder.kernel.tx import Tx, transaction

if TYPE_CHECKING:
    from polder.demo.fill import Cast

SOON_SECONDS = 0.3  # nobody's time is set to be over already: it is waited for
SYSTEM = Entry.as_role("system", "demonstration")
PEOPLE = (
    ("Margriet Hoekstra", "Universiteit van IJsselmonde", "begeleidde mijn masterscriptie"),
    ("Aarav Patel", "Example Institute of Technology", "PhD advisor"),
    ("Birgit Sørensen", "Nordlys Research", "led the team that I worked in"),
    ("Jean-Pierre Lambert", "Université Exemple", "taught me, and wrote a paper with me"),
    ("Chiara Bianchi", "Politecnico Esempio", "supervised my internship"),
)
# What became of the requests, in turn.
ENDINGS = ("letter", "asked", "letter", "reminded", "letter", "declined", "late")


async def named(tx: Tx, story: Story, one: Applicant, id: UUID, number: int) -> None:
    """What the applicant filled in, before it was handed in."""
    typed: dict[str, str] = {}
    for place in range(1, story.referees + 1):
        name, institution, relation = PEOPLE[(number + place) % len(PEOPLE)]
        typed |= {
            f"{rules.PREFIX}{place}-name": name, f"{rules.PREFIX}{place}-email": f"referee{number}.{place}@mail.example",
            f"{rules.PREFIX}{place}-institution": institution, f"{rules.PREFIX}{place}-relation": relation,
            f"{rules.PREFIX}{place}-language": "nl" if name.startswith("Margriet") else "en",
        }  # fmt: skip
    await actions.keep_named(tx, id, typed)


async def play(cast: "Cast", storage: Storage) -> None:
    """Ask those whom their vacancy asks at once, and answer for them."""
    async with transaction(cast.database, SYSTEM) as tx:
        found = await tx.rows(
            """select r.id, r.name, a.name as applicant from reference r join application a on a.id = r.application_id
               join vacancy v on v.id = r.vacancy_id where r.state = 'named' and v.references_asked_when = 'submission'
                 and polder.takes_references(a.id) order by r.application_id, r.position"""
        )
        for row in found:
            await perform(tx, REFERENCE, row.id, "ask", reason=None, version=None)
            await jobs.write_to(tx, row.id, "reference_request")
    for number, row in enumerate(found):
        await _ended(cast, storage, row.id, row.name, row.applicant, ENDINGS[number % len(ENDINGS)])
    await asyncio.sleep(SOON_SECONDS)
    async with transaction(cast.database, SYSTEM) as tx:
        for row in await tx.rows("select id from reference where state = 'asked' and due_at < polder.clock()"):
            await perform(tx, REFERENCE, row.id, "expire", reason=None, version=None)


async def _ended(cast: "Cast", storage: Storage, id: UUID, name: str, applicant: str, ending: str) -> None:
    async with transaction(cast.database, SYSTEM) as tx:
        if ending == "reminded":
            await actions.remind(tx, id)
        elif ending == "late":
            await tx.run(
                "update reference set due_at = polder.clock() + make_interval(secs => :soon) where id = :id",
                id=id, soon=SOON_SECONDS,
            )  # fmt: skip
        secret = new_secret()
        await tx.together(personal_link("referee", id, 1, secret))
    link = Entry.by_secret(secret, "demonstration")
    if ending == "declined":
        async with transaction(cast.database, link) as tx:
            await actions.decline(tx, id, "I have not worked with this person for years.")
    elif ending == "letter":
        async with transaction(cast.database, link) as tx:
            await actions.receive(tx, storage, id, f"Letter {name}.pdf", _letter(name, applicant))


def _letter(name: str, applicant: str) -> bytes:
    made = Document(f"Reference for {applicant}", "en", name, f"Reference · {applicant}")
    made.heading(f"Reference for {applicant}")
    made.rule()
    for line in (
        f"I have worked with {applicant} for two years, and gladly so.",
        "What stands out is patience with a problem that does not yield at once, and plain speech about what is not known.",
        "Deadlines were sometimes met at the last minute; they were met.",
        f"{name}. This letter and everybody in it are invented.",
    ):
        made.paragraph(line)
    return bytes(made)
