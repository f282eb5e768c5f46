-- Rules of hiring that the database itself keeps.

-- In time: at the deadline exactly is in time. After it a draft stays as it was: only an upload that was under way may
-- finish, within the vacancy's published grace, and once it has, the draft may still be submitted with it.
create or replace function polder.in_time(application_id uuid, vacancy_id uuid, moment timestamptz) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select moment <= v.deadline
    or (moment <= v.deadline + make_interval(mins => v.grace_minutes) and exists (
      select from public.document d where d.record_id = in_time.application_id and d.completed_at > v.deadline))
  from public.vacancy v where v.id = in_time.vacancy_id
$$;

-- Nobody begins to apply once it has passed.
create or replace function polder.begun_in_time() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if polder.clock() > (select v.deadline from public.vacancy v where v.id = new.vacancy_id) then
    raise exception 'deadline_passed' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger b_begun_in_time before insert on public.application
  for each row when (current_setting('polder.actor_kind', true) = 'public') execute function polder.begun_in_time();

-- What an applicant typed is fixed at the deadline, and so are the documents: begun by then, or not at all.
create or replace function polder.typed_in_time() returns trigger
language plpgsql as $$
begin
  if polder.setting('actor_kind') = 'link' and old.stage = 'draft'
     and (new.name, new.sort_name, new.email, new.phone, new.orcid, new.motivation, new.cv, new.language)
         is distinct from (old.name, old.sort_name, old.email, old.phone, old.orcid, old.motivation, old.cv, old.language)
     and polder.clock() > (select v.deadline from public.vacancy v where v.id = new.vacancy_id) then
    raise exception 'deadline_passed' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger b_typed_in_time before update on public.application
  for each row when (not polder.erasing())
  execute function polder.typed_in_time();

create or replace function polder.document_in_time() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  moment timestamptz := polder.clock();
  of_record uuid := case when tg_op = 'DELETE' then old.record_id else new.record_id end;
  last timestamptz;
begin
  if polder.setting('actor_kind') is distinct from 'link' or (tg_op = 'DELETE' and old.state = 'awaiting') then
    return coalesce(new, old);  -- an upload that was given up
  end if;
  select v.deadline + case when tg_op = 'UPDATE' and old.state = 'awaiting' then make_interval(mins => v.grace_minutes)
    else interval '0' end into last
  from public.application a join public.vacancy v on v.id = a.vacancy_id where a.id = of_record;
  if moment > last then
    raise exception 'deadline_passed' using errcode = 'PL409';
  end if;
  if tg_op = 'UPDATE' and old.state = 'awaiting' and new.state = 'accepted' then
    new.completed_at := moment;
  end if;
  return coalesce(new, old);
end $$;
create or replace trigger b_in_time before insert or update or delete on public.document
  for each row when (not polder.erasing())
  execute function polder.document_in_time();

-- A document of one's own draft, as it comes with the form: announced when its request begins, received when its content is
-- stored. As the guard: at a deadline thousands come at once, and for each the policies of all kinds of documents would be
-- set up, which takes longer than all else.
create or replace function polder.own_draft() returns uuid
language sql stable security definer set search_path = pg_catalog, public as $$
  select a.id from public.application a where a.id = any(polder.scope('application.own')) and a.stage = 'draft' limit 1
$$;

-- Its id; null where there is no draft. `link` is the number of seconds for which what never came takes up room.
create or replace function polder.announce_document(key text, most int, link int) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, public as $$
declare
  draft uuid := polder.own_draft();
  made uuid;
begin
  if draft is not null then
    perform pg_advisory_xact_lock(hashtext(draft::text));
    if polder.documents_held(draft, null, link) >= most then
      raise exception 'too_many_documents' using errcode = 'PL409';
    end if;
    insert into public.document (record_kind, record_id, kind, file_name, media_type, size, storage_key)
    values ('application', draft, 'other', 'document.pdf', 'application/pdf', 0, key) returning id into made;
  end if;
  return made;
end $$;

-- True: it is kept. False: the draft has this file already. Null: no such document is awaited.
create or replace function polder.receive_document(
  document uuid, kind text, name text, key text, size int, sha256 text, pages int, most int, link int) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public as $$
declare
  draft uuid := polder.own_draft();
