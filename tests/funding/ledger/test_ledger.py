"""The ledger's ten promises, each attacked with SQL: as the application's role, and as the owner of the tables."""

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg import errors

from polder.funding.ledger import rules
from polder.funding.ledger.rules import Event, Line
from tests.funding.money import Money, entered, entry, post

DENIED = errors.InsufficientPrivilege


def refused(url: str, statement: str, *values: Any, permissions: str | None = None) -> psycopg.Error:
    """The error of one statement, tried in a transaction that is committed when it is not refused."""
    connection = psycopg.connect(url)
    try:
        entered(connection, *([permissions] if permissions else []))
        connection.execute(statement, values or None)
        connection.commit()
    except psycopg.Error as error:
        return error
    finally:
        connection.close()
    raise AssertionError(f"not refused: {statement}")


def refused_posting(url: str, *entries: dict[str, Any]) -> str:
    """What the ledger says of entries that it does not take: the name of the refusal, or of the constraint."""
    error = refused(url, "select polder.post_entries(%s)", json.dumps(entries))
    return error.diag.constraint_name or error.diag.message_primary or ""


def lines(*parts: tuple[str, int], lot: UUID, purpose: UUID | None = None) -> list[Line]:
    return [Line(account, lot, cents, purpose) for account, cents in parts]


def _promised(money: Money) -> UUID:
    """100,000.00 promised, of which 60,000.00 was asked for and has arrived."""
    made = money.lot(10_000_000, funder=f"F {uuid4()}")
    money.received(made, 6_000_000)
    return made


@pytest.fixture
def promised(books: Money) -> UUID:
    return _promised(books)


@pytest.fixture
def lot(money: Money) -> UUID:
    return _promised(money)


# ---- 1. sums, two lines, one writer ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ([("bank", 100)], "entry_unbalanced"),
        ([("bank", 100), ("overpayment", -99)], "entry_unbalanced"),
        ([], "entry_unbalanced"),
        ([("bank", 0), ("overpayment", 0)], "ck_posting_amount_cents"),
        ([("bank", 100), ("commitments_given", -100)], "entry_unbalanced"),  # 7: assets never net
        ([("in_kind_used", 100), ("payroll_clearing", -100)], "ledger_line_unknown"),  # it takes a purpose
        ([("moneybags", 100), ("bank", -100)], "ledger_line_unknown"),
    ],
)
def test_an_entry_has_two_lines_that_sum_to_zero_in_each_asset(
    books: Money, promised: UUID, parts: list[tuple[str, int]], said: str
) -> None:
    before = books.sql("select count(*) from posting")
    assert refused_posting(books.url, entry(Event.receipt, lines(*parts, lot=promised))) == said
    assert books.sql("select count(*) from posting") == before


@pytest.mark.parametrize("cents", [2**63, -(2**63) - 1, 10**30])
def test_an_amount_that_no_account_can_hold_is_refused(books: Money, promised: UUID, cents: int) -> None:
    huge = entry(Event.receipt, lines(("bank", cents), ("overpayment", -cents), lot=promised))
    error = refused(books.url, "select polder.post_entries(%s)", json.dumps([huge]))
    assert error.sqlstate == "22003"


def test_two_large_receipts_that_overflow_an_account_are_refused_whole(books: Money, promised: UUID) -> None:
    post(books.url, entry(Event.receipt, rules.overpaid(promised, 2**62)))
    error = refused(
        books.url, "select polder.post_entries(%s)", json.dumps([entry(Event.receipt, rules.overpaid(promised, 2**62))])
    )
    assert error.sqlstate == "22003"
    assert books.sql("select * from polder.wrong_balances()") == []


def test_amounts_that_only_together_are_too_large_are_refused(books: Money, promised: UUID) -> None:
    both = entry(Event.receipt, lines(("bank", 2**63 - 1), ("bank", 1), lot=promised))
    assert refused(books.url, "select polder.post_entries(%s)", json.dumps([both])).sqlstate == "22003"


