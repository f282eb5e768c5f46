-- The promises of the ledger. Entries are written by polder.write_entries and by nothing else: the application's role
-- has no right to insert them, and even the owner cannot change, remove or add to what was committed.

do $$ begin
  create type polder.ledger_line as (
    entry_number int, code text, kind text, asset text, floor int, account_lot uuid, account_purpose uuid, account_funder uuid,
    account_id bigint, lot_id uuid, funder_id uuid, cents bigint, original_currency text, original_minor bigint,
    original_rate numeric);
exception when duplicate_object then null;
end $$;

-- These functions look up a few rows by their keys, many times a second. They say so to the planner: without statistics
-- it would read whole tables, and keep that plan for as long as the connection lives.

-- What the entries name, looked up: each line with the account it belongs to (without its id while there is none).
create or replace function polder.ledger_lines(entries jsonb) returns setof polder.ledger_line
language sql stable security definer set search_path = pg_catalog, public
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set plan_cache_mode = force_generic_plan as $$
  select n.number, n.code, n.kind, n.asset, n.floor, n.account_lot, n.account_purpose, n.account_funder, a.id, n.lot_id,
    n.funder_id, n.cents, n.original_currency, n.original_minor, n.original_rate
  from (
    select e.ordinality::int as number,
      concat_ws(':', replace(k.name, '_', '-'), case when 'funder' = any(k.of) and not 'lot' = any(k.of) then l.funder_id::text end,
        case when 'lot' = any(k.of) then l.number::text end, case when 'purpose' = any(k.of) then p.reference end) as code,
      k.name as kind, k.asset, k.floor, case when 'lot' = any(k.of) then l.id end as account_lot,
      case when 'purpose' = any(k.of) then p.id end as account_purpose,
      case when 'funder' = any(k.of) then l.funder_id end as account_funder, l.id as lot_id, l.funder_id, line.*
    from jsonb_array_elements(entries) with ordinality as e,
      jsonb_to_recordset(e.value -> 'lines') as line(account text, lot uuid, purpose uuid, cents bigint,
        original_currency text, original_minor bigint, original_rate numeric)
      join polder.account_kind k on k.name = line.account
      join public.lot l on l.id = line.lot
      left join public.purpose p on p.id = line.purpose
    where not 'purpose' = any(k.of) or p.id is not null
  ) as n left join public.ledger_account a on a.code = n.code
$$;

-- The single writer, which other functions of the database call. `entries` is an array of {key, posted_on, event,
-- description, source_kind, source_id, lines}, a line {account, lot, purpose, cents, original_…}; `happened_on` where the
-- event was on another day than it is posted. Answers the entries' ids; a key that was used for the same content answers the entry that is there. All accounts of a call are locked in
-- the order of their ids before anything is posted, so that writers never wait for each other in a circle: a transaction
-- calls this once. The rows of the lots come first; they stand for all accounts of the lot.
create or replace function polder.write_entries(entries jsonb) returns uuid[]
language plpgsql security definer set search_path = pg_catalog, public
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set plan_cache_mode = force_generic_plan as $$
declare
  lines polder.ledger_line[] := array(select l from polder.ledger_lines(entries) as l);
  lots uuid[] := array(select distinct l.lot_id from unnest(lines) as l);
  locked int;
  known boolean[];
  fresh boolean[];
  ids uuid[];
  reused boolean;
