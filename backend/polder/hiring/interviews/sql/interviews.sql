-- The promises of interviews: whose time is taken, which times can be chosen until when, and that whoever leaves the
-- procedure leaves no interview behind.

-- Who interviews this candidate in this round: the panel, without whoever has a conflict with them.
create or replace function polder.interview_panel(round uuid, application uuid) returns uuid[]
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(array_agg(p.account_id order by a.name, a.id), '{}'::uuid[])
  from public.interview_panelist p join public.account a on a.id = p.account_id and a.ended_at is null
  where p.round_id = interview_panel.round and not exists (
    select from public.conflict c where c.person_id = a.person_id and c.record_id = interview_panel.application)
$$;

-- Interviews of the asker of which others' notes wait for their own.
create or replace function polder.notes_owed() returns uuid[]
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(array_agg(i.id), '{}'::uuid[])
  from public.interview_panelist p join public.interview i on i.round_id = p.round_id and i.state in ('booked', 'held')
  where p.account_id = polder.actor() and not exists (
    select from public.interview_note n where n.interview_id = i.id and n.created_by = polder.actor())
$$;

-- ---- the panel and its time --------------------------------------------------------------------------------------------

-- Whoever interviews can read the applications of the vacancy. A round that is over keeps its panel.
create or replace function polder.panel_fits() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  of_round public.interview_round;
begin
  select * into of_round from public.interview_round r where r.id = coalesce(new.round_id, old.round_id);
  if of_round.state not in ('draft', 'open') then
    raise exception 'round_over' using errcode = 'PL409';
  end if;
  if tg_op = 'INSERT' and not exists (
      select from public.role_grant g join polder.role_permission p on p.role = g.role and p.permission = 'application.read'
      where g.account_id = new.account_id and (g.scope_id is null or g.scope_id = new.vacancy_id) and g.confirmed_at is not null
        and g.valid_from <= now() and (g.valid_until is null or g.valid_until > now())) then
    raise exception 'panelist_reads_nothing' using errcode = 'PL422', detail = 'account_ids';
  end if;
  return coalesce(new, old);
end $$;
create or replace trigger b_fits before insert or delete on public.interview_panelist
  for each row execute function polder.panel_fits();

-- At the end of the transaction, so that a panel can be replaced.
create or replace function polder.panel_remains() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if exists (select from public.interview_round r where r.id = old.round_id and r.state = 'open')
     and not exists (select from public.interview_panelist p where p.round_id = old.round_id) then
    raise exception 'panel_empty' using errcode = 'PL422', detail = 'account_ids';
  end if;
  return null;
end $$;
drop trigger if exists c_remains on public.interview_panelist;
create constraint trigger c_remains after delete on public.interview_panelist deferrable initially deferred
  for each row execute function polder.panel_remains();

create or replace function polder.take_seats(of_slot uuid, who uuid) returns void
language sql security definer set search_path = pg_catalog, public as $$
  insert into public.interview_seat (slot_id, vacancy_id, account_id, during)
  select s.id, s.vacancy_id, p.account_id, tstzrange(s.starts_at, s.ends_at)
  from public.interview_slot s join public.interview_panelist p on p.round_id = s.round_id
  where s.id = of_slot and (who is null or p.account_id = who)
    and not exists (select from public.interview_seat t where t.slot_id = s.id and t.account_id = p.account_id)
$$;

create or replace function polder.slot_fits() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  of_round public.interview_round;
begin
  select * into of_round from public.interview_round r where r.id = new.round_id;
  if tg_op = 'INSERT' then
    if of_round.state not in ('draft', 'open') then
      raise exception 'round_over' using errcode = 'PL409';
    end if;
    if new.starts_at <= polder.clock() then
      raise exception 'slot_passed' using errcode = 'PL422', detail = 'days';
    end if;
    if new.starts_at > (select greatest(polder.clock(), v.deadline) from public.vacancy v where v.id = new.vacancy_id) + interval '366 days' then
      raise exception 'slot_far_ahead' using errcode = 'PL422', detail = 'days';
    end if;
    if new.ends_at <> new.starts_at + make_interval(mins => of_round.minutes) then
      raise exception 'slot_length' using errcode = 'PL422', detail = 'days';
    end if;
    return new;
  end if;
  if (new.round_id, new.starts_at, new.ends_at) is distinct from (old.round_id, old.starts_at, old.ends_at)
     or old.withdrawn_at is not null and new.withdrawn_at is distinct from old.withdrawn_at then
    raise exception 'slot_fixed' using errcode = 'PL409';
  end if;
  if new.withdrawn_at is not null and exists (
      select from public.interview i where i.slot_id = new.id and i.state in ('booked', 'held', 'no_show')) then
    raise exception 'slot_booked' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger b_fits before insert or update on public.interview_slot
  for each row execute function polder.slot_fits();

