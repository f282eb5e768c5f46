"""Who sees the ledger: whoever may read all money, a funder their own lots, the ministry public ones."""

from importlib.resources import files

from polder.funding.ledger.rules import BY_NAME, KINDS, PARTS, WAYS_BACK
from polder.kernel.access import GUARD, Access, Policy, may, reads_and_writes, within
from polder.kernel.words import Words

PERMISSIONS = {
    "funding.read": Words(nl="alle geldstromen zien", en="see all money"),
    "funding.own": Words(nl="de eigen bijdragen zien", en="see one's own contributions"),
    "funding.public": Words(nl="publieke bijdragen zien", en="see public contributions"),
    "ledger.post": Words(nl="in het grootboek boeken", en="post in the ledger"),
    "period.close": Words(nl="perioden afsluiten", en="close periods"),
    "ledger.check": Words(nl="het grootboek nalopen", en="check the ledger"),
    "purpose.write": Words(nl="bestemmingen en fondsen beheren", en="manage purposes and fund pools"),
}
HOLDS = {
    "controller": ["funding.read", "ledger.post", "period.close", "purpose.write"],
    "bank_operator": ["funding.read", "ledger.post"],
    "director": ["funding.read"],
    "auditor": ["funding.read"],
    "funder_representative": ["funding.own"],
    "partner_administrator": ["funding.own"],  # who appoints representatives hands out no more than they hold
    "board_member": ["funding.own"],
    "ministry": ["funding.public"],
    "system": list(PERMISSIONS),
}
READ, OWN = may("funding.read"), within("funding.own", "funder_id")
READ_LOT = f"{READ} or {OWN} or (decision_id is not null and {may('funding.public')})"
# One row is looked up by its key, and the policies of what it belongs to decide.
VISIBLE_LOT = "exists (select from public.lot l where l.id = lot_id)"
VISIBLE_ACCOUNT = "exists (select from public.ledger_account a where a.id = account_id)"
SEEN_PURPOSE = "id = any((select polder.seen_purposes())::uuid[])"


def _chart() -> str:
    """The chart of accounts as the database's own catalogue."""
    rows = []
    for kind in KINDS:
        floor = 0 if not kind.floor else (1 if kind.side == "debit" else -1)
        of = "{" + ",".join(kind.of) + "}"
        rows.append(
            f"('{kind.name}', '{kind.asset}', {floor}, {str(kind.conserved).lower()}, '{of}', '{kind.words.nl}', '{kind.words.en}')"
        )
    return (
        "create table if not exists polder.account_kind (\n"
        "  name text primary key, asset text not null, floor int not null, conserved boolean not null, of text[] not null,\n"
        "  nl text not null, en text not null);\n"
        "grant select on polder.account_kind to polder_app, polder_guard;\n"
        "delete from polder.account_kind;\n"
        "insert into polder.account_kind values\n  " + ",\n  ".join(rows) + ";\n"
    )


def _sources() -> str:
    """Which entries are undone at the record that made them, by the kind of their source."""
    kinds = ", ".join(f"'{kind}'" for kind in WAYS_BACK)
    return (
        "create or replace function polder.undone_at_source(kind text) returns boolean\n"
        f"language sql immutable as $$ select coalesce(kind in ({kinds}), false) $$;\n"
    )


def _parts(amount: str) -> str:
    """SQL: the parts of a lot's position as sums of `amount` over the accounts `a`."""
    sums = []
    for part, kinds in PARTS.items():
        sign = "" if BY_NAME[kinds[0]].side == "debit" else "-"
        names = ", ".join(f"'{kind}'" for kind in kinds)
        sums.append(f"coalesce({sign}sum({amount}) filter (where a.kind in ({names})), 0)::bigint as {part}")
    return ",\n      ".join(sums)


MOVED = {"paid": "", "attributed": "-", "worked": "-"}  # as polder.counted_as says, with its sign
OWED = {"overpaid": "overpayment", "repayable": "repayable_to_state"}


