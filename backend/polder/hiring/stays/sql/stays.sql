-- Stays elsewhere and milestones of an appointment.

create or replace function polder.own_appointments() returns uuid[]
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(array_agg(a.id), '{}'::uuid[]) from public.appointment a where a.person_id = polder.person()
$$;

-- The appointments of those whom the asker supervises, or will.
create or replace function polder.supervised_now() returns uuid[]
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(array_agg(s.appointment_id), '{}'::uuid[]) from public.supervision s
  where s.person_id = polder.person() and coalesce(s.valid_until, 'infinity') >= polder.today()
$$;

create or replace function polder.keeps_stays(appointment uuid) returns boolean
language plpgsql stable as $$
begin
  return coalesce(polder.may('appointment.write') or appointment = any(polder.supervised_now()), false);
end $$;

-- Where a stay is, for whoever sees it: not everybody who has one sees all companies.
create or replace function polder.stay_place(appointment uuid, organisation uuid) returns text
language sql stable security definer set search_path = pg_catalog, public as $$
  select o.name from public.organisation o where o.id = stay_place.organisation
    and ((select polder.may('appointment.read')) or stay_place.appointment = any(polder.own_appointments() || polder.supervised()))
$$;

-- A stay lies within its appointment and changes while it is planned. HR confirms it; it was held once its last day has come.
create or replace function polder.stay_fits() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  a public.appointment;
begin
  select * into a from public.appointment x where x.id = new.appointment_id for update;
  if tg_op = 'INSERT' or to_jsonb(new) - '{state,version,updated_at}'::text[] <> to_jsonb(old) - '{state,version,updated_at}'::text[] then
    if a.state in ('ended', 'cancelled') then
      raise exception 'appointment_fixed' using errcode = 'PL409';
    end if;
    if tg_op = 'UPDATE' and (old.state <> 'planned' or new.appointment_id <> old.appointment_id) then
      raise exception 'stay_fixed' using errcode = 'PL409';
    end if;
    if new.valid_from < a.starts_on or new.valid_until > a.ends_on then
      raise exception 'outside_appointment' using errcode = 'PL422', detail = 'valid_from';
    end if;
  end if;
  if new.state = 'done' and new.valid_until > polder.today() then
    raise exception 'stay_not_over' using errcode = 'PL409';
  end if;
  if tg_op = 'UPDATE' and new.state = 'confirmed' and old.state <> 'confirmed'
     and polder.setting('actor_kind') in ('browser', 'token') and not polder.may('appointment.write') then
    raise exception 'stay_confirmed_by_hr' using errcode = 'PL403';
  end if;
  return new;
end $$;
create or replace trigger b_fits before insert or update on public.stay for each row execute function polder.stay_fits();

-- An appointment does not become shorter than its stays.
create or replace function polder.stays_within() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if exists (select from public.stay s where s.appointment_id = new.id and s.state <> 'dropped'
             and (s.valid_from < new.starts_on or s.valid_until > new.ends_on)) then
    raise exception 'stays_outside' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger c_stays before update of starts_on, ends_on on public.appointment
  for each row execute function polder.stays_within();

-- HR and who supervises say what a milestone is; whose it is says that it is done, and what shows it. What is done is fixed
-- until it is open again.
create or replace function polder.milestone_kept() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if tg_op <> 'DELETE' and (select a.state = 'cancelled' from public.appointment a where a.id = new.appointment_id) then
    raise exception 'appointment_fixed' using errcode = 'PL409';
  end if;
  if tg_op <> 'INSERT' and old.done_on is not null and (tg_op = 'DELETE' or (new.done_on is not null
     and (new.appointment_id, new.title, new.whose, new.due_on) is distinct from (old.appointment_id, old.title, old.whose, old.due_on))) then
    raise exception 'milestone_done' using errcode = 'PL409';
  end if;
  if tg_op = 'DELETE' then
    return old;
  end if;
  if (tg_op = 'INSERT' or new.due_on <> old.due_on)
     and new.due_on < (select a.starts_on from public.appointment a where a.id = new.appointment_id) then
    raise exception 'milestone_before' using errcode = 'PL422', detail = 'due_on';
  end if;
  if new.done_on > polder.today() then
    raise exception 'milestone_done_ahead' using errcode = 'PL422', detail = 'done_on';
  end if;
  if tg_op = 'UPDATE' and polder.setting('actor_kind') in ('browser', 'token') and not polder.keeps_stays(old.appointment_id)
     and (old.whose <> 'appointed' or (new.appointment_id, new.title, new.whose, new.due_on)
       is distinct from (old.appointment_id, old.title, old.whose, old.due_on)) then
    raise exception 'milestone_kept_by_another' using errcode = 'PL403';
  end if;
  return new;
