"""Our own checks of an e-invoice: every total is exactly, to the cent, what the amounts under it make.

The official rules allow slack on VAT per rate and on lines, and so let wrong cents through. Amounts are rounded half up,
as EN 16931 has it (part 1, 6.4.3). Rule names are ours: POLDER-EQ-….
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from polder.funding.invoices.ubl import NAMES

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Finding:
    """What a rule found: `flag` is fatal or warning, `place` an XPath."""

    rule: str
    flag: str
    text: str
    place: str = ""


def differences(root: Any) -> list[Finding]:
    """What does not add up in an invoice or credit note (UBL 2.1)."""
    try:
        return list(_differences(root))
    except (InvalidOperation, ValueError):
        return [Finding("POLDER-EQ-00", "fatal", "An amount is no decimal number.")]


def _differences(root: Any) -> Iterator[Finding]:
    what = "CreditNote" if root.tag.endswith("}CreditNote") else "Invoice"
    lines = _all(root, f"cac:{what}Line")
    for line in lines:
        yield from _line(line, what)
    total = next(iter(_all(root, "cac:LegalMonetaryTotal")), None)
    if total is None:
        return
    charges = _all(root, "cac:AllowanceCharge")
    allowed, charged = _sum(charges, charge=False), _sum(charges, charge=True)
    net = sum((_amount(line, "cbc:LineExtensionAmount") for line in lines), Decimal(0))
    yield from _same("01", total, "LineExtensionAmount", net)
    yield from _same("02", total, "AllowanceTotalAmount", allowed)
    yield from _same("03", total, "ChargeTotalAmount", charged)
    without_vat = net - allowed + charged
    yield from _same("04", total, "TaxExclusiveAmount", without_vat)
    currency = _text(root, "cbc:DocumentCurrencyCode")
    vat = Decimal(0)
    for tax in _all(root, "cac:TaxTotal"):
        if _one(tax, "cbc:TaxAmount").get("currencyID", currency) != currency:
            continue  # BT-111: the same VAT in the currency of the books
        subtotals = _all(tax, "cac:TaxSubtotal")
        vat += _amount(tax, "cbc:TaxAmount")
        if subtotals:
            yield from _same("05", tax, "TaxAmount", sum((_amount(s, "cbc:TaxAmount") for s in subtotals), Decimal(0)))
        for subtotal in subtotals:
            yield from _subtotal(subtotal, lines, charges)
    yield from _same("08", total, "TaxInclusiveAmount", without_vat + vat)
    payable = without_vat + vat - _amount(total, "cbc:PrepaidAmount") + _amount(total, "cbc:PayableRoundingAmount")
    yield from _same("09", total, "PayableAmount", payable)


def _line(line: Any, what: str) -> Iterator[Finding]:
    """Quantity times price (of a number of units), less allowances, plus charges."""
    quantity = _text(line, "cbc:CreditedQuantity" if what == "CreditNote" else "cbc:InvoicedQuantity")
    price = _text(line, "cac:Price/cbc:PriceAmount")
    if not quantity or not price:
        return
    units = Decimal(_text(line, "cac:Price/cbc:BaseQuantity") or "1")
    if not units:
        return
    charges = _all(line, "cac:AllowanceCharge")
    net = Decimal(quantity) * Decimal(price) / units - _sum(charges, charge=False) + _sum(charges, charge=True)
    yield from _same("10", line, "LineExtensionAmount", net)


def _subtotal(subtotal: Any, lines: list[Any], charges: list[Any]) -> Iterator[Finding]:
    """One rate of VAT: what it is levied on, and how much it is."""
    kind = _kind(subtotal.find("cac:TaxCategory", NAMES))
    base = sum(
        (
            _amount(line, "cbc:LineExtensionAmount")
            for line in lines
            if _kind(line.find("cac:Item/cac:ClassifiedTaxCategory", NAMES)) == kind
        ),
        Decimal(0),
    )
    same = [c for c in charges if _kind(c.find("cac:TaxCategory", NAMES)) == kind]
    base += _sum(same, charge=True) - _sum(same, charge=False)
    yield from _same("06", subtotal, "TaxableAmount", base)
    yield from _same("07", subtotal, "TaxAmount", base * kind[1] / 100)


def _kind(category: Any) -> tuple[str, Decimal]:
    if category is None:
        return "", Decimal(0)
    return _text(category, "cbc:ID"), Decimal(_text(category, "cbc:Percent") or "0")


def _same(rule: str, parent: Any, name: str, expected: Decimal) -> Iterator[Finding]:
    found = parent.find(f"cbc:{name}", NAMES)
    if found is None and not expected:
        return
    expected = expected.quantize(CENT, ROUND_HALF_UP)
    given = Decimal((found.text or "").strip()) if found is not None else Decimal(0)
    if given != expected:
        place = (found if found is not None else parent).getroottree().getpath(found if found is not None else parent)
        yield Finding(f"POLDER-EQ-{rule}", "fatal", f"{name} is {given} and must be {expected}.", place)


def _sum(charges: list[Any], *, charge: bool) -> Decimal:
    wanted = ("true", "1") if charge else ("false", "0")
    return sum(
        (_amount(c, "cbc:Amount") for c in charges if _text(c, "cbc:ChargeIndicator").lower() in wanted), Decimal(0)
    )


def _all(parent: Any, path: str) -> list[Any]:
    return list(parent.findall(path, NAMES))


def _one(parent: Any, path: str) -> Any:
    found = parent.find(path, NAMES)
    if found is None:
        raise ValueError(path)
    return found


def _text(parent: Any, path: str) -> str:
    return (parent.findtext(path, "", NAMES) or "").strip()


def _amount(parent: Any, path: str) -> Decimal:
    return Decimal(_text(parent, path) or "0")
