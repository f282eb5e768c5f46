"""Commands that act on records, as the system, through the same actions as people."""

import base64
import binascii
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson

from polder.cli.database import as_system
from polder.cli.sentences import Told, sentence
from polder.kernel.tx import Tx

# ---- tokens ----------------------------------------------------------------------------------------------------------


def create_token(account: str, scope: list[str], days: int, label: str) -> None:
    """Print the secret alone on standard output, so that a script can take it."""
    from polder.identity import actions

    async def act(tx: Tx) -> tuple[str, UUID, str]:
        id, name = await one_account(tx, account)
        return name, *await actions.create_token(tx, id, scope, days, label)

    name, token, secret = as_system("token-create", act)
    print(secret)
    _note(f"Token {token} acts for {name} during {days} days. This secret is shown this once: keep it safe.")


def list_tokens(account: str | None) -> None:
    async def act(tx: Tx) -> Sequence[Any]:
        id = (await one_account(tx, account))[0] if account else None
        return await tx.rows(
            """select s.id, a.name, s.label, s.only_permissions as scope, s.expires_at, s.ended_at,
                      s.ended_at is null and s.expires_at > now() as works
               from session s join account a on a.id = s.account_id
               where s.kind = 'token' and ((cast(:id as uuid) is null and s.ended_at is null and s.expires_at > now())
                                           or s.account_id = cast(:id as uuid))
               order by a.name, s.created_at""",
            id=id,
        )

    rows = as_system("token-list", act)
    for row in rows:
        state = f"until {row.expires_at:%Y-%m-%d}" if row.works else "ended"
        print(f"{row.id}  {state:16}  {row.name}  {row.label or '-'}  {' '.join(row.scope or [])}")
    if not rows:
        _note("There are no tokens.")


def revoke_token(id: str) -> None:
    from polder.identity import actions

    async def act(tx: Tx) -> None:
        found = await tx.scalar("select id from session where id = :id and kind = 'token'", id=_uuid(id))
        if found is None:
            raise Told(f"There is no token {id}. `polder token list` shows those that there are.")
        await actions.end_session(tx, found)

    as_system("token-revoke", act)
    print(f"Token {id} no longer works.")


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Told(f"{text} is no id: ids look like 019ad3c2-7c1e-7b3f-9a56-3f1f6f1c2b3a.") from None


async def one_account(tx: Tx, text: str) -> tuple[UUID, str]:
    """The one open account of this id, e-mail address or name."""
    found = await tx.rows(
        """select id, name from account
           where ended_at is null and (id::text = lower(:text) or lower(email) = lower(:text) or name = :text) limit 2""",
        text=text.strip(),
    )
    if len(found) != 1:
        how_many = "More than one account is" if found else "No open account is"
        raise Told(f"{how_many} called {text}. Give its id, or the e-mail address that only it has.")
    return found[0].id, found[0].name


# ---- imports ---------------------------------------------------------------------------------------------------------


def import_organisations(file: Path) -> None:
    from polder.partners import actions, ror

    began = time.monotonic()
    try:
        found = as_system("organisations-import", lambda tx: actions.import_ror(tx, ror.records(file)))
    except json.JSONDecodeError as error:
        raise Told(f"{file.name} is not JSON: {error.msg}.") from None
    except LookupError as error:
        raise Told(f"{error}.") from None
    print(
        f"Read {found['read']} organisations in {time.monotonic() - began:.1f} s:"
        f" {found['added']} new, {found['read'] - found['added']} known."
    )


def import_applications(files: list[Path], reference: str) -> None:
    """Each file in a transaction of its own: what is good is kept, what is not is named."""
    from polder.hiring import actions

    if not files:
        raise Told("Name one file or more: polder applications import *.json --vacancy V-2027-014")
    vacancy = as_system("applications-import", lambda tx: _vacancy(tx, reference))
    made, wrong = 0, 0
    for file in files:

        async def act(tx: Tx, file: Path = file) -> int:
            resumes = _resumes(file)
            return len(await actions.import_applications(tx, vacancy, resumes))

        try:
            made += as_system("applications-import", act)
        except Exception as error:
            wrong += 1
            _note(f"{file}: {sentence(error)}")
    print(f"{made} applications to {reference} from {len(files) - wrong} of {len(files)} files.")
    if wrong:
        sys.exit(1)


async def _vacancy(tx: Tx, reference: str) -> UUID:
    found: UUID | None = await tx.scalar("select id from vacancy where reference = :reference", reference=reference)
    if found is None:
        raise Told(f"There is no vacancy {reference}.")
    return found


def _resumes(file: Path) -> list[dict[str, Any]]:
    content = _json(file.read_bytes(), file.name)
    resumes = content if isinstance(content, list) else [content]
    if not all(isinstance(resume, dict) for resume in resumes):
        raise Told("holds no JSON Resume, nor a list of them; see jsonresume.org/schema")
    return resumes


def _json(content: bytes, name: str) -> Any:
    try:
        return orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise Told(f"{name} is not JSON: line {error.lineno}, column {error.colno}.") from None


# ---- audit -----------------------------------------------------------------------------------------------------------


def verify_audit(public_key: str | None) -> None:
    from polder.kernel import audit, settings

    found = settings.load()
    own = audit.signing_key(found)
    key = _public_key(public_key) if public_key else own.public_key().public_bytes_raw() if own else None

    async def act(tx: Tx) -> tuple[list[audit.Finding], int, int, int]:
        breaks = [finding async for finding in audit.verify(tx, key)]
        seals, sealed = (await tx.rows("select count(*), coalesce(sum(entries), 0)::bigint from audit_seal"))[0]
        entries = await tx.scalar("select count(*) from audit_entry")
        return breaks, seals, sealed, entries

    breaks, seals, sealed, entries = as_system("audit-verify", act)
    for finding in breaks:
        print(f"Seal {finding.seal}: {finding.sentence}." if finding.seal else f"{finding.sentence}.")
    if breaks:
        raise Told(f"The audit trail is broken in {len(breaks)} places.")
    whose = "the given key" if public_key else "the key of POLDER_SEAL_KEY" if own else "the keys that they name"
    print(f"The audit trail is whole: {sealed} entries under {seals} seals, signed by {whose}.")
    if entries > sealed:
        _note(f"{entries - sealed} newer entries are not sealed yet; `polder worker` seals every ten minutes.")


def _public_key(text: str) -> bytes:
    try:
        key = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != 32:
        raise Told("--public-key is not 32 bytes in base64.")
    return key


def _note(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
