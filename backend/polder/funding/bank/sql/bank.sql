-- What the bank wrote stays as it wrote it; what it settles is held to the limits here, whoever asks.

create or replace function polder.entry_fixed() returns trigger
language plpgsql as $$
begin
  if (to_jsonb(new) - '{state,version,updated_at,search}'::text[]) <> (to_jsonb(old) - '{state,version,updated_at,search}'::text[]) then
    raise exception 'append_only' using errcode = 'PL409', detail = 'bank_entry';
  end if;
  return new;
end $$;
create or replace trigger b_fixed before update on public.bank_entry for each row execute function polder.entry_fixed();

-- The report of an import is written once, with the import.
create or replace function polder.import_fixed() returns trigger
language plpgsql as $$
begin
  if old.created_at <> now() then
    raise exception 'append_only' using errcode = 'PL409', detail = 'bank_import';
  end if;
  return new;
end $$;
create or replace trigger b_fixed before update on public.bank_import for each row execute function polder.import_fixed();

-- The limits of today.
create or replace function polder.settlement_limits() returns table (second_person bigint, rounding bigint, bank_fee bigint, write_off bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(max(r.second_person_cents), 0), coalesce(max(r.rounding_cents), 0),
    coalesce(max(r.bank_fee_cents), 0), coalesce(polder.invoice_rule('write_off_second_person', polder.today()), 0)
  from public.settlement_rule r
  where polder.today() between r.valid_from and coalesce(r.valid_until, 'infinity')
$$;

-- What the lines of an entry come to, against its amount and the limits.
create or replace function polder.entry_lines(entry uuid) returns table (
  lines bigint, adds_up boolean, rounding_within boolean, needs_second boolean, by_another boolean, written_off bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  select s.lines, coalesce(s.money = abs(e.amount_cents), false), coalesce(s.rounding <= l.rounding, true),
    abs(e.amount_cents) > l.second_person or s.written_off > l.write_off or s.fees > l.bank_fee,
    s.lines > 0 and s.others = s.lines, s.written_off
  from public.bank_entry e, polder.settlement_limits() l, lateral (
    select count(*) as lines, sum(x.amount_cents) as money,
      max(abs(x.difference_cents)) filter (where x.difference_kind = 'rounding') as rounding,
      coalesce(sum(x.difference_cents) filter (where x.difference_kind = 'write_off'), 0)::bigint as written_off,
      coalesce(sum(x.difference_cents) filter (where x.difference_kind = 'bank_fee'), 0)::bigint as fees,
      count(*) filter (where x.created_by <> polder.actor()) as others
    from public.settlement x where x.entry_id = e.id and x.ended_at is null) as s
  where e.id = entry
$$;

-- Nobody alone brings a large receipt in and says that it is no contribution. What a job or command brought in is nobody's.
create or replace function polder.may_set_aside(entry uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select abs(e.amount_cents) <= (select l.second_person from polder.settlement_limits() l)
    or i.created_by is distinct from polder.actor()
  from public.bank_entry e join public.bank_statement s on s.id = e.statement_id join public.bank_import i on i.id = s.import_id
  where e.id = entry
$$;

-- What took two to settle takes two to undo: not whoever settled it.
create or replace function polder.may_unsettle(entry uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select not l.needs_second or polder.actor() is distinct from (
    select m.actor_id from public.move_entry m
    where m.record_kind = 'bank_entry' and m.record_id = entry and m.move = 'match' order by m.id desc limit 1)
  from polder.entry_lines(entry) l
$$;

create or replace function polder.entry_undone() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if not polder.may_unsettle(new.id) then
    raise exception 'undone_by_another' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger b_undone before update of state on public.bank_entry
  for each row when (old.state in ('matched', 'locked') and new.state not in ('matched', 'locked')) execute function polder.entry_undone();

-- The bank books nothing on a day to come; a notification may announce it.
create or replace function polder.entries_came() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if exists (select from added e where e.booked_on > polder.today() + 1 and not e.notification) then
    raise exception 'booked_ahead' using errcode = 'PL422', detail = 'file';
  end if;
  return null;
end $$;
create or replace trigger b_came after insert on public.bank_entry referencing new table as added
  for each statement execute function polder.entries_came();

create or replace function polder.entry_set_aside() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if not polder.may_set_aside(new.id) then
    raise exception 'set_aside_by_another' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger b_set_aside before update of state on public.bank_entry
  for each row when (new.state = 'set_aside' and old.state <> 'set_aside') execute function polder.entry_set_aside();

create or replace function polder.entry_settled() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  found record;
begin
  select * into found from polder.entry_lines(new.id);
  if new.notification or new.currency <> 'EUR' or new.amount_cents = 0 then
    raise exception 'entry_not_to_settle' using errcode = 'PL409';
  elsif not found.adds_up then
    raise exception 'settlement_differs' using errcode = 'PL409';
  elsif not found.rounding_within then
    raise exception 'rounding_too_large' using errcode = 'PL409';
  elsif found.needs_second and not found.by_another then
    raise exception 'second_person_needed' using errcode = 'PL409';
  elsif found.written_off > 0 and not polder.may('invoice.write_off') then
    raise exception 'write_off_not_yours' using errcode = 'PL403';
  end if;
  return new;
end $$;
create or replace trigger b_settled before update of state on public.bank_entry
  for each row when (new.state = 'matched' and old.state <> 'matched') execute function polder.entry_settled();

-- Lines are written while their entry is open; when it is settled they are fixed, and undoing it ends them. What turns out
-- to be no contribution loses them. What goes out pays back, and nothing else does.
create or replace function polder.settlement_open() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  state text;
  out boolean;
begin
  select e.state, e.amount_cents < 0 into state, out from public.bank_entry e where e.id = coalesce(new.entry_id, old.entry_id);
  if tg_op = 'INSERT' and (new.kind in ('repayment', 'refund')) <> out then
    raise exception 'settlement_direction' using errcode = 'PL422', detail = 'lines';
  end if;
  if not (state in ('imported', 'proposed') or (state = 'set_aside' and tg_op = 'DELETE')) or (tg_op <> 'INSERT' and old.ended_at is not null) then
    raise exception 'settlement_fixed' using errcode = 'PL409';
  end if;
  if tg_op = 'UPDATE' and (to_jsonb(new) - '{ended_at,version,updated_at}'::text[]) <> (to_jsonb(old) - '{ended_at,version,updated_at}'::text[]) then
    raise exception 'settlement_fixed' using errcode = 'PL409';
  end if;
  return coalesce(new, old);
end $$;
create or replace trigger b_open before insert or update or delete on public.settlement
  for each row execute function polder.settlement_open();

-- A rule that has been in force is history: only its end may still be set.
create or replace function polder.rule_fixed() returns trigger
language plpgsql as $$
begin
  if (to_jsonb(new) - '{valid_until,version,updated_at}'::text[]) <> (to_jsonb(old) - '{valid_until,version,updated_at}'::text[])
     or old.valid_until < polder.today() then
    raise exception 'append_only' using errcode = 'PL409', detail = 'settlement_rule';
  end if;
  return new;
end $$;
create or replace trigger b_fixed before update on public.settlement_rule for each row execute function polder.rule_fixed();

-- Limits begin on a day to come, not too far ahead; until that day they can be withdrawn, and those before them go on.
create or replace function polder.limits_begin() returns trigger
language plpgsql as $$
begin
  if new.valid_from < polder.today() then
    raise exception 'limits_in_the_past' using errcode = 'PL422', detail = 'valid_from';
  end if;
  if new.valid_from > polder.today() + interval '5 years' then
    raise exception 'rule_too_far' using errcode = 'PL422', detail = 'valid_from';
  end if;
  return new;
end $$;
create or replace function polder.limits_withdrawn() returns trigger
language plpgsql as $$
begin
  if old.valid_from <= polder.today() then
    raise exception 'limits_began' using errcode = 'PL409';
  end if;
  update public.settlement_rule set valid_until = old.valid_until where valid_until = old.valid_from - 1;
  return null;
end $$;
create or replace trigger c_withdrawn after delete on public.settlement_rule for each row execute function polder.limits_withdrawn();

-- What is locked is opened again by whoever may lock it, and by nobody else.
create or replace function polder.entry_opened() returns trigger
language plpgsql as $$
begin
  if not polder.may('bank.lock') then
    raise exception 'lock_not_yours' using errcode = 'PL403';
  end if;
  return new;
end $$;
create or replace trigger b_opened before update of state on public.bank_entry
  for each row when (old.state = 'locked' and new.state <> 'locked') execute function polder.entry_opened();

-- Undo what was booked for an entry that has just been opened again: the opposite of each of its entries that stands, in
-- one call of the writer, with the reason of the move.
create or replace function polder.unsettle(entry uuid) returns uuid[]
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  opposite jsonb;
begin
  if not polder.may('ledger.post') then
    raise exception 'ledger_not_yours' using errcode = 'PL403';
  end if;
  if exists (select from public.bank_entry e where e.id = entry and e.state in ('matched', 'locked')) then
    raise exception 'settlement_fixed' using errcode = 'PL409';
  end if;
  select jsonb_agg(jsonb_build_object('key', j.key || ':undone', 'posted_on', polder.open_day(j.posted_on),
           'happened_on', j.happened_on, 'event', j.event,
           'description', j.description, 'source_kind', j.source_kind, 'source_id', j.source_id, 'reverses_id', j.id,
           'reason', polder.setting('reason'), 'lines',
           (select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('account', a.kind, 'lot', p.lot_id, 'purpose', a.purpose_id,
              'cents', -p.amount_cents, 'original_currency', p.original_currency, 'original_minor', -p.original_minor,
              'original_rate', p.original_rate)) order by p.id)
            from public.posting p join public.ledger_account a on a.id = p.account_id where p.entry_id = j.id)) order by j.number)
  into opposite from public.journal_entry j
  where j.source_kind = 'bank_entry' and j.source_id = entry and j.reverses_id is null
    and not exists (select from public.journal_entry r where r.reverses_id = j.id);
  return case when opposite is null then '{}' else polder.write_entries(opposite) end;
exception when sqlstate 'PL409' or check_violation then
  if sqlerrm in ('settlement_fixed', 'period_closed') then
    raise;
  elsif exists (
      select from jsonb_array_elements(opposite) as g, jsonb_array_elements(g.value -> 'lines') as line
        join public.lot l on l.id = (line.value ->> 'lot')::uuid join public.public_decision d on d.id = l.decision_id
      where d.state in ('determined', 'settled', 'repaid')) then
    raise exception 'settlement_determined' using errcode = 'PL409';
  elsif exists (
      select from jsonb_array_elements(opposite) as g, jsonb_array_elements(g.value -> 'lines') as line
        join public.lot_balance b on b.lot_id = (line.value ->> 'lot')::uuid
      where line.value ->> 'account' = 'overpayment' group by b.lot_id, b.overpaid
      having sum((line.value ->> 'cents')::bigint) > b.overpaid) then
    raise exception 'settlement_refunded' using errcode = 'PL409';
  elsif exists (
      select from jsonb_array_elements(opposite) as g, jsonb_array_elements(g.value -> 'lines') as line
        join public.ledger_account a on a.lot_id = (line.value ->> 'lot')::uuid
          and a.kind in ('allocated', 'contribution_income', 'public_spent')
        join public.account_balance b on b.account_id = a.id and b.balance_cents <> 0) then
    raise exception 'settlement_allocated' using errcode = 'PL409';
  end if;
  raise;
end $$;

-- What the records say of money against the ledger: of each lot, what its invoices have open and its receivable; of each
-- bank entry, what is settled and what was booked at the bank for it.
create or replace function polder.record_faults() returns table (what text, place text, said text, found text)
language sql stable security definer set search_path = pg_catalog, public as $$
  select 'receivable', w.lot_number::text, w.open::text, w.booked::text from polder.wrong_receivables() as w
  union all
  select 'bank', s.key || '/' || e.ordinal, c.settled::text, c.booked::text
  from (select coalesce(e.id, b.source_id) as id, coalesce(e.cents, 0) as settled, coalesce(b.cents, 0) as booked
        from (select id, amount_cents as cents from public.bank_entry where state in ('matched', 'locked')) as e
        full join (select j.source_id, sum(p.amount_cents) as cents from public.journal_entry j
                   join public.posting p on p.entry_id = j.id join public.ledger_account a on a.id = p.account_id and a.kind = 'bank'
                   where j.source_kind = 'bank_entry' group by 1) as b on b.source_id = e.id) as c
    left join public.bank_entry e on e.id = c.id left join public.bank_statement s on s.id = e.statement_id
  where c.settled <> c.booked
$$;

-- Where a statement does not begin with what the one before it ended with, days are missing.
create or replace view polder.statement_gap with (security_invoker = true) as
  select s.id as statement_id, s.account_id, s.import_id, p.id as before_id, p.key as before_key, p.closes_on as before_day,
    s.key, s.opens_on as day, s.currency, s.opening_cents - p.closing_cents as missing_cents
  from public.bank_statement s cross join lateral (
    select b.id, b.key, b.closes_on, b.closing_cents from public.bank_statement b
    where b.account_id = s.account_id and not b.notification and b.id <> s.id and b.closing_cents is not null
      and b.closes_on <= s.opens_on
      and (b.closes_on, coalesce(b.sequence, 0), coalesce(b.made_at, b.created_at), b.id)
        < (s.closes_on, coalesce(s.sequence, 0), coalesce(s.made_at, s.created_at), s.id)
    order by b.closes_on desc, coalesce(b.sequence, 0) desc, coalesce(b.made_at, b.created_at) desc, b.id desc limit 1) as p
  where not s.notification and s.opening_cents <> p.closing_cents;
grant select on polder.statement_gap to polder_app, polder_guard;

-- The first limits; an institute sets its own by a next row. Row-level security binds the owner too, until it is put back
-- further on: when this runs again, the rows that are there must be seen.
alter table public.settlement_rule no force row level security;
insert into public.settlement_rule (second_person_cents, rounding_cents, bank_fee_cents, source, valid_from)
select 5000000, 5, 5000, 'Eigen beleid bij het begin, door het instituut te bevestigen / own policy at the start, for the institute to confirm', '2020-01-01'
where not exists (select from public.settlement_rule);
create or replace trigger b_begin before insert on public.settlement_rule for each row execute function polder.limits_begin();
