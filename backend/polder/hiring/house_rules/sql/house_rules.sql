-- The number in force today, for whoever counts by it; null where none is.
create or replace function polder.hiring_figure(of_key text) returns bigint
language sql stable security definer set search_path = pg_catalog, public as $$
  select r.value from public.hiring_rule r
  where r.key = of_key and r.state = 'in_force' and polder.today() between r.valid_from and coalesce(r.valid_until, 'infinity')
$$;

-- People were told these numbers: a next version counts from today on. Only the first of a key may have begun before.
create or replace function polder.hiring_rule_ahead() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if new.valid_from < polder.today() and exists (
      select from public.hiring_rule r where r.key = new.key and r.id <> new.id and r.state = 'in_force') then
    raise exception 'hiring_rule_past' using errcode = 'PL422', detail = 'valid_from';
  end if;
  return new;
end $$;
create or replace trigger c_ahead before insert or update of valid_from, state on public.hiring_rule for each row
  when (new.state = 'proposed' or new.state = 'in_force') execute function polder.hiring_rule_ahead();

-- Numbers that law and practice set, proposed for somebody to confirm against their source. Entered once, when the table is
-- made; later versions are entered by people.
do $$ begin
  if not (select relrowsecurity from pg_class where oid = 'public.hiring_rule'::regclass) then
    insert into public.hiring_rule (key, name_nl, name_en, value, valid_from, source) values
      ('retention_days', 'Sollicitaties: dagen bewaren na het besluit', 'Applications: days kept after the decision', 28, '2018-05-25',
       'AVG art. 5, lid 1, onder e; NVP Sollicitatiecode: vier weken na het einde van de procedure'),
      ('consent_days', 'Sollicitaties: dagen bewaren met toestemming', 'Applications: days kept with consent', 365, '2018-05-25',
       'AVG art. 5, lid 1, onder e; NVP Sollicitatiecode: met toestemming ten hoogste een jaar'),
      ('consent_ask_days', 'Toestemming: dagen vooraf opnieuw vragen', 'Consent: days ahead to be asked again', 30, '2018-05-25', 'Eigen beleid'),
      ('diversity_least', 'Diversiteit: kleinste groep die wordt getoond', 'Diversity: smallest group that is shown', 10, '2018-05-25',
       'AVG art. 9 en 25; eigen beleid: niet minder dan tien'),
      ('vacancy_open_days', 'Vacature: minste dagen open', 'Vacancy: least days open', 14, '2020-01-01', 'OTM-R (EURAXESS); eigen beleid'),
      ('alert_unconfirmed_days', 'Vacatures per mail: dagen om te bevestigen', 'Vacancies by mail: days to confirm', 7, '2020-01-01', 'AVG art. 5, lid 1, onder c; eigen beleid'),
      ('letter_second_look', 'Brief aan velen: boven zoveel mensen eerst de lijst bevestigen', 'Letter to many: above so many people the list is confirmed first', 50, '2020-01-01', 'Eigen beleid'),
      ('meeting_quorum', 'Vergadering: aandeel van de commissie', 'Meeting: share of the committee', 5001, '2020-01-01', 'Eigen beleid: meer dan de helft'),
      ('milestone_days', 'Mijlpaal: dagen vooraf herinneren', 'Milestone: days ahead to be reminded', 14, '2020-01-01', 'Eigen beleid'),
      ('stay_days', 'Verblijf elders: dagen vooraf bevestigen', 'Stay elsewhere: days ahead to be confirmed', 90, '2020-01-01', 'Eigen beleid');
  end if;
end $$;

-- Those that came after the release of the table, each once, too.
alter table public.hiring_rule no force row level security;  -- forced again with its policies
alter table public.hiring_rule drop constraint if exists ck_hiring_rule_known, drop constraint if exists ck_hiring_rule_meeting_quorum;  -- made anew with its checks
alter table public.hiring_rule disable trigger user;  -- nobody proposed them, as nobody did the first ones
insert into public.hiring_rule (key, name_nl, name_en, value, valid_from, source)
select n.key, n.name_nl, n.name_en, n.value, '2020-01-01', n.source from (values
  ('select_after_deadline', 'Vacature: selecteren pas na de sluiting', 'Vacancy: select only after the deadline', 1, 'OTM-R (EURAXESS); eigen beleid'),
  ('match_after_eligibility', 'Oproep: koppelen pas als ieders ontvankelijkheid bekend is', 'Call: match only once everybody''s eligibility is known', 1, 'OTM-R (EURAXESS); eigen beleid'),
  ('review_reminder_days', 'Beoordelen: dagen tot de herinnering', 'Reviewing: days for the reminder', 3, 'Eigen beleid'),
  ('interview_reminder_hours', 'Gesprek: uren vooraf herinneren', 'Interview: hours ahead to be reminded', 24, 'Eigen beleid'))
  as n(key, name_nl, name_en, value, source)
where not exists (select from public.hiring_rule r where r.key = n.key);
alter table public.hiring_rule enable trigger user;
