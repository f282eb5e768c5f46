-- The promises of the ledger. Entries are written by polder.write_entries and by nothing else: the application's role
-- has no right to insert them, and even the owner cannot change, remove or add to what was committed.

do $$ begin
  create type polder.ledger_line as (
    entry_number int, code text, kind text, asset text, floor int, account_lot uuid, account_purpose uuid, account_funder uuid,
    lot_id uuid, funder_id uuid, cents bigint, original_currency text, original_minor bigint, original_rate numeric);
exception when duplicate_object then null;
end $$;

-- What the entries name, looked up: each line with the account it belongs to.
create or replace function polder.ledger_lines(entries jsonb) returns setof polder.ledger_line
language sql stable security definer set search_path = pg_catalog, public as $$
  select e.ordinality::int,
    concat_ws(':', replace(k.name, '_', '-'), case when 'funder' = any(k.of) and not 'lot' = any(k.of) then l.funder_id::text end,
      case when 'lot' = any(k.of) then l.number::text end, case when 'purpose' = any(k.of) then p.reference end),
    k.name, k.asset, k.floor, case when 'lot' = any(k.of) then l.id end, case when 'purpose' = any(k.of) then p.id end,
    case when 'funder' = any(k.of) then l.funder_id end, l.id, l.funder_id, line.cents, line.original_currency,
    line.original_minor, line.original_rate
  from jsonb_array_elements(entries) with ordinality as e,
    jsonb_to_recordset(e.value -> 'lines') as line(account text, lot uuid, purpose uuid, cents bigint,
      original_currency text, original_minor bigint, original_rate numeric)
    join polder.account_kind k on k.name = line.account
    join public.lot l on l.id = line.lot
    left join public.purpose p on p.id = line.purpose
  where not 'purpose' = any(k.of) or p.id is not null
$$;

-- The single writer, which other functions of the database call. `entries` is an array of {key, posted_on, event, description, source_kind, source_id, lines},
-- a line {account, lot, purpose, cents, original_…}. Answers the entries' ids; a key that was used for the same
-- content answers the entry that is there. All accounts of a call are locked in the order of their ids before anything
-- is posted, so that writers never wait for each other in a circle: a transaction calls this once.
create or replace function polder.write_entries(entries jsonb) returns uuid[]
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  lines polder.ledger_line[];
  entry jsonb;
  number bigint;
  entry_made uuid;
  made uuid[] := '{}';
  fingerprint bytea;
begin
  lines := array(select l from polder.ledger_lines(entries) as l);
  if cardinality(lines) <> (select coalesce(sum(jsonb_array_length(value -> 'lines')), 0) from jsonb_array_elements(entries)) then
    raise exception 'ledger_line_unknown' using errcode = 'PL422', detail = 'lines';
  end if;
  insert into public.ledger_account (code, kind, asset, lot_id, purpose_id, funder_id)
  select distinct on (l.code) l.code, l.kind, l.asset, l.account_lot, l.account_purpose, l.account_funder
  from unnest(lines) as l where not exists (select from public.ledger_account a where a.code = l.code)
  order by l.code on conflict do nothing;
  insert into public.account_balance (account_id, floor)
  select a.id, max(l.floor) from unnest(lines) as l join public.ledger_account a on a.code = l.code
  where not exists (select from public.account_balance b where b.account_id = a.id)
  group by a.id order by a.id on conflict do nothing;
  -- Whether money is free depends on what is still to be received: the two are locked together.
  perform from public.account_balance b join public.ledger_account a on a.id = b.account_id
  where a.code in (select l.code from unnest(lines) as l)
     or (a.kind = 'receivable' and a.lot_id in (select l.lot_id from unnest(lines) as l where l.kind = 'deferred_contribution'))
  order by b.account_id for update of b;
  for entry, number in select value, ordinality from jsonb_array_elements(entries) with ordinality loop
    fingerprint := sha256(convert_to((entry - '{key,description}'::text[])::text, 'UTF8'));
    insert into public.journal_entry (key, digest, posted_on, event, description, source_kind, source_id, reverses_id, reason)
    values (entry ->> 'key', fingerprint, (entry ->> 'posted_on')::date, entry ->> 'event',
            coalesce(entry ->> 'description', ''), entry ->> 'source_kind', (entry ->> 'source_id')::uuid,
            (entry ->> 'reverses_id')::uuid, entry ->> 'reason')
    on conflict (key) do nothing returning id into entry_made;
    if entry_made is null then
      select e.id into entry_made from public.journal_entry e where e.key = entry ->> 'key' and e.digest = fingerprint;
      if entry_made is null then
        raise exception 'ledger_key_reused' using errcode = 'PL409';
      end if;
    else
      with added as (
        insert into public.posting (entry_id, account_id, lot_id, funder_id, posted_on, event, amount_cents,
                                    original_currency, original_minor, original_rate)
        select entry_made, a.id, l.lot_id, l.funder_id, (entry ->> 'posted_on')::date, entry ->> 'event',
               l.cents, l.original_currency, l.original_minor, l.original_rate
        from unnest(lines) as l join public.ledger_account a on a.code = l.code where l.entry_number = number
        returning account_id, amount_cents)
      update public.account_balance b set balance_cents = b.balance_cents + m.cents
      from (select account_id, sum(amount_cents)::bigint as cents from added group by 1) as m
      where b.account_id = m.account_id;
    end if;
    made := made || entry_made;
  end loop;
  return made;
