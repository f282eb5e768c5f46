"""Keep what ORCID told, verify a draft with it, and open an application by it."""

from uuid import UUID

import orjson

from polder.hiring import actions as hiring
from polder.hiring.orcid import words as _words  # noqa: F401 - fills CHECKS and REFUSALS
from polder.hiring.orcid.words import REFUSED
from polder.identity.actions import personal_link
from polder.identity.rules import digest
from polder.kernel.http import new_secret
from polder.kernel.tx import Tx

PROOF_SECONDS = 3600
OPEN_DAYS = 30  # whoever shows their iD again gets a new one


async def prove(
    tx: Tx, orcid: str, name: str | None, vacancy_id: UUID | None = None, typed: dict[str, str] | None = None
) -> str:
    """As the sign-in: what ORCID has just told. The secret is the browser's; what is over is forgotten."""
    secret = new_secret()
    await tx.run("delete from orcid_proof where expires_at < now()")
    await tx.run(
        """insert into orcid_proof (secret_hash, orcid, name, vacancy_id, typed, expires_at)
           values (:hash, :orcid, :name, :vacancy, cast(:typed as jsonb), now() + make_interval(secs => :seconds))""",
        hash=digest(secret), orcid=orcid, name=name, vacancy=vacancy_id, typed=orjson.dumps(typed or {}).decode(), seconds=PROOF_SECONDS,
    )  # fmt: skip
    return secret


async def verify(tx: Tx, id: UUID, orcid: str, secret: str) -> None:
    """The iD of one's own draft, as ORCID vouched for it."""
    await hiring.save_application(tx, id, {"orcid": orcid})
    await tx.run("select polder.keep_verified_orcid(:id, :secret)", id=id, secret=digest(secret))


async def forget(tx: Tx, id: UUID) -> None:
    """One's own draft is without an iD again."""
    await hiring.save_application(tx, id, {"orcid": None})
    await tx.run("delete from verified_orcid where application_id = :id", id=id)


async def open_application(tx: Tx, id: UUID, proof: bytes) -> str:
    """As the public: a new personal link to an application of whoever holds the proof."""
    if not await tx.scalar("select polder.opened_by_orcid(:id, :proof)", id=id, proof=proof):
        raise REFUSED
    secret = new_secret()
    await tx.together(personal_link("applicant", id, OPEN_DAYS, secret))
    return secret