def test_three_decimals_are_no_amount(books: Money, promised: UUID) -> None:
    half = entry(Event.receipt, rules.overpaid(promised, 100))
    half["lines"][0]["cents"] = 100.5
    assert refused(books.url, "select polder.post_entries(%s)", json.dumps([half])).sqlstate == "22P02"


WRITES = [
    "insert into journal_entry (key, digest, posted_on, event, description) values ('x', '', '2026-03-01', 'receipt', '')",
    "insert into posting (entry_id, account_id, lot_id, funder_id, posted_on, event, amount_cents)"
    " select entry_id, account_id, lot_id, funder_id, posted_on, event, 1 from posting limit 1",
    "insert into ledger_account (code, kind, asset) values ('x', 'bank', 'EUR')",
    "insert into account_balance (account_id, floor) select id, 0 from ledger_account limit 1",
    "update lot_balance set paid = 1",
    "insert into lot_balance (lot_id) select id from lot limit 1",
    "select polder.add_to_lots(array(select id from journal_entry))",
    "select polder.rebuild_lots()",
    "select polder.write_entries('[]')",
    "select polder.ledger_lines('[]')",
    "insert into polder.account_kind select 'gold', 'EUR', 0, false, '{}', 'x', 'x'",
    "update polder.account_kind set floor = 0",
    "insert into lot (agreement_id, funder_id, amount_cents, due_on) select agreement_id, funder_id, 1, due_on from lot limit 1",
    "update lot set amount_cents = 1",
]


@pytest.mark.parametrize("statement", WRITES)
def test_nobody_writes_past_the_single_writer(books: Money, promised: UUID, statement: str) -> None:
    assert isinstance(refused(books.url, statement), DENIED)


def test_whoever_may_not_post_does_not(books: Money, promised: UUID) -> None:
    paid = json.dumps([entry(Event.receipt, rules.overpaid(promised, 100))])
    for permissions in ("funding.read", "funding.own", "period.close"):
        error = refused(books.url, "select polder.post_entries(%s)", paid, permissions=permissions)
        assert (error.sqlstate, error.diag.message_primary) == ("PL403", "ledger_not_yours")
    with psycopg.connect(books.url) as nobody, pytest.raises(psycopg.Error, match="ledger_not_yours"):
        nobody.execute("select polder.post_entries(%s)", (paid,))


# ---- 2. append-only --------------------------------------------------------------------------------------------------

KEPT = ("journal_entry", "posting", "ledger_account", "closed_period", "ledger_check")
CHANGES = [
    *[(table, f"update {table} set {column} = {column}") for table, column in (
        ("journal_entry", "description"), ("posting", "amount_cents"), ("ledger_account", "code"), ("account_balance", "floor"),
        ("lot_balance", "free"),
        ("closed_period", "note"), ("ledger_check", "wrong"))],
    *[(table, f"{how} {table}") for table in (*KEPT, "account_balance", "lot_balance") for how in ("delete from", "truncate")],
]  # fmt: skip


@pytest.mark.parametrize("statement", [statement for _, statement in CHANGES])
def test_the_applications_role_can_neither_change_nor_remove_what_was_posted(
    books: Money, promised: UUID, statement: str
) -> None:
    assert isinstance(refused(books.url, statement), DENIED)


def test_not_even_the_owner_or_a_superuser_changes_or_removes_what_was_posted(books: Money, promised: UUID) -> None:
    owner_url = books.url.replace("polder_app", "polder_owner")
    books.sql("insert into closed_period (from_day, until_day) values ('2025-01-01', '2025-12-31')")
    with psycopg.connect(books.url) as connection:
        entered(connection).execute("select polder.check_ledger(false)")
    before = {table: books.sql(f"select x::text from {table} x order by 1") for table in KEPT}
    assert all(before.values())
    for table, statement in CHANGES:
        if table in ("account_balance", "lot_balance") and statement.startswith("update"):
            continue  # caches: `polder ledger check --rebuild` mends it
        error = refused(books.superuser_url, statement + (" cascade" if statement.startswith("truncate") else ""))
        assert error.diag.message_primary == "append_only", statement
        # Row-level security is forced on the owner too, who has no policy: nothing is there to change.
        with psycopg.connect(owner_url) as owner:
            if statement.startswith("truncate"):
                with pytest.raises(psycopg.Error, match="append_only"):
                    owner.execute(statement + " cascade")
            else:
                assert owner.execute(statement).rowcount == 0
    assert {table: books.sql(f"select x::text from {table} x order by 1") for table in KEPT} == before