def _lot_balances() -> str:
    """The cache of each lot's sums: what it is of the postings, how a new entry changes it, where the two differ."""
    columns = [*PARTS, *OWED, *MOVED]
    sums = ",\n      ".join(
        [
            _parts("p.amount_cents"),
            *[f"coalesce(-sum(p.amount_cents) filter (where a.kind = '{kind}'), 0)::bigint as {name}"
              for name, kind in OWED.items()],
            *[f"coalesce({sign}sum(p.amount_cents) filter (where polder.counted_as(p.event, a.kind) = '{name}'), 0)::bigint as {name}"
              for name, sign in MOVED.items()],
            *[f"{which}({day}) filter (where polder.counted_as(p.event, a.kind) is not null) as {name}"
              for which, day, name in (("min", "coalesce(e.happened_on, p.posted_on)", "moved_from"),
                                       ("max", "p.posted_on", "moved_until"))],
        ]
    )  # fmt: skip
    added = ", ".join(f"{name} = b.{name} + s.{name}" for name in columns)
    names, values = ", ".join(columns), ", ".join(f"s.{name}" for name in columns)
    faults = ", ".join(f"('{name}', b.{name}, s.{name})" for name in columns)
    return f"""
-- What matching counts a posting as. Paid: what came on the bank with what the bank kept, less what went back; an
-- overpayment is a debt to the funder and no contribution.
create or replace function polder.counted_as(event text, kind text) returns text
language sql immutable as $$
  select case when event in ('receipt', 'repayment', 'refund') and kind in ('bank', 'bank_fees', 'overpayment') then 'paid'
    when event = 'cost' and kind in ('contribution_income', 'public_spent') then 'attributed'
    when kind = 'in_kind_received' then 'worked' end
$$;

-- The sums of lots from the postings: of these entries' lots as far as those entries go, or of every lot (null).
create or replace function polder.lot_sums(entries uuid[]) returns setof public.lot_balance
language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  if entries is null then
    return query select l.id, {sums}
    from public.lot l left join public.posting p on p.lot_id = l.id left join public.ledger_account a on a.id = p.account_id
      left join public.journal_entry e on e.id = p.entry_id and e.happened_on <> e.posted_on group by l.id;
  else
    return query select p.lot_id, {sums}
    from public.posting p join public.ledger_account a on a.id = p.account_id
      left join public.journal_entry e on e.id = p.entry_id and e.happened_on <> e.posted_on
    where p.entry_id = any(entries) group by p.lot_id;
  end if;
end $$;

-- New entries are added to the sums of their lots, whose rows their writer has locked.
create or replace function polder.add_to_lots(entries uuid[]) returns void
language sql security definer set search_path = pg_catalog, public
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
  update public.lot_balance b set {added},
    moved_from = least(b.moved_from, s.moved_from), moved_until = greatest(b.moved_until, s.moved_until)
  from polder.lot_sums(entries) as s where b.lot_id = s.lot_id
$$;

-- Every sum that is not that of the postings; a lot without sums differs in those that are not nothing.
create or replace function polder.wrong_lots() returns table (code text, cached bigint, posted bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  select concat_ws(':', 'lot', l.number, f.name), coalesce(f.cached, 0), f.posted
  from polder.lot_sums(null) as s join public.lot l on l.id = s.lot_id left join public.lot_balance b on b.lot_id = s.lot_id,
    lateral (values {faults}) as f(name, cached, posted)
  where f.cached is distinct from f.posted and not (b.lot_id is null and f.posted = 0) order by 1
$$;

create or replace function polder.rebuild_lots() returns void
language sql security definer set search_path = pg_catalog, public as $$
  insert into public.lot_balance (lot_id) select id from public.lot on conflict do nothing;
  update public.lot_balance b set ({names}, moved_from, moved_until) = ({values}, s.moved_from, s.moved_until)
  from polder.lot_sums(null) as s where b.lot_id = s.lot_id and b is distinct from s
$$;
"""


# Of `c`, the parts. What a determination left over has been received, and is returned when the bank pays it.
POSITION = """coalesce(c.uninvoiced + c.called + c.returned + c.written_off, 0) as committed, coalesce(c.uninvoiced, 0) as uninvoiced,
    coalesce(c.called, 0) as called, coalesce(c.invoiced_open, 0) as invoiced_open,
    coalesce(c.called + c.repayable - c.invoiced_open, 0) as received, coalesce(c.free - c.invoiced_open, 0) as received_free,
    coalesce(c.allocated, 0) as allocated, coalesce(c.spent, 0) as spent, coalesce(c.reported, 0) as reported,
    coalesce(c.returned - c.repayable, 0) as returned, coalesce(c.written_off, 0) as written_off,
    coalesce(c.repayable, 0) as repayable"""


