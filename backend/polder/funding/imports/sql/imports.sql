-- One import at a time: what it looked at stays. It posts in several calls, because one of them takes time that grows faster
-- than its entries. So, given the lots (none yet: an empty array), it locks first, in the ledger's order, all lots and accounts
-- that it will post to: then nobody waits for it in a circle.
create or replace function polder.lock_for_import(lots uuid[]) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if not polder.may('funding.import') then
    raise exception 'ledger_not_yours' using errcode = 'PL403';
  end if;
  perform pg_advisory_xact_lock(hashtext('polder.funding_import'));
  perform from public.lot_balance b where b.lot_id = any(lots) order by b.lot_id for update;
  perform from public.account_balance b join public.ledger_account a on a.id = b.account_id
  where lots is not null and (a.lot_id = any(lots) or a.kind in ('bank', 'commitments_given')) order by b.account_id for update of b;
end $$;

-- What was read in stays as it is told.
create or replace function polder.funding_import_fixed() returns trigger
language plpgsql as $$
begin
  if old.finished_at is not null
     or (new.kind, new.file_name, new.sha256, new.created_by) is distinct from (old.kind, old.file_name, old.sha256, old.created_by) then
    raise exception 'append_only' using errcode = 'PL409', detail = 'funding_import';
  end if;
  return new;
end $$;
create or replace trigger b_fixed before update on public.funding_import for each row execute function polder.funding_import_fixed();
