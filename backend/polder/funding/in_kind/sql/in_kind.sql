-- What the database itself keeps of in-kind contributions: their number, their value, and that two people decide.

-- The version of a tariff that was in force on a day.
create or replace function polder.tariff_on(tariff text, day date) returns uuid
language sql stable security definer set search_path = pg_catalog, public as $$
  select r.id from public.valuation_rule r where r.key = tariff and r.state = 'in_force'
    and day between r.valid_from and coalesce(r.valid_until, day)
$$;

-- What was accepted under a lot, in cents.
create or replace function polder.in_kind_accepted(lot uuid) returns bigint
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(sum(c.value_cents), 0)::bigint from public.in_kind_contribution c
  where c.lot_id = lot and c.state in ('accepted', 'counted')
$$;

create or replace function polder.in_kind_terms() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  l public.lot;
  tariff public.valuation_rule;
begin
  select * into l from public.lot where id = new.lot_id;
  if tg_op = 'INSERT' then
    if l.id is null or not l.in_kind then
      raise exception 'lot_not_in_kind' using errcode = 'PL422', detail = 'lot_id';
    end if;
    if not exists (select from public.agreement a where a.id = l.agreement_id and a.state = 'active') then
      raise exception 'in_kind_agreement' using errcode = 'PL409';
    end if;
    perform pg_advisory_xact_lock(hashtext('polder.in_kind'), hashtext(l.id::text));
    new.number := 1 + coalesce((select max(c.number) from public.in_kind_contribution c where c.lot_id = l.id), 0);
    new.reference := 'K' || l.number || '-' || new.number;
    new.funder_id := l.funder_id;
  elsif (new.lot_id, new.funder_id, new.number, new.reference) is distinct from (old.lot_id, old.funder_id, old.number, old.reference)
     or (old.state <> 'declared' and
         (new.what, new.quantity, new.tariff, new.performed_from, new.performed_until, new.purpose_id)
         is distinct from (old.what, old.quantity, old.tariff, old.performed_from, old.performed_until, old.purpose_id)) then
    raise exception 'in_kind_fixed' using errcode = 'PL409';
  end if;
  if new.state = 'declared' then
    if new.performed_until > polder.today() then
      raise exception 'work_ahead' using errcode = 'PL422', detail = 'performed_until';
    end if;
    if l.pool_id is not null and new.purpose_id is not null and not exists (
        select from public.pool_purpose p where p.pool_id = l.pool_id and p.purpose_id = new.purpose_id) then
      raise exception 'purpose_not_in_pool' using errcode = 'PL422', detail = 'purpose_id';
    end if;
    select * into tariff from public.valuation_rule where id = polder.tariff_on(new.tariff, new.performed_until);
    -- As it is declared or changed; what goes back to be mended is judged when it was.
    if tg_op = 'INSERT' or (new.quantity, new.tariff, new.performed_from, new.performed_until)
       is distinct from (old.quantity, old.tariff, old.performed_from, old.performed_until) then
      if exists (select from public.agreement a where a.id = l.agreement_id
                 and (new.performed_from < a.starts_on or new.performed_until > a.ends_on)) then
        raise exception 'work_outside_term' using errcode = 'PL422', detail = 'performed_from';
      elsif tariff.id is null then
        raise exception 'tariff_unknown' using errcode = 'PL422', detail = 'tariff';
      elsif polder.in_kind_accepted(l.id) + round(new.quantity * tariff.unit_cents) > l.amount_cents then
        raise exception 'declared_above_promise' using errcode = 'PL422', detail = 'quantity';
      end if;
    end if;
    new.rule_id := null; new.value_cents := null; new.valued_by := null; new.valued_at := null;
    new.accepted_by := null; new.accepted_at := null;
    new.expires_on := new.performed_until + tariff.claim_days;
  elsif old.state = 'declared' and new.state = 'valued' then
    select * into tariff from public.valuation_rule where id = polder.tariff_on(new.tariff, new.performed_until);
    if tariff.id is null then
      raise exception 'no_tariff' using errcode = 'PL409';
    end if;
    new.rule_id := tariff.id;
    new.value_cents := round(new.quantity * tariff.unit_cents);  -- to the cent, halves away from zero
    new.valued_by := polder.actor();
    new.valued_at := polder.clock();
    new.expires_on := new.performed_until + tariff.claim_days;
    if new.value_cents = 0 then
      raise exception 'worth_nothing' using errcode = 'PL422', detail = 'quantity';
    end if;
  elsif old.state = 'valued' and new.state = 'accepted' then
    if polder.actor() is null or polder.actor() is not distinct from old.valued_by
       or polder.actor() is not distinct from old.created_by or polder.wrote('in_kind_contribution', old.id) then
      raise exception 'in_kind_second_person' using errcode = 'PL409';
    end if;
    perform pg_advisory_xact_lock(hashtext('polder.in_kind'), hashtext(l.id::text));
    select * into l from public.lot where id = new.lot_id;  -- as an amendment may have left it meanwhile
    if polder.in_kind_accepted(l.id) + old.value_cents > l.amount_cents then
      raise exception 'more_than_promised' using errcode = 'PL409';
    end if;
    new.rule_id := old.rule_id; new.value_cents := old.value_cents; new.valued_by := old.valued_by; new.valued_at := old.valued_at;
    new.accepted_by := polder.actor();
    new.accepted_at := polder.clock();
  else
    -- What a frozen quarter counts is not taken back by whoever accepted it.
    if old.state = 'counted' and new.state = 'expired' and (polder.actor() is null or polder.actor() is not distinct from old.accepted_by) then
      raise exception 'lapsed_by_another' using errcode = 'PL409';
    end if;
    new.rule_id := old.rule_id; new.value_cents := old.value_cents; new.valued_by := old.valued_by; new.valued_at := old.valued_at;
    new.accepted_by := old.accepted_by; new.accepted_at := old.accepted_at; new.expires_on := old.expires_on;
  end if;
  return new;
