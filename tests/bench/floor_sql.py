"""The floor's statements, as one would write them by hand."""

import asyncpg
import jinja2

LIST = """select a.id, a.reference, a.name, a.sort_name, a.email, a.orcid, a.vacancy_id, v.reference as vacancy_reference,
  v.title_nl as vacancy_title_nl, v.title_en as vacancy_title_en, a.stage, a.submitted_at, a.source, a.version
  from application a join vacancy v on v.id = a.vacancy_id where a.vacancy_id = $1 and a.stage = $2
  order by a.submitted_at desc, a.id desc limit $3 offset $4"""
COUNT = "select count(*) from application where vacancy_id = $1 and stage = $2"

DETAIL = """select a.id, a.version, a.created_at, a.updated_at, a.created_by, a.reference, a.vacancy_id, a.name,
  a.sort_name, a.email, a.phone, a.orcid, a.language, a.motivation, a.cv, a.source, a.stage, a.submitted_at,
  v.reference as vacancy_reference, v.title_nl, v.title_en, v.state as vacancy_state, v.deadline
  from application a join vacancy v on v.id = a.vacancy_id where a.id = $1"""
CRITERIA = """select c.id, c.position, c.name_nl, c.name_en, c.rubric_nl, c.rubric_en from criterion c
  join application a on a.vacancy_id = c.vacancy_id where a.id = $1 order by c.position"""
DOCUMENTS = """select id, kind, file_name, media_type, size, pages, state, created_at from document
  where record_id = $1 and state = 'accepted' order by created_at"""
REVIEWS = """select r.id, r.reviewer_id, a.name as reviewer, r.state, r.recommendation, r.note, r.submitted_at, r.version
  from review r join account a on a.id = r.reviewer_id
  where r.application_id = $1 and r.state = 'submitted' order by r.submitted_at"""
OFFERS = "select id, reference, state from offer where application_id = $1 order by created_at"

CAREER = """select v.*, o.name as employer, (select coalesce(json_agg(c order by c.position), '[]')::text from criterion c
  where c.vacancy_id = v.id) as criteria
  from vacancy v left join organisation o on o.id = v.employer_id where v.reference = $1 and v.state = 'published'"""
PAGE = jinja2.Template(
    """<!doctype html><html lang="en"><title>{{ v.title_en }}</title><h1>{{ v.title_en }}</h1>
<p>{{ v.location }} · {{ v.salary_min_cents }} - {{ v.salary_max_cents }} · {{ v.deadline }}</p>
<p>{{ v.text_en }}</p><ul>{% for c in criteria %}<li>{{ c.name_en }}: {{ c.rubric_en }}</li>{% endfor %}</ul>
<a href="/careers/{{ v.reference }}/apply">Apply</a></html>""",
    autoescape=True,
)

OPEN = "select id, title_en from vacancy where reference = $1 and state = 'published' and deadline >= clock_timestamp()"
APPLICATION = """insert into floor.application (vacancy_id, name, sort_name, email, motivation, language)
  values ($1, $2, lower($2), $3, '', 'en') returning id"""
SESSION = """insert into floor.session (kind, token_hash, role, scope_id, expires_at)
  values ('link', $1, 'applicant', $2, now() + interval '180 days') returning id"""
MAIL = """insert into floor.mail (to_address, to_name, language, template, subject, text, html, record_kind, record_id)
  values ($1, $2, 'en', 'application_link', $3, $4, $5, 'application', $6) returning id"""
MOVE = "insert into floor.move_entry (record_kind, record_id, move, to_state) values ('application', $1, 'create', 'draft')"
ENTRY = """insert into floor.audit_entry (actor_kind, table_name, record_id, record_version, operation, changes, personal_digest)
  values ('public', $1, $2, 1, 'insert', $3::text::jsonb, sha256(convert_to($3, 'UTF8'))) returning id"""
PERSONAL = """insert into floor.audit_personal (entry_id, table_name, record_id, salt, value)
  values ($1, $2, $3, '\\x00112233445566778899aabbccddeeff', $4)"""
JOB = "insert into floor.procrastinate_jobs (queue_name, task_name, args) values ('default', 'mail.send', $1) returning id"
EVENT = "insert into floor.procrastinate_events (job_id, type) values ($1, 'deferred')"
TRY = "insert into floor.rate_count (purpose, subject, tries) values ('link-mailed', sha256(convert_to($1, 'UTF8')), 1)"

# Copies of the written tables: every column, default, check, index and reference, but no trigger of ours and no policy.
SCHEMA = """
drop schema if exists floor cascade; create schema floor;
create table floor.application (like public.application including all);
alter table floor.application add foreign key (vacancy_id) references public.vacancy;
create table floor.session (like public.session including all);
create table floor.mail (like public.mail including all);
create table floor.move_entry (like public.move_entry including all);
create table floor.audit_entry (like public.audit_entry including all);
create table floor.audit_personal (like public.audit_personal including all);
create table floor.procrastinate_jobs (like jobs.procrastinate_jobs including all);
create table floor.procrastinate_events (like jobs.procrastinate_events including all);
alter table floor.session add foreign key (account_id) references public.account;
alter table floor.session add foreign key (provider_id) references public.identity_provider;
alter table floor.procrastinate_events add foreign key (job_id) references floor.procrastinate_jobs;
create table floor.rate_count (like public.rate_count including all);
insert into floor.application (id, vacancy_id, name, sort_name, email, motivation, search_text, stage, submitted_at)
  select id, vacancy_id, name, sort_name, email, motivation, '', stage, submitted_at from public.application;
analyze floor.application;
"""


async def insert(
    connection: asyncpg.Connection, vacancy: asyncpg.Record, form: dict, digest: bytes, secret: str
) -> None:
    """The rows of one new application: the counted try, itself, its history, the link, the mail, its job and that job's
    event, and two audit entries."""
    name, email = form["name"], form["email"]
    await connection.execute(TRY, email)
    application = await connection.fetchval(APPLICATION, vacancy["id"], name, email)
    await connection.execute(MOVE, application)
    session = await connection.fetchval(SESSION, digest, application)
    text = f"Dear {name},\n\nYour application for {vacancy['title_en']}: https://polder.test/apply?key={secret}\n"
    mail = await connection.fetchval(MAIL, email, name, "Your application", text, f"<p>{text}</p>", application)
    job = await connection.fetchval(JOB, f'{{"mail_id": "{mail}"}}')
    await connection.execute(EVENT, job)
    for table, id in (("application", application), ("session", session)):
        entry = await connection.fetchval(ENTRY, table, id, f'{{"id": "{id}", "name": "{name}"}}')
        await connection.execute(PERSONAL, entry, table, id, f'{{"name": "{name}", "email": "{email}"}}')
