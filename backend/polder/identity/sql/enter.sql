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
