"""The audit trail sealed: closed stretches become links of a signed hash chain, and `verify` proves them.

A stretch is closed when every transaction in it has ended: entries are ordered by transaction number, and a seal ends
below the oldest transaction that is still open. The digest covers the seal before, the seal's own bounds, moment and
key, and every entry as PostgreSQL writes it (personal values only as salted digests, so that erasure keeps the proof
whole). Whoever owns the database could cut the newest seals off and seal anew: keep a checkpoint elsewhere (each seal
is logged) and give it to `verify`.
"""

import base64
import hashlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

import structlog
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from polder.kernel import jobs
from polder.kernel.settings import Settings
from polder.kernel.tx import Tx

log = structlog.get_logger("polder.audit")
NOTHING_BEFORE = b"\x00" * 32
BEGINNING = -(2**63)
AT_ONCE = 2_000  # entries in memory, however many a stretch holds
ENTRIES = """
select id, xid, json_build_array(id, (extract(epoch from at) * 1000000)::bigint, xid, actor_id, actor_kind, request_id,
  table_name, record_id, record_version, operation, changes, encode(personal_digest, 'hex'))::text as line
from audit_entry where (xid, id) > (:xid, :id) and xid < :until order by xid, id limit :most
"""


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


async def _digest(
    tx: Tx, previous: bytes, from_xid: int, until_xid: int, sealed_at: datetime, public_key: bytes
) -> tuple[bytes, int]:
    """SHA-256 over the seal before, this seal's own facts and every entry in order; and how many entries there were."""
    moment = sealed_at.astimezone(UTC).isoformat(timespec="microseconds")
    found = hashlib.sha256(previous + f"{from_xid}\n{until_xid}\n{moment}\n{public_key.hex()}\n".encode())
    count, xid, id = 0, from_xid, BEGINNING
    while True:
        part = await tx.rows(ENTRIES, xid=xid, id=id, until=until_xid, most=AT_ONCE)
        for row in part:
            found.update(row.line.encode() + b"\n")
        count += len(part)
        if len(part) < AT_ONCE:
            return found.digest(), count
        xid, id = part[-1].xid, part[-1].id


async def seal(tx: Tx, key: Ed25519PrivateKey) -> int:
    """Seal what is closed and not yet sealed; the number of entries sealed. One sealer at a time."""
    await tx.rows("select pg_advisory_xact_lock(7310579)")
    last = await tx.rows("select until_xid, digest from audit_seal order by id desc limit 1")
    start, previous = (last[0].until_xid, bytes(last[0].digest)) if last else (BEGINNING, NOTHING_BEFORE)
    until = await tx.scalar("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
    if until < start:
        raise RuntimeError(
            f"the audit is sealed up to transaction {start}, but this server is at {until}: it was restored from a dump."
            f" Stop it and run pg_resetwal --next-transaction-id and --epoch to go beyond {start}"
        )
    public = key.public_key().public_bytes_raw()
    digest, count = await _digest(tx, previous, start, until, tx.now, public)
    if not count:
        return 0
    id = await tx.scalar(
        """insert into audit_seal
             (sealed_at, from_xid, until_xid, entries, previous_digest, digest, signature, public_key)
           values (:now, :start, :until, :n, :previous, :digest, :signature, :public) returning id""",
        now=tx.now, start=start, until=until, n=count, previous=previous, digest=digest, signature=key.sign(digest),
        public=public,
    )  # fmt: skip
    log.info("audit sealed", seal=id, entries=count, checkpoint=digest.hex())
    return count


async def verify(tx: Tx, public_key: bytes | None = None, *, checkpoint: bytes | None = None) -> AsyncIterator[Finding]:
    """Every break of the chain, in order; none when all is whole.

    `public_key`: the key that must have signed (None accepts each seal's own, which proves order but not origin).
    `checkpoint`: the digest of a seal that was written down elsewhere and must still be in the chain.
    """
    previous, until, seen = NOTHING_BEFORE, BEGINNING, set[bytes]()
    for row in await tx.rows("select * from audit_seal order by id"):
        if row.from_xid != until or bytes(row.previous_digest) != previous:
            yield Finding(row.id, "does not follow the seal before it: a seal was removed or changed")
        key = public_key or bytes(row.public_key)
        digest, count = await _digest(
            tx, bytes(row.previous_digest), row.from_xid, row.until_xid, row.sealed_at, bytes(row.public_key)
        )
        if count != row.entries:
            yield Finding(row.id, f"covered {row.entries} entries, now there are {count}")
        if digest != bytes(row.digest):
            yield Finding(row.id, "its entries, or its own facts, are not what was sealed")
        try:
            Ed25519PublicKey.from_public_bytes(key).verify(bytes(row.signature), bytes(row.digest))
        except (InvalidSignature, ValueError):
            yield Finding(row.id, "its signature is not by this key")
        previous, until = bytes(row.digest), row.until_xid
        seen.add(previous)
    if checkpoint is not None and checkpoint not in seen:
        yield Finding(None, "the checkpoint is not in the chain: the newest seals were removed or made anew")
    async for finding in _personal(tx):
        yield finding


async def _personal(tx: Tx) -> AsyncIterator[Finding]:
    """Personal values may be erased, but never changed, added or moved to another record."""
    broken = await tx.rows(
        """select p.entry_id from audit_personal p left join audit_entry e on e.id = p.entry_id
           where e.personal_digest is distinct from sha256(p.salt || convert_to(p.value::text, 'UTF8'))
             or (p.table_name, p.record_id) is distinct from (e.table_name, e.record_id)
           order by p.entry_id limit 20"""
    )
    for row in broken:
        yield Finding(None, f"the personal values of entry {row.entry_id} are not those that were written")


async def erase(tx: Tx, table: str, record_id: UUID) -> int:
    """Erase the personal values that the audit kept of a record; the number of entries they belonged to."""
    return await tx.run(
        "delete from audit_personal where table_name = :table and record_id = :id", table=table, id=record_id
    )


@jobs.job("audit.seal", every="*/10 * * * *")
async def seal_job(timestamp: int) -> None:
    """Seal every ten minutes; make next months' partitions while at it."""
    async with jobs.work_as_system("audit.seal") as tx:
        await tx.scalar("select polder.make_audit_partitions(24)")
        if jobs.house().seal_key is not None:
            await seal(tx, jobs.house().seal_key)


@jobs.job("idempotency.forget", every="17 * * * *")
async def forget_keys(timestamp: int) -> None:
    """Idempotency keys are kept for two days."""
    async with jobs.work_as_system("idempotency.forget") as tx:
        await tx.run("delete from idempotency_key where created_at < now() - interval '2 days'")
