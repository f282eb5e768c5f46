"""Bringing a bank file in: checked as a whole, then its new entries in bulk. What is known already adds nothing."""

import asyncio
import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import IO, Any
from uuid import UUID

import orjson

from polder.funding.bank import camt, gate, schemas
from polder.funding.bank.camt import Entry, Message, Refused, Statement
from polder.kernel.tx import Tx
from polder.kernel.words import Words

AT_ONCE = 2_000  # entries in one statement of the database
READ = 1 << 20


@dataclass
class Coming:
    """One statement on its way in. `known`: how often each content is there already, in statements of the same days."""

    statement: Statement
    account_id: UUID | None = None
    id: UUID | None = None
    why: Words | None = None
    same: bool = False  # this very statement is there: its totals, and then each of its entries
    edition: int = 1
    known: Counter[bytes] = field(default_factory=Counter)
    new: int = 0
    # What is there by the same id and day, newest last, with the content of each of its lines; lines that differ from it.
    earlier: Sequence[Any] = ()
    lines: dict[int, set[bytes]] = field(default_factory=dict)
    other: list[int] = field(default_factory=list)


async def import_file(
    tx: Tx, file: IO[bytes], name: str, *, folder: Path | None = None, without_balances: str | None = None
) -> UUID:
    """Import one camt.053 or camt.054 file; the id of the import, which says what came of each statement.

    A file that is refused is refused whole, and only the report of that is kept. `folder` holds the official schemas;
    `without_balances` is why statements without balances are taken as they are.
    """
    tx.require("bank.import")
    await tx.rows("select pg_advisory_xact_lock(hashtext('polder.bank_import'))")  # imports take turns
    digest, size = await asyncio.to_thread(_digest, file)
    found: dict[str, Any] = {
        "file_name": _base(name),
        "sha256": digest,
        "size": size,
        "without_balances": without_balances,
    }
    try:
        message = await asyncio.to_thread(camt.statements, file)
    except Refused as refused:
        return await _reported(tx, outcome="refused", why=refused.words, **found)
    found["message"] = message.name
    found["warnings"] = await asyncio.to_thread(schemas.warnings, file, size, message.name, folder)
    coming = [Coming(statement) for statement in message.statements]
    await _judge(tx, coming, without_balances is not None)
    if any(one.same for one in coming) and not any(one.why for one in coming):
        await asyncio.to_thread(_compare_contents, file, message, coming)
    if any(one.why for one in coming):
        return await _reported(tx, outcome="refused", why=_whole(coming), statements=_report(coming), **found)
    id = await _reported(tx, outcome="imported", **found)
    for one in coming:
        if not one.same:
            await _begin(tx, id, one, unproven=without_balances is not None)
    await _bring(tx, file, message, coming)
    await tx.run(
        """update bank_import set entries_new = :new, entries_known = :known, statements = cast(:statements as jsonb)
           where id = :id""",
        id=id,
        new=sum(one.new for one in coming),
        known=sum(one.statement.entries - one.new for one in coming),
        statements=orjson.dumps(_report(coming)).decode(),
    )
    return id


def _digest(file: IO[bytes]) -> tuple[str, int]:
    """SHA-256 and size of a file, read in parts."""
    file.seek(0)
    found, size = hashlib.sha256(), 0
    while part := file.read(READ):
        found.update(part)
        size += len(part)
    return found.hexdigest(), size


def _base(name: str) -> str:
    """The file's own name, without the folders and characters that a browser or shell may send along."""
    found = "".join(c for c in name.replace("\\", "/").rpartition("/")[2] if c.isprintable()).strip()
    return found[:255] or "bank.xml"


async def _reported(tx: Tx, *, why: Words | None = None, warnings: Sequence[Words] = (), statements: Any = (), **columns: Any) -> UUID:  # fmt: skip
    values = {
        **columns, "why": orjson.dumps(why.both).decode() if why else None,
        "warnings": orjson.dumps([one.both for one in warnings]).decode(), "statements": orjson.dumps(statements).decode(),
    }  # fmt: skip
    json = ("why", "warnings", "statements")
    names = ", ".join(values)
    marks = ", ".join(f"cast(:{name} as jsonb)" if name in json else f":{name}" for name in values)
    made: UUID = await tx.scalar(f"insert into bank_import ({names}) values ({marks}) returning id", **values)
    return made


