"""What people do with agreements, their versions and public decisions: one function, one use case, one transaction."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import select

from polder.funding import versions
from polder.funding.agreements import rules
from polder.funding.agreements.lifecycle import DECISION, ENDED, VERSION
from polder.funding.agreements.tables import Agreement, AgreementVersion, PublicDecision, RightKind
from polder.funding.ledger import rules as ledger
from polder.kernel import notation, problems
from polder.kernel.addresses import LIKE_THIS, NO_ADDRESS, mail_address
from polder.kernel.lifecycle import perform
from polder.kernel.problems import FieldProblem
from polder.kernel.tx import Tx
from polder.kernel.web import CHECKS, REFUSALS
from polder.kernel.words import Words

_TERM = FieldProblem(
    "ends_on",
    Words(nl="Het einde ligt vóór het begin.", en="The end is before the start."),
    Words(nl="Kies een latere datum.", en="Choose a later date."),
)
CHECKS.update(
    ck_agreement_term=_TERM,
    ck_public_decision_term=_TERM,
    ck_public_decision_determined=FieldProblem(
        "determined_cents",
        Words(nl="Een vastgesteld besluit heeft een vastgesteld bedrag.", en="What was determined has its amount."),
        Words(nl="Vul het in.", en="Fill it in."),
    ),
    ck_public_decision_determined_on=FieldProblem(
        "determined_on",
        Words(nl="De vaststelling ligt vóór de verlening.", en="The determination is before the grant."),
        Words(nl="Kies de dag van de verlening, of een latere.", en="Choose the day of the grant, or a later one."),
    ),
    determined_ahead=FieldProblem(
        "determined_on",
        Words(nl="Deze dag moet nog komen.", en="This day has yet to come."),
        Words(
            nl="Kies vandaag, of de eerdere dag die in het besluit staat.",
            en="Choose today, or the earlier day that the decision names.",
        ),
    ),
    ck_public_decision_determined_cents=FieldProblem(
        "determined_cents",
        Words(
            nl="Er kan niet meer worden vastgesteld dan verleend is.", en="No more can be determined than was granted."
        ),
        Words(nl="Vul het verleende bedrag in, of minder.", en="Fill in the amount granted, or less."),
    ),
)
NOT_PRIVATE = Words(nl="Zet “privaat geld” uit.", en="Turn “private money” off.")
FIXED = Words(
    nl="Wat is overeengekomen verandert alleen door een wijziging van de overeenkomst. Maak een nieuwe versie.",
    en="What was agreed changes only by an amendment. Make a new version.",
)
REFUSALS.update(
    agreement_fixed=FIXED,
    origin_not_private=Words(
        nl="Geld van de overheid, een universiteit of een onderzoeksinstelling is geen privaat geld.",
        en="Money of the State, a university or a research organisation is not private.",
    ),
    version_fixed=Words(
        nl="Deze afspraken zijn ter ondertekening of in werking, en liggen vast. Zet de overeenkomst terug naar concept, of"
        " maak een nieuwe versie.",
        en="These terms are under signature or in force, and fixed. Move the agreement back to draft, or make a new version.",
    ),
    version_not_signed=Words(
        nl="Voeg de getekende overeenkomst toe (PDF), van na de laatste wijziging.",
        en="Add the signed agreement (PDF), later than the last change.",
    ),
    version_not_next=Words(
        nl="Intussen is een andere versie in werking getreden, of de overeenkomst loopt niet.",
        en="Another version came into force meanwhile, or the agreement is not active.",
    ),
    uq_agreement_version_draft=Words(
        nl="Er ligt al een concept van een wijziging. Werk daaraan verder, of trek het in.",
        en="There is a draft amendment already. Go on with that one, or withdraw it.",
    ),
    uq_agreement_external_reference=Words(nl="Dit kenmerk is al ingelezen.", en="This reference was read in already."),
    tranche_kind_fixed=Words(
        nl="Een tranche in geld blijft in geld, en een in natura in natura. Maak een nieuwe tranche.",
        en="A tranche in cash stays in cash, and one in kind in kind. Make a new tranche.",
    ),
    ended_by_another=ENDED,
    effect_missing=Words(
        nl="Deze stap is niet afgemaakt; er is niets veranderd.", en="This move was not finished; nothing has changed."
    ),
    decision_fixed=Words(
        nl="Wat verleend is ligt vast, en na de vaststelling ook het vastgestelde bedrag.",
        en="What was granted is fixed, and once determined so is the amount determined.",
    ),
    decision_not_granted=Words(nl="Dit besluit is niet verleend.", en="This decision is not granted."),
)
KEY_UNKNOWN = Words(nl="Deze matchingregel bestaat niet.", en="There is no such matching rule.")
KEY_KNOWN = Words(
    nl="Kies er een uit de lijst, of stel de regel eerst voor.",
    en="Choose one from the list, or propose the rule first.",
)
CHECKS.update(
    origin_not_private=FieldProblem("private_origin", REFUSALS["origin_not_private"], NOT_PRIVATE),
    matching_key_unknown=FieldProblem("matching_key", KEY_UNKNOWN, KEY_KNOWN),
    met_ahead=FieldProblem(
        "met_on",
        Words(nl="Deze dag moet nog komen.", en="This day has yet to come."),
        Words(nl="Kies vandaag of eerder.", en="Choose today or before."),
    ),
    right_unknown=FieldProblem(
        "rights",
        Words(nl="Dit soort recht staat niet in de lijst.", en="This kind of right is not in the catalogue."),
        Words(nl="Kies er een uit de lijst.", en="Choose one from the list."),
    ),
    tranche_day=FieldProblem(
        "tranches",
        Words(nl="Een tranche vervalt op een dag die niet kan kloppen.", en="A tranche falls due on a day that cannot be right."),
        Words(nl="Kies een dag van 1990 tot en met twee jaar na het einde van de overeenkomst.",
              en="Choose a day from 1990 to two years after the agreement's end."),
    ),
    tranche_unreadable=FieldProblem(
        "tranches",
        Words(nl="Een tranche mist iets, of haar nummer staat er tweemaal.", en="A tranche lacks something, or its number is there twice."),
        Words(nl="Geef elke tranche één nummer, een bedrag boven nul en een datum.",
              en="Give every tranche one number, an amount above zero and a date."),
    ),
    tranches_differ=FieldProblem(
        "tranches",
        Words(nl="De tranches tellen niet op tot het bedrag van de versie.", en="The tranches do not add up to the version's amount."),
        Words(nl="Maak de som en het bedrag gelijk.", en="Make the sum and the amount equal."),
    ),
)  # fmt: skip
CONTACT = {"confidentiality", "contact_name", "contact_email", "manager_id", "order_number"}
TERMS = ("tranches", "rights", "parties")


# ---- agreements ------------------------------------------------------------------------------------------------------


async def create_agreement(tx: Tx, values: dict[str, Any], terms: dict[str, Any]) -> Agreement:
    """A draft with the first version of its terms. `terms`: effective_on (else the start), tranches, rights, parties."""
    tx.require("agreement.write")  # before a refusal says anything of rules or funders
    values = await _checked(tx, values)
    values["private_origin"] = await _origin(tx, values["funder_id"], values.get("private_origin"))
    agreement = await tx.add(Agreement(**values))
    version = AgreementVersion(
        agreement_id=agreement.id, number=1, amount_cents=0, effective_on=terms.get("effective_on") or agreement.starts_on,
        ends_on=agreement.ends_on, reason="",
    )  # fmt: skip
    await _set_terms(tx, agreement, version, {name: terms.get(name, ()) for name in TERMS})
    await tx.add(version)
    return agreement


async def change_agreement(tx: Tx, id: UUID, version: int, values: dict[str, Any], terms: dict[str, Any]) -> Agreement:
    """Change a draft, terms and all; of what was sent or is in force, only whom to write to and how."""
    agreement = await tx.get(Agreement, id, lock=True, version=version)
    tx.require("agreement.write")
    if agreement.state != "draft" and (terms or set(values) - CONTACT):
        raise problems.conflict("agreement-fixed", FIXED)
    values = await _checked(tx, values)
    followed = agreement.starts_on
    if {"funder_id", "private_origin"} & set(values):
        said = values.get("private_origin", None if "funder_id" in values else agreement.private_origin)
        values["private_origin"] = await _origin(tx, values.get("funder_id", agreement.funder_id), said)
    for name, value in values.items():
        setattr(agreement, name, value)
    if agreement.state == "draft":
        first = await _draft_of(tx, id)
        if terms.get("effective_on") or first.effective_on == followed:
            first.effective_on = terms.get("effective_on") or agreement.starts_on
        first.ends_on = agreement.ends_on
        await _set_terms(tx, agreement, first, terms)
        await tx.flush()
        await tx.run("update agreement set updated_at = clock_timestamp() where id = :id", id=id)
    await tx.flush()
    return agreement


async def _checked(tx: Tx, values: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of an agreement or decision, its contact's address as it is written to; or what is wrong with them."""
    values, wrong = dict(values), list[FieldProblem]()
    wrong += [_day(name) for name in ("starts_on", "ends_on") if name in values and not _likely(values[name])]
    if values.get("matching_key") and not await tx.scalar(
        "select polder.matching_key_known(:key)", key=values["matching_key"]
    ):
        wrong.append(FieldProblem("matching_key", KEY_UNKNOWN, KEY_KNOWN))
    if values.get("contact_email"):
        values["contact_email"] = mail_address(values["contact_email"])
        if values["contact_email"] is None:
            wrong.append(FieldProblem("contact_email", NO_ADDRESS, LIKE_THIS))
    if wrong:
        raise problems.invalid(*wrong)
    return values


