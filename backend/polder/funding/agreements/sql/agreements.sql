-- What was agreed stays as it was agreed: terms change by versions, and versions come into force by one function.

-- The tranches of a version, as rows.
create or replace function polder.tranches_of(terms jsonb)
returns table (tranche int, cents bigint, due_on date, in_kind boolean, pool_id uuid, condition text)
language sql immutable as $$
  select t.position, t.amount_cents, t.due_on, coalesce(t.in_kind, false), t.pool_id, t.condition
  from jsonb_to_recordset(terms) as t(position int, amount_cents bigint, due_on date, in_kind boolean, pool_id uuid, condition text)
$$;

create or replace function polder.version_terms() returns trigger
language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.state <> 'draft'
     and (new.number, new.amount_cents, new.effective_on, new.ends_on, new.reason, new.tranches, new.agreement_id, new.signed_sha256)
         is distinct from
         (old.number, old.amount_cents, old.effective_on, old.ends_on, old.reason, old.tranches, old.agreement_id, old.signed_sha256)
  then
    raise exception 'version_fixed' using errcode = 'PL409';
  end if;
  if exists (select from polder.tranches_of(new.tranches) t group by t.tranche having count(*) > 1 or t.tranche is null)
     or exists (select from polder.tranches_of(new.tranches) t where t.cents is null or t.cents < 0 or t.due_on is null) then
    raise exception 'tranche_unreadable' using errcode = 'PL422', detail = 'tranches';
  end if;
  if new.amount_cents <> (select coalesce(sum(t.cents), 0) from polder.tranches_of(new.tranches) t) then
    raise exception 'tranches_differ' using errcode = 'PL422', detail = 'tranches';
  end if;
  return new;
end $$;
create or replace trigger b_terms before insert or update on public.agreement_version
  for each row execute function polder.version_terms();

-- An agreement says of its amount and term what its version in force says; who gives it, and how it counts, is settled
-- when it leaves the draft.
create or replace function polder.agreement_terms() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if tg_op = 'INSERT' then
    if (new.amount_cents, new.in_force) <> (0, 0) then
      raise exception 'agreement_fixed' using errcode = 'PL409', detail = 'amount_cents';
    end if;
    return new;
  end if;
  if (new.amount_cents, new.in_force) <> (old.amount_cents, old.in_force) and not exists (
      select from public.agreement_version v where v.agreement_id = new.id and v.number = new.in_force
        and v.state = 'in_force' and v.amount_cents = new.amount_cents and v.ends_on = new.ends_on) then
    raise exception 'agreement_fixed' using errcode = 'PL409', detail = 'amount_cents';
  end if;
  if old.state <> 'draft' and (
      (new.funder_id, new.title, new.starts_on, new.private_origin, new.matching_key)
      is distinct from (old.funder_id, old.title, old.starts_on, old.private_origin, old.matching_key)
      or (new.ends_on <> old.ends_on and new.in_force = old.in_force)) then
    raise exception 'agreement_fixed' using errcode = 'PL409', detail = 'title';
  end if;
  return new;
end $$;
create or replace trigger b_terms before insert or update on public.agreement
  for each row execute function polder.agreement_terms();

create or replace function polder.rights_open() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if not exists (select from public.agreement a where a.id = coalesce(new.agreement_id, old.agreement_id)
                 and (a.state = 'draft' or exists (select from public.agreement_version v
                                                   where v.agreement_id = a.id and v.state = 'draft'))) then
    raise exception 'agreement_fixed' using errcode = 'PL409', detail = 'rights';
  end if;
  return coalesce(new, old);
end $$;
create or replace trigger b_open before insert or update or delete on public.funder_right
  for each row execute function polder.rights_open();
create or replace trigger b_open before insert or update or delete on public.agreement_party
  for each row execute function polder.rights_open();

