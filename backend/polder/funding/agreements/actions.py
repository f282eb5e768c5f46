"""What people do with agreements, their versions and kinds of rights: one function, one use case, one transaction."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import select

from polder.funding import money_rules
from polder.funding.agreements.lifecycle import VERSION
from polder.funding.agreements.tables import Agreement, AgreementVersion, RightKind
from polder.funding.agreements.terms import before_the_work, below_what_was_called, checked, set_terms
from polder.funding.agreements.words import FIXED, NOT_PRIVATE
from polder.kernel import problems
from polder.kernel.lifecycle import perform
from polder.kernel.tx import Tx
from polder.kernel.web import REFUSALS
from polder.kernel.words import Words

CONTACT = {"confidentiality", "contact_name", "contact_email", "manager_id", "order_number"}
TERMS = ("tranches", "rights", "parties")


# ---- agreements ------------------------------------------------------------------------------------------------------


async def create_agreement(tx: Tx, values: dict[str, Any], terms: dict[str, Any]) -> Agreement:
    """A draft with the first version of its terms. `terms`: effective_on (else the start), tranches, rights, parties."""
    tx.require("agreement.write")  # before a refusal says anything of rules or funders
    values = await checked(tx, values)
    values["private_origin"] = await _origin(tx, values["funder_id"], values.get("private_origin"))
    agreement = await tx.add(Agreement(**values))
    version = AgreementVersion(
        agreement_id=agreement.id, number=1, amount_cents=0, effective_on=terms.get("effective_on") or agreement.starts_on,
        ends_on=agreement.ends_on, reason="",
    )  # fmt: skip
    await set_terms(tx, agreement, version, {name: terms.get(name, ()) for name in TERMS})
    await tx.add(version)
    return agreement


async def change_agreement(tx: Tx, id: UUID, version: int, values: dict[str, Any], terms: dict[str, Any]) -> Agreement:
    """Change a draft, terms and all; of what was sent or is in force, only whom to write to and how."""
    agreement = await tx.get(Agreement, id, lock=True, version=version)
    tx.require("agreement.write")
    if agreement.state != "draft" and (terms or set(values) - CONTACT):
        raise problems.conflict("agreement-fixed", FIXED)
    values = await checked(tx, values)
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
        await set_terms(tx, agreement, first, terms)
        await tx.flush()
        await tx.run("update agreement set updated_at = clock_timestamp() where id = :id", id=id)
    await tx.flush()
    return agreement


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
    soonest = await tx.scalar(
        "select greatest(polder.today(), polder.effective_from(:id, :number))", id=id, number=number
    )
    version = AgreementVersion(
        agreement_id=id, number=number, amount_cents=base.amount_cents, reason=changes["reason"], ends_on=base.ends_on,
        effective_on=changes.get("effective_on") or soonest, tranches=base.tranches, rights=base.rights, parties=base.parties,
    )  # fmt: skip
    version.ends_on = changes.get("ends_on") or base.ends_on
    await set_terms(tx, agreement, version, changes)
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
    await set_terms(tx, agreement, version, changes)
    if agreement.state == "draft" and agreement.ends_on != version.ends_on:
        agreement.ends_on = version.ends_on
    await tx.flush()
    return version


async def _draft_of(tx: Tx, agreement_id: UUID) -> AgreementVersion:
    query = select(AgreementVersion).where(
        AgreementVersion.agreement_id == agreement_id, AgreementVersion.state == "draft"
    )
    return (await tx.session.exec(query)).one()


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
    wrong = await below_what_was_called(tx, version.agreement_id, version.tranches, given)
    if wrong := wrong + await before_the_work(tx, version):
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
    await money_rules.change(tx, await tx.get(RightKind, id, lock=True, version=version), values)
