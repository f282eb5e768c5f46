"""What the fields of a message mean. `Fields`: what was said in one statement, balance, entry or transaction, by slot."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any

from polder.funding.bank.camt.records import Balance, Entry, Refused, Statement, minor
from polder.kernel import notation
from polder.kernel.texts import in_order
from polder.kernel.words import Words

Fields = dict[str, Any]
_RATE = re.compile(r"\d{1,10}(\.\d{1,10})?")
_CURRENCY = re.compile(r"[A-Z]{3}")


def booked(entry: Fields, number: int) -> tuple[int, str]:
    amount, sign = entry.get("amount"), entry.get("sign")
    if not isinstance(amount, tuple) or not _CURRENCY.fullmatch(amount[1]) or sign not in ("CRDT", "DBIT"):
        raise Refused(
            f"Boeking {number} noemt geen bedrag met munt, of niet of het bij of af is.",
            f"Entry {number} names no amount with its currency, or not whether it is credit or debit.",
        )
    cents = minor(*amount)
    return (cents if sign == "CRDT" else -cents), amount[1]


def statement_of(found: Fields, notification: bool) -> Statement:
    key, account = found.get("key"), found.get("account")
    if not key or not account:
        raise Refused(
            "Een afschrift noemt zijn nummer of zijn rekening niet.", "A statement lacks its id or its account."
        )
    made = Statement(
        notification, str(key)[:200], "".join(str(account).split()).upper()[:64], _plain(found.get("currency")),
        _sequence(found), _moment(found.get("made")), day(found.get("made")), day(found.get("from")), day(found.get("until")),
        booked=found.get("booked", 0), entries=found.get("entries", 0), announced=found.get("announced", 0),
        last_booked=found.get("last_booked"),
    )  # fmt: skip
    balances = [(b.get("kind"), _balance(b, made)) for b in found.get("balances", ())]
    between = [balance for kind, balance in balances if kind == "ITBD"]
    made.opening = _first(balances, "OPBD") or _first(balances, "PRCD") or (between.pop(0) if between else None)
    made.closing = _first(balances, "CLBD") or (between[-1] if between else None)
    held = made.opening or made.closing
    made.currency = made.currency or (held.currency if held else found.get("of_entries"))
    if made.entries and made.currency and found["of_entries"] != made.currency:
        raise Refused(
            f"De rekening {made.account} is in {made.currency}, haar boekingen zijn in {found['of_entries']}.",
            f"The account {made.account} is in {made.currency}, its entries are in {found['of_entries']}.",
        )
    if made.announced:
        made.warnings.append(Words(
            nl=f"{made.announced} aangekondigde boekingen zijn nog niet geboekt en zijn overgeslagen.",
            en=f"{made.announced} announced entries are not booked yet and were left out.",
        ))  # fmt: skip
    if not notification and (outside := _outside(made, found)):
        said = notation.day(outside)
        made.warnings.append(Words(
            nl=f"Een boeking van {said.nl} valt buiten de dagen van dit afschrift. Kijk of zij erin hoort.",
            en=f"An entry of {said.en} lies outside the days of this statement. See whether it belongs here.",
        ))  # fmt: skip
    return made


def _outside(made: Statement, found: Fields) -> date | None:
    """The day of an entry that is not within the statement's own days, where it tells them. What a bank does at night may
    be of the next day."""
    begins = made.opening.day if made.opening else made.first_day
    ends = made.closing.day if made.closing else made.last_day
    first: date | None = found.get("first_booked")
    last: date | None = found.get("last_booked")
    if first and begins and first < begins:
        return first
    return last if last and ends and last > ends + timedelta(days=1) else None


def _first(balances: list[tuple[Any, Balance | None]], kind: str) -> Balance | None:
    return next((balance for name, balance in balances if name == kind and balance is not None), None)


def _balance(found: Fields, of: Statement) -> Balance | None:
    amount = found.get("amount")
    if not isinstance(amount, tuple) or not _CURRENCY.fullmatch(amount[1]):
        return None
    if "sign" not in found:
        said = Words(
            nl="Een saldo zegt niet of het bij of af is; het is als tegoed gelezen.",
            en="A balance does not say whether it is credit or debit; it was read as credit.",
        )
        if said not in of.warnings:
            of.warnings.append(said)
    cents = minor(*amount)
    return Balance(-cents if found.get("sign") == "DBIT" else cents, amount[1], day(found.get("day")))


def entry_of(entry: Fields, number: int, cents: int, currency: str, own: Statement) -> Entry:
    parts: list[Fields] = entry.get("transactions", [])
    sides = ("Dbtr", "Cdtr") if (cents > 0) != (entry.get("reversal") == "true") else ("Cdtr", "Dbtr")
    parties = {_party(part, sides, own.account) for part in parts}
    name, account = parties.pop() if len(parties) == 1 else (None, None)
    one = parts[0] if len(parts) == 1 else {}
    texts = [text for part in (*parts, entry) for text in part.get("*text", ())]
    references = [ref for part in parts for ref in part.get("*reference", ())]
    on = day(entry.get("booked")) or day(entry.get("valued")) or own.closes_on
    assert on is not None, "a statement without days is refused before its entries are read"
    announced = _plain(entry.get("batch")) or ""
    count = max(entry.get("count", 0), int(announced) if announced.isdigit() and len(announced) < 9 else 1, 1)
    return Entry(
        number, cents, currency, on, day(entry.get("valued")), entry.get("reversal") == "true", _code(entry),
        _clean(entry.get("bank_reference") or one.get("bank_reference"), 140),
        _clean(_provided(one.get("end_to_end")) or entry.get("batch_reference"), 140), name, account,
        tuple(dict.fromkeys(_clean(ref, 140) or "" for ref in references[:50])), _clean(" ".join(dict.fromkeys(texts)), 4000) or "",
        _original(currency, one, entry), _charges(currency, one, entry), count,
        tuple(_told(part, sides, own.account) for part in parts) if len(parts) > 1 else (),
    )  # fmt: skip


def _party(part: Fields, sides: tuple[str, str], own: str) -> tuple[str | None, str | None]:
    """Name and account of the other side; where a bank names us there, the side that is not us."""
    for side in sides:
        account = (_clean(part.get(f"{side}Acct"), 64) or "").replace(" ", "").upper() or None
        name = _clean(part.get(side) or part.get(f"Ultmt{side}"), 300)
        if account != own and (account or name):
            return name, account
    return None, None


def _told(part: Fields, sides: tuple[str, str], own: str) -> Mapping[str, Any]:
    """One transaction of a batch, as it is kept to be read."""
    name, account = _party(part, sides, own)
    amount = part.get("amount") or part.get("transacted") or part.get("instructed")
    text = _clean(" ".join(part.get("*text", ())), 500)
    found = {
        "amount": amount[0][:30] if isinstance(amount, tuple) else None,
        "currency": amount[1][:3] if isinstance(amount, tuple) else None,
        "sign": part.get("sign"), "counterparty": name, "account": account,
        "reference": _clean(" ".join(part.get("*reference", ())), 140), "text": text,
        "end_to_end": _clean(_provided(part.get("end_to_end")), 140),
    }  # fmt: skip
    return {key: value for key, value in found.items() if value}


def _original(currency: str, *parts: Fields) -> tuple[str, int, Decimal | None] | None:
    """What was paid in another currency, with the bank's rate where it is given. Zero says nothing."""
    rates = [part["rate"] for part in parts if isinstance(part.get("rate"), str) and _RATE.fullmatch(part["rate"])]
    for part in parts:
        for slot in ("instructed", "transacted", "amount"):
            amount = part.get(slot)
            if isinstance(amount, tuple) and amount[1] != currency and _CURRENCY.fullmatch(amount[1]):
                try:
                    value = minor(*amount)
                except Refused:
                    continue  # it only explains
                if value:
                    return amount[1], value, Decimal(rates[0]) if rates and Decimal(rates[0]) else None
    return None


