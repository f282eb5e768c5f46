-- The promises of meetings: who is counted for a decision, that enough of them were there, that a candidate is met by nobody
-- who has a conflict with them, and that minutes say what was decided and are approved by somebody who did not make them.

-- ---- who is counted ------------------------------------------------------------------------------------------------------

-- Those who judge an application now: chair and members, each person once, without whoever has a conflict with it.
create or replace function polder.meeting_judges(vacancy uuid, application uuid) returns uuid[]
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(array_agg(j.id order by j.id), '{}'::uuid[]) from (
    select distinct on (coalesce(a.person_id, a.id)) a.id, a.person_id
    from public.role_grant g join public.account a on a.id = g.account_id and a.ended_at is null
    where g.scope_id = meeting_judges.vacancy and g.role in ('committee_chair', 'committee_member') and g.confirmed_at is not null
      and g.valid_from <= now() and (g.valid_until is null or g.valid_until > now())
    order by coalesce(a.person_id, a.id), a.id) as j
  where not exists (select from public.conflict c where c.person_id = j.person_id and c.record_id = meeting_judges.application)
$$;

-- Of those, who was there and in the room, and has said of every question whether something stands between.
create or replace function polder.meeting_deciders(meeting uuid, application uuid, judges uuid[], away uuid[]) returns uuid[]
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(array_agg(t.account_id order by t.account_id), '{}'::uuid[]) from public.meeting_attendance t
  where t.meeting_id = meeting_deciders.meeting and t.presence = 'present' and t.account_id = any(judges) and t.account_id <> all(away)
    and not exists (select from public.conflict_proposal p join public.account a on a.person_id = p.person_id
      where a.id = t.account_id and p.application_id = meeting_deciders.application and p.state = 'proposed')
$$;

-- How many there are for an item now, and of how many: for whoever sees it.
create or replace function polder.item_count(item uuid, out present int, out committee int)
language sql stable security definer set search_path = pg_catalog, public as $$
  select cardinality(polder.meeting_deciders(i.meeting_id, i.application_id, j.judges, i.away)), cardinality(j.judges)
  from public.meeting_item i cross join lateral (select polder.meeting_judges(i.vacancy_id, i.application_id) as judges offset 0) as j
  where i.id = item_count.item and i.application_id <> all((select polder.conflicts())::uuid[])
    and ((select polder.may('meeting.read')) or i.vacancy_id = any((select polder.scope('meeting.read'))::uuid[]))
$$;

-- How many of so many must be there: by the rule in force, and at least one.
create or replace function polder.meeting_quorum(judges int) returns int
language sql stable as $$
  select greatest(1, ceil(judges * coalesce(polder.hiring_figure('meeting_quorum'), 0) / 10000.0))::int
$$;

-- Everybody of the committee now, and whoever is in the attendance: for those who see the meeting.
create or replace function polder.meeting_people(meeting uuid) returns json
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(json_agg(json_build_object('account_id', p.id, 'name', p.name, 'role', p.role, 'presence', p.presence)
    order by p.role, p.name, p.id), '[]')
  from public.meeting m cross join lateral (
    select a.id, a.name, t.presence, (select g.role from public.role_grant g
        where g.account_id = a.id and g.scope_id = m.vacancy_id and polder.of_committee(g.role) and g.confirmed_at is not null
          and g.valid_from <= now() order by (g.valid_until is null or g.valid_until > now()) desc, g.role limit 1) as role
    from public.account a left join public.meeting_attendance t on t.account_id = a.id and t.meeting_id = m.id
    where t.id is not null or a.ended_at is null and exists (
      select from public.role_grant g where g.account_id = a.id and g.scope_id = m.vacancy_id and polder.of_committee(g.role)
        and g.confirmed_at is not null and g.valid_from <= now() and (g.valid_until is null or g.valid_until > now()))) as p
  where m.id = meeting_people.meeting
    and ((select polder.may('meeting.read')) or m.vacancy_id = any((select polder.scope('meeting.read'))::uuid[]))
$$;

-- ---- the meeting ---------------------------------------------------------------------------------------------------------

-- What changes a meeting, its items, attendance or minutes waits for one another.
create or replace function polder.hold_meeting(meeting uuid) returns void
language sql as $$ select pg_advisory_xact_lock(hashtextextended('polder.meeting:' || meeting, 0)) $$;

