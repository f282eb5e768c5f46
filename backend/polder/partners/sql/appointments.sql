
-- Appointments: who works where, for whom, how much, until when.

-- The appointments of those whom the asker supervises or supervised.
create or replace function polder.supervised() returns uuid[]
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(array_agg(s.appointment_id), '{}'::uuid[]) from public.supervision s
  where s.person_id = polder.person()
$$;

-- May it start? A higher floor says what else has to be done by then.
create or replace function polder.ready_to_start(appointment uuid) returns boolean
language sql stable as $$ select true $$;

-- The most that somebody is appointed for on one day, in per cent of full time, on the days of one appointment.
create or replace function polder.appointed_percent(appointment uuid) returns int
language sql stable security definer set search_path = pg_catalog, public as $$
  with mine as (select * from public.appointment a where a.id = appointed_percent.appointment),
  others as (
    select o.* from public.appointment o, mine m where o.person_id = m.person_id and o.state <> 'cancelled'
      and o.starts_on <= coalesce(m.ends_on, 'infinity') and coalesce(o.ends_on, 'infinity') >= m.starts_on)
  -- it can only become more on a day on which one of them begins
  select max(coalesce((select sum(o.fte_percent) from others o
    where o.starts_on <= d.day and coalesce(o.ends_on, 'infinity') >= d.day), 0))::int
  from (select greatest(o.starts_on, m.starts_on) as day from others o, mine m) as d
$$;

-- Nobody works more than full time without a reason. What an applicant's answer makes is judged when a person looks at it.
create or replace function polder.within_full_time() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if polder.setting('actor_kind') is distinct from 'link' and new.state in ('planned', 'active') and new.overlap_reason is null then
    perform pg_advisory_xact_lock(hashtextextended('polder.appointments:' || new.person_id, 0));
    if polder.appointed_percent(new.id) > 100 then
      raise exception 'above_full_time' using errcode = 'PL422', detail = 'overlap_reason';
    end if;
  end if;
  return null;
end $$;
create or replace trigger d_full_time after insert or update on public.appointment
  for each row execute function polder.within_full_time();

-- What has ended or lapsed stays as it was; one that runs keeps its first day and its person.
create or replace function polder.appointment_fixed() returns trigger
language plpgsql as $$
begin
  if old.state in ('ended', 'cancelled') or (old.state = 'active'
     and (new.person_id, new.starts_on) is distinct from (old.person_id, old.starts_on)) then
    raise exception 'appointment_fixed' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger b_fixed before update on public.appointment
  for each row execute function polder.appointment_fixed();

-- Those who employ somebody together do so for the whole: judged when all parts have been written.
create or replace function polder.employers_whole() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if (select sum(e.part_bp) from public.appointment_employer e
      where e.appointment_id = coalesce(new.appointment_id, old.appointment_id)) <> 10000 then
    raise exception 'employers_whole' using errcode = 'PL422', detail = 'employers';
  end if;
  return null;
end $$;
do $$ begin
  if not exists (select from pg_trigger where tgname = 'd_whole' and tgrelid = 'public.appointment_employer'::regclass) then
    create constraint trigger d_whole after insert or update or delete on public.appointment_employer
      deferrable initially deferred for each row execute function polder.employers_whole();
  end if;
end $$;

-- Nobody supervises themselves, nor the same person twice at once, nor outside the appointment.
create or replace function polder.supervises_once() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  a public.appointment;
begin
  select * into a from public.appointment x where x.id = new.appointment_id for update;
  if a.person_id = new.person_id then
    raise exception 'supervises_self' using errcode = 'PL422', detail = 'person_id';
  end if;
  if new.valid_from < a.starts_on or coalesce(new.valid_until, new.valid_from) > a.ends_on then
    raise exception 'outside_appointment' using errcode = 'PL422', detail = 'valid_from';
  end if;
  if exists (select from public.supervision s where s.appointment_id = new.appointment_id and s.person_id = new.person_id
             and s.id <> new.id and s.valid_from <= coalesce(new.valid_until, 'infinity')
             and new.valid_from <= coalesce(s.valid_until, 'infinity')) then
    raise exception 'supervises_already' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger b_once before insert or update on public.supervision
  for each row execute function polder.supervises_once();

-- A period lies within its appointment; an extension begins on the day after its end and moves that end. Two periods of a
-- kind do not overlap.
create or replace function polder.period_fits() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  a public.appointment;
begin
  select * into a from public.appointment x where x.id = new.appointment_id for update;
  if a.state in ('ended', 'cancelled') then
    raise exception 'appointment_fixed' using errcode = 'PL409';
  end if;
  if new.kind = 'extension' and tg_op = 'INSERT' then
    if new.valid_from is distinct from a.ends_on + 1 then
      raise exception 'extends_from_end' using errcode = 'PL422', detail = 'valid_from';
    end if;
    update public.appointment set ends_on = new.valid_until where id = new.appointment_id;
  elsif new.kind = 'extension' and (new.kind, new.valid_from, new.valid_until) is distinct from (old.kind, old.valid_from, old.valid_until) then
    raise exception 'extension_fixed' using errcode = 'PL409';
  elsif new.valid_from < a.starts_on or new.valid_until > a.ends_on then
    raise exception 'outside_appointment' using errcode = 'PL422', detail = 'valid_from';
  end if;
  if exists (select from public.appointment_period p where p.appointment_id = new.appointment_id and p.kind = new.kind
             and p.id <> new.id and p.valid_from <= new.valid_until and new.valid_from <= p.valid_until) then
    raise exception 'period_overlaps' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger b_fits before insert or update on public.appointment_period
  for each row execute function polder.period_fits();

-- An extension was agreed: it is not taken back, the appointment is ended earlier.
create or replace function polder.extension_stays() returns trigger
language plpgsql as $$
begin
  raise exception 'extension_fixed' using errcode = 'PL409';
end $$;
create or replace trigger b_stays before delete on public.appointment_period
  for each row when (old.kind = 'extension') execute function polder.extension_stays();