begin
  if cardinality(lines) <> (select coalesce(sum(jsonb_array_length(value -> 'lines')), 0) from jsonb_array_elements(entries)) then
    raise exception 'ledger_line_unknown' using errcode = 'PL422', detail = 'lines';
  end if;
  perform from public.lot_balance b where b.lot_id = any(lots) order by b.lot_id for update;
  get diagnostics locked = row_count;
  if locked <> cardinality(lots) then
    raise exception 'lot_without_sums' using errcode = 'PL409';
  end if;
  if exists (select from unnest(lines) as l where l.account_id is null) then
    with made as (
      insert into public.ledger_account (code, kind, asset, lot_id, purpose_id, funder_id)
      select distinct on (l.code) l.code, l.kind, l.asset, l.account_lot, l.account_purpose, l.account_funder
      from unnest(lines) as l where l.account_id is null order by l.code
      on conflict do nothing returning id, kind)
    insert into public.account_balance (account_id, floor)
    select m.id, k.floor from made m join polder.account_kind k on k.name = m.kind and k.floor <> 0;
    lines := array(select l from polder.ledger_lines(entries) as l);
  end if;
  if exists (select from unnest(lines) as l where l.floor <> 0 and l.account_lot is null) then
    perform from public.account_balance b
    where b.account_id = any(array(select l.account_id from unnest(lines) as l where l.floor <> 0 and l.account_lot is null))
    order by b.account_id for update;
  end if;
  select array_agg(e.id is not null order by g.ordinality) into known
  from jsonb_array_elements(entries) with ordinality as g left join public.journal_entry e on e.key = g.value ->> 'key';
  insert into public.journal_entry (key, digest, posted_on, happened_on, event, description, source_kind, source_id, reverses_id, reason)
  select g.value ->> 'key', sha256(convert_to((g.value - '{key,description}'::text[])::text, 'UTF8')),
    (g.value ->> 'posted_on')::date, (g.value ->> 'happened_on')::date, g.value ->> 'event', coalesce(g.value ->> 'description', ''), g.value ->> 'source_kind',
    (g.value ->> 'source_id')::uuid, (g.value ->> 'reverses_id')::uuid, g.value ->> 'reason'
  from jsonb_array_elements(entries) with ordinality as g where not known[g.ordinality] order by g.ordinality
  on conflict (key) do nothing;
  -- New is what was not known before and is of this transaction; a key that is named twice is one entry.
  select array_agg(s.id order by s.number), bool_or(s.other), array_agg(s.ours and s.first and not known[s.number] order by s.number)
  into ids, reused, fresh
  from (select g.ordinality as number, e.id, e.xid = pg_current_xact_id()::text::bigint as ours,
          row_number() over (partition by e.id order by g.ordinality) = 1 as first,
          e.digest is distinct from sha256(convert_to((g.value - '{key,description}'::text[])::text, 'UTF8')) as other
        from jsonb_array_elements(entries) with ordinality as g left join public.journal_entry e on e.key = g.value ->> 'key') as s;
  if reused then
    raise exception 'ledger_key_reused' using errcode = 'PL409';
  end if;
  with added as (
    insert into public.posting (entry_id, account_id, lot_id, funder_id, posted_on, event, amount_cents,
                                original_currency, original_minor, original_rate)
    select e.id, l.account_id, l.lot_id, l.funder_id, e.posted_on, e.event, l.cents, l.original_currency,
      l.original_minor, l.original_rate
    from unnest(lines) as l join public.journal_entry e on e.id = ids[l.entry_number] where fresh[l.entry_number]
    returning account_id, amount_cents
  ), moved as (
    select account_id, sum(amount_cents)::bigint as cents from added group by 1
  ), floored as (
    update public.account_balance b set balance_cents = b.balance_cents + m.cents
    from moved m where b.account_id = m.account_id and b.part = 0 and b.floor <> 0)
  insert into public.account_balance as b (account_id, part, floor, balance_cents)
  select m.account_id, pg_backend_pid() % 16, 0, m.cents from moved m
  where m.account_id = any(array(select distinct l.account_id from unnest(lines) as l where l.floor = 0)) order by m.account_id
  on conflict (account_id, part) do update set balance_cents = b.balance_cents + excluded.balance_cents;
  perform polder.add_to_lots(array(select distinct i from unnest(ids, fresh) as g(i, fresh) where g.fresh));
  return coalesce(ids, '{}');
end $$;

-- What of a lot is to go back in this way, in cents: 'repayment' to the State, or 'refund' to its funder; else nothing.
create or replace function polder.owed_back(lot uuid, way text) returns bigint
language sql stable set search_path = pg_catalog, public as $$
  select coalesce(-sum(p.amount_cents), 0)::bigint from public.posting p join public.ledger_account a on a.id = p.account_id
  where p.lot_id = owed_back.lot and a.kind = case way when 'repayment' then 'repayable_to_state' when 'refund' then 'overpayment' end
$$;

