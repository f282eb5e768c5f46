-- Rules of letters that the database itself keeps.

-- A template names only fields that there are, and what its letter cannot do without; its texts never change.
create or replace function polder.guard_template() returns trigger
language plpgsql as $$
declare
  named text;
  must text;
  language text;
  texts text;
begin
  if tg_op = 'UPDATE' and (new.vacancy_id, new.key, new.number, new.name, new.subject_nl, new.subject_en, new.body_nl, new.body_en)
     is distinct from (old.vacancy_id, old.key, old.number, old.name, old.subject_nl, old.subject_en, old.body_nl, old.body_en) then
    raise exception 'template_fixed' using errcode = 'PL409';
  end if;
  foreach language in array array['nl', 'en'] loop
    texts := case language when 'nl' then new.subject_nl || E'\n' || new.body_nl else new.subject_en || E'\n' || new.body_en end;
    for named in select trim(m[1]) from regexp_matches(texts, '\{\{\s*([^{}]*?)\s*\}\}', 'g') as m loop
      if named <> all(polder.letter_fields(new.key)) then
        raise exception 'unknown_letter_field' using errcode = 'PL422', detail = 'body_' || language;
      end if;
    end loop;
    foreach must in array case new.key when 'offer_sent' then array['until', 'link'] else '{}' end loop
      if texts !~ ('\{\{\s*' || must || '\s*\}\}') then
        raise exception 'missing_letter_field' using errcode = 'PL422', detail = 'body_' || language;
      end if;
    end loop;
  end loop;
  -- a vacancy's own wording of what Polder sends by itself would be found by nobody
  if new.vacancy_id is not null and polder.letter_fields(new.key) <> polder.letter_fields('') then
    raise exception 'system_letter_is_house' using errcode = 'PL422', detail = 'key';
  end if;
  return new;
end $$;
create or replace trigger b_guard_template before insert or update on public.mail_template
  for each row execute function polder.guard_template();

-- How the house words a letter of the system, or null; whoever causes that letter asks, applicants and jobs too.
create or replace function polder.house_letter(key text) returns json
language sql stable security definer set search_path = pg_catalog, public as $$
  select json_build_object('subject_nl', t.subject_nl, 'subject_en', t.subject_en, 'body_nl', t.body_nl, 'body_en', t.body_en)
  from public.mail_template t where t.key = house_letter.key and t.vacancy_id is null and t.state = 'in_force'
$$;

-- To how many a mailing goes, and whether the asker sees all of them.
create or replace function polder.mailing_size(mailing uuid) returns int
language sql stable security definer set search_path = pg_catalog, public as $$
  select count(*)::int from public.mailing_recipient r where r.mailing_id = mailing_size.mailing
