"""Invoices of the demonstration: how its funders are written to, and what is asked of those who promised."""

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from polder.funding.invoices import actions
from polder.funding.invoices.lifecycle import INVOICE
from polder.kernel import jobs
from polder.kernel.documents.storage import Storage
from polder.kernel.lifecycle import perform
from polder.kernel.settings import Settings
from polder.kernel.tx import Tx

if TYPE_CHECKING:
    from polder.demo.fill import Cast

BILLING: dict[str, dict[str, Any]] = {
    "Deltawerk Robotica B.V.": {
        "street": "Kade 88", "postal_code": "5600 ZZ", "city": "Eindhoven", "kvk": "12345678",
        "contact_name": "Crediteurenadministratie", "email": "facturen@deltawerk.example", "language": "nl",
    },
    "Zonneveld Energie N.V.": {
        "street": "Zonneplein 3", "postal_code": "9700 ZZ", "city": "Groningen", "kvk": "87654321",
        "contact_name": "Accounts payable", "email": "ap@zonneveld.example", "language": "en",
    },
    "Stichting Slimme Zorg": {
        "street": "Singel 21", "postal_code": "3500 ZZ", "city": "Utrecht", "kvk": "55512345", "contact_name": None,
        "email": "financien@slimmezorg.example", "language": "nl",
    },
}  # fmt: skip
# What may be asked now, by agreement, the tranche that is due first at the head.
OPEN = """
select a.id as agreement, array_agg(l.id order by l.due_on, l.position) as lots
from agreement a join lot l on l.agreement_id = a.id and not l.in_kind
  join billing_detail b on b.organisation_id = a.funder_id
where a.state = 'active' and polder.lot_invoiceable(l.id) > 0 group by a.id, a.reference order by a.reference
"""


async def play(cast: "Cast", settings: Settings, storage: Storage) -> None:
    """Of every agreement in force: the first tranche is asked for, the next lies ready as a draft."""
    jobs.context_of(cast.database, SimpleNamespace(settings=settings, storage=storage))
    async with cast.as_("olga") as tx:
        for name, values in BILLING.items():
            organisation = await tx.scalar("select id from organisation where name = :name", name=name)
            await actions.create_billing(tx, {"organisation_id": organisation, "legal_name": name, **values})
        promised = await tx.rows(OPEN)
    for row in promised:
        async with cast.as_("olga") as tx:
            first = await actions.create_invoice(tx, {"agreement_id": row.agreement}, [{"lot_id": row.lots[0]}])
            await _move(tx, first, "validate")
        async with cast.as_("olga") as tx:
            await _move(tx, first, "send")
        if len(row.lots) > 1:
            async with cast.as_("olga") as tx:
                await actions.create_invoice(tx, {"agreement_id": row.agreement}, [{"lot_id": row.lots[1]}])


async def _move(tx: Tx, id: UUID, name: str) -> None:
    await perform(tx, INVOICE, id, name, reason=None, version=None)
    await actions.EFFECTS[name](tx, id)
