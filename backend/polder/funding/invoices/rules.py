"""Amounts of invoices: pure functions. Everything is in cents; text in euros exists only in files for others."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from stdnum import iso11649

from polder.kernel.words import Words

K = TypeVar("K")
OUTSIDE_VAT = "O"  # UNCL5305: services outside scope of tax
# Directive 2006/112/EC, article 2: only what is done in return for payment is in scope. A contribution buys nothing.
EXEMPTION = Words(
    nl="Bijdrage zonder tegenprestatie: valt niet onder de btw",
    en="Contribution without anything in return: outside the scope of VAT",
)


def euros(cents: int) -> str:
    """`-1234` is `-12.34`."""
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02d}"


def cents_of(text: str) -> int:
    """`12.34` is 1234. ValueError for what is no amount in whole cents."""
    amount = Decimal(text.strip()) * 100
    if amount != amount.to_integral_value():
        raise ValueError("not in whole cents")
    return int(amount)


@dataclass(frozen=True)
class Totals:
    """The totals of an e-invoice (EN 16931, BG-22) in cents."""

    lines: int
    without_vat: int
    vat: int
    with_vat: int
    payable: int


def totals(lines: Iterable[int]) -> Totals:
    """Contributions carry no VAT, allowances or prepayments: every total but VAT is the sum of the lines."""
    total = sum(lines)
    return Totals(total, total, 0, total, total)


def settle_lines(open_lines: Sequence[tuple[K, int]], received: int) -> tuple[list[tuple[K, int]], int]:
    """Spread `received` cents over open lines, the first line first: (what each gets, what is left over)."""
    parts = []
    for line, still_open in open_lines:
        part = min(still_open, received)
        if part > 0:
            parts.append((line, part))
            received -= part
    return parts, received


def shown_reference(reference: str) -> str:
    """An RF reference as people read it, in groups of four (ISO 11649)."""
    return str(iso11649.format(reference))


def shown_iban(iban: str) -> str:
    return " ".join(iban[n : n + 4] for n in range(0, len(iban), 4))
