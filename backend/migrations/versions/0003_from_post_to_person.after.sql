-- What every policy and trigger stands on. Functions read only the transaction's own settings, so a
-- transaction that never entered as somebody has no permissions, no scopes and sees zero rows.

create schema if not exists polder;
grant usage on schema polder to polder_app, polder_guard;
grant usage on schema public to polder_app, polder_guard;

-- Role → permission, written from the declarations in access.py; only the entering functions read it.
create table if not exists polder.role_permission (
  role text not null, permission text not null, primary key (role, permission)
);
grant select on polder.role_permission to polder_guard;

-- The clock that judges deadlines. A function, so that one place answers the question "what time is it".
create or replace function polder.clock() returns timestamptz
language sql stable as $$ select clock_timestamp() $$;

-- The day that a moment falls on here, and the day that it is.
create or replace function polder.day_of(moment timestamptz) returns date
language sql stable as $$ select (moment at time zone 'Europe/Amsterdam')::date $$;
create or replace function polder.today() returns date
language sql stable as $$ select polder.day_of(polder.clock()) $$;

-- A day is a day here: its first and last moment, as instants. A day that is cast would be one of UTC.
create or replace function polder.day_begins(day date) returns timestamptz
language sql stable as $$ select day::timestamp at time zone 'Europe/Amsterdam' $$;
create or replace function polder.day_ends(day date) returns timestamptz
language sql stable as $$ select (day + time '23:59:59') at time zone 'Europe/Amsterdam' $$;

create or replace function polder.setting(name text) returns text
language sql stable parallel safe as $$ select nullif(current_setting('polder.' || name, true), '') $$;

create or replace function polder.actor() returns uuid
language sql stable parallel safe as $$ select nullif(current_setting('polder.actor', true), '')::uuid $$;

-- Whose Idempotency-Keys these are: a person's, in whatever browser they go on; a token's and a link's own.
create or replace function polder.key_owner() returns text
language sql stable parallel safe as $$
  select coalesce(case when polder.setting('actor_kind') = 'browser' then polder.setting('actor') end,
    polder.setting('session'), polder.setting('actor_kind'), '')
$$;

-- A digest of all that the actor may do and see: two that are the same give the same answers.
create or replace function polder.rights() returns bytea
language sql stable parallel safe as $$
  select sha256(convert_to(concat_ws(E'\n', current_setting('polder.permissions', true), current_setting('polder.scoped', true),
    current_setting('polder.organisations', true), current_setting('polder.conflicts', true)), 'UTF8'))
$$;

create or replace function polder.person() returns uuid
language sql stable parallel safe as $$ select nullif(current_setting('polder.person', true), '')::uuid $$;

-- Does the actor hold this permission for the whole institute?
create or replace function polder.may(permission text) returns boolean
language sql stable parallel safe as $$
  select permission = any(string_to_array(coalesce(current_setting('polder.permissions', true), ''), ','))
$$;

-- For which records (vacancy, organisation, case) does the actor hold this permission?
create or replace function polder.scope(permission text) returns uuid[]
language sql stable parallel safe as $$
  select coalesce(
    (select array_agg(id::uuid) from jsonb_array_elements_text(
       nullif(current_setting('polder.scoped', true), '')::jsonb -> permission) as id), '{}'::uuid[])
$$;

-- Records that a declared conflict of interest hides from the person who asks.
create or replace function polder.conflicts() returns uuid[]
language sql stable parallel safe as $$
  select coalesce(nullif(current_setting('polder.conflicts', true), '')::uuid[], '{}'::uuid[])
$$;

create or replace function polder.fold(value text) returns text
language sql immutable parallel safe strict as $$ select lower(public.unaccent('public.unaccent', value)) $$;

-- Words for full-text search, in any script: split at white space, and again at ASCII punctuation. Scripts
-- that write without spaces also get every suffix, so that a search finds the middle of a name. Every insert of a
-- searchable record runs this: the text is split as a whole, and suffixes are looked for only where they can be.
create or replace function polder.lexemes(value text) returns text[]
language plpgsql immutable parallel safe as $$
declare
  folded text := polder.fold(coalesce(value, ''));
  words text[] := regexp_split_to_array(folded, '\s+') || regexp_split_to_array(folded, '[\s!-/:-@\[-`{-~]+');
  unspaced constant text := '[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]';
begin
  if folded ~ unspaced then
    words := words || array(
      select substr(left(chunk, 200), n) from regexp_split_to_table(folded, '\s+') as chunk,
        generate_series(2, least(length(chunk), 40)) as n where chunk ~ unspaced);
  end if;
  return array(select left(word, 200) from unnest(words) as word where word <> '');
end $$;

create or replace function polder.searchable(value text) returns tsvector
language sql immutable parallel safe as $$ select array_to_tsvector(polder.lexemes(value)) $$;

-- Every word of the query must begin a word of the record.
create or replace function polder.query(value text) returns tsquery
language sql immutable parallel safe as $$
  select string_agg('''' || replace(replace(left(chunk, 200), '\', '\\'), '''', '''''') || ''':*', ' & ')::tsquery
  from regexp_split_to_table(polder.fold(coalesce(value, '')), '\s+') as chunk where chunk <> ''
$$;

-- V-2026-014: a public reference, apart from the id. Gaps are allowed, repeats are not.
create or replace function polder.reference(prefix text, sequence regclass, width int) returns text
language sql volatile as $$
  select prefix || '-' || extract(year from now())::int || '-' || lpad(n::text, greatest(width, length(n::text)), '0')
  from nextval(sequence) as n
$$;

-- C-2026-7K3QD: a reference for outsiders. It is drawn and not counted, so that it tells nobody how many others there are;
-- its 32 characters are those of Crockford's base 32, which are not taken for each other.
create or replace function polder.drawn_reference(prefix text, of_table text) returns text
language plpgsql volatile security definer set search_path = pg_catalog, public as $$
declare
  made text;
  taken boolean;
begin
  loop
    select prefix || '-' || extract(year from now())::int || '-'
      || string_agg(substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 1 + get_byte(drawn.bytes, n) % 32, 1), '') into made
    from (select uuid_send(gen_random_uuid()) as bytes) as drawn, generate_series(0, 4) as n;  -- its first six bytes are random
    execute format('select exists (select from public.%I where reference = $1)', of_table) into taken using made;
    exit when not taken;
  end loop;
  return made;
end $$;

-- Each write of a record counts its version; a lost update cannot pass unseen.
create or replace function polder.touch() returns trigger
language plpgsql as $$
begin
  if new is distinct from old then
    new.version := old.version + 1;
    new.updated_at := now();
    new.created_at := old.created_at;
    new.created_by := old.created_by;
  end if;
  return new;
end $$;

create or replace function polder.refuse_change() returns trigger
language plpgsql as $$
begin
  raise exception 'append_only' using errcode = 'PL409', detail = tg_table_name;
end $$;

-- Counts a try and answers how many seconds to wait (0: go on). Fixed windows; the subject is a keyed digest.
create or replace function polder.count_try(what text, whom bytea, most int, seconds int) returns int
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  counted record;
begin
  insert into public.rate_count as r (purpose, subject, began_at, tries) values (what, whom, now(), 1)
  on conflict (purpose, subject) do update set
    tries = case when r.began_at <= now() - make_interval(secs => seconds) then 1 else least(r.tries, 1000000) + 1 end,
    began_at = case when r.began_at <= now() - make_interval(secs => seconds) then now() else r.began_at end
  returning r.tries, r.began_at into counted;
  return case when counted.tries <= most then 0
    else greatest(1, ceil(extract(epoch from counted.began_at + make_interval(secs => seconds) - now()))::int) end;
end $$;

create or replace function polder.forget_tries() returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  delete from public.rate_count where began_at < now() - interval '1 day';
end $$;


-- Is there anything to be seen in the text: a letter, digit, mark or sign?
create or replace function polder.shows_something(value text) returns boolean
language sql immutable parallel safe as $$ select value ~ '[^\u0001-\u0020\u007f-\u00a0\u00ad\u034f\u061c\u070f\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a\U000e0000-\U000e0fff]' $$;

create sequence if not exists public.appointment_reference; grant usage on sequence public.appointment_reference to polder_app, polder_guard;

create or replace function polder.drawn_lot_number() returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, public as $$
declare
  made bigint;
begin
  loop
    made := 1000000 + ('x' || encode(substr(uuid_send(gen_random_uuid()), 1, 4), 'hex'))::bit(32)::bigint % 9000000;
    exit when not exists (select from public.lot where number = made);
  end loop;
  return made;
end $$;

create sequence if not exists public.vacancy_reference; grant usage on sequence public.vacancy_reference to polder_app;
create sequence if not exists public.application_reference; grant usage on sequence public.application_reference to polder_app;
create sequence if not exists public.offer_reference; grant usage on sequence public.offer_reference to polder_app;
create sequence if not exists public.meeting_reference; grant usage on sequence public.meeting_reference to polder_app;
create sequence if not exists public.match_round_reference; grant usage on sequence public.match_round_reference to polder_app;
create sequence if not exists public.letter_of_intent_reference; grant usage on sequence public.letter_of_intent_reference to polder_app;
-- An iD as ORCID writes it, its check digit right (ISO 7064 MOD 11-2).
create or replace function polder.orcid_is_right(orcid text) returns boolean
language sql immutable as $$
  select orcid ~ '^([0-9]{4}-){3}[0-9]{3}[0-9X]$' and (
    select (sum(substr(d.digits, n, 1)::int * (1 << (16 - n))) + case right(d.digits, 1) when 'X' then 10 else right(d.digits, 1)::int end) % 11 = 1
    from (select replace(orcid, '-', '') as digits) as d, generate_series(1, 15) as n group by d.digits)
$$;

-- State changes only by moves: the catalogue of allowed moves is written from the lifecycles in code; the
-- trigger refuses any other change of a state column and writes the history line itself.

create table if not exists polder.move_allowed (
  aggregate text not null, move text not null, from_state text, to_state text not null,
  unique nulls not distinct (aggregate, move, from_state, to_state)
);
grant select on polder.move_allowed to polder_app, polder_guard;

create or replace function polder.guard_state() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  column_name text := tg_argv[0];
  before_state text;
  after_state text := to_jsonb(new) ->> column_name;
  current_move text := split_part(coalesce(current_setting('polder.move', true), ''), ':', 2);
begin
  if tg_op = 'INSERT' then
    if not exists (select from polder.move_allowed a
                   where a.aggregate = tg_table_name and a.from_state is null and a.to_state = after_state) then
      raise exception 'move_not_allowed' using errcode = 'PL409', detail = tg_table_name || ': new → ' || after_state;
    end if;
    insert into public.move_entry (at, record_kind, record_id, move, from_state, to_state, actor_id, request_id)
    values (polder.clock(), tg_table_name, new.id, 'create', null, after_state, polder.actor(), polder.setting('request_id'));
    return new;
  end if;
  before_state := to_jsonb(old) ->> column_name;
  if before_state = after_state then
    return new;
  end if;
  if split_part(coalesce(current_setting('polder.move', true), ''), ':', 1) <> tg_table_name
     or not exists (select from polder.move_allowed a where a.aggregate = tg_table_name and a.move = current_move
                    and a.from_state = before_state and a.to_state = after_state) then
    raise exception 'move_not_allowed' using errcode = 'PL409',
      detail = tg_table_name || ': ' || before_state || ' → ' || after_state;
  end if;
  insert into public.move_entry (at, record_kind, record_id, move, from_state, to_state, reason, actor_id, request_id)
  values (polder.clock(), tg_table_name, new.id, current_move, before_state, after_state,
          polder.setting('reason'), polder.actor(), polder.setting('request_id'));
  return new;
end $$;

-- Every change of every record, in the same transaction: who, what, when, which request and the difference.
-- Values of personal columns go to audit_personal; the entry keeps only their salted digest, so that a person
-- can be erased later while the sealed chain still proves that nothing else changed.

create or replace function polder.audit() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  personal text[] := tg_argv[0]::text[];
  others text[] := coalesce(tg_argv[1], '{}')::text[];  -- all other columns: subtracting costs less than choosing
  before_row jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  after_row jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  changes jsonb;
  secret jsonb;
  salt bytea;
  entry bigint;
begin
  if tg_op = 'UPDATE' then
    select jsonb_object_agg(key, jsonb_build_array(before_row -> key, value)) into changes
    from jsonb_each(after_row)
    where value is distinct from before_row -> key and key not in ('version', 'updated_at', 'last_seen_at', 'search', 'search_text', 'names_text', 'site_words');
    if changes is null then
      return null;
    end if;
  else
    changes := jsonb_strip_nulls(coalesce(after_row, before_row)) - '{version,updated_at,created_at,search,search_text,names_text,site_words}'::text[];
  end if;
  if changes ?| personal then
    secret := changes - others;
    changes := changes - personal;
    salt := uuid_send(gen_random_uuid());
  end if;
  insert into public.audit_entry
    (actor_id, actor_kind, request_id, table_name, record_id, record_version, operation, changes, personal_digest)
  values (polder.actor(), coalesce(polder.setting('actor_kind'), session_user), polder.setting('request_id'),
          tg_table_name, (coalesce(after_row, before_row) ->> 'id')::uuid,
          (coalesce(after_row, before_row) ->> 'version')::int, lower(tg_op), changes,
          case when secret is not null then sha256(salt || convert_to(secret::text, 'UTF8')) end)
  returning id into entry;
  if secret is not null then
    insert into public.audit_personal (entry_id, table_name, record_id, salt, value)
    values (entry, tg_table_name, (coalesce(after_row, before_row) ->> 'id')::uuid, salt, secret);
  end if;
  return null;
end $$;

-- One partition per month, made ahead of time by `polder migrate` and by a monthly job.
create or replace function polder.make_audit_partitions(months_ahead int) returns int
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  month date;
  made int := 0;
  partition text;
begin
  for month in select generate_series(date_trunc('month', now()), date_trunc('month', now())
                      + make_interval(months => least(months_ahead, 60)), interval '1 month')::date loop
    partition := 'audit_entry_' || to_char(month, 'YYYY_MM');
    if to_regclass('public.' || partition) is null then
      execute format('create table public.%I partition of public.audit_entry for values from (%L) to (%L)',
                     partition, month, (month + interval '1 month')::date);
      execute format('alter table public.%I enable row level security', partition);
      execute format('alter table public.%I force row level security', partition);
      execute format('create trigger keep before truncate on public.%I execute function polder.refuse_change()', partition);
      made := made + 1;
    end if;
  end loop;
  return made;
end $$;

-- Has the actor made this record or changed what it says? Moving it on is not writing it.
create or replace function polder.wrote(kind text, record uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (
    select from public.audit_entry e
    where e.table_name = kind and e.record_id = record and e.actor_id = polder.actor()
      and (e.operation = 'insert' or e.personal_digest is not null
        or e.changes - '{state,stage,published_at,sent_at,signed_sha256}'::text[] <> '{}'))
$$;

-- The names (never the values) of the fields that changed after a version was read, for the answer to a lost update.
create or replace function polder.fields_changed(kind text, record uuid, since_version int) returns text[]
language sql stable security definer set search_path = pg_catalog, public as $$
  select array_agg(distinct name order by name) from (
    select jsonb_object_keys(e.changes) as name from public.audit_entry e
    where e.table_name = kind and e.record_id = record and e.record_version > since_version and e.operation = 'update'
    union
    select jsonb_object_keys(p.value) from public.audit_entry e join public.audit_personal p on p.entry_id = e.id
    where e.table_name = kind and e.record_id = record and e.record_version > since_version and e.operation = 'update'
  ) as changed
$$;

-- One statement to defer a job, on any connection, whatever its search path; also where the database itself writes
-- down what follows.
create or replace function jobs.polder_defer(queue text, task text, arguments jsonb) returns bigint
language sql security definer set search_path = jobs as $$
  insert into procrastinate_jobs (queue_name, task_name, args) values (queue, task, arguments) returning id
$$;
grant usage on schema jobs to polder_guard;
-- What is queued has its job, whoever queued it.
create or replace function polder.queue_sending() returns trigger
language plpgsql as $$
begin
  perform jobs.polder_defer('default', 'mail.send', jsonb_build_object('mail_id', new.id));
  return null;
end $$;
create or replace trigger "z_send" after insert on public.mail for each row
when (new.state = 'queued') execute function polder.queue_sending();
-- Files are written together with their mail, in its transaction: nothing joins what somebody else has queued.
create or replace function polder.attached_with_its_mail() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if not exists (select from public.mail m where m.id = new.mail_id and m.state = 'queued' and m.created_at = now()) then
    raise exception 'append_only' using errcode = 'PL409', detail = tg_table_name;
  end if;
  return new;
end $$;
create or replace trigger "b_with_its_mail" before insert on public.mail_attachment
for each row execute function polder.attached_with_its_mail();
create or replace trigger "z_audit_again" after update of state on public.mail for each row
when (old.state in ('refused', 'gave_up') and new.state = 'queued') execute function polder.audit('{}');


-- A version of a rule is fixed once it is no longer a proposal. Whoever confirms it is not who wrote it, nor is whoever
-- withdraws it then, before it begins. Confirmed, it ends the version before it.
create or replace function polder.rule_version() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if (tg_op = 'INSERT' or (old.state = 'proposed' and (new.valid_from <> old.valid_from or new.state = 'in_force')))
     and new.valid_from > polder.today() + interval '5 years' then
    raise exception 'rule_too_far' using errcode = 'PL422', detail = 'valid_from';
  end if;
  if tg_op = 'INSERT' then
    new.confirmed_by := null;
    new.confirmed_at := null;
    new.ended_id := null;
    new.ended_until := null;
    return new;
  end if;
  if old.state = 'proposed' then
    new.confirmed_by := null;
    new.confirmed_at := null;
    new.ended_id := null;
    new.ended_until := null;
    if new.state = 'in_force' then
      if polder.actor() is null or polder.actor() is not distinct from old.created_by or polder.wrote(tg_table_name, old.id)
         or to_jsonb(new) - '{state,version,updated_at}'::text[] <> to_jsonb(old) - '{state,version,updated_at}'::text[] then
        raise exception 'rule_second_person' using errcode = 'PL409';
      end if;
      new.confirmed_by := polder.actor();
      new.confirmed_at := polder.clock();
      execute format('update public.%I set valid_until = $2 - 1 where key = $1 and state = ''in_force'' and valid_from < $2'
                     ' and coalesce(valid_until, $2) >= $2 returning old.id, old.valid_until', tg_table_name)
        into new.ended_id, new.ended_until using new.key, new.valid_from;
    end if;
  elsif old.state = 'in_force' and new.state = 'withdrawn' then
    if polder.actor() is null or polder.actor() is not distinct from old.created_by then
      raise exception 'rule_second_person' using errcode = 'PL409';
    end if;
    if old.valid_from <= polder.today() then
      raise exception 'rule_began' using errcode = 'PL409';
    end if;
    if to_jsonb(new) - '{state,version,updated_at}'::text[] <> to_jsonb(old) - '{state,version,updated_at}'::text[] then
      raise exception 'rule_fixed' using errcode = 'PL409';
    end if;
  -- Only the next version ends one that is in force, above, and lets it go on again, below.
  elsif (new.valid_until is distinct from old.valid_until and pg_trigger_depth() < 2)
     or to_jsonb(new) - '{valid_until,version,updated_at}'::text[] <> to_jsonb(old) - '{valid_until,version,updated_at}'::text[] then
    raise exception 'rule_fixed' using errcode = 'PL409';
  end if;
  return new;
end $$;

-- What was withdrawn before it began gives the version that it ended its days back. The newest goes first: one that was
-- confirmed later built on this one.
create or replace function polder.rule_given_back() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  followed boolean;
  given int;
begin
  execute format('select exists (select from public.%I where ended_id = $1 and state = ''in_force'')', tg_table_name)
    into followed using old.id;
  if old.ended_id is not null and not followed then
    execute format('update public.%I set valid_until = $2 where id = $1 and valid_until = $3 - 1', tg_table_name)
      using old.ended_id, old.ended_until, old.valid_from;
    get diagnostics given = row_count;
    followed := given = 0;
  end if;
  if followed then
    raise exception 'rule_followed' using errcode = 'PL409';
  end if;
  return null;
end $$;

-- How a transaction learns its actor. The one place that turns a secret into permissions; everything else reads
-- the transaction's settings. Owned by polder_guard, which may read just what this needs.

-- Every request runs this, so it asks the tables as few questions as it can. `everywhere` are permissions, by commas.
create or replace function polder.set_actor(
  kind text, account uuid, person uuid, session uuid, language text, everywhere text, scoped jsonb, organisations jsonb,
  request text
) returns jsonb
language plpgsql set search_path = pg_catalog, public as $$
begin
  perform set_config('polder.actor', coalesce(account::text, ''), true),
          set_config('polder.actor_kind', kind, true),
          set_config('polder.person', coalesce(person::text, ''), true),
          set_config('polder.session', coalesce(session::text, ''), true),
          set_config('polder.permissions', coalesce(everywhere, ''), true),
          set_config('polder.scoped', scoped::text, true),
          set_config('polder.organisations', organisations::text, true),
          set_config('polder.conflicts', case when person is null then '{}' else polder.conflicts_of(person)::text end, true),
          set_config('polder.request_id', request, true);
  return jsonb_build_object('kind', kind, 'account_id', account, 'person_id', person, 'session_id', session,
    'language', language, 'permissions', string_to_array(everywhere, ','), 'scoped', scoped);
end $$;

-- The permissions that an account's role grants for records give now: per permission the records, and the organisations.
create or replace function polder.held_for_records(account uuid, only_permissions text[], out scoped jsonb, out organisations jsonb)
language sql stable security definer set search_path = pg_catalog, public as $$
  with held as (
    select g.scope_id, g.scope_kind, p.permission
    from public.role_grant g join polder.role_permission p on p.role = g.role
    where g.account_id = held_for_records.account and g.scope_id is not null and g.confirmed_at is not null
      and g.valid_from <= now() and (g.valid_until is null or g.valid_until > now())
      and (only_permissions is null or p.permission = any(only_permissions))
  )
  select
    (select jsonb_object_agg(permission, ids) from (
      select permission, jsonb_agg(distinct scope_id) as ids from held group by permission) as s),
    (select jsonb_agg(distinct scope_id) from held where scope_kind = 'organisation')
$$;

-- What a floor above narrows to single records: nothing, until one does.
create or replace function polder.narrowed(account uuid, scoped jsonb) returns jsonb
language sql stable as $$ select scoped $$;

create or replace function polder.enter_session(p_hash bytea, p_request text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  s record;
  scoped jsonb;
  organisations jsonb;
begin
  select session.id, session.kind, session.role, session.scope_id, session.only_permissions, session.account_id,
         account.person_id, account.language, held.is_scoped,
         (select string_agg(p.permission, ',') from polder.role_permission p
          where session.kind <> 'link' and p.role = any(held.roles || 'everyone'::text)
            and (session.only_permissions is null or p.permission = any(session.only_permissions)
              or p.permission = 'reading.traced')) as everywhere
  into s
  from public.session left join public.account on account.id = session.account_id
    cross join lateral (
      select array_agg(g.role) filter (where g.scope_id is null) as roles, bool_or(g.scope_id is not null) as is_scoped
      from public.role_grant g where g.account_id = session.account_id and g.confirmed_at is not null
        and g.valid_from <= now() and (g.valid_until is null or g.valid_until > now())) as held
  where session.token_hash = p_hash and session.ended_at is null and session.expires_at > now()
    and (session.idle_seconds is null or session.last_seen_at > now() - make_interval(secs => session.idle_seconds))
    and account.ended_at is null;
  if not found then
    raise exception 'session_ended' using errcode = 'PL401';
  end if;
  if s.kind = 'link' then
    scoped := (select jsonb_object_agg(permission, jsonb_build_array(s.scope_id))
               from polder.role_permission where role = s.role);
  elsif s.is_scoped then
    select h.scoped, h.organisations into scoped, organisations
    from polder.held_for_records(s.account_id, s.only_permissions) as h;
    scoped := polder.narrowed(s.account_id, scoped);
  end if;
  return polder.set_actor(s.kind, s.account_id, s.person_id, s.id, s.language, s.everywhere, coalesce(scoped, '{}'),
    coalesce(organisations, '[]'), p_request);
end $$;

-- The same for a reading that was believed to leave no trace: refused from the moment of the role that is traced.
create or replace function polder.enter_untraced(p_hash bytea, p_request text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  entered jsonb := polder.enter_session(p_hash, p_request);
begin
  if polder.may('reading.traced') then
    raise exception 'reading_traced' using errcode = 'PL409';
  end if;
  return entered;
end $$;

-- The fixed actors: the public (careers page), a sign-in under way, and the system (jobs, command line).
create or replace function polder.enter_role(p_role text, p_request text) returns jsonb
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if p_role not in ('public', 'sign_in', 'system') then
    raise exception 'no_such_role' using errcode = 'PL401';
  end if;
  return polder.set_actor(p_role, null, null, null, null,
    (select string_agg(permission, ',') from polder.role_permission where role = p_role), '{}', '[]', p_request);
end $$;

-- Note that a session is in use, at most once a minute, so that reading stays free of writing. Never revives one.
create or replace function polder.touch_session(p_hash bytea) returns void
language sql security definer set search_path = pg_catalog, public as $$
  update public.session set last_seen_at = now()
  where token_hash = p_hash and last_seen_at < now() - interval '1 minute' and ended_at is null and expires_at > now()
    and (idle_seconds is null or last_seen_at > now() - make_interval(secs => idle_seconds))
$$;

-- Does what this session reads leave a trace?
create or replace function polder.reading_traced(p_hash bytea) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (
    select from public.session s join public.role_grant g on g.account_id = s.account_id and g.confirmed_at is not null
      and g.valid_from <= now() and (g.valid_until is null or g.valid_until > now())
      join polder.role_permission p on p.role = g.role and p.permission = 'reading.traced'
    where s.token_hash = p_hash)
$$;

-- What somebody read whose reading leaves a trace: which address, in which request. Written before it is answered.
create or replace function polder.trace_reading(p_hash bytea, p_request text, path text, query text) returns void
language sql security definer set search_path = pg_catalog, public as $$
  insert into public.audit_entry (actor_id, actor_kind, request_id, table_name, record_id, operation, changes)
  select s.account_id, s.kind, p_request, 'reading', (regexp_match(path, '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'))[1]::uuid, 'read',
    jsonb_strip_nulls(jsonb_build_object('path', left(path, 500), 'query', nullif(left(query, 1000), '')))
  from public.session s where s.token_hash = p_hash and s.ended_at is null and s.expires_at > now()
$$;

-- The names of colleagues are no secret among people who sign in; everything else about an account is.
create or replace function polder.name_of(account_id uuid) returns text
language sql stable security definer set search_path = pg_catalog, public as $$
  select name from public.account where id = account_id and polder.actor() is not null
$$;

create or replace function polder.permission_exists(name text) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (select from polder.role_permission where permission = name)
$$;
-- What holds for accounts, grants and sessions whatever the application does.

-- A role may be given by whoever grants for the whole institute, and within a scope by whoever grants there and
-- holds, there, all that the role gives: nobody hands out more than they have.
create or replace function polder.may_grant(role_name text, scope uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select polder.may('role.grant') or (scope = any(polder.scope('role.grant')) and not exists (
    select from polder.role_permission p where p.role = role_name
      and not polder.may(p.permission) and not (scope = any(polder.scope(p.permission)))))
$$;

-- Who sits in a vacancy's committee, or advises in it, is up to whoever composes it: whoever only keeps roles has no say in that.
create or replace function polder.of_committee(role_name text) returns boolean
language sql immutable as $$ select role_name in ('committee_chair', 'committee_member', 'committee_observer', 'advisor') $$;
create or replace function polder.may_compose(vacancy uuid) returns boolean
language sql stable as $$
  select coalesce(polder.may('committee.manage') or vacancy = any(polder.scope('committee.manage')), false)
$$;

-- Is there a record of this kind with this id? A kind is called as its table; kinds without one have no records yet.
create or replace function polder.scope_exists(kind text, id uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
  found boolean := kind is null;
begin
  if kind is not null and to_regclass(format('public.%I', kind)) is not null then
    execute format('select exists (select from public.%I where id = $1)', kind) into found using id;
  end if;
  return found;
end $$;

-- What a role or an invitation is limited to, by name: whoever sees the one may know what it is for.
create or replace function polder.scope_name(kind text, id uuid) returns json
language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  return case kind
    when 'vacancy' then (select json_build_object('nl', v.reference || ' · ' || v.title_nl, 'en', v.reference || ' · ' || v.title_en)
                         from public.vacancy v where v.id = scope_name.id)
    when 'organisation' then (select json_build_object('nl', o.name, 'en', o.name) from public.organisation o
                              where o.id = scope_name.id) end;
end $$;

-- Grants: who may give what to whom, and what needs a second person.
-- A confirmed administrator's role ends when one person has asked for it and another agrees; the holder may be either.
create or replace function polder.guard_ending(before public.role_grant, after public.role_grant) returns public.role_grant
language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  if after.ending_asked_at is distinct from before.ending_asked_at then
    if polder.actor() is null or not polder.may_grant(before.role, before.scope_id) then
      raise exception 'more_than_held' using errcode = 'PL403';
    end if;
    after.ending_asked_at := case when after.ending_asked_at is not null then now() end;
    after.ending_asked_by := case when after.ending_asked_at is not null then polder.actor() end;
  else
    after.ending_asked_by := before.ending_asked_by;
  end if;
  if before.confirmed_at is not null and after.valid_until is distinct from before.valid_until
     and (before.ending_asked_by is null or polder.actor() is null or polder.actor() = before.ending_asked_by
       or not polder.may_grant(before.role, before.scope_id)) then
    raise exception 'second_person_ends' using errcode = 'PL409';
  end if;
  return after;
end $$;

create or replace function polder.guard_grant() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  kind text := coalesce(polder.setting('actor_kind'), 'system');
  administrator boolean := new.role in ('system_administrator', 'partner_administrator');
  by_system boolean := kind = 'system';
  committee boolean := polder.of_committee(new.role);
  appoints boolean := committee and polder.may_compose(new.scope_id);
  invited record;
begin
  -- A role that is withdrawn before it began ends there and then, ahead of its beginning: it counts on no day.
  if new.valid_until <= new.valid_from and (tg_op = 'INSERT' or new.valid_until > now()) then
    raise exception 'grant_period' using errcode = 'PL422', detail = 'valid_until';
  end if;
  if tg_op = 'UPDATE' then
    if (new.account_id, new.role, new.granted_by, new.valid_from) is distinct from (old.account_id, old.role, old.granted_by, old.valid_from)
       or (new.scope_kind, new.scope_id, new.invitation_id) is distinct from (old.scope_kind, old.scope_id, old.invitation_id)
       or (old.valid_until is not null and (new.valid_until is null or new.valid_until > old.valid_until)) then
      raise exception 'grant_is_history' using errcode = 'PL409';
    end if;
    if committee and not appoints and kind in ('browser', 'token') and new.valid_until is distinct from old.valid_until then
      raise exception 'committee_of_others' using errcode = 'PL403';
    end if;
    if administrator and not by_system then
      new := polder.guard_ending(old, new);
    end if;
    if (new.confirmed_at, new.confirmed_by) is distinct from (old.confirmed_at, old.confirmed_by) then
      if old.valid_until <= now() then
        raise exception 'grant_ended' using errcode = 'PL409';
      end if;
      if old.confirmed_at is not null or polder.actor() is null
         or polder.actor() in (old.granted_by, old.account_id) or not polder.may_grant(old.role, old.scope_id) then
        raise exception 'second_person' using errcode = 'PL409';
      end if;
      new.confirmed_at := now();
      new.confirmed_by := polder.actor();
    end if;
    return new;
  end if;
  if not polder.scope_exists(new.scope_kind, new.scope_id) then
    raise exception 'scope_absent' using errcode = 'PL422', detail = 'scope_id';
  end if;
  if new.role = 'auditor' and new.valid_until > now() + interval '2 years' then
    raise exception 'auditor_too_long' using errcode = 'PL422', detail = 'valid_until';
  end if;
  if kind in ('browser', 'token') and new.valid_until <= now() then
    raise exception 'granted_over' using errcode = 'PL422', detail = 'valid_until';
  end if;
  if kind in ('browser', 'token') and new.valid_from < now() - interval '1 day' then
    raise exception 'granted_backwards' using errcode = 'PL422', detail = 'valid_from';
  end if;
  new.granted_by := polder.actor();
  if kind = 'sign_in' then  -- an invitation redeemed, or the rule of a partner's provider
    if new.invitation_id is not null then
      select * into invited from public.invitation i where i.id = new.invitation_id and i.withdrawn_at is null
        and i.expires_at > now() and i.role = new.role and i.scope_id is not distinct from new.scope_id
        and (i.redeemed_at is null or i.redeemed_by = new.account_id);
      if not found then
        raise exception 'grant_without_ground' using errcode = 'PL403';
      end if;
      new.granted_by := invited.created_by;
      by_system := invited.created_by is null;  -- `polder admin invite`: whoever keeps the server is the second person
    elsif new.scope_id is not null or not exists (
        select from public.external_identity e join public.identity_provider p on p.id = e.provider_id
        where e.account_id = new.account_id and p.enabled and p.default_role = new.role) then
      raise exception 'grant_without_ground' using errcode = 'PL403';
    end if;
  end if;
  -- Who composes a committee may sit in it: a hiring lead often chairs.
  if kind <> 'system' and new.granted_by = new.account_id and not appoints then
    raise exception 'own_role' using errcode = 'PL403';
  end if;
  if kind not in ('system', 'sign_in') then
    if committee and not appoints then
      raise exception 'committee_of_others' using errcode = 'PL403';
    elsif not committee and not polder.may_grant(new.role, new.scope_id) then
      raise exception 'more_than_held' using errcode = 'PL403';
    end if;
  end if;
  -- The same role for the same record is held once at a time. Two that come at once are judged one by one.
  if kind <> 'system' then
    perform pg_advisory_xact_lock(hashtextextended('polder.grants:' || new.account_id, 0));
  end if;
  if exists (select from public.role_grant g where g.account_id = new.account_id and g.role = new.role
             and g.scope_id is not distinct from new.scope_id and (new.valid_until is null or g.valid_from < new.valid_until)
             and (g.valid_until is null or g.valid_until > greatest(g.valid_from, new.valid_from))) then
    raise exception 'uq_role_grant_open' using errcode = 'unique_violation', constraint = 'uq_role_grant_open';
  end if;
  new.confirmed_by := null;
  new.confirmed_at := case when administrator and not by_system then null else now() end;
  return new;
end $$;
create or replace trigger b_guard_grant before insert or update on public.role_grant
  for each row execute function polder.guard_grant();

-- What of a period is left in which somebody does not hold this role for this record yet, nor will.
create or replace function polder.time_left(account uuid, role_name text, scope uuid, begins timestamptz, ends timestamptz)
returns tstzmultirange
language sql stable security definer set search_path = pg_catalog, public as $$
  select tstzmultirange(tstzrange(least(greatest(begins, now()), ends), coalesce(ends, 'infinity')))
    - coalesce(range_agg(tstzrange(g.valid_from, coalesce(g.valid_until, 'infinity'))), '{}')
  from public.role_grant g where g.account_id = time_left.account and g.role = role_name
    and g.scope_id is not distinct from scope and coalesce(g.valid_until, 'infinity') > g.valid_from
$$;

-- Invitations: who may invite for what. An address is invited for the same once at a time, and not for what its account
-- holds: an address finds nobody's account, yet spares whoever has it a second invitation.
create or replace function polder.guard_invitation() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if tg_op = 'UPDATE' then
    if polder.setting('actor_kind') in ('browser', 'token') and polder.of_committee(old.role)
       and not polder.may_compose(old.scope_id) then
      raise exception 'committee_of_others' using errcode = 'PL403';
    end if;
    return new;
  end if;
  if not polder.scope_exists(new.scope_kind, new.scope_id) then
    raise exception 'scope_absent' using errcode = 'PL422', detail = 'scope_id';
  end if;
  if polder.of_committee(new.role) and not polder.may_compose(new.scope_id) then
    raise exception 'committee_of_others' using errcode = 'PL403';
  elsif not polder.of_committee(new.role) and not polder.may_grant(new.role, new.scope_id) then
    raise exception 'more_than_held' using errcode = 'PL403';
  end if;
  if new.role_from < now() - interval '1 day' then
    raise exception 'invited_backwards' using errcode = 'PL422', detail = 'role_from';
  end if;
  if new.role = 'auditor' and new.role_until > now() + interval '2 years' then
    raise exception 'invited_auditor_too_long' using errcode = 'PL422', detail = 'role_until';
  end if;
  -- Whoever keeps the server may have lost a link. A period that is none is refused as such.
  if coalesce(polder.setting('actor_kind'), 'system') <> 'system' and (new.role_until > greatest(new.role_from, now())) is not false then
    perform pg_advisory_xact_lock(hashtextextended('polder.invitations:' || lower(new.email), 0));
    if exists (select from public.invitation i where lower(i.email) = lower(new.email) and i.role = new.role
               and i.scope_id is not distinct from new.scope_id and i.redeemed_at is null and i.withdrawn_at is null
               and i.expires_at > now() and tstzrange(i.role_from, i.role_until) && tstzrange(new.role_from, new.role_until)) then
      raise exception 'invited_already' using errcode = 'PL422', detail = 'email';
    end if;
    if exists (select from public.account a where lower(a.email) = lower(new.email) and a.ended_at is null
               and isempty(polder.time_left(a.id, new.role, new.scope_id, new.role_from, new.role_until))) then
      raise exception 'invited_for_held' using errcode = 'PL422', detail = 'email';
    end if;
  end if;
  new.created_by := polder.actor();  -- nobody's: the system's
  return new;
end $$;
create or replace trigger b_guard_invitation before insert or update on public.invitation
  for each row execute function polder.guard_invitation();

-- Somebody must always be able to administer: a system administrator with a confirmed role without an end.
create or replace function polder.standing_administrators(except_grant uuid, except_account uuid) returns int
language sql stable security definer set search_path = pg_catalog, public as $$
  select count(distinct g.account_id)::int from public.role_grant g join public.account a on a.id = g.account_id
  where g.role = 'system_administrator' and g.scope_id is null and g.confirmed_at is not null
    and g.valid_from <= now() and g.valid_until is null and a.ended_at is null
    and g.id is distinct from except_grant and a.id is distinct from except_account
$$;

create or replace function polder.guard_last_administrator() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  perform pg_advisory_xact_lock(hashtext('polder.last_administrator'));  -- two at once may not remove each other
  if tg_table_name = 'role_grant' then
    if old.role = 'system_administrator' and old.scope_id is null and old.confirmed_at is not null
       and old.valid_until is null and (tg_op = 'DELETE' or coalesce(new.valid_until, new.ending_asked_at) is not null)
       and polder.standing_administrators(old.id, null) = 0 then
      raise exception 'last_administrator' using errcode = 'PL409';
    end if;
  elsif polder.standing_administrators(null, null) > 0 and polder.standing_administrators(null, old.id) = 0 then
    raise exception 'last_administrator' using errcode = 'PL409';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create or replace trigger c_last_administrator before update of valid_until, ending_asked_at or delete on public.role_grant
  for each row when (old.role = 'system_administrator') execute function polder.guard_last_administrator();
create or replace trigger c_last_administrator before update of ended_at on public.account
  for each row when (old.ended_at is null and new.ended_at is not null) execute function polder.guard_last_administrator();

-- Nor does an account end alone that administers: its role ends first, which takes two.
create or replace function polder.guard_administrators_account() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if coalesce(polder.setting('actor_kind'), 'system') <> 'system' and exists (
      select from public.role_grant g where g.account_id = old.id and g.confirmed_at is not null
        and g.role in ('system_administrator', 'partner_administrator') and (g.valid_until is null or g.valid_until > now())) then
    raise exception 'administrators_account' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger d_administrators_account before update of ended_at on public.account
  for each row when (old.ended_at is null and new.ended_at is not null) execute function polder.guard_administrators_account();

-- An account that ends takes its sessions, tokens too, with it.
create or replace function polder.end_sessions_of_account() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  update public.session set ended_at = now() where account_id = new.id and ended_at is null;
  return null;
end $$;
create or replace trigger d_end_sessions after update of ended_at on public.account
  for each row when (old.ended_at is null and new.ended_at is not null) execute function polder.end_sessions_of_account();

-- How long a browser session may last: the strictest of the roles that somebody holds or will hold.
create table if not exists polder.session_limit (
  role text primary key, idle_seconds int not null, most_seconds int not null
);
grant select on polder.session_limit to polder_guard;

create or replace function polder.session_limits(account uuid, out idle_seconds int, out most_seconds int)
language sql stable security definer set search_path = pg_catalog, public as $$
  select min(l.idle_seconds), min(l.most_seconds) from polder.session_limit l
  where l.role = 'everyone' or l.role in (select g.role from public.role_grant g
    where g.account_id = session_limits.account and (g.valid_until is null or g.valid_until > now()))
$$;

-- A stricter role shortens the sessions that are already open.
create or replace function polder.shorten_sessions() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  limits record;
begin
  if exists (select from polder.session_limit where role = new.role) then
    select * into limits from polder.session_limits(new.account_id);
    update public.session s set idle_seconds = least(s.idle_seconds, limits.idle_seconds),
      expires_at = least(s.expires_at, s.created_at + make_interval(secs => limits.most_seconds))
    where s.account_id = new.account_id and s.kind = 'browser' and s.ended_at is null;
  end if;
  return null;
end $$;
create or replace trigger d_shorten_sessions after insert on public.role_grant
  for each row execute function polder.shorten_sessions();

-- Whoever signs in may know the names of the services that one signs in with.
create or replace function polder.provider_name(provider uuid) returns text
language sql stable security definer set search_path = pg_catalog, public as $$
  select name from public.identity_provider where id = provider and polder.actor() is not null
$$;

-- What a role or a personal link is limited to, as the audit trail names it.
create or replace function polder.reference_of(record uuid) returns text
language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  return case when polder.actor() is not null then coalesce(
    (select v.reference from public.vacancy v where v.id = record), (select a.reference from public.application a where a.id = record),
    (select o.name from public.organisation o where o.id = record)) end;
end $$;

create or replace function polder.provider_key(provider uuid) returns text
language sql stable security definer set search_path = pg_catalog, public as $$
  select key from public.identity_provider where id = provider and polder.actor() is not null
$$;

-- Checks that came after their tables were released (a revision compares columns, not checks). Whoever was an auditor
-- without an end gets a year.
alter table public.role_grant no force row level security;  -- forced again with its policies
alter table public.role_grant drop constraint if exists ck_role_grant_period;  -- see guard_grant
-- What was withdrawn before it began used to end with its beginning, and counted until then.
update public.role_grant set valid_until = now()
where valid_until = valid_from + interval '1 microsecond' and valid_from > now();
do $$ begin
  if not exists (select from pg_constraint where conname = 'ck_invitation_period') then
    alter table public.invitation add constraint ck_invitation_period check (role_until > role_from) not valid;
  end if;
  if not exists (select from pg_constraint where conname = 'ck_role_grant_auditor_ends') then
    alter table public.role_grant add constraint ck_role_grant_auditor_ends
      check (role <> 'auditor' or coalesce(isfinite(valid_until), false)) not valid;
    alter table public.invitation add constraint ck_invitation_auditor_ends
      check (role <> 'auditor' or coalesce(isfinite(role_until), false)) not valid;
    alter table public.identity_provider drop constraint if exists ck_identity_provider_default_role,
      add constraint ck_identity_provider_default_role
      check (default_role not in ('system_administrator', 'partner_administrator', 'auditor')) not valid;
    update public.role_grant set valid_until = greatest(now(), valid_from) + interval '1 year'
    where role = 'auditor' and valid_until is null;
  end if;
  if not exists (select from pg_constraint where conname = 'ck_session_label_of_token') then
    alter table public.session add constraint ck_session_label_of_token
      check (kind <> 'token' or polder.shows_something(label)) not valid;
  end if;
end $$;

-- A provider for applicants tells who somebody is, and signs nobody in: no account hangs on it.
create or replace function polder.guard_external_identity() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if exists (select from public.identity_provider p where p.id = new.provider_id and p.audience <> 'staff') then
    raise exception 'provider_of_applicants' using errcode = 'PL422', detail = 'audience';
  end if;
  return new;
end $$;
create or replace trigger b_guard_external_identity before insert or update on public.external_identity
  for each row execute function polder.guard_external_identity();

-- Where applicants may come from: the key of the provider, where one is switched on.
create or replace function polder.applicants_provider() returns text
language sql stable security definer set search_path = pg_catalog, public as $$
  select p.key from public.identity_provider p where p.audience = 'applicants' and p.enabled
$$;

do $$ begin  -- a revision compares columns, not checks
  if not exists (select from pg_constraint where conname = 'ck_identity_provider_applicants') then
    alter table public.identity_provider add constraint ck_identity_provider_applicants
      check (audience = 'staff' or (default_role is null and organisation_id is null));
  end if;
end $$;
delete from polder.session_limit;
insert into polder.session_limit values ('auditor', 3600, 36000), ('bank_operator', 900, 28800), ('controller', 3600, 36000), ('everyone', 28800, 86400), ('partner_administrator', 3600, 36000), ('privacy_officer', 3600, 36000), ('security_officer', 3600, 36000), ('system_administrator', 1800, 28800);


create or replace function polder.conflicts_of(who uuid) returns uuid[]
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(array_agg(record_id), '{}'::uuid[]) from public.conflict where person_id = who
$$;

create or replace function polder.affiliated_once() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if tg_op = 'UPDATE' and (new.person_id, new.organisation_id, lower(coalesce(new.role_title, '')))
       = (old.person_id, old.organisation_id, lower(coalesce(old.role_title, '')))
     and new.valid_from >= old.valid_from
     and coalesce(new.valid_until, 'infinity') <= coalesce(old.valid_until, 'infinity') then
    return null;  -- nothing more is claimed than before: what was entered twice can be ended
  end if;
  perform pg_advisory_xact_lock(hashtextextended('polder.affiliations:' || new.person_id, 0));
  if exists (select from public.affiliation f where f.person_id = new.person_id and f.organisation_id = new.organisation_id
             and f.id <> new.id and lower(coalesce(f.role_title, '')) = lower(coalesce(new.role_title, ''))
             and f.valid_from <= coalesce(new.valid_until, 'infinity') and new.valid_from <= coalesce(f.valid_until, 'infinity')) then
    raise exception 'affiliated_already' using errcode = 'PL409';
  end if;
  return null;
end $$;
create or replace trigger d_affiliated_once after insert or update on public.affiliation
  for each row execute function polder.affiliated_once();

do $$ begin
  if not exists (select from pg_constraint where conname = 'ck_organisation_membership') then
    alter table public.organisation add constraint ck_organisation_membership
      check (member_until is null or member_until >= member_from) not valid;
  end if;
end $$;
alter table public.person no force row level security;  -- forced again with its policies
update public.person set sort_name = polder.fold(sort_name)
where sort_name <> polder.fold(sort_name) and polder.shows_something(polder.fold(sort_name));
alter table public.organisation no force row level security;  -- likewise
update public.organisation set sort_name = polder.fold(sort_name)
where sort_name <> polder.fold(sort_name) and polder.shows_something(polder.fold(sort_name));

-- Appointments: who works where, for whom, how much, until when.

-- The appointments of those whom the asker supervises or supervised.
create or replace function polder.supervised() returns uuid[]
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(array_agg(s.appointment_id), '{}'::uuid[]) from public.supervision s
  where s.person_id = polder.person()
$$;

-- May it start? A higher floor says what else has to be done by then.
create or replace function polder.ready_to_start(appointment uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$ select true $$;

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

-- It starts on its first day or later, once nothing stands in its way.
create or replace function polder.starts_when_ready() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if new.starts_on > polder.today() or not polder.ready_to_start(new.id) then
    raise exception 'not_ready_to_start' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger c_ready before update of state on public.appointment for each row
  when (new.state = 'active' and old.state <> 'active') execute function polder.starts_when_ready();

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

-- Facts behind conflicts of interest.

-- Whose interest, in what and of which kind stays as declared: it is ended, and another begins.
create or replace function polder.interest_fixed() returns trigger
language plpgsql as $$
begin
  if (new.person_id, new.organisation_id, new.kind, new.valid_from)
     is distinct from (old.person_id, old.organisation_id, old.kind, old.valid_from) then
    raise exception 'interest_fixed' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger b_fixed before update on public.interest for each row execute function polder.interest_fixed();

-- The windows to begin with, proposed: funders' codes differ and change, so the house confirms its own. Entered once, when the
-- table is made; later versions are entered by people.
do $$ begin
  if not (select relrowsecurity from pg_class where oid = 'public.conflict_window'::regclass) then
    insert into public.conflict_window (key, name_nl, name_en, value, source, valid_from)
    select key, nl, en, years, 'Own policy, for the institute to confirm. Compare: NWO, Code for Dealing with Personal Interests (1 June 2020).',
      date '2020-06-01'
    from (values ('employer', 'Zelfde werkgever: jaren', 'Same employer: years', 3),
      ('coauthor', 'Samen gepubliceerd: jaren', 'Published together: years', 5),
      ('supervisor', 'Begeleiding: jaren', 'Supervision: years', 10),
      ('interest', 'Belang in een organisatie: jaren', 'Interest in an organisation: years', 3)) as w(key, nl, en, years);
  end if;
end $$;
create or replace trigger b_version before insert or update on public.conflict_window for each row execute function polder.rule_version();
create or replace trigger c_given_back after update of state on public.conflict_window for each row when (old.state = 'in_force') execute function polder.rule_given_back();


-- No version begins on closed days, where another governed then.
create or replace function polder.rule_on_open_days() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  governed boolean := tg_table_name = 'matching_rule';  -- its quarters were frozen, also where there was no rule
begin
  if tg_op = 'INSERT' or (old.state = 'proposed' and (new.valid_from <> old.valid_from or new.state = 'in_force')) then
    perform pg_advisory_xact_lock_shared(hashtext('polder.closed_period'));
    if new.valid_from <= polder.closed_until() then
      if not governed then
        execute format('select exists (select from public.%I where key = $1 and state = ''in_force'')', tg_table_name)
          into governed using new.key;
      end if;
      if governed then
        raise exception 'rule_on_closed_days' using errcode = 'PL422', detail = 'valid_from';
      end if;
    end if;
  end if;
  return new;
end $$;

create table if not exists polder.account_kind (
  name text primary key, asset text not null, floor int not null, conserved boolean not null, of text[] not null,
  nl text not null, en text not null);
grant select on polder.account_kind to polder_app, polder_guard;
delete from polder.account_kind;
insert into polder.account_kind values
  ('commitments_given', 'EUR.C', -1, false, '{funder}', 'gegeven toezeggingen', 'commitments given'),
  ('committed_open', 'EUR.C', 1, false, '{lot}', 'toegezegd, nog niet gefactureerd', 'committed, not yet invoiced'),
  ('committed_invoiced', 'EUR.C', 1, true, '{lot}', 'toegezegd en opgevraagd', 'committed and called'),
  ('committed_returned', 'EUR.C', 1, false, '{lot}', 'teruggegeven', 'returned'),
  ('committed_written_off', 'EUR.C', 1, false, '{lot}', 'afgeboekt', 'written off'),
  ('bank', 'EUR', 0, false, '{}', 'bank', 'bank'),
  ('bank_fees', 'EUR', 0, false, '{}', 'bankkosten', 'bank fees'),
  ('rounding', 'EUR', 0, false, '{}', 'afronding', 'rounding'),
  ('receivable', 'EUR', 1, false, '{funder,lot}', 'vordering', 'receivable'),
  ('deferred_contribution', 'EUR', -1, true, '{lot}', 'vooruitontvangen bijdrage', 'deferred contribution'),
  ('allocated', 'EUR', -1, true, '{lot,purpose}', 'toegewezen', 'allocated'),
  ('contribution_income', 'EUR', -1, true, '{lot,purpose}', 'bijdragebaten', 'contribution income'),
  ('reported_income', 'EUR', -1, true, '{lot,purpose}', 'verantwoorde baten', 'reported income'),
  ('public_advance', 'EUR', -1, true, '{lot}', 'voorschot van de overheid', 'public advance'),
  ('public_spent', 'EUR', -1, true, '{lot,purpose}', 'besteed voorschot van de overheid', 'spent public advance'),
  ('public_income', 'EUR', -1, true, '{lot}', 'vastgestelde subsidiebaten', 'determined public income'),
  ('repayable_to_state', 'EUR', -1, false, '{funder}', 'terug te betalen aan de overheid', 'repayable to the State'),
  ('overpayment', 'EUR', -1, false, '{funder}', 'te veel betaald', 'overpayment'),
  ('project_cost', 'EUR', 0, false, '{purpose}', 'projectkosten', 'project cost'),
  ('payroll_clearing', 'EUR', 0, false, '{}', 'tussenrekening kosten', 'cost clearing'),
  ('in_kind_used', 'EUR.K', 0, false, '{purpose}', 'bijdragen in natura, gebruikt', 'in-kind used'),
  ('in_kind_received', 'EUR.K', -1, false, '{funder}', 'bijdragen in natura, ontvangen', 'in-kind received');
create or replace function polder.undone_at_source(kind text) returns boolean
language sql immutable as $$ select coalesce(kind in ('bank_entry', 'funder_invoice', 'invoice_paid', 'invoice_written_off', 'invoice_credited', 'write_off', 'credit_note', 'in_kind_contribution', 'agreement_version', 'agreement', 'decision_granted', 'public_decision', 'decision_settled', 'decision_repaid'), false) $$;

-- What matching counts a posting as. Paid: what came on the bank with what the bank kept, less what went back; an
-- overpayment is a debt to the funder and no contribution.
create or replace function polder.counted_as(event text, kind text) returns text
language sql immutable as $$
  select case when event in ('receipt', 'repayment', 'refund') and kind in ('bank', 'bank_fees', 'overpayment') then 'paid'
    when event = 'cost' and kind in ('contribution_income', 'public_spent') then 'attributed'
    when kind = 'in_kind_received' then 'worked' end
$$;

-- The sums of lots from the postings: of these entries' lots as far as those entries go, or of every lot (null).
create or replace function polder.lot_sums(entries uuid[]) returns setof public.lot_balance
language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  if entries is null then
    return query select l.id, coalesce(sum(p.amount_cents) filter (where a.kind in ('committed_open')), 0)::bigint as uninvoiced,
      coalesce(sum(p.amount_cents) filter (where a.kind in ('committed_invoiced')), 0)::bigint as called,
      coalesce(sum(p.amount_cents) filter (where a.kind in ('receivable')), 0)::bigint as invoiced_open,
      coalesce(-sum(p.amount_cents) filter (where a.kind in ('deferred_contribution', 'public_advance')), 0)::bigint as free,
      coalesce(-sum(p.amount_cents) filter (where a.kind in ('allocated')), 0)::bigint as allocated,
      coalesce(-sum(p.amount_cents) filter (where a.kind in ('contribution_income', 'public_spent')), 0)::bigint as spent,
      coalesce(-sum(p.amount_cents) filter (where a.kind in ('reported_income', 'public_income')), 0)::bigint as reported,
      coalesce(sum(p.amount_cents) filter (where a.kind in ('committed_returned')), 0)::bigint as returned,
      coalesce(sum(p.amount_cents) filter (where a.kind in ('committed_written_off')), 0)::bigint as written_off,
      coalesce(-sum(p.amount_cents) filter (where a.kind = 'overpayment'), 0)::bigint as overpaid,
      coalesce(-sum(p.amount_cents) filter (where a.kind = 'repayable_to_state'), 0)::bigint as repayable,
      coalesce(sum(p.amount_cents) filter (where polder.counted_as(p.event, a.kind) = 'paid'), 0)::bigint as paid,
      coalesce(-sum(p.amount_cents) filter (where polder.counted_as(p.event, a.kind) = 'attributed'), 0)::bigint as attributed,
      coalesce(-sum(p.amount_cents) filter (where polder.counted_as(p.event, a.kind) = 'worked'), 0)::bigint as worked,
      min(coalesce(e.happened_on, p.posted_on)) filter (where polder.counted_as(p.event, a.kind) is not null) as moved_from,
      max(p.posted_on) filter (where polder.counted_as(p.event, a.kind) is not null) as moved_until
    from public.lot l left join public.posting p on p.lot_id = l.id left join public.ledger_account a on a.id = p.account_id
      left join public.journal_entry e on e.id = p.entry_id and e.happened_on <> e.posted_on group by l.id;
  else
    return query select p.lot_id, coalesce(sum(p.amount_cents) filter (where a.kind in ('committed_open')), 0)::bigint as uninvoiced,
      coalesce(sum(p.amount_cents) filter (where a.kind in ('committed_invoiced')), 0)::bigint as called,
      coalesce(sum(p.amount_cents) filter (where a.kind in ('receivable')), 0)::bigint as invoiced_open,
      coalesce(-sum(p.amount_cents) filter (where a.kind in ('deferred_contribution', 'public_advance')), 0)::bigint as free,
      coalesce(-sum(p.amount_cents) filter (where a.kind in ('allocated')), 0)::bigint as allocated,
      coalesce(-sum(p.amount_cents) filter (where a.kind in ('contribution_income', 'public_spent')), 0)::bigint as spent,
      coalesce(-sum(p.amount_cents) filter (where a.kind in ('reported_income', 'public_income')), 0)::bigint as reported,
      coalesce(sum(p.amount_cents) filter (where a.kind in ('committed_returned')), 0)::bigint as returned,
      coalesce(sum(p.amount_cents) filter (where a.kind in ('committed_written_off')), 0)::bigint as written_off,
      coalesce(-sum(p.amount_cents) filter (where a.kind = 'overpayment'), 0)::bigint as overpaid,
      coalesce(-sum(p.amount_cents) filter (where a.kind = 'repayable_to_state'), 0)::bigint as repayable,
      coalesce(sum(p.amount_cents) filter (where polder.counted_as(p.event, a.kind) = 'paid'), 0)::bigint as paid,
      coalesce(-sum(p.amount_cents) filter (where polder.counted_as(p.event, a.kind) = 'attributed'), 0)::bigint as attributed,
      coalesce(-sum(p.amount_cents) filter (where polder.counted_as(p.event, a.kind) = 'worked'), 0)::bigint as worked,
      min(coalesce(e.happened_on, p.posted_on)) filter (where polder.counted_as(p.event, a.kind) is not null) as moved_from,
      max(p.posted_on) filter (where polder.counted_as(p.event, a.kind) is not null) as moved_until
    from public.posting p join public.ledger_account a on a.id = p.account_id
      left join public.journal_entry e on e.id = p.entry_id and e.happened_on <> e.posted_on
    where p.entry_id = any(entries) group by p.lot_id;
  end if;
end $$;

-- New entries are added to the sums of their lots, whose rows their writer has locked.
create or replace function polder.add_to_lots(entries uuid[]) returns void
language sql security definer set search_path = pg_catalog, public
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
  update public.lot_balance b set uninvoiced = b.uninvoiced + s.uninvoiced, called = b.called + s.called, invoiced_open = b.invoiced_open + s.invoiced_open, free = b.free + s.free, allocated = b.allocated + s.allocated, spent = b.spent + s.spent, reported = b.reported + s.reported, returned = b.returned + s.returned, written_off = b.written_off + s.written_off, overpaid = b.overpaid + s.overpaid, repayable = b.repayable + s.repayable, paid = b.paid + s.paid, attributed = b.attributed + s.attributed, worked = b.worked + s.worked,
    moved_from = least(b.moved_from, s.moved_from), moved_until = greatest(b.moved_until, s.moved_until)
  from polder.lot_sums(entries) as s where b.lot_id = s.lot_id
$$;

-- Every sum that is not that of the postings; a lot without sums differs in those that are not nothing.
create or replace function polder.wrong_lots() returns table (code text, cached bigint, posted bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  select concat_ws(':', 'lot', l.number, f.name), coalesce(f.cached, 0), f.posted
  from polder.lot_sums(null) as s join public.lot l on l.id = s.lot_id left join public.lot_balance b on b.lot_id = s.lot_id,
    lateral (values ('uninvoiced', b.uninvoiced, s.uninvoiced), ('called', b.called, s.called), ('invoiced_open', b.invoiced_open, s.invoiced_open), ('free', b.free, s.free), ('allocated', b.allocated, s.allocated), ('spent', b.spent, s.spent), ('reported', b.reported, s.reported), ('returned', b.returned, s.returned), ('written_off', b.written_off, s.written_off), ('overpaid', b.overpaid, s.overpaid), ('repayable', b.repayable, s.repayable), ('paid', b.paid, s.paid), ('attributed', b.attributed, s.attributed), ('worked', b.worked, s.worked)) as f(name, cached, posted)
  where f.cached is distinct from f.posted and not (b.lot_id is null and f.posted = 0) order by 1
$$;

create or replace function polder.rebuild_lots() returns void
language sql security definer set search_path = pg_catalog, public as $$
  insert into public.lot_balance (lot_id) select id from public.lot on conflict do nothing;
  update public.lot_balance b set (uninvoiced, called, invoiced_open, free, allocated, spent, reported, returned, written_off, overpaid, repayable, paid, attributed, worked, moved_from, moved_until) = (s.uninvoiced, s.called, s.invoiced_open, s.free, s.allocated, s.spent, s.reported, s.returned, s.written_off, s.overpaid, s.repayable, s.paid, s.attributed, s.worked, s.moved_from, s.moved_until)
  from polder.lot_sums(null) as s where b.lot_id = s.lot_id and b is distinct from s
$$;
-- The promises of the ledger. Entries are written by polder.write_entries and by nothing else: the application's role
-- has no right to insert them, and even the owner cannot change, remove or add to what was committed.

do $$ begin
  create type polder.ledger_line as (
    entry_number int, code text, kind text, asset text, floor int, account_lot uuid, account_purpose uuid, account_funder uuid,
    account_id bigint, lot_id uuid, funder_id uuid, cents bigint, original_currency text, original_minor bigint,
    original_rate numeric);
exception when duplicate_object then null;
end $$;

-- These functions look up a few rows by their keys, many times a second. They say so to the planner: without statistics
-- it would read whole tables, and keep that plan for as long as the connection lives.

-- What the entries name, looked up: each line with the account it belongs to (without its id while there is none).
create or replace function polder.ledger_lines(entries jsonb) returns setof polder.ledger_line
language sql stable security definer set search_path = pg_catalog, public
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set plan_cache_mode = force_generic_plan as $$
  select n.number, n.code, n.kind, n.asset, n.floor, n.account_lot, n.account_purpose, n.account_funder, a.id, n.lot_id,
    n.funder_id, n.cents, n.original_currency, n.original_minor, n.original_rate
  from (
    select e.ordinality::int as number,
      concat_ws(':', replace(k.name, '_', '-'), case when 'funder' = any(k.of) and not 'lot' = any(k.of) then l.funder_id::text end,
        case when 'lot' = any(k.of) then l.number::text end, case when 'purpose' = any(k.of) then p.reference end) as code,
      k.name as kind, k.asset, k.floor, case when 'lot' = any(k.of) then l.id end as account_lot,
      case when 'purpose' = any(k.of) then p.id end as account_purpose,
      case when 'funder' = any(k.of) then l.funder_id end as account_funder, l.id as lot_id, l.funder_id, line.*
    from jsonb_array_elements(entries) with ordinality as e,
      jsonb_to_recordset(e.value -> 'lines') as line(account text, lot uuid, purpose uuid, cents bigint,
        original_currency text, original_minor bigint, original_rate numeric)
      join polder.account_kind k on k.name = line.account
      join public.lot l on l.id = line.lot
      left join public.purpose p on p.id = line.purpose
    where not 'purpose' = any(k.of) or p.id is not null
  ) as n left join public.ledger_account a on a.code = n.code
$$;

-- The single writer, which other functions of the database call. `entries` is an array of {key, posted_on, event,
-- description, source_kind, source_id, lines}, a line {account, lot, purpose, cents, original_…}; `happened_on` where the
-- event was on another day than it is posted. Answers the entries' ids; a key that was used for the same content answers the entry that is there. All accounts of a call are locked in
-- the order of their ids before anything is posted, so that writers never wait for each other in a circle: a transaction
-- calls this once. The rows of the lots come first; they stand for all accounts of the lot.
create or replace function polder.write_entries(entries jsonb) returns uuid[]
language plpgsql security definer set search_path = pg_catalog, public
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set plan_cache_mode = force_generic_plan as $$
declare
  lines polder.ledger_line[] := array(select l from polder.ledger_lines(entries) as l);
  lots uuid[] := array(select distinct l.lot_id from unnest(lines) as l);
  locked int;
  known boolean[];
  fresh boolean[];
  ids uuid[];
  reused boolean;
begin
  if cardinality(lines) <> (select coalesce(sum(jsonb_array_length(value -> 'lines')), 0) from jsonb_array_elements(entries)) then
    raise exception 'ledger_line_unknown' using errcode = 'PL422', detail = 'lines';
  end if;
  perform from public.lot_balance b where b.lot_id = any(lots) order by b.lot_id for update;
  get diagnostics locked = row_count;
  if locked <> cardinality(lots) then
    raise exception 'lot_without_sums' using errcode = 'PL409';
  end if;
  if exists (select from unnest(lines) as l where l.account_id is null) then
    with made as (
      insert into public.ledger_account (code, kind, asset, lot_id, purpose_id, funder_id)
      select distinct on (l.code) l.code, l.kind, l.asset, l.account_lot, l.account_purpose, l.account_funder
      from unnest(lines) as l where l.account_id is null order by l.code
      on conflict do nothing returning id, kind)
    insert into public.account_balance (account_id, floor)
    select m.id, k.floor from made m join polder.account_kind k on k.name = m.kind and k.floor <> 0;
    lines := array(select l from polder.ledger_lines(entries) as l);
  end if;
  if exists (select from unnest(lines) as l where l.floor <> 0 and l.account_lot is null) then
    perform from public.account_balance b
    where b.account_id = any(array(select l.account_id from unnest(lines) as l where l.floor <> 0 and l.account_lot is null))
    order by b.account_id for update;
  end if;
  select array_agg(e.id is not null order by g.ordinality) into known
  from jsonb_array_elements(entries) with ordinality as g left join public.journal_entry e on e.key = g.value ->> 'key';
  insert into public.journal_entry (key, digest, posted_on, happened_on, event, description, source_kind, source_id, reverses_id, reason)
  select g.value ->> 'key', sha256(convert_to((g.value - '{key,description}'::text[])::text, 'UTF8')),
    (g.value ->> 'posted_on')::date, (g.value ->> 'happened_on')::date, g.value ->> 'event', coalesce(g.value ->> 'description', ''), g.value ->> 'source_kind',
    (g.value ->> 'source_id')::uuid, (g.value ->> 'reverses_id')::uuid, g.value ->> 'reason'
  from jsonb_array_elements(entries) with ordinality as g where not known[g.ordinality] order by g.ordinality
  on conflict (key) do nothing;
  -- New is what was not known before and is of this transaction; a key that is named twice is one entry.
  select array_agg(s.id order by s.number), bool_or(s.other), array_agg(s.ours and s.first and not known[s.number] order by s.number)
  into ids, reused, fresh
  from (select g.ordinality as number, e.id, e.xid = pg_current_xact_id()::text::bigint as ours,
          row_number() over (partition by e.id order by g.ordinality) = 1 as first,
          e.digest is distinct from sha256(convert_to((g.value - '{key,description}'::text[])::text, 'UTF8')) as other
        from jsonb_array_elements(entries) with ordinality as g left join public.journal_entry e on e.key = g.value ->> 'key') as s;
  if reused then
    raise exception 'ledger_key_reused' using errcode = 'PL409';
  end if;
  with added as (
    insert into public.posting (entry_id, account_id, lot_id, funder_id, posted_on, event, amount_cents,
                                original_currency, original_minor, original_rate)
    select e.id, l.account_id, l.lot_id, l.funder_id, e.posted_on, e.event, l.cents, l.original_currency,
      l.original_minor, l.original_rate
    from unnest(lines) as l join public.journal_entry e on e.id = ids[l.entry_number] where fresh[l.entry_number]
    returning account_id, amount_cents
  ), moved as (
    select account_id, sum(amount_cents)::bigint as cents from added group by 1
  ), floored as (
    update public.account_balance b set balance_cents = b.balance_cents + m.cents
    from moved m where b.account_id = m.account_id and b.part = 0 and b.floor <> 0)
  insert into public.account_balance as b (account_id, part, floor, balance_cents)
  select m.account_id, pg_backend_pid() % 16, 0, m.cents from moved m
  where m.account_id = any(array(select distinct l.account_id from unnest(lines) as l where l.floor = 0)) order by m.account_id
  on conflict (account_id, part) do update set balance_cents = b.balance_cents + excluded.balance_cents;
  perform polder.add_to_lots(array(select distinct i from unnest(ids, fresh) as g(i, fresh) where g.fresh));
  return coalesce(ids, '{}');
end $$;

-- What of a lot is to go back in this way, in cents: 'repayment' to the State, or 'refund' to its funder; else nothing.
create or replace function polder.owed_back(lot uuid, way text) returns bigint
language sql stable set search_path = pg_catalog, public as $$
  select coalesce(-sum(p.amount_cents), 0)::bigint from public.posting p join public.ledger_account a on a.id = p.account_id
  where p.lot_id = owed_back.lot and a.kind = case way when 'repayment' then 'repayable_to_state' when 'refund' then 'overpayment' end
$$;

-- The door for actions: the same for whoever may post. What a record made is not reversed here: the record would not know.
create or replace function polder.post_entries(entries jsonb) returns uuid[]
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if not polder.may('ledger.post') then
    raise exception 'ledger_not_yours' using errcode = 'PL403';
  end if;
  if entries @? '$[*].reverses_id' and exists (
      select from jsonb_array_elements(entries) as g join public.journal_entry e on e.id = (g.value ->> 'reverses_id')::uuid
      where polder.undone_at_source(e.source_kind)) then
    raise exception 'reversed_at_source' using errcode = 'PL409';
  end if;
  return polder.write_entries(entries);
end $$;

-- The opposite of an entry, as `post_entries` takes it: a list of one. Null where there is no such entry. It is of the day of
-- what it takes back, so that nothing is left of that on its day.
create or replace function polder.reversal(original uuid, key text, posted_on date, reason text) returns jsonb
language sql stable security definer set search_path = pg_catalog, public as $$
  select jsonb_build_array(jsonb_build_object('key', reversal.key, 'posted_on', reversal.posted_on, 'happened_on', e.happened_on, 'event', e.event,
    'description', e.description,
    'source_kind', e.source_kind, 'source_id', e.source_id, 'reverses_id', e.id, 'reason', reversal.reason, 'lines',
    (select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('account', a.kind, 'lot', p.lot_id, 'purpose', a.purpose_id,
       'cents', -p.amount_cents, 'original_currency', p.original_currency, 'original_minor', -p.original_minor,
       'original_rate', p.original_rate)) order by p.id)
     from public.posting p join public.ledger_account a on a.id = p.account_id where p.entry_id = e.id)))
  from public.journal_entry e where e.id = original and (polder.may('ledger.post') or polder.may('decision.undetermine'))
$$;

-- Reverses an entry, once, with a reason, on a day that is open.
create or replace function polder.reverse_entry(original uuid, key text, posted_on date, reason text) returns uuid
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  opposite jsonb := polder.reversal(original, key, posted_on, reason);
begin
  if opposite is null then
    raise exception 'entry_unknown' using errcode = 'PL422', detail = 'entry_id';
  end if;
  return (polder.post_entries(opposite))[1];
end $$;

-- The same for a record that undoes what it did.
create or replace function polder.undo_entry(original uuid, key text, posted_on date, reason text) returns uuid
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  opposite jsonb := polder.reversal(original, key, posted_on, reason);
begin
  if opposite is null then
    raise exception 'entry_unknown' using errcode = 'PL422', detail = 'entry_id';
  end if;
  return (polder.write_entries(opposite))[1];
end $$;

-- The last day that is closed, and with it all before; null while none is.
create or replace function polder.closed_until() returns date
language sql stable security definer set search_path = pg_catalog, public as $$
  select max(c.until_day) from public.closed_period c
$$;

-- The day on which something of this day is posted: that day itself, or the first open one after it, never ahead of the clock.
create or replace function polder.open_day(wanted date) returns date
language sql stable set search_path = pg_catalog, public as $$
  select greatest(least(wanted, polder.today()), polder.closed_until() + 1)
$$;

-- An entry is dated on an open day, not ahead of the clock; what it tells of happened then, unless it says before. Closing waits for entries under way, and they for it.
create or replace function polder.entry_day() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  new.happened_on := coalesce(new.happened_on, new.posted_on);
  perform pg_advisory_xact_lock_shared(hashtext('polder.closed_period'));
  if new.posted_on <= (select max(c.until_day) from public.closed_period c) then
    raise exception 'period_closed' using errcode = 'PL409', detail = 'posted_on';
  end if;
  if new.posted_on > polder.today() then
    raise exception 'posted_ahead' using errcode = 'PL422', detail = 'posted_on';
  end if;
  if exists (select from public.journal_entry e where e.id = new.reverses_id and (e.reverses_id is not null or e.event <> new.event)) then
    raise exception 'reversal_of_reversal' using errcode = 'PL409';
  end if;
  if exists (select from public.journal_entry e where e.id = new.reverses_id and e.posted_on > new.posted_on) then
    raise exception 'reversed_before' using errcode = 'PL422', detail = 'posted_on';
  end if;
  return new;
end $$;
create or replace trigger b_day before insert on public.journal_entry for each row execute function polder.entry_day();

-- Every lot has its sums from the start.
create or replace function polder.lot_begins() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  insert into public.lot_balance (lot_id) values (new.id);
  return null;
end $$;
create or replace trigger a_balance after insert on public.lot for each row execute function polder.lot_begins();

-- Periods follow each other, so that what is closed has one edge.
create or replace function polder.close_alone() returns trigger
language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtext('polder.closed_period'));
  if new.until_day >= polder.today() then
    raise exception 'period_not_over' using errcode = 'PL422', detail = 'until_day';
  end if;
  if new.from_day <> polder.closed_until() + 1 then
    raise exception 'period_not_next' using errcode = 'PL422', detail = 'from_day';
  end if;
  return new;
end $$;
create or replace trigger b_alone before insert on public.closed_period for each row execute function polder.close_alone();

-- An entry is written whole, by one statement of the transaction that made it, and a line repeats its entry and its lot
-- truly. The transaction is that of the outermost level, so savepoints change nothing.
create or replace function polder.lines_belong() returns trigger
language plpgsql security definer set search_path = pg_catalog, public
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set plan_cache_mode = force_generic_plan as $$
begin
  if exists (
    select from added p join public.journal_entry e on e.id = p.entry_id join public.lot l on l.id = p.lot_id
      join public.ledger_account a on a.id = p.account_id
    where e.xid <> pg_current_xact_id()::text::bigint or (p.posted_on, p.event) is distinct from (e.posted_on, e.event)
      or p.funder_id <> l.funder_id or coalesce(a.lot_id, l.id) <> l.id or coalesce(a.funder_id, l.funder_id) <> l.funder_id
  ) or (select count(*) from (select distinct entry_id from added) as e join public.posting p on p.entry_id = e.entry_id)
       <> (select count(*) from added) then
    raise exception 'entry_is_closed' using errcode = 'PL409';
  end if;
  return null;
end $$;
create or replace trigger b_lines_belong after insert on public.posting referencing new table as added
  for each statement execute function polder.lines_belong();

-- At commit: two lines at least; zero per asset; per lot what was called is what became of it; a reversal is the exact
-- opposite.
create or replace function polder.entry_balances() returns trigger
language plpgsql security definer set search_path = pg_catalog, public
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set plan_cache_mode = force_generic_plan as $$
declare
  found record;
begin
  select coalesce(sum(s.lines) filter (where s.lot_id is null), 0) as lines,
    coalesce(bool_or(s.rest <> 0) filter (where s.lot_id is null), false) as unbalanced,
    coalesce(bool_or(s.kept <> 0) filter (where s.lot_id is not null), false) as leaking into found
  from (select p.lot_id, count(*) as lines, sum(p.amount_cents) as rest, sum(p.amount_cents) filter (where k.conserved) as kept
        from public.posting p join public.ledger_account a on a.id = p.account_id join polder.account_kind k on k.name = a.kind
        where p.entry_id = new.id group by grouping sets ((a.asset), (p.lot_id))) as s;
  if found.lines < 2 or found.unbalanced then
    raise exception 'entry_unbalanced' using errcode = 'PL422', detail = 'lines';
  end if;
  if found.leaking then
    raise exception 'lot_not_conserved' using errcode = 'PL422', detail = 'lines';
  end if;
  if new.reverses_id is not null and exists (
      select from public.posting p where p.entry_id in (new.id, new.reverses_id)
      group by p.account_id, p.lot_id, abs(p.amount_cents)
      having count(*) filter (where p.entry_id = new.id and p.amount_cents > 0)
          <> count(*) filter (where p.entry_id = new.reverses_id and p.amount_cents < 0)
        or count(*) filter (where p.entry_id = new.id and p.amount_cents < 0)
          <> count(*) filter (where p.entry_id = new.reverses_id and p.amount_cents > 0)) then
    raise exception 'reversal_differs' using errcode = 'PL422', detail = 'lines';
  end if;
  return null;
end $$;
drop trigger if exists c_balances on public.journal_entry;
create constraint trigger c_balances after insert on public.journal_entry deferrable initially deferred
  for each row execute function polder.entry_balances();

-- The cache against its source: every account whose balance is not the sum of its postings.
create or replace function polder.wrong_balances() returns table (code text, cached bigint, posted bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  select a.code, coalesce(b.cents, 0)::bigint, coalesce(s.cents, 0)::bigint
  from public.ledger_account a
    left join (select account_id, sum(balance_cents) as cents from public.account_balance group by 1) as b on b.account_id = a.id
    left join (select account_id, sum(amount_cents) as cents from public.posting group by 1) as s on s.account_id = a.id
  where coalesce(b.cents, 0) <> coalesce(s.cents, 0) order by a.code
$$;

-- Everything that the ledger promises of itself, looked at again from the postings: what is wrong, where, what is said
-- there and what was found. Empty when all is well.
create or replace function polder.ledger_faults() returns table (what text, place text, said text, found text)
language sql stable security definer set search_path = pg_catalog, public as $$
  select 'balance', w.code, coalesce(w.cached::text, ''), w.posted::text
  from (select * from polder.wrong_balances() union all select * from polder.wrong_lots()) as w
  union all
  select 'entry', e.number::text, '0', string_agg(s.asset || ' ' || s.rest, ', ' order by s.asset)
  from (select p.entry_id, a.asset, sum(p.amount_cents) as rest from public.posting p
        join public.ledger_account a on a.id = p.account_id group by 1, 2 having sum(p.amount_cents) <> 0) as s
    join public.journal_entry e on e.id = s.entry_id group by e.number
  union all
  select 'entry', e.number::text, '2', count(p.id)::text from public.journal_entry e
    left join public.posting p on p.entry_id = e.id group by e.number having count(p.id) < 2
  union all
  select 'lot', l.number::text, '0', sum(p.amount_cents)::text from public.posting p
    join public.ledger_account a on a.id = p.account_id join polder.account_kind k on k.name = a.kind and k.conserved
    join public.lot l on l.id = p.lot_id group by l.number having sum(p.amount_cents) <> 0
  union all
  select 'floor', a.code, '0', s.cents::text
  from (select account_id, sum(amount_cents) as cents from public.posting group by 1) as s
    join public.ledger_account a on a.id = s.account_id join polder.account_kind k on k.name = a.kind
  where k.floor <> 0 and s.cents * k.floor < 0
$$;

-- (What records say of money is compared with it by polder.record_faults, of the records themselves.)

-- Compare, note the result and answer it. With `rebuild`, balances become the sums of their postings first: nobody posts
-- meanwhile, and what was wrong is noted.
create or replace function polder.check_ledger(rebuild boolean) returns public.ledger_check
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  wrong jsonb;
  noted public.ledger_check;
begin
  if not polder.may('ledger.check') then
    raise exception 'ledger_not_yours' using errcode = 'PL403';
  end if;
  if rebuild then
    lock table public.lot_balance, public.account_balance in exclusive mode;
  end if;
  select coalesce(jsonb_agg(jsonb_build_object('what', f.what, 'where', f.place, 'said', f.said, 'found', f.found)), '[]')
  into wrong from (select * from polder.ledger_faults() union all select * from polder.record_faults()) as f;
  if rebuild then
    insert into public.account_balance (account_id, floor)
    select a.id, k.floor from public.ledger_account a join polder.account_kind k on k.name = a.kind on conflict do nothing;
    update public.account_balance b set balance_cents = b.balance_cents + w.posted - w.cached
    from polder.wrong_balances() as w join public.ledger_account a on a.code = w.code where b.account_id = a.id and b.part = 0;
    perform polder.rebuild_lots();
  end if;
  insert into public.ledger_check (accounts, postings, wrong, faults, rebuilt)
  values ((select count(*) from public.ledger_account), (select count(*) from public.posting), jsonb_array_length(wrong),
          (select coalesce(jsonb_agg(f), '[]') from (select f from jsonb_array_elements(wrong) as f limit 100) as shown), rebuild)
  returning * into noted;
  return noted;
end $$;

-- The purposes that lots of one's own serve, or, for whoever sees public money, public lots: found once a statement. Asked
-- purpose by purpose, each would look through the lots of everybody.
create or replace function polder.seen_purposes() returns uuid[]
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(array_agg(distinct a.purpose_id), '{}') from (
    select l.id from public.lot l where l.funder_id = any(polder.scope('funding.own'))
    union all
    select l.id from public.lot l where l.decision_id is not null and polder.may('funding.public')) as mine
  join public.ledger_account a on a.lot_id = mine.id where a.purpose_id is not null
$$;

-- What became of each lot until now, from the balances. Whoever asks sees their own lots.
create or replace view polder.lot_position with (security_invoker = true) as
  select l.id as lot_id, l.funder_id, l.number, coalesce(c.uninvoiced + c.called + c.returned + c.written_off, 0) as committed, coalesce(c.uninvoiced, 0) as uninvoiced,
    coalesce(c.called, 0) as called, coalesce(c.invoiced_open, 0) as invoiced_open,
    coalesce(c.called + c.repayable - c.invoiced_open, 0) as received, coalesce(c.free - c.invoiced_open, 0) as received_free,
    coalesce(c.allocated, 0) as allocated, coalesce(c.spent, 0) as spent, coalesce(c.reported, 0) as reported,
    coalesce(c.returned - c.repayable, 0) as returned, coalesce(c.written_off, 0) as written_off,
    coalesce(c.repayable, 0) as repayable
  from public.lot l left join public.lot_balance c on c.lot_id = l.id;
grant select on polder.lot_position to polder_app, polder_guard;

-- The same at the end of a day, from the postings until then; of one lot, or of all. What came on a day before its invoice was,
-- on that day, received of what had not been invoiced: an open invoice is never less than nothing.
drop function if exists polder.lot_positions(date, uuid);
create function polder.lot_positions(until_day date, of_lot uuid default null)
returns table (lot_id uuid, committed bigint, uninvoiced bigint, called bigint, invoiced_open bigint, received bigint,
  received_free bigint, allocated bigint, spent bigint, reported bigint, returned bigint, written_off bigint, repayable bigint)
language sql stable set search_path = pg_catalog, public as $$
  select c.lot_id, coalesce(c.uninvoiced + c.called + c.returned + c.written_off, 0) as committed, coalesce(c.uninvoiced, 0) as uninvoiced,
    coalesce(c.called, 0) as called, coalesce(c.invoiced_open, 0) as invoiced_open,
    coalesce(c.called + c.repayable - c.invoiced_open, 0) as received, coalesce(c.free - c.invoiced_open, 0) as received_free,
    coalesce(c.allocated, 0) as allocated, coalesce(c.spent, 0) as spent, coalesce(c.reported, 0) as reported,
    coalesce(c.returned - c.repayable, 0) as returned, coalesce(c.written_off, 0) as written_off,
    coalesce(c.repayable, 0) as repayable
  from (select s.lot_id, s.repayable, s.uninvoiced + least(s.invoiced_open, 0) as uninvoiced, s.called - least(s.invoiced_open, 0) as called, s.invoiced_open - least(s.invoiced_open, 0) as invoiced_open, s.free - least(s.invoiced_open, 0) as free, s.allocated as allocated, s.spent as spent, s.reported as reported, s.returned as returned, s.written_off as written_off
    from (select p.lot_id,
        coalesce(sum(p.amount_cents) filter (where a.kind in ('committed_open')), 0)::bigint as uninvoiced,
      coalesce(sum(p.amount_cents) filter (where a.kind in ('committed_invoiced')), 0)::bigint as called,
      coalesce(sum(p.amount_cents) filter (where a.kind in ('receivable')), 0)::bigint as invoiced_open,
      coalesce(-sum(p.amount_cents) filter (where a.kind in ('deferred_contribution', 'public_advance')), 0)::bigint as free,
      coalesce(-sum(p.amount_cents) filter (where a.kind in ('allocated')), 0)::bigint as allocated,
      coalesce(-sum(p.amount_cents) filter (where a.kind in ('contribution_income', 'public_spent')), 0)::bigint as spent,
      coalesce(-sum(p.amount_cents) filter (where a.kind in ('reported_income', 'public_income')), 0)::bigint as reported,
      coalesce(sum(p.amount_cents) filter (where a.kind in ('committed_returned')), 0)::bigint as returned,
      coalesce(sum(p.amount_cents) filter (where a.kind in ('committed_written_off')), 0)::bigint as written_off,
        coalesce(-sum(p.amount_cents) filter (where a.kind = 'repayable_to_state'), 0)::bigint as repayable
      from public.posting p join public.ledger_account a on a.id = p.account_id
      where p.posted_on <= until_day and (of_lot is null or p.lot_id = of_lot)
        and (a.lot_id is not null or a.kind = 'repayable_to_state') group by p.lot_id) as s) as c
$$;

-- What was agreed stays as it was agreed: terms change by versions, and versions come into force by one function.

-- The tranches of a version, as rows.
create or replace function polder.tranches_of(terms jsonb)
returns table (tranche int, cents bigint, due_on date, in_kind boolean, pool_id uuid, condition text)
language sql immutable as $$
  select t.position, t.amount_cents, t.due_on, coalesce(t.in_kind, false), t.pool_id, t.condition
  from jsonb_to_recordset(terms) as t(position int, amount_cents bigint, due_on date, in_kind boolean, pool_id uuid, condition text)
$$;

create or replace function polder.rights_of(terms jsonb)
returns table (place bigint, kind text, field text, term_months int, response_days int, note text)
language sql immutable as $$
  select r.ordinality, r.value ->> 'kind', r.value ->> 'field', (r.value ->> 'term_months')::int,
    (r.value ->> 'response_days')::int, r.value ->> 'note'
  from jsonb_array_elements(terms) with ordinality as r
$$;

-- The signed file of a version: the last that was accepted since its terms were last changed.
create or replace function polder.signed_file(signed uuid, changed_at timestamptz) returns text
language sql stable as $$
  select d.sha256 from public.document d where d.record_id = signed and d.kind = 'signed' and d.state = 'accepted'
    and d.completed_at >= changed_at order by d.completed_at desc, d.id limit 1
$$;

-- The first day on which an amendment of this number may take effect: not before the agreement starts, nor before the
-- version in force did.
create or replace function polder.effective_from(agreement uuid, number int) returns date
language sql stable security definer set search_path = pg_catalog, public as $$
  select greatest(a.starts_on, (select max(v.effective_on) from public.agreement_version v
    where v.agreement_id = a.id and v.state = 'in_force' and v.number < effective_from.number))
  from public.agreement a where a.id = effective_from.agreement
$$;

-- Terms are readable, add up, and are fixed once they were sent to be signed. In force, a version keeps the hash of the
-- file under which it is; only what another administration had signed comes without.
create or replace function polder.version_terms() returns trigger
language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    new.signed_sha256 := old.signed_sha256;
    if (new.number, new.amount_cents, new.effective_on, new.ends_on, new.reason, new.tranches, new.rights, new.parties, new.agreement_id)
       is distinct from
       (old.number, old.amount_cents, old.effective_on, old.ends_on, old.reason, old.tranches, old.rights, old.parties, old.agreement_id)
       and (old.state <> 'draft' or exists (select from public.agreement a where a.id = old.agreement_id and a.state = 'under_signature'))
    then
      raise exception 'version_fixed' using errcode = 'PL409';
    end if;
    if old.state = 'draft' and new.state = 'in_force' then
      new.signed_sha256 := polder.signed_file(old.id, old.updated_at);
      if new.signed_sha256 is null
         and not exists (select from public.agreement a where a.id = old.agreement_id and a.external_reference is not null) then
        raise exception 'version_not_signed' using errcode = 'PL409';
      end if;
    end if;
  else
    new.signed_sha256 := null;
  end if;
  -- An amendment follows what it amends, and takes effect on its day.
  if new.number > 1 and (tg_op = 'INSERT' or new.effective_on <> old.effective_on or (old.state = 'draft' and new.state = 'in_force')) then
    if new.effective_on < polder.effective_from(new.agreement_id, new.number) then
      raise exception 'version_early' using errcode = 'PL422', detail = 'effective_on';
    end if;
    if new.state = 'in_force' and new.effective_on > polder.today() then
      raise exception 'version_ahead' using errcode = 'PL409';
    end if;
  end if;
  if tg_op = 'INSERT' or (new.tranches, new.rights, new.amount_cents, new.ends_on)
     is distinct from (old.tranches, old.rights, old.amount_cents, old.ends_on) then
    if exists (select from polder.tranches_of(new.tranches) t group by t.tranche having count(*) > 1 or t.tranche is null or t.tranche < 1)
       or exists (select from polder.tranches_of(new.tranches) t where t.cents is null or t.cents <= 0 or t.due_on is null) then
      raise exception 'tranche_unreadable' using errcode = 'PL422', detail = 'tranches';
    end if;
    if exists (select from polder.tranches_of(new.tranches) t
               where t.due_on not between '1900-01-01' and (new.ends_on + interval '2 years')::date) then
      raise exception 'tranche_day' using errcode = 'PL422', detail = 'tranches';
    end if;
    if new.amount_cents <> (select coalesce(sum(t.cents), 0) from polder.tranches_of(new.tranches) t) then
      raise exception 'tranches_differ' using errcode = 'PL422', detail = 'tranches';
    end if;
    if exists (select from polder.rights_of(new.rights) r where not exists (
        select from public.right_kind k where k.key = r.kind and k.state = 'in_force')) then
      raise exception 'right_unknown' using errcode = 'PL422', detail = 'rights';
    end if;
  end if;
  return new;
end $$;
create or replace trigger b_terms before insert or update on public.agreement_version
  for each row execute function polder.version_terms();

-- Money of the State, of universities and of research organisations is not private, whatever an agreement says.
create or replace function polder.gives_private_money(organisation uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select not exists (select from public.organisation o where o.id = organisation
                     and o.kind in ('ministry', 'university', 'institute', 'ellis_unit'))
$$;

-- Is there a rule of this name, proposed or in force?
create or replace function polder.matching_key_known(wanted text) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (select from public.matching_rule r where r.key = wanted and r.state <> 'withdrawn')
$$;

-- An agreement says of its amount and term what its version in force says; who gives it, and how it counts, is settled
-- when it leaves the draft.
create or replace function polder.agreement_terms() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if new.private_origin and (tg_op = 'INSERT' or (new.private_origin, new.funder_id) is distinct from (old.private_origin, old.funder_id))
     and not polder.gives_private_money(new.funder_id) then
    raise exception 'origin_not_private' using errcode = 'PL422', detail = 'private_origin';
  end if;
  if new.matching_key is not null and (tg_op = 'INSERT' or new.matching_key is distinct from old.matching_key)
     and not polder.matching_key_known(new.matching_key) then
    raise exception 'matching_key_unknown' using errcode = 'PL422', detail = 'matching_key';
  end if;
  if tg_op = 'INSERT' then
    if (new.amount_cents, new.in_force) <> (0, 0) then
      raise exception 'agreement_fixed' using errcode = 'PL409', detail = 'amount_cents';
    end if;
    return new;
  end if;
  if (new.amount_cents, new.in_force) <> (old.amount_cents, old.in_force) and not exists (
      select from public.agreement_version v where v.agreement_id = new.id and v.number = new.in_force
        and v.state = 'in_force' and v.amount_cents = new.amount_cents and v.ends_on = new.ends_on) then
    raise exception 'agreement_fixed' using errcode = 'PL409', detail = 'amount_cents';
  end if;
  if new.external_reference is distinct from old.external_reference then
    raise exception 'agreement_fixed' using errcode = 'PL409', detail = 'external_reference';
  end if;
  if old.state <> 'draft' and (
      (new.funder_id, new.title, new.starts_on, new.private_origin, new.matching_key)
      is distinct from (old.funder_id, old.title, old.starts_on, old.private_origin, old.matching_key)
      or (new.ends_on <> old.ends_on and new.in_force = old.in_force)) then
    raise exception 'agreement_fixed' using errcode = 'PL409', detail = 'title';
  end if;
  return new;
end $$;
create or replace trigger b_terms before insert or update on public.agreement
  for each row execute function polder.agreement_terms();

-- Versions that have just moved to be in force take effect: their tranches are the lots, their rights and parties stand,
-- and the ledger knows what was promised more or less than before. Only tranches in cash are commitments in the ledger;
-- work is booked when it is accepted. One call for all of a transaction, as the ledger asks.
create or replace function polder.put_in_force(versions uuid[]) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  entries jsonb;
begin
  perform from public.agreement a where a.id in (select v.agreement_id from public.agreement_version v where v.id = any(versions))
  order by a.id for update of a;
  if (select count(distinct a.id) from public.agreement_version v join public.agreement a on a.id = v.agreement_id
      where v.id = any(versions) and v.state = 'in_force' and a.state = 'active' and v.number > a.in_force) <> cardinality(versions) then
    raise exception 'version_not_next' using errcode = 'PL409';
  end if;
  if exists (select from public.agreement_version v cross join polder.tranches_of(v.tranches) t
             join public.lot l on l.agreement_id = v.agreement_id and l.position = t.tranche
             where v.id = any(versions) and l.in_kind <> t.in_kind) then
    raise exception 'tranche_kind_fixed' using errcode = 'PL409', detail = 'tranches';
  end if;
  with chosen as (
    select v.*, a.funder_id, a.reference, a.in_force from public.agreement_version v join public.agreement a on a.id = v.agreement_id
    where v.id = any(versions)
  ), named as (
    select c.agreement_id, t.* from chosen c cross join polder.tranches_of(c.tranches) t
  ), held as (
    select l.* from public.lot l join chosen c on c.agreement_id = l.agreement_id
  ), terms as (
    select coalesce(n.agreement_id, h.agreement_id) as agreement_id, coalesce(n.tranche, h.position) as tranche,
      coalesce(n.cents, 0) as cents, coalesce(h.amount_cents, 0) as before, coalesce(n.due_on, h.due_on) as due_on,
      coalesce(n.in_kind, h.in_kind) as in_kind, case when n.tranche is null then h.pool_id else n.pool_id end as pool_id,
      case when n.tranche is null then h.condition else n.condition end as condition
    from named n full join held h on h.agreement_id = n.agreement_id and h.position = n.tranche
  ), kept as (
    insert into public.lot as l (agreement_id, funder_id, position, amount_cents, due_on, in_kind, pool_id, condition)
    select c.id, c.funder_id, t.tranche, t.cents, t.due_on, t.in_kind, t.pool_id, t.condition
    from terms t join public.agreement c on c.id = t.agreement_id order by t.agreement_id, t.tranche
    on conflict (agreement_id, position) do update set amount_cents = excluded.amount_cents, due_on = excluded.due_on,
      pool_id = excluded.pool_id, condition = excluded.condition,
      condition_met_on = case when excluded.condition is not distinct from l.condition then l.condition_met_on end
    returning l.id, l.agreement_id, l.position
  ), changed as (
    select k.agreement_id, jsonb_agg(jsonb_build_object('account', account, 'lot', k.id, 'cents', sign * (t.cents - t.before))
                                     order by k.position, sign desc) as lines
    from kept k join terms t on t.agreement_id = k.agreement_id and t.tranche = k.position,
      (values ('committed_open', 1), ('commitments_given', -1)) as side(account, sign)
    where not t.in_kind and t.cents <> t.before group by k.agreement_id
  )
  select jsonb_agg(jsonb_build_object(
    'key', 'agreement:' || c.agreement_id || ':' || c.number, 'posted_on', polder.open_day(c.effective_on),
    'happened_on', least(c.effective_on, polder.today()),
    'event', case when c.in_force = 0 then 'commitment' else 'amendment' end,
    'description', c.reference || ' v' || c.number, 'source_kind', 'agreement_version', 'source_id', c.id, 'lines', m.lines)
    order by c.agreement_id) into entries
  from changed m join chosen c on c.agreement_id = m.agreement_id;
  update public.agreement a set amount_cents = v.amount_cents, in_force = v.number, ends_on = v.ends_on
  from public.agreement_version v where v.id = any(versions) and a.id = v.agreement_id;
  -- A right that is named again in other words is another right: what was asked under the old one stays to be read.
  update public.funder_right f set valid_until = greatest(f.valid_from, v.effective_on - 1)
  from public.agreement_version v where v.id = any(versions) and f.agreement_id = v.agreement_id and f.valid_until is null
    and not exists (select from polder.rights_of(v.rights) r where (r.kind, r.field, r.term_months, r.response_days, r.note)
                    is not distinct from (f.kind, f.field, f.term_months, f.response_days, f.note));
  insert into public.funder_right (agreement_id, kind, field, term_months, response_days, note, valid_from)
  select v.agreement_id, r.kind, r.field, r.term_months, r.response_days, r.note, v.effective_on
  from public.agreement_version v cross join polder.rights_of(v.rights) r where v.id = any(versions)
    and not exists (select from public.funder_right f where f.agreement_id = v.agreement_id and f.valid_until is null
                    and (r.kind, r.field, r.term_months, r.response_days, r.note)
                    is not distinct from (f.kind, f.field, f.term_months, f.response_days, f.note))
  order by v.agreement_id, r.place;
  delete from public.agreement_party p using public.agreement_version v where v.id = any(versions)
    and p.agreement_id = v.agreement_id and not v.parties @> jsonb_build_array(jsonb_build_object('organisation_id', p.organisation_id));
  insert into public.agreement_party as p (agreement_id, organisation_id, role)
  select v.agreement_id, (r.value ->> 'organisation_id')::uuid, r.value ->> 'role'
  from public.agreement_version v cross join jsonb_array_elements(v.parties) as r where v.id = any(versions)
  on conflict (agreement_id, organisation_id) do update set role = excluded.role where p.role <> excluded.role;
  if entries is not null then
    perform polder.write_entries(entries);
  end if;
end $$;

-- Nobody alone promises a large sum in writing and lets go of it: whoever wrote the terms in force does not end them while
-- more is unpaid than one person may write off.
create or replace function polder.may_end_agreement(agreement uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  return coalesce((select sum(p.uninvoiced + p.invoiced_open) from polder.lot_position p join public.lot l on l.id = p.lot_id
                   where l.agreement_id = may_end_agreement.agreement), 0)
      <= coalesce(polder.invoice_rule('write_off_second_person', polder.today()), 0)
    or not exists (select from public.agreement_version v where v.agreement_id = may_end_agreement.agreement
                   and v.state = 'in_force' and polder.wrote('agreement_version', v.id));
end $$;

-- What was promised under a terminated agreement and is not called is written off: one entry, or none.
create or replace function polder.let_go(ended public.agreement, key text) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  lines jsonb;
begin
  select jsonb_agg(jsonb_build_object('account', account, 'lot', p.lot_id, 'cents', sign * p.uninvoiced) order by p.number, sign desc)
  into lines from polder.lot_position p join public.lot l on l.id = p.lot_id,
    (values ('committed_written_off', 1), ('committed_open', -1)) as side(account, sign)
  where l.agreement_id = ended.id and p.uninvoiced <> 0;
  if lines is not null then
    perform polder.write_entries(jsonb_build_array(jsonb_build_object(
      'key', let_go.key, 'posted_on', polder.open_day(polder.today()), 'event', 'write_off', 'description', ended.reference,
      'source_kind', 'agreement', 'source_id', ended.id, 'lines', lines)));
  end if;
end $$;

-- An agreement that has just been terminated: what was promised and never called is written off, and plans end for which
-- the money that came is not enough, the latest first.
create or replace function polder.end_agreement(ended uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  a public.agreement;
  this_move text := polder.setting('move');
begin
  select * into a from public.agreement where id = ended for update;
  if a.state is distinct from 'terminated' then
    raise exception 'agreement_not_ended' using errcode = 'PL409';
  end if;
  if not polder.may_end_agreement(ended) then
    raise exception 'ended_by_another' using errcode = 'PL409';
  end if;
  -- In the order in which a booking locks them: the allocations, their lots, the sums.
  perform from public.allocation n join public.lot l on l.id = n.lot_id where l.agreement_id = a.id order by n.id for update of n;
  perform from public.lot l where l.agreement_id = a.id order by l.id for update;
  perform from public.lot_balance b join public.lot l on l.id = b.lot_id where l.agreement_id = a.id order by b.lot_id for update of b;
  perform set_config('polder.move', 'allocation:end', true);
  update public.allocation n set state = 'released'
  from (select o.id, sum(o.amount_cents) over (partition by o.lot_id order by o.from_day, o.reference) > p.received_free as lacks
        from public.allocation o join public.lot l on l.id = o.lot_id join polder.lot_position p on p.lot_id = l.id
        where l.agreement_id = a.id and o.state = 'planned') as plan
  where n.id = plan.id and plan.lacks;
  perform set_config('polder.move', coalesce(this_move, ''), true);
  perform polder.let_go(a, 'agreement:' || a.id || ':ended');
end $$;

-- Is something of an agreement still open: promised and not called, called and not paid, work not given; or is it we who owe?
create or replace function polder.agreement_open(agreement uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  return exists (select from public.lot l join public.lot_balance b on b.lot_id = l.id where l.agreement_id = agreement_open.agreement
    and (b.uninvoiced <> 0 or b.invoiced_open <> 0 or b.overpaid <> 0 or (l.in_kind and l.amount_cents > polder.in_kind_accepted(l.id))));
end $$;

-- At commit: what was taken back or credited may open again what was over. A fulfilled agreement is active again, with the
-- reason; under a terminated one it is written off, as the termination did with the rest.
create or replace function polder.opens_again() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  a public.agreement;
begin
  for a in select g.* from public.agreement g where g.state in ('fulfilled', 'terminated') and g.id in (
      select l.agreement_id from public.posting p join public.lot l on l.id = p.lot_id where p.entry_id = new.id) order by g.id loop
    if a.state = 'terminated' then
      perform polder.let_go(a, 'agreement:' || a.id || ':ended:' || new.id);
    elsif polder.agreement_open(a.id) then
      perform set_config('polder.move', 'agreement:reopen', true), set_config('polder.reason', coalesce(new.reason, new.description), true);
      update public.agreement set state = 'active' where id = a.id and state = 'fulfilled';
    end if;
  end loop;
  return null;
end $$;
drop trigger if exists d_opens on public.journal_entry;
create constraint trigger d_opens after insert on public.journal_entry deferrable initially deferred
  for each row when (new.reverses_id is not null or new.event = 'credit_note') execute function polder.opens_again();

-- The condition of a tranche has been met on this day (null: not, after all).
create or replace function polder.meet_condition(of_lot uuid, met_on date) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if not polder.may('agreement.write') then
    raise exception 'agreement_not_yours' using errcode = 'PL403';
  end if;
  if met_on > polder.today() then
    raise exception 'met_ahead' using errcode = 'PL422', detail = 'met_on';
  end if;
  if met_on < (select least(a.starts_on, polder.today()) from public.lot l join public.agreement a on a.id = l.agreement_id where l.id = of_lot) then
    raise exception 'condition_met_before' using errcode = 'PL422', detail = 'met_on';
  end if;
  perform from public.lot_balance b where b.lot_id = of_lot for update;  -- as whoever invoices it
  if met_on is null and exists (
      select from public.ledger_account a join public.account_balance b on b.account_id = a.id
      where a.lot_id = of_lot and a.kind = 'committed_invoiced' and b.balance_cents <> 0) then
    raise exception 'condition_called' using errcode = 'PL409', detail = 'met_on';
  end if;
  update public.lot set condition_met_on = met_on where id = of_lot and condition is not null;
end $$;

-- A granted decision is one lot, and a commitment of the State.
create or replace function polder.grant_decision(decision uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  d public.public_decision;
  made uuid;
begin
  select * into d from public.public_decision where id = decision for update;
  if d.state is distinct from 'granted' then
    raise exception 'decision_not_granted' using errcode = 'PL409';
  end if;
  insert into public.lot (decision_id, funder_id, amount_cents, due_on)
  values (d.id, d.granter_id, d.amount_cents, coalesce(d.starts_on, d.granted_on)) returning id into made;
  perform polder.write_entries(jsonb_build_array(jsonb_build_object(
    'key', 'decision:' || d.id, 'posted_on', polder.open_day(d.granted_on), 'happened_on', d.granted_on, 'event', 'commitment', 'description', d.reference,
    'source_kind', 'public_decision', 'source_id', d.id, 'lines', jsonb_build_array(
      jsonb_build_object('account', 'committed_open', 'lot', made, 'cents', d.amount_cents),
      jsonb_build_object('account', 'commitments_given', 'lot', made, 'cents', -d.amount_cents)))));
end $$;

-- The State lowers what it granted, by a decision of this day and number: the lot and what is still to come are less. What
-- arrived stays: of that, the determination says what goes back.
create or replace function polder.lower_decision(decision uuid, cents bigint, day date, document text, reason text) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  d public.public_decision;
  of_it public.lot;
begin
  if not polder.may('decision.write') then
    raise exception 'decision_not_yours' using errcode = 'PL403';
  end if;
  select * into d from public.public_decision where id = decision for update;
  if d.state is null or d.state not in ('granted', 'advance_received', 'accounted') then
    raise exception 'decision_not_lowered' using errcode = 'PL409';
  end if;
  if day > polder.today() or day < d.granted_on then
    raise exception 'lowered_on_day' using errcode = 'PL422', detail = 'lowered_on';
  end if;
  if cents >= d.amount_cents then
    raise exception 'lowered_not_less' using errcode = 'PL422', detail = 'amount_cents';
  end if;
  select * into of_it from public.lot where decision_id = d.id for update;
  if cents < (select b.called from public.lot_balance b where b.lot_id = of_it.id for update) then
    raise exception 'lowered_below_received' using errcode = 'PL422', detail = 'amount_cents';
  end if;
  update public.lot set amount_cents = cents where id = of_it.id;
  update public.public_decision set amount_cents = cents where id = d.id;
  perform polder.write_entries(jsonb_build_array(jsonb_build_object(
    'key', 'decision:' || d.id || ':lowered:' || d.version, 'posted_on', polder.open_day(day), 'happened_on', day, 'event', 'amendment',
    'description', d.reference || ' · ' || document, 'reason', lower_decision.reason, 'source_kind', 'public_decision', 'source_id', d.id,
    'lines', jsonb_build_array(
      jsonb_build_object('account', 'commitments_given', 'lot', of_it.id, 'cents', d.amount_cents - cents),
      jsonb_build_object('account', 'committed_open', 'lot', of_it.id, 'cents', cents - d.amount_cents)))));
end $$;

-- Who recorded a determination does not take it back alone.
create or replace function polder.may_undetermine(decision uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select polder.actor() is distinct from (
    select m.actor_id from public.move_entry m
    where m.record_kind = 'public_decision' and m.record_id = decision and m.move = 'determine' order by m.id desc limit 1)
$$;

-- Reverse the determination of a decision that has just moved back, with the reason of the move.
create or replace function polder.undetermine(decision uuid) returns uuid[]
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  opposite jsonb;
begin
  if not polder.may('decision.undetermine') then
    raise exception 'ledger_not_yours' using errcode = 'PL403';
  end if;
  if not exists (select from public.public_decision d where d.id = decision and d.state = 'accounted') then
    raise exception 'decision_fixed' using errcode = 'PL409';
  end if;
  select jsonb_agg(polder.reversal(j.id, j.key || ':undone', polder.open_day(j.posted_on), polder.setting('reason')) -> 0 order by j.number)
  into opposite from public.journal_entry j
  where j.source_kind = 'public_decision' and j.source_id = decision and j.event = 'determination' and j.reverses_id is null
    and not exists (select from public.journal_entry r where r.reverses_id = j.id);
  return case when opposite is null then '{}' else polder.write_entries(opposite) end;
end $$;

create or replace function polder.decision_terms() returns trigger
language plpgsql as $$
begin
  if new.matching_key is not null and (tg_op = 'INSERT' or new.matching_key is distinct from old.matching_key)
     and not polder.matching_key_known(new.matching_key) then
    raise exception 'matching_key_unknown' using errcode = 'PL422', detail = 'matching_key';
  end if;
  if new.determined_on > polder.today() and (tg_op = 'INSERT' or new.determined_on is distinct from old.determined_on) then
    raise exception 'determined_ahead' using errcode = 'PL422', detail = 'determined_on';
  end if;
  if new.granted_on > polder.today() and (tg_op = 'INSERT' or new.granted_on is distinct from old.granted_on) then
    raise exception 'granted_ahead' using errcode = 'PL422', detail = 'granted_on';
  end if;
  -- Asked again when it is granted: what an organisation is may have been corrected since.
  if polder.gives_private_money(new.granter_id)
     and (tg_op = 'INSERT' or new.granter_id <> old.granter_id or (old.state = 'applied' and new.state <> 'applied')) then
    raise exception 'granter_private' using errcode = 'PL422', detail = 'granter_id';
  end if;
  if tg_op = 'INSERT' then
    return new;
  end if;
  -- What was granted becomes less only with its lot: see lower_decision.
  if old.state <> 'applied' and ((new.granter_id, new.title, new.granted_on, new.decision_number, new.matching_key)
     is distinct from (old.granter_id, old.title, old.granted_on, old.decision_number, old.matching_key)
     or (new.amount_cents <> old.amount_cents
         and not exists (select from public.lot l where l.decision_id = new.id and l.amount_cents = new.amount_cents))) then
    raise exception 'decision_fixed' using errcode = 'PL409', detail = 'amount_cents';
  end if;
  if old.state in ('determined', 'settled', 'repaid')
     and (new.determined_cents, new.determined_on, new.starts_on, new.ends_on, new.account_by, new.scheme)
       is distinct from (old.determined_cents, old.determined_on, old.starts_on, old.ends_on, old.account_by, old.scheme) then
    raise exception 'decision_fixed' using errcode = 'PL409', detail = 'determined_cents';
  end if;
  if old.state = 'determined' and new.state = 'accounted' and not polder.may_undetermine(new.id) then
    raise exception 'undetermined_by_another' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger b_terms before insert or update on public.public_decision
  for each row execute function polder.decision_terms();

-- At commit: a state that brings something about has brought it about.
create or replace function polder.effect_is_there() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if tg_table_name = 'agreement' then
    if exists (select from public.agreement a where a.id = new.id and a.state in ('active', 'fulfilled', 'defaulted') and a.in_force = 0) then
      raise exception 'effect_missing' using errcode = 'PL409';
    end if;
    if new.state = 'fulfilled' then
      perform from public.lot_balance b join public.lot l on l.id = b.lot_id where l.agreement_id = new.id order by b.lot_id for update of b;
      if exists (select from public.agreement a where a.id = new.id and a.state = 'fulfilled') and polder.agreement_open(new.id) then
        raise exception 'agreement_open' using errcode = 'PL409';
      end if;
    end if;
  elsif tg_table_name = 'agreement_version' then
    if exists (select from public.agreement_version v join public.agreement a on a.id = v.agreement_id
               where v.id = new.id and v.state = 'in_force' and a.in_force <> v.number) then
      raise exception 'effect_missing' using errcode = 'PL409';
    end if;
  elsif exists (select from public.public_decision d where d.id = new.id and d.state <> 'applied')
        and not exists (select from public.lot l where l.decision_id = new.id) then
    raise exception 'effect_missing' using errcode = 'PL409';
  elsif old.state = 'accounted' and new.state = 'determined' and exists (
      select from public.lot l join public.allocation a on a.lot_id = l.id where l.decision_id = new.id and a.state <> 'released') then
    raise exception 'effect_missing' using errcode = 'PL409';
  elsif old.state = 'determined' and new.state = 'accounted' and exists (
      select from public.lot_balance b join public.lot l on l.id = b.lot_id where l.decision_id = new.id and b.reported <> 0) then
    raise exception 'effect_missing' using errcode = 'PL409';
  end if;
  return null;
end $$;
drop trigger if exists c_effect on public.agreement;
create constraint trigger c_effect after update of state on public.agreement deferrable initially deferred
  for each row execute function polder.effect_is_there();
drop trigger if exists c_effect on public.agreement_version;
create constraint trigger c_effect after update of state on public.agreement_version deferrable initially deferred
  for each row execute function polder.effect_is_there();
drop trigger if exists c_effect on public.public_decision;
create constraint trigger c_effect after update of state on public.public_decision deferrable initially deferred
  for each row execute function polder.effect_is_there();

-- What of a determined decision must still go back to the State, in cents.
create or replace function polder.repayable(decision uuid) returns bigint
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(-sum(p.amount_cents), 0)::bigint from public.lot l join public.posting p on p.lot_id = l.id
    join public.ledger_account a on a.id = p.account_id and a.kind = 'repayable_to_state'
  where l.decision_id = decision
$$;

-- The version of a kind of right that was in force on this day; where there was none, the newest.
create or replace function polder.right_kind_on(wanted text, day date) returns uuid
language sql stable security definer set search_path = pg_catalog, public as $$
  select k.id from public.right_kind k where k.key = wanted and k.state = 'in_force'
  order by day between k.valid_from and coalesce(k.valid_until, 'infinity') desc, k.valid_from desc limit 1
$$;

-- The catalogue of funder rights to begin with, in force. Entered once, when the table is made; later versions and other
-- kinds are proposed and confirmed by people.
do $$ begin
  if not (select relrowsecurity from pg_class where oid = 'public.right_kind'::regclass) then
    insert into public.right_kind (state, key, name_nl, name_en, explanation_nl, explanation_en, takes_field, takes_term, response_days, source, valid_from)
    select 'in_force', a, b, c, d, e, f, g, h, i, j::date from (values
      ('notice', 'recht op melding', 'right to be told', 'De financier hoort van elke uitvinding uit zijn geld.',
       'The funder is told of every invention made with its money.', true, true, 30, 'Modelovereenkomst, artikel over resultaten / model contract, article on results', '2020-01-01'),
      ('first_negotiation', 'recht van eerste onderhandeling', 'right of first negotiation',
       'De financier mag als eerste over een licentie of overdracht onderhandelen.',
       'The funder may be the first to negotiate on a licence or transfer.', true, true, 90, 'Modelovereenkomst, artikel over resultaten / model contract, article on results', '2020-01-01'),
      ('first_refusal', 'recht van eerste weigering', 'right of first refusal',
       'De financier mag een bod van een ander overnemen.', 'The funder may match an offer that another has made.', true, true, 60,
       'Modelovereenkomst, artikel over resultaten / model contract, article on results', '2020-01-01'),
      ('non_exclusive_licence', 'niet-exclusieve licentie', 'non-exclusive licence',
       'De financier mag de resultaten in zijn vakgebied gebruiken.', 'The funder may use the results in its field.', true, true, null,
       'Modelovereenkomst, artikel over resultaten / model contract, article on results', '2020-01-01'),
      ('exclusive_option', 'optie op exclusieve licentie', 'option on an exclusive licence',
       'De financier mag binnen de termijn een exclusieve licentie in zijn vakgebied nemen.',
       'Within the term, the funder may take an exclusive licence in its field.', true, true, 180, 'Modelovereenkomst, artikel over resultaten / model contract, article on results', '2020-01-01'),
      ('publication_delay', 'uitstel van publicatie', 'delay of publication',
       'Een publicatie wacht hooguit deze dagen op een octrooiaanvraag.', 'A publication waits for a patent filing, for these days at most.',
       false, false, 30, 'Modelovereenkomst, artikel over publicaties / model contract, article on publications', '2020-01-01'),
      ('revenue_share', 'aandeel in de opbrengst', 'share in revenue',
       'De financier deelt in wat een licentie of onderneming opbrengt.', 'The funder shares in what a licence or company yields.', false, true, null,
       'Modelovereenkomst, artikel over exploitatie / model contract, article on exploitation', '2020-01-01')) as kind(a, b, c, d, e, f, g, h, i, j);
  end if;
end $$;
create or replace trigger b_closed before insert or update on public.right_kind for each row execute function polder.rule_on_open_days();
create or replace trigger b_version before insert or update on public.right_kind for each row execute function polder.rule_version();
create or replace trigger c_given_back after update of state on public.right_kind for each row when (old.state = 'in_force') execute function polder.rule_given_back();

-- One import at a time: what it looked at stays. It posts in several calls, because one of them takes time that grows faster
-- than its entries. So, given the lots (none yet: an empty array), it locks first, in the ledger's order, all lots and accounts
-- that it will post to: then nobody waits for it in a circle.
create or replace function polder.lock_for_import(lots uuid[]) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if not polder.may('funding.import') then
    raise exception 'ledger_not_yours' using errcode = 'PL403';
  end if;
  perform pg_advisory_xact_lock(hashtext('polder.funding_import'));
  perform from public.lot_balance b where b.lot_id = any(lots) order by b.lot_id for update;
  perform from public.account_balance b join public.ledger_account a on a.id = b.account_id
  where lots is not null and (a.lot_id = any(lots) or a.kind in ('bank', 'commitments_given')) order by b.account_id for update of b;
end $$;

-- What was read in stays as it is told.
create or replace function polder.funding_import_fixed() returns trigger
language plpgsql as $$
begin
  if old.finished_at is not null
     or (new.kind, new.file_name, new.sha256, new.created_by) is distinct from (old.kind, old.file_name, old.sha256, old.created_by) then
    raise exception 'append_only' using errcode = 'PL409', detail = 'funding_import';
  end if;
  return new;
end $$;
create or replace trigger b_fixed before update on public.funding_import for each row execute function polder.funding_import_fixed();

-- The promises of allocations. Whatever they say of a lot is said with that lot locked, so that two people cannot plan the
-- same euro.

-- The costs attributed to an allocation, in cents; those reversed left out.
create or replace function polder.allocation_spent(allocation uuid) returns bigint
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(sum(p.amount_cents), 0)::bigint
  from public.journal_entry e join public.posting p on p.entry_id = e.id
    join public.ledger_account a on a.id = p.account_id and a.kind = 'project_cost'
  where e.source_kind = 'allocation' and e.source_id = allocation
$$;

-- What of these costs was reported to the funder, in cents.
create or replace function polder.allocation_reported(allocation uuid) returns bigint
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(-sum(p.amount_cents), 0)::bigint
  from public.journal_entry e join public.posting p on p.entry_id = e.id
    join public.ledger_account a on a.id = p.account_id and a.kind = 'reported_income'
  where e.source_kind = 'allocation' and e.source_id = allocation
$$;

-- What of these costs can be reported on this day, in cents: costs made until then, and not reported then or later.
create or replace function polder.allocation_unreported(allocation uuid, day date) returns bigint
language sql stable security definer set search_path = pg_catalog, public as $$
  select min(s.rest)::bigint
  from (select m.day, sum(sum(m.cents)) over (order by m.day) as rest
        from (select e.happened_on as day, p.amount_cents as cents
              from public.journal_entry e join public.posting p on p.entry_id = e.id
                join public.ledger_account a on a.id = p.account_id and a.kind in ('project_cost', 'reported_income')
              where e.source_kind = 'allocation' and e.source_id = allocation
              union all select allocation_unreported.day, 0) as m group by m.day) as s
  where s.day >= allocation_unreported.day
$$;

-- What an allocation still holds: booked, minus the costs attributed to it and what was released, in cents.
create or replace function polder.allocation_rest(allocation uuid) returns bigint
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(-sum(p.amount_cents), 0)::bigint
  from public.journal_entry e join public.posting p on p.entry_id = e.id
    join public.ledger_account a on a.id = p.account_id and a.kind = 'allocated'
  where e.source_kind = 'allocation' and e.source_id = allocation
$$;

-- What of a lot is planned, booked or was spent by allocations that are over; one of them may be left out. In cents.
create or replace function polder.lot_planned(of_lot uuid, except_for uuid) returns bigint
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(sum(case when a.state = 'released' then polder.allocation_spent(a.id) else a.amount_cents end), 0)::bigint
  from public.allocation a where a.lot_id = of_lot and a.id is distinct from except_for
$$;

-- Is this money of a decision that was determined? Then it is income or goes back, and serves no purpose any more.
create or replace function polder.lot_determined(of_lot uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (select from public.lot l join public.public_decision d on d.id = l.decision_id
                 where l.id = of_lot and d.state in ('determined', 'settled', 'repaid'))
$$;

-- Until the end of this transaction, nobody else plans on this lot or books of it.
create or replace function polder.hold_lot(of_lot uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  perform from public.lot l where l.id = of_lot for update;
end $$;

-- The days that a lot may be allocated on. A subsidy pays costs of its term. The last tranche of an agreement may fall due until
-- two years after its end, and is spent after it came.
create or replace function polder.lot_term(of_lot uuid, out begins date, out ends date)
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(d.starts_on, a.starts_on), coalesce(d.ends_on, (a.ends_on + interval '2 years')::date)
  from public.lot l left join public.public_decision d on d.id = l.decision_id left join public.agreement a on a.id = l.agreement_id
  where l.id = of_lot
$$;

create or replace function polder.allocation_fits() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  of_lot public.lot;
  meant public.purpose;
  term record;
begin
  if tg_op = 'UPDATE' then
    -- Booked on the day of the move; nobody says otherwise.
    new.booked_on := case when new.state = 'booked' then coalesce(old.booked_on, polder.open_day(polder.today()))
                     else old.booked_on end;
    if (new.lot_id, new.purpose_id, new.amount_cents) is distinct from (old.lot_id, old.purpose_id, old.amount_cents)
       and old.state <> 'planned' then
      raise exception 'allocation_fixed' using errcode = 'PL409', detail = 'amount_cents';
    end if;
    if old.booked_on is not null and new.from_day <> old.from_day
       or (old.state = 'released' and (new.until_day, new.note) is distinct from (old.until_day, old.note)) then
      raise exception 'allocation_fixed' using errcode = 'PL409', detail = 'from_day';
    end if;
  end if;
  select * into of_lot from public.lot where id = new.lot_id for update;
  if of_lot.id is null then
    return new;  -- its foreign key says so
  end if;
  if of_lot.in_kind then
    raise exception 'lot_in_kind' using errcode = 'PL422', detail = 'lot_id';
  end if;
  if new.state <> 'released' and polder.lot_determined(new.lot_id) then
    raise exception 'lot_determined' using errcode = 'PL409', detail = 'lot_id';
  end if;
  -- What was written off or went back is not there to be planned.
  if new.state <> 'released' and (tg_op = 'INSERT' or (new.lot_id, new.amount_cents) is distinct from (old.lot_id, old.amount_cents))
     and polder.lot_planned(new.lot_id, new.id) + new.amount_cents > of_lot.amount_cents
       - coalesce((select b.written_off + b.returned from public.lot_balance b where b.lot_id = new.lot_id), 0) then
    raise exception 'lot_overplanned' using errcode = 'PL409', detail = 'amount_cents';
  end if;
  if tg_op = 'INSERT' or (new.lot_id, new.from_day, new.until_day) is distinct from (old.lot_id, old.from_day, old.until_day) then
    select * into term from polder.lot_term(new.lot_id);
    if new.from_day < term.begins then
      raise exception 'before_term' using errcode = 'PL422', detail = 'from_day';
    end if;
    if new.until_day > term.ends and of_lot.decision_id is not null then
      raise exception 'after_decision' using errcode = 'PL422', detail = 'until_day';
    end if;
    if new.until_day > term.ends then
      raise exception 'after_agreement' using errcode = 'PL422', detail = 'until_day';
    end if;
  end if;
  if of_lot.pool_id is not null and new.state <> 'released' and not exists (
      select from public.pool_purpose p where p.pool_id = of_lot.pool_id and p.purpose_id = new.purpose_id) then
    raise exception 'purpose_not_in_pool' using errcode = 'PL422', detail = 'purpose_id';
  end if;
  select * into meant from public.purpose where id = new.purpose_id;
  if new.from_day < meant.valid_from or new.until_day > meant.valid_until then
    raise exception 'outside_purpose' using errcode = 'PL422', detail = 'from_day';
  end if;
  return new;
end $$;
create or replace trigger b_fits before insert or update on public.allocation
  for each row execute function polder.allocation_fits();

-- What a lot was allocated to holds it: it cannot become less than that, nor move to a pool that forbids it.
create or replace function polder.lot_keeps_allocations() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if new.amount_cents < polder.lot_planned(new.id, null) then
    raise exception 'lot_overplanned' using errcode = 'PL409', detail = 'amount_cents';
  end if;
  if new.pool_id is distinct from old.pool_id and exists (
      select from public.allocation a where a.lot_id = new.id and a.state <> 'released' and not exists (
        select from public.pool_purpose p where p.pool_id = new.pool_id and p.purpose_id = a.purpose_id)) then
    raise exception 'purpose_not_in_pool' using errcode = 'PL409', detail = 'pool_id';
  end if;
  return new;
end $$;
create or replace trigger b_allocated before update of amount_cents, pool_id on public.lot
  for each row execute function polder.lot_keeps_allocations();

-- Nor does the term of a decision or agreement, while money is allocated outside it or costs were made there.
create or replace function polder.term_keeps_allocations() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  perform from public.lot l where new.id in (l.decision_id, l.agreement_id) order by l.id for update;
  if exists (
      select from public.lot l cross join polder.lot_term(l.id) t join public.allocation a on a.lot_id = l.id
      where new.id in (l.decision_id, l.agreement_id) and (
        a.state <> 'released' and (a.from_day < t.begins or a.until_day > t.ends)
        or exists (select from public.journal_entry e where e.source_kind = 'allocation' and e.source_id = a.id and e.event = 'cost'
                     and e.reverses_id is null and e.happened_on not between t.begins and t.ends
                     and not exists (select from public.journal_entry r where r.reverses_id = e.id)))) then
    raise exception 'term_allocated' using errcode = 'PL422', detail = case when new.starts_on > old.starts_on then 'starts_on' else 'ends_on' end;
  end if;
  return null;
end $$;
create or replace trigger c_allocated after update of starts_on, ends_on on public.public_decision
  for each row when (new.starts_on > old.starts_on or new.ends_on < old.ends_on) execute function polder.term_keeps_allocations();
create or replace trigger c_allocated after update of starts_on, ends_on on public.agreement
  for each row when (new.starts_on > old.starts_on or new.ends_on < old.ends_on) execute function polder.term_keeps_allocations();

create or replace function polder.pool_keeps_purposes() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  -- The pool's lots are locked, as planning on them does.
  perform from public.lot l where l.pool_id = old.pool_id order by l.id for update;
  if exists (select from public.allocation a join public.lot l on l.id = a.lot_id
             where l.pool_id = old.pool_id and a.purpose_id = old.purpose_id and a.state <> 'released') then
    raise exception 'pool_purpose_used' using errcode = 'PL409', detail = 'purposes';
  end if;
  return old;
end $$;
create or replace trigger b_used before delete on public.pool_purpose
  for each row execute function polder.pool_keeps_purposes();

-- A cost names an allocation that was booked, is posted no earlier than that was, and was made in its period; a report comes
-- after it began. (What names none is held by the balance below alone.)
create or replace function polder.cost_after_booking() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  of_it public.allocation;
begin
  select * into of_it from public.allocation a where a.id = new.source_id;
  if new.event = 'report' then
    if new.happened_on < of_it.from_day then
      raise exception 'reported_before' using errcode = 'PL422', detail = 'day';
    end if;
  elsif of_it.booked_on is null then
    raise exception 'cost_not_booked' using errcode = 'PL409', detail = 'source_id';
  elsif new.posted_on < of_it.booked_on then
    raise exception 'cost_before_booking' using errcode = 'PL422', detail = 'posted_on';
  elsif new.happened_on not between of_it.from_day and of_it.until_day then
    raise exception 'cost_outside' using errcode = 'PL422', detail = 'day';
  end if;
  return new;
end $$;
create or replace trigger b_cost before insert on public.journal_entry
  for each row when (new.event in ('cost', 'report') and new.reverses_id is null and new.source_kind = 'allocation')
  execute function polder.cost_after_booking();

-- At commit: a cost is of the lot and purpose of its allocation, and what was allocated was there on its day and is on every
-- day since. Its accounts are locked until then.
create or replace function polder.cost_covered() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if exists (
      select from public.posting p join public.ledger_account a on a.id = p.account_id and a.kind = 'allocated'
        join public.allocation o on o.id = new.source_id and new.source_kind = 'allocation'
      where p.entry_id = new.id and (a.lot_id, a.purpose_id) <> (o.lot_id, o.purpose_id)) then
    raise exception 'cost_of_another' using errcode = 'PL422', detail = 'source_id';
  end if;
  if exists (
      select from public.posting c join public.ledger_account a on a.id = c.account_id and a.kind = 'allocated'
        cross join lateral (
          select p.posted_on, sum(sum(p.amount_cents)) over (order by p.posted_on) as drawn
          from public.posting p where p.account_id = a.id group by p.posted_on) as day
      where c.entry_id = new.id and day.posted_on >= new.posted_on and day.drawn > 0) then
    raise exception 'cost_before_booking' using errcode = 'PL422', detail = 'posted_on';
  end if;
  return null;
end $$;
drop trigger if exists c_cost on public.journal_entry;
create constraint trigger c_cost after insert on public.journal_entry deferrable initially deferred
  for each row when (new.event = 'cost' and new.reverses_id is null) execute function polder.cost_covered();

-- At commit: no more of an allocation is reported than its costs, on any day, whichever of the two changed.
create or replace function polder.report_covered() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if polder.allocation_unreported(new.source_id, new.happened_on) < 0 then
    raise exception 'reported_unspent' using errcode = 'PL409', detail = 'cents';
  end if;
  return null;
end $$;
drop trigger if exists c_reported on public.journal_entry;
create constraint trigger c_reported after insert on public.journal_entry deferrable initially deferred
  for each row when (new.source_kind = 'allocation' and (new.event = 'report' or new.event = 'cost' and new.reverses_id is not null))
  execute function polder.report_covered();

-- What was asked stays as it was asked: numbers without gaps, given by the database; content fixed from then on; what
-- closes a line is what the ledger booked.

-- ISO 11649: RF, two check digits (ISO 7064, mod 97-10), the reference.
create or replace function polder.rf_reference(reference text) returns text
language sql immutable strict as $$
  select 'RF' || lpad((98 - (string_agg(case when c ~ '[0-9]' then c else (ascii(c) - 55)::text end, '' order by n)
    || '271500')::numeric % 97)::text, 2, '0') || clean
  from (select upper(regexp_replace(reference, '[^0-9A-Za-z]', '', 'g')) as clean) as r,
    regexp_split_to_table(clean, '') with ordinality as t(c, n)
  group by clean
$$;

create or replace function polder.invoice_rule(wanted text, day date) returns bigint
language sql stable security definer set search_path = pg_catalog, public as $$
  select r.value from public.invoice_rule r
  where r.key = wanted and r.state = 'in_force' and day between r.valid_from and coalesce(r.valid_until, 'infinity')
$$;

-- What of each line is still open, in cents. Whoever asks sees their own invoices.
create or replace function polder.open_invoice_lines(invoice uuid)
returns table (line_id uuid, lot_id uuid, "position" int, amount_cents bigint, open_cents bigint)
language sql stable as $$
  select l.id, l.lot_id, l.position, l.amount_cents, l.amount_cents - coalesce(s.cents, 0)::bigint
  from public.invoice_line l left join lateral (
    select sum(s.amount_cents) as cents from public.invoice_settlement s
    where s.line_id = l.id and s.kind <> 'overpayment') as s on true
  where l.invoice_id = invoice order by l.position
$$;

create or replace function polder.invoice_open(invoice uuid) returns bigint
language sql stable as $$
  select coalesce(sum(o.open_cents), 0)::bigint from polder.open_invoice_lines(invoice) o
$$;

-- What was settled in these ways, in cents.
create or replace function polder.invoice_settled(invoice uuid, variadic kinds text[]) returns bigint
language sql stable as $$
  select coalesce(sum(s.amount_cents), 0)::bigint from public.invoice_settlement s where s.invoice_id = invoice and s.kind = any(kinds)
$$;

-- What of an invoice was written off at the invoice itself, and not taken back, in cents. What the bank's desk wrote off with a
-- payment goes with the settlement of that payment.
create or replace function polder.invoice_written_off(invoice uuid) returns bigint
language sql stable as $$
  select coalesce(sum(s.amount_cents), 0)::bigint from public.invoice_settlement s join public.journal_entry e on e.id = s.entry_id
  where s.invoice_id = invoice and s.kind = 'write_off' and e.source_kind = 'funder_invoice'
$$;

-- What came of an invoice, for whoever may see it: on the day that the bank booked it, or of the entry behind it; `undone`
-- says of an entry that it was reversed, or is itself a reversal.
create or replace function polder.invoice_course(invoice uuid)
returns table (at timestamptz, id uuid, "on" date, kind text, tranche int, amount_cents bigint, entry_id uuid, undone text)
language sql stable security definer set search_path = pg_catalog, public as $$
  select s.created_at, s.id, coalesce(b.booked_on, e.posted_on, (s.created_at at time zone 'Europe/Amsterdam')::date), s.kind,
    t.position, s.amount_cents, s.entry_id,
    case when e.reverses_id is not null then 'reversal'
      when exists (select from public.journal_entry u where u.reverses_id = e.id) then 'reversed' end
  from public.funder_invoice i join public.invoice_settlement s on s.invoice_id = i.id
    join public.invoice_line l on l.id = s.line_id join public.lot t on t.id = l.lot_id
    left join public.journal_entry e on e.id = s.entry_id
    left join public.bank_entry b on e.source_kind = 'bank_entry' and b.id = e.source_id and e.reverses_id is null
  where i.id = invoice and (polder.may('funding.read') or i.funder_id = any(polder.scope('funding.own')))
$$;

-- What of a lot may still be asked: promised and not called, less what lies validated and not sent yet.
create or replace function polder.lot_invoiceable(lot uuid) returns bigint
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(sum(b.balance_cents) filter (where a.kind = 'committed_open'), 0)::bigint
    - (select coalesce(sum(l.amount_cents), 0)::bigint from public.invoice_line l join public.funder_invoice i on i.id = l.invoice_id
       where l.lot_id = lot and i.kind = 'invoice' and i.state = 'validated')
  from public.ledger_account a join public.account_balance b on b.account_id = a.id where a.lot_id = lot
$$;

-- What a credit note may still take back of a line: what is open, less what lies validated and not sent yet.
create or replace function polder.line_creditable(invoice uuid, lot uuid) returns bigint
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(sum(o.open_cents), 0)::bigint
    - (select coalesce(sum(l.amount_cents), 0)::bigint from public.invoice_line l join public.funder_invoice i on i.id = l.invoice_id
       where i.credits_id = invoice and l.lot_id = lot and i.state = 'validated')
  from polder.open_invoice_lines(invoice) o where o.lot_id = lot
$$;

-- Money is asked for only when what it was promised on has happened.
create or replace function polder.conditions_met(invoice uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select not exists (select from public.invoice_line x join public.lot l on l.id = x.lot_id
                     where x.invoice_id = invoice and l.condition is not null and l.condition_met_on is null)
$$;

-- Lines are those of a draft, and of its own agreement: one that is paid in money. What a credit note takes back is open.
create or replace function polder.invoice_line_fits() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  i public.funder_invoice;
begin
  select * into i from public.funder_invoice where id = coalesce(new.invoice_id, old.invoice_id) for update;
  if i.state is distinct from 'draft' or (tg_op = 'UPDATE' and new.invoice_id <> old.invoice_id) then
    raise exception 'invoice_fixed' using errcode = 'PL409', detail = 'lines';
  end if;
  if tg_op <> 'DELETE' and not exists (
      select from public.lot l where l.id = new.lot_id and l.agreement_id = i.agreement_id and not l.in_kind) then
    raise exception 'lot_not_of_agreement' using errcode = 'PL422', detail = 'lines';
  end if;
  if tg_op <> 'DELETE' and i.kind = 'credit_note' and not exists (
      select from public.invoice_line l where l.invoice_id = i.credits_id and l.lot_id = new.lot_id) then
    raise exception 'lot_not_invoiced' using errcode = 'PL422', detail = 'lines';
  end if;
  if tg_op <> 'DELETE' and i.kind = 'credit_note' and new.amount_cents > polder.line_creditable(i.credits_id, new.lot_id) then
    raise exception 'credited_too_much' using errcode = 'PL422', detail = 'lines';
  end if;
  return coalesce(new, old);
end $$;
create or replace trigger b_fits before insert or update or delete on public.invoice_line
  for each row execute function polder.invoice_line_fits();

create or replace function polder.invoice_total() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  update public.funder_invoice i set amount_cents = t.cents
  from (select coalesce(sum(l.amount_cents), 0)::bigint as cents from public.invoice_line l
        where l.invoice_id = coalesce(new.invoice_id, old.invoice_id)) as t
  where i.id = coalesce(new.invoice_id, old.invoice_id) and i.amount_cents <> t.cents;
  return null;
end $$;
create or replace trigger c_total after insert or update or delete on public.invoice_line
  for each row execute function polder.invoice_total();

-- The next number of a funder; its series is locked until the transaction ends, so that none is lost or given twice.
create or replace function polder.next_invoice_number(funder uuid, out code int, out number int)
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if not exists (select from public.invoice_series s where s.funder_id = funder) then
    perform pg_advisory_xact_lock(hashtext('polder.invoice_series'));
    insert into public.invoice_series (funder_id, code, last_number)
    select funder, c, 0 from (
      select c from generate_series(100, 999) as c where not exists (select from public.invoice_series s where s.code = c)
      union all select c from generate_series(1000, 9999) as c
      where not exists (select from public.invoice_series s where s.code = c)
        and (select count(*) >= 900 from public.invoice_series s where s.code < 1000)) as free
    order by random() limit 1
    on conflict (funder_id) do nothing;
  end if;
  update public.invoice_series s set last_number = s.last_number + 1 where s.funder_id = funder
  returning s.code, s.last_number into code, number;
end $$;

-- An invoice begins as an empty draft of its agreement; it gets its number as it is validated; from then on it is fixed.
create or replace function polder.invoice_terms() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  given record;
begin
  if tg_op = 'DELETE' then
    if old.state <> 'draft' then
      raise exception 'invoice_fixed' using errcode = 'PL409', detail = 'id';
    end if;
    return old;
  end if;
  if tg_op = 'INSERT' then
    if num_nonnulls(new.number, new.number_text, new.rf_reference, new.issued_on, new.sent_at, new.sent_to) > 0 or new.amount_cents <> 0 then
      raise exception 'invoice_number_given' using errcode = 'PL422', detail = 'number';
    end if;
    if not exists (select from public.agreement a where a.id = new.agreement_id and a.funder_id = new.funder_id)
       or (new.credits_id is not null and not exists (
         select from public.funder_invoice i where i.id = new.credits_id and i.kind = 'invoice' and i.state <> 'draft'
           and i.agreement_id = new.agreement_id)) then
      raise exception 'invoice_of_another' using errcode = 'PL422', detail = 'agreement_id';
    end if;
    return new;
  end if;
  if (new.agreement_id, new.funder_id, new.kind, new.credits_id) is distinct from (old.agreement_id, old.funder_id, old.kind, old.credits_id) then
    raise exception 'invoice_fixed' using errcode = 'PL409', detail = 'agreement_id';
  end if;
  if new.kind = 'invoice' and (old.state, new.state) in (('draft', 'validated'), ('validated', 'sent')) and not polder.conditions_met(new.id) then
    raise exception 'condition_open' using errcode = 'PL409', detail = 'lines';
  end if;
  if new.state = 'written_off' and old.state <> 'written_off' and polder.invoice_open(new.id) > 0 and not polder.write_off_agreed(new.id) then
    raise exception 'write_off_alone' using errcode = 'PL409', detail = 'id';
  end if;
  if old.state = 'draft' then
    if (new.number, new.number_text, new.rf_reference, new.issued_on, new.sent_at, new.sent_to) is distinct from (null, null, null, null, null, null)
       or new.amount_cents <> (select coalesce(sum(l.amount_cents), 0) from public.invoice_line l where l.invoice_id = new.id) then
      raise exception 'invoice_number_given' using errcode = 'PL422', detail = 'number';
    end if;
    if new.state = 'validated' then
      perform from public.lot l where l.id in (select x.lot_id from public.invoice_line x where x.invoice_id = new.id) order by l.id for update;
      if exists (select from public.invoice_line l where l.invoice_id = new.id and l.amount_cents >
          case new.kind when 'invoice' then polder.lot_invoiceable(l.lot_id) else polder.line_creditable(new.credits_id, l.lot_id) end) then
        raise exception 'more_than_open' using errcode = 'PL409', detail = 'lines';
      end if;
      select * into given from polder.next_invoice_number(new.funder_id);
      new.issued_on := polder.today();
      new.number := given.number;
      new.number_text := to_char(new.issued_on, 'YYYY') || '-F' || given.code || '-' || lpad(given.number::text, greatest(4, length(given.number::text)), '0');
      new.rf_reference := polder.rf_reference(new.number_text);
      if new.kind = 'invoice' then
        -- The first of the agreed days counts for the whole: with a later one, a tranche that is late would be late no more. Who
        -- asks for a tranche before its day says so by a due day of their own, or by an invoice of its own.
        new.due_on := coalesce(new.due_on, greatest(new.issued_on + polder.invoice_rule('payment_days', new.issued_on)::int,
          (select min(l.due_on) from public.lot l join public.invoice_line x on x.lot_id = l.id where x.invoice_id = new.id)));
      else
        new.due_on := null;
      end if;
    end if;
    return new;
  end if;
  if to_jsonb(new) - '{state,version,updated_at,sent_at,sent_to,search}'::text[] <> to_jsonb(old) - '{state,version,updated_at,sent_at,sent_to,search}'::text[]
     or (old.sent_at is not null and (new.sent_at, new.sent_to) is distinct from (old.sent_at, old.sent_to)) then
    raise exception 'invoice_fixed' using errcode = 'PL409', detail = 'id';
  end if;
  return new;
end $$;
create or replace trigger b_terms before insert or update or delete on public.funder_invoice
  for each row execute function polder.invoice_terms();

-- No line is closed by more than it asks, or by less than nothing. What was written off is no debt when it comes after all.
create or replace function polder.settlement_fits() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  i public.funder_invoice;
  still_open bigint;
begin
  select * into i from public.funder_invoice where id = new.invoice_id for update;
  if i.kind is distinct from 'invoice' or i.state = 'draft' or (i.state = 'validated' and new.entry_id is not null)
     or (i.state <> 'validated' and new.entry_id is null)
     or not exists (select from public.invoice_line l where l.id = new.line_id and l.invoice_id = i.id) then
    raise exception 'settlement_unfit' using errcode = 'PL409', detail = 'invoice_id';
  end if;
  if new.kind = 'overpayment' and new.amount_cents > 0 and polder.invoice_written_off(i.id) > 0
     and exists (select from public.journal_entry e where e.id = new.entry_id and e.reverses_id is null) then
    raise exception 'written_off_before' using errcode = 'PL409', detail = 'invoice_id';
  end if;
  select l.amount_cents - coalesce(sum(s.amount_cents), 0) into still_open
  from public.invoice_line l left join public.invoice_settlement s on s.line_id = l.id and s.kind <> 'overpayment'
  where l.id = new.line_id group by l.amount_cents;
  if new.kind <> 'overpayment' and (still_open - new.amount_cents < 0
      or still_open - new.amount_cents > (select l.amount_cents from public.invoice_line l where l.id = new.line_id)) then
    raise exception 'more_than_open' using errcode = 'PL409', detail = 'amount_cents';
  end if;
  return new;
end $$;
create or replace trigger b_fits before insert on public.invoice_settlement for each row execute function polder.settlement_fits();

-- At commit: what an entry closes of a lot's lines is what it took off that lot's receivable. Of what it put to what was
-- overpaid, or gave back, it is at most all: a lot may be overpaid without an invoice.
create or replace function polder.settlement_booked() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if exists (
    select from (
      select l.lot_id, sum(s.amount_cents) as cents from public.invoice_settlement s join public.invoice_line l on l.id = s.line_id
      where s.entry_id = new.entry_id and (s.kind = 'overpayment') = (new.kind = 'overpayment') group by l.lot_id) as closed
      cross join lateral (
        select coalesce(-sum(p.amount_cents), 0) as cents from public.posting p join public.ledger_account a on a.id = p.account_id
        where p.entry_id = new.entry_id and p.lot_id = closed.lot_id
          and a.kind = case new.kind when 'overpayment' then 'overpayment' else 'receivable' end) as booked
    where case new.kind when 'overpayment' then closed.cents not between least(booked.cents, 0) and greatest(booked.cents, 0)
                        else closed.cents <> booked.cents end) then
    raise exception 'settlement_not_booked' using errcode = 'PL409', detail = 'entry_id';
  end if;
  return null;
end $$;
drop trigger if exists c_booked on public.invoice_settlement;
create constraint trigger c_booked after insert on public.invoice_settlement deferrable initially deferred
  for each row when (new.entry_id is not null) execute function polder.settlement_booked();

-- The receivable of the ledger against the invoices behind it: every lot where the two differ.
create or replace function polder.wrong_receivables() returns table (lot_number bigint, booked bigint, open bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  select l.number, coalesce(r.cents, 0)::bigint, coalesce(o.cents, 0)::bigint
  from public.lot l
    left join (select a.lot_id, sum(b.balance_cents) as cents from public.ledger_account a
               join public.account_balance b on b.account_id = a.id where a.kind = 'receivable' group by 1) as r on r.lot_id = l.id
    left join (select x.lot_id, sum(x.amount_cents - coalesce(s.cents, 0)) as cents
               from public.invoice_line x join public.funder_invoice i on i.id = x.invoice_id
                 and i.kind = 'invoice' and i.state not in ('draft', 'validated') and i.sent_at is not null
               left join (select line_id, sum(amount_cents) as cents from public.invoice_settlement where kind <> 'overpayment' group by 1) as s
                 on s.line_id = x.id group by 1) as o on o.lot_id = l.id
  where coalesce(r.cents, 0) <> coalesce(o.cents, 0) order by l.number
$$;

-- What an invoice said when it was validated is written down then, once.
create or replace function polder.invoice_file_fits() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if not exists (select from public.funder_invoice i where i.id = new.invoice_id and i.state = 'validated') then
    raise exception 'invoice_fixed' using errcode = 'PL409', detail = 'invoice_id';
  end if;
  return new;
end $$;
create or replace trigger b_fits before insert on public.invoice_file for each row execute function polder.invoice_file_fits();

-- Somebody else than who writes it off has agreed, where the amount asks for that: to this amount, and for one write-off.
create or replace function polder.write_off_agreed(invoice uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select polder.invoice_open(invoice) <= coalesce(polder.invoice_rule('write_off_second_person', polder.today()), 0)
    or exists (select from public.write_off_consent c where c.invoice_id = invoice
               and c.amount_cents = polder.invoice_open(invoice) and c.created_by is distinct from polder.actor()
               and not exists (select from public.move_entry m where m.record_kind = 'funder_invoice' and m.record_id = invoice
                               and m.move = 'write_off' and m.at >= c.created_at))
$$;

-- The opposite of what was written off of an invoice that has just been opened again; its entries.
create or replace function polder.recover_write_off(invoice uuid) returns uuid[]
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  opposite jsonb;
begin
  if not polder.may('invoice.write_off') then
    raise exception 'write_off_not_yours' using errcode = 'PL403';
  end if;
  select jsonb_agg(o order by e.number) into opposite
  from public.journal_entry e join public.funder_invoice i on i.id = e.source_id and i.state = 'sent'
    cross join lateral jsonb_array_elements(polder.reversal(e.id, 'reversal:' || e.id, polder.open_day(polder.today()), polder.setting('reason'))) as o
  where e.source_kind = 'funder_invoice' and e.source_id = invoice and e.event = 'write_off' and e.reverses_id is null
    and not exists (select from public.journal_entry r where r.reverses_id = e.id);
  if opposite is null then
    raise exception 'entry_unknown' using errcode = 'PL422', detail = 'entry_id';
  end if;
  return polder.write_entries(opposite);
end $$;

-- The figures to begin with, in force. Entered once, when the table is made; later versions are proposed and confirmed by
-- people.
do $$ begin
  if not (select relrowsecurity from pg_class where oid = 'public.invoice_rule'::regclass) then
    insert into public.invoice_rule (state, key, name_nl, name_en, value, source, valid_from) values
      ('in_force', 'payment_days', 'Betaaltermijn in dagen', 'Days to pay', 30,
       'Burgerlijk Wetboek, artikelen 6:119a en 6:119b: dertig dagen, tenzij anders afgesproken', '2013-03-16'),
      ('in_force', 'write_off_second_person', 'Afboeken: tweede persoon boven', 'Writing off: a second person above', 25000,
       'Eigen beleid bij het begin, door het instituut te bevestigen / own policy at the start, for the institute to confirm', '2020-01-01');
  end if;
end $$;
create or replace trigger b_closed before insert or update on public.invoice_rule for each row execute function polder.rule_on_open_days();
create or replace trigger b_version before insert or update on public.invoice_rule for each row execute function polder.rule_version();
create or replace trigger c_given_back after update of state on public.invoice_rule for each row when (old.state = 'in_force') execute function polder.rule_given_back();

-- What the bank wrote stays as it wrote it; what it settles is held to the limits here, whoever asks.

create or replace function polder.entry_fixed() returns trigger
language plpgsql as $$
begin
  if (to_jsonb(new) - '{state,version,updated_at,search}'::text[]) <> (to_jsonb(old) - '{state,version,updated_at,search}'::text[]) then
    raise exception 'append_only' using errcode = 'PL409', detail = 'bank_entry';
  end if;
  return new;
end $$;
create or replace trigger b_fixed before update on public.bank_entry for each row execute function polder.entry_fixed();

-- The report of an import is written once, with the import.
create or replace function polder.import_fixed() returns trigger
language plpgsql as $$
begin
  if old.created_at <> now() then
    raise exception 'append_only' using errcode = 'PL409', detail = 'bank_import';
  end if;
  return new;
end $$;
create or replace trigger b_fixed before update on public.bank_import for each row execute function polder.import_fixed();

-- The limits of today.
create or replace function polder.settlement_limits() returns table (second_person bigint, rounding bigint, bank_fee bigint, write_off bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(max(r.second_person_cents), 0), coalesce(max(r.rounding_cents), 0),
    coalesce(max(r.bank_fee_cents), 0), coalesce(polder.invoice_rule('write_off_second_person', polder.today()), 0)
  from public.settlement_rule r
  where polder.today() between r.valid_from and coalesce(r.valid_until, 'infinity')
$$;

-- What the lines of an entry come to, against its amount and the limits.
create or replace function polder.entry_lines(entry uuid) returns table (
  lines bigint, adds_up boolean, rounding_within boolean, needs_second boolean, by_another boolean, written_off bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  select s.lines, coalesce(s.money = abs(e.amount_cents), false), coalesce(s.rounding <= l.rounding, true),
    abs(e.amount_cents) > l.second_person or s.written_off > l.write_off or s.fees > l.bank_fee,
    s.lines > 0 and s.others = s.lines, s.written_off
  from public.bank_entry e, polder.settlement_limits() l, lateral (
    select count(*) as lines, sum(x.amount_cents) as money,
      max(abs(x.difference_cents)) filter (where x.difference_kind = 'rounding') as rounding,
      coalesce(sum(x.difference_cents) filter (where x.difference_kind = 'write_off'), 0)::bigint as written_off,
      coalesce(sum(x.difference_cents) filter (where x.difference_kind = 'bank_fee'), 0)::bigint as fees,
      count(*) filter (where x.created_by <> polder.actor()) as others
    from public.settlement x where x.entry_id = e.id and x.ended_at is null) as s
  where e.id = entry
$$;

-- Nobody alone brings a large receipt in and says that it is no contribution. What a job or command brought in is nobody's.
create or replace function polder.may_set_aside(entry uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select abs(e.amount_cents) <= (select l.second_person from polder.settlement_limits() l)
    or i.created_by is distinct from polder.actor()
  from public.bank_entry e join public.bank_statement s on s.id = e.statement_id join public.bank_import i on i.id = s.import_id
  where e.id = entry
$$;

-- What took two to settle takes two to undo: not whoever settled it.
create or replace function polder.may_unsettle(entry uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select not l.needs_second or polder.actor() is distinct from (
    select m.actor_id from public.move_entry m
    where m.record_kind = 'bank_entry' and m.record_id = entry and m.move = 'match' order by m.id desc limit 1)
  from polder.entry_lines(entry) l
$$;

create or replace function polder.entry_undone() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if not polder.may_unsettle(new.id) then
    raise exception 'undone_by_another' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger b_undone before update of state on public.bank_entry
  for each row when (old.state in ('matched', 'locked') and new.state not in ('matched', 'locked')) execute function polder.entry_undone();

-- The bank books nothing on a day to come; a notification may announce it.
create or replace function polder.entries_came() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if exists (select from added e where e.booked_on > polder.today() + 1 and not e.notification) then
    raise exception 'booked_ahead' using errcode = 'PL422', detail = 'file';
  end if;
  return null;
end $$;
create or replace trigger b_came after insert on public.bank_entry referencing new table as added
  for each statement execute function polder.entries_came();

create or replace function polder.entry_set_aside() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if not polder.may_set_aside(new.id) then
    raise exception 'set_aside_by_another' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger b_set_aside before update of state on public.bank_entry
  for each row when (new.state = 'set_aside' and old.state <> 'set_aside') execute function polder.entry_set_aside();

create or replace function polder.entry_settled() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  found record;
begin
  select * into found from polder.entry_lines(new.id);
  if new.notification or new.currency <> 'EUR' or new.amount_cents = 0 then
    raise exception 'entry_not_to_settle' using errcode = 'PL409';
  elsif not found.adds_up then
    raise exception 'settlement_differs' using errcode = 'PL409';
  elsif not found.rounding_within then
    raise exception 'rounding_too_large' using errcode = 'PL409';
  elsif found.needs_second and not found.by_another then
    raise exception 'second_person_needed' using errcode = 'PL409';
  elsif found.written_off > 0 and not polder.may('invoice.write_off') then
    raise exception 'write_off_not_yours' using errcode = 'PL403';
  end if;
  return new;
end $$;
create or replace trigger b_settled before update of state on public.bank_entry
  for each row when (new.state = 'matched' and old.state <> 'matched') execute function polder.entry_settled();

-- Lines are written while their entry is open; when it is settled they are fixed, and undoing it ends them. What turns out
-- to be no contribution loses them. What goes out pays back, and nothing else does.
create or replace function polder.settlement_open() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  state text;
  out boolean;
begin
  select e.state, e.amount_cents < 0 into state, out from public.bank_entry e where e.id = coalesce(new.entry_id, old.entry_id);
  if tg_op = 'INSERT' and (new.kind in ('repayment', 'refund')) <> out then
    raise exception 'settlement_direction' using errcode = 'PL422', detail = 'lines';
  end if;
  if not (state in ('imported', 'proposed') or (state = 'set_aside' and tg_op = 'DELETE')) or (tg_op <> 'INSERT' and old.ended_at is not null) then
    raise exception 'settlement_fixed' using errcode = 'PL409';
  end if;
  if tg_op = 'UPDATE' and (to_jsonb(new) - '{ended_at,version,updated_at}'::text[]) <> (to_jsonb(old) - '{ended_at,version,updated_at}'::text[]) then
    raise exception 'settlement_fixed' using errcode = 'PL409';
  end if;
  return coalesce(new, old);
end $$;
create or replace trigger b_open before insert or update or delete on public.settlement
  for each row execute function polder.settlement_open();

-- A rule that has been in force is history: only its end may still be set.
create or replace function polder.rule_fixed() returns trigger
language plpgsql as $$
begin
  if (to_jsonb(new) - '{valid_until,version,updated_at}'::text[]) <> (to_jsonb(old) - '{valid_until,version,updated_at}'::text[])
     or old.valid_until < polder.today() then
    raise exception 'append_only' using errcode = 'PL409', detail = 'settlement_rule';
  end if;
  return new;
end $$;
create or replace trigger b_fixed before update on public.settlement_rule for each row execute function polder.rule_fixed();

-- Limits begin on a day to come, not too far ahead; until that day they can be withdrawn, and those before them go on.
create or replace function polder.limits_begin() returns trigger
language plpgsql as $$
begin
  if new.valid_from < polder.today() then
    raise exception 'limits_in_the_past' using errcode = 'PL422', detail = 'valid_from';
  end if;
  if new.valid_from > polder.today() + interval '5 years' then
    raise exception 'rule_too_far' using errcode = 'PL422', detail = 'valid_from';
  end if;
  return new;
end $$;
create or replace function polder.limits_withdrawn() returns trigger
language plpgsql as $$
begin
  if old.valid_from <= polder.today() then
    raise exception 'limits_began' using errcode = 'PL409';
  end if;
  update public.settlement_rule set valid_until = old.valid_until where valid_until = old.valid_from - 1;
  return null;
end $$;
create or replace trigger c_withdrawn after delete on public.settlement_rule for each row execute function polder.limits_withdrawn();

-- What is locked is opened again by whoever may lock it, and by nobody else.
create or replace function polder.entry_opened() returns trigger
language plpgsql as $$
begin
  if not polder.may('bank.lock') then
    raise exception 'lock_not_yours' using errcode = 'PL403';
  end if;
  return new;
end $$;
create or replace trigger b_opened before update of state on public.bank_entry
  for each row when (old.state = 'locked' and new.state <> 'locked') execute function polder.entry_opened();

-- Undo what was booked for an entry that has just been opened again: the opposite of each of its entries that stands, in
-- one call of the writer, with the reason of the move.
create or replace function polder.unsettle(entry uuid) returns uuid[]
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  opposite jsonb;
begin
  if not polder.may('ledger.post') then
    raise exception 'ledger_not_yours' using errcode = 'PL403';
  end if;
  if exists (select from public.bank_entry e where e.id = entry and e.state in ('matched', 'locked')) then
    raise exception 'settlement_fixed' using errcode = 'PL409';
  end if;
  select jsonb_agg(jsonb_build_object('key', j.key || ':undone', 'posted_on', polder.open_day(j.posted_on),
           'happened_on', j.happened_on, 'event', j.event,
           'description', j.description, 'source_kind', j.source_kind, 'source_id', j.source_id, 'reverses_id', j.id,
           'reason', polder.setting('reason'), 'lines',
           (select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('account', a.kind, 'lot', p.lot_id, 'purpose', a.purpose_id,
              'cents', -p.amount_cents, 'original_currency', p.original_currency, 'original_minor', -p.original_minor,
              'original_rate', p.original_rate)) order by p.id)
            from public.posting p join public.ledger_account a on a.id = p.account_id where p.entry_id = j.id)) order by j.number)
  into opposite from public.journal_entry j
  where j.source_kind = 'bank_entry' and j.source_id = entry and j.reverses_id is null
    and not exists (select from public.journal_entry r where r.reverses_id = j.id);
  return case when opposite is null then '{}' else polder.write_entries(opposite) end;
exception when sqlstate 'PL409' or check_violation then
  if sqlerrm in ('settlement_fixed', 'period_closed') then
    raise;
  elsif exists (
      select from jsonb_array_elements(opposite) as g, jsonb_array_elements(g.value -> 'lines') as line
        join public.lot l on l.id = (line.value ->> 'lot')::uuid join public.public_decision d on d.id = l.decision_id
      where d.state in ('determined', 'settled', 'repaid')) then
    raise exception 'settlement_determined' using errcode = 'PL409';
  elsif exists (
      select from jsonb_array_elements(opposite) as g, jsonb_array_elements(g.value -> 'lines') as line
        join public.lot_balance b on b.lot_id = (line.value ->> 'lot')::uuid
      where line.value ->> 'account' = 'overpayment' group by b.lot_id, b.overpaid
      having sum((line.value ->> 'cents')::bigint) > b.overpaid) then
    raise exception 'settlement_refunded' using errcode = 'PL409';
  elsif exists (
      select from jsonb_array_elements(opposite) as g, jsonb_array_elements(g.value -> 'lines') as line
        join public.ledger_account a on a.lot_id = (line.value ->> 'lot')::uuid
          and a.kind in ('allocated', 'contribution_income', 'public_spent')
        join public.account_balance b on b.account_id = a.id and b.balance_cents <> 0) then
    raise exception 'settlement_allocated' using errcode = 'PL409';
  end if;
  raise;
end $$;

-- What the records say of money against the ledger: of each lot, what its invoices have open and its receivable; of each
-- bank entry, what is settled and what was booked at the bank for it.
create or replace function polder.record_faults() returns table (what text, place text, said text, found text)
language sql stable security definer set search_path = pg_catalog, public as $$
  select 'receivable', w.lot_number::text, w.open::text, w.booked::text from polder.wrong_receivables() as w
  union all
  select 'bank', s.key || '/' || e.ordinal, c.settled::text, c.booked::text
  from (select coalesce(e.id, b.source_id) as id, coalesce(e.cents, 0) as settled, coalesce(b.cents, 0) as booked
        from (select id, amount_cents as cents from public.bank_entry where state in ('matched', 'locked')) as e
        full join (select j.source_id, sum(p.amount_cents) as cents from public.journal_entry j
                   join public.posting p on p.entry_id = j.id join public.ledger_account a on a.id = p.account_id and a.kind = 'bank'
                   where j.source_kind = 'bank_entry' group by 1) as b on b.source_id = e.id) as c
    left join public.bank_entry e on e.id = c.id left join public.bank_statement s on s.id = e.statement_id
  where c.settled <> c.booked
$$;

-- Where a statement does not begin with what the one before it ended with, days are missing.
create or replace view polder.statement_gap with (security_invoker = true) as
  select s.id as statement_id, s.account_id, s.import_id, p.id as before_id, p.key as before_key, p.closes_on as before_day,
    s.key, s.opens_on as day, s.currency, s.opening_cents - p.closing_cents as missing_cents
  from public.bank_statement s cross join lateral (
    select b.id, b.key, b.closes_on, b.closing_cents from public.bank_statement b
    where b.account_id = s.account_id and not b.notification and b.id <> s.id and b.closing_cents is not null
      and b.closes_on <= s.opens_on
      and (b.closes_on, coalesce(b.sequence, 0), coalesce(b.made_at, b.created_at), b.id)
        < (s.closes_on, coalesce(s.sequence, 0), coalesce(s.made_at, s.created_at), s.id)
    order by b.closes_on desc, coalesce(b.sequence, 0) desc, coalesce(b.made_at, b.created_at) desc, b.id desc limit 1) as p
  where not s.notification and s.opening_cents <> p.closing_cents;
grant select on polder.statement_gap to polder_app, polder_guard;

-- The first limits; an institute sets its own by a next row. Row-level security binds the owner too, until it is put back
-- further on: when this runs again, the rows that are there must be seen.
alter table public.settlement_rule no force row level security;
insert into public.settlement_rule (second_person_cents, rounding_cents, bank_fee_cents, source, valid_from)
select 5000000, 5, 5000, 'Eigen beleid bij het begin, door het instituut te bevestigen / own policy at the start, for the institute to confirm', '2020-01-01'
where not exists (select from public.settlement_rule);
create or replace trigger b_begin before insert on public.settlement_rule for each row execute function polder.limits_begin();

-- What the database itself keeps of in-kind contributions: their number, their value, and that two people decide.

-- The version of a tariff that was in force on a day.
create or replace function polder.tariff_on(tariff text, day date) returns uuid
language sql stable security definer set search_path = pg_catalog, public as $$
  select r.id from public.valuation_rule r where r.key = tariff and r.state = 'in_force'
    and day between r.valid_from and coalesce(r.valid_until, day)
$$;

-- What was accepted under a lot, in cents.
create or replace function polder.in_kind_accepted(lot uuid) returns bigint
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(sum(c.value_cents), 0)::bigint from public.in_kind_contribution c
  where c.lot_id = lot and c.state in ('accepted', 'counted')
$$;

create or replace function polder.in_kind_terms() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  l public.lot;
  tariff public.valuation_rule;
begin
  select * into l from public.lot where id = new.lot_id;
  if tg_op = 'INSERT' then
    if l.id is null or not l.in_kind then
      raise exception 'lot_not_in_kind' using errcode = 'PL422', detail = 'lot_id';
    end if;
    if not exists (select from public.agreement a where a.id = l.agreement_id and a.state = 'active') then
      raise exception 'in_kind_agreement' using errcode = 'PL409';
    end if;
    perform pg_advisory_xact_lock(hashtext('polder.in_kind'), hashtext(l.id::text));
    new.number := 1 + coalesce((select max(c.number) from public.in_kind_contribution c where c.lot_id = l.id), 0);
    new.reference := 'K' || l.number || '-' || new.number;
    new.funder_id := l.funder_id;
  elsif (new.lot_id, new.funder_id, new.number, new.reference) is distinct from (old.lot_id, old.funder_id, old.number, old.reference)
     or (old.state <> 'declared' and
         (new.what, new.quantity, new.tariff, new.performed_from, new.performed_until, new.purpose_id)
         is distinct from (old.what, old.quantity, old.tariff, old.performed_from, old.performed_until, old.purpose_id)) then
    raise exception 'in_kind_fixed' using errcode = 'PL409';
  end if;
  if new.state = 'declared' then
    if new.performed_until > polder.today() then
      raise exception 'work_ahead' using errcode = 'PL422', detail = 'performed_until';
    end if;
    if l.pool_id is not null and new.purpose_id is not null and not exists (
        select from public.pool_purpose p where p.pool_id = l.pool_id and p.purpose_id = new.purpose_id) then
      raise exception 'purpose_not_in_pool' using errcode = 'PL422', detail = 'purpose_id';
    end if;
    select * into tariff from public.valuation_rule where id = polder.tariff_on(new.tariff, new.performed_until);
    -- As it is declared or changed; what goes back to be mended is judged when it was.
    if tg_op = 'INSERT' or (new.quantity, new.tariff, new.performed_from, new.performed_until)
       is distinct from (old.quantity, old.tariff, old.performed_from, old.performed_until) then
      if exists (select from public.agreement a where a.id = l.agreement_id
                 and (new.performed_from < a.starts_on or new.performed_until > a.ends_on)) then
        raise exception 'work_outside_term' using errcode = 'PL422', detail = 'performed_from';
      elsif tariff.id is null then
        raise exception 'tariff_unknown' using errcode = 'PL422', detail = 'tariff';
      elsif polder.in_kind_accepted(l.id) + round(new.quantity * tariff.unit_cents) > l.amount_cents then
        raise exception 'declared_above_promise' using errcode = 'PL422', detail = 'quantity';
      end if;
    end if;
    new.rule_id := null; new.value_cents := null; new.valued_by := null; new.valued_at := null;
    new.accepted_by := null; new.accepted_at := null;
    new.expires_on := new.performed_until + tariff.claim_days;
  elsif old.state = 'declared' and new.state = 'valued' then
    select * into tariff from public.valuation_rule where id = polder.tariff_on(new.tariff, new.performed_until);
    if tariff.id is null then
      raise exception 'no_tariff' using errcode = 'PL409';
    end if;
    new.rule_id := tariff.id;
    new.value_cents := round(new.quantity * tariff.unit_cents);  -- to the cent, halves away from zero
    new.valued_by := polder.actor();
    new.valued_at := polder.clock();
    new.expires_on := new.performed_until + tariff.claim_days;
    if new.value_cents = 0 then
      raise exception 'worth_nothing' using errcode = 'PL422', detail = 'quantity';
    end if;
  elsif old.state = 'valued' and new.state = 'accepted' then
    if polder.actor() is null or polder.actor() is not distinct from old.valued_by
       or polder.actor() is not distinct from old.created_by or polder.wrote('in_kind_contribution', old.id) then
      raise exception 'in_kind_second_person' using errcode = 'PL409';
    end if;
    perform pg_advisory_xact_lock(hashtext('polder.in_kind'), hashtext(l.id::text));
    select * into l from public.lot where id = new.lot_id;  -- as an amendment may have left it meanwhile
    if polder.in_kind_accepted(l.id) + old.value_cents > l.amount_cents then
      raise exception 'more_than_promised' using errcode = 'PL409';
    end if;
    new.rule_id := old.rule_id; new.value_cents := old.value_cents; new.valued_by := old.valued_by; new.valued_at := old.valued_at;
    new.accepted_by := polder.actor();
    new.accepted_at := polder.clock();
  else
    -- What a frozen quarter counts is not taken back by whoever accepted it.
    if old.state = 'counted' and new.state = 'expired' and (polder.actor() is null or polder.actor() is not distinct from old.accepted_by) then
      raise exception 'lapsed_by_another' using errcode = 'PL409';
    end if;
    new.rule_id := old.rule_id; new.value_cents := old.value_cents; new.valued_by := old.valued_by; new.valued_at := old.valued_at;
    new.accepted_by := old.accepted_by; new.accepted_at := old.accepted_at; new.expires_on := old.expires_on;
  end if;
  return new;
end $$;
create or replace trigger b_terms before insert or update on public.in_kind_contribution
  for each row execute function polder.in_kind_terms();

-- The entry that a contribution has in the ledger now: not one that was reversed.
create or replace function polder.in_kind_entry(contribution uuid) returns uuid
language sql stable security definer set search_path = pg_catalog, public as $$
  select e.id from public.journal_entry e
  where e.source_kind = 'in_kind_contribution' and e.source_id = contribution and e.reverses_id is null
    and not exists (select from public.journal_entry r where r.reverses_id = e.id)
$$;

-- Accepted is in the ledger on the day of acceptance; an acceptance that is undone is reversed there. By a trigger, so
-- that no way of accepting passes the ledger by.
create or replace function polder.in_kind_booked() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  today date := polder.today();
begin
  if old.state = 'valued' and new.state = 'accepted' then
    perform polder.write_entries(jsonb_build_array(jsonb_build_object(
      'key', 'in-kind:' || new.id, 'posted_on', polder.open_day(today), 'event', 'in_kind', 'description', new.reference,
      'source_kind', 'in_kind_contribution', 'source_id', new.id, 'lines', jsonb_build_array(
        jsonb_build_object('account', 'in_kind_used', 'lot', new.lot_id, 'purpose', new.purpose_id, 'cents', new.value_cents),
        jsonb_build_object('account', 'in_kind_received', 'lot', new.lot_id, 'cents', -new.value_cents)))));
  elsif old.state in ('accepted', 'counted') and new.state = 'expired' and polder.in_kind_entry(new.id) is not null then
    perform polder.undo_entry(polder.in_kind_entry(new.id), 'in-kind:' || new.id || ':undone', polder.open_day(today),
                              polder.setting('reason'));
  end if;
  return null;
end $$;
create or replace trigger d_booked after update of state on public.in_kind_contribution
  for each row execute function polder.in_kind_booked();

-- An amendment leaves a tranche what was accepted under it, and the agreement the days on which that work was done.
create or replace function polder.lot_keeps_work() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  perform pg_advisory_xact_lock(hashtext('polder.in_kind'), hashtext(new.id::text));
  if new.amount_cents < polder.in_kind_accepted(new.id) then
    raise exception 'in_kind_below_accepted' using errcode = 'PL422', detail = 'tranches';
  end if;
  return new;
end $$;
create or replace trigger b_worked before update of amount_cents on public.lot
  for each row when (new.in_kind and new.amount_cents < old.amount_cents) execute function polder.lot_keeps_work();

create or replace function polder.term_keeps_work() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if exists (select from public.in_kind_contribution c join public.lot l on l.id = c.lot_id
             where l.agreement_id = new.id and c.state in ('accepted', 'counted') and c.performed_until > new.ends_on) then
    raise exception 'term_worked' using errcode = 'PL422', detail = 'ends_on';
  end if;
  return null;
end $$;
create or replace trigger c_worked after update of ends_on on public.agreement
  for each row when (new.ends_on < old.ends_on) execute function polder.term_keeps_work();
create or replace trigger b_closed before insert or update on public.valuation_rule for each row execute function polder.rule_on_open_days();
create or replace trigger b_version before insert or update on public.valuation_rule for each row execute function polder.rule_version();
create or replace trigger c_given_back after update of state on public.valuation_rule for each row when (old.state = 'in_force') execute function polder.rule_given_back();

-- What agreements and decisions of a matching rule amount to, per agreement or decision, with the eyes of whoever asks.
-- `upto` null: as the sums of the lots stand now; otherwise as of the end of that day, from the postings. A lot of which
-- something moved outside the window is added up from its postings too.
-- All rows are read once and added up in hashes: the planner thinks that there are few of them, and would look each up.
--
-- committed, invoiced   of the lots that are due in the window: what is promised, and what of it was called
-- received              what came on the bank in the window (with what the bank kept), less what went back, by the day on
--                       which it came; an overpayment is a debt to the funder and no contribution
-- spent                 costs attributed in the window
-- in_kind               work accepted in the window
-- uninvoiced, due       of the lots that are due in the window: what would never come if nothing more came
create or replace function polder.matching_sums(rule_key text, first_day date, last_day date, upto date)
returns table (origin text, agreement_id uuid, decision_id uuid, funder_id uuid, committed bigint, invoiced bigint, received bigint,
               spent bigint, in_kind bigint, uninvoiced bigint, due bigint)
language sql stable set enable_sort = off set enable_nestloop = off set work_mem = '64MB' as $$
  with lots as materialized (
    select l.id, l.agreement_id, l.decision_id, l.funder_id, l.due_on between first_day and last_day as in_window,
      upto is null and coalesce(b.moved_from >= first_day and b.moved_until <= last_day, true) as whole,
      b.uninvoiced, b.called, b.invoiced_open, b.paid, b.attributed, b.worked,
      case when l.decision_id is not null then 'public' when a.private_origin then 'private' else 'other' end as origin
    from public.lot l join public.lot_balance b on b.lot_id = l.id left join public.agreement a on a.id = l.agreement_id
      left join public.public_decision d on d.id = l.decision_id
    where rule_key in (a.matching_key, d.matching_key)
  ), earlier as materialized (
    select e.id, e.happened_on from public.journal_entry e where e.happened_on <> e.posted_on
  ), posted as (
    select p.lot_id,
      coalesce(sum(p.amount_cents) filter (where a.kind = 'committed_open'), 0) as uninvoiced,
      coalesce(sum(p.amount_cents) filter (where a.kind = 'committed_invoiced'), 0) as called,
      coalesce(sum(p.amount_cents) filter (where a.kind = 'receivable'), 0) as invoiced_open,
      sum(p.amount_cents) filter (where coalesce(e.happened_on, p.posted_on) between first_day and last_day
        and polder.counted_as(p.event, a.kind) = 'paid') as paid,
      -sum(p.amount_cents) filter (where p.posted_on between first_day and last_day and polder.counted_as(p.event, a.kind) = 'attributed')
        as attributed,
      -sum(p.amount_cents) filter (where p.posted_on between first_day and last_day and polder.counted_as(p.event, a.kind) = 'worked') as worked
    from public.posting p join public.ledger_account a on a.id = p.account_id left join earlier e on e.id = p.entry_id
    where p.lot_id = any(array(select id from lots where not whole)) and p.posted_on <= coalesce(upto, 'infinity') group by 1
  ), position as (
    select l.origin, l.agreement_id, l.decision_id, l.funder_id, l.in_window,
      case when upto is null then l.uninvoiced else p.uninvoiced end as uninvoiced,
      case when upto is null then l.called else p.called end as called,
      case when upto is null then l.invoiced_open else p.invoiced_open end as invoiced_open,
      case when l.whole then l.paid else p.paid end as paid, case when l.whole then l.attributed else p.attributed end as attributed,
      case when l.whole then l.worked else p.worked end as worked
    from lots l left join posted p on p.lot_id = l.id
  )
  select p.origin, p.agreement_id, p.decision_id, p.funder_id,
    coalesce(sum(p.uninvoiced + p.called) filter (where p.in_window), 0)::bigint, coalesce(sum(p.called) filter (where p.in_window), 0)::bigint,
    coalesce(sum(p.paid), 0)::bigint, coalesce(sum(p.attributed), 0)::bigint, coalesce(sum(p.worked), 0)::bigint,
    coalesce(sum(p.uninvoiced) filter (where p.in_window), 0)::bigint, coalesce(sum(p.invoiced_open) filter (where p.in_window), 0)::bigint
  from position p group by 1, 2, 3, 4
$$;

-- What came in per calendar year, by the day on which it came: from public bodies, by a decision or by an agreement, and in
-- all. Two sums, as public lots are few: only theirs are looked up by lot. Few entries are of another day than they were posted on, never a later one.
create or replace function polder.income_by_year(first_day date, last_day date)
returns table (year int, public bigint, total bigint)
language sql stable set enable_sort = off as $$
  with cash as materialized (
    select array(select a.id from public.ledger_account a where a.kind in ('bank', 'bank_fees', 'overpayment')) as accounts
  ), earlier as materialized (
    select e.id, e.happened_on from public.journal_entry e where e.happened_on <> e.posted_on
  ), everything as (
    select date_trunc('year', coalesce(e.happened_on, p.posted_on)) as year, sum(p.amount_cents) as cents
    from public.posting p left join earlier e on e.id = p.entry_id
    where p.event in ('receipt', 'repayment', 'refund') and p.account_id = any((select accounts from cash)::bigint[])
      and p.posted_on >= first_day and coalesce(e.happened_on, p.posted_on) between first_day and last_day
    group by 1
  ), of_public as (
    select date_trunc('year', coalesce(e.happened_on, p.posted_on)) as year, sum(p.amount_cents) as cents
    from public.lot l left join public.agreement g on g.id = l.agreement_id join public.posting p on p.lot_id = l.id
      left join earlier e on e.id = p.entry_id
    where (l.decision_id is not null or not g.private_origin) and p.event in ('receipt', 'repayment', 'refund')
      and p.account_id = any((select accounts from cash)::bigint[])
      and p.posted_on >= first_day and coalesce(e.happened_on, p.posted_on) between first_day and last_day
    group by 1
  )
  select extract(year from e.year)::int, coalesce(d.cents, 0)::bigint, e.cents::bigint
  from everything e left join of_public d on d.year = e.year
$$;

-- What each private funder had paid at the end of a day.
create or replace function polder.private_receipts(last_day date) returns table (funder_id uuid, cents bigint)
language sql stable as $$
  select p.funder_id, sum(p.amount_cents)::bigint
  from public.posting p join public.ledger_account a on a.id = p.account_id join public.lot l on l.id = p.lot_id
    join public.agreement g on g.id = l.agreement_id and g.private_origin
  where p.event in ('receipt', 'repayment', 'refund')
    and a.kind in ('bank', 'bank_fees', 'overpayment') and p.posted_on <= last_day
  group by 1 having sum(p.amount_cents) <> 0
$$;

-- Calendar quarters that are closed to their last day, from the one in which closing began.
create or replace function polder.closed_quarters() returns table (quarter_from date, quarter_until date)
language sql stable as $$
  select q::date, (q + interval '3 months')::date - 1
  from (select date_trunc('quarter', min(from_day)) as first, max(until_day) as last from public.closed_period) as span,
    generate_series(span.first, span.last, interval '3 months') as q
  where (q + interval '3 months')::date - 1 <= span.last order by 1
$$;

-- Closing a period freezes what can be frozen: the job finds out what that is, and nothing on closed days can change
-- until it has.
create or replace function polder.freeze_after_closing() returns trigger
language plpgsql as $$
begin
  perform jobs.polder_defer('default', 'matching.freeze', '{}');
  return null;
end $$;
create or replace trigger z_freeze after insert on public.closed_period
  for each row execute function polder.freeze_after_closing();

-- What is frozen carries the hash of its own text.
create or replace function polder.seal_body() returns trigger
language plpgsql as $$
begin
  new.sha256 := encode(sha256(convert_to(new.body::text, 'UTF8')), 'hex');
  return new;
end $$;
create or replace trigger b_seal before insert on public.matching_snapshot for each row execute function polder.seal_body();
create or replace trigger b_seal before insert on public.matching_snapshot_detail for each row execute function polder.seal_body();

-- Does a total hide each of its parts? As `matching.rules.safe`.
create or replace function polder.hides(parts bigint[], contributors bigint, share_bp bigint) returns boolean
language sql immutable as $$
  select count(*) >= contributors and coalesce(sum(s.size) filter (where s.place > 2), 0) * 10000 >= max(s.size) * share_bp
  from (select abs(p) as size, row_number() over (order by abs(p) desc) as place from unnest(parts) as p where p <> 0) as s
$$;

-- Does the base of a snapshot, less the amounts that are public, hide what each other funder gave: itself, and by what it
-- differs from the quarter before? By the confirmed rule of disclosure; without one nothing is hidden. Asked of the money
-- and of money and work together, as work counts up to a part of the money.
create or replace function polder.snapshot_hides(snapshot uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  with test as (
    select max(r.value) filter (where r.key = 'disclosure_contributors') as contributors,
      max(r.value) filter (where r.key = 'disclosure_share') as share_bp
    from public.legal_rule r where r.state = 'in_force' and polder.today() between r.valid_from and coalesce(r.valid_until, 'infinity')
  ), compared as (
    select m.id, 1 as sign, m.body -> 'rule' ->> 'basis' as basis from public.matching_snapshot m where m.id = snapshot
    union all
    (select b.id, -1, b.body -> 'rule' ->> 'basis' from public.matching_snapshot m
       join public.matching_snapshot b on b.key = m.key and b.quarter_until < m.quarter_until
     where m.id = snapshot order by b.quarter_until desc limit 1)
  ), given as (
    select c.sign, part ->> 'funder_id' as funder, (part ->> c.basis)::bigint as cash, (part ->> 'in_kind')::bigint as work
    from compared c join public.matching_snapshot_detail d on d.snapshot_id = c.id, jsonb_array_elements(d.body) as part
      join public.agreement a on a.id = (part ->> 'agreement_id')::uuid
    where part ->> 'origin' = 'private' and a.confidentiality <> 'public'
  ), parts as (
    select g.funder, sum(g.cash) filter (where g.sign = 1) as cash, sum(g.cash + g.work) filter (where g.sign = 1) as whole,
      sum(g.sign * g.cash) as cash_change, sum(g.sign * (g.cash + g.work)) as whole_change
    from given g group by 1
  ), told as (
    select array_agg(p.cash::bigint) as total from parts p union all
    select array_agg(p.whole::bigint) from parts p union all
    select array_agg(p.cash_change::bigint) from parts p where exists (select from compared where sign = -1) union all
    select array_agg(p.whole_change::bigint) from parts p where exists (select from compared where sign = -1)
  )
  select coalesce(bool_and(polder.hides(t.total, test.contributors, test.share_bp)), false) from told t, test where t.total is not null
$$;

-- Private detail of a snapshot for the ministry: funders whose agreement allows their name, with the amount where it
-- allows that too. What the agreement says today counts. An agreement that had nothing in the quarter yet is not named, and
-- a name without an amount is given only where the base does not tell the amount.
create or replace function polder.named_in_snapshot(snapshot uuid) returns json
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(json_agg(json_build_object('agreement', a.reference, 'funder', o.name, 'received_cents',
           case when a.confidentiality = 'public' then (part ->> 'received')::bigint end) order by o.sort_name, a.reference), '[]')
  from public.matching_snapshot_detail d, jsonb_array_elements(d.body) as part
    join public.agreement a on a.id = (part ->> 'agreement_id')::uuid
    join public.organisation o on o.id = a.funder_id
  where d.snapshot_id = snapshot and part ->> 'origin' = 'private' and a.confidentiality in ('public', 'named')
    and 0 <> any(array[part ->> 'committed', part ->> 'invoiced', part ->> 'received', part ->> 'spent', part ->> 'in_kind']::bigint[])
    and (polder.may('funding.read')
      or (polder.may('funding.public') and (a.confidentiality = 'public' or polder.snapshot_hides(snapshot))))
$$;

-- Numbers that law and practice set, proposed for a controller to confirm against their source. Entered once, when the
-- table is made; later versions are entered by people.
do $$ begin
  if not (select relrowsecurity from pg_class where oid = 'public.legal_rule'::regclass) then
    insert into public.legal_rule (key, name_nl, name_en, value, valid_from, source) values
      ('wnt_share', 'WNT: aandeel publiek geld in de inkomsten', 'WNT: public share of income', 5000, '2013-01-01',
       'Wet normering topinkomens, art. 1.3, lid 1, onder d'),
      ('wnt_amount', 'WNT: publiek geld per kalenderjaar', 'WNT: public money per calendar year', 50000000, '2013-01-01',
       'Wet normering topinkomens, art. 1.3, lid 1, onder d'),
      ('wnt_years', 'WNT: aantal jaren achtereen', 'WNT: years running', 3, '2013-01-01',
       'Wet normering topinkomens, art. 1.3, lid 1, onder d'),
      ('disclosure_contributors', 'Publicatie: minste aantal bijdragers', 'Publication: least number of contributors', 3,
       '2020-01-01', 'Eigen beleid, naar de regel van het kleinste aantal / own policy, by the minimum frequency rule'),
      ('disclosure_share', 'Publicatie: rest na de twee grootste, tegenover de grootste',
       'Publication: what the two largest leave, against the largest', 1000, '2020-01-01',
       'Eigen beleid, naar de p%-regel met p = 10 / own policy, by the p%-rule with p = 10');
  end if;
end $$;
create or replace trigger b_closed before insert or update on public.matching_rule for each row execute function polder.rule_on_open_days();
create or replace trigger b_version before insert or update on public.matching_rule for each row execute function polder.rule_version();
create or replace trigger c_given_back after update of state on public.matching_rule for each row when (old.state = 'in_force') execute function polder.rule_given_back();
create or replace trigger b_closed before insert or update on public.legal_rule for each row execute function polder.rule_on_open_days();
create or replace trigger b_version before insert or update on public.legal_rule for each row execute function polder.rule_version();
create or replace trigger c_given_back after update of state on public.legal_rule for each row when (old.state = 'in_force') execute function polder.rule_given_back();

create or replace trigger b_version before insert or update on public.hiring_rule for each row execute function polder.rule_version();
create or replace trigger c_given_back after update of state on public.hiring_rule for each row when (old.state = 'in_force') execute function polder.rule_given_back();
-- The number in force today, for whoever counts by it; null where none is.
create or replace function polder.hiring_figure(of_key text) returns bigint
language sql stable security definer set search_path = pg_catalog, public as $$
  select r.value from public.hiring_rule r
  where r.key = of_key and r.state = 'in_force' and polder.today() between r.valid_from and coalesce(r.valid_until, 'infinity')
$$;

-- People were told these numbers: a next version counts from today on. Only the first of a key may have begun before.
create or replace function polder.hiring_rule_ahead() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if new.valid_from < polder.today() and exists (
      select from public.hiring_rule r where r.key = new.key and r.id <> new.id and r.state = 'in_force') then
    raise exception 'hiring_rule_past' using errcode = 'PL422', detail = 'valid_from';
  end if;
  return new;
end $$;
create or replace trigger c_ahead before insert or update of valid_from, state on public.hiring_rule for each row
  when (new.state = 'proposed' or new.state = 'in_force') execute function polder.hiring_rule_ahead();

-- Numbers that law and practice set, proposed for somebody to confirm against their source. Entered once, when the table is
-- made; later versions are entered by people.
do $$ begin
  if not (select relrowsecurity from pg_class where oid = 'public.hiring_rule'::regclass) then
    insert into public.hiring_rule (key, name_nl, name_en, value, valid_from, source) values
      ('retention_days', 'Sollicitaties: dagen bewaren na het besluit', 'Applications: days kept after the decision', 28, '2018-05-25',
       'AVG art. 5, lid 1, onder e; NVP Sollicitatiecode: vier weken na het einde van de procedure'),
      ('consent_days', 'Sollicitaties: dagen bewaren met toestemming', 'Applications: days kept with consent', 365, '2018-05-25',
       'AVG art. 5, lid 1, onder e; NVP Sollicitatiecode: met toestemming ten hoogste een jaar'),
      ('consent_ask_days', 'Toestemming: dagen vooraf opnieuw vragen', 'Consent: days ahead to be asked again', 30, '2018-05-25', 'Eigen beleid'),
      ('diversity_least', 'Diversiteit: kleinste groep die wordt getoond', 'Diversity: smallest group that is shown', 10, '2018-05-25',
       'AVG art. 9 en 25; eigen beleid: niet minder dan tien'),
      ('vacancy_open_days', 'Vacature: minste dagen open', 'Vacancy: least days open', 14, '2020-01-01', 'OTM-R (EURAXESS); eigen beleid'),
      ('alert_unconfirmed_days', 'Vacatures per mail: dagen om te bevestigen', 'Vacancies by mail: days to confirm', 7, '2020-01-01', 'AVG art. 5, lid 1, onder c; eigen beleid'),
      ('letter_second_look', 'Brief aan velen: boven zoveel mensen eerst de lijst bevestigen', 'Letter to many: above so many people the list is confirmed first', 50, '2020-01-01', 'Eigen beleid'),
      ('meeting_quorum', 'Vergadering: aandeel van de commissie', 'Meeting: share of the committee', 5001, '2020-01-01', 'Eigen beleid: meer dan de helft'),
      ('milestone_days', 'Mijlpaal: dagen vooraf herinneren', 'Milestone: days ahead to be reminded', 14, '2020-01-01', 'Eigen beleid'),
      ('stay_days', 'Verblijf elders: dagen vooraf bevestigen', 'Stay elsewhere: days ahead to be confirmed', 90, '2020-01-01', 'Eigen beleid');
  end if;
end $$;

-- Rules of hiring that the database itself keeps.

-- In time: at the deadline exactly is in time. After it a draft stays as it was: only an upload that was under way may
-- finish, within the vacancy's published grace, and once it has, the draft may still be submitted with it.
create or replace function polder.in_time(application_id uuid, vacancy_id uuid, moment timestamptz) returns boolean
language sql stable as $$
  select moment <= v.deadline
    or (moment <= v.deadline + make_interval(mins => v.grace_minutes) and exists (
      select from public.document d where d.record_id = in_time.application_id and d.completed_at > v.deadline))
  from public.vacancy v where v.id = in_time.vacancy_id
$$;

-- Nobody begins to apply once it has passed.
create or replace function polder.begun_in_time() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if polder.clock() > (select v.deadline from public.vacancy v where v.id = new.vacancy_id) then
    raise exception 'deadline_passed' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger b_begun_in_time before insert on public.application
  for each row when (current_setting('polder.actor_kind', true) = 'public') execute function polder.begun_in_time();

-- What an applicant typed is fixed at the deadline, and so are the documents: begun by then, or not at all.
create or replace function polder.typed_in_time() returns trigger
language plpgsql as $$
begin
  if polder.setting('actor_kind') = 'link' and old.stage = 'draft'
     and (new.name, new.sort_name, new.email, new.phone, new.orcid, new.motivation, new.cv, new.language)
         is distinct from (old.name, old.sort_name, old.email, old.phone, old.orcid, old.motivation, old.cv, old.language)
     and polder.clock() > (select v.deadline from public.vacancy v where v.id = new.vacancy_id) then
    raise exception 'deadline_passed' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger b_typed_in_time before update on public.application
  for each row execute function polder.typed_in_time();

create or replace function polder.document_in_time() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  moment timestamptz := polder.clock();
  of_record uuid := case when tg_op = 'DELETE' then old.record_id else new.record_id end;
  last timestamptz;
begin
  if polder.setting('actor_kind') is distinct from 'link' or (tg_op = 'DELETE' and old.state = 'awaiting') then
    return coalesce(new, old);  -- an upload that was given up
  end if;
  select v.deadline + case when tg_op = 'UPDATE' and old.state = 'awaiting' then make_interval(mins => v.grace_minutes)
    else interval '0' end into last
  from public.application a join public.vacancy v on v.id = a.vacancy_id where a.id = of_record;
  if moment > last then
    raise exception 'deadline_passed' using errcode = 'PL409';
  end if;
  if tg_op = 'UPDATE' and old.state = 'awaiting' and new.state = 'accepted' then
    new.completed_at := moment;
  end if;
  return coalesce(new, old);
end $$;
create or replace trigger b_in_time before insert or update or delete on public.document
  for each row execute function polder.document_in_time();

-- The moment of submission is the database's, judged and stored in one place.
create or replace function polder.submit_in_time() returns trigger
language plpgsql as $$
declare
  moment timestamptz;
begin
  if old.stage = 'draft' and new.stage = 'submitted' then
    moment := polder.clock();
    if current_setting('polder.move', true) = 'application:submit'
       and not coalesce(polder.in_time(new.id, new.vacancy_id, moment), false) then
      raise exception 'deadline_passed' using errcode = 'PL409';
    end if;
    new.submitted_at := moment;
  elsif new.submitted_at is distinct from old.submitted_at then
    new.submitted_at := old.submitted_at;
  end if;
  return new;
end $$;
create or replace trigger b_submit_in_time before update on public.application
  for each row execute function polder.submit_in_time();

-- What moves of an application ask of other tables, with the eyes of whoever asks. In plpgsql, so that each has a plan
-- of its own, run only in the states that ask: inlined, all their policies would be set up for every detail shown.
create or replace function polder.vacancy_is(vacancy uuid, variadic states text[]) returns boolean
language plpgsql stable as $$
begin
  return exists (select from public.vacancy v where v.id = vacancy_is.vacancy and v.state = any(states));
end $$;

create or replace function polder.documents_complete(application uuid, vacancy uuid) returns boolean
language plpgsql stable as $$
begin
  return not exists (
    select from public.vacancy v, jsonb_array_elements(v.documents_asked) as asked
    where v.id = documents_complete.vacancy and (asked ->> 'required')::boolean and not exists (
      select from public.document d where d.record_id = documents_complete.application and d.state = 'accepted'
        and d.kind = asked ->> 'kind'));
end $$;

-- Whoever decides need not see offers, yet turns nobody down who has one.
create or replace function polder.has_offer(application uuid, variadic states text[]) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  return exists (
    select from public.offer o where o.application_id = has_offer.application and o.state = any(states));
end $$;

-- Whoever approves an offer need not see its applicant, yet is asked for none that is gone.
create or replace function polder.is_selected(application uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  return exists (select from public.application a where a.id = is_selected.application and a.stage = 'selected');
end $$;

-- Is this still being judged? Not before it is handed in, nor once it is selected or turned down, or the vacancy decided.
create or replace function polder.being_judged(stage text, vacancy uuid) returns boolean
language plpgsql stable as $$
begin
  return stage in ('submitted', 'eligible', 'longlisted', 'shortlisted', 'interview')
    and polder.vacancy_is(vacancy, 'draft', 'approved', 'published', 'closed');
end $$;

-- What is written after the decision did not lead to it: a judgement stays as it was then.
create or replace function polder.judged_in_time() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  written uuid;
begin
  if tg_table_name = 'review' then
    written := new.application_id;
  else
    select r.application_id into written from public.review r where r.id = coalesce(new.review_id, old.review_id);
  end if;
  if polder.setting('actor_kind') in ('browser', 'token')
     and (select polder.being_judged(a.stage, a.vacancy_id) from public.application a where a.id = written) is not true then
    raise exception 'being_judged' using errcode = 'PL409';
  end if;
  return coalesce(new, old);
end $$;
create or replace trigger b_judged_in_time before insert or update on public.review
  for each row execute function polder.judged_in_time();
create or replace trigger b_judged_in_time before insert or update or delete on public.review_score
  for each row execute function polder.judged_in_time();

-- A submitted review is locked, and so are its scores.
create or replace function polder.review_is_locked() returns trigger
language plpgsql as $$
begin
  if tg_table_name = 'review' then
    if old.state = 'submitted' and new.state = 'submitted'
       and (new.note, new.recommendation) is distinct from (old.note, old.recommendation) then
      raise exception 'review_locked' using errcode = 'PL409';
    end if;
    if new.state = 'submitted' and old.state = 'draft' then
      new.submitted_at := polder.clock();
    elsif new.state = 'draft' then
      new.submitted_at := null;
    end if;
    return new;
  end if;
  if exists (select from public.review r where r.id = coalesce(new.review_id, old.review_id) and r.state = 'submitted') then
    raise exception 'review_locked' using errcode = 'PL409';
  end if;
  if tg_op <> 'DELETE' and not exists (
      select from public.review r join public.criterion c on c.vacancy_id = r.vacancy_id
      where r.id = new.review_id and c.id = new.criterion_id) then
    raise exception 'criterion_of_another_vacancy' using errcode = 'PL422';
  end if;
  return coalesce(new, old);
end $$;
create or replace trigger b_locked before update on public.review
  for each row execute function polder.review_is_locked();
create or replace trigger b_locked before insert or update or delete on public.review_score
  for each row execute function polder.review_is_locked();

-- A kind of document is asked for once, or an applicant could not tell which of the two is meant.
create or replace function polder.each_document_once() returns trigger
language plpgsql as $$
begin
  if (select count(*) <> count(distinct asked ->> 'kind') from jsonb_array_elements(new.documents_asked) as asked) then
    raise exception 'document_asked_twice' using errcode = 'PL422', detail = 'documents_asked';
  end if;
  return new;
end $$;
create or replace trigger b_documents before insert or update of documents_asked on public.vacancy
  for each row execute function polder.each_document_once();

-- What an applicant sent by the form is theirs: nobody else adds to it. An imported application came without documents.
create or replace function polder.applicants_own_documents() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if new.record_kind = 'application' and polder.setting('actor_kind') in ('browser', 'token')
     and exists (select from public.application a where a.id = new.record_id and a.source <> 'import') then
    raise exception 'applicants_own' using errcode = 'PL403';
  end if;
  return new;
end $$;
create or replace trigger b_applicants_own before insert or update on public.document
  for each row execute function polder.applicants_own_documents();

-- The newest applications of an address, for their links to be mailed to it again: only the public asks for that.
create or replace function polder.applications_of(address text)
returns table (id uuid, reference text, name text, email text, language text, title_nl text, title_en text)
language sql stable security definer set search_path = pg_catalog, public as $$
  select a.id, a.reference, a.name, a.email, a.language, v.title_nl, v.title_en
  from public.application a join public.vacancy v on v.id = a.vacancy_id
  where lower(a.email) = lower(applications_of.address) and a.source = 'form' and (select polder.may('application.start'))
  order by a.id desc limit 5
$$;

-- Was no link to an application ever mailed? Then the browser that began it is the only way in. Its applicant asks.
create or replace function polder.without_link(application uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select without_link.application = any((select polder.scope('application.own'))::uuid[]) and not exists (
    select from public.mail m where m.template in ('application_link', 'application_link_again', 'offer_sent')
      and m.record_id = any(array[without_link.application] || array(
        select o.id from public.offer o where o.application_id = without_link.application)))
$$;

-- What was mailed to an applicant about their application, and when: not its text. For whoever decides on it; about an
-- offer, to those of them who see offers.
create or replace function polder.letters(application uuid, vacancy uuid) returns json
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(json_agg(json_build_object('template', m.template, 'at', m.created_at, 'state', m.state)
    order by m.created_at, m.id), '[]')
  from public.mail m where m.record_id = any(array[letters.application] || array(  -- one list: the index finds them
      select o.id from public.offer o where o.application_id = letters.application
        and ((select polder.may('offer.read')) or letters.vacancy = any((select polder.scope('offer.read'))::uuid[]))))
    and ((select polder.may('application.decide')) or letters.vacancy = any((select polder.scope('application.decide'))::uuid[]))
$$;

-- The letters that an applicant got from us about their application, for them alone; without the secrets of links.
create or replace function polder.own_letters() returns json
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(json_agg(json_build_object('at', m.created_at, 'template', m.template, 'subject', m.subject,
    'text', regexp_replace(m.text, '(\?key=)[\w-]+', '\1…', 'g')) order by m.created_at, m.id), '[]')
  from public.application a join public.mail m on m.to_address = a.email
  where a.id = (polder.scope('application.own'))[1]
    and m.record_id = any(array[a.id] || array(select o.id from public.offer o where o.application_id = a.id))
$$;

-- What an offer costs an employer a month, half a cent up, as positions count it.
create or replace function polder.offer_cost(salary_cents bigint, fte_percent int, surcharge_bp int) returns bigint
language sql immutable as $$ select (salary_cents * fte_percent * (10000 + surcharge_bp) + 500000) / 1000000 $$;

-- Does an offer cost more than its position has: more a month, or in months that the position does not have? False where the
-- vacancy has no position.
create or replace function polder.above_budget(vacancy uuid, salary_cents bigint, fte_percent int, starts_on date, ends_on date)
returns boolean language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  return coalesce((
    select c.monthly > p.monthly_cost_cents or above_budget.ends_on is null or above_budget.starts_on < p.starts_on
      or above_budget.ends_on >= p.starts_on + make_interval(months => p.months)
    from public.vacancy v join public.position p on p.id = v.position_id join public.employer_cost_rule r on r.id = p.cost_rule_id
      cross join lateral (select polder.offer_cost(above_budget.salary_cents, above_budget.fte_percent, r.surcharge_bp) as monthly) as c
    where v.id = above_budget.vacancy), false);
end $$;

-- Is the offer outside the range that was published? Computed from the vacancy, never typed. Terms change in a draft
-- only, and whoever agreed with other terms has not agreed with these.
create or replace function polder.offer_range() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  select new.salary_cents not between v.salary_min_cents and v.salary_max_cents into new.out_of_range
  from public.vacancy v where v.id = new.vacancy_id;
  if new.state = 'draft' then
    new.above_budget := polder.above_budget(new.vacancy_id, new.salary_cents, new.fte_percent, new.starts_on, new.ends_on);
  elsif new.above_budget is distinct from old.above_budget then
    new.above_budget := old.above_budget;
  end if;
  if tg_op = 'INSERT' or new.starts_on <> old.starts_on then
    if new.starts_on < (select (polder.clock() at time zone v.time_zone)::date from public.vacancy v where v.id = new.vacancy_id) then
      raise exception 'starts_in_the_past' using errcode = 'PL422', detail = 'starts_on';
    end if;
  end if;
  if (tg_op = 'INSERT' or new.expires_at <> old.expires_at) and new.expires_at <= polder.clock() then
    raise exception 'expires_in_the_past' using errcode = 'PL422', detail = 'expires_at';
  end if;
  if (tg_op = 'INSERT' or new.expires_at <> old.expires_at) and new.expires_at > polder.clock() + interval '366 days' then
    raise exception 'expires_far_ahead' using errcode = 'PL422', detail = 'expires_at';
  end if;
  if tg_op = 'UPDATE'
     and (new.salary_cents, new.salary_scale, new.fte_percent, new.starts_on, new.ends_on, new.expires_at, new.language)
         is distinct from
         (old.salary_cents, old.salary_scale, old.fte_percent, old.starts_on, old.ends_on, old.expires_at, old.language) then
    if old.state <> 'draft' or new.state <> 'draft' then
      raise exception 'offer_locked' using errcode = 'PL409';
    end if;
    update public.offer_endorsement set lapsed_at = now(), lapsed_by = polder.actor()
    where offer_id = new.id and lapsed_at is null;
  end if;
  return new;
end $$;
create or replace trigger b_range before insert or update on public.offer
  for each row execute function polder.offer_range();

-- What an offer's amount was, by whom and until when: for whoever sees offers. It is personal, and goes where a person is
-- erased: no line is left then.
create or replace function polder.amounts_before(offer uuid, vacancy uuid) returns json
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(json_agg(json_build_object('at', e.at, 'who', polder.name_of(e.actor_id),
    'from_cents', p.value -> 'salary_cents' -> 0, 'to_cents', p.value -> 'salary_cents' -> 1) order by e.id), '[]')
  from public.audit_entry e join public.audit_personal p on p.entry_id = e.id
  where e.table_name = 'offer' and e.record_id = amounts_before.offer and e.operation = 'update' and p.value ? 'salary_cents'
    and ((select polder.may('offer.read')) or amounts_before.vacancy = any((select polder.scope('offer.read'))::uuid[]))
$$;

-- There is something to agree with while an offer outside the range is still a draft.
create or replace function polder.endorsable() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if not exists (select from public.offer o where o.id = new.offer_id and o.state = 'draft' and (o.out_of_range or o.above_budget)) then
    raise exception 'nothing_to_endorse' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger b_endorsable before insert on public.offer_endorsement
  for each row execute function polder.endorsable();

-- Applications on which the asker's own review is submitted: only then do the others' reviews exist for them.
create or replace function polder.reviewed_by_me() returns uuid[]
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(array_agg(application_id), '{}'::uuid[]) from public.review
  where reviewer_id = polder.actor() and state = 'submitted'
$$;

-- Vacancies in which somebody holds, or will hold, a seat that judges, by whatever session they ask: a token without the
-- right to review sees no more than its owner, and whoever judges next month does not read along today.
create or replace function polder.my_seats() returns uuid[]
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(array_agg(scope_id), '{}'::uuid[]) from public.role_grant
  where account_id = polder.actor() and role in ('committee_chair', 'committee_member') and confirmed_at is not null
    and (valid_until is null or valid_until > now())
$$;

-- How many reviews are asked, and in of those; the mean of human scores only when all are in. Asked are the members to whom
-- it is assigned; where it is assigned to nobody, all who judge. It takes in what a former
-- member submitted. Whoever judges now is asked once, whatever seats they hold. Scores left out are not counted, nor a
-- review whose writer has declared a conflict since.
create or replace function polder.review_summary(application uuid, vacancy uuid) returns json
language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
  asked int;
  done int;
  apart uuid[] := array(select c.person_id from public.conflict c where c.record_id = review_summary.application);
  counted uuid[];
  writers uuid[];
begin
  select array_agg(r.id), array_agg(r.reviewer_id) into counted, writers
  from public.review r join public.account a on a.id = r.reviewer_id
  where r.application_id = review_summary.application and r.state = 'submitted' and (a.person_id = any(apart)) is not true;
  select count(*), count(*) filter (where j.id = any(writers)) into asked, done
  from (select distinct on (coalesce(a.person_id, a.id)) a.id, a.person_id
        from public.role_grant g join public.account a on a.id = g.account_id
        where g.scope_id = review_summary.vacancy and g.role in ('committee_chair', 'committee_member')
          and g.confirmed_at is not null and g.valid_from <= now() and (g.valid_until is null or g.valid_until > now())
          and a.ended_at is null
          and (not exists (select from public.review_assignment x where x.application_id = review_summary.application and x.ended_at is null)
            or exists (select from public.review_assignment x
              where x.application_id = review_summary.application and x.account_id = a.id and x.ended_at is null))
        order by coalesce(a.person_id, a.id), a.id) as j
  where (j.person_id = any(apart)) is not true;
  return json_build_object('asked', asked, 'in', done, 'means',
    case when done = asked and cardinality(counted) > 0 then (
      select json_agg(json_build_object('criterion_id', m.criterion_id, 'mean', m.mean)) from (
        select s.criterion_id, round(avg(s.score), 2) as mean
        from public.review_score s where s.review_id = any(counted) group by s.criterion_id) as m) end);
end $$;

-- How many people will judge once the deadline has passed: a seat that ends before it, or begins after it, does not.
create or replace function polder.committee_size(vacancy uuid) returns int
language sql stable security definer set search_path = pg_catalog, public as $$
  select count(distinct coalesce(a.person_id, a.id))::int
  from public.vacancy v join public.role_grant g on g.scope_id = v.id join public.account a on a.id = g.account_id
  where v.id = committee_size.vacancy and g.role in ('committee_chair', 'committee_member') and g.confirmed_at is not null
    and g.valid_from <= greatest(now(), v.deadline) and (g.valid_until is null or g.valid_until > greatest(now(), v.deadline, g.valid_from))
    and a.ended_at is null
$$;

-- The committee of a vacancy: its people, each once by their first role now, and by the seat that follows it where one
-- does, for whoever sees the vacancy's inside.
create or replace function polder.committee(vacancy uuid) returns json
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(json_agg(json_build_object('grant_id', m.id, 'account_id', m.account_id, 'name', m.name,
    'role', m.role, 'valid_from', m.valid_from, 'valid_until', m.valid_until, 'version', m.version, 'next', (
      select json_build_object('role', n.role, 'valid_from', n.valid_from) from public.role_grant n
      where n.scope_id = committee.vacancy and n.account_id = m.account_id and n.id <> m.id and polder.of_committee(n.role)
        and n.valid_from > greatest(now(), m.valid_from) and (n.valid_until is null or n.valid_until > now())
      order by n.valid_from, n.role limit 1))
    order by m.role, m.name), '[]')
  from (select distinct on (coalesce(a.person_id, a.id)) g.id, g.account_id, a.name, g.role, g.valid_from, g.valid_until,
      g.version
    from public.role_grant g join public.account a on a.id = g.account_id
    where g.scope_id = committee.vacancy and g.role in ('committee_chair', 'committee_member', 'committee_observer')
      and (g.valid_until is null or g.valid_until > now()) and a.ended_at is null
    order by coalesce(a.person_id, a.id), g.valid_from > now(), greatest(g.valid_from, now()), g.role) as m
  where (select polder.may('vacancy.read')) or committee.vacancy = any((select polder.scope('vacancy.read'))::uuid[])
$$;

-- Who was appointed to the committee and who left it, by whom: for whoever sees the vacancy's inside. Who ended a seat
-- stands in the audit trail; one whose time ran out was ended by nobody. One to come says from when.
create or replace function polder.committee_history(vacancy uuid) returns json
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(json_agg(json_build_object('at', h.at, 'who', w.name, 'move', h.move, 'name', a.name, 'role', h.role,
    'from', h.begins) order by h.at desc, h.role), '[]')
  from (
    select g.account_id, g.role, 'appoint' as move, g.created_at as at, g.granted_by as by,
      case when g.valid_from > g.created_at then g.valid_from end as begins from public.role_grant g
    where g.scope_id = committee_history.vacancy and g.role like 'committee%'
    union all
    select g.account_id, g.role, case when g.valid_until <= g.valid_from then 'withdraw' when e.actor_id is null then 'run_out'
      else 'end' end, g.valid_until, e.actor_id, case when g.valid_until <= g.valid_from then g.valid_from end
    from public.role_grant g left join lateral (
      select e.actor_id from public.audit_entry e where e.table_name = 'role_grant' and e.record_id = g.id
        and e.operation = 'update' and e.changes ? 'valid_until' order by e.id desc limit 1) as e on true
    where g.scope_id = committee_history.vacancy and g.role like 'committee%' and g.valid_until <= now()) as h
  join public.account a on a.id = h.account_id left join public.account w on w.id = h.by
  where (select polder.may('vacancy.read')) or committee_history.vacancy = any((select polder.scope('vacancy.read'))::uuid[])
$$;

-- A vacancy keeps the committee that it needed to be published, until it is decided: who leaves is replaced first.
-- Those who leave at the same moment wait for one another, so that they are counted one by one.
create or replace function polder.keep_committee() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if polder.setting('actor_kind') in ('browser', 'token')
     and exists (select from public.vacancy v where v.id = new.scope_id and v.state in ('published', 'closed')
       and new.valid_from <= greatest(now(), v.deadline)) then  -- one that begins later was not counted
    perform pg_advisory_xact_lock(hashtextextended('polder.committee:' || new.scope_id, 0));
    if polder.committee_size(new.scope_id) < 2 then
      raise exception 'committee_too_small' using errcode = 'PL409';
    end if;
  end if;
  return null;
end $$;
create or replace trigger d_keep_committee after update on public.role_grant for each row
  when (old.role in ('committee_chair', 'committee_member') and new.valid_until is distinct from old.valid_until)
  execute function polder.keep_committee();

-- An archived vacancy has no committee any more: nobody takes a seat in it, or is invited to one.
create or replace function polder.seat_not_archived() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if polder.setting('actor_kind') in ('browser', 'token', 'sign_in') and exists (
      select from public.vacancy v where v.id = new.scope_id and v.state = 'archived') then
    raise exception 'vacancy_archived' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger c_archived before insert on public.role_grant for each row
  when (new.role in ('committee_chair', 'committee_member', 'committee_observer')) execute function polder.seat_not_archived();
create or replace trigger c_archived before insert on public.invitation for each row
  when (new.role in ('committee_chair', 'committee_member', 'committee_observer')) execute function polder.seat_not_archived();

-- Who may take a seat. An auditor reads everything, and neither judges nor sits by as an observer. Whoever could read what
-- others have submitted here takes no seat that judges any more, or would judge with their judgement in mind; who has or
-- will have one was kept from it. What was withdrawn before it began was never held.
create or replace function polder.guard_seat() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  judges constant text[] := '{committee_chair,committee_member}';
begin
  if exists (select from public.role_grant g where g.account_id = new.account_id and g.id <> new.id
             and (g.valid_until is null or g.valid_until > greatest(g.valid_from, new.valid_from)) and (new.valid_until is null or g.valid_from < new.valid_until)
             and case when new.role = 'auditor' then polder.of_committee(g.role) else g.role = 'auditor' end) then
    raise exception 'auditor_judges' using errcode = 'PL409';
  end if;
  if new.role = any(judges) and exists (
      select from public.review r join public.role_grant g on g.account_id = new.account_id
        and (g.scope_id is null or g.scope_id = new.scope_id) and not g.role = any(judges) and g.confirmed_at is not null
        and g.valid_from <= now() and (g.valid_until is null or g.valid_until > greatest(g.valid_from, r.submitted_at))
      join polder.role_permission p on p.role = g.role and p.permission = 'review.read'
      where r.vacancy_id = new.scope_id and r.state = 'submitted' and r.reviewer_id <> new.account_id)
     and not exists (
      select from public.role_grant g where g.account_id = new.account_id and g.scope_id = new.scope_id
        and g.role = any(judges) and (g.valid_until is null or g.valid_until > now())) then
    raise exception 'has_read_reviews' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger c_guard_seat before insert on public.role_grant for each row
  when (new.role in ('committee_chair', 'committee_member', 'committee_observer', 'auditor')) execute function polder.guard_seat();

-- The vacancies of an applicant's own applications; a function, so that the policy of vacancies stays a comparison.
create or replace function polder.vacancies_applied_to() returns uuid[]
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(array_agg(vacancy_id), '{}'::uuid[]) from public.application
  where id = any(polder.scope('application.own'))
$$;

-- A conflict on an application hides all that belongs to it, by whatever table or log one might come across it.
create or replace function polder.conflicts_of(who uuid) returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
  applications uuid[] := coalesce((select array_agg(c.record_id) from public.conflict c where c.person_id = who), '{}');
  reviews uuid[];
  offers uuid[];
begin
  if applications = '{}' then
    return applications;
  end if;
  reviews := array(select r.id from public.review r where r.application_id = any(applications));
  offers := array(select o.id from public.offer o where o.application_id = any(applications));
  return applications || reviews || offers
    || array(select c.id from public.conflict c where c.record_id = any(applications))
    || array(select p.id from public.conflict_proposal p where p.application_id = any(applications))
    || array(select x.id from public.review_assignment x where x.application_id = any(applications))
    || array(select b.id from public.applicant_background b where b.application_id = any(applications))
    || array(select s.id from public.review_score s where s.review_id = any(reviews))
    || array(select o.id from public.review_opinion o where o.review_id = any(reviews))
    || array(select e.id from public.offer_endorsement e where e.offer_id = any(offers))
    || polder.references_of(applications)
    || array(select d.id from public.document d where d.record_id = any(applications || offers))
    || array(select l.id from public.offer_letter l where l.application_id = any(applications))
    || array(select s.id from public.offer_acceptance s where s.application_id = any(applications))
    || array(select c.id from public.security_check c where c.application_id = any(applications))
    || array(select h.id from public.hire h where h.application_id = any(applications))
    || array(select h.appointment_id from public.hire h where h.application_id = any(applications))
    || array(select c.id from public.appointment_check c join public.hire h on h.appointment_id = c.appointment_id
             where h.application_id = any(applications))
    || polder.stay_conflicts(applications)
    || array(select m.id from public.mail m where m.record_id = any(applications || offers))
    || array(select i.id from public.interview i where i.application_id = any(applications))
    || array(select m.id from public.mail m join public.interview i on i.id = m.record_id where i.application_id = any(applications))
    || array(select c.id from public.interview_change c where c.application_id = any(applications))
    || array(select n.id from public.interview_note n where n.application_id = any(applications))
    || polder.call_conflicts(applications)
    || polder.meeting_conflicts(applications)
    || array(select l.id from public.application_export_line l where l.application_id = any(applications))
    || array(select s.id from public.same_person s where s.first_id = any(applications) or s.second_id = any(applications))
    || array(select r.id from public.mailing_recipient r where r.application_id = any(applications))
    || array(select o.id from public.verified_orcid o where o.application_id = any(applications))
    || array(select s.id from public.session s where s.scope_id = any(applications));  -- the applicant's own links
end $$;

-- Checks that came after their tables were released (a revision compares columns, not checks).
do $$ begin
  if not exists (select from pg_constraint where conname = 'ck_application_email') then
    alter table public.application add constraint ck_application_email
      check (email ~ '^[^@[:space:]]+@[^@[:space:]]+$') not valid;
  end if;
  if not exists (select from pg_constraint where conname = 'ck_vacancy_time_zone') then
    alter table public.vacancy add constraint ck_vacancy_time_zone
      check (time_zone = 'UTC' or time_zone like '_%/_%') not valid;
  end if;
end $$;
-- Sort names of before accents were left out of them.
alter table public.application no force row level security;  -- forced again with its policies
update public.application set sort_name = polder.fold(sort_name)
where sort_name <> polder.fold(sort_name) and polder.shows_something(polder.fold(sort_name));

-- The promises of positions. What is said of a position is said with that position locked.

-- The months from that of one day to that of another, both included and each whole.
create or replace function polder.months(from_month date, until_month date) returns int
language sql immutable as $$
  select ((extract(year from until_month) - extract(year from from_month)) * 12
    + extract(month from until_month) - extract(month from from_month) + 1)::int
$$;

create or replace function polder.month_ends(month date) returns date
language sql immutable as $$ select (month + interval '1 month')::date - 1 $$;

-- Does a line pay? As typed in a draft, and while its allocation stands or was spent to its end; not once its plan lapsed.
create or replace function polder.line_pays(allocation uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select allocation is null or exists (
    select from public.allocation a where a.id = allocation
      and (a.state <> 'released' or (a.booked_on is not null and a.until_day <= polder.today())))
$$;

-- Each month of a position: what its lines pay of it and what is missing, in basis points. As `rules.coverage`.
create or replace function polder.position_coverage(of_position uuid) returns table (month date, covered_bp int, missing_bp int)
language sql stable security definer set search_path = pg_catalog, public as $$
  select m.month::date, coalesce(sum(l.part_bp), 0)::int, greatest(0, 10000 - coalesce(sum(l.part_bp), 0))::int
  from public.position p
    cross join generate_series(p.starts_on::timestamp, p.starts_on + make_interval(months => p.months - 1), interval '1 month') as m(month)
    left join public.position_line l on l.position_id = p.id and m.month between l.from_month and l.until_month
      and polder.line_pays(l.allocation_id)
  where p.id = of_position group by m.month order by m.month
$$;

-- Is each month paid, or what is missing of it accepted by a director at this cost?
create or replace function polder.position_covered(of_position uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select not exists (
    select from polder.position_coverage(of_position) c where c.missing_bp > 0 and not exists (
      select from public.position_gap g join public.position p on p.id = g.position_id, jsonb_array_elements(g.missing) as m
      where g.position_id = of_position and g.monthly_cost_cents >= p.monthly_cost_cents
        and (m ->> 'month')::date = c.month and (m ->> 'missing_bp')::int >= c.missing_bp))
$$;

-- What each line costs, in cents: its months times its part of the monthly cost, by largest remainder, so that together they
-- are exact. What is booked is fixed, as long as it is that cost. As `rules.costs`.
create or replace function polder.position_costs(of_position uuid) returns table (line_id uuid, cents bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  with line as (
    select l.id, p.monthly_cost_cents * l.part_bp * polder.months(l.from_month, l.until_month) as weight,
      case when a.booked_on is not null then a.amount_cents end as booked
    from public.position p join public.position_line l on l.position_id = p.id left join public.allocation a on a.id = l.allocation_id
    where p.id = of_position
  ), kept as (
    select id, weight, case when booked is null then null when abs(booked * 10000 - weight) < 10000 then booked
      else (weight + 5000) / 10000 end as fixed from line
  ), whole as (
    select greatest(0, div(sum(weight) + 5000, 10000) - coalesce(sum(fixed), 0)) as cents, sum(weight) filter (where fixed is null) as weight
    from kept
  ), share as (
    select k.id, div(w.cents * k.weight, w.weight) as cents, row_number() over (order by mod(w.cents * k.weight, w.weight) desc, k.id) as place,
      w.cents - sum(div(w.cents * k.weight, w.weight)) over () as rest
    from kept k, whole w where k.fixed is null
  )
  select s.id, (s.cents + case when s.place <= s.rest then 1 else 0 end)::bigint from share s
  union all select k.id, k.fixed::bigint from kept k where k.fixed is not null
$$;

create or replace function polder.position_booked(of_position uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (select from public.position_line l join public.allocation a on a.id = l.allocation_id
                 where l.position_id = of_position and a.state = 'booked')
$$;

create or replace function polder.position_advertised(of_position uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (select from public.vacancy v where v.position_id = of_position and v.state in ('published', 'closed'))
$$;

-- Did the actor write the position, or what pays it?
create or replace function polder.wrote_position(of_position uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select polder.wrote('position', of_position) or exists (
    select from public.position_line l where l.position_id = of_position and (l.created_by = polder.actor() or polder.wrote('position_line', l.id)))
$$;

-- May a vacancy be published on it?
create or replace function polder.position_ready(of_position uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (select from public.position p where p.id = of_position and p.state in ('approved', 'vacant'))
    and polder.position_covered(of_position)
$$;

-- A position makes its own purpose and shares its number; its cost follows from salary, size and the rule of its agreement
-- that is in force when it begins. Its facts are fixed from its funding on; filled, they become those of the appointment,
-- whose salary counts where it is above the one that was counted with.
create or replace function polder.keep_position() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  made public.purpose;
  rule public.employer_cost_rule;
  last date;
  own constant text[] := '{state,version,updated_at,filled_from,filled_until,filled_fte_percent,filled_salary_cents,search}';
begin
  if tg_op = 'INSERT' then
    if not polder.may('position.write') then  -- before a purpose is made of it
      raise insufficient_privilege;
    end if;
    insert into public.purpose (kind, name_nl, name_en, valid_from) values ('position', new.title_nl, new.title_en, new.starts_on)
    returning * into made;
    new.purpose_id := made.id;
    new.reference := made.reference;
    new.cost_rule_id := null;
  else
    new.purpose_id := old.purpose_id;
    new.reference := old.reference;
    if old.state <> 'draft' and to_jsonb(new) - own <> to_jsonb(old) - own
       or (old.state <> 'vacant' and (new.filled_from, new.filled_until, new.filled_fte_percent, new.filled_salary_cents)
         is distinct from (old.filled_from, old.filled_until, old.filled_fte_percent, old.filled_salary_cents)) then
      raise exception 'position_locked' using errcode = 'PL409';
    end if;
    if new.state <> old.state then
      if new.state = 'approved' and polder.wrote_position(new.id) then
        raise exception 'position_second_person' using errcode = 'PL409';
      end if;
      if new.state in ('funded', 'approved', 'vacant') and old.state <> 'filled' and not polder.position_covered(new.id) then
        raise exception 'position_uncovered' using errcode = 'PL409';
      end if;
      if new.state = 'cancelled' and polder.position_booked(new.id) then
        raise exception 'position_booked' using errcode = 'PL409';
      end if;
      if new.state = 'draft' then
        select null, null, null, null into new.filled_from, new.filled_until, new.filled_fte_percent, new.filled_salary_cents;
      end if;
      if new.state = 'filled' then
        if new.filled_from is null or new.filled_until is null or new.filled_fte_percent is null then
          raise exception 'position_not_filled' using errcode = 'PL409';
        end if;
        if new.filled_fte_percent > old.fte_percent then
          raise exception 'above_position_fte' using errcode = 'PL422', detail = 'fte_percent';
        end if;
        new.starts_on := date_trunc('month', new.filled_from)::date;
        last := date_trunc('month', new.filled_until)::date;
        new.months := polder.months(new.starts_on, last);
        new.fte_percent := new.filled_fte_percent;
      end if;
    end if;
  end if;
  if new.state = 'draft' and (tg_op = 'INSERT' or new.cost_key <> old.cost_key or new.starts_on <> old.starts_on
     or (new.budget_salary_cents, new.fte_percent) is distinct from (old.budget_salary_cents, old.fte_percent)) then
    select * into rule from public.employer_cost_rule r where r.key = new.cost_key and r.state = 'in_force'
      and new.starts_on between r.valid_from and coalesce(r.valid_until, 'infinity');
    if rule.id is null then
      raise exception 'no_cost_rule' using errcode = 'PL422', detail = 'cost_key';
    end if;
    new.cost_rule_id := rule.id;
  else
    select * into rule from public.employer_cost_rule r where r.id = old.cost_rule_id;
    new.cost_rule_id := old.cost_rule_id;
  end if;
  if new.state = 'draft' or (new.state = 'filled' and old.state <> 'filled') then
    new.monthly_cost_cents := polder.offer_cost(greatest(new.budget_salary_cents, new.filled_salary_cents), new.fte_percent, rule.surcharge_bp);
  else
    new.monthly_cost_cents := old.monthly_cost_cents;
  end if;
  if tg_op = 'UPDATE' and (new.title_nl, new.title_en, new.starts_on) is distinct from (old.title_nl, old.title_en, old.starts_on) then
    update public.purpose u set name_nl = new.title_nl, name_en = new.title_en, valid_from = least(u.valid_from, new.starts_on)
    where u.id = new.purpose_id;
  end if;
  return new;
end $$;
create or replace trigger b_position before insert or update on public.position
  for each row execute function polder.keep_position();

-- Filled for less than was planned: lines end with the appointment, and their plans give the rest back. What is booked keeps
-- its amount until its rest is released. Filled for more (a month cost `before` cents): lines pay what they paid, which is a
-- smaller part of each month, and what is missing shows as a gap.
create or replace function polder.fit_position(of_position uuid, before bigint) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  p public.position;
  last date;
  gone record;
begin
  select * into p from public.position where id = of_position;
  last := p.starts_on + make_interval(months => p.months - 1);
  for gone in
    select l.id, l.allocation_id, a.state from public.position_line l left join public.allocation a on a.id = l.allocation_id
    where l.position_id = of_position and (l.from_month > last or l.until_month < p.starts_on) order by l.id loop
    if gone.state = 'booked' then
      raise exception 'position_booked' using errcode = 'PL409';
    end if;
    delete from public.position_line where id = gone.id;
    if gone.state = 'planned' then
      perform set_config('polder.move', 'allocation:cancel', true), set_config('polder.reason', p.reference, true);
      update public.allocation set state = 'released' where id = gone.allocation_id;
    end if;
  end loop;
  update public.position_line l set from_month = greatest(l.from_month, p.starts_on), until_month = least(l.until_month, last)
  where l.position_id = of_position and (l.from_month < p.starts_on or l.until_month > last);
  update public.position_line l set part_bp = greatest(1, l.part_bp * before / p.monthly_cost_cents)
  where l.position_id = of_position and p.monthly_cost_cents > before;
  update public.allocation a set amount_cents = c.cents, from_day = l.from_month, until_day = polder.month_ends(l.until_month)
  from public.position_line l join polder.position_costs(of_position) c on c.line_id = l.id
  where a.id = l.allocation_id and a.state = 'planned'
    and (a.amount_cents, a.from_day, a.until_day) is distinct from (c.cents, l.from_month, polder.month_ends(l.until_month));
  update public.allocation a set until_day = greatest(a.from_day, polder.month_ends(l.until_month)) from public.position_line l
  where l.position_id = of_position and a.id = l.allocation_id and a.state = 'booked' and a.until_day > polder.month_ends(l.until_month);
end $$;
create or replace function polder.position_filled() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  perform polder.fit_position(new.id, old.monthly_cost_cents);
  return null;
end $$;
create or replace trigger c_filled after update of state on public.position
  for each row when (old.state = 'vacant' and new.state = 'filled') execute function polder.position_filled();

-- How its appointment stands beside a filled position, for whoever reads positions: `nobody` started, or it runs in other
-- months, or for more of full time, than the position pays.
create or replace function polder.after_hire(of_position uuid) returns text
language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  return (
    select case when bool_and(a.state = 'cancelled') then 'nobody'
      when bool_or(a.state in ('planned', 'active') and (a.ends_on > p.filled_until or a.starts_on < p.filled_from or a.fte_percent > p.fte_percent))
        then 'outgrown' end
    from public.position p join public.vacancy v on v.position_id = p.id join public.hire h on h.vacancy_id = v.id
      join public.appointment a on a.id = h.appointment_id
    where p.id = of_position and (select polder.may('position.read')));
end $$;

-- Lines and employers change with their position locked, so that two people do not each add the last part of a month. A
-- position that is over has none changed.
create or replace function polder.lock_position() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  of_state text;
begin
  select p.state into of_state from public.position p where p.id = coalesce(new.position_id, old.position_id) for update;
  if of_state = 'cancelled' or (tg_table_name = 'position_employer' and of_state <> 'draft') then
    raise exception 'position_locked' using errcode = 'PL409';
  end if;
  return coalesce(new, old);
end $$;
create or replace trigger b_lock before insert or update or delete on public.position_line
  for each row execute function polder.lock_position();
create or replace trigger b_lock before insert or update or delete on public.position_employer
  for each row execute function polder.lock_position();

-- At commit: employers are whole; lines lie within the term and pay no month more than once; what is funded is planned to the
-- cent, and what is not funded yet is not.
create or replace function polder.position_holds() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  p public.position;
  parts bigint;
begin
  if tg_table_name = 'position' then
    select * into p from public.position where id = new.id;
  elsif tg_table_name = 'allocation' then
    select x.* into p from public.position x where x.purpose_id = new.purpose_id;
    if p.id is null then
      return null;
    end if;
  else
    select * into p from public.position where id = coalesce(new.position_id, old.position_id);
  end if;
  if exists (select from public.allocation a where a.purpose_id = p.purpose_id and a.state = 'planned'
             and not exists (select from public.position_line l where l.allocation_id = a.id)) then
    raise exception 'allocation_without_line' using errcode = 'PL409';
  end if;
  select sum(e.part_bp) into parts from public.position_employer e where e.position_id = p.id;
  if parts <> 10000 then
    raise exception 'employers_not_whole' using errcode = 'PL422', detail = 'employers';
  end if;
  if p.state = 'cancelled' then
    return null;
  end if;
  if exists (select from public.position_line l where l.position_id = p.id
             and (l.from_month < p.starts_on or l.until_month > p.starts_on + make_interval(months => p.months - 1))) then
    raise exception 'line_outside_term' using errcode = 'PL422', detail = 'lines';
  end if;
  if exists (select from polder.position_coverage(p.id) c where c.covered_bp > 10000) then
    raise exception 'month_overpaid' using errcode = 'PL422', detail = 'lines';
  end if;
  if p.state = 'draft' and exists (select from public.position_line l join public.allocation a on a.id = l.allocation_id
                                   where l.position_id = p.id and a.booked_on is null)
     or p.state <> 'draft' and exists (
       select from public.position_line l left join public.allocation a on a.id = l.allocation_id
         left join polder.position_costs(p.id) c on c.line_id = l.id
       where l.position_id = p.id and (a.id is null or (a.lot_id, a.purpose_id) <> (l.lot_id, p.purpose_id)
         or (a.state = 'planned' and (a.amount_cents, a.from_day, a.until_day) <> (c.cents, l.from_month, polder.month_ends(l.until_month))))) then
    raise exception 'line_not_planned' using errcode = 'PL409';
  end if;
  return null;
end $$;
drop trigger if exists c_holds on public.position;
create constraint trigger c_holds after insert or update on public.position deferrable initially deferred
  for each row execute function polder.position_holds();
drop trigger if exists c_holds on public.position_line;
create constraint trigger c_holds after insert or update or delete on public.position_line deferrable initially deferred
  for each row execute function polder.position_holds();
drop trigger if exists c_holds on public.position_employer;
create constraint trigger c_holds after insert or update or delete on public.position_employer deferrable initially deferred
  for each row execute function polder.position_holds();
drop trigger if exists d_position on public.allocation;
create constraint trigger d_position after insert or update of lot_id, purpose_id, amount_cents, from_day, until_day on public.allocation
  deferrable initially deferred for each row when (new.state = 'planned') execute function polder.position_holds();

-- What a director accepts is the gap as it is then.
create or replace function polder.note_gap() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  p public.position;
begin
  select * into p from public.position where id = new.position_id for update;
  select coalesce(jsonb_agg(jsonb_build_object('month', c.month, 'missing_bp', c.missing_bp) order by c.month), '[]'),
    (p.monthly_cost_cents * coalesce(sum(c.missing_bp), 0) + 5000) / 10000, p.monthly_cost_cents
  into new.missing, new.missing_cents, new.monthly_cost_cents
  from polder.position_coverage(new.position_id) c where c.missing_bp > 0;
  if new.missing = '[]' then
    raise exception 'no_gap' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger b_note before insert on public.position_gap for each row execute function polder.note_gap();

-- A vacancy offers no more than its position, and is approved and published on one that is ready, or says why there is none.
create or replace function polder.vacancy_of_position() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  p public.position;
begin
  if new.position_id is not null then
    select * into p from public.position where id = new.position_id;
    if (tg_op = 'INSERT' or new.position_id is distinct from old.position_id) and (p.id is null or not polder.may('position.read')) then
      raise exception 'position_unknown' using errcode = 'PL422', detail = 'position_id';
    end if;
    if new.state in ('draft', 'approved', 'published') and new.salary_max_cents > p.salary_max_cents then
      raise exception 'above_position_range' using errcode = 'PL422', detail = 'salary_max_cents';
    end if;
    if new.state in ('draft', 'approved', 'published') and new.fte_percent > p.fte_percent then
      raise exception 'above_position_fte' using errcode = 'PL422', detail = 'fte_percent';
    end if;
  end if;
  if tg_op = 'UPDATE' and new.state <> old.state then
    if new.state in ('approved', 'published') and new.kind <> 'call' and new.position_id is null and not polder.shows_something(coalesce(new.without_position, '')) then
      raise exception 'position_or_reason' using errcode = 'PL409';
    end if;
    if old.state = 'draft' and new.state = 'approved' and new.kind <> 'call' and new.position_id is null
       and not polder.may('vacancy.without_position') then
      raise exception 'director_agrees' using errcode = 'PL409';
    end if;
    if new.state = 'published' and new.position_id is not null and not polder.position_ready(new.position_id) then
      raise exception 'position_not_ready' using errcode = 'PL409';
    end if;
  end if;
  return new;
end $$;
create or replace trigger c_position before insert or update of position_id, salary_max_cents, fte_percent, state on public.vacancy
  for each row execute function polder.vacancy_of_position();

-- What employers add, proposed for a controller to confirm against its source. Entered once, when the table is made.
do $$ begin
  if not (select relrowsecurity from pg_class where oid = 'public.employer_cost_rule'::regclass) then
    insert into public.employer_cost_rule (key, name_nl, name_en, surcharge_bp, valid_from, source) values
      ('cao_nu', 'Cao Nederlandse Universiteiten', 'CLA Dutch Universities', 4500, '2024-01-01',
       'Cao NU: vakantie-uitkering 8 %, eindejaarsuitkering 8,3 %; pensioen ABP en sociale lasten geschat op 28,7 %. Bevestig met de salarisadministratie / confirm with payroll'),
      ('cao_oi', 'Cao Onderzoekinstellingen', 'CLA Research Institutes', 4500, '2024-01-01',
       'Cao OI: vakantie-uitkering 8 %, eindejaarsuitkering 8,3 %; pensioen ABP en sociale lasten geschat op 28,7 %. Bevestig met de salarisadministratie / confirm with payroll');
  end if;
end $$;
create or replace trigger b_version before insert or update on public.employer_cost_rule for each row execute function polder.rule_version();
create or replace trigger c_given_back after update of state on public.employer_cost_rule for each row when (old.state = 'in_force') execute function polder.rule_given_back();

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
alter table public.criterion drop constraint if exists ck_criterion_levels, add constraint ck_criterion_levels check (jsonb_array_length(levels) in (0, 5)) not valid;
alter table public.vacancy drop constraint if exists ck_vacancy_channels, add constraint ck_vacancy_channels check (channels <@ '["euraxess", "academictransfer", "json", "atom"]') not valid;

-- Rules of references that the database itself keeps.

-- Whose letters go there: without capitals, and without what follows a plus (RFC 5233).
create or replace function polder.mailbox(address text) returns text
language sql immutable parallel safe as $$
  select split_part(split_part(lower(address), '@', 1), '+', 1) || '@' || split_part(lower(address), '@', 2)
$$;

-- Can somebody of this name be written to at this address?
create or replace function polder.reachable(name text, address text) returns boolean
language sql immutable parallel safe as $$
  select polder.shows_something(name) and address ~ '^[^@[:space:]]+@[^@[:space:]]+[.][^@[:space:]]+$'
$$;

-- Is the application handed in, and not yet decided?
create or replace function polder.takes_references(application uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  return exists (select from public.application a where a.id = takes_references.application
    and a.stage in ('submitted', 'eligible', 'longlisted', 'shortlisted', 'interview', 'selected', 'offered'));
end $$;

create or replace function polder.has_letter(reference uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  return exists (select from public.document d where d.record_id = has_letter.reference and d.record_kind = 'reference'
    and d.state = 'accepted');
end $$;

-- Has the applicant named whom the vacancy asks for: by name and address, nobody twice, and not themselves? A vacancy that
-- asks for none answers before it looks.
create or replace function polder.referees_named(application uuid, vacancy uuid) returns boolean
language plpgsql stable as $$
declare
  asked int := (select v.referees_asked from public.vacancy v where v.id = referees_named.vacancy);
begin
  return asked = 0 or asked <= (
    select count(distinct polder.mailbox(r.email))
    from public.reference r join public.application a on a.id = r.application_id
    where r.application_id = referees_named.application and r.state = 'named' and polder.reachable(r.name, r.email)
      and polder.mailbox(r.email) is distinct from polder.mailbox(a.email));
end $$;

-- What the applicant sees of their referees: how far each is, and never the letter. Null where none is asked or named.
create or replace function polder.own_references(application uuid, vacancy uuid) returns json
language plpgsql stable as $$
declare
  v record;
begin
  select referees_asked, references_asked_when, time_zone into v from public.vacancy where id = own_references.vacancy;
  if v.referees_asked = 0 and not exists (
      select from public.reference r where r.application_id = own_references.application) then
    return null;
  end if;
  return json_build_object('asked', v.referees_asked, 'when', v.references_asked_when, 'zone', v.time_zone,
    'own', (select a.email from public.application a where a.id = own_references.application),
    'open', polder.takes_references(own_references.application),
    'lines', (select coalesce(json_agg(json_build_object('id', r.id, 'position', r.position, 'name', r.name, 'email', r.email,
        'institution', r.institution, 'relation', r.relation, 'language', r.language, 'state', r.state, 'due_at', r.due_at,
        'may_remind', r.state in ('asked', 'reminded') and r.due_at >= polder.clock()
          and r.mailed_at < polder.clock() - interval '1 day') order by r.position nulls last, r.created_at, r.id), '[]')
      from public.reference r where r.application_id = own_references.application));
end $$;

-- A referee's own request, by their link: nothing of the application but whose it is. One whose time is over is no more.
create or replace function polder.reference_request() returns json
language sql stable security definer set search_path = pg_catalog, public as $$
  select json_build_object('id', r.id,
    'state', case when r.state in ('asked', 'reminded') and r.due_at < polder.clock() then 'expired' else r.state end,
    'letter_sha256', (select d.sha256 from public.document d where d.record_id = r.id and d.record_kind = 'reference' and d.state = 'accepted' limit 1),
    'name', r.name, 'institution', r.institution, 'relation', r.relation, 'due_at', r.due_at, 'applicant', a.name,
    'zone', v.time_zone, 'title_nl', v.title_nl, 'title_en', v.title_en, 'questions_nl', v.referee_questions_nl,
    'questions_en', v.referee_questions_en, 'kept', polder.hiring_figure('retention_days'), 'consented', polder.hiring_figure('consent_days'), 'employer', (select o.name from public.organisation o where o.id = v.employer_id))
  from public.reference r join public.application a on a.id = r.application_id join public.vacancy v on v.id = r.vacancy_id
  where r.id = (polder.scope('reference.answer'))[1]
$$;

-- How our last mail to the referee fared, for whoever asks references: a bounce is seen here.
create or replace function polder.reference_mail(reference uuid, vacancy uuid) returns text
language sql stable security definer set search_path = pg_catalog, public as $$
  select m.state from public.mail m where m.record_id = reference_mail.reference
    and ((select polder.may('reference.write')) or reference_mail.vacancy = any((select polder.scope('reference.write'))::uuid[]))
  order by m.created_at desc, m.id desc limit 1
$$;

-- The last moment of the day that is so many days from now, where the vacancy is.
create or replace function polder.end_of_day(day date, zone text) returns timestamptz
language sql immutable as $$ select (day + time '23:59:59') at time zone zone $$;

create or replace function polder.reference_rules() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  own_id uuid := case when tg_op = 'DELETE' then old.id else new.id end;
  of_application uuid := case when tg_op = 'DELETE' then old.application_id else new.application_id end;
  by_link boolean := polder.setting('actor_kind') is not distinct from 'link';
  a record;
begin
  select p.stage, p.email, v.deadline, v.time_zone, v.referees_asked, v.referee_deadline_days into a
  from public.application p join public.vacancy v on v.id = p.vacancy_id where p.id = of_application;
  -- What an applicant typed is fixed at the deadline, these names too.
  if by_link and a.stage = 'draft' and polder.clock() > a.deadline then
    raise exception 'deadline_passed' using errcode = 'PL409';
  end if;
  if tg_op = 'DELETE' then
    if old.state <> 'named' or a.stage <> 'draft' then
      raise exception 'reference_fixed' using errcode = 'PL409';
    end if;
    return old;
  end if;
  if tg_op = 'INSERT' then
    perform pg_advisory_xact_lock(hashtextextended('polder.references:' || of_application, 0));
    if by_link and a.referees_asked <= (select count(*) from public.reference r where r.application_id = of_application
        and r.state in ('named', 'asked', 'reminded', 'received')) then
      raise exception 'referees_enough' using errcode = 'PL409';
    end if;
    if a.stage <> 'draft' and not polder.takes_references(of_application) then
      raise exception 'application_over' using errcode = 'PL409';
    end if;
    new.asked_at := null;
    new.mailed_at := null;
    new.due_at := null;
    new.answered_at := null;
  else
    if (new.application_id, new.vacancy_id) is distinct from (old.application_id, old.vacancy_id)
       or ((old.state <> 'named' or a.stage <> 'draft')
         and (new.name, new.email, new.institution, new.relation, new.language, new.position)
           is distinct from (old.name, old.email, old.institution, old.relation, old.language, old.position)) then
      raise exception 'reference_fixed' using errcode = 'PL409';
    end if;
    if new.state in ('received', 'declined') and old.state in ('received', 'declined') and new.state = old.state then
      if to_jsonb(new) - '{version,updated_at}'::text[] <> to_jsonb(old) - '{version,updated_at}'::text[] then
        raise exception 'reference_fixed' using errcode = 'PL409';
      end if;
      return new;
    end if;
    -- An applicant has a referee reminded; only the referee answers, and in time.
    if by_link and new.state <> old.state and new.state <> 'reminded'
       and not (new.state in ('received', 'declined') and new.id = any(polder.scope('reference.answer'))) then
      raise exception 'move_not_allowed' using errcode = 'PL409';
    end if;
    if by_link and new.state in ('received', 'declined') and not coalesce(old.due_at >= polder.clock(), false) then
      raise exception 'reference_over' using errcode = 'PL409';
    end if;
    if new.due_at is distinct from old.due_at then
      if by_link or old.due_at is null then
        raise exception 'reference_fixed' using errcode = 'PL409';
      elsif new.due_at <= polder.clock() then
        raise exception 'until_past' using errcode = 'PL422', detail = 'until';
      elsif new.due_at > polder.clock() + interval '366 days' then
        raise exception 'until_far' using errcode = 'PL422', detail = 'until';
      end if;
    end if;
    if by_link and new.mailed_at is distinct from old.mailed_at and old.mailed_at >= polder.clock() - interval '1 day' then
      raise exception 'reminded_today' using errcode = 'PL409';
    end if;
    if new.state = 'received' and not polder.has_letter(new.id) then
      raise exception 'letter_missing' using errcode = 'PL409';
    end if;
    if new.state = 'asked' and old.state = 'named' then
      new.asked_at := polder.clock();
      new.mailed_at := new.asked_at;
      new.due_at := polder.end_of_day((new.asked_at at time zone a.time_zone)::date + a.referee_deadline_days, a.time_zone);
    end if;
    if new.state in ('received', 'declined') then
      new.answered_at := polder.clock();
    end if;
  end if;
  if new.state = 'asked' and not polder.takes_references(of_application) then
    raise exception 'application_over' using errcode = 'PL409';
  end if;
  -- Nobody recommends themselves, and nobody is asked twice. A draft may still be mended: it is judged when handed in.
  if a.stage <> 'draft' and new.state <> 'withdrawn' and (tg_op = 'INSERT' or old.state = 'named') then
    perform pg_advisory_xact_lock(hashtextextended('polder.references:' || of_application, 0));
    if polder.mailbox(new.email) = polder.mailbox(a.email) then
      raise exception 'referee_is_applicant' using errcode = 'PL422', detail = 'email';
    end if;
    if exists (select from public.reference r where r.application_id = of_application and r.id <> own_id
        and r.state <> 'withdrawn' and polder.mailbox(r.email) = polder.mailbox(new.email)) then
      raise exception 'referee_named_twice' using errcode = 'PL422', detail = 'email';
    end if;
  end if;
  return new;
end $$;
create or replace trigger b_reference before insert or update or delete on public.reference
  for each row execute function polder.reference_rules();

-- One letter a reference, added while it is awaited. Two at once wait for one another.
create or replace function polder.one_letter() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  r record;
begin
  perform pg_advisory_xact_lock(hashtextextended('polder.letter:' || new.record_id, 0));
  select state, due_at into r from public.reference where id = new.record_id;
  if polder.has_letter(new.record_id) or r.state in ('received', 'withdrawn')
     or (polder.setting('actor_kind') is not distinct from 'link'
       and not (r.state in ('asked', 'reminded') and r.due_at >= polder.clock())) then
    raise exception 'reference_over' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger b_one_letter before insert on public.document
  for each row when (new.record_kind = 'reference') execute function polder.one_letter();

-- Is there a referee who might still be written to, or write?
create or replace function polder.references_wait(application uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (select from public.reference r where r.application_id = references_wait.application
    and r.state in ('named', 'asked', 'reminded', 'expired'))
$$;

-- Handed in: whoever the vacancy asks at once is asked. Decided or withdrawn: nobody writes a letter for nothing.
create or replace function polder.references_follow() returns trigger
language plpgsql as $$
begin
  if new.stage = 'submitted' then
    if exists (select from public.vacancy v where v.id = new.vacancy_id and v.referees_asked > 0
               and v.references_asked_when = 'submission') then
      perform jobs.polder_defer('default', 'references.ask', jsonb_build_object('application_id', new.id));
    end if;
  elsif polder.references_wait(new.id) then
    perform jobs.polder_defer('default', 'references.release', jsonb_build_object('application_id', new.id));
  end if;
  return null;
end $$;
create or replace trigger d_references_follow after update of stage on public.application for each row
  when (old.stage <> new.stage and (new.stage in ('rejected', 'withdrawn', 'ineligible', 'hired')
    or (old.stage = 'draft' and new.stage = 'submitted'))) execute function polder.references_follow();

-- All that belongs to references of these applications, for whoever may not meet it.
create or replace function polder.references_of(applications uuid[]) returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
  found uuid[] := array(select r.id from public.reference r where r.application_id = any(references_of.applications));
begin
  return case when found = '{}' then found else found
    || array(select d.id from public.document d where d.record_id = any(found))
    || array(select m.id from public.mail m where m.record_id = any(found))
    || array(select s.id from public.session s where s.scope_id = any(found)) end;
end $$;

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
$$;

-- What a committee member is called, by person: whoever decides on proposals need not see all people.
create or replace function polder.name_of_person(person uuid) returns text
language sql stable security definer set search_path = pg_catalog, public as $$
  select p.name from public.person p where p.id = name_of_person.person
$$;

-- How many reviews each has submitted in a vacancy, not what they say: for whoever plans.
create or replace function polder.reviews_done(vacancy uuid) returns table (account_id uuid, n int)
language sql stable security definer set search_path = pg_catalog, public as $$
  select r.reviewer_id, count(*)::int from public.review r
  where r.vacancy_id = reviews_done.vacancy and r.state = 'submitted'
    and ((select polder.may('review.plan')) or reviews_done.vacancy = any((select polder.scope('review.plan'))::uuid[]))
  group by r.reviewer_id
$$;

-- Between which member and which application something stands, or may stand: declared, confirmed, or not answered yet.
-- For whoever plans the reviews; which of the three is not theirs to know.
create or replace function polder.apart(vacancy uuid) returns table (application_id uuid, account_id uuid)
language sql stable security definer set search_path = pg_catalog, public as $$
  select c.record_id, j.account_id from polder.judges(apart.vacancy) as j
    join public.conflict c on c.person_id = j.person_id join public.application a on a.id = c.record_id
  where a.vacancy_id = apart.vacancy
    and ((select polder.may('review.plan')) or apart.vacancy = any((select polder.scope('review.plan'))::uuid[]))
  union
  select p.application_id, j.account_id from polder.judges(apart.vacancy) as j
    join public.conflict_proposal p on p.person_id = j.person_id
  where p.vacancy_id = apart.vacancy and p.state = 'proposed'
    and ((select polder.may('review.plan')) or apart.vacancy = any((select polder.scope('review.plan'))::uuid[]))
$$;

-- Who is asked to review what, or has done so: for whoever plans, without what it says.
create or replace function polder.asked_or_done(vacancy uuid) returns table (application_id uuid, account_id uuid)
language sql stable security definer set search_path = pg_catalog, public as $$
  select x.application_id, x.account_id from (
    select a.application_id, a.account_id from public.review_assignment a
    where a.vacancy_id = asked_or_done.vacancy and a.ended_at is null
    union select r.application_id, r.reviewer_id from public.review r
    where r.vacancy_id = asked_or_done.vacancy and r.state = 'submitted') as x
  where (select polder.may('review.plan')) or asked_or_done.vacancy = any((select polder.scope('review.plan'))::uuid[])
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
  if r.state is distinct from 'submitted' or r.reviewer_id = new.author_id
     or (tg_op = 'UPDATE' and (new.review_id, new.author_id) is distinct from (old.review_id, old.author_id)) then
    raise exception 'opinion_of_another' using errcode = 'PL409';
  end if;
  if (select polder.being_judged(a.stage, a.vacancy_id) from public.application a where a.id = r.application_id) is not true then
    raise exception 'being_judged' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger b_fits before insert or update on public.review_opinion for each row execute function polder.opinion_fits();

-- What was said of a review that is written anew was said of another text.
create or replace function polder.opinions_lapse() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  delete from public.review_opinion o where o.review_id = new.id;
  return null;
end $$;
create or replace trigger d_opinions after update of state on public.review for each row
  when (new.state = 'draft' and old.state = 'submitted') execute function polder.opinions_lapse();

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
    what := case when new.state in ('cancelled', 'declined') then new.state end;
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
  for each row execute function polder.meeting_fits();

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
  if exists (select from public.conflict_proposal p where p.application_id = new.application_id and p.person_id = polder.person() and p.state = 'proposed') then
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
  for each row execute function polder.item_fits();

-- Whoever declares a conflict before a decision is carried out did not decide it; without enough of the others there is no
-- decision, and its reasons stay.
create or replace function polder.conflict_recounts() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  update public.meeting_item i
  set decided_by = null, decision = case when cardinality(polder.meeting_deciders(i.meeting_id, i.application_id, n.judges, i.away))
      >= polder.meeting_quorum(cardinality(n.judges)) then i.decision end
  from public.meeting m, lateral (select polder.meeting_judges(m.vacancy_id, new.record_id) as judges) as n
  where i.application_id = new.record_id and i.meeting_id = m.id and m.state = 'held' and i.decision is not null and i.outcome is null;
  return null;
end $$;
create or replace trigger d_meetings after insert on public.conflict
  for each row when (new.record_kind = 'application') execute function polder.conflict_recounts();

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
    'items', (select coalesce(json_agg(json_build_object('reference', p.reference, 'name', p.name, 'decision', i.decision,
        'reason', i.reason, 'decided', cardinality(i.decided_by), 'committee', i.committee,
        'reasons', (select coalesce(json_agg(json_build_object('nl', k.name_nl, 'en', k.name_en, 'text', i.reasons ->> k.id::text)
            order by k.position), '[]') from public.criterion k where k.vacancy_id = m.vacancy_id
            and polder.shows_something(i.reasons ->> k.id::text)),
        'left', (select coalesce(json_agg(a.name order by a.name, a.id), '[]') from public.meeting_attendance t
            join public.account a on a.id = t.account_id where t.meeting_id = m.id and t.presence = 'present'
              and polder.left_room(i, a.id, a.person_id)))
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
-- own (another approves), or ready.
create or replace function polder.minutes_status(meeting uuid) returns text
language sql stable security definer set search_path = pg_catalog, public as $$
  select case when polder.meeting_apart(meeting) then 'hidden' else coalesce((
    select case when n.content_sha256 <> polder.minutes_digest(polder.meeting_content(meeting)) then 'stale'
      when n.created_by is not distinct from polder.actor() then 'own' else 'ready' end
    from public.meeting_minutes n where n.meeting_id = minutes_status.meeting order by n.number desc limit 1), 'none') end
$$;

create or replace function polder.minutes_fit() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
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
  for each row execute function polder.minutes_fit();

-- What a conflict with these applications hides of meetings: their items, and the minutes that speak of them.
create or replace function polder.meeting_conflicts(applications uuid[]) returns uuid[]
language sql stable security definer set search_path = pg_catalog, public as $$
  with hidden as (select i.id, i.meeting_id from public.meeting_item i where i.application_id = any(applications))
  select coalesce(array_agg(f.id), '{}'::uuid[]) from (
    select id from hidden
    union select n.id from public.meeting_minutes n where n.meeting_id in (select meeting_id from hidden)
    union select n.document_id from public.meeting_minutes n where n.meeting_id in (select meeting_id from hidden)) as f
$$;

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
  for each row execute function polder.wish_in_time();
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
  if (new.position is not null or new.refusal is not null or new.scores <> '{}')
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

create or replace function polder.match_input(round public.match_round) returns jsonb
language sql stable security definer set search_path = pg_catalog, public as $$
  select jsonb_build_object('kind', round.kind,
    'candidates', (
      select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'most', case round.kind when 'offers' then 1 else c.interviews_most end,
        'wishes', (select coalesce(jsonb_agg(w.advisor_id order by w.rank), '[]') from public.advisor_wish w where w.application_id = a.id
            and (round.kind = 'interviews' or polder.interviewed(a.vacancy_id, a.id, w.advisor_id))))
        order by a.id), '[]')
      from public.application a join public.call c on c.vacancy_id = a.vacancy_id
      where a.vacancy_id = round.vacancy_id and a.stage in ('eligible', 'longlisted', 'shortlisted', 'interview')
        and (round.kind = 'interviews' or exists (select from public.advisor d where d.vacancy_id = a.vacancy_id and polder.interviewed(a.vacancy_id, a.id, d.id)))),
    'advisors', (
      select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'places', case round.kind when 'offers' then d.posts else d.interview_capacity end,
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
      where p.round_id = round.follows_id and p.state = 'confirmed'),
    'excluded', (select coalesce(jsonb_agg(jsonb_build_array(p.application_id, p.advisor_id) order by p.application_id, p.advisor_id), '[]')
      from public.match_pair p where p.round_id = round.follows_id and p.state = 'rejected'))
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
    'signatures', (select coalesce(jsonb_agg(jsonb_build_object('party', s.party, 'name', s.signed_name, 'at', s.signed_at) order by s.signed_at), '[]')
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
create or replace trigger b_version before insert or update on public.track_rule for each row execute function polder.rule_version();
create or replace trigger c_given_back after update of state on public.track_rule for each row when (old.state = 'in_force') execute function polder.rule_given_back();


-- Written from correspondence/rules.py.
create or replace function polder.letter_fields(key text) returns text[]
language sql immutable parallel safe as $$ select case key when 'application_receipt' then array['name', 'reference', 'vacancy', 'vacancy_reference', 'deadline', 'contact', 'moment'] when 'application_rejected' then array['name', 'reference', 'vacancy', 'vacancy_reference', 'deadline', 'contact'] when 'offer_sent' then array['name', 'reference', 'vacancy', 'vacancy_reference', 'deadline', 'contact', 'until', 'link'] when 'offer_accepted' then array['name', 'reference', 'vacancy', 'vacancy_reference', 'deadline', 'contact', 'moment'] when 'offer_declined' then array['name', 'reference', 'vacancy', 'vacancy_reference', 'deadline', 'contact', 'moment'] when 'offer_expired' then array['name', 'reference', 'vacancy', 'vacancy_reference', 'deadline', 'contact', 'until'] when 'offer_withdrawn' then array['name', 'reference', 'vacancy', 'vacancy_reference', 'deadline', 'contact'] else array['name', 'reference', 'vacancy', 'vacancy_reference', 'deadline', 'contact', 'link'] end $$;
-- Rules of letters that the database itself keeps.

-- A template names only fields that there are, and what its letter cannot do without; its texts never change.
create or replace function polder.guard_template() returns trigger
language plpgsql as $$
declare
  named text;
  must text;
  language text;
  texts text;
begin
  if tg_op = 'UPDATE' and (new.vacancy_id, new.key, new.number, new.name, new.subject_nl, new.subject_en, new.body_nl, new.body_en)
     is distinct from (old.vacancy_id, old.key, old.number, old.name, old.subject_nl, old.subject_en, old.body_nl, old.body_en) then
    raise exception 'template_fixed' using errcode = 'PL409';
  end if;
  foreach language in array array['nl', 'en'] loop
    texts := case language when 'nl' then new.subject_nl || E'\n' || new.body_nl else new.subject_en || E'\n' || new.body_en end;
    for named in select trim(m[1]) from regexp_matches(texts, '\{\{\s*([^{}]*?)\s*\}\}', 'g') as m loop
      if named <> all(polder.letter_fields(new.key)) then
        raise exception 'unknown_letter_field' using errcode = 'PL422', detail = 'body_' || language;
      end if;
    end loop;
    foreach must in array case new.key when 'offer_sent' then array['until', 'link'] else '{}' end loop
      if texts !~ ('\{\{\s*' || must || '\s*\}\}') then
        raise exception 'missing_letter_field' using errcode = 'PL422', detail = 'body_' || language;
      end if;
    end loop;
  end loop;
  -- a vacancy's own wording of what Polder sends by itself would be found by nobody
  if new.vacancy_id is not null and polder.letter_fields(new.key) <> polder.letter_fields('') then
    raise exception 'system_letter_is_house' using errcode = 'PL422', detail = 'key';
  end if;
  return new;
end $$;
create or replace trigger b_guard_template before insert or update on public.mail_template
  for each row execute function polder.guard_template();

-- How the house words a letter of the system, or null; whoever causes that letter asks, applicants and jobs too.
create or replace function polder.house_letter(key text) returns json
language sql stable security definer set search_path = pg_catalog, public as $$
  select json_build_object('subject_nl', t.subject_nl, 'subject_en', t.subject_en, 'body_nl', t.body_nl, 'body_en', t.body_en)
  from public.mail_template t where t.key = house_letter.key and t.vacancy_id is null and t.state = 'in_force'
$$;

-- To how many a mailing goes, and whether the asker sees all of them.
create or replace function polder.mailing_size(mailing uuid) returns int
language sql stable security definer set search_path = pg_catalog, public as $$
  select count(*)::int from public.mailing_recipient r where r.mailing_id = mailing_size.mailing
$$;
create or replace function polder.mailing_is_whole(mailing uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select not exists (select from public.mailing_recipient r
    where r.mailing_id = mailing_is_whole.mailing and r.application_id = any((select polder.conflicts())::uuid[]))
$$;

-- Above so many, the list is looked through and confirmed before it is sent: by the house's rule, and as long as none is in
-- force above fifty.
create or replace function polder.second_look_above() returns bigint
language sql stable as $$ select coalesce(polder.hiring_figure('letter_second_look'), 50) $$;

-- What was sent stays as it was sent, and nobody joins it. What was looked through holds for what was shown: another text,
-- move or recipient is looked at anew.
create or replace function polder.guard_mailing() returns trigger
language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.vacancy_id <> old.vacancy_id then
    raise exception 'mailing_fixed' using errcode = 'PL409';
  end if;
  if tg_op = 'UPDATE' and old.state <> 'draft'
     and (new.template_id, new.subject_nl, new.subject_en, new.body_nl, new.body_en, new.move, new.reason, new.looked_at, new.queued_at)
         is distinct from
         (old.template_id, old.subject_nl, old.subject_en, old.body_nl, old.body_en, old.move, old.reason, old.looked_at, old.queued_at) then
    raise exception 'mailing_fixed' using errcode = 'PL409';
  end if;
  if tg_op = 'UPDATE' and (new.template_id, new.subject_nl, new.subject_en, new.body_nl, new.body_en, new.move)
     is distinct from (old.template_id, old.subject_nl, old.subject_en, old.body_nl, old.body_en, old.move) then
    new.looked_at := null;
    new.looked_by := null;
  elsif new.looked_at is not null and (tg_op = 'INSERT' or old.looked_at is null) then
    new.looked_at := now();
    new.looked_by := polder.actor();
  end if;
  if tg_op = 'UPDATE' and old.state = 'draft' and new.state = 'queued' then
    new.queued_at := now();
  end if;
  if new.template_id is not null and not exists (
      select from public.mail_template t where t.id = new.template_id and (t.vacancy_id is null or t.vacancy_id = new.vacancy_id)) then
    raise exception 'template_of_another_vacancy' using errcode = 'PL422', detail = 'template_id';
  end if;
  -- a letter about an offer, or about the moment of submission, says what only its own cause knows
  if new.template_id is not null and exists (
      select from public.mail_template t where t.id = new.template_id and not polder.letter_fields(t.key) <@ polder.letter_fields('')) then
    raise exception 'template_of_the_system' using errcode = 'PL422', detail = 'template_id';
  end if;
  return new;
end $$;
create or replace trigger b_guard_mailing before insert or update on public.mailing
  for each row execute function polder.guard_mailing();

create or replace function polder.guard_recipient() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  state text;
begin
  -- locked: nobody joins or leaves while it is being sent
  select m.state into state from public.mailing m where m.id = coalesce(new.mailing_id, old.mailing_id) for no key update;
  if tg_op = 'UPDATE' then
    -- what came of it is noted once, by the transaction that sends
    if (new.mailing_id, new.application_id, new.vacancy_id) is distinct from (old.mailing_id, old.application_id, old.vacancy_id)
       or (new.mail_id is distinct from old.mail_id and (old.mail_id is not null or state <> 'queued'
         or not exists (select from public.mail m where m.id = new.mail_id and m.record_id = new.application_id and m.created_at = now()))) then
      raise exception 'mailing_fixed' using errcode = 'PL409';
    end if;
    return new;
  end if;
  if state <> 'draft' or (tg_op = 'INSERT' and new.mail_id is not null) then
    raise exception 'mailing_fixed' using errcode = 'PL409';
  end if;
  update public.mailing m set looked_at = null, looked_by = null
  where m.id = coalesce(new.mailing_id, old.mailing_id) and m.looked_at is not null;
  return coalesce(new, old);
end $$;
create or replace trigger b_guard_recipient before insert or update or delete on public.mailing_recipient
  for each row execute function polder.guard_recipient();

-- May the asker read what was written to the applicant of this application? Their conflicts hide it.
create or replace function polder.reads_letters(application uuid, vacancy uuid) returns boolean
language sql stable as $$
  select application <> all(polder.conflicts()) and (polder.may('letter.read') or vacancy = any(polder.scope('letter.read')))
$$;

-- Which of these applicants had a letter of this kind before, and when last.
create or replace function polder.mailed_before(applications uuid[], template text)
returns table (application_id uuid, at timestamptz)
language sql stable security definer set search_path = pg_catalog, public as $$
  select m.record_id, max(m.created_at) from public.mail m join public.application a on a.id = m.record_id
  where m.record_id = any(mailed_before.applications) and m.template = mailed_before.template
    and polder.reads_letters(a.id, a.vacancy_id)
  group by m.record_id
$$;

-- What became of the mails of a mailing.
create or replace function polder.mailing_states(mailing uuid)
returns table (application_id uuid, mail_id uuid, state text, subject text, at timestamptz)
language sql stable security definer set search_path = pg_catalog, public as $$
  select r.application_id, m.id, m.state, m.subject, coalesce(m.sent_at, m.created_at)
  from public.mailing_recipient r join public.mail m on m.id = r.mail_id
  where r.mailing_id = mailing_states.mailing and polder.reads_letters(r.application_id, r.vacancy_id)
$$;

-- A move writes what it always writes: those letters of this transaction belong to the mailing that caused them.
create or replace function polder.mailing_moved(mailing uuid) returns void
language sql volatile security definer set search_path = pg_catalog, public as $$
  update public.mailing_recipient r set mail_id = m.id
  from public.mail m where r.mailing_id = mailing_moved.mailing and r.mail_id is null and m.record_id = r.application_id
    and m.created_at = now() and m.template = 'application_rejected'
$$;

-- All letters to an applicant, of every application of the same person that the asker may see: newest first, with the text
-- for whoever may read it, without the secrets of its links. Who decides on an application sees what went out, not its text.
create or replace function polder.letters_of(application uuid) returns json
language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
  reads boolean := polder.may('letter.read');
  reads_of uuid[] := polder.scope('letter.read');
  decides boolean := polder.may('application.decide');
  decides_of uuid[] := polder.scope('application.decide');
  offers boolean := polder.may('offer.read');
  offers_of uuid[] := polder.scope('offer.read');
  hidden uuid[] := polder.conflicts();
  found json;
begin
  if letters_of.application = any(hidden) then
    return '[]';
  end if;
  select coalesce(json_agg(l.line order by l.at desc, l.id desc), '[]') into found
  from (
    select m.id, m.created_at as at, json_build_object('id', m.id, 'application_id', a.id, 'reference', a.reference,
      'vacancy_nl', v.title_nl, 'vacancy_en', v.title_en, 'template', m.template, 'subject', m.subject, 'at', m.created_at,
      'state', m.state, 'language', m.language, 'to', m.to_address,
      'text', case when reads or a.vacancy_id = any(reads_of)
        then regexp_replace(m.text, '(\?key=)[\w-]+', '\1…', 'g') end) as line
    from public.application a join public.vacancy v on v.id = a.vacancy_id
      cross join lateral unnest(array[a.id] || case when offers or a.vacancy_id = any(offers_of) then
        array(select o.id from public.offer o where o.application_id = a.id) else '{}' end) as about(id)
      join public.mail m on m.record_id = about.id
    where a.id = any(polder.applications_of_person(letters_of.application)) and a.id <> all(hidden) and a.submitted_at is not null
      and (reads or decides or a.vacancy_id = any(reads_of) or a.vacancy_id = any(decides_of))
    order by m.created_at desc, m.id desc limit 500) as l;
  return found;
end $$;

-- Letters that did not arrive, for whoever writes them.
create or replace function polder.bounced_letters()
returns table (application_id uuid, vacancy_id uuid, reference text, name text, subject text, at timestamptz)
language sql stable security definer set search_path = pg_catalog, public as $$
  select a.id, a.vacancy_id, a.reference, a.name, m.subject, m.created_at
  from public.mail m left join public.offer o on o.id = m.record_id and m.record_kind = 'offer'
    join public.application a on a.id = coalesce(o.application_id, m.record_id)
  where m.state in ('refused', 'gave_up') and m.record_kind in ('application', 'offer') and a.submitted_at is not null
    and a.id <> all((select polder.conflicts())::uuid[])
    and ((select polder.may('letter.write')) or a.vacancy_id = any((select polder.scope('letter.write'))::uuid[]))
$$;

-- Send once more what did not arrive, to the address that the applicant has now. Answers that address; null where there is
-- no such letter for the asker.
create or replace function polder.letter_again(application uuid, letter uuid) returns text
language plpgsql volatile security definer set search_path = pg_catalog, public as $$
declare
  of_application record;
  mail_state text;
begin
  select a.id, a.vacancy_id, a.email into of_application from public.application a
  where a.id = letter_again.application and a.id <> all(polder.conflicts())
    and (polder.may('letter.write') or a.vacancy_id = any(polder.scope('letter.write')));
  if of_application.id is null then
    return null;
  end if;
  select m.state into mail_state from public.mail m where m.id = letter_again.letter and (m.record_id = of_application.id
    or m.record_id in (select o.id from public.offer o where o.application_id = of_application.id)) for update;
  if mail_state is null then
    return null;
  end if;
  if mail_state not in ('refused', 'gave_up') then
    raise exception 'letter_not_unsent' using errcode = 'PL409';
  end if;
  if not coalesce(polder.shows_something(of_application.email), false) then
    raise exception 'letter_without_address' using errcode = 'PL409';
  end if;
  update public.mail m set state = 'queued', attempts = 0, last_error = null, to_address = of_application.email
  where m.id = letter_again.letter;
  return of_application.email;
end $$;

-- Who applied more than once: what applications are compared by, and what people said.

-- Whose mailbox it is: without capitals, and without what follows a plus (RFC 5233).
create or replace function polder.mailbox(address text) returns text
language sql immutable parallel safe strict as $$ select regexp_replace(lower(trim(address)), '\+[^@]*@', '@') $$;

-- A name in the forms by which it compares: its words sorted, so that the order and a comma do not matter; and run
-- together, so that spaces do not. Case, accents, signs and unseen characters do not count, nor do letters that look like
-- Latin ones within a Latin name, titles, and single letters beside whole words. ä and ae are one. Scripts that write without spaces compare by
-- their characters. Names are compared within their script. Null where nothing is left.
create or replace function polder.name_keys(name text, out sorted text, out run text)
language plpgsql immutable parallel safe as $$
declare
  folded text := polder.fold(normalize(coalesce(name, ''), nfkc));
  parts text[];
  whole text[];
  titles constant text[] := '{dr,drs,ir,ing,mr,mrs,ms,mw,dhr,prof,phd,msc,bsc,ma,md,sr,jr}';
begin
  folded := regexp_replace(folded, '[\u0300-\u036f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff''’ʼ‘`´]', '', 'g');
  -- a family name before its comma goes behind
  if folded ~ '^[^,]+,[^,]+$' then
    folded := split_part(folded, ',', 2) || ' ' || split_part(folded, ',', 1);
  end if;
  folded := trim(regexp_replace(folded, '[\s!-/:-@\[-`{-~\u00a0-\u00bf\u2010-\u2027\u2030-\u205e،、・。]+', ' ', 'g'));
  folded := replace(folded, 'ς', 'σ');
  select string_agg(case when w.word ~ '[a-z]' then replace(replace(replace(
      translate(w.word, 'авекмнорстухіјѕԁһԛԝαερτυικνοχ', 'abekmhopctyxijsdhqwaeptuikvox'), 'ae', 'a'), 'oe', 'o'), 'ue', 'u')
    else w.word end, ' ' order by w.n) into folded
  from regexp_split_to_table(folded, ' ') with ordinality as w(word, n);
  if folded ~ '[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]' then
    select string_agg(c, '' order by c collate "C") into sorted 
    from unnest(string_to_array(folded, ' ')) as part, regexp_split_to_table(part, '') as c where part <> all(titles);
    run := null;
  else
    parts := array_remove(string_to_array(folded, ' '), '');
    whole := array(select part from unnest(parts) with ordinality as p(part, n) where length(part) > 1 and part <> all(titles) order by n);
    if cardinality(whole) >= 2 then
      parts := whole;
    end if;
    select string_agg(part, ' ' order by part collate "C"), string_agg(part, '' order by n) into sorted, run
    from unnest(parts) with ordinality as p(part, n);
  end if;
  sorted := nullif(left(sorted, 500), '');
  run := nullif(left(run, 500), '');
end $$;

-- The keys of an application, anew. Another one to the same vacancy that shares one is marked with it.
create or replace function polder.renew_keys(application public.application) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public as $$
declare
  about uuid := application.id;
begin
  delete from public.application_key k where k.application_id = about;
  insert into public.application_key (application_id, kind, value, vacancy_id, twice)
  select about, k.kind, k.value, application.vacancy_id, exists (select from public.application_key o
    where o.kind = k.kind and o.value = k.value and o.vacancy_id = application.vacancy_id)
  from polder.name_keys(application.name) as n, lateral (values ('email', polder.mailbox(application.email)),
    ('orcid', upper(right(application.orcid, 19))), ('name', n.sorted), ('run', n.run)) as k(kind, value)
  where polder.shows_something(k.value);
  update public.application_key o set twice = true
  from public.application_key k
  where k.application_id = about and k.twice and not o.twice and o.kind = k.kind and o.value = k.value and o.vacancy_id = k.vacancy_id;
end $$;

create or replace function polder.keep_keys() returns trigger
language plpgsql as $$
begin
  perform polder.renew_keys(new);
  return null;
end $$;
create or replace trigger y_keys after insert or update of name, email, orcid, stage on public.application
  for each row when (new.submitted_at is not null) execute function polder.keep_keys();

-- Applications of before there were keys: once, while the table is still empty.
alter table public.application no force row level security;  -- forced again with its policies
alter table public.application_key no force row level security;
do $$ begin
  if not exists (select from public.application_key) then
    perform polder.renew_keys(a) from public.application a where a.submitted_at is not null;
  end if;
end $$;

-- Applications that share a key with this one, and which. For whoever sees those: the caller asks the applications.
create or replace function polder.alike(application uuid) returns table (application_id uuid, grounds text[])
language sql stable security definer set search_path = pg_catalog, public as $$
  select k.application_id, array_agg(distinct case k.kind when 'run' then 'name' else k.kind end)
  from public.application_key mine cross join lateral (
    select o.application_id, o.kind from public.application_key o
    where o.kind = mine.kind and o.value = mine.value and o.application_id <> alike.application limit 200) as k
  where mine.application_id = alike.application and alike.application <> all((select polder.conflicts())::uuid[])
  group by k.application_id order by count(*) desc, k.application_id limit 200
$$;

-- All applications of the person who wrote this one, as far as somebody said so: links lead on.
create or replace function polder.applications_of_person(application uuid) returns uuid[]
language sql stable security definer set search_path = pg_catalog, public as $$
  with recursive person(id) as (
    select applications_of_person.application
    union
    select case when s.first_id = p.id then s.second_id else s.first_id end
    from person p join public.same_person s on p.id in (s.first_id, s.second_id)
    where s.verdict = 'same' and s.ended_at is null)
  select array_agg(id) from person
$$;

-- Was this one withdrawn because another of the same person counts? Then it can be brought back.
create or replace function polder.set_aside_at(application uuid) returns text
language sql stable security definer set search_path = pg_catalog, public as $$
  select s.stage_before from public.same_person s
  where set_aside_at.application in (s.first_id, s.second_id) and s.kept_id <> set_aside_at.application and s.ended_at is null
$$;

-- Whoever declared a conflict about somebody has it with all of their applications, as long as they are said to be theirs.
create or replace function polder.conflicts_follow(applications uuid[]) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  delete from public.conflict c where c.record_id = any(applications) and c.follows_id is not null and not exists (
    select from public.conflict o where o.id = c.follows_id and o.record_id = any(polder.applications_of_person(c.record_id)));
  insert into public.conflict (person_id, record_kind, record_id, kind, note, follows_id)
  select distinct on (o.person_id, one) o.person_id, 'application', one, o.kind, o.note, o.id
  from unnest(applications) as one join public.conflict o on o.follows_id is null and o.record_id = any(polder.applications_of_person(one))
  where not exists (select from public.conflict c where c.person_id = o.person_id and c.record_id = one)
  order by o.person_id, one, o.created_at;
end $$;
create or replace function polder.conflict_of_person() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if tg_table_name = 'conflict' then
    perform polder.conflicts_follow(polder.applications_of_person(new.record_id));
  else
    perform polder.conflicts_follow(polder.applications_of_person(new.first_id) || polder.applications_of_person(new.second_id));
  end if;
  return null;
end $$;
create or replace trigger e_same_person after insert on public.conflict for each row
  when (new.record_kind = 'application' and new.follows_id is null) execute function polder.conflict_of_person();
create or replace trigger e_conflicts after insert or update on public.same_person
  for each row execute function polder.conflict_of_person();

-- Two applications that share a key, of which nobody has said anything yet, of one vacancy with any other.
create or replace function polder.proposed_duplicates(vacancy uuid)
returns table (first_id uuid, second_id uuid, grounds text[], twice boolean)
language sql stable security definer set search_path = pg_catalog, public as $$
  select p.first_id, p.second_id, p.grounds, p.twice from (
    select least(k.application_id, o.application_id) as first_id, greatest(k.application_id, o.application_id) as second_id,
      array_agg(distinct case k.kind when 'run' then 'name' else k.kind end) as grounds, bool_or(o.vacancy_id = k.vacancy_id) as twice
    from public.application_key k join public.application_key o
      on o.kind = k.kind and o.value = k.value and o.application_id <> k.application_id
    where k.vacancy_id = proposed_duplicates.vacancy and (select polder.may('duplicate.judge'))
    group by 1, 2) as p
  where not exists (select from public.same_person s
      where s.first_id = p.first_id and s.second_id = p.second_id and s.ended_at is null)
    -- nor where it follows from what was said
    and p.second_id <> all(polder.applications_of_person(p.first_id))
    and polder.set_aside_at(p.first_id) is null and polder.set_aside_at(p.second_id) is null
    and p.first_id <> all((select polder.conflicts())::uuid[]) and p.second_id <> all((select polder.conflicts())::uuid[])
  order by p.twice desc, cardinality(p.grounds) desc, p.second_id desc limit 500
$$;

-- Who applied twice to one vacancy, both still open, of whom nobody has said anything yet: by the later application.
create or replace function polder.applied_twice() returns table (application_id uuid, reference text, name text, at timestamptz)
language sql stable security definer set search_path = pg_catalog, public as $$
  select distinct a.id, a.reference, a.name, a.submitted_at
  from public.application_key k join public.application_key o
    on o.twice and o.vacancy_id = k.vacancy_id and o.kind = k.kind and o.value = k.value and o.application_id < k.application_id
  join public.application a on a.id = k.application_id join public.application b on b.id = o.application_id
  where k.twice and (select polder.may('duplicate.judge'))
    and a.stage not in ('withdrawn', 'rejected', 'ineligible', 'hired') and b.stage not in ('withdrawn', 'rejected', 'ineligible', 'hired')
    and a.id <> all((select polder.conflicts())::uuid[]) and b.id <> all((select polder.conflicts())::uuid[])
    and not exists (select from public.same_person s where s.first_id = b.id and s.second_id = a.id and s.ended_at is null)
$$;

-- What was said stays as it was said, and is undone once, with a reason. Which of two counts is said of one vacancy's.
create or replace function polder.guard_same_person() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if tg_op = 'UPDATE' then
    if old.ended_at is not null or (new.first_id, new.second_id, new.verdict, new.kept_id, new.stage_before)
       is distinct from (old.first_id, old.second_id, old.verdict, old.kept_id, old.stage_before) then
      raise exception 'judged_already' using errcode = 'PL409';
    end if;
    if new.ended_reason is not null then
      new.ended_at := now();
      new.ended_by := polder.actor();
    end if;
    return new;
  end if;
  new.stage_before := null;
  if new.kept_id is not null then
    if (select count(distinct a.vacancy_id) from public.application a where a.id in (new.first_id, new.second_id)) <> 1 then
      raise exception 'counts_of_one_vacancy' using errcode = 'PL422', detail = 'kept_id';
    end if;
    select a.stage into new.stage_before from public.application a
    where a.id in (new.first_id, new.second_id) and a.id <> new.kept_id;
  end if;
  return new;
end $$;
create or replace trigger b_guard_same_person before insert or update on public.same_person
  for each row execute function polder.guard_same_person();

-- An export's lines are written with it: nothing joins it later.
create or replace function polder.exported_with_it() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if not exists (select from public.application_export e join public.application a on a.vacancy_id = e.vacancy_id
      where e.id = new.export_id and a.id = new.application_id and e.created_at = now()) then
    raise exception 'append_only' using errcode = 'PL409', detail = tg_table_name;
  end if;
  return new;
end $$;
create or replace trigger b_exported_with_it before insert on public.application_export_line
  for each row execute function polder.exported_with_it();

-- What ORCID told of whoever holds this secret, as long as it counts.
create or replace function polder.orcid_shown(secret bytea)
returns table (orcid text, name text, typed jsonb, vacancy_id uuid, vacancy text)
language sql stable security definer set search_path = pg_catalog, public as $$
  select p.orcid, p.name, p.typed, p.vacancy_id, v.reference
  from public.orcid_proof p left join public.vacancy v on v.id = p.vacancy_id
  where p.secret_hash = secret and p.used_at is null and p.expires_at > now()
$$;

-- The applications of whoever holds this secret: those whose iD ORCID vouched for, never one that was only typed.
create or replace function polder.applications_by_orcid(secret bytea)
returns table (id uuid, reference text, stage text, title_nl text, title_en text, vacancy_id uuid, at timestamptz)
language sql stable security definer set search_path = pg_catalog, public as $$
  select a.id, a.reference, a.stage, v.title_nl, v.title_en, a.vacancy_id, coalesce(a.submitted_at, a.created_at)
  from polder.orcid_shown(secret) as p join public.verified_orcid o on o.orcid = p.orcid
    join public.application a on a.id = o.application_id and a.orcid = o.orcid join public.vacancy v on v.id = a.vacancy_id
  order by a.id desc limit 50
$$;

create or replace function polder.use_orcid_proof(secret bytea) returns public.orcid_proof
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  proof public.orcid_proof;
begin
  update public.orcid_proof p set used_at = now()
  where p.secret_hash = secret and p.used_at is null and p.expires_at > now() returning * into proof;
  if not found then
    raise exception 'orcid_proof_over' using errcode = 'PL409';
  end if;
  return proof;
end $$;

-- The iD of a draft is verified from now on. By the public for an application that it begins in this very transaction, to the
-- vacancy that the sign-in was for; by an applicant for their own.
create or replace function polder.keep_verified_orcid(application uuid, secret bytea) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  proof public.orcid_proof := polder.use_orcid_proof(secret);
begin
  if not exists (
      select from public.application a where a.id = keep_verified_orcid.application and a.stage = 'draft' and a.orcid = proof.orcid
        and case polder.setting('actor_kind') when 'public' then a.created_at = now() and a.vacancy_id = proof.vacancy_id
          when 'link' then a.id = any((select polder.scope('application.own'))::uuid[]) and proof.vacancy_id is null else false end) then
    raise exception 'orcid_proof_over' using errcode = 'PL409';
  end if;
  insert into public.verified_orcid as o (application_id, orcid, name) values (keep_verified_orcid.application, proof.orcid, proof.name)
  on conflict (application_id) do update set orcid = excluded.orcid, name = excluded.name;
end $$;

-- Whoever holds this secret comes back to an application of theirs: may they? The proof is used by it.
create or replace function polder.opened_by_orcid(application uuid, secret bytea) returns boolean
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if not exists (select from polder.applications_by_orcid(secret) as a where a.id = opened_by_orcid.application) then
    return false;
  end if;
  perform polder.use_orcid_proof(secret);
  return true;
end $$;


-- What the institute writes for itself (letters, checklists) is proposed by one person and confirmed by another, and is fixed
-- from then on.
create or replace function polder.hiring_text() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  beside constant text[] := '{state,version,updated_at,confirmed_at,confirmed_by,valid_until}';
begin
  if tg_op = 'INSERT' then
    new.confirmed_at := null;
    new.confirmed_by := null;
    return new;
  end if;
  new.confirmed_at := old.confirmed_at;
  new.confirmed_by := old.confirmed_by;
  if (old.state <> 'proposed' or new.state <> 'proposed') and to_jsonb(new) - beside <> to_jsonb(old) - beside then
    raise exception 'hiring_text_fixed' using errcode = 'PL409';
  end if;
  if old.state = 'proposed' and new.state = 'in_force' then
    if polder.actor() is null or polder.actor() is not distinct from old.created_by or polder.wrote(tg_table_name, old.id) then
      raise exception 'hiring_text_second_person' using errcode = 'PL409';
    end if;
    new.confirmed_at := polder.clock();
    new.confirmed_by := polder.actor();
  end if;
  return new;
end $$;
-- The template in use: of its kind and language the one that was confirmed last.
create or replace function polder.letter_in_force(kind text, language text) returns uuid
language sql stable security definer set search_path = pg_catalog, public as $$
  select t.id from public.letter_template t
  where t.kind = letter_in_force.kind and t.language = letter_in_force.language and t.state = 'in_force'
  order by t.confirmed_at desc, t.id desc limit 1
$$;

-- A letter is of an offer that is being sent, and of its application.
create or replace function polder.letter_of_offer() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if not exists (select from public.offer o join public.document d on d.id = new.document_id
                 where o.id = new.offer_id and o.application_id = new.application_id and o.state in ('approved', 'sent')
                   and d.record_id = o.id and d.sha256 = new.sha256) then
    raise exception 'offer_locked' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger b_of_offer before insert on public.offer_letter
  for each row execute function polder.letter_of_offer();

-- What is signed is the letter that was sent, while the offer stands, at this moment: whoever signs says only their name.
create or replace function polder.signed_now() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  o public.offer;
begin
  select * into o from public.offer x where x.id = new.offer_id;
  new.signed_at := polder.clock();
  if o.state is distinct from 'sent' or new.signed_at > o.expires_at then
    raise exception 'offer_not_open' using errcode = 'PL409';
  end if;
  new.application_id := o.application_id;
  select l.id, l.sha256 into new.letter_id, new.letter_sha256 from public.offer_letter l where l.offer_id = new.offer_id;
  return new;
end $$;
create or replace trigger b_signed_now before insert on public.offer_acceptance
  for each row execute function polder.signed_now();

-- Nobody is taken to have accepted what they did not sign.
create or replace function polder.accepted_is_signed() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if not exists (select from public.offer_acceptance a where a.offer_id = new.id) then
    raise exception 'offer_not_signed' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger c_signed before update of state on public.offer for each row
  when (new.state = 'accepted' and old.state <> 'accepted') execute function polder.accepted_is_signed();

-- The letters to begin with. Entered once, when the table is made; people propose and confirm what replaces them.
do $$ begin
  if not (select relrowsecurity from pg_class where oid = 'public.letter_template'::regclass) then
    insert into public.letter_template (state, language, confirmed_at, note, subject, body) values
    ('in_force', 'nl', now(), 'Eerste tekst, door HR te bevestigen of te vervangen', 'Aanbod voor de functie {role}',
'Beste {name},

Met genoegen bieden wij u de functie van {role} aan bij {employer}, standplaats {location} (vacature {vacancy}).

U begint op {starts_on}. De aanstelling is {term}, voor {size} van een volledige werkweek: {hours} uur per week.

Uw salaris is {salary} bruto per maand bij een volledige werkweek (schaal {scale}), naar rato van de omvang.

Wij verzoeken u uiterlijk {answer_by} te antwoorden. U doet dat met de persoonlijke link in uw mail, waar u deze brief ondertekent. Daarna is dit aanbod niet meer geldig.

Aan de aanstelling gaan controles vooraf die de wet of het instituut verlangt. U hoort van ons wat u daarvoor nodig hebt.

Met vriendelijke groet,

{institute}
{today}'),
    ('in_force', 'en', now(), 'First text, for HR to confirm or replace', 'Offer for the position of {role}',
'Dear {name},

We are pleased to offer you the position of {role} at {employer}, based in {location} (vacancy {vacancy}).

You start on {starts_on}. The appointment is {term}, for {size} of a full working week: {hours} hours a week.

Your salary is {salary} gross a month at full time (scale {scale}), in proportion to the size of the appointment.

Please answer by {answer_by}. You do so with the personal link in your mail, where you sign this letter. After that this offer is no longer valid.

Before the appointment starts there are checks that the law or the institute asks for. We will tell you what you need for them.

Kind regards,

{institute}
{today}');
  end if;
end $$;
create or replace trigger b_hiring_text before insert or update on public.letter_template
  for each row execute function polder.hiring_text();


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


-- Appointments on which the asker has a check to do or did one.
create or replace function polder.appointments_to_check() returns uuid[]
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(array_agg(distinct c.appointment_id), '{}'::uuid[]) from public.appointment_check c
  where c.owner_id = polder.actor()
$$;

-- Who is appointed, by name, for whoever sees the appointment: who has a check to do need not see all people.
create or replace function polder.appointed_name(appointment uuid) returns text
language sql stable security definer set search_path = pg_catalog, public as $$
  select p.name from public.appointment a join public.person p on p.id = a.person_id
  where a.id = appointed_name.appointment and ((select polder.may('appointment.read')) or a.person_id = polder.person()
    or a.id = any(polder.supervised()) or a.id = any(polder.appointments_to_check()))
$$;

-- The rule of a kind that holds on a day.
create or replace function polder.checklist_rule_on(kind text, day date) returns uuid
language sql stable security definer set search_path = pg_catalog, public as $$
  select r.id from public.checklist_rule r where r.key = checklist_rule_on.kind and r.state = 'in_force'
    and day between r.valid_from and coalesce(r.valid_until, 'infinity')
$$;

-- Whom a check falls to: of those who hold the role now, who has the fewest to do.
create or replace function polder.checks_fall_to(role text) returns uuid
language sql stable security definer set search_path = pg_catalog, public as $$
  select a.id from public.account a
  where a.ended_at is null and exists (select from public.role_grant g where g.account_id = a.id
    and g.role = checks_fall_to.role and g.scope_id is null and g.confirmed_at is not null and g.valid_from <= now()
    and (g.valid_until is null or g.valid_until > now()))
  order by (select count(*) from public.appointment_check c where c.owner_id = a.id and c.state = 'open'), a.id limit 1
$$;

-- The checks of an appointment, by the rules that hold today. Those that are there stay as they are.
create or replace function polder.make_checks(appointment uuid, tagged boolean) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  r public.checklist_rule;
  starts date := (select a.starts_on from public.appointment a where a.id = make_checks.appointment);
begin
  for r in select x.* from public.checklist_rule x where x.state = 'in_force'
      and polder.today() between x.valid_from and coalesce(x.valid_until, 'infinity')
      and (x.applies = 'always' or (x.applies = 'tagged' and make_checks.tagged)) order by x.days_before_start desc, x.key loop
    insert into public.appointment_check (appointment_id, rule_id, kind, required, owner_id, due_on)
    values (make_checks.appointment, r.id, r.key, r.required, polder.checks_fall_to(r.owner_role), starts - r.days_before_start)
    on conflict (appointment_id, kind) do nothing;
  end loop;
end $$;

-- An accepted offer makes an appointment, with its checklist, in the same transaction. The person is one whom we know by
-- ORCID iD, or by an address that one person alone has; otherwise a new one. HR confirms who it is.
create or replace function polder.appoint() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  a public.application;
  v public.vacancy;
  of_person uuid;
  made boolean := false;
  appointed uuid;
begin
  select * into a from public.application where id = new.application_id;
  select * into v from public.vacancy where id = new.vacancy_id;
  select p.id into of_person from public.person p where p.orcid = a.orcid;
  if of_person is null then
    select (array_agg(p.id))[1] into of_person from public.person p
    where lower(p.email) = lower(a.email) and (p.orcid is null or a.orcid is null) having count(*) = 1;
  end if;
  if of_person is null then
    insert into public.person (name, sort_name, orcid, email) values (a.name, a.sort_name, a.orcid, a.email) returning id into of_person;
    made := true;
  end if;
  insert into public.appointment (person_id, role_title_nl, role_title_en, fte_percent, starts_on, ends_on)
  values (of_person, v.title_nl, v.title_en, new.fte_percent, new.starts_on, new.ends_on) returning id into appointed;
  if exists (select from public.position_employer e where e.position_id = v.position_id) then
    insert into public.appointment_employer (appointment_id, organisation_id, part_bp)
    select appointed, e.organisation_id, e.part_bp from public.position_employer e where e.position_id = v.position_id;
  elsif v.employer_id is not null then
    insert into public.appointment_employer (appointment_id, organisation_id, part_bp) values (appointed, v.employer_id, 10000);
  end if;
  insert into public.hire (offer_id, application_id, vacancy_id, appointment_id, person_made)
  values (new.id, new.application_id, new.vacancy_id, appointed, made);
  perform polder.make_checks(appointed, exists (select from public.vacancy_security s where s.vacancy_id = new.vacancy_id));
  return null;
end $$;
create or replace trigger e_appoints after update of state on public.offer for each row
  when (new.state = 'accepted' and old.state <> 'accepted') execute function polder.appoint();

-- What stands between an appointment and its start: HR confirms who it is, and what is required is done, is not needed, or
-- was accepted as open by a director.
create or replace function polder.ready_to_start(appointment uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select not exists (select from public.hire h where h.appointment_id = ready_to_start.appointment and h.confirmed_at is null)
    and not exists (select from public.appointment_check c where c.appointment_id = ready_to_start.appointment
                    and c.required and c.state = 'open')
$$;

-- Who the person is, is confirmed once, by whoever does it, now.
create or replace function polder.hire_confirmed() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if old.confirmed_at is not null
     or (new.offer_id, new.application_id, new.vacancy_id, new.appointment_id, new.person_made)
        is distinct from (old.offer_id, old.application_id, old.vacancy_id, old.appointment_id, old.person_made) then
    raise exception 'hire_confirmed' using errcode = 'PL409';
  end if;
  if new.confirmed_at is not null then
    new.confirmed_at := polder.clock();
    new.confirmed_by := polder.actor();
  end if;
  return new;
end $$;
create or replace trigger b_confirmed before update on public.hire
  for each row execute function polder.hire_confirmed();

-- The person who was made for a hire goes where HR says that it is somebody else, unless something else is known of them.
create or replace function polder.drop_made_person(appointment uuid, made uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if (select polder.may('appointment.write')) and exists (
      select from public.hire h join public.appointment a on a.id = h.appointment_id
      where a.id = drop_made_person.appointment and h.person_made and a.person_id <> made)
     and not exists (select from public.account c where c.person_id = made) then
    begin
      delete from public.person p where p.id = made and p.created_at >= (
        select h.created_at from public.hire h where h.appointment_id = drop_made_person.appointment);
    exception when foreign_key_violation then
      null;
    end;
  end if;
end $$;

-- A check keeps what it is; who does it and by when may change while it is open.
create or replace function polder.check_fixed() returns trigger
language plpgsql as $$
begin
  if (new.appointment_id, new.rule_id, new.kind, new.required) is distinct from (old.appointment_id, old.rule_id, old.kind, old.required)
     or (old.state in ('done', 'not_needed') and (new.owner_id, new.due_on) is distinct from (old.owner_id, old.due_on)) then
    raise exception 'check_fixed' using errcode = 'PL409';
  end if;
  -- An owner completes; to give it to somebody else is HR's.
  if (new.owner_id, new.due_on) is distinct from (old.owner_id, old.due_on) and polder.setting('actor_kind') in ('browser', 'token')
     and not polder.may('appointment.write') then
    raise exception 'check_given_by_hr' using errcode = 'PL403';
  end if;
  -- A director accepts what is open, and does not do it.
  if new.state <> old.state and new.state <> 'accepted' and polder.setting('actor_kind') in ('browser', 'token')
     and new.owner_id is distinct from polder.actor() and not polder.may('appointment.write') then
    raise exception 'check_given_by_hr' using errcode = 'PL403';
  end if;
  if new.state <> old.state and new.state = 'accepted' and not polder.may('check.accept') then
    raise exception 'check_given_by_hr' using errcode = 'PL403';
  end if;
  return new;
end $$;
create or replace trigger b_fixed before update on public.appointment_check
  for each row execute function polder.check_fixed();

-- The rules to begin with, in force. Entered once, when the table is made; later versions are proposed and confirmed by
-- people.
do $$ begin
  if not (select relrowsecurity from pg_class where oid = 'public.checklist_rule'::regclass) then
    insert into public.checklist_rule
      (state, confirmed_at, valid_from, key, name_nl, name_en, applies, required, owner_role, days_before_start, explanation_nl, explanation_en, source)
    select 'in_force', now(), '2020-01-01', a, n, m, b, c, d, e, f, g, h from (values
      ('work_permit', 'Recht om te werken', 'Right to work', 'always', true, 'hr_officer', 42,
       'Ga na of de medewerker hier mag werken, en bewaar het bewijs. Vraag zo nodig de vergunning aan.',
       'Check that the person may work here, and keep the evidence. Apply for the permit where one is needed.',
       'Wet arbeid vreemdelingen, artikelen 2 en 15'),
      ('knowledge_security', 'Maatregelen kennisveiligheid', 'Knowledge security measures', 'tagged', true, 'security_officer', 14,
       'Zorg dat de afgesproken maatregelen er zijn op de eerste dag.', 'See that the agreed measures are in place on the first day.',
       'Nationale leidraad kennisveiligheid (2022)'),
      ('side_activities', 'Nevenwerkzaamheden', 'Side activities', 'always', true, 'hr_officer', 14,
       'Vraag de opgave van nevenwerkzaamheden en laat die beoordelen.', 'Ask for the declaration of side activities and have it judged.',
       'Cao Nederlandse Universiteiten, artikel 1.14; door het instituut te bevestigen / for the institute to confirm'),
      ('contract', 'Contract getekend', 'Contract signed', 'always', true, 'hr_officer', 7,
       'Laat het contract aan beide kanten tekenen.', 'Have the contract signed on both sides.', 'Burgerlijk Wetboek, artikel 7:655'),
      ('diploma', 'Diploma gezien', 'Degree seen', 'always', true, 'hr_officer', 14,
       'Zie het diploma in, of de waardering ervan.', 'See the degree certificate, or its evaluation.',
       'Eigen beleid bij het begin, door het instituut te bevestigen / own policy at the start, for the institute to confirm'),
      ('conduct_certificate', 'Verklaring omtrent het gedrag', 'Certificate of conduct', 'by_hand', true, 'hr_officer', 14,
       'Vraag de verklaring omtrent het gedrag waar de functie die vraagt.', 'Ask for the certificate of conduct where the post needs one.',
       'Wet justitiële en strafvorderlijke gegevens, artikel 28'),
      ('thirty_percent', '30%-regeling', '30% ruling', 'by_hand', false, 'hr_officer', -90,
       'Dien het verzoek samen met de medewerker in, binnen vier maanden na de eerste dag.',
       'File the request together with the employee, within four months of the first day.',
       'Uitvoeringsbesluit loonbelasting 1965, artikel 10ei; door het instituut te bevestigen / for the institute to confirm')
    ) as seed (a, n, m, b, c, d, e, f, g, h);
  end if;
end $$;
create or replace trigger b_version before insert or update on public.checklist_rule for each row execute function polder.rule_version();
create or replace trigger c_given_back after update of state on public.checklist_rule for each row when (old.state = 'in_force') execute function polder.rule_given_back();


-- How far along the way of an application a stage is; null for those that leave it.
create or replace function polder.way_place(stage text) returns int
language sql immutable as $$ select array_position(array['submitted', 'eligible', 'longlisted', 'shortlisted', 'interview', 'selected', 'offered', 'hired'], stage) $$;
create or replace function polder.way_stage(place int) returns text
language sql immutable as $$ select (array['submitted', 'eligible', 'longlisted', 'shortlisted', 'interview', 'selected', 'offered', 'hired'])[place] $$;
create or replace trigger b_version before insert or update on public.diversity_question for each row execute function polder.rule_version();
create or replace trigger c_given_back after update of state on public.diversity_question for each row when (old.state = 'in_force') execute function polder.rule_given_back();
create or replace function polder.quarter_begins(day date) returns date
language sql immutable as $$ select date_trunc('quarter', day::timestamp)::date $$;

-- Options have keys of their own, and words in both languages.
create or replace function polder.keep_diversity_question() returns trigger
language plpgsql as $$
begin
  if exists (select from jsonb_array_elements(new.options) as o
             where (o ->> 'key' ~ '^[a-z][a-z0-9_]{0,29}$' and o ->> 'key' <> 'others') is not true
               or (polder.shows_something(o ->> 'nl') and polder.shows_something(o ->> 'en')) is not true
               or greatest(char_length(o ->> 'nl'), char_length(o ->> 'en')) > 100)
     or exists (select from jsonb_array_elements(new.options) as o group by o ->> 'key' having count(*) > 1) then
    raise exception 'diversity_options' using errcode = 'PL422', detail = 'options';
  end if;
  return new;
end $$;
create or replace trigger c_options before insert or update on public.diversity_question
  for each row execute function polder.keep_diversity_question();

-- The questions in force, each with the applicant's own answer: on their own page, and nowhere else.
create or replace function polder.own_diversity(of_application uuid) returns jsonb
language sql stable security definer set search_path = pg_catalog, public as $$
  select jsonb_agg(jsonb_build_object('key', q.key, 'text', jsonb_build_object('nl', q.text_nl, 'en', q.text_en), 'options', q.options,
    'answer', d.option) order by q.key)
  from public.application a cross join public.diversity_question q
    left join public.diversity_answer d on d.application_id = a.id and d.question_key = q.key
  where a.id = of_application and a.submitted_at is not null and a.id = any(polder.scope('application.own'))
    and q.state = 'in_force' and polder.today() between q.valid_from and coalesce(q.valid_until, 'infinity')
$$;

-- Answer a question of one's own application, once it is handed in; no option takes the answer back.
create or replace function polder.answer_diversity(of_key text, chosen text) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  own uuid := (polder.scope('application.own'))[1];
  question uuid;
begin
  if not exists (select from public.application a where a.id = own and a.submitted_at is not null) then
    raise exception 'diversity_not_yet' using errcode = 'PL409';
  end if;
  if chosen is null then
    delete from public.diversity_answer where application_id = own and question_key = of_key;
    return;
  end if;
  select q.id into question from public.diversity_question q, jsonb_array_elements(q.options) as o
  where q.key = of_key and q.state = 'in_force' and polder.today() between q.valid_from and coalesce(q.valid_until, 'infinity')
    and o ->> 'key' = chosen;
  if question is null then
    raise exception 'diversity_option' using errcode = 'PL422', detail = 'diversity';
  end if;
  insert into public.diversity_answer as d (application_id, question_id, question_key, option, counts_from)
  values (own, question, of_key, chosen, (polder.quarter_begins(polder.today()) + interval '3 months')::date)
  on conflict (application_id, question_key) do update
    set question_id = excluded.question_id, option = excluded.option, counts_from = excluded.counts_from
    where d.option <> excluded.option;
end $$;

-- At erasure: answers go on as those of nobody, each by itself, with the year and the furthest stage. How many there were.
create or replace function polder.unlink_diversity(of_application uuid) returns int
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  unlinked int;
begin
  if exists (select from public.application a where a.id = of_application
             and a.stage not in ('draft', 'ineligible', 'hired', 'rejected', 'withdrawn')) then
    raise exception 'diversity_open' using errcode = 'PL409';
  end if;
  with gone as (
    delete from public.diversity_answer d where d.application_id = of_application
    returning d.question_id, d.question_key, d.option, d.counts_from)
  insert into public.diversity_answer (question_id, question_key, option, counts_from, year, furthest)
  select g.question_id, g.question_key, g.option, g.counts_from, extract(year from a.submitted_at at time zone 'Europe/Amsterdam'),
    polder.way_stage(coalesce((select max(polder.way_place(m.to_state)) from public.move_entry m
      where m.record_kind = 'application' and m.record_id = a.id), 1))
  from gone g join public.application a on a.id = of_application order by g.option, gen_random_uuid();
  get diagnostics unlinked = row_count;
  return unlinked;
end $$;

-- All that was answered by the start of this quarter: per year, question and stage how many came so far (no option), and how
-- many of them gave each answer. Only what decides what is shown reads it.
create or replace function polder.diversity_counts() returns table (year int, question_key text, place int, option text, people int)
language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
  begins date := polder.quarter_begins(polder.today());
  moment timestamptz := polder.day_begins(begins);
begin
  if not polder.may('diversity.count') then
    raise insufficient_privilege;
  end if;
  return query
  with far as materialized (
    select a.id, extract(year from a.submitted_at at time zone 'Europe/Amsterdam')::int as year,
      coalesce(max(polder.way_place(m.to_state)), 1) as place
    from public.application a left join public.move_entry m on m.record_id = a.id and m.record_kind = 'application' and m.at < moment
    where a.submitted_at < moment group by a.id),
  said as materialized (
    select f.year, d.question_key, d.option, f.place from public.diversity_answer d join far f on f.id = d.application_id
    where d.counts_from <= begins
    union all
    select d.year, d.question_key, d.option, polder.way_place(d.furthest) from public.diversity_answer d
    where d.application_id is null and d.counts_from <= begins)
  select k.year, k.question_key::text, w.place, null::text, (select count(*) from far f where f.year = k.year and f.place >= w.place)::int
  from (select distinct s.year, s.question_key from said s) as k cross join generate_series(1, polder.way_place('hired')) as w (place)
  union all
  select s.year, s.question_key::text, w.place, s.option, count(*)::int from said s join generate_series(1, polder.way_place('hired')) as w (place) on w.place <= s.place
  group by s.year, s.question_key, w.place, s.option;
end $$;

-- Figures are of the running quarter, and of no fewer people than the house has set.
create or replace function polder.keep_diversity_figure() returns trigger
language plpgsql as $$
begin
  if new.quarter <> polder.quarter_begins(polder.today())
     or (new.people >= polder.hiring_figure('diversity_least')) is not true then
    raise exception 'diversity_too_few' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger b_figure before insert on public.diversity_figure
  for each row execute function polder.keep_diversity_figure();

-- Questions to begin with, proposed. Entered once, when the table is made.
do $$ begin
  if not (select relrowsecurity from pg_class where oid = 'public.diversity_question'::regclass) then
    insert into public.diversity_question (key, name_nl, name_en, text_nl, text_en, options, valid_from, source) values
      ('age_group', 'Leeftijd', 'Age', 'Hoe oud bent u?', 'How old are you?',
       '[{"key": "under_25", "nl": "jonger dan 25", "en": "under 25"}, {"key": "from_25", "nl": "25 tot en met 34", "en": "25 to 34"},
         {"key": "from_35", "nl": "35 tot en met 44", "en": "35 to 44"}, {"key": "from_45", "nl": "45 tot en met 54", "en": "45 to 54"},
         {"key": "from_55", "nl": "55 of ouder", "en": "55 or older"}]', '2018-05-25',
       'Wet gelijke behandeling op grond van leeftijd bij de arbeid; AVG art. 6, lid 1, onder a: toestemming'),
      ('functional_limitation', 'Beperking', 'Functional limitation', 'Hebt u een beperking of een langdurige ziekte die u in uw werk hindert?',
       'Do you have a limitation or a long-term illness that hinders you at work?',
       '[{"key": "yes", "nl": "ja", "en": "yes"}, {"key": "no", "nl": "nee", "en": "no"}]', '2018-05-25',
       'Wet gelijke behandeling op grond van handicap of chronische ziekte; AVG art. 9, lid 2, onder a: uitdrukkelijke toestemming'),
      ('gender', 'Gender', 'Gender', 'Wat is uw gender?', 'What is your gender?',
       '[{"key": "woman", "nl": "vrouw", "en": "woman"}, {"key": "man", "nl": "man", "en": "man"},
         {"key": "other", "nl": "non-binair of anders", "en": "non-binary or other"}]', '2018-05-25',
       'Algemene wet gelijke behandeling; AVG art. 9, lid 2, onder a: uitdrukkelijke toestemming');
  end if;
end $$;

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
      and (g.valid_until is null or g.valid_until > now()));
end $$;

-- What of these applications came to stays and milestones: hidden with them from whoever has a conflict.
create or replace function polder.stay_conflicts(applications uuid[]) returns uuid[]
language sql stable security definer set search_path = pg_catalog, public as $$
  select array(select s.id from public.stay s join public.hire h on h.appointment_id = s.appointment_id where h.application_id = any(applications))
    || array(select m.id from public.milestone m join public.hire h on h.appointment_id = m.appointment_id where h.application_id = any(applications))
$$;

-- What the funder's page and its calendar ask beyond the rows that a funder may read: accounts of the bank are nobody's,
-- and a bank entry is ours. Each function answers about one funder, and only to whoever may see that funder's money.

create or replace function polder.sees_funder(funder uuid) returns boolean
language sql stable set search_path = pg_catalog, public as $$
  select polder.may('funding.read') or funder = any(polder.scope('funding.own'))
$$;

-- What is still to come of each tranche, and when: what was invoiced by the day of its invoice, the rest by the day that
-- was agreed. In kind: what is still to be given. `conditional`: a condition is not met yet.
create or replace function polder.funder_dues(funder uuid)
returns table (lot_id uuid, agreement_id uuid, reference text, title text, tranche int, invoice_id uuid, invoice text,
               rf_reference text, due_on date, cents bigint, in_kind boolean, conditional boolean)
language sql stable security definer set search_path = pg_catalog, public as $$
  with mine as materialized (
    select l.id, l.agreement_id, a.reference, a.title, l.position, l.due_on, l.in_kind, l.amount_cents, l.condition,
      l.condition_met_on, a.state
    from public.lot l join public.agreement a on a.id = l.agreement_id
    where l.funder_id = funder and a.in_force > 0
      and (polder.sees_funder(funder) or funder = any(polder.scope('funder_calendar.read')))
  ), asked as (
    select m.id, i.id as invoice_id, i.number_text, i.rf_reference, i.due_on,
      n.amount_cents - coalesce((select sum(s.amount_cents) from public.invoice_settlement s
        where s.line_id = n.id and s.kind <> 'overpayment'), 0) as cents
    from mine m join public.invoice_line n on n.lot_id = m.id join public.funder_invoice i on i.id = n.invoice_id
    where i.kind = 'invoice' and i.state in ('sent', 'partly_paid')
  )
  select m.id, m.agreement_id, m.reference, m.title, m.position, d.invoice_id, d.number_text, d.rf_reference, d.due_on, d.cents::bigint,
    m.in_kind, d.invoice_id is null and m.condition is not null and m.condition_met_on is null
  from mine m cross join lateral (
    select a.invoice_id, a.number_text, a.rf_reference, a.due_on, a.cents from asked a where a.id = m.id
    union all
    select null, null, null, m.due_on, b.balance_cents from public.ledger_account k join public.account_balance b on b.account_id = k.id
    where k.lot_id = m.id and k.kind = 'committed_open'
    union all
    select null, null, null, m.due_on, m.amount_cents - coalesce((select -sum(p.amount_cents) from public.posting p
      join public.ledger_account k on k.id = p.account_id where p.lot_id = m.id and k.kind = 'in_kind_received'), 0)
    where m.in_kind and m.state in ('active', 'defaulted')
  ) as d
  where d.cents > 0 order by d.due_on, m.reference, m.position
$$;

-- What arrived and went back under each tranche: the cents that touched the bank, what the bank kept on the way, what was
-- above what was asked, what was short by rounding and counts as paid (below zero: the payer rounded up), and the bank's
-- own reference. One row per tranche and booking; a reversal has its own, negative, of the day of what it takes back.
-- `received_on`: the day that counts for matching. `stands`: neither reversed nor a reversal.
create or replace function polder.funder_receipts(funder uuid)
returns table (lot_id uuid, entry_id uuid, number bigint, received_on date, posted_on date, event text, cents bigint, fee_cents bigint,
               overpaid_cents bigint, rounded_cents bigint, settled_cents bigint, stands boolean, bank_reference text, invoice_id uuid)
language sql stable security definer set search_path = pg_catalog, public as $$
  select r.lot_id, r.entry_id, e.number, e.happened_on, e.posted_on, r.event, r.bank, r.fee, r.overpaid, r.rounded, r.settled,
    e.reverses_id is null and not exists (select from public.journal_entry u where u.reverses_id = e.id), coalesce(b.reference, b.end_to_end, b.bank_reference),
    (select s.invoice_id from public.invoice_line n join public.invoice_settlement s on s.invoice_id = n.invoice_id and s.line_id = n.id
     where n.lot_id = r.lot_id and s.entry_id = r.entry_id limit 1)
  from (
    select p.lot_id, p.entry_id, min(p.event) as event,
      coalesce(sum(p.amount_cents) filter (where k.kind = 'bank'), 0)::bigint as bank,
      coalesce(sum(p.amount_cents) filter (where k.kind = 'bank_fees'), 0)::bigint as fee,
      coalesce(-sum(p.amount_cents) filter (where k.kind = 'overpayment'), 0)::bigint as overpaid,
      coalesce(sum(p.amount_cents) filter (where k.kind = 'rounding'), 0)::bigint as rounded,
      coalesce(sum(p.amount_cents) filter (where k.kind in ('bank', 'bank_fees', 'overpayment')), 0)::bigint as settled
    -- lot by lot: the other way around, everybody's postings on the bank would be read
    from public.lot l cross join lateral (
        select x.lot_id, x.entry_id, x.account_id, x.event, x.amount_cents from public.posting x
        where x.lot_id = l.id and x.event in ('receipt', 'repayment', 'refund') offset 0) as p
      join public.ledger_account k on k.id = p.account_id
    where l.funder_id = funder and polder.sees_funder(funder) and k.kind in ('bank', 'bank_fees', 'overpayment', 'rounding')
    group by p.lot_id, p.entry_id
  ) as r join public.journal_entry e on e.id = r.entry_id
    left join public.bank_entry b on e.source_kind = 'bank_entry' and b.id = e.source_id
  order by 4, 3
$$;

-- The reports that accounted for costs to the funder: day, name and cents of each tranche; what was taken back stays, as such.
create or replace function polder.funder_reports(funder uuid)
returns table (lot_id uuid, number bigint, reported_on date, name text, cents bigint, reversed boolean)
language sql stable security definer set search_path = pg_catalog, public as $$
  select p.lot_id, e.number, e.happened_on, e.description, -p.amount_cents,
    exists (select from public.journal_entry u where u.reverses_id = e.id)
  from public.ledger_account k join public.lot l on l.id = k.lot_id join public.posting p on p.account_id = k.id
    join public.journal_entry e on e.id = p.entry_id
  where k.kind = 'reported_income' and l.funder_id = funder and polder.sees_funder(funder) and e.reverses_id is null
$$;

-- Who of the institute answers a funder's questions: whoever manages the newest agreement that runs.
create or replace function polder.funder_contact(funder uuid) returns table (name text, email text)
language sql stable security definer set search_path = pg_catalog, public as $$
  select m.name, m.email from public.agreement a join public.account m on m.id = a.manager_id and m.ended_at is null
  where a.funder_id = funder and a.in_force > 0 and polder.sees_funder(funder)
  order by a.state <> 'active', a.starts_on desc, a.id limit 1
$$;

-- A calendar link lives as long as the right of whoever made it: the funder of this link, or none.
create or replace function polder.calendar_funder() returns uuid
language sql stable security definer set search_path = pg_catalog, public as $$
  select s.scope_id from public.session s join public.account a on a.id = s.created_by and a.ended_at is null
  where s.id = polder.setting('session')::uuid and s.scope_id = any(polder.scope('funder_calendar.read'))
    and exists (select from public.role_grant g join polder.role_permission p on p.role = g.role
      where g.account_id = a.id and p.permission = 'funder_calendar.issue' and (g.scope_id is null or g.scope_id = s.scope_id)
        and g.confirmed_at is not null and g.valid_from <= now() and (g.valid_until is null or g.valid_until > now()))
$$;

delete from polder.role_permission;
insert into polder.role_permission values
  ('advisor', 'call.advise'),
  ('advisor', 'conflict.declare'),
  ('advisor', 'intent.sign'),
  ('advisor', 'organisation.private'),
  ('advisor', 'vacancy.read'),
  ('applicant', 'application.own'),
  ('applicant', 'intent.sign'),
  ('applicant', 'interview.book'),
  ('applicant', 'offer.answer'),
  ('applicant', 'reference.remind'),
  ('auditor', 'account.read'),
  ('auditor', 'aggregate.read'),
  ('auditor', 'application.read'),
  ('auditor', 'appointment.read'),
  ('auditor', 'audit.read'),
  ('auditor', 'call.read'),
  ('auditor', 'conflict.read'),
  ('auditor', 'funding.read'),
  ('auditor', 'hiring_rule.read'),
  ('auditor', 'interest.read'),
  ('auditor', 'interview.read'),
  ('auditor', 'letter.read'),
  ('auditor', 'meeting.read'),
  ('auditor', 'offer.read'),
  ('auditor', 'organisation.private'),
  ('auditor', 'organisation.registration'),
  ('auditor', 'person.read'),
  ('auditor', 'position.read'),
  ('auditor', 'reading.traced'),
  ('auditor', 'report.read'),
  ('auditor', 'review.read'),
  ('auditor', 'security.read'),
  ('auditor', 'vacancy.read'),
  ('bank_operator', 'aggregate.read'),
  ('bank_operator', 'bank.import'),
  ('bank_operator', 'bank.settle'),
  ('bank_operator', 'funding.read'),
  ('bank_operator', 'ledger.post'),
  ('bank_operator', 'organisation.private'),
  ('bank_operator', 'organisation.registration'),
  ('board_member', 'aggregate.read'),
  ('board_member', 'funding.own'),
  ('board_member', 'organisation.registration'),
  ('committee_chair', 'application.decide'),
  ('committee_chair', 'application.read'),
  ('committee_chair', 'conflict.declare'),
  ('committee_chair', 'interview.book'),
  ('committee_chair', 'interview.manage'),
  ('committee_chair', 'interview.read'),
  ('committee_chair', 'meeting.approve'),
  ('committee_chair', 'meeting.manage'),
  ('committee_chair', 'meeting.read'),
  ('committee_chair', 'organisation.private'),
  ('committee_chair', 'reference.letter'),
  ('committee_chair', 'reference.read'),
  ('committee_chair', 'report.read'),
  ('committee_chair', 'review.plan'),
  ('committee_chair', 'review.read'),
  ('committee_chair', 'review.write'),
  ('committee_chair', 'vacancy.read'),
  ('committee_member', 'application.read'),
  ('committee_member', 'conflict.declare'),
  ('committee_member', 'interview.read'),
  ('committee_member', 'meeting.approve'),
  ('committee_member', 'meeting.read'),
  ('committee_member', 'organisation.private'),
  ('committee_member', 'reference.letter'),
  ('committee_member', 'reference.read'),
  ('committee_member', 'review.read'),
  ('committee_member', 'review.write'),
  ('committee_member', 'vacancy.read'),
  ('committee_observer', 'application.read'),
  ('committee_observer', 'conflict.declare'),
  ('committee_observer', 'interview.read'),
  ('committee_observer', 'meeting.read'),
  ('committee_observer', 'organisation.private'),
  ('committee_observer', 'review.read'),
  ('committee_observer', 'vacancy.read'),
  ('controller', 'aggregate.read'),
  ('controller', 'agreement.approve'),
  ('controller', 'agreement.write'),
  ('controller', 'allocation.write'),
  ('controller', 'bank.import'),
  ('controller', 'bank.lock'),
  ('controller', 'bank.settle'),
  ('controller', 'bank_account.write'),
  ('controller', 'decision.undetermine'),
  ('controller', 'decision.write'),
  ('controller', 'funding.import'),
  ('controller', 'funding.read'),
  ('controller', 'in_kind.accept'),
  ('controller', 'in_kind.declare'),
  ('controller', 'in_kind.value'),
  ('controller', 'invoice.agree'),
  ('controller', 'invoice.send'),
  ('controller', 'invoice.write'),
  ('controller', 'invoice.write_off'),
  ('controller', 'ledger.post'),
  ('controller', 'offer.approve'),
  ('controller', 'offer.read'),
  ('controller', 'organisation.private'),
  ('controller', 'organisation.registration'),
  ('controller', 'period.close'),
  ('controller', 'position.fund'),
  ('controller', 'position.read'),
  ('controller', 'position.write'),
  ('controller', 'purpose.write'),
  ('controller', 'rule.confirm'),
  ('controller', 'rule.write'),
  ('controller', 'vacancy.read'),
  ('director', 'account.read'),
  ('director', 'aggregate.read'),
  ('director', 'agreement.approve'),
  ('director', 'application.read'),
  ('director', 'appointment.read'),
  ('director', 'audit.read'),
  ('director', 'call.match'),
  ('director', 'call.read'),
  ('director', 'check.accept'),
  ('director', 'conflict.read'),
  ('director', 'conflict_window.confirm'),
  ('director', 'conflict_window.write'),
  ('director', 'decision.undetermine'),
  ('director', 'funding.read'),
  ('director', 'hiring_rule.confirm'),
  ('director', 'hiring_rule.read'),
  ('director', 'hiring_text.confirm'),
  ('director', 'in_kind.accept'),
  ('director', 'interest.read'),
  ('director', 'interview.read'),
  ('director', 'invoice.agree'),
  ('director', 'letter.read'),
  ('director', 'meeting.read'),
  ('director', 'offer.approve'),
  ('director', 'offer.read'),
  ('director', 'organisation.private'),
  ('director', 'organisation.registration'),
  ('director', 'person.read'),
  ('director', 'position.accept_gap'),
  ('director', 'position.approve'),
  ('director', 'position.read'),
  ('director', 'report.read'),
  ('director', 'review.read'),
  ('director', 'rule.confirm'),
  ('director', 'security.read'),
  ('director', 'settlement_rule.write'),
  ('director', 'vacancy.approve'),
  ('director', 'vacancy.read'),
  ('director', 'vacancy.without_position'),
  ('everyone', 'check.do'),
  ('everyone', 'conflict_window.read'),
  ('everyone', 'organisation.read'),
  ('everyone', 'stay.keep'),
  ('everyone', 'token.own'),
  ('everyone', 'vacancy.read_public'),
  ('funder_calendar', 'funder_calendar.read'),
  ('funder_representative', 'aggregate.read'),
  ('funder_representative', 'funder_calendar.issue'),
  ('funder_representative', 'funding.own'),
  ('funder_representative', 'in_kind.declare'),
  ('funder_representative', 'organisation.registration'),
  ('grants_officer', 'organisation.private'),
  ('grants_officer', 'organisation.registration'),
  ('grants_officer', 'organisation.write'),
  ('grants_officer', 'person.read'),
  ('hiring_lead', 'application.decide'),
  ('hiring_lead', 'application.export'),
  ('hiring_lead', 'application.read'),
  ('hiring_lead', 'committee.manage'),
  ('hiring_lead', 'conflict.declare'),
  ('hiring_lead', 'interview.book'),
  ('hiring_lead', 'interview.manage'),
  ('hiring_lead', 'interview.read'),
  ('hiring_lead', 'letter.read'),
  ('hiring_lead', 'letter.write'),
  ('hiring_lead', 'meeting.approve'),
  ('hiring_lead', 'meeting.manage'),
  ('hiring_lead', 'meeting.read'),
  ('hiring_lead', 'offer.read'),
  ('hiring_lead', 'organisation.private'),
  ('hiring_lead', 'reference.letter'),
  ('hiring_lead', 'reference.read'),
  ('hiring_lead', 'reference.remind'),
  ('hiring_lead', 'reference.write'),
  ('hiring_lead', 'report.read'),
  ('hiring_lead', 'review.plan'),
  ('hiring_lead', 'review.read'),
  ('hiring_lead', 'security.read'),
  ('hiring_lead', 'security.tag'),
  ('hiring_lead', 'vacancy.read'),
  ('hiring_lead', 'vacancy.write'),
  ('hr_officer', 'account.read'),
  ('hr_officer', 'application.decide'),
  ('hr_officer', 'application.export'),
  ('hr_officer', 'application.import'),
  ('hr_officer', 'application.read'),
  ('hr_officer', 'appointment.read'),
  ('hr_officer', 'appointment.write'),
  ('hr_officer', 'call.manage'),
  ('hr_officer', 'call.match'),
  ('hr_officer', 'call.read'),
  ('hr_officer', 'committee.manage'),
  ('hr_officer', 'conflict.declare'),
  ('hr_officer', 'conflict.read'),
  ('hr_officer', 'conflict_window.confirm'),
  ('hr_officer', 'conflict_window.write'),
  ('hr_officer', 'duplicate.judge'),
  ('hr_officer', 'hiring_rule.confirm'),
  ('hr_officer', 'hiring_rule.read'),
  ('hr_officer', 'hiring_rule.write'),
  ('hr_officer', 'hiring_text.confirm'),
  ('hr_officer', 'hiring_text.write'),
  ('hr_officer', 'interest.read'),
  ('hr_officer', 'interest.write'),
  ('hr_officer', 'interview.book'),
  ('hr_officer', 'interview.manage'),
  ('hr_officer', 'interview.read'),
  ('hr_officer', 'letter.read'),
  ('hr_officer', 'letter.write'),
  ('hr_officer', 'link.issue'),
  ('hr_officer', 'meeting.approve'),
  ('hr_officer', 'meeting.manage'),
  ('hr_officer', 'meeting.read'),
  ('hr_officer', 'offer.approve'),
  ('hr_officer', 'offer.read'),
  ('hr_officer', 'offer.send'),
  ('hr_officer', 'offer.write'),
  ('hr_officer', 'organisation.private'),
  ('hr_officer', 'organisation.registration'),
  ('hr_officer', 'organisation.write'),
  ('hr_officer', 'person.read'),
  ('hr_officer', 'person.write'),
  ('hr_officer', 'position.fill'),
  ('hr_officer', 'position.read'),
  ('hr_officer', 'position.write'),
  ('hr_officer', 'reference.letter'),
  ('hr_officer', 'reference.read'),
  ('hr_officer', 'reference.remind'),
  ('hr_officer', 'reference.write'),
  ('hr_officer', 'report.read'),
  ('hr_officer', 'review.plan'),
  ('hr_officer', 'review.read'),
  ('hr_officer', 'review.reopen'),
  ('hr_officer', 'security.ask'),
  ('hr_officer', 'security.read'),
  ('hr_officer', 'security.tag'),
  ('hr_officer', 'vacancy.approve'),
  ('hr_officer', 'vacancy.publish'),
  ('hr_officer', 'vacancy.read'),
  ('hr_officer', 'vacancy.write'),
  ('interview_calendar', 'interview.calendar'),
  ('ministry', 'aggregate.read'),
  ('ministry', 'funding.public'),
  ('partner_administrator', 'aggregate.read'),
  ('partner_administrator', 'funder_calendar.issue'),
  ('partner_administrator', 'funding.own'),
  ('partner_administrator', 'in_kind.declare'),
  ('partner_administrator', 'organisation.registration'),
  ('partner_administrator', 'organisation.write'),
  ('partner_administrator', 'role.grant'),
  ('privacy_officer', 'account.read'),
  ('privacy_officer', 'audit.read'),
  ('privacy_officer', 'hiring_rule.confirm'),
  ('privacy_officer', 'hiring_rule.read'),
  ('privacy_officer', 'hiring_rule.write'),
  ('privacy_officer', 'interest.read'),
  ('privacy_officer', 'organisation.private'),
  ('privacy_officer', 'organisation.registration'),
  ('privacy_officer', 'person.read'),
  ('public', 'aggregate.read'),
  ('public', 'alert.ask'),
  ('public', 'application.start'),
  ('public', 'link.issue'),
  ('public', 'organisation.private'),
  ('public', 'organisation.read'),
  ('public', 'vacancy.read_public'),
  ('referee', 'reference.answer'),
  ('researcher', 'organisation.private'),
  ('researcher', 'person.read'),
  ('security_officer', 'security.decide'),
  ('sign_in', 'person.read'),
  ('sign_in', 'person.write'),
  ('sign_in', 'sign_in'),
  ('system', 'account.read'),
  ('system', 'account.write'),
  ('system', 'aggregate.read'),
  ('system', 'agreement.approve'),
  ('system', 'agreement.write'),
  ('system', 'alert.ask'),
  ('system', 'alert.send'),
  ('system', 'allocation.write'),
  ('system', 'application.decide'),
  ('system', 'application.export'),
  ('system', 'application.import'),
  ('system', 'application.own'),
  ('system', 'application.read'),
  ('system', 'application.start'),
  ('system', 'appointment.read'),
  ('system', 'appointment.write'),
  ('system', 'audit.read'),
  ('system', 'audit.seal'),
  ('system', 'bank.import'),
  ('system', 'bank.lock'),
  ('system', 'bank.settle'),
  ('system', 'bank_account.write'),
  ('system', 'call.advise'),
  ('system', 'call.manage'),
  ('system', 'call.match'),
  ('system', 'call.read'),
  ('system', 'check.accept'),
  ('system', 'check.do'),
  ('system', 'check.remind'),
  ('system', 'committee.manage'),
  ('system', 'configuration.read'),
  ('system', 'conflict.declare'),
  ('system', 'conflict.propose'),
  ('system', 'conflict.read'),
  ('system', 'conflict_window.confirm'),
  ('system', 'conflict_window.read'),
  ('system', 'conflict_window.write'),
  ('system', 'decision.undetermine'),
  ('system', 'decision.write'),
  ('system', 'diversity.count'),
  ('system', 'document.sweep'),
  ('system', 'duplicate.judge'),
  ('system', 'funder_calendar.issue'),
  ('system', 'funder_calendar.read'),
  ('system', 'funding.import'),
  ('system', 'funding.own'),
  ('system', 'funding.public'),
  ('system', 'funding.read'),
  ('system', 'hiring_rule.confirm'),
  ('system', 'hiring_rule.read'),
  ('system', 'hiring_rule.write'),
  ('system', 'hiring_text.confirm'),
  ('system', 'hiring_text.write'),
  ('system', 'in_kind.accept'),
  ('system', 'in_kind.count'),
  ('system', 'in_kind.declare'),
  ('system', 'in_kind.value'),
  ('system', 'intent.sign'),
  ('system', 'interest.read'),
  ('system', 'interest.write'),
  ('system', 'interview.book'),
  ('system', 'interview.calendar'),
  ('system', 'interview.manage'),
  ('system', 'interview.read'),
  ('system', 'interview.tell'),
  ('system', 'invoice.agree'),
  ('system', 'invoice.send'),
  ('system', 'invoice.write'),
  ('system', 'invoice.write_off'),
  ('system', 'ledger.check'),
  ('system', 'ledger.post'),
  ('system', 'letter.read'),
  ('system', 'letter.write'),
  ('system', 'link.issue'),
  ('system', 'mail.read'),
  ('system', 'mail.resend'),
  ('system', 'mail.send'),
  ('system', 'matching.freeze'),
  ('system', 'meeting.approve'),
  ('system', 'meeting.manage'),
  ('system', 'meeting.read'),
  ('system', 'meeting.tell'),
  ('system', 'offer.answer'),
  ('system', 'offer.approve'),
  ('system', 'offer.read'),
  ('system', 'offer.send'),
  ('system', 'offer.write'),
  ('system', 'organisation.private'),
  ('system', 'organisation.read'),
  ('system', 'organisation.registration'),
  ('system', 'organisation.write'),
  ('system', 'period.close'),
  ('system', 'person.erase'),
  ('system', 'person.read'),
  ('system', 'person.write'),
  ('system', 'position.accept_gap'),
  ('system', 'position.approve'),
  ('system', 'position.fill'),
  ('system', 'position.fund'),
  ('system', 'position.read'),
  ('system', 'position.write'),
  ('system', 'provider.write'),
  ('system', 'purpose.write'),
  ('system', 'reading.traced'),
  ('system', 'reference.answer'),
  ('system', 'reference.letter'),
  ('system', 'reference.read'),
  ('system', 'reference.remind'),
  ('system', 'reference.write'),
  ('system', 'report.read'),
  ('system', 'review.plan'),
  ('system', 'review.read'),
  ('system', 'review.reopen'),
  ('system', 'review.write'),
  ('system', 'role.grant'),
  ('system', 'rule.confirm'),
  ('system', 'rule.write'),
  ('system', 'security.ask'),
  ('system', 'security.decide'),
  ('system', 'security.read'),
  ('system', 'security.tag'),
  ('system', 'session.end'),
  ('system', 'settlement_rule.write'),
  ('system', 'sign_in'),
  ('system', 'stay.keep'),
  ('system', 'token.own'),
  ('system', 'vacancy.approve'),
  ('system', 'vacancy.publish'),
  ('system', 'vacancy.read'),
  ('system', 'vacancy.read_public'),
  ('system', 'vacancy.without_position'),
  ('system', 'vacancy.write'),
  ('system_administrator', 'account.read'),
  ('system_administrator', 'account.write'),
  ('system_administrator', 'configuration.read'),
  ('system_administrator', 'mail.read'),
  ('system_administrator', 'mail.resend'),
  ('system_administrator', 'organisation.private'),
  ('system_administrator', 'organisation.registration'),
  ('system_administrator', 'organisation.write'),
  ('system_administrator', 'person.read'),
  ('system_administrator', 'person.write'),
  ('system_administrator', 'provider.write'),
  ('system_administrator', 'role.grant'),
  ('system_administrator', 'session.end');
delete from polder.move_allowed;
insert into polder.move_allowed values
  ('appointment', 'create', null, 'planned'),
  ('appointment', 'start', 'planned', 'active'),
  ('appointment', 'end', 'active', 'ended'),
  ('appointment', 'cancel', 'planned', 'cancelled'),
  ('vacancy', 'create', null, 'draft'),
  ('vacancy', 'approve', 'draft', 'approved'),
  ('vacancy', 'publish', 'approved', 'published'),
  ('vacancy', 'withdraw', 'published', 'approved'),
  ('vacancy', 'redraft', 'approved', 'draft'),
  ('vacancy', 'close', 'published', 'closed'),
  ('vacancy', 'decide', 'closed', 'decided'),
  ('vacancy', 'archive', 'decided', 'archived'),
  ('vacancy', 'archive', 'draft', 'archived'),
  ('application', 'create', null, 'draft'),
  ('application', 'submit', 'draft', 'submitted'),
  ('application', 'import', 'draft', 'submitted'),
  ('application', 'mark_eligible', 'submitted', 'eligible'),
  ('application', 'mark_ineligible', 'submitted', 'ineligible'),
  ('application', 'longlist', 'eligible', 'longlisted'),
  ('application', 'shortlist', 'eligible', 'shortlisted'),
  ('application', 'shortlist', 'longlisted', 'shortlisted'),
  ('application', 'invite', 'shortlisted', 'interview'),
  ('application', 'select', 'shortlisted', 'selected'),
  ('application', 'select', 'interview', 'selected'),
  ('application', 'offer', 'selected', 'offered'),
  ('application', 'reconsider', 'offered', 'selected'),
  ('application', 'hire', 'offered', 'hired'),
  ('application', 'reject', 'submitted', 'rejected'),
  ('application', 'reject', 'eligible', 'rejected'),
  ('application', 'reject', 'longlisted', 'rejected'),
  ('application', 'reject', 'shortlisted', 'rejected'),
  ('application', 'reject', 'interview', 'rejected'),
  ('application', 'reject', 'selected', 'rejected'),
  ('application', 'withdraw', 'draft', 'withdrawn'),
  ('application', 'withdraw', 'submitted', 'withdrawn'),
  ('application', 'withdraw', 'eligible', 'withdrawn'),
  ('application', 'withdraw', 'longlisted', 'withdrawn'),
  ('application', 'withdraw', 'shortlisted', 'withdrawn'),
  ('application', 'withdraw', 'interview', 'withdrawn'),
  ('application', 'withdraw', 'selected', 'withdrawn'),
  ('application', 'withdraw', 'offered', 'withdrawn'),
  ('application', 'withdraw_duplicate', 'submitted', 'withdrawn'),
  ('application', 'withdraw_duplicate', 'eligible', 'withdrawn'),
  ('application', 'withdraw_duplicate', 'longlisted', 'withdrawn'),
  ('application', 'withdraw_duplicate', 'shortlisted', 'withdrawn'),
  ('application', 'withdraw_duplicate', 'interview', 'withdrawn'),
  ('application', 'withdraw_duplicate', 'selected', 'withdrawn'),
  ('application', 'bring_back_submitted', 'withdrawn', 'submitted'),
  ('application', 'bring_back_eligible', 'withdrawn', 'eligible'),
  ('application', 'bring_back_longlisted', 'withdrawn', 'longlisted'),
  ('application', 'bring_back_shortlisted', 'withdrawn', 'shortlisted'),
  ('application', 'bring_back_interview', 'withdrawn', 'interview'),
  ('application', 'bring_back_selected', 'withdrawn', 'selected'),
  ('review', 'create', null, 'draft'),
  ('review', 'submit', 'draft', 'submitted'),
  ('review', 'reopen', 'submitted', 'draft'),
  ('offer', 'create', null, 'draft'),
  ('offer', 'approve', 'draft', 'approved'),
  ('offer', 'send', 'approved', 'sent'),
  ('offer', 'accept', 'sent', 'accepted'),
  ('offer', 'decline', 'sent', 'declined'),
  ('offer', 'expire', 'sent', 'expired'),
  ('offer', 'withdraw', 'draft', 'withdrawn'),
  ('offer', 'withdraw', 'approved', 'withdrawn'),
  ('offer', 'withdraw', 'sent', 'withdrawn'),
  ('position', 'create', null, 'draft'),
  ('position', 'fund', 'draft', 'funded'),
  ('position', 'approve', 'funded', 'approved'),
  ('position', 'redraft', 'funded', 'draft'),
  ('position', 'redraft', 'approved', 'draft'),
  ('position', 'redraft', 'vacant', 'draft'),
  ('position', 'open', 'approved', 'vacant'),
  ('position', 'fill', 'vacant', 'filled'),
  ('position', 'vacate', 'filled', 'vacant'),
  ('position', 'discard', 'draft', 'cancelled'),
  ('position', 'cancel', 'funded', 'cancelled'),
  ('position', 'cancel', 'approved', 'cancelled'),
  ('position', 'cancel', 'vacant', 'cancelled'),
  ('employer_cost_rule', 'create', null, 'proposed'),
  ('employer_cost_rule', 'confirm', 'proposed', 'in_force'),
  ('employer_cost_rule', 'withdraw', 'proposed', 'withdrawn'),
  ('employer_cost_rule', 'revoke', 'in_force', 'withdrawn'),
  ('reference', 'create', null, 'named'),
  ('reference', 'ask', 'named', 'asked'),
  ('reference', 'remind', 'asked', 'reminded'),
  ('reference', 'remind', 'reminded', 'reminded'),
  ('reference', 'deliver', 'asked', 'received'),
  ('reference', 'deliver', 'reminded', 'received'),
  ('reference', 'decline', 'asked', 'declined'),
  ('reference', 'decline', 'reminded', 'declined'),
  ('reference', 'record', 'named', 'received'),
  ('reference', 'record', 'asked', 'received'),
  ('reference', 'record', 'reminded', 'received'),
  ('reference', 'record', 'declined', 'received'),
  ('reference', 'record', 'expired', 'received'),
  ('reference', 'extend', 'asked', 'asked'),
  ('reference', 'extend', 'reminded', 'asked'),
  ('reference', 'extend', 'expired', 'asked'),
  ('reference', 'expire', 'asked', 'expired'),
  ('reference', 'expire', 'reminded', 'expired'),
  ('reference', 'withdraw', 'named', 'withdrawn'),
  ('reference', 'withdraw', 'asked', 'withdrawn'),
  ('reference', 'withdraw', 'reminded', 'withdrawn'),
  ('reference', 'withdraw', 'expired', 'withdrawn'),
  ('conflict_proposal', 'create', null, 'proposed'),
  ('conflict_proposal', 'confirm', 'proposed', 'confirmed'),
  ('conflict_proposal', 'confirm', 'denied', 'confirmed'),
  ('conflict_proposal', 'deny', 'proposed', 'denied'),
  ('conflict_proposal', 'dismiss', 'proposed', 'dismissed'),
  ('conflict_proposal', 'dismiss', 'denied', 'dismissed'),
  ('conflict_proposal', 'lapse', 'proposed', 'lapsed'),
  ('conflict_proposal', 'lapse', 'denied', 'lapsed'),
  ('conflict_proposal', 'propose_again', 'denied', 'proposed'),
  ('conflict_proposal', 'propose_again', 'dismissed', 'proposed'),
  ('conflict_proposal', 'propose_again', 'lapsed', 'proposed'),
  ('interview_round', 'create', null, 'draft'),
  ('interview_round', 'open', 'draft', 'open'),
  ('interview_round', 'close', 'open', 'closed'),
  ('interview_round', 'reopen', 'closed', 'open'),
  ('interview_round', 'cancel', 'draft', 'cancelled'),
  ('interview_round', 'cancel', 'open', 'cancelled'),
  ('interview_round', 'cancel', 'closed', 'cancelled'),
  ('interview', 'create', null, 'invited'),
  ('interview', 'book', 'invited', 'booked'),
  ('interview', 'decline', 'invited', 'declined'),
  ('interview', 'hold', 'booked', 'held'),
  ('interview', 'no_show', 'booked', 'no_show'),
  ('interview', 'correct', 'held', 'booked'),
  ('interview', 'correct', 'no_show', 'booked'),
  ('interview', 'cancel', 'invited', 'cancelled'),
  ('interview', 'cancel', 'booked', 'cancelled'),
  ('interview', 'end', 'invited', 'cancelled'),
  ('interview', 'end', 'booked', 'cancelled'),
  ('meeting', 'create', null, 'planned'),
  ('meeting', 'open', 'planned', 'held'),
  ('meeting', 'approve', 'held', 'minutes_approved'),
  ('meeting', 'reopen', 'minutes_approved', 'held'),
  ('meeting', 'cancel', 'planned', 'cancelled'),
  ('match_round', 'create', null, 'drafted'),
  ('match_round', 'solve', 'drafted', 'solved'),
  ('match_round', 'confirm', 'solved', 'confirmed'),
  ('match_round', 'discard', 'drafted', 'discarded'),
  ('match_round', 'discard', 'solved', 'discarded'),
  ('match_pair', 'create', null, 'proposed'),
  ('match_pair', 'confirm', 'proposed', 'confirmed'),
  ('match_pair', 'reject', 'proposed', 'rejected'),
  ('match_pair', 'reject', 'confirmed', 'rejected'),
  ('letter_of_intent', 'create', null, 'draft'),
  ('letter_of_intent', 'send', 'draft', 'signing'),
  ('letter_of_intent', 'complete', 'signing', 'signed'),
  ('letter_of_intent', 'withdraw', 'draft', 'withdrawn'),
  ('letter_of_intent', 'withdraw', 'signing', 'withdrawn'),
  ('track_rule', 'create', null, 'proposed'),
  ('track_rule', 'confirm', 'proposed', 'in_force'),
  ('track_rule', 'withdraw', 'proposed', 'withdrawn'),
  ('track_rule', 'revoke', 'in_force', 'withdrawn'),
  ('mail_template', 'create', null, 'in_force'),
  ('mail_template', 'replace', 'in_force', 'replaced'),
  ('mail_template', 'end', 'in_force', 'ended'),
  ('mailing', 'create', null, 'draft'),
  ('mailing', 'send', 'draft', 'queued'),
  ('mailing', 'discard', 'draft', 'discarded'),
  ('letter_template', 'create', null, 'proposed'),
  ('letter_template', 'confirm', 'proposed', 'in_force'),
  ('letter_template', 'withdraw', 'proposed', 'withdrawn'),
  ('security_check', 'create', null, 'asked'),
  ('security_check', 'clear', 'asked', 'cleared'),
  ('security_check', 'clear_with_measures', 'asked', 'cleared_with_measures'),
  ('security_check', 'refuse', 'asked', 'refused'),
  ('security_check', 'reconsider', 'cleared', 'asked'),
  ('security_check', 'reconsider', 'cleared_with_measures', 'asked'),
  ('security_check', 'reconsider', 'refused', 'asked'),
  ('checklist_rule', 'create', null, 'proposed'),
  ('checklist_rule', 'confirm', 'proposed', 'in_force'),
  ('checklist_rule', 'withdraw', 'proposed', 'withdrawn'),
  ('checklist_rule', 'revoke', 'in_force', 'withdrawn'),
  ('appointment_check', 'create', null, 'open'),
  ('appointment_check', 'done', 'open', 'done'),
  ('appointment_check', 'done', 'accepted', 'done'),
  ('appointment_check', 'not_needed', 'open', 'not_needed'),
  ('appointment_check', 'not_needed', 'accepted', 'not_needed'),
  ('appointment_check', 'accept', 'open', 'accepted'),
  ('appointment_check', 'reopen', 'done', 'open'),
  ('appointment_check', 'reopen', 'not_needed', 'open'),
  ('appointment_check', 'reopen', 'accepted', 'open'),
  ('stay', 'create', null, 'planned'),
  ('stay', 'confirm', 'planned', 'confirmed'),
  ('stay', 'complete', 'confirmed', 'done'),
  ('stay', 'replan', 'confirmed', 'planned'),
  ('stay', 'drop', 'planned', 'dropped'),
  ('stay', 'drop', 'confirmed', 'dropped'),
  ('hiring_rule', 'create', null, 'proposed'),
  ('hiring_rule', 'confirm', 'proposed', 'in_force'),
  ('hiring_rule', 'withdraw', 'proposed', 'withdrawn'),
  ('hiring_rule', 'revoke', 'in_force', 'withdrawn'),
  ('diversity_question', 'create', null, 'proposed'),
  ('diversity_question', 'confirm', 'proposed', 'in_force'),
  ('diversity_question', 'withdraw', 'proposed', 'withdrawn'),
  ('diversity_question', 'revoke', 'in_force', 'withdrawn'),
  ('agreement', 'create', null, 'draft'),
  ('agreement', 'offer', 'draft', 'under_signature'),
  ('agreement', 'redraft', 'under_signature', 'draft'),
  ('agreement', 'activate', 'under_signature', 'active'),
  ('agreement', 'import', 'draft', 'active'),
  ('agreement', 'abandon', 'draft', 'terminated'),
  ('agreement', 'abandon', 'under_signature', 'terminated'),
  ('agreement', 'fulfil', 'active', 'fulfilled'),
  ('agreement', 'reopen', 'fulfilled', 'active'),
  ('agreement', 'default', 'active', 'defaulted'),
  ('agreement', 'cure', 'defaulted', 'active'),
  ('agreement', 'terminate', 'active', 'terminated'),
  ('agreement', 'terminate', 'defaulted', 'terminated'),
  ('agreement_version', 'create', null, 'draft'),
  ('agreement_version', 'put_in_force', 'draft', 'in_force'),
  ('agreement_version', 'withdraw', 'draft', 'withdrawn'),
  ('agreement_version', 'import', 'draft', 'in_force'),
  ('agreement_version', 'supersede', 'in_force', 'superseded'),
  ('public_decision', 'create', null, 'applied'),
  ('public_decision', 'grant', 'applied', 'granted'),
  ('public_decision', 'receive', 'granted', 'advance_received'),
  ('public_decision', 'receive', 'advance_received', 'advance_received'),
  ('public_decision', 'undo_receipt', 'advance_received', 'granted'),
  ('public_decision', 'account', 'granted', 'accounted'),
  ('public_decision', 'account', 'advance_received', 'accounted'),
  ('public_decision', 'unaccount', 'accounted', 'granted'),
  ('public_decision', 'determine', 'accounted', 'determined'),
  ('public_decision', 'settle', 'determined', 'settled'),
  ('public_decision', 'undetermine', 'determined', 'accounted'),
  ('public_decision', 'repay', 'determined', 'repaid'),
  ('public_decision', 'undo_repayment', 'repaid', 'determined'),
  ('right_kind', 'create', null, 'proposed'),
  ('right_kind', 'confirm', 'proposed', 'in_force'),
  ('right_kind', 'withdraw', 'proposed', 'withdrawn'),
  ('right_kind', 'revoke', 'in_force', 'withdrawn'),
  ('allocation', 'create', null, 'planned'),
  ('allocation', 'book', 'planned', 'booked'),
  ('allocation', 'cancel', 'planned', 'released'),
  ('allocation', 'end', 'planned', 'released'),
  ('allocation', 'release', 'booked', 'released'),
  ('allocation', 'close', 'planned', 'released'),
  ('allocation', 'close', 'booked', 'released'),
  ('funder_invoice', 'create', null, 'draft'),
  ('funder_invoice', 'validate', 'draft', 'validated'),
  ('funder_invoice', 'send', 'validated', 'sent'),
  ('funder_invoice', 'pay_partly', 'sent', 'partly_paid'),
  ('funder_invoice', 'pay', 'sent', 'paid'),
  ('funder_invoice', 'pay', 'partly_paid', 'paid'),
  ('funder_invoice', 'overpay', 'sent', 'overpaid'),
  ('funder_invoice', 'overpay', 'partly_paid', 'overpaid'),
  ('funder_invoice', 'overpay', 'paid', 'overpaid'),
  ('funder_invoice', 'return_excess', 'overpaid', 'paid'),
  ('funder_invoice', 'reopen', 'partly_paid', 'sent'),
  ('funder_invoice', 'reopen', 'paid', 'sent'),
  ('funder_invoice', 'reopen', 'overpaid', 'sent'),
  ('funder_invoice', 'reopen', 'written_off', 'sent'),
  ('funder_invoice', 'reopen_partly', 'paid', 'partly_paid'),
  ('funder_invoice', 'reopen_partly', 'overpaid', 'partly_paid'),
  ('funder_invoice', 'reopen_partly', 'written_off', 'partly_paid'),
  ('funder_invoice', 'write_off', 'sent', 'written_off'),
  ('funder_invoice', 'write_off', 'partly_paid', 'written_off'),
  ('funder_invoice', 'close_written_off', 'sent', 'written_off'),
  ('funder_invoice', 'close_written_off', 'partly_paid', 'written_off'),
  ('funder_invoice', 'recover', 'written_off', 'sent'),
  ('funder_invoice', 'recover', 'sent', 'sent'),
  ('funder_invoice', 'recover', 'partly_paid', 'sent'),
  ('funder_invoice', 'credit', 'validated', 'credited'),
  ('funder_invoice', 'credit', 'sent', 'credited'),
  ('invoice_rule', 'create', null, 'proposed'),
  ('invoice_rule', 'confirm', 'proposed', 'in_force'),
  ('invoice_rule', 'withdraw', 'proposed', 'withdrawn'),
  ('invoice_rule', 'revoke', 'in_force', 'withdrawn'),
  ('bank_entry', 'create', null, 'imported'),
  ('bank_entry', 'propose', 'imported', 'proposed'),
  ('bank_entry', 'withdraw', 'proposed', 'imported'),
  ('bank_entry', 'match', 'imported', 'matched'),
  ('bank_entry', 'match', 'proposed', 'matched'),
  ('bank_entry', 'unmatch', 'matched', 'imported'),
  ('bank_entry', 'unmatch', 'locked', 'imported'),
  ('bank_entry', 'lock', 'matched', 'locked'),
  ('bank_entry', 'set_aside', 'imported', 'set_aside'),
  ('bank_entry', 'set_aside', 'proposed', 'set_aside'),
  ('bank_entry', 'take_back', 'set_aside', 'imported'),
  ('valuation_rule', 'create', null, 'proposed'),
  ('valuation_rule', 'confirm', 'proposed', 'in_force'),
  ('valuation_rule', 'withdraw', 'proposed', 'withdrawn'),
  ('valuation_rule', 'revoke', 'in_force', 'withdrawn'),
  ('in_kind_contribution', 'create', null, 'declared'),
  ('in_kind_contribution', 'value', 'declared', 'valued'),
  ('in_kind_contribution', 'return', 'valued', 'declared'),
  ('in_kind_contribution', 'accept', 'valued', 'accepted'),
  ('in_kind_contribution', 'reject', 'declared', 'rejected'),
  ('in_kind_contribution', 'reject', 'valued', 'rejected'),
  ('in_kind_contribution', 'expire', 'declared', 'expired'),
  ('in_kind_contribution', 'expire', 'valued', 'expired'),
  ('in_kind_contribution', 'lapse', 'accepted', 'expired'),
  ('in_kind_contribution', 'lapse', 'counted', 'expired'),
  ('in_kind_contribution', 'count', 'accepted', 'counted'),
  ('matching_rule', 'create', null, 'proposed'),
  ('matching_rule', 'confirm', 'proposed', 'in_force'),
  ('matching_rule', 'withdraw', 'proposed', 'withdrawn'),
  ('matching_rule', 'revoke', 'in_force', 'withdrawn'),
  ('legal_rule', 'create', null, 'proposed'),
  ('legal_rule', 'confirm', 'proposed', 'in_force'),
  ('legal_rule', 'withdraw', 'proposed', 'withdrawn'),
  ('legal_rule', 'revoke', 'in_force', 'withdrawn'),
  ('conflict_window', 'create', null, 'proposed'),
  ('conflict_window', 'confirm', 'proposed', 'in_force'),
  ('conflict_window', 'withdraw', 'proposed', 'withdrawn'),
  ('conflict_window', 'revoke', 'in_force', 'withdrawn');

grant create on schema polder to polder_guard;
do $$ declare f record; begin
  for f in select p.oid::regprocedure as name, p.prosecdef, p.proname from pg_proc p
           join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'polder' loop
    execute format('revoke all on function %s from public', f.name);
    execute format('grant execute on function %s to polder_app, polder_guard', f.name);
    if f.prosecdef and f.proname <> 'make_audit_partitions' then
      execute format('alter function %s owner to polder_guard', f.name);
    end if;
  end loop;
end $$;
revoke create on schema polder from polder_guard;
revoke execute on function polder.set_actor(text, uuid, uuid, uuid, text, text, jsonb, jsonb, text) from polder_app;
revoke execute on function polder.held_for_records(uuid, text[]) from polder_app;
revoke execute on function polder.write_entries(jsonb) from polder_app;
revoke execute on function polder.ledger_lines(jsonb) from polder_app;
revoke execute on function polder.undo_entry(uuid, text, date, text) from polder_app;
revoke execute on function polder.wrong_balances() from polder_app;
revoke execute on function polder.ledger_faults() from polder_app;
revoke execute on function polder.lot_sums(uuid[]) from polder_app;
revoke execute on function polder.add_to_lots(uuid[]) from polder_app;
revoke execute on function polder.wrong_lots() from polder_app;
revoke execute on function polder.rebuild_lots() from polder_app;
revoke execute on function polder.let_go(public.agreement, text) from polder_app;
revoke execute on function polder.agreement_open(uuid) from polder_app;
revoke execute on function polder.record_faults() from polder_app;
revoke execute on function polder.in_kind_entry(uuid) from polder_app;
revoke execute on function polder.fit_position(uuid, bigint) from polder_app;
revoke execute on function polder.references_of(uuid[]) from polder_app;
revoke execute on function polder.meeting_content(uuid) from polder_app;
revoke execute on function polder.meeting_conflicts(uuid[]) from polder_app;
revoke execute on function polder.conflicts_follow(uuid[]) from polder_app;
revoke execute on function polder.use_orcid_proof(bytea) from polder_app;
revoke execute on function polder.unlink_diversity(uuid) from polder_app;

do $$ declare p record; begin
  for p in select policyname, tablename from pg_policies where schemaname = 'public' loop
    execute format('drop policy %I on public.%I', p.policyname, p.tablename);
  end loop;
end $$;
alter table public."access_request" enable row level security;
alter table public."access_request" force row level security;
revoke all on public."access_request" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."access_request" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."access_request"
  drop constraint if exists "ck_access_request_created_at_within", add constraint "ck_access_request_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_access_request_updated_at_within", add constraint "ck_access_request_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_access_request_asked_at_within", add constraint "ck_access_request_asked_at_within" check ("asked_at" >= '1900-01-01 00:00:00+00:00' and "asked_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_access_request_told_at_within", add constraint "ck_access_request_told_at_within" check ("told_at" >= '1900-01-01 00:00:00+00:00' and "told_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_access_request_closed_at_within", add constraint "ck_access_request_closed_at_within" check ("closed_at" >= '1900-01-01 00:00:00+00:00' and "closed_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_access_request_issuer_seen", add constraint "ck_access_request_issuer_seen" check (polder.shows_something("issuer")) not valid,
  drop constraint if exists "ck_access_request_subject_seen", add constraint "ck_access_request_subject_seen" check (polder.shows_something("subject")) not valid,
  drop constraint if exists "ck_access_request_name_seen", add constraint "ck_access_request_name_seen" check (polder.shows_something("name")) not valid;
grant insert, select, update on public."access_request" to polder_app;
create or replace trigger "a_touch" before update on public."access_request" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."access_request" for each row execute function polder.audit('{email,name,subject}', '{id,version,created_at,updated_at,created_by,provider_id,organisation_id,issuer,times,asked_at,told_at,closed_at}');
alter table public."account" enable row level security;
alter table public."account" force row level security;
revoke all on public."account" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."account" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."account"
  drop constraint if exists "ck_account_created_at_within", add constraint "ck_account_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_account_updated_at_within", add constraint "ck_account_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_account_ended_at_within", add constraint "ck_account_ended_at_within" check ("ended_at" >= '1900-01-01 00:00:00+00:00' and "ended_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_account_name_seen", add constraint "ck_account_name_seen" check (polder.shows_something("name")) not valid;
grant insert, select, update on public."account" to polder_app;
grant select on public."account" to polder_guard;
create or replace trigger "a_touch" before update on public."account" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."account" for each row execute function polder.audit('{email,name}', '{id,version,created_at,updated_at,created_by,language,language_chosen,person_id,ended_at}');
alter table public."account_balance" enable row level security;
alter table public."account_balance" force row level security;
revoke all on public."account_balance" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."account_balance" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
grant select on public."account_balance" to polder_app;
grant insert, select, update on public."account_balance" to polder_guard;
create or replace trigger "append_only" before delete on public."account_balance" for each row execute function polder.refuse_change();
create or replace trigger "keep" before truncate on public."account_balance" for each statement execute function polder.refuse_change();
alter table public."advisor" enable row level security;
alter table public."advisor" force row level security;
revoke all on public."advisor" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."advisor" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."advisor"
  drop constraint if exists "ck_advisor_created_at_within", add constraint "ck_advisor_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_advisor_updated_at_within", add constraint "ck_advisor_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_advisor_from_day_within", add constraint "ck_advisor_from_day_within" check ("from_day" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_advisor_until_day_within", add constraint "ck_advisor_until_day_within" check ("until_day" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_advisor_ranked_at_within", add constraint "ck_advisor_ranked_at_within" check ("ranked_at" >= '1900-01-01 00:00:00+00:00' and "ranked_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_advisor_name_seen", add constraint "ck_advisor_name_seen" check (polder.shows_something("name")) not valid;
grant insert, select, update on public."advisor" to polder_app;
grant select, update on public."advisor" to polder_guard;
create or replace trigger "a_touch" before update on public."advisor" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."advisor" for each row execute function polder.audit('{email,name}', '{id,version,created_at,updated_at,created_by,vacancy_id,account_id,organisation_id,country_code,topics_nl,topics_en,tracks,interview_capacity,posts,accepting,from_day,until_day,ranked_at,ranked_by}');
alter table public."advisor_choice" enable row level security;
alter table public."advisor_choice" force row level security;
revoke all on public."advisor_choice" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."advisor_choice" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."advisor_choice"
  drop constraint if exists "ck_advisor_choice_created_at_within", add constraint "ck_advisor_choice_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_advisor_choice_updated_at_within", add constraint "ck_advisor_choice_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid;
grant insert, select, update on public."advisor_choice" to polder_app;
grant select, update on public."advisor_choice" to polder_guard;
create or replace trigger "a_touch" before update on public."advisor_choice" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."advisor_choice" for each row execute function polder.audit('{note,position,refusal,scores}', '{id,version,created_at,updated_at,created_by,advisor_id,application_id,vacancy_id}');
alter table public."advisor_wish" enable row level security;
alter table public."advisor_wish" force row level security;
revoke all on public."advisor_wish" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."advisor_wish" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."advisor_wish"
  drop constraint if exists "ck_advisor_wish_created_at_within", add constraint "ck_advisor_wish_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_advisor_wish_updated_at_within", add constraint "ck_advisor_wish_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid;
grant delete, insert, select on public."advisor_wish" to polder_app;
grant select on public."advisor_wish" to polder_guard;
create or replace trigger "a_touch" before update on public."advisor_wish" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."advisor_wish" for each row execute function polder.audit('{statement}', '{id,version,created_at,updated_at,created_by,application_id,vacancy_id,advisor_id,rank}');
alter table public."affiliation" enable row level security;
alter table public."affiliation" force row level security;
revoke all on public."affiliation" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."affiliation" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."affiliation"
  drop constraint if exists "ck_affiliation_created_at_within", add constraint "ck_affiliation_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_affiliation_updated_at_within", add constraint "ck_affiliation_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_affiliation_valid_from_within", add constraint "ck_affiliation_valid_from_within" check ("valid_from" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_affiliation_valid_until_within", add constraint "ck_affiliation_valid_until_within" check ("valid_until" between '1900-01-01' and '2200-12-31') not valid;
grant delete, insert, select, update on public."affiliation" to polder_app;
grant select on public."affiliation" to polder_guard;
create or replace trigger "a_touch" before update on public."affiliation" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."affiliation" for each row execute function polder.audit('{role_title}', '{id,version,created_at,updated_at,created_by,person_id,organisation_id,part_percent,valid_from,valid_until}');
alter table public."aggregate_decision" enable row level security;
alter table public."aggregate_decision" force row level security;
revoke all on public."aggregate_decision" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."aggregate_decision" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."aggregate_decision"
  drop constraint if exists "ck_aggregate_decision_created_at_within", add constraint "ck_aggregate_decision_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_aggregate_decision_updated_at_within", add constraint "ck_aggregate_decision_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_aggregate_decision_quarter_from_within", add constraint "ck_aggregate_decision_quarter_from_within" check ("quarter_from" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_aggregate_decision_quarter_until_within", add constraint "ck_aggregate_decision_quarter_until_within" check ("quarter_until" between '1900-01-01' and '2200-12-31') not valid;
grant insert, select on public."aggregate_decision" to polder_app;
grant select on public."aggregate_decision" to polder_guard;
create or replace trigger "a_touch" before update on public."aggregate_decision" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."aggregate_decision" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,quarter_from,quarter_until,total_cents,shares,contributors,share_bp,published,failed}');
create or replace trigger "append_only" before update or delete on public."aggregate_decision" for each row execute function polder.refuse_change();
create or replace trigger "keep" before truncate on public."aggregate_decision" for each statement execute function polder.refuse_change();
alter table public."agreement" enable row level security;
alter table public."agreement" force row level security;
revoke all on public."agreement" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."agreement" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."agreement"
  drop constraint if exists "ck_agreement_created_at_within", add constraint "ck_agreement_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_agreement_updated_at_within", add constraint "ck_agreement_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_agreement_starts_on_within", add constraint "ck_agreement_starts_on_within" check ("starts_on" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_agreement_ends_on_within", add constraint "ck_agreement_ends_on_within" check ("ends_on" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_agreement_title_seen", add constraint "ck_agreement_title_seen" check (polder.shows_something("title")) not valid,
  drop constraint if exists "ck_agreement_external_reference_seen", add constraint "ck_agreement_external_reference_seen" check (polder.shows_something("external_reference")) not valid;
grant insert, select, update on public."agreement" to polder_app;
grant select, update on public."agreement" to polder_guard;
create or replace trigger "a_touch" before update on public."agreement" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."agreement" for each row execute function polder.audit('{contact_email,contact_name}', '{id,version,created_at,updated_at,created_by,reference,funder_id,title,starts_on,ends_on,private_origin,matching_key,confidentiality,manager_id,order_number,external_reference,amount_cents,in_force,state,search}');
alter table public."agreement_party" enable row level security;
alter table public."agreement_party" force row level security;
revoke all on public."agreement_party" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."agreement_party" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."agreement_party"
  drop constraint if exists "ck_agreement_party_created_at_within", add constraint "ck_agreement_party_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_agreement_party_updated_at_within", add constraint "ck_agreement_party_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_agreement_party_role_seen", add constraint "ck_agreement_party_role_seen" check (polder.shows_something("role")) not valid;
grant select on public."agreement_party" to polder_app;
grant delete, insert, select, update on public."agreement_party" to polder_guard;
create or replace trigger "a_touch" before update on public."agreement_party" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."agreement_party" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,agreement_id,organisation_id,role}');
alter table public."agreement_version" enable row level security;
alter table public."agreement_version" force row level security;
revoke all on public."agreement_version" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."agreement_version" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."agreement_version"
  drop constraint if exists "ck_agreement_version_created_at_within", add constraint "ck_agreement_version_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_agreement_version_updated_at_within", add constraint "ck_agreement_version_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_agreement_version_effective_on_within", add constraint "ck_agreement_version_effective_on_within" check ("effective_on" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_agreement_version_ends_on_within", add constraint "ck_agreement_version_ends_on_within" check ("ends_on" between '1900-01-01' and '2200-12-31') not valid;
grant insert, select, update on public."agreement_version" to polder_app;
grant select on public."agreement_version" to polder_guard;
create or replace trigger "a_touch" before update on public."agreement_version" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."agreement_version" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,agreement_id,number,amount_cents,effective_on,ends_on,reason,tranches,rights,parties,signed_sha256,state}');
alter table public."allocation" enable row level security;
alter table public."allocation" force row level security;
revoke all on public."allocation" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."allocation" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."allocation"
  drop constraint if exists "ck_allocation_created_at_within", add constraint "ck_allocation_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_allocation_updated_at_within", add constraint "ck_allocation_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_allocation_from_day_within", add constraint "ck_allocation_from_day_within" check ("from_day" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_allocation_until_day_within", add constraint "ck_allocation_until_day_within" check ("until_day" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_allocation_booked_on_within", add constraint "ck_allocation_booked_on_within" check ("booked_on" between '1900-01-01' and '2200-12-31') not valid;
grant insert, select, update on public."allocation" to polder_app;
grant select, update on public."allocation" to polder_guard;
create or replace trigger "a_touch" before update on public."allocation" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."allocation" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,reference,lot_id,purpose_id,amount_cents,from_day,until_day,note,booked_on,state}');
alter table public."applicant_background" enable row level security;
alter table public."applicant_background" force row level security;
revoke all on public."applicant_background" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."applicant_background" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."applicant_background"
  drop constraint if exists "ck_applicant_background_created_at_within", add constraint "ck_applicant_background_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_applicant_background_updated_at_within", add constraint "ck_applicant_background_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid;
grant insert, select, update on public."applicant_background" to polder_app;
grant select on public."applicant_background" to polder_guard;
create or replace trigger "a_touch" before update on public."applicant_background" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."applicant_background" for each row execute function polder.audit('{employers,supervisors,works}', '{id,version,created_at,updated_at,created_by,application_id}');
alter table public."application" enable row level security;
alter table public."application" force row level security;
revoke all on public."application" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."application" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."application"
  drop constraint if exists "ck_application_created_at_within", add constraint "ck_application_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_application_updated_at_within", add constraint "ck_application_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_application_submitted_at_within", add constraint "ck_application_submitted_at_within" check ("submitted_at" >= '1900-01-01 00:00:00+00:00' and "submitted_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_application_name_seen", add constraint "ck_application_name_seen" check (polder.shows_something("name")) not valid,
  drop constraint if exists "ck_application_sort_name_seen", add constraint "ck_application_sort_name_seen" check (polder.shows_something("sort_name")) not valid;
grant insert, select, update on public."application" to polder_app;
grant select on public."application" to polder_guard;
create or replace trigger "a_touch" before update on public."application" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."application" for each row execute function polder.audit('{cv,email,motivation,name,orcid,phone,sort_name}', '{id,version,created_at,updated_at,created_by,reference,vacancy_id,language,search_text,source,stage,submitted_at,search}');
alter table public."application_export" enable row level security;
alter table public."application_export" force row level security;
revoke all on public."application_export" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."application_export" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."application_export"
  drop constraint if exists "ck_application_export_created_at_within", add constraint "ck_application_export_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_application_export_updated_at_within", add constraint "ck_application_export_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid;
grant insert, select on public."application_export" to polder_app;
grant select on public."application_export" to polder_guard;
create or replace trigger "a_touch" before update on public."application_export" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."application_export" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,vacancy_id,stage,applications}');
create or replace trigger "append_only" before update or delete on public."application_export" for each row execute function polder.refuse_change();
create or replace trigger "keep" before truncate on public."application_export" for each statement execute function polder.refuse_change();
alter table public."application_export_line" enable row level security;
alter table public."application_export_line" force row level security;
revoke all on public."application_export_line" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."application_export_line" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
grant insert, select on public."application_export_line" to polder_app;
grant select on public."application_export_line" to polder_guard;
create or replace trigger "append_only" before update on public."application_export_line" for each row execute function polder.refuse_change();
create or replace trigger "keep" before truncate on public."application_export_line" for each statement execute function polder.refuse_change();
alter table public."application_key" enable row level security;
alter table public."application_key" force row level security;
revoke all on public."application_key" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."application_key" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
grant delete, insert, select, update on public."application_key" to polder_guard;
alter table public."appointment" enable row level security;
alter table public."appointment" force row level security;
revoke all on public."appointment" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."appointment" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."appointment"
  drop constraint if exists "ck_appointment_created_at_within", add constraint "ck_appointment_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_appointment_updated_at_within", add constraint "ck_appointment_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_appointment_starts_on_within", add constraint "ck_appointment_starts_on_within" check ("starts_on" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_appointment_ends_on_within", add constraint "ck_appointment_ends_on_within" check ("ends_on" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_appointment_role_title_nl_seen", add constraint "ck_appointment_role_title_nl_seen" check (polder.shows_something("role_title_nl")) not valid,
  drop constraint if exists "ck_appointment_role_title_en_seen", add constraint "ck_appointment_role_title_en_seen" check (polder.shows_something("role_title_en")) not valid;
grant insert, select, update on public."appointment" to polder_app;
grant insert, select, update on public."appointment" to polder_guard;
create or replace trigger "a_touch" before update on public."appointment" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."appointment" for each row execute function polder.audit('{overlap_reason}', '{id,version,created_at,updated_at,created_by,reference,person_id,role_title_nl,role_title_en,fte_percent,starts_on,ends_on,state}');
alter table public."appointment_check" enable row level security;
alter table public."appointment_check" force row level security;
revoke all on public."appointment_check" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."appointment_check" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."appointment_check"
  drop constraint if exists "ck_appointment_check_created_at_within", add constraint "ck_appointment_check_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_appointment_check_updated_at_within", add constraint "ck_appointment_check_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_appointment_check_due_on_within", add constraint "ck_appointment_check_due_on_within" check ("due_on" between '1900-01-01' and '2200-12-31') not valid;
grant insert, select, update on public."appointment_check" to polder_app;
grant insert, select on public."appointment_check" to polder_guard;
create or replace trigger "a_touch" before update on public."appointment_check" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."appointment_check" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,appointment_id,rule_id,kind,required,owner_id,due_on,state}');
alter table public."appointment_employer" enable row level security;
alter table public."appointment_employer" force row level security;
revoke all on public."appointment_employer" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."appointment_employer" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."appointment_employer"
  drop constraint if exists "ck_appointment_employer_created_at_within", add constraint "ck_appointment_employer_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_appointment_employer_updated_at_within", add constraint "ck_appointment_employer_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid;
grant delete, insert, select, update on public."appointment_employer" to polder_app;
grant insert, select on public."appointment_employer" to polder_guard;
create or replace trigger "a_touch" before update on public."appointment_employer" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."appointment_employer" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,appointment_id,organisation_id,part_bp}');
alter table public."appointment_period" enable row level security;
alter table public."appointment_period" force row level security;
revoke all on public."appointment_period" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."appointment_period" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."appointment_period"
  drop constraint if exists "ck_appointment_period_created_at_within", add constraint "ck_appointment_period_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_appointment_period_updated_at_within", add constraint "ck_appointment_period_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_appointment_period_valid_from_within", add constraint "ck_appointment_period_valid_from_within" check ("valid_from" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_appointment_period_valid_until_within", add constraint "ck_appointment_period_valid_until_within" check ("valid_until" between '1900-01-01' and '2200-12-31') not valid;
grant delete, insert, select, update on public."appointment_period" to polder_app;
grant select on public."appointment_period" to polder_guard;
create or replace trigger "a_touch" before update on public."appointment_period" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."appointment_period" for each row execute function polder.audit('{note}', '{id,version,created_at,updated_at,created_by,appointment_id,kind,valid_from,valid_until}');
alter table public."appointment_reminder" enable row level security;
alter table public."appointment_reminder" force row level security;
revoke all on public."appointment_reminder" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."appointment_reminder" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."appointment_reminder"
  drop constraint if exists "ck_appointment_reminder_created_at_within", add constraint "ck_appointment_reminder_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_appointment_reminder_updated_at_within", add constraint "ck_appointment_reminder_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_appointment_reminder_for_day_within", add constraint "ck_appointment_reminder_for_day_within" check ("for_day" between '1900-01-01' and '2200-12-31') not valid;
grant insert, select on public."appointment_reminder" to polder_app;
create or replace trigger "a_touch" before update on public."appointment_reminder" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."appointment_reminder" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,record_id,for_day}');
alter table public."audit_entry" enable row level security;
alter table public."audit_entry" force row level security;
revoke all on public."audit_entry" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."audit_entry" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."audit_entry"
  drop constraint if exists "ck_audit_entry_at_within", add constraint "ck_audit_entry_at_within" check ("at" >= '1900-01-01 00:00:00+00:00' and "at" < '2201-01-01 00:00:00+00:00') not valid;
grant select on public."audit_entry" to polder_app;
grant insert, select on public."audit_entry" to polder_guard;
create or replace trigger "append_only" before update or delete on public."audit_entry" for each row execute function polder.refuse_change();
create or replace trigger "keep" before truncate on public."audit_entry" for each statement execute function polder.refuse_change();
alter table public."audit_personal" enable row level security;
alter table public."audit_personal" force row level security;
revoke all on public."audit_personal" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."audit_personal" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
grant delete, select on public."audit_personal" to polder_app;
grant insert, select on public."audit_personal" to polder_guard;
create or replace trigger "append_only" before update on public."audit_personal" for each row execute function polder.refuse_change();
create or replace trigger "keep" before truncate on public."audit_personal" for each statement execute function polder.refuse_change();
alter table public."audit_seal" enable row level security;
alter table public."audit_seal" force row level security;
revoke all on public."audit_seal" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."audit_seal" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."audit_seal"
  drop constraint if exists "ck_audit_seal_sealed_at_within", add constraint "ck_audit_seal_sealed_at_within" check ("sealed_at" >= '1900-01-01 00:00:00+00:00' and "sealed_at" < '2201-01-01 00:00:00+00:00') not valid;
grant insert, select on public."audit_seal" to polder_app;
create or replace trigger "append_only" before update or delete on public."audit_seal" for each row execute function polder.refuse_change();
create or replace trigger "keep" before truncate on public."audit_seal" for each statement execute function polder.refuse_change();
alter table public."bank_account" enable row level security;
alter table public."bank_account" force row level security;
revoke all on public."bank_account" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."bank_account" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."bank_account"
  drop constraint if exists "ck_bank_account_created_at_within", add constraint "ck_bank_account_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_bank_account_updated_at_within", add constraint "ck_bank_account_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_bank_account_closed_on_within", add constraint "ck_bank_account_closed_on_within" check ("closed_on" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_bank_account_name_seen", add constraint "ck_bank_account_name_seen" check (polder.shows_something("name")) not valid;
grant insert, select, update on public."bank_account" to polder_app;
create or replace trigger "a_touch" before update on public."bank_account" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."bank_account" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,identifier,name,currency,closed_on}');
alter table public."bank_entry" enable row level security;
alter table public."bank_entry" force row level security;
revoke all on public."bank_entry" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."bank_entry" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."bank_entry"
  drop constraint if exists "ck_bank_entry_created_at_within", add constraint "ck_bank_entry_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_bank_entry_updated_at_within", add constraint "ck_bank_entry_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_bank_entry_booked_on_within", add constraint "ck_bank_entry_booked_on_within" check ("booked_on" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_bank_entry_valued_on_within", add constraint "ck_bank_entry_valued_on_within" check ("valued_on" between '1900-01-01' and '2200-12-31') not valid;
grant insert, select, update on public."bank_entry" to polder_app;
grant select on public."bank_entry" to polder_guard;
create or replace trigger "a_touch" before update on public."bank_entry" for each row execute function polder.touch();
create or replace trigger "append_only" before delete on public."bank_entry" for each row execute function polder.refuse_change();
create or replace trigger "keep" before truncate on public."bank_entry" for each statement execute function polder.refuse_change();
alter table public."bank_import" enable row level security;
alter table public."bank_import" force row level security;
revoke all on public."bank_import" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."bank_import" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."bank_import"
  drop constraint if exists "ck_bank_import_created_at_within", add constraint "ck_bank_import_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_bank_import_updated_at_within", add constraint "ck_bank_import_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_bank_import_file_name_seen", add constraint "ck_bank_import_file_name_seen" check (polder.shows_something("file_name")) not valid;
grant insert, select, update on public."bank_import" to polder_app;
grant select on public."bank_import" to polder_guard;
create or replace trigger "a_touch" before update on public."bank_import" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."bank_import" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,file_name,sha256,size,message,outcome,why,without_balances,entries_new,entries_known,statements,warnings}');
create or replace trigger "append_only" before delete on public."bank_import" for each row execute function polder.refuse_change();
create or replace trigger "keep" before truncate on public."bank_import" for each statement execute function polder.refuse_change();
alter table public."bank_statement" enable row level security;
alter table public."bank_statement" force row level security;
revoke all on public."bank_statement" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."bank_statement" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."bank_statement"
  drop constraint if exists "ck_bank_statement_created_at_within", add constraint "ck_bank_statement_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_bank_statement_updated_at_within", add constraint "ck_bank_statement_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_bank_statement_made_at_within", add constraint "ck_bank_statement_made_at_within" check ("made_at" >= '1900-01-01 00:00:00+00:00' and "made_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_bank_statement_opens_on_within", add constraint "ck_bank_statement_opens_on_within" check ("opens_on" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_bank_statement_closes_on_within", add constraint "ck_bank_statement_closes_on_within" check ("closes_on" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_bank_statement_key_seen", add constraint "ck_bank_statement_key_seen" check (polder.shows_something("key")) not valid;
grant insert, select on public."bank_statement" to polder_app;
grant select on public."bank_statement" to polder_guard;
create or replace trigger "a_touch" before update on public."bank_statement" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."bank_statement" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,import_id,account_id,notification,key,edition,sequence,made_at,opens_on,closes_on,currency,opening_cents,closing_cents,booked_cents,entries,unproven}');
create or replace trigger "append_only" before update or delete on public."bank_statement" for each row execute function polder.refuse_change();
create or replace trigger "keep" before truncate on public."bank_statement" for each statement execute function polder.refuse_change();
alter table public."billing_detail" enable row level security;
alter table public."billing_detail" force row level security;
revoke all on public."billing_detail" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."billing_detail" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."billing_detail"
  drop constraint if exists "ck_billing_detail_created_at_within", add constraint "ck_billing_detail_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_billing_detail_updated_at_within", add constraint "ck_billing_detail_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_billing_detail_legal_name_seen", add constraint "ck_billing_detail_legal_name_seen" check (polder.shows_something("legal_name")) not valid,
  drop constraint if exists "ck_billing_detail_street_seen", add constraint "ck_billing_detail_street_seen" check (polder.shows_something("street")) not valid,
  drop constraint if exists "ck_billing_detail_postal_code_seen", add constraint "ck_billing_detail_postal_code_seen" check (polder.shows_something("postal_code")) not valid,
  drop constraint if exists "ck_billing_detail_city_seen", add constraint "ck_billing_detail_city_seen" check (polder.shows_something("city")) not valid,
  drop constraint if exists "ck_billing_detail_email_seen", add constraint "ck_billing_detail_email_seen" check (polder.shows_something("email")) not valid;
grant insert, select, update on public."billing_detail" to polder_app;
create or replace trigger "a_touch" before update on public."billing_detail" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."billing_detail" for each row execute function polder.audit('{contact_name,email}', '{id,version,created_at,updated_at,created_by,organisation_id,legal_name,street,postal_code,city,country_code,kvk,oin,peppol_id,language}');
alter table public."call" enable row level security;
alter table public."call" force row level security;
revoke all on public."call" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."call" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."call"
  drop constraint if exists "ck_call_created_at_within", add constraint "ck_call_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_call_updated_at_within", add constraint "ck_call_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_call_eligibility_until_within", add constraint "ck_call_eligibility_until_within" check ("eligibility_until" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_call_ranking_until_within", add constraint "ck_call_ranking_until_within" check ("ranking_until" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_call_interviews_until_within", add constraint "ck_call_interviews_until_within" check ("interviews_until" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_call_offers_until_within", add constraint "ck_call_offers_until_within" check ("offers_until" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_call_letters_until_within", add constraint "ck_call_letters_until_within" check ("letters_until" between '1900-01-01' and '2200-12-31') not valid;
grant select, update on public."call" to polder_app;
grant insert, select on public."call" to polder_guard;
create or replace trigger "a_touch" before update on public."call" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."call" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,vacancy_id,posts,wishes_most,interviews_most,tracks,open_to_all,checklist,eligibility_until,ranking_until,interviews_until,offers_until,letters_until}');
alter table public."call_entry" enable row level security;
alter table public."call_entry" force row level security;
revoke all on public."call_entry" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."call_entry" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."call_entry"
  drop constraint if exists "ck_call_entry_created_at_within", add constraint "ck_call_entry_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_call_entry_updated_at_within", add constraint "ck_call_entry_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid;
grant insert, select, update on public."call_entry" to polder_app;
grant select on public."call_entry" to polder_guard;
create or replace trigger "a_touch" before update on public."call_entry" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."call_entry" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,application_id,vacancy_id,track}');
alter table public."checklist_rule" enable row level security;
alter table public."checklist_rule" force row level security;
revoke all on public."checklist_rule" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."checklist_rule" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."checklist_rule"
  drop constraint if exists "ck_checklist_rule_created_at_within", add constraint "ck_checklist_rule_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_checklist_rule_updated_at_within", add constraint "ck_checklist_rule_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_checklist_rule_valid_from_within", add constraint "ck_checklist_rule_valid_from_within" check ("valid_from" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_checklist_rule_valid_until_within", add constraint "ck_checklist_rule_valid_until_within" check ("valid_until" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_checklist_rule_confirmed_at_within", add constraint "ck_checklist_rule_confirmed_at_within" check ("confirmed_at" >= '1900-01-01 00:00:00+00:00' and "confirmed_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_checklist_rule_ended_until_within", add constraint "ck_checklist_rule_ended_until_within" check ("ended_until" between '1900-01-01' and '2200-12-31') not valid;
grant insert, select, update on public."checklist_rule" to polder_app;
grant select, update on public."checklist_rule" to polder_guard;
create or replace trigger "a_touch" before update on public."checklist_rule" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."checklist_rule" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,key,name_nl,name_en,source,valid_from,valid_until,state,confirmed_by,confirmed_at,ended_id,ended_until,applies,required,owner_role,days_before_start,explanation_nl,explanation_en}');
alter table public."closed_period" enable row level security;
alter table public."closed_period" force row level security;
revoke all on public."closed_period" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."closed_period" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."closed_period"
  drop constraint if exists "ck_closed_period_created_at_within", add constraint "ck_closed_period_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_closed_period_updated_at_within", add constraint "ck_closed_period_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_closed_period_from_day_within", add constraint "ck_closed_period_from_day_within" check ("from_day" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_closed_period_until_day_within", add constraint "ck_closed_period_until_day_within" check ("until_day" between '1900-01-01' and '2200-12-31') not valid;
grant insert, select on public."closed_period" to polder_app;
grant select on public."closed_period" to polder_guard;
create or replace trigger "a_touch" before update on public."closed_period" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."closed_period" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,from_day,until_day,note}');
create or replace trigger "append_only" before update or delete on public."closed_period" for each row execute function polder.refuse_change();
create or replace trigger "keep" before truncate on public."closed_period" for each statement execute function polder.refuse_change();
alter table public."conflict" enable row level security;
alter table public."conflict" force row level security;
revoke all on public."conflict" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."conflict" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."conflict"
  drop constraint if exists "ck_conflict_created_at_within", add constraint "ck_conflict_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_conflict_updated_at_within", add constraint "ck_conflict_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid;
grant insert, select on public."conflict" to polder_app;
grant delete, insert, select on public."conflict" to polder_guard;
create or replace trigger "a_touch" before update on public."conflict" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."conflict" for each row execute function polder.audit('{note}', '{id,version,created_at,updated_at,created_by,person_id,record_kind,record_id,kind,follows_id}');
alter table public."conflict_proposal" enable row level security;
alter table public."conflict_proposal" force row level security;
revoke all on public."conflict_proposal" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."conflict_proposal" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."conflict_proposal"
  drop constraint if exists "ck_conflict_proposal_created_at_within", add constraint "ck_conflict_proposal_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_conflict_proposal_updated_at_within", add constraint "ck_conflict_proposal_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid;
grant insert, select, update on public."conflict_proposal" to polder_app;
grant select on public."conflict_proposal" to polder_guard;
create or replace trigger "a_touch" before update on public."conflict_proposal" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."conflict_proposal" for each row execute function polder.audit('{grounds}', '{id,version,created_at,updated_at,created_by,application_id,vacancy_id,person_id,kind,state}');
alter table public."conflict_window" enable row level security;
alter table public."conflict_window" force row level security;
revoke all on public."conflict_window" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."conflict_window" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."conflict_window"
  drop constraint if exists "ck_conflict_window_created_at_within", add constraint "ck_conflict_window_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_conflict_window_updated_at_within", add constraint "ck_conflict_window_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_conflict_window_valid_from_within", add constraint "ck_conflict_window_valid_from_within" check ("valid_from" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_conflict_window_valid_until_within", add constraint "ck_conflict_window_valid_until_within" check ("valid_until" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_conflict_window_confirmed_at_within", add constraint "ck_conflict_window_confirmed_at_within" check ("confirmed_at" >= '1900-01-01 00:00:00+00:00' and "confirmed_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_conflict_window_ended_until_within", add constraint "ck_conflict_window_ended_until_within" check ("ended_until" between '1900-01-01' and '2200-12-31') not valid;
grant insert, select, update on public."conflict_window" to polder_app;
grant select, update on public."conflict_window" to polder_guard;
create or replace trigger "a_touch" before update on public."conflict_window" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."conflict_window" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,key,name_nl,name_en,source,valid_from,valid_until,state,confirmed_by,confirmed_at,ended_id,ended_until,value}');
alter table public."criterion" enable row level security;
alter table public."criterion" force row level security;
revoke all on public."criterion" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."criterion" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."criterion"
  drop constraint if exists "ck_criterion_created_at_within", add constraint "ck_criterion_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_criterion_updated_at_within", add constraint "ck_criterion_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_criterion_name_nl_seen", add constraint "ck_criterion_name_nl_seen" check (polder.shows_something("name_nl")) not valid,
  drop constraint if exists "ck_criterion_name_en_seen", add constraint "ck_criterion_name_en_seen" check (polder.shows_something("name_en")) not valid;
grant delete, insert, select, update on public."criterion" to polder_app;
grant select on public."criterion" to polder_guard;
create or replace trigger "a_touch" before update on public."criterion" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."criterion" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,vacancy_id,position,name_nl,name_en,rubric_nl,rubric_en,levels}');
alter table public."deadline_extension" enable row level security;
alter table public."deadline_extension" force row level security;
revoke all on public."deadline_extension" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."deadline_extension" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."deadline_extension"
  drop constraint if exists "ck_deadline_extension_created_at_within", add constraint "ck_deadline_extension_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_deadline_extension_updated_at_within", add constraint "ck_deadline_extension_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_deadline_extension_from_deadline_within", add constraint "ck_deadline_extension_from_deadline_within" check ("from_deadline" >= '1900-01-01 00:00:00+00:00' and "from_deadline" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_deadline_extension_to_deadline_within", add constraint "ck_deadline_extension_to_deadline_within" check ("to_deadline" >= '1900-01-01 00:00:00+00:00' and "to_deadline" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_deadline_extension_reason_seen", add constraint "ck_deadline_extension_reason_seen" check (polder.shows_something("reason")) not valid;
grant select on public."deadline_extension" to polder_app;
grant insert on public."deadline_extension" to polder_guard;
create or replace trigger "a_touch" before update on public."deadline_extension" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."deadline_extension" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,vacancy_id,from_deadline,to_deadline,reason}');
create or replace trigger "append_only" before update or delete on public."deadline_extension" for each row execute function polder.refuse_change();
create or replace trigger "keep" before truncate on public."deadline_extension" for each statement execute function polder.refuse_change();
alter table public."diversity_answer" enable row level security;
alter table public."diversity_answer" force row level security;
revoke all on public."diversity_answer" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."diversity_answer" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."diversity_answer"
  drop constraint if exists "ck_diversity_answer_counts_from_within", add constraint "ck_diversity_answer_counts_from_within" check ("counts_from" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_diversity_answer_option_seen", add constraint "ck_diversity_answer_option_seen" check (polder.shows_something("option")) not valid;
grant delete, insert, select, update on public."diversity_answer" to polder_guard;
alter table public."diversity_figure" enable row level security;
alter table public."diversity_figure" force row level security;
revoke all on public."diversity_figure" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."diversity_figure" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."diversity_figure"
  drop constraint if exists "ck_diversity_figure_quarter_within", add constraint "ck_diversity_figure_quarter_within" check ("quarter" between '1900-01-01' and '2200-12-31') not valid;
grant insert, select on public."diversity_figure" to polder_app;
create or replace trigger "append_only" before update or delete on public."diversity_figure" for each row execute function polder.refuse_change();
create or replace trigger "keep" before truncate on public."diversity_figure" for each statement execute function polder.refuse_change();
alter table public."diversity_question" enable row level security;
alter table public."diversity_question" force row level security;
revoke all on public."diversity_question" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."diversity_question" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."diversity_question"
  drop constraint if exists "ck_diversity_question_created_at_within", add constraint "ck_diversity_question_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_diversity_question_updated_at_within", add constraint "ck_diversity_question_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_diversity_question_valid_from_within", add constraint "ck_diversity_question_valid_from_within" check ("valid_from" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_diversity_question_valid_until_within", add constraint "ck_diversity_question_valid_until_within" check ("valid_until" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_diversity_question_confirmed_at_within", add constraint "ck_diversity_question_confirmed_at_within" check ("confirmed_at" >= '1900-01-01 00:00:00+00:00' and "confirmed_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_diversity_question_ended_until_within", add constraint "ck_diversity_question_ended_until_within" check ("ended_until" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_diversity_question_text_nl_seen", add constraint "ck_diversity_question_text_nl_seen" check (polder.shows_something("text_nl")) not valid,
  drop constraint if exists "ck_diversity_question_text_en_seen", add constraint "ck_diversity_question_text_en_seen" check (polder.shows_something("text_en")) not valid;
grant insert, select, update on public."diversity_question" to polder_app;
grant select, update on public."diversity_question" to polder_guard;
create or replace trigger "a_touch" before update on public."diversity_question" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."diversity_question" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,key,name_nl,name_en,source,valid_from,valid_until,state,confirmed_by,confirmed_at,ended_id,ended_until,text_nl,text_en,options}');
alter table public."document" enable row level security;
alter table public."document" force row level security;
revoke all on public."document" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."document" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."document"
  drop constraint if exists "ck_document_created_at_within", add constraint "ck_document_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_document_updated_at_within", add constraint "ck_document_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_document_completed_at_within", add constraint "ck_document_completed_at_within" check ("completed_at" >= '1900-01-01 00:00:00+00:00' and "completed_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_document_record_kind_seen", add constraint "ck_document_record_kind_seen" check (polder.shows_something("record_kind")) not valid,
  drop constraint if exists "ck_document_kind_seen", add constraint "ck_document_kind_seen" check (polder.shows_something("kind")) not valid,
  drop constraint if exists "ck_document_file_name_seen", add constraint "ck_document_file_name_seen" check (polder.shows_something("file_name")) not valid,
  drop constraint if exists "ck_document_media_type_seen", add constraint "ck_document_media_type_seen" check (polder.shows_something("media_type")) not valid;
grant delete, insert, select, update on public."document" to polder_app;
grant select on public."document" to polder_guard;
create or replace trigger "a_touch" before update on public."document" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."document" for each row execute function polder.audit('{file_name}', '{id,version,created_at,updated_at,created_by,record_kind,record_id,kind,media_type,size,storage_key,sha256,pages,state,refusal,completed_at}');
alter table public."eligibility_check" enable row level security;
alter table public."eligibility_check" force row level security;
revoke all on public."eligibility_check" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."eligibility_check" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."eligibility_check"
  drop constraint if exists "ck_eligibility_check_created_at_within", add constraint "ck_eligibility_check_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_eligibility_check_updated_at_within", add constraint "ck_eligibility_check_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_eligibility_check_item_seen", add constraint "ck_eligibility_check_item_seen" check (polder.shows_something("item")) not valid;
grant insert, select, update on public."eligibility_check" to polder_app;
grant select on public."eligibility_check" to polder_guard;
create or replace trigger "a_touch" before update on public."eligibility_check" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."eligibility_check" for each row execute function polder.audit('{note}', '{id,version,created_at,updated_at,created_by,application_id,vacancy_id,item,met}');
alter table public."employer_cost_rule" enable row level security;
alter table public."employer_cost_rule" force row level security;
revoke all on public."employer_cost_rule" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."employer_cost_rule" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."employer_cost_rule"
  drop constraint if exists "ck_employer_cost_rule_created_at_within", add constraint "ck_employer_cost_rule_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_employer_cost_rule_updated_at_within", add constraint "ck_employer_cost_rule_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_employer_cost_rule_valid_from_within", add constraint "ck_employer_cost_rule_valid_from_within" check ("valid_from" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_employer_cost_rule_valid_until_within", add constraint "ck_employer_cost_rule_valid_until_within" check ("valid_until" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_employer_cost_rule_confirmed_at_within", add constraint "ck_employer_cost_rule_confirmed_at_within" check ("confirmed_at" >= '1900-01-01 00:00:00+00:00' and "confirmed_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_employer_cost_rule_ended_until_within", add constraint "ck_employer_cost_rule_ended_until_within" check ("ended_until" between '1900-01-01' and '2200-12-31') not valid;
grant insert, select, update on public."employer_cost_rule" to polder_app;
grant select, update on public."employer_cost_rule" to polder_guard;
create or replace trigger "a_touch" before update on public."employer_cost_rule" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."employer_cost_rule" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,key,name_nl,name_en,source,valid_from,valid_until,state,confirmed_by,confirmed_at,ended_id,ended_until,surcharge_bp}');
alter table public."external_identity" enable row level security;
alter table public."external_identity" force row level security;
revoke all on public."external_identity" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."external_identity" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."external_identity"
  drop constraint if exists "ck_external_identity_created_at_within", add constraint "ck_external_identity_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_external_identity_updated_at_within", add constraint "ck_external_identity_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_external_identity_last_sign_in_at_within", add constraint "ck_external_identity_last_sign_in_at_within" check ("last_sign_in_at" >= '1900-01-01 00:00:00+00:00' and "last_sign_in_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_external_identity_issuer_seen", add constraint "ck_external_identity_issuer_seen" check (polder.shows_something("issuer")) not valid,
  drop constraint if exists "ck_external_identity_subject_seen", add constraint "ck_external_identity_subject_seen" check (polder.shows_something("subject")) not valid;
grant delete, insert, select, update on public."external_identity" to polder_app;
grant select on public."external_identity" to polder_guard;
create or replace trigger "a_touch" before update on public."external_identity" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."external_identity" for each row execute function polder.audit('{subject}', '{id,version,created_at,updated_at,created_by,account_id,provider_id,issuer,last_sign_in_at}');
alter table public."fund_pool" enable row level security;
alter table public."fund_pool" force row level security;
revoke all on public."fund_pool" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."fund_pool" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."fund_pool"
  drop constraint if exists "ck_fund_pool_created_at_within", add constraint "ck_fund_pool_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_fund_pool_updated_at_within", add constraint "ck_fund_pool_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_fund_pool_name_nl_seen", add constraint "ck_fund_pool_name_nl_seen" check (polder.shows_something("name_nl")) not valid,
  drop constraint if exists "ck_fund_pool_name_en_seen", add constraint "ck_fund_pool_name_en_seen" check (polder.shows_something("name_en")) not valid,
  drop constraint if exists "ck_fund_pool_restriction_seen", add constraint "ck_fund_pool_restriction_seen" check (polder.shows_something("restriction")) not valid;
grant insert, select, update on public."fund_pool" to polder_app;
create or replace trigger "a_touch" before update on public."fund_pool" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."fund_pool" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,name_nl,name_en,restriction}');
alter table public."funder_invoice" enable row level security;
alter table public."funder_invoice" force row level security;
revoke all on public."funder_invoice" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."funder_invoice" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."funder_invoice"
  drop constraint if exists "ck_funder_invoice_created_at_within", add constraint "ck_funder_invoice_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_funder_invoice_updated_at_within", add constraint "ck_funder_invoice_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_funder_invoice_issued_on_within", add constraint "ck_funder_invoice_issued_on_within" check ("issued_on" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_funder_invoice_due_on_within", add constraint "ck_funder_invoice_due_on_within" check ("due_on" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_funder_invoice_sent_at_within", add constraint "ck_funder_invoice_sent_at_within" check ("sent_at" >= '1900-01-01 00:00:00+00:00' and "sent_at" < '2201-01-01 00:00:00+00:00') not valid;
grant delete, insert, select, update on public."funder_invoice" to polder_app;
grant select, update on public."funder_invoice" to polder_guard;
create or replace trigger "a_touch" before update on public."funder_invoice" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."funder_invoice" for each row execute function polder.audit('{sent_to}', '{id,version,created_at,updated_at,created_by,agreement_id,funder_id,kind,credits_id,number,number_text,rf_reference,issued_on,due_on,amount_cents,language,order_number,note,sent_at,state,search}');
alter table public."funder_right" enable row level security;
alter table public."funder_right" force row level security;
revoke all on public."funder_right" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."funder_right" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."funder_right"
  drop constraint if exists "ck_funder_right_created_at_within", add constraint "ck_funder_right_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_funder_right_updated_at_within", add constraint "ck_funder_right_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_funder_right_valid_from_within", add constraint "ck_funder_right_valid_from_within" check ("valid_from" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_funder_right_valid_until_within", add constraint "ck_funder_right_valid_until_within" check ("valid_until" between '1900-01-01' and '2200-12-31') not valid;
grant select on public."funder_right" to polder_app;
grant insert, select, update on public."funder_right" to polder_guard;
create or replace trigger "a_touch" before update on public."funder_right" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."funder_right" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,agreement_id,kind,field,term_months,response_days,note,valid_from,valid_until}');
alter table public."funding_import" enable row level security;
alter table public."funding_import" force row level security;
revoke all on public."funding_import" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."funding_import" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."funding_import"
  drop constraint if exists "ck_funding_import_created_at_within", add constraint "ck_funding_import_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_funding_import_updated_at_within", add constraint "ck_funding_import_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_funding_import_finished_at_within", add constraint "ck_funding_import_finished_at_within" check ("finished_at" >= '1900-01-01 00:00:00+00:00' and "finished_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_funding_import_file_name_seen", add constraint "ck_funding_import_file_name_seen" check (polder.shows_something("file_name")) not valid;
grant insert, select, update on public."funding_import" to polder_app;
create or replace trigger "a_touch" before update on public."funding_import" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."funding_import" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,kind,file_name,sha256,rows,added,known,done,finished_at,refusals}');
create or replace trigger "append_only" before delete on public."funding_import" for each row execute function polder.refuse_change();
create or replace trigger "keep" before truncate on public."funding_import" for each statement execute function polder.refuse_change();
alter table public."funding_import_file" enable row level security;
alter table public."funding_import_file" force row level security;
revoke all on public."funding_import_file" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."funding_import_file" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
grant delete, insert, select on public."funding_import_file" to polder_app;
alter table public."hire" enable row level security;
alter table public."hire" force row level security;
revoke all on public."hire" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."hire" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."hire"
  drop constraint if exists "ck_hire_created_at_within", add constraint "ck_hire_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_hire_updated_at_within", add constraint "ck_hire_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_hire_confirmed_at_within", add constraint "ck_hire_confirmed_at_within" check ("confirmed_at" >= '1900-01-01 00:00:00+00:00' and "confirmed_at" < '2201-01-01 00:00:00+00:00') not valid;
grant select, update on public."hire" to polder_app;
grant insert, select on public."hire" to polder_guard;
create or replace trigger "a_touch" before update on public."hire" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."hire" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,offer_id,application_id,vacancy_id,appointment_id,person_made,confirmed_at,confirmed_by}');
alter table public."hiring_rule" enable row level security;
alter table public."hiring_rule" force row level security;
revoke all on public."hiring_rule" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."hiring_rule" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."hiring_rule"
  drop constraint if exists "ck_hiring_rule_created_at_within", add constraint "ck_hiring_rule_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_hiring_rule_updated_at_within", add constraint "ck_hiring_rule_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_hiring_rule_valid_from_within", add constraint "ck_hiring_rule_valid_from_within" check ("valid_from" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_hiring_rule_valid_until_within", add constraint "ck_hiring_rule_valid_until_within" check ("valid_until" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_hiring_rule_confirmed_at_within", add constraint "ck_hiring_rule_confirmed_at_within" check ("confirmed_at" >= '1900-01-01 00:00:00+00:00' and "confirmed_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_hiring_rule_ended_until_within", add constraint "ck_hiring_rule_ended_until_within" check ("ended_until" between '1900-01-01' and '2200-12-31') not valid;
grant insert, select, update on public."hiring_rule" to polder_app;
grant select, update on public."hiring_rule" to polder_guard;
create or replace trigger "a_touch" before update on public."hiring_rule" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."hiring_rule" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,key,name_nl,name_en,source,valid_from,valid_until,state,confirmed_by,confirmed_at,ended_id,ended_until,value}');
alter table public."idempotency_key" enable row level security;
alter table public."idempotency_key" force row level security;
revoke all on public."idempotency_key" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."idempotency_key" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."idempotency_key"
  drop constraint if exists "ck_idempotency_key_created_at_within", add constraint "ck_idempotency_key_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid;
grant delete, insert, select, update on public."idempotency_key" to polder_app;
alter table public."identity_provider" enable row level security;
alter table public."identity_provider" force row level security;
revoke all on public."identity_provider" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."identity_provider" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."identity_provider"
  drop constraint if exists "ck_identity_provider_created_at_within", add constraint "ck_identity_provider_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_identity_provider_updated_at_within", add constraint "ck_identity_provider_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_identity_provider_key_seen", add constraint "ck_identity_provider_key_seen" check (polder.shows_something("key")) not valid,
  drop constraint if exists "ck_identity_provider_name_seen", add constraint "ck_identity_provider_name_seen" check (polder.shows_something("name")) not valid,
  drop constraint if exists "ck_identity_provider_issuer_seen", add constraint "ck_identity_provider_issuer_seen" check (polder.shows_something("issuer")) not valid,
  drop constraint if exists "ck_identity_provider_client_id_seen", add constraint "ck_identity_provider_client_id_seen" check (polder.shows_something("client_id")) not valid;
grant insert, select, update on public."identity_provider" to polder_app;
grant select on public."identity_provider" to polder_guard;
create or replace trigger "a_touch" before update on public."identity_provider" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."identity_provider" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,key,name,organisation_id,issuer,client_id,client_secret_ref,scopes,claim_mapping,client_authentication,allowed_tenants,required_claims,admission,default_role,enabled,audience}');
alter table public."in_kind_contribution" enable row level security;
alter table public."in_kind_contribution" force row level security;
revoke all on public."in_kind_contribution" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."in_kind_contribution" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."in_kind_contribution"
  drop constraint if exists "ck_in_kind_contribution_created_at_within", add constraint "ck_in_kind_contribution_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_in_kind_contribution_updated_at_within", add constraint "ck_in_kind_contribution_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_in_kind_contribution_performed_from_within", add constraint "ck_in_kind_contribution_performed_from_within" check ("performed_from" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_in_kind_contribution_performed_until_within", add constraint "ck_in_kind_contribution_performed_until_within" check ("performed_until" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_in_kind_contribution_valued_at_within", add constraint "ck_in_kind_contribution_valued_at_within" check ("valued_at" >= '1900-01-01 00:00:00+00:00' and "valued_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_in_kind_contribution_accepted_at_within", add constraint "ck_in_kind_contribution_accepted_at_within" check ("accepted_at" >= '1900-01-01 00:00:00+00:00' and "accepted_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_in_kind_contribution_expires_on_within", add constraint "ck_in_kind_contribution_expires_on_within" check ("expires_on" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_in_kind_contribution_what_seen", add constraint "ck_in_kind_contribution_what_seen" check (polder.shows_something("what")) not valid,
  drop constraint if exists "ck_in_kind_contribution_tariff_seen", add constraint "ck_in_kind_contribution_tariff_seen" check (polder.shows_something("tariff")) not valid;
grant insert, select, update on public."in_kind_contribution" to polder_app;
grant select on public."in_kind_contribution" to polder_guard;
create or replace trigger "a_touch" before update on public."in_kind_contribution" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."in_kind_contribution" for each row execute function polder.audit('{note,what}', '{id,version,created_at,updated_at,created_by,lot_id,funder_id,number,reference,purpose_id,quantity,tariff,performed_from,performed_until,rule_id,value_cents,valued_by,valued_at,accepted_by,accepted_at,expires_on,state}');
alter table public."intent_signature" enable row level security;
alter table public."intent_signature" force row level security;
revoke all on public."intent_signature" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."intent_signature" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."intent_signature"
  drop constraint if exists "ck_intent_signature_created_at_within", add constraint "ck_intent_signature_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_intent_signature_updated_at_within", add constraint "ck_intent_signature_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_intent_signature_signed_at_within", add constraint "ck_intent_signature_signed_at_within" check ("signed_at" >= '1900-01-01 00:00:00+00:00' and "signed_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_intent_signature_signed_name_seen", add constraint "ck_intent_signature_signed_name_seen" check (polder.shows_something("signed_name")) not valid;
grant insert, select on public."intent_signature" to polder_app;
grant select on public."intent_signature" to polder_guard;
create or replace trigger "a_touch" before update on public."intent_signature" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."intent_signature" for each row execute function polder.audit('{signed_name}', '{id,version,created_at,updated_at,created_by,letter_id,application_id,party,signed_at,body_sha256}');
create or replace trigger "append_only" before update or delete on public."intent_signature" for each row execute function polder.refuse_change();
create or replace trigger "keep" before truncate on public."intent_signature" for each statement execute function polder.refuse_change();
alter table public."interest" enable row level security;
alter table public."interest" force row level security;
revoke all on public."interest" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."interest" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."interest"
  drop constraint if exists "ck_interest_created_at_within", add constraint "ck_interest_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_interest_updated_at_within", add constraint "ck_interest_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_interest_valid_from_within", add constraint "ck_interest_valid_from_within" check ("valid_from" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_interest_valid_until_within", add constraint "ck_interest_valid_until_within" check ("valid_until" between '1900-01-01' and '2200-12-31') not valid;
grant insert, select, update on public."interest" to polder_app;
grant select on public."interest" to polder_guard;
create or replace trigger "a_touch" before update on public."interest" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."interest" for each row execute function polder.audit('{note}', '{id,version,created_at,updated_at,created_by,person_id,organisation_id,kind,valid_from,valid_until}');
alter table public."interview" enable row level security;
alter table public."interview" force row level security;
revoke all on public."interview" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."interview" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."interview"
  drop constraint if exists "ck_interview_created_at_within", add constraint "ck_interview_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_interview_updated_at_within", add constraint "ck_interview_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_interview_wish_at_within", add constraint "ck_interview_wish_at_within" check ("wish_at" >= '1900-01-01 00:00:00+00:00' and "wish_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_interview_reminded_at_within", add constraint "ck_interview_reminded_at_within" check ("reminded_at" >= '1900-01-01 00:00:00+00:00' and "reminded_at" < '2201-01-01 00:00:00+00:00') not valid;
grant insert, select, update on public."interview" to polder_app;
grant select, update on public."interview" to polder_guard;
create or replace trigger "a_touch" before update on public."interview" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."interview" for each row execute function polder.audit('{wish}', '{id,version,created_at,updated_at,created_by,round_id,vacancy_id,application_id,slot_id,state,sequence,wish_at,reminded_at}');
alter table public."interview_change" enable row level security;
alter table public."interview_change" force row level security;
revoke all on public."interview_change" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."interview_change" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."interview_change"
  drop constraint if exists "ck_interview_change_created_at_within", add constraint "ck_interview_change_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_interview_change_updated_at_within", add constraint "ck_interview_change_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_interview_change_told_at_within", add constraint "ck_interview_change_told_at_within" check ("told_at" >= '1900-01-01 00:00:00+00:00' and "told_at" < '2201-01-01 00:00:00+00:00') not valid;
grant select, update on public."interview_change" to polder_app;
grant insert, select on public."interview_change" to polder_guard;
create or replace trigger "a_touch" before update on public."interview_change" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."interview_change" for each row execute function polder.audit('{reason}', '{id,version,created_at,updated_at,created_by,interview_id,application_id,vacancy_id,kind,sequence,slot_id,account_id,by_candidate,told_at}');
create or replace trigger "append_only" before delete on public."interview_change" for each row execute function polder.refuse_change();
create or replace trigger "keep" before truncate on public."interview_change" for each statement execute function polder.refuse_change();
alter table public."interview_note" enable row level security;
alter table public."interview_note" force row level security;
revoke all on public."interview_note" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."interview_note" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."interview_note"
  drop constraint if exists "ck_interview_note_created_at_within", add constraint "ck_interview_note_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_interview_note_updated_at_within", add constraint "ck_interview_note_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_interview_note_text_seen", add constraint "ck_interview_note_text_seen" check (polder.shows_something("text")) not valid;
grant insert, select on public."interview_note" to polder_app;
grant select on public."interview_note" to polder_guard;
create or replace trigger "a_touch" before update on public."interview_note" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."interview_note" for each row execute function polder.audit('{text}', '{id,version,created_at,updated_at,created_by,interview_id,application_id,vacancy_id}');
create or replace trigger "append_only" before update or delete on public."interview_note" for each row execute function polder.refuse_change();
create or replace trigger "keep" before truncate on public."interview_note" for each statement execute function polder.refuse_change();
alter table public."interview_panelist" enable row level security;
alter table public."interview_panelist" force row level security;
revoke all on public."interview_panelist" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."interview_panelist" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."interview_panelist"
  drop constraint if exists "ck_interview_panelist_created_at_within", add constraint "ck_interview_panelist_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_interview_panelist_updated_at_within", add constraint "ck_interview_panelist_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid;
grant delete, insert, select on public."interview_panelist" to polder_app;
grant select on public."interview_panelist" to polder_guard;
create or replace trigger "a_touch" before update on public."interview_panelist" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."interview_panelist" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,round_id,vacancy_id,account_id}');
alter table public."interview_round" enable row level security;
alter table public."interview_round" force row level security;
revoke all on public."interview_round" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."interview_round" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."interview_round"
  drop constraint if exists "ck_interview_round_created_at_within", add constraint "ck_interview_round_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_interview_round_updated_at_within", add constraint "ck_interview_round_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_interview_round_name_nl_seen", add constraint "ck_interview_round_name_nl_seen" check (polder.shows_something("name_nl")) not valid,
  drop constraint if exists "ck_interview_round_name_en_seen", add constraint "ck_interview_round_name_en_seen" check (polder.shows_something("name_en")) not valid;
grant insert, select, update on public."interview_round" to polder_app;
grant select on public."interview_round" to polder_guard;
create or replace trigger "a_touch" before update on public."interview_round" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."interview_round" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,vacancy_id,name_nl,name_en,minutes,buffer_minutes,closes_hours,time_zone,mode,place,instructions_nl,instructions_en,state}');
alter table public."interview_seat" enable row level security;
alter table public."interview_seat" force row level security;
revoke all on public."interview_seat" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."interview_seat" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."interview_seat"
  drop constraint if exists "ck_interview_seat_created_at_within", add constraint "ck_interview_seat_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_interview_seat_updated_at_within", add constraint "ck_interview_seat_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid;
grant select on public."interview_seat" to polder_app;
grant delete, insert, select on public."interview_seat" to polder_guard;
create or replace trigger "a_touch" before update on public."interview_seat" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."interview_seat" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,slot_id,vacancy_id,account_id,during}');
alter table public."interview_slot" enable row level security;
alter table public."interview_slot" force row level security;
revoke all on public."interview_slot" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."interview_slot" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."interview_slot"
  drop constraint if exists "ck_interview_slot_created_at_within", add constraint "ck_interview_slot_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_interview_slot_updated_at_within", add constraint "ck_interview_slot_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_interview_slot_starts_at_within", add constraint "ck_interview_slot_starts_at_within" check ("starts_at" >= '1900-01-01 00:00:00+00:00' and "starts_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_interview_slot_ends_at_within", add constraint "ck_interview_slot_ends_at_within" check ("ends_at" >= '1900-01-01 00:00:00+00:00' and "ends_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_interview_slot_withdrawn_at_within", add constraint "ck_interview_slot_withdrawn_at_within" check ("withdrawn_at" >= '1900-01-01 00:00:00+00:00' and "withdrawn_at" < '2201-01-01 00:00:00+00:00') not valid;
grant insert, select, update on public."interview_slot" to polder_app;
grant select, update on public."interview_slot" to polder_guard;
create or replace trigger "a_touch" before update on public."interview_slot" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."interview_slot" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,round_id,vacancy_id,starts_at,ends_at,withdrawn_at}');
alter table public."invitation" enable row level security;
alter table public."invitation" force row level security;
revoke all on public."invitation" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."invitation" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."invitation"
  drop constraint if exists "ck_invitation_created_at_within", add constraint "ck_invitation_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_invitation_updated_at_within", add constraint "ck_invitation_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_invitation_role_from_within", add constraint "ck_invitation_role_from_within" check ("role_from" >= '1900-01-01 00:00:00+00:00' and "role_from" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_invitation_role_until_within", add constraint "ck_invitation_role_until_within" check ("role_until" >= '1900-01-01 00:00:00+00:00' and "role_until" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_invitation_expires_at_within", add constraint "ck_invitation_expires_at_within" check ("expires_at" >= '1900-01-01 00:00:00+00:00' and "expires_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_invitation_redeemed_at_within", add constraint "ck_invitation_redeemed_at_within" check ("redeemed_at" >= '1900-01-01 00:00:00+00:00' and "redeemed_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_invitation_withdrawn_at_within", add constraint "ck_invitation_withdrawn_at_within" check ("withdrawn_at" >= '1900-01-01 00:00:00+00:00' and "withdrawn_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_invitation_email_seen", add constraint "ck_invitation_email_seen" check (polder.shows_something("email")) not valid,
  drop constraint if exists "ck_invitation_role_seen", add constraint "ck_invitation_role_seen" check (polder.shows_something("role")) not valid;
grant insert, select, update on public."invitation" to polder_app;
grant select on public."invitation" to polder_guard;
create or replace trigger "a_touch" before update on public."invitation" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."invitation" for each row execute function polder.audit('{email,name,token_hash}', '{id,version,created_at,updated_at,created_by,language,role,scope_kind,scope_id,role_from,role_until,expires_at,redeemed_at,redeemed_by,withdrawn_at}');
alter table public."invoice_file" enable row level security;
alter table public."invoice_file" force row level security;
revoke all on public."invoice_file" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."invoice_file" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."invoice_file"
  drop constraint if exists "ck_invoice_file_created_at_within", add constraint "ck_invoice_file_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_invoice_file_updated_at_within", add constraint "ck_invoice_file_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_invoice_file_sha256_seen", add constraint "ck_invoice_file_sha256_seen" check (polder.shows_something("sha256")) not valid;
grant insert, select on public."invoice_file" to polder_app;
create or replace trigger "a_touch" before update on public."invoice_file" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."invoice_file" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,invoice_id,seller,buyer,ubl,sha256,rules,findings}');
create or replace trigger "append_only" before update or delete on public."invoice_file" for each row execute function polder.refuse_change();
create or replace trigger "keep" before truncate on public."invoice_file" for each statement execute function polder.refuse_change();
alter table public."invoice_line" enable row level security;
alter table public."invoice_line" force row level security;
revoke all on public."invoice_line" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."invoice_line" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."invoice_line"
  drop constraint if exists "ck_invoice_line_created_at_within", add constraint "ck_invoice_line_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_invoice_line_updated_at_within", add constraint "ck_invoice_line_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_invoice_line_description_nl_seen", add constraint "ck_invoice_line_description_nl_seen" check (polder.shows_something("description_nl")) not valid,
  drop constraint if exists "ck_invoice_line_description_en_seen", add constraint "ck_invoice_line_description_en_seen" check (polder.shows_something("description_en")) not valid;
grant delete, insert, select, update on public."invoice_line" to polder_app;
grant select on public."invoice_line" to polder_guard;
create or replace trigger "a_touch" before update on public."invoice_line" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."invoice_line" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,invoice_id,lot_id,position,description_nl,description_en,amount_cents}');
alter table public."invoice_rule" enable row level security;
alter table public."invoice_rule" force row level security;
revoke all on public."invoice_rule" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."invoice_rule" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."invoice_rule"
  drop constraint if exists "ck_invoice_rule_created_at_within", add constraint "ck_invoice_rule_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_invoice_rule_updated_at_within", add constraint "ck_invoice_rule_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_invoice_rule_valid_from_within", add constraint "ck_invoice_rule_valid_from_within" check ("valid_from" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_invoice_rule_valid_until_within", add constraint "ck_invoice_rule_valid_until_within" check ("valid_until" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_invoice_rule_confirmed_at_within", add constraint "ck_invoice_rule_confirmed_at_within" check ("confirmed_at" >= '1900-01-01 00:00:00+00:00' and "confirmed_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_invoice_rule_ended_until_within", add constraint "ck_invoice_rule_ended_until_within" check ("ended_until" between '1900-01-01' and '2200-12-31') not valid;
grant insert, select, update on public."invoice_rule" to polder_app;
grant select, update on public."invoice_rule" to polder_guard;
create or replace trigger "a_touch" before update on public."invoice_rule" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."invoice_rule" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,key,name_nl,name_en,source,valid_from,valid_until,state,confirmed_by,confirmed_at,ended_id,ended_until,value}');
create or replace trigger "append_only" before delete on public."invoice_rule" for each row execute function polder.refuse_change();
create or replace trigger "keep" before truncate on public."invoice_rule" for each statement execute function polder.refuse_change();
alter table public."invoice_series" enable row level security;
alter table public."invoice_series" force row level security;
revoke all on public."invoice_series" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."invoice_series" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
grant insert, select, update on public."invoice_series" to polder_guard;
create or replace trigger "append_only" before delete on public."invoice_series" for each row execute function polder.refuse_change();
create or replace trigger "keep" before truncate on public."invoice_series" for each statement execute function polder.refuse_change();
alter table public."invoice_settlement" enable row level security;
alter table public."invoice_settlement" force row level security;
revoke all on public."invoice_settlement" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."invoice_settlement" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."invoice_settlement"
  drop constraint if exists "ck_invoice_settlement_created_at_within", add constraint "ck_invoice_settlement_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_invoice_settlement_updated_at_within", add constraint "ck_invoice_settlement_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid;
grant insert, select on public."invoice_settlement" to polder_app;
grant select on public."invoice_settlement" to polder_guard;
create or replace trigger "a_touch" before update on public."invoice_settlement" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."invoice_settlement" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,invoice_id,line_id,kind,amount_cents,entry_id}');
create or replace trigger "append_only" before update or delete on public."invoice_settlement" for each row execute function polder.refuse_change();
create or replace trigger "keep" before truncate on public."invoice_settlement" for each statement execute function polder.refuse_change();
alter table public."journal_entry" enable row level security;
alter table public."journal_entry" force row level security;
revoke all on public."journal_entry" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."journal_entry" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."journal_entry"
  drop constraint if exists "ck_journal_entry_posted_on_within", add constraint "ck_journal_entry_posted_on_within" check ("posted_on" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_journal_entry_happened_on_within", add constraint "ck_journal_entry_happened_on_within" check ("happened_on" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_journal_entry_booked_at_within", add constraint "ck_journal_entry_booked_at_within" check ("booked_at" >= '1900-01-01 00:00:00+00:00' and "booked_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_journal_entry_key_seen", add constraint "ck_journal_entry_key_seen" check (polder.shows_something("key")) not valid;
grant select on public."journal_entry" to polder_app;
grant insert, select on public."journal_entry" to polder_guard;
create or replace trigger "append_only" before update or delete on public."journal_entry" for each row execute function polder.refuse_change();
create or replace trigger "keep" before truncate on public."journal_entry" for each statement execute function polder.refuse_change();
alter table public."ledger_account" enable row level security;
alter table public."ledger_account" force row level security;
revoke all on public."ledger_account" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."ledger_account" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
grant select on public."ledger_account" to polder_app;
grant insert, select on public."ledger_account" to polder_guard;
create or replace trigger "append_only" before update or delete on public."ledger_account" for each row execute function polder.refuse_change();
create or replace trigger "keep" before truncate on public."ledger_account" for each statement execute function polder.refuse_change();
alter table public."ledger_check" enable row level security;
alter table public."ledger_check" force row level security;
revoke all on public."ledger_check" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."ledger_check" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."ledger_check"
  drop constraint if exists "ck_ledger_check_checked_at_within", add constraint "ck_ledger_check_checked_at_within" check ("checked_at" >= '1900-01-01 00:00:00+00:00' and "checked_at" < '2201-01-01 00:00:00+00:00') not valid;
grant select on public."ledger_check" to polder_app;
grant insert, select on public."ledger_check" to polder_guard;
create or replace trigger "append_only" before update or delete on public."ledger_check" for each row execute function polder.refuse_change();
create or replace trigger "keep" before truncate on public."ledger_check" for each statement execute function polder.refuse_change();
alter table public."legal_rule" enable row level security;
alter table public."legal_rule" force row level security;
revoke all on public."legal_rule" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."legal_rule" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."legal_rule"
  drop constraint if exists "ck_legal_rule_created_at_within", add constraint "ck_legal_rule_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_legal_rule_updated_at_within", add constraint "ck_legal_rule_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_legal_rule_valid_from_within", add constraint "ck_legal_rule_valid_from_within" check ("valid_from" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_legal_rule_valid_until_within", add constraint "ck_legal_rule_valid_until_within" check ("valid_until" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_legal_rule_confirmed_at_within", add constraint "ck_legal_rule_confirmed_at_within" check ("confirmed_at" >= '1900-01-01 00:00:00+00:00' and "confirmed_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_legal_rule_ended_until_within", add constraint "ck_legal_rule_ended_until_within" check ("ended_until" between '1900-01-01' and '2200-12-31') not valid;
grant insert, select, update on public."legal_rule" to polder_app;
grant select, update on public."legal_rule" to polder_guard;
create or replace trigger "a_touch" before update on public."legal_rule" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."legal_rule" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,key,name_nl,name_en,source,valid_from,valid_until,state,confirmed_by,confirmed_at,ended_id,ended_until,value}');
alter table public."letter_of_intent" enable row level security;
alter table public."letter_of_intent" force row level security;
revoke all on public."letter_of_intent" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."letter_of_intent" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."letter_of_intent"
  drop constraint if exists "ck_letter_of_intent_created_at_within", add constraint "ck_letter_of_intent_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_letter_of_intent_updated_at_within", add constraint "ck_letter_of_intent_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_letter_of_intent_starts_on_within", add constraint "ck_letter_of_intent_starts_on_within" check ("starts_on" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_letter_of_intent_stay_from_within", add constraint "ck_letter_of_intent_stay_from_within" check ("stay_from" between '1900-01-01' and '2200-12-31') not valid;
grant insert, select, update on public."letter_of_intent" to polder_app;
grant select, update on public."letter_of_intent" to polder_guard;
create or replace trigger "a_touch" before update on public."letter_of_intent" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."letter_of_intent" for each row execute function polder.audit('{body}', '{id,version,created_at,updated_at,created_by,reference,application_id,vacancy_id,first_advisor_id,second_advisor_id,track,starts_on,stay_organisation_id,stay_from,stay_months,field_one,field_two,language,body_sha256,state}');
alter table public."letter_template" enable row level security;
alter table public."letter_template" force row level security;
revoke all on public."letter_template" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."letter_template" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."letter_template"
  drop constraint if exists "ck_letter_template_created_at_within", add constraint "ck_letter_template_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_letter_template_updated_at_within", add constraint "ck_letter_template_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_letter_template_confirmed_at_within", add constraint "ck_letter_template_confirmed_at_within" check ("confirmed_at" >= '1900-01-01 00:00:00+00:00' and "confirmed_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_letter_template_subject_seen", add constraint "ck_letter_template_subject_seen" check (polder.shows_something("subject")) not valid,
  drop constraint if exists "ck_letter_template_body_seen", add constraint "ck_letter_template_body_seen" check (polder.shows_something("body")) not valid;
grant insert, select, update on public."letter_template" to polder_app;
grant select on public."letter_template" to polder_guard;
create or replace trigger "a_touch" before update on public."letter_template" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."letter_template" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,kind,language,subject,body,note,state,confirmed_at,confirmed_by}');
alter table public."lot" enable row level security;
alter table public."lot" force row level security;
revoke all on public."lot" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."lot" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."lot"
  drop constraint if exists "ck_lot_created_at_within", add constraint "ck_lot_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_lot_updated_at_within", add constraint "ck_lot_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_lot_due_on_within", add constraint "ck_lot_due_on_within" check ("due_on" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_lot_condition_met_on_within", add constraint "ck_lot_condition_met_on_within" check ("condition_met_on" between '1900-01-01' and '2200-12-31') not valid;
grant select on public."lot" to polder_app;
grant insert, select, update on public."lot" to polder_guard;
create or replace trigger "a_touch" before update on public."lot" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."lot" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,number,agreement_id,decision_id,funder_id,pool_id,position,amount_cents,due_on,in_kind,condition,condition_met_on}');
alter table public."lot_balance" enable row level security;
alter table public."lot_balance" force row level security;
revoke all on public."lot_balance" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."lot_balance" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."lot_balance"
  drop constraint if exists "ck_lot_balance_moved_from_within", add constraint "ck_lot_balance_moved_from_within" check ("moved_from" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_lot_balance_moved_until_within", add constraint "ck_lot_balance_moved_until_within" check ("moved_until" between '1900-01-01' and '2200-12-31') not valid;
grant select on public."lot_balance" to polder_app;
grant insert, select, update on public."lot_balance" to polder_guard;
create or replace trigger "append_only" before delete on public."lot_balance" for each row execute function polder.refuse_change();
create or replace trigger "keep" before truncate on public."lot_balance" for each statement execute function polder.refuse_change();
alter table public."mail" enable row level security;
alter table public."mail" force row level security;
revoke all on public."mail" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."mail" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."mail"
  drop constraint if exists "ck_mail_created_at_within", add constraint "ck_mail_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_mail_updated_at_within", add constraint "ck_mail_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_mail_sent_at_within", add constraint "ck_mail_sent_at_within" check ("sent_at" >= '1900-01-01 00:00:00+00:00' and "sent_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_mail_to_address_seen", add constraint "ck_mail_to_address_seen" check (polder.shows_something("to_address")) not valid,
  drop constraint if exists "ck_mail_subject_seen", add constraint "ck_mail_subject_seen" check (polder.shows_something("subject")) not valid;
grant delete, insert, select, update on public."mail" to polder_app;
grant delete, select, update on public."mail" to polder_guard;
create or replace trigger "a_touch" before update on public."mail" for each row execute function polder.touch();
alter table public."mail_attachment" enable row level security;
alter table public."mail_attachment" force row level security;
revoke all on public."mail_attachment" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."mail_attachment" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."mail_attachment"
  drop constraint if exists "ck_mail_attachment_file_name_seen", add constraint "ck_mail_attachment_file_name_seen" check (polder.shows_something("file_name")) not valid,
  drop constraint if exists "ck_mail_attachment_media_type_seen", add constraint "ck_mail_attachment_media_type_seen" check (polder.shows_something("media_type")) not valid;
grant insert, select on public."mail_attachment" to polder_app;
create or replace trigger "append_only" before update or delete on public."mail_attachment" for each row execute function polder.refuse_change();
create or replace trigger "keep" before truncate on public."mail_attachment" for each statement execute function polder.refuse_change();
alter table public."mail_template" enable row level security;
alter table public."mail_template" force row level security;
revoke all on public."mail_template" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."mail_template" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."mail_template"
  drop constraint if exists "ck_mail_template_created_at_within", add constraint "ck_mail_template_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_mail_template_updated_at_within", add constraint "ck_mail_template_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_mail_template_name_seen", add constraint "ck_mail_template_name_seen" check (polder.shows_something("name")) not valid,
  drop constraint if exists "ck_mail_template_subject_nl_seen", add constraint "ck_mail_template_subject_nl_seen" check (polder.shows_something("subject_nl")) not valid,
  drop constraint if exists "ck_mail_template_subject_en_seen", add constraint "ck_mail_template_subject_en_seen" check (polder.shows_something("subject_en")) not valid,
  drop constraint if exists "ck_mail_template_body_nl_seen", add constraint "ck_mail_template_body_nl_seen" check (polder.shows_something("body_nl")) not valid,
  drop constraint if exists "ck_mail_template_body_en_seen", add constraint "ck_mail_template_body_en_seen" check (polder.shows_something("body_en")) not valid;
grant insert, select, update on public."mail_template" to polder_app;
grant select on public."mail_template" to polder_guard;
create or replace trigger "a_touch" before update on public."mail_template" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."mail_template" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,vacancy_id,key,number,name,subject_nl,subject_en,body_nl,body_en,state}');
alter table public."mailing" enable row level security;
alter table public."mailing" force row level security;
revoke all on public."mailing" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."mailing" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."mailing"
  drop constraint if exists "ck_mailing_created_at_within", add constraint "ck_mailing_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_mailing_updated_at_within", add constraint "ck_mailing_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_mailing_looked_at_within", add constraint "ck_mailing_looked_at_within" check ("looked_at" >= '1900-01-01 00:00:00+00:00' and "looked_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_mailing_queued_at_within", add constraint "ck_mailing_queued_at_within" check ("queued_at" >= '1900-01-01 00:00:00+00:00' and "queued_at" < '2201-01-01 00:00:00+00:00') not valid;
grant insert, select, update on public."mailing" to polder_app;
grant select, update on public."mailing" to polder_guard;
create or replace trigger "a_touch" before update on public."mailing" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."mailing" for each row execute function polder.audit('{reason}', '{id,version,created_at,updated_at,created_by,vacancy_id,template_id,subject_nl,subject_en,body_nl,body_en,move,state,looked_at,looked_by,queued_at}');
alter table public."mailing_recipient" enable row level security;
alter table public."mailing_recipient" force row level security;
revoke all on public."mailing_recipient" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."mailing_recipient" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."mailing_recipient"
  drop constraint if exists "ck_mailing_recipient_created_at_within", add constraint "ck_mailing_recipient_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_mailing_recipient_updated_at_within", add constraint "ck_mailing_recipient_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid;
grant delete, insert, select, update on public."mailing_recipient" to polder_app;
grant select, update on public."mailing_recipient" to polder_guard;
create or replace trigger "a_touch" before update on public."mailing_recipient" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."mailing_recipient" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,mailing_id,application_id,vacancy_id,mail_id}');
alter table public."match_pair" enable row level security;
alter table public."match_pair" force row level security;
revoke all on public."match_pair" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."match_pair" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."match_pair"
  drop constraint if exists "ck_match_pair_created_at_within", add constraint "ck_match_pair_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_match_pair_updated_at_within", add constraint "ck_match_pair_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid;
grant insert, select, update on public."match_pair" to polder_app;
grant select on public."match_pair" to polder_guard;
create or replace trigger "a_touch" before update on public."match_pair" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."match_pair" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,round_id,application_id,vacancy_id,advisor_id,wish,place,state,decided_by}');
alter table public."match_round" enable row level security;
alter table public."match_round" force row level security;
revoke all on public."match_round" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."match_round" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."match_round"
  drop constraint if exists "ck_match_round_created_at_within", add constraint "ck_match_round_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_match_round_updated_at_within", add constraint "ck_match_round_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_match_round_solved_at_within", add constraint "ck_match_round_solved_at_within" check ("solved_at" >= '1900-01-01 00:00:00+00:00' and "solved_at" < '2201-01-01 00:00:00+00:00') not valid;
grant insert, select, update on public."match_round" to polder_app;
grant select on public."match_round" to polder_guard;
create or replace trigger "a_touch" before update on public."match_round" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."match_round" for each row execute function polder.audit('{input,result}', '{id,version,created_at,updated_at,created_by,reference,vacancy_id,kind,follows_id,note,state,input_sha256,result_sha256,solved_at}');
alter table public."matching_alert" enable row level security;
alter table public."matching_alert" force row level security;
revoke all on public."matching_alert" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."matching_alert" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."matching_alert"
  drop constraint if exists "ck_matching_alert_created_at_within", add constraint "ck_matching_alert_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_matching_alert_updated_at_within", add constraint "ck_matching_alert_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_matching_alert_ended_at_within", add constraint "ck_matching_alert_ended_at_within" check ("ended_at" >= '1900-01-01 00:00:00+00:00' and "ended_at" < '2201-01-01 00:00:00+00:00') not valid;
grant insert, select, update on public."matching_alert" to polder_app;
grant select on public."matching_alert" to polder_guard;
create or replace trigger "a_touch" before update on public."matching_alert" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."matching_alert" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,kind,key,cents,ended_at}');
alter table public."matching_rule" enable row level security;
alter table public."matching_rule" force row level security;
revoke all on public."matching_rule" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."matching_rule" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."matching_rule"
  drop constraint if exists "ck_matching_rule_created_at_within", add constraint "ck_matching_rule_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_matching_rule_updated_at_within", add constraint "ck_matching_rule_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_matching_rule_valid_from_within", add constraint "ck_matching_rule_valid_from_within" check ("valid_from" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_matching_rule_valid_until_within", add constraint "ck_matching_rule_valid_until_within" check ("valid_until" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_matching_rule_confirmed_at_within", add constraint "ck_matching_rule_confirmed_at_within" check ("confirmed_at" >= '1900-01-01 00:00:00+00:00' and "confirmed_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_matching_rule_ended_until_within", add constraint "ck_matching_rule_ended_until_within" check ("ended_until" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_matching_rule_window_from_within", add constraint "ck_matching_rule_window_from_within" check ("window_from" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_matching_rule_window_until_within", add constraint "ck_matching_rule_window_until_within" check ("window_until" between '1900-01-01' and '2200-12-31') not valid;
grant insert, select, update on public."matching_rule" to polder_app;
grant select, update on public."matching_rule" to polder_guard;
create or replace trigger "a_touch" before update on public."matching_rule" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."matching_rule" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,key,name_nl,name_en,source,valid_from,valid_until,state,confirmed_by,confirmed_at,ended_id,ended_until,public_parts,private_parts,cap_cents,in_kind_share_bp,basis,window_from,window_until}');
alter table public."matching_snapshot" enable row level security;
alter table public."matching_snapshot" force row level security;
revoke all on public."matching_snapshot" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."matching_snapshot" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."matching_snapshot"
  drop constraint if exists "ck_matching_snapshot_created_at_within", add constraint "ck_matching_snapshot_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_matching_snapshot_updated_at_within", add constraint "ck_matching_snapshot_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_matching_snapshot_quarter_from_within", add constraint "ck_matching_snapshot_quarter_from_within" check ("quarter_from" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_matching_snapshot_quarter_until_within", add constraint "ck_matching_snapshot_quarter_until_within" check ("quarter_until" between '1900-01-01' and '2200-12-31') not valid;
grant insert, select on public."matching_snapshot" to polder_app;
grant select on public."matching_snapshot" to polder_guard;
create or replace trigger "a_touch" before update on public."matching_snapshot" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."matching_snapshot" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,rule_id,key,quarter_from,quarter_until,body,sha256}');
create or replace trigger "append_only" before update or delete on public."matching_snapshot" for each row execute function polder.refuse_change();
create or replace trigger "keep" before truncate on public."matching_snapshot" for each statement execute function polder.refuse_change();
alter table public."matching_snapshot_detail" enable row level security;
alter table public."matching_snapshot_detail" force row level security;
revoke all on public."matching_snapshot_detail" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."matching_snapshot_detail" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."matching_snapshot_detail"
  drop constraint if exists "ck_matching_snapshot_detail_created_at_within", add constraint "ck_matching_snapshot_detail_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_matching_snapshot_detail_updated_at_within", add constraint "ck_matching_snapshot_detail_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid;
grant insert, select on public."matching_snapshot_detail" to polder_app;
grant select on public."matching_snapshot_detail" to polder_guard;
create or replace trigger "a_touch" before update on public."matching_snapshot_detail" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."matching_snapshot_detail" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,snapshot_id,body,sha256}');
create or replace trigger "append_only" before update or delete on public."matching_snapshot_detail" for each row execute function polder.refuse_change();
create or replace trigger "keep" before truncate on public."matching_snapshot_detail" for each statement execute function polder.refuse_change();
alter table public."meeting" enable row level security;
alter table public."meeting" force row level security;
revoke all on public."meeting" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."meeting" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."meeting"
  drop constraint if exists "ck_meeting_created_at_within", add constraint "ck_meeting_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_meeting_updated_at_within", add constraint "ck_meeting_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_meeting_starts_at_within", add constraint "ck_meeting_starts_at_within" check ("starts_at" >= '1900-01-01 00:00:00+00:00' and "starts_at" < '2201-01-01 00:00:00+00:00') not valid;
grant insert, select, update on public."meeting" to polder_app;
grant select on public."meeting" to polder_guard;
create or replace trigger "a_touch" before update on public."meeting" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."meeting" for each row execute function polder.audit('{remarks}', '{id,version,created_at,updated_at,created_by,reference,vacancy_id,starts_at,length_minutes,time_zone,place,chair_id,sequence,state}');
alter table public."meeting_attendance" enable row level security;
alter table public."meeting_attendance" force row level security;
revoke all on public."meeting_attendance" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."meeting_attendance" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."meeting_attendance"
  drop constraint if exists "ck_meeting_attendance_created_at_within", add constraint "ck_meeting_attendance_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_meeting_attendance_updated_at_within", add constraint "ck_meeting_attendance_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid;
grant insert, select, update on public."meeting_attendance" to polder_app;
grant select on public."meeting_attendance" to polder_guard;
create or replace trigger "a_touch" before update on public."meeting_attendance" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."meeting_attendance" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,meeting_id,vacancy_id,account_id,presence}');
alter table public."meeting_item" enable row level security;
alter table public."meeting_item" force row level security;
revoke all on public."meeting_item" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."meeting_item" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."meeting_item"
  drop constraint if exists "ck_meeting_item_created_at_within", add constraint "ck_meeting_item_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_meeting_item_updated_at_within", add constraint "ck_meeting_item_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_meeting_item_carried_out_at_within", add constraint "ck_meeting_item_carried_out_at_within" check ("carried_out_at" >= '1900-01-01 00:00:00+00:00' and "carried_out_at" < '2201-01-01 00:00:00+00:00') not valid;
grant delete, insert, select, update on public."meeting_item" to polder_app;
grant select, update on public."meeting_item" to polder_guard;
create or replace trigger "a_touch" before update on public."meeting_item" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."meeting_item" for each row execute function polder.audit('{reason,reasons}', '{id,version,created_at,updated_at,created_by,meeting_id,vacancy_id,application_id,position,decision,away,decided_by,committee,outcome,carried_out_at}');
alter table public."meeting_minutes" enable row level security;
alter table public."meeting_minutes" force row level security;
revoke all on public."meeting_minutes" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."meeting_minutes" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."meeting_minutes"
  drop constraint if exists "ck_meeting_minutes_created_at_within", add constraint "ck_meeting_minutes_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_meeting_minutes_updated_at_within", add constraint "ck_meeting_minutes_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_meeting_minutes_approved_at_within", add constraint "ck_meeting_minutes_approved_at_within" check ("approved_at" >= '1900-01-01 00:00:00+00:00' and "approved_at" < '2201-01-01 00:00:00+00:00') not valid;
grant insert, select on public."meeting_minutes" to polder_app;
grant select, update on public."meeting_minutes" to polder_guard;
create or replace trigger "a_touch" before update on public."meeting_minutes" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."meeting_minutes" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,meeting_id,vacancy_id,number,language,document_id,sha256,content_sha256,approved_at,approved_by}');
create or replace trigger "append_only" before delete on public."meeting_minutes" for each row execute function polder.refuse_change();
create or replace trigger "keep" before truncate on public."meeting_minutes" for each statement execute function polder.refuse_change();
alter table public."meeting_notice" enable row level security;
alter table public."meeting_notice" force row level security;
revoke all on public."meeting_notice" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."meeting_notice" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."meeting_notice"
  drop constraint if exists "ck_meeting_notice_created_at_within", add constraint "ck_meeting_notice_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_meeting_notice_updated_at_within", add constraint "ck_meeting_notice_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid;
grant insert, select, update on public."meeting_notice" to polder_app;
create or replace trigger "a_touch" before update on public."meeting_notice" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."meeting_notice" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,meeting_id,vacancy_id,account_id,sequence,cancelled}');
alter table public."milestone" enable row level security;
alter table public."milestone" force row level security;
revoke all on public."milestone" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."milestone" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."milestone"
  drop constraint if exists "ck_milestone_created_at_within", add constraint "ck_milestone_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_milestone_updated_at_within", add constraint "ck_milestone_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_milestone_due_on_within", add constraint "ck_milestone_due_on_within" check ("due_on" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_milestone_done_on_within", add constraint "ck_milestone_done_on_within" check ("done_on" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_milestone_title_seen", add constraint "ck_milestone_title_seen" check (polder.shows_something("title")) not valid;
grant delete, insert, select, update on public."milestone" to polder_app;
grant insert, select on public."milestone" to polder_guard;
create or replace trigger "a_touch" before update on public."milestone" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."milestone" for each row execute function polder.audit('{evidence,title}', '{id,version,created_at,updated_at,created_by,appointment_id,whose,due_on,done_on}');
alter table public."move_entry" enable row level security;
alter table public."move_entry" force row level security;
revoke all on public."move_entry" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."move_entry" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."move_entry"
  drop constraint if exists "ck_move_entry_at_within", add constraint "ck_move_entry_at_within" check ("at" >= '1900-01-01 00:00:00+00:00' and "at" < '2201-01-01 00:00:00+00:00') not valid;
grant select on public."move_entry" to polder_app;
grant insert, select on public."move_entry" to polder_guard;
create or replace trigger "append_only" before update or delete on public."move_entry" for each row execute function polder.refuse_change();
create or replace trigger "keep" before truncate on public."move_entry" for each statement execute function polder.refuse_change();
alter table public."offer" enable row level security;
alter table public."offer" force row level security;
revoke all on public."offer" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."offer" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."offer"
  drop constraint if exists "ck_offer_created_at_within", add constraint "ck_offer_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_offer_updated_at_within", add constraint "ck_offer_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_offer_starts_on_within", add constraint "ck_offer_starts_on_within" check ("starts_on" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_offer_ends_on_within", add constraint "ck_offer_ends_on_within" check ("ends_on" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_offer_expires_at_within", add constraint "ck_offer_expires_at_within" check ("expires_at" >= '1900-01-01 00:00:00+00:00' and "expires_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_offer_sent_at_within", add constraint "ck_offer_sent_at_within" check ("sent_at" >= '1900-01-01 00:00:00+00:00' and "sent_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_offer_answered_at_within", add constraint "ck_offer_answered_at_within" check ("answered_at" >= '1900-01-01 00:00:00+00:00' and "answered_at" < '2201-01-01 00:00:00+00:00') not valid;
grant insert, select, update on public."offer" to polder_app;
grant select on public."offer" to polder_guard;
create or replace trigger "a_touch" before update on public."offer" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."offer" for each row execute function polder.audit('{salary_cents,salary_scale}', '{id,version,created_at,updated_at,created_by,reference,application_id,vacancy_id,fte_percent,starts_on,ends_on,language,expires_at,state,out_of_range,above_budget,sent_at,answered_at}');
alter table public."offer_acceptance" enable row level security;
alter table public."offer_acceptance" force row level security;
revoke all on public."offer_acceptance" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."offer_acceptance" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."offer_acceptance"
  drop constraint if exists "ck_offer_acceptance_created_at_within", add constraint "ck_offer_acceptance_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_offer_acceptance_updated_at_within", add constraint "ck_offer_acceptance_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_offer_acceptance_signed_at_within", add constraint "ck_offer_acceptance_signed_at_within" check ("signed_at" >= '1900-01-01 00:00:00+00:00' and "signed_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_offer_acceptance_signed_name_seen", add constraint "ck_offer_acceptance_signed_name_seen" check (polder.shows_something("signed_name")) not valid;
grant insert, select on public."offer_acceptance" to polder_app;
grant select on public."offer_acceptance" to polder_guard;
create or replace trigger "a_touch" before update on public."offer_acceptance" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."offer_acceptance" for each row execute function polder.audit('{signed_name}', '{id,version,created_at,updated_at,created_by,offer_id,application_id,letter_id,letter_sha256,signed_at}');
create or replace trigger "append_only" before update or delete on public."offer_acceptance" for each row execute function polder.refuse_change();
create or replace trigger "keep" before truncate on public."offer_acceptance" for each statement execute function polder.refuse_change();
alter table public."offer_endorsement" enable row level security;
alter table public."offer_endorsement" force row level security;
revoke all on public."offer_endorsement" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."offer_endorsement" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."offer_endorsement"
  drop constraint if exists "ck_offer_endorsement_created_at_within", add constraint "ck_offer_endorsement_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_offer_endorsement_updated_at_within", add constraint "ck_offer_endorsement_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_offer_endorsement_lapsed_at_within", add constraint "ck_offer_endorsement_lapsed_at_within" check ("lapsed_at" >= '1900-01-01 00:00:00+00:00' and "lapsed_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_offer_endorsement_reason_seen", add constraint "ck_offer_endorsement_reason_seen" check (polder.shows_something("reason")) not valid;
grant insert, select on public."offer_endorsement" to polder_app;
grant select, update on public."offer_endorsement" to polder_guard;
create or replace trigger "a_touch" before update on public."offer_endorsement" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."offer_endorsement" for each row execute function polder.audit('{reason}', '{id,version,created_at,updated_at,created_by,offer_id,lapsed_at,lapsed_by}');
alter table public."offer_letter" enable row level security;
alter table public."offer_letter" force row level security;
revoke all on public."offer_letter" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."offer_letter" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."offer_letter"
  drop constraint if exists "ck_offer_letter_created_at_within", add constraint "ck_offer_letter_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_offer_letter_updated_at_within", add constraint "ck_offer_letter_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid;
grant insert, select on public."offer_letter" to polder_app;
grant select on public."offer_letter" to polder_guard;
create or replace trigger "a_touch" before update on public."offer_letter" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."offer_letter" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,offer_id,application_id,template_id,document_id,sha256}');
create or replace trigger "append_only" before update or delete on public."offer_letter" for each row execute function polder.refuse_change();
create or replace trigger "keep" before truncate on public."offer_letter" for each statement execute function polder.refuse_change();
alter table public."orcid_proof" enable row level security;
alter table public."orcid_proof" force row level security;
revoke all on public."orcid_proof" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."orcid_proof" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."orcid_proof"
  drop constraint if exists "ck_orcid_proof_created_at_within", add constraint "ck_orcid_proof_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_orcid_proof_updated_at_within", add constraint "ck_orcid_proof_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_orcid_proof_expires_at_within", add constraint "ck_orcid_proof_expires_at_within" check ("expires_at" >= '1900-01-01 00:00:00+00:00' and "expires_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_orcid_proof_used_at_within", add constraint "ck_orcid_proof_used_at_within" check ("used_at" >= '1900-01-01 00:00:00+00:00' and "used_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_orcid_proof_name_seen", add constraint "ck_orcid_proof_name_seen" check (polder.shows_something("name")) not valid;
grant delete, insert, select on public."orcid_proof" to polder_app;
grant select, update on public."orcid_proof" to polder_guard;
create or replace trigger "a_touch" before update on public."orcid_proof" for each row execute function polder.touch();
alter table public."organisation" enable row level security;
alter table public."organisation" force row level security;
revoke all on public."organisation" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."organisation" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."organisation"
  drop constraint if exists "ck_organisation_created_at_within", add constraint "ck_organisation_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_organisation_updated_at_within", add constraint "ck_organisation_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_organisation_member_from_within", add constraint "ck_organisation_member_from_within" check ("member_from" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_organisation_member_until_within", add constraint "ck_organisation_member_until_within" check ("member_until" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_organisation_name_seen", add constraint "ck_organisation_name_seen" check (polder.shows_something("name")) not valid,
  drop constraint if exists "ck_organisation_sort_name_seen", add constraint "ck_organisation_sort_name_seen" check (polder.shows_something("sort_name")) not valid;
grant insert, select, update on public."organisation" to polder_app;
grant select on public."organisation" to polder_guard;
create or replace trigger "a_touch" before update on public."organisation" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."organisation" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,name,sort_name,kind,ror_id,ror_types,status,aliases,acronyms,labels,country_code,city,website,established,external_ids,relationships,kvk,vat_number,lei,member_from,member_until,names_text,search}');
alter table public."person" enable row level security;
alter table public."person" force row level security;
revoke all on public."person" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."person" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."person"
  drop constraint if exists "ck_person_created_at_within", add constraint "ck_person_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_person_updated_at_within", add constraint "ck_person_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_person_name_seen", add constraint "ck_person_name_seen" check (polder.shows_something("name")) not valid,
  drop constraint if exists "ck_person_sort_name_seen", add constraint "ck_person_sort_name_seen" check (polder.shows_something("sort_name")) not valid;
grant insert, select, update on public."person" to polder_app;
grant delete, insert, select on public."person" to polder_guard;
create or replace trigger "a_touch" before update on public."person" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."person" for each row execute function polder.audit('{email,name,orcid,sort_name}', '{id,version,created_at,updated_at,created_by,search}');
alter table public."person_work" enable row level security;
alter table public."person_work" force row level security;
revoke all on public."person_work" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."person_work" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."person_work"
  drop constraint if exists "ck_person_work_created_at_within", add constraint "ck_person_work_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_person_work_updated_at_within", add constraint "ck_person_work_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_person_work_published_on_within", add constraint "ck_person_work_published_on_within" check ("published_on" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_person_work_identifier_seen", add constraint "ck_person_work_identifier_seen" check (polder.shows_something("identifier")) not valid;
grant delete, insert, select, update on public."person_work" to polder_app;
grant select on public."person_work" to polder_guard;
create or replace trigger "a_touch" before update on public."person_work" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."person_work" for each row execute function polder.audit('{identifier,title}', '{id,version,created_at,updated_at,created_by,person_id,published_on}');
alter table public."pool_purpose" enable row level security;
alter table public."pool_purpose" force row level security;
revoke all on public."pool_purpose" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."pool_purpose" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."pool_purpose"
  drop constraint if exists "ck_pool_purpose_created_at_within", add constraint "ck_pool_purpose_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_pool_purpose_updated_at_within", add constraint "ck_pool_purpose_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid;
grant delete, insert, select on public."pool_purpose" to polder_app;
grant select on public."pool_purpose" to polder_guard;
create or replace trigger "a_touch" before update on public."pool_purpose" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."pool_purpose" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,pool_id,purpose_id}');
alter table public."position" enable row level security;
alter table public."position" force row level security;
revoke all on public."position" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."position" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."position"
  drop constraint if exists "ck_position_created_at_within", add constraint "ck_position_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_position_updated_at_within", add constraint "ck_position_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_position_starts_on_within", add constraint "ck_position_starts_on_within" check ("starts_on" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_position_filled_from_within", add constraint "ck_position_filled_from_within" check ("filled_from" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_position_filled_until_within", add constraint "ck_position_filled_until_within" check ("filled_until" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_position_title_nl_seen", add constraint "ck_position_title_nl_seen" check (polder.shows_something("title_nl")) not valid,
  drop constraint if exists "ck_position_title_en_seen", add constraint "ck_position_title_en_seen" check (polder.shows_something("title_en")) not valid,
  drop constraint if exists "ck_position_cost_key_seen", add constraint "ck_position_cost_key_seen" check (polder.shows_something("cost_key")) not valid;
grant insert, select, update on public."position" to polder_app;
grant select, update on public."position" to polder_guard;
create or replace trigger "a_touch" before update on public."position" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."position" for each row execute function polder.audit('{filled_salary_cents}', '{id,version,created_at,updated_at,created_by,reference,purpose_id,title_nl,title_en,cost_key,cost_rule_id,salary_scale,salary_min_cents,salary_max_cents,budget_salary_cents,fte_percent,starts_on,months,monthly_cost_cents,note,filled_from,filled_until,filled_fte_percent,state,search}');
alter table public."position_employer" enable row level security;
alter table public."position_employer" force row level security;
revoke all on public."position_employer" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."position_employer" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."position_employer"
  drop constraint if exists "ck_position_employer_created_at_within", add constraint "ck_position_employer_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_position_employer_updated_at_within", add constraint "ck_position_employer_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid;
grant delete, insert, select, update on public."position_employer" to polder_app;
grant select on public."position_employer" to polder_guard;
create or replace trigger "a_touch" before update on public."position_employer" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."position_employer" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,position_id,organisation_id,part_bp}');
alter table public."position_gap" enable row level security;
alter table public."position_gap" force row level security;
revoke all on public."position_gap" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."position_gap" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."position_gap"
  drop constraint if exists "ck_position_gap_created_at_within", add constraint "ck_position_gap_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_position_gap_updated_at_within", add constraint "ck_position_gap_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_position_gap_reason_seen", add constraint "ck_position_gap_reason_seen" check (polder.shows_something("reason")) not valid;
grant insert, select on public."position_gap" to polder_app;
grant select on public."position_gap" to polder_guard;
create or replace trigger "a_touch" before update on public."position_gap" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."position_gap" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,position_id,missing,missing_cents,monthly_cost_cents,reason}');
create or replace trigger "append_only" before update or delete on public."position_gap" for each row execute function polder.refuse_change();
create or replace trigger "keep" before truncate on public."position_gap" for each statement execute function polder.refuse_change();
alter table public."position_line" enable row level security;
alter table public."position_line" force row level security;
revoke all on public."position_line" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."position_line" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."position_line"
  drop constraint if exists "ck_position_line_created_at_within", add constraint "ck_position_line_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_position_line_updated_at_within", add constraint "ck_position_line_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_position_line_from_month_within", add constraint "ck_position_line_from_month_within" check ("from_month" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_position_line_until_month_within", add constraint "ck_position_line_until_month_within" check ("until_month" between '1900-01-01' and '2200-12-31') not valid;
grant delete, insert, select, update on public."position_line" to polder_app;
grant delete, select, update on public."position_line" to polder_guard;
create or replace trigger "a_touch" before update on public."position_line" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."position_line" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,position_id,lot_id,from_month,until_month,part_bp,allocation_id}');
alter table public."posting" enable row level security;
alter table public."posting" force row level security;
revoke all on public."posting" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."posting" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."posting"
  drop constraint if exists "ck_posting_posted_on_within", add constraint "ck_posting_posted_on_within" check ("posted_on" between '1900-01-01' and '2200-12-31') not valid;
grant select on public."posting" to polder_app;
grant insert, select on public."posting" to polder_guard;
create or replace trigger "append_only" before update or delete on public."posting" for each row execute function polder.refuse_change();
create or replace trigger "keep" before truncate on public."posting" for each statement execute function polder.refuse_change();
alter table public."public_decision" enable row level security;
alter table public."public_decision" force row level security;
revoke all on public."public_decision" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."public_decision" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."public_decision"
  drop constraint if exists "ck_public_decision_created_at_within", add constraint "ck_public_decision_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_public_decision_updated_at_within", add constraint "ck_public_decision_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_public_decision_starts_on_within", add constraint "ck_public_decision_starts_on_within" check ("starts_on" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_public_decision_ends_on_within", add constraint "ck_public_decision_ends_on_within" check ("ends_on" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_public_decision_granted_on_within", add constraint "ck_public_decision_granted_on_within" check ("granted_on" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_public_decision_account_by_within", add constraint "ck_public_decision_account_by_within" check ("account_by" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_public_decision_determined_on_within", add constraint "ck_public_decision_determined_on_within" check ("determined_on" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_public_decision_title_seen", add constraint "ck_public_decision_title_seen" check (polder.shows_something("title")) not valid;
grant insert, select, update on public."public_decision" to polder_app;
grant select, update on public."public_decision" to polder_guard;
create or replace trigger "a_touch" before update on public."public_decision" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."public_decision" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,reference,granter_id,title,scheme,decision_number,amount_cents,starts_on,ends_on,granted_on,account_by,matching_key,determined_cents,determined_on,state,search}');
alter table public."published_aggregate" enable row level security;
alter table public."published_aggregate" force row level security;
revoke all on public."published_aggregate" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."published_aggregate" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."published_aggregate"
  drop constraint if exists "ck_published_aggregate_created_at_within", add constraint "ck_published_aggregate_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_published_aggregate_updated_at_within", add constraint "ck_published_aggregate_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_published_aggregate_quarter_from_within", add constraint "ck_published_aggregate_quarter_from_within" check ("quarter_from" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_published_aggregate_quarter_until_within", add constraint "ck_published_aggregate_quarter_until_within" check ("quarter_until" between '1900-01-01' and '2200-12-31') not valid;
grant insert, select on public."published_aggregate" to polder_app;
grant select on public."published_aggregate" to polder_guard;
create or replace trigger "a_touch" before update on public."published_aggregate" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."published_aggregate" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,quarter_from,quarter_until,total_cents}');
create or replace trigger "append_only" before update or delete on public."published_aggregate" for each row execute function polder.refuse_change();
create or replace trigger "keep" before truncate on public."published_aggregate" for each statement execute function polder.refuse_change();
alter table public."purpose" enable row level security;
alter table public."purpose" force row level security;
revoke all on public."purpose" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."purpose" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."purpose"
  drop constraint if exists "ck_purpose_created_at_within", add constraint "ck_purpose_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_purpose_updated_at_within", add constraint "ck_purpose_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_purpose_valid_from_within", add constraint "ck_purpose_valid_from_within" check ("valid_from" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_purpose_valid_until_within", add constraint "ck_purpose_valid_until_within" check ("valid_until" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_purpose_name_nl_seen", add constraint "ck_purpose_name_nl_seen" check (polder.shows_something("name_nl")) not valid,
  drop constraint if exists "ck_purpose_name_en_seen", add constraint "ck_purpose_name_en_seen" check (polder.shows_something("name_en")) not valid;
grant insert, select, update on public."purpose" to polder_app;
grant insert, select, update on public."purpose" to polder_guard;
create or replace trigger "a_touch" before update on public."purpose" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."purpose" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,reference,kind,name_nl,name_en,valid_from,valid_until,search}');
alter table public."rate_count" enable row level security;
alter table public."rate_count" force row level security;
revoke all on public."rate_count" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."rate_count" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."rate_count"
  drop constraint if exists "ck_rate_count_began_at_within", add constraint "ck_rate_count_began_at_within" check ("began_at" >= '1900-01-01 00:00:00+00:00' and "began_at" < '2201-01-01 00:00:00+00:00') not valid;
grant delete, insert, select, update on public."rate_count" to polder_guard;
alter table public."reference" enable row level security;
alter table public."reference" force row level security;
revoke all on public."reference" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."reference" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."reference"
  drop constraint if exists "ck_reference_created_at_within", add constraint "ck_reference_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_reference_updated_at_within", add constraint "ck_reference_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_reference_asked_at_within", add constraint "ck_reference_asked_at_within" check ("asked_at" >= '1900-01-01 00:00:00+00:00' and "asked_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_reference_mailed_at_within", add constraint "ck_reference_mailed_at_within" check ("mailed_at" >= '1900-01-01 00:00:00+00:00' and "mailed_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_reference_due_at_within", add constraint "ck_reference_due_at_within" check ("due_at" >= '1900-01-01 00:00:00+00:00' and "due_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_reference_answered_at_within", add constraint "ck_reference_answered_at_within" check ("answered_at" >= '1900-01-01 00:00:00+00:00' and "answered_at" < '2201-01-01 00:00:00+00:00') not valid;
grant delete, insert, select, update on public."reference" to polder_app;
grant select on public."reference" to polder_guard;
create or replace trigger "a_touch" before update on public."reference" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."reference" for each row execute function polder.audit('{email,institution,name,relation}', '{id,version,created_at,updated_at,created_by,application_id,vacancy_id,position,language,state,asked_at,mailed_at,due_at,answered_at}');
alter table public."review" enable row level security;
alter table public."review" force row level security;
revoke all on public."review" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."review" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."review"
  drop constraint if exists "ck_review_created_at_within", add constraint "ck_review_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_review_updated_at_within", add constraint "ck_review_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_review_submitted_at_within", add constraint "ck_review_submitted_at_within" check ("submitted_at" >= '1900-01-01 00:00:00+00:00' and "submitted_at" < '2201-01-01 00:00:00+00:00') not valid;
grant insert, select, update on public."review" to polder_app;
grant select on public."review" to polder_guard;
create or replace trigger "a_touch" before update on public."review" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."review" for each row execute function polder.audit('{note}', '{id,version,created_at,updated_at,created_by,application_id,vacancy_id,reviewer_id,recommendation,state,submitted_at}');
alter table public."review_assignment" enable row level security;
alter table public."review_assignment" force row level security;
revoke all on public."review_assignment" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."review_assignment" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."review_assignment"
  drop constraint if exists "ck_review_assignment_created_at_within", add constraint "ck_review_assignment_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_review_assignment_updated_at_within", add constraint "ck_review_assignment_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_review_assignment_ended_at_within", add constraint "ck_review_assignment_ended_at_within" check ("ended_at" >= '1900-01-01 00:00:00+00:00' and "ended_at" < '2201-01-01 00:00:00+00:00') not valid;
grant insert, select, update on public."review_assignment" to polder_app;
grant select, update on public."review_assignment" to polder_guard;
create or replace trigger "a_touch" before update on public."review_assignment" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."review_assignment" for each row execute function polder.audit('{ended_reason}', '{id,version,created_at,updated_at,created_by,application_id,vacancy_id,account_id,how,ended_at,ended_by}');
alter table public."review_opinion" enable row level security;
alter table public."review_opinion" force row level security;
revoke all on public."review_opinion" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."review_opinion" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."review_opinion"
  drop constraint if exists "ck_review_opinion_created_at_within", add constraint "ck_review_opinion_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_review_opinion_updated_at_within", add constraint "ck_review_opinion_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid;
grant insert, select, update on public."review_opinion" to polder_app;
grant delete, select on public."review_opinion" to polder_guard;
create or replace trigger "a_touch" before update on public."review_opinion" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."review_opinion" for each row execute function polder.audit('{reason}', '{id,version,created_at,updated_at,created_by,review_id,author_id,agrees}');
alter table public."review_plan" enable row level security;
alter table public."review_plan" force row level security;
revoke all on public."review_plan" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."review_plan" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."review_plan"
  drop constraint if exists "ck_review_plan_created_at_within", add constraint "ck_review_plan_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_review_plan_updated_at_within", add constraint "ck_review_plan_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_review_plan_review_by_within", add constraint "ck_review_plan_review_by_within" check ("review_by" between '1900-01-01' and '2200-12-31') not valid;
grant insert, select, update on public."review_plan" to polder_app;
grant select on public."review_plan" to polder_guard;
create or replace trigger "a_touch" before update on public."review_plan" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."review_plan" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,vacancy_id,members_review,reviews_each,review_by}');
alter table public."review_score" enable row level security;
alter table public."review_score" force row level security;
revoke all on public."review_score" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."review_score" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."review_score"
  drop constraint if exists "ck_review_score_created_at_within", add constraint "ck_review_score_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_review_score_updated_at_within", add constraint "ck_review_score_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid;
grant delete, insert, select, update on public."review_score" to polder_app;
grant select on public."review_score" to polder_guard;
create or replace trigger "a_touch" before update on public."review_score" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."review_score" for each row execute function polder.audit('{reason}', '{id,version,created_at,updated_at,created_by,review_id,criterion_id,score}');
alter table public."reviewer_load" enable row level security;
alter table public."reviewer_load" force row level security;
revoke all on public."reviewer_load" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."reviewer_load" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."reviewer_load"
  drop constraint if exists "ck_reviewer_load_created_at_within", add constraint "ck_reviewer_load_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_reviewer_load_updated_at_within", add constraint "ck_reviewer_load_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid;
grant insert, select, update on public."reviewer_load" to polder_app;
create or replace trigger "a_touch" before update on public."reviewer_load" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."reviewer_load" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,vacancy_id,account_id,weight_percent,most}');
alter table public."right_kind" enable row level security;
alter table public."right_kind" force row level security;
revoke all on public."right_kind" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."right_kind" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."right_kind"
  drop constraint if exists "ck_right_kind_created_at_within", add constraint "ck_right_kind_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_right_kind_updated_at_within", add constraint "ck_right_kind_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_right_kind_valid_from_within", add constraint "ck_right_kind_valid_from_within" check ("valid_from" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_right_kind_valid_until_within", add constraint "ck_right_kind_valid_until_within" check ("valid_until" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_right_kind_confirmed_at_within", add constraint "ck_right_kind_confirmed_at_within" check ("confirmed_at" >= '1900-01-01 00:00:00+00:00' and "confirmed_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_right_kind_ended_until_within", add constraint "ck_right_kind_ended_until_within" check ("ended_until" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_right_kind_explanation_nl_seen", add constraint "ck_right_kind_explanation_nl_seen" check (polder.shows_something("explanation_nl")) not valid,
  drop constraint if exists "ck_right_kind_explanation_en_seen", add constraint "ck_right_kind_explanation_en_seen" check (polder.shows_something("explanation_en")) not valid;
grant insert, select, update on public."right_kind" to polder_app;
grant select, update on public."right_kind" to polder_guard;
create or replace trigger "a_touch" before update on public."right_kind" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."right_kind" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,key,name_nl,name_en,source,valid_from,valid_until,state,confirmed_by,confirmed_at,ended_id,ended_until,explanation_nl,explanation_en,takes_field,takes_term,response_days}');
alter table public."role_grant" enable row level security;
alter table public."role_grant" force row level security;
revoke all on public."role_grant" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."role_grant" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."role_grant"
  drop constraint if exists "ck_role_grant_created_at_within", add constraint "ck_role_grant_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_role_grant_updated_at_within", add constraint "ck_role_grant_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_role_grant_valid_from_within", add constraint "ck_role_grant_valid_from_within" check ("valid_from" >= '1900-01-01 00:00:00+00:00' and "valid_from" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_role_grant_valid_until_within", add constraint "ck_role_grant_valid_until_within" check ("valid_until" >= '1900-01-01 00:00:00+00:00' and "valid_until" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_role_grant_confirmed_at_within", add constraint "ck_role_grant_confirmed_at_within" check ("confirmed_at" >= '1900-01-01 00:00:00+00:00' and "confirmed_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_role_grant_ending_asked_at_within", add constraint "ck_role_grant_ending_asked_at_within" check ("ending_asked_at" >= '1900-01-01 00:00:00+00:00' and "ending_asked_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_role_grant_role_seen", add constraint "ck_role_grant_role_seen" check (polder.shows_something("role")) not valid;
grant insert, select, update on public."role_grant" to polder_app;
grant select on public."role_grant" to polder_guard;
create or replace trigger "a_touch" before update on public."role_grant" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."role_grant" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,account_id,role,scope_kind,scope_id,valid_from,valid_until,granted_by,invitation_id,confirmed_at,confirmed_by,ending_asked_at,ending_asked_by}');
alter table public."same_person" enable row level security;
alter table public."same_person" force row level security;
revoke all on public."same_person" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."same_person" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."same_person"
  drop constraint if exists "ck_same_person_created_at_within", add constraint "ck_same_person_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_same_person_updated_at_within", add constraint "ck_same_person_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_same_person_ended_at_within", add constraint "ck_same_person_ended_at_within" check ("ended_at" >= '1900-01-01 00:00:00+00:00' and "ended_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_same_person_ended_reason_seen", add constraint "ck_same_person_ended_reason_seen" check (polder.shows_something("ended_reason")) not valid;
grant insert, select, update on public."same_person" to polder_app;
grant select on public."same_person" to polder_guard;
create or replace trigger "a_touch" before update on public."same_person" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."same_person" for each row execute function polder.audit('{ended_reason}', '{id,version,created_at,updated_at,created_by,first_id,second_id,verdict,kept_id,stage_before,ended_at,ended_by}');
alter table public."security_check" enable row level security;
alter table public."security_check" force row level security;
revoke all on public."security_check" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."security_check" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."security_check"
  drop constraint if exists "ck_security_check_created_at_within", add constraint "ck_security_check_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_security_check_updated_at_within", add constraint "ck_security_check_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid;
grant insert, select, update on public."security_check" to polder_app;
grant select on public."security_check" to polder_guard;
create or replace trigger "a_touch" before update on public."security_check" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."security_check" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,application_id,vacancy_id,state}');
alter table public."session" enable row level security;
alter table public."session" force row level security;
revoke all on public."session" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."session" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."session"
  drop constraint if exists "ck_session_created_at_within", add constraint "ck_session_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_session_updated_at_within", add constraint "ck_session_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_session_authenticated_at_within", add constraint "ck_session_authenticated_at_within" check ("authenticated_at" >= '1900-01-01 00:00:00+00:00' and "authenticated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_session_last_seen_at_within", add constraint "ck_session_last_seen_at_within" check ("last_seen_at" >= '1900-01-01 00:00:00+00:00' and "last_seen_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_session_expires_at_within", add constraint "ck_session_expires_at_within" check ("expires_at" >= '1900-01-01 00:00:00+00:00' and "expires_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_session_ended_at_within", add constraint "ck_session_ended_at_within" check ("ended_at" >= '1900-01-01 00:00:00+00:00' and "ended_at" < '2201-01-01 00:00:00+00:00') not valid;
grant insert, select, update on public."session" to polder_app;
grant select, update on public."session" to polder_guard;
create or replace trigger "a_touch" before update on public."session" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."session" for each row execute function polder.audit('{label,token_hash}', '{id,version,created_at,updated_at,created_by,kind,account_id,role,scope_id,only_permissions,provider_id,authenticated_at,last_seen_at,idle_seconds,expires_at,ended_at}');
alter table public."settlement" enable row level security;
alter table public."settlement" force row level security;
revoke all on public."settlement" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."settlement" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."settlement"
  drop constraint if exists "ck_settlement_created_at_within", add constraint "ck_settlement_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_settlement_updated_at_within", add constraint "ck_settlement_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_settlement_ended_at_within", add constraint "ck_settlement_ended_at_within" check ("ended_at" >= '1900-01-01 00:00:00+00:00' and "ended_at" < '2201-01-01 00:00:00+00:00') not valid;
grant delete, insert, select, update on public."settlement" to polder_app;
grant select on public."settlement" to polder_guard;
create or replace trigger "a_touch" before update on public."settlement" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."settlement" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,entry_id,position,kind,invoice_id,lot_id,amount_cents,difference_kind,difference_cents,reasons,ended_at}');
alter table public."settlement_rule" enable row level security;
alter table public."settlement_rule" force row level security;
revoke all on public."settlement_rule" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."settlement_rule" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."settlement_rule"
  drop constraint if exists "ck_settlement_rule_created_at_within", add constraint "ck_settlement_rule_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_settlement_rule_updated_at_within", add constraint "ck_settlement_rule_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_settlement_rule_valid_from_within", add constraint "ck_settlement_rule_valid_from_within" check ("valid_from" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_settlement_rule_valid_until_within", add constraint "ck_settlement_rule_valid_until_within" check ("valid_until" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_settlement_rule_source_seen", add constraint "ck_settlement_rule_source_seen" check (polder.shows_something("source")) not valid;
grant delete, insert, select, update on public."settlement_rule" to polder_app;
grant select on public."settlement_rule" to polder_guard;
create or replace trigger "a_touch" before update on public."settlement_rule" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."settlement_rule" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,second_person_cents,rounding_cents,bank_fee_cents,source,valid_from,valid_until}');
alter table public."sign_in_attempt" enable row level security;
alter table public."sign_in_attempt" force row level security;
revoke all on public."sign_in_attempt" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."sign_in_attempt" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."sign_in_attempt"
  drop constraint if exists "ck_sign_in_attempt_created_at_within", add constraint "ck_sign_in_attempt_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_sign_in_attempt_updated_at_within", add constraint "ck_sign_in_attempt_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_sign_in_attempt_expires_at_within", add constraint "ck_sign_in_attempt_expires_at_within" check ("expires_at" >= '1900-01-01 00:00:00+00:00' and "expires_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_sign_in_attempt_used_at_within", add constraint "ck_sign_in_attempt_used_at_within" check ("used_at" >= '1900-01-01 00:00:00+00:00' and "used_at" < '2201-01-01 00:00:00+00:00') not valid;
grant delete, insert, select, update on public."sign_in_attempt" to polder_app;
create or replace trigger "a_touch" before update on public."sign_in_attempt" for each row execute function polder.touch();
alter table public."stay" enable row level security;
alter table public."stay" force row level security;
revoke all on public."stay" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."stay" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."stay"
  drop constraint if exists "ck_stay_created_at_within", add constraint "ck_stay_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_stay_updated_at_within", add constraint "ck_stay_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_stay_valid_from_within", add constraint "ck_stay_valid_from_within" check ("valid_from" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_stay_valid_until_within", add constraint "ck_stay_valid_until_within" check ("valid_until" between '1900-01-01' and '2200-12-31') not valid;
grant insert, select, update on public."stay" to polder_app;
grant insert, select on public."stay" to polder_guard;
create or replace trigger "a_touch" before update on public."stay" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."stay" for each row execute function polder.audit('{note}', '{id,version,created_at,updated_at,created_by,appointment_id,organisation_id,country_code,kind,valid_from,valid_until,state}');
alter table public."supervision" enable row level security;
alter table public."supervision" force row level security;
revoke all on public."supervision" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."supervision" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."supervision"
  drop constraint if exists "ck_supervision_created_at_within", add constraint "ck_supervision_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_supervision_updated_at_within", add constraint "ck_supervision_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_supervision_valid_from_within", add constraint "ck_supervision_valid_from_within" check ("valid_from" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_supervision_valid_until_within", add constraint "ck_supervision_valid_until_within" check ("valid_until" between '1900-01-01' and '2200-12-31') not valid;
grant delete, insert, select, update on public."supervision" to polder_app;
grant insert, select on public."supervision" to polder_guard;
create or replace trigger "a_touch" before update on public."supervision" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."supervision" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,appointment_id,person_id,kind,valid_from,valid_until}');
alter table public."table_mapping" enable row level security;
alter table public."table_mapping" force row level security;
revoke all on public."table_mapping" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."table_mapping" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."table_mapping"
  drop constraint if exists "ck_table_mapping_created_at_within", add constraint "ck_table_mapping_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_table_mapping_updated_at_within", add constraint "ck_table_mapping_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_table_mapping_headings_seen", add constraint "ck_table_mapping_headings_seen" check (polder.shows_something("headings")) not valid;
grant insert, select, update on public."table_mapping" to polder_app;
create or replace trigger "a_touch" before update on public."table_mapping" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."table_mapping" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,headings,columns}');
alter table public."track_rule" enable row level security;
alter table public."track_rule" force row level security;
revoke all on public."track_rule" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."track_rule" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."track_rule"
  drop constraint if exists "ck_track_rule_created_at_within", add constraint "ck_track_rule_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_track_rule_updated_at_within", add constraint "ck_track_rule_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_track_rule_valid_from_within", add constraint "ck_track_rule_valid_from_within" check ("valid_from" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_track_rule_valid_until_within", add constraint "ck_track_rule_valid_until_within" check ("valid_until" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_track_rule_confirmed_at_within", add constraint "ck_track_rule_confirmed_at_within" check ("confirmed_at" >= '1900-01-01 00:00:00+00:00' and "confirmed_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_track_rule_ended_until_within", add constraint "ck_track_rule_ended_until_within" check ("ended_until" between '1900-01-01' and '2200-12-31') not valid;
grant insert, select, update on public."track_rule" to polder_app;
grant select, update on public."track_rule" to polder_guard;
create or replace trigger "a_touch" before update on public."track_rule" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."track_rule" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,key,name_nl,name_en,source,valid_from,valid_until,state,confirmed_by,confirmed_at,ended_id,ended_until,value,countries}');
alter table public."upload_piece" enable row level security;
alter table public."upload_piece" force row level security;
revoke all on public."upload_piece" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."upload_piece" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
grant delete, insert, select on public."upload_piece" to polder_app;
alter table public."vacancy" enable row level security;
alter table public."vacancy" force row level security;
revoke all on public."vacancy" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."vacancy" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."vacancy"
  drop constraint if exists "ck_vacancy_created_at_within", add constraint "ck_vacancy_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_vacancy_updated_at_within", add constraint "ck_vacancy_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_vacancy_starts_on_within", add constraint "ck_vacancy_starts_on_within" check ("starts_on" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_vacancy_deadline_within", add constraint "ck_vacancy_deadline_within" check ("deadline" >= '1900-01-01 00:00:00+00:00' and "deadline" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_vacancy_published_at_within", add constraint "ck_vacancy_published_at_within" check ("published_at" >= '1900-01-01 00:00:00+00:00' and "published_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_vacancy_title_nl_seen", add constraint "ck_vacancy_title_nl_seen" check (polder.shows_something("title_nl")) not valid,
  drop constraint if exists "ck_vacancy_title_en_seen", add constraint "ck_vacancy_title_en_seen" check (polder.shows_something("title_en")) not valid;
grant insert, select, update on public."vacancy" to polder_app;
grant select on public."vacancy" to polder_guard;
create or replace trigger "a_touch" before update on public."vacancy" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."vacancy" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,reference,kind,title_nl,title_en,text_nl,text_en,employer_id,location,fte_percent,hours_per_week,salary_min_cents,salary_max_cents,salary_scale,contract_months,starts_on,deadline,time_zone,grace_minutes,documents_asked,position_id,without_position,referees_asked,references_asked_when,referee_deadline_days,referee_reminder_days,referee_questions_nl,referee_questions_en,state,published_at,researcher_profile,research_field,remote,funding_programme,eligibility_nl,eligibility_en,benefits_nl,benefits_en,selection_nl,selection_en,channels,site_words,search}');
alter table public."vacancy_alert" enable row level security;
alter table public."vacancy_alert" force row level security;
revoke all on public."vacancy_alert" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."vacancy_alert" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."vacancy_alert"
  drop constraint if exists "ck_vacancy_alert_created_at_within", add constraint "ck_vacancy_alert_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_vacancy_alert_updated_at_within", add constraint "ck_vacancy_alert_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_vacancy_alert_confirmed_at_within", add constraint "ck_vacancy_alert_confirmed_at_within" check ("confirmed_at" >= '1900-01-01 00:00:00+00:00' and "confirmed_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_vacancy_alert_told_until_within", add constraint "ck_vacancy_alert_told_until_within" check ("told_until" >= '1900-01-01 00:00:00+00:00' and "told_until" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_vacancy_alert_told_on_within", add constraint "ck_vacancy_alert_told_on_within" check ("told_on" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_vacancy_alert_email_seen", add constraint "ck_vacancy_alert_email_seen" check (polder.shows_something("email")) not valid;
grant delete, insert, select, update on public."vacancy_alert" to polder_app;
grant delete, select, update on public."vacancy_alert" to polder_guard;
create or replace trigger "a_touch" before update on public."vacancy_alert" for each row execute function polder.touch();
alter table public."vacancy_security" enable row level security;
alter table public."vacancy_security" force row level security;
revoke all on public."vacancy_security" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."vacancy_security" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."vacancy_security"
  drop constraint if exists "ck_vacancy_security_created_at_within", add constraint "ck_vacancy_security_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_vacancy_security_updated_at_within", add constraint "ck_vacancy_security_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_vacancy_security_reason_seen", add constraint "ck_vacancy_security_reason_seen" check (polder.shows_something("reason")) not valid;
grant delete, insert, select, update on public."vacancy_security" to polder_app;
grant select on public."vacancy_security" to polder_guard;
create or replace trigger "a_touch" before update on public."vacancy_security" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."vacancy_security" for each row execute function polder.audit('{reason}', '{id,version,created_at,updated_at,created_by,vacancy_id}');
alter table public."vacancy_template" enable row level security;
alter table public."vacancy_template" force row level security;
revoke all on public."vacancy_template" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."vacancy_template" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."vacancy_template"
  drop constraint if exists "ck_vacancy_template_created_at_within", add constraint "ck_vacancy_template_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_vacancy_template_updated_at_within", add constraint "ck_vacancy_template_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_vacancy_template_name_seen", add constraint "ck_vacancy_template_name_seen" check (polder.shows_something("name")) not valid;
grant delete, insert, select, update on public."vacancy_template" to polder_app;
create or replace trigger "a_touch" before update on public."vacancy_template" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."vacancy_template" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,name,content,committee}');
alter table public."valuation_rule" enable row level security;
alter table public."valuation_rule" force row level security;
revoke all on public."valuation_rule" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."valuation_rule" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."valuation_rule"
  drop constraint if exists "ck_valuation_rule_created_at_within", add constraint "ck_valuation_rule_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_valuation_rule_updated_at_within", add constraint "ck_valuation_rule_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_valuation_rule_valid_from_within", add constraint "ck_valuation_rule_valid_from_within" check ("valid_from" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_valuation_rule_valid_until_within", add constraint "ck_valuation_rule_valid_until_within" check ("valid_until" between '1900-01-01' and '2200-12-31') not valid,
  drop constraint if exists "ck_valuation_rule_confirmed_at_within", add constraint "ck_valuation_rule_confirmed_at_within" check ("confirmed_at" >= '1900-01-01 00:00:00+00:00' and "confirmed_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_valuation_rule_ended_until_within", add constraint "ck_valuation_rule_ended_until_within" check ("ended_until" between '1900-01-01' and '2200-12-31') not valid;
grant insert, select, update on public."valuation_rule" to polder_app;
grant select, update on public."valuation_rule" to polder_guard;
create or replace trigger "a_touch" before update on public."valuation_rule" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."valuation_rule" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,key,name_nl,name_en,source,valid_from,valid_until,state,confirmed_by,confirmed_at,ended_id,ended_until,unit,unit_cents,claim_days}');
alter table public."verified_orcid" enable row level security;
alter table public."verified_orcid" force row level security;
revoke all on public."verified_orcid" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."verified_orcid" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."verified_orcid"
  drop constraint if exists "ck_verified_orcid_created_at_within", add constraint "ck_verified_orcid_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_verified_orcid_updated_at_within", add constraint "ck_verified_orcid_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_verified_orcid_name_seen", add constraint "ck_verified_orcid_name_seen" check (polder.shows_something("name")) not valid;
grant delete, select on public."verified_orcid" to polder_app;
grant insert, select, update on public."verified_orcid" to polder_guard;
create or replace trigger "a_touch" before update on public."verified_orcid" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."verified_orcid" for each row execute function polder.audit('{name,orcid}', '{id,version,created_at,updated_at,created_by,application_id}');
alter table public."write_off_consent" enable row level security;
alter table public."write_off_consent" force row level security;
revoke all on public."write_off_consent" from public, polder_app, polder_guard;
create policy "somebody_asks" on public."write_off_consent" as restrictive for all to polder_app using ((select current_setting('polder.actor_kind', true)) <> '');
alter table public."write_off_consent"
  drop constraint if exists "ck_write_off_consent_created_at_within", add constraint "ck_write_off_consent_created_at_within" check ("created_at" >= '1900-01-01 00:00:00+00:00' and "created_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_write_off_consent_updated_at_within", add constraint "ck_write_off_consent_updated_at_within" check ("updated_at" >= '1900-01-01 00:00:00+00:00' and "updated_at" < '2201-01-01 00:00:00+00:00') not valid,
  drop constraint if exists "ck_write_off_consent_reason_seen", add constraint "ck_write_off_consent_reason_seen" check (polder.shows_something("reason")) not valid;
grant insert, select on public."write_off_consent" to polder_app;
grant select on public."write_off_consent" to polder_guard;
create or replace trigger "a_touch" before update on public."write_off_consent" for each row execute function polder.touch();
create or replace trigger "z_audit" after insert or update or delete on public."write_off_consent" for each row execute function polder.audit('{}', '{id,version,created_at,updated_at,created_by,invoice_id,amount_cents,reason}');
create or replace trigger "append_only" before update or delete on public."write_off_consent" for each row execute function polder.refuse_change();
create or replace trigger "keep" before truncate on public."write_off_consent" for each statement execute function polder.refuse_change();
create or replace trigger "m_guard_new" after insert on public."appointment" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_state" before update of state on public."appointment" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_new" after insert on public."vacancy" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_state" before update of state on public."vacancy" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_new" after insert on public."application" for each row execute function polder.guard_state('stage');
create or replace trigger "m_guard_state" before update of stage on public."application" for each row execute function polder.guard_state('stage');
create or replace trigger "m_guard_new" after insert on public."review" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_state" before update of state on public."review" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_new" after insert on public."offer" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_state" before update of state on public."offer" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_new" after insert on public."position" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_state" before update of state on public."position" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_new" after insert on public."employer_cost_rule" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_state" before update of state on public."employer_cost_rule" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_new" after insert on public."reference" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_state" before update of state on public."reference" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_new" after insert on public."conflict_proposal" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_state" before update of state on public."conflict_proposal" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_new" after insert on public."interview_round" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_state" before update of state on public."interview_round" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_new" after insert on public."interview" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_state" before update of state on public."interview" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_new" after insert on public."meeting" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_state" before update of state on public."meeting" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_new" after insert on public."match_round" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_state" before update of state on public."match_round" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_new" after insert on public."match_pair" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_state" before update of state on public."match_pair" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_new" after insert on public."letter_of_intent" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_state" before update of state on public."letter_of_intent" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_new" after insert on public."track_rule" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_state" before update of state on public."track_rule" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_new" after insert on public."mail_template" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_state" before update of state on public."mail_template" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_new" after insert on public."mailing" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_state" before update of state on public."mailing" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_new" after insert on public."letter_template" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_state" before update of state on public."letter_template" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_new" after insert on public."security_check" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_state" before update of state on public."security_check" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_new" after insert on public."checklist_rule" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_state" before update of state on public."checklist_rule" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_new" after insert on public."appointment_check" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_state" before update of state on public."appointment_check" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_new" after insert on public."stay" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_state" before update of state on public."stay" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_new" after insert on public."hiring_rule" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_state" before update of state on public."hiring_rule" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_new" after insert on public."diversity_question" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_state" before update of state on public."diversity_question" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_new" after insert on public."agreement" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_state" before update of state on public."agreement" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_new" after insert on public."agreement_version" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_state" before update of state on public."agreement_version" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_new" after insert on public."public_decision" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_state" before update of state on public."public_decision" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_new" after insert on public."right_kind" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_state" before update of state on public."right_kind" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_new" after insert on public."allocation" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_state" before update of state on public."allocation" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_new" after insert on public."funder_invoice" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_state" before update of state on public."funder_invoice" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_new" after insert on public."invoice_rule" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_state" before update of state on public."invoice_rule" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_new" after insert on public."bank_entry" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_state" before update of state on public."bank_entry" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_new" after insert on public."valuation_rule" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_state" before update of state on public."valuation_rule" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_new" after insert on public."in_kind_contribution" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_state" before update of state on public."in_kind_contribution" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_new" after insert on public."matching_rule" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_state" before update of state on public."matching_rule" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_new" after insert on public."legal_rule" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_state" before update of state on public."legal_rule" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_new" after insert on public."conflict_window" for each row execute function polder.guard_state('state');
create or replace trigger "m_guard_state" before update of state on public."conflict_window" for each row execute function polder.guard_state('state');
create policy "document_sweep" on public."document" for select to polder_app using ((select polder.may('document.sweep')));
create policy "document_sweep_abandoned" on public."document" for delete to polder_app using ((select polder.may('document.sweep')) and state = 'awaiting');
create policy "move_entry_guard" on public."move_entry" for insert to polder_guard with check (record_id is not null);
create policy "audit_entry_guard" on public."audit_entry" for insert to polder_guard with check (table_name is not null);
create policy "audit_entry_guard_read" on public."audit_entry" for select to polder_guard using (table_name is not null);
create policy "audit_personal_guard" on public."audit_personal" for insert to polder_guard with check (entry_id is not null);
create policy "audit_personal_guard_read" on public."audit_personal" for select to polder_guard using (entry_id is not null);
create policy "audit_entry_read" on public."audit_entry" for select to polder_app using ((select polder.may('audit.read')) and (record_id is null or record_id <> all((select polder.conflicts())::uuid[])));
create policy "audit_personal_read" on public."audit_personal" for select to polder_app using ((select polder.may('audit.read')) and (record_id is null or record_id <> all((select polder.conflicts())::uuid[])));
create policy "audit_personal_erase" on public."audit_personal" for delete to polder_app using ((select polder.may('person.erase')));
create policy "audit_seal_read" on public."audit_seal" for select to polder_app using ((select polder.may('audit.read')));
create policy "audit_seal_add" on public."audit_seal" for insert to polder_app with check ((select polder.may('audit.seal')));
create policy "idempotency_key_own" on public."idempotency_key" for select to polder_app using (owner_id = (select polder.key_owner()) or (select polder.may('audit.seal')));
create policy "idempotency_key_add" on public."idempotency_key" for insert to polder_app with check (owner_id = (select polder.key_owner()));
create policy "idempotency_key_answer" on public."idempotency_key" for update to polder_app using (owner_id = (select polder.key_owner())) with check (owner_id = (select polder.key_owner()));
create policy "idempotency_key_expire" on public."idempotency_key" for delete to polder_app using ((select polder.may('audit.seal')));
create policy "mail_read" on public."mail" for select to polder_app using (((select polder.may('mail.read')) and id <> all((select polder.conflicts())::uuid[]) and (record_id is null or record_id <> all((select polder.conflicts())::uuid[]))) or (select polder.may('mail.send')));
create policy "mail_queue" on public."mail" for insert to polder_app with check (state = 'queued');
create policy "mail_send" on public."mail" for update to polder_app using ((select polder.may('mail.send'))) with check ((select polder.may('mail.send')));
create policy "mail_attachment_read" on public."mail_attachment" for select to polder_app using (exists (select from public.mail m where m.id = mail_id));
create policy "mail_attachment_add" on public."mail_attachment" for insert to polder_app with check (position > 0);
create policy "rate_count_guard" on public."rate_count" for select to polder_guard using (tries > 0);
create policy "rate_count_guard_add" on public."rate_count" for insert to polder_guard with check (tries > 0);
create policy "rate_count_guard_count" on public."rate_count" for update to polder_guard using (tries > 0) with check (tries > 0);
create policy "rate_count_guard_forget" on public."rate_count" for delete to polder_guard using (tries > 0);
create policy "mail_again" on public."mail" for update to polder_app using ((select polder.may('mail.resend')) and state in ('refused', 'gave_up') and id <> all((select polder.conflicts())::uuid[]) and (record_id is null or record_id <> all((select polder.conflicts())::uuid[]))) with check ((select polder.may('mail.resend')) and state = 'queued' and attempts = 0);
create policy "session_guard" on public."session" for select to polder_guard using (token_hash is not null);
create policy "session_guard_touch" on public."session" for update to polder_guard using (token_hash is not null) with check (token_hash is not null);
create policy "account_guard" on public."account" for select to polder_guard using (id is not null);
create policy "role_grant_guard" on public."role_grant" for select to polder_guard using (account_id is not null);
create policy "invitation_guard" on public."invitation" for select to polder_guard using (token_hash is not null);
create policy "external_identity_guard" on public."external_identity" for select to polder_guard using (account_id is not null);
create policy "identity_provider_guard" on public."identity_provider" for select to polder_guard using (key is not null);
create policy "account_read" on public."account" for select to polder_app using (id = (select polder.actor()) or (select polder.may('account.read')) or (select polder.may('sign_in')));
create policy "account_add" on public."account" for insert to polder_app with check ((select polder.may('account.write')) or (select polder.may('sign_in')));
create policy "account_change" on public."account" for update to polder_app using (id = (select polder.actor()) or (select polder.may('account.write')) or (select polder.may('sign_in'))) with check (id = (select polder.actor()) or (select polder.may('account.write')) or (select polder.may('sign_in')));
create policy "external_identity_read" on public."external_identity" for select to polder_app using (account_id = (select polder.actor()) or (select polder.may('account.read')) or (select polder.may('sign_in')));
create policy "external_identity_add" on public."external_identity" for insert to polder_app with check ((select polder.may('account.write')) or (select polder.may('sign_in')));
create policy "external_identity_change" on public."external_identity" for update to polder_app using ((select polder.may('account.write')) or (select polder.may('sign_in'))) with check ((select polder.may('account.write')) or (select polder.may('sign_in')));
create policy "external_identity_unlink" on public."external_identity" for delete to polder_app using (account_id = (select polder.actor()));
create policy "role_grant_read" on public."role_grant" for select to polder_app using (account_id = (select polder.actor()) or (select polder.may('account.read')) or ((select polder.may('role.grant')) or scope_id = any((select polder.scope('role.grant'))::uuid[])) or (((select polder.may('committee.manage')) or scope_id = any((select polder.scope('committee.manage'))::uuid[])) and role in ('committee_chair', 'committee_member', 'committee_observer', 'advisor')) or (select polder.may('sign_in')));
create policy "role_grant_add" on public."role_grant" for insert to polder_app with check (((select polder.may('role.grant')) or scope_id = any((select polder.scope('role.grant'))::uuid[])) or (((select polder.may('committee.manage')) or scope_id = any((select polder.scope('committee.manage'))::uuid[])) and role in ('committee_chair', 'committee_member', 'committee_observer', 'advisor')) or (select polder.may('sign_in')));
create policy "role_grant_change" on public."role_grant" for update to polder_app using (((select polder.may('role.grant')) or scope_id = any((select polder.scope('role.grant'))::uuid[])) or (((select polder.may('committee.manage')) or scope_id = any((select polder.scope('committee.manage'))::uuid[])) and role in ('committee_chair', 'committee_member', 'committee_observer', 'advisor'))) with check (((select polder.may('role.grant')) or scope_id = any((select polder.scope('role.grant'))::uuid[])) or (((select polder.may('committee.manage')) or scope_id = any((select polder.scope('committee.manage'))::uuid[])) and role in ('committee_chair', 'committee_member', 'committee_observer', 'advisor')));
create policy "session_read" on public."session" for select to polder_app using ((account_id = (select polder.actor()) and (select polder.may('token.own'))) or id = (select polder.setting('session')::uuid) or (select polder.may('session.end')) or (select polder.may('sign_in')));
create policy "session_add" on public."session" for insert to polder_app with check (((select polder.may('sign_in')) and kind = 'browser') or (kind = 'link' and role = 'applicant' and (select polder.may('link.issue'))) or ((select polder.setting('actor_kind')) = 'system' and kind = 'link' and role = 'referee') or ((select polder.may('token.own')) and kind = 'token' and account_id = (select polder.actor())) or ((select polder.setting('actor_kind')) = 'system' and kind = 'token'));
create policy "session_change" on public."session" for update to polder_app using ((account_id = (select polder.actor()) and (select polder.may('token.own'))) or id = (select polder.setting('session')::uuid) or (select polder.may('session.end')) or ((select polder.may('sign_in')) and kind = 'browser')) with check ((account_id = (select polder.actor()) and (select polder.may('token.own'))) or id = (select polder.setting('session')::uuid) or (select polder.may('session.end')) or ((select polder.may('sign_in')) and kind = 'browser'));
create policy "identity_provider_read" on public."identity_provider" for select to polder_app using ((select polder.may('provider.write')) or (select polder.may('configuration.read')) or ((select polder.may('sign_in')) and enabled));
create policy "identity_provider_add" on public."identity_provider" for insert to polder_app with check ((select polder.may('provider.write')));
create policy "identity_provider_change" on public."identity_provider" for update to polder_app using ((select polder.may('provider.write'))) with check ((select polder.may('provider.write')));
create policy "invitation_read" on public."invitation" for select to polder_app using (((select polder.may('role.grant')) or scope_id = any((select polder.scope('role.grant'))::uuid[])) or (((select polder.may('committee.manage')) or scope_id = any((select polder.scope('committee.manage'))::uuid[])) and role in ('committee_chair', 'committee_member', 'committee_observer', 'advisor')) or (select polder.may('sign_in')));
create policy "invitation_add" on public."invitation" for insert to polder_app with check (((select polder.may('role.grant')) or scope_id = any((select polder.scope('role.grant'))::uuid[])) or (((select polder.may('committee.manage')) or scope_id = any((select polder.scope('committee.manage'))::uuid[])) and role in ('committee_chair', 'committee_member', 'committee_observer', 'advisor')));
create policy "invitation_change" on public."invitation" for update to polder_app using (((select polder.may('role.grant')) or scope_id = any((select polder.scope('role.grant'))::uuid[])) or (((select polder.may('committee.manage')) or scope_id = any((select polder.scope('committee.manage'))::uuid[])) and role in ('committee_chair', 'committee_member', 'committee_observer', 'advisor')) or (select polder.may('sign_in'))) with check (((select polder.may('role.grant')) or scope_id = any((select polder.scope('role.grant'))::uuid[])) or (((select polder.may('committee.manage')) or scope_id = any((select polder.scope('committee.manage'))::uuid[])) and role in ('committee_chair', 'committee_member', 'committee_observer', 'advisor')) or (select polder.may('sign_in')));
create policy "access_request_read" on public."access_request" for select to polder_app using (((select polder.may('role.grant')) or organisation_id = any((select polder.scope('role.grant'))::uuid[])) or (select polder.may('sign_in')));
create policy "access_request_add" on public."access_request" for insert to polder_app with check ((select polder.may('sign_in')));
create policy "access_request_change" on public."access_request" for update to polder_app using (((select polder.may('role.grant')) or organisation_id = any((select polder.scope('role.grant'))::uuid[])) or (select polder.may('sign_in'))) with check (((select polder.may('role.grant')) or organisation_id = any((select polder.scope('role.grant'))::uuid[])) or (select polder.may('sign_in')));
create policy "sign_in_attempt_read" on public."sign_in_attempt" for select to polder_app using ((select polder.may('sign_in')));
create policy "sign_in_attempt_add" on public."sign_in_attempt" for insert to polder_app with check ((select polder.may('sign_in')));
create policy "sign_in_attempt_change" on public."sign_in_attempt" for update to polder_app using ((select polder.may('sign_in'))) with check ((select polder.may('sign_in')));
create policy "sign_in_attempt_remove" on public."sign_in_attempt" for delete to polder_app using ((select polder.may('sign_in')));
create policy "organisation_read" on public."organisation" for select to polder_app using ((select polder.may('organisation.read')) and (kind in ('ministry', 'university', 'institute', 'ellis_unit') or (select polder.may('organisation.private'))
  or cardinality((select polder.scope('organisation.private'))::uuid[]) > 0 or id = any((select polder.scope('organisation.registration'))::uuid[])));
create policy "organisation_guard" on public."organisation" for select to polder_guard using (id is not null);
create policy "organisation_add" on public."organisation" for insert to polder_app with check ((select polder.may('organisation.write')));
create policy "organisation_change" on public."organisation" for update to polder_app using (((select polder.may('organisation.write')) or id = any((select polder.scope('organisation.write'))::uuid[]))) with check (((select polder.may('organisation.write')) or id = any((select polder.scope('organisation.write'))::uuid[])));
create policy "person_read" on public."person" for select to polder_app using ((select polder.may('person.read')) or id = (select polder.person()));
create policy "person_add" on public."person" for insert to polder_app with check ((select polder.may('person.write')));
create policy "person_change" on public."person" for update to polder_app using ((select polder.may('person.write')) or id = (select polder.person())) with check ((select polder.may('person.write')) or id = (select polder.person()));
create policy "affiliation_read" on public."affiliation" for select to polder_app using ((select polder.may('person.read')) or person_id = (select polder.person()));
create policy "affiliation_add" on public."affiliation" for insert to polder_app with check ((select polder.may('person.write')));
create policy "affiliation_change" on public."affiliation" for update to polder_app using ((select polder.may('person.write'))) with check ((select polder.may('person.write')));
create policy "affiliation_remove" on public."affiliation" for delete to polder_app using ((select polder.may('person.write')));
create policy "affiliation_guard" on public."affiliation" for select to polder_guard using (id is not null);
create policy "conflict_guard" on public."conflict" for select to polder_guard using (person_id is not null);
create policy "conflict_guard_follow" on public."conflict" for insert to polder_guard with check (follows_id is not null);
create policy "conflict_guard_unfollow" on public."conflict" for delete to polder_guard using (follows_id is not null);
create policy "conflict_read" on public."conflict" for select to polder_app using ((select polder.may('conflict.read')) and person_id is distinct from (select polder.person()));
create policy "conflict_declare" on public."conflict" for insert to polder_app with check ((select polder.may('conflict.read')) or (person_id = (select polder.person()) and (select polder.person()) is not null));
create policy "appointment_read" on public."appointment" for select to polder_app using (((select polder.may('appointment.read')) and id <> all((select polder.conflicts())::uuid[])) or person_id = (select polder.person())
  or id = any((select polder.supervised())::uuid[]));
create policy "appointment_add" on public."appointment" for insert to polder_app with check ((select polder.may('appointment.write')) and id <> all((select polder.conflicts())::uuid[]));
create policy "appointment_change" on public."appointment" for update to polder_app using ((select polder.may('appointment.write')) and id <> all((select polder.conflicts())::uuid[])) with check ((select polder.may('appointment.write')) and id <> all((select polder.conflicts())::uuid[]));
create policy "appointment_employer_read" on public."appointment_employer" for select to polder_app using (exists (select from public.appointment a where a.id = appointment_id));
create policy "appointment_employer_add" on public."appointment_employer" for insert to polder_app with check ((select polder.may('appointment.write')) and exists (select from public.appointment a where a.id = appointment_id));
create policy "appointment_employer_change" on public."appointment_employer" for update to polder_app using ((select polder.may('appointment.write')) and exists (select from public.appointment a where a.id = appointment_id)) with check ((select polder.may('appointment.write')) and exists (select from public.appointment a where a.id = appointment_id));
create policy "appointment_employer_remove" on public."appointment_employer" for delete to polder_app using ((select polder.may('appointment.write')) and exists (select from public.appointment a where a.id = appointment_id));
create policy "supervision_read" on public."supervision" for select to polder_app using (exists (select from public.appointment a where a.id = appointment_id));
create policy "supervision_add" on public."supervision" for insert to polder_app with check ((select polder.may('appointment.write')) and exists (select from public.appointment a where a.id = appointment_id));
create policy "supervision_change" on public."supervision" for update to polder_app using ((select polder.may('appointment.write')) and exists (select from public.appointment a where a.id = appointment_id)) with check ((select polder.may('appointment.write')) and exists (select from public.appointment a where a.id = appointment_id));
create policy "supervision_remove" on public."supervision" for delete to polder_app using ((select polder.may('appointment.write')) and exists (select from public.appointment a where a.id = appointment_id));
create policy "appointment_period_read" on public."appointment_period" for select to polder_app using (exists (select from public.appointment a where a.id = appointment_id));
create policy "appointment_period_add" on public."appointment_period" for insert to polder_app with check ((select polder.may('appointment.write')) and exists (select from public.appointment a where a.id = appointment_id));
create policy "appointment_period_change" on public."appointment_period" for update to polder_app using ((select polder.may('appointment.write')) and exists (select from public.appointment a where a.id = appointment_id)) with check ((select polder.may('appointment.write')) and exists (select from public.appointment a where a.id = appointment_id));
create policy "appointment_period_remove" on public."appointment_period" for delete to polder_app using ((select polder.may('appointment.write')) and exists (select from public.appointment a where a.id = appointment_id));
create policy "appointment_guard" on public."appointment" for select to polder_guard using (id is not null);
create policy "appointment_employer_guard" on public."appointment_employer" for select to polder_guard using (id is not null);
create policy "supervision_guard" on public."supervision" for select to polder_guard using (id is not null);
create policy "appointment_period_guard" on public."appointment_period" for select to polder_guard using (id is not null);
create policy "person_guard" on public."person" for select to polder_guard using (id is not null);
create policy "appointment_guard_extends" on public."appointment" for update to polder_guard using (id is not null) with check (id is not null);
create policy "move_entry_appointment" on public."move_entry" for select to polder_app using (record_kind = 'appointment' and exists (select from public.appointment x where x.id = record_id));
create policy "interest_read" on public."interest" for select to polder_app using ((select polder.may('interest.read')) or person_id = (select polder.person()));
create policy "interest_add" on public."interest" for insert to polder_app with check ((select polder.may('interest.write')) or person_id = (select polder.person()));
create policy "interest_change" on public."interest" for update to polder_app using ((select polder.may('interest.write')) or person_id = (select polder.person())) with check ((select polder.may('interest.write')) or person_id = (select polder.person()));
create policy "person_work_read" on public."person_work" for select to polder_app using ((select polder.may('person.read')) or person_id = (select polder.person()));
create policy "person_work_add" on public."person_work" for insert to polder_app with check ((select polder.may('person.write')) or person_id = (select polder.person()));
create policy "person_work_change" on public."person_work" for update to polder_app using ((select polder.may('person.write')) or person_id = (select polder.person())) with check ((select polder.may('person.write')) or person_id = (select polder.person()));
create policy "person_work_remove" on public."person_work" for delete to polder_app using ((select polder.may('person.write')) or person_id = (select polder.person()));
create policy "conflict_window_read" on public."conflict_window" for select to polder_app using ((select polder.may('conflict_window.read')));
create policy "conflict_window_add" on public."conflict_window" for insert to polder_app with check ((select polder.may('conflict_window.write')));
create policy "conflict_window_change" on public."conflict_window" for update to polder_app using ((select polder.may('conflict_window.write')) or (select polder.may('conflict_window.confirm'))) with check ((select polder.may('conflict_window.write')) or (select polder.may('conflict_window.confirm')));
create policy "conflict_window_guard" on public."conflict_window" for select to polder_guard using (id is not null);
create policy "conflict_window_guard_end" on public."conflict_window" for update to polder_guard using (id is not null) with check (id is not null);
create policy "move_entry_conflict_window" on public."move_entry" for select to polder_app using (record_kind = 'conflict_window' and exists (select from public.conflict_window x where x.id = record_id));
create policy "interest_guard" on public."interest" for select to polder_guard using (id is not null);
create policy "person_work_guard" on public."person_work" for select to polder_guard using (id is not null);
create policy "fund_pool_read" on public."fund_pool" for select to polder_app using ((select polder.may('funding.read')) or exists (select from public.lot l where l.pool_id = fund_pool.id));
create policy "fund_pool_add" on public."fund_pool" for insert to polder_app with check ((select polder.may('purpose.write')));
create policy "fund_pool_change" on public."fund_pool" for update to polder_app using ((select polder.may('purpose.write'))) with check ((select polder.may('purpose.write')));
create policy "purpose_read" on public."purpose" for select to polder_app using ((select polder.may('funding.read')) or id = any((select polder.seen_purposes())::uuid[]));
create policy "purpose_add" on public."purpose" for insert to polder_app with check ((select polder.may('purpose.write')));
create policy "purpose_change" on public."purpose" for update to polder_app using ((select polder.may('purpose.write'))) with check ((select polder.may('purpose.write')));
create policy "pool_purpose_read" on public."pool_purpose" for select to polder_app using ((select polder.may('funding.read')));
create policy "pool_purpose_add" on public."pool_purpose" for insert to polder_app with check ((select polder.may('purpose.write')));
create policy "pool_purpose_remove" on public."pool_purpose" for delete to polder_app using ((select polder.may('purpose.write')));
create policy "lot_read" on public."lot" for select to polder_app using ((select polder.may('funding.read')) or funder_id = any((select polder.scope('funding.own'))::uuid[]) or (decision_id is not null and (select polder.may('funding.public'))));
create policy "lot_guard_select" on public."lot" for select to polder_guard using (id is not null);
create policy "lot_guard_insert" on public."lot" for insert to polder_guard with check (id is not null);
create policy "lot_guard_update" on public."lot" for update to polder_guard using (id is not null) with check (id is not null);
create policy "purpose_guard_select" on public."purpose" for select to polder_guard using (id is not null);
create policy "pool_purpose_guard_select" on public."pool_purpose" for select to polder_guard using (id is not null);
create policy "ledger_account_read" on public."ledger_account" for select to polder_app using ((select polder.may('funding.read')) or (lot_id is not null and exists (select from public.lot l where l.id = lot_id)));
create policy "ledger_account_guard_select" on public."ledger_account" for select to polder_guard using (id is not null);
create policy "ledger_account_guard_insert" on public."ledger_account" for insert to polder_guard with check (id is not null);
create policy "account_balance_read" on public."account_balance" for select to polder_app using ((select polder.may('funding.read')) or exists (select from public.ledger_account a where a.id = account_id));
create policy "account_balance_guard_select" on public."account_balance" for select to polder_guard using (account_id is not null);
create policy "account_balance_guard_insert" on public."account_balance" for insert to polder_guard with check (account_id is not null);
create policy "account_balance_guard_update" on public."account_balance" for update to polder_guard using (account_id is not null) with check (account_id is not null);
create policy "lot_balance_read" on public."lot_balance" for select to polder_app using ((select polder.may('funding.read')) or exists (select from public.lot l where l.id = lot_id));
create policy "lot_balance_guard_select" on public."lot_balance" for select to polder_guard using (lot_id is not null);
create policy "lot_balance_guard_insert" on public."lot_balance" for insert to polder_guard with check (lot_id is not null);
create policy "lot_balance_guard_update" on public."lot_balance" for update to polder_guard using (lot_id is not null) with check (lot_id is not null);
create policy "journal_entry_read" on public."journal_entry" for select to polder_app using ((select polder.may('funding.read')));
create policy "journal_entry_guard_select" on public."journal_entry" for select to polder_guard using (id is not null);
create policy "journal_entry_guard_insert" on public."journal_entry" for insert to polder_guard with check (id is not null);
create policy "posting_read" on public."posting" for select to polder_app using ((select polder.may('funding.read')) or funder_id = any((select polder.scope('funding.own'))::uuid[]) or ((select polder.may('funding.public')) and exists (select from public.lot l where l.id = lot_id)));
create policy "posting_guard_select" on public."posting" for select to polder_guard using (id is not null);
create policy "posting_guard_insert" on public."posting" for insert to polder_guard with check (id is not null);
create policy "ledger_check_read" on public."ledger_check" for select to polder_app using ((select polder.may('funding.read')));
create policy "ledger_check_guard" on public."ledger_check" for select to polder_guard using (id is not null);
create policy "ledger_check_guard_note" on public."ledger_check" for insert to polder_guard with check (id is not null);
create policy "closed_period_read" on public."closed_period" for select to polder_app using ((select polder.may('funding.read')));
create policy "closed_period_add" on public."closed_period" for insert to polder_app with check ((select polder.may('period.close')));
create policy "closed_period_guard_select" on public."closed_period" for select to polder_guard using (id is not null);
create policy "agreement_read" on public."agreement" for select to polder_app using ((select polder.may('funding.read')) or (funder_id = any((select polder.scope('funding.own'))::uuid[]) and (in_force > 0 or state = 'under_signature')));
create policy "agreement_add" on public."agreement" for insert to polder_app with check ((select polder.may('agreement.write')));
create policy "agreement_change" on public."agreement" for update to polder_app using ((select polder.may('agreement.write')) or (select polder.may('agreement.approve'))) with check ((select polder.may('agreement.write')) or (select polder.may('agreement.approve')));
create policy "agreement_guard_select" on public."agreement" for select to polder_guard using (id is not null);
create policy "agreement_guard_update" on public."agreement" for update to polder_guard using (id is not null) with check (id is not null);
create policy "agreement_version_read" on public."agreement_version" for select to polder_app using ((select polder.may('funding.read')) or exists (select from public.agreement a where a.id = agreement_id and (agreement_version.state in ('in_force', 'superseded') or (agreement_version.state = 'draft' and a.state = 'under_signature'))));
create policy "agreement_version_add" on public."agreement_version" for insert to polder_app with check ((select polder.may('agreement.write')));
create policy "agreement_version_change" on public."agreement_version" for update to polder_app using ((select polder.may('agreement.write')) or (select polder.may('agreement.approve'))) with check ((select polder.may('agreement.write')) or (select polder.may('agreement.approve')));
create policy "agreement_version_guard_select" on public."agreement_version" for select to polder_guard using (id is not null);
create policy "agreement_party_read" on public."agreement_party" for select to polder_app using (exists (select from public.agreement a where a.id = agreement_id));
create policy "agreement_party_guard_select" on public."agreement_party" for select to polder_guard using (id is not null);
create policy "agreement_party_guard_insert" on public."agreement_party" for insert to polder_guard with check (id is not null);
create policy "agreement_party_guard_update" on public."agreement_party" for update to polder_guard using (id is not null) with check (id is not null);
create policy "agreement_party_guard_delete" on public."agreement_party" for delete to polder_guard using (id is not null);
create policy "funder_right_read" on public."funder_right" for select to polder_app using (exists (select from public.agreement a where a.id = agreement_id));
create policy "funder_right_guard_select" on public."funder_right" for select to polder_guard using (id is not null);
create policy "funder_right_guard_insert" on public."funder_right" for insert to polder_guard with check (id is not null);
create policy "funder_right_guard_update" on public."funder_right" for update to polder_guard using (id is not null) with check (id is not null);
create policy "right_kind_read" on public."right_kind" for select to polder_app using ((select polder.may('funding.read')) or state = 'in_force');
create policy "right_kind_add" on public."right_kind" for insert to polder_app with check ((select polder.may('rule.write')));
create policy "right_kind_change" on public."right_kind" for update to polder_app using ((select polder.may('rule.write')) or (select polder.may('rule.confirm'))) with check ((select polder.may('rule.write')) or (select polder.may('rule.confirm')));
create policy "right_kind_guard" on public."right_kind" for select to polder_guard using (id is not null);
create policy "right_kind_guard_end" on public."right_kind" for update to polder_guard using (id is not null) with check (id is not null);
create policy "move_entry_right_kind" on public."move_entry" for select to polder_app using (record_kind = 'right_kind' and exists (select from public.right_kind x where x.id = record_id));
create policy "public_decision_read" on public."public_decision" for select to polder_app using ((select polder.may('funding.read')) or (state <> 'applied' and ((select polder.may('funding.public')) or granter_id = any((select polder.scope('funding.own'))::uuid[]))));
create policy "public_decision_add" on public."public_decision" for insert to polder_app with check ((select polder.may('decision.write')));
create policy "public_decision_change" on public."public_decision" for update to polder_app using ((select polder.may('decision.write')) or (select polder.may('ledger.post')) or ((select polder.may('decision.undetermine')) and state in ('determined', 'accounted'))) with check ((select polder.may('decision.write')) or (select polder.may('ledger.post')) or ((select polder.may('decision.undetermine')) and state in ('determined', 'accounted')));
create policy "public_decision_guard_select" on public."public_decision" for select to polder_guard using (id is not null);
create policy "public_decision_guard_update" on public."public_decision" for update to polder_guard using (id is not null) with check (id is not null);
create policy "move_entry_agreement" on public."move_entry" for select to polder_app using (record_kind = 'agreement' and exists (select from public.agreement x where x.id = record_id) and ((select polder.may('funding.read')) or move not in ('create', 'redraft', 'import', 'reopen')));
create policy "move_entry_agreement_version" on public."move_entry" for select to polder_app using (record_kind = 'agreement_version' and exists (select from public.agreement_version x where x.id = record_id) and ((select polder.may('funding.read')) or move not in ('create')));
create policy "move_entry_public_decision" on public."move_entry" for select to polder_app using (record_kind = 'public_decision' and exists (select from public.public_decision x where x.id = record_id) and ((select polder.may('funding.read')) or move not in ('create')));
create policy "move_entry_guard_public_decision" on public."move_entry" for select to polder_guard using (record_kind = 'public_decision');
create policy "document_agreement_version" on public."document" for select to polder_app using (record_kind = 'agreement_version' and exists (select from public.agreement_version x where x.id = record_id));
create policy "document_add_agreement_version" on public."document" for insert to polder_app with check (record_kind = 'agreement_version' and exists (select from public.agreement_version x where x.id = record_id) and (select polder.may('agreement.write')));
create policy "document_change_agreement_version" on public."document" for update to polder_app using (record_kind = 'agreement_version' and exists (select from public.agreement_version x where x.id = record_id) and (select polder.may('agreement.write'))) with check (record_kind = 'agreement_version' and exists (select from public.agreement_version x where x.id = record_id) and (select polder.may('agreement.write')));
create policy "document_remove_agreement_version" on public."document" for delete to polder_app using (record_kind = 'agreement_version' and exists (select from public.agreement_version x where x.id = record_id) and (select polder.may('agreement.write')) and state <> 'accepted');
create policy "document_public_decision" on public."document" for select to polder_app using (record_kind = 'public_decision' and exists (select from public.public_decision x where x.id = record_id));
create policy "document_add_public_decision" on public."document" for insert to polder_app with check (record_kind = 'public_decision' and exists (select from public.public_decision x where x.id = record_id) and (select polder.may('decision.write')));
create policy "document_change_public_decision" on public."document" for update to polder_app using (record_kind = 'public_decision' and exists (select from public.public_decision x where x.id = record_id) and (select polder.may('decision.write'))) with check (record_kind = 'public_decision' and exists (select from public.public_decision x where x.id = record_id) and (select polder.may('decision.write')));
create policy "document_remove_public_decision" on public."document" for delete to polder_app using (record_kind = 'public_decision' and exists (select from public.public_decision x where x.id = record_id) and (select polder.may('decision.write')) and state <> 'accepted');
create policy "funding_import_read" on public."funding_import" for select to polder_app using ((select polder.may('funding.read')));
create policy "funding_import_add" on public."funding_import" for insert to polder_app with check ((select polder.may('funding.import')));
create policy "funding_import_go_on" on public."funding_import" for update to polder_app using ((select polder.may('funding.import'))) with check ((select polder.may('funding.import')));
create policy "funding_import_file_read" on public."funding_import_file" for select to polder_app using ((select polder.may('funding.import')));
create policy "funding_import_file_add" on public."funding_import_file" for insert to polder_app with check ((select polder.may('funding.import')));
create policy "funding_import_file_remove" on public."funding_import_file" for delete to polder_app using ((select polder.may('funding.import')));
create policy "allocation_read" on public."allocation" for select to polder_app using ((select polder.may('funding.read')) or (booked_on is not null and exists (select from public.lot l where l.id = lot_id)));
create policy "allocation_add" on public."allocation" for insert to polder_app with check ((select polder.may('allocation.write')));
create policy "allocation_change" on public."allocation" for update to polder_app using ((select polder.may('allocation.write'))) with check ((select polder.may('allocation.write')));
create policy "allocation_guard" on public."allocation" for select to polder_guard using (id is not null);
create policy "allocation_guard_update" on public."allocation" for update to polder_guard using (id is not null) with check (id is not null);
create policy "move_entry_allocation" on public."move_entry" for select to polder_app using (record_kind = 'allocation' and exists (select from public.allocation x where x.id = record_id));
create policy "billing_detail_read" on public."billing_detail" for select to polder_app using ((select polder.may('funding.read')) or organisation_id = any((select polder.scope('funding.own'))::uuid[]));
create policy "billing_detail_add" on public."billing_detail" for insert to polder_app with check ((select polder.may('invoice.write')));
create policy "billing_detail_change" on public."billing_detail" for update to polder_app using ((select polder.may('invoice.write'))) with check ((select polder.may('invoice.write')));
create policy "funder_invoice_read" on public."funder_invoice" for select to polder_app using ((select polder.may('funding.read')) or (funder_id = any((select polder.scope('funding.own'))::uuid[]) and state not in ('draft', 'validated')));
create policy "funder_invoice_add" on public."funder_invoice" for insert to polder_app with check ((select polder.may('invoice.write')));
create policy "funder_invoice_change" on public."funder_invoice" for update to polder_app using ((select polder.may('invoice.write')) or (select polder.may('invoice.send')) or (select polder.may('invoice.write_off')) or (select polder.may('ledger.post'))) with check ((select polder.may('invoice.write')) or (select polder.may('invoice.send')) or (select polder.may('invoice.write_off')) or (select polder.may('ledger.post')));
create policy "funder_invoice_remove" on public."funder_invoice" for delete to polder_app using ((select polder.may('invoice.write')) and state = 'draft');
create policy "funder_invoice_guard_select" on public."funder_invoice" for select to polder_guard using (id is not null);
create policy "funder_invoice_guard_update" on public."funder_invoice" for update to polder_guard using (id is not null) with check (id is not null);
create policy "invoice_line_read" on public."invoice_line" for select to polder_app using (exists (select from public.funder_invoice i where i.id = invoice_id));
create policy "invoice_line_add" on public."invoice_line" for insert to polder_app with check ((select polder.may('invoice.write')));
create policy "invoice_line_change" on public."invoice_line" for update to polder_app using ((select polder.may('invoice.write'))) with check ((select polder.may('invoice.write')));
create policy "invoice_line_remove" on public."invoice_line" for delete to polder_app using ((select polder.may('invoice.write')));
create policy "invoice_line_guard_select" on public."invoice_line" for select to polder_guard using (id is not null);
create policy "invoice_settlement_read" on public."invoice_settlement" for select to polder_app using (exists (select from public.funder_invoice i where i.id = invoice_id));
create policy "invoice_settlement_add" on public."invoice_settlement" for insert to polder_app with check ((select polder.may('ledger.post')));
create policy "invoice_settlement_guard_select" on public."invoice_settlement" for select to polder_guard using (id is not null);
create policy "invoice_file_read" on public."invoice_file" for select to polder_app using (exists (select from public.funder_invoice i where i.id = invoice_id));
create policy "invoice_file_add" on public."invoice_file" for insert to polder_app with check ((select polder.may('invoice.write')));
create policy "write_off_consent_read" on public."write_off_consent" for select to polder_app using ((select polder.may('funding.read')));
create policy "write_off_consent_add" on public."write_off_consent" for insert to polder_app with check ((select polder.may('invoice.agree')));
create policy "write_off_consent_guard_select" on public."write_off_consent" for select to polder_guard using (id is not null);
create policy "invoice_series_guard_select" on public."invoice_series" for select to polder_guard using (funder_id is not null);
create policy "invoice_series_guard_insert" on public."invoice_series" for insert to polder_guard with check (funder_id is not null);
create policy "invoice_series_guard_update" on public."invoice_series" for update to polder_guard using (funder_id is not null) with check (funder_id is not null);
create policy "invoice_rule_read" on public."invoice_rule" for select to polder_app using ((select polder.may('funding.read')));
create policy "invoice_rule_add" on public."invoice_rule" for insert to polder_app with check ((select polder.may('rule.write')));
create policy "invoice_rule_change" on public."invoice_rule" for update to polder_app using ((select polder.may('rule.write')) or (select polder.may('rule.confirm'))) with check ((select polder.may('rule.write')) or (select polder.may('rule.confirm')));
create policy "invoice_rule_guard" on public."invoice_rule" for select to polder_guard using (id is not null);
create policy "invoice_rule_guard_end" on public."invoice_rule" for update to polder_guard using (id is not null) with check (id is not null);
create policy "move_entry_invoice_rule" on public."move_entry" for select to polder_app using (record_kind = 'invoice_rule' and exists (select from public.invoice_rule x where x.id = record_id));
create policy "move_entry_guard_funder_invoice" on public."move_entry" for select to polder_guard using (record_kind = 'funder_invoice');
create policy "move_entry_funder_invoice" on public."move_entry" for select to polder_app using (record_kind = 'funder_invoice' and exists (select from public.funder_invoice x where x.id = record_id) and ((select polder.may('funding.read')) or move in ('send', 'pay_partly', 'pay', 'overpay', 'credit')));
create policy "bank_account_read" on public."bank_account" for select to polder_app using ((select polder.may('funding.read')));
create policy "bank_import_read" on public."bank_import" for select to polder_app using ((select polder.may('funding.read')));
create policy "bank_statement_read" on public."bank_statement" for select to polder_app using ((select polder.may('funding.read')));
create policy "bank_entry_read" on public."bank_entry" for select to polder_app using ((select polder.may('funding.read')));
create policy "settlement_read" on public."settlement" for select to polder_app using ((select polder.may('funding.read')));
create policy "settlement_rule_read" on public."settlement_rule" for select to polder_app using ((select polder.may('funding.read')));
create policy "bank_import_guard" on public."bank_import" for select to polder_guard using (id is not null);
create policy "bank_statement_guard" on public."bank_statement" for select to polder_guard using (id is not null);
create policy "bank_entry_guard" on public."bank_entry" for select to polder_guard using (id is not null);
create policy "settlement_guard" on public."settlement" for select to polder_guard using (id is not null);
create policy "settlement_rule_guard" on public."settlement_rule" for select to polder_guard using (id is not null);
create policy "bank_account_add" on public."bank_account" for insert to polder_app with check ((select polder.may('bank_account.write')));
create policy "bank_account_change" on public."bank_account" for update to polder_app using ((select polder.may('bank_account.write'))) with check ((select polder.may('bank_account.write')));
create policy "bank_import_add" on public."bank_import" for insert to polder_app with check ((select polder.may('bank.import')));
create policy "bank_import_report" on public."bank_import" for update to polder_app using ((select polder.may('bank.import'))) with check ((select polder.may('bank.import')));
create policy "bank_statement_add" on public."bank_statement" for insert to polder_app with check ((select polder.may('bank.import')));
create policy "bank_entry_add" on public."bank_entry" for insert to polder_app with check ((select polder.may('bank.import')));
create policy "bank_entry_move" on public."bank_entry" for update to polder_app using ((select polder.may('bank.settle')) or (select polder.may('bank.import')) or (select polder.may('bank.lock'))) with check ((select polder.may('bank.settle')) or (select polder.may('bank.import')) or (select polder.may('bank.lock')));
create policy "settlement_add" on public."settlement" for insert to polder_app with check ((select polder.may('bank.settle')) and created_by is not distinct from (select polder.actor()) or ((select polder.may('bank.import')) and created_by is null));
create policy "settlement_end" on public."settlement" for update to polder_app using ((select polder.may('bank.settle'))) with check ((select polder.may('bank.settle')));
create policy "settlement_remove" on public."settlement" for delete to polder_app using ((select polder.may('bank.settle')));
create policy "settlement_rule_add" on public."settlement_rule" for insert to polder_app with check ((select polder.may('settlement_rule.write')));
create policy "settlement_rule_end" on public."settlement_rule" for update to polder_app using ((select polder.may('settlement_rule.write'))) with check ((select polder.may('settlement_rule.write')));
create policy "settlement_rule_withdraw" on public."settlement_rule" for delete to polder_app using ((select polder.may('settlement_rule.write')));
create policy "move_entry_guard_bank_entry" on public."move_entry" for select to polder_guard using (record_kind = 'bank_entry');
create policy "move_entry_bank_entry" on public."move_entry" for select to polder_app using (record_kind = 'bank_entry' and (select polder.may('funding.read')));
create policy "valuation_rule_read" on public."valuation_rule" for select to polder_app using ((select polder.may('funding.read')) or (state = 'in_force' and cardinality((select polder.scope('funding.own'))::uuid[]) > 0));
create policy "valuation_rule_add" on public."valuation_rule" for insert to polder_app with check ((select polder.may('rule.write')));
create policy "valuation_rule_change" on public."valuation_rule" for update to polder_app using ((select polder.may('rule.write')) or (select polder.may('rule.confirm'))) with check ((select polder.may('rule.write')) or (select polder.may('rule.confirm')));
create policy "valuation_rule_guard" on public."valuation_rule" for select to polder_guard using (id is not null);
create policy "valuation_rule_guard_end" on public."valuation_rule" for update to polder_guard using (id is not null) with check (id is not null);
create policy "move_entry_valuation_rule" on public."move_entry" for select to polder_app using (record_kind = 'valuation_rule' and exists (select from public.valuation_rule x where x.id = record_id));
create policy "in_kind_contribution_read" on public."in_kind_contribution" for select to polder_app using ((select polder.may('funding.read')) or funder_id = any((select polder.scope('funding.own'))::uuid[]));
create policy "in_kind_contribution_add" on public."in_kind_contribution" for insert to polder_app with check (((select polder.may('in_kind.declare')) or funder_id = any((select polder.scope('in_kind.declare'))::uuid[])));
create policy "in_kind_contribution_change" on public."in_kind_contribution" for update to polder_app using ((select polder.may('in_kind.value')) or (select polder.may('in_kind.accept')) or (select polder.may('in_kind.count')) or (state = 'declared' and ((select polder.may('in_kind.declare')) or funder_id = any((select polder.scope('in_kind.declare'))::uuid[])))) with check ((select polder.may('in_kind.value')) or (select polder.may('in_kind.accept')) or (select polder.may('in_kind.count')) or (state = 'declared' and ((select polder.may('in_kind.declare')) or funder_id = any((select polder.scope('in_kind.declare'))::uuid[]))));
create policy "in_kind_contribution_count" on public."in_kind_contribution" for select to polder_app using ((select polder.may('in_kind.count')));
create policy "in_kind_contribution_guard" on public."in_kind_contribution" for select to polder_guard using (id is not null);
create policy "move_entry_in_kind_contribution" on public."move_entry" for select to polder_app using (record_kind = 'in_kind_contribution' and exists (select from public.in_kind_contribution x where x.id = record_id));
create policy "document_in_kind_contribution" on public."document" for select to polder_app using (record_kind = 'in_kind_contribution' and exists (select from public.in_kind_contribution x where x.id = record_id));
create policy "document_add_in_kind_contribution" on public."document" for insert to polder_app with check (record_kind = 'in_kind_contribution' and exists (select from public.in_kind_contribution x where x.id = record_id and x.state in ('declared', 'valued') and (((select polder.may('in_kind.declare')) or x.funder_id = any((select polder.scope('in_kind.declare'))::uuid[])))));
create policy "document_change_in_kind_contribution" on public."document" for update to polder_app using (record_kind = 'in_kind_contribution' and exists (select from public.in_kind_contribution x where x.id = record_id and x.state in ('declared', 'valued') and (((select polder.may('in_kind.declare')) or x.funder_id = any((select polder.scope('in_kind.declare'))::uuid[]))))) with check (record_kind = 'in_kind_contribution' and exists (select from public.in_kind_contribution x where x.id = record_id and x.state in ('declared', 'valued') and (((select polder.may('in_kind.declare')) or x.funder_id = any((select polder.scope('in_kind.declare'))::uuid[])))));
create policy "document_remove_in_kind_contribution" on public."document" for delete to polder_app using (record_kind = 'in_kind_contribution' and exists (select from public.in_kind_contribution x where x.id = record_id and x.state in ('declared', 'valued') and (((select polder.may('in_kind.declare')) or x.funder_id = any((select polder.scope('in_kind.declare'))::uuid[])))) and state <> 'accepted');
create policy "matching_rule_read" on public."matching_rule" for select to polder_app using ((select polder.may('funding.read')) or (state = 'in_force' and (select polder.may('funding.public'))) or (state = 'in_force' and exists (select from public.agreement a where a.matching_key = matching_rule.key)));
create policy "matching_rule_add" on public."matching_rule" for insert to polder_app with check ((select polder.may('rule.write')));
create policy "matching_rule_change" on public."matching_rule" for update to polder_app using ((select polder.may('rule.write')) or (select polder.may('rule.confirm'))) with check ((select polder.may('rule.write')) or (select polder.may('rule.confirm')));
create policy "matching_rule_guard" on public."matching_rule" for select to polder_guard using (id is not null);
create policy "matching_rule_guard_end" on public."matching_rule" for update to polder_guard using (id is not null) with check (id is not null);
create policy "move_entry_matching_rule" on public."move_entry" for select to polder_app using (record_kind = 'matching_rule' and exists (select from public.matching_rule x where x.id = record_id));
create policy "legal_rule_read" on public."legal_rule" for select to polder_app using ((select polder.may('funding.read')) or (state = 'in_force' and (select polder.may('funding.public'))));
create policy "legal_rule_add" on public."legal_rule" for insert to polder_app with check ((select polder.may('rule.write')));
create policy "legal_rule_change" on public."legal_rule" for update to polder_app using ((select polder.may('rule.write')) or (select polder.may('rule.confirm'))) with check ((select polder.may('rule.write')) or (select polder.may('rule.confirm')));
create policy "legal_rule_guard" on public."legal_rule" for select to polder_guard using (id is not null);
create policy "legal_rule_guard_end" on public."legal_rule" for update to polder_guard using (id is not null) with check (id is not null);
create policy "move_entry_legal_rule" on public."move_entry" for select to polder_app using (record_kind = 'legal_rule' and exists (select from public.legal_rule x where x.id = record_id));
create policy "matching_snapshot_read" on public."matching_snapshot" for select to polder_app using ((select polder.may('funding.read')) or (select polder.may('funding.public')));
create policy "matching_snapshot_freeze" on public."matching_snapshot" for insert to polder_app with check ((select polder.may('matching.freeze')));
create policy "matching_snapshot_guard" on public."matching_snapshot" for select to polder_guard using (id is not null);
create policy "matching_snapshot_detail_read" on public."matching_snapshot_detail" for select to polder_app using ((select polder.may('funding.read')));
create policy "matching_snapshot_detail_freeze" on public."matching_snapshot_detail" for insert to polder_app with check ((select polder.may('matching.freeze')));
create policy "matching_snapshot_detail_guard" on public."matching_snapshot_detail" for select to polder_guard using (id is not null);
create policy "aggregate_decision_read" on public."aggregate_decision" for select to polder_app using ((select polder.may('funding.read')));
create policy "aggregate_decision_freeze" on public."aggregate_decision" for insert to polder_app with check ((select polder.may('matching.freeze')));
create policy "aggregate_decision_guard" on public."aggregate_decision" for select to polder_guard using (id is not null);
create policy "published_aggregate_read" on public."published_aggregate" for select to polder_app using ((select polder.may('aggregate.read')) or cardinality((select polder.scope('aggregate.read'))::uuid[]) > 0);
create policy "published_aggregate_freeze" on public."published_aggregate" for insert to polder_app with check ((select polder.may('matching.freeze')));
create policy "published_aggregate_guard" on public."published_aggregate" for select to polder_guard using (id is not null);
create policy "matching_alert_read" on public."matching_alert" for select to polder_app using ((select polder.may('funding.read')));
create policy "matching_alert_freeze" on public."matching_alert" for insert to polder_app with check ((select polder.may('matching.freeze')));
create policy "matching_alert_guard" on public."matching_alert" for select to polder_guard using (id is not null);
create policy "matching_alert_end" on public."matching_alert" for update to polder_app using ((select polder.may('matching.freeze'))) with check ((select polder.may('matching.freeze')));
create policy "hiring_rule_read" on public."hiring_rule" for select to polder_app using ((select polder.may('hiring_rule.read')));
create policy "hiring_rule_add" on public."hiring_rule" for insert to polder_app with check ((select polder.may('hiring_rule.write')));
create policy "hiring_rule_change" on public."hiring_rule" for update to polder_app using ((select polder.may('hiring_rule.write')) or (select polder.may('hiring_rule.confirm'))) with check ((select polder.may('hiring_rule.write')) or (select polder.may('hiring_rule.confirm')));
create policy "hiring_rule_guard" on public."hiring_rule" for select to polder_guard using (id is not null);
create policy "hiring_rule_guard_end" on public."hiring_rule" for update to polder_guard using (id is not null) with check (id is not null);
create policy "move_entry_hiring_rule" on public."move_entry" for select to polder_app using (record_kind = 'hiring_rule' and exists (select from public.hiring_rule x where x.id = record_id));
create policy "vacancy_read" on public."vacancy" for select to polder_app using (((select polder.may('vacancy.read')) or id = any((select polder.scope('vacancy.read'))::uuid[])));
create policy "vacancy_read_public" on public."vacancy" for select to polder_app using (state = 'published' and (select polder.may('vacancy.read_public')));
create policy "vacancy_applied_to" on public."vacancy" for select to polder_app using (polder.setting('actor_kind') = 'link' and id = any(polder.vacancies_applied_to()));
create policy "vacancy_add" on public."vacancy" for insert to polder_app with check ((select polder.may('vacancy.write')));
create policy "vacancy_change" on public."vacancy" for update to polder_app using (((select polder.may('vacancy.write')) or id = any((select polder.scope('vacancy.write'))::uuid[])) or (select polder.may('vacancy.approve')) or (select polder.may('vacancy.publish'))) with check (((select polder.may('vacancy.write')) or id = any((select polder.scope('vacancy.write'))::uuid[])) or (select polder.may('vacancy.approve')) or (select polder.may('vacancy.publish')));
create policy "criterion_read" on public."criterion" for select to polder_app using (exists (select from public.vacancy v where v.id = vacancy_id));
create policy "criterion_add" on public."criterion" for insert to polder_app with check (((select polder.may('vacancy.write')) or vacancy_id = any((select polder.scope('vacancy.write'))::uuid[])));
create policy "criterion_change" on public."criterion" for update to polder_app using (((select polder.may('vacancy.write')) or vacancy_id = any((select polder.scope('vacancy.write'))::uuid[]))) with check (((select polder.may('vacancy.write')) or vacancy_id = any((select polder.scope('vacancy.write'))::uuid[])));
create policy "criterion_remove" on public."criterion" for delete to polder_app using (((select polder.may('vacancy.write')) or vacancy_id = any((select polder.scope('vacancy.write'))::uuid[])));
create policy "application_read" on public."application" for select to polder_app using ((id <> all((select polder.conflicts())::uuid[]) and submitted_at is not null and ((select polder.may('application.read')) or vacancy_id = any((select polder.scope('application.read'))::uuid[]))) or id = any((select polder.scope('application.own'))::uuid[]));
create policy "application_guard" on public."application" for select to polder_guard using (id is not null);
create policy "application_read_import" on public."application" for select to polder_app using (stage = 'draft' and source = 'import' and polder.may('application.import'));
create policy "application_add" on public."application" for insert to polder_app with check ((select polder.may('application.start')) or ((select polder.may('application.import')) and source = 'import'));
create policy "application_change" on public."application" for update to polder_app using (id = any((select polder.scope('application.own'))::uuid[]) or (id <> all((select polder.conflicts())::uuid[]) and ((select polder.may('application.decide')) or vacancy_id = any((select polder.scope('application.decide'))::uuid[]))) or (id <> all((select polder.conflicts())::uuid[]) and (select polder.may('offer.send'))) or ((select polder.may('application.import')) and source = 'import' and id <> all((select polder.conflicts())::uuid[]))) with check (id = any((select polder.scope('application.own'))::uuid[]) or (id <> all((select polder.conflicts())::uuid[]) and ((select polder.may('application.decide')) or vacancy_id = any((select polder.scope('application.decide'))::uuid[]))) or (id <> all((select polder.conflicts())::uuid[]) and (select polder.may('offer.send'))) or ((select polder.may('application.import')) and source = 'import' and id <> all((select polder.conflicts())::uuid[])));
create policy "review_read_own" on public."review" for select to polder_app using ((reviewer_id = (select polder.actor()) and application_id <> all((select polder.conflicts())::uuid[])));
create policy "review_read_others" on public."review" for select to polder_app using ((state = 'submitted' and application_id <> all((select polder.conflicts())::uuid[]) and ((select polder.may('review.read')) or vacancy_id = any((select polder.scope('review.read'))::uuid[])) and (vacancy_id <> all((select polder.my_seats())::uuid[]) or application_id = any((select polder.reviewed_by_me())::uuid[]))));
create policy "review_read_reopening" on public."review" for select to polder_app using (polder.setting('move') = 'review:reopen' and polder.may('review.reopen') and application_id <> all((select polder.conflicts())::uuid[]));
create policy "review_guard" on public."review" for select to polder_guard using (reviewer_id is not null);
create policy "review_score_guard" on public."review_score" for select to polder_guard using (review_id is not null);
create policy "vacancy_guard" on public."vacancy" for select to polder_guard using (id is not null);
create policy "offer_guard" on public."offer" for select to polder_guard using (id is not null);
create policy "offer_endorsement_guard" on public."offer_endorsement" for select to polder_guard using (id is not null);
create policy "document_guard" on public."document" for select to polder_guard using (id is not null);
create policy "mail_guard" on public."mail" for select to polder_guard using (id is not null);
create policy "review_add" on public."review" for insert to polder_app with check ((reviewer_id = (select polder.actor()) and application_id <> all((select polder.conflicts())::uuid[])) and vacancy_id = any((select polder.scope('review.write'))::uuid[]) and exists (select from public.application a where a.id = application_id));
create policy "review_change" on public."review" for update to polder_app using (((reviewer_id = (select polder.actor()) and application_id <> all((select polder.conflicts())::uuid[])) and vacancy_id = any((select polder.scope('review.write'))::uuid[])) or (select polder.may('review.reopen'))) with check (((reviewer_id = (select polder.actor()) and application_id <> all((select polder.conflicts())::uuid[])) and vacancy_id = any((select polder.scope('review.write'))::uuid[])) or (select polder.may('review.reopen')));
create policy "review_score_read" on public."review_score" for select to polder_app using (exists (select from public.review r where r.id = review_id));
create policy "review_score_add" on public."review_score" for insert to polder_app with check (exists (select from public.review r where r.id = review_id) and created_by = (select polder.actor()));
create policy "review_score_change" on public."review_score" for update to polder_app using (exists (select from public.review r where r.id = review_id) and created_by = (select polder.actor())) with check (exists (select from public.review r where r.id = review_id) and created_by = (select polder.actor()));
create policy "review_score_remove" on public."review_score" for delete to polder_app using (exists (select from public.review r where r.id = review_id) and created_by = (select polder.actor()));
create policy "offer_read" on public."offer" for select to polder_app using ((application_id <> all((select polder.conflicts())::uuid[]) and ((select polder.may('offer.read')) or vacancy_id = any((select polder.scope('offer.read'))::uuid[]))) or (application_id = any((select polder.scope('offer.answer'))::uuid[]) and state not in ('draft', 'approved')));
create policy "offer_add" on public."offer" for insert to polder_app with check ((select polder.may('offer.write')) and application_id <> all((select polder.conflicts())::uuid[]));
create policy "offer_change" on public."offer" for update to polder_app using ((application_id <> all((select polder.conflicts())::uuid[]) and ((select polder.may('offer.write')) or (select polder.may('offer.approve')) or (select polder.may('offer.send')))) or application_id = any((select polder.scope('offer.answer'))::uuid[])) with check ((application_id <> all((select polder.conflicts())::uuid[]) and ((select polder.may('offer.write')) or (select polder.may('offer.approve')) or (select polder.may('offer.send')))) or application_id = any((select polder.scope('offer.answer'))::uuid[]));
create policy "offer_endorsement_lapses" on public."offer_endorsement" for update to polder_guard using (offer_id is not null) with check (offer_id is not null);
create policy "offer_endorsement_read" on public."offer_endorsement" for select to polder_app using (exists (select from public.offer o where o.id = offer_id));
create policy "offer_endorsement_add" on public."offer_endorsement" for insert to polder_app with check (exists (select from public.offer o where o.id = offer_id) and (select polder.may('offer.approve')));
create policy "move_entry_vacancy" on public."move_entry" for select to polder_app using ((record_kind = 'vacancy' and exists (select from public.vacancy x where x.id = record_id)));
create policy "move_entry_application" on public."move_entry" for select to polder_app using ((record_kind = 'application' and exists (select from public.application x where x.id = record_id)));
create policy "move_entry_review" on public."move_entry" for select to polder_app using ((record_kind = 'review' and exists (select from public.review x where x.id = record_id)));
create policy "move_entry_offer" on public."move_entry" for select to polder_app using ((record_kind = 'offer' and exists (select from public.offer x where x.id = record_id)));
create policy "document_application" on public."document" for select to polder_app using ((record_kind = 'application' and exists (select from public.application x where x.id = record_id)));
create policy "document_add" on public."document" for insert to polder_app with check (record_kind = 'application' and ((record_id = any((select polder.scope('application.own'))::uuid[]) and record_id in (select a.id from public.application a where a.stage = 'draft')) or ((select polder.may('application.import')) and record_id <> all((select polder.conflicts())::uuid[]))));
create policy "document_change" on public."document" for update to polder_app using (record_kind = 'application' and ((record_id = any((select polder.scope('application.own'))::uuid[]) and record_id in (select a.id from public.application a where a.stage = 'draft')) or ((select polder.may('application.import')) and record_id <> all((select polder.conflicts())::uuid[])))) with check (record_kind = 'application' and ((record_id = any((select polder.scope('application.own'))::uuid[]) and record_id in (select a.id from public.application a where a.stage = 'draft')) or ((select polder.may('application.import')) and record_id <> all((select polder.conflicts())::uuid[]))));
create policy "upload_piece_select" on public."upload_piece" for select to polder_app using (exists (select from public.document d where d.id = document_id and d.record_id = any((select polder.scope('application.own'))::uuid[])));
create policy "upload_piece_insert" on public."upload_piece" for insert to polder_app with check (exists (select from public.document d where d.id = document_id and d.record_id = any((select polder.scope('application.own'))::uuid[])));
create policy "upload_piece_delete" on public."upload_piece" for delete to polder_app using (exists (select from public.document d where d.id = document_id and d.record_id = any((select polder.scope('application.own'))::uuid[])));
create policy "document_remove" on public."document" for delete to polder_app using (record_kind = 'application' and (record_id = any((select polder.scope('application.own'))::uuid[]) and record_id in (select a.id from public.application a where a.stage = 'draft')));
create policy "employer_cost_rule_read" on public."employer_cost_rule" for select to polder_app using ((select polder.may('position.read')) or (select polder.may('funding.read')));
create policy "employer_cost_rule_add" on public."employer_cost_rule" for insert to polder_app with check ((select polder.may('rule.write')));
create policy "employer_cost_rule_change" on public."employer_cost_rule" for update to polder_app using ((select polder.may('rule.write')) or (select polder.may('rule.confirm'))) with check ((select polder.may('rule.write')) or (select polder.may('rule.confirm')));
create policy "employer_cost_rule_guard" on public."employer_cost_rule" for select to polder_guard using (id is not null);
create policy "employer_cost_rule_guard_end" on public."employer_cost_rule" for update to polder_guard using (id is not null) with check (id is not null);
create policy "move_entry_employer_cost_rule" on public."move_entry" for select to polder_app using (record_kind = 'employer_cost_rule' and exists (select from public.employer_cost_rule x where x.id = record_id));
create policy "position_read" on public."position" for select to polder_app using ((select polder.may('position.read')));
create policy "position_add" on public."position" for insert to polder_app with check ((select polder.may('position.write')));
create policy "position_change" on public."position" for update to polder_app using ((select polder.may('position.write')) or (select polder.may('position.fund')) or (select polder.may('position.approve')) or (select polder.may('position.fill')) or (select polder.may('vacancy.publish'))) with check ((select polder.may('position.write')) or (select polder.may('position.fund')) or (select polder.may('position.approve')) or (select polder.may('position.fill')) or (select polder.may('vacancy.publish')));
create policy "position_employer_read" on public."position_employer" for select to polder_app using ((select polder.may('position.read')));
create policy "position_employer_add" on public."position_employer" for insert to polder_app with check ((select polder.may('position.write')));
create policy "position_employer_change" on public."position_employer" for update to polder_app using ((select polder.may('position.write'))) with check ((select polder.may('position.write')));
create policy "position_employer_remove" on public."position_employer" for delete to polder_app using ((select polder.may('position.write')));
create policy "position_line_read" on public."position_line" for select to polder_app using ((select polder.may('position.read')));
create policy "position_line_add" on public."position_line" for insert to polder_app with check ((select polder.may('position.fund')));
create policy "position_line_change" on public."position_line" for update to polder_app using ((select polder.may('position.fund'))) with check ((select polder.may('position.fund')));
create policy "position_line_remove" on public."position_line" for delete to polder_app using ((select polder.may('position.fund')));
create policy "position_gap_read" on public."position_gap" for select to polder_app using ((select polder.may('position.read')));
create policy "position_gap_add" on public."position_gap" for insert to polder_app with check ((select polder.may('position.accept_gap')));
create policy "position_guard_select" on public."position" for select to polder_guard using (id is not null);
create policy "position_guard_update" on public."position" for update to polder_guard using (id is not null) with check (id is not null);
create policy "position_employer_guard_select" on public."position_employer" for select to polder_guard using (id is not null);
create policy "position_line_guard_select" on public."position_line" for select to polder_guard using (id is not null);
create policy "position_line_guard_update" on public."position_line" for update to polder_guard using (id is not null) with check (id is not null);
create policy "position_line_guard_delete" on public."position_line" for delete to polder_guard using (id is not null);
create policy "position_gap_guard_select" on public."position_gap" for select to polder_guard using (id is not null);
create policy "purpose_of_position" on public."purpose" for insert to polder_guard with check (kind = 'position');
create policy "purpose_follows_position" on public."purpose" for update to polder_guard using (kind = 'position') with check (kind = 'position');
create policy "move_entry_position" on public."move_entry" for select to polder_app using (record_kind = 'position' and exists (select from public.position x where x.id = record_id));
create policy "vacancy_template_read" on public."vacancy_template" for select to polder_app using ((select polder.may('vacancy.read')));
create policy "vacancy_template_add" on public."vacancy_template" for insert to polder_app with check ((select polder.may('vacancy.write')));
create policy "vacancy_template_change" on public."vacancy_template" for update to polder_app using ((select polder.may('vacancy.write'))) with check ((select polder.may('vacancy.write')));
create policy "vacancy_template_remove" on public."vacancy_template" for delete to polder_app using ((select polder.may('vacancy.write')));
create policy "deadline_extension_read" on public."deadline_extension" for select to polder_app using (((select polder.may('vacancy.read')) or vacancy_id = any((select polder.scope('vacancy.read'))::uuid[])));
create policy "deadline_extension_guard_add" on public."deadline_extension" for insert to polder_guard with check (vacancy_id is not null);
create policy "vacancy_alert_ask" on public."vacancy_alert" for insert to polder_app with check ((select polder.may('alert.ask')) and confirmed_at is null);
create policy "vacancy_alert_select" on public."vacancy_alert" for select to polder_app using ((select polder.may('alert.send')));
create policy "vacancy_alert_update" on public."vacancy_alert" for update to polder_app using ((select polder.may('alert.send'))) with check ((select polder.may('alert.send')));
create policy "vacancy_alert_delete" on public."vacancy_alert" for delete to polder_app using ((select polder.may('alert.send')));
create policy "vacancy_alert_guard_select" on public."vacancy_alert" for select to polder_guard using (key_hash is not null);
create policy "vacancy_alert_guard_update" on public."vacancy_alert" for update to polder_guard using (key_hash is not null) with check (key_hash is not null);
create policy "vacancy_alert_guard_delete" on public."vacancy_alert" for delete to polder_guard using (key_hash is not null);
create policy "mail_of_alert_goes" on public."mail" for delete to polder_app using (record_kind = 'vacancy_alert' and (select polder.may('alert.send')));
create policy "mail_of_alert_guard" on public."mail" for delete to polder_guard using (record_kind = 'vacancy_alert');
create policy "criterion_guard" on public."criterion" for select to polder_guard using (id is not null);
create policy "reference_read" on public."reference" for select to polder_app using (application_id <> all((select polder.conflicts())::uuid[]) and ((select polder.may('reference.read')) or vacancy_id = any((select polder.scope('reference.read'))::uuid[])) and exists (select from public.application a where a.id = application_id));
create policy "reference_read_own" on public."reference" for select to polder_app using (application_id = any((select polder.scope('application.own'))::uuid[]));
create policy "reference_read_asked" on public."reference" for select to polder_app using (id = any((select polder.scope('reference.answer'))::uuid[]));
create policy "reference_guard" on public."reference" for select to polder_guard using (id is not null);
create policy "reference_add" on public."reference" for insert to polder_app with check (application_id = any((select polder.scope('application.own'))::uuid[]) or (application_id <> all((select polder.conflicts())::uuid[]) and ((select polder.may('reference.write')) or vacancy_id = any((select polder.scope('reference.write'))::uuid[])) and exists (select from public.application a where a.id = application_id)));
create policy "reference_change" on public."reference" for update to polder_app using (application_id = any((select polder.scope('application.own'))::uuid[]) or id = any((select polder.scope('reference.answer'))::uuid[]) or (application_id <> all((select polder.conflicts())::uuid[]) and ((select polder.may('reference.write')) or vacancy_id = any((select polder.scope('reference.write'))::uuid[])) and exists (select from public.application a where a.id = application_id))) with check (application_id = any((select polder.scope('application.own'))::uuid[]) or id = any((select polder.scope('reference.answer'))::uuid[]) or (application_id <> all((select polder.conflicts())::uuid[]) and ((select polder.may('reference.write')) or vacancy_id = any((select polder.scope('reference.write'))::uuid[])) and exists (select from public.application a where a.id = application_id)));
create policy "reference_remove" on public."reference" for delete to polder_app using (application_id = any((select polder.scope('application.own'))::uuid[]));
create policy "move_entry_reference" on public."move_entry" for select to polder_app using (record_kind = 'reference' and exists (select from public.reference r where r.id = record_id and ((select polder.may('reference.read')) or r.vacancy_id = any((select polder.scope('reference.read'))::uuid[]))));
create policy "document_reference" on public."document" for select to polder_app using (record_kind = 'reference' and exists (select from public.reference r where r.id = record_id and r.application_id <> all((select polder.conflicts())::uuid[]) and ((select polder.may('reference.letter')) or r.vacancy_id = any((select polder.scope('reference.letter'))::uuid[])) and (r.vacancy_id <> all((select polder.my_seats())::uuid[]) or r.application_id = any((select polder.reviewed_by_me())::uuid[]))));
create policy "document_reference_add" on public."document" for insert to polder_app with check (record_kind = 'reference' and (record_id = any((select polder.scope('reference.answer'))::uuid[]) or exists (select from public.reference r where r.id = record_id and r.application_id <> all((select polder.conflicts())::uuid[]) and ((select polder.may('reference.write')) or r.vacancy_id = any((select polder.scope('reference.write'))::uuid[])))) and state = 'accepted');
create policy "application_read_assigned" on public."application" for select to polder_app using (id = any((select polder.scope('application.read'))::uuid[]) and id <> all((select polder.conflicts())::uuid[]) and submitted_at is not null);
create policy "review_read_assigned" on public."review" for select to polder_app using (state = 'submitted' and application_id <> all((select polder.conflicts())::uuid[]) and application_id = any((select polder.scope('review.read'))::uuid[]) and application_id = any((select polder.reviewed_by_me())::uuid[]));
create policy "applicant_background_read" on public."applicant_background" for select to polder_app using (application_id = any((select polder.scope('application.own'))::uuid[]) or (application_id <> all((select polder.conflicts())::uuid[]) and exists (select from public.application a where a.id = application_id and ((select polder.may('application.decide')) or a.vacancy_id = any((select polder.scope('application.decide'))::uuid[])))));
create policy "applicant_background_add" on public."applicant_background" for insert to polder_app with check (application_id = any((select polder.scope('application.own'))::uuid[]) or ((select polder.may('application.import')) and application_id <> all((select polder.conflicts())::uuid[]) and exists (select from public.application a where a.id = application_id)));
create policy "applicant_background_change" on public."applicant_background" for update to polder_app using (application_id = any((select polder.scope('application.own'))::uuid[]) or ((select polder.may('application.import')) and application_id <> all((select polder.conflicts())::uuid[]) and exists (select from public.application a where a.id = application_id))) with check (application_id = any((select polder.scope('application.own'))::uuid[]) or ((select polder.may('application.import')) and application_id <> all((select polder.conflicts())::uuid[]) and exists (select from public.application a where a.id = application_id)));
create policy "conflict_proposal_read" on public."conflict_proposal" for select to polder_app using (application_id <> all((select polder.conflicts())::uuid[]) and ((((select polder.may('application.decide')) or vacancy_id = any((select polder.scope('application.decide'))::uuid[])) and (person_id is distinct from (select polder.person()))) or ((select polder.may('conflict.read')) and (person_id is distinct from (select polder.person()))) or ((person_id = (select polder.person())) and exists (select from public.application a where a.id = application_id)) or (select polder.may('conflict.propose'))));
create policy "conflict_proposal_add" on public."conflict_proposal" for insert to polder_app with check ((select polder.may('conflict.propose')));
create policy "conflict_proposal_decide" on public."conflict_proposal" for update to polder_app using (application_id <> all((select polder.conflicts())::uuid[]) and (((select polder.may('application.decide')) or vacancy_id = any((select polder.scope('application.decide'))::uuid[])) and (person_id is distinct from (select polder.person())))) with check ((((select polder.may('application.decide')) or vacancy_id = any((select polder.scope('application.decide'))::uuid[])) and (person_id is distinct from (select polder.person()))) and state in ('confirmed', 'dismissed'));
create policy "conflict_proposal_answer" on public."conflict_proposal" for update to polder_app using (application_id <> all((select polder.conflicts())::uuid[]) and (person_id = (select polder.person())) and state = 'proposed') with check ((person_id = (select polder.person())) and state in ('confirmed', 'denied'));
create policy "conflict_proposal_change" on public."conflict_proposal" for update to polder_app using ((select polder.may('conflict.propose'))) with check ((select polder.may('conflict.propose')));
create policy "review_plan_read" on public."review_plan" for select to polder_app using (exists (select from public.vacancy v where v.id = vacancy_id));
create policy "review_plan_add" on public."review_plan" for insert to polder_app with check (((select polder.may('review.plan')) or vacancy_id = any((select polder.scope('review.plan'))::uuid[])));
create policy "review_plan_change" on public."review_plan" for update to polder_app using (((select polder.may('review.plan')) or vacancy_id = any((select polder.scope('review.plan'))::uuid[]))) with check (((select polder.may('review.plan')) or vacancy_id = any((select polder.scope('review.plan'))::uuid[])));
create policy "reviewer_load_read" on public."reviewer_load" for select to polder_app using (((select polder.may('review.plan')) or vacancy_id = any((select polder.scope('review.plan'))::uuid[])) or account_id = (select polder.actor()));
create policy "reviewer_load_add" on public."reviewer_load" for insert to polder_app with check (((select polder.may('review.plan')) or vacancy_id = any((select polder.scope('review.plan'))::uuid[])));
create policy "reviewer_load_change" on public."reviewer_load" for update to polder_app using (((select polder.may('review.plan')) or vacancy_id = any((select polder.scope('review.plan'))::uuid[]))) with check (((select polder.may('review.plan')) or vacancy_id = any((select polder.scope('review.plan'))::uuid[])));
create policy "review_assignment_read" on public."review_assignment" for select to polder_app using (application_id <> all((select polder.conflicts())::uuid[]) and (((select polder.may('application.read')) or vacancy_id = any((select polder.scope('application.read'))::uuid[])) or account_id = (select polder.actor())));
create policy "review_assignment_add" on public."review_assignment" for insert to polder_app with check (application_id <> all((select polder.conflicts())::uuid[]) and ((select polder.may('review.plan')) or vacancy_id = any((select polder.scope('review.plan'))::uuid[])));
create policy "review_assignment_end" on public."review_assignment" for update to polder_app using (application_id <> all((select polder.conflicts())::uuid[]) and ((select polder.may('review.plan')) or vacancy_id = any((select polder.scope('review.plan'))::uuid[]))) with check (application_id <> all((select polder.conflicts())::uuid[]) and ((select polder.may('review.plan')) or vacancy_id = any((select polder.scope('review.plan'))::uuid[])));
create policy "applicant_background_guard" on public."applicant_background" for select to polder_guard using (id is not null);
create policy "conflict_proposal_guard" on public."conflict_proposal" for select to polder_guard using (id is not null);
create policy "review_plan_guard" on public."review_plan" for select to polder_guard using (id is not null);
create policy "review_assignment_guard" on public."review_assignment" for select to polder_guard using (id is not null);
create policy "review_opinion_read" on public."review_opinion" for select to polder_app using (id <> all((select polder.conflicts())::uuid[]) and exists (select from public.review r where r.id = review_id));
create policy "review_opinion_add" on public."review_opinion" for insert to polder_app with check (author_id = (select polder.actor()) and exists (select from public.review r where r.id = review_id and r.state = 'submitted' and r.reviewer_id <> (select polder.actor()) and r.vacancy_id = any((select polder.scope('review.write'))::uuid[])));
create policy "review_opinion_change" on public."review_opinion" for update to polder_app using (author_id = (select polder.actor()) and exists (select from public.review r where r.id = review_id and r.state = 'submitted' and r.reviewer_id <> (select polder.actor()) and r.vacancy_id = any((select polder.scope('review.write'))::uuid[]))) with check (author_id = (select polder.actor()) and exists (select from public.review r where r.id = review_id and r.state = 'submitted' and r.reviewer_id <> (select polder.actor()) and r.vacancy_id = any((select polder.scope('review.write'))::uuid[])));
create policy "review_opinion_guard_select" on public."review_opinion" for select to polder_guard using (id is not null);
create policy "review_opinion_guard_delete" on public."review_opinion" for delete to polder_guard using (id is not null);
create policy "conflict_guard_add" on public."conflict" for insert to polder_guard with check (person_id is not null);
create policy "review_assignment_guard_end" on public."review_assignment" for update to polder_guard using (id is not null) with check (id is not null);
create policy "move_entry_conflict_proposal" on public."move_entry" for select to polder_app using (record_kind = 'conflict_proposal' and exists (select from public.conflict_proposal x where x.id = record_id));
create policy "interview_round_read" on public."interview_round" for select to polder_app using (((select polder.may('interview.read')) or vacancy_id = any((select polder.scope('interview.read'))::uuid[])));
create policy "interview_round_add" on public."interview_round" for insert to polder_app with check (((select polder.may('interview.manage')) or vacancy_id = any((select polder.scope('interview.manage'))::uuid[])));
create policy "interview_round_change" on public."interview_round" for update to polder_app using (((select polder.may('interview.manage')) or vacancy_id = any((select polder.scope('interview.manage'))::uuid[]))) with check (((select polder.may('interview.manage')) or vacancy_id = any((select polder.scope('interview.manage'))::uuid[])));
create policy "interview_panelist_read" on public."interview_panelist" for select to polder_app using (((select polder.may('interview.read')) or vacancy_id = any((select polder.scope('interview.read'))::uuid[])));
create policy "interview_panelist_add" on public."interview_panelist" for insert to polder_app with check (((select polder.may('interview.manage')) or vacancy_id = any((select polder.scope('interview.manage'))::uuid[])));
create policy "interview_panelist_remove" on public."interview_panelist" for delete to polder_app using (((select polder.may('interview.manage')) or vacancy_id = any((select polder.scope('interview.manage'))::uuid[])));
create policy "interview_slot_read" on public."interview_slot" for select to polder_app using (((select polder.may('interview.read')) or vacancy_id = any((select polder.scope('interview.read'))::uuid[])));
create policy "interview_slot_add" on public."interview_slot" for insert to polder_app with check (((select polder.may('interview.manage')) or vacancy_id = any((select polder.scope('interview.manage'))::uuid[])));
create policy "interview_slot_change" on public."interview_slot" for update to polder_app using (((select polder.may('interview.manage')) or vacancy_id = any((select polder.scope('interview.manage'))::uuid[]))) with check (((select polder.may('interview.manage')) or vacancy_id = any((select polder.scope('interview.manage'))::uuid[])));
create policy "interview_seat_read" on public."interview_seat" for select to polder_app using (((select polder.may('interview.read')) or vacancy_id = any((select polder.scope('interview.read'))::uuid[])));
create policy "interview_read" on public."interview" for select to polder_app using ((application_id <> all((select polder.conflicts())::uuid[]) and ((select polder.may('interview.read')) or vacancy_id = any((select polder.scope('interview.read'))::uuid[]))) or application_id = any((select polder.scope('interview.book'))::uuid[]));
create policy "interview_add" on public."interview" for insert to polder_app with check (application_id <> all((select polder.conflicts())::uuid[]) and ((select polder.may('interview.manage')) or vacancy_id = any((select polder.scope('interview.manage'))::uuid[])));
create policy "interview_change" on public."interview" for update to polder_app using ((application_id <> all((select polder.conflicts())::uuid[]) and ((select polder.may('interview.manage')) or vacancy_id = any((select polder.scope('interview.manage'))::uuid[]))) or application_id = any((select polder.scope('interview.book'))::uuid[])) with check ((application_id <> all((select polder.conflicts())::uuid[]) and ((select polder.may('interview.manage')) or vacancy_id = any((select polder.scope('interview.manage'))::uuid[]))) or application_id = any((select polder.scope('interview.book'))::uuid[]));
create policy "interview_change_read" on public."interview_change" for select to polder_app using (application_id <> all((select polder.conflicts())::uuid[]) and ((select polder.may('interview.read')) or vacancy_id = any((select polder.scope('interview.read'))::uuid[])));
create policy "interview_change_told" on public."interview_change" for update to polder_app using ((select polder.may('interview.tell'))) with check ((select polder.may('interview.tell')));
create policy "interview_note_read" on public."interview_note" for select to polder_app using (application_id <> all((select polder.conflicts())::uuid[]) and ((select polder.may('interview.read')) or vacancy_id = any((select polder.scope('interview.read'))::uuid[])) and (created_by = (select polder.actor()) or interview_id <> all((select polder.notes_owed())::uuid[])));
create policy "interview_note_add" on public."interview_note" for insert to polder_app with check (application_id <> all((select polder.conflicts())::uuid[]) and ((select polder.may('interview.read')) or vacancy_id = any((select polder.scope('interview.read'))::uuid[])) and created_by = (select polder.actor()));
create policy "interview_round_guard" on public."interview_round" for select to polder_guard using (id is not null);
create policy "interview_panelist_guard" on public."interview_panelist" for select to polder_guard using (id is not null);
create policy "interview_slot_guard" on public."interview_slot" for select to polder_guard using (id is not null);
create policy "interview_seat_guard" on public."interview_seat" for select to polder_guard using (id is not null);
create policy "interview_guard" on public."interview" for select to polder_guard using (id is not null);
create policy "interview_change_guard" on public."interview_change" for select to polder_guard using (id is not null);
create policy "interview_note_guard" on public."interview_note" for select to polder_guard using (id is not null);
create policy "interview_slot_guard_lock" on public."interview_slot" for update to polder_guard using (id is not null) with check (id is not null);
create policy "interview_seat_guard_take" on public."interview_seat" for insert to polder_guard with check (slot_id is not null);
create policy "interview_seat_guard_free" on public."interview_seat" for delete to polder_guard using (slot_id is not null);
create policy "interview_guard_end" on public."interview" for update to polder_guard using (id is not null) with check (id is not null);
create policy "interview_change_guard_add" on public."interview_change" for insert to polder_guard with check (interview_id is not null);
create policy "move_entry_interview_round" on public."move_entry" for select to polder_app using (record_kind = 'interview_round' and exists (select from public.interview_round x where x.id = record_id));
create policy "move_entry_interview" on public."move_entry" for select to polder_app using (record_kind = 'interview' and exists (select from public.interview x where x.id = record_id));
create policy "session_interviews_read" on public."session" for select to polder_app using (kind = 'link' and role = 'interview_calendar' and scope_id = (select polder.actor()));
create policy "session_interviews_add" on public."session" for insert to polder_app with check (kind = 'link' and role = 'interview_calendar' and scope_id = (select polder.actor()));
create policy "session_interviews_end" on public."session" for update to polder_app using (kind = 'link' and role = 'interview_calendar' and scope_id = (select polder.actor())) with check (kind = 'link' and role = 'interview_calendar' and scope_id = (select polder.actor()));
create policy "meeting_read" on public."meeting" for select to polder_app using (((select polder.may('meeting.read')) or vacancy_id = any((select polder.scope('meeting.read'))::uuid[])));
create policy "meeting_add" on public."meeting" for insert to polder_app with check (((select polder.may('meeting.manage')) or vacancy_id = any((select polder.scope('meeting.manage'))::uuid[])));
create policy "meeting_change" on public."meeting" for update to polder_app using (((select polder.may('meeting.manage')) or vacancy_id = any((select polder.scope('meeting.manage'))::uuid[])) or ((select polder.may('meeting.approve')) or vacancy_id = any((select polder.scope('meeting.approve'))::uuid[]))) with check (((select polder.may('meeting.manage')) or vacancy_id = any((select polder.scope('meeting.manage'))::uuid[])) or ((select polder.may('meeting.approve')) or vacancy_id = any((select polder.scope('meeting.approve'))::uuid[])));
create policy "meeting_attendance_read" on public."meeting_attendance" for select to polder_app using (((select polder.may('meeting.read')) or vacancy_id = any((select polder.scope('meeting.read'))::uuid[])));
create policy "meeting_attendance_add" on public."meeting_attendance" for insert to polder_app with check (((select polder.may('meeting.manage')) or vacancy_id = any((select polder.scope('meeting.manage'))::uuid[])));
create policy "meeting_attendance_change" on public."meeting_attendance" for update to polder_app using (((select polder.may('meeting.manage')) or vacancy_id = any((select polder.scope('meeting.manage'))::uuid[]))) with check (((select polder.may('meeting.manage')) or vacancy_id = any((select polder.scope('meeting.manage'))::uuid[])));
create policy "meeting_item_read" on public."meeting_item" for select to polder_app using (application_id <> all((select polder.conflicts())::uuid[]) and ((select polder.may('meeting.read')) or vacancy_id = any((select polder.scope('meeting.read'))::uuid[])));
create policy "meeting_item_insert" on public."meeting_item" for insert to polder_app with check (application_id <> all((select polder.conflicts())::uuid[]) and ((select polder.may('meeting.manage')) or vacancy_id = any((select polder.scope('meeting.manage'))::uuid[])));
create policy "meeting_item_update" on public."meeting_item" for update to polder_app using (application_id <> all((select polder.conflicts())::uuid[]) and ((select polder.may('meeting.manage')) or vacancy_id = any((select polder.scope('meeting.manage'))::uuid[]))) with check (application_id <> all((select polder.conflicts())::uuid[]) and ((select polder.may('meeting.manage')) or vacancy_id = any((select polder.scope('meeting.manage'))::uuid[])));
create policy "meeting_item_delete" on public."meeting_item" for delete to polder_app using (application_id <> all((select polder.conflicts())::uuid[]) and ((select polder.may('meeting.manage')) or vacancy_id = any((select polder.scope('meeting.manage'))::uuid[])));
create policy "meeting_minutes_read" on public."meeting_minutes" for select to polder_app using (id <> all((select polder.conflicts())::uuid[]) and ((select polder.may('meeting.read')) or vacancy_id = any((select polder.scope('meeting.read'))::uuid[])));
create policy "meeting_minutes_add" on public."meeting_minutes" for insert to polder_app with check (((select polder.may('meeting.manage')) or vacancy_id = any((select polder.scope('meeting.manage'))::uuid[])));
create policy "document_meeting" on public."document" for select to polder_app using (record_kind = 'meeting' and id <> all((select polder.conflicts())::uuid[]) and exists (select from public.meeting m where m.id = record_id));
create policy "document_add_meeting" on public."document" for insert to polder_app with check (record_kind = 'meeting' and id <> all((select polder.conflicts())::uuid[]) and exists (select from public.meeting m where m.id = record_id and ((select polder.may('meeting.manage')) or m.vacancy_id = any((select polder.scope('meeting.manage'))::uuid[]))));
create policy "meeting_notice_select" on public."meeting_notice" for select to polder_app using ((select polder.may('meeting.tell')));
create policy "meeting_notice_insert" on public."meeting_notice" for insert to polder_app with check ((select polder.may('meeting.tell')));
create policy "meeting_notice_update" on public."meeting_notice" for update to polder_app using ((select polder.may('meeting.tell'))) with check ((select polder.may('meeting.tell')));
create policy "move_entry_meeting" on public."move_entry" for select to polder_app using (record_kind = 'meeting' and exists (select from public.meeting x where x.id = record_id));
create policy "meeting_guard" on public."meeting" for select to polder_guard using (id is not null);
create policy "meeting_attendance_guard" on public."meeting_attendance" for select to polder_guard using (id is not null);
create policy "meeting_item_guard" on public."meeting_item" for select to polder_guard using (id is not null);
create policy "meeting_minutes_guard" on public."meeting_minutes" for select to polder_guard using (id is not null);
create policy "meeting_item_guard_count" on public."meeting_item" for update to polder_guard using (id is not null) with check (id is not null);
create policy "meeting_minutes_guard_approve" on public."meeting_minutes" for update to polder_guard using (id is not null) with check (id is not null);
create policy "call_read" on public."call" for select to polder_app using (exists (select from public.vacancy v where v.id = vacancy_id));
create policy "call_add" on public."call" for insert to polder_guard with check (vacancy_id is not null);
create policy "call_change" on public."call" for update to polder_app using ((select polder.may('call.manage'))) with check ((select polder.may('call.manage')));
create policy "advisor_read" on public."advisor" for select to polder_app using ((select polder.may('call.read')) or (account_id = (select polder.actor()) and vacancy_id = any((select polder.scope('call.advise'))::uuid[])));
create policy "advisor_add" on public."advisor" for insert to polder_app with check ((select polder.may('call.manage')));
create policy "advisor_change" on public."advisor" for update to polder_app using ((select polder.may('call.manage')) or (account_id = (select polder.actor()) and vacancy_id = any((select polder.scope('call.advise'))::uuid[]))) with check ((select polder.may('call.manage')) or (account_id = (select polder.actor()) and vacancy_id = any((select polder.scope('call.advise'))::uuid[])));
create policy "advisor_guard_arrives" on public."advisor" for update to polder_guard using (id is not null) with check (id is not null);
create policy "call_guard" on public."call" for select to polder_guard using (id is not null);
create policy "advisor_guard" on public."advisor" for select to polder_guard using (id is not null);
create policy "call_entry_guard" on public."call_entry" for select to polder_guard using (id is not null);
create policy "advisor_wish_guard" on public."advisor_wish" for select to polder_guard using (id is not null);
create policy "eligibility_check_guard" on public."eligibility_check" for select to polder_guard using (id is not null);
create policy "advisor_choice_guard" on public."advisor_choice" for select to polder_guard using (id is not null);
create policy "match_round_guard" on public."match_round" for select to polder_guard using (id is not null);
create policy "match_pair_guard" on public."match_pair" for select to polder_guard using (id is not null);
create policy "letter_of_intent_guard" on public."letter_of_intent" for select to polder_guard using (id is not null);
create policy "intent_signature_guard" on public."intent_signature" for select to polder_guard using (id is not null);
create policy "call_entry_read" on public."call_entry" for select to polder_app using (application_id = any((select polder.scope('application.own'))::uuid[]) or (application_id <> all((select polder.conflicts())::uuid[]) and (select polder.may('call.read')) and exists (select from public.application a where a.id = application_id)) or application_id = any((select polder.my_candidates())::uuid[]));
create policy "call_entry_add" on public."call_entry" for insert to polder_app with check (application_id = any((select polder.scope('application.own'))::uuid[]));
create policy "call_entry_change" on public."call_entry" for update to polder_app using (application_id = any((select polder.scope('application.own'))::uuid[])) with check (application_id = any((select polder.scope('application.own'))::uuid[]));
create policy "advisor_wish_read" on public."advisor_wish" for select to polder_app using (application_id = any((select polder.scope('application.own'))::uuid[]) or (application_id <> all((select polder.conflicts())::uuid[]) and (select polder.may('call.read')) and exists (select from public.application a where a.id = application_id)) or (advisor_id = any((select polder.my_advisors())::uuid[]) and application_id = any((select polder.my_candidates())::uuid[])));
create policy "advisor_wish_add" on public."advisor_wish" for insert to polder_app with check (application_id = any((select polder.scope('application.own'))::uuid[]));
create policy "advisor_wish_remove" on public."advisor_wish" for delete to polder_app using (application_id = any((select polder.scope('application.own'))::uuid[]));
create policy "eligibility_check_read" on public."eligibility_check" for select to polder_app using ((application_id <> all((select polder.conflicts())::uuid[]) and (select polder.may('call.read'))) or (application_id <> all((select polder.conflicts())::uuid[]) and ((select polder.may('application.decide')) or vacancy_id = any((select polder.scope('application.decide'))::uuid[]))));
create policy "eligibility_check_add" on public."eligibility_check" for insert to polder_app with check (application_id <> all((select polder.conflicts())::uuid[]) and ((select polder.may('application.decide')) or vacancy_id = any((select polder.scope('application.decide'))::uuid[])));
create policy "eligibility_check_change" on public."eligibility_check" for update to polder_app using (application_id <> all((select polder.conflicts())::uuid[]) and ((select polder.may('application.decide')) or vacancy_id = any((select polder.scope('application.decide'))::uuid[]))) with check (application_id <> all((select polder.conflicts())::uuid[]) and ((select polder.may('application.decide')) or vacancy_id = any((select polder.scope('application.decide'))::uuid[])));
create policy "advisor_choice_read" on public."advisor_choice" for select to polder_app using ((application_id <> all((select polder.conflicts())::uuid[]) and (select polder.may('call.read'))) or (application_id <> all((select polder.conflicts())::uuid[]) and advisor_id = any((select polder.my_advisors())::uuid[])));
create policy "advisor_choice_add" on public."advisor_choice" for insert to polder_app with check (application_id <> all((select polder.conflicts())::uuid[]) and advisor_id = any((select polder.my_advisors())::uuid[]));
create policy "advisor_choice_change" on public."advisor_choice" for update to polder_app using (application_id <> all((select polder.conflicts())::uuid[]) and advisor_id = any((select polder.my_advisors())::uuid[])) with check (application_id <> all((select polder.conflicts())::uuid[]) and advisor_id = any((select polder.my_advisors())::uuid[]));
create policy "advisor_choice_guard_conflict" on public."advisor_choice" for update to polder_guard using (id is not null) with check (id is not null);
create policy "match_round_read" on public."match_round" for select to polder_app using ((select polder.may('call.read')));
create policy "match_round_add" on public."match_round" for insert to polder_app with check ((select polder.may('call.match')));
create policy "match_round_change" on public."match_round" for update to polder_app using ((select polder.may('call.match'))) with check ((select polder.may('call.match')));
create policy "match_pair_read" on public."match_pair" for select to polder_app using ((application_id <> all((select polder.conflicts())::uuid[]) and (select polder.may('call.read'))) or (application_id <> all((select polder.conflicts())::uuid[]) and advisor_id = any((select polder.my_advisors())::uuid[]) and round_id = any((select polder.my_confirmed_rounds())::uuid[])));
create policy "match_pair_add" on public."match_pair" for insert to polder_app with check ((select polder.may('call.match')));
create policy "match_pair_change" on public."match_pair" for update to polder_app using (application_id <> all((select polder.conflicts())::uuid[]) and (select polder.may('call.match'))) with check (application_id <> all((select polder.conflicts())::uuid[]) and (select polder.may('call.match')));
create policy "letter_of_intent_read" on public."letter_of_intent" for select to polder_app using ((application_id <> all((select polder.conflicts())::uuid[]) and (select polder.may('call.read'))) or (state in ('signing', 'signed') and (application_id = any((select polder.scope('application.own'))::uuid[]) or (application_id <> all((select polder.conflicts())::uuid[]) and (first_advisor_id = any((select polder.my_advisors())::uuid[]) or second_advisor_id = any((select polder.my_advisors())::uuid[]))))));
create policy "letter_of_intent_add" on public."letter_of_intent" for insert to polder_app with check (application_id <> all((select polder.conflicts())::uuid[]) and (select polder.may('call.manage')));
create policy "letter_of_intent_change" on public."letter_of_intent" for update to polder_app using ((application_id <> all((select polder.conflicts())::uuid[]) and (select polder.may('call.manage'))) or (state in ('signing', 'signed') and (application_id = any((select polder.scope('application.own'))::uuid[]) or (application_id <> all((select polder.conflicts())::uuid[]) and (first_advisor_id = any((select polder.my_advisors())::uuid[]) or second_advisor_id = any((select polder.my_advisors())::uuid[])))))) with check ((application_id <> all((select polder.conflicts())::uuid[]) and (select polder.may('call.manage'))) or (state in ('signing', 'signed') and (application_id = any((select polder.scope('application.own'))::uuid[]) or (application_id <> all((select polder.conflicts())::uuid[]) and (first_advisor_id = any((select polder.my_advisors())::uuid[]) or second_advisor_id = any((select polder.my_advisors())::uuid[]))))));
create policy "letter_of_intent_guard_lock" on public."letter_of_intent" for update to polder_guard using (id is not null) with check (id is not null);
create policy "intent_signature_read" on public."intent_signature" for select to polder_app using ((application_id <> all((select polder.conflicts())::uuid[]) or application_id = any((select polder.scope('application.own'))::uuid[])) and exists (select from public.letter_of_intent l where l.id = letter_id));
create policy "intent_signature_add" on public."intent_signature" for insert to polder_app with check ((application_id <> all((select polder.conflicts())::uuid[]) or application_id = any((select polder.scope('application.own'))::uuid[])) and exists (select from public.letter_of_intent l where l.id = letter_id));
create policy "track_rule_read" on public."track_rule" for select to polder_app using ((select polder.may('call.read')));
create policy "track_rule_add" on public."track_rule" for insert to polder_app with check ((select polder.may('call.manage')));
create policy "track_rule_change" on public."track_rule" for update to polder_app using ((select polder.may('call.manage')) or (select polder.may('call.match'))) with check ((select polder.may('call.manage')) or (select polder.may('call.match')));
create policy "track_rule_guard" on public."track_rule" for select to polder_guard using (id is not null);
create policy "track_rule_guard_end" on public."track_rule" for update to polder_guard using (id is not null) with check (id is not null);
create policy "move_entry_track_rule" on public."move_entry" for select to polder_app using (record_kind = 'track_rule' and exists (select from public.track_rule x where x.id = record_id));
create policy "application_read_advised" on public."application" for select to polder_app using (id = any((select polder.my_candidates())::uuid[]));
create policy "move_entry_match_round" on public."move_entry" for select to polder_app using (record_kind = 'match_round' and exists (select from public.match_round x where x.id = record_id));
create policy "move_entry_match_pair" on public."move_entry" for select to polder_app using (record_kind = 'match_pair' and exists (select from public.match_pair x where x.id = record_id));
create policy "move_entry_letter_of_intent" on public."move_entry" for select to polder_app using (record_kind = 'letter_of_intent' and exists (select from public.letter_of_intent x where x.id = record_id));
create policy "mail_template_read" on public."mail_template" for select to polder_app using (((select polder.may('letter.read')) or vacancy_id = any((select polder.scope('letter.read'))::uuid[])) or (vacancy_id is null and cardinality((select polder.scope('letter.read'))) > 0));
create policy "mail_template_add" on public."mail_template" for insert to polder_app with check (((select polder.may('letter.write')) or vacancy_id = any((select polder.scope('letter.write'))::uuid[])));
create policy "mail_template_change" on public."mail_template" for update to polder_app using (((select polder.may('letter.write')) or vacancy_id = any((select polder.scope('letter.write'))::uuid[]))) with check (((select polder.may('letter.write')) or vacancy_id = any((select polder.scope('letter.write'))::uuid[])));
create policy "mail_template_guard" on public."mail_template" for select to polder_guard using (id is not null);
create policy "mailing_read" on public."mailing" for select to polder_app using (((select polder.may('letter.read')) or vacancy_id = any((select polder.scope('letter.read'))::uuid[])));
create policy "mailing_add" on public."mailing" for insert to polder_app with check (((select polder.may('letter.write')) or vacancy_id = any((select polder.scope('letter.write'))::uuid[])));
create policy "mailing_change" on public."mailing" for update to polder_app using (((select polder.may('letter.write')) or vacancy_id = any((select polder.scope('letter.write'))::uuid[]))) with check (((select polder.may('letter.write')) or vacancy_id = any((select polder.scope('letter.write'))::uuid[])));
create policy "mailing_guard" on public."mailing" for select to polder_guard using (id is not null);
create policy "mailing_guard_look" on public."mailing" for update to polder_guard using (id is not null) with check (id is not null);
create policy "mailing_recipient_read" on public."mailing_recipient" for select to polder_app using (application_id <> all((select polder.conflicts())::uuid[]) and exists (select from public.application a where a.id = application_id) and ((select polder.may('letter.read')) or vacancy_id = any((select polder.scope('letter.read'))::uuid[])));
create policy "mailing_recipient_add" on public."mailing_recipient" for insert to polder_app with check (application_id <> all((select polder.conflicts())::uuid[]) and exists (select from public.application a where a.id = application_id) and ((select polder.may('letter.write')) or vacancy_id = any((select polder.scope('letter.write'))::uuid[])));
create policy "mailing_recipient_change" on public."mailing_recipient" for update to polder_app using (application_id <> all((select polder.conflicts())::uuid[]) and exists (select from public.application a where a.id = application_id) and ((select polder.may('letter.write')) or vacancy_id = any((select polder.scope('letter.write'))::uuid[]))) with check (application_id <> all((select polder.conflicts())::uuid[]) and exists (select from public.application a where a.id = application_id) and ((select polder.may('letter.write')) or vacancy_id = any((select polder.scope('letter.write'))::uuid[])));
create policy "mailing_recipient_remove" on public."mailing_recipient" for delete to polder_app using (application_id <> all((select polder.conflicts())::uuid[]) and exists (select from public.application a where a.id = application_id) and ((select polder.may('letter.write')) or vacancy_id = any((select polder.scope('letter.write'))::uuid[])));
create policy "mailing_recipient_guard" on public."mailing_recipient" for select to polder_guard using (id is not null);
create policy "mailing_recipient_guard_moved" on public."mailing_recipient" for update to polder_guard using (id is not null) with check (id is not null);
create policy "mail_guard_again" on public."mail" for update to polder_guard using (id is not null) with check (id is not null);
create policy "move_entry_mail_template" on public."move_entry" for select to polder_app using (record_kind = 'mail_template' and exists (select from public.mail_template x where x.id = record_id));
create policy "move_entry_mailing" on public."move_entry" for select to polder_app using (record_kind = 'mailing' and exists (select from public.mailing x where x.id = record_id));
create policy "same_person_read" on public."same_person" for select to polder_app using (first_id <> all((select polder.conflicts())::uuid[]) and second_id <> all((select polder.conflicts())::uuid[]) and exists (select from public.application a where a.id = first_id) and exists (select from public.application a where a.id = second_id));
create policy "same_person_add" on public."same_person" for insert to polder_app with check ((select polder.may('duplicate.judge')) and first_id <> all((select polder.conflicts())::uuid[]) and second_id <> all((select polder.conflicts())::uuid[]) and exists (select from public.application a where a.id = first_id) and exists (select from public.application a where a.id = second_id));
create policy "same_person_end" on public."same_person" for update to polder_app using ((select polder.may('duplicate.judge')) and first_id <> all((select polder.conflicts())::uuid[]) and second_id <> all((select polder.conflicts())::uuid[]) and exists (select from public.application a where a.id = first_id) and exists (select from public.application a where a.id = second_id)) with check ((select polder.may('duplicate.judge')) and first_id <> all((select polder.conflicts())::uuid[]) and second_id <> all((select polder.conflicts())::uuid[]) and exists (select from public.application a where a.id = first_id) and exists (select from public.application a where a.id = second_id));
create policy "same_person_guard" on public."same_person" for select to polder_guard using (id is not null);
create policy "application_key_guard_select" on public."application_key" for select to polder_guard using (application_id is not null);
create policy "application_key_guard_insert" on public."application_key" for insert to polder_guard with check (application_id is not null);
create policy "application_key_guard_update" on public."application_key" for update to polder_guard using (application_id is not null) with check (application_id is not null);
create policy "application_key_guard_delete" on public."application_key" for delete to polder_guard using (application_id is not null);
create policy "application_export_read" on public."application_export" for select to polder_app using ((created_by = (select polder.actor()) and ((select polder.may('application.export')) or vacancy_id = any((select polder.scope('application.export'))::uuid[]))) or (select polder.may('audit.read')));
create policy "application_export_add" on public."application_export" for insert to polder_app with check ((created_by = (select polder.actor()) and ((select polder.may('application.export')) or vacancy_id = any((select polder.scope('application.export'))::uuid[]))));
create policy "application_export_guard" on public."application_export" for select to polder_guard using (id is not null);
create policy "application_export_line_read" on public."application_export_line" for select to polder_app using (application_id <> all((select polder.conflicts())::uuid[]) and exists (select from public.application_export e where e.id = export_id) and exists (select from public.application a where a.id = application_id));
create policy "application_export_line_add" on public."application_export_line" for insert to polder_app with check (application_id <> all((select polder.conflicts())::uuid[]) and exists (select from public.application_export e where e.id = export_id) and exists (select from public.application a where a.id = application_id));
create policy "application_export_line_guard" on public."application_export_line" for select to polder_guard using (id is not null);
create policy "table_mapping_read" on public."table_mapping" for select to polder_app using ((select polder.may('application.import')));
create policy "table_mapping_add" on public."table_mapping" for insert to polder_app with check ((select polder.may('application.import')));
create policy "table_mapping_change" on public."table_mapping" for update to polder_app using ((select polder.may('application.import'))) with check ((select polder.may('application.import')));
create policy "orcid_proof_add" on public."orcid_proof" for insert to polder_app with check ((select polder.may('sign_in')));
create policy "orcid_proof_read" on public."orcid_proof" for select to polder_app using ((select polder.may('sign_in')));
create policy "orcid_proof_remove" on public."orcid_proof" for delete to polder_app using ((select polder.may('sign_in')));
create policy "orcid_proof_guard" on public."orcid_proof" for select to polder_guard using (id is not null);
create policy "orcid_proof_guard_use" on public."orcid_proof" for update to polder_guard using (id is not null) with check (id is not null);
create policy "verified_orcid_read" on public."verified_orcid" for select to polder_app using (application_id = any((select polder.scope('application.own'))::uuid[]) or (application_id <> all((select polder.conflicts())::uuid[]) and exists (select from public.application a where a.id = application_id)));
create policy "verified_orcid_remove" on public."verified_orcid" for delete to polder_app using (application_id = any((select polder.scope('application.own'))::uuid[]));
create policy "verified_orcid_guard_select" on public."verified_orcid" for select to polder_guard using (id is not null);
create policy "verified_orcid_guard_insert" on public."verified_orcid" for insert to polder_guard with check (id is not null);
create policy "verified_orcid_guard_update" on public."verified_orcid" for update to polder_guard using (id is not null) with check (id is not null);
create policy "letter_template_read" on public."letter_template" for select to polder_app using ((select polder.may('hiring_text.write')) or (select polder.may('hiring_text.confirm')) or (select polder.may('offer.read')) or cardinality((select polder.scope('offer.read'))::uuid[]) > 0);
create policy "letter_template_add" on public."letter_template" for insert to polder_app with check ((select polder.may('hiring_text.write')));
create policy "letter_template_change" on public."letter_template" for update to polder_app using ((select polder.may('hiring_text.write')) or (select polder.may('hiring_text.confirm'))) with check ((select polder.may('hiring_text.write')) or (select polder.may('hiring_text.confirm')));
create policy "move_entry_letter_template" on public."move_entry" for select to polder_app using (record_kind = 'letter_template' and exists (select from public.letter_template x where x.id = record_id));
create policy "offer_letter_read" on public."offer_letter" for select to polder_app using (application_id <> all((select polder.conflicts())::uuid[]) and exists (select from public.offer o where o.id = offer_id) and exists (select from public.application a where a.id = application_id));
create policy "offer_letter_add" on public."offer_letter" for insert to polder_app with check ((select polder.may('offer.send')) and application_id <> all((select polder.conflicts())::uuid[]));
create policy "offer_acceptance_read" on public."offer_acceptance" for select to polder_app using (application_id <> all((select polder.conflicts())::uuid[]) and exists (select from public.offer o where o.id = offer_id) and exists (select from public.application a where a.id = application_id));
create policy "offer_acceptance_sign" on public."offer_acceptance" for insert to polder_app with check (application_id = any((select polder.scope('offer.answer'))::uuid[]));
create policy "document_offer" on public."document" for select to polder_app using (record_kind = 'offer' and exists (select from public.offer o join public.application a on a.id = o.application_id where o.id = record_id));
create policy "document_add_offer" on public."document" for insert to polder_app with check (record_kind = 'offer' and exists (select from public.offer o join public.application a on a.id = o.application_id where o.id = record_id) and (select polder.may('offer.send')));
create policy "letter_template_guard" on public."letter_template" for select to polder_guard using (id is not null);
create policy "offer_letter_guard" on public."offer_letter" for select to polder_guard using (id is not null);
create policy "offer_acceptance_guard" on public."offer_acceptance" for select to polder_guard using (id is not null);
create policy "vacancy_security_read" on public."vacancy_security" for select to polder_app using (((select polder.may('security.read')) or vacancy_id = any((select polder.scope('security.read'))::uuid[])) or (select polder.may('security.decide')));
create policy "vacancy_security_add" on public."vacancy_security" for insert to polder_app with check (((select polder.may('security.tag')) or vacancy_id = any((select polder.scope('security.tag'))::uuid[])));
create policy "vacancy_security_change" on public."vacancy_security" for update to polder_app using (((select polder.may('security.tag')) or vacancy_id = any((select polder.scope('security.tag'))::uuid[]))) with check (((select polder.may('security.tag')) or vacancy_id = any((select polder.scope('security.tag'))::uuid[])));
create policy "vacancy_security_remove" on public."vacancy_security" for delete to polder_app using (((select polder.may('security.tag')) or vacancy_id = any((select polder.scope('security.tag'))::uuid[])));
create policy "security_check_read" on public."security_check" for select to polder_app using (application_id <> all((select polder.conflicts())::uuid[]) and (((select polder.may('security.read')) or vacancy_id = any((select polder.scope('security.read'))::uuid[])) or (select polder.may('security.decide'))));
create policy "security_check_ask" on public."security_check" for insert to polder_app with check ((select polder.may('security.ask')) and application_id <> all((select polder.conflicts())::uuid[]));
create policy "security_check_decide" on public."security_check" for update to polder_app using ((select polder.may('security.decide')) and application_id <> all((select polder.conflicts())::uuid[])) with check ((select polder.may('security.decide')) and application_id <> all((select polder.conflicts())::uuid[]));
create policy "document_being_checked" on public."document" for select to polder_app using (record_kind = 'application' and record_id = any((select polder.being_checked())::uuid[]) and state = 'accepted');
create policy "move_entry_security_check" on public."move_entry" for select to polder_app using (record_kind = 'security_check' and exists (select from public.security_check x where x.id = record_id));
create policy "vacancy_security_guard" on public."vacancy_security" for select to polder_guard using (id is not null);
create policy "security_check_guard" on public."security_check" for select to polder_guard using (id is not null);
create policy "hire_read" on public."hire" for select to polder_app using (application_id <> all((select polder.conflicts())::uuid[]) and (select polder.may('appointment.read')));
create policy "hire_confirm" on public."hire" for update to polder_app using (application_id <> all((select polder.conflicts())::uuid[]) and (select polder.may('appointment.write'))) with check (application_id <> all((select polder.conflicts())::uuid[]) and (select polder.may('appointment.write')));
create policy "hire_guard_add" on public."hire" for insert to polder_guard with check (id is not null);
create policy "checklist_rule_read" on public."checklist_rule" for select to polder_app using ((select polder.may('hiring_text.write')) or (select polder.may('hiring_text.confirm')) or (select polder.may('appointment.read')) or exists (select from public.appointment_check c where c.rule_id = checklist_rule.id));
create policy "checklist_rule_add" on public."checklist_rule" for insert to polder_app with check ((select polder.may('hiring_text.write')));
create policy "checklist_rule_change" on public."checklist_rule" for update to polder_app using ((select polder.may('hiring_text.write')) or (select polder.may('hiring_text.confirm'))) with check ((select polder.may('hiring_text.write')) or (select polder.may('hiring_text.confirm')));
create policy "checklist_rule_guard" on public."checklist_rule" for select to polder_guard using (id is not null);
create policy "checklist_rule_guard_end" on public."checklist_rule" for update to polder_guard using (id is not null) with check (id is not null);
create policy "move_entry_checklist_rule" on public."move_entry" for select to polder_app using (record_kind = 'checklist_rule' and exists (select from public.checklist_rule x where x.id = record_id));
create policy "appointment_check_read" on public."appointment_check" for select to polder_app using (id <> all((select polder.conflicts())::uuid[]) and ((select polder.may('appointment.read')) or owner_id = (select polder.actor())));
create policy "appointment_check_add" on public."appointment_check" for insert to polder_app with check ((select polder.may('appointment.write')));
create policy "appointment_check_change" on public."appointment_check" for update to polder_app using (id <> all((select polder.conflicts())::uuid[]) and ((select polder.may('appointment.write')) or owner_id = (select polder.actor()) or (select polder.may('check.accept')))) with check (id <> all((select polder.conflicts())::uuid[]) and ((select polder.may('appointment.write')) or owner_id = (select polder.actor()) or (select polder.may('check.accept'))));
create policy "appointment_check_guard_add" on public."appointment_check" for insert to polder_guard with check (id is not null);
create policy "appointment_reminder_read" on public."appointment_reminder" for select to polder_app using ((select polder.may('check.remind')));
create policy "appointment_reminder_add" on public."appointment_reminder" for insert to polder_app with check ((select polder.may('check.remind')));
create policy "appointment_read_to_check" on public."appointment" for select to polder_app using (id <> all((select polder.conflicts())::uuid[]) and id = any((select polder.appointments_to_check())::uuid[]));
create policy "document_appointment_check" on public."document" for select to polder_app using (record_kind = 'appointment_check' and exists (select from public.appointment_check x where x.id = record_id));
create policy "document_add_appointment_check" on public."document" for insert to polder_app with check (record_kind = 'appointment_check' and exists (select from public.appointment_check x where x.id = record_id and x.state = 'open' and ((select polder.may('appointment.write')) or x.owner_id = (select polder.actor()))));
create policy "document_change_appointment_check" on public."document" for update to polder_app using (record_kind = 'appointment_check' and exists (select from public.appointment_check x where x.id = record_id and x.state = 'open' and ((select polder.may('appointment.write')) or x.owner_id = (select polder.actor())))) with check (record_kind = 'appointment_check' and exists (select from public.appointment_check x where x.id = record_id and x.state = 'open' and ((select polder.may('appointment.write')) or x.owner_id = (select polder.actor()))));
create policy "document_remove_appointment_check" on public."document" for delete to polder_app using (record_kind = 'appointment_check' and exists (select from public.appointment_check x where x.id = record_id and x.state = 'open' and ((select polder.may('appointment.write')) or x.owner_id = (select polder.actor()))));
create policy "move_entry_appointment_check" on public."move_entry" for select to polder_app using (record_kind = 'appointment_check' and exists (select from public.appointment_check x where x.id = record_id));
create policy "hire_guard" on public."hire" for select to polder_guard using (id is not null);
create policy "appointment_check_guard" on public."appointment_check" for select to polder_guard using (id is not null);
create policy "appointment_guard_add" on public."appointment" for insert to polder_guard with check (state = 'planned');
create policy "appointment_employer_guard_add" on public."appointment_employer" for insert to polder_guard with check (id is not null);
create policy "person_guard_add" on public."person" for insert to polder_guard with check (id is not null);
create policy "person_guard_drop" on public."person" for delete to polder_guard using (id is not null);
create policy "diversity_question_read" on public."diversity_question" for select to polder_app using ((select polder.may('hiring_rule.read')));
create policy "diversity_question_add" on public."diversity_question" for insert to polder_app with check ((select polder.may('hiring_rule.write')));
create policy "diversity_question_change" on public."diversity_question" for update to polder_app using ((select polder.may('hiring_rule.write')) or (select polder.may('hiring_rule.confirm'))) with check ((select polder.may('hiring_rule.write')) or (select polder.may('hiring_rule.confirm')));
create policy "diversity_question_guard" on public."diversity_question" for select to polder_guard using (id is not null);
create policy "diversity_question_guard_end" on public."diversity_question" for update to polder_guard using (id is not null) with check (id is not null);
create policy "move_entry_diversity_question" on public."move_entry" for select to polder_app using (record_kind = 'diversity_question' and exists (select from public.diversity_question x where x.id = record_id));
create policy "diversity_answer_guard_select" on public."diversity_answer" for select to polder_guard using (id is not null);
create policy "diversity_answer_guard_insert" on public."diversity_answer" for insert to polder_guard with check (id is not null);
create policy "diversity_answer_guard_update" on public."diversity_answer" for update to polder_guard using (id is not null) with check (id is not null);
create policy "diversity_answer_guard_delete" on public."diversity_answer" for delete to polder_guard using (id is not null);
create policy "move_entry_guard_application" on public."move_entry" for select to polder_guard using (record_kind = 'application');
create policy "diversity_figure_read" on public."diversity_figure" for select to polder_app using ((select polder.may('report.read')));
create policy "diversity_figure_add" on public."diversity_figure" for insert to polder_app with check ((select polder.may('diversity.count')));
create policy "stay_read" on public."stay" for select to polder_app using ((id <> all((select polder.conflicts())::uuid[]) and (select polder.may('appointment.read'))) or appointment_id = any((select polder.own_appointments())::uuid[]) or appointment_id = any((select polder.supervised())::uuid[]));
create policy "stay_add" on public."stay" for insert to polder_app with check (exists (select from public.appointment a where a.id = appointment_id) and ((id <> all((select polder.conflicts())::uuid[]) and (select polder.may('appointment.write'))) or appointment_id = any((select polder.supervised_now())::uuid[])));
create policy "stay_change" on public."stay" for update to polder_app using (exists (select from public.appointment a where a.id = appointment_id) and ((id <> all((select polder.conflicts())::uuid[]) and (select polder.may('appointment.write'))) or appointment_id = any((select polder.supervised_now())::uuid[]))) with check (exists (select from public.appointment a where a.id = appointment_id) and ((id <> all((select polder.conflicts())::uuid[]) and (select polder.may('appointment.write'))) or appointment_id = any((select polder.supervised_now())::uuid[])));
create policy "milestone_read" on public."milestone" for select to polder_app using ((id <> all((select polder.conflicts())::uuid[]) and (select polder.may('appointment.read'))) or appointment_id = any((select polder.own_appointments())::uuid[]) or appointment_id = any((select polder.supervised())::uuid[]));
create policy "milestone_add" on public."milestone" for insert to polder_app with check (exists (select from public.appointment a where a.id = appointment_id) and ((id <> all((select polder.conflicts())::uuid[]) and (select polder.may('appointment.write'))) or appointment_id = any((select polder.supervised_now())::uuid[])));
create policy "milestone_change" on public."milestone" for update to polder_app using ((exists (select from public.appointment a where a.id = appointment_id) and ((id <> all((select polder.conflicts())::uuid[]) and (select polder.may('appointment.write'))) or appointment_id = any((select polder.supervised_now())::uuid[]))) or appointment_id = any((select polder.own_appointments())::uuid[])) with check ((exists (select from public.appointment a where a.id = appointment_id) and ((id <> all((select polder.conflicts())::uuid[]) and (select polder.may('appointment.write'))) or appointment_id = any((select polder.supervised_now())::uuid[]))) or appointment_id = any((select polder.own_appointments())::uuid[]));
create policy "milestone_remove" on public."milestone" for delete to polder_app using (exists (select from public.appointment a where a.id = appointment_id) and ((id <> all((select polder.conflicts())::uuid[]) and (select polder.may('appointment.write'))) or appointment_id = any((select polder.supervised_now())::uuid[])));
create policy "move_entry_stay" on public."move_entry" for select to polder_app using (record_kind = 'stay' and exists (select from public.stay x where x.id = record_id));
create policy "stay_guard" on public."stay" for select to polder_guard using (id is not null);
create policy "milestone_guard" on public."milestone" for select to polder_guard using (id is not null);
create policy "stay_guard_add" on public."stay" for insert to polder_guard with check (id is not null);
create policy "milestone_guard_add" on public."milestone" for insert to polder_guard with check (id is not null);
create policy "supervision_guard_add" on public."supervision" for insert to polder_guard with check (id is not null);
create policy "session_calendar_read" on public."session" for select to polder_app using (kind = 'link' and role = 'funder_calendar' and scope_id = any((select polder.scope('funder_calendar.issue'))::uuid[]));
create policy "session_calendar_add" on public."session" for insert to polder_app with check (kind = 'link' and role = 'funder_calendar' and scope_id = any((select polder.scope('funder_calendar.issue'))::uuid[]));
create policy "session_calendar_end" on public."session" for update to polder_app using (kind = 'link' and role = 'funder_calendar' and scope_id = any((select polder.scope('funder_calendar.issue'))::uuid[])) with check (kind = 'link' and role = 'funder_calendar' and scope_id = any((select polder.scope('funder_calendar.issue'))::uuid[]));
grant select on public.alembic_version to polder_app;  -- /readyz compares it with the code's own
select polder.make_audit_partitions(24);
