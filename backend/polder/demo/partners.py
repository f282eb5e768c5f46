"""The invented consortium: its organisations, who belongs where, and who held which role when. Nobody here exists.

The ORCID iDs have a right check digit and lie outside the range that ORCID gives out.
"""

from typing import Any

INSTITUTE, NOORDWIJK, IJSSELMONDE = (
    "ELLIS Instituut Polder", "Universiteit van Noordwijk", "Technische Universiteit IJsselmonde",
)  # fmt: skip
ORGANISATIONS: list[dict[str, Any]] = [
    {"name": INSTITUTE, "kind": "institute", "city": "Amsterdam", "acronyms": ["EIP"],
     "aliases": ["ELLIS Institute Polder", "Polder Institute for AI"], "member_from": "2023-09-01"},
    {"name": NOORDWIJK, "kind": "university", "city": "Noordwijk", "acronyms": ["UvN"],
     "aliases": ["University of Noordwijk", "诺德韦克大学"], "member_from": "2023-09-01"},
    {"name": IJSSELMONDE, "kind": "university", "city": "Rotterdam", "acronyms": ["TUIJ"],
     "aliases": ["IJsselmonde University of Technology"], "member_from": "2023-09-01"},
    {"name": "Deltawerk Robotica B.V.", "kind": "industry", "city": "Eindhoven", "acronyms": ["DWR"],
     "aliases": ["Deltaworks Robotics"], "kvk": "12345678", "member_from": "2024-01-01", "member_until": "2028-12-31"},
    {"name": "Zonneveld Energie N.V.", "kind": "industry", "city": "Groningen", "acronyms": ["ZE"],
     "aliases": ["Sunfield Energy"], "kvk": "87654321", "member_from": "2024-07-01"},
    {"name": "Stichting Slimme Zorg", "kind": "foundation", "city": "Utrecht", "acronyms": ["SSZ"],
     "aliases": ["Smart Care Foundation"], "member_from": "2025-01-01"},
    {"name": "Ministerie van Innovatie", "kind": "ministry", "city": "Den Haag", "acronyms": ["MinIn"],
     "aliases": ["Ministry of Innovation"]},
    {"name": "ELLIS-unit Waterland", "kind": "ellis_unit", "city": "Purmerend", "acronyms": ["EUW"],
     "aliases": ["ELLIS Unit Waterland"]},
]  # fmt: skip

# People of the demonstration by their subject, others by name: ORCID iD, and (organisation, role, per cent, from, until).
AFFILIATIONS: dict[str, tuple[str | None, list[tuple[str, str, int, str, str | None]]]] = {
    "hanna": (None, [(INSTITUTE, "HR-medewerker", 80, "2023-09-01", None)]),
    "dirk": (None, [(INSTITUTE, "directeur", 100, "2023-09-01", None)]),
    "amina": ("0000-0000-7003-2017", [
        (NOORDWIJK, "hoogleraar betrouwbare AI", 80, "2019-02-01", None),
        (INSTITUTE, "onderzoeksleider", 20, "2023-09-01", None),
        (IJSSELMONDE, "universitair docent", 100, "2014-09-01", "2019-01-31"),
    ]),
    "bas": ("0000-0000-7004-2688", [(INSTITUTE, "senior onderzoeker robotica", 100, "2024-03-01", None)]),
    "chen": ("0000-0000-7005-3352", [
        (IJSSELMONDE, "associate professor", 100, "2021-08-01", None),
        ("ELLIS-unit Waterland", "ELLIS scholar", 10, "2022-01-01", None),
    ]),
    "rik": ("0000-0000-7006-4027", [(INSTITUTE, "postdoc", 100, "2025-02-01", "2027-01-31")]),
    "noor": (None, [("Deltawerk Robotica B.V.", "hoofd externe samenwerking", 100, "2021-09-01", None)]),
    "marijn": (None, [("Zonneveld Energie N.V.", "head of innovation", 100, "2019-03-01", None)]),
    "bram": (None, [(INSTITUTE, "medewerker financiën", 60, "2025-05-01", None)]),
    "gerda": (None, [(INSTITUTE, "subsidieadviseur", 80, "2025-09-01", None)]),
    "olga": (None, [(INSTITUTE, "controller", 60, "2024-01-15", None)]),
    "Wietske Osinga": ("0000-0000-7007-4698", [(NOORDWIJK, "promovendus", 100, "2024-09-01", "2028-08-31")]),
    "Ömer Yıldırım": ("0000-0000-7008-5362", [
        ("Deltawerk Robotica B.V.", "hoofd onderzoek", 90, "2020-05-01", None),
        (INSTITUTE, "gastonderzoeker", 10, "2024-06-01", None),
    ]),
    "Катерина Мельник": ("0000-0000-7009-6037", [("Zonneveld Energie N.V.", "data scientist", 100, "2022-11-01", None)]),
    "fenna": (None, [("Stichting Slimme Zorg", "programmamanager", 80, "2025-01-01", None)]),
}  # fmt: skip

# (subject, role, days from today that it begins, days from today that it ends): now, before and later.
PERIODS: list[tuple[str, str, int, int | None]] = [
    ("amina", "researcher", -1170, None),
    ("bas", "researcher", -990, 900),
    ("chen", "researcher", -400, 330),
    ("olga", "grants_officer", -500, -40),
    ("rik", "transfer_officer", 30, 395),
]