end $$;
create or replace trigger b_kept before insert or update or delete on public.milestone
  for each row execute function polder.milestone_kept();

-- ---- tracks ----------------------------------------------------------------------------------------------------------

-- How many whole months lie between two days, both included: from 31 August, six months end on 27 February.
create or replace function polder.whole_months(first date, last date) returns int
language sql immutable as $$
  select m - ((first + make_interval(months => m))::date > last + 1)::int
  from (select (extract(year from last + 1) - extract(year from first))::int * 12
          + (extract(month from last + 1) - extract(month from first))::int as m) as n
$$;

-- What the track of an appointment asks of its stays, by the rule of the day on which its letter of intent was signed, and
-- what is planned. Whole months are counted, and of the days left over thirty as one. Null where there is no such letter.
create or replace function polder.track_of(appointment uuid) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
  l public.letter_of_intent;
  one public.advisor;
  two public.advisor;
  signed date;
  asked public.track_rule;
  counted uuid[];
begin
  select i.* into l from public.hire h join public.letter_of_intent i on i.application_id = h.application_id and i.state = 'signed'
  where h.appointment_id = track_of.appointment;
  if l.id is null or not ((select polder.may('appointment.read')) or track_of.appointment = any(polder.own_appointments() || polder.supervised())) then
    return null;
  end if;
  select (max(s.signed_at) at time zone 'Europe/Amsterdam')::date into signed from public.intent_signature s where s.letter_id = l.id;
  select * into one from public.advisor d where d.id = l.first_advisor_id;
  select * into two from public.advisor d where d.id = l.second_advisor_id;
  select r.* into asked from public.track_rule r where r.key = l.track || '_stay_months' and r.state = 'in_force'
    and signed between r.valid_from and coalesce(r.valid_until, 'infinity');
  -- Academic: in another European country than the first advisor's. Industry: at the company of an advisor.
  counted := array(
    select s.id from public.stay s join public.organisation o on o.id = s.organisation_id
    where s.appointment_id = track_of.appointment and s.state <> 'dropped' and case l.track
      when 'academic' then s.kind = 'exchange' and s.country_code <> one.country_code and polder.is_european(s.country_code, signed)
      when 'industry' then s.kind = 'industry' and o.kind = 'industry' and o.id in (one.organisation_id, two.organisation_id) end);
  return (
    select jsonb_build_object('track', l.track, 'letter', l.reference, 'source', asked.source, 'counted', to_jsonb(counted),
      'months_asked', asked.value, 'months', coalesce(sum(c.months), 0) + coalesce(sum(c.days), 0) / 30, 'days', coalesce(sum(c.days), 0) % 30,
      'months_held', coalesce(sum(c.months) filter (where c.held), 0) + coalesce(sum(c.days) filter (where c.held), 0) / 30)
    from (select s.state = 'done' as held, m.months, s.valid_until + 1 - (s.valid_from + make_interval(months => m.months))::date as days
          from public.stay s, lateral (select polder.whole_months(s.valid_from, s.valid_until) as months) as m
          where s.id = any(counted)) as c);
end $$;