JOIN = """insert into posting (entry_id, account_id, lot_id, funder_id, posted_on, event, amount_cents)
  select p.entry_id, p.account_id, p.lot_id, p.funder_id, p.posted_on, p.event, s.sign * 5 from posting p, (values (1), (-1)) s (sign)
  where p.id = (select max(id) from posting)"""


def test_nothing_joins_an_entry_that_was_committed(books: Money, promised: UUID) -> None:
    """Even balanced lines, even by a superuser."""
    assert refused(books.superuser_url, JOIN).diag.message_primary == "entry_is_closed"


@pytest.mark.parametrize("between", ["select 1", "savepoint a", "set constraints all immediate"])
def test_nothing_joins_an_entry_in_its_own_transaction_either(books: Money, promised: UUID, between: str) -> None:
    paid = json.dumps([entry(Event.receipt, rules.overpaid(promised, 100))])
    with psycopg.connect(books.superuser_url) as connection:
        entered(connection).execute("select polder.post_entries(%s)", (paid,))
        connection.execute(between)
        with pytest.raises(psycopg.Error, match="entry_is_closed"):
            connection.execute(JOIN)
        connection.rollback()


def test_an_entry_written_after_a_savepoint_was_rolled_back_is_whole(books: Money, promised: UUID) -> None:
    with psycopg.connect(books.url) as connection:
        entered(connection).execute("savepoint a")
        for key in ("one", "two"):
            paid = json.dumps([entry(Event.receipt, rules.overpaid(promised, 100), key=key)])
            connection.execute("select polder.post_entries(%s)", (paid,))
            if key == "one":
                connection.execute("rollback to savepoint a")
    assert books.sql("select key from journal_entry where key in ('one', 'two')") == [("two",)]
    assert books.sql("select * from polder.ledger_faults()") == []


LIES = [
    ("posted_on", "p.posted_on - 1"), ("event", "'cost'"), ("funder_id", "(select id from organisation where name = 'Fb')"),
    ("lot_id", "(select id from lot where funder_id <> p.funder_id limit 1)"),
]  # fmt: skip


@pytest.mark.parametrize(("column", "lie"), LIES)
def test_a_line_says_of_its_day_event_funder_and_lot_what_is_true(
    books: Money, promised: UUID, column: str, lie: str
) -> None:
    books.lot(1, funder="Fb", promised=False)
    columns = ["account_id", "lot_id", "funder_id", "posted_on", "event", "amount_cents"]
    values = [lie if name == column else f"p.{name}" for name in columns]
    written = f"""with made as (insert into journal_entry (key, digest, posted_on, event, description)
        select '{uuid4()}', '', posted_on, event, '' from posting order by id desc limit 1 returning id)
      insert into posting (entry_id, {", ".join(columns)}) select (select id from made), {", ".join(values)} from posting p
      where p.entry_id = (select entry_id from posting order by id desc limit 1)"""
    assert refused(books.superuser_url, written).diag.message_primary == "entry_is_closed"


# ---- 3. once per key -------------------------------------------------------------------------------------------------


def test_one_key_is_one_entry_and_other_content_under_it_is_a_conflict(books: Money, promised: UUID) -> None:
    first = entry(Event.receipt, rules.overpaid(promised, 100), key="k")
    assert (
        post(books.url, first)
        == post(books.url, {**first, "description": "other words"})
        == post(books.url, first, first)[:1]
    )
    for other in (
        entry(Event.receipt, rules.overpaid(promised, 101), key="k"),
        entry(Event.refund, rules.overpaid(promised, 100), key="k"),
        entry(Event.receipt, rules.overpaid(promised, 100), "2026-03-02", key="k"),
    ):
        assert refused_posting(books.url, other) == "ledger_key_reused"
        assert refused_posting(books.url, {**first, "key": "k2"}, {**other, "key": "k2"}) == "ledger_key_reused"
    assert books.sql("select count(*) from journal_entry where key like 'k%'") == [(1,)]
    assert books.sql("select count(*) from posting p join journal_entry e on e.id = p.entry_id where key = 'k'") == [
        (2,)
    ]


