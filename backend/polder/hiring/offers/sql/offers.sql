
-- What the institute writes for itself (letters, checklists) is proposed by one person and confirmed by another, and is fixed
-- from then on.
create or replace function polder.hiring_text() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  beside constant text[] := '{state,version,updated_at,confirmed_at,confirmed_by,valid_until}';
begin
  if tg_op = 'INSERT' then
    new.confirmed_at := null;
    new.confirmed_by := null;
    return new;
  end if;
  new.confirmed_at := old.confirmed_at;
  new.confirmed_by := old.confirmed_by;
  if (old.state <> 'proposed' or new.state <> 'proposed') and to_jsonb(new) - beside <> to_jsonb(old) - beside then
    raise exception 'hiring_text_fixed' using errcode = 'PL409';
  end if;
  if old.state = 'proposed' and new.state = 'in_force' then
    if polder.actor() is null or polder.actor() is not distinct from old.created_by or polder.wrote(tg_table_name, old.id) then
      raise exception 'hiring_text_second_person' using errcode = 'PL409';
    end if;
    new.confirmed_at := polder.clock();
    new.confirmed_by := polder.actor();
  end if;
  return new;
end $$;
-- The template in use: of its kind and language the one that was confirmed last.
create or replace function polder.letter_in_force(kind text, language text) returns uuid
language sql stable security definer set search_path = pg_catalog, public as $$
  select t.id from public.letter_template t
  where t.kind = letter_in_force.kind and t.language = letter_in_force.language and t.state = 'in_force'
  order by t.confirmed_at desc, t.id desc limit 1
$$;

-- A letter is of an offer that is being sent, and of its application.
create or replace function polder.letter_of_offer() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if not exists (select from public.offer o join public.document d on d.id = new.document_id
                 where o.id = new.offer_id and o.application_id = new.application_id and o.state in ('approved', 'sent')
                   and d.record_id = o.id and d.sha256 = new.sha256) then
    raise exception 'offer_locked' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger b_of_offer before insert on public.offer_letter
  for each row execute function polder.letter_of_offer();

-- What is signed is the letter that was sent, while the offer stands, at this moment: whoever signs says only their name.
create or replace function polder.signed_now() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  o public.offer;
begin
  select * into o from public.offer x where x.id = new.offer_id;
  new.signed_at := polder.clock();
  if o.state is distinct from 'sent' or new.signed_at > o.expires_at then
    raise exception 'offer_not_open' using errcode = 'PL409';
  end if;
  new.application_id := o.application_id;
  select l.id, l.sha256 into new.letter_id, new.letter_sha256 from public.offer_letter l where l.offer_id = new.offer_id;
  return new;
end $$;
create or replace trigger b_signed_now before insert on public.offer_acceptance
  for each row execute function polder.signed_now();

-- Nobody is taken to have accepted what they did not sign.
create or replace function polder.accepted_is_signed() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if not exists (select from public.offer_acceptance a where a.offer_id = new.id) then
    raise exception 'offer_not_signed' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger c_signed before update of state on public.offer for each row
  when (new.state = 'accepted' and old.state <> 'accepted') execute function polder.accepted_is_signed();

-- The letters to begin with. Entered once, when the table is made; people propose and confirm what replaces them.
do $$ begin
  if not (select relrowsecurity from pg_class where oid = 'public.letter_template'::regclass) then
    insert into public.letter_template (state, language, confirmed_at, note, subject, body) values
    ('in_force', 'nl', now(), 'Eerste tekst, door HR te bevestigen of te vervangen', 'Aanbod voor de functie {role}',
'Beste {name},

Met genoegen bieden wij u de functie van {role} aan bij {employer}, standplaats {location} (vacature {vacancy}).

U begint op {starts_on}. De aanstelling is {term}, voor {size} van een volledige werkweek: {hours} uur per week.

Uw salaris is {salary} bruto per maand bij een volledige werkweek (schaal {scale}), naar rato van de omvang.

Wij verzoeken u uiterlijk {answer_by} te antwoorden. U doet dat met de persoonlijke link in uw mail, waar u deze brief ondertekent. Daarna is dit aanbod niet meer geldig.

Aan de aanstelling gaan controles vooraf die de wet of het instituut verlangt. U hoort van ons wat u daarvoor nodig hebt.

Met vriendelijke groet,

{institute}
{today}'),
    ('in_force', 'en', now(), 'First text, for HR to confirm or replace', 'Offer for the position of {role}',
'Dear {name},

We are pleased to offer you the position of {role} at {employer}, based in {location} (vacancy {vacancy}).

You start on {starts_on}. The appointment is {term}, for {size} of a full working week: {hours} hours a week.

Your salary is {salary} gross a month at full time (scale {scale}), in proportion to the size of the appointment.

Please answer by {answer_by}. You do so with the personal link in your mail, where you sign this letter. After that this offer is no longer valid.

Before the appointment starts there are checks that the law or the institute asks for. We will tell you what you need for them.

Kind regards,

{institute}
{today}');
  end if;
end $$;
create or replace trigger b_hiring_text before insert or update on public.letter_template
  for each row execute function polder.hiring_text();
