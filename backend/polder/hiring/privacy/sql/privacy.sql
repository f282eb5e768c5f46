-- Rules of keeping and erasing that the database itself keeps.

create or replace function polder.is_erased(application uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  return exists (select from public.erasure_item i where i.application_id = is_erased.application and i.erased_at is not null);
end $$;

-- Erasing somebody, and what would keep them, wait for each other.
create or replace function polder.hold_erasure(application uuid) returns void
language sql as $$ select pg_advisory_xact_lock(hashtextextended('polder.erasure:' || application, 0)) $$;

-- What is due to go by a day, since when and why; all, or one application. What somebody was told stands: a rule that became
-- shorter since takes nothing from them. Nothing where no rule is in force, while an
-- objection is open, or of people who were hired.
create or replace function polder.erasure_due(by_day date, one uuid default null)
returns table (application_id uuid, vacancy_id uuid, due_on date, why text)
language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
  retention bigint := polder.hiring_figure('retention_days');
begin
  return query
  select d.id, d.vacancy_id, d.due_on, case when d.asked_on <= by_day then 'asked'
    when d.submitted_at is null then 'never_submitted' when d.consented is not null then 'consent_ended' else 'retention' end
  from (
    select a.id, a.vacancy_id, a.submitted_at, r.due_on as asked_on, k.consented,
      least(r.due_on, case when retention is not null then greatest(c.decided_on + retention::int, k.consented + 1, t.told_on) end) as due_on
    from public.application a join public.vacancy v on v.id = a.vacancy_id
    left join public.erasure_request r on r.application_id = a.id and r.withdrawn_at is null
    left join lateral (select max(m.at) as at from public.move_entry m
      where m.record_id = a.id and m.record_kind = 'application' and m.to_state = a.stage) as m on true
    cross join lateral (select polder.day_of(greatest(case when a.stage = 'draft' then v.deadline else m.at end,
      (select max(o.updated_at) from public.objection o where o.application_id = a.id and o.state in ('upheld', 'dismissed')))) as decided_on) as c
    left join lateral (select max(k.until) as consented from public.consent k
      where k.application_id = a.id and k.given_at is not null and k.withdrawn_at is null having max(k.until) >= c.decided_on + retention::int) as k on true
    left join lateral (select max(x.told_on) as told_on from public.consent x where x.application_id = a.id and x.withdrawn_at is null) as t on true
    where (one is null or a.id = one)
      and (a.stage in ('rejected', 'ineligible', 'withdrawn')
        or (a.stage = 'draft' and a.source = 'form' and v.deadline < polder.clock() - interval '1 day'))) as d
  where d.due_on <= by_day and not polder.objected(d.id) and not polder.is_erased(d.id);
end $$;

-- The digest of a list as it would be now: one that changed has another.
create or replace function polder.digest_of_run(run uuid) returns text
language plpgsql volatile security definer set search_path = pg_catalog, public as $$
begin
  return (select encode(sha256(convert_to(coalesce(string_agg(concat_ws(' ', i.application_id, d.due_on, d.why,
      case when d.due_on is not null then polder.erasure_counts(i.application_id) end), E'\n' order by i.application_id), ''), 'UTF8')), 'hex')
    from public.erasure_item i left join lateral polder.erasure_due(polder.today(), i.application_id) as d on true
    where i.run_id = digest_of_run.run);
end $$;

-- The same for whoever erases.
create or replace function polder.erasure_digest(run uuid) returns text
language plpgsql volatile security definer set search_path = pg_catalog, public as $$
begin
  return case when polder.may('erasure.run') or polder.may('erasure.alone') then polder.digest_of_run(run) end;
end $$;

create or replace function polder.erasure_is_whole(run uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select not exists (select from public.erasure_item i where i.run_id = run and i.application_id = any(polder.conflicts()))
$$;

-- Whose an item is, as long as there is a name; a draft that was never submitted is its writer's alone.
create or replace function polder.erasure_name(application uuid) returns json
language sql stable security definer set search_path = pg_catalog, public as $$
  select json_build_object('reference', a.reference, 'vacancy', v.reference,
    'name', case when a.submitted_at is not null and not polder.is_erased(a.id) then a.name end)
  from public.application a join public.vacancy v on v.id = a.vacancy_id
  where a.id = erasure_name.application and a.id <> all((select polder.conflicts())::uuid[]) and (select polder.may('erasure.read'))
$$;

-- The list of a run, anew: what is due today and in no other run, the longest due first.
create or replace function polder.list_items(run uuid) returns int
language plpgsql volatile security definer set search_path = pg_catalog, public as $$
declare
  of_kind text := (select r.kind from public.erasure_run r where r.id = run);
  n int;
begin
  delete from public.erasure_item i where i.run_id = run;
  insert into public.erasure_item (run_id, application_id, vacancy_id, due_on, why, going)
  select run, d.application_id, d.vacancy_id, d.due_on, d.why, polder.erasure_counts(d.application_id)
  from polder.erasure_due(polder.today()) as d
  where (d.why = 'asked') = (of_kind = 'asked') and not exists (select from public.erasure_item o join public.erasure_run x on x.id = o.run_id
    where o.application_id = d.application_id and x.state in ('proposed', 'looked', 'ordered'))
  order by d.due_on, d.application_id limit 100;  -- no longer than somebody can look through
  get diagnostics n = row_count;
  update public.erasure_run r set list_sha256 = polder.digest_of_run(run), listed_at = now(), looked_at = null, looked_by = null
  where r.id = run;
  return n;
end $$;

create or replace function polder.propose_erasure(of_kind text) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, public as $$
declare
  made uuid;
begin
  if not (polder.may('erasure.run') and (of_kind = 'due' or polder.may('erasure.alone'))) then
    raise exception 'erasure_not_yours' using errcode = 'PL403';
  end if;
  insert into public.erasure_run (kind) values (of_kind) returning id into made;
  if polder.list_items(made) = 0 then
    raise exception 'nothing_due' using errcode = 'PL409';
  end if;
  return made;
end $$;

create or replace function polder.renew_erasure(run uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public as $$
begin
  if not polder.may('erasure.run') or (select r.state <> 'proposed' from public.erasure_run r where r.id = run for update) then
    raise exception 'erasure_not_yours' using errcode = 'PL403';
  end if;
  if polder.list_items(run) = 0 then
    raise exception 'nothing_due' using errcode = 'PL409';
  end if;
end $$;

-- A run is looked through by somebody, and carried out by somebody else: never by whoever made its list or looked. By
-- itself only where its applicants asked for it, or where the house rule says so and a day has passed. Its list stands.
create or replace function polder.guard_run() returns trigger
language plpgsql as $$
declare
  waits bigint;
begin
  if current_user = 'polder_guard' then
    return new;
  end if;
  if to_jsonb(new) - '{state,version,updated_at,looked_at,looked_by,done_at}'::text[]
     <> to_jsonb(old) - '{state,version,updated_at,looked_at,looked_by,done_at}'::text[] then
    raise exception 'erasure_fixed' using errcode = 'PL409';
  end if;
  new.looked_at := old.looked_at;
  new.looked_by := old.looked_by;
  new.done_at := old.done_at;
  if new.state = old.state then
    return new;
  end if;
  if new.state in ('looked', 'ordered') then
    if not polder.erasure_is_whole(old.id) then
      raise exception 'erasure_hidden' using errcode = 'PL409';
    end if;
    if polder.erasure_digest(old.id) <> old.list_sha256 then
      raise exception 'erasure_list_changed' using errcode = 'PL409';
    end if;
  end if;
  if new.state = 'looked' then
    new.looked_at := polder.clock();
    new.looked_by := polder.actor();
  elsif new.state = 'ordered' and polder.setting('move') = 'erasure_run:carry_out_alone' then
    waits := polder.hiring_figure('erasure_alone_days');
    if polder.actor() is not null or not (old.kind = 'asked' or coalesce(
        (old.listed_at at time zone 'Europe/Amsterdam')::date + waits::int <= polder.today(), false)) then
      raise exception 'erasure_second_person' using errcode = 'PL409';
    end if;
  elsif new.state = 'ordered' then
    if polder.actor() is null or polder.actor() in (old.looked_by, old.created_by) or polder.wrote('erasure_run', old.id) then
      raise exception 'erasure_second_person' using errcode = 'PL409';
    end if;
  elsif new.state = 'done' then
    if exists (select from public.erasure_item i where i.run_id = old.id and i.erased_at is null and i.kept_because is null) then
      raise exception 'erasure_fixed' using errcode = 'PL409';
    end if;
    new.done_at := polder.clock();
  end if;
  return new;
end $$;
create or replace trigger b_guard_run before update on public.erasure_run
  for each row execute function polder.guard_run();

-- Where words still stand, after they went: in rows of the application itself (which may not be), and in others, such as
-- another application of the same person. Rows that nobody touched since the first of them began are not looked at.
create or replace function polder.traces(people uuid[], words text[], things text[], since timestamptz) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, public as $$
declare
  t record;
  found jsonb;
  all_found jsonb := '{}';
  tables int := 0;
  columns int := 0;
begin
  for t in
    select c.relname, count(*) filter (where a.attname not in ('updated_at', 'at')) as n,
      max(a.attname::text) filter (where a.attname in ('updated_at', 'at')) as touched,
      string_agg(case y.typname when 'bytea' then format('case when octet_length(x.%I) < 65536 then encode(x.%I, ''escape'') end', a.attname, a.attname)
        else format('x.%I::text', a.attname) end, ', ') filter (where a.attname not in ('updated_at', 'at')) as texts
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      join pg_type y on y.oid = a.atttypid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'alembic_version'
      and (y.typname in ('text', 'varchar', 'json', 'jsonb', 'tsvector', '_text', 'bytea') or (a.attname in ('updated_at', 'at') and y.typname = 'timestamptz'))
    group by c.relname
  loop
    continue when t.texts is null;
    execute format(
      'select jsonb_object_agg(f.person, jsonb_build_object(''mine'', f.mine, ''others'', f.others)) from (
         select w.person, count(*) filter (where m.mine) as mine, count(*) filter (where not m.mine) as others
         from public.%I x cross join lateral (select lower(concat_ws(E''\n'', %s)) as said offset 0) as s
           join unnest($1, $2) as w(person, word) on position(w.word in s.said) > 0
           cross join lateral (select coalesce(j ->> ''id'' = any($3) or j ->> ''application_id'' = w.person::text or j ->> ''record_id'' = any($3), false) as mine
             from to_jsonb(x) as j) as m
         %s group by w.person) as f', t.relname, t.texts, case when t.touched is not null then format('where x.%I >= $4', t.touched) else '' end)
      into found using people, words, things, since;
    tables := tables + 1;
    columns := columns + t.n;
    if found is not null then
      all_found := all_found || jsonb_build_object(t.relname, found);
    end if;
  end loop;
  return jsonb_build_object('tables', tables, 'columns', columns, 'found', all_found);
end $$;

-- Erase the items of a run that are still due as they were listed; keep the others back, and say why. Then look for what is
-- left: the whole run is undone where something of an application itself is.
create or replace function polder.erase_items(run uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public as $$
declare
  i record;
  a record;
  due record;
  keys text[];
  why_not text;
  gone jsonb;
  people uuid[] := '{}';
  words text[] := '{}';
  own_words text[];
  things text[] := '{}';
  since timestamptz := 'infinity';
  looked jsonb;
begin
  perform set_config('polder.erasing', run::text, true);
  for i in select * from public.erasure_item x where x.run_id = run and x.erased_at is null and x.kept_because is null order by x.application_id loop
    perform polder.hold_erasure(i.application_id);
    select * into a from public.application x where x.id = i.application_id for update;
    select * into due from polder.erasure_due(polder.today(), i.application_id);
    why_not := case when polder.objected(i.application_id) then 'objection'
      when due.due_on is null then 'not_due'
      when (due.due_on, due.why) is distinct from (i.due_on, i.why) or polder.erasure_counts(i.application_id) <> i.going then 'changed' end;
    if why_not is not null then
      update public.erasure_item x set kept_because = why_not where x.id = i.id;
      continue;
    end if;
    own_words := array(select lower(w) from unnest(array[a.name, a.email, right(a.orcid, 19), a.phone,
      (select left(line, 60) from regexp_split_to_table(a.motivation, '["\\\n\r\t]') as line order by length(line) desc limit 1)]) as w
      where length(w) >= 6 and w <> a.reference and w !~ '^\(');
    things := things || polder.things_of(i.application_id)::text[];
    keys := array(select d.storage_key from public.document d where d.id = any(polder.things_of(i.application_id))
      union select u.storage_key from public.upload_piece u where u.document_id = any(polder.things_of(i.application_id)));
    since := least(since, a.created_at);
    gone := polder.erase_person(i.application_id);
    update public.erasure_item x set went = gone, erased_at = polder.clock(), contents = keys,
      proof = jsonb_build_object('words', cardinality(own_words)) where x.id = i.id;
    people := people || array(select i.application_id from unnest(own_words));
    words := words || own_words;
  end loop;
  looked := polder.traces(people, words, things, since);
  if exists (select from jsonb_each(looked -> 'found') as t, jsonb_each(t.value) as p where (p.value ->> 'mine')::int > 0) then
    raise exception 'erasure_left_traces' using errcode = 'PL410', detail = (select jsonb_object_agg(f.person, jsonb_build_object('words', 0,
      'tables', looked -> 'tables', 'columns', looked -> 'columns', 'left', f.n, 'elsewhere', f.of_tables)) from (
        select p.key as person, sum((p.value ->> 'mine')::int) as n, jsonb_object_agg(t.key, p.value -> 'mine') as of_tables
        from jsonb_each(looked -> 'found') as t, jsonb_each(t.value) as p where (p.value ->> 'mine')::int > 0 group by p.key) as f)::text;
  end if;
  update public.erasure_item x set proof = x.proof || jsonb_build_object('tables', looked -> 'tables', 'columns', looked -> 'columns',
    'left', 0, 'elsewhere', coalesce((select jsonb_object_agg(t.key, (t.value -> x.application_id::text -> 'others'))
      from jsonb_each(looked -> 'found') as t where t.value ? x.application_id::text), '{}'))
  where x.run_id = run and x.erased_at is not null and not x.proof ? 'tables';
  perform set_config('polder.erasing', '', true);
end $$;

-- Carry out what was ordered. Twice is once. Of whom something would be left, nothing goes: they are kept back to be looked at.
create or replace function polder.carry_out_erasure(run uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public as $$
declare
  left_over text;
begin
  if not polder.may('erasure.alone') or (select r.state from public.erasure_run r where r.id = run for update) is distinct from 'ordered' then
    return false;
  end if;
  loop
    begin
      perform polder.erase_items(run);
      return true;
    exception when sqlstate 'PL410' then
      get stacked diagnostics left_over = pg_exception_detail;
      update public.erasure_item x set kept_because = 'traces', proof = left_over::jsonb -> x.application_id::text
      where x.run_id = run and left_over::jsonb ? x.application_id::text;
    end;
  end loop;
end $$;

-- An applicant's own draft, withdrawn and asked for, goes at once.
create or replace function polder.erase_own_draft() returns json
language plpgsql volatile security definer set search_path = pg_catalog, public as $$
declare
  mine uuid := (polder.scope('application.own'))[1];
  made public.erasure_run;
begin
  perform polder.hold_erasure(mine);
  if not exists (select from public.application a where a.id = mine and a.submitted_at is null and a.stage = 'withdrawn')
     or not exists (select from polder.erasure_due(polder.today(), mine) as d where d.why = 'asked') then
    raise exception 'erasure_not_yours' using errcode = 'PL403';
  end if;
  insert into public.erasure_run (kind) values ('own') returning * into made;
  insert into public.erasure_item (run_id, application_id, vacancy_id, due_on, why, going)
  select made.id, d.application_id, d.vacancy_id, d.due_on, d.why, polder.erasure_counts(mine) from polder.erasure_due(polder.today(), mine) as d;
  perform set_config('polder.move', 'erasure_run:carry_out_alone', true), set_config('polder.reason', '', true);
  update public.erasure_run r set list_sha256 = polder.digest_of_run(made.id), state = 'ordered' where r.id = made.id;
  perform polder.erase_items(made.id);
  perform set_config('polder.move', 'erasure_run:finish', true);
  update public.erasure_run r set state = 'done', done_at = polder.clock() where r.id = made.id;
  return (select json_build_object('run_id', made.id, 'reference', made.reference, 'at', i.erased_at, 'proof', i.proof)
    from public.erasure_item i where i.run_id = made.id);
end $$;

-- Nothing comes to an application that is erased; what would keep it waits until it has been erased, or has not.
create or replace function polder.not_erased() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  row jsonb := to_jsonb(new);
  about text[] := case when tg_table_name = 'application' then array[row ->> 'id']
    else array[row ->> 'application_id', row ->> 'record_id', row ->> 'first_id', row ->> 'second_id'] end;
begin
  if tg_table_name in ('consent', 'objection', 'erasure_request') then
    perform polder.hold_erasure((row ->> 'application_id')::uuid);
  end if;
  if exists (select from unnest(about) as of_id where of_id is not null and polder.is_erased(of_id::uuid)) then
    raise exception 'person_erased' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger a_not_erased before update on public.application for each row
  when (not polder.erasing() and old.stage in ('draft', 'rejected', 'ineligible', 'withdrawn') and old.email is null)
  execute function polder.not_erased();
create or replace trigger a_not_erased before insert on public.document for each row
  when (new.record_kind = 'application') execute function polder.not_erased();
create or replace trigger a_not_erased before insert on public.conflict for each row
  when (new.record_kind = 'application' and new.note is not null) execute function polder.not_erased();
create or replace trigger a_not_erased before insert on public.same_person for each row execute function polder.not_erased();
create or replace trigger a_not_erased before insert or update on public.consent for each row execute function polder.not_erased();
create or replace trigger a_not_erased before insert on public.objection for each row execute function polder.not_erased();
create or replace trigger a_not_erased before insert or update on public.erasure_request for each row execute function polder.not_erased();

-- Consent is the applicant's: given and withdrawn by them alone, from now, for as long as the rule says.
create or replace function polder.consent_rules() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  days bigint := polder.hiring_figure('consent_days');
  own constant boolean := new.application_id = any(polder.scope('application.own'));
begin
  if tg_op = 'INSERT' then
    if not exists (select from public.application a where a.id = new.application_id and a.submitted_at is not null
                   and a.stage in ('rejected', 'ineligible', 'withdrawn')) then
      raise exception 'consent_too_early' using errcode = 'PL409';
    end if;
    new.asked_at := case when not own then polder.clock() end;
    new.told_on := case when not own then new.told_on end;
    new.withdrawn_at := null;
  elsif (new.application_id, new.vacancy_id, new.asked_at, new.told_on) is distinct from (old.application_id, old.vacancy_id, old.asked_at, old.told_on)
      or old.withdrawn_at is not null or (old.given_at is not null and new.given_at is distinct from old.given_at) then
    raise exception 'consent_fixed' using errcode = 'PL409';
  end if;
  if new.given_at is not null and (tg_op = 'INSERT' or old.given_at is null) then
    if not own then
      raise exception 'consent_fixed' using errcode = 'PL409';
    end if;
    if days is null then
      raise exception 'consent_no_rule' using errcode = 'PL409';
    end if;
    new.given_at := polder.clock();
    new.until := polder.today() + days::int;
  else
    new.until := case when tg_op = 'UPDATE' then old.until end;
    new.given_at := case when tg_op = 'UPDATE' then old.given_at end;
  end if;
  if tg_op = 'UPDATE' and new.withdrawn_at is not null then
    new.withdrawn_at := polder.clock();
  end if;
  return new;
end $$;
create or replace trigger b_rules before insert or update on public.consent for each row execute function polder.consent_rules();

-- Somebody asks to be erased: a draft goes today, what was submitted on the next day. Not while they object, nor what led to
-- an appointment.
create or replace function polder.request_rules() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  a record;
begin
  if tg_op = 'UPDATE' then
    if to_jsonb(new) - '{withdrawn_at,version,updated_at}'::text[] <> to_jsonb(old) - '{withdrawn_at,version,updated_at}'::text[]
       or old.withdrawn_at is not null then
      raise exception 'erasure_fixed' using errcode = 'PL409';
    end if;
    new.withdrawn_at := polder.clock();
    return new;
  end if;
  select x.stage, x.submitted_at into a from public.application x where x.id = new.application_id;
  if exists (select from public.objection o where o.application_id = new.application_id and o.state = 'open') then
    raise exception 'objection_open' using errcode = 'PL409';
  end if;
  if a.stage not in ('rejected', 'ineligible', 'withdrawn') then
    raise exception 'erasure_too_early' using errcode = 'PL409';
  end if;
  new.due_on := polder.today() + case when a.submitted_at is null then 0 else 1 end;
  new.withdrawn_at := null;
  return new;
end $$;
create or replace trigger b_rules before insert or update on public.erasure_request for each row execute function polder.request_rules();

-- What the audit kept of somebody goes with them, and not before an objection has ended.
create or replace function polder.audit_objected() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if exists (select from public.objection o where o.state = 'open' and old.record_id = any(polder.belongings(array[o.application_id]))) then
    raise exception 'objection_open' using errcode = 'PL409';
  end if;
  return old;
end $$;
create or replace trigger b_objected before delete on public.audit_personal for each row
  when (not polder.erasing()) execute function polder.audit_objected();

-- Turned down: may we keep it? A job asks, by mail, where a rule says how long; not with the bad news, but on the next day.
create or replace function polder.asks_consent() returns trigger
language plpgsql as $$
begin
  if polder.hiring_figure('consent_days') is not null then
    perform jobs.polder_defer('default', 'privacy.ask_consent', jsonb_build_object('application_id', new.id),
      polder.day_ends(polder.today()) + interval '10 hours');
  end if;
  return null;
end $$;
create or replace trigger e_consent after update of stage on public.application for each row
  when (new.stage in ('rejected', 'ineligible') and old.stage <> new.stage and new.email is not null)
  execute function polder.asks_consent();

-- What an applicant sees of it on their own page, and may do.
create or replace function polder.own_privacy(application uuid) returns json
language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
  a record;
  decided boolean;
begin
  select x.id, x.stage, x.submitted_at into a from public.application x
  where x.id = own_privacy.application and x.id = any(polder.scope('application.own'));
  if a.id is null then
    return null;
  end if;
  decided := a.submitted_at is not null and a.stage in ('rejected', 'ineligible', 'withdrawn');
  return json_build_object('closed', decided, 'may_erase', a.stage <> 'hired' and not polder.has_offer(a.id, 'accepted'), 'draft', a.submitted_at is null,
    'may_object', a.stage in ('rejected', 'ineligible'),
    'due_on', (select d.due_on from polder.erasure_due('infinity', a.id) as d),
    'request', (select r.due_on from public.erasure_request r where r.application_id = a.id and r.withdrawn_at is null),
    'days', case when decided then polder.hiring_figure('consent_days') end,
    'until', (select max(k.until) from public.consent k where k.application_id = a.id and k.withdrawn_at is null and k.until >= polder.today()),
    'asked_again', exists (select from public.consent k where k.application_id = a.id and k.given_at is null and k.withdrawn_at is null
      and k.asked_at > (select max(g.given_at) from public.consent g where g.application_id = a.id and g.withdrawn_at is null)),
    'objection', polder.objections_of(a.id) -> -1);
end $$;

-- The same for those who keep it, of an application that they see.
create or replace function polder.privacy_of(application uuid) returns json
language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  if not exists (select from public.application a where a.id = privacy_of.application and a.id <> all(polder.conflicts())
      and (polder.may('erasure.read') or polder.may('application.read') or a.vacancy_id = any(polder.scope('application.read'))
        or a.id = any(polder.scope('application.own')) or a.id = any(polder.scope('application.read')))) then
    return null;
  end if;
  return json_build_object('due_on', (select d.due_on from polder.erasure_due('infinity', privacy_of.application) as d),
    'erased', (select json_build_object('at', i.erased_at, 'run_id', i.run_id, 'run', r.reference) from public.erasure_item i
      join public.erasure_run r on r.id = i.run_id where i.application_id = privacy_of.application and i.erased_at is not null),
    'decided', exists (select from public.application a where a.id = privacy_of.application and a.stage in ('rejected', 'ineligible')));
end $$;

-- How it stands with keeping and erasing, for whoever keeps it.
create or replace function polder.erasure_now() returns json
language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  if not polder.may('erasure.read') then
    return null;
  end if;
  return json_build_object('retention_days', polder.hiring_figure('retention_days'), 'consent_days', polder.hiring_figure('consent_days'),
    'alone_days', polder.hiring_figure('erasure_alone_days'), 'open_run', (select r.id from public.erasure_run r where r.kind = 'due' and r.state in ('proposed', 'looked', 'ordered')),
    'due', (select count(*) from polder.erasure_due(polder.today()) as d where d.why <> 'asked'),  -- who asked is counted once, below
    'soon', (select count(*) from polder.erasure_due(polder.today() + 14) as d where d.why <> 'asked')
      - (select count(*) from polder.erasure_due(polder.today()) as d where d.why <> 'asked'),
    'asked', (select count(*) from polder.erasure_due(polder.today() + 1) as d where d.why = 'asked'),
    'objections', (select count(*) from public.objection o where o.state = 'open'),
    'erased', (select count(*) from public.erasure_item i where i.erased_at is not null));
end $$;

-- All that is kept of somebody in one application, for whoever answers their question. What others wrote of them is in it,
-- without who wrote it; letters of referees are not: those were given in confidence, and a person decides about them.
create or replace function polder.subject_record(application uuid) returns json
language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
  a public.application;
  things uuid[];
begin
  select * into a from public.application x where x.id = subject_record.application and x.submitted_at is not null
    and x.id <> all(polder.conflicts());
  if a.id is null or not polder.may('subject.export') then
    return null;
  end if;
  things := polder.belongings(array[a.id]);
  return json_build_object(
    'application', to_jsonb(a) - '{search,search_text,sort_name,vacancy_id}'::text[],
    'vacancy', (select json_build_object('reference', v.reference, 'title_nl', v.title_nl, 'title_en', v.title_en, 'deadline', v.deadline,
      'time_zone', v.time_zone) from public.vacancy v where v.id = a.vacancy_id),
    'history', (select coalesce(json_agg(json_build_object('at', m.at, 'stage', m.to_state, 'reason', m.reason) order by m.id), '[]')
      from public.move_entry m where m.record_kind = 'application' and m.record_id = a.id),
    'referees', (select coalesce(json_agg(json_build_object('name', r.name, 'institution', r.institution, 'relation', r.relation, 'state', r.state)
      order by r.created_at), '[]') from public.reference r where r.application_id = a.id),
    'reviews', (select coalesce(json_agg(json_build_object('submitted_at', r.submitted_at, 'recommendation', r.recommendation, 'note', r.note,
      'scores', (select coalesce(json_agg(json_build_object('score', s.score, 'reason', s.reason) order by s.id), '[]')
        from public.review_score s where s.review_id = r.id)) order by r.id), '[]')
      from public.review r where r.application_id = a.id and r.state = 'submitted'),
    'interviews', (select coalesce(json_agg(json_build_object('state', i.state, 'wish', i.wish, 'notes', (
      select coalesce(json_agg(n.text order by n.id), '[]') from public.interview_note n where n.interview_id = i.id)) order by i.id), '[]')
      from public.interview i where i.application_id = a.id),
    'offers', (select coalesce(json_agg(to_jsonb(o) - '{created_by,application_id,vacancy_id}'::text[] order by o.id), '[]')
      from public.offer o where o.application_id = a.id),
    'confirmed_orcid', (select json_build_object('orcid', o.orcid, 'name', o.name, 'at', o.updated_at) from public.verified_orcid o
      where o.application_id = a.id),
    'background', (select to_jsonb(b) - '{id,created_by,application_id}'::text[] from public.applicant_background b where b.application_id = a.id),
    'wishes', (select coalesce(json_agg(json_build_object('rank', w.rank, 'statement', w.statement) order by w.rank), '[]')
      from public.advisor_wish w where w.application_id = a.id),
    'advisors', (select coalesce(json_agg(json_build_object('refusal', c.refusal, 'scores', c.scores, 'note', c.note) order by c.id), '[]')
      from public.advisor_choice c where c.application_id = a.id),
    'eligibility', (select coalesce(json_agg(json_build_object('item', c.item, 'met', c.met, 'note', c.note, 'at', c.updated_at) order by c.id), '[]')
      from public.eligibility_check c where c.application_id = a.id),
    'decisions', (select coalesce(json_agg(json_build_object('meeting', m.reference, 'at', m.starts_at, 'decision', i.decision, 'reason', i.reason,
      'reasons', (select coalesce(json_agg(json_build_object('criterion_nl', k.name_nl, 'criterion_en', k.name_en, 'reason', i.reasons ->> k.id::text)
        order by k.position), '[]') from public.criterion k where k.vacancy_id = i.vacancy_id and i.reasons ? k.id::text)) order by m.starts_at, i.id), '[]')
      from public.meeting_item i join public.meeting m on m.id = i.meeting_id where i.application_id = a.id and i.decision is not null),
    'letters_of_intent', (select coalesce(json_agg(json_build_object('reference', l.reference, 'state', l.state, 'track', l.track, 'starts_on', l.starts_on,
      'fields', array[l.field_one, l.field_two], 'text', l.body, 'signatures', (select coalesce(json_agg(json_build_object('party', s.party,
        'name', case when s.party = 'candidate' then s.signed_name end, 'at', s.created_at) order by s.id), '[]')
        from public.intent_signature s where s.letter_id = l.id)) order by l.id), '[]')
      from public.letter_of_intent l where l.application_id = a.id),
    'knowledge_security', (select c.state from public.security_check c where c.application_id = a.id),
    'consents', (select coalesce(json_agg(json_build_object('asked_at', c.asked_at, 'given_at', c.given_at, 'until', c.until,
      'withdrawn_at', c.withdrawn_at) order by c.id), '[]') from public.consent c where c.application_id = a.id),
    'objections', polder.objections_of(a.id),
    'documents', (select coalesce(json_agg(json_build_object('file_name', d.file_name, 'kind', d.kind, 'size', d.size, 'sha256', d.sha256,
      'storage_key', d.storage_key) order by d.id), '[]') from public.document d
      where d.record_id = any(things) and d.record_kind in ('application', 'offer') and d.state = 'accepted'),
    'letters', (select coalesce(json_agg(json_build_object('at', m.created_at, 'template', m.template, 'subject', m.subject,
      'text', regexp_replace(m.text, '(\?key=)[\w-]+', '\1…', 'g')) order by m.id), '[]')
      from public.mail m where m.record_id = any(things) and lower(m.to_address) = lower(a.email)));
end $$;

-- Applications by which a person may be meant, over all vacancies: by their name or address, for whoever answers them.
create or replace function polder.subjects(wanted text) returns table (id uuid, reference text, name text, email text, stage text,
  submitted_at timestamptz, vacancy text, title_nl text, title_en text)
language sql stable security definer set search_path = pg_catalog, public as $$
  select a.id, a.reference, a.name, a.email, a.stage, a.submitted_at, v.reference, v.title_nl, v.title_en
  from public.application a join public.vacancy v on v.id = a.vacancy_id
  where (select polder.may('subject.export')) and a.submitted_at is not null
    and (position(polder.fold(trim(wanted)) in polder.fold(a.name)) > 0 or lower(a.email) = lower(trim(wanted))) and polder.shows_something(wanted)
    and a.id <> all((select polder.conflicts())::uuid[]) and not polder.is_erased(a.id)
  order by a.submitted_at desc limit 50
$$;

-- Whose application it is, for whoever sees the application or keeps the data.
create or replace function polder.privacy_name(application uuid) returns text
language sql stable security definer set search_path = pg_catalog, public as $$
  select a.name from public.application a where a.id = privacy_name.application and a.submitted_at is not null
    and a.id <> all((select polder.conflicts())::uuid[]) and ((select polder.may('erasure.read')) or (select polder.may('application.read'))
      or a.vacancy_id = any((select polder.scope('application.read'))::uuid[]))
$$;

-- Who of a run asked to go and is to be told that it happens now, while their address is known: each once.
create or replace function polder.tell_of_erasure(run uuid) returns table (name text, email text, language text, reference text, run_reference text)
language plpgsql volatile security definer set search_path = pg_catalog, public as $$
begin
  if polder.may('erasure.alone') then
    return query
    with told as (
      update public.erasure_item i set told_at = polder.clock() from public.erasure_run r
      where r.id = tell_of_erasure.run and r.state = 'ordered' and r.kind = 'asked' and i.run_id = r.id and i.told_at is null
        and i.erased_at is null and i.kept_because is null and exists (select from polder.erasure_due(polder.today(), i.application_id))
      returning i.application_id, r.reference)
    select a.name, a.email, a.language::text, a.reference::text, t.reference::text from told t join public.application a on a.id = t.application_id
    where a.email is not null;
  end if;
end $$;

-- An applicant who asks to be erased gets a receipt: a job writes it.
create or replace function polder.receives_request() returns trigger
language plpgsql as $$
begin
  perform jobs.polder_defer('default', 'privacy.tell_request', jsonb_build_object('request_id', new.id));
  return null;
end $$;
create or replace trigger e_received after insert on public.erasure_request for each row execute function polder.receives_request();

-- For the nightly job alone.
create or replace function polder.due_now(of_kind text) returns setof uuid
language sql stable security definer set search_path = pg_catalog, public as $$
  select d.application_id from polder.erasure_due(polder.today()) as d
  where (select polder.may('erasure.alone')) and (d.why = 'asked') = (of_kind = 'asked')
    and not exists (select from public.erasure_item o join public.erasure_run x on x.id = o.run_id
      where o.application_id = d.application_id and x.state in ('proposed', 'looked', 'ordered'))
$$;
create or replace function polder.goes_alone(run uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select (select polder.may('erasure.alone')) and exists (select from public.erasure_run r where r.id = run and r.state in ('proposed', 'looked')
    and (r.listed_at at time zone 'Europe/Amsterdam')::date + polder.hiring_figure('erasure_alone_days')::int <= polder.today())
$$;
create or replace function polder.kept_until(application uuid) returns date
language sql stable security definer set search_path = pg_catalog, public as $$
  select d.due_on from polder.erasure_due('infinity', application) as d where (select polder.may('erasure.alone'))
$$;
-- Is somebody to be asked? Once for a decision, and not who asked to go.
create or replace function polder.asks_to_keep(application uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select (select polder.may('erasure.alone')) and polder.hiring_figure('consent_days') is not null and exists (
    select from public.application a where a.id = asks_to_keep.application and a.stage in ('rejected', 'ineligible') and a.submitted_at is not null
      and not exists (select from public.erasure_request r where r.application_id = a.id and r.withdrawn_at is null)
      and not exists (select from public.consent k where k.application_id = a.id and k.withdrawn_at is null))
$$;
-- What storage still has of an item: nothing, once its files are gone.
create or replace function polder.contents_gone(item uuid, left_over text[]) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public as $$
begin
  if polder.may('erasure.alone') then
    update public.erasure_item i set contents = left_over where i.id = item and i.erased_at is not null;
  end if;
end $$;
