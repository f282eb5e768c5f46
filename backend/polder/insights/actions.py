"""Calendar links of a funder: made for one organisation, shown once, withdrawn at any moment."""

from datetime import datetime
from uuid import UUID

from polder.identity.rules import digest
from polder.kernel import problems
from polder.kernel.http import new_secret
from polder.kernel.tx import Tx
from polder.kernel.words import Words

LINK_DAYS = 730
LINKS_MOST = 20
TOO_MANY = Words(
    nl=f"Er zijn al {LINKS_MOST} agendalinks. Trek er eerst een in.",
    en=f"There are {LINKS_MOST} calendar links already. Withdraw one first.",
)


async def issue_link(tx: Tx, organisation_id: UUID, label: str) -> tuple[UUID, str, datetime]:
    """A link to the due dates of one funder: its id, its secret (kept nowhere) and until when it works."""
    if not tx.actor.may("funder_calendar.issue", organisation_id):
        raise await _unseen_or_forbidden(tx, organisation_id)
    if tx.actor.kind != "browser":
        raise problems.forbidden(
            Words(nl="Alleen wie zelf is aangemeld maakt een agendalink.", en="Only somebody signed in makes a calendar link.")
        )  # fmt: skip
    held = await tx.scalar(
        """select count(*) from session where kind = 'link' and role = 'funder_calendar' and scope_id = :funder
           and ended_at is null and expires_at > now()""",
        funder=organisation_id,
    )
    if held >= LINKS_MOST:
        raise problems.conflict("too-many-links", TOO_MANY)
    secret = new_secret()
    made = await tx.rows(
        """insert into session (kind, token_hash, role, scope_id, label, expires_at)
           values ('link', :hash, 'funder_calendar', :funder, :label, now() + make_interval(days => :days))
           returning id, expires_at""",
        hash=digest(secret), funder=organisation_id, label=label, days=LINK_DAYS,
    )  # fmt: skip
    return made[0].id, secret, made[0].expires_at


async def withdraw_link(tx: Tx, organisation_id: UUID, link_id: UUID) -> None:
    """It opens nothing any more. Withdrawing twice is no error."""
    if not tx.actor.may("funder_calendar.issue", organisation_id):
        raise await _unseen_or_forbidden(tx, organisation_id)
    found = await tx.run(
        """update session set ended_at = coalesce(ended_at, now())
           where id = :link and kind = 'link' and role = 'funder_calendar' and scope_id = :funder""",
        link=link_id, funder=organisation_id,
    )  # fmt: skip
    if not found:
        raise problems.not_found()


async def _unseen_or_forbidden(tx: Tx, organisation_id: UUID) -> problems.Problem:
    """403 for whoever sees the page and may not do this, 404 for everybody else."""
    seen = await tx.scalar(
        """select polder.sees_funder(:funder) and (polder.may('funding.read') is false
             or exists (select from agreement where funder_id = :funder and in_force > 0))""",
        funder=organisation_id,
    )
    return problems.forbidden() if seen else problems.not_found()