create or replace function polder.slot_takes_time() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if tg_op = 'INSERT' then
    perform polder.take_seats(new.id, null);
  elsif new.withdrawn_at is not null and old.withdrawn_at is null then
    delete from public.interview_seat t where t.slot_id = new.id;
  end if;
  return null;
end $$;
create or replace trigger c_seats after insert or update on public.interview_slot
  for each row execute function polder.slot_takes_time();

-- Who joins is asked for every slot that is still to come; who leaves is free. Both are told of what was booked.
create or replace function polder.panel_takes_time() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  one public.interview_panelist := coalesce(new, old);
begin
  if tg_op = 'INSERT' then
    perform polder.take_seats(s.id, new.account_id) from public.interview_slot s
    where s.round_id = new.round_id and s.withdrawn_at is null and s.starts_at > polder.clock();
  else
    delete from public.interview_seat t using public.interview_slot s
    where s.id = t.slot_id and s.round_id = old.round_id and t.account_id = old.account_id and s.starts_at > polder.clock();
  end if;
  insert into public.interview_change (interview_id, application_id, vacancy_id, kind, sequence, slot_id, account_id)
  select i.id, i.application_id, i.vacancy_id, case tg_op when 'INSERT' then 'joined' else 'relieved' end, i.sequence, i.slot_id, one.account_id
  from public.interview i join public.interview_slot s on s.id = i.slot_id
  where i.round_id = one.round_id and i.state = 'booked' and s.starts_at > polder.clock();
  return null;
end $$;
create or replace trigger c_seats after insert or delete on public.interview_panelist
  for each row execute function polder.panel_takes_time();

-- A conflict relieves of what was booked already.
create or replace function polder.conflict_relieves() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  insert into public.interview_change (interview_id, application_id, vacancy_id, kind, sequence, slot_id, account_id)
  select i.id, i.application_id, i.vacancy_id, 'relieved', i.sequence, i.slot_id, a.id
  from public.interview i join public.interview_slot s on s.id = i.slot_id
    join public.interview_panelist p on p.round_id = i.round_id join public.account a on a.id = p.account_id and a.person_id = new.person_id
  where i.application_id = new.record_id and i.state = 'booked' and s.starts_at > polder.clock();
  return null;
end $$;
create or replace trigger d_interviews after insert on public.conflict
  for each row execute function polder.conflict_relieves();

-- ---- interviews --------------------------------------------------------------------------------------------------------

-- An invitation and what ends the procedure for somebody wait for each other.
create or replace function polder.hold_interviews(application uuid) returns void
language sql as $$ select pg_advisory_xact_lock(hashtextextended('polder.interviews:' || application, 0)) $$;

create or replace function polder.interview_fits() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  of_round public.interview_round;
  wanted public.interview_slot;
  had public.interview_slot;
  by_candidate constant boolean := polder.setting('actor_kind') = 'link';
