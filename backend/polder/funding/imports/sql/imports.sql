-- One import at a time: what it looked at stays. It posts in several calls, because one of them takes time that grows faster
-- than its entries. So, given the lots (none yet: an empty array), it locks first, in the ledger's order, all accounts that it
-- will post to: then nobody waits for it in a circle.
create or replace function polder.lock_for_import(lots uuid[]) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if not polder.may('funding.import') then
    raise exception 'ledger_not_yours' using errcode = 'PL403';
  end if;
  perform pg_advisory_xact_lock(hashtext('polder.funding_import'));
  perform from public.account_balance b join public.ledger_account a on a.id = b.account_id
  where lots is not null and (a.lot_id = any(lots) or a.kind in ('bank', 'commitments_given')) order by b.account_id for update of b;
end $$;
