-- What agreements and decisions of a matching rule amount to, per agreement or decision, with the eyes of whoever asks.
-- `upto` null: as the sums of the lots stand now; otherwise as of the end of that day, from the postings. A lot of which
-- something moved outside the window is added up from its postings too.
-- All rows are read once and added up in hashes: the planner thinks that there are few of them, and would look each up.
--
-- committed, invoiced   of the lots that are due in the window: what is promised, and what of it was called
-- received              what came on the bank in the window (with what the bank kept), less what went back, by the day on
--                       which it came; an overpayment is a debt to the funder and no contribution
-- spent                 costs attributed in the window
-- in_kind               work accepted in the window
-- uninvoiced, due       of the lots that are due in the window: what would never come if nothing more came
create or replace function polder.matching_sums(rule_key text, first_day date, last_day date, upto date)
returns table (origin text, agreement_id uuid, decision_id uuid, funder_id uuid, committed bigint, invoiced bigint, received bigint,
               spent bigint, in_kind bigint, uninvoiced bigint, due bigint)
language sql stable set enable_sort = off set enable_nestloop = off set work_mem = '64MB' as $$
  with lots as materialized (
    select l.id, l.agreement_id, l.decision_id, l.funder_id, l.due_on between first_day and last_day as in_window,
      upto is null and coalesce(b.moved_from >= first_day and b.moved_until <= last_day, true) as whole,
      b.uninvoiced, b.called, b.invoiced_open, b.paid, b.attributed, b.worked,
      case when l.decision_id is not null then 'public' when a.private_origin then 'private' else 'other' end as origin
    from public.lot l join public.lot_balance b on b.lot_id = l.id left join public.agreement a on a.id = l.agreement_id
      left join public.public_decision d on d.id = l.decision_id
    where rule_key in (a.matching_key, d.matching_key)
  ), earlier as materialized (
    select e.id, e.happened_on from public.journal_entry e where e.happened_on <> e.posted_on
  ), posted as (
    select p.lot_id,
      coalesce(sum(p.amount_cents) filter (where a.kind = 'committed_open'), 0) as uninvoiced,
      coalesce(sum(p.amount_cents) filter (where a.kind = 'committed_invoiced'), 0) as called,
      coalesce(sum(p.amount_cents) filter (where a.kind = 'receivable'), 0) as invoiced_open,
      sum(p.amount_cents) filter (where coalesce(e.happened_on, p.posted_on) between first_day and last_day
        and polder.counted_as(p.event, a.kind) = 'paid') as paid,
      -sum(p.amount_cents) filter (where p.posted_on between first_day and last_day and polder.counted_as(p.event, a.kind) = 'attributed')
        as attributed,
      -sum(p.amount_cents) filter (where p.posted_on between first_day and last_day and polder.counted_as(p.event, a.kind) = 'worked') as worked
    from public.posting p join public.ledger_account a on a.id = p.account_id left join earlier e on e.id = p.entry_id
    where p.lot_id = any(array(select id from lots where not whole)) and p.posted_on <= coalesce(upto, 'infinity') group by 1
  ), position as (
    select l.origin, l.agreement_id, l.decision_id, l.funder_id, l.in_window,
      case when upto is null then l.uninvoiced else p.uninvoiced end as uninvoiced,
      case when upto is null then l.called else p.called end as called,
      case when upto is null then l.invoiced_open else p.invoiced_open end as invoiced_open,
      case when l.whole then l.paid else p.paid end as paid, case when l.whole then l.attributed else p.attributed end as attributed,
      case when l.whole then l.worked else p.worked end as worked
    from lots l left join posted p on p.lot_id = l.id
  )
  select p.origin, p.agreement_id, p.decision_id, p.funder_id,
    coalesce(sum(p.uninvoiced + p.called) filter (where p.in_window), 0)::bigint, coalesce(sum(p.called) filter (where p.in_window), 0)::bigint,
    coalesce(sum(p.paid), 0)::bigint, coalesce(sum(p.attributed), 0)::bigint, coalesce(sum(p.worked), 0)::bigint,
    coalesce(sum(p.uninvoiced) filter (where p.in_window), 0)::bigint, coalesce(sum(p.invoiced_open) filter (where p.in_window), 0)::bigint
  from position p group by 1, 2, 3, 4
$$;

