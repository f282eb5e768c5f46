"""A bank statement of the demonstration (camt.053.001.08), as a bank writes it. Amounts in cents."""

from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape


@dataclass(frozen=True)
class Credit:
    """Money that came in. `reference` is the RF reference that the payer filled in, or None."""

    cents: int
    name: str
    iban: str
    text: str
    reference: str | None
    day: date


def statement(iban: str, number: int, opening: int, credits: list[Credit]) -> bytes:
    """One statement; its balances add up."""
    day = credits[-1].day.isoformat()
    closing = opening + sum(one.cents for one in credits)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>'
        f"<GrpHdr><MsgId>DEMO-{number}</MsgId><CreDtTm>{day}T18:00:00+01:00</CreDtTm></GrpHdr>"
        f"<Stmt><Id>{number:05d}</Id><ElctrncSeqNb>{number}</ElctrncSeqNb><CreDtTm>{day}T18:00:00+01:00</CreDtTm>"
        f"<Acct><Id><IBAN>{iban}</IBAN></Id><Ccy>EUR</Ccy></Acct>"
        f"{_balance('OPBD', opening, day)}{_balance('CLBD', closing, day)}{''.join(map(_entry, credits))}"
        "</Stmt></BkToCstmrStmt></Document>"
    ).encode()


def _balance(kind: str, cents: int, day: str) -> str:
    return (
        f'<Bal><Tp><CdOrPrtry><Cd>{kind}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">{_euros(cents)}</Amt>'
        f"<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>{day}</Dt></Dt></Bal>"
    )


def _entry(one: Credit) -> str:
    said = f"<Ustrd>{escape(one.text)}</Ustrd>"
    if one.reference:
        said += f"<Strd><CdtrRefInf><Ref>{escape(one.reference)}</Ref></CdtrRefInf></Strd>"
    return (
        f'<Ntry><Amt Ccy="EUR">{_euros(one.cents)}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>'
        f"<BookgDt><Dt>{one.day.isoformat()}</Dt></BookgDt><ValDt><Dt>{one.day.isoformat()}</Dt></ValDt>"
        "<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>"
        f"<NtryDtls><TxDtls><RltdPties><Dbtr><Pty><Nm>{escape(one.name)}</Nm></Pty></Dbtr>"
        f"<DbtrAcct><Id><IBAN>{one.iban}</IBAN></Id></DbtrAcct></RltdPties>"
        f"<RmtInf>{said}</RmtInf></TxDtls></NtryDtls></Ntry>"
    )


def _euros(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"
