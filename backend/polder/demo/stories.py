"""What is going on at the invented institute. Everybody here is made up."""

from typing import Any

CRITERIA = [
    {
        "name_nl": "Onderzoek",
        "name_en": "Research",
        "rubric_nl": "1: nog geen eigen werk; 3: degelijk eigen werk; 5: werk dat het vak verder brengt.",
        "rubric_en": "1: no work of one's own yet; 3: solid work of one's own; 5: work that moves the field.",
    },
    {
        "name_nl": "Techniek",
        "name_en": "Engineering",
        "rubric_nl": "1: weinig; 3: bouwt wat werkt; 5: bouwt wat anderen gebruiken.",
        "rubric_en": "1: little; 3: builds what works; 5: builds what others use.",
    },
    {
        "name_nl": "Samenwerken",
        "name_en": "Working together",
        "rubric_nl": "1: alleen; 3: draagt bij; 5: maakt anderen beter.",
        "rubric_en": "1: alone; 3: contributes; 5: makes others better.",
    },
]
REASONS = {
    "reject": "Past minder goed bij de criteria dan anderen.",
    "mark_ineligible": "Het gevraagde masterdiploma ontbreekt.",
}
_E, _L, _S, _I = "mark_eligible", "longlist", "shortlist", "invite"
_TEXT_NL = (
    "Je onderzoekt hoe lerende systemen **betrouwbaar** blijven wanneer de wereld verandert.\n\nJe werkt in een klein"
    " team met twee begeleiders, één aan een Nederlandse en één aan een andere Europese universiteit.\n\n"
    "## Wat je meebrengt\n\n- een master in informatica, wiskunde of iets verwants\n- plezier in zuiver redeneren\n"
)
_TEXT_EN = (
    "You investigate how learning systems stay **reliable** when the world changes.\n\nYou work in a small team with two"
    " supervisors, one at a Dutch and one at another European university.\n\n"
    "## What you bring\n\n- a master's degree in computer science, mathematics or something related\n"
    "- joy in clear reasoning\n"
)
_ASKED = [
    {"kind": "cv", "required": True},
    {"kind": "transcript", "required": False},
]


def _values(nl: str, en: str, low: int, high: int, months: int, scale: str) -> dict[str, Any]:
    return {
        "title_nl": nl, "title_en": en, "text_nl": _TEXT_NL, "text_en": _TEXT_EN, "location": "Amsterdam",
        "salary_min_cents": low, "salary_max_cents": high, "salary_scale": scale, "contract_months": months,
        "documents_asked": _ASKED, "grace_minutes": 15,
    }  # fmt: skip


_COMMITTEE = {"amina": "committee_chair", "bas": "committee_member", "chen": "committee_member"}
VACANCIES: list[dict[str, Any]] = [
    {
        "values": _values("Promovendus betrouwbare AI", "PhD candidate in reliable AI", 305_900, 388_100, 48, "P"),
        "employer": "Universiteit van Noordwijk",
        "days": 21,
        "committee": _COMMITTEE,
        "moves": ["approve", "publish"],
        "applicants": [
            ("Nora Lindqvist", []), ("Yusuf Aydın", [_E]), ("Ananya Krishnan", [_E, _L]), ("王晓东", [_E, _L, _S]),
            ("Giulia Ferrante", [_E, _L, _S, _I]), ("Tomáš Dvořák", ["mark_ineligible"]), ("محمد الفاسي", [_E]),
            ("Sofía Álvarez Quintana", []), ("Jan-Willem van der Meer", [_E, "reject"]), ("Oluwaseun Adebayo", [_E, _L]),
        ],
    },
    {
        "values": _values("Postdoc robotica", "Postdoc in robotics", 437_200, 604_000, 24, "10/11"),
        "employer": "ELLIS Instituut Polder",
        "days": 9,
        "committee": {"amina": "committee_member", "bas": "committee_chair", "rik": "committee_observer"},
        "moves": ["approve", "publish"],
        "applicants": [
            ("Ines Moreau", [_E, _L, _S, _I, "select"]), ("Kwame Mensah", [_E, _L]), ("Linnea Bergström", []),
            ("Дмитрий Соколов", [_E]), ("Priya Raghunathan", [_E, _L, _S]),
        ],
    },
    {
        "values": _values("Research engineer", "Research engineer", 350_000, 520_000, 36, "9"),
        "employer": "ELLIS Instituut Polder",
        "days": 40,
        "committee": {"bas": "committee_chair", "chen": "committee_member"},
        "moves": ["approve"],
        "applicants": [],
    },
    {
        "values": _values("Universitair docent machinaal leren", "Assistant professor of machine learning", 456_900,
                          711_800, 72, "11/12"),
        "employer": "Technische Universiteit IJsselmonde",
        "days": 60,
        "committee": {"amina": "committee_chair", "chen": "committee_member"},
        "moves": [],
        "applicants": [],
    },
]  # fmt: skip


def resume(name: str, number: int) -> dict[str, Any]:
    """A short invented CV in JSON Resume form."""
    fields = ["causal inference", "computer vision", "language models", "robot learning", "optimisation", "fairness"]
    return {
        "basics": {
            "name": name,
            "email": f"applicant{number + 1}@mail.example",
            "summary": f"I work on {fields[number % 6]} and want to do so where theory meets machines that people rely on.",
        },
        "education": [{"institution": "Example University", "area": "Computer Science", "studyType": "MSc"}],
        "skills": [{"name": fields[number % 6]}, {"name": fields[(number + 2) % 6]}],
    }
