"""What every letter of hiring says of its vacancy."""

from typing import Any
from uuid import UUID

from polder.kernel.tx import Tx


async def vacancy_words(tx: Tx, id: UUID, language: str) -> dict[str, Any]:
    """What a mail says of the vacancy: its title in the reader's language, and the zone of its moments."""
    (found,) = await tx.rows("select title_nl, title_en, time_zone from vacancy where id = :id", id=id)
    return {"title": found.title_nl if language == "nl" else found.title_en, "zone": found.time_zone}