begin
  select * into of_round from public.interview_round r where r.id = new.round_id;
  if tg_op = 'INSERT' then
    perform polder.hold_interviews(new.application_id);
    if of_round.state <> 'open' then
      raise exception 'round_not_open' using errcode = 'PL409';
    end if;
    if not exists (select from public.application a where a.id = new.application_id and a.stage = 'interview') then
      raise exception 'not_at_interview' using errcode = 'PL409';
    end if;
    if exists (select from public.interview i where i.round_id = new.round_id and i.application_id = new.application_id and i.state = 'held') then
      raise exception 'interview_held' using errcode = 'PL409';
    end if;
    new.slot_id := null;
    new.sequence := 0;
    return new;
  end if;
  if (new.round_id, new.application_id, new.vacancy_id) is distinct from (old.round_id, old.application_id, old.vacancy_id) then
    raise exception 'interview_fixed' using errcode = 'PL409';
  end if;
  select * into had from public.interview_slot s where s.id = old.slot_id;
  if new.wish is distinct from old.wish then
    new.wish_at := case when new.wish is not null then polder.clock() end;
  end if;
  if by_candidate then
    new.reminded_at := old.reminded_at;
  end if;
  if new.slot_id is distinct from old.slot_id then
    if new.slot_id is null or new.state <> 'booked' or old.state not in ('invited', 'booked') then
      raise exception 'interview_fixed' using errcode = 'PL409';
    end if;
    select * into wanted from public.interview_slot s where s.id = new.slot_id for update;
    if of_round.state <> 'open' then
      raise exception 'round_not_open' using errcode = 'PL409';
    end if;
    if not exists (select from public.application a where a.id = new.application_id and a.stage = 'interview') then
      raise exception 'not_at_interview' using errcode = 'PL409';
    end if;
    if wanted.round_id is distinct from new.round_id or wanted.withdrawn_at is not null then
      raise exception 'slot_withdrawn' using errcode = 'PL409';
    end if;
    if wanted.starts_at <= polder.clock() then
      raise exception 'slot_over' using errcode = 'PL409';
    end if;
    if by_candidate and wanted.starts_at - make_interval(hours => of_round.closes_hours) <= polder.clock() then
      raise exception 'slot_too_soon' using errcode = 'PL409';
    end if;
    if by_candidate and had.starts_at - make_interval(hours => of_round.closes_hours) <= polder.clock() then
      raise exception 'change_too_late' using errcode = 'PL409';
    end if;
    if polder.interview_panel(new.round_id, new.application_id) = '{}' then
      raise exception 'nobody_interviews' using errcode = 'PL409';
    end if;
    new.sequence := old.sequence + case when old.slot_id is null then 0 else 1 end;
    new.reminded_at := null;
    new.wish := null;
    new.wish_at := null;
  elsif old.state = 'booked' and new.state = 'cancelled' then
    if by_candidate and had.starts_at <= polder.clock() then
      raise exception 'interview_begun' using errcode = 'PL409';
    end if;
    new.sequence := old.sequence + 1;
  elsif by_candidate or new.sequence not between old.sequence and old.sequence + 1 then
    new.sequence := old.sequence;
  end if;
  return new;
end $$;
create or replace trigger b_fits before insert or update on public.interview
  for each row execute function polder.interview_fits();

-- What those concerned are to be told; a job tells them.
create or replace function polder.interview_changed() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  what text;
begin
  if tg_op = 'INSERT' then
    what := 'invited';
  elsif new.slot_id is distinct from old.slot_id then
    what := case old.state when 'invited' then 'booked' else 'moved' end;
  elsif new.state is distinct from old.state then
    what := case when new.state in ('cancelled', 'declined') or old.state = 'cancelled' then new.state end;
  elsif new.sequence <> old.sequence then
    what := 'updated';
  end if;
  if what is not null then
    insert into public.interview_change (interview_id, application_id, vacancy_id, kind, sequence, slot_id, by_candidate, reason)
    values (new.id, new.application_id, new.vacancy_id, what, new.sequence, new.slot_id, polder.setting('actor_kind') = 'link',
      left(polder.setting('reason'), 4000));
  end if;
  return null;
end $$;
create or replace trigger c_changed after insert or update on public.interview
  for each row execute function polder.interview_changed();

-- End what is open of these interviews, within whatever move is being made.
create or replace function polder.end_interviews(ids uuid[]) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  move constant text := coalesce(current_setting('polder.move', true), '');
  reason constant text := coalesce(current_setting('polder.reason', true), '');
begin
  if ids is null then
    return;
  end if;
  -- why somebody was turned down is not what their interviewers are told
  perform set_config('polder.move', 'interview:end', true), set_config('polder.reason', '', true);
  update public.interview i set state = 'cancelled' where i.id = any(ids) and i.state in ('invited', 'booked');
  perform set_config('polder.move', move, true), set_config('polder.reason', reason, true);
end $$;

-- Whoever leaves the procedure leaves no interview behind: their slots are free again.
create or replace function polder.application_ends_interviews() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  perform polder.hold_interviews(new.id);
  perform polder.end_interviews((select array_agg(i.id) from public.interview i
    join public.interview_slot s on s.id = i.slot_id and s.starts_at > polder.clock()
    where i.application_id = new.id and i.state = 'booked'));
  perform polder.end_interviews((select array_agg(i.id) from public.interview i where i.application_id = new.id and i.state = 'invited'));
  return null;
end $$;
create or replace trigger d_interviews after update of stage on public.application
  for each row when (new.stage in ('rejected', 'withdrawn') and old.stage <> new.stage)
  execute function polder.application_ends_interviews();