end $$;
create or replace trigger b_terms before insert or update on public.in_kind_contribution
  for each row execute function polder.in_kind_terms();

-- The entry that a contribution has in the ledger now: not one that was reversed.
create or replace function polder.in_kind_entry(contribution uuid) returns uuid
language sql stable security definer set search_path = pg_catalog, public as $$
  select e.id from public.journal_entry e
  where e.source_kind = 'in_kind_contribution' and e.source_id = contribution and e.reverses_id is null
    and not exists (select from public.journal_entry r where r.reverses_id = e.id)
$$;

-- Accepted is in the ledger on the day of acceptance; an acceptance that is undone is reversed there. By a trigger, so
-- that no way of accepting passes the ledger by.
create or replace function polder.in_kind_booked() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  today date := polder.today();
begin
  if old.state = 'valued' and new.state = 'accepted' then
    perform polder.write_entries(jsonb_build_array(jsonb_build_object(
      'key', 'in-kind:' || new.id, 'posted_on', polder.open_day(today), 'event', 'in_kind', 'description', new.reference,
      'source_kind', 'in_kind_contribution', 'source_id', new.id, 'lines', jsonb_build_array(
        jsonb_build_object('account', 'in_kind_used', 'lot', new.lot_id, 'purpose', new.purpose_id, 'cents', new.value_cents),
        jsonb_build_object('account', 'in_kind_received', 'lot', new.lot_id, 'cents', -new.value_cents)))));
  elsif old.state in ('accepted', 'counted') and new.state = 'expired' and polder.in_kind_entry(new.id) is not null then
    perform polder.undo_entry(polder.in_kind_entry(new.id), 'in-kind:' || new.id || ':undone', polder.open_day(today),
                              polder.setting('reason'));
  end if;
  return null;
end $$;
create or replace trigger d_booked after update of state on public.in_kind_contribution
  for each row execute function polder.in_kind_booked();

-- An amendment leaves a tranche what was accepted under it, and the agreement the days on which that work was done.
create or replace function polder.lot_keeps_work() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  perform pg_advisory_xact_lock(hashtext('polder.in_kind'), hashtext(new.id::text));
  if new.amount_cents < polder.in_kind_accepted(new.id) then
    raise exception 'in_kind_below_accepted' using errcode = 'PL422', detail = 'tranches';
  end if;
  return new;
end $$;
create or replace trigger b_worked before update of amount_cents on public.lot
  for each row when (new.in_kind and new.amount_cents < old.amount_cents) execute function polder.lot_keeps_work();

create or replace function polder.term_keeps_work() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if exists (select from public.in_kind_contribution c join public.lot l on l.id = c.lot_id
             where l.agreement_id = new.id and c.state in ('accepted', 'counted') and c.performed_until > new.ends_on) then
    raise exception 'term_worked' using errcode = 'PL422', detail = 'ends_on';
  end if;
  return null;
end $$;
create or replace trigger c_worked after update of ends_on on public.agreement
  for each row when (new.ends_on < old.ends_on) execute function polder.term_keeps_work();
