"""How hiring writes to applicants: what every letter says of its vacancy, and in whose words."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from polder.hiring.correspondence import rules
from polder.kernel.mail.actions import Attachment, id_for, mail_of, new_mail, post
from polder.kernel.mail.templates import here, of_text
from polder.kernel.pages import FILTERS
from polder.kernel.tx import Tx


async def vacancy_words(tx: Tx, id: UUID, language: str) -> dict[str, Any]:
    """What a mail says of the vacancy: its title in the reader's language, and the zone of its moments."""
    (found,) = await tx.rows("select title_nl, title_en, time_zone from vacancy where id = :id", id=id)
    return {"title": found.title_nl if language == "nl" else found.title_en, "zone": found.time_zone}


async def write(
    tx: Tx, template: str, language: str, vacancy_id: UUID, *, to: str, name: str, record: tuple[str, UUID],
    reference: str, attachments: Sequence[Attachment] = (), **values: Any,
) -> None:  # fmt: skip
    """Queue a letter of the system, in the house's own words where it has a template with this key. Of `values`, `path`
    leads to a personal link."""
    id = await id_for(tx, attachments)
    (about,) = await tx.rows(
        """select v.title_nl, v.title_en, v.time_zone, v.reference, v.deadline, polder.house_letter(:key)::text as own
           from vacancy v where v.id = :id""",
        id=vacancy_id, key=template,
    )  # fmt: skip
    if about.own is None or template not in rules.SYSTEM:
        title = about.title_nl if language == "nl" else about.title_en
        letter = new_mail(template, language, to=to, name=name, record=record, reference=reference, title=title,
                          zone=about.time_zone, id=id, **values)  # fmt: skip
    else:
        own, language = orjson.loads(about.own), language if language == "nl" else "en"
        said = {"name": name, "reference": reference, **fields_of(about, language)}
        for key, value in values.items():
            if key == "path":
                said["link"] = here()["base_url"] + value
            else:
                said[key] = (
                    FILTERS["in_zone"](value, about.time_zone, language) if isinstance(value, datetime) else value
                )
        subject, body = (rules.filled(own[f"{part}_{language}"], said) for part in ("subject", "body"))
        letter = mail_of(of_text(subject, body, language), template, language, to=to, name=name, record=record, id=id)
    await post(tx, letter, attachments)


def fields_of(vacancy: Any, language: str) -> dict[str, str]:
    """The fields that are about a vacancy, of its row."""
    return {
        "vacancy": vacancy.title_nl if language == "nl" else vacancy.title_en, "vacancy_reference": vacancy.reference,
        "deadline": FILTERS["in_zone"](vacancy.deadline, vacancy.time_zone, language), "contact": here()["ask_at"],
    }  # fmt: skip
