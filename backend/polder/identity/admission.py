"""Who gets in: by an identity that is known, by an invitation, or by a partner's rule. Nothing else makes an account."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import asyncpg
import orjson
from sqlalchemy.exc import DBAPIError
from sqlmodel import select

from polder.identity import rules
from polder.identity.access import ADMINISTRATORS, ROLES
from polder.identity.rules import digest
from polder.identity.tables import Account, IdentityProvider, Invitation
from polder.kernel import problems
from polder.kernel.http import new_secret
from polder.kernel.mail.actions import queue
from polder.kernel.problems import Problem
from polder.kernel.texts import sort_key
from polder.kernel.tx import Tx
from polder.kernel.web import refusal
from polder.kernel.words import Words

TITLES = {role.name: role.title for role in ROLES}
PATH = "/invitation"


@dataclass(frozen=True)
class Somebody:
    """Who a provider says has signed in."""

    issuer: str
    subject: str
    name: str
    email: str | None
    language: str
    claims: dict[str, Any]


# ---- invitations ---------------------------------------------------------------------------------------------------


async def invite(tx: Tx, values: dict[str, Any], days: int, inviter: str) -> Invitation:
    """Invite somebody for a role; the key goes out by mail in this transaction and is stored nowhere."""
    made, path = await make_invitation(tx, values, timedelta(days=days))
    await queue(
        tx, "invitation", made.language, to=made.email, name=made.name or made.email, record=("invitation", made.id),
        inviter=inviter, role=TITLES[made.role].in_(made.language), path=path, expires=made.expires_at,
        scope=(await scope_name(tx, made) or {}).get(made.language, ""),
    )  # fmt: skip
    return made


async def scope_name(tx: Tx, made: Invitation) -> dict[str, str] | None:
    """What the invited role is limited to, in both languages."""
    text: str | None = await tx.scalar(
        "select polder.scope_name(:kind, :id)::text", kind=made.scope_kind, id=made.scope_id
    )
    return orjson.loads(text) if text else None


async def make_invitation(tx: Tx, values: dict[str, Any], works: timedelta) -> tuple[Invitation, str]:
    """An invitation, and the path of its link; whoever has that link gets the role."""
    key = new_secret()
    made = await tx.add(Invitation(**values, token_hash=digest(key), expires_at=tx.now + works))
    return made, f"{PATH}?key={key}"


async def withdraw(tx: Tx, id: UUID, version: int) -> None:
    """Make the link worthless. What was redeemed is history: end the role instead."""
    found = await tx.get(Invitation, id, lock=True, version=version)
    if found.redeemed_at is not None:
        raise problems.conflict("already-redeemed", INVITATION_USED.detail)
    found.withdrawn_at = found.withdrawn_at or tx.now


async def invitation_by_key(tx: Tx, key: str, *, lock: bool = False) -> Invitation:
    """The invitation that this key opens; a problem that says why it no longer does."""
    query = select(Invitation).where(Invitation.token_hash == digest(key))
    found = (await tx.session.exec(query.with_for_update() if lock else query)).one_or_none()
    if found is None:
        raise INVITATION_UNKNOWN
    if found.withdrawn_at is not None:
        raise INVITATION_WITHDRAWN
    if found.redeemed_at is not None:
        raise INVITATION_USED
    if found.expires_at <= tx.now or (found.role_until is not None and found.role_until <= tx.now):
        raise INVITATION_EXPIRED
    return found


async def redeem(tx: Tx, key: str, account_id: UUID) -> None:
    """Give the invited role to this account, once; the same key again is a problem."""
    found = await invitation_by_key(tx, key, lock=True)
    found.redeemed_at, found.redeemed_by = tx.now, account_id
    await tx.flush()
    # Whoever holds the role already, or will, gets it for what is left of its time.
    try:
        given = await tx.run(
            """insert into role_grant (account_id, role, scope_kind, scope_id, valid_from, valid_until, invitation_id)
               select i.redeemed_by, i.role, i.scope_kind, i.scope_id, lower(free), nullif(upper(free), 'infinity'), i.id
               from invitation i, unnest(polder.time_left(i.redeemed_by, i.role, i.scope_id, i.role_from, i.role_until)) as free
               where i.id = :id""",
            id=found.id,
        )
    except (
        DBAPIError,
        asyncpg.PostgresError,
    ) as error:  # refused in words for whoever gives roles; the guest can only ask them
        if refusal(error) is None:
            raise
        raise INVITATION_REFUSED from error
    if not given:
        raise INVITATION_HELD


# ---- signing in ----------------------------------------------------------------------------------------------------


async def known_account(tx: Tx, who: Somebody) -> UUID | None:
    """The account that (issuer, subject) finds. Never by e-mail address: whoever controls a mailbox at one provider
    is not thereby a person at another."""
    found = await tx.rows(
        """update external_identity e set last_sign_in_at = now() from account a
           where e.issuer = :issuer and e.subject = :subject and a.id = e.account_id
           returning e.account_id, a.ended_at""",
        issuer=who.issuer, subject=who.subject,
    )  # fmt: skip
    if found and found[0].ended_at is not None:
        raise ACCOUNT_ENDED
    id: UUID | None = found[0].account_id if found else None
    return id


async def admit(tx: Tx, provider: IdentityProvider, who: Somebody, invitation_key: str | None) -> UUID | None:
    """The account that may go on: known, invited, or let in by the provider's rule. None: nobody has let them in."""
    account_id = await known_account(tx, who)
    if account_id is None and invitation_key is not None:
        await invitation_by_key(tx, invitation_key)
        account_id = await _new_account(tx, provider, who)
    if account_id is None and provider.default_role is not None and rules.holds(who.claims, provider.admission):
        account_id = await _new_account(tx, provider, who)
        await tx.run(
            "insert into role_grant (account_id, role) values (:account, :role)",
            account=account_id, role=provider.default_role,
        )  # fmt: skip
    if account_id is not None and invitation_key is not None:
        await redeem(tx, invitation_key, account_id)
    return account_id