def together(number: int, *works: Any) -> list[Any]:
    """Each call's answer or error, all called at once."""

    def one(work: Any) -> Any:
        try:
            return work()
        except psycopg.Error as error:
            return error

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(one, works))


def test_sixteen_who_post_one_key_at_once_make_one_entry(books: Money, promised: UUID) -> None:
    first = entry(Event.receipt, rules.overpaid(promised, 100), key="raced")
    answers = together(16, *[lambda: post(books.url, first)[0]] * 16)
    assert len(set(answers)) == 1, answers
    assert books.sql("select count(*) from journal_entry where key = 'raced'") == [(1,)]
    assert books.sql(
        "select count(*) from posting where lot_id = %s and event = 'receipt' and amount_cents = 100", promised
    ) == [(1,)]
    assert books.sql("select * from polder.wrong_balances()") == []


# ---- 4. reversals ----------------------------------------------------------------------------------------------------

REVERSE = "select polder.reverse_entry(%s, %s, %s, %s)"


def reverse(money: Money, made: UUID, day: str = "2026-03-05", reason: str | None = "why") -> UUID:
    with psycopg.connect(money.url) as connection:
        found = entered(connection).execute(REVERSE, (made, str(uuid4()), day, reason)).fetchone()
        assert found is not None
        return UUID(str(found[0]))


def not_reversed(money: Money, made: UUID, day: str = "2026-03-05", reason: str | None = "why") -> str:
    error = refused(money.url, REVERSE, made, str(uuid4()), day, reason)
    return error.diag.constraint_name or error.diag.message_primary or ""


def test_a_reversal_is_made_once_with_a_reason_and_undoes_every_line(books: Money, promised: UUID) -> None:
    before = books.position(promised)
    (made,) = post(books.url, entry(Event.allocation, rules.allocated(promised, books.purpose(), 100)))
    reverse(books, made, reason="typed wrong")
    assert books.position(promised) == before
    assert books.sql("select event, reason, posted_on::text from journal_entry where reverses_id = %s", made) == [
        ("allocation", "typed wrong", "2026-03-05")
    ]
    assert not_reversed(books, made) == "uq_journal_entry_reverses_id"


@pytest.mark.parametrize(
    ("day", "reason", "said"),
    [
        ("2026-03-05", " ", "ck_journal_entry_reversal_reason"),
        ("2026-03-05", None, "ck_journal_entry_reversal_reason"),
        ("2026-02-28", "why", "reversed_before"),
        ("2026-07-01", "why", "posted_ahead"),
    ],
)
def test_a_reversal_without_reason_before_its_entry_or_ahead_of_the_clock_is_refused(
    books: Money, promised: UUID, day: str, reason: str | None, said: str
) -> None:
    (made,) = post(books.url, entry(Event.receipt, rules.overpaid(promised, 100)))
    assert not_reversed(books, made, day, reason) == said


def test_a_reversal_is_not_reversed_and_what_is_no_entry_neither(books: Money, promised: UUID) -> None:
    (made,) = post(books.url, entry(Event.receipt, rules.overpaid(promised, 100)))
    assert not_reversed(books, reverse(books, made)) == "reversal_of_reversal"
    assert not_reversed(books, uuid4()) == "entry_unknown"


def extra(lot: UUID) -> Sequence[Line]:
    return rules.overpaid(lot, 7)


