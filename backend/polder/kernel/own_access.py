"""Access to the kernel's own tables. Domains add policies for the history and the documents of their records."""

from polder.kernel.access import GUARD, Access, Policy, may, unconflicted
from polder.kernel.words import Words

OWN_KEY = "owner_id = (select polder.key_owner())"

# A conflict of interest hides a record's traces too: its audit, its mail.
UNCONFLICTED = f"(record_id is null or {unconflicted('record_id')})"

ACCESS = Access(
    permissions={"document.sweep": Words(nl="verweesde bestanden opruimen", en="clear away orphaned files")},
    holds={"system": ["document.sweep"]},
    policies=[
        # Documents are seen with their record (each domain says how); the sweep must see all to know what is orphaned.
        Policy("document", "select", "document_sweep", may("document.sweep")),
        Policy("document", "delete", "document_sweep_abandoned", f"{may('document.sweep')} and state = 'awaiting'"),
        Policy("move_entry", "insert", "move_entry_guard", "record_id is not null", to=GUARD),
        Policy("audit_entry", "insert", "audit_entry_guard", "table_name is not null", to=GUARD),
        Policy("audit_entry", "select", "audit_entry_guard_read", "table_name is not null", to=GUARD),
        Policy("audit_personal", "insert", "audit_personal_guard", "entry_id is not null", to=GUARD),
        Policy("audit_personal", "select", "audit_personal_guard_read", "entry_id is not null", to=GUARD),
        Policy("audit_entry", "select", "audit_entry_read", f"{may('audit.read')} and {UNCONFLICTED}"),
        Policy("audit_personal", "select", "audit_personal_read", f"{may('audit.read')} and {UNCONFLICTED}"),
        Policy("audit_personal", "delete", "audit_personal_erase", may("person.erase")),
        Policy("audit_seal", "select", "audit_seal_read", may("audit.read")),
        Policy("audit_seal", "insert", "audit_seal_add", may("audit.seal")),
        Policy("idempotency_key", "select", "idempotency_key_own", f"{OWN_KEY} or {may('audit.seal')}"),
        Policy("idempotency_key", "insert", "idempotency_key_add", OWN_KEY),
        Policy("idempotency_key", "update", "idempotency_key_answer", OWN_KEY),
        Policy("idempotency_key", "delete", "idempotency_key_expire", may("audit.seal")),
        # Whoever acts may cause a mail; only those who keep the post may read what was sent.
        Policy(
            "mail",
            "select",
            "mail_read",
            f"({may('mail.read')} and {unconflicted('id')} and {UNCONFLICTED}) or {may('mail.send')}",
        ),
        Policy("mail", "insert", "mail_queue", "state = 'queued'"),
        Policy("mail", "update", "mail_send", may("mail.send")),
        Policy(
            "mail_attachment",
            "select",
            "mail_attachment_read",
            "exists (select from public.mail m where m.id = mail_id)",
        ),
        Policy("mail_attachment", "insert", "mail_attachment_add", "position > 0"),
        Policy("rate_count", "select", "rate_count_guard", "tries > 0", to=GUARD),
        Policy("rate_count", "insert", "rate_count_guard_add", "tries > 0", to=GUARD),
        Policy("rate_count", "update", "rate_count_guard_count", "tries > 0", to=GUARD),
        Policy("rate_count", "delete", "rate_count_guard_forget", "tries > 0", to=GUARD),
        Policy(
            "mail",
            "update",
            "mail_again",
            f"{may('mail.resend')} and state in ('refused', 'gave_up') and {unconflicted('id')} and {UNCONFLICTED}",
            f"{may('mail.resend')} and state = 'queued' and attempts = 0",
        ),
    ],
    personal={"document": ["file_name"]},
    # History. Personal values of the audit can be erased, not rewritten.
    append_only={
        "audit_entry": "update or delete",
        "audit_personal": "update",
        "audit_seal": "update or delete",
        "move_entry": "update or delete",
        "mail_attachment": "update or delete",
    },
    # The outbox is a log itself, and its texts hold personal links: whoever reads the audit trail must not find them.
    unaudited=["mail"],
    # Except that somebody asked to send one again: that says nothing of its texts.
    sql="""-- One statement to defer a job, on any connection, whatever its search path; also where the database itself writes
-- down what follows.
create or replace function jobs.polder_defer(queue text, task text, arguments jsonb) returns bigint
language sql security definer set search_path = jobs as $$
  insert into procrastinate_jobs (queue_name, task_name, args) values (queue, task, arguments) returning id
$$;
create or replace function jobs.polder_defer(queue text, task text, arguments jsonb, at timestamptz) returns bigint
language sql security definer set search_path = jobs as $$
  insert into procrastinate_jobs (queue_name, task_name, args, scheduled_at) values (queue, task, arguments, at) returning id
$$;
grant usage on schema jobs to polder_guard;
-- What is queued has its job, whoever queued it.
create or replace function polder.queue_sending() returns trigger
language plpgsql as $$
begin
  perform jobs.polder_defer('default', 'mail.send', jsonb_build_object('mail_id', new.id));
  return null;
end $$;
create or replace trigger "z_send" after insert on public.mail for each row
when (new.state = 'queued') execute function polder.queue_sending();
-- Files are written together with their mail, in its transaction: nothing joins what somebody else has queued.
create or replace function polder.attached_with_its_mail() returns trigger
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if not exists (select from public.mail m where m.id = new.mail_id and m.state = 'queued' and m.created_at = now()) then
    raise exception 'append_only' using errcode = 'PL409', detail = tg_table_name;
  end if;
  return new;
end $$;
create or replace trigger "b_with_its_mail" before insert on public.mail_attachment
for each row execute function polder.attached_with_its_mail();
create or replace trigger "z_audit_again" after update of state on public.mail for each row
when (old.state in ('refused', 'gave_up') and new.state = 'queued') execute function polder.audit('{last_error}', '{state,attempts}');
""",
)