async def _new_account(tx: Tx, provider: IdentityProvider, who: Somebody) -> UUID:
    person = await tx.scalar(
        "insert into person (name, sort_name, email) values (:name, :sort_name, :email) returning id",
        name=who.name, sort_name=sort_key(who.name), email=who.email,
    )  # fmt: skip
    account = await tx.add(Account(name=who.name, email=who.email, language=who.language, person_id=person))
    await link(tx, provider.id, who, account.id)
    return account.id


async def link(tx: Tx, provider_id: UUID, who: Somebody, account_id: UUID) -> None:
    """Let this identity find this account; 409 when it finds another one already."""
    other = await tx.rows(
        "select account_id from external_identity where issuer = :issuer and subject = :subject",
        issuer=who.issuer, subject=who.subject,
    )  # fmt: skip
    if other and other[0].account_id != account_id:
        raise LINKED_ELSEWHERE
    if not other:
        await tx.run(
            """insert into external_identity (account_id, provider_id, issuer, subject, last_sign_in_at)
               values (:account, :provider, :issuer, :subject, now())""",
            account=account_id, provider=provider_id, issuer=who.issuer, subject=who.subject,
        )  # fmt: skip


async def note_request(tx: Tx, provider: IdentityProvider, who: Somebody) -> list[str]:
    """Note who asked to come in and tell the administrators, at most once a day per identity; their names."""
    noted = await tx.rows(
        """insert into access_request as r (provider_id, organisation_id, issuer, subject, name, email)
           values (:provider, :organisation, :issuer, :subject, :name, :email)
           on conflict (issuer, subject) do update
             set times = r.times + 1, asked_at = now(), name = excluded.name, email = excluded.email, closed_at = null
           returning id, told_at is null or told_at < now() - interval '1 day' as due""",
        provider=provider.id, organisation=provider.organisation_id, issuer=who.issuer, subject=who.subject,
        name=who.name, email=who.email,
    )  # fmt: skip
    administrators = await administrators_of(tx, provider.organisation_id)
    if noted[0].due:
        await tx.run("update access_request set told_at = now() where id = :id", id=noted[0].id)
        for person in administrators:
            if person.email:
                await queue(
                    tx, "access_request", person.language, to=person.email, name=person.name,
                    record=("access_request", noted[0].id), who=who.name, address=who.email or "–",
                    provider=provider.name, path="/admin/#/access_requests",
                )  # fmt: skip
    return [person.name for person in administrators]


