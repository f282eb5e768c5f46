"""HTTP of invoices, credit notes and billing details."""

import asyncio
import re
from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

import orjson
from fastapi import APIRouter, Query, Request, Response
from pydantic import Field, field_validator

from polder.funding.invoices import actions, pdf, ubl, views
from polder.funding.invoices.lifecycle import INVOICE, INVOICE_RULE
from polder.funding.invoices.tables import InvoiceRuleKey
from polder.funding.invoices.words import KINDS
from polder.kernel import problems
from polder.kernel.documents.storage import disposition
from polder.kernel.explained import Refused
from polder.kernel.http import ActionRoute, Reading, Writing, if_match, language
from polder.kernel.resources import (
    IDEMPOTENT,
    IF_MATCH,
    NOTHING,
    Strict,
    detail_route,
    list_routes,
    move_route,
    sends,
    shows,
    written,
)
from polder.kernel.version_parts import RuleChange, RuleFacts
from polder.kernel.words import LANGUAGES, Words

TAG = "funding"
invoices = APIRouter(prefix="/funder-invoices", route_class=ActionRoute, tags=[TAG])
billing = APIRouter(prefix="/billing-details", route_class=ActionRoute, tags=[TAG])
rules = APIRouter(prefix="/invoice-rules", route_class=ActionRoute, tags=[TAG])
ROUTERS = [invoices, billing, rules]

Cents = Annotated[int, Field(ge=1, le=1_000_000_000_000)]
Code = Literal["nl", "en"]


class LineBody(Strict):
    """What is asked of one lot, in cents; without an amount, all that may still be asked of it."""

    lot_id: UUID
    amount_cents: Cents | None = None
    description_nl: str | None = Field(None, min_length=1, max_length=300)
    description_en: str | None = Field(None, min_length=1, max_length=300)


class InvoiceFacts(Strict):
    due_on: date | None = None
    language: Code | None = None
    order_number: str | None = Field(None, min_length=1, max_length=100)
    note: str | None = Field(None, max_length=1000)


class InvoiceBody(InvoiceFacts):
    agreement_id: UUID
    lines: list[LineBody] = Field(min_length=1, max_length=100)


class InvoiceChange(InvoiceFacts):
    language: Code = "nl"
    lines: list[LineBody] = Field(default_factory=list, min_length=1, max_length=100)


class CreditLine(Strict):
    """What is taken back of one lot, in cents; without an amount, all that is open."""

    lot_id: UUID
    amount_cents: Cents | None = None


class CreditNoteBody(Strict):
    """Without lines: all that is open of the invoice."""

    lines: list[CreditLine] | None = Field(None, min_length=1, max_length=100)
    note: str | None = Field(None, max_length=1000)


class ConsentBody(Strict):
    reason: str = Field(min_length=1, max_length=2000)


list_routes(invoices, views.INVOICES, tag=TAG, sayings={"state": INVOICE.states, "kind": KINDS})
detail_route(invoices, views.INVOICE, tag=TAG, name="funder invoice")
move_route(invoices, INVOICE, views.INVOICE, tag=TAG, name="funder invoice", effects=actions.EFFECTS)


@invoices.post(
    "", status_code=201, summary="Write an invoice for lots of an agreement", responses=shows(views.INVOICE, 201),
    openapi_extra=IDEMPOTENT,
)  # fmt: skip
async def create_invoice(body: InvoiceBody, tx: Writing) -> Response:
    values = body.model_dump(exclude={"lines"})
    made = await actions.create_invoice(tx, values, [line.model_dump() for line in body.lines])
    return await written(tx, views.INVOICE, made, status=201)


@invoices.patch("/{id}", summary="Change a draft", responses=shows(views.INVOICE), openapi_extra=IF_MATCH)
async def change_invoice(id: UUID, body: InvoiceChange, tx: Writing, request: Request) -> Response:
    values = body.model_dump(exclude_unset=True, exclude={"lines"})
    lines = [line.model_dump() for line in body.lines] if "lines" in body.model_fields_set else None
    await actions.change_invoice(tx, id, if_match(request), values, lines)
    return await written(tx, views.INVOICE, id)