-- The door for actions: the same for whoever may post. What a record made is not reversed here: the record would not know.
create or replace function polder.post_entries(entries jsonb) returns uuid[]
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if not polder.may('ledger.post') then
    raise exception 'ledger_not_yours' using errcode = 'PL403';
  end if;
  if entries @? '$[*].reverses_id' and exists (
      select from jsonb_array_elements(entries) as g join public.journal_entry e on e.id = (g.value ->> 'reverses_id')::uuid
      where polder.undone_at_source(e.source_kind)) then
    raise exception 'reversed_at_source' using errcode = 'PL409';
  end if;
  return polder.write_entries(entries);
end $$;

-- The opposite of an entry, as `post_entries` takes it: a list of one. Null where there is no such entry. It is of the day of
-- what it takes back, so that nothing is left of that on its day.
create or replace function polder.reversal(original uuid, key text, posted_on date, reason text) returns jsonb
language sql stable security definer set search_path = pg_catalog, public as $$
  select jsonb_build_array(jsonb_build_object('key', reversal.key, 'posted_on', reversal.posted_on, 'happened_on', e.happened_on, 'event', e.event,
    'description', e.description,
    'source_kind', e.source_kind, 'source_id', e.source_id, 'reverses_id', e.id, 'reason', reversal.reason, 'lines',
    (select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('account', a.kind, 'lot', p.lot_id, 'purpose', a.purpose_id,
       'cents', -p.amount_cents, 'original_currency', p.original_currency, 'original_minor', -p.original_minor,
       'original_rate', p.original_rate)) order by p.id)
     from public.posting p join public.ledger_account a on a.id = p.account_id where p.entry_id = e.id)))
  from public.journal_entry e where e.id = original and (polder.may('ledger.post') or polder.may('decision.undetermine'))
$$;

-- Reverses an entry, once, with a reason, on a day that is open.
create or replace function polder.reverse_entry(original uuid, key text, posted_on date, reason text) returns uuid
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  opposite jsonb := polder.reversal(original, key, posted_on, reason);
begin
  if opposite is null then
    raise exception 'entry_unknown' using errcode = 'PL422', detail = 'entry_id';
  end if;
  return (polder.post_entries(opposite))[1];
end $$;

-- The same for a record that undoes what it did.
create or replace function polder.undo_entry(original uuid, key text, posted_on date, reason text) returns uuid
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  opposite jsonb := polder.reversal(original, key, posted_on, reason);
begin
  if opposite is null then
    raise exception 'entry_unknown' using errcode = 'PL422', detail = 'entry_id';
  end if;
  return (polder.write_entries(opposite))[1];
end $$;

-- The last day that is closed, and with it all before; null while none is.
create or replace function polder.closed_until() returns date
language sql stable security definer set search_path = pg_catalog, public as $$
  select max(c.until_day) from public.closed_period c
$$;

-- The day on which something of this day is posted: that day itself, or the first open one after it, never ahead of the clock.
create or replace function polder.open_day(wanted date) returns date
language sql stable set search_path = pg_catalog, public as $$
  select greatest(least(wanted, polder.today()), polder.closed_until() + 1)
$$;

-- An entry is dated on an open day, not ahead of the clock; what it tells of happened then, unless it says before. Closing waits for entries under way, and they for it.
create or replace function polder.entry_day() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  new.happened_on := coalesce(new.happened_on, new.posted_on);
  perform pg_advisory_xact_lock_shared(hashtext('polder.closed_period'));
  if new.posted_on <= (select max(c.until_day) from public.closed_period c) then
    raise exception 'period_closed' using errcode = 'PL409', detail = 'posted_on';
  end if;
  if new.posted_on > polder.today() then
    raise exception 'posted_ahead' using errcode = 'PL422', detail = 'posted_on';
  end if;
  if exists (select from public.journal_entry e where e.id = new.reverses_id and (e.reverses_id is not null or e.event <> new.event)) then
    raise exception 'reversal_of_reversal' using errcode = 'PL409';
  end if;
  if exists (select from public.journal_entry e where e.id = new.reverses_id and e.posted_on > new.posted_on) then
    raise exception 'reversed_before' using errcode = 'PL422', detail = 'posted_on';
  end if;
  return new;
end $$;
create or replace trigger b_day before insert on public.journal_entry for each row execute function polder.entry_day();

-- Every lot has its sums from the start.
create or replace function polder.lot_begins() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  insert into public.lot_balance (lot_id) values (new.id);
  return null;
