"""Who may see and do what, declared once beside each domain and carried out by PostgreSQL.

A domain's `access.py` holds one `Access`: its permissions, which roles hold them, its row policies, which columns are
personal. `install_sql` turns all of them into policies, grants and triggers; a test compares the declarations with the
live catalogue, so neither can drift.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from polder.kernel.words import Words

APP, GUARD, OWNER = "polder_app", "polder_guard", "polder_owner"


@dataclass(frozen=True)
class Role:
    """A named set of permissions. `scope` names what a grant is limited to (None: the whole institute)."""

    name: str
    title: Words
    scope: str | None = None
    grantable: bool = True


@dataclass(frozen=True)
class Policy:
    """A permissive row policy. `when` is the SQL condition on existing rows, `then` on new ones (default: the same)."""

    table: str
    command: str  # select, insert, update, delete
    name: str
    when: str
    then: str | None = None
    to: str = APP

    @property
    def sql(self) -> str:
        using = "" if self.command == "insert" else f" using ({self.when})"
        check = f" with check ({self.then or self.when})" if self.command in ("insert", "update") else ""
        return f'create policy "{self.name}" on public."{self.table}" for {self.command} to {self.to}{using}{check};'


def floor(table: str) -> str:
    """A restrictive policy under all others: nothing of a table exists for a transaction that entered as nobody.

    Written without our own functions, so that a prover can follow it.
    """
    return (
        f'create policy "{FLOOR}" on public."{table}" as restrictive for all to {APP}'
        " using ((select current_setting('polder.actor_kind', true)) <> '');"
    )


FLOOR = "somebody_asks"


@dataclass(frozen=True)
class Erased:
    """What becomes of a table's rows when people are erased. `rows`: which ones, as SQL over the table, with `people`, the ids
    of the records that are about them, and `things`, the ids of all that belongs to those. The rows go; with `blank` (column →
    SQL) they stay as a number, without what said whose they were; with `by` a function of the database does it, called with
    each record; with `stays` nothing of them is about a person, and it says why.
    """

    rows: str = "false"
    blank: Mapping[str, str] = field(default_factory=dict)
    by: str = ""
    stays: str = ""


@dataclass(frozen=True)
class Access:
    """What one domain declares."""

    permissions: Mapping[str, Words] = field(default_factory=dict)
    roles: Sequence[Role] = ()
    holds: Mapping[str, Sequence[str]] = field(default_factory=dict)  # role → permissions of this domain
    policies: Sequence[Policy] = ()
    personal: Mapping[str, Sequence[str]] = field(default_factory=dict)  # table → columns with personal data
    erased: Mapping[str, Erased] = field(default_factory=dict)  # table → what goes with the person that it is about
    append_only: Mapping[str, str] = field(default_factory=dict)  # table → what even its owner is refused
    later_checks: Mapping[str, Sequence[str]] = field(
        default_factory=dict
    )  # table → its checks that came after its release
    unaudited: Sequence[str] = ()  # tables whose rows are themselves a log, or hold no fact of the institute
    inner: Sequence[str] = ()  # functions that only other functions of the database may call
    before_tables: str = ""  # sequences that the tables' defaults name
    sql: str = ""  # functions and triggers of this domain


def may(permission: str) -> str:
    """SQL: the actor holds the permission for the whole institute."""
    return f"(select polder.may('{permission}'))"


def within(permission: str, column: str) -> str:
    """SQL: the actor holds the permission for the record (vacancy, organisation, case) in `column`."""
    return f"{column} = any((select polder.scope('{permission}'))::uuid[])"


def may_or_within(permission: str, column: str) -> str:
    """SQL: the actor holds the permission everywhere or for the record in `column`."""
    return f"({may(permission)} or {within(permission, column)})"


def unconflicted(column: str) -> str:
    """SQL: no conflict of interest hides the record in `column` from the person who asks."""
    return f"{column} <> all((select polder.conflicts())::uuid[])"


def is_self(column: str) -> str:
    """SQL: the row belongs to the acting account."""
    return f"{column} = (select polder.actor())"


def reads_and_writes(table: str, read: str, write: str, *, delete: bool = False) -> list[Policy]:
    """The usual set: select by `read`, insert and update by `write`, delete only when asked for."""
    policies = [
        Policy(table, "select", f"{table}_read", read),
        Policy(table, "insert", f"{table}_add", write),
        Policy(table, "update", f"{table}_change", write),
    ]
    return [*policies, Policy(table, "delete", f"{table}_remove", write)] if delete else policies


def held_by_role(accesses: Iterable[Access]) -> dict[str, frozenset[str]]:
    """Role → every permission it holds, over all domains. Unknown roles or permissions raise ValueError."""
    accesses = list(accesses)
    roles = {role.name for access in accesses for role in access.roles}
    permissions = {name for access in accesses for name in access.permissions}
    held: dict[str, set[str]] = {name: set() for name in roles}
    for access in accesses:
        for role, names in access.holds.items():
            unknown = ({role} - roles) | (set(names) - permissions)
            if unknown:
                raise ValueError(f"access declarations name unknown roles or permissions: {sorted(unknown)}")
            held[role].update(names)
    return {role: frozenset(names) for role, names in held.items()}
