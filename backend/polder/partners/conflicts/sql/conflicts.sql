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

-- The windows to begin with. Funders' codes differ and change: these are the house's own until HR confirms others.
alter table public.conflict_window no force row level security;  -- forced again with its policies
insert into public.conflict_window (key, name_nl, name_en, value, source, valid_from, state)
select key, nl, en, years,
  'The house''s own rule, to be confirmed by HR. Compare: NWO, Code for Dealing with Personal Interests (1 June 2020).',
  date '2020-06-01', 'in_force'
from (values ('employer', 'Zelfde werkgever: jaren', 'Same employer: years', 3),
  ('coauthor', 'Samen gepubliceerd: jaren', 'Published together: years', 5),
  ('supervisor', 'Begeleiding: jaren', 'Supervision: years', 10),
  ('interest', 'Belang in een organisatie: jaren', 'Interest in an organisation: years', 3)) as w(key, nl, en, years)
where not exists (select from public.conflict_window);
