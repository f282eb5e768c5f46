"""Who is asking, and how a transaction learns it.

Signed-in people, API tokens and applicants' links enter by the hash of their secret; the public, jobs and the command
line enter by a fixed role. PostgreSQL looks up the session and its valid role grants and sets the transaction's
settings itself: the application never computes permissions.
"""

import hashlib
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from uuid import UUID

COOKIE = "__Host-polder"
TOKEN_PREFIX = "polder_"


def secret_hash(secret: str) -> str:
    """SHA-256 of a session secret, in hex: secrets themselves are never stored."""
    return hashlib.sha256(secret.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Entry:
    """How to enter: a secret's hash, or one of the fixed roles. `untraced` is refused to whoever's reading is traced."""

    token_hash: str | None
    role: str
    request_id: str
    untraced: bool = False

    @classmethod
    def by_secret(cls, secret: str, request_id: str) -> "Entry":
        return cls(secret_hash(secret), "", request_id)

    @classmethod
    def as_role(cls, role: str, request_id: str) -> "Entry":
        return cls(None, role, request_id)

    @property
    def call(self) -> str:
        """SQL that enters; `values` are its values."""
        return _call(self._door, 0)

    @property
    def _door(self) -> str:
        return "role" if not self.token_hash else "untraced" if self.untraced else "session"

    @property
    def values(self) -> tuple[Any, ...]:
        return (self.token_hash and bytes.fromhex(self.token_hash)) or self.role, self.request_id

    def asking(self, sql: str, values: tuple[Any, ...]) -> tuple[str, tuple[Any, ...]]:
        """`sql`, which yields one value, as a single statement that enters before it reads; and all its values.

        One round trip instead of three, and a transaction of its own without BEGIN. PostgreSQL computes the subquery's
        row before the value that is selected beside it. Should it ever not, the value is read as nobody: it is empty.
        """
        return _asking(sql, len(values), self._door), (*values, *self.values)

    def entering(self, sql: str = "null", values: tuple[Any, ...] = ()) -> tuple[str, tuple[Any, ...]]:
        """The statement that enters a transaction which writes: who one is, the moment, and what `sql` yields for them
        (one value), as `asking` has it.
        """
        return _entering(sql, len(values), self._door), (*values, *self.values)


def _call(door: str, values: int) -> str:
    return f"polder.enter_{door}(${values + 1}, ${values + 2})"


@lru_cache(maxsize=1024)
def _asking(sql: str, values: int, door: str) -> str:
    return (
        f"select (\n{sql}\n) from (select {_call(door, values)} as entered,"
        " set_config('transaction_read_only', 'on', true) as reading"
        " offset 0) as asker where entered is not null and reading = 'on'"
    )


@lru_cache(maxsize=256)
def _entering(sql: str, values: int, door: str) -> str:
    return (
        f"select asker.entered, now(), (\n{sql}\n) from (select {_call(door, values)} as entered offset 0) as asker"
        " where asker.entered is not null"
    )


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, as the database established it."""

    kind: str  # browser, token, link, or a fixed role
    account_id: UUID | None = None
    person_id: UUID | None = None
    session_id: UUID | None = None
    language: str | None = None
    permissions: frozenset[str] = frozenset()
    scoped: dict[str, frozenset[UUID]] = field(default_factory=dict)

    @classmethod
    def parse(cls, entered: dict[str, Any]) -> "Actor":
        def uuid(key: str) -> UUID | None:
            return UUID(entered[key]) if entered.get(key) else None

        return cls(
            entered["kind"],
            uuid("account_id"),
            uuid("person_id"),
            uuid("session_id"),
            entered.get("language"),
            frozenset(entered.get("permissions") or ()),
            {name: frozenset(map(UUID, ids)) for name, ids in (entered.get("scoped") or {}).items()},
        )

    def may(self, permission: str, scope_id: UUID | None = None) -> bool:
        """Does the actor hold the permission for the institute, or for this record? For wording; rows obey policies."""
        return permission in self.permissions or (
            scope_id is not None and scope_id in self.scoped.get(permission, frozenset())
        )
