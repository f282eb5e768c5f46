-- Rules of reviewing that the database itself keeps.

-- Where members review what is assigned to them, a member holds the permissions to read for those applications instead of
-- for the vacancy: whatever they ask, other applications are not there. Whoever also leads, chairs or observes sees all.
create or replace function polder.narrowed(account uuid, scoped jsonb) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
  narrow text[];
  assigned jsonb;
  permission text;
begin
  select array_agg(p.vacancy_id::text) into narrow
  from (select jsonb_array_elements_text(scoped -> 'application.read') union
        select jsonb_array_elements_text(scoped -> 'review.read')) as held(id)
    join public.review_plan p on p.vacancy_id = held.id::uuid
  where p.members_review = 'assigned' and not exists (
    select from public.role_grant g where g.account_id = narrowed.account and g.scope_id = p.vacancy_id
      and g.role <> 'committee_member' and g.confirmed_at is not null
      and g.valid_from <= now() and (g.valid_until is null or g.valid_until > now()));
  if narrow is null then
    return scoped;
  end if;
  assigned := (select coalesce(jsonb_agg(distinct a.application_id), '[]') from public.review_assignment a
               where a.account_id = narrowed.account and a.ended_at is null and a.vacancy_id = any(narrow::uuid[]));
  foreach permission in array array['application.read', 'review.read'] loop
    if scoped ? permission then
      scoped := jsonb_set(scoped, array[permission], ((scoped -> permission) - narrow) || assigned);
    end if;
  end loop;
  return scoped;
end $$;

-- Who judges in a vacancy now.
create or replace function polder.judges(vacancy uuid) returns table (account_id uuid, person_id uuid, name text)
language sql stable security definer set search_path = pg_catalog, public as $$
  select distinct a.id, a.person_id, a.name from public.role_grant g join public.account a on a.id = g.account_id
  where g.scope_id = judges.vacancy and g.role in ('committee_chair', 'committee_member') and g.confirmed_at is not null
    and g.valid_from <= now() and (g.valid_until is null or g.valid_until > now()) and a.ended_at is null
    and ((select polder.may('vacancy.read')) or judges.vacancy = any((select polder.scope('vacancy.read'))::uuid[]))
$$;

-- What a committee member is called, by person: whoever decides on proposals need not see all people.
create or replace function polder.name_of_person(person uuid) returns text
language sql stable security definer set search_path = pg_catalog, public as $$
  select p.name from public.person p where p.id = name_of_person.person and polder.actor() is not null
$$;

-- How many reviews each has submitted in a vacancy, not what they say: for whoever plans, of the applications that no conflict
-- hides from them.
create or replace function polder.reviews_done(vacancy uuid) returns table (account_id uuid, n int)
language sql stable security definer set search_path = pg_catalog, public as $$
  select r.reviewer_id, count(*)::int from public.review r
  where r.vacancy_id = reviews_done.vacancy and r.state = 'submitted' and r.application_id <> all((select polder.conflicts())::uuid[])
    and ((select polder.may('review.plan')) or reviews_done.vacancy = any((select polder.scope('review.plan'))::uuid[]))
  group by r.reviewer_id
$$;

-- Between which member and which application something stands, or may stand: declared, confirmed, or not answered yet.
-- For whoever plans the reviews; which of the three is not theirs to know.
create or replace function polder.apart(vacancy uuid) returns table (application_id uuid, account_id uuid)
language sql stable security definer set search_path = pg_catalog, public as $$
  select c.record_id, j.account_id from polder.judges(apart.vacancy) as j
    join public.conflict c on c.person_id = j.person_id join public.application a on a.id = c.record_id
  where a.vacancy_id = apart.vacancy and a.id <> all((select polder.conflicts())::uuid[])
    and ((select polder.may('review.plan')) or apart.vacancy = any((select polder.scope('review.plan'))::uuid[]))
  union
  select p.application_id, j.account_id from polder.judges(apart.vacancy) as j
    join public.conflict_proposal p on p.person_id = j.person_id
  where p.vacancy_id = apart.vacancy and p.state = 'proposed' and p.application_id <> all((select polder.conflicts())::uuid[])
    and ((select polder.may('review.plan')) or apart.vacancy = any((select polder.scope('review.plan'))::uuid[]))
