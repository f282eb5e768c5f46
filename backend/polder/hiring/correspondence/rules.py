"""Pure rules of letters: the fields that a text may name, and how they are filled in."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from polder.kernel.words import Words

_FIELD = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_SINGLE = re.compile(r"(?<!\{)\{\s*\w+\s*\}(?!\})")


def _w(nl: str, en: str) -> Words:
    return Words(nl=nl, en=en)


@dataclass(frozen=True)
class Field:
    """What a text may name as `{{ name }}`: what it means, and how it may read."""

    meaning: Words
    sample: Words


FIELDS: Mapping[str, Field] = {
    "name": Field(_w("de naam van de sollicitant", "the applicant's name"), _w("Ada Lovelace", "Ada Lovelace")),
    "reference": Field(_w("het nummer van de sollicitatie of het aanbod", "the reference of the application or offer"),
                       _w("A-2027-000123", "A-2027-000123")),
    "vacancy": Field(_w("de titel van de vacature", "the title of the vacancy"), _w("Promovendus", "PhD candidate")),
    "vacancy_reference": Field(_w("het nummer van de vacature", "the reference of the vacancy"), _w("V-2027-014", "V-2027-014")),
    "deadline": Field(_w("het sluitingsmoment", "the deadline"),
                      _w("donderdag 15 april 2027 23:59 CEST", "Thursday 15 April 2027 23:59 CEST")),
    "contact": Field(_w("waar men ons iets vraagt", "where people ask us"), _w("hr@polder.example", "hr@polder.example")),
    "link": Field(_w("een persoonlijke link naar de sollicitatie", "a personal link to the application"),
                  _w("https://…/apply?key=…", "https://…/apply?key=…")),
    "moment": Field(_w("wanneer het gebeurde", "when it happened"),
                    _w("donderdag 15 april 2027 14:02 CEST", "Thursday 15 April 2027 14:02 CEST")),
    "until": Field(_w("tot wanneer het aanbod geldt", "until when the offer is open"),
                   _w("vrijdag 30 april 2027 17:00 CEST", "Friday 30 April 2027 17:00 CEST")),
}  # fmt: skip
ALWAYS = ("name", "reference", "vacancy", "vacancy_reference", "deadline", "contact")
GENERAL = (*ALWAYS, "link")  # of what people write and send themselves


@dataclass(frozen=True)
class SystemLetter:
    """A letter that Polder sends by itself and the house may word its own way: what it may and must name."""

    title: Words
    more: tuple[str, ...] = ()
    must: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        return (*ALWAYS, *self.more)


SYSTEM: Mapping[str, SystemLetter] = {
    "application_receipt": SystemLetter(_w("ontvangst van een sollicitatie", "receipt of an application"), ("moment",)),
    "application_rejected": SystemLetter(_w("afwijzing van een sollicitatie", "rejection of an application")),
    "offer_sent": SystemLetter(_w("aanbod", "offer"), ("until", "link"), ("until", "link")),
    "offer_accepted": SystemLetter(_w("bevestiging van een aanvaard aanbod", "confirmation of an accepted offer"), ("moment",)),
    "offer_declined": SystemLetter(_w("bevestiging van een afgeslagen aanbod", "confirmation of a declined offer"), ("moment",)),
    "offer_expired": SystemLetter(_w("verlopen van een aanbod", "expiry of an offer"), ("until",)),
    "offer_withdrawn": SystemLetter(_w("intrekking van een aanbod", "withdrawal of an offer")),
}  # fmt: skip


def possible(key: str | None) -> tuple[str, ...]:
    """The fields that a text with this key may name."""
    letter = SYSTEM.get(key or "")
    return letter.fields if letter else GENERAL


def named(*texts: str) -> list[str]:
    """What texts name between double braces, each once, in order."""
    return list(dict.fromkeys(found for text in texts for found in _FIELD.findall(text)))


def unknown(key: str | None, *texts: str) -> list[str]:
    """What they name that there is not, and what stands between single braces: it would be sent as it is written."""
    single = [found for text in texts for found in _SINGLE.findall(text)]
    return [name for name in named(*texts) if name not in possible(key)] + list(dict.fromkeys(single))


def missing(key: str | None, text: str) -> list[str]:
    """What a letter of the system cannot do without and this text does not name."""
    letter = SYSTEM.get(key or "")
    return [name for name in (letter.must if letter else ()) if name not in named(text)]


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its fields filled in, once: braces in a value stay what they are."""
    return _FIELD.sub(lambda found: values[found[1]], text)


def samples(language: str, names: Iterable[str]) -> dict[str, str]:
    return {name: FIELDS[name].sample.in_(language) for name in names}


def key_of(name: str) -> str:
    """A key for a template by its name."""
    plain = re.sub(r"[^a-z0-9]+", "_", name.casefold()).strip("_")[:50]
    return plain if re.fullmatch(r"[a-z][a-z0-9_]+", plain) else f"letter_{plain}".rstrip("_")


def first_lines(text: str, most: int = 160) -> str:
    """How a letter begins, on one line: the greeting says little."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
