-- The promises of calls.

-- ---- the call and its advisors ---------------------------------------------------------------------------------------

-- What kind a vacancy is does not change; a call has its settings from the beginning.
create or replace function polder.call_settings() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if tg_op = 'UPDATE' then
    raise exception 'vacancy_kind_fixed' using errcode = 'PL422', detail = 'kind';
  end if;
  insert into public.call (vacancy_id, checklist) values (new.id, '[
    {"key": "degree", "name_nl": "Diploma dat toelating tot een promotie geeft", "name_en": "Degree that admits to a doctorate"},
    {"key": "english", "name_nl": "Engels op niveau C1", "name_en": "English at level C1"},
    {"key": "documents", "name_nl": "Documenten volledig en leesbaar", "name_en": "Documents complete and readable"}]');
  return null;
end $$;
create or replace trigger c_call after insert on public.vacancy for each row when (new.kind = 'call') execute function polder.call_settings();
create or replace trigger b_kind before update of kind on public.vacancy for each row
  when (old.kind <> new.kind) execute function polder.call_settings();

do $$ begin
  if not exists (select from pg_constraint where conname = 'ck_vacancy_kind') then
    alter table public.vacancy add constraint ck_vacancy_kind check (kind in ('post', 'call'));
  end if;
end $$;

-- Each item of the checklist is there once, by a short key; what was judged by stays.
create or replace function polder.call_checklist() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if exists (select from jsonb_array_elements(new.checklist) as i group by i ->> 'key' having count(*) > 1) then
    raise exception 'checklist_twice' using errcode = 'PL422', detail = 'checklist';
  end if;
  if exists (select from public.eligibility_check e where e.vacancy_id = new.vacancy_id
             and not exists (select from jsonb_array_elements(new.checklist) as i where i ->> 'key' = e.item)) then
    raise exception 'checklist_used' using errcode = 'PL409', detail = 'checklist';
  end if;
  return new;
end $$;
create or replace trigger b_checklist before update of checklist on public.call for each row execute function polder.call_checklist();

-- Advisors are of calls only, and offer tracks that the call has. They themselves say who they are and what they offer, and
-- whether they take part; how many posts there are is up to HR.
create or replace function polder.advisor_fits() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  of_call public.call;
begin
  select * into of_call from public.call c where c.vacancy_id = new.vacancy_id;
  if of_call.id is null then
    raise exception 'advisor_of_no_call' using errcode = 'PL422', detail = 'vacancy_id';
  end if;
  if not new.tracks <@ of_call.tracks then
    raise exception 'advisor_other_tracks' using errcode = 'PL422', detail = 'tracks';
  end if;
  if tg_op = 'UPDATE' and polder.setting('actor_kind') in ('browser', 'token') and not polder.may('call.manage')
     and (new.vacancy_id, new.account_id, new.name, new.email, new.organisation_id, new.country_code, new.posts)
         is distinct from (old.vacancy_id, old.account_id, old.name, old.email, old.organisation_id, old.country_code, old.posts) then
    raise exception 'advisor_own_line' using errcode = 'PL403';
  end if;
  return new;
end $$;
create or replace trigger b_fits before insert or update on public.advisor for each row execute function polder.advisor_fits();

-- Who was invited by e-mail and takes the role gets their line with it.
create or replace function polder.advisor_arrives() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  update public.advisor d set account_id = new.account_id
  where d.vacancy_id = new.scope_id and d.account_id is null
    and d.email = lower(coalesce((select i.email from public.invitation i where i.id = new.invitation_id),
                                 (select a.email from public.account a where a.id = new.account_id)))
    and not exists (select from public.advisor o where o.vacancy_id = new.scope_id and o.account_id = new.account_id);
  return null;
end $$;
create or replace trigger d_advisor after insert on public.role_grant for each row
  when (new.role = 'advisor') execute function polder.advisor_arrives();

-- Does this advisor take part today?
create or replace function polder.takes_part(advisor public.advisor) returns boolean
language sql stable as $$
  select advisor.accepting and polder.today() between coalesce(advisor.from_day, '-infinity') and coalesce(advisor.until_day, 'infinity')
$$;

-- The advisors of a published call, as anybody may see them: name, unit, country, topics, tracks; no address.
create or replace function polder.public_advisors(reference text, q text, track text, page int, most int) returns jsonb
language sql stable security definer set search_path = pg_catalog, public as $$
  with found as (
    select d.id, d.name, o.name as unit, d.country_code, d.topics_nl, d.topics_en, d.tracks
    from public.vacancy v join public.advisor d on d.vacancy_id = v.id join public.organisation o on o.id = d.organisation_id
    where v.reference = public_advisors.reference and v.kind = 'call' and v.state = 'published' and polder.takes_part(d)
      and (public_advisors.track = '' or public_advisors.track = any(d.tracks))
      and (public_advisors.q = '' or polder.searchable(d.name || ' ' || o.name || ' ' || d.topics_nl || ' ' || d.topics_en)
           @@ polder.query(public_advisors.q)))
  select jsonb_build_object('total', (select count(*) from found), 'advisors', (
    select coalesce(jsonb_agg(to_jsonb(f) - 'id' order by f.unit, f.name, f.id), '[]') from (
      select * from found order by unit, name, id limit most offset (page - 1) * most) as f))