def _charges(currency: str, *parts: Fields) -> int | None:
    for part in parts:
        amount = part.get("charges")
        if isinstance(amount, tuple) and amount[1] == currency:
            try:
                return minor(*amount) or None
            except Refused:
                return None  # they only explain
    return None


def _code(entry: Fields) -> str | None:
    parts = [str(entry[name])[:10] for name in ("domain", "family", "subfamily") if name in entry]
    return "-".join(parts) or _clean(entry.get("own_code"), 35)


def _provided(value: Any) -> Any:
    return None if value in ("NOTPROVIDED", "NOT PROVIDED") else value


def _plain(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _clean(value: Any, most: int) -> str | None:
    """One line of text, without what turns the order in which it is read."""
    if not isinstance(value, str):
        return None
    return " ".join((value if value.isascii() else in_order(value)).split())[:most] or None


def _sequence(found: Fields) -> int | None:
    number = found.get("sequence") or found.get("legal_sequence") or ""
    return int(number) if isinstance(number, str) and number.isdecimal() and len(number) <= 18 else None


def day(text: Any) -> date | None:
    """The day as the bank wrote it, of a date or of a moment."""
    return _dated(text[:10]) if isinstance(text, str) else None


@lru_cache(maxsize=1024)
def _dated(text: str) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise Refused(f"“{text[:40]}” is geen datum.", f"“{text[:40]}” is no date.") from None
    if not 1990 <= found.year <= 2200:
        raise Refused(f"“{text[:40]}” is geen mogelijke dag.", f"“{text[:40]}” is no possible day.")
    return found


def _moment(text: Any) -> datetime | None:
    """When a statement was made; a moment without its zone is taken as UTC, as it only orders."""
    try:
        found = datetime.fromisoformat(text)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError):
        return None