def _likely(day: date) -> bool:
    return rules.FIRST_DAY <= day <= rules.LAST_DAY


def _day(field: str) -> FieldProblem:
    return FieldProblem(
        field, Words(nl="Dit jaar kan niet kloppen.", en="This year cannot be right."),
        Words(nl=f"Kies een dag van {rules.FIRST_DAY.year} tot en met {rules.LAST_DAY.year}.",
              en=f"Choose a day from {rules.FIRST_DAY.year} to {rules.LAST_DAY.year}."),
    )  # fmt: skip


async def _origin(tx: Tx, funder: UUID, said: bool | None) -> bool:
    """Whether money of this funder is private: what is said of it, else what the funder's kind says."""
    private = bool(await tx.scalar("select polder.gives_private_money(:id)", id=funder))
    if said and not private:
        raise problems.invalid_field("private_origin", REFUSALS["origin_not_private"], NOT_PRIVATE)
    return private if said is None else said


async def amend(tx: Tx, id: UUID, changes: dict[str, Any]) -> AgreementVersion:
    """A draft of the next version: the terms in force, with these changes and their reason."""
    agreement = await tx.get(Agreement, id, lock=True)
    tx.require("agreement.write")
    if agreement.state != "active":
        raise problems.conflict(
            "agreement-not-active",
            Words(
                nl="Alleen een lopende overeenkomst wordt gewijzigd. Een concept past u zelf aan.",
                en="Only an active agreement is amended. A draft can be changed as it is.",
            ),
        )
    query = select(AgreementVersion).where(
        AgreementVersion.agreement_id == id, AgreementVersion.number == agreement.in_force
    )
    base = (await tx.session.exec(query)).one()
    number = await tx.scalar("select max(number) + 1 from agreement_version where agreement_id = :id", id=id)
    version = AgreementVersion(
        agreement_id=id, number=number, amount_cents=base.amount_cents, reason=changes["reason"], ends_on=base.ends_on,
        effective_on=changes.get("effective_on") or await _today(tx), tranches=base.tranches, rights=base.rights,
        parties=base.parties,
    )  # fmt: skip
    version.ends_on = changes.get("ends_on") or base.ends_on
    await _set_terms(tx, agreement, version, changes)
    return await tx.add(version)


