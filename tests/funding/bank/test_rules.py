"""What a receipt may settle, and what settling it books: pure rules, by example and by property."""

from dataclasses import replace
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum import iso11649

from polder.funding.bank import rules
from polder.funding.bank.rules import Index, Open, Part, Receipt, Unfit
from polder.funding.ledger import rules as ledger

A, B = UUID(int=1), UUID(int=2)


def rf(number: str) -> str:
    return next(f"RF{n:02d}{number}" for n in range(2, 99) if iso11649.is_valid(f"RF{n:02d}{number}"))


ONE, TWO, THREE = rf("2026F1230001"), rf("2026F1230002"), rf("2026F4560001")


def item(cents: int, funder: UUID = A, kind: str = "invoice", reference: str | None = None, number: str | None = None,
         due: int = 1, name: str = "Deltawerk Robotica B.V.") -> Open:  # fmt: skip
    return Open(kind, uuid4(), funder, cents, due, reference, (number,) if number else (), (name,))


def found(
    receipt: Receipt, *opens: Open, payers: dict[str, UUID] | None = None
) -> list[tuple[UUID, int, str | None, int]]:
    index = Index(opens, payers or {}, rounding=5)
    return [(p.item.id, p.amount, p.difference_kind, p.difference) for p in rules.propose(receipt, index)]


# ---- references in texts ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [
    ONE, ONE.lower(), f"Betreft {ONE}.", f"Factuur/{ONE}/mrt", " ".join(ONE[n : n + 4] for n in range(0, len(ONE), 4)),
    "-".join([ONE[:4], ONE[4:8], ONE[8:]]) + " met dank", f"RF00 x {ONE}", f"{THREE} {ONE}", f"NAT.ID: RF12 {ONE}",
])  # fmt: skip
def test_a_reference_is_found_however_it_is_written(text: str) -> None:
    assert ONE in rules.references(text)


@pytest.mark.parametrize(
    "text", ["", "RF", ONE[:-1], "X" + ONE, ONE.replace("RF", "RF0", 1), f"RF{ONE[2:4]}  {ONE[4:]}", ONE + "9"]
)
def test_what_is_no_reference_is_none(text: str) -> None:
    assert ONE not in rules.references(text)


@given(st.text("ABC 0123456789-./", max_size=40), st.text("ABC 0123456789-./", max_size=40))
def test_any_text_around_leaves_a_reference_whole(before: str, after: str) -> None:
    assume(not after[:1].isalnum())
    assert ONE in rules.references(f"{before} , {ONE},{after}")


# ---- proposals -------------------------------------------------------------------------------------------------------


def test_the_structured_reference_goes_before_the_free_text_and_both_before_the_amount() -> None:
    one, two = item(1000, reference=ONE), item(1000, B, reference=TWO)
    assert found(Receipt(1000, structured=ONE, text=TWO), one, two) == [(one.id, 1000, None, 0)]
    assert found(Receipt(1000, text=TWO, name="Deltawerk Robotica"), one, two) == [(two.id, 1000, None, 0)]


def test_an_invoice_number_counts_where_there_is_no_reference() -> None:
    one = item(1000, reference=ONE, number="2026-F123-0001")
    assert found(Receipt(900, text="fact. 2026 F123 0001"), one) == [(one.id, 900, "short_payment", 100)]


@pytest.mark.parametrize(("cents", "charges", "expected"), [
    (1000, None, (1000, None, 0)), (995, None, (995, "rounding", 5)), (994, None, (994, "short_payment", 6)),
    (1005, None, (1005, "rounding", -5)), (1006, None, (1006, "overpayment", 6)), (985, 15, (985, "bank_fee", 15)),
])  # fmt: skip
def test_the_difference_is_typed(cents: int, charges: int | None, expected: tuple[int, str | None, int]) -> None:
    one = item(1000, reference=ONE)
    assert found(Receipt(cents, structured=ONE, charges=charges), one) == [(one.id, *expected)]


