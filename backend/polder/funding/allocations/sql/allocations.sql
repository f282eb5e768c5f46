-- The promises of allocations. Whatever they say of a lot is said with that lot locked, so that two people cannot plan the
-- same euro.

-- The costs attributed to an allocation, in cents; those reversed left out.
create or replace function polder.allocation_spent(allocation uuid) returns bigint
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(sum(p.amount_cents), 0)::bigint
  from public.journal_entry e join public.posting p on p.entry_id = e.id
    join public.ledger_account a on a.id = p.account_id and a.kind = 'project_cost'
  where e.source_kind = 'allocation' and e.source_id = allocation
$$;

-- What of these costs was reported to the funder, in cents.
create or replace function polder.allocation_reported(allocation uuid) returns bigint
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(-sum(p.amount_cents), 0)::bigint
  from public.journal_entry e join public.posting p on p.entry_id = e.id
    join public.ledger_account a on a.id = p.account_id and a.kind = 'reported_income'
  where e.source_kind = 'allocation' and e.source_id = allocation
$$;

-- What of these costs can be reported on this day, in cents: costs made until then, and not reported then or later.
create or replace function polder.allocation_unreported(allocation uuid, day date) returns bigint
language sql stable security definer set search_path = pg_catalog, public as $$
  select min(s.rest)::bigint
  from (select m.day, sum(sum(m.cents)) over (order by m.day) as rest
        from (select e.happened_on as day, p.amount_cents as cents
              from public.journal_entry e join public.posting p on p.entry_id = e.id
                join public.ledger_account a on a.id = p.account_id and a.kind in ('project_cost', 'reported_income')
              where e.source_kind = 'allocation' and e.source_id = allocation
              union all select allocation_unreported.day, 0) as m group by m.day) as s
  where s.day >= allocation_unreported.day
$$;

-- What an allocation still holds: booked, minus the costs attributed to it and what was released, in cents.
create or replace function polder.allocation_rest(allocation uuid) returns bigint
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(-sum(p.amount_cents), 0)::bigint
  from public.journal_entry e join public.posting p on p.entry_id = e.id
    join public.ledger_account a on a.id = p.account_id and a.kind = 'allocated'
  where e.source_kind = 'allocation' and e.source_id = allocation
$$;

-- What of a lot is planned, booked or was spent by allocations that are over; one of them may be left out. In cents.
create or replace function polder.lot_planned(of_lot uuid, except_for uuid) returns bigint
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(sum(case when a.state = 'released' then polder.allocation_spent(a.id) else a.amount_cents end), 0)::bigint
  from public.allocation a where a.lot_id = of_lot and a.id is distinct from except_for
$$;