@pytest.mark.parametrize(
    "forged",
    [
        lambda lot: [*rules.refunded(lot, 100), *extra(lot)],  # everything undone, and more
        lambda lot: rules.refunded(lot, 99),
        lambda lot: rules.overpaid(lot, 100),
        lambda lot: [*rules.refunded(lot, 100), *rules.refunded(lot, 100), *rules.overpaid(lot, 100)],
        lambda lot: [Line("overpayment", lot, 100), Line("payroll_clearing", lot, -100)],
    ],
)
def test_what_calls_itself_a_reversal_is_the_exact_opposite(books: Money, promised: UUID, forged: Any) -> None:
    (made,) = post(books.url, entry(Event.receipt, rules.overpaid(promised, 100)))
    post(books.url, entry(Event.receipt, rules.overpaid(promised, 1000)))
    lie = {**entry(Event.receipt, forged(promised)), "reverses_id": str(made), "reason": "forged"}
    assert refused_posting(books.url, lie) == "reversal_differs"


def test_a_correction_of_a_closed_quarter_is_posted_in_the_open_one(money: Money, lot: UUID) -> None:
    receipt = {**entry(Event.receipt, rules.overpaid(lot, 100), "2026-03-31"), "happened_on": "2026-03-02"}
    (made,) = post(money.url, receipt)
    assert post(money.url, receipt) == [made]
    with pytest.raises(psycopg.Error, match="ledger_key_reused"):  # another day is another event
        post(money.url, {**receipt, "happened_on": "2026-03-03"})
    money.sql("insert into closed_period (from_day, until_day) values ('2026-01-01', '2026-03-31')")
    then = money.sql("select * from polder.lot_positions('2026-03-31')")
    assert not_reversed(money, made, "2026-03-31") == "period_closed"
    assert money.sql("select polder.open_day('2026-03-31')::text") == [("2026-04-01",)]
    reverse(money, made, "2026-04-01")
    assert money.sql("select posted_on::text, happened_on::text from journal_entry where 'receipt' = event and posted_on > '2026-02-01' order by number") == [
        ("2026-03-31", "2026-03-02"), ("2026-04-01", "2026-03-02")]  # fmt: skip
    assert money.sql("select * from polder.lot_positions('2026-03-31')") == then
    money.sql("insert into closed_period (from_day, until_day) values ('2026-04-01', '2026-06-29')")
    assert money.sql("select polder.open_day('2026-02-02')::text, polder.open_day('2099-01-01')::text") == [
        ("2026-06-30", "2026-06-30")
    ]


# ---- 5. floors -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("event", "made", "said"),
    [
        (Event.invoice, lambda lot, p: rules.invoiced(lot, 4_000_001), "ck_account_balance_overdrawn"),
        (Event.allocation, lambda lot, p: rules.allocated(lot, p, 6_000_001), "ck_account_balance_overdrawn"),
        (Event.cost, lambda lot, p: rules.cost(lot, p, 1), "ck_account_balance_overdrawn"),
        (Event.refund, lambda lot, p: rules.refunded(lot, 1), "ck_account_balance_overdrawn"),
        (Event.receipt, lambda lot, p: rules.paid(lot, 1), "ck_account_balance_overdrawn"),
        (Event.allocation, lambda lot, p: rules.allocated(lot, p, 1, public=True), "ck_account_balance_overdrawn"),
        (Event.refund, lambda lot, p: rules.returned(lot, 6_000_001), "ck_account_balance_overdrawn"),
        (Event.amendment, lambda lot, p: rules.committed(lot, -4_000_001), "ck_account_balance_overdrawn"),
        (Event.report, lambda lot, p: rules.reported(lot, p, 1), "ck_account_balance_overdrawn"),
        (Event.allocation, lambda lot, p: rules.released(lot, p, 1), "ck_account_balance_overdrawn"),
    ],
)
def test_one_cent_more_than_there_is_is_refused(
    books: Money, promised: UUID, event: Event, made: Any, said: str
) -> None:
    assert refused_posting(books.url, entry(event, made(promised, books.purpose()))) == said
    assert books.sql("select * from polder.ledger_faults()") == []


