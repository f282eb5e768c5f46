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
