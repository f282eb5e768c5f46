create or replace function polder.quarter_begins(day date) returns date
language sql immutable as $$ select date_trunc('quarter', day::timestamp)::date $$;

-- Options have keys of their own, and words in both languages.
create or replace function polder.keep_diversity_question() returns trigger
language plpgsql as $$
begin
  if exists (select from jsonb_array_elements(new.options) as o
             where (o ->> 'key' ~ '^[a-z][a-z0-9_]{0,29}$' and o ->> 'key' <> 'others') is not true
               or (polder.shows_something(o ->> 'nl') and polder.shows_something(o ->> 'en')) is not true
               or greatest(char_length(o ->> 'nl'), char_length(o ->> 'en')) > 100)
     or exists (select from jsonb_array_elements(new.options) as o group by o ->> 'key' having count(*) > 1) then
    raise exception 'diversity_options' using errcode = 'PL422', detail = 'options';
  end if;
  return new;
end $$;
create or replace trigger c_options before insert or update on public.diversity_question
  for each row execute function polder.keep_diversity_question();

-- The questions in force, each with the applicant's own answer, and answers to questions that no longer are (`over`), which
-- can still be taken back: on their own page, and nowhere else.
create or replace function polder.own_diversity(of_application uuid) returns jsonb
language sql stable security definer set search_path = pg_catalog, public as $$
  with asked as (
    select q.* from public.diversity_question q
    where q.state = 'in_force' and polder.today() between q.valid_from and coalesce(q.valid_until, 'infinity'))
  select jsonb_agg(jsonb_build_object('key', q.key, 'text', jsonb_build_object('nl', q.text_nl, 'en', q.text_en), 'options', q.options,
    'answer', q.option, 'over', q.over) order by q.over, q.key)
  from public.application a cross join lateral (
    select q.key, q.text_nl, q.text_en, q.options, d.option, false as over
    from asked q left join public.diversity_answer d on d.application_id = a.id and d.question_key = q.key
    union all
    select q.key, q.text_nl, q.text_en, q.options, d.option, true
    from public.diversity_answer d join public.diversity_question q on q.id = d.question_id
    where d.application_id = a.id and not exists (select from asked x where x.key = d.question_key)) as q
  where a.id = of_application and a.submitted_at is not null and a.id = any(polder.scope('application.own'))
$$;

-- Answer a question of one's own application, once it is handed in; no option takes the answer back.
create or replace function polder.answer_diversity(of_key text, chosen text) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  own uuid := (polder.scope('application.own'))[1];
  question uuid;
begin
  if not exists (select from public.application a where a.id = own and a.submitted_at is not null) then
    raise exception 'diversity_not_yet' using errcode = 'PL409';
  end if;
  if chosen is null then
    delete from public.diversity_answer where application_id = own and question_key = of_key;
    return;
  end if;
  select q.id into question from public.diversity_question q, jsonb_array_elements(q.options) as o
  where q.key = of_key and q.state = 'in_force' and polder.today() between q.valid_from and coalesce(q.valid_until, 'infinity')
    and o ->> 'key' = chosen;
  if question is null then
    raise exception 'diversity_option' using errcode = 'PL422', detail = 'diversity';
  end if;
  insert into public.diversity_answer as d (application_id, question_id, question_key, option, counts_from)
  values (own, question, of_key, chosen, (polder.quarter_begins(polder.today()) + interval '3 months')::date)
  on conflict (application_id, question_key) do update
    set question_id = excluded.question_id, option = excluded.option, counts_from = excluded.counts_from
    where d.option <> excluded.option;
end $$;

-- At erasure: answers go on as those of nobody, each by itself, with the year and the furthest stage. How many there were.
create or replace function polder.unlink_diversity(of_application uuid) returns int
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  unlinked int;
begin
  if exists (select from public.application a where a.id = of_application
             and a.stage not in ('draft', 'ineligible', 'hired', 'rejected', 'withdrawn')) then
    raise exception 'diversity_open' using errcode = 'PL409';
  end if;
  with gone as (
    delete from public.diversity_answer d where d.application_id = of_application
    returning d.question_id, d.question_key, d.option, d.counts_from)
  insert into public.diversity_answer (question_id, question_key, option, counts_from, year, furthest)
  select g.question_id, g.question_key, g.option, g.counts_from, extract(year from a.submitted_at at time zone 'Europe/Amsterdam'),
    polder.way_stage(coalesce((select max(polder.way_place(m.to_state)) from public.move_entry m
      where m.record_kind = 'application' and m.record_id = a.id), 1))
  from gone g join public.application a on a.id = of_application order by g.option, gen_random_uuid();
  get diagnostics unlinked = row_count;
  return unlinked;