def test_one_receipt_over_three_invoices_and_the_last_takes_the_difference() -> None:
    items = [item(100, reference=ONE), item(200, reference=TWO), item(300, reference=THREE)]
    text = f"{ONE} {TWO} {THREE}"
    assert [line[1:] for line in found(Receipt(600, text=text), *items)] == [
        (100, None, 0),
        (200, None, 0),
        (300, None, 0),
    ]
    assert [line[1:] for line in found(Receipt(550, text=text), *items)][-1] == (250, "short_payment", 50)
    assert [line[1:] for line in found(Receipt(700, text=text), *items)][-1] == (400, "overpayment", 100)
    assert [line[1] for line in found(Receipt(150, text=text), *items)] == [100, 50]


def test_an_invoice_that_is_paid_already_is_overpaid_as_a_whole() -> None:
    paid = item(0, reference=ONE)
    assert found(Receipt(1000, structured=ONE), paid) == [(paid.id, 1000, "overpayment", 1000)]
    # Named beside one that is open, it takes nothing.
    still = item(1000, reference=TWO)
    for text in (f"{ONE} {TWO}", f"{TWO} {ONE}"):
        assert found(Receipt(1002, text=text), paid, still) == [(still.id, 1002, "rounding", -2)]
        assert found(Receipt(600, text=text), paid, still) == [(still.id, 600, "short_payment", 400)]


@pytest.mark.parametrize("text", [ONE, "Factuur 2026-F123-0001"])
def test_what_names_a_credited_invoice_is_guessed_for_no_other(text: str) -> None:
    instead = item(1000)
    index = Index([instead], {"NL01": A}, credited={ONE: "2026-F123-0001"})
    (line,) = rules.propose(Receipt(1000, text=text, name="Deltawerk Robotica"), index)
    assert (line.item, line.reasons[0].en) == (
        instead,
        "The payment names invoice 2026-F123-0001, but that was credited.",
    )
    assert rules.propose(Receipt(900, text=text, account="NL01"), index) == []
    assert len(rules.propose(Receipt(900, text="Invoice", account="NL01"), index)) == 1


def test_what_comes_on_an_invoice_that_was_written_off_is_no_debt() -> None:
    gone, still = replace(item(0, reference=ONE), written_off=400), item(600, reference=TWO, due=9)
    (line,) = rules.propose(Receipt(400, structured=ONE), Index([gone], {}))
    assert (line.amount, line.difference_kind, line.reasons[-1]) == (400, None, rules.WRITTEN_OFF)
    assert found(Receipt(1000, text=f"{ONE} {TWO}"), gone, still) == [(gone.id, 400, None, 0), (still.id, 600, None, 0)]
    # What is open goes before what was written off, however long that waits.
    same = item(400, due=9)
    assert found(Receipt(400, name="Deltawerk Robotica"), gone, same) == [(same.id, 400, None, 0)]
    assert found(Receipt(400, name="Deltawerk Robotica"), gone) == [(gone.id, 400, None, 0)]


@pytest.mark.parametrize("text", ["besluit EZK 2026/17", "EZK2026-17 voorschot", "termijn 2, ezk 2026 17."])
def test_an_advance_is_known_by_the_number_of_its_decision(text: str) -> None:
    one, other = item(9000, kind="decision", number="EZK 2026/17"), item(9000, kind="decision", number="17/2026")
    assert found(Receipt(2500, text=text), one, other) == [(one.id, 2500, None, 0)]
    assert found(Receipt(9500, text=text), one) == [(one.id, 9000, None, 0)]  # no more than is still to come
    assert found(Receipt(2500, text="EZK 2026/171"), one) == []
    # By the account of its granter, where no other of theirs waits: of two, a person says which.
    account = Receipt(2500, name="Rijk", account="NL1")
    assert found(account, one, payers={"NL1": A}) == [(one.id, 2500, None, 0)]
    assert (
        found(account, one, other, payers={"NL1": A})
        == found(Receipt(9001, account="NL1"), one, payers={"NL1": A})
        == []
    )