end $$;
create or replace trigger a_balance after insert on public.lot for each row execute function polder.lot_begins();

-- Periods follow each other, so that what is closed has one edge.
create or replace function polder.close_alone() returns trigger
language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtext('polder.closed_period'));
  if new.until_day >= polder.today() then
    raise exception 'period_not_over' using errcode = 'PL422', detail = 'until_day';
  end if;
  if new.from_day <> polder.closed_until() + 1 then
    raise exception 'period_not_next' using errcode = 'PL422', detail = 'from_day';
  end if;
  return new;
end $$;
create or replace trigger b_alone before insert on public.closed_period for each row execute function polder.close_alone();

-- An entry is written whole, by one statement of the transaction that made it, and a line repeats its entry and its lot
-- truly. The transaction is that of the outermost level, so savepoints change nothing.
create or replace function polder.lines_belong() returns trigger
language plpgsql security definer set search_path = pg_catalog, public
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set plan_cache_mode = force_generic_plan as $$
begin
  if exists (
    select from added p join public.journal_entry e on e.id = p.entry_id join public.lot l on l.id = p.lot_id
      join public.ledger_account a on a.id = p.account_id
    where e.xid <> pg_current_xact_id()::text::bigint or (p.posted_on, p.event) is distinct from (e.posted_on, e.event)
      or p.funder_id <> l.funder_id or coalesce(a.lot_id, l.id) <> l.id or coalesce(a.funder_id, l.funder_id) <> l.funder_id
  ) or (select count(*) from (select distinct entry_id from added) as e join public.posting p on p.entry_id = e.entry_id)
       <> (select count(*) from added) then
    raise exception 'entry_is_closed' using errcode = 'PL409';
  end if;
  return null;
end $$;
create or replace trigger b_lines_belong after insert on public.posting referencing new table as added
  for each statement execute function polder.lines_belong();

-- At commit: two lines at least; zero per asset; per lot what was called is what became of it; a reversal is the exact
-- opposite.
create or replace function polder.entry_balances() returns trigger
language plpgsql security definer set search_path = pg_catalog, public
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set plan_cache_mode = force_generic_plan as $$
declare
  found record;
begin
  select coalesce(sum(s.lines) filter (where s.lot_id is null), 0) as lines,
    coalesce(bool_or(s.rest <> 0) filter (where s.lot_id is null), false) as unbalanced,
    coalesce(bool_or(s.kept <> 0) filter (where s.lot_id is not null), false) as leaking into found
  from (select p.lot_id, count(*) as lines, sum(p.amount_cents) as rest, sum(p.amount_cents) filter (where k.conserved) as kept
        from public.posting p join public.ledger_account a on a.id = p.account_id join polder.account_kind k on k.name = a.kind
        where p.entry_id = new.id group by grouping sets ((a.asset), (p.lot_id))) as s;
  if found.lines < 2 or found.unbalanced then
    raise exception 'entry_unbalanced' using errcode = 'PL422', detail = 'lines';
  end if;
  if found.leaking then
    raise exception 'lot_not_conserved' using errcode = 'PL422', detail = 'lines';
  end if;
  if new.reverses_id is not null and exists (
      select from public.posting p where p.entry_id in (new.id, new.reverses_id)
      group by p.account_id, p.lot_id, abs(p.amount_cents)
      having count(*) filter (where p.entry_id = new.id and p.amount_cents > 0)
          <> count(*) filter (where p.entry_id = new.reverses_id and p.amount_cents < 0)
        or count(*) filter (where p.entry_id = new.id and p.amount_cents < 0)
          <> count(*) filter (where p.entry_id = new.reverses_id and p.amount_cents > 0)) then
    raise exception 'reversal_differs' using errcode = 'PL422', detail = 'lines';
  end if;
  return null;
end $$;
drop trigger if exists c_balances on public.journal_entry;
create constraint trigger c_balances after insert on public.journal_entry deferrable initially deferred
  for each row execute function polder.entry_balances();