def test_what_one_lot_is_owed_back_is_not_paid_back_on_another_of_the_same_funder(books: Money, promised: UUID) -> None:
    name = f"F {uuid4()}"
    one, other = books.lot(funder=name), books.lot(funder=name)
    (over,) = post(books.url, entry(Event.receipt, rules.overpaid(one, 100)))
    assert refused_posting(books.url, entry(Event.refund, rules.refunded(other, 1))) == "ck_lot_balance_not_owed"
    post(books.url, entry(Event.refund, rules.refunded(one, 60)))
    assert not_reversed(books, over) == "ck_account_balance_overdrawn"
    post(books.url, entry(Event.receipt, rules.overpaid(other, 60)))
    assert not_reversed(books, over) == "ck_lot_balance_not_owed"


def test_what_was_asked_for_and_has_not_arrived_can_neither_be_allocated_nor_given_back(books: Money) -> None:
    lot, purpose = books.lot(), books.purpose()
    post(books.url, entry(Event.invoice, rules.invoiced(lot, 100)))
    for event, made in ((Event.allocation, rules.allocated(lot, purpose, 1)), (Event.refund, rules.returned(lot, 1))):
        assert refused_posting(books.url, entry(event, made)) == "ck_lot_balance_not_received_yet"
    post(books.url, entry(Event.receipt, rules.paid(lot, 60)))
    assert (
        refused_posting(books.url, entry(Event.allocation, rules.allocated(lot, purpose, 61)))
        == "ck_lot_balance_not_received_yet"
    )
    post(books.url, entry(Event.allocation, rules.allocated(lot, purpose, 60)))


def test_a_receipt_whose_money_is_allocated_is_not_reversed_before_the_allocation(books: Money) -> None:
    lot, purpose = books.lot(), books.purpose()
    post(books.url, entry(Event.invoice, rules.invoiced(lot, 100)))
    (receipt,) = post(books.url, entry(Event.receipt, rules.paid(lot, 100)))
    (allocated,) = post(books.url, entry(Event.allocation, rules.allocated(lot, purpose, 100)))
    assert not_reversed(books, receipt) == "ck_lot_balance_not_received_yet"
    for made in (allocated, receipt):
        reverse(books, made)
    assert (books.position(lot).invoiced_open, books.position(lot).received_free) == (100, 0)


def test_of_allocations_that_race_for_the_same_money_no_more_succeed_than_there_is_money_for(books: Money) -> None:
    lot, purposes = books.lot(), [books.purpose(f"P{n}") for n in range(4)]
    books.received(lot, 250)
    works = [
        lambda p=p: post(books.url, entry(Event.allocation, rules.allocated(lot, p, 100)))
        for p in purposes
        for _ in range(2)
    ]
    answers = together(8, *works)
    assert sum(isinstance(answer, list) for answer in answers) == 2
    said = {a.diag.constraint_name or a.diag.message_primary for a in answers if isinstance(a, psycopg.Error)}
    assert said == {"ck_account_balance_overdrawn"}
    assert (books.position(lot).received_free, books.position(lot).allocated) == (50, 200)


def test_eight_writers_at_once_never_wait_in_a_circle_and_the_books_sum_to_zero(books: Money) -> None:
    """Each writes over all lots, in an order of its own, entries that meet in the same accounts: 3,200 in all."""
    lots, purpose = [books.lot(10**9, funder=f"F{n % 3}") for n in range(6)], books.purpose()
    for lot in lots:
        books.received(lot, 10**6)

    def write(number: int) -> int:
        done = 0
        with psycopg.connect(books.url) as connection:
            for turn in range(40):
                order = lots[(number + turn) % 6 :] + lots[: (number + turn) % 6]
                if number % 2:
                    order.reverse()
                batch = []
                for lot in order[:5]:
                    batch += [
                        entry(Event.allocation, rules.allocated(lot, purpose, 10)),
                        entry(Event.cost, rules.cost(lot, purpose, 10)),
                    ]
                entered(connection).execute("select polder.post_entries(%s)", (json.dumps(batch),))
                connection.commit()
                done += len(batch)
        return done

    assert together(8, *[lambda n=n: write(n) for n in range(8)]) == [400] * 8
    assert books.sql(
        "select count(*), sum(amount_cents)::bigint from posting where event in ('allocation', 'cost')"
        " and lot_id = any(%s)",
        lots,
    ) == [(9600, 0)]
    assert books.sql("select * from polder.ledger_faults()") == []
    assert sum(books.position(lot).spent for lot in lots) == 16_000