async def meet_condition(tx: Tx, id: UUID, tranche: int, met_on: date | None) -> None:
    """The condition of a tranche in force has been met on this day; None takes that back."""
    await tx.get(Agreement, id)
    tx.require("agreement.write")
    lot = await tx.scalar(
        "select id from lot where agreement_id = :id and position = :tranche and condition is not null",
        id=id,
        tranche=tranche,
    )
    if lot is None:
        raise problems.invalid_field(
            "tranche", Words(nl="Deze tranche heeft geen voorwaarde.", en="This tranche has no condition."),
            Words(nl="Kies een tranche met een voorwaarde.", en="Choose a tranche with a condition."),
        )  # fmt: skip
    await tx.scalar("select polder.meet_condition(:lot, :met_on)", lot=lot, met_on=met_on)


async def change_version(tx: Tx, id: UUID, number: int, changes: dict[str, Any]) -> AgreementVersion:
    """Change the draft of an amendment, or of the first terms."""
    version = await tx.get(AgreementVersion, id, lock=True, version=number)
    tx.require("agreement.write")
    agreement = await tx.get(Agreement, version.agreement_id)
    if version.state != "draft" or agreement.state not in ("draft", "active"):
        raise problems.conflict("version-fixed", REFUSALS["version_fixed"])
    for name in ("effective_on", "ends_on", "reason"):
        if name in changes:
            setattr(version, name, changes[name])
    await _set_terms(tx, agreement, version, changes)
    if agreement.state == "draft" and agreement.ends_on != version.ends_on:
        agreement.ends_on = version.ends_on
    await tx.flush()
    return version