-- The interviews that an application left behind when another of its writer was chosen to count.
create or replace function polder.interviews_left(application uuid) returns table (interview_id uuid, state_before text)
language sql stable security definer set search_path = pg_catalog, public as $$
  select i.id, l.from_state from public.interview i
    cross join lateral (select m.id, m.move, m.at, m.from_state from public.move_entry m where m.record_id = i.id and m.record_kind = 'interview'
      order by m.at desc, m.id desc limit 1) as l
  where i.application_id = interviews_left.application and i.state = 'cancelled' and l.move = 'end' and (select polder.may('duplicate.judge'))
    and (l.at, l.id) > (select m.at, m.id from public.move_entry m where m.record_id = interviews_left.application
      and m.move = 'withdraw_duplicate' order by m.at desc, m.id desc limit 1)
$$;

-- One that counts again has its interview back, if its time is still free and to come and its round is open; one who had yet to
-- choose is asked again. For the others HR invites anew.
create or replace function polder.application_brings_interviews() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  move constant text := coalesce(current_setting('polder.move', true), '');
  reason constant text := coalesce(current_setting('polder.reason', true), '');
  one record;
begin
  perform polder.hold_interviews(new.id);
  for one in
    select i.id, l.state_before from polder.interviews_left(new.id) as l join public.interview i on i.id = l.interview_id
      join public.interview_round r on r.id = i.round_id and r.state = 'open'
      left join public.interview_slot s on s.id = i.slot_id and l.state_before = 'booked'
    where polder.interview_panel(i.round_id, i.application_id) <> '{}'
      and (l.state_before = 'invited' or (s.withdrawn_at is null and s.starts_at > polder.clock()))
    order by i.id for update of i
  loop
    perform set_config('polder.move', 'interview:' || case one.state_before when 'booked' then 'restore' else 'ask_again' end, true),
      set_config('polder.reason', '', true);
    begin
      update public.interview i set state = one.state_before, reminded_at = null,
        sequence = i.sequence + case one.state_before when 'booked' then 1 else 0 end where i.id = one.id;
    exception when unique_violation then null;  -- somebody else has that time now
    end;
  end loop;
  perform set_config('polder.move', move, true), set_config('polder.reason', reason, true);
  return null;
end $$;
create or replace trigger d_interviews_back after update of stage on public.application
  for each row when (old.stage = 'withdrawn' and new.stage = 'interview')
  execute function polder.application_brings_interviews();

-- A round that is cancelled ends its interviews; one that is over takes nobody's time but for what was booked; where or how
-- it is held, its candidates are told.
create or replace function polder.round_changed() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if new.state = 'cancelled' and old.state <> 'cancelled' then
    perform polder.end_interviews((select array_agg(i.id) from public.interview i where i.round_id = new.id));
  end if;
  if new.state in ('closed', 'cancelled') and old.state <> new.state then
    delete from public.interview_seat t using public.interview_slot s where s.id = t.slot_id and s.round_id = new.id and not exists (
      select from public.interview i where i.slot_id = s.id and i.state in ('booked', 'held', 'no_show'));
  elsif new.state = 'open' and old.state = 'closed' then
    perform polder.take_seats(s.id, null) from public.interview_slot s
    where s.round_id = new.id and s.withdrawn_at is null and s.starts_at > polder.clock();
  elsif (new.mode, new.place, new.name_nl, new.name_en, new.instructions_nl, new.instructions_en)
      is distinct from (old.mode, old.place, old.name_nl, old.name_en, old.instructions_nl, old.instructions_en) then
    update public.interview i set sequence = i.sequence + 1 from public.interview_slot s
    where i.round_id = new.id and i.state = 'booked' and s.id = i.slot_id and s.starts_at > polder.clock();
  end if;
  return null;
end $$;
create or replace trigger c_changed after update on public.interview_round
  for each row execute function polder.round_changed();

-- The clock of a round is that of the slots already offered, and so is their length.
create or replace function polder.round_fits() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if new.vacancy_id <> old.vacancy_id or (new.minutes, new.time_zone) is distinct from (old.minutes, old.time_zone)
      and exists (select from public.interview_slot s where s.round_id = new.id and s.withdrawn_at is null) then
    raise exception 'round_has_slots' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger b_fits before update on public.interview_round
  for each row execute function polder.round_fits();

-- Who was on the panel of an interview that began writes of it, once.
create or replace function polder.note_fits() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  about public.interview;
begin
  select * into about from public.interview i where i.id = new.interview_id;
  if (about.application_id, about.vacancy_id) is distinct from (new.application_id, new.vacancy_id) then
    raise exception 'interview_fixed' using errcode = 'PL409';
  end if;
  if (polder.actor() = any(polder.interview_panel(about.round_id, about.application_id))) is not true then
    raise exception 'not_on_panel' using errcode = 'PL403';
  end if;
  if about.state not in ('booked', 'held')
     or not exists (select from public.interview_slot s where s.id = about.slot_id and s.starts_at <= polder.clock()) then
    raise exception 'note_too_early' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger b_fits before insert on public.interview_note
  for each row execute function polder.note_fits();

