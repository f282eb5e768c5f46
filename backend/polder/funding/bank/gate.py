"""Whether a statement may come in: whose account, and the balance equation. Pure functions."""

from datetime import date

from polder.funding.bank.camt import DIGITS, Statement
from polder.kernel import notation
from polder.kernel.words import Words


def amount(cents: int, currency: str | None) -> Words:
    """Minor units as people read them."""
    return notation.minor(cents, currency or "", DIGITS.get(currency or "", 2))


def difference(statement: Statement) -> int | None:
    """closing - (opening + entries), in minor units; None where a balance is not told."""
    if statement.opening is None or statement.closing is None:
        return None
    return statement.closing.cents - statement.opening.cents - statement.booked


def refusal(
    statement: Statement, *, currency: str | None, closed: bool, without_balances: bool, last: date
) -> Words | None:
    """Why the statement is refused, or None. `currency`: that of our account of this name; None: we have no such account.
    `last`: the last day on which a bank can have booked.
    """
    if currency is None:
        return Words(
            nl=f"Rekening {statement.account} staat niet bij de eigen bankrekeningen. Een controller voegt haar toe; lees het bestand daarna opnieuw in.",
            en=f"Account {statement.account} is not among our own bank accounts. A controller adds it; import the file again after that.",
        )
    if closed:
        return Words(
            nl=f"Rekening {statement.account} was voor deze dagen al gesloten.",
            en=f"Account {statement.account} was closed before these days.",
        )
    if statement.opens_on is None or statement.closes_on is None:
        return Words(
            nl="Het afschrift zegt niet over welke dagen het gaat.",
            en="The statement does not say which days it is about.",
        )
    if statement.currency is not None and statement.currency != currency:
        return Words(
            nl=f"Het afschrift is in {statement.currency}, de rekening is in {currency}.",
            en=f"The statement is in {statement.currency}, the account is in {currency}.",
        )
    if statement.notification:
        return None
    if statement.last_booked is not None and statement.last_booked > last:
        day = notation.day(statement.last_booked)
        return Words(
            nl=f"Een boeking is van {day.nl}; die dag moet nog komen. Download het afschrift opnieuw.",
            en=f"An entry is of {day.en}; that day has yet to come. Download the statement again.",
        )
    return _unbalanced(statement, without_balances)


def _unbalanced(statement: Statement, without_balances: bool) -> Words | None:
    opening, closing = statement.opening, statement.closing
    if opening is None or closing is None:
        if without_balances:
            return None
        nl, en = ("begin- en eindsaldo", "opening and closing balance") if opening is closing else (
            ("beginsaldo", "opening balance") if opening is None else ("eindsaldo", "closing balance")
        )  # fmt: skip
        return Words(
            nl=f"Het {nl} ontbreekt, dus de optelling is niet te controleren. Vraag de bank om een volledig afschrift, of"
            " lees het in met een reden.",
            en=f"The {en} is missing, so that the sum cannot be checked. Ask the bank for a complete statement, or import"
            " it with a reason.",
        )
    if {opening.currency, closing.currency} != {statement.currency}:
        return Words(
            nl=f"Het beginsaldo in {opening.currency} en het eindsaldo in {closing.currency} zijn niet te vergelijken.",
            en=f"The opening balance in {opening.currency} and the closing balance in {closing.currency} cannot be compared.",
        )
    rest = closing.cents - opening.cents - statement.booked
    if rest == 0:
        return None
    o, b, c, d = (amount(cents, statement.currency) for cents in (opening.cents, statement.booked, closing.cents, rest))
    return Words(
        nl=f"Het klopt niet: beginsaldo {o.nl} plus boekingen {b.nl} is niet eindsaldo {c.nl}. Verschil: {d.nl}.",
        en=f"It does not balance: opening {o.en} plus entries {b.en} is not closing {c.en}. Difference: {d.en}.",
    )
