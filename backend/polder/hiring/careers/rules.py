"""Pure rules of careers: what vacancies are told apart by, and what a reader asks of the list."""

import hmac
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from hashlib import sha256
from urllib.parse import urlencode
from uuid import UUID

import orjson

from polder.kernel.words import Words


class Profile(StrEnum):
    """The European Commission's four stages of a research career."""

    r1 = "R1"
    r2 = "R2"
    r3 = "R3"
    r4 = "R4"


PROFILES: dict[str, Words] = {
    Profile.r1: Words(nl="R1: beginnend onderzoeker, tot de promotie", en="R1: first stage, up to the PhD"),
    Profile.r2: Words(nl="R2: gepromoveerd onderzoeker", en="R2: recognised, with a PhD"),
    Profile.r3: Words(nl="R3: gevestigd onderzoeker", en="R3: established"),
    Profile.r4: Words(nl="R4: leidend onderzoeker", en="R4: leading"),
}
EURAXESS_PROFILES = {
    Profile.r1: "First Stage Researcher (R1)", Profile.r2: "Recognised Researcher (R2)",
    Profile.r3: "Established Researcher (R3)", Profile.r4: "Leading Researcher (R4)",
}  # fmt: skip


def _fields() -> dict[str, tuple[str, str, str]]:
    """Key → (EURAXESS's own name, Dutch, English): its main research fields."""
    lines = """
    Agricultural sciences|landbouwwetenschappen;Anthropology|antropologie;Architecture|architectuur;Arts|kunsten
    Astronomy|sterrenkunde;Biological sciences|biologie;Chemistry|scheikunde;Communication sciences|communicatiewetenschap
    Computer science|informatica;Criminology|criminologie;Cultural studies|cultuurwetenschappen;Demography|demografie
    Economics|economie;Educational sciences|onderwijskunde;Engineering|techniek;Environmental science|milieuwetenschappen
    Ethics in health sciences|ethiek van de gezondheidswetenschappen;Ethics in natural sciences|ethiek van de natuurwetenschappen
    Ethics in physical sciences|ethiek van de exacte wetenschappen;Ethics in social sciences|ethiek van de sociale wetenschappen
    Geography|geografie;Geosciences|aardwetenschappen;History|geschiedenis;Information science|informatiewetenschap
    Juridical sciences|rechtsgeleerdheid;Language sciences|taalwetenschap;Literature|letterkunde;Mathematics|wiskunde
    Medical sciences|geneeskunde;Neurosciences|neurowetenschappen;Pharmacological sciences|farmacologie;Philosophy|filosofie
    Physics|natuurkunde;Political sciences|politicologie;Psychological sciences|psychologie;Religious Sciences|religiewetenschappen
    Sociology|sociologie;Technology|technologie"""
    pairs = [line.strip().split("|") for part in lines.split("\n") for line in part.split(";") if line.strip()]
    return {en.lower().replace(" ", "_"): (en, nl, en.lower()) for en, nl in pairs}


_FIELDS = _fields()
ResearchField = StrEnum("ResearchField", {key: key for key in _FIELDS})  # type: ignore[misc]  # its members are those above
RESEARCH_FIELDS = {key: Words(nl=nl, en=en) for key, (_, nl, en) in _FIELDS.items()}
EURAXESS_FIELDS = {key: name for key, (name, _, _) in _FIELDS.items()}


class Channel(StrEnum):
    """Where else than on our own site a vacancy is to be read."""

    euraxess = "euraxess"
    academictransfer = "academictransfer"
    json = "json"
    atom = "atom"


CHANNELS = {
    Channel.euraxess: Words(nl="EURAXESS", en="EURAXESS"),
    Channel.academictransfer: Words(nl="AcademicTransfer", en="AcademicTransfer"),
    Channel.json: Words(nl="JSON-feed", en="JSON feed"),
    Channel.atom: Words(nl="Atom-feed", en="Atom feed"),
}

