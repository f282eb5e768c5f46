"""The invented people of the demonstration, one per role that has something to do."""

from dataclasses import dataclass

from polder.kernel.words import Words


@dataclass(frozen=True)
class DemoPerson:
    """Who can be clicked on the sign-in page. `role` is held for the whole institute; None: committee only.

    Without an account they are known to the provider only: signing in asks for an invitation.
    """

    subject: str
    name: str
    email: str
    language: str
    title: Words
    role: str | None = None
    account: bool = True


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
    DemoPerson("audrey", "Audrey Kuipers", "audrey@polder.example", "nl", _w("accountant", "auditor"), "auditor"),
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
BY_SUBJECT = {person.subject: person for person in PEOPLE}
