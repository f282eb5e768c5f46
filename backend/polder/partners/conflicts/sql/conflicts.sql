-- Facts behind conflicts of interest.

-- A window governs days to come: what was proposed under an earlier one stays explained by it.
create or replace function polder.window_ahead() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if polder.setting('actor_kind') in ('browser', 'token') and new.valid_from < (polder.clock() at time zone 'Europe/Amsterdam')::date then
    raise exception 'window_in_the_past' using errcode = 'PL422', detail = 'valid_from';
  end if;
  return new;
end $$;
create or replace trigger b_ahead before insert on public.conflict_window
  for each row execute function polder.window_ahead();

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

-- The windows to begin with. Funders' codes differ and change: these are the house's own until HR confirms them.
alter table public.conflict_window no force row level security;  -- forced again with its policies
insert into public.conflict_window (kind, years, source, valid_from)
select kind, years, 'The house''s own rule, to be confirmed by HR. Compare: NWO, Code for Dealing with Personal Interests (1 June 2020).',
  date '2020-06-01'
from (values ('employer', 3), ('coauthor', 5), ('supervisor', 10), ('interest', 3)) as w(kind, years)
on conflict (kind, valid_from) do nothing;
