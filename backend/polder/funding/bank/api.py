"""HTTP of the bank: own accounts, files, statements, entries, settlements and their limits."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response, UploadFile
from pydantic import Field, StringConstraints

from polder.funding.agreements.rules import MOST_CENTS
from polder.funding.bank import actions, imports, lines, proposals, views
from polder.funding.bank.lifecycle import ENTRY
from polder.funding.bank.settling import ENTRY_EFFECTS
from polder.funding.bank.words import DIFFERENCE_KINDS, OUTCOMES, SETTLEMENT_KINDS
from polder.kernel import problems
from polder.kernel.http import ActionRoute, Version, Writing
from polder.kernel.resources import (
    IDEMPOTENT,
    IF_MATCH,
    NOTHING,
    Strict,
    detail_route,
    list_routes,
    move_route,
    shows,
    written,
)
from polder.kernel.words import Words

TAG = "funding"


def _router(name: str) -> APIRouter:
    return APIRouter(prefix=f"/{name}", route_class=ActionRoute, tags=[TAG])


accounts, files, statements = _router("bank-accounts"), _router("bank-imports"), _router("bank-statements")
entries, settlements, limits = _router("bank-entries"), _router("settlements"), _router("settlement-rules")
ROUTERS = [accounts, files, statements, entries, settlements, limits]

list_routes(accounts, views.ACCOUNTS, tag=TAG)
detail_route(accounts, views.ACCOUNT, tag=TAG, name="bank account")
list_routes(files, views.IMPORTS, tag=TAG, sayings={"outcome": OUTCOMES})
detail_route(files, views.IMPORT, tag=TAG, name="bank import")
list_routes(statements, views.STATEMENTS, tag=TAG)
detail_route(statements, views.STATEMENT, tag=TAG, name="bank statement")
list_routes(entries, views.ENTRIES, tag=TAG, sayings={"state": ENTRY.states})
detail_route(entries, views.ENTRY, tag=TAG, name="bank entry")
move_route(entries, ENTRY, views.ENTRY, tag=TAG, name="bank entry", effects=ENTRY_EFFECTS)
list_routes(
    settlements, views.SETTLEMENTS, tag=TAG,
    sayings={"state": ENTRY.states, "kind": SETTLEMENT_KINDS, "difference_kind": DIFFERENCE_KINDS},
)  # fmt: skip
detail_route(settlements, views.SETTLEMENT, tag=TAG, name="settlement")
list_routes(limits, views.RULES, tag=TAG)
detail_route(limits, views.RULE, tag=TAG, name="settlement rule")


# ---- accounts --------------------------------------------------------------------------------------------------------

Identifier = Annotated[str, StringConstraints(min_length=1, max_length=64, strip_whitespace=True)]


class AccountBody(Strict):
    """An IBAN, or the bank's own number where there is none."""

    iban: Identifier | None = None
    other_id: Identifier | None = None
    name: str = Field(min_length=1, max_length=200)
    currency: str = Field("EUR", pattern="^[A-Z]{3}$")


class AccountChange(Strict):
    name: str = Field(default_factory=str, min_length=1, max_length=200)
    closed_on: date | None = None


def _identifier(body: AccountBody) -> str:
    if (body.iban is None) == (body.other_id is None):
        raise problems.invalid_field(
            "iban", Words(nl="Geef óf een IBAN, óf een ander nummer.", en="Give either an IBAN or another number."),
            Words(nl="Vul één van beide in.", en="Fill in one of the two."),
        )  # fmt: skip
    if body.iban is None:
        return "".join((body.other_id or "").split()).upper()
    from schwifty import IBAN, exceptions  # reads a register of banks: only where an account is named

    try:
        return str(IBAN(body.iban))
    except exceptions.SchwiftyException:
        raise problems.invalid_field(
            "iban", Words(nl="Deze IBAN klopt niet.", en="This IBAN is not right."),
            Words(nl="Controleer de cijfers; het controlegetal past er niet bij.",
                  en="Check the digits; the check number does not fit them."),
        ) from None  # fmt: skip


@accounts.post("", status_code=201, summary="Add a bank account of our own", responses=shows(views.ACCOUNT, 201), openapi_extra=IDEMPOTENT)  # fmt: skip
async def create_account(body: AccountBody, tx: Writing) -> Response:
    made = await actions.create_account(tx, _identifier(body), body.name, body.currency)
    return await written(tx, views.ACCOUNT, made.id, status=201)