create or replace function polder.meeting_fits() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  moved constant text[] := '{state,version,updated_at}';
  status text;
begin
  if tg_op = 'UPDATE' then
    perform polder.hold_meeting(new.id);
    if to_jsonb(new) - moved <> to_jsonb(old) - moved then
      if not (polder.may('meeting.manage') or old.vacancy_id = any(polder.scope('meeting.manage')))
         and polder.setting('actor_kind') in ('browser', 'token') then
        raise exception 'meeting_not_yours' using errcode = 'PL403';
      end if;
      if new.vacancy_id <> old.vacancy_id or old.state in ('minutes_approved', 'cancelled') then
        raise exception 'meeting_fixed' using errcode = 'PL409';
      end if;
    end if;
    new.sequence := old.sequence + case when new.state = 'cancelled' and old.state <> 'cancelled'
        or (new.starts_at, new.length_minutes, new.time_zone, new.place) is distinct from (old.starts_at, old.length_minutes, old.time_zone, old.place)
      then 1 else 0 end;
    if new.state = 'minutes_approved' and old.state = 'held' then
      status := polder.minutes_status(new.id);
      if status <> 'ready' then
        raise exception 'minutes_%', status using errcode = 'PL409';
      end if;
      update public.meeting_minutes n set approved_at = polder.clock(), approved_by = polder.actor()
      where n.id = (select x.id from public.meeting_minutes x where x.meeting_id = new.id order by x.number desc limit 1);
    end if;
  else
    new.sequence := 0;
  end if;
  if (tg_op = 'INSERT' or new.chair_id <> old.chair_id) and not exists (
      select from public.role_grant g where g.account_id = new.chair_id and g.scope_id = new.vacancy_id
        and g.role in ('committee_chair', 'committee_member') and (g.valid_until is null or g.valid_until > now())) then
    raise exception 'chair_not_in_committee' using errcode = 'PL422', detail = 'chair_id';
  end if;
  return new;
end $$;
create or replace trigger b_fits before insert or update on public.meeting
  for each row when (not polder.erasing()) execute function polder.meeting_fits();

create or replace function polder.attendance_fits() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  perform polder.hold_meeting(new.meeting_id);
  if (select m.state from public.meeting m where m.id = new.meeting_id) is distinct from 'held' then
    raise exception 'meeting_not_begun' using errcode = 'PL409';
  end if;
  if tg_op = 'INSERT' then
    if not exists (select from public.role_grant g where g.account_id = new.account_id and g.scope_id = new.vacancy_id
        and polder.of_committee(g.role) and g.confirmed_at is not null and g.valid_from <= now()
        and (g.valid_until is null or g.valid_until > now())) then
      raise exception 'attendee_not_in_committee' using errcode = 'PL422', detail = 'present';
    end if;
  elsif (new.meeting_id, new.account_id) <> (old.meeting_id, old.account_id) then
    raise exception 'meeting_fixed' using errcode = 'PL409';
  end if;
  if new.presence = 'absent' and exists (
      select from public.meeting_item i where i.meeting_id = new.meeting_id
        and (new.account_id = any(i.decided_by) and i.outcome is not null or new.account_id = any(i.away))) then
    raise exception 'attendee_decided' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger b_fits before insert or update on public.meeting_attendance
  for each row execute function polder.attendance_fits();

-- Who was there decides whether what was decided holds: it is counted again.
create or replace function polder.attendance_changed() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  update public.meeting_item i set decided_by = null where i.meeting_id = new.meeting_id and i.decision is not null and i.outcome is null;
  return null;
end $$;
create or replace trigger c_changed after insert or update of presence on public.meeting_attendance
  for each row execute function polder.attendance_changed();

-- ---- the agenda and its decisions ----------------------------------------------------------------------------------------

-- Would the decision have its quorum without those who declared a conflict since?
create or replace function polder.still_decided(item public.meeting_item) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  with apart as (
    select a.id from public.account a join public.conflict c on c.person_id = a.person_id and c.record_id = item.application_id
    where a.id = any(item.decided_by))
  select cardinality(item.decided_by) - n.gone >= polder.meeting_quorum(item.committee - n.gone) from (select count(*)::int as gone from apart) as n
