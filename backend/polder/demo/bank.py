"""The bank of the demonstration: an account, two statements, a receipt that was settled and others that wait."""

import io
from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID
from xml.sax.saxutils import escape

from polder.demo.fill import Cast
from polder.funding.bank import actions, imports
from polder.funding.bank.lifecycle import ENTRY
from polder.kernel.lifecycle import perform
from polder.kernel.settings import Settings
from polder.kernel.tx import Tx

OPENING = 124_850_000  # cents
# What the institute asked and did not receive yet, the oldest at the head.
ASKED = """
select i.rf_reference, i.number_text, polder.invoice_open(i.id) as cents, coalesce(b.legal_name, o.name) as name
from funder_invoice i join organisation o on o.id = i.funder_id left join billing_detail b on b.organisation_id = o.id
where i.kind = 'invoice' and i.state = 'sent' order by i.due_on, i.number_text"""
PAYERS = ("NL20INGB0001234567", "NL18RABO0123459876", "NL69INGB0123456789", "NL39RABO0300065264")

Line = tuple[int, str, str, str, str]  # cents, name, account, structured reference, text


async def play(cast: Cast, settings: Settings) -> None:
    """Runs after the invoices. Of what was asked: the first is paid and settled, the next two wait with a proposal."""
    iban = "".join((settings.institute_iban or "NL91ABNA0417164300").split())
    async with cast.as_("olga") as tx:
        await actions.create_account(tx, iban, "Betaalrekening", "EUR")
        asked = await tx.rows(ASKED)
        today: date = await tx.scalar("select polder.today()")
    received: list[Line] = []
    for n, (row, payer) in enumerate(zip(asked, PAYERS[:3], strict=False)):
        reference = row.rf_reference if n == 0 else ""
        text = (f"Factuur {row.number_text} min kosten", "Bijdrage volgens afspraak")[n - 1]
        received.append((row.cents - (1_500 if n == 1 else 0), row.name, payer, reference, text))
    others: list[Line] = [
        (-1_245, "Bank", "NL69INGB0123456789", "", "Kosten zakelijk betalen"),
        (250_000, "Gemeente Voorbeeldstad", PAYERS[3], "", "Teruggaaf waarborg zaalhuur"),
    ]
    balance = OPENING
    for key, days, lines in (("2026-001", 9, received[:1] + others[:1]), ("2026-002", 2, received[1:] + others[1:])):
        content, balance = _statement(iban, key, today - timedelta(days=days), balance, lines)
        async with cast.as_("olga") as tx:
            await actions.propose(tx, await imports.import_file(tx, io.BytesIO(content), f"{key}.xml"))
    async with cast.as_("olga") as tx:
        await _settle_first(tx)


async def _settle_first(tx: Tx) -> None:
    """What is below the limit, one person settles; above it the receipt waits for a second."""
    first: UUID | None = await tx.scalar(
        """select e.id from bank_entry e, polder.entry_lines(e.id) l where e.state = 'proposed' and l.adds_up
           and not l.needs_second order by e.booked_on, e.ordinal limit 1"""
    )
    if first is not None:
        await perform(tx, ENTRY, first, "match", reason=None, version=None)
        await actions.matched(tx, first)


def _statement(iban: str, key: str, day: date, opening: int, lines: Sequence[Line]) -> tuple[bytes, int]:
    """A camt.053 as a bank writes it, and its closing balance."""
    closing = opening + sum(line[0] for line in lines)
    made = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>'
        f"<GrpHdr><MsgId>{key}</MsgId><CreDtTm>{day}T20:00:00</CreDtTm></GrpHdr><Stmt><Id>{key}</Id>"
        f"<CreDtTm>{day}T20:00:00</CreDtTm><Acct><Id><IBAN>{iban}</IBAN></Id><Ccy>EUR</Ccy></Acct>"
        + _balance("OPBD", opening, day) + _balance("CLBD", closing, day) + "".join(_entry(line, day) for line in lines)
        + "</Stmt></BkToCstmrStmt></Document>"
    )  # fmt: skip
    return made.encode(), closing


def _balance(kind: str, cents: int, day: date) -> str:
    return (
        f'<Bal><Tp><CdOrPrtry><Cd>{kind}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">{_euros(cents)}</Amt>'
        f"<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>{day}</Dt></Dt></Bal>"
    )


def _entry(line: Line, day: date) -> str:
    cents, name, account, reference, text = line
    side = "Dbtr" if cents > 0 else "Cdtr"
    said = (
        f"<Strd><CdtrRefInf><Ref>{reference}</Ref></CdtrRefInf></Strd>"
        if reference
        else f"<Ustrd>{escape(text)}</Ustrd>"
    )
    return (
        f'<Ntry><Amt Ccy="EUR">{_euros(abs(cents))}</Amt><CdtDbtInd>{"CRDT" if cents > 0 else "DBIT"}</CdtDbtInd>'
        f"<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>{day}</Dt></BookgDt><ValDt><Dt>{day}</Dt></ValDt><NtryDtls><TxDtls>"
        f"<RltdPties><{side}><Pty><Nm>{escape(name)}</Nm></Pty></{side}><{side}Acct><Id><IBAN>{account}</IBAN></Id></{side}Acct>"
        f"</RltdPties><RmtInf>{said}</RmtInf></TxDtls></NtryDtls></Ntry>"
    )


def _euros(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"
