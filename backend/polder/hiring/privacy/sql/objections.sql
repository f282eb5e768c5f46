-- Objections: who may judge one, what it is about, and what follows when it is upheld.

-- Is an objection open to the decision on this application? Then it is kept, whatever road is tried.
create or replace function polder.objected(application uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  return exists (select from public.objection o where o.application_id = objected.application and o.state = 'open');
end $$;

-- Is the last decision on an application that has been decided the asker's: did they make it, or with others in the meeting
-- whose decision was carried out?
create or replace function polder.decided_on(application uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  return coalesce((select m.actor_id = polder.actor() or exists (select from public.meeting_item i
      where i.application_id = decided_on.application and i.outcome = 'done' and i.decision = m.move and polder.actor() = any(i.decided_by))
    from public.move_entry m join public.application a on a.id = m.record_id
    where m.record_kind = 'application' and m.record_id = decided_on.application and m.to_state = a.stage order by m.id desc limit 1), false);
end $$;

-- An objection is against a decision; somebody else than who took it says how it ends. Its text stays.
create or replace function polder.objection_rules() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if tg_op = 'INSERT' then
    if not exists (select from public.application a where a.id = new.application_id and a.stage in ('rejected', 'ineligible')) then
      raise exception 'objection_no_decision' using errcode = 'PL409';
    end if;
    new.by_applicant := new.application_id = any(polder.scope('application.own'));
    return new;
  end if;
  if (new.application_id, new.vacancy_id, new.text, new.by_applicant) is distinct from (old.application_id, old.vacancy_id, old.text, old.by_applicant) then
    raise exception 'objection_fixed' using errcode = 'PL409';
  end if;
  if new.state in ('upheld', 'dismissed') and old.state = 'open' and (polder.actor() is null or polder.decided_on(new.application_id)) then
    raise exception 'objection_decider' using errcode = 'PL409';
  end if;
  if new.state = 'withdrawn' and old.state = 'open' and new.application_id <> all(polder.scope('application.own')) then
    raise exception 'objection_fixed' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger b_rules before insert or update on public.objection for each row execute function polder.objection_rules();

-- How it ended is told to the applicant by mail: a job writes it.
create or replace function polder.tells_outcome() returns trigger
language plpgsql as $$
begin
  perform jobs.polder_defer('default', 'privacy.tell_outcome', jsonb_build_object('objection_id', new.id));
  return null;
end $$;
create or replace trigger e_told after update of state on public.objection for each row
  when (old.state = 'open' and new.state in ('upheld', 'dismissed')) execute function polder.tells_outcome();

-- What an objection is about, and how it ended: for whoever sees the application or keeps the data. Who judges need not read
-- the application for it.
create or replace function polder.objection_about(objection uuid) returns json
language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
  o public.objection;
begin
  select * into o from public.objection x where x.id = objection_about.objection and x.application_id <> all(polder.conflicts())
    and (polder.may('erasure.read') or polder.may('application.read') or x.vacancy_id = any(polder.scope('application.read')));
  return (
    select json_build_object('reference', a.reference, 'name', a.name, 'vacancy', v.reference, 'title_nl', v.title_nl, 'title_en', v.title_en,
      'decision', (select json_build_object('stage', m.to_state, 'before', m.from_state, 'at', m.at, 'by', polder.name_of(m.actor_id), 'reason', m.reason)
        from public.move_entry m where m.record_kind = 'application' and m.record_id = a.id and m.to_state in ('rejected', 'ineligible')
          and m.at <= o.created_at order by m.id desc limit 1),
      'settled', (select json_build_object('at', m.at, 'by', polder.name_of(m.actor_id), 'reason', m.reason) from public.move_entry m
        where o.state <> 'open' and m.record_kind = 'objection' and m.record_id = o.id and m.to_state = o.state order by m.id desc limit 1),
      'taken_up', (select json_build_object('stage', m.to_state, 'at', m.at) from public.move_entry m where o.state = 'upheld'
        and m.record_kind = 'application' and m.record_id = a.id and m.move like 'take\_up\_%' and m.at >= o.updated_at order by m.id limit 1))
    from public.application a join public.vacancy v on v.id = a.vacancy_id where a.id = o.application_id);
end $$;

-- The objections of an application with their outcomes, without who judged: for its applicant, and for who answers them.
create or replace function polder.objections_of(application uuid) returns json
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(json_agg(json_build_object('text', o.text, 'at', o.created_at, 'state', o.state, 'outcome', (select m.reason from public.move_entry m
    where m.record_kind = 'objection' and m.record_id = o.id and m.to_state = o.state and o.state in ('upheld', 'dismissed') order by m.id desc limit 1))
    order by o.id), '[]')
  from public.objection o where o.application_id = objections_of.application and (o.application_id = any((select polder.scope('application.own'))::uuid[])
    or ((select polder.may('subject.export')) and o.application_id <> all((select polder.conflicts())::uuid[])))
$$;

-- To which stages an application may be taken up again, since an objection to its decision was upheld: the one that it was
-- turned down from, and to begin with. For whoever decides on it. Not where its applicant asked to be erased.
create or replace function polder.upheld_stages(application uuid) returns text[]
language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
  a record;
  decision record;
begin
  select x.stage, x.vacancy_id into a from public.application x
  where x.id = upheld_stages.application and x.id <> all(polder.conflicts()) and x.stage in ('rejected', 'ineligible');
  if not (polder.may('application.decide') or a.vacancy_id = any(polder.scope('application.decide'))) is true then
    return '{}';
  end if;
  select m.at, m.from_state into decision from public.move_entry m
  where m.record_kind = 'application' and m.record_id = upheld_stages.application and m.to_state = a.stage order by m.id desc limit 1;
  if not exists (select from public.objection o where o.application_id = upheld_stages.application and o.state = 'upheld' and o.created_at >= decision.at)
     or exists (select from public.erasure_request r where r.application_id = upheld_stages.application and r.withdrawn_at is null) then
    return '{}';
  end if;
  return case when decision.from_state = 'submitted' then array['submitted'] else array[decision.from_state::text, 'submitted'] end;
end $$;

-- The reason for which it is taken up is the outcome of the objection, whoever asks.
create or replace function polder.taken_up() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if new.stage <> all(polder.upheld_stages(new.id)) then
    raise exception 'objection_upheld' using errcode = 'PL409';
  end if;
  perform set_config('polder.reason', (select m.reason from public.objection o join public.move_entry m
    on m.record_kind = 'objection' and m.record_id = o.id and m.to_state = 'upheld'
    where o.application_id = new.id and o.state = 'upheld' order by m.id desc limit 1), true);
  return new;
end $$;
create or replace trigger b_taken_up before update of stage on public.application for each row
  when (old.stage in ('rejected', 'ineligible') and new.stage <> old.stage) execute function polder.taken_up();

-- Is there an application of this vacancy that the asker may take up again?
create or replace function polder.upheld_in(vacancy uuid) returns boolean
language plpgsql stable as $$
begin
  return exists (select from public.objection o where o.vacancy_id = upheld_in.vacancy and o.state = 'upheld'
    and cardinality(polder.upheld_stages(o.application_id)) > 0);
end $$;
create or replace function polder.vacancy_reopens() returns trigger
language plpgsql as $$
begin
  if not polder.upheld_in(new.id) then
    raise exception 'vacancy_reopened' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger b_reopens before update of state on public.vacancy for each row
  when (old.state = 'decided' and new.state = 'closed') execute function polder.vacancy_reopens();
