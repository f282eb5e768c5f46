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
    select key, nl, en, years, 'Eigen beleid, door het instituut te bevestigen. Vergelijk: NWO, Code omgang met persoonlijke belangen (1 juni 2020).',
      date '2020-06-01'
    from (values ('employer', 'Zelfde werkgever: jaren', 'Same employer: years', 3),
      ('coauthor', 'Samen gepubliceerd: jaren', 'Published together: years', 5),
      ('supervisor', 'Begeleiding: jaren', 'Supervision: years', 10),
      ('interest', 'Belang in een organisatie: jaren', 'Interest in an organisation: years', 3)) as w(key, nl, en, years);
  end if;
end $$;
