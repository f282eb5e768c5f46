-- What was agreed stays as it was agreed: terms change by versions, and versions come into force by one function.

-- The tranches of a version, as rows.
create or replace function polder.tranches_of(terms jsonb)
returns table (tranche int, cents bigint, due_on date, in_kind boolean, pool_id uuid, condition text)
language sql immutable as $$
  select t.position, t.amount_cents, t.due_on, coalesce(t.in_kind, false), t.pool_id, t.condition
  from jsonb_to_recordset(terms) as t(position int, amount_cents bigint, due_on date, in_kind boolean, pool_id uuid, condition text)
$$;

create or replace function polder.rights_of(terms jsonb)
returns table (place bigint, kind text, field text, term_months int, response_days int, note text)
language sql immutable as $$
  select r.ordinality, r.value ->> 'kind', r.value ->> 'field', (r.value ->> 'term_months')::int,
    (r.value ->> 'response_days')::int, r.value ->> 'note'
  from jsonb_array_elements(terms) with ordinality as r
$$;

-- The signed file of a version: the last that was accepted since its terms were last changed.
create or replace function polder.signed_file(signed uuid, changed_at timestamptz) returns text
language sql stable as $$
  select d.sha256 from public.document d where d.record_id = signed and d.kind = 'signed' and d.state = 'accepted'
    and d.completed_at >= changed_at order by d.completed_at desc, d.id limit 1
$$;

-- The first day on which an amendment of this number may take effect: not before the agreement starts, nor before the
-- version in force did.
create or replace function polder.effective_from(agreement uuid, number int) returns date
language sql stable security definer set search_path = pg_catalog, public as $$
  select greatest(a.starts_on, (select max(v.effective_on) from public.agreement_version v
    where v.agreement_id = a.id and v.state = 'in_force' and v.number < effective_from.number))
  from public.agreement a where a.id = effective_from.agreement
$$;

-- Terms are readable, add up, and are fixed once they were sent to be signed. In force, a version keeps the hash of the
-- file under which it is; only what another administration had signed comes without.
create or replace function polder.version_terms() returns trigger
language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    new.signed_sha256 := old.signed_sha256;
    if (new.number, new.amount_cents, new.effective_on, new.ends_on, new.reason, new.tranches, new.rights, new.parties, new.agreement_id)
       is distinct from
       (old.number, old.amount_cents, old.effective_on, old.ends_on, old.reason, old.tranches, old.rights, old.parties, old.agreement_id)
       and (old.state <> 'draft' or exists (select from public.agreement a where a.id = old.agreement_id and a.state = 'under_signature'))
    then
      raise exception 'version_fixed' using errcode = 'PL409';
    end if;
    if old.state = 'draft' and new.state = 'in_force' then
      new.signed_sha256 := polder.signed_file(old.id, old.updated_at);
      if new.signed_sha256 is null
         and not exists (select from public.agreement a where a.id = old.agreement_id and a.external_reference is not null) then
        raise exception 'version_not_signed' using errcode = 'PL409';
      end if;
    end if;
  else
    new.signed_sha256 := null;
  end if;
  -- An amendment follows what it amends, and takes effect on its day.
  if new.number > 1 and (tg_op = 'INSERT' or new.effective_on <> old.effective_on or (old.state = 'draft' and new.state = 'in_force')) then
    if new.effective_on < polder.effective_from(new.agreement_id, new.number) then
      raise exception 'version_early' using errcode = 'PL422', detail = 'effective_on';
    end if;
    if new.state = 'in_force' and new.effective_on > polder.today() then
      raise exception 'version_ahead' using errcode = 'PL409';
    end if;
  end if;
  if tg_op = 'INSERT' or (new.tranches, new.rights, new.amount_cents, new.ends_on)
     is distinct from (old.tranches, old.rights, old.amount_cents, old.ends_on) then
    if exists (select from polder.tranches_of(new.tranches) t group by t.tranche having count(*) > 1 or t.tranche is null or t.tranche < 1)
       or exists (select from polder.tranches_of(new.tranches) t where t.cents is null or t.cents <= 0 or t.due_on is null) then
      raise exception 'tranche_unreadable' using errcode = 'PL422', detail = 'tranches';
    end if;
    if exists (select from polder.tranches_of(new.tranches) t
               where t.due_on not between '1900-01-01' and (new.ends_on + interval '2 years')::date) then
      raise exception 'tranche_day' using errcode = 'PL422', detail = 'tranches';
    end if;
    if new.amount_cents <> (select coalesce(sum(t.cents), 0) from polder.tranches_of(new.tranches) t) then
      raise exception 'tranches_differ' using errcode = 'PL422', detail = 'tranches';
    end if;
    if exists (select from polder.rights_of(new.rights) r where not exists (
        select from public.right_kind k where k.key = r.kind and k.state = 'in_force')) then
      raise exception 'right_unknown' using errcode = 'PL422', detail = 'rights';
    end if;
  end if;
  return new;