$$;

-- ---- what an applicant chooses -----------------------------------------------------------------------------------------

-- The part of the form: tracks, the advisors who take part, what was chosen. Null where the vacancy is no call.
create or replace function polder.call_form(application uuid) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
  a public.application;
  c public.call;
begin
  select * into a from public.application x where x.id = call_form.application and x.id = any(polder.scope('application.own'));
  select * into c from public.call x where x.vacancy_id = a.vacancy_id;
  if c.id is null then
    return null;
  end if;
  return jsonb_build_object('editing', a.stage = 'draft' and coalesce(polder.in_time(a.id, a.vacancy_id, polder.clock()), false),
    'late', polder.clock() > (select v.deadline from public.vacancy v where v.id = a.vacancy_id),
    'reference', (select v.reference from public.vacancy v where v.id = a.vacancy_id),
    'tracks', c.tracks, 'most', c.wishes_most,
    'track', (select e.track from public.call_entry e where e.application_id = a.id),
    'wishes', (select coalesce(jsonb_agg(jsonb_build_object('advisor_id', w.advisor_id, 'name', d.name, 'unit', o.name,
        'statement', w.statement) order by w.rank), '[]')
      from public.advisor_wish w join public.advisor d on d.id = w.advisor_id join public.organisation o on o.id = d.organisation_id
      where w.application_id = a.id),
    'advisors', case when a.stage = 'draft' then (
      select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'name', d.name, 'unit', o.name) order by o.name, d.name, d.id), '[]')
      from public.advisor d join public.organisation o on o.id = d.organisation_id
      where d.vacancy_id = a.vacancy_id and (polder.takes_part(d) or exists (
        select from public.advisor_wish w where w.application_id = a.id and w.advisor_id = d.id))) end);
end $$;

-- A wish is made in a draft, before the deadline, for an advisor of this call who takes part.
create or replace function polder.wish_in_time() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  a public.application;
  d public.advisor;
begin
  select * into a from public.application x where x.id = coalesce(new.application_id, old.application_id);
  if polder.setting('actor_kind') = 'link' then
    if a.stage <> 'draft' then
      raise exception 'wishes_fixed' using errcode = 'PL409';
    end if;
    if polder.clock() > (select v.deadline from public.vacancy v where v.id = a.vacancy_id) then
      raise exception 'deadline_passed' using errcode = 'PL409';
    end if;
  end if;
  if tg_op <> 'DELETE' and tg_table_name = 'advisor_wish' then
    select * into d from public.advisor x where x.id = new.advisor_id;
    if d.id is not null and (tg_op = 'INSERT' or new.advisor_id <> old.advisor_id) and not polder.takes_part(d) then
      raise exception 'advisor_not_taking_part' using errcode = 'PL422', detail = 'call_wish_' || new.rank;
    end if;
    if new.rank > (select c.wishes_most from public.call c where c.vacancy_id = new.vacancy_id) then
      raise exception 'too_many_wishes' using errcode = 'PL422', detail = 'call_wish_' || new.rank;
    end if;
  elsif tg_op <> 'DELETE' then
    if not exists (select from public.call c where c.vacancy_id = new.vacancy_id and new.track = any(c.tracks)) then
      raise exception 'track_not_offered' using errcode = 'PL422', detail = 'call_track';
    end if;
  end if;
  return coalesce(new, old);
end $$;
create or replace trigger b_in_time before insert or update or delete on public.advisor_wish
  for each row when (not polder.erasing())
  execute function polder.wish_in_time();
create or replace trigger b_in_time before insert or update or delete on public.call_entry
  for each row execute function polder.wish_in_time();

-- Who applies to a call names at least one advisor, and a track. Eligible is who meets every item of the checklist.
create or replace function polder.call_stage() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  c public.call;
begin
  select * into c from public.call x where x.vacancy_id = new.vacancy_id;
  if c.id is null then
    return new;
  end if;
  if new.stage = 'submitted' and old.stage = 'draft' and polder.setting('actor_kind') = 'link' then
    if not exists (select from public.call_entry e where e.application_id = new.id) then
      raise exception 'track_missing' using errcode = 'PL422', detail = 'call_track';
    end if;
    if not exists (select from public.advisor_wish w where w.application_id = new.id) then
      raise exception 'wish_missing' using errcode = 'PL422', detail = 'call_wish_1';
    end if;
  elsif new.stage = 'eligible' and exists (
      select from jsonb_array_elements(c.checklist) as i where not exists (
        select from public.eligibility_check e where e.application_id = new.id and e.item = i ->> 'key' and e.met)) then
    raise exception 'checklist_open' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger c_call before update of stage on public.application for each row
  when (new.stage in ('submitted', 'eligible') and old.stage <> new.stage) execute function polder.call_stage();

