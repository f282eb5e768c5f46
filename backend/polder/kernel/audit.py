"""The audit trail sealed: closed stretches become links of a signed hash chain, and `verify` proves them.

A stretch is closed when every transaction in it has ended. Its digest covers the entries' own fields (personal values
only as salted digests, so that erasure keeps the proof whole) and the digest of the seal before.
"""

import base64
import hashlib
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from typing import Any

import orjson
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from polder.kernel import jobs
from polder.kernel.settings import Settings
from polder.kernel.tx import Tx

FIRST = b"\x00" * 32
FIELDS = (
    "id, at, xid, actor_id, actor_kind, request_id, table_name, record_id, record_version, operation, changes,"
    " personal_digest"
)


@dataclass(frozen=True)
class Finding:
    """One thing that does not fit. No findings means: nothing was changed, removed or slipped in."""

    seal: int | None
    sentence: str


def signing_key(settings: Settings) -> Ed25519PrivateKey | None:
    """The key of POLDER_SEAL_KEY, or None."""
    if settings.seal_key is None:
        return None
    return Ed25519PrivateKey.from_private_bytes(base64.b64decode(settings.seal_key.get_secret_value()))


def digest(previous: bytes, entries: Iterable[Any]) -> tuple[bytes, int]:
    """SHA-256 over the seal before and every entry in order; and how many there were."""
    found, count = hashlib.sha256(previous), 0
    for entry in entries:
        values = [v.hex() if isinstance(v, bytes | memoryview) else v for v in entry]
        found.update(orjson.dumps(values, default=str, option=orjson.OPT_SORT_KEYS) + b"\n")
        count += 1
    return found.digest(), count


async def _entries(tx: Tx, from_xid: int, until_xid: int) -> list[Any]:
    rows = await tx.rows(
        f"select {FIELDS} from audit_entry where xid >= :a and xid < :b order by xid, id", a=from_xid, b=until_xid
    )
    return [tuple(row) for row in rows]


async def seal(tx: Tx, key: Ed25519PrivateKey) -> int:
    """Seal what is closed and not yet sealed; the number of entries sealed. One sealer at a time."""
    await tx.rows("select pg_advisory_xact_lock(7310579)")
    last = await tx.rows("select until_xid, digest from audit_seal order by id desc limit 1")
    start = last[0].until_xid if last else 0
    until = await tx.scalar("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
    entries = await _entries(tx, start, until)
    if not entries:
        return 0
    previous = bytes(last[0].digest) if last else FIRST
    found, count = digest(previous, entries)
    public = key.public_key().public_bytes_raw()
    await tx.run(
        """insert into audit_seal (from_xid, until_xid, entries, previous_digest, digest, signature, public_key)
           values (:a, :b, :n, :previous, :digest, :signature, :public)""",
        a=start,
        b=until,
        n=count,
        previous=previous,
        digest=found,
        signature=key.sign(found),
        public=public,
    )
    return count


async def verify(tx: Tx, public_key: bytes | None = None) -> AsyncIterator[Finding]:
    """Every break of the chain, in order. `public_key`: the key that must have signed; None accepts each seal's own."""
    previous, until = FIRST, 0
    for row in await tx.rows("select * from audit_seal order by id"):
        if row.from_xid != until or bytes(row.previous_digest) != previous:
            yield Finding(row.id, "does not follow the seal before it: a seal was removed or changed")
        found, count = digest(bytes(row.previous_digest), await _entries(tx, row.from_xid, row.until_xid))
        if count != row.entries:
            yield Finding(row.id, f"covered {row.entries} entries, now there are {count}")
        if found != bytes(row.digest):
            yield Finding(row.id, "its entries are not what was sealed")
        key = public_key or bytes(row.public_key)
        try:
            Ed25519PublicKey.from_public_bytes(key).verify(bytes(row.signature), bytes(row.digest))
        except InvalidSignature:
            yield Finding(row.id, "its signature is not by this key")
        previous, until = bytes(row.digest), row.until_xid
    broken = await tx.rows(
        """select p.entry_id from audit_personal p join audit_entry e on e.id = p.entry_id
           where e.personal_digest <> sha256(p.salt || convert_to(p.value::text, 'UTF8')) limit 20"""
    )
    for row in broken:
        yield Finding(None, f"the personal values of entry {row.entry_id} were changed")


@jobs.app.periodic(cron="*/10 * * * *")
@jobs.app.task(name="audit.seal", queueing_lock="audit.seal")
async def seal_job(timestamp: int) -> None:
    """Seal every ten minutes; make next months' partitions while at it."""
    async with jobs.work_as_system("audit.seal") as tx:
        await tx.scalar("select polder.make_audit_partitions(24)")
        if jobs.house().seal_key is not None:
            await seal(tx, jobs.house().seal_key)


@jobs.app.periodic(cron="17 * * * *")
@jobs.app.task(name="idempotency.forget", queueing_lock="idempotency.forget")
async def forget_keys(timestamp: int) -> None:
    """Idempotency keys are kept for two days."""
    async with jobs.work_as_system("idempotency.forget") as tx:
        await tx.run("delete from idempotency_key where created_at < now() - interval '2 days'")
