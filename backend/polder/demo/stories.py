"""What is going on in hiring at the invented institute. Everybody here is made up."""

from dataclasses import dataclass, field

from polder.demo.partners import IJSSELMONDE, INSTITUTE, NOORDWIJK


@dataclass(frozen=True)
class Applicant:
    """Somebody who applies on the public page. `moves` are made by HR; `scores` are reviews that are in, by reviewer;
    `offer` is what became of an offer: draft, outside (above the range, waits for a second person), approved, sent,
    accepted, declined."""

    name: str
    moves: str = ""
    scores: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    offer: str | None = None
    conflict: str | None = None  # who declares one
    language: str = "en"


@dataclass(frozen=True)
class Story:
    """A vacancy, how far it is, and who applied. `days` to its deadline."""

    nl: str
    en: str
    salary: tuple[int, int]
    months: int
    scale: str
    employer: str
    days: int
    committee: dict[str, str]
    moves: str = ""
    applicants: tuple[Applicant, ...] = ()
    location: str = "Amsterdam"
    about: int = 0
    referees: int = 0  # how many each applicant names
    asked_when: str = "submission"


# By which links applicants came; some by none.
VIAS = (
    "academictransfer",
    "",
    "euraxess",
    "linkedin",
    "mail",
    "academictransfer",
    "",
    "conference-neurips",
    "posting",
    "euraxess",
    "linkedin",
)

CRITERIA = [
    {
        "name_nl": "Onderzoek", "name_en": "Research",
        "rubric_nl": "1: nog geen eigen werk; 3: degelijk eigen werk; 5: werk dat het vak verder brengt.",
        "rubric_en": "1: no work of one's own yet; 3: solid work of one's own; 5: work that moves the field.",
    },
    {
        "name_nl": "Techniek", "name_en": "Engineering",
        "rubric_nl": "1: weinig; 3: bouwt wat werkt; 5: bouwt wat anderen gebruiken.",
        "rubric_en": "1: little; 3: builds what works; 5: builds what others use.",
    },
    {
        "name_nl": "Samenwerken", "name_en": "Working together",
        "rubric_nl": "1: alleen; 3: draagt bij; 5: maakt anderen beter.",
        "rubric_en": "1: alone; 3: contributes; 5: makes others better.",
    },
]  # fmt: skip
REASONS = {
    "reject": "Past minder goed bij de criteria dan anderen.",
    "mark_ineligible": "Het gevraagde masterdiploma ontbreekt.",
}
WHY = {
    1: "Hier zie ik nog weinig bewijs voor.", 2: "Een begin is er, meer nog niet.", 3: "Degelijk, zonder verrassingen.",
    4: "Sterk, met goede voorbeelden.", 5: "Uitzonderlijk; hier leren wij van.",
}  # fmt: skip
TOPICS = [
    ("hoe lerende systemen **betrouwbaar** blijven wanneer de wereld verandert",
     "how learning systems stay **reliable** when the world changes"),
    ("hoe robots leren van enkele voorbeelden, **veilig** en naast mensen",
     "how robots learn from a few examples, **safely** and beside people"),
    ("hoe voorspellingen het stroomnet helpen dat elke dag **voller** raakt",
     "how forecasts help a power grid that gets **fuller** every day"),
    ("hoe taalmodellen zorgverleners **werk uit handen** nemen zonder iets te verzinnen",
     "how language models **take work off** care givers without making things up"),
]  # fmt: skip


