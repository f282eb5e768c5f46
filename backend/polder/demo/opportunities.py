"""Invented calls of invented programmes: two lists of funders' portals and a table of our own, themes, and who watches what."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

import orjson

from polder.grants.figures.lifecycle import GRANT_FIGURE
from polder.grants.opportunities import actions, imports, jobs
from polder.grants.opportunities.tables import Form, Status, Theme
from polder.kernel.lifecycle import perform

if TYPE_CHECKING:
    from polder.demo.fill import Cast

# Topic, title, type of action, days from now that it closes, smallest and largest grant in euros, status, text.
TOPICS: tuple[tuple[str, str, str, int, int | None, int | None, str, str], ...] = (
    ("POLDER-DEMO-2027-ROBOT-01", "Trustworthy autonomy for robots among people", "HORIZON Research and Innovation Actions", 17, 4_000_000, 6_000_000,
     "open", "Expected outcome: robots that act safely among people, and can say why. Projects bring together robotics, safety and law."),
    ("POLDER-DEMO-2027-ROBOT-02", "Shared test sites for care robots", "HORIZON Innovation Actions", 52, 6_000_000, 8_000_000,
     "open", "Hospitals and care homes open their floors: robots are tried with patients, nurses and families."),
    ("POLDER-DEMO-2027-GREEN-01", "Foundation models on a tenth of the energy", "HORIZON Lump Sum Grants", 83, 3_000_000, 3_000_000,
     "forthcoming", "Less energy for training and for use, measured and published. Work on hardware is welcome where models drive it."),
    ("POLDER-DEMO-2027-LANG-03", "Speech and language models for Europeâ€™s smaller languages", "HORIZON Research and Innovation Actions", 66, 2_500_000, 4_000_000,
     "open", "Data, models and evaluation for languages with few speakers â€“ Frisian, Sorbian, MaltesÃ¨ â€“ made with those who speak them."),
    ("POLDER-DEMO-2027-HEALTH-02", "Learning from hospital data without moving it", "HORIZON Research and Innovation Actions", 121, 5_000_000, 7_000_000,
     "forthcoming", "Federated learning over hospitals in at least five countries; privacy by design, and a health economist on board."),
    ("POLDER-DEMO-2026-SKILLS-01", "Doctoral networks in responsible AI", "HORIZON TMA MSCA Doctoral Networks", -12, None, None,
     "closed", "Joint training of doctoral candidates by universities and companies."),
)  # fmt: skip
# Id, title, programme, kind, budget as the portal writes it, days from now of its dates, status.
CALLS: tuple[tuple[str, str, str, str, str, tuple[int, ...], str], ...] = (
    ("polder-demo-open-competition", "Open competition: ideas that nobody asked for", "Open competition", "Curiosity Driven Research", "€12,500,000", (9, 74), "open"),
    ("polder-demo-perspectief", "Perspective: AI in the energy system", "Perspective", "Collaboration with Partners", "€7,250,000", (31,), "open"),
    ("polder-demo-veni", "Talent programme, first step", "Talent programme", "Talent Development", "", (44, 150), "upcoming"),
    ("polder-demo-replicatie", "Replication studies", "Replication", "Curiosity Driven Research", "€1.2 million", (), "in_preparation"),
)  # fmt: skip
THEMES = (
    ("Betrouwbare autonomie", "Trustworthy autonomy", "robots, robotics, autonomy, safety"),
    ("AI in de zorg", "AI in health care", "hospital, hospitals, health, care, patients, zorg"),
    ("Zuinige modellen", "Frugal models", "energy, energie, foundation models, hardware"),
    ("Taal en spraak", "Language and speech", "language, languages, speech, taal, spraak"),
)


async def play(cast: "Cast") -> None:
    async with cast.as_("gerda") as tx:
        for row in await tx.rows("select id from grant_figure where state = 'proposed'"):
            await perform(tx, GRANT_FIGURE, row.id, "confirm", reason=None, version=None)
        today: date = await tx.scalar("select polder.today()")
        for nl, en, keywords in THEMES:
            await tx.add(Theme(name_nl=nl, name_en=en, keywords=keywords))
        await imports.read_in(tx, _topics(today, moved=0), "topics-vorige-maand.json")
    async with cast.as_("gerda") as tx:
        await imports.read_in(tx, _topics(today, moved=7), "topics.json")
        await imports.read_in(tx, _calls(today), "calls.json")
        await imports.read_in(tx, _table(today), "fondsen.csv")
        await actions.add(tx, {
            "title": "Zaaigeld voor samenwerking met het zorgveld", "funder_name": "Stichting Slimme Zorg", "form": Form.lump_sum, "status": Status.open,
            "currency": "EUR", "grant_max_cents": 5_000_000, "keywords": "zorg, samenwerking",
            "summary": "Doorlopend aan te vragen; het bestuur beslist elk kwartaal.", "url": "https://slimmezorg.example/zaaigeld",
        })  # fmt: skip
    async with cast.as_("rik") as tx:
        await actions.match(tx, await _id(tx, "POLDER-DEMO-2027-ROBOT-01"), await _theme(tx, "Trustworthy autonomy"))
        await actions.watch(tx, await _id(tx, "POLDER-DEMO-2027-ROBOT-01"))
        await actions.watch(tx, await _id(tx, "polder-demo-open-competition"))
    async with cast.as_("gerda") as tx:
        await actions.match(tx, await _id(tx, "POLDER-DEMO-2027-ROBOT-02"), await _theme(tx, "Trustworthy autonomy"))
        await actions.match(tx, await _id(tx, "POLDER-DEMO-2027-ROBOT-02"), await _theme(tx, "AI in health care"))
        for call in ("POLDER-DEMO-2027-ROBOT-01", "polder-demo-open-competition", "polder-demo-perspectief"):
            await actions.watch(tx, await _id(tx, call))
    await jobs.deadlines(0)


def _topics(today: date, *, moved: int) -> bytes:
    """The list as it was, or with a deadline moved; with a row that is none."""
    rows: list[Any] = [
        {"reference": f"{n}TOPICSen", "topicId": topic, "title": title, "programme": "Polder Europa", "callIdentifier": topic.rpartition("-")[0],
         "callTitle": "", "typesOfAction": action, "deadline": str(today + timedelta(days=closes + (moved if n == 1 else 0))),
         "deadlineModel": "two-stage" if n == 4 else "single-stage", "callStatus": status, "budgetMin": least, "budgetMax": most,
         "expectedGrants": 3, "keywords": topic, "portalUrl": f"https://portal.example/{topic.lower()}", "description": text}
        for n, (topic, title, action, closes, least, most, status, text) in enumerate(TOPICS)
    ]  # fmt: skip
    return orjson.dumps([*rows, {"topicId": "POLDER-DEMO-2027-EMPTY", "title": "", "deadline": ""}])


def _calls(today: date) -> bytes:
    return orjson.dumps([
        {"id": id, "title": title, "programme": programme, "finance_type": kind, "budget": budget, "status": status, "target_groups": "",
         "deadline_iso": None, "deadline_dates": [f"{today + timedelta(days=n)}T14:00:00" for n in days]}
        for id, title, programme, kind, budget, days, status in CALLS
    ])  # fmt: skip


def _table(today: date) -> bytes:
    """What smaller funds have on their sites, as the grants officer keeps it in a spreadsheet."""
    return "\r\n".join([
        "Financier;Titel;Oproepnummer;Deadline;Budget;Vorm;Stand",
        f"Ministerie van Innovatie;Vouchers voor AI in het mkb;VAI-27;{today + timedelta(days=38)};2.000.000,00;vast bedrag;open",
        f"Fonds Waterland;Beurzen voor een verblijf elders;;{today + timedelta(days=61)};in overleg;;open",
        "",
    ]).encode()  # fmt: skip


async def _id(tx: Any, call: str) -> UUID:
    found: UUID = await tx.scalar("select id from opportunity where call_id = :call", call=call)
    return found


async def _theme(tx: Any, name: str) -> UUID:
    found: UUID = await tx.scalar("select id from theme where name_en = :name", name=name)
    return found
