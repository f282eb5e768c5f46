"""Queue a mail inside the transaction that causes it; a job sends it when that transaction has committed."""

from typing import Any
from uuid import UUID

from polder.kernel.mail.templates import render
from polder.kernel.tx import Tx


async def queue(
    tx: Tx, template: str, language: str, *, to: str, name: str, record: tuple[str, UUID] | None = None, **values: Any
) -> None:
    """Render `template` now and send it later. `values` fill the template; `record` says what it is about."""
    mail = render(template, language, {"name": name, **values})
    mail_id = await tx.scalar("select uuidv7()")
    await tx.run(
        """insert into mail (id, to_address, to_name, language, template, subject, text, html, record_kind, record_id)
           values (:id, :to, :name, :language, :template, :subject, :text, :html, :kind, :record)""",
        id=mail_id,
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
    await tx.defer("mail.send", mail_id=mail_id)