def _positions() -> str:
    """What became of each lot: now, from the balances, and at the end of any day, from the postings."""
    early = {"uninvoiced": "+", "called": "-", "invoiced_open": "-", "free": "-"}
    parts = ", ".join(
        f"s.{part}{f' {early[part]} least(s.invoiced_open, 0)' if part in early else ''} as {part}" for part in PARTS
    )
    return f"""
-- What became of each lot until now, from the balances. Whoever asks sees their own lots.
create or replace view polder.lot_position with (security_invoker = true) as
  select l.id as lot_id, l.funder_id, l.number, {POSITION}
  from public.lot l left join public.lot_balance c on c.lot_id = l.id;
grant select on polder.lot_position to polder_app, polder_guard;

-- The same at the end of a day, from the postings until then; of one lot, or of all. What came on a day before its invoice was,
-- on that day, received of what had not been invoiced: an open invoice is never less than nothing.
drop function if exists polder.lot_positions(date, uuid);
create function polder.lot_positions(until_day date, of_lot uuid default null)
returns table (lot_id uuid, committed bigint, uninvoiced bigint, called bigint, invoiced_open bigint, received bigint,
  received_free bigint, allocated bigint, spent bigint, reported bigint, returned bigint, written_off bigint, repayable bigint)
language sql stable set search_path = pg_catalog, public as $$
  select c.lot_id, {POSITION}
  from (select s.lot_id, s.repayable, {parts}
    from (select p.lot_id,
        {_parts("p.amount_cents")},
        coalesce(-sum(p.amount_cents) filter (where a.kind = 'repayable_to_state'), 0)::bigint as repayable
      from public.posting p join public.ledger_account a on a.id = p.account_id
      where p.posted_on <= until_day and (of_lot is null or p.lot_id = of_lot)
        and (a.lot_id is not null or a.kind = 'repayable_to_state') group by p.lot_id) as s) as c
$$;
"""


# Drawn and not counted: a funder sees the numbers of its own lots, which tell nothing of how many others there are.
LOT_NUMBER = """
create or replace function polder.drawn_lot_number() returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, public as $$
declare
  made bigint;
begin
  loop
    made := 1000000 + ('x' || encode(substr(uuid_send(gen_random_uuid()), 1, 4), 'hex'))::bit(32)::bigint % 9000000;
    exit when not exists (select from public.lot where number = made);
  end loop;
  return made;
end $$;
"""


def _guard(table: str, *commands: str) -> list[Policy]:
    """The functions that write and check the ledger see all of it."""
    key = {"account_balance": "account_id", "lot_balance": "lot_id"}.get(table, "id")
    return [Policy(table, command, f"{table}_guard_{command}", f"{key} is not null", to=GUARD) for command in commands]


ACCESS = Access(
    permissions=PERMISSIONS,
    holds=HOLDS,
    policies=[
        *reads_and_writes("fund_pool", f"{READ} or exists (select from public.lot l where l.pool_id = fund_pool.id)",
                          may("purpose.write")),
        *reads_and_writes("purpose", f"{READ} or {SEEN_PURPOSE}", may("purpose.write")),
        Policy("pool_purpose", "select", "pool_purpose_read", READ),
        Policy("pool_purpose", "insert", "pool_purpose_add", may("purpose.write")),
        Policy("pool_purpose", "delete", "pool_purpose_remove", may("purpose.write")),
        Policy("lot", "select", "lot_read", READ_LOT),
        *_guard("lot", "select", "insert", "update"),
        *_guard("purpose", "select"),
        *_guard("pool_purpose", "select"),
        Policy("ledger_account", "select", "ledger_account_read", f"{READ} or (lot_id is not null and {VISIBLE_LOT})"),
        *_guard("ledger_account", "select", "insert"),
        Policy("account_balance", "select", "account_balance_read", f"{READ} or {VISIBLE_ACCOUNT}"),
        *_guard("account_balance", "select", "insert", "update"),
        Policy("lot_balance", "select", "lot_balance_read", f"{READ} or {VISIBLE_LOT}"),
        *_guard("lot_balance", "select", "insert", "update"),
        Policy("journal_entry", "select", "journal_entry_read", READ),
        *_guard("journal_entry", "select", "insert"),
        Policy("posting", "select", "posting_read", f"{READ} or {OWN} or ({may('funding.public')} and {VISIBLE_LOT})"),
        *_guard("posting", "select", "insert"),
        Policy("ledger_check", "select", "ledger_check_read", READ),
        Policy("ledger_check", "select", "ledger_check_guard", "id is not null", to=GUARD),
        Policy("ledger_check", "insert", "ledger_check_guard_note", "id is not null", to=GUARD),
        *reads_and_writes("closed_period", READ, may("period.close"))[:2],
        *_guard("closed_period", "select"),
    ],
    append_only={
        "journal_entry": "update or delete",
        "posting": "update or delete",
        "ledger_account": "update or delete",
        "account_balance": "delete",
        "lot_balance": "delete",
        "closed_period": "update or delete",
        "ledger_check": "update or delete",
    },
    inner=["polder.write_entries(jsonb)", "polder.ledger_lines(jsonb)", "polder.undo_entry(uuid, text, date, text)",
           "polder.wrong_balances()", "polder.ledger_faults()", "polder.lot_sums(uuid[])", "polder.add_to_lots(uuid[])",
           "polder.wrong_lots()", "polder.rebuild_lots()"],
    before_tables=LOT_NUMBER,
    sql=_chart() + _sources() + _lot_balances() + files(__package__).joinpath("sql/ledger.sql").read_text() + _positions(),
)  # fmt: skip
