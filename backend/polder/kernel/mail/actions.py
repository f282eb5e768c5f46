"""Queue a mail inside the transaction that causes it; a job sends it when that transaction has committed."""

from typing import Any
from uuid import UUID

from polder.kernel import problems
from polder.kernel.mail.tables import Mail, MailState
from polder.kernel.mail.templates import render
from polder.kernel.tx import Tx
from polder.kernel.words import Words


async def queue(
    tx: Tx, template: str, language: str, *, to: str, name: str, record: tuple[str, UUID] | None = None, **values: Any
) -> None:
    """Render `template` now and send it later. `values` fill the template; `record` says what it is about."""
    mail = render(template, language, {"name": name, **values})
    await tx.run(
        QUEUE,
        to=to,
        name=name,
        language=language,
        template=template,
        subject=mail.subject,
        text=mail.text,
        html=mail.html,
        kind=record[0] if record else None,
        record=record[1] if record else None,
    )


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

# The mail and the job that sends it, in one statement.
QUEUE = """
with made as (select uuidv7() as id), queued as (
  insert into mail (id, to_address, to_name, language, template, subject, text, html, record_kind, record_id)
  select id, :to, :name, :language, :template, :subject, :text, :html, :kind, cast(:record as uuid) from made
)
select jobs.polder_defer('default', 'mail.send', jsonb_build_object('mail_id', id)) from made
"""