end $$;
create or replace trigger b_terms before insert or update on public.agreement_version
  for each row execute function polder.version_terms();

-- Money of the State, of universities and of research organisations is not private, whatever an agreement says.
create or replace function polder.gives_private_money(organisation uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select not exists (select from public.organisation o where o.id = organisation
                     and o.kind in ('ministry', 'university', 'institute', 'ellis_unit'))
$$;

-- Is there a rule of this name, proposed or in force?
create or replace function polder.matching_key_known(wanted text) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (select from public.matching_rule r where r.key = wanted and r.state <> 'withdrawn')
$$;

-- An agreement says of its amount and term what its version in force says; who gives it, and how it counts, is settled
-- when it leaves the draft.
create or replace function polder.agreement_terms() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if new.private_origin and (tg_op = 'INSERT' or (new.private_origin, new.funder_id) is distinct from (old.private_origin, old.funder_id))
     and not polder.gives_private_money(new.funder_id) then
    raise exception 'origin_not_private' using errcode = 'PL422', detail = 'private_origin';
  end if;
  if new.matching_key is not null and (tg_op = 'INSERT' or new.matching_key is distinct from old.matching_key)
     and not polder.matching_key_known(new.matching_key) then
    raise exception 'matching_key_unknown' using errcode = 'PL422', detail = 'matching_key';
  end if;
  if tg_op = 'INSERT' then
    if (new.amount_cents, new.in_force) <> (0, 0) then
      raise exception 'agreement_fixed' using errcode = 'PL409', detail = 'amount_cents';
    end if;
    return new;
  end if;
  if (new.amount_cents, new.in_force) <> (old.amount_cents, old.in_force) and not exists (
      select from public.agreement_version v where v.agreement_id = new.id and v.number = new.in_force
        and v.state = 'in_force' and v.amount_cents = new.amount_cents and v.ends_on = new.ends_on) then
    raise exception 'agreement_fixed' using errcode = 'PL409', detail = 'amount_cents';
  end if;
  if new.external_reference is distinct from old.external_reference then
    raise exception 'agreement_fixed' using errcode = 'PL409', detail = 'external_reference';
  end if;
  if old.state <> 'draft' and (
      (new.funder_id, new.title, new.starts_on, new.private_origin, new.matching_key)
      is distinct from (old.funder_id, old.title, old.starts_on, old.private_origin, old.matching_key)
      or (new.ends_on <> old.ends_on and new.in_force = old.in_force)) then
    raise exception 'agreement_fixed' using errcode = 'PL409', detail = 'title';
  end if;
  return new;
end $$;
create or replace trigger b_terms before insert or update on public.agreement
  for each row execute function polder.agreement_terms();

-- Versions that have just moved to be in force take effect: their tranches are the lots, their rights and parties stand,
-- and the ledger knows what was promised more or less than before. Only tranches in cash are commitments in the ledger;
-- work is booked when it is accepted. One call for all of a transaction, as the ledger asks.
create or replace function polder.put_in_force(versions uuid[]) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  entries jsonb;
begin
  perform from public.agreement a where a.id in (select v.agreement_id from public.agreement_version v where v.id = any(versions))
  order by a.id for update of a;
  if (select count(distinct a.id) from public.agreement_version v join public.agreement a on a.id = v.agreement_id
      where v.id = any(versions) and v.state = 'in_force' and a.state = 'active' and v.number > a.in_force) <> cardinality(versions) then
    raise exception 'version_not_next' using errcode = 'PL409';
  end if;
  if exists (select from public.agreement_version v cross join polder.tranches_of(v.tranches) t
             join public.lot l on l.agreement_id = v.agreement_id and l.position = t.tranche
             where v.id = any(versions) and l.in_kind <> t.in_kind) then
    raise exception 'tranche_kind_fixed' using errcode = 'PL409', detail = 'tranches';
  end if;
  with chosen as (
    select v.*, a.funder_id, a.reference, a.in_force from public.agreement_version v join public.agreement a on a.id = v.agreement_id
    where v.id = any(versions)
  ), named as (
    select c.agreement_id, t.* from chosen c cross join polder.tranches_of(c.tranches) t
  ), held as (
    select l.* from public.lot l join chosen c on c.agreement_id = l.agreement_id
  ), terms as (
    select coalesce(n.agreement_id, h.agreement_id) as agreement_id, coalesce(n.tranche, h.position) as tranche,
      coalesce(n.cents, 0) as cents, coalesce(h.amount_cents, 0) as before, coalesce(n.due_on, h.due_on) as due_on,
      coalesce(n.in_kind, h.in_kind) as in_kind, case when n.tranche is null then h.pool_id else n.pool_id end as pool_id,
      case when n.tranche is null then h.condition else n.condition end as condition
    from named n full join held h on h.agreement_id = n.agreement_id and h.position = n.tranche
  ), kept as (
    insert into public.lot as l (agreement_id, funder_id, position, amount_cents, due_on, in_kind, pool_id, condition)
    select c.id, c.funder_id, t.tranche, t.cents, t.due_on, t.in_kind, t.pool_id, t.condition
    from terms t join public.agreement c on c.id = t.agreement_id order by t.agreement_id, t.tranche
    on conflict (agreement_id, position) do update set amount_cents = excluded.amount_cents, due_on = excluded.due_on,
      pool_id = excluded.pool_id, condition = excluded.condition,
      condition_met_on = case when excluded.condition is not distinct from l.condition then l.condition_met_on end
    returning l.id, l.agreement_id, l.position
  ), changed as (
    select k.agreement_id, jsonb_agg(jsonb_build_object('account', account, 'lot', k.id, 'cents', sign * (t.cents - t.before))
                                     order by k.position, sign desc) as lines
    from kept k join terms t on t.agreement_id = k.agreement_id and t.tranche = k.position,
      (values ('committed_open', 1), ('commitments_given', -1)) as side(account, sign)
    where not t.in_kind and t.cents <> t.before group by k.agreement_id
  )
  select jsonb_agg(jsonb_build_object(
    'key', 'agreement:' || c.agreement_id || ':' || c.number, 'posted_on', polder.open_day(c.effective_on),
    'happened_on', least(c.effective_on, polder.today()),
    'event', case when c.in_force = 0 then 'commitment' else 'amendment' end,
    'description', c.reference || ' v' || c.number, 'source_kind', 'agreement_version', 'source_id', c.id, 'lines', m.lines)
    order by c.agreement_id) into entries
  from changed m join chosen c on c.agreement_id = m.agreement_id;
  update public.agreement a set amount_cents = v.amount_cents, in_force = v.number, ends_on = v.ends_on
  from public.agreement_version v where v.id = any(versions) and a.id = v.agreement_id;
  -- A right that is named again in other words is another right: what was asked under the old one stays to be read.
  update public.funder_right f set valid_until = greatest(f.valid_from, v.effective_on - 1)
  from public.agreement_version v where v.id = any(versions) and f.agreement_id = v.agreement_id and f.valid_until is null
    and not exists (select from polder.rights_of(v.rights) r where (r.kind, r.field, r.term_months, r.response_days, r.note)
                    is not distinct from (f.kind, f.field, f.term_months, f.response_days, f.note));
  insert into public.funder_right (agreement_id, kind, field, term_months, response_days, note, valid_from)
  select v.agreement_id, r.kind, r.field, r.term_months, r.response_days, r.note, v.effective_on
  from public.agreement_version v cross join polder.rights_of(v.rights) r where v.id = any(versions)
    and not exists (select from public.funder_right f where f.agreement_id = v.agreement_id and f.valid_until is null
                    and (r.kind, r.field, r.term_months, r.response_days, r.note)
                    is not distinct from (f.kind, f.field, f.term_months, f.response_days, f.note))
  order by v.agreement_id, r.place;
  delete from public.agreement_party p using public.agreement_version v where v.id = any(versions)
    and p.agreement_id = v.agreement_id and not v.parties @> jsonb_build_array(jsonb_build_object('organisation_id', p.organisation_id));
  insert into public.agreement_party as p (agreement_id, organisation_id, role)
  select v.agreement_id, (r.value ->> 'organisation_id')::uuid, r.value ->> 'role'
  from public.agreement_version v cross join jsonb_array_elements(v.parties) as r where v.id = any(versions)
  on conflict (agreement_id, organisation_id) do update set role = excluded.role where p.role <> excluded.role;
  if entries is not null then
    perform polder.write_entries(entries);
  end if;
end $$;

-- Nobody alone promises a large sum in writing and lets go of it: whoever wrote the terms in force does not end them while
-- more is unpaid than one person may write off.
create or replace function polder.may_end_agreement(agreement uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  return coalesce((select sum(p.uninvoiced + p.invoiced_open) from polder.lot_position p join public.lot l on l.id = p.lot_id
                   where l.agreement_id = may_end_agreement.agreement), 0)
      <= coalesce(polder.invoice_rule('write_off_second_person', polder.today()), 0)
    or not exists (select from public.agreement_version v where v.agreement_id = may_end_agreement.agreement
                   and v.state = 'in_force' and polder.wrote('agreement_version', v.id));
end $$;

-- What was promised under a terminated agreement and is not called is written off: one entry, or none.
create or replace function polder.let_go(ended public.agreement, key text) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  lines jsonb;
begin
  select jsonb_agg(jsonb_build_object('account', account, 'lot', p.lot_id, 'cents', sign * p.uninvoiced) order by p.number, sign desc)
  into lines from polder.lot_position p join public.lot l on l.id = p.lot_id,
    (values ('committed_written_off', 1), ('committed_open', -1)) as side(account, sign)
  where l.agreement_id = ended.id and p.uninvoiced <> 0;
  if lines is not null then
    perform polder.write_entries(jsonb_build_array(jsonb_build_object(
      'key', let_go.key, 'posted_on', polder.open_day(polder.today()), 'event', 'write_off', 'description', ended.reference,
      'source_kind', 'agreement', 'source_id', ended.id, 'lines', lines)));
  end if;
end $$;

-- An agreement that has just been terminated: what was promised and never called is written off, and plans end for which
-- the money that came is not enough, the latest first.
create or replace function polder.end_agreement(ended uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  a public.agreement;
  this_move text := polder.setting('move');
begin
  select * into a from public.agreement where id = ended for update;
  if a.state is distinct from 'terminated' then
    raise exception 'agreement_not_ended' using errcode = 'PL409';
  end if;
  if not polder.may_end_agreement(ended) then
    raise exception 'ended_by_another' using errcode = 'PL409';
  end if;
  -- In the order in which a booking locks them: the allocations, their lots, the sums.
  perform from public.allocation n join public.lot l on l.id = n.lot_id where l.agreement_id = a.id order by n.id for update of n;
  perform from public.lot l where l.agreement_id = a.id order by l.id for update;
  perform from public.lot_balance b join public.lot l on l.id = b.lot_id where l.agreement_id = a.id order by b.lot_id for update of b;
  perform set_config('polder.move', 'allocation:end', true);
  update public.allocation n set state = 'released'
  from (select o.id, sum(o.amount_cents) over (partition by o.lot_id order by o.from_day, o.reference) > p.received_free as lacks
        from public.allocation o join public.lot l on l.id = o.lot_id join polder.lot_position p on p.lot_id = l.id
        where l.agreement_id = a.id and o.state = 'planned') as plan
  where n.id = plan.id and plan.lacks;
  perform set_config('polder.move', coalesce(this_move, ''), true);
  perform polder.let_go(a, 'agreement:' || a.id || ':ended');
end $$;

-- Is something of an agreement still open: promised and not called, called and not paid, work not given; or is it we who owe?
create or replace function polder.agreement_open(agreement uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  return exists (select from public.lot l join public.lot_balance b on b.lot_id = l.id where l.agreement_id = agreement_open.agreement
    and (b.uninvoiced <> 0 or b.invoiced_open <> 0 or b.overpaid <> 0 or (l.in_kind and l.amount_cents > polder.in_kind_accepted(l.id))));
end $$;

-- At commit: what was taken back or credited may open again what was over. A fulfilled agreement is active again, with the
-- reason; under a terminated one it is written off, as the termination did with the rest.
create or replace function polder.opens_again() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  a public.agreement;
begin
  for a in select g.* from public.agreement g where g.state in ('fulfilled', 'terminated') and g.id in (
      select l.agreement_id from public.posting p join public.lot l on l.id = p.lot_id where p.entry_id = new.id) order by g.id loop
    if a.state = 'terminated' then
      perform polder.let_go(a, 'agreement:' || a.id || ':ended:' || new.id);
    elsif polder.agreement_open(a.id) then
      perform set_config('polder.move', 'agreement:reopen', true), set_config('polder.reason', coalesce(new.reason, new.description), true);
      update public.agreement set state = 'active' where id = a.id and state = 'fulfilled';
    end if;
  end loop;
  return null;
end $$;
drop trigger if exists d_opens on public.journal_entry;
create constraint trigger d_opens after insert on public.journal_entry deferrable initially deferred
  for each row when (new.reverses_id is not null or new.event = 'credit_note') execute function polder.opens_again();

-- The condition of a tranche has been met on this day (null: not, after all).
create or replace function polder.meet_condition(of_lot uuid, met_on date) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if not polder.may('agreement.write') then
    raise exception 'agreement_not_yours' using errcode = 'PL403';
  end if;
  if met_on > polder.today() then
    raise exception 'met_ahead' using errcode = 'PL422', detail = 'met_on';
  end if;
  if met_on < (select least(a.starts_on, polder.today()) from public.lot l join public.agreement a on a.id = l.agreement_id where l.id = of_lot) then
    raise exception 'condition_met_before' using errcode = 'PL422', detail = 'met_on';
  end if;
  perform from public.lot_balance b where b.lot_id = of_lot for update;  -- as whoever invoices it
  if met_on is null and exists (
      select from public.ledger_account a join public.account_balance b on b.account_id = a.id
      where a.lot_id = of_lot and a.kind = 'committed_invoiced' and b.balance_cents <> 0) then
    raise exception 'condition_called' using errcode = 'PL409', detail = 'met_on';
  end if;
  update public.lot set condition_met_on = met_on where id = of_lot and condition is not null;
end $$;

-- A granted decision is one lot, and a commitment of the State.
create or replace function polder.grant_decision(decision uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  d public.public_decision;
  made uuid;
begin
  select * into d from public.public_decision where id = decision for update;
  if d.state is distinct from 'granted' then
    raise exception 'decision_not_granted' using errcode = 'PL409';
  end if;
  insert into public.lot (decision_id, funder_id, amount_cents, due_on)
  values (d.id, d.granter_id, d.amount_cents, coalesce(d.starts_on, d.granted_on)) returning id into made;
  perform polder.write_entries(jsonb_build_array(jsonb_build_object(
    'key', 'decision:' || d.id, 'posted_on', polder.open_day(d.granted_on), 'happened_on', d.granted_on, 'event', 'commitment', 'description', d.reference,
    'source_kind', 'public_decision', 'source_id', d.id, 'lines', jsonb_build_array(
      jsonb_build_object('account', 'committed_open', 'lot', made, 'cents', d.amount_cents),
      jsonb_build_object('account', 'commitments_given', 'lot', made, 'cents', -d.amount_cents)))));
end $$;

-- The State lowers what it granted, by a decision of this day and number: the lot and what is still to come are less. What
-- arrived stays: of that, the determination says what goes back.
create or replace function polder.lower_decision(decision uuid, cents bigint, day date, document text, reason text) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  d public.public_decision;
  of_it public.lot;
begin
  if not polder.may('decision.write') then
    raise exception 'decision_not_yours' using errcode = 'PL403';
  end if;
  select * into d from public.public_decision where id = decision for update;
  if d.state is null or d.state not in ('granted', 'advance_received', 'accounted') then
    raise exception 'decision_not_lowered' using errcode = 'PL409';
  end if;
  if day > polder.today() or day < d.granted_on then
    raise exception 'lowered_on_day' using errcode = 'PL422', detail = 'lowered_on';
  end if;
  if cents >= d.amount_cents then
    raise exception 'lowered_not_less' using errcode = 'PL422', detail = 'amount_cents';
  end if;
  select * into of_it from public.lot where decision_id = d.id for update;
  if cents < (select b.called from public.lot_balance b where b.lot_id = of_it.id for update) then
    raise exception 'lowered_below_received' using errcode = 'PL422', detail = 'amount_cents';
  end if;
  update public.lot set amount_cents = cents where id = of_it.id;
  update public.public_decision set amount_cents = cents where id = d.id;
  perform polder.write_entries(jsonb_build_array(jsonb_build_object(
    'key', 'decision:' || d.id || ':lowered:' || d.version, 'posted_on', polder.open_day(day), 'happened_on', day, 'event', 'amendment',
    'description', d.reference || ' · ' || document, 'reason', lower_decision.reason, 'source_kind', 'public_decision', 'source_id', d.id,
    'lines', jsonb_build_array(
      jsonb_build_object('account', 'commitments_given', 'lot', of_it.id, 'cents', d.amount_cents - cents),
      jsonb_build_object('account', 'committed_open', 'lot', of_it.id, 'cents', cents - d.amount_cents)))));
end $$;

-- Who recorded a determination does not take it back alone.
create or replace function polder.may_undetermine(decision uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select polder.actor() is distinct from (
    select m.actor_id from public.move_entry m
    where m.record_kind = 'public_decision' and m.record_id = decision and m.move = 'determine' order by m.id desc limit 1)
$$;

-- Reverse the determination of a decision that has just moved back, with the reason of the move.
create or replace function polder.undetermine(decision uuid) returns uuid[]
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  opposite jsonb;
begin
  if not polder.may('decision.undetermine') then
    raise exception 'ledger_not_yours' using errcode = 'PL403';
  end if;
  if not exists (select from public.public_decision d where d.id = decision and d.state = 'accounted') then
    raise exception 'decision_fixed' using errcode = 'PL409';
  end if;
  select jsonb_agg(polder.reversal(j.id, j.key || ':undone', polder.open_day(j.posted_on), polder.setting('reason')) -> 0 order by j.number)
  into opposite from public.journal_entry j
  where j.source_kind = 'public_decision' and j.source_id = decision and j.event = 'determination' and j.reverses_id is null
    and not exists (select from public.journal_entry r where r.reverses_id = j.id);
  return case when opposite is null then '{}' else polder.write_entries(opposite) end;
end $$;

create or replace function polder.decision_terms() returns trigger
language plpgsql as $$
begin
  if new.matching_key is not null and (tg_op = 'INSERT' or new.matching_key is distinct from old.matching_key)
     and not polder.matching_key_known(new.matching_key) then
    raise exception 'matching_key_unknown' using errcode = 'PL422', detail = 'matching_key';
  end if;
  if new.determined_on > polder.today() and (tg_op = 'INSERT' or new.determined_on is distinct from old.determined_on) then
    raise exception 'determined_ahead' using errcode = 'PL422', detail = 'determined_on';
  end if;
  if new.granted_on > polder.today() and (tg_op = 'INSERT' or new.granted_on is distinct from old.granted_on) then
    raise exception 'granted_ahead' using errcode = 'PL422', detail = 'granted_on';
  end if;
  -- Asked again when it is granted: what an organisation is may have been corrected since.
  if polder.gives_private_money(new.granter_id)
     and (tg_op = 'INSERT' or new.granter_id <> old.granter_id or (old.state = 'applied' and new.state <> 'applied')) then
    raise exception 'granter_private' using errcode = 'PL422', detail = 'granter_id';
  end if;
  if tg_op = 'INSERT' then
    return new;
  end if;
  -- What was granted becomes less only with its lot: see lower_decision.
  if old.state <> 'applied' and ((new.granter_id, new.title, new.granted_on, new.decision_number, new.matching_key)
     is distinct from (old.granter_id, old.title, old.granted_on, old.decision_number, old.matching_key)
     or (new.amount_cents <> old.amount_cents
         and not exists (select from public.lot l where l.decision_id = new.id and l.amount_cents = new.amount_cents))) then
    raise exception 'decision_fixed' using errcode = 'PL409', detail = 'amount_cents';
  end if;
  if old.state in ('determined', 'settled', 'repaid')
     and (new.determined_cents, new.determined_on, new.starts_on, new.ends_on, new.account_by, new.scheme)
       is distinct from (old.determined_cents, old.determined_on, old.starts_on, old.ends_on, old.account_by, old.scheme) then
    raise exception 'decision_fixed' using errcode = 'PL409', detail = 'determined_cents';
  end if;
  if old.state = 'determined' and new.state = 'accounted' and not polder.may_undetermine(new.id) then
    raise exception 'undetermined_by_another' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger b_terms before insert or update on public.public_decision
  for each row execute function polder.decision_terms();

-- At commit: a state that brings something about has brought it about.
create or replace function polder.effect_is_there() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if tg_table_name = 'agreement' then
    if exists (select from public.agreement a where a.id = new.id and a.state in ('active', 'fulfilled', 'defaulted') and a.in_force = 0) then
      raise exception 'effect_missing' using errcode = 'PL409';
    end if;
    if new.state = 'fulfilled' then
      perform from public.lot_balance b join public.lot l on l.id = b.lot_id where l.agreement_id = new.id order by b.lot_id for update of b;
      if exists (select from public.agreement a where a.id = new.id and a.state = 'fulfilled') and polder.agreement_open(new.id) then
        raise exception 'agreement_open' using errcode = 'PL409';
      end if;
    end if;
  elsif tg_table_name = 'agreement_version' then
    if exists (select from public.agreement_version v join public.agreement a on a.id = v.agreement_id
               where v.id = new.id and v.state = 'in_force' and a.in_force <> v.number) then
      raise exception 'effect_missing' using errcode = 'PL409';
    end if;
  elsif exists (select from public.public_decision d where d.id = new.id and d.state <> 'applied')
        and not exists (select from public.lot l where l.decision_id = new.id) then
    raise exception 'effect_missing' using errcode = 'PL409';
  elsif old.state = 'accounted' and new.state = 'determined' and exists (
      select from public.lot l join public.allocation a on a.lot_id = l.id where l.decision_id = new.id and a.state <> 'released') then
    raise exception 'effect_missing' using errcode = 'PL409';
  elsif old.state = 'determined' and new.state = 'accounted' and exists (
      select from public.lot_balance b join public.lot l on l.id = b.lot_id where l.decision_id = new.id and b.reported <> 0) then
    raise exception 'effect_missing' using errcode = 'PL409';
  end if;
  return null;
end $$;
drop trigger if exists c_effect on public.agreement;
create constraint trigger c_effect after update of state on public.agreement deferrable initially deferred
  for each row execute function polder.effect_is_there();
drop trigger if exists c_effect on public.agreement_version;
create constraint trigger c_effect after update of state on public.agreement_version deferrable initially deferred
  for each row execute function polder.effect_is_there();
drop trigger if exists c_effect on public.public_decision;
create constraint trigger c_effect after update of state on public.public_decision deferrable initially deferred
  for each row execute function polder.effect_is_there();

-- What of a determined decision must still go back to the State, in cents.
create or replace function polder.repayable(decision uuid) returns bigint
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(-sum(p.amount_cents), 0)::bigint from public.lot l join public.posting p on p.lot_id = l.id
    join public.ledger_account a on a.id = p.account_id and a.kind = 'repayable_to_state'
  where l.decision_id = decision
$$;

-- The version of a kind of right that was in force on this day; where there was none, the newest.
create or replace function polder.right_kind_on(wanted text, day date) returns uuid
language sql stable security definer set search_path = pg_catalog, public as $$
  select k.id from public.right_kind k where k.key = wanted and k.state = 'in_force'
  order by day between k.valid_from and coalesce(k.valid_until, 'infinity') desc, k.valid_from desc limit 1
$$;

-- The catalogue of funder rights to begin with, in force. Entered once, when the table is made; later versions and other
-- kinds are proposed and confirmed by people.
do $$ begin
  if not (select relrowsecurity from pg_class where oid = 'public.right_kind'::regclass) then
    insert into public.right_kind (state, key, name_nl, name_en, explanation_nl, explanation_en, takes_field, takes_term, response_days, source, valid_from)
    select 'in_force', a, b, c, d, e, f, g, h, i, j::date from (values
      ('notice', 'recht op melding', 'right to be told', 'De financier hoort van elke uitvinding uit zijn geld.',
       'The funder is told of every invention made with its money.', true, true, 30, 'Modelovereenkomst, artikel over resultaten / model contract, article on results', '2020-01-01'),
      ('first_negotiation', 'recht van eerste onderhandeling', 'right of first negotiation',
       'De financier mag als eerste over een licentie of overdracht onderhandelen.',
       'The funder may be the first to negotiate on a licence or transfer.', true, true, 90, 'Modelovereenkomst, artikel over resultaten / model contract, article on results', '2020-01-01'),
      ('first_refusal', 'recht van eerste weigering', 'right of first refusal',
       'De financier mag een bod van een ander overnemen.', 'The funder may match an offer that another has made.', true, true, 60,
       'Modelovereenkomst, artikel over resultaten / model contract, article on results', '2020-01-01'),
      ('non_exclusive_licence', 'niet-exclusieve licentie', 'non-exclusive licence',
       'De financier mag de resultaten in zijn vakgebied gebruiken.', 'The funder may use the results in its field.', true, true, null,
       'Modelovereenkomst, artikel over resultaten / model contract, article on results', '2020-01-01'),
      ('exclusive_option', 'optie op exclusieve licentie', 'option on an exclusive licence',
       'De financier mag binnen de termijn een exclusieve licentie in zijn vakgebied nemen.',
       'Within the term, the funder may take an exclusive licence in its field.', true, true, 180, 'Modelovereenkomst, artikel over resultaten / model contract, article on results', '2020-01-01'),
      ('publication_delay', 'uitstel van publicatie', 'delay of publication',
       'Een publicatie wacht hooguit deze dagen op een octrooiaanvraag.', 'A publication waits for a patent filing, for these days at most.',
       false, false, 30, 'Modelovereenkomst, artikel over publicaties / model contract, article on publications', '2020-01-01'),
      ('revenue_share', 'aandeel in de opbrengst', 'share in revenue',
       'De financier deelt in wat een licentie of onderneming opbrengt.', 'The funder shares in what a licence or company yields.', false, true, null,
       'Modelovereenkomst, artikel over exploitatie / model contract, article on exploitation', '2020-01-01')) as kind(a, b, c, d, e, f, g, h, i, j);
  end if;
end $$;