$$;

create or replace function polder.item_fits() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  beside constant text[] := '{version,updated_at,position}';
  about public.meeting;
  judges uuid[];
begin
  perform polder.hold_meeting(coalesce(new.meeting_id, old.meeting_id));
  select * into about from public.meeting m where m.id = coalesce(new.meeting_id, old.meeting_id);
  if tg_op = 'DELETE' then
    if about.state not in ('planned', 'held') or old.decision is not null
       or exists (select from public.meeting_minutes n where n.meeting_id = old.meeting_id) then
      raise exception 'item_fixed' using errcode = 'PL409';
    end if;
    return old;
  end if;
  if tg_op = 'INSERT' then
    if about.state not in ('planned', 'held') then
      raise exception 'meeting_fixed' using errcode = 'PL409';
    end if;
    if (select a.stage from public.application a where a.id = new.application_id)
       not in ('submitted', 'eligible', 'longlisted', 'shortlisted', 'interview', 'selected') then
      raise exception 'not_to_be_decided' using errcode = 'PL409';
    end if;
    new.decision := null;
    new.outcome := null;
    new.carried_out_at := null;
    new.away := '{}';
    new.reasons := '{}';
  else
    if (new.meeting_id, new.application_id, new.vacancy_id) <> (old.meeting_id, old.application_id, old.vacancy_id)
       or (old.outcome is not null and to_jsonb(new) - beside <> to_jsonb(old) - beside) then
      raise exception 'item_fixed' using errcode = 'PL409';
    end if;
    if (new.outcome is distinct from old.outcome and about.state not in ('held', 'minutes_approved'))
       or (new.position <> old.position and about.state not in ('planned', 'held')) then
      raise exception 'meeting_fixed' using errcode = 'PL409';
    end if;
    if (new.decision, new.reason, new.reasons, new.away) is distinct from (old.decision, old.reason, old.reasons, old.away)
       and about.state <> 'held' then
      raise exception '%', case about.state when 'planned' then 'meeting_not_begun' else 'meeting_fixed' end using errcode = 'PL409';
    end if;
    new.carried_out_at := case when new.outcome is not null then coalesce(old.carried_out_at, polder.clock()) end;
    if new.outcome is distinct from old.outcome and not exists (
        select from public.application a where a.id = new.application_id and case
          when new.outcome = 'withdrawn' then a.stage = 'withdrawn' and new.decision <> 'hold'
          else a.stage = case new.decision when 'shortlist' then 'shortlisted' when 'invite' then 'interview'
            when 'select' then 'selected' when 'reject' then 'rejected' end end) then
      raise exception 'item_not_done' using errcode = 'PL409';
    end if;
    if new.outcome = 'done' and old.outcome is null and not polder.still_decided(old) then
      raise exception 'decision_lost_quorum' using errcode = 'PL409';
    end if;
    if new.outcome is not null then
      return new;
    end if;
  end if;
  if exists (select from jsonb_each(new.reasons) as r (criterion, said) where jsonb_typeof(said) <> 'string'
      or char_length(said #>> '{}') > 4000
      or not exists (select from public.criterion c where c.id::text = r.criterion and c.vacancy_id = new.vacancy_id)) then
    raise exception 'reason_of_another_criterion' using errcode = 'PL422', detail = 'reasons';
  end if;
  if exists (select from unnest(new.away) as x where not exists (select from public.meeting_attendance t
      where t.meeting_id = new.meeting_id and t.account_id = x and t.presence = 'present')) then
    raise exception 'away_not_present' using errcode = 'PL422', detail = 'away';
  end if;
  if new.decision is null then
    new.decided_by := null;
    new.committee := null;
    return new;
  end if;
  if not polder.shows_something(new.reason) then
    raise exception 'decision_unmotivated' using errcode = 'PL422', detail = 'reason';
  end if;
  if tg_op = 'UPDATE' and (new.decision, new.away, new.decided_by, new.committee)
      is not distinct from (old.decision, old.away, old.decided_by, old.committee) then
    return new;  -- other words for the same decision
  end if;
  if (tg_op = 'INSERT' or (new.decision, new.away) is distinct from (old.decision, old.away)) and exists (
      select from public.conflict_proposal p where p.application_id = new.application_id and p.person_id = polder.person() and p.state = 'proposed') then
    raise exception 'answer_first' using errcode = 'PL409';
  end if;
  judges := polder.meeting_judges(new.vacancy_id, new.application_id);
  new.committee := cardinality(judges);
  new.decided_by := polder.meeting_deciders(new.meeting_id, new.application_id, judges, new.away);
  if cardinality(new.decided_by) < polder.meeting_quorum(new.committee) then
    raise exception 'below_quorum' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger b_fits before insert or update or delete on public.meeting_item
  for each row when (not polder.erasing()) execute function polder.item_fits();

-- Whoever declares a conflict before a decision is carried out did not decide it; without enough of the others there is no
-- decision, and its reasons stay.
create or replace function polder.recount(meeting uuid, only_application uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  update public.meeting_item i
  set decided_by = null, decision = case when cardinality(polder.meeting_deciders(i.meeting_id, i.application_id, n.judges, i.away))
      >= polder.meeting_quorum(cardinality(n.judges)) then i.decision end
  from public.meeting_item x, lateral (select polder.meeting_judges(x.vacancy_id, x.application_id) as judges) as n
  where x.id = i.id and i.meeting_id = recount.meeting and (only_application is null or i.application_id = only_application)
    and i.decision is not null and i.outcome is null;
end $$;
create or replace function polder.conflict_recounts() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  meetings uuid[] := array(select i.meeting_id from public.meeting_item i where i.application_id = new.record_id order by i.meeting_id);
begin
  -- a decision that is being written is counted with this conflict, or is seen here
  perform polder.hold_meeting(m) from unnest(meetings) as m;
  perform polder.recount(m.id, new.record_id) from public.meeting m where m.id = any(meetings) and m.state = 'held';
  return null;
end $$;
create or replace trigger d_meetings after insert on public.conflict
  for each row when (new.record_kind = 'application') execute function polder.conflict_recounts();
create or replace function polder.reopened_recounts() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  perform polder.recount(new.id, null);
  return null;
end $$;
create or replace trigger d_reopened after update of state on public.meeting
  for each row when (old.state = 'minutes_approved' and new.state = 'held') execute function polder.reopened_recounts();

-- ---- minutes -------------------------------------------------------------------------------------------------------------

-- Does a conflict of interest keep the asker from something on this agenda?
create or replace function polder.meeting_apart(meeting uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (select from public.meeting_item i where i.meeting_id = meeting_apart.meeting
    and i.application_id = any((select polder.conflicts())::uuid[]))
$$;

-- Was this person out of the room for the item? Whoever decided on it was not, whatever they declared since.
create or replace function polder.left_room(item public.meeting_item, account uuid, person uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select (account = any(item.decided_by)) is not true and (account = any(item.away)
    or exists (select from public.conflict c where c.person_id = person and c.record_id = item.application_id))
$$;

-- All that the minutes say. Who was there and did not decide on an item left the room for it.
create or replace function polder.meeting_content(meeting uuid) returns json
language sql stable security definer set search_path = pg_catalog, public as $$
  select json_build_object('reference', m.reference, 'vacancy', v.reference, 'title_nl', v.title_nl, 'title_en', v.title_en,
    'starts_at', m.starts_at at time zone 'UTC', 'minutes', m.length_minutes, 'zone', m.time_zone, 'place', m.place, 'chair', c.name, 'remarks', m.remarks,
    'people', (select coalesce(json_agg(json_build_object('name', a.name, 'presence', t.presence, 'judges', exists (
        select from public.role_grant g where g.account_id = a.id and g.scope_id = m.vacancy_id
          and g.role in ('committee_chair', 'committee_member') and g.valid_from <= t.updated_at)) order by a.name, a.id), '[]')
      from public.meeting_attendance t join public.account a on a.id = t.account_id where t.meeting_id = m.id),
    'items', (select coalesce(json_agg(case when polder.is_erased(p.id) then json_build_object('reference', p.reference, 'decision', i.decision, 'erased', true)
      else json_build_object('reference', p.reference, 'name', p.name, 'decision', i.decision,
        'reason', i.reason, 'decided', cardinality(i.decided_by), 'committee', i.committee,
        'reasons', (select coalesce(json_agg(json_build_object('nl', k.name_nl, 'en', k.name_en, 'text', i.reasons ->> k.id::text)
            order by k.position), '[]') from public.criterion k where k.vacancy_id = m.vacancy_id
            and polder.shows_something(i.reasons ->> k.id::text)),
        'left', (select coalesce(json_agg(a.name order by a.name, a.id), '[]') from public.meeting_attendance t
            join public.account a on a.id = t.account_id where t.meeting_id = m.id and t.presence = 'present'
              and polder.left_room(i, a.id, a.person_id))) end
        order by i.position, p.sort_name, i.id), '[]')
      from public.meeting_item i join public.application p on p.id = i.application_id where i.meeting_id = m.id))
  from public.meeting m join public.vacancy v on v.id = m.vacancy_id join public.account c on c.id = m.chair_id
  where m.id = meeting_content.meeting
$$;

-- Those who were there and out of the room for an item, for whoever sees it.
create or replace function polder.item_left(item uuid) returns json
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(json_agg(a.name order by a.name, a.id), '[]')
  from public.meeting_item i join public.meeting_attendance t on t.meeting_id = i.meeting_id and t.presence = 'present'
    join public.account a on a.id = t.account_id
  where i.id = item_left.item and polder.left_room(i, a.id, a.person_id)
    and i.application_id <> all((select polder.conflicts())::uuid[])
    and ((select polder.may('meeting.read')) or i.vacancy_id = any((select polder.scope('meeting.read'))::uuid[]))
$$;

-- The same for whoever makes the minutes; null where a conflict keeps them from part of it.
create or replace function polder.minutes_content(meeting uuid) returns json
language sql stable security definer set search_path = pg_catalog, public as $$
  select polder.meeting_content(m.id) from public.meeting m
  where m.id = minutes_content.meeting and not polder.meeting_apart(m.id)
    and ((select polder.may('meeting.manage')) or m.vacancy_id = any((select polder.scope('meeting.manage'))::uuid[]))
$$;

create or replace function polder.minutes_digest(content json) returns text
language sql immutable as $$ select encode(sha256(convert_to(content::text, 'UTF8')), 'hex') $$;

-- How the newest minutes stand for the asker: none, hidden by a conflict, stale when something of the meeting changed since,
-- own (another approves), absent (who was not there does not say that it went so), or ready.
create or replace function polder.minutes_status(meeting uuid) returns text
language sql stable security definer set search_path = pg_catalog, public as $$
  select case when polder.meeting_apart(meeting) then 'hidden' else coalesce((
    select case when n.content_sha256 <> polder.minutes_digest(polder.meeting_content(meeting)) then 'stale'
      when n.created_by is not distinct from polder.actor() then 'own'
      when exists (select from public.meeting_attendance t where t.meeting_id = minutes_status.meeting and t.account_id = polder.actor()
                   and t.presence <> 'present') then 'absent' else 'ready' end
    from public.meeting_minutes n where n.meeting_id = minutes_status.meeting order by n.number desc limit 1), 'none') end
$$;

create or replace function polder.minutes_fit() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  made constant text[] := '{document_id,sha256,content_sha256,remade_at,version,updated_at}';
begin
  if tg_op = 'UPDATE' and old.document_id is null and new.document_id is not null then  -- made anew
    if to_jsonb(new) - made <> to_jsonb(old) - made
       or not exists (select from public.document d where d.id = new.document_id and d.record_id = new.meeting_id and d.sha256 = new.sha256) then
      raise exception 'minutes_fixed' using errcode = 'PL409';
    end if;
    new.content_sha256 := polder.minutes_digest(polder.meeting_content(new.meeting_id));
    new.remade_at := polder.clock();
    return new;
  end if;
  if tg_op = 'UPDATE' then  -- only their approval is added, by the move
    if to_jsonb(new) - '{approved_at,approved_by,version,updated_at}'::text[] <> to_jsonb(old) - '{approved_at,approved_by,version,updated_at}'::text[]
       or old.approved_at is not null then
      raise exception 'minutes_fixed' using errcode = 'PL409';
    end if;
    return new;
  end if;
  perform polder.hold_meeting(new.meeting_id);
  if polder.meeting_apart(new.meeting_id) then
    raise exception 'minutes_hidden' using errcode = 'PL409';
  end if;
  if (select m.state from public.meeting m where m.id = new.meeting_id) is distinct from 'held' then
    raise exception 'meeting_not_begun' using errcode = 'PL409';
  end if;
  if not exists (select from public.document d where d.id = new.document_id and d.record_id = new.meeting_id and d.sha256 = new.sha256) then
    raise exception 'minutes_fixed' using errcode = 'PL409';
  end if;
  new.number := 1 + (select coalesce(max(n.number), 0) from public.meeting_minutes n where n.meeting_id = new.meeting_id);
  new.content_sha256 := polder.minutes_digest(polder.meeting_content(new.meeting_id));
  new.approved_at := null;
  new.approved_by := null;
  return new;
end $$;
create or replace trigger b_fit before insert or update on public.meeting_minutes
  for each row when (not polder.erasing()) execute function polder.minutes_fit();

-- At erasure, before the name goes: approved minutes that speak of others too lose their file, and a job makes it anew. All
-- other versions go. What was said of others, or in general, no longer says the name. Where nobody is left, all goes.
create or replace function polder.erase_minutes(application uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public as $$
declare
  a record;
  m record;
  spoken_of boolean;
begin
  select x.name, x.reference, char_length(x.name) >= 6 as tells into a from public.application x where x.id = erase_minutes.application;
  for m in
    select x.id, x.state from public.meeting x where exists (
      select from public.meeting_item i where i.meeting_id = x.id and i.application_id = erase_minutes.application) order by x.id
  loop
    perform polder.hold_meeting(m.id);
    spoken_of := exists (select from public.meeting_item i where i.meeting_id = m.id and i.application_id <> erase_minutes.application
      and not polder.is_erased(i.application_id));
    update public.meeting x set remarks = case when spoken_of then replace(x.remarks, a.name, a.reference) else '' end
    where x.id = m.id and x.remarks <> '' and (a.tells or not spoken_of);
    update public.meeting_item i set reason = replace(i.reason, a.name, a.reference),
      reasons = replace(i.reasons::text, trim(both '"' from to_json(a.name)::text), a.reference)::jsonb
    where i.meeting_id = m.id and a.tells and position(a.name in concat_ws(' ', i.reason, (select string_agg(r.value, ' ') from jsonb_each_text(i.reasons) as r))) > 0;
    delete from public.meeting_minutes n where n.meeting_id = m.id and not (spoken_of and m.state = 'minutes_approved'
      and n.number = (select max(x.number) from public.meeting_minutes x where x.meeting_id = m.id));
    update public.meeting_minutes n set document_id = null, sha256 = '', content_sha256 = '' where n.meeting_id = m.id;
  end loop;
end $$;

-- A job makes them anew, once what made them incomplete has been committed.
create or replace function polder.minutes_to_make() returns trigger
language plpgsql as $$
begin
  perform jobs.polder_defer('default', 'meetings.remake_minutes', '{}');
  return null;
end $$;
create or replace trigger e_remake after update on public.meeting_minutes for each row
  when (old.document_id is not null and new.document_id is null) execute function polder.minutes_to_make();

create or replace function polder.minutes_made_anew(minutes uuid, document uuid, digest text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public as $$
declare
  of_meeting uuid := (select n.meeting_id from public.meeting_minutes n where n.id = minutes);
begin
  if not polder.may('minutes.remake') then
    raise insufficient_privilege;
  end if;
  perform polder.hold_meeting(of_meeting);
  update public.meeting_minutes n set document_id = minutes_made_anew.document, sha256 = digest where n.id = minutes and n.document_id is null;
  return found;
end $$;

-- What a conflict with these applications hides of meetings: their items, and the minutes that speak of them.
create or replace function polder.meeting_conflicts(applications uuid[]) returns uuid[]
language sql stable security definer set search_path = pg_catalog, public as $$
  with hidden as (select i.id, i.meeting_id from public.meeting_item i where i.application_id = any(applications))
  select coalesce(array_agg(f.id), '{}'::uuid[]) from (
    select id from hidden
    union select n.id from public.meeting_minutes n where n.meeting_id in (select meeting_id from hidden)
    union select n.document_id from public.meeting_minutes n where n.meeting_id in (select meeting_id from hidden) and n.document_id is not null) as f
$$;
