"""The chart of accounts and what each event posts: pure functions, amounts in cents, debit positive, credit negative.

Three assets never net: cash (EUR), commitments (EUR.C) and in-kind (EUR.K). The accounts marked `conserved` hold, per
lot, the same money from two sides: what was called under the promise (debit, EUR.C) and what became of it (credit,
EUR). Their postings sum to zero in every entry, so that at any date

    committed = uninvoiced + invoiced-open + received-free + allocated + spent + reported + returned + repayable
      + written-off.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from polder.kernel.words import Words


class Asset(StrEnum):
    cash = "EUR"
    commitment = "EUR.C"
    in_kind = "EUR.K"


@dataclass(frozen=True)
class AccountKind:
    """One row of the chart of accounts. `of`: what tells its accounts apart; `floor`: never overdrawn on its side."""

    name: str
    words: Words
    asset: Asset
    side: str  # debit or credit: where its balance belongs
    of: tuple[str, ...] = ()  # funder, lot, purpose
    floor: bool = True
    conserved: bool = False


def _kind(
    name: str,
    nl: str,
    en: str,
    asset: Asset,
    side: str,
    of: str = "",
    *,
    floor: bool = True,
    conserved: bool = False,
) -> AccountKind:
    return AccountKind(name, Words(nl=nl, en=en), asset, side, tuple(of.split()), floor, conserved)


_C, _E, _K = Asset.commitment, Asset.cash, Asset.in_kind
KINDS = [
    _kind("commitments_given", "gegeven toezeggingen", "commitments given", _C, "credit", "funder"),
    _kind("committed_open", "toegezegd, nog niet gefactureerd", "committed, not yet invoiced", _C, "debit", "lot"),
    _kind("committed_invoiced", "toegezegd en opgevraagd", "committed and called", _C, "debit", "lot", conserved=True),
    _kind("committed_returned", "teruggegeven", "returned", _C, "debit", "lot"),
    _kind("committed_written_off", "afgeboekt", "written off", _C, "debit", "lot"),
    _kind("bank", "bank", "bank", _E, "debit", floor=False),
    _kind("bank_fees", "bankkosten", "bank fees", _E, "debit", floor=False),
    _kind("rounding", "afronding", "rounding", _E, "debit", floor=False),
    _kind("receivable", "vordering", "receivable", _E, "debit", "funder lot"),
    _kind("deferred_contribution", "vooruitontvangen bijdrage", "deferred contribution", _E, "credit", "lot",
          conserved=True),
    _kind("allocated", "toegewezen", "allocated", _E, "credit", "lot purpose", conserved=True),
    _kind("contribution_income", "bijdragebaten", "contribution income", _E, "credit", "lot purpose", conserved=True),
    _kind("reported_income", "verantwoorde baten", "reported income", _E, "credit", "lot purpose", conserved=True),
    _kind("public_advance", "voorschot van de overheid", "public advance", _E, "credit", "lot", conserved=True),
    _kind("public_spent", "besteed voorschot van de overheid", "spent public advance", _E, "credit", "lot purpose",
          conserved=True),
    _kind("public_income", "vastgestelde subsidiebaten", "determined public income", _E, "credit", "lot",
          conserved=True),
    _kind("repayable_to_state", "terug te betalen aan de overheid", "repayable to the State", _E, "credit", "funder"),
    _kind("overpayment", "te veel betaald", "overpayment", _E, "credit", "funder"),
    _kind("project_cost", "projectkosten", "project cost", _E, "debit", "purpose", floor=False),
    _kind("payroll_clearing", "tussenrekening kosten", "cost clearing", _E, "credit", floor=False),
    _kind("in_kind_used", "bijdragen in natura, gebruikt", "in-kind used", _K, "debit", "purpose", floor=False),
    _kind("in_kind_received", "bijdragen in natura, ontvangen", "in-kind received", _K, "credit", "funder"),
]  # fmt: skip
BY_NAME = {kind.name: kind for kind in KINDS}
# What accounts of a public decision's lot are called instead: public money is not invoiced.
PUBLICLY = {
    "committed_open": Words(nl="verleend, nog te ontvangen", en="granted, yet to arrive"),
    "committed_invoiced": Words(nl="verleend en ontvangen", en="granted and received"),
    "committed_returned": Words(nl="terug naar de overheid", en="back to the State"),
    "committed_written_off": Words(nl="vervallen", en="lapsed"),
}

# What became of a lot: the sum of these accounts, each on its own side.
PARTS: dict[str, tuple[str, ...]] = {
    "uninvoiced": ("committed_open",),
    "called": ("committed_invoiced",),
    "invoiced_open": ("receivable",),
    "free": ("deferred_contribution", "public_advance"),
    "allocated": ("allocated",),
    "spent": ("contribution_income", "public_spent"),
    "reported": ("reported_income", "public_income"),
    "returned": ("committed_returned",),
    "written_off": ("committed_written_off",),
}
PART_OF = {kind: part for part, kinds in PARTS.items() for kind in kinds}


class Event(StrEnum):
    """What happened. A reversal keeps the event of what it reverses, so that sums per event stay true."""

    commitment = "commitment"
    amendment = "amendment"
    invoice = "invoice"
    credit_note = "credit_note"
    receipt = "receipt"
    allocation = "allocation"
    release = "release"
    cost = "cost"
    report = "report"
    determination = "determination"
    repayment = "repayment"
    refund = "refund"
    write_off = "write_off"
    in_kind = "in_kind"


# What a controller may reverse by hand. The others have their own way back: an amendment, a credit note, a release,
# taking a determination back.
REVERSED_BY_HAND = frozenset(
    {Event.receipt, Event.cost, Event.report, Event.repayment, Event.refund, Event.write_off, Event.in_kind}
)
# What a record made is undone at that record, which then knows of it: by the kind of the source, and of an invoice by what
# came of it (`views.WAY`), what to do there. `what` is the entry's description.
WAYS_BACK = {
    "bank_entry": Words(
        nl="Maak de aflettering van bankregel {what} ongedaan.", en="Undo the settlement of bank entry {what}."
    ),
    "funder_invoice": Words(nl="Maak een creditnota voor factuur {what}.", en="Make a credit note for invoice {what}."),
    "invoice_paid": Words(
        nl="Factuur {what} is betaald. Maak eerst bij de bankregel de aflettering ongedaan, en daarna een creditnota.",
        en="Invoice {what} was paid. Undo the settlement at its bank entry first, then make a credit note.",
    ),
    "invoice_written_off": Words(
        nl="Factuur {what} is afgeboekt. Neem daar eerst de afboeking terug, en maak dan een creditnota.",
        en="Invoice {what} was written off. Take the write-off back there first, then make a credit note.",
    ),
    "invoice_credited": Words(
        nl="Factuur {what} is al gecrediteerd; er staat niets meer van open.",
        en="Invoice {what} was credited already; nothing of it is open.",
    ),
    "write_off": Words(
        nl="Neem bij factuur {what} de afboeking terug.", en="At invoice {what}, take the write-off back."
    ),
    "credit_note": Words(
        nl="Creditnota {what} blijft staan. Maak een nieuwe factuur als het geld toch te ontvangen is.",
        en="Credit note {what} stays. Write a new invoice if the money is due after all.",
    ),
    "in_kind_contribution": Words(
        nl="Draai het aannemen van bijdrage {what} terug.", en="Undo the acceptance of contribution {what}."
    ),
    "agreement_version": Words(nl="Wijzig overeenkomst {what}.", en="Amend agreement {what}."),
    "agreement": Words(
        nl="Overeenkomst {what} is beëindigd en blijft dat; stel een nieuwe op.",
        en="Agreement {what} has ended, and that stays so: write a new one.",
    ),
    "decision_granted": Words(
        nl="Besluit {what} is verleend en blijft dat. Leg bij de vaststelling vast wat het wordt.",
        en="Decision {what} was granted, and that stays so. Record at its determination what it comes to.",
    ),
    "public_decision": Words(
        nl="Neem bij besluit {what} de vaststelling terug.",
        en="At decision {what}, take the determination back.",
    ),
    "decision_settled": Words(
        nl="Besluit {what} is afgewikkeld en blijft dat.", en="Decision {what} was settled, and that stays so."
    ),
    "decision_repaid": Words(
        nl="Van besluit {what} is het te veel ontvangene terugbetaald. Maak die aflettering bij de bankregel ongedaan, en neem daarna de"
        " vaststelling terug.",
        en="Of decision {what}, what came too much was paid back. Undo that settlement at its bank entry, then take the determination back.",
    ),
}
EVENTS = {
    Event.commitment: Words(nl="toezegging", en="commitment"),
    Event.amendment: Words(nl="wijziging van de toezegging", en="amended commitment"),
    Event.invoice: Words(nl="factuur verstuurd", en="invoice sent"),
    Event.credit_note: Words(nl="creditnota verstuurd", en="credit note sent"),
    Event.receipt: Words(nl="ontvangst", en="receipt"),
    Event.allocation: Words(nl="toewijzing", en="allocation"),
    Event.release: Words(nl="vrijval van een toewijzing", en="released allocation"),
    Event.cost: Words(nl="kosten toegerekend", en="cost attributed"),
    Event.report: Words(nl="verantwoord", en="reported"),
    Event.determination: Words(nl="vaststelling", en="determination"),
    Event.repayment: Words(nl="terugbetaling aan de overheid", en="repayment to the State"),
    Event.refund: Words(nl="terugbetaling aan de financier", en="refund to the funder"),
    Event.write_off: Words(nl="afboeking", en="write-off"),
    Event.in_kind: Words(nl="bijdrage in natura", en="in-kind contribution"),
}


@dataclass(frozen=True)
class Line:
    """One posting to be: cents, debit positive. An amount in other currency keeps what the bank said."""

    account: str
    lot: UUID
    cents: int
    purpose: UUID | None = None
    original: tuple[str, int, str] | None = None  # currency, minor units, the bank's rate as a decimal

    @property
    def json(self) -> dict[str, Any]:
        """As `polder.post_entries` takes it."""
        found: dict[str, Any] = {"account": self.account, "lot": str(self.lot), "cents": self.cents}
        if self.purpose is not None:
            found["purpose"] = str(self.purpose)
        if self.original is not None:
            found |= dict(zip(("original_currency", "original_minor", "original_rate"), self.original, strict=True))
        return found


@dataclass(frozen=True)
class Entry:
    """One event to be posted. `key` makes it happen once; `source` is the record that it comes from: kind and id.
    `happened_on`: the day of the event, when that may be before the one on which it is posted."""

    key: str
    event: Event
    posted_on: date
    lines: Sequence[Line]
    description: str = ""
    source: tuple[str, UUID] | None = None
    happened_on: date | None = None

    @property
    def json(self) -> dict[str, Any]:
        found: dict[str, Any] = {
            "key": self.key, "event": self.event, "posted_on": self.posted_on.isoformat(),
            "description": self.description, "lines": [line.json for line in self.lines],
        }  # fmt: skip
        if self.source is not None:
            found |= {"source_kind": self.source[0], "source_id": str(self.source[1])}
        if self.happened_on is not None:
            found["happened_on"] = self.happened_on.isoformat()
        return found


def _pair(debit: str, credit: str, lot: UUID, cents: int, *, debit_purpose: UUID | None = None,
          credit_purpose: UUID | None = None) -> list[Line]:  # fmt: skip
    return [Line(debit, lot, cents, debit_purpose), Line(credit, lot, -cents, credit_purpose)]


def committed(lot: UUID, cents: int) -> list[Line]:
    """Signed: the funder owes `cents`; an amendment that lowers the promise has them negative."""
    if cents < 0:
        return _pair("commitments_given", "committed_open", lot, -cents)
    return _pair("committed_open", "commitments_given", lot, cents)


def _called(lot: UUID, cents: int) -> list[Line]:
    return _pair("committed_invoiced", "committed_open", lot, cents)


def invoiced(lot: UUID, cents: int) -> list[Line]:
    return [*_pair("receivable", "deferred_contribution", lot, cents), *_called(lot, cents)]


def credited(lot: UUID, cents: int) -> list[Line]:
    """A credit note takes back an invoice that was not paid yet; the promise stands."""
    return [replace(line, cents=-line.cents) for line in invoiced(lot, cents)]


def paid(lot: UUID, cents: int, *, fee: int = 0) -> list[Line]:
    """A receipt on an invoice: `cents` of the receivable are settled, of which the bank kept `fee`."""
    lines = [Line("bank", lot, cents - fee), Line("bank_fees", lot, fee), Line("receivable", lot, -cents)]
    return [line for line in lines if line.cents]


def paid_uninvoiced(lot: UUID, cents: int, *, public: bool = False) -> list[Line]:
    """A receipt without an invoice: a public advance, or a tranche that was paid by itself."""
    liability = "public_advance" if public else "deferred_contribution"
    return [*_pair("bank", liability, lot, cents), *_called(lot, cents)]


def overpaid(lot: UUID, cents: int) -> list[Line]:
    """What came above what was asked: a liability to the funder, not income."""
    return _pair("bank", "overpayment", lot, cents)


def refunded(lot: UUID, cents: int) -> list[Line]:
    """An overpayment goes back to its funder."""
    return _pair("overpayment", "bank", lot, cents)


def rounded(lot: UUID, cents: int) -> list[Line]:
    """`cents` of a receivable that is left by rounding; negative when the payer rounded up."""
    return _pair("rounding", "receivable", lot, cents) if cents > 0 else _pair("bank", "rounding", lot, -cents)


def written_off(lot: UUID, cents: int) -> list[Line]:
    """An invoice that will not be paid: neither the claim nor the contribution is there any more."""
    return [
        *_pair("deferred_contribution", "receivable", lot, cents),
        *_pair("committed_written_off", "committed_invoiced", lot, cents),
    ]


def uninvoiced_written_off(lot: UUID, cents: int) -> list[Line]:
    """A promise that ends before it was called (termination, default)."""
    return _pair("committed_written_off", "committed_open", lot, cents)


def returned(lot: UUID, cents: int) -> list[Line]:
    """Money of a lot that goes back to its funder unspent."""
    return [
        *_pair("deferred_contribution", "bank", lot, cents),
        *_pair("committed_returned", "committed_invoiced", lot, cents),
    ]


def allocated(lot: UUID, purpose: UUID, cents: int, *, public: bool = False) -> list[Line]:
    free = "public_advance" if public else "deferred_contribution"
    return _pair(free, "allocated", lot, cents, credit_purpose=purpose)


def released(lot: UUID, purpose: UUID, cents: int, *, public: bool = False) -> list[Line]:
    return [replace(line, cents=-line.cents) for line in allocated(lot, purpose, cents, public=public)]


def cost(lot: UUID, purpose: UUID, cents: int, *, public: bool = False) -> list[Line]:
    """A cost that the lot bears: what was allocated is spent. Public money is income only when it is determined."""
    spent = "public_spent" if public else "contribution_income"
    return [
        *_pair("project_cost", "payroll_clearing", lot, cents, debit_purpose=purpose),
        *_pair("allocated", spent, lot, cents, debit_purpose=purpose, credit_purpose=purpose),
    ]


def reported(lot: UUID, purpose: UUID, cents: int) -> list[Line]:
    return _pair("contribution_income", "reported_income", lot, cents, debit_purpose=purpose, credit_purpose=purpose)


def determined(lot: UUID, cents: int, *, spent: Sequence[tuple[UUID, int]], free: int,
               allocated: Sequence[tuple[UUID, int]] = ()) -> list[Line]:  # fmt: skip
    """A decision is determined at `cents`: what was advanced becomes income, the rest goes back to the State.

    `spent` and `allocated` are the lot's balances per purpose, `free` what lies unallocated. Everything is drained.
    """
    held = [
        *[Line("public_spent", lot, amount, purpose) for purpose, amount in spent if amount],
        *([Line("public_advance", lot, free)] if free else []),
        *[Line("allocated", lot, amount, purpose) for purpose, amount in allocated if amount],
    ]
    advanced = sum(line.cents for line in held)
    income, back = min(cents, advanced), max(advanced - cents, 0)
    lines = [*held, Line("public_income", lot, -income), Line("repayable_to_state", lot, -back)]
    if back:
        lines += _pair("committed_returned", "committed_invoiced", lot, back)
    return [line for line in lines if line.cents]


def repaid(lot: UUID, cents: int) -> list[Line]:
    """What a determination left over goes back to the State."""
    return _pair("repayable_to_state", "bank", lot, cents)


def in_kind(lot: UUID, purpose: UUID, cents: int) -> list[Line]:
    return _pair("in_kind_used", "in_kind_received", lot, cents, debit_purpose=purpose)


@dataclass(frozen=True)
class Position:
    """What became of one lot, in cents. `committed` is what its funder owes or owed; the others say where that is now."""

    committed: int
    uninvoiced: int
    invoiced_open: int
    received_free: int
    allocated: int
    spent: int
    reported: int
    returned: int
    repayable: int
    written_off: int

    @property
    def holds(self) -> bool:
        """The ledger's eighth promise."""
        return self.committed == (
            self.uninvoiced + self.invoiced_open + self.received_free + self.allocated + self.spent + self.reported
            + self.returned + self.repayable + self.written_off
        )  # fmt: skip


