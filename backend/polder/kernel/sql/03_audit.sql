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
