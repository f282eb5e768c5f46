-- Who applied more than once: what applications are compared by, and what people said.

-- Whose mailbox it is: without capitals, and without what follows a plus (RFC 5233).
create or replace function polder.mailbox(address text) returns text
language sql immutable parallel safe strict as $$ select regexp_replace(lower(trim(address)), '\+[^@]*@', '@') $$;

-- A name in the forms by which it compares: its words sorted, so that the order and a comma do not matter; and run
-- together, so that spaces do not. Case, accents, signs and unseen characters do not count, nor do letters that look like
-- Latin ones within a Latin name, titles, and single letters beside whole words. ä and ae are one. Scripts that write without spaces compare by
-- their characters. Names are compared within their script. Null where nothing is left.
create or replace function polder.name_keys(name text, out sorted text, out run text)
language plpgsql immutable parallel safe as $$
declare
  folded text := polder.fold(normalize(coalesce(name, ''), nfkc));
  parts text[];
  whole text[];
  titles constant text[] := '{dr,drs,ir,ing,mr,mrs,ms,mw,dhr,prof,phd,msc,bsc,ma,md,sr,jr}';
begin
  folded := regexp_replace(folded, '[\u0300-\u036f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff''’ʼ‘`´]', '', 'g');
  -- a family name before its comma goes behind
  if folded ~ '^[^,]+,[^,]+$' then
    folded := split_part(folded, ',', 2) || ' ' || split_part(folded, ',', 1);
  end if;
  folded := trim(regexp_replace(folded, '[\s!-/:-@\[-`{-~\u00a0-\u00bf\u2010-\u2027\u2030-\u205e،、・。]+', ' ', 'g'));
  folded := replace(folded, 'ς', 'σ');
  select string_agg(case when w.word ~ '[a-z]' then replace(replace(replace(
      translate(w.word, 'авекмнорстухіјѕԁһԛԝαερτυικνοχ', 'abekmhopctyxijsdhqwaeptuikvox'), 'ae', 'a'), 'oe', 'o'), 'ue', 'u')
    else w.word end, ' ' order by w.n) into folded
  from regexp_split_to_table(folded, ' ') with ordinality as w(word, n);
  if folded ~ '[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]' then
    select string_agg(c, '' order by c collate "C") into sorted 
    from unnest(string_to_array(folded, ' ')) as part, regexp_split_to_table(part, '') as c where part <> all(titles);
    run := null;
  else
    parts := array_remove(string_to_array(folded, ' '), '');
    whole := array(select part from unnest(parts) with ordinality as p(part, n) where length(part) > 1 and part <> all(titles) order by n);
    if cardinality(whole) >= 2 then
      parts := whole;
    end if;
    select string_agg(part, ' ' order by part collate "C"), string_agg(part, '' order by n) into sorted, run
    from unnest(parts) with ordinality as p(part, n);
  end if;
  sorted := nullif(left(sorted, 500), '');
  run := nullif(left(run, 500), '');
end $$;

-- The keys of an application, anew. Another one to the same vacancy that shares one is marked with it.
create or replace function polder.renew_keys(application public.application) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public as $$
declare
  about uuid := application.id;
begin
  delete from public.application_key k where k.application_id = about;
  -- Asked of each index by itself: of thousands with one name, as many would be looked through for each of them.
  insert into public.application_key (application_id, kind, value, vacancy_id, twice)
  select about, k.kind, k.value, application.vacancy_id,
    exists (select from public.application_key o
      where o.kind = k.kind and o.value = k.value and o.vacancy_id = application.vacancy_id and o.twice)
    or exists (select from public.application_key o
      where o.kind = k.kind and o.value = k.value and o.vacancy_id = application.vacancy_id and not o.twice)
  from polder.name_keys(application.name) as n, lateral (values ('email', polder.mailbox(application.email)),
    ('orcid', upper(right(application.orcid, 19))), ('name', n.sorted), ('run', n.run)) as k(kind, value)
  where polder.shows_something(k.value);
  update public.application_key o set twice = true
  from public.application_key k
  where k.application_id = about and k.twice and not o.twice and o.kind = k.kind and o.value = k.value and o.vacancy_id = k.vacancy_id;
end $$;

create or replace function polder.keep_keys() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  perform polder.renew_keys(new);
  return null;
