-- The number in force today, for whoever counts by it; null where none is.
create or replace function polder.grant_figure(of_key text) returns bigint
language sql stable security definer set search_path = pg_catalog, public as $$
  select f.value from public.grant_figure f
  where f.key = of_key and f.state = 'in_force' and polder.today() between f.valid_from and coalesce(f.valid_until, 'infinity')
$$;

-- Numbers of the house, proposed for somebody to confirm. Entered once, when the table is made; later versions are entered by
-- people.
do $$ begin
  if not (select relrowsecurity from pg_class where oid = 'public.grant_figure'::regclass) then
    insert into public.grant_figure (key, name_nl, name_en, value, valid_from, source) values
      ('notice_days', 'Deadline: dagen vooraf herinneren', 'Deadline: days ahead to be reminded', 21, '2020-01-01', 'Eigen beleid'),
      ('archive_days', 'Subsidiekans: dagen na afloop archiveren', 'Opportunity: days until it is archived once over', 90, '2020-01-01', 'Eigen beleid');
  end if;
end $$;