-- What came in per calendar year, by the day on which it came: from public bodies, by a decision or by an agreement, and in
-- all. Two sums, as public lots are few: only theirs are looked up by lot. Few entries are of another day than they were posted on, never a later one.
create or replace function polder.income_by_year(first_day date, last_day date)
returns table (year int, public bigint, total bigint)
language sql stable set enable_sort = off as $$
  with cash as materialized (
    select array(select a.id from public.ledger_account a where a.kind in ('bank', 'bank_fees', 'overpayment')) as accounts
  ), earlier as materialized (
    select e.id, e.happened_on from public.journal_entry e where e.happened_on <> e.posted_on
  ), everything as (
    select date_trunc('year', coalesce(e.happened_on, p.posted_on)) as year, sum(p.amount_cents) as cents
    from public.posting p left join earlier e on e.id = p.entry_id
    where p.event in ('receipt', 'repayment', 'refund') and p.account_id = any((select accounts from cash)::bigint[])
      and p.posted_on >= first_day and coalesce(e.happened_on, p.posted_on) between first_day and last_day
    group by 1
  ), of_public as (
    select date_trunc('year', coalesce(e.happened_on, p.posted_on)) as year, sum(p.amount_cents) as cents
    from public.lot l left join public.agreement g on g.id = l.agreement_id join public.posting p on p.lot_id = l.id
      left join earlier e on e.id = p.entry_id
    where (l.decision_id is not null or not g.private_origin) and p.event in ('receipt', 'repayment', 'refund')
      and p.account_id = any((select accounts from cash)::bigint[])
      and p.posted_on >= first_day and coalesce(e.happened_on, p.posted_on) between first_day and last_day
    group by 1
  )
  select extract(year from e.year)::int, coalesce(d.cents, 0)::bigint, e.cents::bigint
  from everything e left join of_public d on d.year = e.year
$$;

-- What each private funder had paid at the end of a day.
create or replace function polder.private_receipts(last_day date) returns table (funder_id uuid, cents bigint)
language sql stable as $$
  select p.funder_id, sum(p.amount_cents)::bigint
  from public.posting p join public.ledger_account a on a.id = p.account_id join public.lot l on l.id = p.lot_id
    join public.agreement g on g.id = l.agreement_id and g.private_origin
  where p.event in ('receipt', 'repayment', 'refund')
    and a.kind in ('bank', 'bank_fees', 'overpayment') and p.posted_on <= last_day
  group by 1 having sum(p.amount_cents) <> 0
$$;

-- Calendar quarters that are closed to their last day, from the one in which closing began.
create or replace function polder.closed_quarters() returns table (quarter_from date, quarter_until date)
language sql stable as $$
  select q::date, (q + interval '3 months')::date - 1
  from (select date_trunc('quarter', min(from_day)) as first, max(until_day) as last from public.closed_period) as span,
    generate_series(span.first, span.last, interval '3 months') as q
  where (q + interval '3 months')::date - 1 <= span.last order by 1
$$;

-- Closing a period freezes what can be frozen: the job finds out what that is, and nothing on closed days can change
-- until it has.
create or replace function polder.freeze_after_closing() returns trigger
language plpgsql as $$
begin
  perform jobs.polder_defer('default', 'matching.freeze', '{}');
  return null;
end $$;
create or replace trigger z_freeze after insert on public.closed_period
  for each row execute function polder.freeze_after_closing();

-- What is frozen carries the hash of its own text.
create or replace function polder.seal_body() returns trigger
language plpgsql as $$
begin
  new.sha256 := encode(sha256(convert_to(new.body::text, 'UTF8')), 'hex');
  return new;
end $$;
create or replace trigger b_seal before insert on public.matching_snapshot for each row execute function polder.seal_body();
create or replace trigger b_seal before insert on public.matching_snapshot_detail for each row execute function polder.seal_body();

-- Does a total hide each of its parts? As `matching.rules.safe`.
create or replace function polder.hides(parts bigint[], contributors bigint, share_bp bigint) returns boolean
language sql immutable as $$
  select count(*) >= contributors and coalesce(sum(s.size) filter (where s.place > 2), 0) * 10000 >= max(s.size) * share_bp
  from (select abs(p) as size, row_number() over (order by abs(p) desc) as place from unnest(parts) as p where p <> 0) as s
$$;

