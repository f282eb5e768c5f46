"""An invoice from draft to paid: numbers, files, mail, the ledger."""

from tests.funding.invoices.office import bill, invoice, lines_of, moved, promise
from tests.support.world import Person, World


async def test_an_invoice_is_written_validated_and_sent_and_the_ledger_knows(world: World, controller: Person) -> None:
    given = promise(world, "Deltawerk", 10_000_000, 2_500_050)
    await bill(controller, given.funder)
    found = await invoice(controller, given, "validate")
    print(found)
    assert found["amount_cents"] == 12_500_050
    found = await moved(controller, found["id"], "send")
    assert lines_of(found) == [(10_000_000, 10_000_000), (2_500_050, 2_500_050)]
    assert world.sql("select uninvoiced, invoiced_open from polder.lot_position order by number") == [(0, 10_000_000), (0, 2_500_050)]
    for path in ("pdf", "ubl", "ubl?profile=nlcius", "timeline"):
        answer = await controller.get(f"/funder-invoices/{found['id']}/{path}")
        assert answer.status_code == 200, answer.text
        open("/tmp/inv." + path.split("?")[0], "wb").write(answer.content)
