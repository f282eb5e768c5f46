-- What ORCID told of whoever holds this secret, as long as it counts.
create or replace function polder.orcid_shown(secret bytea)
returns table (orcid text, name text, typed jsonb, vacancy_id uuid, vacancy text)
language sql stable security definer set search_path = pg_catalog, public as $$
  select p.orcid, p.name, p.typed, p.vacancy_id, v.reference
  from public.orcid_proof p left join public.vacancy v on v.id = p.vacancy_id
  where p.secret_hash = secret and p.expires_at > now()
$$;

-- The applications of whoever holds this secret: those whose iD ORCID vouched for, never one that was only typed.
create or replace function polder.applications_by_orcid(secret bytea)
returns table (id uuid, reference text, stage text, title_nl text, title_en text, vacancy_id uuid, at timestamptz)
language sql stable security definer set search_path = pg_catalog, public as $$
  select a.id, a.reference, a.stage, v.title_nl, v.title_en, a.vacancy_id, coalesce(a.submitted_at, a.created_at)
  from polder.orcid_shown(secret) as p join public.verified_orcid o on o.orcid = p.orcid
    join public.application a on a.id = o.application_id and a.orcid = o.orcid join public.vacancy v on v.id = a.vacancy_id
  order by a.id desc limit 50
$$;

-- Whoever uses it takes it away: the second finds nothing.
create or replace function polder.use_orcid_proof(secret bytea) returns public.orcid_proof
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  proof public.orcid_proof;
begin
  delete from public.orcid_proof p where p.secret_hash = secret and p.expires_at > now() returning * into proof;
  if not found then
    raise exception 'orcid_proof_over' using errcode = 'PL409';
  end if;
  return proof;
end $$;

-- The iD of a draft is verified from now on. By the public for an application that it begins in this very transaction, to the
-- vacancy that the sign-in was for; by an applicant for their own.
create or replace function polder.keep_verified_orcid(application uuid, secret bytea) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  proof public.orcid_proof := polder.use_orcid_proof(secret);
begin
  if not exists (
      select from public.application a where a.id = keep_verified_orcid.application and a.stage = 'draft' and a.orcid = proof.orcid
        and case polder.setting('actor_kind') when 'public' then a.created_at = now() and a.vacancy_id = proof.vacancy_id
          when 'link' then a.id = any((select polder.scope('application.own'))::uuid[]) and proof.vacancy_id is null else false end) then
    raise exception 'orcid_proof_over' using errcode = 'PL409';
  end if;
  insert into public.verified_orcid as o (application_id, orcid, name) values (keep_verified_orcid.application, proof.orcid, proof.name)
  on conflict (application_id) do update set orcid = excluded.orcid, name = excluded.name;
end $$;

-- Whoever holds this secret comes back to an application of theirs: may they? The proof is used by it.
create or replace function polder.opened_by_orcid(application uuid, secret bytea) returns boolean
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if not exists (select from polder.applications_by_orcid(secret) as a where a.id = opened_by_orcid.application) then
    return false;
  end if;
  perform polder.use_orcid_proof(secret);
  return true;
end $$;
