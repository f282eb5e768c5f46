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
