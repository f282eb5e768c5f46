
-- Applications that the asker, a security officer, is asked to check now.
create or replace function polder.being_checked() returns uuid[]
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(array_agg(c.application_id), '{}'::uuid[]) from public.security_check c
  where c.state = 'asked' and (select polder.may('security.decide')) and c.application_id <> all((select polder.conflicts())::uuid[])
$$;

-- Whom a check is about: the name, for whoever sees the check; the CV while they are asked to judge it.
create or replace function polder.checked_person(application uuid) returns json
language sql stable security definer set search_path = pg_catalog, public as $$
  select json_build_object('name', a.name, 'vacancy', v.reference, 'title_nl', v.title_nl, 'title_en', v.title_en,
    'cv', case when a.id = any(polder.being_checked()) then a.cv end)
  from public.application a join public.vacancy v on v.id = a.vacancy_id
  where a.id = checked_person.application and a.id <> all((select polder.conflicts())::uuid[])
    and ((select polder.may('security.decide')) or (select polder.may('security.read'))
      or a.vacancy_id = any((select polder.scope('security.read'))::uuid[]))
$$;

-- May an offer go out? Of a tagged vacancy only once the security officer has cleared the person.
create or replace function polder.security_cleared(application uuid, vacancy uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  return not exists (select from public.vacancy_security s where s.vacancy_id = security_cleared.vacancy)
    or exists (select from public.security_check c where c.application_id = security_cleared.application
               and c.state in ('cleared', 'cleared_with_measures'));
end $$;

create or replace function polder.cleared_before_offer() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if not polder.security_cleared(new.application_id, new.vacancy_id) then
    raise exception 'security_not_cleared' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger c_cleared before update of state on public.offer for each row
  when (new.state in ('approved', 'sent') and old.state <> new.state) execute function polder.cleared_before_offer();

-- A vacancy is tagged before an offer goes out: what was promised to somebody stands.
create or replace function polder.tagged_before_offers() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if exists (select from public.offer o where o.vacancy_id = new.vacancy_id and o.state in ('approved', 'sent')) then
    raise exception 'offer_is_out' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger b_before_offers before insert on public.vacancy_security
  for each row execute function polder.tagged_before_offers();

-- Once somebody is being checked the tag stays: what would be left of the check?
create or replace function polder.tag_stays() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if exists (select from public.security_check c where c.vacancy_id = old.vacancy_id) then
    raise exception 'tag_stays' using errcode = 'PL409';
  end if;
  return old;
end $$;
create or replace trigger b_stays before delete on public.vacancy_security
  for each row execute function polder.tag_stays();

-- A check is asked of an open application to a tagged vacancy.
create or replace function polder.check_of_submitted() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if not exists (select from public.vacancy_security s where s.vacancy_id = new.vacancy_id) then
    raise exception 'vacancy_not_tagged' using errcode = 'PL409';
  end if;
  if not exists (select from public.application a where a.id = new.application_id
                 and a.stage in ('submitted', 'eligible', 'longlisted', 'shortlisted', 'interview', 'selected', 'offered')) then
    raise exception 'application_not_open' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger b_submitted before insert on public.security_check
  for each row execute function polder.check_of_submitted();