end $$;

-- The door for actions: the same for whoever may post.
create or replace function polder.post_entries(entries jsonb) returns uuid[]
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if not polder.may('ledger.post') then
    raise exception 'ledger_not_yours' using errcode = 'PL403';
  end if;
  return polder.write_entries(entries);
end $$;

-- The opposite of an entry, once, with a reason, on a day that is open.
create or replace function polder.reverse_entry(original uuid, key text, posted_on date, reason text) returns uuid
language plpgsql security definer set search_path = pg_catalog, public as $$
#variable_conflict use_variable
declare
  entry jsonb;
begin
  select jsonb_build_object('key', key, 'posted_on', posted_on, 'event', e.event, 'description', e.description,
           'source_kind', e.source_kind, 'source_id', e.source_id, 'reverses_id', e.id, 'reason', reason, 'lines',
           (select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('account', a.kind, 'lot', p.lot_id, 'purpose', a.purpose_id,
              'cents', -p.amount_cents, 'original_currency', p.original_currency, 'original_minor', -p.original_minor,
              'original_rate', p.original_rate)) order by p.id)
            from public.posting p join public.ledger_account a on a.id = p.account_id where p.entry_id = e.id))
  into entry from public.journal_entry e where e.id = original;
  if entry is null then
    raise exception 'entry_unknown' using errcode = 'PL422', detail = 'entry_id';
  end if;
  return (polder.post_entries(jsonb_build_array(entry)))[1];
end $$;

-- The day on which something of this day is posted: that day itself, or the first open one after it, never ahead of the clock.
create or replace function polder.open_day(wanted date) returns date
language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
  today date := (polder.clock() at time zone 'Europe/Amsterdam')::date;
  found date := least(wanted, today);
  closed_until date;
begin
  loop
    select c.until_day into closed_until from public.closed_period c where found between c.from_day and c.until_day;
    exit when closed_until is null;
    found := closed_until + 1;
  end loop;
  return found;
end $$;

-- An entry is dated on an open day, not ahead of the clock. Closing waits for entries under way, and they for it.
create or replace function polder.entry_day() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  perform pg_advisory_xact_lock_shared(hashtext('polder.closed_period'));
  if exists (select from public.closed_period c where new.posted_on between c.from_day and c.until_day) then
    raise exception 'period_closed' using errcode = 'PL409', detail = 'posted_on';
  end if;
  if new.posted_on > (polder.clock() at time zone 'Europe/Amsterdam')::date then
    raise exception 'posted_ahead' using errcode = 'PL422', detail = 'posted_on';
  end if;
  if exists (select from public.journal_entry e where e.id = new.reverses_id and (e.reverses_id is not null or e.event <> new.event)) then
    raise exception 'reversal_of_reversal' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger b_day before insert on public.journal_entry for each row execute function polder.entry_day();

create or replace function polder.close_alone() returns trigger
language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtext('polder.closed_period'));
  if new.until_day >= (polder.clock() at time zone 'Europe/Amsterdam')::date then
    raise exception 'period_not_over' using errcode = 'PL422', detail = 'until_day';
  end if;
  return new;
end $$;
create or replace trigger b_alone before insert on public.closed_period for each row execute function polder.close_alone();

-- Nothing joins an entry after its transaction, and a line repeats its entry and its lot truly. The transaction is that
-- of the outermost level, so savepoints change nothing.
create or replace function polder.lines_belong() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if exists (
    select from added p join public.journal_entry e on e.id = p.entry_id join public.lot l on l.id = p.lot_id
      join public.ledger_account a on a.id = p.account_id
    where e.xid <> pg_current_xact_id()::text::bigint or (p.posted_on, p.event) is distinct from (e.posted_on, e.event)
      or p.funder_id <> l.funder_id or coalesce(a.lot_id, l.id) <> l.id or coalesce(a.funder_id, l.funder_id) <> l.funder_id
  ) then
    raise exception 'entry_is_closed' using errcode = 'PL409';
  end if;
  return null;