$$;

-- Who is asked to review what, or has done so: for whoever plans, without what it says.
create or replace function polder.asked_or_done(vacancy uuid) returns table (application_id uuid, account_id uuid)
language sql stable security definer set search_path = pg_catalog, public as $$
  select x.application_id, x.account_id from (
    select a.application_id, a.account_id from public.review_assignment a
    where a.vacancy_id = asked_or_done.vacancy and a.ended_at is null
      and a.account_id in (select j.account_id from polder.judges(asked_or_done.vacancy) as j)  -- who left will not do it
    union select r.application_id, r.reviewer_id from public.review r
    where r.vacancy_id = asked_or_done.vacancy and r.state = 'submitted') as x
  where x.application_id <> all((select polder.conflicts())::uuid[])
    and ((select polder.may('review.plan')) or asked_or_done.vacancy = any((select polder.scope('review.plan'))::uuid[]))
$$;

-- Who submitted a review of which of these applications: for whoever plans, without what it says.
create or replace function polder.reviewed_by(vacancy uuid, applications uuid[]) returns table (application_id uuid, account_id uuid)
language sql stable security definer set search_path = pg_catalog, public as $$
  select r.application_id, r.reviewer_id from public.review r
  where r.vacancy_id = reviewed_by.vacancy and r.state = 'submitted' and r.application_id = any(applications)
    and r.application_id <> all((select polder.conflicts())::uuid[])
    and ((select polder.may('review.plan')) or reviewed_by.vacancy = any((select polder.scope('review.plan'))::uuid[]))
$$;

-- Nobody is asked to review who has no seat that judges, or between whom and the applicant something stands or may stand.
-- Once for all rows of a statement: a call has tens of thousands.
create or replace function polder.may_be_assigned() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if exists (
    select from added n where not exists (
      select from public.role_grant g join public.account a on a.id = g.account_id
      where g.account_id = n.account_id and g.scope_id = n.vacancy_id and g.role in ('committee_chair', 'committee_member')
        and g.confirmed_at is not null and (g.valid_until is null or g.valid_until > now()) and a.ended_at is null)) then
    raise exception 'no_reviewer_here' using errcode = 'PL409';
  end if;
  if exists (select from added n join public.account a on a.id = n.account_id
             join public.conflict c on c.record_id = n.application_id and c.person_id = a.person_id)
     or exists (select from added n join public.account a on a.id = n.account_id
       join public.conflict_proposal p on p.application_id = n.application_id and p.person_id = a.person_id
       where p.state = 'proposed') then
    raise exception 'stands_between' using errcode = 'PL409';
  end if;
  if exists (select from added n join public.application a on a.id = n.application_id
             where not polder.being_judged(a.stage, a.vacancy_id)) then
    raise exception 'not_judged_now' using errcode = 'PL409';
  end if;
  return null;
end $$;
create or replace trigger d_may_be_assigned after insert on public.review_assignment
  referencing new table as added for each statement execute function polder.may_be_assigned();

-- An assignment ends once, by whom and when the database says; nothing else of it changes.
create or replace function polder.assignment_ends() returns trigger
language plpgsql as $$
begin
  if new.ended_reason is not distinct from old.ended_reason and (new.application_id, new.vacancy_id, new.account_id, new.how)
     is not distinct from (old.application_id, old.vacancy_id, old.account_id, old.how) then
    new.ended_at := old.ended_at;
    new.ended_by := old.ended_by;
    return new;  -- nothing was said
  end if;
  if old.ended_at is not null or new.ended_reason is null
     or (new.application_id, new.vacancy_id, new.account_id, new.how)
        is distinct from (old.application_id, old.vacancy_id, old.account_id, old.how) then
    raise exception 'assignment_fixed' using errcode = 'PL409';
  end if;
  new.ended_at := polder.clock();
  new.ended_by := polder.actor();
  return new;
