"""What all rules have in common that law, a funder or the institute sets: they are rows with a source and validity.

A version is proposed by one person and comes into force when another confirms it; it then ends the version before it.
Of one key, no two versions are in force on the same day. None begins more than five years ahead. What is in force is fixed: a change is a next version. One that
has not begun yet can be withdrawn by another than its author; the version that it ended then goes on as it would have.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, text
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlmodel import Field

from polder.kernel import notation, problems
from polder.kernel.access import GUARD, Access, Policy, may
from polder.kernel.lifecycle import Condition, Lifecycle, Move
from polder.kernel.record import Record, instant
from polder.kernel.tx import Tx
from polder.kernel.web import CHECKS, REFUSALS
from polder.kernel.words import Words


def _w(nl: str, en: str) -> Words:
    return Words(nl=nl, en=en)


class VersionState(StrEnum):
    proposed = "proposed"
    in_force = "in_force"
    withdrawn = "withdrawn"


class RuleVersion(Record):
    """One version of a rule. `key` names the rule over all its versions; `source` says who set it, and where, in the language
    of what it cites.

    `ended_id`: the version that this one ended when it was confirmed, which would have held until `ended_until`.
    """

    key: str
    name_nl: str
    name_en: str
    source: str
    valid_from: date
    valid_until: date | None = None
    state: str = Field(
        default=VersionState.proposed,
        nullable=False,
        sa_column_kwargs={"server_default": text("'proposed'"), "info": {"choices": [str(s) for s in VersionState]}},
    )
    confirmed_by: UUID | None = None
    confirmed_at: datetime | None = instant(optional=True)
    ended_id: UUID | None = None
    ended_until: date | None = None


class Measure(StrEnum):
    cents = "cents"
    basis_points = "basis_points"
    number = "number"
    days = "days"
    hours = "hours"
    yes_no = "yes_no"  # 1 and 0


@dataclass(frozen=True)
class Figure:
    """What a rule that is one number is measured in, and between which values it makes sense."""

    measure: Measure
    least: int
    most: int

    def says(self, value: int) -> Words:
        if self.measure == Measure.cents:
            return notation.euros(value)
        if self.measure == Measure.days:
            return Words(nl=f"{value} dagen", en=f"{value} days")
        if self.measure == Measure.hours:
            return Words(nl=f"{value} uur", en=f"{value} hours")
        if self.measure == Measure.yes_no:
            return Words(nl="ja", en="yes") if value else Words(nl="nee", en="no")
        return notation.share(value) if self.measure == Measure.basis_points else Words(nl=str(value), en=str(value))


def figures(table: str, known: Mapping[str, Figure]) -> tuple[Any, ...]:
    """The constraints of a table whose rules are one number each: only keys that something reads, within their range."""
    keys = ", ".join(known)
    CHECKS[f"ck_{table}_known"] = problems.FieldProblem(
        "key",
        _w("Deze regel bestaat niet: niets rekent ermee.", "There is no such rule: nothing counts by it."),
        _w(f"Kies: {keys}.", f"Choose: {keys}."),
    )
    for key, figure in known.items():
        least, most = figure.says(figure.least), figure.says(figure.most)
        CHECKS[f"ck_{table}_{key}"] = problems.FieldProblem(
            "value",
            _w("Met dit getal kan deze regel niet werken.", "This rule cannot work with this number."),
            _w(f"Kies {least.nl} tot en met {most.nl}.", f"Choose from {least.en} to {most.en}."),
        )
    quoted = ", ".join(f"'{key}'" for key in known)
    return (
        CheckConstraint(f"key in ({quoted})", name="known"),
        *[
            CheckConstraint(f"key <> '{key}' or value between {figure.least} and {figure.most}", name=key)
            for key, figure in known.items()
        ],
    )


def promises(table: str) -> tuple[Any, ...]:
    """The constraints of a table of versions."""
    CHECKS[f"ck_{table}_period"] = problems.FieldProblem(
        "valid_until",
        _w("De laatste dag ligt vóór de eerste.", "The last day is before the first."),
        _w("Kies een latere dag, of laat hem leeg.", "Choose a later day, or leave it empty."),
    )
    REFUSALS[f"{table}_overlap"] = _w(
        "Op die dagen geldt al een andere versie van deze regel. Laat deze versie later beginnen, of eerder eindigen.",
        "Another version of this rule is in force on those days. Have this one begin later, or end earlier.",
    )
    states = ", ".join(f"'{state}'" for state in VersionState)
    return (
        CheckConstraint("key ~ '^[a-z][a-z0-9_]{1,59}$'", name="key"),
        CheckConstraint("char_length(name_nl) between 1 and 200", name="name_nl_length"),
        CheckConstraint("char_length(name_en) between 1 and 200", name="name_en_length"),
        CheckConstraint("char_length(source) between 1 and 1000", name="source_length"),
        CheckConstraint(f"state in ({states})", name="state"),
        CheckConstraint("valid_until >= valid_from", name="period"),
        ExcludeConstraint(
            ("key", "="), (text("daterange(valid_from, valid_until, '[]')"), "&&"), name=f"{table}_overlap",
            where=text("state = 'in_force'"),
        ),
    )  # fmt: skip


NOT_BEGUN = Condition(
    "not_begun",
    "{table}.valid_from > polder.today()",
    _w("Deze versie geldt al. Stel een volgende versie voor.", "This version holds already. Propose a next version."),
)
NOT_ITS_AUTHOR = Condition(
    "not_its_author",
    "{table}.created_by is distinct from polder.actor()",
    _w("Een ander dan de opsteller moet dit doen.", "Somebody other than its author must do this."),
)


def lifecycle(table: str, write: str, confirm: str) -> Lifecycle:
    """`write` and `confirm`: the permissions of whoever proposes and of whoever confirms."""
    V = VersionState
    return Lifecycle(
        table,
        "state",
        {
            V.proposed: _w("voorstel", "proposed"),
            V.in_force: _w("vastgesteld", "in force"),
            V.withdrawn: _w("ingetrokken", "withdrawn"),
        },
        Move("confirm", V.proposed, V.in_force, confirm, _w("Bevestigen", "Confirm"), second_person=True),
        Move("withdraw", V.proposed, V.withdrawn, write, _w("Intrekken", "Withdraw"), reason=True),
        Move(
            "revoke",
            V.in_force,
            V.withdrawn,
            confirm,
            _w("Intrekken", "Withdraw"),
            (NOT_BEGUN, NOT_ITS_AUTHOR),
            reason=True,
        ),
        initial=V.proposed,
        scope=(),
    )


def policies(table: str, read: str, write: str, confirm: str) -> list[Policy]:
    """Who sees the versions is `read` (SQL); `write` and `confirm` are permissions."""
    return [
        Policy(table, "select", f"{table}_read", read),
        Policy(table, "insert", f"{table}_add", may(write)),
        Policy(table, "update", f"{table}_change", f"{may(write)} or {may(confirm)}"),
        Policy(table, "select", f"{table}_guard", "id is not null", to=GUARD),
        Policy(table, "update", f"{table}_guard_end", "id is not null", to=GUARD),
        Policy("move_entry", "select", f"move_entry_{table}",
               f"record_kind = '{table}' and exists (select from public.{table} x where x.id = record_id)"),
    ]  # fmt: skip


def trigger(table: str) -> str:
    return (
        f"create or replace trigger b_version before insert or update on public.{table}"
        " for each row execute function polder.rule_version();\n"
        f"create or replace trigger c_given_back after update of state on public.{table} for each row"
        " when (old.state = 'in_force') execute function polder.rule_given_back();\n"
    )


REFUSALS.update(
    rule_fixed=_w(
        "Deze versie ligt vast. Stel een nieuwe versie voor, met een latere begindag.",
        "This version is fixed. Propose a new version that begins later.",
    ),
    rule_second_person=_w(
        "Een ander dan de opsteller moet deze regel bevestigen.",
        "Somebody other than its author must confirm this rule.",
    ),
    rule_began=NOT_BEGUN.why_not,
    rule_followed=_w(
        "Na deze versie is er nog een vastgesteld. Trek die eerst in.",
        "Another version was confirmed after this one. Withdraw that one first.",
    ),
)

CHECKS.update(
    rule_too_far=problems.FieldProblem(
        "valid_from",
        _w("Deze dag ligt te ver vooruit.", "This day is too far ahead."),
        _w("Kies een dag binnen vijf jaar.", "Choose a day within five years."),
    ),
)

ACCESS = Access(
    sql="""
