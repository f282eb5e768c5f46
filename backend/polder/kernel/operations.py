"""What keepers of the installation read: the outbox and the audit trail."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Response
from sqlalchemy import ColumnElement, func

from polder.kernel import tables as _tables  # noqa: F401 - defines the tables named below
from polder.kernel.http import ActionRoute, Version, Writing
from polder.kernel.mail import actions
from polder.kernel.mail import tables as _mail_tables  # noqa: F401 - defines tables named below
from polder.kernel.openapi import block, kind, many, mapping, perhaps, record
from polder.kernel.reader import Detail, Listing, column
from polder.kernel.record import metadata
from polder.kernel.resources import IF_MATCH, detail_route, list_routes, shows, written
from polder.kernel.words import LANGUAGES, Words

mail = metadata.tables["mail"]
audit = metadata.tables["audit_entry"]
mails = APIRouter(prefix="/mails", route_class=ActionRoute, tags=["operations"])
entries = APIRouter(prefix="/audit-entries", route_class=ActionRoute, tags=["operations"])
ROUTERS = [mails, entries]


# What things are called in files for people; domains add their mails and tables.
TEMPLATES: dict[str, Words] = {}
TABLES = {
    "document": Words(nl="document", en="document"),
    "mail": Words(nl="mail", en="mail"),
    "audit_seal": Words(nl="zegel van het auditspoor", en="seal of the audit trail"),
    "reading": Words(nl="lezing door een accountant", en="reading by an auditor"),
}
MAIL_STATES = {
    "queued": Words(nl="wacht", en="waits"),
    "sent": Words(nl="verstuurd", en="sent"),
    "refused": Words(nl="geweigerd", en="refused"),
    "gave_up": Words(nl="opgegeven", en="given up"),
}
ACTOR_KINDS = {
    "browser": Words(nl="aangemeld", en="signed in"),
    "token": Words(nl="API-sleutel", en="API token"),
    "link": Words(nl="persoonlijke link", en="personal link"),
    "public": Words(nl="openbare pagina", en="public page"),
    "sign_in": Words(nl="aanmelding", en="sign-in"),
    "system": Words(nl="het systeem", en="the system"),
}
ACTS = {
    "insert": Words(nl="toegevoegd", en="added"),
    "update": Words(nl="gewijzigd", en="changed"),
    "delete": Words(nl="verwijderd", en="removed"),
    "read": Words(nl="gelezen", en="read"),
}


def _without_secrets(name: str) -> ColumnElement[Any]:
    return block(
        f"case when mail.attempts = 0 then mail.{name}"
        f" else regexp_replace(mail.{name}, '(\\?key=)[\\w-]+', '\\1…', 'g') end",
        "text",
    )


MAILS = Listing(
    "mails",
    mail,
    mail.c.id,
    [
        column("id", mail.c.id, "id", "id", "uuid", export=False),
        column("created_at", mail.c.created_at, "gemaakt", "created", "instant", "sort range"),
        column("to_address", mail.c.to_address, "aan", "to", by="filter"),
        column("subject", mail.c.subject, "onderwerp", "subject"),
        column("template", mail.c.template, "sjabloon", "template", by="filter"),
        column("language", mail.c.language, "taal", "language", by="filter"),
        column("state", mail.c.state, "stand", "state", by="filter"),
        column("attempts", mail.c.attempts, "pogingen", "attempts", "integer"),
        column("sent_at", mail.c.sent_at, "verstuurd", "sent", "instant"),
        column("last_error", mail.c.last_error, "laatste fout", "last error"),
        column("record_id", mail.c.record_id, "over", "about", "uuid", "filter", export=False),
    ],
    sort="-created_at",
)
list_routes(
    mails, MAILS, tag="operations",
    sayings={"template": TEMPLATES, "language": LANGUAGES, "state": MAIL_STATES},
)  # fmt: skip
# As soon as a mail server has been tried, what is read here no longer holds the secrets of personal links.
MAIL = Detail(
    mail,
    mail.c.id,
    {c.name: c for c in mail.c if c.name != "unsubscribe"}
    | {name: _without_secrets(name) for name in ("text", "html")}
    | {
        "attachments": block(
            """(select coalesce(json_agg(json_build_object('file_name', f.file_name, 'media_type', f.media_type,
              'size', octet_length(f.content)) order by f.position), '[]') from mail_attachment f where f.mail_id = mail.id)""",
            many(record(file_name="text", media_type="text", size="integer")),
        )
    },
)
detail_route(mails, MAIL, tag="operations", name="mail")


@mails.post(
    "/{id}/send-again", summary="Send a mail again that was refused or given up", responses=shows(MAIL),
    openapi_extra=IF_MATCH,
)  # fmt: skip
async def send_again(id: UUID, tx: Writing, version: Version) -> Response:
    await actions.send_again(tx, id, version)
    return await written(tx, MAIL, id)


# What a change names by its id: accounts, providers, and what roles and links are limited to.
NAMES = block(
    """(select json_object_agg(f.id, f.name) from (
         select distinct m[1] as id, coalesce(polder.name_of(m[1]::uuid), polder.provider_name(m[1]::uuid), polder.reference_of(m[1]::uuid)) as name
         from regexp_matches(audit_entry.changes::text, '"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"', 'g') as m) as f
       where f.name is not null)""",
    perhaps(mapping(kind("text"))),
)
ENTRIES = Listing(
    "audit_entries",
    audit,
    audit.c.id,
    [
        column("id", audit.c.id, "nummer", "number", "integer", "sort"),
        column("at", audit.c.at, "tijdstip", "moment", "instant", "sort range"),
        column("actor", func.polder.name_of(audit.c.actor_id), "wie", "who"),
        column("actor_id", audit.c.actor_id, "account", "account", "uuid", "filter", export=False),
        column("actor_kind", audit.c.actor_kind, "hoe", "how", by="filter"),
        column("table_name", audit.c.table_name, "tabel", "table", by="filter"),
        column("record_id", audit.c.record_id, "record", "record", "uuid", "filter"),
        column("operation", audit.c.operation, "wat", "what", by="filter"),
        column("changes", audit.c.changes, "verschil", "difference", "json"),
        column("names", NAMES, "namen", "names", "json", export=False),
        column("request_id", audit.c.request_id, "verzoek", "request", by="filter"),
    ],
    sort="-at",
)
list_routes(
    entries, ENTRIES, tag="operations",
    sayings={"actor_kind": ACTOR_KINDS, "table_name": TABLES, "operation": ACTS},
)  # fmt: skip

# What waits for those who keep the post and those who read the audit trail, and their figures: see polder.home.
# $1: is mail meant to go out? In a demonstration without a mail server the outbox is the post, and none of it waits.
WAITING = [
    """
  select 'mail.look', 'mails', m.id, m.to_address, m.subject, m.subject, m.created_at,
    m.created_at + interval '1 day', 'Bekijk de mail die niet aankwam:', 'Look at the mail that did not arrive:'
  from mail m where m.state in ('refused', 'gave_up') and (select polder.may('mail.resend'))""",
    """
  select 'audit.seal', 'audit_entries', cast(null as uuid), '', 'regels sinds het laatste zegel',
    'entries since the last seal', oldest.at, oldest.at + interval '1 hour', 'Vraag waarom deze niet verzegeld zijn:',
    'Ask why these are not sealed:'
  from (select e.at from audit_entry e where (select polder.may('audit.read'))
    and e.xid >= coalesce((select max(until_xid) from audit_seal), 0) order by e.xid, e.id limit 1) as oldest
  where oldest.at < now() - interval '1 hour'""",
]
OPENS = [
    """
  select 'audit_trail', 'audit_entries', 'Regels in het auditspoor, laatste 24 uur', 'Entries in the audit trail, last 24 hours',
    count(*)::text, count(*)::text
  from audit_entry where at > now() - interval '24 hours' and (select polder.may('audit.read'))
  having (select polder.may('audit.read'))""",
]
FIGURES = [
    """
  select 'mails_wait', 'wachtende mails', 'mails waiting', (select count(*) from mail where state = 'queued')
  where $1::boolean and (select polder.may('mail.resend'))""",
    """
  select 'jobs_failed', 'mislukte taken, laatste maand', 'jobs failed, last month',
    (select count(*) from jobs.procrastinate_jobs where status = 'failed')
  where (select polder.may('configuration.read'))""",
    """
  select 'audit_week', 'regels in het auditspoor, zeven dagen', 'audit entries, seven days',
    (select count(*) from audit_entry where at > now() - interval '7 days')
  where (select polder.may('audit.read'))""",
    """
  select 'sealed_ago', 'minuten sinds het laatste zegel', 'minutes since the last seal',
    (select (extract(epoch from now() - max(sealed_at)) / 60)::int from audit_seal)
  where (select polder.may('audit.read')) and exists (select from audit_seal)""",
]
