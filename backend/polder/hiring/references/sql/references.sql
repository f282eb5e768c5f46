-- Rules of references that the database itself keeps.

-- Whose letters go there: without capitals, and without what follows a plus (RFC 5233).
create or replace function polder.mailbox(address text) returns text
language sql immutable parallel safe as $$
  select split_part(split_part(lower(address), '@', 1), '+', 1) || '@' || split_part(lower(address), '@', 2)
$$;

-- Can somebody of this name be written to at this address?
create or replace function polder.reachable(name text, address text) returns boolean
language sql immutable parallel safe as $$
  select polder.shows_something(name) and address ~ '^[^@[:space:]]+@[^@[:space:]]+[.][^@[:space:]]+$'
$$;

-- Is the application handed in, and not yet decided?
create or replace function polder.takes_references(application uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  return exists (select from public.application a where a.id = takes_references.application
    and a.stage in ('submitted', 'eligible', 'longlisted', 'shortlisted', 'interview', 'selected', 'offered'));
end $$;

create or replace function polder.has_letter(reference uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  return exists (select from public.document d where d.record_id = has_letter.reference and d.record_kind = 'reference'
    and d.state = 'accepted');
end $$;

-- Has the applicant named whom the vacancy asks for: by name and address, nobody twice, and not themselves? A vacancy that
-- asks for none answers before it looks.
create or replace function polder.referees_named(application uuid, vacancy uuid) returns boolean
language plpgsql stable as $$
declare
  asked int := (select v.referees_asked from public.vacancy v where v.id = referees_named.vacancy);
begin
  return asked = 0 or asked <= (
    select count(distinct polder.mailbox(r.email))
    from public.reference r join public.application a on a.id = r.application_id
    where r.application_id = referees_named.application and r.state = 'named' and polder.reachable(r.name, r.email)
      and polder.mailbox(r.email) is distinct from polder.mailbox(a.email));
end $$;

-- What the applicant sees of their referees: how far each is, and never the letter. Null where none is asked or named.
create or replace function polder.own_references(application uuid, vacancy uuid) returns json
language plpgsql stable as $$
declare
  v record;
begin
  select referees_asked, references_asked_when, time_zone into v from public.vacancy where id = own_references.vacancy;
  if v.referees_asked = 0 and not exists (
      select from public.reference r where r.application_id = own_references.application) then
    return null;
  end if;
  return json_build_object('asked', v.referees_asked, 'when', v.references_asked_when, 'zone', v.time_zone,
    'own', (select a.email from public.application a where a.id = own_references.application),
    'open', polder.takes_references(own_references.application),
    'lines', (select coalesce(json_agg(json_build_object('id', r.id, 'position', r.position, 'name', r.name, 'email', r.email,
        'institution', r.institution, 'relation', r.relation, 'language', r.language, 'state', r.state, 'due_at', r.due_at,
        'may_remind', r.state in ('asked', 'reminded') and r.due_at >= polder.clock()
          and r.mailed_at < polder.clock() - interval '1 day') order by r.position nulls last, r.created_at, r.id), '[]')
      from public.reference r where r.application_id = own_references.application));
end $$;

-- A referee's own request, by their link: nothing of the application but whose it is. One whose time is over is no more.
create or replace function polder.reference_request() returns json
language sql stable security definer set search_path = pg_catalog, public as $$
  select json_build_object('id', r.id,
    'state', case when r.state in ('asked', 'reminded') and r.due_at < polder.clock() then 'expired' else r.state end,
    'letter_sha256', (select d.sha256 from public.document d where d.record_id = r.id and d.record_kind = 'reference' and d.state = 'accepted' limit 1),
    'name', r.name, 'institution', r.institution, 'relation', r.relation, 'due_at', r.due_at, 'applicant', a.name,
    'zone', v.time_zone, 'title_nl', v.title_nl, 'title_en', v.title_en, 'questions_nl', v.referee_questions_nl,
    'questions_en', v.referee_questions_en, 'kept', polder.hiring_figure('retention_days'), 'consented', polder.hiring_figure('consent_days'), 'employer', (select o.name from public.organisation o where o.id = v.employer_id))
  from public.reference r join public.application a on a.id = r.application_id join public.vacancy v on v.id = r.vacancy_id
  where r.id = (polder.scope('reference.answer'))[1]
$$;

-- How our last mail to the referee fared, for whoever asks references: a bounce is seen here.
create or replace function polder.reference_mail(reference uuid, vacancy uuid) returns text
language sql stable security definer set search_path = pg_catalog, public as $$
  select m.state from public.mail m where m.record_id = reference_mail.reference
    and ((select polder.may('reference.write')) or reference_mail.vacancy = any((select polder.scope('reference.write'))::uuid[]))
  order by m.created_at desc, m.id desc limit 1
$$;

-- The last moment of the day that is so many days from now, where the vacancy is.
create or replace function polder.end_of_day(day date, zone text) returns timestamptz
language sql immutable as $$ select (day + time '23:59:59') at time zone zone $$;

create or replace function polder.reference_rules() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  own_id uuid := case when tg_op = 'DELETE' then old.id else new.id end;
  of_application uuid := case when tg_op = 'DELETE' then old.application_id else new.application_id end;
  by_link boolean := polder.setting('actor_kind') is not distinct from 'link';
  a record;
begin
  select p.stage, p.email, v.deadline, v.time_zone, v.referees_asked, v.referee_deadline_days into a
  from public.application p join public.vacancy v on v.id = p.vacancy_id where p.id = of_application;
  -- What an applicant typed is fixed at the deadline, these names too.
  if by_link and a.stage = 'draft' and polder.clock() > a.deadline then
    raise exception 'deadline_passed' using errcode = 'PL409';
  end if;
  if tg_op = 'DELETE' then
    if old.state <> 'named' or a.stage <> 'draft' then
      raise exception 'reference_fixed' using errcode = 'PL409';
    end if;
    return old;
  end if;
  if tg_op = 'INSERT' then
    perform pg_advisory_xact_lock(hashtextextended('polder.references:' || of_application, 0));
    if by_link and a.referees_asked <= (select count(*) from public.reference r where r.application_id = of_application
        and r.state in ('named', 'asked', 'reminded', 'received')) then
      raise exception 'referees_enough' using errcode = 'PL409';
    end if;
    if a.stage <> 'draft' and not polder.takes_references(of_application) then
      raise exception 'application_over' using errcode = 'PL409';
    end if;
    new.asked_at := null;
    new.mailed_at := null;
    new.due_at := null;
    new.answered_at := null;
  else
    if (new.application_id, new.vacancy_id) is distinct from (old.application_id, old.vacancy_id)
       or ((old.state <> 'named' or a.stage <> 'draft')
         and (new.name, new.email, new.institution, new.relation, new.language, new.position)
           is distinct from (old.name, old.email, old.institution, old.relation, old.language, old.position)) then
      raise exception 'reference_fixed' using errcode = 'PL409';
    end if;
    if new.state in ('received', 'declined') and old.state in ('received', 'declined') and new.state = old.state then
      if to_jsonb(new) - '{version,updated_at}'::text[] <> to_jsonb(old) - '{version,updated_at}'::text[] then
        raise exception 'reference_fixed' using errcode = 'PL409';
      end if;
      return new;
    end if;
    -- An applicant has a referee reminded; only the referee answers, and in time.
    if by_link and new.state <> old.state and new.state <> 'reminded'
       and not (new.state in ('received', 'declined') and new.id = any(polder.scope('reference.answer'))) then
      raise exception 'move_not_allowed' using errcode = 'PL409';
    end if;
    if by_link and new.state in ('received', 'declined') and not coalesce(old.due_at >= polder.clock(), false) then
      raise exception 'reference_over' using errcode = 'PL409';
    end if;
    if new.due_at is distinct from old.due_at then
      if by_link or old.due_at is null then
        raise exception 'reference_fixed' using errcode = 'PL409';
      elsif new.due_at <= polder.clock() then
        raise exception 'until_past' using errcode = 'PL422', detail = 'until';
      elsif new.due_at > polder.clock() + interval '366 days' then
        raise exception 'until_far' using errcode = 'PL422', detail = 'until';
      end if;
    end if;
    if by_link and new.mailed_at is distinct from old.mailed_at and old.mailed_at >= polder.clock() - interval '1 day' then
      raise exception 'reminded_today' using errcode = 'PL409';
    end if;
    if new.state = 'received' and not polder.has_letter(new.id) then
      raise exception 'letter_missing' using errcode = 'PL409';
    end if;
    if new.state = 'asked' and old.state = 'named' then
      new.asked_at := polder.clock();
      new.mailed_at := new.asked_at;
      new.due_at := polder.end_of_day((new.asked_at at time zone a.time_zone)::date + a.referee_deadline_days, a.time_zone);
    end if;
    if new.state in ('received', 'declined') then
      new.answered_at := polder.clock();
    end if;
  end if;
  if new.state = 'asked' and not polder.takes_references(of_application) then
    raise exception 'application_over' using errcode = 'PL409';
  end if;
  -- Nobody recommends themselves, and nobody is asked twice. A draft may still be mended: it is judged when handed in.
  if a.stage <> 'draft' and new.state <> 'withdrawn' and (tg_op = 'INSERT' or old.state = 'named') then
    perform pg_advisory_xact_lock(hashtextextended('polder.references:' || of_application, 0));
    if polder.mailbox(new.email) = polder.mailbox(a.email) then
      raise exception 'referee_is_applicant' using errcode = 'PL422', detail = 'email';
    end if;
    if exists (select from public.reference r where r.application_id = of_application and r.id <> own_id
        and r.state <> 'withdrawn' and polder.mailbox(r.email) = polder.mailbox(new.email)) then
      raise exception 'referee_named_twice' using errcode = 'PL422', detail = 'email';
    end if;
  end if;
  return new;
end $$;
create or replace trigger b_reference before insert or update or delete on public.reference
  for each row when (not polder.erasing())
  execute function polder.reference_rules();

-- One letter a reference, added while it is awaited. Two at once wait for one another.
create or replace function polder.one_letter() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  r record;
begin
  perform pg_advisory_xact_lock(hashtextextended('polder.letter:' || new.record_id, 0));
  select state, due_at into r from public.reference where id = new.record_id;
  if polder.has_letter(new.record_id) or r.state in ('received', 'withdrawn')
     or (polder.setting('actor_kind') is not distinct from 'link'
       and not (r.state in ('asked', 'reminded') and r.due_at >= polder.clock())) then
    raise exception 'reference_over' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger b_one_letter before insert on public.document
  for each row when (new.record_kind = 'reference') execute function polder.one_letter();

-- Is there a referee who might still be written to, or write?
create or replace function polder.references_wait(application uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (select from public.reference r where r.application_id = references_wait.application
    and r.state in ('named', 'asked', 'reminded', 'expired'))
$$;

-- Handed in: whoever the vacancy asks at once is asked. Decided or withdrawn: nobody writes a letter for nothing.
create or replace function polder.references_follow() returns trigger
language plpgsql as $$
begin
  if new.stage = 'submitted' then
    if exists (select from public.vacancy v where v.id = new.vacancy_id and v.referees_asked > 0
               and v.references_asked_when = 'submission') then
      perform jobs.polder_defer('default', 'references.ask', jsonb_build_object('application_id', new.id));
    end if;
  elsif polder.references_wait(new.id) then
    perform jobs.polder_defer('default', 'references.release', jsonb_build_object('application_id', new.id));
  end if;
  return null;
end $$;
create or replace trigger d_references_follow after update of stage on public.application for each row
  when (old.stage <> new.stage and (new.stage in ('rejected', 'withdrawn', 'ineligible', 'hired')
    or (old.stage = 'draft' and new.stage = 'submitted'))) execute function polder.references_follow();

-- All that belongs to references of these applications, for whoever may not meet it.
create or replace function polder.references_of(applications uuid[]) returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
  found uuid[] := array(select r.id from public.reference r where r.application_id = any(references_of.applications));
begin
  return case when found = '{}' then found else found
    || array(select d.id from public.document d where d.record_id = any(found))
    || array(select m.id from public.mail m where m.record_id = any(found))
    || array(select s.id from public.session s where s.scope_id = any(found)) end;
end $$;
