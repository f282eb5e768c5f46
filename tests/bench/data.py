"""The bench's data: many applications to many vacancies, one database per size, each grown from the smaller one.

The rows are made by set-based SQL, so the row triggers are off; what they would have written (history and audit) is
inserted beside. Everything else is as the migration made it: constraints, generated columns, indexes, policies.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import psycopg

from polder.kernel import embedded, migrate
from polder.kernel.http import csrf_token

PER_VACANCY = 200
PROSE_UNTIL = 200_000  # beyond, motivations are a few words: the largest database is for lists, and soon made
SESSION = "bench-session-of-an-hr-officer"
MEMBER = "bench-session-of-a-committee-member"


@dataclass(frozen=True)
class Base:
    """One filled database: its name and how many applications it holds."""

    server: embedded.Server
    name: str
    size: int

    @property
    def app_url(self) -> str:
        return self.server.url(self.name, "polder_app")

    @property
    def superuser_url(self) -> str:
        return self.server.url(self.name)

    def sql(self, statement: str, *values: object) -> list[tuple]:
        with psycopg.connect(self.superuser_url, autocommit=True) as connection:
            done = connection.execute(statement, values or None)
            return done.fetchall() if done.description else []


def cookie(secret: str = SESSION) -> dict[str, str]:
    """Headers of somebody signed in."""
    return {"Cookie": f"__Host-polder={secret}", "X-CSRF-Token": csrf_token(secret)}


def fingerprint() -> str:
    """What the data depends on: the revision's files and this module."""
    parts = [*sorted(migrate.migrations_folder().glob("versions/*")), Path(__file__)]
    return hashlib.sha256(b"".join(p.read_bytes() for p in parts if p.is_file())).hexdigest()[:10]


def server(folder: Path) -> embedded.Server:
    """The bench's own PostgreSQL, durable as in production; kept between runs so that data is built once."""
    found = embedded.start(folder / "postgresql")
    migrate.prepare_server(found.url("postgres"))
    return found


def base(found: embedded.Server, size: int, smaller: Base | None = None) -> Base:
    """The database of `size` applications: as it was built before, else grown from a copy of `smaller`."""
    made = Base(found, f"bench_{fingerprint()}_{size}", size)
    with psycopg.connect(found.url("postgres"), autocommit=True) as connection:
        if connection.execute("select 1 from pg_database where datname = %s", [made.name]).fetchone():
            return made
        for (old,) in connection.execute("select datname from pg_database where datname like 'bench%'").fetchall():
            if fingerprint() not in old:  # of an earlier revision
                connection.execute(f'drop database "{old}" with (force)')
        connection.execute(f'drop database if exists "{made.name}_new" with (force)')
        if smaller:
            connection.execute(
                f'create database "{made.name}_new" template "{smaller.name}" strategy file_copy owner polder_owner'
            )
    fresh = Base(found, f"{made.name}_new", size)
    if not smaller:
        migrate.prepare_database(found.url("postgres"), fresh.name)
        migrate.migrate(found.url(fresh.name, "polder_owner"))
        fresh.sql(PEOPLE.format(hr=digest(SESSION), member=digest(MEMBER)))
    for start in range(smaller.size if smaller else 0, size, 100_000):
        print(f"  building: {min(start + 100_000, size):,} applications", flush=True)
        end, words = min(start + 100_000, size), 55 if start < PROSE_UNTIL else 1
        fresh.sql(APPLICATIONS.format(start=start, end=end, per_vacancy=PER_VACANCY, words=words))
    fresh.sql(MEMBER_SCOPE)
    fresh.sql("vacuum (freeze, analyze)")
    fresh.sql("checkpoint")
    with psycopg.connect(found.url("postgres"), autocommit=True) as connection:
        connection.execute(f'alter database "{fresh.name}" rename to "{made.name}"')
    return made


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


# Two people with open sessions: an HR officer, and a committee member of the first twenty vacancies.
PEOPLE = """
with person as (
  insert into person (name, sort_name) values ('Hanna', 'hanna'), ('Mo', 'mo') returning id, name
), account as (
  insert into account (name, person_id) select name, id from person returning id, name
), hr as (
  insert into role_grant (account_id, role) select id, 'hr_officer' from account where name = 'Hanna'
)
insert into session (kind, account_id, token_hash, expires_at)
  select 'browser', id, case name when 'Hanna' then '\\x{hr}'::bytea else '\\x{member}'::bytea end, '2200-01-01' from account;
"""

MEMBER_SCOPE = """
insert into role_grant (account_id, role, scope_kind, scope_id)
  select a.id, 'committee_member', 'vacancy', v.id from account a, (select id from vacancy order by reference limit 20) v
  where a.name = 'Mo' and not exists (select from role_grant g where g.account_id = a.id and g.scope_id = v.id)
"""

