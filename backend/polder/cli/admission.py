"""Commands that let the first people in, and let them in again: an identity provider, and a system administrator."""

import asyncio
import re
import sys
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from polder.cli import examine
from polder.cli.database import as_system
from polder.cli.records import one_account
from polder.cli.sentences import Told
from polder.kernel import settings as environment
from polder.kernel.tx import Tx
from polder.partners import tables as _partners_tables  # noqa: F401 - those of identity refer to them

ROLE = "system_administrator"
LONGEST_HOURS = 72

# ---- administrators --------------------------------------------------------------------------------------------------


def invite_administrator(email: str, name: str, language: str, hours: int) -> None:
    """Print the link alone on standard output; it goes out by no mail, for there may be no mail server yet."""
    from polder.identity import admission

    _require_owner()
    if not 1 <= hours <= LONGEST_HOURS:
        raise Told(f"--hours is 1 to {LONGEST_HOURS}: whoever has the link becomes system administrator.")
    if language not in ("nl", "en"):
        raise Told("--language is nl or en.")
    values = {"email": _address(email), "name": name, "language": language, "role": ROLE}

    async def act(tx: Tx) -> tuple[Any, str]:
        made, path = await admission.make_invitation(tx, values, timedelta(hours=hours))
        return made.expires_at, path

    until, path = as_system("admin-invite", act)
    found = environment.load()
    print(found.base_url + path)
    until = until.astimezone(ZoneInfo(found.institute_zone))
    _note(f"This link makes whoever opens it and signs in a system administrator: once, until {until:%Y-%m-%d %H:%M %Z}."
          " It is shown this once and is not mailed: hand it over yourself.")  # fmt: skip


def recover_administrator(account: str) -> None:
    """Make somebody who has an account a system administrator again, without the second person that this asks else."""
    from polder.identity import actions

    _require_owner()

    async def act(tx: Tx) -> tuple[str, bool]:
        id, name = await one_account(tx, account)
        # A grant that waits for its second person, or ends some day, makes way for one that stands.
        open = await tx.rows(
            """select id, version, confirmed_at is not null and valid_until is null as stands from role_grant
               where account_id = :account and role = :role and scope_id is null
               and (valid_until is null or valid_until > now())""",
            account=id, role=ROLE,
        )  # fmt: skip
        if any(grant.stands for grant in open):
            return name, False
        for grant in open:
            await actions.end_grant(tx, grant.id, grant.version)
        await tx.flush()
        await actions.grant_role(tx, id, ROLE)
        return name, True

    name, new = as_system("admin-recover", act)
    print(f"{name} is {'now' if new else 'already'} a system administrator.")


def _require_owner() -> None:
    """Administrators are made by whoever keeps the database: they know its owner's address too."""
    for finding in examine.owner(environment.load()):
        if finding.weight != "good":
            raise Told(finding.sentence)


def _address(email: str) -> str:
    from email_validator import EmailNotValidError, validate_email

    try:
        return validate_email(email, check_deliverability=False).normalized
    except EmailNotValidError:
        raise Told(f"{email} is no e-mail address.") from None


# ---- identity providers ----------------------------------------------------------------------------------------------


def add_provider(given: dict[str, Any]) -> None:
    """Add it, as the screen would, and say what is still to be done: at the provider, and with its secret here."""
    from polder.identity.api import NewProvider
    from polder.identity.tables import IdentityProvider

    host = urlsplit(given["issuer"]).hostname or ""
    given["name"] = given["name"] or host
    given["key"] = given["key"] or re.sub("[^a-z0-9]+", "-", host).strip("-")[:40].strip("-")
    if given["client_secret_ref"] is not None and given["client_authentication"] is None:
        given["client_authentication"] = "client_secret_basic"
    try:
        body = NewProvider.model_validate({name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        raise Told("\n".join(_wrong(problem) for problem in error.errors())) from None
    if body.client_authentication not in (None, "none") and body.client_secret_ref is None:
        raise Told(f"--authentication {body.client_authentication} needs --secret, the name of the secret.")

    async def act(tx: Tx) -> None:
        known = await tx.scalar(
            "select key from identity_provider where key = :key or (issuer = :issuer and client_id = :client)",
            key=body.key, issuer=body.issuer, client=body.client_id,
        )  # fmt: skip
        if known is not None:
            raise Told(f"There is a provider {known} already, with this key or with this issuer and client id."
                       " An administrator changes it in the workbench.")  # fmt: skip
        await tx.add(IdentityProvider(**body.given()))

    as_system("provider-add", act)
    print(f"{environment.load().base_url}/sign-in/{body.key}/callback")
    _note(f"Added the provider {body.key}. Register the address above there as the redirect URI.")
    if body.client_secret_ref and not examine.secret_is_set(body.client_secret_ref):
        _note(f"`polder serve` reads its secret from POLDER_SECRET_{body.client_secret_ref}, or from the file that"
              f" POLDER_SECRET_{body.client_secret_ref}_FILE names; neither is set here.")  # fmt: skip
    _note(asyncio.run(_reached(body.issuer)))


def _wrong(problem: Any) -> str:
    option = {"client_secret_ref": "secret", "client_authentication": "authentication", "allowed_tenants": "tenant"}
    name = str(problem["loc"][0]) if problem["loc"] else "provider"
    return f"--{option.get(name, name).replace('_', '-')}: {problem['msg']}."


async def _reached(issuer: str) -> str:
    from polder.identity.metadata import Metadata

    try:
        await Metadata().of(issuer)
    except Exception as error:  # it may not be reached, or answer anything at all: it has been added all the same
        return f"It does not answer at {issuer} yet: {error or type(error).__name__}. `polder doctor` looks again."
    return "It answers."


def _note(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
