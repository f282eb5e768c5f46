-- What the funder's page and its calendar ask beyond the rows that a funder may read: accounts of the bank are nobody's,
-- and a bank entry is ours. Each function answers about one funder, and only to whoever may see that funder's money.

create or replace function polder.sees_funder(funder uuid) returns boolean
language sql stable set search_path = pg_catalog, public as $$
  select polder.may('funding.read') or funder = any(polder.scope('funding.own'))
$$;

-- What is still to come of each tranche, and when: what was invoiced by the day of its invoice, the rest by the day that
-- was agreed. In kind: what is still to be given. `conditional`: a condition is not met yet.
create or replace function polder.funder_dues(funder uuid)
returns table (lot_id uuid, agreement_id uuid, reference text, title text, tranche int, invoice_id uuid, invoice text,
               rf_reference text, due_on date, cents bigint, in_kind boolean, conditional boolean)
language sql stable security definer set search_path = pg_catalog, public as $$
  with mine as materialized (
    select l.id, l.agreement_id, a.reference, a.title, l.position, l.due_on, l.in_kind, l.amount_cents, l.condition,
      l.condition_met_on, a.state
    from public.lot l join public.agreement a on a.id = l.agreement_id
    where l.funder_id = funder and a.in_force > 0
      and (polder.sees_funder(funder) or funder = any(polder.scope('funder_calendar.read')))
  ), asked as (
    select m.id, i.id as invoice_id, i.number_text, i.rf_reference, i.due_on,
      n.amount_cents - coalesce((select sum(s.amount_cents) from public.invoice_settlement s
        where s.line_id = n.id and s.kind <> 'overpayment'), 0) as cents
    from mine m join public.invoice_line n on n.lot_id = m.id join public.funder_invoice i on i.id = n.invoice_id
    where i.kind = 'invoice' and i.state in ('sent', 'partly_paid')
  )
  select m.id, m.agreement_id, m.reference, m.title, m.position, d.invoice_id, d.number_text, d.rf_reference, d.due_on, d.cents::bigint,
    m.in_kind, d.invoice_id is null and m.condition is not null and m.condition_met_on is null
  from mine m cross join lateral (
    select a.invoice_id, a.number_text, a.rf_reference, a.due_on, a.cents from asked a where a.id = m.id
    union all
    select null, null, null, m.due_on, b.balance_cents from public.ledger_account k join public.account_balance b on b.account_id = k.id
    where k.lot_id = m.id and k.kind = 'committed_open'
    union all
    select null, null, null, m.due_on, m.amount_cents - coalesce((select -sum(p.amount_cents) from public.posting p
      join public.ledger_account k on k.id = p.account_id where p.lot_id = m.id and k.kind = 'in_kind_received'), 0)
    where m.in_kind and m.state in ('active', 'defaulted')
  ) as d
  where d.cents > 0 order by d.due_on, m.reference, m.position
$$;

-- What arrived and went back under each tranche: the cents that touched the bank, what the bank kept on the way, what was
-- above what was asked, what was short by rounding and counts as paid (below zero: the payer rounded up), and the bank's
-- own reference. One row per tranche and booking; a reversal has its own, negative, of the day of what it takes back.
-- `received_on`: the day that counts for matching. `stands`: neither reversed nor a reversal.
create or replace function polder.funder_receipts(funder uuid)
returns table (lot_id uuid, entry_id uuid, number bigint, received_on date, posted_on date, event text, cents bigint, fee_cents bigint,
               overpaid_cents bigint, rounded_cents bigint, settled_cents bigint, stands boolean, bank_reference text, invoice_id uuid)
language sql stable security definer set search_path = pg_catalog, public as $$
  select r.lot_id, r.entry_id, e.number, e.happened_on, e.posted_on, r.event, r.bank, r.fee, r.overpaid, r.rounded, r.settled,
    e.reverses_id is null and not exists (select from public.journal_entry u where u.reverses_id = e.id), coalesce(b.reference, b.end_to_end, b.bank_reference),
    (select s.invoice_id from public.invoice_line n join public.invoice_settlement s on s.invoice_id = n.invoice_id and s.line_id = n.id
     where n.lot_id = r.lot_id and s.entry_id = r.entry_id limit 1)
  from (
    select p.lot_id, p.entry_id, min(p.event) as event,
      coalesce(sum(p.amount_cents) filter (where k.kind = 'bank'), 0)::bigint as bank,
      coalesce(sum(p.amount_cents) filter (where k.kind = 'bank_fees'), 0)::bigint as fee,
      coalesce(-sum(p.amount_cents) filter (where k.kind = 'overpayment'), 0)::bigint as overpaid,
      coalesce(sum(p.amount_cents) filter (where k.kind = 'rounding'), 0)::bigint as rounded,
      coalesce(sum(p.amount_cents) filter (where k.kind in ('bank', 'bank_fees', 'overpayment')), 0)::bigint as settled
    -- lot by lot: the other way around, everybody's postings on the bank would be read
    from public.lot l cross join lateral (
        select x.lot_id, x.entry_id, x.account_id, x.event, x.amount_cents from public.posting x
        where x.lot_id = l.id and x.event in ('receipt', 'repayment', 'refund') offset 0) as p
      join public.ledger_account k on k.id = p.account_id
    where l.funder_id = funder and polder.sees_funder(funder) and k.kind in ('bank', 'bank_fees', 'overpayment', 'rounding')
    group by p.lot_id, p.entry_id
  ) as r join public.journal_entry e on e.id = r.entry_id
    left join public.bank_entry b on e.source_kind = 'bank_entry' and b.id = e.source_id
  order by 4, 3
$$;

-- The reports that accounted for costs to the funder: day, name and cents of each tranche; what was taken back stays, as such.
create or replace function polder.funder_reports(funder uuid)
returns table (lot_id uuid, number bigint, reported_on date, name text, cents bigint, reversed boolean)
language sql stable security definer set search_path = pg_catalog, public as $$
  select p.lot_id, e.number, e.happened_on, e.description, -p.amount_cents,
    exists (select from public.journal_entry u where u.reverses_id = e.id)
  from public.ledger_account k join public.lot l on l.id = k.lot_id join public.posting p on p.account_id = k.id
    join public.journal_entry e on e.id = p.entry_id
  where k.kind = 'reported_income' and l.funder_id = funder and polder.sees_funder(funder) and e.reverses_id is null
$$;

-- Who of the institute answers a funder's questions: whoever manages the newest agreement that runs.
create or replace function polder.funder_contact(funder uuid) returns table (name text, email text)
language sql stable security definer set search_path = pg_catalog, public as $$
  select m.name, m.email from public.agreement a join public.account m on m.id = a.manager_id and m.ended_at is null
  where a.funder_id = funder and a.in_force > 0 and polder.sees_funder(funder)
  order by a.state <> 'active', a.starts_on desc, a.id limit 1
$$;

-- A calendar link lives as long as the right of whoever made it: the funder of this link, or none.
create or replace function polder.calendar_funder() returns uuid
language sql stable security definer set search_path = pg_catalog, public as $$
  select s.scope_id from public.session s join public.account a on a.id = s.created_by and a.ended_at is null
  where s.id = polder.setting('session')::uuid and s.scope_id = any(polder.scope('funder_calendar.read'))
    and exists (select from public.role_grant g join polder.role_permission p on p.role = g.role
      where g.account_id = a.id and p.permission = 'funder_calendar.issue' and (g.scope_id is null or g.scope_id = s.scope_id)
        and g.confirmed_at is not null and g.valid_from <= now() and (g.valid_until is null or g.valid_until > now()))
$$;
