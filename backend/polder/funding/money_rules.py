"""What rules of money have beyond all rules (kernel/versions.py): who sets them, and that none begins on closed days."""

from typing import Any

from polder.kernel import problems, versions
from polder.kernel.access import Access, Policy
from polder.kernel.lifecycle import Lifecycle
from polder.kernel.tx import Tx
from polder.kernel.web import CHECKS
from polder.kernel.words import Words

WRITE, CONFIRM = "rule.write", "rule.confirm"


def lifecycle(table: str) -> Lifecycle:
    return versions.lifecycle(table, WRITE, CONFIRM)


def policies(table: str, read: str) -> list[Policy]:
    return versions.policies(table, read, WRITE, CONFIRM)


def trigger(table: str) -> str:
    return (
        f"create or replace trigger b_closed before insert or update on public.{table}"
        " for each row execute function polder.rule_on_open_days();\n" + versions.trigger(table)
    )


async def change(tx: Tx, version: versions.RuleVersion, values: dict[str, Any]) -> None:
    await versions.change(tx, version, values, WRITE)


CHECKS["rule_on_closed_days"] = problems.FieldProblem(
    "valid_from",
    Words(
        nl="Deze dag is al afgesloten: toen gold de regel van toen.",
        en="This day is closed already: the rule of then governed it.",
    ),
    Words(nl="Kies een dag na de laatste afgesloten dag.", en="Choose a day after the last closed one."),
)

ACCESS = Access(
    permissions={
        WRITE: Words(nl="regels voor geld voorstellen", en="propose rules for money"),
        CONFIRM: Words(nl="regels voor geld bevestigen", en="confirm rules for money"),
    },
    holds={"controller": [WRITE, CONFIRM], "director": [CONFIRM], "system": [WRITE, CONFIRM]},
    sql="""
-- No version begins on closed days, where another governed then.
create or replace function polder.rule_on_open_days() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  governed boolean := tg_table_name = 'matching_rule';  -- its quarters were frozen, also where there was no rule
begin
  if tg_op = 'INSERT' or (old.state = 'proposed' and (new.valid_from <> old.valid_from or new.state = 'in_force')) then
    perform pg_advisory_xact_lock_shared(hashtext('polder.closed_period'));
    if new.valid_from <= polder.closed_until() then
      if not governed then
        execute format('select exists (select from public.%I where key = $1 and state = ''in_force'')', tg_table_name)
          into governed using new.key;
      end if;
      if governed then
        raise exception 'rule_on_closed_days' using errcode = 'PL422', detail = 'valid_from';
      end if;
    end if;
  end if;
  return new;
end $$;
""",
)