end $$;

-- All that was answered by the start of this quarter: per year, question and stage how many came so far (no option), and how
-- many of them gave each answer. Only what decides what is shown reads it.
create or replace function polder.diversity_counts() returns table (year int, question_key text, place int, option text, people int)
language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
  begins date := polder.quarter_begins(polder.today());
  moment timestamptz := polder.day_begins(begins);
begin
  if not polder.may('diversity.count') then
    raise insufficient_privilege;
  end if;
  return query
  with far as materialized (
    select a.id, extract(year from a.submitted_at at time zone 'Europe/Amsterdam')::int as year,
      coalesce(max(polder.way_place(m.to_state)), 1) as place
    from public.application a left join public.move_entry m on m.record_id = a.id and m.record_kind = 'application' and m.at < moment
    where a.submitted_at < moment group by a.id),
  said as materialized (
    select f.year, d.question_key, d.option, f.place from public.diversity_answer d join far f on f.id = d.application_id
    where d.counts_from <= begins
    union all
    select d.year, d.question_key, d.option, polder.way_place(d.furthest) from public.diversity_answer d
    where d.application_id is null and d.counts_from <= begins)
  select k.year, k.question_key::text, w.place, null::text, (select count(*) from far f where f.year = k.year and f.place >= w.place)::int
  from (select distinct s.year, s.question_key from said s) as k cross join generate_series(1, polder.way_place('hired')) as w (place)
  union all
  select s.year, s.question_key::text, w.place, s.option, count(*)::int from said s join generate_series(1, polder.way_place('hired')) as w (place) on w.place <= s.place
  group by s.year, s.question_key, w.place, s.option;
end $$;

-- Figures are of the running quarter, and of no fewer people than the house has set.
create or replace function polder.keep_diversity_figure() returns trigger
language plpgsql as $$
begin
  if new.quarter <> polder.quarter_begins(polder.today())
     or (new.people >= polder.hiring_figure('diversity_least')) is not true then
    raise exception 'diversity_too_few' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger b_figure before insert on public.diversity_figure
  for each row execute function polder.keep_diversity_figure();

-- Questions to begin with, proposed. Entered once, when the table is made.
do $$ begin
  if not (select relrowsecurity from pg_class where oid = 'public.diversity_question'::regclass) then
    insert into public.diversity_question (key, name_nl, name_en, text_nl, text_en, options, valid_from, source) values
      ('age_group', 'Leeftijd', 'Age', 'Hoe oud bent u?', 'How old are you?',
       '[{"key": "under_25", "nl": "jonger dan 25", "en": "under 25"}, {"key": "from_25", "nl": "25 tot en met 34", "en": "25 to 34"},
         {"key": "from_35", "nl": "35 tot en met 44", "en": "35 to 44"}, {"key": "from_45", "nl": "45 tot en met 54", "en": "45 to 54"},
         {"key": "from_55", "nl": "55 of ouder", "en": "55 or older"}]', '2018-05-25',
       'Wet gelijke behandeling op grond van leeftijd bij de arbeid; AVG art. 6, lid 1, onder a: toestemming'),
      ('functional_limitation', 'Beperking', 'Functional limitation', 'Hebt u een beperking of een langdurige ziekte die u in uw werk hindert?',
       'Do you have a limitation or a long-term illness that hinders you at work?',
       '[{"key": "yes", "nl": "ja", "en": "yes"}, {"key": "no", "nl": "nee", "en": "no"}]', '2018-05-25',
       'Wet gelijke behandeling op grond van handicap of chronische ziekte; AVG art. 9, lid 2, onder a: uitdrukkelijke toestemming'),
      ('gender', 'Gender', 'Gender', 'Wat is uw gender?', 'What is your gender?',
       '[{"key": "woman", "nl": "vrouw", "en": "woman"}, {"key": "man", "nl": "man", "en": "man"},
         {"key": "other", "nl": "non-binair of anders", "en": "non-binary or other"}]', '2018-05-25',
       'Algemene wet gelijke behandeling; AVG art. 9, lid 2, onder a: uitdrukkelijke toestemming');
  end if;
end $$;