# Where an applicant came from: what the links of each channel carry, and of each place that HR makes a link for.
VIAS: dict[str, Words] = {
    **{str(channel): words for channel, words in CHANNELS.items()},
    "mail": Words(nl="vacatures per e-mail", en="vacancies by e-mail"),
    "posting": Words(nl="zoekmachine of vacaturesite (JobPosting)", en="search engine or job site (JobPosting)"),
}
_VIA = re.compile("[a-z0-9-]{1,40}")
NOT_SAID = ("direct", "import")  # what the report calls applications that came without one


def via(text: str) -> str:
    """The place that a link names: letters, digits and hyphens, case aside. Whatever else it says names none."""
    found = text[:41].lower()
    return found if text.isascii() and _VIA.fullmatch(found) and found.strip("-") and found not in NOT_SAID else ""


def via_of(words: str) -> str:
    """The same of a name as people write it in a table: "NeurIPS (conference)" is neurips-conference."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return via("-".join(re.findall("[a-z0-9]+", plain)))


CONTRACTS = {
    "temporary": Words(nl="tijdelijk", en="temporary"),
    "permanent": Words(nl="vast", en="permanent"),
}
HOURS = {
    "full": Words(nl="voltijd", en="full time"),
    "part": Words(nl="deeltijd", en="part time"),
}
LONGEST = 200  # characters of words and of a place


@dataclass(frozen=True)
class Wanted:
    """What somebody asks of the list of vacancies. Empty: everything. `employer` is the id of an organisation."""

    q: str = ""
    place: str = ""
    employer: str = ""
    field: str = ""
    profile: str = ""
    contract: str = ""
    hours: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Wanted":
        """From a query string. What is not among the choices asks nothing: an old address still leads to a list."""
        return cls(
            q=_line(asked.get("q", "")),
            place=_line(asked.get("place", "")),
            employer=_id(asked.get("employer", "")),
            field=_among(asked.get("field", ""), RESEARCH_FIELDS),
            profile=_among(asked.get("profile", ""), PROFILES),
            contract=_among(asked.get("contract", ""), CONTRACTS),
            hours=_among(asked.get("hours", ""), HOURS),
        )

    @property
    def given(self) -> dict[str, str]:
        return {name: value for name, value in asdict(self).items() if value}

    @property
    def json(self) -> str:
        """The same question is the same text."""
        return orjson.dumps(self.given, option=orjson.OPT_SORT_KEYS).decode()

    @property
    def query(self) -> str:
        return urlencode(self.given)

    def words(self, employer: str | None = None) -> Words:
        """What is asked, for a reader; `employer` is its name."""
        nl, en = [], []
        if self.q:
            nl.append(f"“{self.q}”")
            en.append(f"“{self.q}”")
        for text in (self.place, employer or ""):
            if text:
                nl.append(text)
                en.append(text)
        for value, choices in (
            (self.field, RESEARCH_FIELDS),
            (self.profile, PROFILES),
            (self.contract, CONTRACTS),
            (self.hours, HOURS),
        ):
            if value:
                nl.append(choices[value].nl)
                en.append(choices[value].en)  # type: ignore[index]
        return Words(nl=", ".join(nl) or "alle vacatures", en=", ".join(en) or "all positions")


def _line(text: str) -> str:
    return " ".join(text.replace("\x00", " ").encode("utf-8", "replace").decode().split())[:LONGEST].strip()


def _id(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        return ""


def _among(text: str, choices: Mapping[str, Words]) -> str:
    return text if text in choices else ""


def alert_secret(key: str, email: str, language: str, wanted: str) -> str:
    """What the links in somebody's mails carry. The same wish has the same secret, so nothing of it is stored but a hash."""
    return hmac.digest(key.encode(), "\0".join(("alert", email.casefold(), language, wanted)).encode(), sha256).hex()


_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """The text without what XML 1.0 (2.2) cannot hold."""
    return _NO_XML.sub("", text)
