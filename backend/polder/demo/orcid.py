"""Play the story of ORCID: some applicants show there who they are before they begin."""

from typing import TYPE_CHECKING

from polder.demo.people import RESEARCHERS
from polder.hiring.orcid.actions import prove
from polder.identity.rules import digest
from polder.kernel.actor import Entry
from polder.kernel.tx import transaction

if TYPE_CHECKING:
    from polder.demo.fill import Cast


async def shown(cast: "Cast", name: str, reference: str) -> tuple[str, bytes] | None:
    """The iD of whoever has one, and the proof of it."""
    orcid = next((one.subject for one in RESEARCHERS if one.name == name), None)
    if orcid is None:
        return None
    async with transaction(cast.database, Entry.as_role("public", "demonstration")) as tx:
        vacancy = await tx.scalar("select id from vacancy where reference = :reference", reference=reference)
    async with transaction(cast.database, Entry.as_role("sign_in", "demonstration")) as tx:
        return orcid, digest(await prove(tx, orcid, name, vacancy))
