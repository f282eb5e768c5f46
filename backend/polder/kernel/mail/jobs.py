"""Send what is queued. A server that is down makes the mail wait, with growing pauses; nothing else fails."""

import asyncio
from uuid import UUID

from polder.kernel import jobs
from polder.kernel.mail import smtp
from polder.kernel.mail.tables import Mail
from polder.kernel.mail.templates import without_secrets

# The row counts tries of the mail server. The job may run more often: while the database is away nothing is counted.
JOB_TRIES = 2 * jobs.TRIES


@jobs.job("mail.send", tries=JOB_TRIES)
async def send(mail_id: str) -> None:
    """Send one mail, once: the row says whether it has been sent, and is locked while it is being sent."""
    settings = jobs.house().settings
    if settings.smtp_url is None:
        return  # the outbox is the post: in the demonstration people read it there
    waiting: smtp.TryLater | None = None
    async with jobs.work_as_system("mail.send") as tx:
        mail = await tx.get(Mail, UUID(mail_id), lock=True)
        if mail.state != "queued":
            return
        mail.attempts += 1
        try:
            files = await tx.rows(
                "select file_name, media_type, content from mail_attachment where mail_id = :id order by position",
                id=mail.id,
            )
            await asyncio.to_thread(smtp.send, settings.smtp_url.get_secret_value(), settings.mail_from, mail, files)
            mail.state, mail.sent_at, mail.last_error = "sent", tx.now, None
            mail.text, mail.html = without_secrets(mail.text), without_secrets(mail.html)
            mail.unsubscribe = mail.unsubscribe and without_secrets(mail.unsubscribe)
        except smtp.Refused as error:
            mail.state, mail.last_error = "refused", str(error)
        except smtp.TryLater as error:
            mail.last_error = str(error)
            if mail.attempts >= jobs.TRIES:
                mail.state = "gave_up"
            else:
                waiting = error
    if waiting is not None:
        raise waiting