async def _draft_of(tx: Tx, agreement_id: UUID) -> AgreementVersion:
    query = select(AgreementVersion).where(
        AgreementVersion.agreement_id == agreement_id, AgreementVersion.state == "draft"
    )
    return (await tx.session.exec(query)).one()


async def _today(tx: Tx) -> date:
    found: date = await tx.scalar("select (polder.clock() at time zone 'Europe/Amsterdam')::date")
    return found


# ---- terms -----------------------------------------------------------------------------------------------------------


async def _set_terms(tx: Tx, agreement: Agreement, version: AgreementVersion, terms: Mapping[str, Any]) -> None:
    """Put the named terms on a draft version, or say which of them cannot be."""
    wrong: list[FieldProblem] = []
    if version.ends_on < agreement.starts_on:
        wrong.append(_TERM)
    wrong += [_day(name) for name in ("effective_on", "ends_on") if not _likely(getattr(version, name))]
    if wrong:
        raise problems.invalid(*wrong)
    if "tranches" in terms:
        tranches = rules.numbered(terms["tranches"])
        wrong += await _wrong_tranches(tx, agreement, tranches, rules.numbers(terms["tranches"]))
        version.tranches = [_plain(tranche) for tranche in tranches]
        version.amount_cents = rules.total(tranches)
    wrong += _wrong_days(version, rules.numbers(terms.get("tranches", ())))
    if "rights" in terms:
        rights, found = await _rights(tx, version.effective_on, terms["rights"])
        wrong += found
        version.rights = rights
    if "parties" in terms:
        wrong += await _wrong_parties(tx, agreement, terms["parties"])
        version.parties = [_plain(party) for party in terms["parties"]]
    if wrong:
        raise problems.invalid(*wrong)


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """As JSON keeps it: dates and ids are text."""
    return {name: str(v) if isinstance(v, date | UUID) else v for name, v in values.items()}


async def _wrong_tranches(
    tx: Tx, agreement: Agreement, tranches: Sequence[dict[str, Any]], given: Sequence[int]
) -> list[FieldProblem]:
    """`given`: the numbers in the order in which the tranches were sent."""
    wrong = []
    numbers = [t["position"] for t in tranches]
    if len(set(numbers)) < len(numbers):
        wrong.append(
            FieldProblem(
                "tranches",
                Words(nl="Een tranche staat er tweemaal.", en="A tranche is named twice."),
                Words(nl="Geef elke tranche één nummer.", en="Give each tranche one number."),
            )
        )
    known = await tx.rows(
        "select id from fund_pool where id = any(:ids)", ids=[t["pool_id"] for t in tranches if t["pool_id"]]
    )
    for t in tranches:
        if t["pool_id"] and t["pool_id"] not in {row.id for row in known}:
            wrong.append(
                FieldProblem(
                    _place(given, t["position"], "pool_id"),
                    Words(nl="Dit fonds bestaat niet.", en="There is no such fund pool."),
                    Words(nl="Kies er een uit de lijst.", en="Choose one from the list."),
                )
            )
    return wrong + await _below_what_was_called(tx, agreement.id, tranches, given)


