-- What was asked stays as it was asked: numbers without gaps, given by the database; content fixed from then on; what
-- closes a line is what the ledger booked.

-- ISO 11649: RF, two check digits (ISO 7064, mod 97-10), the reference.
create or replace function polder.rf_reference(reference text) returns text
language sql immutable strict as $$
  select 'RF' || lpad((98 - (string_agg(case when c ~ '[0-9]' then c else (ascii(c) - 55)::text end, '' order by n)
    || '271500')::numeric % 97)::text, 2, '0') || clean
  from (select upper(regexp_replace(reference, '[^0-9A-Za-z]', '', 'g')) as clean) as r,
    regexp_split_to_table(clean, '') with ordinality as t(c, n)
  group by clean
$$;

create or replace function polder.invoice_rule(wanted text, day date) returns bigint
language sql stable security definer set search_path = pg_catalog, public as $$
  select r.value from public.invoice_rule r
  where r.key = wanted and r.state = 'in_force' and day between r.valid_from and coalesce(r.valid_until, 'infinity')
$$;

-- What of each line is still open, in cents. Whoever asks sees their own invoices.
create or replace function polder.open_invoice_lines(invoice uuid)
returns table (line_id uuid, lot_id uuid, "position" int, amount_cents bigint, open_cents bigint)
language sql stable as $$
  select l.id, l.lot_id, l.position, l.amount_cents, l.amount_cents - coalesce(s.cents, 0)::bigint
  from public.invoice_line l left join lateral (
    select sum(s.amount_cents) as cents from public.invoice_settlement s
    where s.line_id = l.id and s.kind <> 'overpayment') as s on true
  where l.invoice_id = invoice order by l.position
$$;

create or replace function polder.invoice_open(invoice uuid) returns bigint
language sql stable as $$
  select coalesce(sum(o.open_cents), 0)::bigint from polder.open_invoice_lines(invoice) o
$$;

-- What was settled in these ways, in cents.
create or replace function polder.invoice_settled(invoice uuid, variadic kinds text[]) returns bigint
language sql stable as $$
  select coalesce(sum(s.amount_cents), 0)::bigint from public.invoice_settlement s where s.invoice_id = invoice and s.kind = any(kinds)
$$;

-- What of an invoice was written off at the invoice itself, and not taken back, in cents. What the bank's desk wrote off with a
-- payment goes with the settlement of that payment.
create or replace function polder.invoice_written_off(invoice uuid) returns bigint
language sql stable as $$
  select coalesce(sum(s.amount_cents), 0)::bigint from public.invoice_settlement s join public.journal_entry e on e.id = s.entry_id
  where s.invoice_id = invoice and s.kind = 'write_off' and e.source_kind = 'funder_invoice'
$$;

-- What came of an invoice, for whoever may see it: on the day that the bank booked it, or of the entry behind it; `undone`
-- says of an entry that it was reversed, or is itself a reversal.
create or replace function polder.invoice_course(invoice uuid)
returns table (at timestamptz, id uuid, "on" date, kind text, tranche int, amount_cents bigint, entry_id uuid, undone text)
language sql stable security definer set search_path = pg_catalog, public as $$
  select s.created_at, s.id, coalesce(b.booked_on, e.posted_on, (s.created_at at time zone 'Europe/Amsterdam')::date), s.kind,
    t.position, s.amount_cents, s.entry_id,
    case when e.reverses_id is not null then 'reversal'
      when exists (select from public.journal_entry u where u.reverses_id = e.id) then 'reversed' end
  from public.funder_invoice i join public.invoice_settlement s on s.invoice_id = i.id
    join public.invoice_line l on l.id = s.line_id join public.lot t on t.id = l.lot_id
    left join public.journal_entry e on e.id = s.entry_id
    left join public.bank_entry b on e.source_kind = 'bank_entry' and b.id = e.source_id and e.reverses_id is null
  where i.id = invoice and (polder.may('funding.read') or i.funder_id = any(polder.scope('funding.own')))