# ---- judging ---------------------------------------------------------------------------------------------------------


async def _judge(tx: Tx, coming: Sequence[Coming], without_balances: bool) -> None:
    """Which account each statement is of, why it may not come in, and what of it is there already."""
    ours = await tx.rows("select id, identifier, currency, closed_on from bank_account order by created_at")
    last = await tx.scalar("select polder.today() + 1")  # some banks date what they do at night on the next day
    seen = set[tuple[Any, ...]]()
    for one in coming:
        told = one.statement
        named = [row for row in ours if row.identifier == told.account]
        account = next((row for row in named if row.currency == told.currency), named[0] if named else None)
        closed = bool(account and account.closed_on and told.opens_on and told.opens_on > account.closed_on)
        one.why = gate.refusal(
            told, currency=account and account.currency, closed=closed, without_balances=without_balances, last=last
        )
        if one.why is None and account is not None:
            one.account_id = account.id
            key = (account.id, told.notification, told.key, told.opens_on)
            if key in seen:
                one.why = Words(nl=f"Afschrift {told.key} staat tweemaal in dit bestand.", en=f"Statement {told.key} is in this file twice.")  # fmt: skip
            seen.add(key)
            await _compare(tx, one)


# Statements share days when they share more than the day on which the one ends and the other begins; or when both begin
# on one day with the same money.
OVERLAPPING = """
  select s.id, s.key, s.edition, s.opens_on, s.closing_cents, s.opening_cents, s.entries, s.booked_cents,
    (select i.file_name from bank_import i where i.id = s.import_id) as file_name from bank_statement s
  where s.account_id = :account and s.notification = :notification and s.closes_on >= :opens and s.opens_on <= :closes
    and ((s.key = :key and s.opens_on = :opens)
      or least(s.closes_on, cast(:closes as date)) > greatest(s.opens_on, cast(:opens as date))
      or (s.opens_on = :opens and s.opening_cents is not distinct from cast(:opening as bigint)))"""


async def _compare(tx: Tx, one: Coming) -> None:
    told = one.statement
    closing = told.closing and told.closing.cents
    rows = await tx.rows(
        OVERLAPPING,
        account=one.account_id, notification=told.notification, key=told.key, opens=told.opens_on, closes=told.closes_on,
        opening=told.opening and told.opening.cents,
    )  # fmt: skip
    editions = [row for row in rows if (row.key, row.opens_on) == (told.key, told.opens_on)]
    same = [
        row
        for row in editions
        if (row.closing_cents, row.entries, row.booked_cents) == (closing, told.entries, told.booked)
    ]
    one.same, one.id = bool(same), same[0].id if same else None
    one.edition = 1 + max((row.edition for row in editions), default=0)
    one.earlier = sorted(editions, key=lambda row: row.edition)
    if editions and not one.same:
        for row in await tx.rows(
            "select ordinal, digest from bank_entry where statement_id = any(:ids)", ids=[row.id for row in editions]
        ):
            one.lines.setdefault(row.ordinal, set()).add(bytes(row.digest))
    if rows:
        for row in await tx.rows(
            "select digest, count(*) as times from bank_entry where statement_id = any(:ids) group by digest",
            ids=[row.id for row in rows],
        ):
            one.known[bytes(row.digest)] = row.times


def _compare_contents(file: IO[bytes], message: Message, coming: Sequence[Coming]) -> None:
    """A statement that seems to be there has the entries that are there, or is refused: totals may agree by chance."""
    left = [Counter(one.known) for one in coming]
    for number, entry in camt.entries(file, message):
        one, digest = coming[number], entry.digest
        if one.same and left[number][digest] == 0:
            one.other.append(entry.ordinal)
        left[number][digest] -= 1
    for one in coming:
        if one.same and one.other:
            key, before, lines = one.statement.key, one.earlier[-1].file_name, _places(one)
            one.why = Words(
                nl=f"Afschrift {key} is er al, uit {before}, met dezelfde totalen maar een andere inhoud op regel {lines}."
                " Vraag de bank welk afschrift geldt.",
                en=f"Statement {key} is there already, from {before}, with the same totals but other content on line {lines}."
                " Ask the bank which one holds.",
            )


