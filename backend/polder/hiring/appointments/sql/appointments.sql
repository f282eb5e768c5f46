
-- Appointments on which the asker has a check to do or did one.
create or replace function polder.appointments_to_check() returns uuid[]
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(array_agg(distinct c.appointment_id), '{}'::uuid[]) from public.appointment_check c
  where c.owner_id = polder.actor()
$$;

-- Who is appointed, by name, for whoever sees the appointment: who has a check to do need not see all people.
create or replace function polder.appointed_name(appointment uuid) returns text
language sql stable security definer set search_path = pg_catalog, public as $$
  select p.name from public.appointment a join public.person p on p.id = a.person_id
  where a.id = appointed_name.appointment and ((select polder.may('appointment.read')) or a.person_id = polder.person()
    or a.id = any(polder.supervised()) or a.id = any(polder.appointments_to_check()))
$$;

-- The rule of a kind that holds on a day.
create or replace function polder.checklist_rule_on(kind text, day date) returns uuid
language sql stable security definer set search_path = pg_catalog, public as $$
  select r.id from public.checklist_rule r where r.key = checklist_rule_on.kind and r.state = 'in_force'
    and day between r.valid_from and coalesce(r.valid_until, 'infinity')
$$;

-- Whom a check falls to: of those who hold the role now, who has the fewest to do.
create or replace function polder.checks_fall_to(role text) returns uuid
language sql stable security definer set search_path = pg_catalog, public as $$
  select a.id from public.account a
  where a.ended_at is null and exists (select from public.role_grant g where g.account_id = a.id
    and g.role = checks_fall_to.role and g.scope_id is null and g.confirmed_at is not null and g.valid_from <= now()
    and (g.valid_until is null or g.valid_until > now()))
  order by (select count(*) from public.appointment_check c where c.owner_id = a.id and c.state = 'open'), a.id limit 1
$$;

-- The checks of an appointment, by the rules that hold today. Those that are there stay as they are.
create or replace function polder.make_checks(appointment uuid, tagged boolean) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  r public.checklist_rule;
  starts date := (select a.starts_on from public.appointment a where a.id = make_checks.appointment);
begin
  for r in select x.* from public.checklist_rule x where x.state = 'in_force'
      and polder.today() between x.valid_from and coalesce(x.valid_until, 'infinity')
      and (x.applies = 'always' or (x.applies = 'tagged' and make_checks.tagged)) order by x.days_before_start desc, x.key loop
    insert into public.appointment_check (appointment_id, rule_id, kind, required, owner_id, due_on)
    values (make_checks.appointment, r.id, r.key, r.required, polder.checks_fall_to(r.owner_role), starts - r.days_before_start)
    on conflict (appointment_id, kind) do nothing;
  end loop;
end $$;

-- An accepted offer makes an appointment, with its checklist, in the same transaction. The person is one whom we know by
-- ORCID iD, or by an address that one person alone has; otherwise a new one. HR confirms who it is.
create or replace function polder.appoint() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  a public.application;
  v public.vacancy;
  of_person uuid;
  made boolean := false;
  appointed uuid;
begin
  select * into a from public.application where id = new.application_id;
  select * into v from public.vacancy where id = new.vacancy_id;
  select p.id into of_person from public.person p where p.orcid = a.orcid;
  if of_person is null then
    select (array_agg(p.id))[1] into of_person from public.person p
    where lower(p.email) = lower(a.email) and (p.orcid is null or a.orcid is null) having count(*) = 1;
  end if;
  if of_person is null then
    insert into public.person (name, sort_name, orcid, email) values (a.name, a.sort_name, a.orcid, a.email) returning id into of_person;
    made := true;
  end if;
  insert into public.appointment (person_id, role_title_nl, role_title_en, fte_percent, starts_on, ends_on)
  values (of_person, v.title_nl, v.title_en, new.fte_percent, new.starts_on, new.ends_on) returning id into appointed;
  if exists (select from public.position_employer e where e.position_id = new.position_id) then
    insert into public.appointment_employer (appointment_id, organisation_id, part_bp)
    select appointed, e.organisation_id, e.part_bp from public.position_employer e where e.position_id = new.position_id;
  elsif v.employer_id is not null then
    insert into public.appointment_employer (appointment_id, organisation_id, part_bp) values (appointed, v.employer_id, 10000);
  end if;
  insert into public.hire (offer_id, application_id, vacancy_id, appointment_id, person_made)
  values (new.id, new.application_id, new.vacancy_id, appointed, made);
  perform polder.make_checks(appointed, exists (select from public.vacancy_security s where s.vacancy_id = new.vacancy_id));
  return null;
end $$;
create or replace trigger e_appoints after update of state on public.offer for each row
  when (new.state = 'accepted' and old.state <> 'accepted') execute function polder.appoint();