@accounts.patch("/{id}", summary="Rename or close a bank account", responses=shows(views.ACCOUNT), openapi_extra=IF_MATCH)  # fmt: skip
async def change_account(id: UUID, body: AccountChange, tx: Writing, version: Version) -> Response:
    await actions.change_account(tx, id, version, body.model_dump(exclude_unset=True))
    return await written(tx, views.ACCOUNT, id)


# ---- files -----------------------------------------------------------------------------------------------------------

Reason = Annotated[str, StringConstraints(min_length=3, max_length=500, strip_whitespace=True)]


@files.post(
    "", status_code=201, summary="Import a bank file (camt.053 or camt.054)", responses=shows(views.IMPORT, 201)
)
async def import_file(
    file: UploadFile, tx: Writing, request: Request, without_balances: Annotated[Reason | None, Form()] = None
) -> Response:
    """Whatever comes of it, the import is there and says so: `outcome`, and per statement what was new, known or refused
    and why. A file that is refused is refused whole. The same file twice adds nothing. `without_balances` is why
    statements that name no balances are taken all the same.
    """
    id = await imports.import_file(
        tx,
        file.file,
        file.filename or "",
        folder=request.app.state.settings.bank_schemas,
        without_balances=without_balances,
    )
    await proposals.propose(tx, id)
    return await written(tx, views.IMPORT, id, status=201)


# ---- settling --------------------------------------------------------------------------------------------------------


class Line(Strict):
    """What a part of the entry pays, in cents of the entry. The difference is what the invoice has more, or less.

    Of an entry that went out: `repayment` to the State after a determination, `refund` of an overpayment; cents above zero.
    """

    kind: Literal["invoice", "tranche", "decision", "overpayment", "repayment", "refund"]
    invoice_id: UUID | None = None
    lot_id: UUID | None = None
    amount_cents: int = Field(gt=0, le=10**15)
    difference_kind: Literal["bank_fee", "short_payment", "overpayment", "rounding", "write_off"] | None = None
    difference_cents: int = Field(0, ge=-(10**15), le=10**15)


class LinesBody(Strict):
    lines: list[Line] = Field(max_length=200)


@entries.put("/{id}/lines", summary="Write what an entry settles", responses=shows(views.ENTRY), openapi_extra=IF_MATCH)
async def write_lines(id: UUID, body: LinesBody, tx: Writing, version: Version) -> Response:
    """The lines replace those that are there; nothing is booked before the move `match`."""
    await lines.write_lines(tx, id, version, [line.model_dump() for line in body.lines])
    return await written(tx, views.ENTRY, id)


@entries.post("/{id}/propose", summary="Look again for what an entry may settle", responses=shows(views.ENTRY), openapi_extra=IF_MATCH)  # fmt: skip
async def propose_again(id: UUID, tx: Writing, version: Version, discard: bool = False) -> Response:
    """Lines that a person saved are replaced only with `discard`."""
    await proposals.propose_again(tx, id, version, discard=discard)
    return await written(tx, views.ENTRY, id)


@entries.post("/{id}/confirm", summary="Make the proposal one's own", responses=shows(views.ENTRY), openapi_extra=IF_MATCH)  # fmt: skip
async def confirm_proposal(id: UUID, tx: Writing, version: Version) -> Response:
    """The same lines, now written by whoever asks. Nothing is booked before the move `match`."""
    await proposals.confirm(tx, id, version)
    return await written(tx, views.ENTRY, id)


class LimitsBody(Strict):
    """Limits in cents from a day on; the row in force ends the day before."""

    second_person_cents: int = Field(ge=0, le=MOST_CENTS)
    rounding_cents: int = Field(ge=0, le=10_000)
    bank_fee_cents: int = Field(ge=0, le=MOST_CENTS)
    source: str = Field(min_length=3, max_length=500)
    valid_from: date


@limits.post("", status_code=201, summary="Set the limits of settling from a day on", responses=shows(views.RULE, 201), openapi_extra=IDEMPOTENT)  # fmt: skip
async def set_limits(body: LimitsBody, tx: Writing) -> Response:
    made = await actions.set_limits(tx, body.model_dump())
    return await written(tx, views.RULE, made.id, status=201)


@limits.delete(
    "/{id}",
    status_code=204,
    summary="Withdraw limits that have yet to begin",
    responses=NOTHING,
    openapi_extra=IF_MATCH,
)
async def withdraw_limits(id: UUID, tx: Writing, version: Version) -> Response:
    await actions.withdraw_limits(tx, id, version)
    return Response(status_code=204)
