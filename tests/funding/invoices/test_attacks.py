"""Raw SQL as the application's role, with every permission a controller has: what was asked stays as it was asked."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from polder.funding.ledger import rules as ledger
from tests.funding.invoices.office import Promise, bill, invoice, moved, post, promise
from tests.support.world import Person, World

EVERYTHING = "invoice.write,invoice.send,invoice.write_off,invoice.agree,ledger.post,funding.read"
Sql = Callable[..., Any]


@pytest.fixture
async def given(world: World, controller: Person) -> Promise:
    found = promise(world, "Deltawerk", 10_000, 20_000)
    await bill(controller, found.funder)
    return found


@pytest.fixture
def attack(app_url: str) -> Sql:
    """One transaction; the refusal's own name, or what was answered."""

    def run(*statements: tuple[str, tuple[Any, ...]]) -> Any:
        try:
            with psycopg.connect(app_url) as connection:
                connection.execute(
                    "select set_config('polder.actor_kind', 'browser', true), set_config('polder.permissions', %s, true)",
                    (EVERYTHING,),
                )
                done = [connection.execute(statement, values) for statement, values in statements]
                answer = done[-1].rowcount
            return answer
        except psycopg.Error as error:
            return (
                error.diag.message_primary.split(" ")[0] if (error.sqlstate or "").startswith("PL") else error.sqlstate
            )

    return run


CHANGES = {
    "amount": "update funder_invoice set amount_cents = amount_cents + 1 where id = %s",
    "number": "update funder_invoice set number = 99 where id = %s",
    "number text": "update funder_invoice set number_text = 'X' where id = %s",
    "reference": "update funder_invoice set rf_reference = 'RF00X' where id = %s",
    "day": "update funder_invoice set issued_on = '2020-01-01' where id = %s",
    "due day": "update funder_invoice set due_on = '2099-01-01' where id = %s",
    "order number": "update funder_invoice set order_number = 'PO' where id = %s",
    "kind": "update funder_invoice set kind = 'credit_note', credits_id = id where id = %s",
    "line": "update invoice_line set amount_cents = 1 where invoice_id = %s",
    "line's words": "update invoice_line set description_nl = 'X' where invoice_id = %s",
    "no line": "delete from invoice_line where invoice_id = %s",
    "when it was sent": "update funder_invoice set sent_at = '2020-01-01', sent_to = 'a@b' where id = %s",
}


async def test_nothing_of_a_sent_invoice_changes(world: World, controller: Person, given: Promise, attack: Sql) -> None:
    found = await invoice(controller, given, "validate", "send")
    assert {what: attack((change, (found["id"],))) for what, change in CHANGES.items()} == dict.fromkeys(
        CHANGES, "invoice_fixed"
    )


async def test_no_number_is_given_by_hand_and_no_numbered_invoice_goes(
    world: World, controller: Person, given: Promise, attack: Sql
) -> None:
    draft, fixed = await invoice(controller, given), await invoice(controller, promise(world, "Ander", 5))
    await bill(controller, fixed["funder_id"])
    fixed = await moved(controller, fixed["id"], "validate")
    for change in ("number", "number text", "reference", "day", "amount", "when it was sent"):
        assert attack((CHANGES[change], (draft["id"],))) in ("invoice_number_given", "23514"), change
    move = "select set_config('polder.move', 'funder_invoice:%s', true)"
    assert attack(("update funder_invoice set state = 'validated' where id = %s", (draft["id"],))) == "move_not_allowed"
    assert (
        attack((move % "send", ()), ("update funder_invoice set state = 'sent' where id = %s", (draft["id"],)))
        == "move_not_allowed"
    )
    assert attack(("delete from funder_invoice where id = %s", (fixed["id"],))) in (0, "invoice_fixed")
    with psycopg.connect(world.superuser_url) as owner, pytest.raises(psycopg.Error, match="invoice_fixed"):
        owner.execute("delete from funder_invoice where id = %s", (fixed["id"],))
    assert (
        attack(
            (
                "insert into funder_invoice (agreement_id, funder_id, number) values (%s, %s, 7)",
                (given.agreement, given.funder),
            )
        )
        == "invoice_number_given"
    )
    assert attack(
        (
            "insert into funder_invoice (agreement_id, funder_id, state) values (%s, %s, 'paid')",
            (given.agreement, given.funder),
        )
    ) in ("move_not_allowed", "23514")
    for statement in ("select * from invoice_series", "update invoice_series set last_number = 0", "delete from invoice_series",
                      "insert into invoice_series values (uuidv7(), 1, 1)"):  # fmt: skip
        assert attack((statement, ())) == "42501", statement
    # the move without the action: the number comes, and still in its order
    assert (
        attack((move % "validate", ()), ("update funder_invoice set state = 'validated' where id = %s", (draft["id"],)))
        == 1
    )
    assert world.sql("select number from funder_invoice where id = %s", draft["id"]) == [(1,)]


