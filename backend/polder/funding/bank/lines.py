"""What an open bank entry is said to settle, of money that came in or went out."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import orjson

from polder.funding.bank import rules
from polder.funding.bank.tables import OUTGOING, BankEntry
from polder.funding.bank.words import DIRECTION
from polder.funding.invoices import actions as invoices
from polder.kernel import problems
from polder.kernel.notation import euros
from polder.kernel.problems import FieldProblem
from polder.kernel.tx import Tx
from polder.kernel.web import REFUSALS
from polder.kernel.words import Words


async def write_lines(tx: Tx, id: UUID, version: int, lines: Sequence[dict[str, Any]]) -> None:
    """Replace what an open entry is said to settle. Whoever writes the lines counts when a second person is needed."""
    entry = await open_entry(tx, id, version)
    total, twice = (
        sum(line["amount_cents"] for line in lines),
        [line["invoice_id"] for line in lines if line["invoice_id"]],
    )
    amount = abs(entry.amount_cents)
    if total > amount:
        whole = euros(amount)
        raise problems.invalid_field(
            "lines", Words(nl="De regels samen zijn meer dan het bedrag van de boeking.",
                           en="The lines together are more than the amount of the entry."),
            Words(nl=f"Verdeel {whole.nl}.", en=f"Divide {whole.en}."),
        )  # fmt: skip
    if len(twice) != len(set(twice)):
        raise problems.invalid_field(
            "lines", Words(nl="Een factuur staat er tweemaal.", en="An invoice is there twice."),
            Words(nl="Maak er één regel van.", en="Make it one line."),
        )  # fmt: skip
    wrong, said = list[FieldProblem](), dict[Any, int]()  # what lines before say of a lot counts with it
    for number, line in enumerate(lines):
        key = line["kind"], line["lot_id"]
        try:
            if (line["kind"] in OUTGOING) != (entry.amount_cents < 0):
                raise rules.Unfit("kind", DIRECTION.problem, DIRECTION.remedy)
            rules.booking(await part(tx, line, said.get(key, 0)))
            said[key] = said.get(key, 0) + line["amount_cents"]
        except rules.Unfit as unfit:
            wrong.append(FieldProblem(f"lines.{number}.{unfit.field}", unfit.problem, unfit.remedy))
    if wrong:
        raise problems.invalid(*wrong)
    await replace(tx, {id: lines}, by_system=False)
    await tx.run(
        "update bank_entry set updated_at = clock_timestamp() where id = :id", id=id
    )  # its version counts the lines


async def open_entry(tx: Tx, id: UUID, version: int) -> BankEntry:
    entry = await tx.get(BankEntry, id, lock=True, version=version)
    tx.require("bank.settle")
    if entry.state not in ("imported", "proposed"):
        raise problems.conflict("settlement-fixed", REFUSALS["settlement_fixed"])
    return entry


async def part(tx: Tx, line: Mapping[str, Any], before: int = 0) -> rules.Part:
    """A line with what is open of what it names; `before`: cents that other lines take of the same lot."""
    told = (line["kind"], line["amount_cents"], line["difference_kind"], line["difference_cents"])
    if (
        (told[2] is None) != (told[3] == 0)
        or (told[3] < 0 and told[2] != "rounding")
        or (told[2] and told[0] != "invoice")
    ):
        raise rules.Unfit(
            "difference_cents", Words(nl="Soort en bedrag van het verschil horen bij elkaar, en bij een factuur.",
                                      en="The difference's kind and amount belong together, and to an invoice."),
            Words(nl="Vul beide in, of geen.", en="Fill in both, or neither."),
        )  # fmt: skip
    if line["kind"] == "invoice":
        found = line["invoice_id"] and await tx.scalar(
            "select true from funder_invoice where id = :id and kind = 'invoice' and state not in ('draft', 'validated', 'credited')",
            id=line["invoice_id"],
        )
        if not found or line["lot_id"]:
            raise rules.Unfit(
                "invoice_id", Words(nl="Dit is geen verstuurde factuur.", en="This is no invoice that was sent."),
                Words(nl="Kies een factuur die open staat.", en="Choose an invoice that is open."),
            )  # fmt: skip
        opens = await invoices.open_lines(tx, line["invoice_id"])
        gone = await tx.scalar("select polder.invoice_written_off(:id)", id=line["invoice_id"])
        return rules.Part(*told, opens=opens, written_off=gone)
    public, private = "l.decision_id is not null", "l.agreement_id is not null and not l.in_kind"
    condition = {"tranche": private, "decision": public, "repayment": public}.get(line["kind"], "not l.in_kind")
    lot = line["lot_id"] and await tx.scalar(
        f"select l.id from lot l where l.id = :id and {condition}", id=line["lot_id"]
    )
    if not lot or line["invoice_id"]:
        raise rules.Unfit(
            "lot_id", Words(nl="Deze tranche of dit besluit past hier niet.", en="This tranche or decision does not fit here."),
            Words(nl="Kies er een uit de lijst.", en="Choose one of the list."),
        )  # fmt: skip
    if line["kind"] in ("tranche", "decision"):
        owed = await tx.scalar("select uninvoiced from lot_balance where lot_id = :lot", lot=lot)
    else:
        owed = await tx.scalar("select polder.owed_back(:lot, :kind)", lot=lot, kind=line["kind"])
    return rules.Part(*told, lot=lot, owed=owed - before)


async def replace(tx: Tx, lines_of: Mapping[UUID, Sequence[Mapping[str, Any]]], *, by_system: bool) -> None:
    """Other lines for these open entries. A proposal is nobody's work: it has no writer."""
    await tx.run("delete from settlement where entry_id = any(:ids) and ended_at is null", ids=list(lines_of))
    rows = [
        {"reasons": [], **line, "entry_id": str(id), "position": position,
         "invoice_id": line["invoice_id"] and str(line["invoice_id"]), "lot_id": line["lot_id"] and str(line["lot_id"])}
        for id, lines in lines_of.items() for position, line in enumerate(lines, start=1)
    ]  # fmt: skip
    await tx.run(
        f"""insert into settlement (entry_id, position, kind, invoice_id, lot_id, amount_cents, difference_kind, difference_cents,
              reasons, created_by)
            select r.entry_id, r.position, r.kind, r.invoice_id, r.lot_id, r.amount_cents, r.difference_kind, r.difference_cents,
              r.reasons, {"null" if by_system else "polder.actor()"}
            from jsonb_to_recordset(cast(:rows as jsonb)) as r(entry_id uuid, position int, kind text, invoice_id uuid, lot_id uuid,
              amount_cents bigint, difference_kind text, difference_cents bigint, reasons jsonb)""",
        rows=orjson.dumps(rows).decode(),
    )