def test_amount_and_payer_together_and_never_the_amount_alone() -> None:
    one, other = item(1000), item(1000, B, name="Noordzee Havens NV")
    assert found(Receipt(1000), one) == []
    assert found(Receipt(1000, name="DELTAWERK ROBOTICA"), one, other) == [(one.id, 1000, None, 0)]
    assert found(Receipt(1000, account="NL1"), one, other, payers={"NL1": B}) == [(other.id, 1000, None, 0)]
    # An account that is another funder's outweighs a name.
    assert found(Receipt(1000, name="Deltawerk Robotica", account="NL1"), one, payers={"NL1": B}) == []
    # Two funders who are equally likely: a person decides.
    assert found(Receipt(1000, name="Deltawerk Robotica"), one, item(1000, B)) == []


def test_an_account_that_paid_before_is_a_reason_by_itself_whatever_the_name_or_amount() -> None:
    late, early, promised = item(1000, due=9), item(600, due=3), item(700, kind="tranche", due=1)
    payers = {"NL1": A}
    short, long = Receipt(500, name="Somebody else", account="NL1"), Receipt(900, name="Somebody else", account="NL1")
    assert found(short, late, early, promised, payers=payers) == [(early.id, 500, "short_payment", 100)]
    assert found(long, late, early, payers=payers) == [(early.id, 600, None, 0), (late.id, 300, "short_payment", 700)]
    (line,) = rules.propose(short, Index([early], payers))
    assert line.reasons == (rules.KNOWN_ACCOUNT, rules.OLDEST)
    # what is exactly right goes before what is only from the right account
    assert found(Receipt(1000, name="Somebody else", account="NL1"), late, early, payers=payers) == [
        (late.id, 1000, None, 0)
    ]
    assert found(short, item(600, B), payers=payers) == []


def test_the_earliest_due_of_equal_items_goes_first() -> None:
    late, early = item(1000, due=9), item(1000, due=3)
    assert found(Receipt(1000, name="Deltawerk Robotica"), late, early) == [(early.id, 1000, None, 0)]


def test_several_items_of_one_funder_that_are_together_the_amount() -> None:
    items = [item(100, due=1), item(250, due=2), item(400, due=3)]
    assert [line[1] for line in found(Receipt(500, name="Deltawerk Robotica"), *items)] == [100, 400]
    # Never from an account that is another funder's, however alike the name.
    assert found(Receipt(500, name="Deltawerk Robotica", account="NL1"), *items, payers={"NL1": B}) == []
    same = [item(100), item(200), item(200)]
    assert found(Receipt(300, name="Deltawerk Robotica"), *same) == []  # two ways: a person decides


@pytest.mark.parametrize(("one", "other", "alike"), [
    ("DELTAWERK ROBOTICA BV", "Deltawerk Robotica B.V.", True), ("Robotica Deltawerk", "Deltawerk Robotica", True),
    ("Stichting Waterlab", "Waterlab", True), ("Café Noordzij", "Cafe Noordzij", True), ("Deltawerk", "Waterlab", False),
    ("ABN AMRO Bank", "ING Bank", False), ("B.V.", "N.V.", False), ("X", "Y", False),
])  # fmt: skip
def test_names_are_alike_without_what_a_company_is_by_law(one: str, other: str, alike: bool) -> None:
    assert (rules.likeness(one, [other])[0] >= rules.SIMILAR) is alike


references = st.sampled_from([None, ONE, TWO, THREE])


@given(
    st.lists(st.builds(item, st.integers(0, 3000), st.sampled_from([A, B]), st.just("invoice"), references), max_size=6),
    st.integers(1, 9000), st.lists(references, max_size=3), st.sampled_from([None, "Deltawerk Robotica"]), st.sampled_from([None, 7]),
)  # fmt: skip
def test_a_proposal_never_divides_more_than_came_in_and_fits_what_is_open(
    opens: list[Open], cents: int, said: list[str | None], name: str | None, charges: int | None
) -> None:
    receipt = Receipt(cents, text=" ".join(ref for ref in said if ref), name=name, charges=charges)
    lines = rules.propose(receipt, Index(opens, {}, rounding=5))
    assert sum(line.amount for line in lines) <= cents
    assert all(line.reasons for line in lines)
    for line in lines:
        part = Part(
            "invoice", line.amount, line.difference_kind, line.difference, [(uuid4(), uuid4(), line.item.cents)]
        )
        rules.booking(part)  # `Unfit` if it did not fit


