"""The bank of the demonstration plays in any house with invoices that were sent."""

from uuid import UUID

from polder.demo import bank
from polder.demo.fill import Cast
from tests.funding.bank.desk import asked, whole
from tests.support.world import Person, World


async def test_the_demonstration_has_a_receipt_that_was_settled_and_others_that_wait(
    world: World, olga: Person
) -> None:
    world.sql("delete from bank_account")
    for name, cents in (("Zonneveld", 2_500_000), ("Deltawerk", 1_000_000), ("Waterlab", 750_050)):
        await asked(world, olga, cents, name=name)
    cast = Cast(world.app.state.database, {"olga": UUID(olga.account_id)}, {"olga": world.session(olga.account_id)})
    await bank.play(cast, world.app.state.settings)
    assert world.sql("select state, count(*) from bank_entry where amount_cents > 0 group by 1 order by 1") == [
        ("imported", 1), ("matched", 1), ("proposed", 2),
    ]  # fmt: skip
    assert world.sql("select count(*) from polder.statement_gap") == [(0,)]
    assert world.sql("select state, count(*) from funder_invoice group by 1 order by 1") == [("paid", 1), ("sent", 2)]
    whole(world)