-- A version of a rule is fixed once it is no longer a proposal. Whoever confirms it is not who wrote it, nor is whoever
-- withdraws it then, before it begins. Confirmed, it ends the version before it.
create or replace function polder.rule_version() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if (tg_op = 'INSERT' or (old.state = 'proposed' and (new.valid_from <> old.valid_from or new.state = 'in_force')))
     and new.valid_from > polder.today() + interval '5 years' then
    raise exception 'rule_too_far' using errcode = 'PL422', detail = 'valid_from';
  end if;
  if tg_op = 'INSERT' then
    new.confirmed_by := null;
    new.confirmed_at := null;
    new.ended_id := null;
    new.ended_until := null;
    return new;
  end if;
  if old.state = 'proposed' then
    new.confirmed_by := null;
    new.confirmed_at := null;
    new.ended_id := null;
    new.ended_until := null;
    if new.state = 'in_force' then
      if polder.actor() is null or polder.actor() is not distinct from old.created_by or polder.wrote(tg_table_name, old.id)
         or to_jsonb(new) - '{state,version,updated_at}'::text[] <> to_jsonb(old) - '{state,version,updated_at}'::text[] then
        raise exception 'rule_second_person' using errcode = 'PL409';
      end if;
      new.confirmed_by := polder.actor();
      new.confirmed_at := polder.clock();
      execute format('update public.%I set valid_until = $2 - 1 where key = $1 and state = ''in_force'' and valid_from < $2'
                     ' and coalesce(valid_until, $2) >= $2 returning old.id, old.valid_until', tg_table_name)
        into new.ended_id, new.ended_until using new.key, new.valid_from;
    end if;
  elsif old.state = 'in_force' and new.state = 'withdrawn' then
    if polder.actor() is null or polder.actor() is not distinct from old.created_by then
      raise exception 'rule_second_person' using errcode = 'PL409';
    end if;
    if old.valid_from <= polder.today() then
      raise exception 'rule_began' using errcode = 'PL409';
    end if;
    if to_jsonb(new) - '{state,version,updated_at}'::text[] <> to_jsonb(old) - '{state,version,updated_at}'::text[] then
      raise exception 'rule_fixed' using errcode = 'PL409';
    end if;
  -- Only the next version ends one that is in force, above, and lets it go on again, below.
  elsif (new.valid_until is distinct from old.valid_until and pg_trigger_depth() < 2)
     or to_jsonb(new) - '{valid_until,version,updated_at}'::text[] <> to_jsonb(old) - '{valid_until,version,updated_at}'::text[] then
    raise exception 'rule_fixed' using errcode = 'PL409';
  end if;
  return new;
end $$;

-- What was withdrawn before it began gives the version that it ended its days back. The newest goes first: one that was
-- confirmed later built on this one.
create or replace function polder.rule_given_back() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  followed boolean;
  given int;
begin
  execute format('select exists (select from public.%I where ended_id = $1 and state = ''in_force'')', tg_table_name)
    into followed using old.id;
  if old.ended_id is not null and not followed then
    execute format('update public.%I set valid_until = $2 where id = $1 and valid_until = $3 - 1', tg_table_name)
      using old.ended_id, old.ended_until, old.valid_from;
    get diagnostics given = row_count;
    followed := given = 0;
  end if;
  if followed then
    raise exception 'rule_followed' using errcode = 'PL409';
  end if;
  return null;
end $$;
""",
)


async def change(tx: Tx, version: RuleVersion, values: dict[str, Any], write: str) -> None:
    """Change a proposal; the database refuses it for what is no proposal any more. `write`: the permission."""
    tx.require(write)
    for name, value in values.items():
        setattr(version, name, value)
    await tx.flush()