# ---- booking ---------------------------------------------------------------------------------------------------------

opens = st.lists(st.integers(0, 5000), min_size=1, max_size=4).map(lambda cents: [(uuid4(), uuid4(), c) for c in cents])
kinds = st.sampled_from([None, "bank_fee", "short_payment", "overpayment", "rounding", "write_off"])


@given(opens, st.integers(1, 20_000), kinds, st.integers(-20, 20_000))
def test_whatever_is_settled_books_the_money_exactly_and_closes_no_more_than_is_open(
    lines: list[rules.OpenLine], amount: int, kind: str | None, difference: int
) -> None:
    assume((kind is None) == (difference == 0) and (difference >= 0 or kind == "rounding"))
    part = Part("invoice", amount, kind, difference, lines)
    try:
        made = rules.booking(part)
    except Unfit:
        assume(False)
    posted = [*made.receipt, *made.written_off]
    for group in (made.receipt, made.written_off):
        assets = {ledger.BY_NAME[line.account].asset for line in group}
        assert all(
            sum(line.cents for line in group if ledger.BY_NAME[line.account].asset == asset) == 0 for asset in assets
        )
    assert sum(line.cents for line in posted if line.account == "bank") == amount
    closed = {
        line: sum(cents for (of, way), cents in made.closed.items() if of == line and way != "overpayment")
        for line, _, _ in lines
    }
    lots = {line: lot for line, lot, _ in lines}
    for line, _, still_open in lines:
        assert 0 <= closed[line] <= still_open
        assert -sum(p.cents for p in posted if p.account == "receivable" and p.lot == lots[line]) == closed[line]


@given(opens, st.integers(1, 10**9))
def test_an_amount_in_other_currency_is_split_to_the_minor_unit(lines: list[rules.OpenLine], minor: int) -> None:
    total = sum(cents for _, _, cents in lines)
    assume(total > 0)
    posted = rules.with_original(rules.booking(Part("invoice", total, opens=lines)).receipt, "USD", minor, None)
    kept = [line.original for line in posted if line.original]
    assert sum(part[1] for part in kept) == minor
    assert {line.account for line in posted if line.original} == {"bank"}
    (rate,) = {part[2] for part in kept}
    assert abs(Decimal(rate) * minor - total) <= Decimal(minor) * Decimal("1e-9")


def test_the_bank_keeps_its_fee_of_the_last_that_is_paid() -> None:
    lots = [uuid4(), uuid4()]
    part = Part("invoice", 985, "bank_fee", 15, [(uuid4(), lots[0], 600), (uuid4(), lots[1], 400)])
    assert [(line.account, line.lot, line.cents) for line in rules.booking(part).receipt] == [
        ("bank", lots[0], 600), ("receivable", lots[0], -600),
        ("bank", lots[1], 385), ("bank_fees", lots[1], 15), ("receivable", lots[1], -400),
    ]  # fmt: skip


@pytest.mark.parametrize(("amount", "kind", "difference", "field"), [
    (1001, None, 0, "amount_cents"), (990, "bank_fee", 11, "amount_cents"), (990, "write_off", 11, "amount_cents"),
    (900, "overpayment", 1, "difference_cents"), (5, "overpayment", 6, "difference_cents"), (990, "rounding", -1, "difference_cents"),
])  # fmt: skip
def test_what_does_not_fit_names_its_field(amount: int, kind: str | None, difference: int, field: str) -> None:
    with pytest.raises(Unfit) as unfit:
        rules.booking(Part("invoice", amount, kind, difference, [(uuid4(), uuid4(), 1000)]))
    assert unfit.value.field == field
