"""How the invented institute's vacancies reach people: what readers elsewhere find them by, templates, alerts, a later deadline."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from polder.demo.stories import Story
from polder.hiring.careers import actions, alerts
from polder.hiring.careers.api import content_of
from polder.hiring.careers.rules import Wanted, alert_secret
from polder.kernel.actor import Entry
from polder.kernel.settings import Settings
from polder.kernel.tx import transaction

if TYPE_CHECKING:
    from polder.demo.fill import Cast

LEVELS = [
    {"nl": "Nog niets wat erop wijst.", "en": "Nothing yet that points to it."},
    {"nl": "Een begin, onder begeleiding.", "en": "A beginning, under supervision."},
    {"nl": "Degelijk eigen werk.", "en": "Solid work of one's own."},
    {"nl": "Sterk, met een voorbeeld dat anderen volgden.", "en": "Strong, with an example that others followed."},
    {"nl": "Brengt het vak verder.", "en": "Moves the field."},
]
READERS = (
    ("lotte@mail.example", "nl", Wanted()), ("marek@mail.example", "en", Wanted(profile="R1")),
    ("ines@mail.example", "en", Wanted(field="computer_science", hours="full")), ("joris@mail.example", "nl", Wanted(q="robot")),
)  # fmt: skip


def facts(story: Story) -> dict[str, Any]:
    """What a reader elsewhere looks for."""
    first = "PhD" in story.en
    return {
        "researcher_profile": "R1" if first else "R2", "research_field": "engineering" if story.about == 1 else "computer_science",
        "funding_programme": None if first else "Horizon Europe",
        "eligibility_nl": "Een master" if first else "Een proefschrift, verdedigd of ingeleverd",
        "eligibility_en": "A master's degree" if first else "A thesis, defended or handed in",
        "benefits_nl": "Pensioen bij ABP, 8,3% eindejaarsuitkering, 232 uur verlof, hulp bij verhuizen.",
        "benefits_en": "Pension with ABP, 8.3% end-of-year bonus, 232 hours of leave, help with moving.",
        "selection_nl": "Twee gesprekken: één over uw werk, één met het team.",
        "selection_en": "Two talks: one about your work, one with the team.",
    }  # fmt: skip


def with_levels(criteria: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The first criterion says what each score means; the others say it in their rubric."""
    return [{**criteria[0], "levels": LEVELS}, *criteria[1:]]


async def play(cast: "Cast", settings: Settings) -> None:
    async with cast.as_("hanna") as tx:
        for name, title in (
            ("Promovendus (48 maanden)", "PhD candidate in reliable AI"),
            ("Postdoc (24 maanden)", "Postdoc in robotics"),
        ):
            vacancy = await tx.scalar("select id from vacancy where title_en = :title", title=title)
            content = await content_of(tx, vacancy)
            await actions.save_template(tx, name, content.model_dump(mode="json"), vacancy)
        found = await tx.rows(
            "select id, version, deadline from vacancy where state = 'published' order by deadline desc limit 1"
        )
        for row in found:
            await actions.extend(
                tx, row.id, row.version, row.deadline + timedelta(days=7), "De kerstvakantie valt in de laatste week."
            )
    key = settings.secret_key.get_secret_value()
    for email, language, wanted in READERS:
        async with transaction(cast.database, Entry.as_role("public", "demonstration")) as tx:
            await alerts.ask(tx, email, wanted, language, key, None)
            if language == "en" or wanted.q:  # one has not answered yet
                secret = alert_secret(key, email, language, wanted.json)
                await tx.scalar("select polder.confirm_alert(cast(:secret as bytea))", secret=secret.encode())