-- The cache against its source: every account whose balance is not the sum of its postings.
create or replace function polder.wrong_balances() returns table (code text, cached bigint, posted bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  select a.code, coalesce(b.cents, 0)::bigint, coalesce(s.cents, 0)::bigint
  from public.ledger_account a
    left join (select account_id, sum(balance_cents) as cents from public.account_balance group by 1) as b on b.account_id = a.id
    left join (select account_id, sum(amount_cents) as cents from public.posting group by 1) as s on s.account_id = a.id
  where coalesce(b.cents, 0) <> coalesce(s.cents, 0) order by a.code
$$;

-- Everything that the ledger promises of itself, looked at again from the postings: what is wrong, where, what is said
-- there and what was found. Empty when all is well.
create or replace function polder.ledger_faults() returns table (what text, place text, said text, found text)
language sql stable security definer set search_path = pg_catalog, public as $$
  select 'balance', w.code, coalesce(w.cached::text, ''), w.posted::text
  from (select * from polder.wrong_balances() union all select * from polder.wrong_lots()) as w
  union all
  select 'entry', e.number::text, '0', string_agg(s.asset || ' ' || s.rest, ', ' order by s.asset)
  from (select p.entry_id, a.asset, sum(p.amount_cents) as rest from public.posting p
        join public.ledger_account a on a.id = p.account_id group by 1, 2 having sum(p.amount_cents) <> 0) as s
    join public.journal_entry e on e.id = s.entry_id group by e.number
  union all
  select 'entry', e.number::text, '2', count(p.id)::text from public.journal_entry e
    left join public.posting p on p.entry_id = e.id group by e.number having count(p.id) < 2
  union all
  select 'lot', l.number::text, '0', sum(p.amount_cents)::text from public.posting p
    join public.ledger_account a on a.id = p.account_id join polder.account_kind k on k.name = a.kind and k.conserved
    join public.lot l on l.id = p.lot_id group by l.number having sum(p.amount_cents) <> 0
  union all
  select 'floor', a.code, '0', s.cents::text
  from (select account_id, sum(amount_cents) as cents from public.posting group by 1) as s
    join public.ledger_account a on a.id = s.account_id join polder.account_kind k on k.name = a.kind
  where k.floor <> 0 and s.cents * k.floor < 0
$$;

-- (What records say of money is compared with it by polder.record_faults, of the records themselves.)

-- Compare, note the result and answer it. With `rebuild`, balances become the sums of their postings first: nobody posts
-- meanwhile, and what was wrong is noted.
create or replace function polder.check_ledger(rebuild boolean) returns public.ledger_check
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  wrong jsonb;
  noted public.ledger_check;
begin
  if not polder.may('ledger.check') then
    raise exception 'ledger_not_yours' using errcode = 'PL403';
  end if;
  if rebuild then
    lock table public.lot_balance, public.account_balance in exclusive mode;
  end if;
  select coalesce(jsonb_agg(jsonb_build_object('what', f.what, 'where', f.place, 'said', f.said, 'found', f.found)), '[]')
  into wrong from (select * from polder.ledger_faults() union all select * from polder.record_faults()) as f;
  if rebuild then
    insert into public.account_balance (account_id, floor)
    select a.id, k.floor from public.ledger_account a join polder.account_kind k on k.name = a.kind on conflict do nothing;
    update public.account_balance b set balance_cents = b.balance_cents + w.posted - w.cached
    from polder.wrong_balances() as w join public.ledger_account a on a.code = w.code where b.account_id = a.id and b.part = 0;
    perform polder.rebuild_lots();
  end if;
  insert into public.ledger_check (accounts, postings, wrong, faults, rebuilt)
  values ((select count(*) from public.ledger_account), (select count(*) from public.posting), jsonb_array_length(wrong),
          (select coalesce(jsonb_agg(f), '[]') from (select f from jsonb_array_elements(wrong) as f limit 100) as shown), rebuild)
  returning * into noted;
  return noted;
end $$;

-- The purposes that lots of one's own serve, or, for whoever sees public money, public lots: found once a statement. Asked
-- purpose by purpose, each would look through the lots of everybody.
create or replace function polder.seen_purposes() returns uuid[]
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(array_agg(distinct a.purpose_id), '{}') from (
    select l.id from public.lot l where l.funder_id = any(polder.scope('funding.own'))
    union all
    select l.id from public.lot l where l.decision_id is not null and polder.may('funding.public')) as mine
  join public.ledger_account a on a.lot_id = mine.id where a.purpose_id is not null
$$;
