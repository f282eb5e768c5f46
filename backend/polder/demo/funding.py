"""Play the money of the demonstration: two years of promises, invoices, receipts, allocations and costs, by the people
who may, through the same actions as in the pages. Time is set back for it: every step has its own day."""

import io
from collections.abc import Coroutine
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from polder.demo.bank_file import Credit, statement
from polder.demo.clock import past
from polder.demo.run import SELLER
from polder.funding.agreements import actions as agreements
from polder.funding.agreements import decisions as deciding
from polder.funding.agreements.lifecycle import AGREEMENT, DECISION
from polder.funding.allocations import actions as allocations
from polder.funding.allocations.lifecycle import ALLOCATION
from polder.funding.bank import actions as bank
from polder.funding.bank import imports, lines, proposals
from polder.funding.bank.lifecycle import ENTRY
from polder.funding.bank.settling import ENTRY_EFFECTS
from polder.funding.in_kind import actions as in_kind
from polder.funding.in_kind.lifecycle import IN_KIND, VALUATION_RULE
from polder.funding.invoices import actions as invoices
from polder.funding.invoices.lifecycle import INVOICE
from polder.funding.ledger import actions as ledger
from polder.funding.matching import actions as matching
from polder.funding.matching.lifecycle import LEGAL_RULE, MATCHING_RULE
from polder.kernel import jobs
from polder.kernel.documents import actions as documents
from polder.kernel.documents.storage import Storage
from polder.kernel.lifecycle import Lifecycle, perform
from polder.kernel.pdf.document import Document
from polder.kernel.settings import Settings
from polder.kernel.tx import Tx

if TYPE_CHECKING:
    from polder.demo.fill import Cast

MINISTRY = "Ministerie van Innovatie"
DELTAWERK, ZONNEVELD, ZORG = "Deltawerk Robotica B.V.", "Zonneveld Energie N.V.", "Stichting Slimme Zorg"
BILLING: dict[str, dict[str, str]] = {
    DELTAWERK: {"street": "Dynamoweg 4", "postal_code": "5651 GM", "city": "Eindhoven", "kvk": "12345678",
                "email": "crediteuren@deltawerk.example", "contact_name": "Crediteurenadministratie", "language": "nl"},
    ZONNEVELD: {"street": "Zonnelaan 30", "postal_code": "9742 BL", "city": "Groningen", "kvk": "87654321",
                "email": "accounts@zonneveld.example", "contact_name": "Accounts payable", "language": "en"},
    ZORG: {"street": "Maliebaan 101", "postal_code": "3581 CE", "city": "Utrecht", "kvk": "56781234",
           "email": "financien@slimmezorg.example", "contact_name": "Bureau", "language": "nl"},
}  # fmt: skip
IBANS = {DELTAWERK: "NL20INGB0001234567", ZONNEVELD: "NL44RABO0123456789", ZORG: "NL39TRIO0391234567", MINISTRY: "NL59RBOS0569988888"}  # fmt: skip


@dataclass(frozen=True)
class Tranche:
    """Euros, due so many days from today. `billed`: how many days from today its invoice went out; `paid`: (days from
    today, euros that arrived) of each receipt."""

    euros: int
    due: int
    billed: int | None = None
    paid: tuple[tuple[int, int], ...] = ()
    in_kind: bool = False
    condition: str | None = None


@dataclass(frozen=True)
class Promise:
    """An agreement. `signed`: days from today."""

    funder: str
    title: str
    signed: int
    years: int
    tranches: tuple[Tranche, ...]
    rights: tuple[dict[str, Any], ...] = ()


def _right(kind: str, **more: Any) -> dict[str, Any]:
    return {"kind": kind, "field": None, "term_months": None, "response_days": None, "note": None, **more}


