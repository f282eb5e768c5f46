"""Pure rules of letters: which fields a template may name, and how it is filled."""

import re
from collections.abc import Mapping

from polder.kernel.words import Words

# Field → what it stands for.
FIELDS: dict[str, Words] = {
    "name": Words(nl="naam van de sollicitant", en="the applicant's name"),
    "role": Words(nl="titel van de vacature", en="title of the vacancy"),
    "vacancy": Words(nl="nummer van de vacature", en="reference of the vacancy"),
    "reference": Words(nl="nummer van de aanbieding", en="reference of the offer"),
    "employer": Words(nl="werkgever", en="employer"),
    "location": Words(nl="standplaats", en="place of work"),
    "salary": Words(nl="bruto maandsalaris bij voltijd", en="monthly gross salary at full time"),
    "scale": Words(nl="salarisschaal", en="salary scale"),
    "size": Words(nl="omvang in procenten", en="size in per cent"),
    "hours": Words(nl="uren per week", en="hours a week"),
    "starts_on": Words(nl="eerste dag", en="first day"),
    "term": Words(nl="duur: tot en met een dag, of onbepaald", en="term: until a day, or indefinite"),
    "answer_by": Words(nl="uiterste moment van antwoord", en="latest moment to answer"),
    "today": Words(nl="dag van de brief", en="day of the letter"),
    "institute": Words(nl="naam van het instituut", en="name of the institute"),
}
_NAMED = re.compile(r"\{([a-z_]+)\}")
_ANY = re.compile(r"\{[^{}]{0,60}\}?|\}")


def unknown_fields(text: str) -> list[str]:
    """What stands in braces and is no field, or a brace by itself, in the order of the text and each once."""
    known = {f"{{{name}}}" for name in FIELDS}
    return list(dict.fromkeys(found for found in _ANY.findall(text) if found not in known))


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its fields filled in. What a value itself says in braces stays as it is."""
    return _NAMED.sub(lambda found: values[found[1]], text)
