-- An iD as ORCID writes it, its check digit right (ISO 7064 MOD 11-2).
create or replace function polder.orcid_is_right(orcid text) returns boolean
language sql immutable as $$
  select orcid ~ '^([0-9]{4}-){3}[0-9]{3}[0-9X]$' and (
    select (sum(substr(d.digits, n, 1)::int * (1 << (16 - n))) + case right(d.digits, 1) when 'X' then 10 else right(d.digits, 1)::int end) % 11 = 1
    from (select replace(orcid, '-', '') as digits) as d, generate_series(1, 15) as n group by d.digits)
$$;