$$;

-- What of a lot may still be asked: promised and not called, less what lies validated and not sent yet.
create or replace function polder.lot_invoiceable(lot uuid) returns bigint
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(sum(b.balance_cents) filter (where a.kind = 'committed_open'), 0)::bigint
    - (select coalesce(sum(l.amount_cents), 0)::bigint from public.invoice_line l join public.funder_invoice i on i.id = l.invoice_id
       where l.lot_id = lot and i.kind = 'invoice' and i.state = 'validated')
  from public.ledger_account a join public.account_balance b on b.account_id = a.id where a.lot_id = lot
$$;

-- What a credit note may still take back of a line: what is open, less what lies validated and not sent yet.
create or replace function polder.line_creditable(invoice uuid, lot uuid) returns bigint
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(sum(o.open_cents), 0)::bigint
    - (select coalesce(sum(l.amount_cents), 0)::bigint from public.invoice_line l join public.funder_invoice i on i.id = l.invoice_id
       where i.credits_id = invoice and l.lot_id = lot and i.state = 'validated')
  from polder.open_invoice_lines(invoice) o where o.lot_id = lot
$$;

-- Money is asked for only when what it was promised on has happened.
create or replace function polder.conditions_met(invoice uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select not exists (select from public.invoice_line x join public.lot l on l.id = x.lot_id
                     where x.invoice_id = invoice and l.condition is not null and l.condition_met_on is null)
$$;

-- Lines are those of a draft, and of its own agreement: one that is paid in money. What a credit note takes back is open.
create or replace function polder.invoice_line_fits() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  i public.funder_invoice;
begin
  select * into i from public.funder_invoice where id = coalesce(new.invoice_id, old.invoice_id) for update;
  if i.state is distinct from 'draft' or (tg_op = 'UPDATE' and new.invoice_id <> old.invoice_id) then
    raise exception 'invoice_fixed' using errcode = 'PL409', detail = 'lines';
  end if;
  if tg_op <> 'DELETE' and not exists (
      select from public.lot l where l.id = new.lot_id and l.agreement_id = i.agreement_id and not l.in_kind) then
    raise exception 'lot_not_of_agreement' using errcode = 'PL422', detail = 'lines';
  end if;
  if tg_op <> 'DELETE' and i.kind = 'credit_note' and not exists (
      select from public.invoice_line l where l.invoice_id = i.credits_id and l.lot_id = new.lot_id) then
    raise exception 'lot_not_invoiced' using errcode = 'PL422', detail = 'lines';
  end if;
  if tg_op <> 'DELETE' and i.kind = 'credit_note' and new.amount_cents > polder.line_creditable(i.credits_id, new.lot_id) then
    raise exception 'credited_too_much' using errcode = 'PL422', detail = 'lines';
  end if;
  return coalesce(new, old);
end $$;
create or replace trigger b_fits before insert or update or delete on public.invoice_line
  for each row execute function polder.invoice_line_fits();

create or replace function polder.invoice_total() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  update public.funder_invoice i set amount_cents = t.cents
  from (select coalesce(sum(l.amount_cents), 0)::bigint as cents from public.invoice_line l
        where l.invoice_id = coalesce(new.invoice_id, old.invoice_id)) as t
  where i.id = coalesce(new.invoice_id, old.invoice_id) and i.amount_cents <> t.cents;
  return null;
end $$;
create or replace trigger c_total after insert or update or delete on public.invoice_line
  for each row execute function polder.invoice_total();

-- The next number of a funder; its series is locked until the transaction ends, so that none is lost or given twice.
create or replace function polder.next_invoice_number(funder uuid, out code int, out number int)
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if not exists (select from public.invoice_series s where s.funder_id = funder) then
    perform pg_advisory_xact_lock(hashtext('polder.invoice_series'));
    insert into public.invoice_series (funder_id, code, last_number)
    select funder, c, 0 from (
      select c from generate_series(100, 999) as c where not exists (select from public.invoice_series s where s.code = c)
      union all select c from generate_series(1000, 9999) as c
      where not exists (select from public.invoice_series s where s.code = c)
        and (select count(*) >= 900 from public.invoice_series s where s.code < 1000)) as free
    order by random() limit 1
    on conflict (funder_id) do nothing;
  end if;
  update public.invoice_series s set last_number = s.last_number + 1 where s.funder_id = funder
  returning s.code, s.last_number into code, number;
end $$;

-- An invoice begins as an empty draft of its agreement; it gets its number as it is validated; from then on it is fixed.
create or replace function polder.invoice_terms() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  given record;
begin
  if tg_op = 'DELETE' then
    if old.state <> 'draft' then
      raise exception 'invoice_fixed' using errcode = 'PL409', detail = 'id';
    end if;
    return old;
  end if;
  if tg_op = 'INSERT' then
    if num_nonnulls(new.number, new.number_text, new.rf_reference, new.issued_on, new.sent_at, new.sent_to) > 0 or new.amount_cents <> 0 then
      raise exception 'invoice_number_given' using errcode = 'PL422', detail = 'number';
    end if;
    if not exists (select from public.agreement a where a.id = new.agreement_id and a.funder_id = new.funder_id)
       or (new.credits_id is not null and not exists (
         select from public.funder_invoice i where i.id = new.credits_id and i.kind = 'invoice' and i.state <> 'draft'
           and i.agreement_id = new.agreement_id)) then
      raise exception 'invoice_of_another' using errcode = 'PL422', detail = 'agreement_id';
    end if;
    return new;
  end if;
  if (new.agreement_id, new.funder_id, new.kind, new.credits_id) is distinct from (old.agreement_id, old.funder_id, old.kind, old.credits_id) then
    raise exception 'invoice_fixed' using errcode = 'PL409', detail = 'agreement_id';
  end if;
  if new.kind = 'invoice' and (old.state, new.state) in (('draft', 'validated'), ('validated', 'sent')) and not polder.conditions_met(new.id) then
    raise exception 'condition_open' using errcode = 'PL409', detail = 'lines';
  end if;
  if new.state = 'written_off' and old.state <> 'written_off' and polder.invoice_open(new.id) > 0 and not polder.write_off_agreed(new.id) then
    raise exception 'write_off_alone' using errcode = 'PL409', detail = 'id';
  end if;
  if old.state = 'draft' then
    if (new.number, new.number_text, new.rf_reference, new.issued_on, new.sent_at, new.sent_to) is distinct from (null, null, null, null, null, null)
       or new.amount_cents <> (select coalesce(sum(l.amount_cents), 0) from public.invoice_line l where l.invoice_id = new.id) then
      raise exception 'invoice_number_given' using errcode = 'PL422', detail = 'number';
    end if;
    if new.state = 'validated' then
      perform from public.lot l where l.id in (select x.lot_id from public.invoice_line x where x.invoice_id = new.id) order by l.id for update;
      if exists (select from public.invoice_line l where l.invoice_id = new.id and l.amount_cents >
          case new.kind when 'invoice' then polder.lot_invoiceable(l.lot_id) else polder.line_creditable(new.credits_id, l.lot_id) end) then
        raise exception 'more_than_open' using errcode = 'PL409', detail = 'lines';
      end if;
      select * into given from polder.next_invoice_number(new.funder_id);
      new.issued_on := polder.today();
      new.number := given.number;
      new.number_text := to_char(new.issued_on, 'YYYY') || '-F' || given.code || '-' || lpad(given.number::text, greatest(4, length(given.number::text)), '0');
      new.rf_reference := polder.rf_reference(new.number_text);
      if new.kind = 'invoice' then
        -- The first of the agreed days counts for the whole: with a later one, a tranche that is late would be late no more. Who
        -- asks for a tranche before its day says so by a due day of their own, or by an invoice of its own.
        new.due_on := coalesce(new.due_on, greatest(new.issued_on + polder.invoice_rule('payment_days', new.issued_on)::int,
          (select min(l.due_on) from public.lot l join public.invoice_line x on x.lot_id = l.id where x.invoice_id = new.id)));
      else
        new.due_on := null;
      end if;
    end if;
    return new;
  end if;
  if to_jsonb(new) - '{state,version,updated_at,sent_at,sent_to,search}'::text[] <> to_jsonb(old) - '{state,version,updated_at,sent_at,sent_to,search}'::text[]
     or (old.sent_at is not null and (new.sent_at, new.sent_to) is distinct from (old.sent_at, old.sent_to)) then
    raise exception 'invoice_fixed' using errcode = 'PL409', detail = 'id';
  end if;
  return new;
end $$;
create or replace trigger b_terms before insert or update or delete on public.funder_invoice
  for each row execute function polder.invoice_terms();

-- No line is closed by more than it asks, or by less than nothing. What was written off is no debt when it comes after all.
create or replace function polder.settlement_fits() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  i public.funder_invoice;
  still_open bigint;
begin
  select * into i from public.funder_invoice where id = new.invoice_id for update;
  if i.kind is distinct from 'invoice' or i.state = 'draft' or (i.state = 'validated' and new.entry_id is not null)
     or (i.state <> 'validated' and new.entry_id is null)
     or not exists (select from public.invoice_line l where l.id = new.line_id and l.invoice_id = i.id) then
    raise exception 'settlement_unfit' using errcode = 'PL409', detail = 'invoice_id';
  end if;
  if new.kind = 'overpayment' and new.amount_cents > 0 and polder.invoice_written_off(i.id) > 0
     and exists (select from public.journal_entry e where e.id = new.entry_id and e.reverses_id is null) then
    raise exception 'written_off_before' using errcode = 'PL409', detail = 'invoice_id';
  end if;
  select l.amount_cents - coalesce(sum(s.amount_cents), 0) into still_open
  from public.invoice_line l left join public.invoice_settlement s on s.line_id = l.id and s.kind <> 'overpayment'
  where l.id = new.line_id group by l.amount_cents;
  if new.kind <> 'overpayment' and (still_open - new.amount_cents < 0
      or still_open - new.amount_cents > (select l.amount_cents from public.invoice_line l where l.id = new.line_id)) then
    raise exception 'more_than_open' using errcode = 'PL409', detail = 'amount_cents';
  end if;
  return new;
end $$;
create or replace trigger b_fits before insert on public.invoice_settlement for each row execute function polder.settlement_fits();

-- At commit: what an entry closes of a lot's lines is what it took off that lot's receivable. Of what it put to what was
-- overpaid, or gave back, it is at most all: a lot may be overpaid without an invoice.
create or replace function polder.settlement_booked() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if exists (
    select from (
      select l.lot_id, sum(s.amount_cents) as cents from public.invoice_settlement s join public.invoice_line l on l.id = s.line_id
      where s.entry_id = new.entry_id and (s.kind = 'overpayment') = (new.kind = 'overpayment') group by l.lot_id) as closed
      cross join lateral (
        select coalesce(-sum(p.amount_cents), 0) as cents from public.posting p join public.ledger_account a on a.id = p.account_id
        where p.entry_id = new.entry_id and p.lot_id = closed.lot_id
          and a.kind = case new.kind when 'overpayment' then 'overpayment' else 'receivable' end) as booked
    where case new.kind when 'overpayment' then closed.cents not between least(booked.cents, 0) and greatest(booked.cents, 0)
                        else closed.cents <> booked.cents end) then
    raise exception 'settlement_not_booked' using errcode = 'PL409', detail = 'entry_id';
  end if;
  return null;
end $$;
drop trigger if exists c_booked on public.invoice_settlement;
create constraint trigger c_booked after insert on public.invoice_settlement deferrable initially deferred
  for each row when (new.entry_id is not null) execute function polder.settlement_booked();

-- The receivable of the ledger against the invoices behind it: every lot where the two differ.
create or replace function polder.wrong_receivables() returns table (lot_number bigint, booked bigint, open bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  select l.number, coalesce(r.cents, 0)::bigint, coalesce(o.cents, 0)::bigint
  from public.lot l
    left join (select a.lot_id, sum(b.balance_cents) as cents from public.ledger_account a
               join public.account_balance b on b.account_id = a.id where a.kind = 'receivable' group by 1) as r on r.lot_id = l.id
    left join (select x.lot_id, sum(x.amount_cents - coalesce(s.cents, 0)) as cents
               from public.invoice_line x join public.funder_invoice i on i.id = x.invoice_id
                 and i.kind = 'invoice' and i.state not in ('draft', 'validated') and i.sent_at is not null
               left join (select line_id, sum(amount_cents) as cents from public.invoice_settlement where kind <> 'overpayment' group by 1) as s
                 on s.line_id = x.id group by 1) as o on o.lot_id = l.id
  where coalesce(r.cents, 0) <> coalesce(o.cents, 0) order by l.number
$$;

-- What an invoice said when it was validated is written down then, once.
create or replace function polder.invoice_file_fits() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if not exists (select from public.funder_invoice i where i.id = new.invoice_id and i.state = 'validated') then
    raise exception 'invoice_fixed' using errcode = 'PL409', detail = 'invoice_id';
  end if;
  return new;
end $$;
create or replace trigger b_fits before insert on public.invoice_file for each row execute function polder.invoice_file_fits();

-- Somebody else than who writes it off has agreed, where the amount asks for that: to this amount, and for one write-off.
create or replace function polder.write_off_agreed(invoice uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select polder.invoice_open(invoice) <= coalesce(polder.invoice_rule('write_off_second_person', polder.today()), 0)
    or exists (select from public.write_off_consent c where c.invoice_id = invoice
               and c.amount_cents = polder.invoice_open(invoice) and c.created_by is distinct from polder.actor()
               and not exists (select from public.move_entry m where m.record_kind = 'funder_invoice' and m.record_id = invoice
                               and m.move = 'write_off' and m.at >= c.created_at))
$$;

-- The opposite of what was written off of an invoice that has just been opened again; its entries.
create or replace function polder.recover_write_off(invoice uuid) returns uuid[]
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  opposite jsonb;
begin
  if not polder.may('invoice.write_off') then
    raise exception 'write_off_not_yours' using errcode = 'PL403';
  end if;
  select jsonb_agg(o order by e.number) into opposite
  from public.journal_entry e join public.funder_invoice i on i.id = e.source_id and i.state = 'sent'
    cross join lateral jsonb_array_elements(polder.reversal(e.id, 'reversal:' || e.id, polder.open_day(polder.today()), polder.setting('reason'))) as o
  where e.source_kind = 'funder_invoice' and e.source_id = invoice and e.event = 'write_off' and e.reverses_id is null
    and not exists (select from public.journal_entry r where r.reverses_id = e.id);
  if opposite is null then
    raise exception 'entry_unknown' using errcode = 'PL422', detail = 'entry_id';
  end if;
  return polder.write_entries(opposite);
end $$;

-- The figures to begin with, in force. Entered once, when the table is made; later versions are proposed and confirmed by
-- people.
do $$ begin
  if not (select relrowsecurity from pg_class where oid = 'public.invoice_rule'::regclass) then
    insert into public.invoice_rule (state, key, name_nl, name_en, value, source, valid_from) values
      ('in_force', 'payment_days', 'Betaaltermijn in dagen', 'Days to pay', 30,
       'Burgerlijk Wetboek, artikelen 6:119a en 6:119b: dertig dagen, tenzij anders afgesproken', '2013-03-16'),
      ('in_force', 'write_off_second_person', 'Afboeken: tweede persoon boven', 'Writing off: a second person above', 25000,
       'Eigen beleid bij het begin, door het instituut te bevestigen / own policy at the start, for the institute to confirm', '2020-01-01');
  end if;
end $$;