def _places(one: Coming) -> str:
    return ", ".join(str(ordinal) for ordinal in one.other[:10]) + (" …" if len(one.other) > 10 else "")


def _whole(coming: Sequence[Coming]) -> Words:
    """Why the file as a whole stays out: the first reason, and how many there are."""
    first = next(one for one in coming if one.why)
    count = sum(one.why is not None for one in coming)
    why, key, total = first.why or Words(nl="", en=""), first.statement.key, len(coming)
    if total == 1:
        return why
    return Words(
        nl=f"{count} van de {total} afschriften zijn geweigerd; daarom is niets ingelezen. Afschrift {key}: {why.nl}",
        en=f"{count} of {total} statements were refused, so nothing was imported. Statement {key}: {why.en}",
    )


def _report(coming: Sequence[Coming]) -> list[dict[str, Any]]:
    refused = any(one.why for one in coming)
    return [
        {
            "account": one.statement.account, "statement": one.statement.key, "statement_id": str(one.id) if one.id else None,
            "notification": one.statement.notification, "first_day": one.statement.opens_on,
            "last_day": one.statement.closes_on, "currency": one.statement.currency,
            "opening_cents": one.statement.opening and one.statement.opening.cents,
            "closing_cents": one.statement.closing and one.statement.closing.cents,
            "booked_cents": one.statement.booked, "difference_cents": gate.difference(one.statement),
            "entries": one.statement.entries, "new": one.new, "known": 0 if refused else one.statement.entries - one.new,
            "outcome": ("refused" if one.why else "held") if refused else ("known" if one.same else "new"),
            "why": one.why.both if one.why else None,
            "warnings": [said.both for said in [*one.statement.warnings, *([_differs(one)] if one.other and not one.same else [])]],
        }
        for one in coming
    ]  # fmt: skip


def _differs(one: Coming) -> Words:
    """What the bank made by this id before, and how this differs."""
    told, before, lines = one.statement, one.earlier[-1], _places(one)

    def money(cents: int | None) -> Words:
        return Words(nl="–", en="–") if cents is None else gate.amount(cents, told.currency)

    then, now = (money(before.booked_cents), money(before.closing_cents)), (money(told.booked), money(told.closing.cents if told.closing else None))  # fmt: skip
    return Words(
        nl=f"Afschrift {told.key} is er al, uit {before.file_name}, met een andere inhoud op regel {lines}. Toen:"
        f" {before.entries} boekingen, samen {then[0].nl}, eindsaldo {then[1].nl}; nu: {told.entries}, samen {now[0].nl}, eindsaldo {now[1].nl}."
        " Beide staan er: vraag de bank welk afschrift geldt, en letter niets twee keer af.",
        en=f"Statement {told.key} is there already, from {before.file_name}, with other content on line {lines}. Then:"
        f" {before.entries} entries, together {then[0].en}, closing {then[1].en}; now: {told.entries}, together {now[0].en}, closing {now[1].en}."
        " Both are there: ask the bank which one holds, and settle nothing twice.",
    )


# ---- bringing in -----------------------------------------------------------------------------------------------------


async def _begin(tx: Tx, import_id: UUID, one: Coming, *, unproven: bool) -> None:
    told = one.statement
    one.id = await tx.scalar(
        """insert into bank_statement (import_id, account_id, notification, key, edition, sequence, made_at, opens_on,
             closes_on, currency, opening_cents, closing_cents, booked_cents, entries, unproven)
           select :import_id, a.id, :notification, :key, :edition, :sequence, :made_at, :opens_on, :closes_on, a.currency,
             :opening, :closing, :booked, :entries, :unproven from bank_account a where a.id = :account returning id""",
        import_id=import_id, account=one.account_id, notification=told.notification, key=told.key, edition=one.edition,
        sequence=told.sequence, made_at=told.made_at, opens_on=told.opens_on, closes_on=told.closes_on,
        opening=told.opening and told.opening.cents, closing=told.closing and told.closing.cents, booked=told.booked,
        entries=told.entries, unproven=unproven and (told.opening is None or told.closing is None),
    )  # fmt: skip


