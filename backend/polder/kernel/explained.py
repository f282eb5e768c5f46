"""What is wrong with a field of a request, and how to mend it: pydantic's error types in both languages.

Nothing of pydantic's own text is passed on: it is English, and speaks to programmers.
"""

from collections.abc import Mapping
from typing import Any

from polder.kernel.notation import euros
from polder.kernel.words import Words

Pair = tuple[Words, Words]


def _pair(nl: str, en: str, mend_nl: str, mend_en: str) -> Pair:
    return Words(nl=nl, en=en), Words(nl=mend_nl, en=mend_en)


class Refused(ValueError):
    """A validator of our own refuses a value, with its words: what is wrong and how to mend it."""

    def __init__(self, problem: Words, remedy: Words):
        super().__init__(problem.en)
        self.pair = problem, remedy


_LONG = _pair("Te lang.", "Too long.", "Hoogstens {max_length}.", "At most {max_length}.")
_SHORT = _pair("Te kort.", "Too short.", "Ten minste {min_length}.", "At least {min_length}.")
_UUID = _pair("Dit is geen id.", "This is no id.", "Geef een id (UUID).", "Give an id (UUID).")
_WHOLE = _pair("Dit is geen geheel getal.", "This is no whole number.", "Geef een geheel getal, zonder deel achter de komma.",
               "Give a whole number, without decimals.")  # fmt: skip
_NUMBER = _pair(
    "Dit is geen getal.",
    "This is no number.",
    "Geef een getal, zoals 38 of 36.5.",
    "Give a number, such as 38 or 36.5.",
)
_DIGITS = _pair("Te veel cijfers.", "Too many digits.", "Rond het getal af.", "Round the number.")
_YES_NO = _pair("Dit is ja noch nee.", "This is neither yes nor no.", "Geef true of false.", "Give true or false.")
_TEXT = _pair("Dit is geen tekst.", "This is no text.", "Geef een tekst.", "Give a text.")
_DATE = _pair(
    "Dit is geen datum.", "This is no date.", "Geef een datum, zoals 2027-01-31.", "Give a date, such as 2027-01-31."
)
_MOMENT = _pair("Dit is geen tijdstip.", "This is no moment.", "Geef een tijdstip met tijdzone, zoals 2027-01-31T12:00:00Z.",
                "Give a moment with its time zone, such as 2027-01-31T12:00:00Z.")  # fmt: skip
_ZONE = _pair("De tijdzone ontbreekt.", "The time zone is missing.", "Geef een tijdstip met tijdzone, zoals 2027-01-31T12:00:00Z.",
              "Give a moment with its time zone, such as 2027-01-31T12:00:00Z.")  # fmt: skip
_LIST = _pair("Dit is geen lijst.", "This is no list.", "Geef een lijst, zoals [ ].", "Give a list, such as [ ].")
_OBJECT = _pair(
    "Dit is geen object.",
    "This is no object.",
    "Geef een object met velden, zoals {{ }}.",
    "Give an object with fields, such as {{ }}.",
)
_CHOICE = _pair("Geen van de keuzes.", "None of the choices.", "Kies: {choices}.", "Choose: {choices}.")
_AT_LEAST = _pair("Te klein.", "Too small.", "Ten minste {ge}.", "At least {ge}.")
_MORE = _pair("Te klein.", "Too small.", "Meer dan {gt}.", "More than {gt}.")
_AT_MOST = _pair("Te groot.", "Too large.", "Hoogstens {le}.", "At most {le}.")
_LESS = _pair("Te groot.", "Too large.", "Minder dan {lt}.", "Less than {lt}.")
_UNREADABLE = _pair("Deze waarde is niet leesbaar.", "This value cannot be read.", "Kijk in de beschrijving van de API hoe het hoort.",
                    "See the description of the API for how it is written.")  # fmt: skip

EXPLAINED: dict[str, Pair] = {
    "missing": _pair("Dit veld ontbreekt.", "This field is missing.", "Vul het in.", "Fill it in."),
    "extra_forbidden": _pair("Dit veld bestaat hier niet.", "This field does not exist here.", "Laat het weg.", "Leave it out."),
    "json_invalid": _pair("Dit is geen geldige JSON.", "This is not valid JSON.", "Verbeter de schrijfwijze.", "Mend how it is written."),
    "json_type": _pair("Dit is geen geldige JSON.", "This is not valid JSON.", "Verbeter de schrijfwijze.", "Mend how it is written."),
    "string_too_long": _LONG, "too_long": _LONG, "string_too_short": _SHORT, "too_short": _SHORT,
    "string_type": _TEXT, "string_sub_type": _TEXT,
    "string_unicode": _pair("Deze tekst heeft halve tekens.", "This text has half characters.", "Stuur UTF-8.", "Send UTF-8."),
    "string_pattern_mismatch": _pair("Dit is anders geschreven dan het hoort.", "This is not written as it must be.",
                                     "Gebruik alleen de toegestane tekens, zonder spaties.",
                                     "Use the allowed characters only, without spaces."),
    "uuid_type": _UUID, "uuid_parsing": _UUID, "uuid_version": _UUID,
    "int_type": _WHOLE, "int_parsing": _WHOLE, "int_parsing_size": _WHOLE, "int_from_float": _WHOLE,
    "float_type": _NUMBER, "float_parsing": _NUMBER, "finite_number": _NUMBER, "decimal_type": _NUMBER, "decimal_parsing": _NUMBER,
    "decimal_max_digits": _DIGITS, "decimal_whole_digits": _DIGITS,
    "decimal_max_places": _pair("Te veel cijfers achter de komma.", "Too many decimals.", "Hoogstens {decimal_places}.", "At most {decimal_places}."),
    "bool_type": _YES_NO, "bool_parsing": _YES_NO,
    "date_type": _DATE, "date_parsing": _DATE, "date_from_datetime_parsing": _DATE, "date_from_datetime_inexact": _DATE,
    "datetime_type": _MOMENT, "datetime_parsing": _MOMENT, "datetime_from_date_parsing": _MOMENT, "datetime_object_invalid": _MOMENT,
    "timezone_aware": _ZONE, "timezone_offset": _ZONE,
    "list_type": _LIST, "dict_type": _OBJECT, "model_type": _OBJECT, "model_attributes_type": _OBJECT,
    "enum": _CHOICE, "literal_error": _CHOICE,
    "greater_than_equal": _AT_LEAST, "greater_than": _MORE, "less_than_equal": _AT_MOST, "less_than": _LESS,
}  # fmt: skip


def explained(item: Mapping[str, Any]) -> Pair:
    """Problem and remedy for one of pydantic's errors. A bound of cents is said in euros, as people fill it in."""
    context: dict[str, Any] = item.get("ctx", {})
    if isinstance(context.get("error"), Refused):
        pair: Pair = context["error"].pair
        return pair
    problem, remedy = EXPLAINED.get(item["type"], _UNREADABLE)
    expected = str(context.get("expected", ""))
    choices = Words(nl=expected.replace(" or ", " of "), en=expected)
    money = str((item.get("loc") or [""])[-1]).endswith("_cents")
    bounds = {name: euros(context[name]) for name in ("ge", "gt", "le", "lt") if money and name in context}
    return problem, Words(
        nl=remedy.nl.format(**context | {name: bound.nl for name, bound in bounds.items()}, choices=choices.nl),
        en=remedy.en.format(**context | {name: bound.en for name, bound in bounds.items()}, choices=choices.en),
    )