# ---- 6. closed periods -----------------------------------------------------------------------------------------------


def test_nothing_is_posted_until_the_last_closed_day_and_periods_follow_each_other(money: Money, lot: UUID) -> None:
    close = "insert into closed_period (from_day, until_day) values (%s, %s)"
    with psycopg.connect(money.url) as connection:
        entered(connection).execute(close, ("2026-01-01", "2026-03-31"))
    for day in ("2023-03-05", "2025-12-31", "2026-01-01", "2026-02-14", "2026-03-31"):
        assert refused_posting(money.url, entry(Event.receipt, rules.overpaid(lot, 1), day)) == "period_closed"
    for day in ("2026-04-01", "2026-06-30"):
        post(money.url, entry(Event.receipt, rules.overpaid(lot, 1), day))
    for first, last, said in (
        ("2026-03-31", "2026-04-30", "period_not_next"), ("2025-01-01", "2026-12-31", "period_not_over"),
        ("2026-04-02", "2026-04-30", "period_not_next"), ("2026-04-01", "2026-06-30", "period_not_over"),
        ("2025-12-01", "2025-12-31", "period_not_next"), ("2026-04-01", "2026-03-31", "ck_closed_period_period"),
    ):  # fmt: skip
        error = refused(money.url, close, first, last)
        assert said in (error.diag.constraint_name, error.diag.message_primary), (first, last, error)
    both = f"{close}, ('2026-04-01', '2026-04-30')"
    assert refused(money.url, both, "2026-04-01", "2026-04-30").diag.message_primary == "period_not_next"
    assert isinstance(refused(money.url, close, "2026-04-01", "2026-04-30", permissions="funding.read"), DENIED)


def test_closing_waits_for_entries_under_way_and_they_for_it(money: Money, lot: UUID) -> None:
    """Whichever comes first, no entry ends up in a closed period."""
    with psycopg.connect(money.url) as writer, psycopg.connect(money.url) as closer:
        paid = json.dumps([entry(Event.receipt, rules.overpaid(lot, 1), "2026-03-31")])
        entered(writer).execute("select polder.post_entries(%s)", (paid,))
        entered(closer).execute("set local lock_timeout = '50ms'")
        with pytest.raises(errors.LockNotAvailable):
            closer.execute("insert into closed_period (from_day, until_day) values ('2026-01-01', '2026-03-31')")
        closer.rollback()
        writer.commit()
        entered(closer).execute("insert into closed_period (from_day, until_day) values ('2026-01-01', '2026-03-31')")
        entered(writer).execute("set local lock_timeout = '50ms'")
        with pytest.raises(errors.LockNotAvailable):
            writer.execute("select polder.post_entries(%s)", (paid.replace('"key": "', '"key": "x'),))


def test_nothing_is_posted_ahead_of_the_clock(money: Money, lot: UUID) -> None:
    assert refused_posting(money.url, entry(Event.receipt, rules.overpaid(lot, 1), "2026-07-01")) == "posted_ahead"
    money.clock("2026-06-30T22:30:00Z")  # half past midnight in Amsterdam
    post(money.url, entry(Event.receipt, rules.overpaid(lot, 1), "2026-07-01"))


# ---- 7 and 8. assets, lots -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "parts",
    [
        [("receivable", 100), ("deferred_contribution", -100)],  # asked for, but the promise says nothing of it
        [("committed_invoiced", 100), ("committed_open", -100)],
        [("bank", 100), ("deferred_contribution", -100)],
        [("deferred_contribution", 100), ("bank", -100)],
    ],
)
def test_money_of_a_lot_neither_vanishes_nor_comes_from_nowhere(
    books: Money, promised: UUID, parts: list[tuple[str, int]]
) -> None:
    there = entry(Event.receipt, lines(*parts, lot=promised))
    assert refused_posting(books.url, there) == "ck_lot_balance_conserved"
    back = entry(Event.receipt, lines(*[(account, -cents) for account, cents in parts], lot=promised))
    assert refused_posting(books.url, there, back) == "lot_not_conserved"  # nor for the time of one entry