PROMISES = (
    Promise(DELTAWERK, "Betrouwbare robots voor de zorg", -760, 5, (
        Tranche(300_000, -700, billed=-725, paid=((-698, 300_000),)),
        Tranche(300_000, -335, billed=-362, paid=((-337, 299_985),)),
        Tranche(300_000, 40, billed=-4),
        Tranche(300_000, 400, condition="Het wetenschappelijk jaarverslag is aanvaard"),
        Tranche(150_000, 400, in_kind=True),
    ), (_right("notice"),)),
    Promise(DELTAWERK, "Leerstoel veilige autonomie", -150, 4, (
        Tranche(125_000, -35, billed=-66),
        Tranche(125_000, 330),
        Tranche(125_000, 695),
    )),
    Promise(ZONNEVELD, "Energy-efficient foundation models", -620, 4, (
        Tranche(200_000, -560, billed=-592, paid=((-561, 200_000),)),
        Tranche(200_000, -195, billed=-230, paid=((-190, 120_000), (-150, 80_000))),
        Tranche(200_000, 12, billed=-20),
        Tranche(200_000, 375),
    )),
    Promise(ZORG, "AI aan het bed", -400, 3, (
        Tranche(60_000, -330, billed=-362, paid=((-329, 60_000),)),
        Tranche(60_000, 22, billed=-10),
        Tranche(60_000, 385),
    )),
)  # fmt: skip
# Kind and names of what the money serves.
PURPOSES: tuple[tuple[str, str, str], ...] = (
    ("programme", "Robots die je kunt vertrouwen", "Robots that can be trusted"),
    ("position", "Promovendus zuinig leren", "PhD position on frugal learning"),
    ("grant", "Seed-project: luisteren aan het bed", "Seed project: listening at the bedside"),
)


@dataclass(frozen=True)
class Share:
    """Euros of one tranche for one purpose, of which `a_quarter` is spent in each of so many quarters."""

    purpose: int
    promise: int
    tranche: int
    euros: int
    quarters: int
    a_quarter: int

    @property
    def begins(self) -> int:
        """Five days after the last receipt, in days from today."""
        return PROMISES[self.promise].tranches[self.tranche - 1].paid[-1][0] + 5


SHARES = (
    Share(0, 0, 1, 260_000, 7, 34_500), Share(0, 0, 2, 180_000, 3, 41_250), Share(1, 2, 1, 150_000, 6, 21_900),
    Share(1, 2, 2, 90_000, 1, 18_400), Share(0, 2, 1, 50_000, 5, 9_600), Share(2, 3, 1, 60_000, 3, 14_300),
)  # fmt: skip


@dataclass
class Stage:
    """What the steps need. Steps are put on their days first, then played in the order of the days."""

    cast: "Cast"
    storage: Storage
    today: date
    lots: dict[tuple[int, int], UUID] = field(default_factory=dict)
    agreements: dict[int, UUID] = field(default_factory=dict)
    invoices: dict[tuple[int, int], UUID] = field(default_factory=dict)
    allocations: dict[Share, UUID] = field(default_factory=dict)
    purposes: list[UUID] = field(default_factory=list)
    organisations: dict[str, UUID] = field(default_factory=dict)
    balance: int = 4_012_350
    statements: int = 0
    steps: list[tuple[int, int, partial[Coroutine[Any, Any, None]]]] = field(default_factory=list)

    def on(self, days: int, step: partial[Coroutine[Any, Any, None]]) -> None:
        self.steps.append((days, len(self.steps), step))

    def day(self, days: int) -> date:
        return self.today + timedelta(days=days)