def _wrong_days(version: AgreementVersion, given: Sequence[int]) -> list[FieldProblem]:
    """Tranches that fall due too early to be true, or too long after the end."""
    last = rules.last_due(version.ends_on)
    shown, until = notation.day(rules.FIRST_DAY), notation.day(last)
    return [
        FieldProblem(
            _place(given, t["position"], "due_on"),
            Words(nl=f"Tranche {t['position']} vervalt op een dag die niet kan kloppen.", en=f"Tranche {t['position']} falls due on a day that cannot be right."),
            Words(nl=f"Kies een dag van {shown.nl} tot en met {until.nl}, twee jaar na het einde.",
                  en=f"Choose a day from {shown.en} to {until.en}, two years after the end."),
        )
        for t in version.tranches
        if not rules.FIRST_DAY <= date.fromisoformat(t["due_on"]) <= last
    ]  # fmt: skip


def _place(given: Sequence[int], position: int, name: str) -> str:
    """The field of a tranche as it was sent: by its place in the list, from 0; the list where it was left out."""
    return f"tranches.{given.index(position)}.{name}" if position in given else "tranches"


async def _below_what_was_called(
    tx: Tx, agreement_id: UUID, tranches: rules.Terms, given: Sequence[int]
) -> list[FieldProblem]:
    """A lot cannot become smaller than what was called under it already, nor change between money and work."""
    lots = await tx.rows(
        """select l.position, l.in_kind, p.committed - p.uninvoiced as settled from lot l
           join polder.lot_position p on p.lot_id = l.id where l.agreement_id = :id""",
        id=agreement_id,
    )
    wrong = []
    for tranche, cents in rules.too_low(tranches, {lot.position: lot.settled for lot in lots}):
        amount = notation.euros(cents)
        wrong.append(
            FieldProblem(
                _place(given, tranche, "amount_cents"),
                Words(
                    nl=f"Van tranche {tranche} is al {amount.nl} opgevraagd of afgewikkeld.",
                    en=f"Of tranche {tranche}, {amount.en} has been called or settled already.",
                ),
                Words(
                    nl=f"Maak het {amount.nl} of meer, of crediteer eerst een factuur.",
                    en=f"Make it {amount.en} or more, or credit an invoice first.",
                ),
            )
        )
    kinds = {lot.position: lot.in_kind for lot in lots}
    for t in tranches:
        if kinds.get(t["position"], bool(t.get("in_kind"))) != bool(t.get("in_kind")):
            wrong.append(FieldProblem(_place(given, t["position"], "in_kind"), REFUSALS["tranche_kind_fixed"],
                                      Words(nl="Geef haar een nieuw nummer.", en="Give it a new number.")))  # fmt: skip
    return wrong


async def _rights(
    tx: Tx, day: date, rights: Sequence[dict[str, Any]]
) -> tuple[list[dict[str, Any]], list[FieldProblem]]:
    """The rights with what their kind says where nothing else was agreed, and what is wrong with them."""
    rows = await tx.rows(
        """select key, takes_field, takes_term, response_days from right_kind
           where state = 'in_force' and :day between valid_from and coalesce(valid_until, 'infinity')""",
        day=day,
    )
    kinds = {row.key: row for row in rows}
    found: list[dict[str, Any]] = []
    wrong: list[FieldProblem] = []
    for n, right in enumerate(rights):
        kind = kinds.get(right["kind"])
        if kind is None:
            wrong.append(
                FieldProblem(
                    f"rights.{n}.kind",
                    Words(
                        nl="Dit soort recht staat niet in de lijst.", en="This kind of right is not in the catalogue."
                    ),
                    Words(nl="Kies er een uit de lijst.", en="Choose one from the list."),
                )
            )
            continue
        for name, takes in (("field", kind.takes_field), ("term_months", kind.takes_term)):
            if right[name] is not None and not takes:
                wrong.append(
                    FieldProblem(
                        f"rights.{n}.{name}",
                        Words(nl="Dit recht kent dit niet.", en="This right does not have this."),
                        Words(nl="Laat het leeg.", en="Leave it empty."),
                    )
                )
        found.append({**right, "response_days": right["response_days"] or kind.response_days})
    return found, wrong


