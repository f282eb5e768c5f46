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
language plpgsql stable parallel safe as $$
begin  -- an expression only: policies ask this dozens of times in a request, and a query would be started each time
  return coalesce(translate(nullif(current_setting('polder.scoped', true), '')::jsonb ->> permission, '[]" ', '{}')::uuid[],
    '{}'::uuid[]);
end $$;

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

-- Is somebody being erased? Only within the functions that erase, which run as polder_guard: nobody else can say so.
create or replace function polder.erasing() returns boolean
language sql stable parallel safe as $$
  select current_user = 'polder_guard' and coalesce(current_setting('polder.erasing', true), '') <> ''
$$;

create or replace function polder.refuse_change() returns trigger
language plpgsql as $$
begin
  if tg_level = 'ROW' and polder.erasing() then
    return coalesce(new, old);
  end if;
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