-- Was whoever was hired appointed, and did that come to nothing?
create or replace function polder.never_started(application uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (select from public.hire h join public.appointment a on a.id = h.appointment_id
                 where h.application_id = never_started.application and a.state = 'cancelled')
$$;

-- What stands between an appointment and its start: HR confirms who it is, and what is required is done, is not needed, or
-- was accepted as open by a director.
create or replace function polder.ready_to_start(appointment uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select not exists (select from public.hire h where h.appointment_id = ready_to_start.appointment and h.confirmed_at is null)
    and not exists (select from public.appointment_check c where c.appointment_id = ready_to_start.appointment
                    and c.required and c.state = 'open')
$$;

-- Who the person is, is confirmed once, by whoever does it, now.
create or replace function polder.hire_confirmed() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if old.confirmed_at is not null
     or (new.offer_id, new.application_id, new.vacancy_id, new.appointment_id, new.person_made)
        is distinct from (old.offer_id, old.application_id, old.vacancy_id, old.appointment_id, old.person_made) then
    raise exception 'hire_confirmed' using errcode = 'PL409';
  end if;
  if new.confirmed_at is not null then
    new.confirmed_at := polder.clock();
    new.confirmed_by := polder.actor();
  end if;
  return new;
end $$;
create or replace trigger b_confirmed before update on public.hire
  for each row execute function polder.hire_confirmed();

-- The person who was made for a hire goes where HR says that it is somebody else, unless something else is known of them.
create or replace function polder.drop_made_person(appointment uuid, made uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if (select polder.may('appointment.write')) and exists (
      select from public.hire h join public.appointment a on a.id = h.appointment_id
      where a.id = drop_made_person.appointment and h.person_made and a.person_id <> made)
     and not exists (select from public.account c where c.person_id = made) then
    begin
      delete from public.person p where p.id = made and p.created_at >= (
        select h.created_at from public.hire h where h.appointment_id = drop_made_person.appointment);
    exception when foreign_key_violation then
      null;
    end;
  end if;
end $$;

-- A check keeps what it is; who does it and by when may change while it is open.
create or replace function polder.check_fixed() returns trigger
language plpgsql as $$
begin
  if (new.appointment_id, new.rule_id, new.kind, new.required) is distinct from (old.appointment_id, old.rule_id, old.kind, old.required)
     or (old.state in ('done', 'not_needed') and (new.owner_id, new.due_on) is distinct from (old.owner_id, old.due_on)) then
    raise exception 'check_fixed' using errcode = 'PL409';
  end if;
  -- An owner completes; to give it to somebody else is HR's.
  if (new.owner_id, new.due_on) is distinct from (old.owner_id, old.due_on) and polder.setting('actor_kind') in ('browser', 'token')
     and not polder.may('appointment.write') then
    raise exception 'check_given_by_hr' using errcode = 'PL403';
  end if;
  -- A director accepts what is open, and does not do it.
  if new.state <> old.state and new.state <> 'accepted' and polder.setting('actor_kind') in ('browser', 'token')
     and new.owner_id is distinct from polder.actor() and not polder.may('appointment.write') then
    raise exception 'check_given_by_hr' using errcode = 'PL403';
  end if;
  if new.state <> old.state and new.state = 'accepted' and not polder.may('check.accept') then
    raise exception 'check_given_by_hr' using errcode = 'PL403';
  end if;
  return new;
end $$;
create or replace trigger b_fixed before update on public.appointment_check
  for each row execute function polder.check_fixed();

-- The rules to begin with, in force. Entered once, when the table is made; later versions are proposed and confirmed by
-- people.
do $$ begin
  if not (select relrowsecurity from pg_class where oid = 'public.checklist_rule'::regclass) then
    insert into public.checklist_rule
      (state, confirmed_at, valid_from, key, name_nl, name_en, applies, required, owner_role, days_before_start, explanation_nl, explanation_en, source)
    select 'in_force', now(), '2020-01-01', a, n, m, b, c, d, e, f, g, h from (values
      ('work_permit', 'Recht om te werken', 'Right to work', 'always', true, 'hr_officer', 42,
       'Ga na of de medewerker hier mag werken, en bewaar het bewijs. Vraag zo nodig de vergunning aan.',
       'Check that the person may work here, and keep the evidence. Apply for the permit where one is needed.',
       'Wet arbeid vreemdelingen, artikelen 2 en 15'),
      ('knowledge_security', 'Maatregelen kennisveiligheid', 'Knowledge security measures', 'tagged', true, 'security_officer', 14,
       'Zorg dat de afgesproken maatregelen er zijn op de eerste dag.', 'See that the agreed measures are in place on the first day.',
       'Nationale leidraad kennisveiligheid (2022)'),
      ('side_activities', 'Nevenwerkzaamheden', 'Side activities', 'always', true, 'hr_officer', 14,
       'Vraag de opgave van nevenwerkzaamheden en laat die beoordelen.', 'Ask for the declaration of side activities and have it judged.',
       'Cao Nederlandse Universiteiten, artikel 1.14; door het instituut te bevestigen / for the institute to confirm'),
      ('contract', 'Contract getekend', 'Contract signed', 'always', true, 'hr_officer', 7,
       'Laat het contract aan beide kanten tekenen.', 'Have the contract signed on both sides.', 'Burgerlijk Wetboek, artikel 7:655'),
      ('diploma', 'Diploma gezien', 'Degree seen', 'always', true, 'hr_officer', 14,
       'Zie het diploma in, of de waardering ervan.', 'See the degree certificate, or its evaluation.',
       'Eigen beleid bij het begin, door het instituut te bevestigen / own policy at the start, for the institute to confirm'),
      ('conduct_certificate', 'Verklaring omtrent het gedrag', 'Certificate of conduct', 'by_hand', true, 'hr_officer', 14,
       'Vraag de verklaring omtrent het gedrag waar de functie die vraagt.', 'Ask for the certificate of conduct where the post needs one.',
       'Wet justitiële en strafvorderlijke gegevens, artikel 28'),
      ('thirty_percent', '30%-regeling', '30% ruling', 'by_hand', false, 'hr_officer', -90,
       'Dien het verzoek samen met de medewerker in, binnen vier maanden na de eerste dag.',
       'File the request together with the employee, within four months of the first day.',
       'Uitvoeringsbesluit loonbelasting 1965, artikel 10ei; door het instituut te bevestigen / for the institute to confirm')
    ) as seed (a, n, m, b, c, d, e, f, g, h);
  end if;
end $$;
