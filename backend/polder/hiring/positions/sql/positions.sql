-- The promises of positions. What is said of a position is said with that position locked.

-- The months from that of one day to that of another, both included and each whole.
create or replace function polder.months(from_month date, until_month date) returns int
language sql immutable as $$
  select ((extract(year from until_month) - extract(year from from_month)) * 12
    + extract(month from until_month) - extract(month from from_month) + 1)::int
$$;

create or replace function polder.month_ends(month date) returns date
language sql immutable as $$ select (month + interval '1 month')::date - 1 $$;

-- Does a line pay? As typed in a draft, and while its allocation stands or was spent to its end; not once its plan lapsed.
create or replace function polder.line_pays(allocation uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select allocation is null or exists (
    select from public.allocation a where a.id = allocation
      and (a.state <> 'released' or (a.booked_on is not null and a.until_day <= polder.today())))
$$;

-- Each month of a position: what its lines pay of it and what is missing, in basis points. As `rules.coverage`.
create or replace function polder.position_coverage(of_position uuid) returns table (month date, covered_bp int, missing_bp int)
language sql stable security definer set search_path = pg_catalog, public as $$
  select m.month::date, coalesce(sum(l.part_bp), 0)::int, greatest(0, 10000 - coalesce(sum(l.part_bp), 0))::int
  from public.position p
    cross join generate_series(p.starts_on::timestamp, p.starts_on + make_interval(months => p.months - 1), interval '1 month') as m(month)
    left join public.position_line l on l.position_id = p.id and m.month between l.from_month and l.until_month
      and polder.line_pays(l.allocation_id)
  where p.id = of_position group by m.month order by m.month
$$;

-- Is each month paid, or what is missing of it accepted by a director at this cost?
create or replace function polder.position_covered(of_position uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select not exists (
    select from polder.position_coverage(of_position) c where c.missing_bp > 0 and not exists (
      select from public.position_gap g join public.position p on p.id = g.position_id, jsonb_array_elements(g.missing) as m
      where g.position_id = of_position and g.monthly_cost_cents >= p.monthly_cost_cents
        and (m ->> 'month')::date = c.month and (m ->> 'missing_bp')::int >= c.missing_bp))
$$;

-- What each line costs, in cents: its months times its part of the monthly cost, by largest remainder, so that together they
-- are exact. What is booked is fixed, as long as it is that cost. As `rules.costs`.
create or replace function polder.position_costs(of_position uuid) returns table (line_id uuid, cents bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  with line as (
    select l.id, p.monthly_cost_cents * l.part_bp * polder.months(l.from_month, l.until_month) as weight,
      case when a.booked_on is not null then a.amount_cents end as booked
    from public.position p join public.position_line l on l.position_id = p.id left join public.allocation a on a.id = l.allocation_id
    where p.id = of_position
  ), kept as (
    select id, weight, case when booked is null then null when abs(booked * 10000 - weight) < 10000 then booked
      else (weight + 5000) / 10000 end as fixed from line
  ), whole as (
    select greatest(0, div(sum(weight) + 5000, 10000) - coalesce(sum(fixed), 0)) as cents, sum(weight) filter (where fixed is null) as weight
    from kept
  ), share as (
    select k.id, div(w.cents * k.weight, w.weight) as cents, row_number() over (order by mod(w.cents * k.weight, w.weight) desc, k.id) as place,
      w.cents - sum(div(w.cents * k.weight, w.weight)) over () as rest
    from kept k, whole w where k.fixed is null
  )
  select s.id, (s.cents + case when s.place <= s.rest then 1 else 0 end)::bigint from share s
  union all select k.id, k.fixed::bigint from kept k where k.fixed is not null
$$;

create or replace function polder.position_booked(of_position uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (select from public.position_line l join public.allocation a on a.id = l.allocation_id
                 where l.position_id = of_position and a.state = 'booked')
$$;

create or replace function polder.position_advertised(of_position uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (select from public.vacancy v where v.position_id = of_position and v.state in ('published', 'closed'))
    or exists (select from public.offer o where o.position_id = of_position and o.state in ('approved', 'sent'))
$$;

-- Is somebody appointed on it by an offer, or to be?
create or replace function polder.position_held(of_position uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (select from public.offer o join public.hire h on h.offer_id = o.id join public.appointment a on a.id = h.appointment_id
                 where o.position_id = of_position and a.state in ('planned', 'active'))
$$;

-- Did the actor write the position, or what pays it?
create or replace function polder.wrote_position(of_position uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select polder.wrote('position', of_position) or exists (
    select from public.position_line l where l.position_id = of_position and (l.created_by = polder.actor() or polder.wrote('position_line', l.id)))
$$;

-- May a vacancy be published on it?
create or replace function polder.position_ready(of_position uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (select from public.position p where p.id = of_position and p.state in ('approved', 'vacant'))
    and polder.position_covered(of_position)
$$;

-- A position makes its own purpose and shares its number; its cost follows from salary, size and the rule of its agreement
-- that is in force when it begins. Its facts are fixed from its funding on; filled, they become those of the appointment,
-- whose salary counts where it is above the one that was counted with.
create or replace function polder.keep_position() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  made public.purpose;
  rule public.employer_cost_rule;
  last date;
  own constant text[] := '{state,version,updated_at,filled_from,filled_until,filled_fte_percent,filled_salary_cents,search}';
begin
  if tg_op = 'INSERT' then
    if not polder.may('position.write') then  -- before a purpose is made of it
      raise insufficient_privilege;
    end if;
    insert into public.purpose (kind, name_nl, name_en, valid_from) values ('position', new.title_nl, new.title_en, new.starts_on)
    returning * into made;
    new.purpose_id := made.id;
    new.reference := made.reference;
    new.cost_rule_id := null;
  else
    new.purpose_id := old.purpose_id;
    new.reference := old.reference;
    if old.state <> 'draft' and to_jsonb(new) - own <> to_jsonb(old) - own
       or (old.state <> 'vacant' and (new.filled_from, new.filled_until, new.filled_fte_percent, new.filled_salary_cents)
         is distinct from (old.filled_from, old.filled_until, old.filled_fte_percent, old.filled_salary_cents)) then
      raise exception 'position_locked' using errcode = 'PL409';
    end if;
    if new.state <> old.state then
      if new.state = 'approved' and polder.wrote_position(new.id) then
        raise exception 'position_second_person' using errcode = 'PL409';
      end if;
      if new.state in ('funded', 'approved', 'vacant') and old.state <> 'filled' and not polder.position_covered(new.id) then
        raise exception 'position_uncovered' using errcode = 'PL409';
      end if;
      if new.state = 'cancelled' and polder.position_booked(new.id) then
        raise exception 'position_booked' using errcode = 'PL409';
      end if;
      if new.state = 'draft' then
        select null, null, null, null into new.filled_from, new.filled_until, new.filled_fte_percent, new.filled_salary_cents;
      end if;
      if new.state = 'filled' then
        if new.filled_from is null or new.filled_until is null or new.filled_fte_percent is null then
          raise exception 'position_not_filled' using errcode = 'PL409';
        end if;
        if new.filled_fte_percent > old.fte_percent then
          raise exception 'above_position_fte' using errcode = 'PL422', detail = 'fte_percent';
        end if;
        new.starts_on := date_trunc('month', new.filled_from)::date;
        last := date_trunc('month', new.filled_until)::date;
        new.months := polder.months(new.starts_on, last);
        new.fte_percent := new.filled_fte_percent;
      end if;
    end if;
  end if;
  if new.state = 'draft' and (tg_op = 'INSERT' or new.cost_key <> old.cost_key or new.starts_on <> old.starts_on
     or (new.budget_salary_cents, new.fte_percent) is distinct from (old.budget_salary_cents, old.fte_percent)) then
    select * into rule from public.employer_cost_rule r where r.key = new.cost_key and r.state = 'in_force'
      and new.starts_on between r.valid_from and coalesce(r.valid_until, 'infinity');
    if rule.id is null then
      raise exception 'no_cost_rule' using errcode = 'PL422', detail = 'cost_key';
    end if;
    new.cost_rule_id := rule.id;
  else
    select * into rule from public.employer_cost_rule r where r.id = old.cost_rule_id;
    new.cost_rule_id := old.cost_rule_id;
  end if;
  if new.state = 'draft' or (new.state = 'filled' and old.state <> 'filled') then
    new.monthly_cost_cents := polder.offer_cost(greatest(new.budget_salary_cents, new.filled_salary_cents), new.fte_percent, rule.surcharge_bp);
  else
    new.monthly_cost_cents := old.monthly_cost_cents;
  end if;
  if tg_op = 'UPDATE' and (new.title_nl, new.title_en, new.starts_on) is distinct from (old.title_nl, old.title_en, old.starts_on) then
    update public.purpose u set name_nl = new.title_nl, name_en = new.title_en, valid_from = least(u.valid_from, new.starts_on)
    where u.id = new.purpose_id;
  end if;
  return new;
end $$;
create or replace trigger b_position before insert or update on public.position
  for each row execute function polder.keep_position();

-- Filled for less than was planned: lines end with the appointment, and their plans give the rest back. What is booked keeps
-- its amount until its rest is released. Filled for more (a month cost `before` cents): lines pay what they paid, which is a
-- smaller part of each month, and what is missing shows as a gap.
create or replace function polder.fit_position(of_position uuid, before bigint) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  p public.position;
  last date;
  gone record;
begin
  select * into p from public.position where id = of_position;
  last := p.starts_on + make_interval(months => p.months - 1);
  for gone in
    select l.id, l.allocation_id, a.state from public.position_line l left join public.allocation a on a.id = l.allocation_id
    where l.position_id = of_position and (l.from_month > last or l.until_month < p.starts_on) order by l.id loop
    if gone.state = 'booked' then
      raise exception 'position_booked' using errcode = 'PL409';
    end if;
    delete from public.position_line where id = gone.id;
    if gone.state = 'planned' then
      perform set_config('polder.move', 'allocation:cancel', true), set_config('polder.reason', p.reference, true);
      update public.allocation set state = 'released' where id = gone.allocation_id;
    end if;
  end loop;
  update public.position_line l set from_month = greatest(l.from_month, p.starts_on), until_month = least(l.until_month, last)
  where l.position_id = of_position and (l.from_month < p.starts_on or l.until_month > last);
  update public.position_line l set part_bp = greatest(1, l.part_bp * before / p.monthly_cost_cents)
  where l.position_id = of_position and p.monthly_cost_cents > before;
  update public.allocation a set amount_cents = c.cents, from_day = l.from_month, until_day = polder.month_ends(l.until_month)
  from public.position_line l join polder.position_costs(of_position) c on c.line_id = l.id
  where a.id = l.allocation_id and a.state = 'planned'
    and (a.amount_cents, a.from_day, a.until_day) is distinct from (c.cents, l.from_month, polder.month_ends(l.until_month));
  update public.allocation a set until_day = greatest(a.from_day, polder.month_ends(l.until_month)) from public.position_line l
  where l.position_id = of_position and a.id = l.allocation_id and a.state = 'booked' and a.until_day > polder.month_ends(l.until_month);
end $$;
create or replace function polder.position_filled() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  perform polder.fit_position(new.id, old.monthly_cost_cents);
  return null;
end $$;
create or replace trigger c_filled after update of state on public.position
  for each row when (old.state = 'vacant' and new.state = 'filled') execute function polder.position_filled();

-- How its appointment stands beside a filled position, for whoever reads positions: `nobody` started, or it runs in other
-- months, or for more of full time, than the position pays.
create or replace function polder.after_hire(of_position uuid) returns text
language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  return (
    select case when bool_and(a.state = 'cancelled') then 'nobody'
      when bool_or(a.state in ('planned', 'active') and (a.ends_on > p.filled_until or a.starts_on < p.filled_from or a.fte_percent > p.fte_percent))
        then 'outgrown' end
    from public.position p join public.offer o on o.position_id = p.id join public.hire h on h.offer_id = o.id
      join public.appointment a on a.id = h.appointment_id
    where p.id = of_position and (select polder.may('position.read')));
end $$;

-- Lines and employers change with their position locked, so that two people do not each add the last part of a month. A
-- position that is over has none changed.
create or replace function polder.lock_position() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  of_state text;
begin
  select p.state into of_state from public.position p where p.id = coalesce(new.position_id, old.position_id) for update;
  if of_state = 'cancelled' or (tg_table_name = 'position_employer' and of_state <> 'draft') then
    raise exception 'position_locked' using errcode = 'PL409';
  end if;
  return coalesce(new, old);
end $$;
create or replace trigger b_lock before insert or update or delete on public.position_line
  for each row execute function polder.lock_position();
create or replace trigger b_lock before insert or update or delete on public.position_employer
  for each row execute function polder.lock_position();

-- At commit: employers are whole; lines lie within the term and pay no month more than once; what is funded is planned to the
-- cent, and what is not funded yet is not.
create or replace function polder.position_holds() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  p public.position;
  parts bigint;
begin
  if tg_table_name = 'position' then
    select * into p from public.position where id = new.id;
  elsif tg_table_name = 'allocation' then
    select x.* into p from public.position x where x.purpose_id = new.purpose_id;
    if p.id is null then
      return null;
    end if;
  else
    select * into p from public.position where id = coalesce(new.position_id, old.position_id);
  end if;
  if exists (select from public.allocation a where a.purpose_id = p.purpose_id and a.state = 'planned'
             and not exists (select from public.position_line l where l.allocation_id = a.id)) then
    raise exception 'allocation_without_line' using errcode = 'PL409';
  end if;
  select sum(e.part_bp) into parts from public.position_employer e where e.position_id = p.id;
  if parts <> 10000 then
    raise exception 'employers_not_whole' using errcode = 'PL422', detail = 'employers';
  end if;
  if p.state = 'cancelled' then
    return null;
  end if;
  if exists (select from public.position_line l where l.position_id = p.id
             and (l.from_month < p.starts_on or l.until_month > p.starts_on + make_interval(months => p.months - 1))) then
    raise exception 'line_outside_term' using errcode = 'PL422', detail = 'lines';
  end if;
  if exists (select from polder.position_coverage(p.id) c where c.covered_bp > 10000) then
    raise exception 'month_overpaid' using errcode = 'PL422', detail = 'lines';
  end if;
  if p.state = 'draft' and exists (select from public.position_line l join public.allocation a on a.id = l.allocation_id
                                   where l.position_id = p.id and a.booked_on is null)
     or p.state <> 'draft' and exists (
       select from public.position_line l left join public.allocation a on a.id = l.allocation_id
         left join polder.position_costs(p.id) c on c.line_id = l.id
       where l.position_id = p.id and (a.id is null or (a.lot_id, a.purpose_id) <> (l.lot_id, p.purpose_id)
         or (a.state = 'planned' and (a.amount_cents, a.from_day, a.until_day) <> (c.cents, l.from_month, polder.month_ends(l.until_month))))) then
    raise exception 'line_not_planned' using errcode = 'PL409';
  end if;
  return null;
end $$;
drop trigger if exists c_holds on public.position;
create constraint trigger c_holds after insert or update on public.position deferrable initially deferred
  for each row execute function polder.position_holds();
drop trigger if exists c_holds on public.position_line;
create constraint trigger c_holds after insert or update or delete on public.position_line deferrable initially deferred
  for each row execute function polder.position_holds();
drop trigger if exists c_holds on public.position_employer;
create constraint trigger c_holds after insert or update or delete on public.position_employer deferrable initially deferred
  for each row execute function polder.position_holds();
drop trigger if exists d_position on public.allocation;
create constraint trigger d_position after insert or update of lot_id, purpose_id, amount_cents, from_day, until_day on public.allocation
  deferrable initially deferred for each row when (new.state = 'planned') execute function polder.position_holds();

-- What a director accepts is the gap as it is then.
create or replace function polder.note_gap() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  p public.position;
begin
  select * into p from public.position where id = new.position_id for update;
  select coalesce(jsonb_agg(jsonb_build_object('month', c.month, 'missing_bp', c.missing_bp) order by c.month), '[]'),
    (p.monthly_cost_cents * coalesce(sum(c.missing_bp), 0) + 5000) / 10000, p.monthly_cost_cents
  into new.missing, new.missing_cents, new.monthly_cost_cents
  from polder.position_coverage(new.position_id) c where c.missing_bp > 0;
  if new.missing = '[]' then
    raise exception 'no_gap' using errcode = 'PL409';
  end if;
  return new;
end $$;
create or replace trigger b_note before insert on public.position_gap for each row execute function polder.note_gap();

-- A vacancy offers no more than its position, and is approved and published on one that is ready, or says why there is none.
create or replace function polder.vacancy_of_position() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  p public.position;
begin
  if new.position_id is not null then
    select * into p from public.position where id = new.position_id;
    if (tg_op = 'INSERT' or new.position_id is distinct from old.position_id) and (p.id is null or not polder.may('position.read')) then
      raise exception 'position_unknown' using errcode = 'PL422', detail = 'position_id';
    end if;
    if new.state in ('draft', 'approved', 'published') and new.salary_max_cents > p.salary_max_cents then
      raise exception 'above_position_range' using errcode = 'PL422', detail = 'salary_max_cents';
    end if;
    if new.state in ('draft', 'approved', 'published') and new.fte_percent > p.fte_percent then
      raise exception 'above_position_fte' using errcode = 'PL422', detail = 'fte_percent';
    end if;
  end if;
  if tg_op = 'UPDATE' and new.state = 'draft' and old.state <> 'draft' and polder.vacancy_offered(new.id) then
    raise exception 'nothing_offered' using errcode = 'PL409';
  end if;
  if tg_op = 'UPDATE' and new.state <> old.state then
    if new.state in ('approved', 'published') and new.kind <> 'call' and new.position_id is null and not polder.shows_something(coalesce(new.without_position, '')) then
      raise exception 'position_or_reason' using errcode = 'PL409';
    end if;
    if old.state = 'draft' and new.state = 'approved' and new.kind <> 'call' and new.position_id is null
       and not polder.may('vacancy.without_position') then
      raise exception 'director_agrees' using errcode = 'PL409';
    end if;
    if new.state = 'published' and new.position_id is not null and not polder.position_ready(new.position_id) then
      raise exception 'position_not_ready' using errcode = 'PL409';
    end if;
  end if;
  return new;
end $$;
create or replace trigger c_position before insert or update of position_id, salary_max_cents, fte_percent, state on public.vacancy
  for each row execute function polder.vacancy_of_position();

-- What employers add, proposed for a controller to confirm against its source. Entered once, when the table is made.
do $$ begin
  if not (select relrowsecurity from pg_class where oid = 'public.employer_cost_rule'::regclass) then
    insert into public.employer_cost_rule (key, name_nl, name_en, surcharge_bp, valid_from, source) values
      ('cao_nu', 'Cao Nederlandse Universiteiten', 'CLA Dutch Universities', 4500, '2024-01-01',
       'Cao NU: vakantie-uitkering 8 %, eindejaarsuitkering 8,3 %; pensioen ABP en sociale lasten geschat op 28,7 %. Bevestig met de salarisadministratie / confirm with payroll'),
      ('cao_oi', 'Cao Onderzoekinstellingen', 'CLA Research Institutes', 4500, '2024-01-01',
       'Cao OI: vakantie-uitkering 8 %, eindejaarsuitkering 8,3 %; pensioen ABP en sociale lasten geschat op 28,7 %. Bevestig met de salarisadministratie / confirm with payroll');
  end if;
end $$;
