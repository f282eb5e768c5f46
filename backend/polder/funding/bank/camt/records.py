"""What a camt message holds, as Polder keeps it: statements, their balances and their booked entries."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from hashlib import blake2b
from typing import Any

from polder.kernel.words import Words

# ISO 4217: currencies whose minor unit is not a hundredth.
DIGITS = {
    **dict.fromkeys(
        [
            "BIF",
            "CLP",
            "DJF",
            "GNF",
            "ISK",
            "JPY",
            "KMF",
            "KRW",
            "PYG",
            "RWF",
            "UGX",
            "UYI",
            "VND",
            "VUV",
            "XAF",
            "XOF",
            "XPF",
        ],
        0,
    ),
    **dict.fromkeys(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"], 3),
    **dict.fromkeys(["CLF", "UYW"], 4),
}
MOST = 10**17  # minor units of one amount, so that sums stay within 64 bits
_AMOUNT = re.compile(r"\+?(\d{1,18})(?:\.(\d{0,12}))?")


class Refused(Exception):
    """The file is not read, and why. Nothing of it has been kept."""

    def __init__(self, nl: str, en: str) -> None:
        super().__init__(en)
        self.words = Words(nl=nl, en=en)


@dataclass(frozen=True, slots=True)
class Balance:
    """A balance in minor units of its currency, negative when overdrawn."""

    cents: int
    currency: str
    day: date | None


@dataclass(slots=True)
class Statement:
    """What a statement (or a notification) says of itself. `booked` is the sum of its booked entries, in minor units."""

    notification: bool
    key: str = ""
    account: str = ""
    currency: str | None = None
    sequence: int | None = None
    made_at: datetime | None = None
    made_on: date | None = None  # as the bank wrote it
    first_day: date | None = None
    last_day: date | None = None
    opening: Balance | None = None
    closing: Balance | None = None
    booked: int = 0
    entries: int = 0
    announced: int = 0  # entries that are not booked; they are left out
    last_booked: date | None = None
    warnings: list[Words] = field(default_factory=list)

    @property
    def opens_on(self) -> date | None:
        return (self.opening.day if self.opening else None) or self.first_day or self.closes_on

    @property
    def closes_on(self) -> date | None:
        days = [held.day if held else None for held in (self.closing, self.opening)]
        return days[0] or self.last_day or self.made_on or days[1]


@dataclass(frozen=True, slots=True)
class Entry:
    """One booked line. `cents`: minor units of `currency`, credit positive. `original`: currency, minor units, rate."""

    ordinal: int
    cents: int
    currency: str
    booked_on: date
    valued_on: date | None
    reversal: bool
    code: str | None
    bank_reference: str | None
    end_to_end: str | None
    counterparty: str | None
    counterparty_account: str | None
    references: tuple[str, ...]  # structured
    text: str
    original: tuple[str, int, Decimal | None] | None
    charges: int | None
    batch: int  # how many transactions the entry stands for
    transactions: tuple[Mapping[str, Any], ...]  # where there are more than one

    @property
    def digest(self) -> bytes:
        """What tells this entry's content from another's; not its place, which differs between exports."""
        said = (
            self.cents, self.currency, self.booked_on, self.valued_on, self.reversal, self.code, self.bank_reference,
            self.end_to_end, self.counterparty, self.counterparty_account, self.references, self.text, self.batch,
        )  # fmt: skip
        return blake2b(repr(said).encode(), digest_size=16).digest()


@dataclass(slots=True)
class Message:
    """A file as a whole: which message it is, and its statements in order."""

    name: str  # such as camt.053.001.08
    key: str
    statements: list[Statement]


def minor(text: str, currency: str) -> int:
    """An amount as minor units; raises `Refused` when it is unreadable, negative, too large or too fine."""
    found = _AMOUNT.fullmatch(text)
    digits = DIGITS.get(currency, 2)
    fraction = (found[2] or "").rstrip("0") if found else ""
    if found is None or len(fraction) > digits:
        raise Refused(
            f"Het bedrag “{text[:40]}” {currency} is niet leesbaar: verwacht {digits} cijfers achter de punt en geen minteken.",
            f"The amount “{text[:40]}” {currency} cannot be read: {digits} decimals after a point are expected, and no minus.",
        )
    value: int = int(found[1]) * 10**digits + int(fraction.ljust(digits, "0") or 0)
    if value > MOST:
        raise Refused(f"Het bedrag {text} is te groot.", f"The amount {text} is too large.")
    return value