async def _wrong_parties(tx: Tx, agreement: Agreement, parties: Sequence[dict[str, Any]]) -> list[FieldProblem]:
    ids = [party["organisation_id"] for party in parties]
    known = {row.id for row in await tx.rows("select id from organisation where id = any(:ids)", ids=ids)}
    wrong = []
    for n, id in enumerate(ids):
        if id not in known:
            problem = Words(nl="Deze organisatie bestaat niet.", en="There is no such organisation.")
        elif id == agreement.funder_id:
            problem = Words(nl="De financier is al partij.", en="The funder is a party already.")
        elif id in ids[:n]:
            problem = Words(nl="Deze partij staat er tweemaal.", en="This party is named twice.")
        else:
            continue
        remedy = Words(nl="Kies een andere, of laat haar weg.", en="Choose another, or leave it out.")
        wrong.append(FieldProblem(f"parties.{n}.organisation_id", problem, remedy))
    return wrong


# ---- what moves bring about ------------------------------------------------------------------------------------------


async def activated(tx: Tx, id: UUID) -> None:
    """The first terms come into force with the agreement."""
    first = await _draft_of(tx, id)
    await perform(tx, VERSION, first.id, "put_in_force", reason=None, version=None)
    await version_in_force(tx, first.id)


async def version_in_force(tx: Tx, id: UUID) -> None:
    """The version's tranches become the lots, what was promised more or less is posted, and the version before ends."""
    version = await tx.get(AgreementVersion, id)
    given = [int(t["position"]) for t in version.tranches]
    if wrong := await _below_what_was_called(tx, version.agreement_id, version.tranches, given):
        raise problems.invalid(*wrong)
    await tx.scalar("select polder.put_in_force(array[cast(:id as uuid)])", id=id)
    for earlier in await tx.rows(
        "select id from agreement_version where agreement_id = :agreement and state = 'in_force' and id <> :id",
        agreement=version.agreement_id, id=id,
    ):  # fmt: skip
        await perform(tx, VERSION, earlier.id, "supersede", reason=None, version=None)


async def terminated(tx: Tx, id: UUID) -> None:
    """What was promised and never called is written off."""
    await tx.scalar("select polder.end_agreement(:id)", id=id)


AGREEMENT_EFFECTS = {"activate": activated, "terminate": terminated}
VERSION_EFFECTS = {"put_in_force": version_in_force}


# ---- the catalogue of rights ------------------------------------------------------------------------------------------


async def propose_right_kind(tx: Tx, values: dict[str, Any]) -> RightKind:
    """A kind of right, or the next version of one; in force when another confirms it."""
    return await tx.add(RightKind(**values))


async def change_right_kind(tx: Tx, id: UUID, version: int, values: dict[str, Any]) -> None:
    await versions.change(tx, await tx.get(RightKind, id, lock=True, version=version), values)


# ---- public decisions ------------------------------------------------------------------------------------------------


async def create_decision(tx: Tx, values: dict[str, Any]) -> PublicDecision:
    """A subsidy that was applied for."""
    tx.require("decision.write")
    return await tx.add(PublicDecision(**await _checked(tx, values)))


async def change_decision(tx: Tx, id: UUID, version: int, values: dict[str, Any]) -> PublicDecision:
    """Change an application; of what was granted, the term, when to account, and what was determined."""
    decision = await tx.get(PublicDecision, id, lock=True, version=version)
    tx.require("decision.write")
    for name, value in (await _checked(tx, values)).items():
        setattr(decision, name, value)
    await tx.flush()
    return decision


@dataclass(frozen=True)
class Held:
    """What a decision's lot holds, in cents: what was advanced and is not settled yet, per purpose, and what may still come."""

    lot: UUID
    free: int
    allocated: list[tuple[UUID, int]]
    spent: list[tuple[UUID, int]]
    awaited: int

    @property
    def advanced(self) -> int:
        return self.free + sum(cents for _, cents in self.allocated + self.spent)