-- Does the base of a snapshot, less the amounts that are public, hide what each other funder gave: itself, and by what it
-- differs from the quarter before? By the confirmed rule of disclosure; without one nothing is hidden. Asked of the money
-- and of money and work together, as work counts up to a part of the money.
create or replace function polder.snapshot_hides(snapshot uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  with test as (
    select max(r.value) filter (where r.key = 'disclosure_contributors') as contributors,
      max(r.value) filter (where r.key = 'disclosure_share') as share_bp
    from public.legal_rule r where r.state = 'in_force' and polder.today() between r.valid_from and coalesce(r.valid_until, 'infinity')
  ), compared as (
    select m.id, 1 as sign, m.body -> 'rule' ->> 'basis' as basis from public.matching_snapshot m where m.id = snapshot
    union all
    (select b.id, -1, b.body -> 'rule' ->> 'basis' from public.matching_snapshot m
       join public.matching_snapshot b on b.key = m.key and b.quarter_until < m.quarter_until
     where m.id = snapshot order by b.quarter_until desc limit 1)
  ), given as (
    select c.sign, part ->> 'funder_id' as funder, (part ->> c.basis)::bigint as cash, (part ->> 'in_kind')::bigint as work
    from compared c join public.matching_snapshot_detail d on d.snapshot_id = c.id, jsonb_array_elements(d.body) as part
      join public.agreement a on a.id = (part ->> 'agreement_id')::uuid
    where part ->> 'origin' = 'private' and a.confidentiality <> 'public'
  ), parts as (
    select g.funder, sum(g.cash) filter (where g.sign = 1) as cash, sum(g.cash + g.work) filter (where g.sign = 1) as whole,
      sum(g.sign * g.cash) as cash_change, sum(g.sign * (g.cash + g.work)) as whole_change
    from given g group by 1
  ), told as (
    select array_agg(p.cash::bigint) as total from parts p union all
    select array_agg(p.whole::bigint) from parts p union all
    select array_agg(p.cash_change::bigint) from parts p where exists (select from compared where sign = -1) union all
    select array_agg(p.whole_change::bigint) from parts p where exists (select from compared where sign = -1)
  )
  select coalesce(bool_and(polder.hides(t.total, test.contributors, test.share_bp)), false) from told t, test where t.total is not null
$$;

-- Private detail of a snapshot for the ministry: funders whose agreement allows their name, with the amount where it
-- allows that too. What the agreement says today counts. An agreement that had nothing in the quarter yet is not named, and
-- a name without an amount is given only where the base does not tell the amount.
create or replace function polder.named_in_snapshot(snapshot uuid) returns json
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(json_agg(json_build_object('agreement', a.reference, 'funder', o.name, 'received_cents',
           case when a.confidentiality = 'public' then (part ->> 'received')::bigint end) order by o.sort_name, a.reference), '[]')
  from public.matching_snapshot_detail d, jsonb_array_elements(d.body) as part
    join public.agreement a on a.id = (part ->> 'agreement_id')::uuid
    join public.organisation o on o.id = a.funder_id
  where d.snapshot_id = snapshot and part ->> 'origin' = 'private' and a.confidentiality in ('public', 'named')
    and 0 <> any(array[part ->> 'committed', part ->> 'invoiced', part ->> 'received', part ->> 'spent', part ->> 'in_kind']::bigint[])
    and (polder.may('funding.read')
      or (polder.may('funding.public') and (a.confidentiality = 'public' or polder.snapshot_hides(snapshot))))
$$;

-- Numbers that law and practice set, proposed for a controller to confirm against their source. Entered once, when the
-- table is made; later versions are entered by people.
do $$ begin
  if not (select relrowsecurity from pg_class where oid = 'public.legal_rule'::regclass) then
    insert into public.legal_rule (key, name_nl, name_en, value, valid_from, source) values
      ('wnt_share', 'WNT: aandeel publiek geld in de inkomsten', 'WNT: public share of income', 5000, '2013-01-01',
       'Wet normering topinkomens, art. 1.3, lid 1, onder d'),
      ('wnt_amount', 'WNT: publiek geld per kalenderjaar', 'WNT: public money per calendar year', 50000000, '2013-01-01',
       'Wet normering topinkomens, art. 1.3, lid 1, onder d'),
      ('wnt_years', 'WNT: aantal jaren achtereen', 'WNT: years running', 3, '2013-01-01',
       'Wet normering topinkomens, art. 1.3, lid 1, onder d'),
      ('disclosure_contributors', 'Publicatie: minste aantal bijdragers', 'Publication: least number of contributors', 3,
       '2020-01-01', 'Eigen beleid, naar de regel van het kleinste aantal / own policy, by the minimum frequency rule'),
      ('disclosure_share', 'Publicatie: rest na de twee grootste, tegenover de grootste',
       'Publication: what the two largest leave, against the largest', 1000, '2020-01-01',
       'Eigen beleid, naar de p%-regel met p = 10 / own policy, by the p%-rule with p = 10');
  end if;
end $$;
