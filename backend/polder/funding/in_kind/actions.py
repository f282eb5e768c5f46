"""What people do with tariffs and in-kind contributions."""

from typing import Any
from uuid import UUID

from polder.funding import money_rules
from polder.funding.in_kind.lifecycle import IN_KIND, LAPSED, MORE
from polder.funding.in_kind.tables import InKindContribution, ValuationRule
from polder.kernel import problems
from polder.kernel.lifecycle import perform
from polder.kernel.problems import FieldProblem
from polder.kernel.tx import Tx
from polder.kernel.web import CHECKS, REFUSALS
from polder.kernel.words import Words

LOT = FieldProblem(
    "lot_id",
    Words(nl="Dit is geen tranche in natura die u kunt kiezen.", en="This is no in-kind tranche that you can choose."),
    Words(nl="Kies er een uit de lijst.", en="Choose one from the list."),
)
REFUSALS.update(
    in_kind_agreement=Words(
        nl="De overeenkomst van deze tranche loopt niet; er kan niets onder worden opgegeven.",
        en="The agreement of this tranche is not active; nothing can be declared under it.",
    ),
    in_kind_fixed=Words(
        nl="Deze bijdrage is gewaardeerd en ligt vast. Zet haar terug naar opgave om haar te wijzigen.",
        en="This contribution has been valued and is fixed. Move it back to declared to change it.",
    ),
    no_tariff=Words(
        nl="Voor die dag is geen tarief van deze soort vastgesteld.",
        en="No tariff of this kind is in force for that day.",
    ),
    more_than_promised=MORE,
    lapsed_by_another=LAPSED,
    in_kind_second_person=Words(
        nl="Aannemen doet een ander dan wie de bijdrage opgaf, wijzigde of waardeerde.",
        en="Somebody other than who declared, changed or valued the contribution must accept it.",
    ),
)
CHECKS.update(
    lot_not_in_kind=LOT,
    ck_in_kind_contribution_performed=FieldProblem(
        "performed_until",
        Words(nl="De laatste dag ligt vóór de eerste.", en="The last day is before the first."),
        Words(nl="Kies dezelfde dag of een latere.", en="Choose the same day or a later one."),
    ),
    work_ahead=FieldProblem(
        "performed_until",
        Words(nl="Dit werk is nog niet gedaan.", en="This work has not been done yet."),
        Words(nl="Geef het op als het klaar is.", en="Declare it when it is finished."),
    ),
    work_outside_term=FieldProblem(
        "performed_from",
        Words(nl="Dit werk valt niet binnen de looptijd van de overeenkomst.", en="This work was not done within the agreement's term."),
        Words(nl="Kies dagen binnen de looptijd, of wijzig eerst de overeenkomst.",
              en="Choose days within the term, or amend the agreement first."),
    ),
    tariff_unknown=FieldProblem(
        "tariff",
        Words(nl="Dit tarief is er niet, of het gold niet op de laatste dag van het werk.",
              en="There is no such tariff, or it was not in force on the last day of the work."),
        Words(nl="Kies een ander tarief, of laat er eerst een vaststellen.", en="Choose another tariff, or have one confirmed first."),
    ),
    declared_above_promise=FieldProblem(
        "quantity",
        Words(nl="Met wat al is aangenomen is dit meer dan deze tranche toezegt.",
              en="With what was accepted already, this is more than this tranche promises."),
        Words(nl="Vul minder in, of wijzig eerst de overeenkomst.", en="Fill in less, or amend the agreement first."),
    ),
    worth_nothing=FieldProblem(
        "quantity",
        Words(nl="Zo weinig is minder dan een halve cent waard.", en="So little is worth less than half a cent."),
        Words(nl="Vul een grotere hoeveelheid in.", en="Fill in a larger quantity."),
    ),
)  # fmt: skip


async def propose_tariff(tx: Tx, values: dict[str, Any]) -> ValuationRule:
    return await tx.add(ValuationRule(**values))


async def change_tariff(tx: Tx, id: UUID, version: int, values: dict[str, Any]) -> None:
    await money_rules.change(tx, await tx.get(ValuationRule, id, lock=True, version=version), values)


async def declare(tx: Tx, values: dict[str, Any]) -> InKindContribution:
    """What was given under an in-kind lot. Funders declare under their own lots; a lot they do not see is absent."""
    if not tx.actor.may("in_kind.declare") and not tx.actor.scoped.get("in_kind.declare"):
        raise problems.forbidden()
    if not await tx.scalar("select true from lot where id = :id and in_kind", id=values["lot_id"]):
        raise problems.invalid(LOT)
    return await tx.add(InKindContribution(**values))


async def change(tx: Tx, id: UUID, version: int, values: dict[str, Any]) -> None:
    """Change what was declared, until it is valued."""
    contribution = await tx.get(InKindContribution, id, lock=True, version=version)
    tx.require("in_kind.declare", contribution.funder_id)
    for name, value in values.items():
        setattr(contribution, name, value)
    await tx.flush()


async def expire(tx: Tx) -> int:
    """Contributions whose time to be accepted is over: a job runs this every day."""
    over = await tx.rows(
        """select id from in_kind_contribution where state in ('declared', 'valued')
           and expires_on < polder.today()"""
    )
    for row in over:
        await perform(tx, IN_KIND, row.id, "expire", reason=None, version=None)
    return len(over)


async def count(tx: Tx, id: UUID) -> None:
    """It is part of a quarter that has been frozen."""
    await perform(tx, IN_KIND, id, "count", reason=None, version=None)
