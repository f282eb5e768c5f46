"""What people do with offers, up to the answer that hires."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from polder.hiring.letters import write
from polder.hiring.lifecycle import APPLICATION, OFFER
from polder.hiring.offers import actions as letters
from polder.hiring.positions import actions as positions
from polder.hiring.security.actions import ask_where_tagged
from polder.hiring.tables import Application, Offer, OfferEndorsement
from polder.identity.actions import personal_link
from polder.kernel import problems
from polder.kernel.http import new_secret
from polder.kernel.lifecycle import perform
from polder.kernel.mail.actions import Attachment
from polder.kernel.tx import Tx
from polder.kernel.words import Words


async def create_offer(tx: Tx, values: dict[str, Any]) -> Offer:
    """A draft offer to a selected applicant. For a tagged vacancy, the security officer is asked if nobody was yet."""
    application = await tx.get(Application, values["application_id"])
    if application.stage != "selected":
        raise problems.conflict(
            "applicant-not-selected",
            Words(nl="De sollicitant moet eerst geselecteerd zijn.", en="The applicant must be selected first."),
        )
    await ask_where_tagged(tx, application.id)
    return await tx.add(Offer(vacancy_id=application.vacancy_id, **values))


async def change_offer(tx: Tx, id: UUID, version: int, values: dict[str, Any]) -> Offer:
    """Change a draft offer; an approved one is what gets sent."""
    offer = await tx.get(Offer, id, lock=True, version=version)
    tx.require("offer.write")
    for name, value in values.items():
        setattr(offer, name, value)
    await tx.flush()
    return offer


async def endorse_offer(tx: Tx, id: UUID, reason: str) -> None:
    """A second person agrees with an offer outside the published range or above the budget."""
    offer = await tx.get(Offer, id, lock=True)
    if await tx.scalar("select polder.wrote('offer', :id)", id=offer.id):
        raise problems.forbidden(
            Words(nl="Instemmen moet een ander dan de opsteller.", en="Somebody other than the author must agree.")
        )
    if not tx.actor.may("offer.approve"):
        raise problems.forbidden()
    await tx.add(OfferEndorsement(offer_id=id, reason=reason))


async def offer_sent(tx: Tx, id: UUID) -> None:
    """The application moves along, and the applicant gets the letter, and a link to answer."""
    offer = await tx.get(Offer, id)
    letter = Attachment(f"{offer.reference}.pdf", "application/pdf", await letters.make_letter(tx, offer))
    await tx.run("update offer set sent_at = polder.clock() where id = :id", id=id)
    await perform(tx, APPLICATION, offer.application_id, "offer", reason=None, version=None)
    if offer.position_id:
        await positions.opened(tx, offer.position_id)
    days = max(1, (offer.expires_at - tx.now + timedelta(days=1)).days)
    secret = new_secret()
    await tx.together(personal_link("applicant", offer.application_id, days, secret))
    await _tell(tx, "offer_sent", offer, [letter], path=f"/apply?key={secret}#offer", until=offer.expires_at)


async def _tell(tx: Tx, template: str, offer: Offer, files: Sequence[Attachment] = (), **values: Any) -> None:
    """Write to whoever has the offer, in the language of the offer."""
    application = await tx.get(Application, offer.application_id)
    if application.email:
        await write(
            tx, template, offer.language, offer.vacancy_id, to=application.email, name=application.name,
            record=("offer", offer.id), reference=offer.reference, attachments=files, **values,
        )  # fmt: skip


async def offer_withdrawn(tx: Tx, id: UUID) -> None:
    """Whoever had the offer hears that it is no longer there; one that was never sent leaves nobody waiting."""
    offer = await tx.get(Offer, id)
    if offer.sent_at is not None:
        await _tell(tx, "offer_withdrawn", offer)


async def accept_offer(tx: Tx, id: UUID, signed_name: str) -> None:
    """The applicant signs, and is hired, in the same transaction. Twice is no error."""
    found = await tx.rows(
        "select state, expires_at >= polder.clock() as open from offer where id = :id for update", id=id
    )
    if found and found[0].state == "accepted":
        return
    if found and found[0].state == "sent" and found[0].open:  # otherwise the move says what is the matter
        await letters.sign(tx, id, signed_name)
    await perform(tx, OFFER, id, "accept", reason=None, version=None)
    await offer_accepted(tx, id)


async def decline_offer(tx: Tx, id: UUID, reason: str) -> None:
    """The applicant says no, and why if they like. Twice is no error."""
    if await tx.scalar("select state = 'declined' from offer where id = :id for update", id=id):
        return
    await perform(tx, OFFER, id, "decline", reason=reason, version=None)
    await offer_declined(tx, id)


async def offer_accepted(tx: Tx, id: UUID) -> None:
    """An accepted offer hires; the appointment the database has made of it."""
    offer = await _answered(tx, id, "offer_accepted")
    await perform(tx, APPLICATION, offer.application_id, "hire", reason=None, version=None)
    await tx.defer("hiring.fill_position", offer_id=id)  # which an applicant neither sees nor fills


async def offer_declined(tx: Tx, id: UUID) -> None:
    await _answered(tx, id, "offer_declined")


async def _answered(tx: Tx, id: UUID, template: str) -> Offer:
    """Note the moment of the answer, and confirm it: a link can be in the wrong hands."""
    await tx.run("update offer set answered_at = polder.clock() where id = :id", id=id)
    offer = await tx.get(Offer, id)
    await _tell(tx, template, offer, moment=tx.now)
    return offer


async def offer_expired(tx: Tx, id: UUID) -> None:
    offer = await tx.get(Offer, id)
    await _tell(tx, "offer_expired", offer, until=offer.expires_at)


async def expire_offers(tx: Tx) -> int:
    """Offers whose time is over: a job runs this every few minutes."""
    found = await tx.rows("select id from offer where state = 'sent' and expires_at < polder.clock()")
    for row in found:
        await perform(tx, OFFER, row.id, "expire", reason=None, version=None)
        await offer_expired(tx, row.id)
    return len(found)


# What a move of an offer brings about, as in `actions`.
OFFER_EFFECTS = {
    "send": offer_sent, "withdraw": offer_withdrawn, "decline": offer_declined, "expire": offer_expired,
}  # fmt: skip
