"""Values from query strings, by kind, with problems that say how to write them."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from polder.kernel import problems
from polder.kernel.days import likely
from polder.kernel.explained import Refused
from polder.kernel.words import Words

DAY = len("2027-01-31")
INT4 = 2_147_483_647
INT8 = 9_223_372_036_854_775_807
MOST_CENTS = 10**15  # ten thousand thousand million euro: exact in JSON, too


def _instant(text: str) -> datetime:
    """ISO 8601; a date alone means its first moment in UTC; a moment without a zone is refused."""
    found = datetime.fromisoformat(text.replace(" ", "+"))
    if len(text) == DAY:
        return likely(found.replace(tzinfo=UTC))
    if found.tzinfo is None:
        raise ValueError("no zone")
    return likely(found)


def _date(text: str) -> date:
    return likely(date.fromisoformat(text))


def _integer(text: str, most: int = INT4) -> int:
    found = int(text)
    if abs(found) > most or len(text) > 17:
        raise ValueError("too large")
    return found


def _money(text: str) -> int:
    return _integer(text, MOST_CENTS)


def _number(text: str) -> Decimal:
    try:
        found = Decimal(text)
    except InvalidOperation:
        raise ValueError("not a number") from None
    if not found.is_finite():
        raise ValueError("not finite")
    return found


def _boolean(text: str) -> str:
    if text not in ("true", "false"):
        raise ValueError("neither true nor false")
    return text


def _text(text: str) -> str:
    if "\x00" in text:
        raise ValueError("null character")
    return text.encode("utf-8", "strict").decode()


PARSERS: dict[str, tuple[Callable[[str], Any], Words]] = {
    "text": (_text, Words(nl="Laat het NUL-teken weg.", en="Leave out the NUL character.")),
    "uuid": (UUID, Words(nl="Geef een id (UUID).", en="Give an id (UUID).")),
    "integer": (_integer, Words(nl="Geef een geheel getal.", en="Give a whole number.")),
    "money": (_money, Words(nl="Geef een bedrag in centen.", en="Give an amount in cents.")),
    "number": (_number, Words(nl="Geef een getal, zoals 0.8.", en="Give a number, such as 0.8.")),
    "instant": (
        _instant,
        Words(nl="Geef een tijdstip, zoals 2027-01-31T12:00:00Z.", en="Give a moment, such as 2027-01-31T12:00:00Z."),
    ),
    "date": (_date, Words(nl="Geef een datum, zoals 2027-01-31.", en="Give a date, such as 2027-01-31.")),
    "boolean": (_boolean, Words(nl="Geef true of false.", en="Give true or false.")),
}


def parse(kind: str, text: str, name: str) -> Any:
    """The value of `text`, or a 422 problem on the parameter `name`."""
    parser, remedy = PARSERS[kind]
    try:
        return parser(text)
    except Refused as refused:
        raise problems.invalid_field(name, *refused.pair) from None
    except (ValueError, OverflowError):
        raise problems.invalid_field(
            name, Words(nl="Deze waarde is niet leesbaar.", en="This value cannot be read."), remedy
        ) from None
