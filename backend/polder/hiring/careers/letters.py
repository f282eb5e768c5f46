"""What people who applied, or began to, hear when a vacancy is withdrawn or stays open longer."""

from uuid import UUID

from polder.hiring.letters import vacancy_words
from polder.kernel.mail.actions import queue
from polder.kernel.tx import Tx

TO_TELL = "select * from polder.applicants_to_tell(:vacancy, :submitted)"


async def withdrawn(tx: Tx, vacancy_id: UUID) -> None:
    """To drafts and open applications alike. The reason is kept inside."""
    for row in await tx.rows(TO_TELL, vacancy=vacancy_id, submitted=True):
        await queue(
            tx, "vacancy_withdrawn", row.language, to=row.email, name=row.name, record=("application", row.id),
            reference=row.reference, submitted=row.stage != "draft", title=await _title(tx, vacancy_id, row.language),
        )  # fmt: skip


async def extended(tx: Tx, vacancy_id: UUID) -> None:
    """To those who have begun and not sent in."""
    deadline = await tx.scalar("select deadline from vacancy where id = :id", id=vacancy_id)
    for row in await tx.rows(TO_TELL, vacancy=vacancy_id, submitted=False):
        await queue(
            tx, "vacancy_extended", row.language, to=row.email, name=row.name, record=("application", row.id),
            reference=row.reference, deadline=deadline, **await vacancy_words(tx, vacancy_id, row.language),
        )  # fmt: skip


async def _title(tx: Tx, vacancy_id: UUID, language: str) -> str:
    return str((await vacancy_words(tx, vacancy_id, language))["title"])