async def administrators_of(tx: Tx, organisation_id: UUID | None) -> list[Any]:
    """The partner's administrators; where there are none, the institute's."""
    rows = await tx.rows(
        """select distinct on (a.id) a.id, a.name, a.email, a.language, g.role from role_grant g
           join account a on a.id = g.account_id
           where a.ended_at is null and g.confirmed_at is not null and g.valid_from <= now()
             and (g.valid_until is null or g.valid_until > now())
             and ((g.role = 'partner_administrator' and g.scope_id = :organisation) or g.role = 'system_administrator')
           order by a.id, g.role""",
        organisation=organisation_id,
    )  # fmt: skip
    of_partner = [row for row in rows if row.role == ADMINISTRATORS[1]]
    return of_partner or list(rows)


# ---- sentences -----------------------------------------------------------------------------------------------------


def _gone(type: str, nl: str, en: str) -> Problem:
    return Problem(410, type, Words(nl="Deze uitnodiging werkt niet meer", en="This invitation no longer works"), Words(nl=nl, en=en))  # fmt: skip


INVITATION_UNKNOWN = _gone(
    "invitation-unknown",
    "De link is onvolledig of bestaat niet. Open de link uit de e-mail opnieuw, of vraag om een nieuwe uitnodiging.",
    "The link is incomplete or does not exist. Open the link in the e-mail again, or ask for a new invitation.",
)
INVITATION_USED = _gone(
    "invitation-used",
    "De uitnodiging is al gebruikt. Was u dat? Dan kunt u zich gewoon aanmelden. Anders: meld het aan wie u uitnodigde.",
    "The invitation has been used. Was that you? Then just sign in. Otherwise tell the person who invited you.",
)
INVITATION_EXPIRED = _gone(
    "invitation-expired",
    "De uitnodiging is verlopen. Vraag wie u uitnodigde om een nieuwe.",
    "The invitation has expired. Ask the person who invited you for a new one.",
)
INVITATION_WITHDRAWN = _gone(
    "invitation-withdrawn",
    "De uitnodiging is ingetrokken. Vraag wie u uitnodigde wat er aan de hand is.",
    "The invitation was withdrawn. Ask the person who invited you what happened.",
)
INVITATION_REFUSED = Problem(
    409,
    "invitation-refused",
    Words(nl="U kunt deze rol nu niet krijgen", en="You cannot get this role now"),
    Words(
        nl="Er is niets gewijzigd. Vraag wie u uitnodigde wat er aan de hand is: alleen die kan dit oplossen.",
        en="Nothing was changed. Ask the person who invited you what is wrong: only they can solve this.",
    ),
)
INVITATION_HELD = Problem(
    409,
    "invitation-held",
    Words(nl="U hebt deze rol al", en="You have this role already"),
    Words(
        nl="Er is niets gewijzigd, en de uitnodiging blijft open. Was zij voor een ander bedoeld? Geef haar door.",
        en="Nothing was changed, and the invitation stays open. Was it meant for somebody else? Pass it on.",
    ),
)
ACCOUNT_ENDED = Problem(
    403,
    "account-ended",
    Words(nl="Dit account is beëindigd", en="This account has ended"),
    Words(
        nl="U bent bekend, maar uw account is beëindigd. Vraag uw beheerder het te heropenen als u nog toegang nodig hebt.",
        en="We know who you are, but your account has ended. Ask your administrator to reopen it if you still need access.",
    ),
)
LINKED_ELSEWHERE = Problem(
    409,
    "identity-in-use",
    Words(nl="Deze aanmelding hoort bij een ander account", en="This sign-in belongs to another account"),
    Words(
        nl="Er is niets gewijzigd. Meld u met die aanmelding aan, of vraag de beheerder om hulp.",
        en="Nothing was changed. Sign in that way, or ask the administrator for help.",
    ),
)