create or replace function polder.check_of_call() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if not exists (select from public.call c, jsonb_array_elements(c.checklist) as i
                 where c.vacancy_id = new.vacancy_id and i ->> 'key' = new.item) then
    raise exception 'checklist_unknown' using errcode = 'PL422', detail = 'checks';
  end if;
  if (select a.stage <> 'submitted' from public.application a where a.id = new.application_id) then
    raise exception 'eligibility_decided' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger b_of_call before insert or update on public.eligibility_check for each row execute function polder.check_of_call();

-- ---- what advisors see and choose ------------------------------------------------------------------------------------

-- The lines of the asker in calls in which they hold the role now.
create or replace function polder.my_advisors() returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
  seats uuid[] := polder.scope('call.advise');
begin
  if seats = '{}' then
    return seats;
  end if;
  return coalesce((select array_agg(d.id) from public.advisor d
                   where d.account_id = polder.actor() and d.vacancy_id = any(seats)), '{}');
end $$;

create or replace function polder.advisor_conflicted(advisor uuid, application uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (select from public.advisor d join public.account u on u.id = d.account_id
                 join public.conflict c on c.person_id = u.person_id and c.record_id = advisor_conflicted.application
                 where d.id = advisor_conflicted.advisor)
$$;

-- Is this candidate there for this advisor: found eligible and still in it, and named them, unless the call is open to all?
create or replace function polder.is_candidate_of(application uuid, advisor uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (
    select from public.application a join public.call c on c.vacancy_id = a.vacancy_id
    where a.id = is_candidate_of.application and a.stage not in ('draft', 'submitted', 'ineligible', 'rejected', 'withdrawn')
      and (c.open_to_all or exists (select from public.advisor_wish w where w.application_id = a.id and w.advisor_id = is_candidate_of.advisor))
      and not polder.advisor_conflicted(is_candidate_of.advisor, a.id))
$$;

-- The candidates of the asker as an advisor. Nobody else pays more than one look at their own rights.
create or replace function polder.my_candidates() returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
  mine uuid[] := polder.my_advisors();
begin
  if mine = '{}' then
    return mine;
  end if;
  return coalesce((
    select array_agg(distinct a.id) from public.advisor d join public.call c on c.vacancy_id = d.vacancy_id
      join public.application a on a.vacancy_id = d.vacancy_id
        and a.stage not in ('draft', 'submitted', 'ineligible', 'rejected', 'withdrawn')
    where d.id = any(mine) and a.id <> all(polder.conflicts())
      and (c.open_to_all or exists (select from public.advisor_wish w where w.application_id = a.id and w.advisor_id = d.id))), '{}');
end $$;

-- An advisor places their own candidates, with scores of this call's criteria.
create or replace function polder.choice_fits() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if tg_op = 'UPDATE' and (new.advisor_id, new.application_id) <> (old.advisor_id, old.application_id) then
    raise exception 'choice_of_another' using errcode = 'PL422', detail = 'application_id';
  end if;
  -- what is said anew; what stands of somebody who left can always be taken back
  if (new.position is not null and new.position is distinct from old.position or new.refusal is not null and new.refusal is distinct from old.refusal
      or new.scores <> '{}' and new.scores is distinct from old.scores)
     and not polder.is_candidate_of(new.application_id, new.advisor_id) then
    raise exception 'choice_of_another' using errcode = 'PL422', detail = 'application_id';
  end if;
  if exists (select from jsonb_each(new.scores) as s where s.value not in ('1', '2', '3', '4', '5') or not exists (
               select from public.criterion c where c.vacancy_id = new.vacancy_id and c.id::text = s.key)) then
    raise exception 'choice_scores' using errcode = 'PL422', detail = 'scores';
  end if;
  return new;
end $$;
create or replace trigger b_fits before insert or update on public.advisor_choice for each row execute function polder.choice_fits();

-- Who declares a conflict has no say any more: their place for this candidate is empty.
create or replace function polder.choice_conflicted() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  update public.advisor_choice x set position = null, refusal = null, scores = '{}', note = ''
  from public.advisor d join public.account u on u.id = d.account_id
  where x.application_id = new.record_id and d.id = x.advisor_id and u.person_id = new.person_id;
  return null;
end $$;
create or replace trigger d_choice after insert on public.conflict for each row
  when (new.record_kind = 'application') execute function polder.choice_conflicted();

-- ---- match rounds ----------------------------------------------------------------------------------------------------

create or replace function polder.round_ready(vacancy uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  return exists (select from public.advisor_choice x where x.vacancy_id = round_ready.vacancy and x.position is not null);
end $$;
create or replace function polder.pairs_undecided(round uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  return exists (select from public.match_pair p where p.round_id = pairs_undecided.round and p.state = 'proposed');
end $$;
create or replace function polder.some_pair(round uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  return exists (select from public.match_pair p where p.round_id = some_pair.round and p.state <> 'rejected');
end $$;
create or replace function polder.decided_pairs(round uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  return exists (select from public.match_pair p where p.round_id = decided_pairs.round and p.decided_by = polder.actor());
end $$;
create or replace function polder.round_is_solved(round uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  return exists (select from public.match_round r where r.id = round_is_solved.round and r.state = 'solved');
end $$;

-- The confirmed rounds of the calls in which the asker advises: of these they see their own pairs.
create or replace function polder.my_confirmed_rounds() returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
  seats uuid[] := polder.scope('call.advise');
begin
  if seats = '{}' then
    return seats;
  end if;
  return coalesce((select array_agg(r.id) from public.match_round r where r.vacancy_id = any(seats) and r.state = 'confirmed'), '{}');
end $$;

-- What a round is solved from: everybody's ranking as it stands, whoever asks; ids only.
-- Did the two speak? A call that has confirmed no interviews asks nobody to.
create or replace function polder.interviewed(vacancy uuid, application uuid, advisor uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select not exists (select from public.match_round r where r.vacancy_id = interviewed.vacancy and r.kind = 'interviews' and r.state = 'confirmed')
    or exists (select from public.match_pair p join public.match_round r on r.id = p.round_id
      where r.vacancy_id = interviewed.vacancy and r.kind = 'interviews' and r.state = 'confirmed' and p.state = 'confirmed'
        and p.application_id = interviewed.application and p.advisor_id = interviewed.advisor)
$$;

-- Who has a place already, by another round of offers that was confirmed: neither they nor their place are there to give.
create or replace function polder.placed_before(round public.match_round) returns table (application_id uuid, advisor_id uuid)
language sql stable security definer set search_path = pg_catalog, public as $$
  select p.application_id, p.advisor_id from public.match_pair p join public.match_round r on r.id = p.round_id
    join public.application a on a.id = p.application_id
  where round.kind = 'offers' and r.vacancy_id = round.vacancy_id and r.kind = 'offers' and r.state = 'confirmed' and r.id <> round.id
    and p.state = 'confirmed' and a.stage not in ('rejected', 'withdrawn', 'ineligible')
  except select p.application_id, p.advisor_id from public.match_pair p join public.application a on a.id = p.application_id
  where p.round_id = round.follows_id and p.state = 'confirmed' and a.stage in ('eligible', 'longlisted', 'shortlisted', 'interview')
$$;

-- Who meets whom already, by another round of interviews that was confirmed: it takes of both sides' room, and is not made twice.
create or replace function polder.met_before(round public.match_round) returns table (application_id uuid, advisor_id uuid)
language sql stable security definer set search_path = pg_catalog, public as $$
  select p.application_id, p.advisor_id from public.match_pair p join public.match_round r on r.id = p.round_id
  where round.kind = 'interviews' and r.vacancy_id = round.vacancy_id and r.kind = 'interviews' and r.state = 'confirmed' and r.id <> round.id
    and p.state = 'confirmed'
$$;

create or replace function polder.match_input(round public.match_round) returns jsonb
language sql stable security definer set search_path = pg_catalog, public as $$
  with asked as materialized (
    select w.application_id, w.advisor_id, w.rank, round.kind = 'interviews' or polder.interviewed(w.vacancy_id, w.application_id, w.advisor_id) as heard
    from public.advisor_wish w where w.vacancy_id = round.vacancy_id)
  select jsonb_build_object('kind', round.kind,
    'candidates', (
      select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'most', case round.kind when 'offers' then 1
          else greatest(0, c.interviews_most - (select count(*) from polder.met_before(round) as m where m.application_id = a.id)) end,
        'wishes', (select coalesce(jsonb_agg(w.advisor_id order by w.rank) filter (where w.heard), '[]') from asked w where w.application_id = a.id),
        'ranks', (select coalesce(jsonb_agg(w.rank order by w.rank) filter (where w.heard), '[]') from asked w where w.application_id = a.id),
        'unheard', (select coalesce(jsonb_object_agg(w.advisor_id, w.rank) filter (where not w.heard), '{}') from asked w where w.application_id = a.id))
        order by a.id), '[]')
      from public.application a join public.call c on c.vacancy_id = a.vacancy_id
      where a.vacancy_id = round.vacancy_id and a.stage in ('eligible', 'longlisted', 'shortlisted', 'interview')
        and (round.kind = 'interviews' or exists (select from public.advisor d where d.vacancy_id = a.vacancy_id and polder.interviewed(a.vacancy_id, a.id, d.id)))
        and a.id not in (select b.application_id from polder.placed_before(round) as b)),
    'advisors', (
      select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'places', case round.kind when 'offers' then greatest(0, d.posts - (select count(*) from polder.placed_before(round) as b where b.advisor_id = d.id))
          else greatest(0, d.interview_capacity - (select count(*) from polder.met_before(round) as m where m.advisor_id = d.id)) end,
        'entered_by', d.ranked_by, 'entered_at', d.ranked_at,
        'ranking', (select coalesce(jsonb_agg(x.application_id order by x.position), '[]')
          from public.advisor_choice x join public.application a on a.id = x.application_id
            and a.stage in ('eligible', 'longlisted', 'shortlisted', 'interview')
          where x.advisor_id = d.id and x.position is not null and not polder.advisor_conflicted(d.id, a.id)
            and (round.kind = 'interviews' or polder.interviewed(a.vacancy_id, a.id, d.id)))) order by d.id), '[]')
      from public.advisor d where d.vacancy_id = round.vacancy_id and polder.takes_part(d)),
    'fixed', (select coalesce(jsonb_agg(jsonb_build_array(p.application_id, p.advisor_id) order by p.application_id, p.advisor_id), '[]')
      from public.match_pair p join public.application a on a.id = p.application_id
        and a.stage in ('eligible', 'longlisted', 'shortlisted', 'interview')
      where p.round_id = round.follows_id and p.state = 'confirmed' and not polder.advisor_conflicted(p.advisor_id, p.application_id)),
    'excluded', (select coalesce(jsonb_agg(jsonb_build_array(p.application_id, p.advisor_id) order by p.application_id, p.advisor_id), '[]')
      from (select x.application_id, x.advisor_id from public.match_pair x where x.round_id = round.follows_id and x.state = 'rejected'
        union select m.application_id, m.advisor_id from polder.met_before(round) as m
        union select (e ->> 0)::uuid, (e ->> 1)::uuid from public.match_round f, jsonb_array_elements(f.input -> 'excluded') as e
        where f.id = round.follows_id) as p))
$$;

create or replace function polder.digest_of(value jsonb) returns text
language sql immutable as $$ select encode(sha256(convert_to(value::text, 'UTF8')), 'hex') $$;

-- The database freezes the input when the round is solved; its result comes once, and both stay. Whoever made the round or
-- decided about its pairs does not confirm it.
create or replace function polder.round_moves() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if tg_op = 'INSERT' then
    if not exists (select from public.call c where c.vacancy_id = new.vacancy_id) then
      raise exception 'advisor_of_no_call' using errcode = 'PL422', detail = 'vacancy_id';
    end if;
    if new.follows_id is not null and not exists (
        select from public.match_round r where r.id = new.follows_id and r.vacancy_id = new.vacancy_id and r.kind = new.kind) then
      raise exception 'round_follows' using errcode = 'PL422', detail = 'follows_id';
    end if;
    new.input := null; new.input_sha256 := null; new.result := null; new.result_sha256 := null; new.solved_at := null;
    return new;
  end if;
  if old.state = 'drafted' and new.state = 'solved' then
    new.input := polder.match_input(new);
    new.input_sha256 := polder.digest_of(new.input);
    new.solved_at := polder.clock();
  elsif new.result is not null and old.result is null and old.state = 'solved' then
    new.result_sha256 := polder.digest_of(new.result);
  elsif (new.vacancy_id, new.kind, new.follows_id, new.input, new.input_sha256, new.result, new.result_sha256, new.solved_at)
        is distinct from (old.vacancy_id, old.kind, old.follows_id, old.input, old.input_sha256, old.result, old.result_sha256, old.solved_at) then
    raise exception 'round_frozen' using errcode = 'PL409';
  end if;
  if new.state = 'confirmed' and old.state = 'solved' then
    if polder.actor() is null or polder.wrote('match_round', new.id) or polder.decided_pairs(new.id) then
      raise exception 'round_second_person' using errcode = 'PL409';
    end if;
    if new.result is null or polder.pairs_undecided(new.id) then
      raise exception 'round_undecided' using errcode = 'PL409';
    end if;
    if not polder.some_pair(new.id) then
      raise exception 'round_empty' using errcode = 'PL409';
    end if;
  end if;
  return new;
end $$;
create or replace trigger b_moves before insert or update on public.match_round for each row execute function polder.round_moves();

-- Pairs come with the solution of their round: both sides wanted them, and nobody gets more places than they have.
create or replace function polder.pairs_fit() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if exists (
      with wanted as (
        select r.id as round_id, (c ->> 'id')::uuid as application_id, w.advisor::uuid as advisor_id
        from public.match_round r, jsonb_array_elements(r.input -> 'candidates') as c, jsonb_array_elements_text(c -> 'wishes') as w(advisor)
        where r.id in (select round_id from added) and r.state = 'solved' and r.result is null
      ), placed as (
        select r.id as round_id, x.application::uuid as application_id, (a ->> 'id')::uuid as advisor_id
        from public.match_round r, jsonb_array_elements(r.input -> 'advisors') as a, jsonb_array_elements_text(a -> 'ranking') as x(application)
        where r.id in (select round_id from added)
      ), fixed as (
        select r.id as round_id, (f ->> 0)::uuid as application_id, (f ->> 1)::uuid as advisor_id
        from public.match_round r, jsonb_array_elements(r.input -> 'fixed') as f where r.id in (select round_id from added)
      )
      select from added p where not exists (select from fixed f where (f.round_id, f.application_id, f.advisor_id) = (p.round_id, p.application_id, p.advisor_id))
        and not (exists (select from wanted w where (w.round_id, w.application_id, w.advisor_id) = (p.round_id, p.application_id, p.advisor_id))
          and exists (select from placed x where (x.round_id, x.application_id, x.advisor_id) = (p.round_id, p.application_id, p.advisor_id)))) then
    raise exception 'pair_not_wanted' using errcode = 'PL409';
  end if;
  if exists (select from public.match_pair p join public.match_round r on r.id = p.round_id, jsonb_array_elements(r.input -> 'advisors') as a
             where p.round_id in (select round_id from added) and (a ->> 'id')::uuid = p.advisor_id
             group by p.round_id, p.advisor_id, a ->> 'places' having count(*) > greatest((a ->> 'places')::int, (
               select count(*) from jsonb_array_elements((select s.input -> 'fixed' from public.match_round s where s.id = p.round_id)) as f
               where (f ->> 1)::uuid = p.advisor_id)))
     or exists (select from public.match_pair p join public.match_round r on r.id = p.round_id and r.kind = 'offers'
                where p.round_id in (select round_id from added) group by p.round_id, p.application_id having count(*) > 1) then
    raise exception 'pair_no_place' using errcode = 'PL409';
  end if;
  return null;
end $$;
create or replace trigger c_fit after insert on public.match_pair referencing new table as added
  for each statement execute function polder.pairs_fit();

-- Who decided about a pair is noted; nothing else of it changes, and only while its round is open.
create or replace function polder.pair_moves() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if (new.round_id, new.application_id, new.advisor_id, new.vacancy_id, new.wish, new.place)
     is distinct from (old.round_id, old.application_id, old.advisor_id, old.vacancy_id, old.wish, old.place) then
    raise exception 'round_frozen' using errcode = 'PL409';
  end if;
  if new.state <> old.state then
    if not polder.round_is_solved(new.round_id) then
      raise exception 'round_open' using errcode = 'PL409';
    end if;
    new.decided_by := polder.actor();
  else
    new.decided_by := old.decided_by;
  end if;
  return new;
end $$;
create or replace trigger b_moves before update on public.match_pair for each row execute function polder.pair_moves();

-- What may be told to a candidate about a confirmed round: who they meet, and of the other wishes no more than that the places
-- are taken, or that they go elsewhere. Null while there is nothing to tell.
create or replace function polder.call_status(application uuid) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
  a public.application;
  found jsonb;
begin
  select * into a from public.application x where x.id = call_status.application and x.id = any(polder.scope('application.own'));
  if a.stage is null or a.stage in ('draft', 'withdrawn') or not exists (select from public.call c where c.vacancy_id = a.vacancy_id) then
    return null;
  end if;
  select coalesce(jsonb_agg(jsonb_build_object('kind', r.kind, 'wishes', (
      select jsonb_agg(jsonb_build_object('name', d.name, 'unit', o.name, 'matched', exists (
        select from public.match_pair p where p.round_id = r.id and p.application_id = a.id and p.advisor_id = d.id and p.state = 'confirmed'))
        order by w.rank)
      from public.advisor_wish w join public.advisor d on d.id = w.advisor_id join public.organisation o on o.id = d.organisation_id
      where w.application_id = a.id)) order by r.kind), '[]') into found
  from (select distinct on (r.kind) r.id, r.kind from public.match_round r
        where r.vacancy_id = a.vacancy_id and r.state = 'confirmed'
          and exists (select from jsonb_array_elements(r.input -> 'candidates') as c where (c ->> 'id')::uuid = a.id)
        order by r.kind, r.solved_at desc) as r;
  return jsonb_build_object('wishes', (select coalesce(jsonb_agg(jsonb_build_object('name', d.name, 'unit', o.name) order by w.rank), '[]')
      from public.advisor_wish w join public.advisor d on d.id = w.advisor_id join public.organisation o on o.id = d.organisation_id
      where w.application_id = a.id),
    'track', (select e.track from public.call_entry e where e.application_id = a.id), 'rounds', found);
end $$;

-- ---- letters of intent -------------------------------------------------------------------------------------------------

create or replace function polder.track_rule_value(wanted text, day date) returns int
language sql stable security definer set search_path = pg_catalog, public as $$
  select r.value from public.track_rule r where r.key = wanted and r.state = 'in_force'
    and day between r.valid_from and coalesce(r.valid_until, 'infinity')
$$;
create or replace function polder.is_european(country text, day date) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce((select country = any(r.countries) from public.track_rule r where r.key = 'european_countries' and r.state = 'in_force'
    and day between r.valid_from and coalesce(r.valid_until, 'infinity')), false)
$$;

-- The first rule of its track that a letter does not keep, by name; null when it keeps all.
create or replace function polder.intent_unmet(letter uuid) returns text
language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
  l public.letter_of_intent;
  one public.advisor;
  two public.advisor;
  place public.organisation;
  day date := polder.today();
begin
  select * into l from public.letter_of_intent x where x.id = intent_unmet.letter;
  select * into one from public.advisor x where x.id = l.first_advisor_id;
  select * into two from public.advisor x where x.id = l.second_advisor_id;
  select * into place from public.organisation x where x.id = l.stay_organisation_id;
  if l.starts_on < day or l.stay_from < l.starts_on or l.stay_from > l.starts_on + interval '6 years' then
    return 'intent_dates';
  end if;
  if l.track = 'academic' then
    if polder.track_rule_value('academic_countries', day) > (
        select count(distinct c) from unnest(array[one.country_code, two.country_code]) as c where polder.is_european(c, day)) then
      return 'intent_two_countries';
    elsif place.country_code is distinct from two.country_code or place.kind = 'industry' then
      return 'intent_stay_abroad';
    elsif l.stay_from is null or l.stay_months < polder.track_rule_value('academic_stay_months', day) then
      return 'intent_stay_short';
    end if;
  elsif l.track = 'industry' then
    if place.kind is distinct from 'industry' or place.id not in (one.organisation_id, two.organisation_id) then
      return 'intent_company';
    elsif l.stay_from is null or l.stay_months < polder.track_rule_value('industry_stay_months', day) then
      return 'intent_stay_short';
    end if;
  elsif (select count(distinct polder.fold(btrim(f))) from unnest(array[l.field_one, l.field_two]) as f where polder.shows_something(f))
        < polder.track_rule_value('interdisciplinary_fields', day) then
    return 'intent_two_fields';
  end if;
  if one.account_id is null or two.account_id is null or one.account_id = two.account_id then
    return 'intent_no_accounts';
  end if;
  if polder.advisor_conflicted(one.id, l.application_id) or polder.advisor_conflicted(two.id, l.application_id) then
    return 'intent_conflicted';
  end if;
  return null;
end $$;

create or replace function polder.intent_signatures(letter uuid) returns int
language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  return (select count(*) from public.intent_signature s where s.letter_id = intent_signatures.letter);
end $$;

-- A letter is written for a candidate whose match with the first advisor was confirmed for an offer. Sent, it stays as it is.
create or replace function polder.intent_moves() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  unmet text;
begin
  if tg_op = 'UPDATE' and old.state <> 'draft'
     and to_jsonb(new) - '{state,version,updated_at}'::text[] <> to_jsonb(old) - '{state,version,updated_at}'::text[] then
    raise exception 'intent_fixed' using errcode = 'PL409';
  end if;
  new.body_sha256 := encode(sha256(convert_to(new.body, 'UTF8')), 'hex');
  if tg_op = 'INSERT' then
    if not exists (select from public.match_pair p join public.match_round r on r.id = p.round_id
                   where p.application_id = new.application_id and p.advisor_id = new.first_advisor_id and p.state = 'confirmed'
                     and r.kind = 'offers' and r.state = 'confirmed') then
      raise exception 'intent_unmatched' using errcode = 'PL409';
    end if;
    return new;
  end if;
  if new.state = 'signing' and old.state = 'draft' then
    unmet := polder.intent_unmet(new.id);
    if unmet is not null then
      raise exception '%', unmet using errcode = 'PL409';
    end if;
    if not polder.shows_something(new.body) then
      raise exception 'intent_unwritten' using errcode = 'PL409';
    end if;
  elsif new.state = 'signed' and polder.intent_signatures(new.id) < 3 then
    raise exception 'all_signed' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger b_moves before insert or update on public.letter_of_intent for each row execute function polder.intent_moves();

-- Everybody signs for themselves, what lies before them now.
create or replace function polder.intent_signed() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  l public.letter_of_intent;
  mine uuid;
begin
  select * into l from public.letter_of_intent x where x.id = new.letter_id for update;
  if l.state is distinct from 'signing' then
    raise exception 'intent_not_signing' using errcode = 'PL409';
  end if;
  if new.party = 'candidate' then
    if polder.setting('actor_kind') is distinct from 'link' or l.application_id <> all(polder.scope('application.own')) then
      raise exception 'intent_not_yours' using errcode = 'PL403';
    end if;
  else
    mine := case new.party when 'first_advisor' then l.first_advisor_id else l.second_advisor_id end;
    if polder.setting('actor_kind') is distinct from 'browser' or mine <> all(polder.my_advisors()) then
      raise exception 'intent_not_yours' using errcode = 'PL403';
    end if;
  end if;
  if exists (select from public.intent_signature s where s.letter_id = new.letter_id and s.party = new.party) then
    raise exception 'intent_signed_before' using errcode = 'PL409';
  end if;
  new.application_id := l.application_id;
  new.signed_at := polder.clock();
  new.body_sha256 := l.body_sha256;
  return new;
end $$;
create or replace trigger b_signed before insert on public.intent_signature for each row execute function polder.intent_signed();

-- The letter on the candidate's own page: once it lies there to be signed.
create or replace function polder.call_letter(application uuid) returns jsonb
language sql stable security definer set search_path = pg_catalog, public as $$
  select jsonb_build_object('id', l.id, 'reference', l.reference, 'state', l.state, 'body', l.body, 'sha256', l.body_sha256,
    'language', l.language, 'name', (select a.name from public.application a where a.id = l.application_id),
    'signatures', (select coalesce(jsonb_agg(jsonb_build_object('party', s.party, 'name', s.signed_name, 'at', s.signed_at, 'day', to_char(polder.day_of(s.signed_at), 'DD-MM-YYYY'),
        'of', (select case s.party when 'candidate' then a.name when 'first_advisor' then one.name else two.name end
          from public.application a, public.advisor one, public.advisor two where a.id = l.application_id and one.id = l.first_advisor_id and two.id = l.second_advisor_id)) order by s.signed_at), '[]')
      from public.intent_signature s where s.letter_id = l.id))
  from public.letter_of_intent l
  where l.application_id = call_letter.application and l.application_id = any(polder.scope('application.own')) and l.state in ('signing', 'signed')
  order by l.created_at desc limit 1
$$;

-- ---- rules of tracks -----------------------------------------------------------------------------------------------------

-- The rules as they were when calls came, once.
do $$ begin
  if not (select relrowsecurity from pg_class where oid = 'public.track_rule'::regclass) then
    insert into public.track_rule (key, name_nl, name_en, value, countries, source, valid_from, state) values
      ('academic_countries', 'Academische track: landen', 'Academic track: countries', 2, null, 'ELLIS, PhD & Postdoc Program: supervisors in two different European countries, https://ellis.eu/phd-admission', '2020-09-01', 'in_force'),
      ('academic_stay_months', 'Academische track: maanden elders', 'Academic track: months elsewhere', 6, null, 'ELLIS, PhD & Postdoc Program: at least six months at the exchange institution, https://ellis.eu/phd-admission', '2020-09-01', 'in_force'),
      ('industry_stay_months', 'Industriële track: maanden bij het bedrijf', 'Industry track: months at the company', 6, null, 'ELLIS, PhD & Postdoc Program: at least six months at the industrial lab, https://ellis.eu/phd-admission', '2020-09-01', 'in_force'),
      ('interdisciplinary_fields', 'Interdisciplinaire track: vakgebieden', 'Interdisciplinary track: fields', 2, null, 'ELLIS, call of 2023: co-supervision from another discipline, https://ellis.eu/news/ellis-phd-program-call-for-applications-2023', '2023-10-01', 'in_force'),
      ('european_countries', 'Landen die als Europees gelden', 'Countries that count as European', null, '{AL,AT,BA,BE,BG,CH,CY,CZ,DE,DK,EE,ES,FI,FR,GB,GR,HR,HU,IE,IL,IS,IT,LI,LT,LU,LV,MD,ME,MK,MT,NL,NO,PL,PT,RO,RS,SE,SI,SK,TR,UA,XK}',
        'EU member states and countries associated to Horizon Europe, as HR confirms it, https://ellis.eu/frequently-asked-questions', '2020-09-01', 'in_force');
  end if;
end $$;

-- What of calls belongs to these applications: hidden with them from whoever has a conflict.
create or replace function polder.call_conflicts(applications uuid[]) returns uuid[]
language sql stable security definer set search_path = pg_catalog, public as $$
  select array(select x.id from public.call_entry x where x.application_id = any(applications))
    || array(select x.id from public.advisor_wish x where x.application_id = any(applications))
    || array(select x.id from public.eligibility_check x where x.application_id = any(applications))
    || array(select x.id from public.advisor_choice x where x.application_id = any(applications))
    || array(select x.id from public.match_pair x where x.application_id = any(applications))
    || array(select x.id from public.letter_of_intent x where x.application_id = any(applications))
    || array(select x.id from public.intent_signature x where x.application_id = any(applications))
$$;

-- The confirmed rounds of a call, for advisors, who see no round of their own.
create or replace function polder.confirmed_rounds(vacancy uuid) returns table (id uuid, kind text)
language sql stable security definer set search_path = pg_catalog, public as $$
  select r.id, r.kind from public.match_round r where r.vacancy_id = confirmed_rounds.vacancy and r.state = 'confirmed'
    and ((select polder.may('call.read')) or r.vacancy_id = any((select polder.scope('call.advise'))::uuid[]))
$$;

-- Whose rankings a round was solved from: who entered each, and when.
create or replace function polder.round_rankings(round uuid) returns json
language sql stable security definer set search_path = pg_catalog, public as $$
  select json_agg(json_build_object('advisor_id', a ->> 'id', 'name', d.name, 'places', (a ->> 'places')::int,
    'ranked', jsonb_array_length(a -> 'ranking'), 'entered_by', polder.name_of((a ->> 'entered_by')::uuid), 'entered_at', a ->> 'entered_at')
    order by d.name)
  from public.match_round r, jsonb_array_elements(r.input -> 'advisors') as a left join public.advisor d on d.id = (a ->> 'id')::uuid
  where r.id = round_rankings.round and (select polder.may('call.read'))
$$;

-- The advisors of a letter, for whoever sees it: each signs beside the other.
create or replace function polder.intent_advisor(advisor uuid) returns json
language sql stable security definer set search_path = pg_catalog, public as $$
  select json_build_object('id', d.id, 'name', d.name, 'unit', o.name, 'country_code', d.country_code)
  from public.advisor d join public.organisation o on o.id = d.organisation_id
  where d.id = intent_advisor.advisor and polder.actor() is not null
$$;