@invoices.delete("/{id}", status_code=204, summary="Remove a draft", responses=NOTHING, openapi_extra=IF_MATCH)
async def delete_invoice(id: UUID, tx: Writing, request: Request) -> Response:
    await actions.delete_invoice(tx, id, if_match(request))
    return Response(status_code=204)


@invoices.post(
    "/{id}/credit-notes", status_code=201, summary="Write a credit note for an invoice",
    responses=shows(views.INVOICE, 201), openapi_extra=IDEMPOTENT,
)  # fmt: skip
async def create_credit_note(id: UUID, body: CreditNoteBody, tx: Writing) -> Response:
    lines = None if body.lines is None else [line.model_dump() for line in body.lines]
    made = await actions.create_credit_note(tx, id, lines, body.note)
    return await written(tx, views.INVOICE, made, status=201)


@invoices.post(
    "/{id}/consents", status_code=201, summary="Agree that what is open will not be paid",
    responses=shows(views.INVOICE, 201), openapi_extra=IDEMPOTENT,
)  # fmt: skip
async def agree_write_off(id: UUID, body: ConsentBody, tx: Writing) -> Response:
    await actions.agree_write_off(tx, id, body.reason)
    return await written(tx, views.INVOICE, id, status=201)


NO_FILE = Words(
    nl="Een concept heeft nog geen nummer en geen bestand. Stel het eerst vast.",
    en="A draft has no number and no file yet. Validate it first.",
)


async def _file(view: Reading, id: UUID, found: Any) -> Any:
    """What there is; otherwise why not: unseen, or still a draft."""
    if found is not None:
        return found
    if await view.value("select true from funder_invoice where id = $1", id):
        raise problems.conflict("no-file-yet", NO_FILE)
    raise problems.not_found()


def _sent(content: bytes, media: str, name: str) -> Response:
    headers = {"Content-Disposition": disposition(name), "Cache-Control": "no-store"}
    return Response(content, media_type=media, headers=headers)


@invoices.get(
    "/{id}/pdf", summary="The invoice as a PDF, in the reader's language", response_class=Response,
    responses=sends("application/pdf"),
)  # fmt: skip
async def invoice_pdf(id: UUID, view: Reading, request: Request) -> Response:
    found = orjson.loads(await _file(view, id, await view.value(pdf.FACTS.format("$1"), id)))
    made = await asyncio.to_thread(pdf.invoice_pdf, found, language(request))
    return _sent(made, "application/pdf", f"{found['number']}.pdf")


@invoices.get(
    "/{id}/ubl", summary="The invoice as an e-invoice (UBL 2.1)", response_class=Response,
    responses=sends("application/xml"),
)  # fmt: skip
async def invoice_ubl(
    id: UUID, view: Reading, profile: Annotated[Literal["peppol", "nlcius"], Query()] = "peppol"
) -> Response:
    """As it was validated: Peppol BIS Billing 3.0, or the same marked as NLCIUS."""
    found = await _file(view, id, await view.row(views.UBL, id))
    document = found["ubl"].encode()
    return _sent(
        document if profile == "peppol" else ubl.in_profile(document, profile),
        "application/xml",
        f"{found['number_text']}.xml",
    )


# ---- billing details -------------------------------------------------------------------------------------------------

_MAIL = re.compile(r"[^\s@<>]{1,64}@[^\s@<>]{1,255}")


