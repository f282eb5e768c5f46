"""Reading ISO 20022 bank statements (camt.053 and camt.054, versions 02 to 13) as a stream; no database, no network.

A file is read twice: `statements` gives what each statement says of itself, with the sum of its booked entries, and
`entries` gives the entries one by one. Nothing of a file is kept as a tree, so that memory stays flat. Document types,
entities and anything fetched from elsewhere are refused; so is nesting deeper than any statement needs.

The booked amount of the *entry* is the truth; transaction details explain it and are never added up.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from hashlib import blake2b
from typing import IO, Any

from lxml import etree

from polder.kernel.texts import in_order
from polder.kernel.words import Words

NAMESPACE = re.compile(r"urn:iso:std:iso:20022:tech:xsd:(camt\.05([34])\.001\.(\d\d))")
VERSIONS = range(2, 14)
DEEPEST = 40  # the deepest path of a camt message is below 20
PART = 64 * 1024
KEPT_TRANSACTIONS = 200  # of one entry; the sum is the entry's own
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
_RATE = re.compile(r"\d{1,10}(\.\d{1,10})?")
_WIDE = re.compile(rb"""<\?xml[^>]{0,99}encoding\s*=\s*["'](utf-?16|utf-?32|ucs)""", re.IGNORECASE)
_CURRENCY = re.compile(r"[A-Z]{3}")


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


def statements(file: IO[bytes]) -> Message:
    """The statements of a file with their sums; raises `Refused`."""
    target = _Target(None)
    for _ in _feed(file, target):
        pass
    if not target.statements:
        raise Refused("In dit bestand staat geen afschrift.", "There is no statement in this file.")
    return Message(target.name, target.message_key, target.statements)


def entries(file: IO[bytes], message: Message) -> Iterator[tuple[int, Entry]]:
    """(number of the statement from 0, entry) of every booked entry; `message` is what `statements` gave."""
    yield from _feed(file, _Target(message.statements))


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


# ---- the stream ------------------------------------------------------------------------------------------------------


