"""Letters and duplicates of the demonstration: templates of the house, a letter that went out, one that is being written,
and somebody who applied twice."""

from typing import TYPE_CHECKING
from uuid import UUID

from polder.hiring import actions
from polder.hiring.correspondence import actions as letters
from polder.hiring.correspondence.lifecycle import MAILING
from polder.kernel.lifecycle import perform
from polder.kernel.tx import Tx

if TYPE_CHECKING:
    from polder.demo.fill import Cast

TEMPLATES = [
    {
        "key": None,
        "name": "Nog even geduld / Please bear with us",
        "subject_nl": "Uw sollicitatie naar {{ vacancy }}", "subject_en": "Your application for {{ vacancy }}",
        "body_nl": "Beste {{ name }},\n\nDe commissie leest uw sollicitatie ({{ reference }}) met aandacht. Dat duurt langer dan wij dachten:"
        " u hoort binnen drie weken van ons.\n\nVragen? {{ contact }}",
        "body_en": "Dear {{ name }},\n\nThe committee is reading your application ({{ reference }}) with care. It takes longer than we thought:"
        " you will hear from us within three weeks.\n\nQuestions? {{ contact }}",
    },
    {
        "key": None,
        "name": "Document ontbreekt / Document missing",
        "subject_nl": "Er ontbreekt iets aan {{ reference }}", "subject_en": "Something is missing from {{ reference }}",
        "body_nl": "Beste {{ name }},\n\nBij uw sollicitatie naar {{ vacancy }} ontbreekt een cijferlijst. Stuur haar als antwoord op deze mail.",
        "body_en": "Dear {{ name }},\n\nYour application for {{ vacancy }} lacks a transcript of grades. Please send it as a reply to this mail.",
    },
]  # fmt: skip


async def play(cast: "Cast") -> None:
    """Everything by the people who may, through the same actions as in the pages."""
    async with cast.as_("hanna") as tx:
        made = [await letters.create_template(tx, {"vacancy_id": None, **one}) for one in TEMPLATES]
        (busiest,) = await tx.rows(
            """select v.id, v.reference from vacancy v join application a on a.vacancy_id = v.id
               where v.state = 'published' and v.deadline > polder.clock() and a.submitted_at is not null
               group by v.id order by count(*) desc limit 1"""
        )
        chosen = await tx.rows(
            """select id, stage, name, email from application where vacancy_id = :vacancy and submitted_at is not null
               and stage in ('submitted', 'eligible', 'longlisted', 'shortlisted') order by stage, id""",
            vacancy=busiest.id,
        )
        mailing = await letters.create_mailing(
            tx, busiest.id, [one.id for one in chosen if one.stage != "submitted"] or [chosen[0].id], None,
            {"template_id": made[0].id},
        )  # fmt: skip
        await perform(tx, MAILING, mailing.id, "send", reason=None, version=None)
        await letters.sent(tx, mailing.id)
        await letters.create_mailing(tx, busiest.id, [chosen[0].id], None, {"template_id": made[1].id})
        await _once_more(tx, busiest.id, chosen[-1].name)


async def _once_more(tx: Tx, vacancy: UUID, name: str) -> None:
    """Who applied by the form sends a CV by mail too, from another address, the family name first."""
    first, _, rest = name.partition(" ")
    summary = "I was not sure that my form had arrived, so here is my CV once more."
    await actions.import_application(
        tx, vacancy, {"basics": {"name": f"{rest}, {first}", "email": "once.more@mail.example", "summary": summary}}
    )
