-- Erasing, made of what every room says of its tables (see polder.hiring.privacy.rules).

-- All that belongs to an application, its files and mails too.
create or replace function polder.things_of(application uuid) returns uuid[]
language plpgsql volatile security definer set search_path = pg_catalog, public as $$
declare
  things uuid[] := polder.belongings(array[application]);
begin
  return things || array(select d.id from public.document d where d.record_id = any(things))
    || array(select m.id from public.mail m where m.record_id = any(things))
    || array(select s.id from public.session s where s.scope_id = any(things));
end $$;

-- How many rows of which table go, or lose what they say.
create or replace function polder.erasure_counts(application uuid) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, public as $$
declare
  before text := coalesce(current_setting('polder.erasing', true), '');
  people uuid[] := array[application];
  things uuid[];
  found jsonb;
begin
  perform set_config('polder.erasing', 'counts', true);
  things := polder.things_of(application);
  select {counts} into found;
  perform set_config('polder.erasing', before, true);
  return found;
end $$;

-- What went: rows of which table, or columns of those that stay. Only within a run.
create or replace function polder.erase_person(application uuid) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, public as $$
declare
  people uuid[] := array[application];
  things uuid[] := polder.things_of(application);
  went jsonb := '{}';
  n bigint;
begin
{erase}
  return went;
end $$;