def _feed(file: IO[bytes], target: "_Target") -> Iterator[tuple[int, Entry]]:
    file.seek(0)
    part = file.read(PART)
    _look(part)
    parser = etree.XMLParser(
        target=target, resolve_entities=False, load_dtd=False, dtd_validation=False, attribute_defaults=False,
        no_network=True, huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        while part:
            parser.feed(part)
            if target.ready:
                yield from target.ready
                target.ready.clear()
            part = file.read(PART)
    except etree.XMLSyntaxError as error:
        raise _unreadable(error) from None
    try:
        parser.close()
    except etree.XMLSyntaxError as error:
        raise Refused(
            f"Het bestand houdt op regel {error.lineno or 1} midden in het afschrift op: het is afgekapt. Download het opnieuw.",
            f"The file ends on line {error.lineno or 1} in the middle of the statement: it was cut off. Download it again.",
        ) from None
    yield from target.ready


_OTHERS = (
    (b"PK\x03\x04", "een zip-bestand", "a zip file", True),
    (b"\x1f\x8b", "een gzip-bestand", "a gzip file", True),
    (b"7z\xbc\xaf", "een 7-zip-bestand", "a 7-zip file", True),
    (b"%PDF", "een PDF", "a PDF", False),
    (b"\xd0\xcf\x11\xe0", "een Office-bestand", "an Office file", False),
)


def _look(head: bytes) -> None:
    """Refuse what is plainly no XML, and document types before any of them is read."""
    if not head.strip(b"\x00 \t\r\n"):
        raise Refused("Dit bestand is leeg.", "This file is empty.")
    for magic, nl, en, packed in _OTHERS:
        if head.startswith(magic):
            raise Refused(
                f"Dit is {nl}. {'Pak het uit en geef' if packed else 'Vraag de bank om'} de camt.053-bestanden (XML).",
                f"This is {en}. {'Unpack it and give' if packed else 'Ask the bank for'} the camt.053 files (XML).",
            )
    plain = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if not plain.startswith(b"<"):
        raise Refused(
            "Dit is geen XML. Vraag de bank om camt.053; MT940 en CSV leest Polder niet.",
            "This is not XML. Ask the bank for camt.053; Polder does not read MT940 or CSV.",
        )
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise _doctype()
    if _WIDE.match(plain) and b"\x00" not in head[:8]:
        raise _encoding(1)


def _doctype() -> Refused:
    return Refused(
        "Dit bestand heeft een documenttype of entiteiten (DOCTYPE). Een bankafschrift heeft die niet: het is geweigerd.",
        "This file has a document type or entities (DOCTYPE). A bank statement has none: it was refused.",
    )


def _unreadable(error: etree.XMLSyntaxError) -> Refused:
    line, said = error.lineno or 1, str(error.msg or "").lower()
    if "encod" in said or "utf-8" in said or "conversion" in said:
        return _encoding(line)
    return Refused(
        f"Dit is geen goede XML (regel {line}). Gebruik het bestand zoals de bank het gaf.",
        f"This is not well-formed XML (line {line}). Use the file as the bank gave it.",
    )


def _encoding(line: int) -> Refused:
    return Refused(
        f"De tekens op regel {line} zijn anders gecodeerd dan het bestand zegt. Gebruik het bestand zoals de bank het gaf.",
        f"The characters on line {line} are encoded otherwise than the file says. Use the file as the bank gave it.",
    )


# ---- what is read ----------------------------------------------------------------------------------------------------

_TX = {
    "Refs/EndToEndId": "end_to_end", "Refs/TxId": "transaction", "Refs/AcctSvcrRef": "bank_reference",
    "Amt": "amount", "CdtDbtInd": "sign",
    "AmtDtls/InstdAmt/Amt": "instructed", "AmtDtls/TxAmt/Amt": "transacted",
    "AmtDtls/InstdAmt/CcyXchg/XchgRate": "rate", "AmtDtls/TxAmt/CcyXchg/XchgRate": "rate",
    "AmtDtls/CntrValAmt/CcyXchg/XchgRate": "rate", "Chrgs/TtlChrgsAndTaxAmt": "charges",
    **{f"RltdPties/{party}{inner}/Nm": party for party in ("Dbtr", "Cdtr") for inner in ("", "/Pty", "/Agt/FinInstnId")},
    **{f"RltdPties/Ultmt{party}{inner}/Nm": f"Ultmt{party}" for party in ("Dbtr", "Cdtr") for inner in ("", "/Pty")},
    **{f"RltdPties/{party}Acct/Id/{id}": f"{party}Acct" for party in ("Dbtr", "Cdtr") for id in ("IBAN", "Othr/Id")},
    "RmtInf/Ustrd": "*text", "RmtInf/Strd/AddtlRmtInf": "*text", "RmtInf/Strd/CdtrRefInf/Ref": "*reference",
    "RmtInf/Strd/RfrdDocInf/Nb": "*text", "AddtlTxInf": "*text",
}  # fmt: skip
_ENTRY = {
    "Amt": "amount", "CdtDbtInd": "sign", "RvslInd": "reversal", "Sts": "status", "Sts/Cd": "status",
    "BookgDt/Dt": "booked", "BookgDt/DtTm": "booked", "ValDt/Dt": "valued", "ValDt/DtTm": "valued",
    "AcctSvcrRef": "bank_reference", "BkTxCd/Domn/Cd": "domain", "BkTxCd/Domn/Fmly/Cd": "family",
    "BkTxCd/Domn/Fmly/SubFmlyCd": "subfamily", "BkTxCd/Prtry/Cd": "own_code",
    "AmtDtls/InstdAmt/Amt": "instructed", "AmtDtls/TxAmt/Amt": "transacted",
    "AmtDtls/InstdAmt/CcyXchg/XchgRate": "rate", "AmtDtls/TxAmt/CcyXchg/XchgRate": "rate",
    "AmtDtls/CntrValAmt/CcyXchg/XchgRate": "rate", "Chrgs/TtlChrgsAndTaxAmt": "charges",
    "AddtlNtryInf": "*text", "NtryDtls/Btch/NbOfTxs": "batch", "NtryDtls/Btch/PmtInfId": "batch_reference",
}  # fmt: skip
_BALANCE = {
    "Tp/CdOrPrtry/Cd": "kind", "Amt": "amount", "CdtDbtInd": "sign", "Dt/Dt": "day", "Dt/DtTm": "day",
}  # fmt: skip
_STATEMENT = {
    "Id": "key", "ElctrncSeqNb": "sequence", "LglSeqNb": "legal_sequence", "CreDtTm": "made", "FrToDt/FrDtTm": "from",
    "FrToDt/ToDtTm": "until", "Acct/Id/IBAN": "account", "Acct/Id/Othr/Id": "account", "Acct/Ccy": "currency",
}  # fmt: skip
BODIES = {"3": ("BkToCstmrStmt", "Stmt"), "4": ("BkToCstmrDbtCdtNtfctn", "Ntfctn")}


class _Node:
    """A place in a message. `slot`: where its text goes; `frame`: what begins and ends with it."""

    __slots__ = ("children", "frame", "slot")

    def __init__(self) -> None:
        self.children: dict[str, _Node] = {}
        self.slot: str | None = None
        self.frame: str | None = None

    def at(self, namespace: str, path: str) -> "_Node":
        node = self
        for name in path.split("/"):
            node = node.children.setdefault(f"{{{namespace}}}{name}", _Node())
        return node


_ELSEWHERE = _Node()


_SUMMED = {
    name: _ENTRY[name] for name in _ENTRY if name.split("/")[0] in ("Amt", "CdtDbtInd", "Sts", "BookgDt", "ValDt")
}


@lru_cache(maxsize=64)
def _message(namespace: str, family: str, summed: bool) -> _Node:
    """The places of one message version that are read; everything else is passed over."""
    root = _Node()
    body, statement = BODIES[family]
    root.at(namespace, f"Document/{body}/GrpHdr/MsgId").slot = "message"
    base = f"Document/{body}/{statement}"
    places = [(base, "statement", _STATEMENT), (f"{base}/Bal", "balance", _BALANCE)]
    if summed:
        places.append((f"{base}/Ntry", "entry", _SUMMED))
    else:
        places += [(f"{base}/Ntry", "entry", _ENTRY), (f"{base}/Ntry/NtryDtls/TxDtls", "transaction", _TX)]
    for path, frame, slots in places:
        root.at(namespace, path).frame = frame
        for place, slot in slots.items():
            root.at(namespace, f"{path}/{place}").slot = slot
    return root


Fields = dict[str, Any]


class _Target:
    """What the parser calls. With `known` statements it makes entries of them; without, it sums them up."""

    def __init__(self, known: list[Statement] | None) -> None:
        self.known, self.statements, self.ready = known, list[Statement](), list[tuple[int, Entry]]()
        self.name, self.message_key, self.family = "", "", ""
        self.node: _Node = _ELSEWHERE
        self.above: list[_Node] = []
        self.frames: list[Fields] = [{}]
        self.said: list[str] = []
        self.currency: str | None = None

    # ---- called by the parser

    def doctype(self, *_: Any) -> None:
        raise _doctype()

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        above = self.above
        if not above:
            self._begin(tag)
        elif len(above) > DEEPEST:
            raise Refused(
                f"Dit bestand is dieper genest dan {DEEPEST} lagen; geen bankafschrift is dat.",
                f"This file is nested deeper than {DEEPEST} levels; no bank statement is.",
            )
        above.append(self.node)
        self.node = node = self.node.children.get(tag, _ELSEWHERE)
        if node.slot is not None:
            self.said = []
            self.currency = attributes.get("Ccy") if attributes else None
        if node.frame is not None:
            self.frames.append({})

    def data(self, text: str) -> None:
        if self.node.slot is not None:
            self.said.append(text)

    def end(self, tag: str) -> None:
        node = self.node
        self.node = self.above.pop()
        if node.slot is not None:
            self._keep(node.slot)
        elif node.frame is not None:
            getattr(self, f"_end_{node.frame}")(self.frames.pop())

    def close(self) -> None:
        """The parser asks for a result; ours is in `statements` and `ready`."""

    # ---- what it means

    def _begin(self, tag: str) -> None:
        namespace, _, name = tag[1:].rpartition("}") if tag.startswith("{") else ("", "", tag)
        found = NAMESPACE.fullmatch(namespace)
        if found is None or name != "Document" or int(found[3]) not in VERSIONS:
            what = namespace.rpartition(":")[2][:60] or name[:60]
            raise Refused(
                f"Dit is geen camt.053 of camt.054 (versie 02 tot en met 13), maar “{what}”.",
                f"This is no camt.053 or camt.054 (versions 02 to 13), but “{what}”.",
            )
        self.name, self.family = found[1], found[2]
        self.node = _message(namespace, found[2], self.known is None)

    def _keep(self, slot: str) -> None:
        text = "".join(self.said).strip()
        if not text:
            return
        fields = self.frames[-1]
        if slot == "message":
            self.message_key = text[:200]
        elif slot[0] == "*":
            fields.setdefault(slot, []).append(text)
        elif slot not in fields:
            fields[slot] = (text, self.currency) if self.currency is not None else text

    def _end_balance(self, balance: Fields) -> None:
        self.frames[-1].setdefault("balances", []).append(balance)

    def _end_transaction(self, transaction: Fields) -> None:
        entry = self.frames[-1]
        entry["count"] = entry.get("count", 0) + 1
        if entry["count"] <= KEPT_TRANSACTIONS:
            entry.setdefault("transactions", []).append(transaction)

    def _end_entry(self, entry: Fields) -> None:
        around = self.frames[-1]
        status = entry.get("status", "BOOK")
        if self.family == "3" and status not in ("BOOK", "BOOKED"):
            around["announced"] = around.get("announced", 0) + 1
            return
        around["entries"] = number = around.get("entries", 0) + 1
        cents, currency = _booked(entry, number)
        if around.setdefault("of_entries", currency) != currency:
            raise Refused(
                f"Een afschrift heeft boekingen in {around['of_entries']} en in {currency}.",
                f"One statement has entries in {around['of_entries']} and in {currency}.",
            )
        around["booked"] = around.get("booked", 0) + cents
        if self.known is None:
            _day(entry.get("booked")), _day(entry.get("valued"))  # what cannot be read is refused the first time
        else:
            own = self.known[len(self.statements)]
            self.ready.append((len(self.statements), _entry(entry, number, cents, currency, own)))

    def _end_statement(self, found: Fields) -> None:
        if self.known is not None:
            self.statements.append(self.known[len(self.statements)])
            return
        self.statements.append(_statement(found, self.family == "4"))


def _booked(entry: Fields, number: int) -> tuple[int, str]:
    amount, sign = entry.get("amount"), entry.get("sign")
    if not isinstance(amount, tuple) or not _CURRENCY.fullmatch(amount[1]) or sign not in ("CRDT", "DBIT"):
        raise Refused(
            f"Boeking {number} noemt geen bedrag met munt, of niet of het bij of af is.",
            f"Entry {number} names no amount with its currency, or not whether it is credit or debit.",
        )
    cents = minor(*amount)
    return (cents if sign == "CRDT" else -cents), amount[1]


def _statement(found: Fields, notification: bool) -> Statement:
    key, account = found.get("key"), found.get("account")
    if not key or not account:
        raise Refused(
            "Een afschrift noemt zijn nummer of zijn rekening niet.", "A statement lacks its id or its account."
        )
    made = Statement(
        notification, str(key)[:200], "".join(str(account).split()).upper()[:64], _plain(found.get("currency")),
        _sequence(found), _moment(found.get("made")), _day(found.get("made")), _day(found.get("from")), _day(found.get("until")),
        booked=found.get("booked", 0), entries=found.get("entries", 0), announced=found.get("announced", 0),
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
    return made


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
    return Balance(-cents if found.get("sign") == "DBIT" else cents, amount[1], _day(found.get("day")))


def _entry(entry: Fields, number: int, cents: int, currency: str, own: Statement) -> Entry:
    parts: list[Fields] = entry.get("transactions", [])
    sides = ("Dbtr", "Cdtr") if (cents > 0) != (entry.get("reversal") == "true") else ("Cdtr", "Dbtr")
    parties = {_party(part, sides, own.account) for part in parts}
    name, account = parties.pop() if len(parties) == 1 else (None, None)
    one = parts[0] if len(parts) == 1 else {}
    texts = [text for part in (*parts, entry) for text in part.get("*text", ())]
    references = [ref for part in parts for ref in part.get("*reference", ())]
    day = _day(entry.get("booked")) or _day(entry.get("valued")) or own.closes_on
    assert day is not None, "a statement without days is refused before its entries are read"
    announced = _plain(entry.get("batch")) or ""
    count = max(entry.get("count", 0), int(announced) if announced.isdigit() and len(announced) < 9 else 1, 1)
    return Entry(
        number, cents, currency, day, _day(entry.get("valued")), entry.get("reversal") == "true", _code(entry),
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


def _day(text: Any) -> date | None:
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