end $$;
create or replace trigger y_keys after insert or update of name, email, orcid, stage on public.application
  for each row when (not polder.erasing() and new.submitted_at is not null) execute function polder.keep_keys();

-- Applications of before there were keys: once, while the table is still empty.
alter table public.application no force row level security;  -- forced again with its policies
alter table public.application_key no force row level security;
do $$ begin
  if not exists (select from public.application_key) then
    perform polder.renew_keys(a) from public.application a where a.submitted_at is not null;
  end if;
end $$;

-- Applications that share a key with this one, and which: for whoever sees this one. Which of those they see the caller asks.
create or replace function polder.alike(application uuid) returns table (application_id uuid, grounds text[])
language sql stable security definer set search_path = pg_catalog, public as $$
  select k.application_id, array_agg(distinct case k.kind when 'run' then 'name' else k.kind end)
  from public.application_key mine cross join lateral (
    select o.application_id, o.kind from public.application_key o
    where o.kind = mine.kind and o.value = mine.value and o.application_id <> alike.application limit 200) as k
  where mine.application_id = alike.application and alike.application <> all((select polder.conflicts())::uuid[])
    and ((select polder.may('application.read')) or mine.vacancy_id = any((select polder.scope('application.read'))::uuid[]))
  group by k.application_id order by count(*) desc, k.application_id limit 200
$$;

-- All applications of the person who wrote this one, as far as somebody said so: links lead on.
create or replace function polder.applications_of_person(application uuid) returns uuid[]
language sql stable security definer set search_path = pg_catalog, public as $$
  with recursive person(id) as (
    select applications_of_person.application
    union
    select case when s.first_id = p.id then s.second_id else s.first_id end
    from person p join public.same_person s on p.id in (s.first_id, s.second_id)
    where s.verdict = 'same' and s.ended_at is null)
  select array_agg(id) from person
$$;

-- Was this one withdrawn because another of the same person counts? Then it can be brought back.
create or replace function polder.set_aside_at(application uuid) returns text
language sql stable security definer set search_path = pg_catalog, public as $$
  select s.stage_before from public.same_person s
  where set_aside_at.application in (s.first_id, s.second_id) and s.kept_id <> set_aside_at.application and s.ended_at is null
$$;

-- Which application counts instead of the asker's own, and whether its link goes to their own mailbox; null where none does.
create or replace function polder.counts_instead(application uuid) returns json
language sql stable security definer set search_path = pg_catalog, public as $$
  select json_build_object('reference', k.reference, 'by_form', k.source = 'form',
    'same_mailbox', k.source = 'form' and lower(k.email) is not distinct from lower(a.email) and a.email is not null)
  from public.same_person s join public.application k on k.id = s.kept_id join public.application a on a.id = counts_instead.application
  where a.id in (s.first_id, s.second_id) and s.kept_id <> a.id and s.ended_at is null and a.stage = 'withdrawn'
    and a.id = any((select polder.scope('application.own'))::uuid[])
  limit 1
$$;

-- Does this one no longer count because another of its writer does? By its history, which outlives what was said of the two.
create or replace function polder.counts_no_more(application uuid, stage text) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  return stage = 'withdrawn' and 'withdraw_duplicate' = (
    select m.move from public.move_entry m where m.record_id = counts_no_more.application and m.record_kind = 'application'
    order by m.at desc, m.id desc limit 1);
end $$;

-- Whoever declared a conflict about somebody has it with all of their applications, as long as they are said to be theirs.
create or replace function polder.conflicts_follow(applications uuid[]) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  delete from public.conflict c where c.record_id = any(applications) and c.follows_id is not null and not exists (
    select from public.conflict o where o.id = c.follows_id and o.record_id = any(polder.applications_of_person(c.record_id)));
  insert into public.conflict (person_id, record_kind, record_id, kind, note, follows_id)
  select distinct on (o.person_id, one) o.person_id, 'application', one, o.kind, o.note, o.id
  from unnest(applications) as one join public.conflict o on o.follows_id is null and o.record_id = any(polder.applications_of_person(one))
  where not exists (select from public.conflict c where c.person_id = o.person_id and c.record_id = one)
  order by o.person_id, one, o.created_at;
