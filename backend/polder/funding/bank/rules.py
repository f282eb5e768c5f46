"""What an entry may settle, with reasons, and what settling it books: pure functions, amounts in cents."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import combinations
from uuid import UUID

from stdnum import iso11649

from polder.funding.bank.camt import DIGITS
from polder.funding.invoices.rules import settle_lines
from polder.funding.ledger import rules as ledger
from polder.kernel.notation import euros
from polder.kernel.words import Words

# ---- booking ---------------------------------------------------------------------------------------------------------

OpenLine = tuple[UUID, UUID, int]  # line, lot, open cents


class Unfit(ValueError):
    """What is said to be settled cannot be: which field, what is wrong and what to do."""

    def __init__(self, field: str, problem: Words, remedy: Words) -> None:
        super().__init__(problem.en)
        self.field, self.problem, self.remedy = field, problem, remedy


@dataclass(frozen=True)
class Part:
    """One settlement line. `opens`: what of the invoice is open, `written_off`: what of it was written off at the invoice;
    `lot`: of everything that is no invoice; `owed`: what of that lot is to come or to go back, in the way this line says."""

    kind: str
    amount: int
    difference_kind: str | None = None
    difference: int = 0
    opens: Sequence[OpenLine] = ()
    lot: UUID | None = None
    owed: int = 0
    written_off: int = 0

    @property
    def open(self) -> int:
        return sum(cents for _, _, cents in self.opens)

    @property
    def pays(self) -> int:
        """What of the invoice counts as paid: the money, with what the bank kept, without what is above."""
        if self.difference_kind == "bank_fee":
            return self.amount + self.difference
        if self.difference_kind == "overpayment":
            return self.amount - self.difference
        if self.difference_kind == "rounding":
            return self.amount + min(self.difference, 0)
        return self.amount


@dataclass
class Booking:
    """Ledger lines of the money and of what is written off, and what they close: (invoice line, kind) → cents.

    `event`: what the money is, to the ledger.
    """

    event: ledger.Event = ledger.Event.receipt
    receipt: list[ledger.Line] = field(default_factory=list)
    written_off: list[ledger.Line] = field(default_factory=list)
    closed: dict[tuple[UUID, str], int] = field(default_factory=dict)

    def close(self, line: UUID, kind: str, cents: int) -> None:
        self.closed[line, kind] = self.closed.get((line, kind), 0) + cents


# What goes out: the event, and its lines.
GOES_BACK: Mapping[str, tuple[ledger.Event, Callable[[UUID, int], list[ledger.Line]]]] = {
    "repayment": (ledger.Event.repayment, ledger.repaid),
    "refund": (ledger.Event.refund, ledger.refunded),
}


def booking(part: Part) -> Booking:
    """What one settlement line books and closes; `Unfit` when it does not fit what is open."""
    made = Booking()
    if part.kind != "invoice":
        assert part.lot is not None
        if part.kind in GOES_BACK:
            if part.amount > part.owed:
                owed = euros(part.owed)
                raise Unfit(
                    "amount_cents",
                    Words(nl=f"Hiervan moet nog {owed.nl} terug.", en=f"Of this, {owed.en} is still to go back."),
                    Words(nl="Vul dat in, of minder.", en="Fill that in, or less."),
                )  # fmt: skip
            made.event, lines = GOES_BACK[part.kind]
            made.receipt = lines(part.lot, part.amount)
        elif part.kind == "overpayment":
            made.receipt = ledger.overpaid(part.lot, part.amount)
        else:
            if part.amount > part.owed:
                owed = euros(part.owed)
                raise Unfit(
                    "amount_cents",
                    Words(nl=f"Hiervan moet nog {owed.nl} komen.", en=f"Of this, {owed.en} is still to come."),
                    Words(nl="Vul dat in, of minder; wat erboven is, is te veel betaald.",
                          en="Fill that in, or less; what is above it is an overpayment."),
                )  # fmt: skip
            made.receipt = ledger.paid_uninvoiced(part.lot, part.amount, public=part.kind == "decision")
        return made
    _fits(part)
    lot_of = {line: lot for line, lot, _ in part.opens}
    opens = [(line, cents) for line, _, cents in part.opens]
    paid, _ = settle_lines(opens, part.pays)
    fee = part.difference if part.difference_kind == "bank_fee" else 0
    for line, cents in reversed(paid):  # the fee is of the last that is paid
        kept = min(fee, cents)
        fee -= kept
        made.receipt = [*ledger.paid(lot_of[line], cents, fee=kept), *made.receipt]
        made.close(line, "payment", cents)
    taken = dict(paid)
    left = [(line, cents - taken.get(line, 0)) for line, cents in opens]
    if part.difference_kind == "overpayment":
        line, lot, _ = part.opens[0]
        made.receipt += ledger.overpaid(lot, part.difference)
        made.close(line, "overpayment", part.difference)
    elif part.difference_kind == "rounding" and part.difference < 0:
        made.receipt += ledger.rounded(part.opens[-1][1], part.difference)
    elif part.difference_kind in ("rounding", "write_off"):
        for line, cents in settle_lines(left, part.difference)[0]:
            if part.difference_kind == "rounding":
                made.receipt += ledger.rounded(lot_of[line], cents)
            else:
                made.written_off += ledger.written_off(lot_of[line], cents)
            made.close(line, part.difference_kind, cents)
    return made


def _fits(part: Part) -> None:
    is_open = euros(part.open)
    if part.pays < 0:
        raise Unfit(
            "difference_cents", Words(nl="Het verschil is groter dan het bedrag.", en="The difference is larger than the amount."),
            Words(nl="Maak het kleiner.", en="Make it smaller."),
        )  # fmt: skip
    if part.difference_kind == "bank_fee" and part.difference > part.amount:
        raise Unfit("difference_cents", FEE_TOO_LARGE, ANOTHER_DIFFERENCE)
    closes = part.pays + (max(part.difference, 0) if part.difference_kind in ("rounding", "write_off") else 0)
    if part.written_off and (closes > part.open or part.difference_kind == "overpayment"):
        gone = euros(part.written_off)
        raise Unfit(
            "invoice_id",
            Words(nl=f"Van deze factuur is {gone.nl} afgeboekt.", en=f"Of this invoice {gone.en} was written off."), RECOVER_FIRST,
        )  # fmt: skip
    if closes > part.open:
        fits = part.difference_kind in (None, "overpayment")
        over = euros(part.amount - part.open if fits else closes - part.open)
        raise Unfit(
            "amount_cents",
            Words(nl=f"Van deze factuur staat {is_open.nl} open.", en=f"Of this invoice {is_open.en} is open."),
            Words(nl=f"Zet de {over.nl} die erboven is als “te veel betaald” in het verschil.",
                  en=f"Put the {over.en} that is above it in the difference, as an overpayment.") if fits
            else Words(nl=f"Maak het bedrag of het verschil {over.nl} kleiner.",
                       en=f"Make the amount or the difference {over.en} smaller."),
        )  # fmt: skip
    rounded_up = part.difference_kind == "rounding" and part.difference < 0
    if (part.difference_kind == "overpayment" or rounded_up) and part.pays != part.open:
        raise Unfit(
            "difference_cents",
            Words(nl="Te veel betaald is het pas als de factuur geheel is voldaan.",
                  en="It is an overpayment only when the whole invoice is paid."),
            Words(nl=f"Voldoe eerst de {is_open.nl} die open staat.", en=f"First pay the {is_open.en} that is open."),
        )  # fmt: skip


RECOVER_FIRST = Words(
    nl="Neem bij de factuur eerst de afboeking terug; wat open staat, wordt dan opnieuw voorgesteld.",
    en="At the invoice, take the write-off back first; what is open is then proposed anew.",
)
FEE_TOO_LARGE = Words(
    nl="Een bank houdt niet meer in dan er binnenkwam.", en="A bank does not keep more than what came in."
)
ANOTHER_DIFFERENCE = Words(nl="Kies te weinig betaald of afboeking.", en="Choose short payment or write-off.")


def with_original(lines: Sequence[ledger.Line], currency: str, minor: int, rate: Decimal | None) -> list[ledger.Line]:
    """The lines with what the bank said of another currency on the bank's own: split in proportion, to the minor unit.

    Where the bank gives no rate it is what follows from the two amounts.
    """
    at_bank = [n for n, line in enumerate(lines) if line.account == "bank"]
    if not at_bank:
        return list(lines)
    booked = sum(abs(lines[n].cents) for n in at_bank)
    if rate is None:
        whole = Decimal(minor).scaleb(-DIGITS.get(currency, 2))
        rate = (Decimal(booked).scaleb(-2) / whole).quantize(Decimal("1e-10"))
    shares = dict(zip(at_bank, ledger.split(minor, [abs(lines[n].cents) for n in at_bank]), strict=True))
    return [
        replace(line, original=(currency, shares[n] if line.cents > 0 else -shares[n], str(rate)))
        if n in shares
        else line
        for n, line in enumerate(lines)
    ]


# ---- proposing -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Open:
    """Something that waits for money, or is to go back. `cents` of it are open; an invoice that is paid already has none."""

    kind: str  # invoice, tranche, decision; repayment, refund
    id: UUID
    funder: UUID
    cents: int
    due: int  # a number that orders by due day
    reference: str | None = None  # RF
    numbers: tuple[str, ...] = ()  # by which it is named in a text
    names: tuple[str, ...] = ()
    written_off: int = 0

    @property
    def waits(self) -> int:
        """What a payment may be for: what is open, or was given up."""
        return self.cents or self.written_off


@dataclass(frozen=True)
class Receipt:
    """An entry as it is looked at; `cents` above zero, also of what went out."""

    cents: int
    structured: str = ""
    text: str = ""
    name: str | None = None
    account: str | None = None
    charges: int | None = None


@dataclass(frozen=True)
class Proposed:
    """A settlement line that may be right, and why."""

    item: Open
    amount: int
    difference_kind: str | None = None
    difference: int = 0
    reasons: tuple[Words, ...] = ()


SIMILAR = 70  # per cent from which two names count as alike
SUMMED = 10  # open items of one funder of which sums are tried
SPECIFIC = 6  # letters and digits from which a decision's number names nothing else


class Index:
    """Everything that waits for money, looked up in several ways."""

    def __init__(
        self, opens: Iterable[Open], payers: Mapping[str, UUID], *, rounding: int = 0, credited: Mapping[str, str] = {}
    ) -> None:
        """`payers`: account → the funder whose receipts came from it before; `rounding`: the limit in cents; `credited`:
        RF reference → number of the invoices that are asked for no more."""
        self.payers, self.rounding = payers, rounding
        self.credited = {**credited, **{_bare(number): number for number in credited.values()}}
        self.by_reference: dict[str, Open] = {}
        self.by_number: dict[str, Open] = {}
        self.decided: list[tuple[re.Pattern[str], Open]] = []  # by how a number of theirs is written in a text
        self.by_amount: dict[int, list[Open]] = {}
        self.by_funder: dict[UUID, list[Open]] = {}
        for item in sorted(opens, key=lambda o: (o.cents == 0, o.due, str(o.id))):
            if item.reference:
                self.by_reference[item.reference] = item
            if item.kind == "invoice":
                self.by_number |= {_bare(number): item for number in item.numbers}
            else:
                self.decided += [(written, item) for number in item.numbers if (written := _written(number))]
            if item.waits > 0:
                self.by_amount.setdefault(item.waits, []).append(item)
            if item.cents > 0:
                self.by_funder.setdefault(item.funder, []).append(item)


def propose(receipt: Receipt, index: Index) -> list[Proposed]:
    """What a receipt probably settles: by its RF reference, by an invoice's or decision's number, or by amount and payer."""
    for text, place in ((receipt.structured, STRUCTURED), (receipt.text, FREE)):
        named = [index.by_reference[ref] for ref in references(text) if ref in index.by_reference]
        if named:
            return _spread(receipt, list(dict.fromkeys(named)), index, _said(place))
    whole = f"{receipt.structured} {receipt.text}"
    numbered = [index.by_number[n] for n in _numbers(whole) if n in index.by_number]
    if numbered:
        return _spread(receipt, list(dict.fromkeys(numbered)), index, _said(NUMBERED))
    decided = [item for written, item in index.decided if written.search(whole)]
    if decided:
        return _spread(receipt, list(dict.fromkeys(decided)), index, _said(DECIDED))
    found = _by_amount(receipt, index)
    credited = [index.credited[name] for name in (*references(whole), *_numbers(whole)) if name in index.credited]
    if credited:  # the same amount may be for the invoice that came instead; nothing is guessed beyond that
        told = CREDITED.format(number=credited[0])
        found = [
            replace(line, reasons=(told, *line.reasons))
            for line in found
            if not {OLDEST, ONLY_DECISION} & {*line.reasons}
        ]
    return found


STRUCTURED = Words(
    nl="Kenmerk {reference} staat in het betalingskenmerk.", en="Reference {reference} is in the structured reference."
)
FREE = Words(nl="Kenmerk {reference} staat in de omschrijving.", en="Reference {reference} is in the description.")
NUMBERED = Words(
    nl="Factuurnummer {number} staat in de omschrijving.", en="Invoice number {number} is in the description."
)
DECIDED = Words(
    nl="Het nummer van dit besluit staat in de omschrijving.", en="This decision's number is in the description."
)
EXACT = Words(nl="Het bedrag is precies wat open staat.", en="The amount is exactly what is open.")
WITH_CHARGES = Words(
    nl="Met de kosten van de bank is het precies wat open staat.",
    en="With the bank's charges it is exactly what is open.",
)
TOGETHER = Words(nl="Deze {count} samen zijn precies het bedrag.", en="These {count} together are exactly the amount.")
KNOWN_ACCOUNT = Words(
    nl="Van deze rekening kwam eerder geld van dezelfde financier.",
    en="Money of the same funder came from this account before.",
)
ALIKE = Words(nl="De naam lijkt voor {percent}% op “{name}”.", en="The name is {percent}% like “{name}”.")
OLDEST = Words(
    nl="Het bedrag is niet precies wat open staat; de oudste open factuur van deze financier komt het eerst.",
    en="The amount is not exactly what is open; the oldest open invoice of this funder comes first.",
)
ONLY_DECISION = Words(
    nl="Het is het enige besluit van deze verlener waarvan nog geld moet komen.",
    en="It is the only decision of this granter of which money is still to come.",
)
CREDITED = Words(
    nl="De betaling noemt factuur {number}, maar die is gecrediteerd.",
    en="The payment names invoice {number}, but that was credited.",
)
PAID_ALREADY = Words(nl="Deze factuur is al betaald.", en="This invoice is paid already.")
WRITTEN_OFF = Words(
    nl="Deze factuur is afgeboekt. Neem bij de factuur eerst de afboeking terug; dan wordt dit opnieuw voorgesteld.",
    en="This invoice was written off. At the invoice, take the write-off back first; this is then proposed anew.",
)


def _spread(receipt: Receipt, items: list[Open], index: Index, why: Callable[[Open], Words]) -> list[Proposed]:
    """The money over what it names, in order; the last takes what is short or over. What is paid already takes only what
    names nothing else."""
    items = [item for item in items if item.waits] or items[-1:]
    found: list[Proposed] = []
    left = receipt.cents
    for n, item in enumerate(items):
        last = n == len(items) - 1
        amount = left if last and item.kind == "invoice" else min(item.waits, left)
        if amount <= 0:
            break
        left -= amount
        reasons = (why(item),) + ((PAID_ALREADY,) if item.waits == 0 else ())
        if amount == item.cents:
            reasons += (EXACT,)
        kind, difference = None, 0
        if item.kind == "invoice":
            kind, difference = _difference(item.cents, amount, receipt.charges, index.rounding)
        if item.written_off and amount > item.cents:
            reasons, kind, difference = (*reasons, WRITTEN_OFF), None, 0
        found.append(Proposed(item, amount, kind, difference, reasons))
    return found


def _said(words: Words) -> Callable[[Open], Words]:
    return lambda item: words.format(reference=item.reference, number=item.numbers[0] if item.numbers else "")


def _difference(cents: int, amount: int, charges: int | None, rounding: int) -> tuple[str | None, int]:
    if amount > cents:
        over = amount - cents
        return ("rounding", -over) if 0 < over <= rounding and cents > 0 else ("overpayment", over)
    short = cents - amount
    if short == 0:
        return None, 0
    if short == charges and short <= amount:
        return "bank_fee", short
    return ("rounding", short) if short <= rounding else ("short_payment", short)


def _by_amount(receipt: Receipt, index: Index) -> list[Proposed]:
    wanted = [(receipt.cents, EXACT, 0)]
    if receipt.charges and receipt.charges <= receipt.cents:
        wanted.append((receipt.cents + receipt.charges, WITH_CHARGES, receipt.charges))
    for cents, why, fee in wanted:
        judged = [(score, item, reasons) for item in index.by_amount.get(cents, ())
                  for score, reasons in [_payer(receipt, item, index)] if score]  # fmt: skip
        if not judged:
            continue
        best = max(score for score, _, _ in judged)
        chosen = [(item, reasons) for score, item, reasons in judged if score == best]
        if len({item.funder for item, _ in chosen}) == 1:  # otherwise a person must say whose it is
            item, reasons = chosen[0]
            if not item.cents:
                reasons = (*reasons, WRITTEN_OFF)
            return (
                [Proposed(item, receipt.cents, "bank_fee" if fee else None, fee, (why, *reasons))]
                if _may_differ(item, fee)
                else []
            )
    return _by_sum(receipt, index)


def _may_differ(item: Open, fee: int) -> bool:
    return not fee or item.kind == "invoice"


def _payer(receipt: Receipt, item: Open, index: Index) -> tuple[int, tuple[Words, ...]]:
    """How sure it is that this funder paid: (score, reasons); 0 is not at all."""
    score, reasons = 0, tuple[Words, ...]()
    known = index.payers.get(receipt.account or "")
    if known == item.funder:
        score, reasons = 200, (KNOWN_ACCOUNT,)
    elif known is not None:
        return 0, ()  # it is another funder's account
    percent, name = likeness(receipt.name, item.names)
    if percent >= SIMILAR:
        score, reasons = score + percent, (*reasons, ALIKE.format(percent=percent, name=name))
    return score, reasons


def _by_sum(receipt: Receipt, index: Index) -> list[Proposed]:
    """Several open items of one funder that are together exactly the amount: the only ones that are, or none."""
    for funder, items in index.by_funder.items():
        known = index.payers.get(
            receipt.account or "", funder
        )  # never another funder's account, however alike the names
        if known != funder or not _payer(receipt, items[0], index)[0]:
            continue
        some = items[:SUMMED]
        for count in range(2, len(some) + 1):
            fits = [found for found in combinations(some, count) if sum(item.cents for item in found) == receipt.cents]
            if len(fits) == 1:
                _, payer = _payer(receipt, items[0], index)
                reasons = (TOGETHER.format(count=count), *payer)
                return [Proposed(item, item.cents, None, 0, reasons) for item in fits[0]]
            if fits:
                return []
    return _by_account(receipt, index)


def _by_account(receipt: Receipt, index: Index) -> list[Proposed]:
    """The weakest ground: the account is one from which this funder paid before, whatever name or amount the bank gives."""
    funder = index.payers.get(receipt.account or "")
    items, found = index.by_funder.get(funder, []) if funder else [], list[Open]()
    decisions = [item for item in items if item.kind == "decision"]
    if (
        len(decisions) == 1 == len(items) and receipt.cents <= decisions[0].cents
    ):  # an advance is a part of what was granted
        return [Proposed(decisions[0], receipt.cents, reasons=(KNOWN_ACCOUNT, ONLY_DECISION))]
    for item in items:
        if item.kind == "invoice" and sum(one.cents for one in found) < receipt.cents:
            found.append(item)
    return [replace(line, reasons=(KNOWN_ACCOUNT, OLDEST)) for line in _spread(receipt, found, index, lambda _: OLDEST)]


_RF = re.compile(r"RF[0-9]{2}")
_SEPARATED = re.compile(r"[A-Z0-9]+|[^A-Z0-9]+")


def references(text: str) -> list[str]:
    """RF references (ISO 11649) in a text, also when written in groups; by their check digits. Longest reading first."""
    upper, found = text.upper(), list[str]()
    for start in _RF.finditer(upper):
        if start.start() and upper[start.start() - 1].isalnum():
            continue
        whole, readings = "", list[str]()
        for piece in _SEPARATED.findall(upper[start.start() : start.start() + 60]):
            if not piece[0].isalnum():
                if len(piece) > 1:
                    break
                continue
            whole += piece
            if len(whole) > 25:
                break
            if len(whole) > 4 and iso11649.is_valid(whole):
                readings.append(whole)
        found += reversed(readings)
    return list(dict.fromkeys(found))


_NUMBER = re.compile(r"\b(\d{4})[- ./]?F(\d{3,4})[- ./]?(\d{4,})\b", re.IGNORECASE)


def _bare(number: str) -> str:
    return re.sub(r"[^0-9A-Z]", "", number.upper())


def _written(number: str) -> re.Pattern[str] | None:
    """A decision's number in a text, however it is grouped there; None for one that may be anything."""
    bare = _bare(number)
    if len(bare) < SPECIFIC or not re.search("[0-9]", bare):
        return None
    return re.compile(f"(?<![0-9A-Z]){'[^0-9A-Z]{0,2}'.join(bare)}(?![0-9A-Z])", re.IGNORECASE)


