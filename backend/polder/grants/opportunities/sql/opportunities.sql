-- Opportunities: when they are over, and whose calendar a link opens.

-- The funder has closed it, or every deadline that it gave has passed. Without deadlines it goes on.
create or replace function polder.opportunity_over(status text, due_days date[]) returns boolean
language sql stable as $$ select status = 'closed' or polder.today() > all(due_days) and due_days <> '{}' $$;
create or replace function polder.next_due(due_days date[]) returns date
language sql stable as $$ select min(day) from unnest(due_days) as day where day >= polder.today() $$;

-- The days of its deadlines stand with an opportunity; what changes them changes it.
create or replace function polder.due_days_follow() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  update public.opportunity o set due_days = n.days
  from (select c.opportunity_id, array(select d.due_on from public.opportunity_deadline d
          where d.opportunity_id = c.opportunity_id order by d.due_on) as days
        from (select distinct opportunity_id from changed) as c) as n
  where o.id = n.opportunity_id and o.due_days <> n.days;
  return null;
end $$;
create or replace trigger c_days_added after insert on public.opportunity_deadline referencing new table as changed
  for each statement execute function polder.due_days_follow();
create or replace trigger c_days_changed after update on public.opportunity_deadline referencing new table as changed
  for each statement execute function polder.due_days_follow();
create or replace trigger c_days_removed after delete on public.opportunity_deadline referencing old table as changed
  for each statement execute function polder.due_days_follow();

-- May this account watch opportunities now? Whoever lost the right is reminded of nothing, and their link opens nothing.
create or replace function polder.watches_opportunities(account uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (select from public.account a join public.role_grant g on g.account_id = a.id
      join polder.role_permission p on p.role = g.role and p.permission = 'opportunity.watch'
    where a.id = watches_opportunities.account and a.ended_at is null and g.confirmed_at is not null and g.valid_from <= now()
      and (g.valid_until is null or g.valid_until > now()))
$$;

-- Whose calendar this link shows: that of who made it.
create or replace function polder.opportunity_calendar_of() returns uuid
language sql stable security definer set search_path = pg_catalog, public as $$
  select s.scope_id from public.session s
  where s.id = polder.setting('session')::uuid and s.created_by = s.scope_id and s.scope_id = any(polder.scope('opportunity.calendar'))
    and polder.watches_opportunities(s.scope_id)
$$;

-- The deadlines in that calendar, from a month back on: of what its owner watches, or of all that is on the list.
create or replace function polder.deadlines_of(who uuid, only_watched boolean) returns json
language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(json_agg(json_build_object('id', d.id, 'opportunity', o.id, 'due_on', d.due_on, 'due_at', d.due_at, 'label', d.label,
    'title', o.title, 'funder', o.funder_name, 'call_id', o.call_id, 'url', o.url, 'at', greatest(o.updated_at, d.updated_at),
    'version', d.version) order by d.due_on, d.id), '[]')
  from public.opportunity_deadline d join public.opportunity o on o.id = d.opportunity_id
  where who is not null and who = polder.opportunity_calendar_of() and d.due_on >= polder.today() - 31
    and (exists (select from public.opportunity_watch w where w.opportunity_id = o.id and w.account_id = who)
      or (not only_watched and o.state = 'listed' and o.status <> 'closed'))
$$;

-- A theme that is not used any more takes nothing new.
create or replace function polder.theme_used() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if not exists (select from public.theme t where t.id = new.theme_id and t.used) then
    raise exception 'theme_not_used' using errcode = 'PL422', detail = 'theme_id';
  end if;
  return new;
end $$;
create or replace trigger b_used before insert on public.opportunity_theme for each row execute function polder.theme_used();

-- Where an opportunity comes from stays.
create or replace function polder.opportunity_source_fixed() returns trigger
language plpgsql as $$
begin
  if (new.source, new.source_key) is distinct from (old.source, old.source_key) then
    raise exception 'append_only' using errcode = 'PL409', detail = 'opportunity';
  end if;
  return new;
end $$;
create or replace trigger b_source before update on public.opportunity for each row execute function polder.opportunity_source_fixed();
