"""The funder's page where there is much money: 20 agreements of five tranches for each funder, all of them called, paid,
allocated to purposes that everybody shares, and spent in part. Made by set-based SQL, as the rest of the bench's data.
"""

import hashlib
from pathlib import Path

import psycopg

from polder.kernel import embedded, migrate
from tests.bench.data import Base, digest, fingerprint

FUNDER, AUDITOR = "bench-session-of-a-funder", "bench-session-of-an-auditor"
PER_FUNDER, TRANCHES, POSTINGS = 20, 5, 23  # postings of each tranche


def base(found: embedded.Server, agreements: int) -> Base:
    """The database of so many agreements: as it was made before, or new."""
    mine = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:6]
    made = Base(found, f"bench_money_{fingerprint()}_{mine}_{agreements}", agreements)
    with psycopg.connect(found.url("postgres"), autocommit=True) as connection:
        if connection.execute("select 1 from pg_database where datname = %s", [made.name]).fetchone():
            return made
        connection.execute(f'drop database if exists "{made.name}_new" with (force)')
    fresh = Base(found, f"{made.name}_new", agreements)
    migrate.prepare_database(found.url("postgres"), fresh.name)
    migrate.migrate(found.url(fresh.name, "polder_owner"))
    print(f"  building: {agreements:,} agreements, {agreements * TRANCHES * POSTINGS:,} postings", flush=True)
    fresh.sql(
        MONEY.format(agreements=agreements, funders=max(3, agreements // PER_FUNDER), tranches=TRANCHES,
                     funder=digest(FUNDER), auditor=digest(AUDITOR))
    )  # fmt: skip
    fresh.sql("vacuum (freeze, analyze)")
    with psycopg.connect(found.url("postgres"), autocommit=True) as connection:
        connection.execute(f'alter database "{fresh.name}" rename to "{made.name}"')
    return made


MONEY = """
set session_replication_role = replica;
set synchronous_commit = off;
insert into organisation (name, sort_name, names_text, kind)
  select 'Funder ' || n, 'funder ' || lpad(n::text, 6, '0'), 'Funder ' || n, 'industry' from generate_series(1, {funders}) as n;
create temp table funder as select id, row_number() over (order by sort_name) - 1 as n from organisation;
insert into matching_rule (key, name_nl, name_en, public_parts, private_parts, cap_cents, in_kind_share_bp, basis, window_from,
    window_until, valid_from, source, state)
  values ('bench', 'Gelijk op', 'One to one', 1, 1, 1000000000000, 2000, 'received', '2020-01-01', '2099-12-31', '2020-01-01', 'Bench', 'in_force');
insert into purpose (kind, name_nl, name_en, valid_from)
  select (array['programme', 'position', 'grant'])[1 + n % 3], 'Bestemming ' || n, 'Purpose ' || n, '2020-01-01' from generate_series(1, 60) as n;
create temp table served as select id, reference, row_number() over (order by id) - 1 as n from purpose;
insert into agreement (funder_id, title, starts_on, ends_on, matching_key, amount_cents, in_force, state)
  select f.id, 'Agreement ' || g.n, '2024-01-01', '2030-12-31', 'bench', 10000000 * {tranches}, 1, 'active'
  from generate_series(1, {agreements}) as g(n) join funder f on f.n = g.n % {funders};
insert into lot (agreement_id, funder_id, position, amount_cents, due_on)
  select a.id, a.funder_id, t, 10000000, date '2024-03-01' + 200 * t from agreement a, generate_series(1, {tranches}) as t;
create temp table given as
  select l.id as lot_id, l.number, l.funder_id, l.agreement_id, l.due_on, p.id as purpose_id, p.reference, row_number() over (order by l.number) as n
  from lot l join served p on p.n = l.number % 60;
create index on given (lot_id); analyze given;
insert into ledger_account (code, kind, asset, lot_id)
  select replace(kind, '_', '-') || ':' || g.number, kind, asset, g.lot_id from given g, (values ('committed_open', 'EUR.C'), ('committed_invoiced', 'EUR.C'),
    ('deferred_contribution', 'EUR')) as k(kind, asset);
insert into ledger_account (code, kind, asset, lot_id, funder_id) select 'receivable:' || number, 'receivable', 'EUR', lot_id, funder_id from given;
insert into ledger_account (code, kind, asset, lot_id, purpose_id)
  select replace(kind, '_', '-') || ':' || g.number || ':' || g.reference, kind, 'EUR', g.lot_id, g.purpose_id
  from given g, (values ('allocated'), ('contribution_income')) as k(kind);
insert into ledger_account (code, kind, asset) values ('bank', 'bank', 'EUR'), ('bank-fees', 'bank_fees', 'EUR'), ('payroll-clearing', 'payroll_clearing', 'EUR');
insert into ledger_account (code, kind, asset, purpose_id) select 'project-cost:' || reference, 'project_cost', 'EUR', id from served;
insert into ledger_account (code, kind, asset, funder_id) select 'commitments-given:' || id, 'commitments_given', 'EUR.C', id from funder;
create temp table step (event text, round int, kind text, cents bigint);
insert into step values ('commitment', 1, 'committed_open', 10000000), ('commitment', 1, 'commitments_given', -10000000),
  ('invoice', 1, 'receivable', 10000000), ('invoice', 1, 'deferred_contribution', -10000000), ('invoice', 1, 'committed_invoiced', 10000000),
  ('invoice', 1, 'committed_open', -10000000), ('receipt', 1, 'bank', 9998500), ('receipt', 1, 'bank_fees', 1500),
  ('receipt', 1, 'receivable', -10000000), ('allocation', 1, 'deferred_contribution', 6000000), ('allocation', 1, 'allocated', -6000000);
insert into step select 'cost', r, kind, cents from generate_series(1, 3) as r, (values ('project_cost', 1000000), ('payroll_clearing', -1000000),
  ('allocated', 1000000), ('contribution_income', -1000000)) as c(kind, cents);
create temp table entry as
  select uuidv7() as id, g.lot_id, s.event, s.round, g.due_on + 30 * s.round as day from given g, (select distinct event, round from step) as s;
insert into journal_entry (id, key, digest, posted_on, happened_on, event, description)
  select id, event || round || lot_id, '\\x00', day, day, event, '' from entry;
insert into posting (entry_id, account_id, lot_id, funder_id, posted_on, event, amount_cents)
  select e.id, k.id, g.lot_id, g.funder_id, e.day, e.event, s.cents
  from given g join entry e on e.lot_id = g.lot_id join step s on s.event = e.event and s.round = e.round
    join ledger_account k on k.code = replace(s.kind, '_', '-') || case
      when s.kind in ('bank', 'bank_fees', 'payroll_clearing') then '' when s.kind = 'project_cost' then ':' || g.reference
      when s.kind = 'commitments_given' then ':' || g.funder_id
      when s.kind in ('allocated', 'contribution_income') then ':' || g.number || ':' || g.reference else ':' || g.number end;
insert into account_balance (account_id, floor, balance_cents) select account_id, 0, sum(amount_cents) from posting group by 1;
insert into lot_balance (lot_id) select id from lot;
select polder.rebuild_lots();
insert into funder_invoice (agreement_id, funder_id, number, number_text, rf_reference, issued_on, due_on, amount_cents, state)
  select agreement_id, funder_id, n, 'B-' || n, 'RF00' || n, due_on - 30, due_on, 10000000, 'paid' from given;
insert into invoice_line (invoice_id, lot_id, position, description_nl, description_en, amount_cents)
  select i.id, g.lot_id, 1, 'Bijdrage', 'Contribution', 10000000 from given g join funder_invoice i on i.number = g.n;
insert into invoice_settlement (invoice_id, line_id, kind, amount_cents, entry_id)
  select l.invoice_id, l.id, 'payment', 10000000, e.id from invoice_line l join entry e on e.lot_id = l.lot_id and e.event = 'receipt';
with account as (insert into account (name) values ('Funder'), ('Auditor') returning id, name),
  granted as (insert into role_grant (account_id, role, valid_until, scope_kind, scope_id, confirmed_at)
    select a.id, case a.name when 'Funder' then 'funder_representative' else 'auditor' end,
      case a.name when 'Auditor' then now() + interval '1 year' end, case a.name when 'Funder' then 'organisation' end,
      case a.name when 'Funder' then (select id from funder where n = 1) end, now() from account a)
insert into session (kind, account_id, token_hash, expires_at)
  select 'browser', id, case name when 'Funder' then '\\x{funder}'::bytea else '\\x{auditor}'::bytea end, '2200-01-01' from account;
"""