-- A version that has just moved to be in force takes effect: its tranches are the lots, and the ledger knows what was
-- promised more or less than before. Only tranches in cash are commitments in the ledger; work is booked when accepted.
create or replace function polder.put_in_force(version uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  v public.agreement_version;
  a public.agreement;
  changed jsonb;
begin
  select * into v from public.agreement_version where id = version;
  select * into a from public.agreement where id = v.agreement_id for update;
  if v.state is distinct from 'in_force' or v.number <> a.in_force + 1 then
    raise exception 'version_not_next' using errcode = 'PL409';
  end if;
  if exists (select from polder.tranches_of(v.tranches) t join public.lot l on l.agreement_id = a.id
             and l.position = t.tranche and l.in_kind <> t.in_kind) then
    raise exception 'tranche_kind_fixed' using errcode = 'PL409', detail = 'tranches';
  end if;
  with terms as (
    select coalesce(t.tranche, l.position) as tranche, coalesce(t.cents, 0) as cents, coalesce(t.due_on, l.due_on) as due_on,
      coalesce(t.in_kind, l.in_kind) as in_kind, t.pool_id, t.condition, coalesce(l.amount_cents, 0) as before
    from polder.tranches_of(v.tranches) t
    full join (select * from public.lot where agreement_id = a.id) l on l.position = t.tranche
  ), kept as (
    insert into public.lot as l (agreement_id, funder_id, position, amount_cents, due_on, in_kind, pool_id, condition)
    select a.id, a.funder_id, t.tranche, t.cents, t.due_on, t.in_kind, t.pool_id, t.condition from terms t order by t.tranche
    on conflict (agreement_id, position) do update set amount_cents = excluded.amount_cents, due_on = excluded.due_on,
      pool_id = excluded.pool_id, condition = excluded.condition
    returning l.id, l.position
  )
  select jsonb_agg(line) into changed from (
    select jsonb_build_object('account', account, 'lot', k.id, 'cents', sign * (t.cents - t.before)) as line
    from kept k join terms t on t.tranche = k.position,
      (values ('committed_open', 1), ('commitments_given', -1)) as side(account, sign)
    where not t.in_kind and t.cents <> t.before) as lines;
  update public.agreement set amount_cents = v.amount_cents, in_force = v.number, ends_on = v.ends_on where id = a.id;
  if changed is not null then
    perform polder.write_entries(jsonb_build_array(jsonb_build_object(
      'key', 'agreement:' || a.id || ':' || v.number, 'posted_on', polder.open_day(v.effective_on),
      'event', case when v.number = 1 then 'commitment' else 'amendment' end,
      'description', a.reference || ' v' || v.number, 'source_kind', 'agreement_version', 'source_id', v.id, 'lines', changed)));
  end if;
end $$;

-- A granted decision is one lot, and a commitment of the State.
create or replace function polder.grant_decision(decision uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  d public.public_decision;
  made uuid;
begin
  select * into d from public.public_decision where id = decision for update;
  if d.state is distinct from 'granted' then
    raise exception 'decision_not_granted' using errcode = 'PL409';
  end if;
  insert into public.lot (decision_id, funder_id, amount_cents, due_on)
  values (d.id, d.granter_id, d.amount_cents, coalesce(d.starts_on, d.granted_on)) returning id into made;
  perform polder.write_entries(jsonb_build_array(jsonb_build_object(
    'key', 'decision:' || d.id, 'posted_on', polder.open_day(d.granted_on), 'event', 'commitment', 'description', d.reference,
    'source_kind', 'public_decision', 'source_id', d.id, 'lines', jsonb_build_array(
      jsonb_build_object('account', 'committed_open', 'lot', made, 'cents', d.amount_cents),
      jsonb_build_object('account', 'commitments_given', 'lot', made, 'cents', -d.amount_cents)))));
end $$;

create or replace function polder.decision_terms() returns trigger
language plpgsql as $$
begin
  if old.state <> 'applied' and (new.granter_id, new.amount_cents, new.granted_on, new.matching_key)
     is distinct from (old.granter_id, old.amount_cents, old.granted_on, old.matching_key) then
    raise exception 'decision_fixed' using errcode = 'PL409', detail = 'amount_cents';
  end if;
  if old.state in ('determined', 'settled', 'repaid') and new.determined_cents is distinct from old.determined_cents then
    raise exception 'decision_fixed' using errcode = 'PL409', detail = 'determined_cents';
  end if;
  return new;
end $$;
create or replace trigger b_terms before update on public.public_decision
  for each row execute function polder.decision_terms();

-- What of a determined decision must still go back to the State, in cents.
create or replace function polder.repayable(decision uuid) returns bigint
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(-sum(p.amount_cents), 0)::bigint from public.lot l join public.posting p on p.lot_id = l.id
    join public.ledger_account a on a.id = p.account_id and a.kind = 'repayable_to_state'
  where l.decision_id = decision
$$;

-- The catalogue of funder rights. Rows end by `valid_until`; they are never rewritten.
insert into public.right_kind (key, name_nl, name_en, explanation_nl, explanation_en, takes_field, takes_term, response_days, source, valid_from)
values
  ('notice', 'recht op melding', 'right to be told', 'De financier hoort van elke uitvinding uit zijn geld.',
   'The funder is told of every invention made with its money.', true, true, 30, 'model contract, article on results', '2020-01-01'),
  ('first_negotiation', 'recht van eerste onderhandeling', 'right of first negotiation',
   'De financier mag als eerste over een licentie of overdracht onderhandelen.',
   'The funder may be the first to negotiate on a licence or transfer.', true, true, 90, 'model contract, article on results', '2020-01-01'),
  ('first_refusal', 'recht van eerste weigering', 'right of first refusal',
   'De financier mag een bod van een ander overnemen.', 'The funder may match an offer that another has made.', true, true, 60,
   'model contract, article on results', '2020-01-01'),
  ('non_exclusive_licence', 'niet-exclusieve licentie', 'non-exclusive licence',
   'De financier mag de resultaten in zijn vakgebied gebruiken.', 'The funder may use the results in its field.', true, true, null,
   'model contract, article on results', '2020-01-01'),
  ('exclusive_option', 'optie op exclusieve licentie', 'option on an exclusive licence',
   'De financier mag binnen de termijn een exclusieve licentie in zijn vakgebied nemen.',
   'Within the term, the funder may take an exclusive licence in its field.', true, true, 180, 'model contract, article on results', '2020-01-01'),
  ('publication_delay', 'uitstel van publicatie', 'delay of publication',
   'Een publicatie wacht hooguit deze dagen op een octrooiaanvraag.', 'A publication waits for a patent filing, for these days at most.',
   false, false, 30, 'model contract, article on publications', '2020-01-01'),
  ('revenue_share', 'aandeel in de opbrengst', 'share in revenue',
   'De financier deelt in wat een licentie of onderneming opbrengt.', 'The funder shares in what a licence or company yields.', false, true, null,
   'model contract, article on exploitation', '2020-01-01')
on conflict (key) do nothing;
