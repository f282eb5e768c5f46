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


# The mail and the job that sends it, in one statement.
QUEUE = """
with made as (select uuidv7() as id), queued as (
  insert into mail (id, to_address, to_name, language, template, subject, text, html, record_kind, record_id)
  select id, :to, :name, :language, :template, :subject, :text, :html, :kind, cast(:record as uuid) from made
)
select jobs.polder_defer('default', 'mail.send', jsonb_build_object('mail_id', id)) from made
"""