-- ---- what people see ---------------------------------------------------------------------------------------------------

-- How the newest letter to a candidate about an interview fared: one that bounced is seen where it matters.
create or replace function polder.interview_letter(application uuid) returns text
language sql stable security definer set search_path = pg_catalog, public as $$
  select m.state from public.mail m where m.record_id = interview_letter.application and m.template like 'interview%'
  order by m.created_at desc, m.id desc limit 1
$$;

-- An applicant's own interviews, the newest of each round, with the times that can still be chosen.
create or replace function polder.own_interviews(application uuid) returns json
language sql stable security definer set search_path = pg_catalog, public as $$
  select json_agg(json_build_object(
    'id', i.id, 'state', i.state, 'name_nl', r.name_nl, 'name_en', r.name_en, 'minutes', r.minutes, 'mode', r.mode,
    'place', r.place, 'instructions_nl', r.instructions_nl, 'instructions_en', r.instructions_en, 'zone', r.time_zone,
    'closes_hours', r.closes_hours, 'starts_at', s.starts_at, 'ends_at', s.ends_at, 'wish', i.wish,
    'over', s.ends_at <= polder.clock(),
    'may_cancel', i.state = 'booked' and s.starts_at > polder.clock(),
    'may_change', r.state = 'open' and (i.state = 'invited' or i.state = 'booked'
      and s.starts_at - make_interval(hours => r.closes_hours) > polder.clock()),
    'panel', (select coalesce(json_agg(a.name order by a.name), '[]') from public.account a
              where a.id = any(polder.interview_panel(r.id, i.application_id))),
    'slots', case when i.state in ('invited', 'booked') and r.state = 'open' then (
      select coalesce(json_agg(json_build_object('id', f.id, 'starts_at', f.starts_at, 'ends_at', f.ends_at) order by f.starts_at), '[]')
      from public.interview_slot f where f.round_id = r.id and f.withdrawn_at is null
        and f.starts_at - make_interval(hours => r.closes_hours) > polder.clock()
        and not exists (select from public.interview o where o.slot_id = f.id and o.state in ('booked', 'held', 'no_show')))
      else '[]'::json end) order by i.created_at)
  from (select distinct on (i.round_id) i.* from public.interview i where i.application_id = own_interviews.application
        order by i.round_id, i.created_at desc) as i
    join public.interview_round r on r.id = i.round_id left join public.interview_slot s on s.id = i.slot_id
  where own_interviews.application = any(polder.scope('interview.book'))
$$;

-- Whose calendar this link shows: that of who made it, as long as they have an account.
create or replace function polder.interview_calendar_of() returns uuid
language sql stable security definer set search_path = pg_catalog, public as $$
  select a.id from public.session s join public.account a on a.id = s.created_by and a.id = s.scope_id and a.ended_at is null
  where s.id = polder.setting('session')::uuid and s.scope_id = any(polder.scope('interview.calendar'))
$$;

-- The interviews of somebody who interviews, from a month back on. Of a candidate their name, and nothing else.
create or replace function polder.interviews_of(who uuid) returns json
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(json_agg(json_build_object('id', i.id, 'sequence', i.sequence, 'state', i.state, 'starts_at', s.starts_at,
    'ends_at', s.ends_at, 'zone', r.time_zone, 'mode', r.mode, 'place', r.place, 'name_nl', r.name_nl, 'name_en', r.name_en,
    'candidate', a.name, 'application', a.id, 'vacancy_nl', v.title_nl, 'vacancy_en', v.title_en, 'at', i.updated_at) order by s.starts_at), '[]')
  from public.interview_panelist p join public.interview i on i.round_id = p.round_id and i.state in ('booked', 'held')
    join public.interview_slot s on s.id = i.slot_id and s.starts_at > polder.clock() - interval '31 days'
    join public.interview_round r on r.id = i.round_id join public.application a on a.id = i.application_id
    join public.vacancy v on v.id = i.vacancy_id
  where p.account_id = who and who in (polder.actor(), polder.interview_calendar_of())
    and who = any(polder.interview_panel(i.round_id, i.application_id))
$$;

-- Is this slot booked, also for somebody whom a conflict hides? For whoever sees the round.
create or replace function polder.slot_taken(slot uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (select from public.interview i where i.slot_id = slot_taken.slot and i.state in ('booked', 'held', 'no_show'))
$$;
