-- Careers: what the database itself keeps of how a vacancy reaches people.

-- What was approved is what people read: its words are fixed from then on. The deadline moves while it is open, to later
-- only, and while it is withdrawn; by a year at most, with a line that says why.
create or replace function polder.career_fixed() returns trigger
language plpgsql as $$
begin
  if coalesce(polder.setting('actor_kind'), '') not in ('browser', 'token') then
    return new;
  end if;
  if (old.title_nl, old.title_en, old.text_nl, old.text_en, old.employer_id, old.location, old.fte_percent, old.hours_per_week,
      old.salary_min_cents, old.salary_max_cents, old.salary_scale, old.contract_months, old.starts_on, old.time_zone,
      old.grace_minutes, old.documents_asked, old.researcher_profile, old.research_field, old.remote, old.funding_programme,
      old.eligibility_nl, old.eligibility_en, old.benefits_nl, old.benefits_en, old.selection_nl, old.selection_en)
     is distinct from
     (new.title_nl, new.title_en, new.text_nl, new.text_en, new.employer_id, new.location, new.fte_percent, new.hours_per_week,
      new.salary_min_cents, new.salary_max_cents, new.salary_scale, new.contract_months, new.starts_on, new.time_zone,
      new.grace_minutes, new.documents_asked, new.researcher_profile, new.research_field, new.remote, new.funding_programme,
      new.eligibility_nl, new.eligibility_en, new.benefits_nl, new.benefits_en, new.selection_nl, new.selection_en)
     or (old.deadline <> new.deadline and old.state <> 'published' and (old.state <> 'approved' or old.published_at is null)) then
    raise exception 'vacancy_locked' using errcode = 'PL409';
  end if;
  if new.deadline > greatest(old.deadline, polder.clock()) + interval '366 days' then
    raise exception 'deadline_far_ahead' using errcode = 'PL422', detail = 'deadline';
  end if;
  if old.deadline <> new.deadline and old.state = 'published' then
    if polder.clock() > old.deadline then
      raise exception 'deadline_over' using errcode = 'PL409';
    end if;
    if new.deadline < old.deadline then
      raise exception 'deadline_earlier' using errcode = 'PL422', detail = 'deadline';
    end if;
  end if;
  return new;
end $$;
create or replace trigger b_career_fixed before update on public.vacancy for each row when (old.state <> 'draft')
  execute function polder.career_fixed();

create or replace function polder.career_extended() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if polder.setting('actor_kind') in ('browser', 'token') then
    insert into public.deadline_extension (vacancy_id, from_deadline, to_deadline, reason)
    values (new.id, old.deadline, new.deadline, coalesce(polder.setting('reason'), ''));
    if polder.committee_size(new.id) < 2 then
      raise exception 'committee_ends_before' using errcode = 'PL409';
    end if;
  end if;
  return null;
end $$;
create or replace trigger d_career_extended after update of deadline on public.vacancy for each row
  when (old.state in ('published', 'approved') and new.deadline <> old.deadline) execute function polder.career_extended();

-- People applied for what the criteria said, and are judged by it: they are written in a draft, before anybody judged.
create or replace function polder.criteria_fixed() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  of_vacancy uuid := case when tg_op = 'INSERT' then new.vacancy_id else old.vacancy_id end;
begin
  if polder.setting('actor_kind') in ('browser', 'token') then
    if exists (select from public.vacancy v where v.id = of_vacancy and v.state <> 'draft') then
      raise exception 'vacancy_locked' using errcode = 'PL409';
    end if;
    if exists (select from public.review r where r.vacancy_id = of_vacancy) then
      raise exception 'criteria_used' using errcode = 'PL409';
    end if;
  end if;
  return coalesce(new, old);
end $$;
create or replace trigger b_criteria_fixed before insert or update or delete on public.criterion
  for each row execute function polder.criteria_fixed();

-- What is left of a vacancy for the public once it is over or withdrawn: that it was there, and what it was called.
drop function if exists polder.closed_vacancy(text);
create or replace function polder.over_vacancy(reference text, out title_nl text, out title_en text, out withdrawn boolean)
language sql stable security definer set search_path = pg_catalog, public as $$
  select v.title_nl, v.title_en, v.state in ('draft', 'approved') from public.vacancy v
  where v.reference = over_vacancy.reference and v.published_at is not null and v.state <> 'published'
$$;

-- How many are hired by one vacancy.
create or replace function polder.posts_of(vacancy uuid) returns int
language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  return coalesce((select c.posts from public.call c where c.vacancy_id = posts_of.vacancy), 1);
end $$;

-- When the list of open vacancies last changed: something was published, changed, withdrawn or closed, or a deadline passed.
create or replace function polder.careers_changed() returns timestamptz
language sql stable security definer set search_path = pg_catalog, public as $$
  select greatest(max(v.updated_at), max(v.deadline) filter (where v.deadline < polder.clock())) from public.vacancy v
  where v.published_at is not null
$$;

-- Whom a letter about this vacancy goes to: those who have begun to apply and, if asked for, those whose application is
-- still open. Whoever publishes does not read drafts; their writers are to hear of it all the same.
create or replace function polder.applicants_to_tell(vacancy uuid, submitted boolean)
returns table (id uuid, reference text, name text, email text, language text, stage text)
language sql stable security definer set search_path = pg_catalog, public as $$
  select a.id, a.reference, a.name, a.email, a.language, a.stage from public.application a
  where a.vacancy_id = applicants_to_tell.vacancy and polder.shows_something(a.email) and (select polder.may('vacancy.publish'))
    and ((a.stage = 'draft' and a.source = 'form') or (applicants_to_tell.submitted
      and a.stage in ('submitted', 'eligible', 'longlisted', 'shortlisted', 'interview', 'selected', 'offered')))
  order by a.id
$$;

-- An alert is confirmed and ended by whoever has the secret of its links; nobody else can name it.
create or replace function polder.confirm_alert(secret bytea) returns boolean
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  update public.vacancy_alert set confirmed_at = now(), told_until = now()
  where key_hash = sha256(confirm_alert.secret) and confirmed_at is null;
  return exists (select from public.vacancy_alert a where a.key_hash = sha256(confirm_alert.secret));
end $$;

create or replace function polder.stop_alert(secret bytea) returns boolean
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  gone uuid;
begin
  delete from public.vacancy_alert a where a.key_hash = sha256(stop_alert.secret) returning a.id into gone;
  -- one that is being sent at this moment goes with the next round: see forget_alerts()
  delete from public.mail m where m.record_kind = 'vacancy_alert' and m.record_id = gone and m.state <> 'queued';
  return gone is not null;
end $$;

-- How many people hear of new vacancies, for whoever publishes them.
create or replace function polder.alert_readers() returns bigint
language sql stable security definer set search_path = pg_catalog, public as $$
  select count(distinct lower(a.email)) from public.vacancy_alert a
  where a.confirmed_at is not null and (select polder.may('vacancy.publish'))
$$;