begin
  perform pg_advisory_xact_lock(hashtext(draft::text));
  if exists (select from public.document d where d.record_id = draft and d.id <> document and d.state = 'accepted'
      and d.kind = receive_document.kind and d.sha256 = receive_document.sha256) then
    return false;
  end if;
  if polder.documents_held(draft, document, link) >= most then
    raise exception 'too_many_documents' using errcode = 'PL409';
  end if;
  update public.document d set state = 'accepted', completed_at = polder.clock(), kind = receive_document.kind,
    file_name = name, storage_key = key, size = receive_document.size, sha256 = receive_document.sha256,
    pages = receive_document.pages
  where d.id = document and d.record_kind = 'application' and d.record_id = draft and d.state = 'awaiting';
  return case when found then true end;
end $$;

create or replace function polder.documents_held(record uuid, beside uuid, link int) returns bigint
language sql stable security definer set search_path = pg_catalog, public as $$
  select count(*) from public.document d where d.record_id = record and d.id is distinct from beside
    and (d.state = 'accepted' or d.created_at > now() - make_interval(secs => link))
$$;

-- The moment of submission is the database's, judged and stored in one place.
create or replace function polder.submit_in_time() returns trigger
language plpgsql as $$
declare
  moment timestamptz;
begin
  if old.stage = 'draft' and new.stage = 'submitted' then
    moment := polder.clock();
    if current_setting('polder.move', true) = 'application:submit'
       and not coalesce(polder.in_time(new.id, new.vacancy_id, moment), false) then
      raise exception 'deadline_passed' using errcode = 'PL409';
    end if;
    new.submitted_at := moment;
  elsif new.submitted_at is distinct from old.submitted_at then
    new.submitted_at := old.submitted_at;
  end if;
  return new;
end $$;
create or replace trigger b_submit_in_time before update on public.application
  for each row execute function polder.submit_in_time();

-- What moves of an application ask of other tables, with the eyes of whoever asks. In plpgsql, so that each has a plan
-- of its own, run only in the states that ask: inlined, all their policies would be set up for every detail shown.
create or replace function polder.vacancy_is(vacancy uuid, variadic states text[]) returns boolean
language plpgsql stable as $$
begin
  return exists (select from public.vacancy v where v.id = vacancy_is.vacancy and v.state = any(states));
end $$;