-- Is this money of a decision that was determined? Then it is income or goes back, and serves no purpose any more.
create or replace function polder.lot_determined(of_lot uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (select from public.lot l join public.public_decision d on d.id = l.decision_id
                 where l.id = of_lot and d.state in ('determined', 'settled', 'repaid'))
$$;

-- Until the end of this transaction, nobody else plans on this lot or books of it.
create or replace function polder.hold_lot(of_lot uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  perform from public.lot l where l.id = of_lot for update;
end $$;

-- The days that a lot may be allocated on. A subsidy pays costs of its term. The last tranche of an agreement may fall due until
-- two years after its end, and is spent after it came.
create or replace function polder.lot_term(of_lot uuid, out begins date, out ends date)
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(d.starts_on, a.starts_on), coalesce(d.ends_on, (a.ends_on + interval '2 years')::date)
  from public.lot l left join public.public_decision d on d.id = l.decision_id left join public.agreement a on a.id = l.agreement_id
  where l.id = of_lot
$$;

create or replace function polder.allocation_fits() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  of_lot public.lot;
  meant public.purpose;
  term record;
begin
  if tg_op = 'UPDATE' then
    -- Booked on the day of the move; nobody says otherwise.
    new.booked_on := case when new.state = 'booked' then coalesce(old.booked_on, polder.open_day(polder.today()))
                     else old.booked_on end;
    if (new.lot_id, new.purpose_id, new.amount_cents) is distinct from (old.lot_id, old.purpose_id, old.amount_cents)
       and old.state <> 'planned' then
      raise exception 'allocation_fixed' using errcode = 'PL409', detail = 'amount_cents';
    end if;
    if old.booked_on is not null and new.from_day <> old.from_day
       or (old.state = 'released' and (new.until_day, new.note) is distinct from (old.until_day, old.note)) then
      raise exception 'allocation_fixed' using errcode = 'PL409', detail = 'from_day';
    end if;
  end if;
  select * into of_lot from public.lot where id = new.lot_id for update;
  if of_lot.id is null then
    return new;  -- its foreign key says so
  end if;
  if of_lot.in_kind then
    raise exception 'lot_in_kind' using errcode = 'PL422', detail = 'lot_id';
  end if;
  if new.state <> 'released' and polder.lot_determined(new.lot_id) then
    raise exception 'lot_determined' using errcode = 'PL409', detail = 'lot_id';
  end if;
  -- What was written off or went back is not there to be planned.
  if new.state <> 'released' and (tg_op = 'INSERT' or (new.lot_id, new.amount_cents) is distinct from (old.lot_id, old.amount_cents))
     and polder.lot_planned(new.lot_id, new.id) + new.amount_cents > of_lot.amount_cents
       - coalesce((select b.written_off + b.returned from public.lot_balance b where b.lot_id = new.lot_id), 0) then
    raise exception 'lot_overplanned' using errcode = 'PL409', detail = 'amount_cents';
  end if;
  if tg_op = 'INSERT' or (new.lot_id, new.from_day, new.until_day) is distinct from (old.lot_id, old.from_day, old.until_day) then
    select * into term from polder.lot_term(new.lot_id);
    if new.from_day < term.begins then
      raise exception 'before_term' using errcode = 'PL422', detail = 'from_day';
    end if;
    if new.until_day > term.ends and of_lot.decision_id is not null then
      raise exception 'after_decision' using errcode = 'PL422', detail = 'until_day';
    end if;
    if new.until_day > term.ends then
      raise exception 'after_agreement' using errcode = 'PL422', detail = 'until_day';
    end if;
  end if;
  if of_lot.pool_id is not null and new.state <> 'released' and not exists (
      select from public.pool_purpose p where p.pool_id = of_lot.pool_id and p.purpose_id = new.purpose_id) then
    raise exception 'purpose_not_in_pool' using errcode = 'PL422', detail = 'purpose_id';
  end if;
  select * into meant from public.purpose where id = new.purpose_id;
  if new.from_day < meant.valid_from or new.until_day > meant.valid_until then
    raise exception 'outside_purpose' using errcode = 'PL422', detail = 'from_day';
  end if;
  return new;
end $$;
create or replace trigger b_fits before insert or update on public.allocation
  for each row execute function polder.allocation_fits();

-- What a lot was allocated to holds it: it cannot become less than that, nor move to a pool that forbids it.
create or replace function polder.lot_keeps_allocations() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if new.amount_cents < polder.lot_planned(new.id, null) then
    raise exception 'lot_overplanned' using errcode = 'PL409', detail = 'amount_cents';
  end if;
  if new.pool_id is distinct from old.pool_id and exists (
      select from public.allocation a where a.lot_id = new.id and a.state <> 'released' and not exists (
        select from public.pool_purpose p where p.pool_id = new.pool_id and p.purpose_id = a.purpose_id)) then
    raise exception 'purpose_not_in_pool' using errcode = 'PL409', detail = 'pool_id';
  end if;
  return new;
end $$;
create or replace trigger b_allocated before update of amount_cents, pool_id on public.lot
  for each row execute function polder.lot_keeps_allocations();

-- Nor does the term of a decision or agreement, while money is allocated outside it or costs were made there.
create or replace function polder.term_keeps_allocations() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  perform from public.lot l where new.id in (l.decision_id, l.agreement_id) order by l.id for update;
  if exists (
      select from public.lot l cross join polder.lot_term(l.id) t join public.allocation a on a.lot_id = l.id
      where new.id in (l.decision_id, l.agreement_id) and (
        a.state <> 'released' and (a.from_day < t.begins or a.until_day > t.ends)
        or exists (select from public.journal_entry e where e.source_kind = 'allocation' and e.source_id = a.id and e.event = 'cost'
                     and e.reverses_id is null and e.happened_on not between t.begins and t.ends
                     and not exists (select from public.journal_entry r where r.reverses_id = e.id)))) then
    raise exception 'term_allocated' using errcode = 'PL422', detail = case when new.starts_on > old.starts_on then 'starts_on' else 'ends_on' end;
  end if;
  return null;
end $$;
create or replace trigger c_allocated after update of starts_on, ends_on on public.public_decision
  for each row when (new.starts_on > old.starts_on or new.ends_on < old.ends_on) execute function polder.term_keeps_allocations();
create or replace trigger c_allocated after update of starts_on, ends_on on public.agreement
  for each row when (new.starts_on > old.starts_on or new.ends_on < old.ends_on) execute function polder.term_keeps_allocations();

create or replace function polder.pool_keeps_purposes() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  -- The pool's lots are locked, as planning on them does.
  perform from public.lot l where l.pool_id = old.pool_id order by l.id for update;
  if exists (select from public.allocation a join public.lot l on l.id = a.lot_id
             where l.pool_id = old.pool_id and a.purpose_id = old.purpose_id and a.state <> 'released') then
    raise exception 'pool_purpose_used' using errcode = 'PL409', detail = 'purposes';
  end if;
  return old;
end $$;
create or replace trigger b_used before delete on public.pool_purpose
  for each row execute function polder.pool_keeps_purposes();

-- A cost names an allocation that was booked, is posted no earlier than that was, and was made in its period; a report comes
-- after it began. (What names none is held by the balance below alone.)
create or replace function polder.cost_after_booking() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  of_it public.allocation;
begin
  select * into of_it from public.allocation a where a.id = new.source_id;
  if new.event = 'report' then
    if new.happened_on < of_it.from_day then
      raise exception 'reported_before' using errcode = 'PL422', detail = 'day';
    end if;
  elsif of_it.booked_on is null then
    raise exception 'cost_not_booked' using errcode = 'PL409', detail = 'source_id';
  elsif new.posted_on < of_it.booked_on then
    raise exception 'cost_before_booking' using errcode = 'PL422', detail = 'posted_on';
  elsif new.happened_on not between of_it.from_day and of_it.until_day then
    raise exception 'cost_outside' using errcode = 'PL422', detail = 'day';
  end if;
  return new;
end $$;
create or replace trigger b_cost before insert on public.journal_entry
  for each row when (new.event in ('cost', 'report') and new.reverses_id is null and new.source_kind = 'allocation')
  execute function polder.cost_after_booking();

-- At commit: a cost is of the lot and purpose of its allocation, and what was allocated was there on its day and is on every
-- day since. Its accounts are locked until then.
create or replace function polder.cost_covered() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if exists (
      select from public.posting p join public.ledger_account a on a.id = p.account_id and a.kind = 'allocated'
        join public.allocation o on o.id = new.source_id and new.source_kind = 'allocation'
      where p.entry_id = new.id and (a.lot_id, a.purpose_id) <> (o.lot_id, o.purpose_id)) then
    raise exception 'cost_of_another' using errcode = 'PL422', detail = 'source_id';
  end if;
  if exists (
      select from public.posting c join public.ledger_account a on a.id = c.account_id and a.kind = 'allocated'
        cross join lateral (
          select p.posted_on, sum(sum(p.amount_cents)) over (order by p.posted_on) as drawn
          from public.posting p where p.account_id = a.id group by p.posted_on) as day
      where c.entry_id = new.id and day.posted_on >= new.posted_on and day.drawn > 0) then
    raise exception 'cost_before_booking' using errcode = 'PL422', detail = 'posted_on';
  end if;
  return null;
end $$;
drop trigger if exists c_cost on public.journal_entry;
create constraint trigger c_cost after insert on public.journal_entry deferrable initially deferred
  for each row when (new.event = 'cost' and new.reverses_id is null) execute function polder.cost_covered();

-- At commit: no more of an allocation is reported than its costs, on any day, whichever of the two changed.
create or replace function polder.report_covered() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if polder.allocation_unreported(new.source_id, new.happened_on) < 0 then
    raise exception 'reported_unspent' using errcode = 'PL409', detail = 'cents';
  end if;
  return null;
end $$;
drop trigger if exists c_reported on public.journal_entry;
create constraint trigger c_reported after insert on public.journal_entry deferrable initially deferred
  for each row when (new.source_kind = 'allocation' and (new.event = 'report' or new.event = 'cost' and new.reverses_id is not null))
  execute function polder.report_covered();