COLUMNS = {
    "statement_id": "uuid", "account_id": "uuid", "notification": "boolean", "ordinal": "int", "digest": "bytea",
    "amount_cents": "bigint", "currency": "text", "booked_on": "date", "valued_on": "date", "reversal": "boolean",
    "code": "text", "bank_reference": "text", "end_to_end": "text", "counterparty": "text",
    "counterparty_account": "text", "reference": "text", "description": "text", "original_currency": "text",
    "original_minor": "bigint", "original_rate": "numeric", "charges_cents": "bigint", "batch": "int",
    "transactions": "text",
}  # fmt: skip
# A name as letters and digits: B.V. is BV.
_BARE = r"regexp_replace(polder.fold({}), '[^[:alnum:]]+', '', 'g')"
# What went out to whoever funds us, by the account that money came from or by name, is looked at; salaries and bills are not.
TO_FUNDER = f"""given.amount_cents < 0 and (
  given.counterparty_account in (select e.counterparty_account from bank_entry e where e.state in ('matched', 'locked')
    and e.counterparty_account is not null)
  or {_BARE.format("given.counterparty")} in (
    select {_BARE.format("called.name")} from organisation o left join billing_detail b on b.organisation_id = o.id
      cross join lateral unnest(array[o.name, b.legal_name] || o.aliases) as called (name)
    where called.name <> '' and exists (select from lot l where l.funder_id = o.id)))"""
ADD = (
    f"insert into bank_entry ({', '.join(COLUMNS)}, to_funder) select "
    + ", ".join(f"cast({name} as jsonb)" if name == "transactions" else name for name in COLUMNS)
    + f", coalesce({TO_FUNDER}, false)"
    + " from unnest("
    + ", ".join(f"${n}::{kind}[]" for n, kind in enumerate(COLUMNS.values(), start=1))
    + f") as given ({', '.join(COLUMNS)})"
)


async def _bring(tx: Tx, file: IO[bytes], message: Message, coming: Sequence[Coming]) -> None:
    """Insert what is new, some thousands at a time. The next are read in a thread meanwhile; others are served too."""
    if all(one.same for one in coming):
        return
    stream = _rows(camt.entries(file, message), coming)
    rows = await asyncio.to_thread(_some, stream)
    while rows:
        adding = tx.driver.execute(ADD, *zip(*rows, strict=True))
        rows, _ = await asyncio.gather(asyncio.to_thread(_some, stream), adding)


def _some(stream: Iterator[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return list(islice(stream, AT_ONCE))


def _rows(found: Iterator[tuple[int, Entry]], coming: Sequence[Coming]) -> Iterator[tuple[Any, ...]]:
    for number, entry in found:
        one = coming[number]
        if one.same:
            continue
        digest = entry.digest
        if one.known[digest] > 0:
            one.known[digest] -= 1
            continue
        one.new += 1
        if entry.ordinal in one.lines and digest not in one.lines[entry.ordinal]:
            one.other.append(entry.ordinal)
        yield _row(one, entry, digest)


def _row(one: Coming, entry: Entry, digest: bytes) -> tuple[Any, ...]:
    original = entry.original or (None, None, None)
    return (
        one.id, one.account_id, one.statement.notification, entry.ordinal, digest, entry.cents, entry.currency,
        entry.booked_on, entry.valued_on, entry.reversal, entry.code, entry.bank_reference, entry.end_to_end,
        entry.counterparty, entry.counterparty_account, " ".join(entry.references)[:1000] or None, entry.text,
        *original, entry.charges, entry.batch,
        orjson.dumps([dict(part) for part in entry.transactions]).decode() if entry.transactions else "[]",
    )  # fmt: skip
