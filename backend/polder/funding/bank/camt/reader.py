"""Which places of a message are read, and what the parser makes of them."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import IO, Any

from polder.funding.bank.camt.meaning import Fields, booked, day, entry_of, statement_of
from polder.funding.bank.camt.records import Entry, Message, Refused, Statement
from polder.funding.bank.camt.stream import feed, no_doctype

NAMESPACE = re.compile(r"urn:iso:std:iso:20022:tech:xsd:(camt\.05([34])\.001\.(\d\d))")
VERSIONS = range(2, 14)
DEEPEST = 40  # the deepest path of a camt message is below 20
KEPT_TRANSACTIONS = 200  # of one entry; the sum is the entry's own

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


def statements(file: IO[bytes]) -> Message:
    """The statements of a file with their sums; raises `Refused`."""
    target = _Target(None)
    for _ in feed(file, target):
        pass
    if not target.statements:
        raise Refused("In dit bestand staat geen afschrift.", "There is no statement in this file.")
    return Message(target.name, target.message_key, target.statements)


def entries(file: IO[bytes], message: Message) -> Iterator[tuple[int, Entry]]:
    """(number of the statement from 0, entry) of every booked entry; `message` is what `statements` gave."""
    yield from feed(file, _Target(message.statements))


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
        raise no_doctype()

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
        cents, currency = booked(entry, number)
        if around.setdefault("of_entries", currency) != currency:
            raise Refused(
                f"Een afschrift heeft boekingen in {around['of_entries']} en in {currency}.",
                f"One statement has entries in {around['of_entries']} and in {currency}.",
            )
        around["booked"] = around.get("booked", 0) + cents
        if self.known is None:
            days = day(entry.get("booked")), day(entry.get("valued"))  # what cannot be read is refused the first time
            if on := days[0] or days[1]:
                around["first_booked"] = min(on, around.get("first_booked", on))
                around["last_booked"] = max(on, around.get("last_booked", on))
        else:
            own = self.known[len(self.statements)]
            self.ready.append((len(self.statements), entry_of(entry, number, cents, currency, own)))

    def _end_statement(self, found: Fields) -> None:
        if self.known is not None:
            self.statements.append(self.known[len(self.statements)])
            return
        self.statements.append(statement_of(found, self.family == "4"))