# A word is two or three syllables, a name two words; some words are common and some rare, as in life.
APPLICATIONS = """
set session_replication_role = replica;
set synchronous_commit = off;
create or replace function pg_temp.word(n int) returns text language sql immutable as $$
  select (array['al','be','cor','da','el','fi','gor','ha','in','jo','ka','lu','mi','no','or','pe','qui','ro','sa','te'])[1 + n % 20]
    || (array['ber','chi','den','fer','gan','hol','ja','kel','len','mar','nis','pol','rus','sen','tor','van','wen','xi','yu','zen'])[1 + n / 20 % 20]
    || case when n < 400 then '' else (array['a','en','ing','is','o','ster','um','berg','dijk','man'])[1 + n / 400 % 10] end
$$;
-- Names have their own syllables: people are not called as their motivation reads.
create or replace function pg_temp.name(n int) returns text language sql immutable as $$
  select (array['aa','bru','dij','ee','fre','gij','hui','ij','jaa','kru','lee','maa','nij','ooi','prui','rij','sche','tui','vree','zwa'])[1 + n % 20]
    || (array['bos','donk','ers','gaard','hof','kamp','laar','meer','nes','oord','pels','rode','stra','tel','veld','wijk','zand','beek','burg','horst'])[1 + n / 20 % 20]
    || case when n < 400 then '' else (array['a','en','ing','je','ke','ma','stra','inga','er','s'])[1 + n / 400 % 10] end
$$;
create temp table vacancy_number as
  with made as (
    insert into vacancy (title_nl, title_en, text_nl, text_en, location, salary_min_cents, salary_max_cents, deadline,
      state, published_at)
    select 'Promovendus ' || n, 'PhD candidate ' || n, repeat('Onderzoek naar leren met weinig data. ', 40),
      repeat('Research on learning from little data. ', 40), 'Amsterdam', 290000, 370000,
      now() + interval '10 years', 'published', now()
    from generate_series({start} / {per_vacancy}, greatest({start} / {per_vacancy}, {end} / {per_vacancy} - 1)) as n returning id
  )
  select row_number() over () - 1 as n, id from made;
insert into criterion (vacancy_id, position, name_nl, name_en, rubric_nl, rubric_en)
  select id, p, 'Criterium ' || p, 'Criterion ' || p, '', '' from vacancy_number, generate_series(1, 3) as p;
create temp table passage as
  select n, (select string_agg(pg_temp.word((random() * random() * random() * 3999)::int), ' ')
    from generate_series(1, {words} + n % 10)) as words from generate_series(0, 1999) as n;
create temp table fresh as
  with random as materialized (
    select n, random() as luck, random() as stage, pg_temp.name((random() * random() * 3999)::int) as first,
      pg_temp.name((random() * 3999)::int) || pg_temp.name(n % 400) as last,
      (random() * 1999)::int as one, (random() * 1999)::int as other
    from generate_series({start}, {end} - 1) as n
  )
  select uuidv7() as id, v.id as vacancy_id, initcap(first || ' ' || last) as name, first || ' ' || last as sort_name,
    first || '.' || last || random.n || '@example.org' as email, one.words || ' ' || other.words as motivation,
    case when stage < .04 then 'draft' when stage < .44 then 'submitted' when stage < .56 then 'eligible'
      when stage < .62 then 'ineligible' when stage < .68 then 'longlisted' when stage < .72 then 'shortlisted'
      when stage < .74 then 'interview' when stage < .75 then 'hired' else 'rejected' end as stage,
    now() - interval '1 year' * luck as moment
  from random join vacancy_number v on v.n = random.n % (select count(*) from vacancy_number)
    join passage one on one.n = random.one join passage other on other.n = random.other;
insert into application (id, vacancy_id, name, sort_name, email, motivation, search_text, stage, submitted_at, created_at)
  select id, vacancy_id, name, sort_name, email, motivation, motivation, stage,
    case when stage <> 'draft' then moment end, moment - interval '1 hour' from fresh;
insert into move_entry (record_kind, record_id, move, to_state, at)
  select 'application', id, 'create', 'draft', moment - interval '1 hour' from fresh;
insert into move_entry (record_kind, record_id, move, from_state, to_state, at)
  select 'application', id, 'submit', 'draft', 'submitted', moment from fresh where stage <> 'draft';
insert into mail (to_address, to_name, language, template, subject, text, html, state, record_kind, record_id, created_at)
  select email, name, 'en', template, 'Your application', repeat('Dear applicant. ', 20), '<p></p>', 'sent', 'application', id, moment
  from fresh, (values ('application_link'), ('application_receipt')) as letter(template);
with entry as (
  insert into audit_entry (actor_kind, table_name, record_id, record_version, operation, changes, personal_digest)
  select 'public', 'application', id, 1, 'insert', jsonb_build_object('id', id, 'stage', 'draft', 'vacancy_id', vacancy_id),
    sha256(convert_to(name, 'UTF8')) from fresh returning id, record_id
)
insert into audit_personal (entry_id, table_name, record_id, salt, value)
  select entry.id, 'application', record_id, uuid_send(gen_random_uuid()), jsonb_build_object('name', name, 'email', email)
  from entry join fresh on fresh.id = record_id;
"""