async def _held(tx: Tx, decision_id: UUID) -> Held:
    lot = await tx.scalar("select id from lot where decision_id = :id", id=decision_id)
    rows = await tx.rows(
        """select a.kind, a.purpose_id, -b.balance_cents as cents
           from ledger_account a join account_balance b on b.account_id = a.id
           where a.lot_id = :lot and b.balance_cents <> 0
             and a.kind in ('public_advance', 'allocated', 'public_spent', 'committed_open') order by a.id""",
        lot=lot,
    )
    of: dict[str, list[tuple[UUID, int]]] = {
        "allocated": [],
        "public_spent": [],
        "public_advance": [],
        "committed_open": [],
    }
    for row in rows:
        of[row.kind].append((row.purpose_id, row.cents))
    free, awaited = (sum(cents for _, cents in of[kind]) for kind in ("public_advance", "committed_open"))
    return Held(lot, free, of["allocated"], of["public_spent"], -awaited)


async def granted(tx: Tx, id: UUID) -> None:
    """The decision becomes a lot, and a commitment of the State."""
    await tx.scalar("select polder.grant_decision(:id)", id=id)


async def determined(tx: Tx, id: UUID) -> None:
    """What was advanced becomes income up to the amount determined, and the rest must go back; of what did not come
    yet, that stays to come which the determined amount still gives."""
    decision = await tx.get(PublicDecision, id)
    held = await _held(tx, id)
    cents = decision.determined_cents or 0
    lapsed = held.awaited - max(cents - held.advanced, 0)
    lines = ledger.determined(held.lot, cents, spent=held.spent, free=held.free, allocated=held.allocated)
    if lapsed > 0:
        lines += ledger.uninvoiced_written_off(held.lot, lapsed)
    await _post(tx, decision, "determined", ledger.Event.determination, decision.determined_on, lines)


async def settled(tx: Tx, id: UUID) -> None:
    """What came after the determination is income, too."""
    decision, held = await tx.get(PublicDecision, id), await _held(tx, id)
    lines = ledger.determined(held.lot, held.advanced, spent=held.spent, free=held.free, allocated=held.allocated)
    await _post(tx, decision, "settled", ledger.Event.determination, None, lines)


async def follow_bank(tx: Tx, lot: UUID, reason: str | None = None) -> None:
    """The bank has booked money of this decision's lot, or with a reason has undone that: the decision moves along.

    What comes after the accounting moves nothing: the decision is past its advances.
    """
    (now,) = await tx.rows(
        """select d.id, d.state, p.received, polder.repayable(d.id) as repayable, exists (
             select from posting b where b.lot_id = p.lot_id and b.event = 'repayment') as repaid
           from polder.lot_position p join lot l on l.id = p.lot_id join public_decision d on d.id = l.decision_id
           where p.lot_id = :lot""",
        lot=lot,
    )
    move = None
    if reason is None:
        if now.state in ("granted", "advance_received") and now.received:
            move = "receive"
        elif now.state == "determined" and now.repaid and not now.repayable:
            move = "repay"
    elif now.state == "advance_received" and not now.received:
        move = "undo_receipt"
    elif now.state == "repaid" and now.repayable:
        move = "undo_repayment"
    if move:
        await perform(tx, DECISION, now.id, move, reason=reason, version=None)


async def _post(tx: Tx, decision: PublicDecision, what: str, event: ledger.Event, day: date | None,
                lines: Sequence[ledger.Line]) -> None:  # fmt: skip
    """Post these lines of a decision, on this day or the first open one after it."""
    if not lines:
        return
    open_day = await tx.scalar("select polder.open_day(:day)", day=day or await _today(tx))
    entry = {
        "key": f"decision:{decision.id}:{what}", "posted_on": str(open_day), "event": event, "description": decision.reference,
        "source_kind": "public_decision", "source_id": str(decision.id), "lines": [as_json(line) for line in lines],
    }  # fmt: skip
    await tx.scalar("select polder.post_entries(cast(:entries as jsonb))", entries=json.dumps([entry]))


def as_json(line: ledger.Line) -> dict[str, Any]:
    """A line as polder.post_entries takes it."""
    purpose = {"purpose": str(line.purpose)} if line.purpose else {}
    return {"account": line.account, "lot": str(line.lot), "cents": line.cents, **purpose}


DECISION_EFFECTS = {"grant": granted, "determine": determined, "settle": settled}