class BillingFacts(Strict):
    kvk: str | None = Field(None, pattern="^[0-9]{8}$")
    oin: str | None = Field(None, pattern="^[0-9]{20}$")
    peppol_id: str | None = Field(None, pattern="^[0-9]{4}:[!-~]{1,50}$")
    contact_name: str | None = Field(None, max_length=200)
    country_code: str = Field("NL", pattern="^[A-Z]{2}$")
    language: Code = "nl"

    @field_validator("country_code")
    @classmethod
    def _country(cls, value: str) -> str:
        from pycountry import countries  # reads the list of ISO 3166-1: only where a country is named

        if countries.get(alpha_2=value) is None:
            raise Refused(
                Words(nl="Dit is geen land.", en="This is no country."),
                Words(
                    nl="Geef de code van twee letters van ISO 3166-1, zoals NL.",
                    en="Give the two letters of ISO 3166-1, such as NL.",
                ),
            )
        return value

    @field_validator("email", check_fields=False)
    @classmethod
    def _email(cls, value: str) -> str:
        if not _MAIL.fullmatch(value):
            raise Refused(
                Words(nl="Dit is geen e-mailadres.", en="This is no e-mail address."),
                Words(nl="Schrijf het als naam@bedrijf.nl.", en="Write it as name@company.nl."),
            )
        return value


class BillingBody(BillingFacts):
    organisation_id: UUID
    legal_name: str = Field(min_length=1, max_length=300)
    street: str = Field(min_length=1, max_length=200)
    postal_code: str = Field(min_length=1, max_length=20)
    city: str = Field(min_length=1, max_length=100)
    email: str = Field(max_length=320)


class BillingChange(BillingFacts):
    legal_name: str = Field(default_factory=str, min_length=1, max_length=300)
    street: str = Field(default_factory=str, min_length=1, max_length=200)
    postal_code: str = Field(default_factory=str, min_length=1, max_length=20)
    city: str = Field(default_factory=str, min_length=1, max_length=100)
    email: str = Field(default_factory=str, max_length=320)


list_routes(billing, views.BILLING_DETAILS, tag=TAG, sayings={"language": LANGUAGES})
detail_route(billing, views.BILLING_DETAIL, tag=TAG, name="billing detail")


@billing.post(
    "", status_code=201, summary="Record how a funder is written to", responses=shows(views.BILLING_DETAIL, 201),
    openapi_extra=IDEMPOTENT,
)  # fmt: skip
async def create_billing(body: BillingBody, tx: Writing) -> Response:
    made = await actions.create_billing(tx, body.model_dump())
    return await written(tx, views.BILLING_DETAIL, made.id, status=201)


@billing.patch("/{id}", summary="Change billing details", responses=shows(views.BILLING_DETAIL), openapi_extra=IF_MATCH)
async def change_billing(id: UUID, body: BillingChange, tx: Writing, request: Request) -> Response:
    await actions.change_billing(tx, id, if_match(request), body.model_dump(exclude_unset=True))
    return await written(tx, views.BILLING_DETAIL, id)


list_routes(rules, views.RULES, tag=TAG, sayings={"state": INVOICE_RULE.states})
detail_route(rules, views.RULE, tag=TAG, name="invoice rule")
move_route(rules, INVOICE_RULE, views.RULE, tag=TAG, name="invoice rule", effects={})


class InvoiceRuleBody(RuleFacts):
    """`payment_days` in days, `write_off_second_person` in cents."""

    key: InvoiceRuleKey
    value: int = Field(ge=0, le=10**15)


class InvoiceRuleChange(RuleChange):
    value: int = Field(0, ge=0, le=10**15)


@rules.post("", status_code=201, summary="Propose the next version of a figure of invoicing", responses=shows(views.RULE, 201), openapi_extra=IDEMPOTENT)  # fmt: skip
async def propose_rule(body: InvoiceRuleBody, tx: Writing) -> Response:
    made = await actions.propose_rule(tx, body.model_dump())
    return await written(tx, views.RULE, made.id, status=201)


@rules.patch("/{id}", summary="Change a proposed figure of invoicing", responses=shows(views.RULE), openapi_extra=IF_MATCH)  # fmt: skip
async def change_rule(id: UUID, body: InvoiceRuleChange, tx: Writing, request: Request) -> Response:
    await actions.change_rule(tx, id, if_match(request), body.model_dump(exclude_unset=True))
    return await written(tx, views.RULE, id)
