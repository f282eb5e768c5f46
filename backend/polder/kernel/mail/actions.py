"""Queue a mail inside the transaction that causes it; a job sends it when that transaction has committed."""

from typing import Any
from uuid import UUID

from polder.kernel import problems
from polder.kernel.mail.tables import Mail, MailState
from polder.kernel.mail.templates import render
from polder.kernel.tx import Statement, Tx
from polder.kernel.words import Words


def new_mail(
    template: str, language: str, *, to: str, name: str, record: tuple[str, UUID] | None = None, **values: Any
) -> Statement:
    """Render `template` now and queue it; a trigger queues the job that sends it. `values` fill the template; `record`
    says what it is about.
    """
    rendered = render(template, language, {"name": name, **values})
    kind, id = record or (None, None)
    return Statement(
        QUEUE,
        {
            "to": to, "name": name, "language": language, "template": template, "subject": rendered.subject,
            "text": rendered.text, "html": rendered.html, "kind": kind, "record": id,
        },
    )  # fmt: skip


async def queue(tx: Tx, template: str, language: str, **values: Any) -> None:
    """Queue one mail: `new_mail`, executed."""
    await tx.together(new_mail(template, language, **values))


async def send_again(tx: Tx, id: UUID, version: int) -> None:
    """Try once more to send what was refused or given up, from the first try on. A trigger notes who asked."""
    mail = await tx.get(Mail, id, version=version)
    tx.require("mail.resend")
    if mail.state not in UNSENT:
        raise problems.conflict("not-unsent", NOT_UNSENT)
    mail = await tx.get(Mail, id, lock=True, version=version)
    mail.state, mail.attempts, mail.last_error = MailState.queued, 0, None
    await tx.flush()
    await tx.defer("mail.send", mail_id=id)


UNSENT = (MailState.refused, MailState.gave_up)
NOT_UNSENT = Words(
    nl="Deze mail is verstuurd, of wacht nog op verzending. Alleen wat geweigerd of opgegeven is gaat opnieuw.",
    en="This mail has been sent, or still waits to be sent. Only what was refused or given up goes again.",
)

QUEUE = """
insert into mail (to_address, to_name, language, template, subject, text, html, record_kind, record_id)
values (:to, :name, :language, :template, :subject, :text, :html, :kind, :record)
"""
