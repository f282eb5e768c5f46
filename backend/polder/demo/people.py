"""The invented people of the demonstration, one per role that has something to do."""

from dataclasses import dataclass

from polder.kernel.words import Words

INSTITUTE, COMPANIES = "demonstration", "companies"  # the two providers that people of the demonstration sign in with
ORCID = "orcid"  # where applicants show who they are


@dataclass(frozen=True)
class DemoPerson:
    """Who can be clicked on the sign-in page. `role` is held for the whole institute; None: committee only.

    Without an account they are known to the provider only: signing in asks for an invitation. `funder`: the organisation
    that they represent; such people sign in with a provider of their own.
    """

    subject: str
    name: str
    email: str
    language: str
    title: Words
    role: str | None = None
    account: bool = True
    funder: str | None = None

    @property
    def provider(self) -> str:
        return COMPANIES if self.funder else INSTITUTE


def _w(nl: str, en: str) -> Words:
    return Words(nl=nl, en=en)


PEOPLE = [
    DemoPerson("hanna", "Hanna de Wit", "hanna@polder.example", "nl", _w("HR-medewerker", "HR officer"), "hr_officer"),
    DemoPerson("dirk", "Dirk Zeeman", "dirk@polder.example", "nl", _w("directeur", "director"), "director"),
    DemoPerson("amina", "Amina El Idrissi", "amina@polder.example", "en",
               _w("voorzitter commissie", "committee chair")),
    DemoPerson("bas", "Bas Verhoeven", "bas@polder.example", "nl", _w("commissielid", "committee member")),
    DemoPerson("chen", "陈美玲", "chen@polder.example", "en", _w("commissielid", "committee member")),
    DemoPerson("olga", "Olga Brandsma", "olga@polder.example", "nl", _w("controller", "controller"), "controller"),
    DemoPerson("gerda", "Gerda Nijholt", "gerda@polder.example", "nl", _w("subsidieadviseur", "grants officer"), "grants_officer"),
    DemoPerson("bram", "Bram Visser", "bram@polder.example", "nl", _w("bankmedewerker", "bank operator"), "bank_operator"),
    DemoPerson("noor", "Noor Dekkers", "noor.dekkers@deltawerk.example", "nl",
               _w("financier: Deltawerk Robotica", "funder: Deltawerk Robotica"), funder="Deltawerk Robotica B.V."),
    DemoPerson("marijn", "Marijn de Boer", "m.deboer@zonneveld.example", "en",
               _w("financier: Zonneveld Energie", "funder: Zonneveld Energie"), funder="Zonneveld Energie N.V."),
    DemoPerson("fenna", "Fenna Rijpstra", "fenna@slimmezorg.example", "nl",
               _w("financier: Stichting Slimme Zorg", "funder: Smart Care Foundation"), funder="Stichting Slimme Zorg"),
    DemoPerson("mirjam", "Mirjam Terlouw", "m.terlouw@innovatie.example", "nl",
               _w("ministerie: leest de matching", "ministry: reads the matching"), "ministry"),
    DemoPerson("audrey", "Audrey Kuipers", "audrey@polder.example", "nl", _w("accountant", "auditor"), "auditor"),
    DemoPerson("joke", "Joke Hendriks", "joke@polder.example", "nl", _w("veiligheidsfunctionaris", "security officer"),
               "security_officer"),
    DemoPerson("pleun", "Pleun Wiersma", "pleun@polder.example", "nl", _w("privacyfunctionaris", "privacy officer"),
               "privacy_officer"),
    DemoPerson("johanna", "Johanna Weiß", "johanna.weiss@hohenfels.example", "en",
               _w("begeleider uit Duitsland", "advisor from Germany")),
    DemoPerson("luca", "Luca Ferretti", "luca.ferretti@valtorta.example", "en",
               _w("begeleider uit Italië", "advisor from Italy")),
    DemoPerson("pieter", "Pieter Kramer", "p.kramer@deltawerk.example", "nl",
               _w("begeleider bij Deltawerk Robotica", "advisor at Deltawerk Robotica")),
    DemoPerson("rik", "Rik Postma", "rik@polder.example", "en", _w("onderzoeker", "researcher"), "researcher"),
    DemoPerson("sam", "Sam Hoekstra", "sam@polder.example", "nl", _w("systeembeheerder", "system administrator"),
               "system_administrator"),
    DemoPerson("sanne", "Sanne Bakker", "sanne@polder.example", "nl",
               _w("systeembeheerder, de tweede", "system administrator, the second"), "system_administrator"),
    DemoPerson("ester", "Ester Vogelaar", "ester.vogelaar@polder.example", "nl",
               _w("uitgenodigd, nog geen account", "invited, no account yet"), account=False),
    DemoPerson("joost", "Joost Terpstra", "joost.terpstra@noordwijk.example", "nl",
               _w("niet uitgenodigd", "not invited"), account=False),
]  # fmt: skip

# Known to the ORCID of the demonstration, which tells no e-mail address. Their iDs lie outside the range that ORCID gives out.
RESEARCHERS = [
    DemoPerson("0000-0000-7101-1015", "Nora Lindqvist", "", "en", _w("onderzoeker", "researcher")),
    DemoPerson("0000-0000-7102-2021", "Yusuf Aydın", "", "en", _w("onderzoeker", "researcher")),
    DemoPerson("0000-0000-7103-3038", "Nguyễn Thị Minh Khai", "", "en", _w("onderzoeker", "researcher")),
]
