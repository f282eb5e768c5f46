"""Queue a mail inside the transaction that causes it; a job sends it when that transaction has committed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from polder.kernel import problems
from polder.kernel.mail.tables import Mail, MailState
from polder.kernel.mail.templates import RenderedMail, address, render
from polder.kernel.tx import Statement, Tx
from polder.kernel.words import Words


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a mail."""

    file_name: str
    media_type: str
    content: bytes


def new_mail(
    template: str, language: str, *, to: str, name: str, record: tuple[str, UUID] | None = None, id: UUID | None = None,
    unsubscribe: str | None = None, **values: Any,
) -> Statement:  # fmt: skip
    """Render `template` now and queue it; a trigger queues the job that sends it. `values` fill the template; `record`
    says what it is about; `unsubscribe` is the path that one click of a mail program is sent to (RFC 8058).
    """
    rendered = render(template, language, {"name": name, **values})
    return mail_of(rendered, template, language, to=to, name=name, record=record, id=id, unsubscribe=unsubscribe)


def mail_of(
    rendered: RenderedMail, template: str, language: str, *, to: str, name: str, record: tuple[str, UUID] | None = None,
    id: UUID | None = None, unsubscribe: str | None = None,
) -> Statement:  # fmt: skip
    """Queue what was written already; `template` says what kind of letter it is."""
    kind, about = record or (None, None)
    return Statement(
        QUEUE,
        {
            "id": id, "to": to, "name": name, "language": language, "template": template, "subject": rendered.subject,
            "text": rendered.text, "html": rendered.html, "kind": kind, "record": about,
            "unsubscribe": unsubscribe and address(unsubscribe),
        },
    )  # fmt: skip


async def queue(tx: Tx, template: str, language: str, *, attachments: Sequence[Attachment] = (), **values: Any) -> None:
    """Queue one mail: `new_mail`, executed, with the files that go with it."""
    await post(tx, new_mail(template, language, id=await id_for(tx, attachments), **values), attachments)


async def id_for(tx: Tx, attachments: Sequence[Attachment]) -> UUID | None:
    """The id of a mail that files go with: whoever queues a mail may not read it back. Without files none is needed."""
    return await tx.scalar("select uuidv7()") if attachments else None


async def post(tx: Tx, letter: Statement, attachments: Sequence[Attachment] = ()) -> None:
    """Queue `letter` (its id by `id_for`) with the files that go with it."""
    await tx.together(letter)
    for position, file in enumerate(attachments, start=1):
        await tx.run(
            ATTACH, mail=letter.values["id"], position=position, name=file.file_name, media=file.media_type,
            content=file.content,
        )  # fmt: skip


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
insert into mail (id, to_address, to_name, language, template, subject, text, html, record_kind, record_id,
  unsubscribe)
values (coalesce(cast(:id as uuid), uuidv7()), :to, :name, :language, :template, :subject, :text, :html, :kind, :record,
  :unsubscribe)
"""
ATTACH = """
insert into mail_attachment (mail_id, position, file_name, media_type, content)
values (:mail, :position, :name, :media, :content)
"""