end $$;
create or replace trigger b_ends before update on public.review_assignment
  for each row execute function polder.assignment_ends();

-- What an applicant told of their background is fixed as the rest is: at the deadline, and once it is submitted.
create or replace function polder.background_in_time() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if polder.setting('actor_kind') = 'link' and not exists (
      select from public.application a join public.vacancy v on v.id = a.vacancy_id
      where a.id = new.application_id and a.stage = 'draft' and polder.clock() <= v.deadline) then
    raise exception 'deadline_passed' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger b_in_time before insert or update on public.applicant_background
  for each row execute function polder.background_in_time();

-- What was confirmed is a conflict: it hides the application from its person from then on.
create or replace function polder.proposal_confirmed() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  insert into public.conflict (person_id, record_kind, record_id, kind, note)
  values (new.person_id, 'application', new.application_id, new.kind, null) on conflict do nothing;
  return null;
end $$;
create or replace trigger d_confirmed after update of state on public.conflict_proposal for each row
  when (new.state = 'confirmed' and old.state <> 'confirmed') execute function polder.proposal_confirmed();

-- Whom it is about, and why, is the rules' to say; people say what follows.
create or replace function polder.proposal_fixed() returns trigger
language plpgsql as $$
begin
  if (new.application_id, new.vacancy_id, new.person_id, new.kind)
     is distinct from (old.application_id, old.vacancy_id, old.person_id, old.kind)
     or (new.grounds is distinct from old.grounds and not polder.may('conflict.propose')) then
    raise exception 'proposal_fixed' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger b_fixed before update on public.conflict_proposal
  for each row execute function polder.proposal_fixed();

-- Whoever has a conflict reviews no more: what they were asked to do ends, and what was proposed is answered by it.
create or replace function polder.conflict_ends_reviewing() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  update public.review_assignment x set ended_reason = 'conflict of interest'
  from public.account a where a.person_id = new.person_id and x.account_id = a.id
    and x.application_id = new.record_id and x.ended_at is null;
  return null;
end $$;
create or replace trigger d_ends_reviewing after insert on public.conflict
  for each row execute function polder.conflict_ends_reviewing();

-- Whoever is asked whether something stands between them and an applicant answers before they judge.
create or replace function polder.answered_first() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if new.reviewer_id = polder.actor() and exists (
      select from public.conflict_proposal p where p.application_id = new.application_id
        and p.person_id = polder.person() and p.state = 'proposed') then
    raise exception 'answer_first' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger b_answered_first before insert or update on public.review
  for each row execute function polder.answered_first();
create or replace function polder.answered_before_deciding() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if exists (select from public.conflict_proposal p where p.application_id = new.id and p.person_id = polder.person() and p.state = 'proposed') then
    raise exception 'answer_first' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger b_answered_first before update of stage on public.application
  for each row when (new.stage <> old.stage) execute function polder.answered_before_deciding();

-- Nor does whoever is still asked make an offer, approve one, or agree with its amount.
create or replace function polder.answered_before_offering() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  about uuid;
begin
  if tg_table_name = 'offer' then
    about := new.application_id;
  else
    select o.application_id into about from public.offer o where o.id = new.offer_id;
  end if;
  if exists (select from public.conflict_proposal p where p.application_id = about and p.person_id = polder.person() and p.state = 'proposed') then
    raise exception 'answer_first' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger b_answered_first before insert on public.offer
  for each row execute function polder.answered_before_offering();
create or replace trigger b_answered_first_move before update of state on public.offer
  for each row when (new.state in ('approved', 'sent') and new.state <> old.state) execute function polder.answered_before_offering();
create or replace trigger b_answered_first before insert on public.offer_endorsement
  for each row execute function polder.answered_before_offering();