-- Whoever asks sees both: they asked about an application that they see.
create or replace function polder.documents_complete(application uuid, vacancy uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  return not exists (
    select from public.vacancy v, jsonb_array_elements(v.documents_asked) as asked
    where v.id = documents_complete.vacancy and (asked ->> 'required')::boolean and not exists (
      select from public.document d where d.record_id = documents_complete.application and d.state = 'accepted'
        and d.kind = asked ->> 'kind'));
end $$;

-- Whoever decides need not see offers, yet turns nobody down who has one.
create or replace function polder.has_offer(application uuid, variadic states text[]) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  return exists (
    select from public.offer o where o.application_id = has_offer.application and o.state = any(states));
end $$;

-- Whoever approves an offer need not see its applicant, yet is asked for none that is gone.
create or replace function polder.is_selected(application uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  return exists (select from public.application a where a.id = is_selected.application and a.stage = 'selected');
end $$;

-- May somebody be selected or made an offer? By the rule of the house only once the deadline has passed, with its grace: until
-- then others may apply who are to be judged alike (OTM-R). One that is withdrawn from publication can be published again.
create or replace function polder.after_deadline(vacancy uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  return not exists (select from public.vacancy v where v.id = after_deadline.vacancy and v.published_at is not null
      and v.state in ('published', 'approved') and v.deadline + make_interval(mins => v.grace_minutes) >= polder.clock())
    or coalesce(polder.hiring_figure('select_after_deadline'), 0) = 0;
end $$;

create or replace function polder.selected_in_order() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if not polder.after_deadline(new.vacancy_id) then
    raise exception 'after_deadline' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger b_selected_in_order before update of stage on public.application for each row
  when ((new.stage = 'selected' and old.stage in ('shortlisted', 'interview')) or (new.stage = 'offered' and old.stage = 'selected'))
  execute function polder.selected_in_order();
create or replace trigger b_selected_in_order before insert on public.offer
  for each row execute function polder.selected_in_order();

-- Is this still being judged? Not before it is handed in, nor once it is selected or turned down, or the vacancy decided.
create or replace function polder.being_judged(stage text, vacancy uuid) returns boolean
language plpgsql stable as $$
begin
  return stage in ('submitted', 'eligible', 'longlisted', 'shortlisted', 'interview')
    and polder.vacancy_is(vacancy, 'draft', 'approved', 'published', 'closed');
end $$;

-- What is written after the decision did not lead to it: a judgement stays as it was then.
create or replace function polder.judged_in_time() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  written uuid;
begin
  if tg_table_name = 'review' then
    written := new.application_id;
  else
    select r.application_id into written from public.review r where r.id = coalesce(new.review_id, old.review_id);
  end if;
  if polder.setting('actor_kind') in ('browser', 'token')
     and (select polder.being_judged(a.stage, a.vacancy_id) from public.application a where a.id = written) is not true then
    raise exception 'being_judged' using errcode = 'PL409';
  end if;
  return coalesce(new, old);
end $$;
create or replace trigger b_judged_in_time before insert or update on public.review
  for each row execute function polder.judged_in_time();
create or replace trigger b_judged_in_time before insert or update or delete on public.review_score
  for each row when (not polder.erasing())
  execute function polder.judged_in_time();

-- A submitted review is locked, and so are its scores.
create or replace function polder.review_is_locked() returns trigger
language plpgsql as $$
begin
  if tg_table_name = 'review' then
    if old.state = 'submitted' and new.state = 'submitted'
       and (new.note, new.recommendation) is distinct from (old.note, old.recommendation) then
      raise exception 'review_locked' using errcode = 'PL409';
    end if;
    if new.state = 'submitted' and old.state = 'draft' then
      new.submitted_at := polder.clock();
    elsif new.state = 'draft' then
      new.submitted_at := null;
    end if;
    return new;
  end if;
  if exists (select from public.review r where r.id = coalesce(new.review_id, old.review_id) and r.state = 'submitted') then
    raise exception 'review_locked' using errcode = 'PL409';
  end if;
  if tg_op <> 'DELETE' and not exists (
      select from public.review r join public.criterion c on c.vacancy_id = r.vacancy_id
      where r.id = new.review_id and c.id = new.criterion_id) then
    raise exception 'criterion_of_another_vacancy' using errcode = 'PL422';
  end if;
  return coalesce(new, old);
end $$;
create or replace trigger b_locked before update on public.review
  for each row execute function polder.review_is_locked();
create or replace trigger b_locked before insert or update or delete on public.review_score
  for each row when (not polder.erasing())
  execute function polder.review_is_locked();

-- A kind of document is asked for once, or an applicant could not tell which of the two is meant.
create or replace function polder.each_document_once() returns trigger
language plpgsql as $$
begin
  if (select count(*) <> count(distinct asked ->> 'kind') from jsonb_array_elements(new.documents_asked) as asked) then
    raise exception 'document_asked_twice' using errcode = 'PL422', detail = 'documents_asked';
  end if;
  return new;
end $$;
create or replace trigger b_documents before insert or update of documents_asked on public.vacancy
  for each row execute function polder.each_document_once();

-- What an applicant sent by the form is theirs: nobody else adds to it. An imported application came without documents.
create or replace function polder.applicants_own_documents() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if new.record_kind = 'application' and polder.setting('actor_kind') in ('browser', 'token')
     and exists (select from public.application a where a.id = new.record_id and a.source <> 'import') then
    raise exception 'applicants_own' using errcode = 'PL403';
  end if;
  return new;
end $$;
create or replace trigger b_applicants_own before insert or update on public.document
  for each row execute function polder.applicants_own_documents();

-- How an application came is what it was when it began.
create or replace function polder.source_kept() returns trigger
language plpgsql as $$
begin
  raise exception 'source_kept' using errcode = 'PL409';
end $$;
create or replace trigger b_source_kept before update on public.application
  for each row when ((old.source, old.via) is distinct from (new.source, new.via)) execute function polder.source_kept();

-- The newest applications of an address, for their links to be mailed to it again: only the public asks for that.
create or replace function polder.applications_of(address text)
returns table (id uuid, reference text, name text, email text, language text, title_nl text, title_en text)
language sql stable security definer set search_path = pg_catalog, public as $$
  select a.id, a.reference, a.name, a.email, a.language, v.title_nl, v.title_en
  from public.application a join public.vacancy v on v.id = a.vacancy_id
  where lower(a.email) = lower(applications_of.address) and a.source = 'form' and (select polder.may('application.start'))
  order by a.id desc limit 5
$$;

-- Was no link to an application ever mailed? Then the browser that began it is the only way in. Its applicant asks.
create or replace function polder.without_link(application uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select without_link.application = any((select polder.scope('application.own'))::uuid[]) and not exists (
    select from public.mail m where m.template in ('application_link', 'application_link_again', 'offer_sent')
      and m.record_id = any(array[without_link.application] || array(
        select o.id from public.offer o where o.application_id = without_link.application)))
$$;

-- What was mailed to an applicant about their application, and when: not its text. For whoever decides on it; about an
-- offer, to those of them who see offers.
create or replace function polder.letters(application uuid, vacancy uuid) returns json
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(json_agg(json_build_object('template', m.template, 'at', m.created_at, 'state', m.state)
    order by m.created_at, m.id), '[]')
  from public.mail m where m.record_id = any(array[letters.application] || array(  -- one list: the index finds them
      select o.id from public.offer o where o.application_id = letters.application
        and ((select polder.may('offer.read')) or letters.vacancy = any((select polder.scope('offer.read'))::uuid[]))))
    and ((select polder.may('application.decide')) or letters.vacancy = any((select polder.scope('application.decide'))::uuid[]))
$$;

-- The letters that an applicant got from us about their application, for them alone; without the secrets of links.
create or replace function polder.own_letters() returns json
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(json_agg(json_build_object('at', m.created_at, 'template', m.template, 'subject', m.subject,
    'text', regexp_replace(m.text, '(\?key=)[\w-]+', '\1…', 'g')) order by m.created_at, m.id), '[]')
  from public.application a join public.mail m on m.to_address = a.email
  where a.id = (polder.scope('application.own'))[1]
    and m.record_id = any(array[a.id] || array(select o.id from public.offer o where o.application_id = a.id))
$$;

-- What an offer costs an employer a month, half a cent up, as positions count it.
create or replace function polder.offer_cost(salary_cents bigint, fte_percent int, surcharge_bp int) returns bigint
language sql immutable as $$ select (salary_cents * fte_percent * (10000 + surcharge_bp) + 500000) / 1000000 $$;

-- Does an offer cost more than its position has: more a month, or in months that the position does not have? False where
-- there is no position.
drop function if exists polder.above_budget(uuid, bigint, int, date, date);
create or replace function polder.above_budget(of_position uuid, salary_cents bigint, fte_percent int, starts_on date, ends_on date)
returns boolean language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  return coalesce((
    select c.monthly > p.monthly_cost_cents or above_budget.ends_on is null or above_budget.starts_on < p.starts_on
      or above_budget.ends_on >= p.starts_on + make_interval(months => p.months)
    from public.position p join public.employer_cost_rule r on r.id = p.cost_rule_id
      cross join lateral (select polder.offer_cost(above_budget.salary_cents, above_budget.fte_percent, r.surcharge_bp) as monthly) as c
    where p.id = above_budget.of_position), false);
end $$;

-- Was somebody offered, or given, what this vacancy is for? Then it is no longer withdrawn or rewritten.
create or replace function polder.vacancy_offered(vacancy uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (select from public.offer o where o.vacancy_id = vacancy_offered.vacancy and o.state in ('approved', 'sent', 'accepted'))
$$;

-- Why an offer may not go on as far as its position is concerned: 'post_unpaid' where a call's has none and the call does
-- not say why; 'post_taken' where somebody is appointed on it, or it is not approved, or a call's is not covered. Else null.
create or replace function polder.offer_without_post(vacancy uuid, of_position uuid) returns text
language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
  v public.vacancy;
begin
  select * into v from public.vacancy x where x.id = offer_without_post.vacancy;
  if of_position is null then
    return case when v.kind = 'call' and not polder.shows_something(coalesce(v.without_position, '')) then 'post_unpaid' end;
  end if;
  return (select case when p.state not in ('approved', 'vacant') or (v.kind = 'call' and not polder.position_covered(p.id)) then 'post_taken' end
    from public.position p where p.id = of_position);
end $$;

-- Is the offer outside the range that was published? Computed from the vacancy, never typed. Terms change in a draft
-- only, and whoever agreed with other terms has not agreed with these.
create or replace function polder.offer_range() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  select new.salary_cents not between v.salary_min_cents and v.salary_max_cents into new.out_of_range
  from public.vacancy v where v.id = new.vacancy_id;
  if new.state = 'draft' then
    select case when v.kind = 'call' then new.position_id else v.position_id end into new.position_id
    from public.vacancy v where v.id = new.vacancy_id;
    if new.position_id is not null and (tg_op = 'INSERT' or new.position_id is distinct from old.position_id)
       and exists (select from public.vacancy v where v.id = new.vacancy_id and v.kind = 'call')
       and (not polder.may('position.read') or not exists (select from public.position p where p.id = new.position_id)) then
      raise exception 'position_unknown' using errcode = 'PL422', detail = 'position_id';
    end if;
    new.above_budget := polder.above_budget(new.position_id, new.salary_cents, new.fte_percent, new.starts_on, new.ends_on);
  elsif new.above_budget is distinct from old.above_budget then
    new.above_budget := old.above_budget;
  end if;
  if tg_op = 'UPDATE' and new.state <> old.state and new.state in ('approved', 'sent')
     and polder.offer_without_post(new.vacancy_id, new.position_id) is not null then
    raise exception 'offer_without_post' using errcode = 'PL409';
  end if;
  if tg_op = 'INSERT' or new.starts_on <> old.starts_on then
    if new.starts_on < (select (polder.clock() at time zone v.time_zone)::date from public.vacancy v where v.id = new.vacancy_id) then
      raise exception 'starts_in_the_past' using errcode = 'PL422', detail = 'starts_on';
    end if;
  end if;
  if (tg_op = 'INSERT' or new.expires_at <> old.expires_at) and new.expires_at <= polder.clock() then
    raise exception 'expires_in_the_past' using errcode = 'PL422', detail = 'expires_at';
  end if;
  if (tg_op = 'INSERT' or new.expires_at <> old.expires_at) and new.expires_at > polder.clock() + interval '366 days' then
    raise exception 'expires_far_ahead' using errcode = 'PL422', detail = 'expires_at';
  end if;
  if tg_op = 'UPDATE'
     and (new.position_id, new.salary_cents, new.salary_scale, new.fte_percent, new.starts_on, new.ends_on, new.expires_at, new.language)
         is distinct from
         (old.position_id, old.salary_cents, old.salary_scale, old.fte_percent, old.starts_on, old.ends_on, old.expires_at, old.language) then
    if old.state <> 'draft' or new.state <> 'draft' then
      raise exception 'offer_locked' using errcode = 'PL409';
    end if;
    update public.offer_endorsement set lapsed_at = now(), lapsed_by = polder.actor()
    where offer_id = new.id and lapsed_at is null;
  end if;
  return new;
end $$;
create or replace trigger b_range before insert or update on public.offer
  for each row execute function polder.offer_range();

-- What an offer's amount was, by whom and until when: for whoever sees offers. It is personal, and goes where a person is
-- erased: no line is left then.
create or replace function polder.amounts_before(offer uuid, vacancy uuid) returns json
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(json_agg(json_build_object('at', e.at, 'who', polder.name_of(e.actor_id),
    'from_cents', p.value -> 'salary_cents' -> 0, 'to_cents', p.value -> 'salary_cents' -> 1) order by e.id), '[]')
  from public.audit_entry e join public.audit_personal p on p.entry_id = e.id
  where e.table_name = 'offer' and e.record_id = amounts_before.offer and e.operation = 'update' and p.value ? 'salary_cents'
    and ((select polder.may('offer.read')) or amounts_before.vacancy = any((select polder.scope('offer.read'))::uuid[]))
$$;

-- There is something to agree with while an offer outside the range is still a draft.
create or replace function polder.endorsable() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if not exists (select from public.offer o where o.id = new.offer_id and o.state = 'draft' and (o.out_of_range or o.above_budget)) then
    raise exception 'nothing_to_endorse' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger b_endorsable before insert on public.offer_endorsement
  for each row execute function polder.endorsable();

-- Applications on which the asker's own review is submitted: only then do the others' reviews exist for them.
create or replace function polder.reviewed_by_me() returns uuid[]
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(array_agg(application_id), '{}'::uuid[]) from public.review
  where reviewer_id = polder.actor() and state = 'submitted'
$$;

-- Vacancies in which somebody holds, or will hold, a seat that judges, by whatever session they ask: a token without the
-- right to review sees no more than its owner, and whoever judges next month does not read along today.
create or replace function polder.my_seats() returns uuid[]
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(array_agg(scope_id), '{}'::uuid[]) from public.role_grant
  where account_id = polder.actor() and role in ('committee_chair', 'committee_member') and confirmed_at is not null
    and (valid_until is null or valid_until > now())
$$;

-- How many reviews are asked, and in of those; the mean of human scores only when all are in. Asked are the members to whom
-- it is assigned; where it is assigned to nobody, all who judge. It takes in what a former
-- member submitted. Whoever judges now is asked once, whatever seats they hold. Scores left out are not counted, nor a
-- review whose writer has declared a conflict since.
create or replace function polder.review_summary(application uuid, vacancy uuid) returns json
language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
  asked int;
  done int;
  apart uuid[] := array(select c.person_id from public.conflict c where c.record_id = review_summary.application);
  counted uuid[];
  writers uuid[];
begin
  if review_summary.application = any(polder.conflicts())
     or not exists (select from public.application a where a.id = review_summary.application and a.vacancy_id = review_summary.vacancy)
     or not (polder.may('application.read') or vacancy = any(polder.scope('application.read')) or application = any(polder.my_candidates())) then
    return null;
  end if;
  select array_agg(r.id), array_agg(r.reviewer_id) into counted, writers
  from public.review r join public.account a on a.id = r.reviewer_id
  where r.application_id = review_summary.application and r.state = 'submitted' and (a.person_id = any(apart)) is not true;
  select count(*), count(*) filter (where j.id = any(writers)) into asked, done
  from (select distinct on (coalesce(a.person_id, a.id)) a.id, a.person_id
        from public.role_grant g join public.account a on a.id = g.account_id
        where g.scope_id = review_summary.vacancy and g.role in ('committee_chair', 'committee_member')
          and g.confirmed_at is not null and g.valid_from <= now() and (g.valid_until is null or g.valid_until > now())
          and a.ended_at is null
          and (not exists (select from public.review_assignment x where x.application_id = review_summary.application and x.ended_at is null)
            or exists (select from public.review_assignment x
              where x.application_id = review_summary.application and x.account_id = a.id and x.ended_at is null))
        order by coalesce(a.person_id, a.id), a.id) as j
  where (j.person_id = any(apart)) is not true;
  return json_build_object('asked', asked, 'in', done, 'means',
    case when done = asked and cardinality(counted) > 0 then (
      select json_agg(json_build_object('criterion_id', m.criterion_id, 'mean', m.mean)) from (
        select s.criterion_id, round(avg(s.score), 2) as mean
        from public.review_score s where s.review_id = any(counted) group by s.criterion_id) as m) end);
end $$;

-- How many people will judge once the deadline has passed: a seat that ends before it, or begins after it, does not.
create or replace function polder.committee_size(vacancy uuid) returns int
language sql stable security definer set search_path = pg_catalog, public as $$
  select count(distinct coalesce(a.person_id, a.id))::int
  from public.vacancy v join public.role_grant g on g.scope_id = v.id join public.account a on a.id = g.account_id
  where v.id = committee_size.vacancy and g.role in ('committee_chair', 'committee_member') and g.confirmed_at is not null
    and g.valid_from <= greatest(now(), v.deadline) and (g.valid_until is null or g.valid_until > greatest(now(), v.deadline, g.valid_from))
    and a.ended_at is null
$$;

-- The committee of a vacancy: its people, each once by their first role now, and by the seat that follows it where one
-- does, for whoever sees the vacancy's inside.
create or replace function polder.committee(vacancy uuid) returns json
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(json_agg(json_build_object('grant_id', m.id, 'account_id', m.account_id, 'name', m.name,
    'role', m.role, 'valid_from', m.valid_from, 'valid_until', m.valid_until, 'version', m.version, 'next', (
      select json_build_object('role', n.role, 'valid_from', n.valid_from) from public.role_grant n
      where n.scope_id = committee.vacancy and n.account_id = m.account_id and n.id <> m.id and polder.of_committee(n.role)
        and n.valid_from > greatest(now(), m.valid_from) and (n.valid_until is null or n.valid_until > now())
      order by n.valid_from, n.role limit 1))
    order by m.role, m.name), '[]')
  from (select distinct on (coalesce(a.person_id, a.id)) g.id, g.account_id, a.name, g.role, g.valid_from, g.valid_until,
      g.version
    from public.role_grant g join public.account a on a.id = g.account_id
    where g.scope_id = committee.vacancy and g.role in ('committee_chair', 'committee_member', 'committee_observer')
      and (g.valid_until is null or g.valid_until > now()) and a.ended_at is null
    order by coalesce(a.person_id, a.id), g.valid_from > now(), greatest(g.valid_from, now()), g.role) as m
  where (select polder.may('vacancy.read')) or committee.vacancy = any((select polder.scope('vacancy.read'))::uuid[])
$$;

-- Who was appointed to the committee and who left it, by whom: for whoever sees the vacancy's inside. Who ended a seat
-- stands in the audit trail; one whose time ran out was ended by nobody. One to come says from when.
create or replace function polder.committee_history(vacancy uuid) returns json
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(json_agg(json_build_object('at', h.at, 'who', w.name, 'move', h.move, 'name', a.name, 'role', h.role,
    'from', h.begins) order by h.at desc, h.role), '[]')
  from (
    select g.account_id, g.role, 'appoint' as move, g.created_at as at, g.granted_by as by,
      case when g.valid_from > g.created_at then g.valid_from end as begins from public.role_grant g
    where g.scope_id = committee_history.vacancy and g.role like 'committee%'
    union all
    select g.account_id, g.role, case when g.valid_until <= g.valid_from then 'withdraw' when e.actor_id is null then 'run_out'
      else 'end' end, g.valid_until, e.actor_id, case when g.valid_until <= g.valid_from then g.valid_from end
    from public.role_grant g left join lateral (
      select e.actor_id from public.audit_entry e where e.table_name = 'role_grant' and e.record_id = g.id
        and e.operation = 'update' and e.changes ? 'valid_until' order by e.id desc limit 1) as e on true
    where g.scope_id = committee_history.vacancy and g.role like 'committee%' and g.valid_until <= now()) as h
  join public.account a on a.id = h.account_id left join public.account w on w.id = h.by
  where (select polder.may('vacancy.read')) or committee_history.vacancy = any((select polder.scope('vacancy.read'))::uuid[])
$$;

-- A vacancy keeps the committee that it needed to be published, until it is decided: who leaves is replaced first.
-- Those who leave at the same moment wait for one another, so that they are counted one by one.
create or replace function polder.keep_committee() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if polder.setting('actor_kind') in ('browser', 'token')
     and exists (select from public.vacancy v where v.id = new.scope_id and v.state in ('published', 'closed')
       and new.valid_from <= greatest(now(), v.deadline)) then  -- one that begins later was not counted
    perform pg_advisory_xact_lock(hashtextextended('polder.committee:' || new.scope_id, 0));
    if polder.committee_size(new.scope_id) < 2 then
      raise exception 'committee_too_small' using errcode = 'PL409';
    end if;
  end if;
  return null;
end $$;
create or replace trigger d_keep_committee after update on public.role_grant for each row
  when (old.role in ('committee_chair', 'committee_member') and new.valid_until is distinct from old.valid_until)
  execute function polder.keep_committee();

-- An archived vacancy has no committee any more: nobody takes a seat in it, or is invited to one.
create or replace function polder.seat_not_archived() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if polder.setting('actor_kind') in ('browser', 'token', 'sign_in') and exists (
      select from public.vacancy v where v.id = new.scope_id and v.state = 'archived') then
    raise exception 'vacancy_archived' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger c_archived before insert on public.role_grant for each row
  when (new.role in ('committee_chair', 'committee_member', 'committee_observer')) execute function polder.seat_not_archived();
create or replace trigger c_archived before insert on public.invitation for each row
  when (new.role in ('committee_chair', 'committee_member', 'committee_observer')) execute function polder.seat_not_archived();

-- Nor is anything begun with the people of one: no round of interviews, no meeting.
create or replace function polder.vacancy_not_archived() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if exists (select from public.vacancy v where v.id = new.vacancy_id and v.state = 'archived') then
    raise exception 'vacancy_archived' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger a_archived before insert on public.interview_round
  for each row execute function polder.vacancy_not_archived();
create or replace trigger a_archived before insert on public.meeting
  for each row execute function polder.vacancy_not_archived();

-- Who may take a seat. An auditor reads everything, and neither judges nor sits by as an observer. Whoever could read what
-- others have submitted here takes no seat that judges any more, or would judge with their judgement in mind; who has or
-- will have one was kept from it. What was withdrawn before it began was never held.
create or replace function polder.guard_seat() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  judges constant text[] := '{committee_chair,committee_member}';
begin
  if exists (select from public.role_grant g where g.account_id = new.account_id and g.id <> new.id
             and (g.valid_until is null or g.valid_until > greatest(g.valid_from, new.valid_from)) and (new.valid_until is null or g.valid_from < new.valid_until)
             and case when new.role = 'auditor' then polder.of_committee(g.role) else g.role = 'auditor' end) then
    raise exception 'auditor_judges' using errcode = 'PL409';
  end if;
  if new.role = any(judges) and exists (
      select from public.review r join public.role_grant g on g.account_id = new.account_id
        and (g.scope_id is null or g.scope_id = new.scope_id) and not g.role = any(judges) and g.confirmed_at is not null
        and g.valid_from <= now() and (g.valid_until is null or g.valid_until > greatest(g.valid_from, r.submitted_at))
      join polder.role_permission p on p.role = g.role and p.permission = 'review.read'
      where r.vacancy_id = new.scope_id and r.state = 'submitted' and r.reviewer_id <> new.account_id)
     and not exists (
      select from public.role_grant g where g.account_id = new.account_id and g.scope_id = new.scope_id
        and g.role = any(judges) and (g.valid_until is null or g.valid_until > now())) then
    raise exception 'has_read_reviews' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger c_guard_seat before insert on public.role_grant for each row
  when (new.role in ('committee_chair', 'committee_member', 'committee_observer', 'auditor')) execute function polder.guard_seat();

-- The vacancies of an applicant's own applications; a function, so that the policy of vacancies stays a comparison.
create or replace function polder.vacancies_applied_to() returns uuid[]
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(array_agg(vacancy_id), '{}'::uuid[]) from public.application
  where id = any(polder.scope('application.own'))
$$;

-- All that belongs to these applications, wherever it stands: by their ids.
create or replace function polder.belongings(applications uuid[]) returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
  reviews uuid[] := array(select r.id from public.review r where r.application_id = any(applications));
  offers uuid[] := array(select o.id from public.offer o where o.application_id = any(applications));
begin
  return applications || reviews || offers
    || array(select c.id from public.conflict c where c.record_id = any(applications))
    || array(select p.id from public.conflict_proposal p where p.application_id = any(applications))
    || array(select x.id from public.review_assignment x where x.application_id = any(applications))
    || array(select b.id from public.applicant_background b where b.application_id = any(applications))
    || array(select s.id from public.review_score s where s.review_id = any(reviews))
    || array(select o.id from public.review_opinion o where o.review_id = any(reviews))
    || array(select e.id from public.offer_endorsement e where e.offer_id = any(offers))
    || polder.references_of(applications)
    || array(select d.id from public.document d where d.record_id = any(applications || offers))
    || array(select l.id from public.offer_letter l where l.application_id = any(applications))
    || array(select s.id from public.offer_acceptance s where s.application_id = any(applications))
    || array(select c.id from public.security_check c where c.application_id = any(applications))
    || array(select h.id from public.hire h where h.application_id = any(applications))
    || array(select h.appointment_id from public.hire h where h.application_id = any(applications))
    || array(select c.id from public.appointment_check c join public.hire h on h.appointment_id = c.appointment_id
             where h.application_id = any(applications))
    || polder.stay_conflicts(applications)
    || array(select m.id from public.mail m where m.record_id = any(applications || offers))
    || array(select i.id from public.interview i where i.application_id = any(applications))
    || array(select m.id from public.mail m join public.interview i on i.id = m.record_id where i.application_id = any(applications))
    || array(select c.id from public.interview_change c where c.application_id = any(applications))
    || array(select n.id from public.interview_note n where n.application_id = any(applications))
    || polder.call_conflicts(applications)
    || polder.meeting_conflicts(applications)
    || array(select l.id from public.application_export_line l where l.application_id = any(applications))
    || array(select s.id from public.same_person s where s.first_id = any(applications) or s.second_id = any(applications))
    || array(select r.id from public.mailing_recipient r where r.application_id = any(applications))
    || array(select c.id from public.consent c where c.application_id = any(applications))
    || array(select o.id from public.objection o where o.application_id = any(applications))
    || array(select r.id from public.erasure_request r where r.application_id = any(applications))
    || array(select i.id from public.erasure_item i where i.application_id = any(applications))
    || array(select o.id from public.verified_orcid o where o.application_id = any(applications))
    || array(select s.id from public.session s where s.scope_id = any(applications));  -- the applicant's own links
end $$;

-- A conflict on an application hides all that belongs to it, by whatever table or log one might come across it.
create or replace function polder.conflicts_of(who uuid) returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
  applications uuid[] := coalesce((select array_agg(c.record_id) from public.conflict c where c.person_id = who), '{}');
begin
  return case when applications = '{}' then applications else polder.belongings(applications) end;
end $$;

-- Checks that came after their tables were released (a revision compares columns, not checks).
do $$ begin
  if not exists (select from pg_constraint where conname = 'ck_application_email') then
    alter table public.application add constraint ck_application_email
      check (email ~ '^[^@[:space:]]+@[^@[:space:]]+$') not valid;
  end if;
  if not exists (select from pg_constraint where conname = 'ck_vacancy_time_zone') then
    alter table public.vacancy add constraint ck_vacancy_time_zone
      check (time_zone = 'UTC' or time_zone like '_%/_%') not valid;
  end if;
end $$;
-- Sort names of before accents were left out of them.
alter table public.application no force row level security;  -- forced again with its policies
update public.application set sort_name = polder.fold(sort_name)
where sort_name <> polder.fold(sort_name) and polder.shows_something(polder.fold(sort_name));
-- Offers of before they named what pays them.
alter table public.offer disable trigger user;
alter table public.offer no force row level security;  -- forced again with its policies, as that of vacancies is
alter table public.vacancy no force row level security;
update public.offer o set position_id = v.position_id from public.vacancy v
where v.id = o.vacancy_id and o.position_id is null and v.position_id is not null
  -- of several that are out for one post, the first keeps it
  and not (o.state = 'sent' and exists (select from public.offer x where x.vacancy_id = o.vacancy_id and x.state = 'sent' and x.id < o.id));
alter table public.offer enable trigger user;