def position(lines: Iterable[Line]) -> Position:
    """The position of the lot that these lines are of."""
    parts, committed, repayable = dict.fromkeys(PARTS, 0), 0, 0
    for line in lines:
        if line.account == "commitments_given":
            committed -= line.cents
        elif line.account == "repayable_to_state":
            repayable -= line.cents
        elif line.account in PART_OF:
            sign = 1 if BY_NAME[line.account].side == "debit" else -1
            parts[PART_OF[line.account]] += sign * line.cents
    free = parts.pop("free") - parts["invoiced_open"]  # what was asked for and has not arrived is not free
    early = min(parts["invoiced_open"], 0)  # it came before its invoice: of what was not invoiced yet
    parts["invoiced_open"] -= early
    parts["uninvoiced"] += early
    del parts["called"]
    parts["returned"] -= repayable  # it is still here until the bank pays it
    return Position(committed=committed, received_free=free, repayable=repayable, **parts)


def split(cents: int, parts: Sequence[int]) -> list[int]:
    """`cents` divided in proportion to `parts`, to the cent, by largest remainder; the sum is exact."""
    whole = sum(parts)
    if whole <= 0:
        raise ValueError("nothing to divide by")
    shares = [cents * part // whole for part in parts]
    order = sorted(range(len(parts)), key=lambda n: (-(cents * parts[n] % whole), n))
    for n in order[: cents - sum(shares)]:
        shares[n] += 1
    return shares