-- Were candidates of this call matched with advisors already? From then on it is they who judge, and no review is waited for.
create or replace function polder.matched_already(vacancy uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  return exists (select from public.match_round r where r.vacancy_id = matched_already.vacancy and r.state = 'confirmed');
end $$;

-- What is to review by the asker, in the order of names: assigned to them, or all where nothing is; with what they have done.
create or replace function polder.my_reviewing(only_vacancy uuid)
returns table (vacancy_id uuid, application_id uuid, done boolean, submitted_at timestamptz, sort_name text)
language sql stable set search_path = pg_catalog, public as $$
  with mine as materialized (
    select x.application_id, x.vacancy_id from public.review_assignment x
    where x.account_id = (select polder.actor()) and x.ended_at is null)
  select a.vacancy_id, a.id, r.done, a.submitted_at, a.sort_name
  from public.application a
    cross join lateral (select a.id in (select unnest(polder.reviewed_by_me())) as done) as r
  where a.vacancy_id = any((select polder.scope('review.write'))::uuid[])
    and (only_vacancy is null or a.vacancy_id = only_vacancy) and a.submitted_at is not null
    and (r.done or a.stage in ('submitted', 'eligible', 'longlisted', 'shortlisted', 'interview'))
    and (a.id in (select m.application_id from mine m) or not a.vacancy_id in (select m.vacancy_id from mine m))
$$;

-- Who owes how many reviews to which vacancy, of which they are to be reminded today: as many days before the day by which to
-- review as the house has set, or after they were asked where there is no such day. `for_day`: that day, or when they were asked
-- last. None while the house has set nothing.
create or replace function polder.reviews_to_remind()
returns table (vacancy_id uuid, account_id uuid, by_day date, for_day date, n bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  with vacancies as (
    select v.id, p.review_by, coalesce(p.members_review, 'all') as members_review,
      polder.today() - polder.hiring_figure('review_reminder_days')::int as asked_by
    from public.vacancy v left join public.review_plan p on p.vacancy_id = v.id
    where v.state in ('published', 'closed') and (select polder.may('review.remind')) and not polder.matched_already(v.id)
      and (p.review_by is null or p.review_by - polder.hiring_figure('review_reminder_days')::int <= polder.today())),
  asked as (
    select v.id as vacancy_id, j.account_id, j.person_id, x.application_id, v.review_by, polder.day_of(x.created_at) as asked_on
    from vacancies v cross join lateral polder.judges(v.id) as j
      join public.review_assignment x on x.vacancy_id = v.id and x.account_id = j.account_id and x.ended_at is null
    where v.review_by is not null or polder.day_of(x.created_at) <= v.asked_by
    union all
    -- whoever is assigned nothing reviews all, where a day is set for it
    select v.id, j.account_id, j.person_id, a.id, v.review_by, null
    from vacancies v cross join lateral polder.judges(v.id) as j join public.application a on a.vacancy_id = v.id
    where v.review_by is not null and v.members_review = 'all' and not exists (
      select from public.review_assignment x where x.vacancy_id = v.id and x.account_id = j.account_id and x.ended_at is null))
  select k.vacancy_id, k.account_id, k.review_by, coalesce(k.review_by, max(k.asked_on)), count(*)
  from asked k join public.application a on a.id = k.application_id
    and a.stage in ('submitted', 'eligible', 'longlisted', 'shortlisted', 'interview')
  where not exists (select from public.review r where r.application_id = k.application_id and r.reviewer_id = k.account_id and r.state = 'submitted')
    and not exists (select from public.conflict c where c.record_id = k.application_id and c.person_id = k.person_id)
  group by k.vacancy_id, k.account_id, k.review_by
$$;

-- ---- what the rules look at again ------------------------------------------------------------------------------------

create or replace function polder.propose_for_application() returns trigger
language plpgsql as $$
begin
  perform jobs.polder_defer('default', 'reviewing.propose_for_application', jsonb_build_object('application_id',
    case tg_table_name when 'application' then new.id else (to_jsonb(new) ->> 'application_id')::uuid end));
  return null;
end $$;
create or replace trigger e_propose after update of stage on public.application for each row
  when (old.stage = 'draft' and new.stage = 'submitted') execute function polder.propose_for_application();

create or replace function polder.propose_for_person() returns trigger
language plpgsql as $$
declare
  row jsonb := to_jsonb(new);
begin
  perform jobs.polder_defer('default', 'reviewing.propose_for_person', case tg_table_name
    when 'role_grant' then jsonb_build_object('account_id', row ->> 'account_id')
    when 'person' then jsonb_build_object('person_id', row ->> 'id')
    else jsonb_build_object('person_id', row ->> 'person_id') end);
  return null;
end $$;
create or replace trigger e_propose after insert on public.role_grant for each row
  when (new.role in ('committee_chair', 'committee_member')) execute function polder.propose_for_person();
create or replace trigger e_propose after insert or update on public.applicant_background
  for each row execute function polder.propose_for_application();
create or replace trigger e_propose after insert or update on public.affiliation
  for each row execute function polder.propose_for_person();
create or replace trigger e_propose after insert or update on public.interest
  for each row execute function polder.propose_for_person();
create or replace trigger e_propose after insert or update on public.supervision
  for each row execute function polder.propose_for_person();
create or replace trigger e_propose after update of orcid on public.person
  for each row execute function polder.propose_for_person();

create or replace function polder.propose_for_writers() returns trigger
language plpgsql as $$
begin
  perform jobs.polder_defer('default', 'reviewing.propose_for_person', jsonb_build_object('person_id', w.person_id))
  from (select distinct person_id from added) as w;
  return null;
end $$;
create or replace trigger e_propose after insert on public.person_work
  referencing new table as added for each statement execute function polder.propose_for_writers();

-- ---- opinions of reviews ---------------------------------------------------------------------------------------------

-- Of a submitted review of somebody else, while the application is judged.
create or replace function polder.opinion_fits() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  r public.review;
begin
  select * into r from public.review x where x.id = new.review_id;
  if tg_op = 'UPDATE' and old.lapsed_at is null and new.lapsed_at is not null and r.state = 'draft'
     and to_jsonb(new) - '{lapsed_at,version,updated_at}'::text[] = to_jsonb(old) - '{lapsed_at,version,updated_at}'::text[] then
    return new;
  end if;
  if new.lapsed_at is not null or r.state is distinct from 'submitted' or r.reviewer_id = new.author_id
     or (tg_op = 'UPDATE' and (new.review_id, new.author_id) is distinct from (old.review_id, old.author_id)) then
    raise exception 'opinion_of_another' using errcode = 'PL409';
  end if;
  if (select polder.being_judged(a.stage, a.vacancy_id) from public.application a where a.id = r.application_id) is not true then
    raise exception 'being_judged' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger b_fits before insert or update on public.review_opinion for each row execute function polder.opinion_fits();

-- What was said of a review that is written anew was said of another text: it stands no longer, and is kept.
create or replace function polder.opinions_lapse() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  update public.review_opinion o set lapsed_at = polder.clock() where o.review_id = new.id and o.lapsed_at is null;
  return null;
end $$;

-- Of which applications a review was reopened after the asker gave their opinion of it, and they have not given it anew.
create or replace function polder.opinions_to_give_anew() returns table (application_id uuid, since timestamptz)
language sql stable security definer set search_path = pg_catalog, public as $$
  select r.application_id, max(o.lapsed_at) from public.review_opinion o join public.review r on r.id = o.review_id
    join public.application a on a.id = r.application_id
  where o.author_id = (select polder.actor()) and o.lapsed_at is not null and r.application_id <> all((select polder.conflicts())::uuid[])
    and a.stage in ('submitted', 'eligible', 'longlisted', 'shortlisted', 'interview')
    and not exists (select from public.review_opinion n where n.review_id = o.review_id and n.author_id = o.author_id and n.lapsed_at is null)
  group by r.application_id
$$;
create or replace trigger d_opinions after update of state on public.review for each row
  when (new.state = 'draft' and old.state = 'submitted') execute function polder.opinions_lapse();
