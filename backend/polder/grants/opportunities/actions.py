"""Keeping opportunities by hand, watching them, matching them to themes, repairing their texts, and the link to a calendar."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from polder.grants.opportunities import words as _words
from polder.grants.opportunities.access import CALENDAR
from polder.grants.opportunities.encoding import repaired
from polder.grants.opportunities.tables import TEXTS, Opportunity, Theme
from polder.identity.rules import digest
from polder.kernel import problems
from polder.kernel.http import new_secret
from polder.kernel.tx import Tx

LINK_DAYS = 730


async def add(tx: Tx, values: dict[str, Any]) -> Opportunity:
    tx.require("opportunity.write")
    deadlines = values.pop("deadlines", [])
    made = await tx.add(Opportunity(**values))
    await _set_deadlines(tx, made.id, deadlines)
    return made


async def change(tx: Tx, id: UUID, version: int, values: dict[str, Any]) -> None:
    """Change what is known of an opportunity; what its list says differently later is then told, and not followed."""
    found = await tx.get(Opportunity, id, lock=True, version=version)
    deadlines = values.pop("deadlines", None)
    for name, value in values.items():
        setattr(found, name, value)
    await tx.flush()
    if deadlines is not None:
        await _set_deadlines(tx, id, deadlines)


async def _set_deadlines(tx: Tx, id: UUID, deadlines: Sequence[dict[str, Any]]) -> None:
    """A day that stays keeps its record."""
    rows = [
        {**one, "due_on": str(one["due_on"]), "due_at": one["due_at"] and one["due_at"].isoformat()}
        for one in deadlines
    ]
    await tx.run(
        "delete from opportunity_deadline where opportunity_id = :id and due_on <> all(cast(:days as date[]))",
        id=id, days=[one["due_on"] for one in deadlines],
    )  # fmt: skip
    await tx.run(
        """insert into opportunity_deadline as d (opportunity_id, due_on, due_at, label)
           select :id, r.due_on, r.due_at, r.label
           from jsonb_to_recordset(cast(:rows as jsonb)) as r(due_on date, due_at timestamptz, label text)
           on conflict (opportunity_id, due_on) do update set due_at = excluded.due_at, label = excluded.label
           where (d.due_at, d.label) is distinct from (excluded.due_at, excluded.label)""",
        id=id, rows=orjson.dumps(rows).decode(),
    )  # fmt: skip


async def watch(tx: Tx, id: UUID) -> None:
    """Watching twice is no error."""
    await tx.get(Opportunity, id)
    await tx.run(
        """insert into opportunity_watch (opportunity_id, account_id) values (:id, :account)
           on conflict (opportunity_id, account_id) do nothing""",
        id=id, account=tx.actor.account_id,
    )  # fmt: skip


async def unwatch(tx: Tx, id: UUID) -> None:
    await tx.get(Opportunity, id)
    await tx.run(
        "delete from opportunity_watch where opportunity_id = :id and account_id = :account",
        id=id,
        account=tx.actor.account_id,
    )


async def match(tx: Tx, id: UUID, theme_id: UUID) -> None:
    """It fits this theme, says whoever does this."""
    await tx.get(Opportunity, id)
    if await tx.scalar("select true from theme where id = :id", id=theme_id) is None:
        raise problems.invalid_field("theme_id", _words.NO_THEME, _words.CHOOSE_THEME)
    await tx.run(
        """insert into opportunity_theme (opportunity_id, theme_id) values (:id, :theme)
           on conflict (opportunity_id, theme_id) do nothing""",
        id=id, theme=theme_id,
    )  # fmt: skip


async def unmatch(tx: Tx, id: UUID, theme_id: UUID) -> None:
    await tx.get(Opportunity, id)
    done = await tx.run(
        "delete from opportunity_theme where opportunity_id = :id and theme_id = :theme", id=id, theme=theme_id
    )
    if not done:
        seen = await tx.scalar(
            "select true from opportunity_theme where opportunity_id = :id and theme_id = :theme", id=id, theme=theme_id
        )
        raise problems.forbidden() if seen else problems.not_found()


async def change_theme(tx: Tx, id: UUID, version: int, values: dict[str, Any]) -> None:
    theme = await tx.get(Theme, id, lock=True, version=version)
    for name, value in values.items():
        setattr(theme, name, value)
    await tx.flush()


async def repair(tx: Tx, records: Sequence[tuple[UUID, int]]) -> int:
    """Somebody found that the proposed texts are what was meant. How many records changed."""
    tx.require("opportunity.write")
    done = 0
    for id, version in records:
        found = await tx.get(Opportunity, id, lock=True, version=version)
        better = {name: repaired(text) for name in TEXTS if (text := getattr(found, name))}
        changed = {name: text for name, text in better.items() if text != getattr(found, name)}
        for name, text in changed.items():
            setattr(found, name, text)
        done += bool(changed)
    await tx.flush()
    return done


async def issue_calendar(tx: Tx) -> tuple[str, datetime]:
    """A link to deadlines as a calendar; an earlier one opens nothing any more. (secret, until when)"""
    await withdraw_calendar(tx)
    if not await tx.scalar("select polder.watches_opportunities(polder.actor())"):
        raise problems.forbidden()
    secret = new_secret()
    made = await tx.rows(
        """insert into session (kind, token_hash, role, scope_id, expires_at)
           values ('link', :hash, :role, :account, now() + make_interval(days => :days)) returning expires_at""",
        hash=digest(secret), role=CALENDAR, account=tx.actor.account_id, days=LINK_DAYS,
    )  # fmt: skip
    return secret, made[0].expires_at


async def withdraw_calendar(tx: Tx) -> None:
    """Withdrawing twice is no error."""
    if tx.actor.kind != "browser" or tx.actor.account_id is None:
        raise problems.forbidden(_words.SIGN_IN)
    await tx.run(
        "update session set ended_at = now() where kind = 'link' and role = :role and scope_id = :account and ended_at is null",
        role=CALENDAR, account=tx.actor.account_id,
    )  # fmt: skip
