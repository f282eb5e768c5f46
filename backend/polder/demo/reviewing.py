"""Play the story of reviewing: what stands between some of the committee and some applicants, and who is asked to review."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from polder.demo.partners import IJSSELMONDE
from polder.hiring.reviewing import actions, proposing
from polder.hiring.reviewing.lifecycle import PROPOSAL
from polder.kernel.actor import Entry
from polder.kernel.lifecycle import perform
from polder.kernel.tx import Tx, transaction
from polder.partners.conflicts.actions import declare_interest, import_works

if TYPE_CHECKING:
    from polder.demo.fill import Cast

# A work that two of them wrote, as ORCID tells it.
WORK = b"""{"group": [{"work-summary": [{"put-code": 1, "title": {"title": {"value": "Robots that ask for help"}},
  "publication-date": {"year": {"value": "2025"}}, "external-ids": {"external-id": [
    {"external-id-type": "doi", "external-id-value": "10.99999/polder.robots", "external-id-relationship": "self"}]}}]}]}"""
BACKGROUNDS: dict[str, dict[str, list[dict[str, Any]]]] = {
    "Nora Lindqvist": {"supervisors": [{"name": "Amina El Idrissi", "from": "2022", "until": "2024"}]},
    "Yusuf Aydın": {"employers": [{"name": IJSSELMONDE, "from": "2016", "until": "2020"}]},
    "Linnea Bergström": {
        "employers": [{"name": "Deltawerk Robotica", "from": "2023"}],
        "works": [{"identifier": "doi:10.99999/polder.robots", "title": "Robots that ask for help", "on": "2025"}],
    },
}


async def play(cast: "Cast") -> None:
    async with transaction(cast.database, Entry.as_role("system", "demonstration")) as tx:
        for name, told in BACKGROUNDS.items():
            application = await tx.scalar("select id from application where name = :name", name=name)
            await actions.set_background(tx, application, {"employers": [], "supervisors": [], "works": [], **told})
    async with cast.as_("bas") as tx:
        await _works_and_interest(tx)
    async with transaction(cast.database, Entry.as_role("system", "demonstration")) as tx:
        for subject in ("amina", "bas", "chen", "rik"):
            person = await tx.scalar("select person_id from account where id = :id", id=cast.accounts[subject])
            await proposing.propose_for_person(tx, person)
    async with cast.as_("bas") as tx:  # one is answered, the others wait
        mine = await tx.scalar(
            "select id from conflict_proposal where person_id = polder.person() and kind = 'interest' and state = 'proposed' limit 1"
        )
        if mine is not None:
            why = "Ik adviseerde een andere afdeling; wij kenden elkaar niet."
            await perform(tx, PROPOSAL, mine, "deny", reason=why, version=None)
    async with cast.as_("hanna") as tx:
        vacancy = await tx.scalar("select id from vacancy where title_en = 'PhD candidate in reliable AI'")
        await _planned(tx, vacancy, cast.accounts["chen"])


async def _works_and_interest(tx: Tx) -> None:
    assert tx.actor.person_id is not None
    await import_works(tx, tx.actor.person_id, WORK)
    company = await tx.scalar("select id from organisation where name = 'Deltawerk Robotica B.V.'")
    begins = await tx.scalar("select polder.today() - 500")
    await declare_interest(
        tx, {"person_id": tx.actor.person_id, "organisation_id": company, "kind": "advisory", "valid_from": begins}
    )


async def _planned(tx: Tx, vacancy: UUID, busy: UUID) -> None:
    plan = {"members_review": "all", "reviews_each": 2, "review_by": await tx.scalar("select polder.today() + 35")}
    await actions.set_plan(tx, vacancy, plan, [{"account_id": busy, "weight_percent": 50, "most": None}], None)
    shown = await actions.shared_out(tx, vacancy, 2, None)
    await actions.shared_out(tx, vacancy, 2, shown["digest"])