def test_money_does_not_move_from_one_lot_to_another(books: Money, promised: UUID) -> None:
    other, purpose = books.lot(), books.purpose()
    books.received(other, 1_000)
    swap = [Line("deferred_contribution", promised, 500), Line("allocated", other, -500, purpose)]
    assert refused_posting(books.url, entry(Event.allocation, swap)) == "ck_lot_balance_conserved"


# ---- 9. foreign currency ---------------------------------------------------------------------------------------------


def test_foreign_money_keeps_its_amount_and_rate_and_is_never_recomputed(books: Money, promised: UUID) -> None:
    paid = [Line("bank", promised, 823, original=("USD", 885, "0.9299435028")), Line("overpayment", promised, -823)]
    (made,) = post(books.url, entry(Event.receipt, paid))
    query = """select amount_cents, original_currency, original_minor, original_rate::text from posting p
      join journal_entry e on e.id = p.entry_id where original_minor is not null and (e.id = %s or e.reverses_id = %s) order by p.id"""
    reverse(books, made, "2026-06-30")
    assert books.sql(query, made, made) == [(823, "USD", 885, "0.9299435028"), (-823, "USD", -885, "0.9299435028")]


@pytest.mark.parametrize(
    ("missing", "said"),
    [({"original_rate": None}, "ck_posting_original"), ({"original_currency": None}, "ck_posting_original"),
     ({"original_currency": "dollar"}, "ck_posting_original_currency"), ({"original_minor": None}, "ck_posting_original")],
)  # fmt: skip
def test_half_a_foreign_amount_is_refused(books: Money, promised: UUID, missing: dict[str, Any], said: str) -> None:
    paid = entry(
        Event.receipt, [Line("bank", promised, 823, original=("USD", 885, "0.93")), Line("overpayment", promised, -823)]
    )
    paid["lines"][0] |= missing
    assert refused_posting(books.url, paid) == said


# ---- 10. balances are a cache ----------------------------------------------------------------------------------------


def test_a_wrong_balance_is_found_named_and_mended_and_the_check_stays_on_record(money: Money, lot: UUID) -> None:
    def check(rebuild: bool) -> tuple[Any, ...]:
        with psycopg.connect(money.url) as connection:
            return entered(connection).execute(
                "select wrong, faults, rebuilt from polder.check_ledger(%s)", (rebuild,)
            ).fetchone() or ()  # fmt: skip

    assert check(False) == (0, [], False)
    (number,) = money.sql("select number from lot")[0]
    spoil = """update account_balance b set balance_cents = balance_cents + %s from ledger_account a
      where a.id = b.account_id and a.kind = %s"""
    money.sql(spoil, 7, "committed_open")
    money.sql(spoil, -3, "bank")
    money.sql("update lot_balance set paid = paid + 1, worked = 2, moved_until = null")
    code = f"committed-open:{number}"
    faults = [
        {"what": "balance", "where": "bank", "said": "5999997", "found": "6000000"},
        {"what": "balance", "where": code, "said": "4000007", "found": "4000000"},
        {"what": "balance", "where": f"lot:{number}:paid", "said": "6000001", "found": "6000000"},
        {"what": "balance", "where": f"lot:{number}:worked", "said": "2", "found": "0"},
    ]
    before = money.sql("select * from polder.lot_sums(null)")
    assert check(False) == (4, faults, False)
    assert check(True) == (4, faults, True)
    assert check(False) == (0, [], False)
    assert money.sql("select * from lot_balance") == before
    assert refused(money.url, "select polder.check_ledger(true)", permissions="ledger.post").sqlstate == "PL403"