def _numbers(text: str) -> list[str]:
    return [_bare(found[0]) for found in _NUMBER.finditer(text)]


# What a company is by law says nothing of which company it is.
_FORMS = frozenset(["bv", "nv", "vof", "cv", "ltd", "limited", "plc", "gmbh", "ag", "kg", "sa", "sarl", "srl", "spa", "inc", "llc", "corp", "co", "stichting", "st", "vereniging", "holding", "group", "groep", "the", "de", "het"])  # fmt: skip


@lru_cache(maxsize=20_000)
def _words_of(name: str) -> tuple[str, ...]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    plain = re.sub(r"\b(\w)\.(?=\w\b)", r"\1", plain)  # b.v. is bv
    words = re.findall(r"\w+", plain)
    return tuple(word for word in words if word not in _FORMS) or tuple(words)


def likeness(name: str | None, names: Sequence[str]) -> tuple[int, str]:
    """(per cent, which) of the name that is most like what the bank wrote."""
    if not name:
        return 0, ""
    return max(((_alike(_words_of(name), _words_of(other)), other) for other in names), default=(0, ""))


@lru_cache(maxsize=50_000)
def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    if not one or not other:
        return 0
    if sorted(one) == sorted(other):
        return 100
    ratio = SequenceMatcher(None, " ".join(sorted(one)), " ".join(sorted(other))).ratio()
    shared = len(set(one) & set(other)) / min(len(set(one)), len(set(other)))
    longest = max((len(word) for word in set(one) & set(other)), default=0)
    return round(100 * max(ratio, 0.9 * shared if longest >= 4 else 0))