$$;
create or replace function polder.mailing_is_whole(mailing uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select not exists (select from public.mailing_recipient r
    where r.mailing_id = mailing_is_whole.mailing and r.application_id = any((select polder.conflicts())::uuid[]))
$$;

-- Above so many, the list is looked through and confirmed before it is sent: by the house's rule, and as long as none is in
-- force above fifty.
create or replace function polder.second_look_above() returns bigint
language sql stable as $$ select coalesce(polder.hiring_figure('letter_second_look'), 50) $$;

-- What was sent stays as it was sent, and nobody joins it. What was looked through holds for what was shown: another text,
-- move or recipient is looked at anew.
create or replace function polder.guard_mailing() returns trigger
language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.vacancy_id <> old.vacancy_id then
    raise exception 'mailing_fixed' using errcode = 'PL409';
  end if;
  if tg_op = 'UPDATE' and old.state <> 'draft'
     and (new.template_id, new.subject_nl, new.subject_en, new.body_nl, new.body_en, new.move, new.reason, new.looked_at, new.queued_at)
         is distinct from
         (old.template_id, old.subject_nl, old.subject_en, old.body_nl, old.body_en, old.move, old.reason, old.looked_at, old.queued_at) then
    raise exception 'mailing_fixed' using errcode = 'PL409';
  end if;
  if tg_op = 'UPDATE' and (new.template_id, new.subject_nl, new.subject_en, new.body_nl, new.body_en, new.move)
     is distinct from (old.template_id, old.subject_nl, old.subject_en, old.body_nl, old.body_en, old.move) then
    new.looked_at := null;
    new.looked_by := null;
  elsif new.looked_at is not null and (tg_op = 'INSERT' or old.looked_at is null) then
    new.looked_at := now();
    new.looked_by := polder.actor();
  end if;
  if tg_op = 'UPDATE' and old.state = 'draft' and new.state = 'queued' then
    new.queued_at := now();
  end if;
  if new.template_id is not null and not exists (
      select from public.mail_template t where t.id = new.template_id and (t.vacancy_id is null or t.vacancy_id = new.vacancy_id)) then
    raise exception 'template_of_another_vacancy' using errcode = 'PL422', detail = 'template_id';
  end if;
  -- a letter about an offer, or about the moment of submission, says what only its own cause knows
  if new.template_id is not null and exists (
      select from public.mail_template t where t.id = new.template_id and not polder.letter_fields(t.key) <@ polder.letter_fields('')) then
    raise exception 'template_of_the_system' using errcode = 'PL422', detail = 'template_id';
  end if;
  return new;
end $$;
create or replace trigger b_guard_mailing before insert or update on public.mailing
  for each row execute function polder.guard_mailing();

create or replace function polder.guard_recipient() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  state text;
begin
  -- locked: nobody joins or leaves while it is being sent
  select m.state into state from public.mailing m where m.id = coalesce(new.mailing_id, old.mailing_id) for no key update;
  if tg_op = 'UPDATE' then
    -- what came of it is noted once, by the transaction that sends
    if (new.mailing_id, new.application_id, new.vacancy_id) is distinct from (old.mailing_id, old.application_id, old.vacancy_id)
       or (new.mail_id is distinct from old.mail_id and (old.mail_id is not null or state <> 'queued'
         or not exists (select from public.mail m where m.id = new.mail_id and m.record_id = new.application_id and m.created_at = now()))) then
      raise exception 'mailing_fixed' using errcode = 'PL409';
    end if;
    return new;
  end if;
  if state <> 'draft' or (tg_op = 'INSERT' and new.mail_id is not null) then
    raise exception 'mailing_fixed' using errcode = 'PL409';
  end if;
  update public.mailing m set looked_at = null, looked_by = null
  where m.id = coalesce(new.mailing_id, old.mailing_id) and m.looked_at is not null;
  return coalesce(new, old);
end $$;
create or replace trigger b_guard_recipient before insert or update or delete on public.mailing_recipient
  for each row when (not polder.erasing())
  execute function polder.guard_recipient();

-- May the asker read what was written to the applicant of this application? Their conflicts hide it.
create or replace function polder.reads_letters(application uuid, vacancy uuid) returns boolean
language sql stable as $$
  select application <> all(polder.conflicts()) and (polder.may('letter.read') or vacancy = any(polder.scope('letter.read')))
$$;

-- Which of these applicants had a letter of this kind before, and when last.
create or replace function polder.mailed_before(applications uuid[], template text)
returns table (application_id uuid, at timestamptz)
language sql stable security definer set search_path = pg_catalog, public as $$
  select m.record_id, max(m.created_at) from public.mail m join public.application a on a.id = m.record_id
  where m.record_id = any(mailed_before.applications) and m.template = mailed_before.template
    and polder.reads_letters(a.id, a.vacancy_id)
  group by m.record_id
$$;

-- What became of the mails of a mailing.
create or replace function polder.mailing_states(mailing uuid)
returns table (application_id uuid, mail_id uuid, state text, subject text, at timestamptz)
language sql stable security definer set search_path = pg_catalog, public as $$
  select r.application_id, m.id, m.state, m.subject, coalesce(m.sent_at, m.created_at)
  from public.mailing_recipient r join public.mail m on m.id = r.mail_id
  where r.mailing_id = mailing_states.mailing and polder.reads_letters(r.application_id, r.vacancy_id)
$$;

-- A move writes what it always writes: those letters of this transaction belong to the mailing that caused them.
create or replace function polder.mailing_moved(mailing uuid) returns void
language sql volatile security definer set search_path = pg_catalog, public as $$
  update public.mailing_recipient r set mail_id = m.id
  from public.mail m where r.mailing_id = mailing_moved.mailing and r.mail_id is null and m.record_id = r.application_id
    and m.created_at = now() and m.template = 'application_rejected'
$$;

-- All letters to an applicant, of every application of the same person that the asker may see: newest first, with the text
-- for whoever may read it, without the secrets of its links. Who decides on an application sees what went out, not its text.
create or replace function polder.letters_of(application uuid) returns json
language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
  reads boolean := polder.may('letter.read');
  reads_of uuid[] := polder.scope('letter.read');
  decides boolean := polder.may('application.decide');
  decides_of uuid[] := polder.scope('application.decide');
  offers boolean := polder.may('offer.read');
  offers_of uuid[] := polder.scope('offer.read');
  hidden uuid[] := polder.conflicts();
  found json;
begin
  if letters_of.application = any(hidden) then
    return '[]';
  end if;
  select coalesce(json_agg(l.line order by l.at desc, l.id desc), '[]') into found
  from (
    select m.id, m.created_at as at, json_build_object('id', m.id, 'application_id', a.id, 'reference', a.reference,
      'vacancy_nl', v.title_nl, 'vacancy_en', v.title_en, 'template', m.template, 'subject', m.subject, 'at', m.created_at,
      'state', m.state, 'language', m.language, 'to', m.to_address,
      'text', case when reads or a.vacancy_id = any(reads_of)
        then regexp_replace(m.text, '(\?key=)[\w-]+', '\1…', 'g') end) as line
    from public.application a join public.vacancy v on v.id = a.vacancy_id
      cross join lateral unnest(array[a.id] || case when offers or a.vacancy_id = any(offers_of) then
        array(select o.id from public.offer o where o.application_id = a.id) else '{}' end) as about(id)
      join public.mail m on m.record_id = about.id
    where a.id = any(polder.applications_of_person(letters_of.application)) and a.id <> all(hidden) and a.submitted_at is not null
      and (reads or decides or a.vacancy_id = any(reads_of) or a.vacancy_id = any(decides_of))
    order by m.created_at desc, m.id desc limit 500) as l;
  return found;
end $$;

-- Letters that did not arrive, for whoever writes them.
create or replace function polder.bounced_letters()
returns table (application_id uuid, vacancy_id uuid, reference text, name text, subject text, at timestamptz)
language sql stable security definer set search_path = pg_catalog, public as $$
  select a.id, a.vacancy_id, a.reference, a.name, m.subject, m.created_at
  from public.mail m left join public.offer o on o.id = m.record_id and m.record_kind = 'offer'
    join public.application a on a.id = coalesce(o.application_id, m.record_id)
  where m.state in ('refused', 'gave_up') and m.record_kind in ('application', 'offer') and a.submitted_at is not null
    and a.id <> all((select polder.conflicts())::uuid[])
    and ((select polder.may('letter.write')) or a.vacancy_id = any((select polder.scope('letter.write'))::uuid[]))
$$;

-- Send once more what did not arrive, to the address that the applicant has now. Answers that address; null where there is
-- no such letter for the asker.
create or replace function polder.letter_again(application uuid, letter uuid) returns text
language plpgsql volatile security definer set search_path = pg_catalog, public as $$
declare
  of_application record;
  mail_state text;
begin
  select a.id, a.vacancy_id, a.email into of_application from public.application a
  where a.id = letter_again.application and a.id <> all(polder.conflicts())
    and (polder.may('letter.write') or a.vacancy_id = any(polder.scope('letter.write')));
  if of_application.id is null then
    return null;
  end if;
  select m.state into mail_state from public.mail m where m.id = letter_again.letter and (m.record_id = of_application.id
    or m.record_id in (select o.id from public.offer o where o.application_id = of_application.id)) for update;
  if mail_state is null then
    return null;
  end if;
  if mail_state not in ('refused', 'gave_up') then
    raise exception 'letter_not_unsent' using errcode = 'PL409';
  end if;
  if not coalesce(polder.shows_something(of_application.email), false) then
    raise exception 'letter_without_address' using errcode = 'PL409';
  end if;
  update public.mail m set state = 'queued', attempts = 0, last_error = null, to_address = of_application.email
  where m.id = letter_again.letter;
  return of_application.email;
end $$;