end $$;
create or replace function polder.conflict_of_person() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if tg_table_name = 'conflict' then
    perform polder.conflicts_follow(polder.applications_of_person(new.record_id));
  else
    perform polder.conflicts_follow(polder.applications_of_person(new.first_id) || polder.applications_of_person(new.second_id));
  end if;
  return null;
end $$;
create or replace trigger e_same_person after insert on public.conflict for each row
  when (new.record_kind = 'application' and new.follows_id is null) execute function polder.conflict_of_person();
create or replace trigger e_conflicts after insert or update on public.same_person
  for each row execute function polder.conflict_of_person();

-- Two applications that share a key, of which nobody has said anything yet, of one vacancy with any other.
create or replace function polder.proposed_duplicates(vacancy uuid)
returns table (first_id uuid, second_id uuid, grounds text[], twice boolean)
language sql stable security definer set search_path = pg_catalog, public as $$
  select p.first_id, p.second_id, p.grounds, p.twice from (
    select least(k.application_id, o.application_id) as first_id, greatest(k.application_id, o.application_id) as second_id,
      array_agg(distinct case k.kind when 'run' then 'name' else k.kind end) as grounds, bool_or(o.vacancy_id = k.vacancy_id) as twice
    from public.application_key k join public.application_key o
      on o.kind = k.kind and o.value = k.value and o.application_id <> k.application_id
    where k.vacancy_id = proposed_duplicates.vacancy and (select polder.may('duplicate.judge'))
    group by 1, 2) as p
  where not exists (select from public.same_person s
      where s.first_id = p.first_id and s.second_id = p.second_id and s.ended_at is null)
    -- nor where it follows from what was said
    and p.second_id <> all(polder.applications_of_person(p.first_id))
    and polder.set_aside_at(p.first_id) is null and polder.set_aside_at(p.second_id) is null
    and p.first_id <> all((select polder.conflicts())::uuid[]) and p.second_id <> all((select polder.conflicts())::uuid[])
  order by p.twice desc, cardinality(p.grounds) desc, p.second_id desc limit 500
$$;

-- Who applied twice to one vacancy, both still open, of whom nobody has said anything yet: by the later application.
create or replace function polder.applied_twice() returns table (application_id uuid, reference text, name text, at timestamptz)
language sql stable security definer set search_path = pg_catalog, public as $$
  select distinct a.id, a.reference, a.name, a.submitted_at
  from public.application_key k join public.application_key o
    on o.twice and o.vacancy_id = k.vacancy_id and o.kind = k.kind and o.value = k.value and o.application_id < k.application_id
  join public.application a on a.id = k.application_id join public.application b on b.id = o.application_id
  where k.twice and (select polder.may('duplicate.judge'))
    and a.stage not in ('withdrawn', 'rejected', 'ineligible', 'hired') and b.stage not in ('withdrawn', 'rejected', 'ineligible', 'hired')
    and a.id <> all((select polder.conflicts())::uuid[]) and b.id <> all((select polder.conflicts())::uuid[])
    and not exists (select from public.same_person s where s.first_id = b.id and s.second_id = a.id and s.ended_at is null)
$$;

-- What was said stays as it was said, and is undone once, with a reason. Which of two counts is said of one vacancy's.
create or replace function polder.guard_same_person() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if tg_op = 'UPDATE' then
    if old.ended_at is not null or (new.first_id, new.second_id, new.verdict, new.kept_id, new.stage_before)
       is distinct from (old.first_id, old.second_id, old.verdict, old.kept_id, old.stage_before) then
      raise exception 'judged_already' using errcode = 'PL409';
    end if;
    if new.ended_reason is not null then
      new.ended_at := now();
      new.ended_by := polder.actor();
    end if;
    return new;
  end if;
  new.stage_before := null;
  if new.kept_id is not null then
    if (select count(distinct a.vacancy_id) from public.application a where a.id in (new.first_id, new.second_id)) <> 1 then
      raise exception 'counts_of_one_vacancy' using errcode = 'PL422', detail = 'kept_id';
    end if;
    select a.stage into new.stage_before from public.application a
    where a.id in (new.first_id, new.second_id) and a.id <> new.kept_id;
  end if;
  return new;
end $$;
create or replace trigger b_guard_same_person before insert or update on public.same_person
  for each row execute function polder.guard_same_person();