async def test_an_invoice_is_of_one_funder_agreement_and_lot_in_money(
    world: World, controller: Person, given: Promise, attack: Sql
) -> None:
    other = promise(world, "Zonneveld", 100)
    draft = await invoice(controller, given)
    assert (
        attack(
            ("insert into funder_invoice (agreement_id, funder_id) values (%s, %s)", (given.agreement, other.funder))
        )
        == "invoice_of_another"
    )
    line = "insert into invoice_line (invoice_id, lot_id, position, description_nl, description_en, amount_cents) values (%s, %s, 9, 'x', 'x', 1)"
    assert attack((line, (draft["id"], other.lots[0]))) == "lot_not_of_agreement"
    world.sql(
        "insert into lot (agreement_id, funder_id, position, amount_cents, due_on, in_kind) values (%s, %s, 9, 1, '2026-01-01', true)",
        given.agreement,
        given.funder,
    )
    in_kind = world.sql("select id from lot where in_kind")[0][0]
    assert attack((line, (draft["id"], in_kind))) == "lot_not_of_agreement"
    assert attack(("insert into funder_invoice (agreement_id, funder_id, kind, credits_id) values (%s, %s, 'credit_note', %s)",
                   (given.agreement, given.funder, draft["id"]))) == "invoice_of_another", "a draft has nothing to take back"  # fmt: skip


async def test_what_closes_a_line_was_booked_and_is_no_more_than_is_open(
    world: World, controller: Person, given: Promise, attack: Sql
) -> None:
    found = await invoice(controller, given, "validate", "send")
    line = found["lines"][0]
    settle = (
        "insert into invoice_settlement (invoice_id, line_id, kind, amount_cents, entry_id) values (%s, %s, %s, %s, %s)"
    )
    with psycopg.connect(world.superuser_url) as owner:
        entry = post(owner, "r1", "receipt", ledger.paid(UUID(line["lot_id"]), 400))
    close = lambda cents, kind="payment", by=entry: (settle, (found["id"], line["id"], kind, cents, by))  # noqa: E731
    assert attack(close(10_001)) == "more_than_open"
    assert attack(close(-1)) == "more_than_open"
    assert attack(close(399)) == "settlement_not_booked", "the entry took 400 off"
    assert attack(close(401)) == "settlement_not_booked"
    assert attack(close(400, "overpayment")) == "settlement_not_booked"
    assert attack(close(400, by=None)) in ("settlement_unfit", "23514")
    assert attack(close(400, "credit", None)) == "settlement_unfit", "what was sent is booked"
    assert attack(close(400, by=str(uuid4()))) in ("23503", "settlement_not_booked")
    assert attack(close(400)) == 1
    assert attack(close(400)) == "settlement_not_booked", "once"
    for statement in ("update invoice_settlement set amount_cents = 1", "delete from invoice_settlement"):
        assert attack((statement, ())) == "42501"
        with psycopg.connect(world.superuser_url) as owner, pytest.raises(psycopg.Error, match="append_only"):
            owner.execute(statement)
    pay = "select set_config('polder.move', 'funder_invoice:%s', true)"
    assert (
        attack((pay % "pay_partly", ()), ("update funder_invoice set state = 'paid' where id = %s", (found["id"],)))
        == "move_not_allowed"
    )


async def test_what_was_validated_is_written_down_once(
    world: World, controller: Person, given: Promise, attack: Sql
) -> None:
    found, draft = (
        await invoice(controller, given, "validate", lots=given.lots[:1]),
        await invoice(controller, given, lots=given.lots[1:]),
    )
    file = "insert into invoice_file (invoice_id, seller, buyer, ubl, sha256) values (%s, '{}', '{}', '<x/>', repeat('0', 64))"
    assert attack((file, (found["id"],))) == "23505"
    assert attack((file, (draft["id"],))) == "invoice_fixed"
    for statement in ("update invoice_file set ubl = '<x/>'", "delete from invoice_file", "delete from write_off_consent",
                      "delete from invoice_rule"):  # fmt: skip
        assert attack((statement, ())) == "42501", statement
    assert attack(("update invoice_rule set value = 0", ())) in (0, "rule_fixed")


async def test_a_file_joins_no_mail_that_somebody_else_queued(
    world: World, controller: Person, given: Promise, attack: Sql
) -> None:
    await invoice(controller, given, "validate", "send")
    (mail,) = world.sql("select id from mail")[0]
    attach = "insert into mail_attachment (mail_id, position, file_name, media_type, content) values (%s, 9, 'x.exe', 'a/b', 'x')"
    assert attack((attach, (mail,))) == "append_only"
    assert attack(("select * from mail_attachment", ())) == 0, "a controller does not keep the post"
    for statement in ("update mail_attachment set content = 'x'", "delete from mail_attachment"):
        assert attack((statement, ())) == "42501"