-- What a signed letter of intent promised is written down with the hire: both advisors supervise, the stay is planned as far
-- as the appointment lasts, and two milestones go with it. Once: what people changed stays.
create or replace function polder.promised_by_letter(of_application uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  l public.letter_of_intent;
  a public.appointment;
  place public.organisation;
  first date;
  last date;
begin
  select i.* into l from public.letter_of_intent i where i.application_id = of_application and i.state = 'signed';
  select x.* into a from public.hire h join public.appointment x on x.id = h.appointment_id where h.application_id = of_application;
  if l.id is null or a.id is null or a.state in ('ended', 'cancelled')
     or exists (select from public.stay s where s.appointment_id = a.id) then
    return;
  end if;
  insert into public.supervision (appointment_id, person_id, kind, valid_from)
  select a.id, u.person_id, case when d.id = l.first_advisor_id then 'main' else 'co' end, a.starts_on
  from public.advisor d join public.account u on u.id = d.account_id
  where d.id in (l.first_advisor_id, l.second_advisor_id) and u.person_id <> a.person_id
    and not exists (select from public.supervision s where s.appointment_id = a.id and s.person_id = u.person_id);
  select * into place from public.organisation o where o.id = l.stay_organisation_id;
  first := greatest(l.stay_from, a.starts_on);
  last := least((l.stay_from + make_interval(months => l.stay_months))::date - 1, coalesce(a.ends_on, 'infinity'));
  if place.id is null or first is null or last < first then
    return;
  end if;
  insert into public.stay (appointment_id, organisation_id, country_code, kind, valid_from, valid_until)
  select a.id, place.id, coalesce(place.country_code, d.country_code), case l.track when 'industry' then 'industry' else 'exchange' end, first, last
  from public.advisor d where d.id = l.second_advisor_id;
  insert into public.milestone (appointment_id, title, whose, due_on, evidence) values
    (a.id, case l.language when 'nl' then 'Afspraken vastgelegd met ' else 'Arrangements made with ' end || left(place.name, 250), 'supervisor', first, ''),
    (a.id, case l.language when 'nl' then 'Verslag van het verblijf bij ' else 'Report of the stay at ' end || left(place.name, 250), 'appointed', last, '');
end $$;
create or replace function polder.promised() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  perform polder.promised_by_letter(new.application_id);
  return null;
end $$;
create or replace trigger d_promised after insert on public.hire for each row execute function polder.promised();
create or replace trigger d_promised after update of state on public.letter_of_intent for each row
  when (new.state = 'signed' and old.state <> 'signed') execute function polder.promised();

-- ---- whose it is -----------------------------------------------------------------------------------------------------

-- The accounts of whoever owns a milestone. Where nobody has one, HR sees to it.
create or replace function polder.milestone_owners(appointment uuid, owner text) returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
  found uuid[] := case milestone_owners.owner
    when 'appointed' then array(
      select u.id from public.appointment a join public.account u on u.person_id = a.person_id and u.ended_at is null
      where a.id = milestone_owners.appointment)
    when 'supervisor' then array(
      select distinct u.id from public.supervision s join public.account u on u.person_id = s.person_id and u.ended_at is null
      where s.appointment_id = milestone_owners.appointment and s.kind = 'main' and coalesce(s.valid_until, 'infinity') >= polder.today())
    else '{}' end;
begin
  if found <> '{}' then
    return found;
  end if;
  return array(
    select distinct g.account_id from public.role_grant g join public.account u on u.id = g.account_id and u.ended_at is null
    where g.role = 'hr_officer' and g.scope_id is null and g.confirmed_at is not null and g.valid_from <= now()
      and (g.valid_until is null or g.valid_until > now())
      and not exists (select from public.hire h join public.conflict c on c.record_id = h.application_id
        where h.appointment_id = milestone_owners.appointment and c.person_id = u.person_id));
end $$;

-- What of these applications came to stays and milestones: hidden with them from whoever has a conflict.
create or replace function polder.stay_conflicts(applications uuid[]) returns uuid[]
language sql stable security definer set search_path = pg_catalog, public as $$
  select array(select s.id from public.stay s join public.hire h on h.appointment_id = s.appointment_id where h.application_id = any(applications))
    || array(select m.id from public.milestone m join public.hire h on h.appointment_id = m.appointment_id where h.application_id = any(applications))
$$;