end $$;
create or replace trigger b_lines_belong after insert on public.posting referencing new table as added
  for each statement execute function polder.lines_belong();

-- At commit: two lines at least; zero per asset; per lot what was called is what became of it; no lot has more
-- allocated than received; a reversal is the exact opposite.
create or replace function polder.entry_balances() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  found record;
begin
  select coalesce(sum(s.n), 0) as lines, coalesce(bool_or(s.rest <> 0), false) as unbalanced into found
  from (select count(*) as n, sum(p.amount_cents) as rest from public.posting p
        join public.ledger_account a on a.id = p.account_id where p.entry_id = new.id group by a.asset) as s;
  if found.lines < 2 or found.unbalanced then
    raise exception 'entry_unbalanced' using errcode = 'PL422', detail = 'lines';
  end if;
  if exists (select from public.posting p join public.ledger_account a on a.id = p.account_id
             join polder.account_kind k on k.name = a.kind
             where p.entry_id = new.id and k.conserved group by p.lot_id having sum(p.amount_cents) <> 0) then
    raise exception 'lot_not_conserved' using errcode = 'PL422', detail = 'lines';
  end if;
  if exists (select from public.posting p join public.ledger_account a on a.id = p.account_id
             join public.account_balance free on free.account_id = a.id
             join public.ledger_account r on r.lot_id = a.lot_id and r.kind = 'receivable'
             join public.account_balance due on due.account_id = r.id
             where p.entry_id = new.id and a.kind = 'deferred_contribution' and p.amount_cents > 0
               and -free.balance_cents < due.balance_cents) then
    raise exception 'not_received_yet' using errcode = 'PL409', detail = 'amount_cents';
  end if;
  if new.reverses_id is not null and exists (
      (select account_id, lot_id, amount_cents from public.posting where entry_id = new.id)
      except all (select account_id, lot_id, -amount_cents from public.posting where entry_id = new.reverses_id)
      union all
      (select account_id, lot_id, -amount_cents from public.posting where entry_id = new.reverses_id)
      except all (select account_id, lot_id, amount_cents from public.posting where entry_id = new.id)) then
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
  select a.code, b.balance_cents, coalesce(s.cents, 0)::bigint
  from public.ledger_account a left join public.account_balance b on b.account_id = a.id
    left join (select account_id, sum(amount_cents) as cents from public.posting group by 1) as s on s.account_id = a.id
  where b.balance_cents is distinct from coalesce(s.cents, 0) order by a.code
$$;

-- What became of each lot until now, from the balances. Whoever asks sees their own lots.
create or replace view polder.lot_position with (security_invoker = true) as
  select l.id as lot_id, l.funder_id, l.number,
    coalesce(c.uninvoiced + c.called + c.returned + c.written_off, 0)::bigint as committed,
    coalesce(c.uninvoiced, 0)::bigint as uninvoiced, coalesce(c.called, 0)::bigint as called,
    coalesce(c.invoiced_open, 0)::bigint as invoiced_open, coalesce(c.called - c.invoiced_open, 0)::bigint as received,
    coalesce(c.free - c.invoiced_open, 0)::bigint as received_free, coalesce(c.allocated, 0)::bigint as allocated,
    coalesce(c.spent, 0)::bigint as spent, coalesce(c.reported, 0)::bigint as reported,
    coalesce(c.returned, 0)::bigint as returned, coalesce(c.written_off, 0)::bigint as written_off
  from public.lot l left join lateral (
    select coalesce(sum(b.balance_cents) filter (where a.kind = 'committed_open'), 0) as uninvoiced,
      coalesce(sum(b.balance_cents) filter (where a.kind = 'committed_invoiced'), 0) as called,
      coalesce(sum(b.balance_cents) filter (where a.kind = 'committed_returned'), 0) as returned,
      coalesce(sum(b.balance_cents) filter (where a.kind = 'committed_written_off'), 0) as written_off,
      coalesce(sum(b.balance_cents) filter (where a.kind = 'receivable'), 0) as invoiced_open,
      coalesce(-sum(b.balance_cents) filter (where a.kind in ('deferred_contribution', 'public_advance')), 0) as free,
      coalesce(-sum(b.balance_cents) filter (where a.kind = 'allocated'), 0) as allocated,
      coalesce(-sum(b.balance_cents) filter (where a.kind in ('contribution_income', 'public_spent')), 0) as spent,
      coalesce(-sum(b.balance_cents) filter (where a.kind in ('reported_income', 'public_income')), 0) as reported
    from public.ledger_account a join public.account_balance b on b.account_id = a.id where a.lot_id = l.id) as c on true;
grant select on polder.lot_position to polder_app, polder_guard;
