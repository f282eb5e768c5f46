-- State changes only by moves: the catalogue of allowed moves is written from the lifecycles in code; the
-- trigger refuses any other change of a state column and writes the history line itself.

create table if not exists polder.move_allowed (
  aggregate text not null, move text not null, from_state text, to_state text not null,
  unique nulls not distinct (aggregate, move, from_state, to_state)
);
grant select on polder.move_allowed to polder_app, polder_guard;

create or replace function polder.guard_state() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  column_name text := tg_argv[0];
  before_state text;
  after_state text := to_jsonb(new) ->> column_name;
  current_move text := split_part(coalesce(current_setting('polder.move', true), ''), ':', 2);
begin
  if tg_op = 'INSERT' then
    if not exists (select from polder.move_allowed a
                   where a.aggregate = tg_table_name and a.from_state is null and a.to_state = after_state) then
      raise exception 'move_not_allowed' using errcode = 'PL409', detail = tg_table_name || ': new → ' || after_state;
    end if;
    insert into public.move_entry (at, record_kind, record_id, move, from_state, to_state, actor_id, request_id)
    values (polder.clock(), tg_table_name, new.id, 'create', null, after_state, polder.actor(), polder.setting('request_id'));
    return new;
  end if;
  before_state := to_jsonb(old) ->> column_name;
  if before_state = after_state then
    return new;
  end if;
  if split_part(coalesce(current_setting('polder.move', true), ''), ':', 1) <> tg_table_name
     or not exists (select from polder.move_allowed a where a.aggregate = tg_table_name and a.move = current_move
                    and a.from_state = before_state and a.to_state = after_state) then
    raise exception 'move_not_allowed' using errcode = 'PL409',
      detail = tg_table_name || ': ' || before_state || ' → ' || after_state;
  end if;
  insert into public.move_entry (at, record_kind, record_id, move, from_state, to_state, reason, actor_id, request_id)
  values (polder.clock(), tg_table_name, new.id, current_move, before_state, after_state,
          polder.setting('reason'), polder.actor(), polder.setting('request_id'));
  return new;
end $$;
