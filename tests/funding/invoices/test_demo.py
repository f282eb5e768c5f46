"""The demonstration asks its funders for what they promised."""

from polder.demo import invoices
from polder.demo.fill import Cast
from polder.kernel.actor import COOKIE
from tests.funding.invoices.office import promise
from tests.support.world import Person, World


async def test_each_agreement_in_force_has_an_invoice_that_was_sent_and_a_draft(
    world: World, controller: Person
) -> None:
    app = world.app.state
    names = list(invoices.BILLING)
    promise(world, names[0], 100, 200)
    promise(world, names[1], 300)
    world.sql("insert into organisation (name, sort_name) values (%s, 'x')", names[2])
    cast = Cast(app.database, {}, {"olga": controller.client.cookies[COOKIE]})
    await invoices.play(cast, app.settings, app.storage)
    assert world.sql("select state, amount_cents from funder_invoice order by created_at") == [
        ("sent", 100),
        ("draft", 200),
        ("sent", 300),
    ]
    assert world.sql("select language, count(*) from mail group by 1 order by 1") == [("en", 1), ("nl", 1)]
    assert world.sql("select count(*) from billing_detail") == [(3,)]