async def play(cast: "Cast", settings: Settings, storage: Storage) -> None:
    jobs.context_of(cast.database, SimpleNamespace(settings=settings.model_copy(update=SELLER), storage=storage))
    async with cast.as_("olga") as tx:
        stage = Stage(cast, storage, await tx.scalar("select polder.today()"))
        for row in await tx.rows("select id, name from organisation"):
            stage.organisations[row.name] = row.id
    stage.on(-790, partial(_rules, stage))
    stage.on(-780, partial(_subsidy, stage))
    for number, promise in enumerate(PROMISES):
        stage.on(promise.signed, partial(_sign, stage, number, promise))
        for position, tranche in enumerate(promise.tranches, start=1):
            at = number, position
            if tranche.billed is not None:
                stage.on(tranche.billed, partial(_bill, stage, at, tranche))
            for days, euros in tranche.paid:
                stage.on(days, partial(_receive, stage, at, days, euros, tranche))
    for share in SHARES:
        stage.on(share.begins, partial(_allocate, stage, share))
        for quarter in range(1, share.quarters + 1):
            days = share.begins + 91 * quarter
            stage.on(days, partial(_cost, stage, share, quarter, days))
            if quarter % 4 == 0:
                stage.on(days + 45, partial(_report, stage, share, quarter // 4, days + 45))
    stage.on(-60, partial(_work, stage))
    stage.on(-2, partial(_unknown, stage))
    assert settings.owner_database_url is not None
    async with past(settings.owner_database_url.get_secret_value()) as set_day:
        for days, _, step in sorted(stage.steps, key=lambda one: one[:2]):
            # A signature must be later than the text it signs, and texts are dated by the server's own clock.
            await set_day(None if step.func is _sign else stage.day(days))
            await step()
    await _close(stage)


async def _close(stage: Stage) -> None:
    """Every quarter is closed and frozen but the last one that is over: that is for the controller to do."""
    first = stage.day(-790)
    begins = date(first.year, 3 * ((first.month - 1) // 3) + 1, 1)
    async with stage.cast.as_("olga") as tx:
        while (after := _next_quarter(begins)) and _next_quarter(after) <= stage.today:
            await ledger.close_period(tx, begins, after - timedelta(days=1), None)
            begins = after
    async with jobs.work_as_system("matching.freeze") as tx:
        await matching.freeze(tx)
        await matching.watch(tx)


def _next_quarter(begins: date) -> date:
    return date(begins.year + (begins.month + 2) // 12, (begins.month + 2) % 12 + 1, 1)


async def _move(tx: Tx, lifecycle: Lifecycle, id: UUID, name: str, effects: dict[str, Any] | None = None) -> None:
    await perform(tx, lifecycle, id, name, reason=None, version=None)
    if effects and name in effects:
        await effects[name](tx, id)


async def _file(stage: Stage, tx: Tx, kind: str, record: UUID, said: str, title: str) -> None:
    """A document as if it had been uploaded."""
    made = Document(title, "nl", "ELLIS Instituut Polder", title)
    made.heading(title)
    made.paragraph("Dit stuk hoort bij de demonstratie. Alle namen en bedragen zijn verzonnen.")
    content = bytes(made)
    document, _ = await documents.begin(
        tx, stage.storage, record_kind=kind, record_id=record, kind=said, file_name=f"{title}.pdf", size=len(content)
    )
    await documents.receive(tx, stage.storage, record, document, content)


async def _rules(stage: Stage) -> None:
    """How matching goes, and what an hour of work is worth: proposed by one, confirmed by another."""
    first, last = stage.day(-800).replace(month=1, day=1), stage.day(2200).replace(month=12, day=31)
    async with stage.cast.as_("olga") as tx:
        rule = await matching.propose_matching_rule(tx, {
            "key": "growth_fund", "name_nl": "Groeifonds, gelijk op", "name_en": "Growth fund, one to one", "public_parts": 1,
            "private_parts": 1, "cap_cents": 4_000_000_000, "in_kind_share_bp": 2000, "basis": "received", "window_from": first,
            "window_until": last, "valid_from": first, "source": "Beschikking GF-0317, artikel 4",
        })  # fmt: skip
        tariff = await in_kind.propose_tariff(tx, {
            "key": "engineer_hour", "name_nl": "Uur van een ingenieur", "name_en": "Hour of an engineer", "unit": "hour",
            "unit_cents": 9500, "valid_from": first, "source": "Tarievenblad consortium, bijlage 3",
        })  # fmt: skip
        for kind, nl, en in PURPOSES:
            values = {"kind": kind, "name_nl": nl, "name_en": en, "valid_from": stage.day(-780)}
            stage.purposes.append((await ledger.create_purpose(tx, values)).id)
        await bank.create_account(tx, SELLER["institute_iban"], "Betaalrekening", "EUR")
        for name, billing in BILLING.items():
            await invoices.create_billing(
                tx, {"organisation_id": stage.organisations[name], "legal_name": name, **billing}
            )
    async with stage.cast.as_("dirk") as tx:
        await _move(tx, MATCHING_RULE, rule.id, "confirm")
        await _move(tx, VALUATION_RULE, tariff.id, "confirm")
        for row in await tx.rows("select id from legal_rule where state = 'proposed'"):
            await _move(tx, LEGAL_RULE, row.id, "confirm")


async def _subsidy(stage: Stage) -> None:
    """The State's side of the same rule."""
    async with stage.cast.as_("olga") as tx:
        decision = await deciding.create_decision(tx, {
            "granter_id": stage.organisations[MINISTRY], "title": "Groeifonds: betrouwbare AI", "scheme": "Groeifonds",
            "decision_number": "GF-0317", "amount_cents": 400_000_000, "starts_on": stage.day(-780), "ends_on": stage.day(1100),
            "granted_on": stage.day(-782), "account_by": stage.day(1190), "matching_key": "growth_fund",
        })  # fmt: skip
        await _move(tx, DECISION, decision.id, "grant", deciding.DECISION_EFFECTS)
        lot = await tx.scalar("select id from lot where decision_id = :id", id=decision.id)
    credit = Credit(90_000_000, MINISTRY, IBANS[MINISTRY], "Voorschot GF-0317", None, stage.day(-780))
    await _settle(stage, credit, {"kind": "decision", "lot_id": lot, "amount_cents": 90_000_000})


async def _sign(stage: Stage, number: int, promise: Promise) -> None:
    """Drafted, sent, signed by both, and put in force by another."""
    tranches = [
        {"position": position, "amount_cents": tranche.euros * 100, "due_on": stage.day(tranche.due), "in_kind": tranche.in_kind,
         "pool_id": None, "condition": tranche.condition}
        for position, tranche in enumerate(promise.tranches, start=1)
    ]  # fmt: skip
    async with stage.cast.as_("olga") as tx:
        agreement = await agreements.create_agreement(tx, {
            "funder_id": stage.organisations[promise.funder], "title": promise.title, "starts_on": stage.day(promise.signed),
            "ends_on": stage.day(promise.signed + 365 * promise.years), "matching_key": "growth_fund",
            "manager_id": stage.cast.accounts["olga"],
        }, {"tranches": tranches, "rights": list(promise.rights)})  # fmt: skip
        stage.agreements[number] = agreement.id
        await _move(tx, AGREEMENT, agreement.id, "offer")
        version = await tx.scalar("select id from agreement_version where agreement_id = :id", id=agreement.id)
    async with stage.cast.as_("olga") as tx:
        await _file(stage, tx, "agreement_version", version, "signed", f"Overeenkomst {agreement.reference}")
    async with stage.cast.as_("dirk") as tx:
        await _move(tx, AGREEMENT, agreement.id, "activate", agreements.AGREEMENT_EFFECTS)
        for lot in await tx.rows("select id, position from lot where agreement_id = :id", id=agreement.id):
            stage.lots[number, lot.position] = lot.id


async def _bill(stage: Stage, at: tuple[int, int], tranche: Tranche) -> None:
    """The invoice of one tranche, sent on its day."""
    async with stage.cast.as_("olga") as tx:
        due = max(stage.day(tranche.due), stage.day(tranche.billed or 0))
        made = await invoices.create_invoice(
            tx, {"agreement_id": stage.agreements[at[0]], "due_on": due}, [{"lot_id": stage.lots[at]}]
        )
        await _move(tx, INVOICE, made, "validate", invoices.EFFECTS)
        await _move(tx, INVOICE, made, "send", invoices.EFFECTS)
        stage.invoices[at] = made


async def _receive(stage: Stage, at: tuple[int, int], days: int, euros: int, tranche: Tranche) -> None:
    """A payment of an invoice. A few euros less than was asked is what a bank kept."""
    funder, invoice = PROMISES[at[0]].funder, stage.invoices[at]
    async with stage.cast.as_("olga") as tx:
        reference = await tx.scalar("select rf_reference from funder_invoice where id = :id", id=invoice)
    kept = (tranche.euros - euros) * 100
    fee = {"difference_kind": "bank_fee", "difference_cents": kept} if 0 < kept < 10_000 else {}
    credit = Credit(euros * 100, funder, IBANS[funder], f"Factuur {reference}", reference, stage.day(days))
    await _settle(stage, credit, {"kind": "invoice", "invoice_id": invoice, "amount_cents": euros * 100, **fee})


async def _settle(stage: Stage, credit: Credit, line: dict[str, Any]) -> None:
    """The day's statement is read in; one person says what its receipt pays, another settles it."""
    whole = {"invoice_id": None, "lot_id": None, "difference_kind": None, "difference_cents": 0, **line}
    async with stage.cast.as_("bram") as tx:
        entry = await _import(stage, tx, credit)
        version = await tx.scalar("select version from bank_entry where id = :id", id=entry)
        await lines.write_lines(tx, entry, version, [whole])
    async with stage.cast.as_("olga") as tx:
        await _move(tx, ENTRY, entry, "match", dict(ENTRY_EFFECTS))


async def _import(stage: Stage, tx: Tx, credit: Credit) -> UUID:
    """A statement of one receipt; the entry's id."""
    stage.statements += 1
    content = statement(SELLER["institute_iban"], stage.statements, stage.balance, [credit])
    stage.balance += credit.cents
    made = await imports.import_file(tx, io.BytesIO(content), f"afschrift-{credit.day.isoformat()}.xml")
    await proposals.propose(tx, made)
    found: UUID = await tx.scalar(
        "select e.id from bank_entry e join bank_statement s on s.id = e.statement_id where s.import_id = :id", id=made
    )
    return found


async def _allocate(stage: Stage, share: Share) -> None:
    """Part of what arrived serves a purpose."""
    async with stage.cast.as_("olga") as tx:
        made = await allocations.plan(tx, {
            "lot_id": stage.lots[share.promise, share.tranche], "purpose_id": stage.purposes[share.purpose],
            "amount_cents": share.euros * 100, "from_day": stage.day(share.begins), "until_day": stage.day(share.begins + 1095),
        })  # fmt: skip
        await _move(tx, ALLOCATION, made.id, "book", allocations.EFFECTS)
        stage.allocations[share] = made.id


async def _cost(stage: Stage, share: Share, quarter: int, days: int) -> None:
    """What the purpose cost in a quarter, borne by this money."""
    async with stage.cast.as_("olga") as tx:
        await allocations.attribute_cost(
            tx, stage.allocations[share], share.a_quarter * 100, stage.day(days), f"Salariskosten, kwartaal {quarter}"
        )


async def _report(stage: Stage, share: Share, year: int, days: int) -> None:
    """A year's costs were accounted for to the funder."""
    async with stage.cast.as_("olga") as tx:
        await allocations.report(
            tx, stage.allocations[share], 4 * share.a_quarter * 100, stage.day(days), f"Jaarverantwoording {year}"
        )


async def _work(stage: Stage) -> None:
    """Hours of the funder's own engineers: declared by the funder with evidence, valued by one, accepted by another."""
    async with stage.cast.as_("noor") as tx:
        declared = await in_kind.declare(tx, {
            "lot_id": stage.lots[0, 5], "purpose_id": stage.purposes[0], "what": "Twee ingenieurs bij de proefopstelling",
            "quantity": Decimal(320), "tariff": "engineer_hour", "performed_from": stage.day(-150), "performed_until": stage.day(-65),
        })  # fmt: skip
        await _file(stage, tx, "in_kind_contribution", declared.id, "evidence", "Urenstaat proefopstelling")
    for who, move in (("olga", "value"), ("dirk", "accept")):
        async with stage.cast.as_(who) as tx:
            await _move(tx, IN_KIND, declared.id, move)


async def _unknown(stage: Stage) -> None:
    """A receipt that nobody has settled yet: it waits for the controller."""
    async with stage.cast.as_("bram") as tx:
        await _import(stage, tx, Credit(7_500_000, "ZE Holding", IBANS[ZONNEVELD], "Bijdrage Q4", None, stage.day(-2)))