def texts(about: int) -> dict[str, str]:
    """The vacancy's text in both languages."""
    nl, en = TOPICS[about]
    return {
        "text_nl": f"Je onderzoekt {nl}.\n\nJe werkt in een klein team met twee begeleiders, één aan een Nederlandse en één"
        " aan een andere Europese universiteit. Wat je maakt, gebruiken de partners van het instituut.\n\n## Wat je"
        " meebrengt\n\n- een master in informatica, wiskunde of iets verwants\n- plezier in zuiver redeneren\n- de wens om"
        " je werk uit te leggen\n\n## Wat je krijgt\n\n- tijd om na te denken\n- rekenkracht zonder wachtrij\n- zes"
        " maanden bij een partner in het buitenland\n",
        "text_en": f"You investigate {en}.\n\nYou work in a small team with two supervisors, one at a Dutch and one at"
        " another European university. The institute's partners use what you make.\n\n## What you bring\n\n- a master's"
        " degree in computer science, mathematics or something related\n- joy in clear reasoning\n- the wish to explain"
        " your work\n\n## What you get\n\n- time to think\n- computing without a queue\n- six months with a partner"
        " abroad\n",
    }  # fmt: skip


_TRIO = {"amina": "committee_chair", "bas": "committee_member", "chen": "committee_member"}
_A = Applicant
_SHORT = "mark_eligible longlist shortlist"
_SELECTED = f"{_SHORT} invite select"
STORIES = (
    Story(
        "Promovendus betrouwbare AI", "PhD candidate in reliable AI", (305_900, 388_100), 48, "P", NOORDWIJK, 21, _TRIO,
        "approve publish", location="Noordwijk", referees=2, applicants=(
            _A("Nora Lindqvist"), _A("Sofía Álvarez Quintana"), _A("Yusuf Aydın", "mark_eligible", language="nl"),
            _A("محمد الفاسي", "mark_eligible", {"bas": (3, 4, 3)}),
            _A("Ananya Krishnan", "mark_eligible longlist", {"amina": (4, 4, 5), "bas": (4, 3, 4)}),
            _A("Oluwaseun Adebayo", "mark_eligible longlist", {"amina": (3, 5, 4)}),
            _A("王晓东", _SHORT, {"amina": (5, 3, 4), "bas": (4, 4, 4), "chen": (5, 4, 3)}),
            _A("Giulia Ferrante", f"{_SHORT} invite", {"bas": (4, 4, 5), "chen": (5, 4, 4)}, conflict="amina"),
            _A("Tomáš Dvořák", "mark_ineligible"), _A("Jan-Willem van der Meer", "mark_eligible reject", language="nl"),
        ),
    ),
    Story(
        "Postdoc robotica", "Postdoc in robotics", (437_200, 604_000), 24, "10/11", INSTITUTE, 9,
        {"bas": "committee_chair", "amina": "committee_member", "rik": "committee_member"}, "approve publish", about=1,
        applicants=(
            _A("Linnea Bergström"), _A("Дмитрий Соколов", "mark_eligible", {"bas": (3, 3, 4)}),
            _A("Kwame Mensah", "mark_eligible longlist", {"bas": (4, 5, 4), "amina": (4, 4, 4)}),
            _A("Priya Raghunathan", _SHORT, {"bas": (4, 4, 5), "amina": (5, 4, 4), "rik": (4, 4, 4)}),
            _A("Ines Moreau", f"{_SHORT} invite", {"bas": (5, 5, 4), "amina": (5, 4, 5), "rik": (5, 5, 5)}),
        ),
    ),
    Story(
        "Promovendus taalmodellen in de zorg", "PhD candidate in language models for care", (305_900, 388_100), 48, "P",
        INSTITUTE, 4, {"amina": "committee_chair", "chen": "committee_member"}, "approve publish", about=3,
        location="Utrecht", applicants=(
            _A("Femke Dijkstra", language="nl"), _A("金秀賢"), _A("Mateo Ríos", "mark_eligible", {"chen": (4, 3, 4)}),
        ),
    ),
    Story(
        "Postdoc voorspellen voor het stroomnet", "Postdoc in forecasting for the power grid", (437_200, 604_000), 36, "11",
        IJSSELMONDE, -28, _TRIO, "approve publish close", about=2, location="Rotterdam", referees=1, asked_when="later", applicants=(
            _A("Hélène Dubois", _SELECTED, {"amina": (5, 4, 4), "bas": (4, 4, 5), "chen": (5, 5, 4)}, offer="sent"),
            _A("Tendai Moyo", _SELECTED, {"amina": (5, 4, 5), "bas": (4, 5, 5), "chen": (5, 4, 4)}, offer="outside"),
            _A("Łukasz Wiśniewski", _SHORT, {"amina": (3, 4, 3), "bas": (4, 3, 3)}),
            _A("Ayşe Demir", "mark_eligible longlist reject", {"amina": (2, 3, 3)}),
        ),
    ),
    Story(
        "Onderzoeker optimalisatie", "Researcher in optimisation", (456_900, 625_000), 24, "11", INSTITUTE, -35,
        {"bas": "committee_chair", "chen": "committee_member"}, "approve publish close", about=2, applicants=(
            _A("Elias Papadopoulos", _SELECTED, {"bas": (4, 4, 4), "chen": (4, 5, 4)}, offer="approved"),
            _A("Roos van Beek", _SELECTED, {"bas": (5, 4, 4), "chen": (4, 4, 5)}, offer="declined", language="nl"),
        ),
    ),
    Story(
        "Data-engineer", "Data engineer", (350_000, 520_000), 36, "9", INSTITUTE, -60,
        {"bas": "committee_chair", "amina": "committee_member"}, "approve publish close decide", about=1, applicants=(
            _A("Mirjam Okafor", _SELECTED, {"bas": (4, 5, 5), "amina": (4, 5, 4)}, offer="accepted", language="nl"),
            _A("Viktor Hansen", "mark_eligible reject", {"bas": (2, 3, 3), "amina": (3, 2, 3)}),
        ),
    ),
    Story(
        "Promovendus causale inferentie", "PhD candidate in causal inference", (305_900, 388_100), 48, "P", NOORDWIJK, -100,
        _TRIO, "approve publish close decide archive", location="Noordwijk", applicants=(
            _A("Samira Haddad", _SELECTED, {"amina": (5, 4, 5), "bas": (5, 4, 4), "chen": (4, 4, 5)}, offer="accepted"),
        ),
    ),
    Story("Research engineer", "Research engineer", (350_000, 520_000), 36, "9", INSTITUTE, 40,
          {"bas": "committee_chair", "chen": "committee_member"}, "approve", about=1),
    Story("Coördinator opleidingen", "Training coordinator", (342_000, 467_000), 24, "8", INSTITUTE, 33,
          {"amina": "committee_chair", "bas": "committee_member"}, "approve", about=3),
    Story("Universitair docent machinaal leren", "Assistant professor of machine learning", (456_900, 711_800), 72,
          "11/12", IJSSELMONDE, 60, {"amina": "committee_chair", "chen": "committee_member"}, location="Rotterdam"),
    Story("Promovendus eerlijke algoritmen", "PhD candidate in fair algorithms", (305_900, 388_100), 48, "P", NOORDWIJK,
          75, _TRIO, location="Noordwijk"),
)  # fmt: skip

FIELDS = ["causal inference", "computer vision", "language models", "robot learning", "optimisation", "fairness"]


def motivation(one: Applicant, number: int) -> str:
    subject = FIELDS[number % 6]
    if one.language == "nl":
        return (
            f"Ik werk aan {subject} en wil dat doen waar theorie en machines elkaar raken waar mensen op vertrouwen.\n\n"
            "In mijn masterproject heb ik geleerd hoe weinig een hoge score zegt. Daar wil ik vier jaar over nadenken."
        )
    return (
        f"I work on {subject} and want to do so where theory meets machines that people rely on.\n\n"
        "My master's project taught me how little a high score says. I would like to think about that with you."
    )


def cv_lines(one: Applicant, number: int) -> list[str]:
    """The lines of a short invented CV."""
    return [
        "MSc Computer Science, Example University", f"Thesis on {FIELDS[number % 6]}",
        f"Interests: {FIELDS[(number + 2) % 6]}, {FIELDS[(number + 3) % 6]}", "This person and this CV are invented.",
    ]  # fmt: skip
