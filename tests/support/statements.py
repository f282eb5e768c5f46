"""Bank statements to be: camt files as banks write them, from a few words."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import IO
from xml.sax.saxutils import escape

IBAN = "NL91ABNA0417164300"


@dataclass
class Line:
    """One entry: cents, credit positive."""

    cents: int
    name: str = "Fontein BV"
    iban: str = "NL20INGB0001234567"
    text: str = ""
    reference: str | None = None
    day: str = "2026-03-02"
    inner: str = ""  # more of TxDtls, as XML
    after: str = ""  # more of the entry, as XML

    def xml(self) -> str:
        side = ("Dbtr", "CRDT") if self.cents >= 0 else ("Cdtr", "DBIT")
        said = f"<Ustrd>{escape(self.text)}</Ustrd>" if self.text else ""
        if self.reference:
            said += f"<Strd><CdtrRefInf><Ref>{escape(self.reference)}</Ref></CdtrRefInf></Strd>"
        return (
            f'<Ntry><Amt Ccy="EUR">{euros(abs(self.cents))}</Amt><CdtDbtInd>{side[1]}</CdtDbtInd><Sts>BOOK</Sts>'
            f"<BookgDt><Dt>{self.day}</Dt></BookgDt><ValDt><Dt>{self.day}</Dt></ValDt>"
            "<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>"
            f"<NtryDtls><TxDtls>{self.inner}<RltdPties><{side[0]}><Nm>{escape(self.name)}</Nm></{side[0]}>"
            f"<{side[0]}Acct><Id><IBAN>{self.iban}</IBAN></Id></{side[0]}Acct></RltdPties>"
            f"<RmtInf>{said}</RmtInf></TxDtls></NtryDtls>{self.after}</Ntry>"
        )


@dataclass
class Sheet:
    """One statement. `closing` is right unless given."""

    lines: Iterable[Line] = field(default_factory=list)
    key: str = "S-1"
    opening: int | None = 0
    closing: int | None = None
    day: str = "2026-03-02"
    first_day: str | None = None
    iban: str = IBAN
    sequence: int | None = None

    def xml(self) -> Iterator[str]:
        lines = list(self.lines) if self.closing is None and self.opening is not None else self.lines
        closing = (
            self.closing
            if self.opening is None or self.closing is not None
            else self.opening + sum(line.cents for line in lines)
        )
        sequence = f"<ElctrncSeqNb>{self.sequence}</ElctrncSeqNb>" if self.sequence is not None else ""
        yield (
            f"<Stmt><Id>{self.key}</Id>{sequence}<CreDtTm>{self.day}T18:00:00+01:00</CreDtTm>"
            f"<Acct><Id><IBAN>{self.iban}</IBAN></Id><Ccy>EUR</Ccy></Acct>"
            + balance("OPBD", self.opening, self.first_day or self.day) + balance("CLBD", closing, self.day)
        )  # fmt: skip
        for line in lines:
            yield line.xml()
        yield "</Stmt>"


def euros(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"


def balance(kind: str, cents: int | None, day: str) -> str:
    if cents is None:
        return ""
    return (
        f'<Bal><Tp><CdOrPrtry><Cd>{kind}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">{euros(abs(cents))}</Amt>'
        f"<CdtDbtInd>{'DBIT' if cents < 0 else 'CRDT'}</CdtDbtInd><Dt><Dt>{day}</Dt></Dt></Bal>"
    )


def file(*sheets: Sheet, version: str = "08") -> bytes:
    """A camt.053 with these statements."""
    out = io.BytesIO()
    write(out, *sheets, version=version)
    return out.getvalue()


def write(out: IO[bytes], *sheets: Sheet, version: str = "08") -> None:
    out.write(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}">'
        "<BkToCstmrStmt><GrpHdr><MsgId>M-1</MsgId><CreDtTm>2026-03-02T18:00:00+01:00</CreDtTm></GrpHdr>".encode()
    )
    for sheet in sheets:
        for part in sheet.xml():
            out.write(part.encode())
    out.write(b"</BkToCstmrStmt></Document>")


def large(out: IO[bytes], count: int, *, opening: int = 0, iban: str = IBAN) -> None:
    """A statement of `count` entries, written without ever being whole in memory. Amounts go round, texts do not."""
    cents = [100 + n % 9_900 for n in range(count)]
    lines = (
        Line(value, name=f"Payer {n % 500}", text=f"Contribution {n} of this year, with thanks", day="2026-03-02",
             inner=f"<Refs><EndToEndId>E2E-{n:09d}</EndToEndId></Refs>")
        for n, value in enumerate(cents)
    )  # fmt: skip
    write(out, Sheet(lines, opening=opening, closing=opening + sum(cents), iban=iban))
