"""Writing templates, making the letter that is sent, and signing it."""

import asyncio
import hashlib
from typing import Any
from uuid import UUID, uuid4

import orjson

from polder.hiring.offers import letter, rules
from polder.hiring.offers.tables import LetterTemplate, OfferLetter
from polder.hiring.offers.words import KNOWN, UNKNOWN
from polder.hiring.tables import Offer
from polder.kernel import jobs, problems
from polder.kernel.documents.actions import safe_name
from polder.kernel.documents.tables import Document
from polder.kernel.problems import FieldProblem
from polder.kernel.texts import shows_something
from polder.kernel.tx import Tx
from polder.kernel.words import Words


async def propose_template(tx: Tx, values: dict[str, Any]) -> LetterTemplate:
    """A new version of a letter; it is used once another person has confirmed it."""
    tx.require("hiring_text.write")
    _fillable(values)
    return await tx.add(LetterTemplate(**values))


async def change_template(tx: Tx, id: UUID, version: int, values: dict[str, Any]) -> LetterTemplate:
    """Change a proposal; the database refuses it for what is no proposal any more."""
    template = await tx.get(LetterTemplate, id, lock=True, version=version)
    tx.require("hiring_text.write")
    _fillable(values)
    for name, value in values.items():
        setattr(template, name, value)
    await tx.flush()
    return template


def _fillable(values: dict[str, Any]) -> None:
    """Every field that the texts name exists. The database holds it; this names those that do not."""
    wrong = [
        FieldProblem(column, UNKNOWN.format(fields=", ".join(f"“{one}”" for one in found)), KNOWN)
        for column in ("subject", "body")
        if (found := rules.unknown_fields(values.get(column) or ""))
    ]
    if wrong:
        raise problems.invalid(*wrong)


async def make_letter(tx: Tx, offer: Offer) -> bytes:
    """The letter of an offer that is being sent, kept as a document with its hash. Its content."""
    house = jobs.house()
    found = orjson.loads(await tx.scalar(letter.FACTS.format(":id"), id=offer.id))
    content = await asyncio.to_thread(letter.letter_pdf, found, house.settings.institute_name, draft=False)
    digest, key = hashlib.sha256(content).hexdigest(), str(uuid4())
    await asyncio.to_thread(house.storage.put, key, content)
    document = await tx.add(
        Document(
            record_kind="offer", record_id=offer.id, kind="letter", file_name=file_name(found), size=len(content),
            media_type="application/pdf", storage_key=key, sha256=digest, state="accepted", completed_at=tx.now,
        )
    )  # fmt: skip
    await tx.add(
        OfferLetter(
            offer_id=offer.id, application_id=offer.application_id, template_id=UUID(found["template_id"]),
            document_id=document.id, sha256=digest,
        )
    )  # fmt: skip
    return content


def file_name(found: dict[str, Any]) -> str:
    return safe_name(f"{found['reference']}.pdf")


async def sign(tx: Tx, offer: UUID, name: str) -> None:
    """The applicant's signature under the letter. What else it says the database fills in."""
    name = " ".join(name.split())
    if len(name) < 2 or not shows_something(name):
        raise problems.invalid_field(
            "signed_name",
            Words(nl="Uw naam ontbreekt.", en="Your name is missing."),
            Words(nl="Typ uw volledige naam om te ondertekenen.", en="Type your full name to sign."),
        )
    # By its own statement: whoever signs gives the offer and the name, and reads the rest back nowhere.
    await tx.run(
        """insert into offer_acceptance (offer_id, application_id, signed_name)
           values (:offer, (polder.scope('offer.answer'))[1], :name)""",
        offer=offer, name=name[:500],
    )  # fmt: skip
