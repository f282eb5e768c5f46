"""The pure rules of positions, by example and by property, and that the database computes the same."""

from datetime import date
from typing import Any

import psycopg
from hypothesis import given
from hypothesis import strategies as st

from polder.hiring.positions import rules
from polder.hiring.positions.rules import Line

START = date(2027, 1, 1)


def line(part: int, first: int, last: int, booked: int | None = None, *, pays: bool = True) -> Line:
    """A part of the months counted from January 2027."""
    return Line(part, rules.plus(START, first), rules.plus(START, last), booked, pays)


def test_three_lots_pay_forty_seven_months_to_the_cent() -> None:
    lines = [line(3_333, 0, 46), line(3_333, 0, 46), line(3_334, 0, 46)]
    assert rules.costs(612_345, lines) == [9_592_446, 9_592_445, 9_595_324]
    assert sum(rules.costs(612_345, lines)) == 612_345 * 47


def test_a_month_costs_salary_times_size_with_what_the_employer_pays_above_it() -> None:
    assert rules.monthly_cost(400_000, 100, 4_500) == 580_000
    assert rules.monthly_cost(388_133, 80, 4_333) == 445_049  # 445,048.82… cents


def test_a_gap_in_the_middle_is_named_and_stretches_are_joined() -> None:
    found = rules.coverage(START, 48, [line(10_000, 0, 13), line(10_000, 15, 47)])
    missing = [month.month for month in found if month.missing_bp]
    assert (rules.said(missing).nl, rules.said(missing).en) == ("maart 2028", "March 2028")
    some = [date(2027, 11, 1), date(2027, 12, 1), date(2028, 1, 1), date(2028, 5, 1)]
    assert rules.said(some).nl == "november 2027 t/m januari 2028, mei 2028"
    assert rules.coverage(START, 1, [line(4_000, 0, 0), line(6_000, 0, 0, pays=False)])[0].missing_bp == 6_000


def test_what_is_booked_stays_and_the_others_share_the_rest() -> None:
    lines = [line(3_333, 0, 46, 9_592_445), line(3_333, 0, 46), line(3_334, 0, 46)]
    assert rules.costs(612_345, lines) == [9_592_445, 9_592_446, 9_595_324]
    # booked for longer than it now is: only what it costs counts, or the others would be paid from it
    assert rules.costs(100_000, [line(5_000, 0, 0, 600_000), line(5_000, 0, 0)]) == [50_000, 50_000]


def test_what_falls_away_is_exact_by_month() -> None:
    found = rules.lost(1_000, START, date(2027, 3, 1), date(2027, 2, 1))
    assert found == [(date(2027, 2, 1), 333), (date(2027, 3, 1), 333)]
    assert rules.lost(1_000, START, date(2027, 3, 1), date(2027, 4, 1)) == []


PARTS = st.tuples(
    st.integers(1, 10_000), st.integers(0, 119), st.integers(0, 119), st.none() | st.integers(-2, 2), st.booleans()
)


def _lines(parts: list[tuple[int, int, int, int | None, bool]], monthly: int) -> list[Line]:
    found = []
    for part, one, other, off, pays in parts:
        first, last = min(one, other), max(one, other)
        exact = monthly * part * (last - first + 1) // 10_000
        found.append(line(part, first, last, None if off is None else max(1, exact + off), pays=pays))
    return found


@given(st.lists(PARTS, min_size=1, max_size=8), st.integers(1, 2_000_000))
def test_lines_cost_together_what_they_pay_and_each_its_own_part_to_a_cent(parts: Any, monthly: int) -> None:
    lines = _lines(parts, monthly)
    lines = [Line(of.part_bp, of.from_month, of.until_month) for of in lines]
    found = rules.costs(monthly, lines)
    weights = [monthly * of.part_bp * rules.count(of.from_month, of.until_month) for of in lines]
    assert sum(found) == (sum(weights) + 5_000) // 10_000
    assert all(abs(cents * 10_000 - weight) <= 10_000 for cents, weight in zip(found, weights, strict=True))


@given(st.integers(0, 10**10), st.integers(0, 119), st.integers(0, 119), st.integers(0, 130))
def test_what_falls_away_and_what_stays_are_the_whole_line(cents: int, one: int, other: int, since: int) -> None:
    first, last = rules.plus(START, min(one, other)), rules.plus(START, max(one, other))
    everything, gone = rules.lost(cents, first, last, START), rules.lost(cents, first, last, rules.plus(START, since))
    assert sum(part for _, part in everything) == cents
    assert gone == [pair for pair in everything if pair[0] >= rules.plus(START, since)]


def test_the_database_covers_and_costs_as_the_rules_do(app_url: str, superuser_url: str) -> None:
    """Many positions of random lines, compared in one database."""
    import random

    chance = random.Random(7)
    with psycopg.connect(superuser_url) as db:
        db.execute("set session_replication_role = replica")
        rule = db.execute("select id from employer_cost_rule limit 1").fetchone()
        assert rule
        for number in range(40):
            monthly, months = chance.randrange(1, 2_000_000), chance.randrange(1, 121)
            (position,) = db.execute(
                """insert into position (reference, purpose_id, title_nl, title_en, cost_key, cost_rule_id, salary_min_cents, salary_max_cents,
                     budget_salary_cents, starts_on, months, monthly_cost_cents)
                   values (%s, gen_random_uuid(), 'X', 'X', 'cao_nu', %s, 10000, 10000, 10000, %s, %s, %s) returning id""",
                (f"P-{number}", rule[0], START, months, monthly),
            ).fetchone()  # type: ignore[misc]  # one row
            lines = []
            for _ in range(chance.randrange(1, 6)):
                first = chance.randrange(months)
                last = chance.randrange(first, months)
                part = chance.randrange(1, 4_000)
                exact = monthly * part * (last - first + 1) // 10_000
                booked = chance.choice([None, None, max(1, exact + chance.randrange(-1, 3))])
                pays = booked is not None or chance.random() < 0.8
                lines.append(line(part, first, last, booked, pays=pays))
                state = "booked" if booked else "released" if not pays else "planned"
                (allocation,) = db.execute(
                    """insert into allocation (lot_id, purpose_id, amount_cents, from_day, until_day, booked_on, state)
                       values (gen_random_uuid(), gen_random_uuid(), %s, %s, '2099-01-01', %s, %s) returning id""",
                    (booked or 1, START, START if booked else None, state),
                ).fetchone()  # type: ignore[misc]  # one row
                db.execute(
                    """insert into position_line (position_id, lot_id, from_month, until_month, part_bp, allocation_id)
                       values (%s, gen_random_uuid(), %s, %s, %s, %s)""",
                    (position, lines[-1].from_month, lines[-1].until_month, part, allocation),
                )
            found = db.execute(
                "select month, covered_bp, missing_bp from polder.coverage_of_position(%s)", (position,)
            ).fetchall()
            assert found == [(m.month, m.covered_bp, m.missing_bp) for m in rules.coverage(START, months, lines)]
            costs = db.execute(
                "select c.cents from position_line l join polder.costs_of_position(%s) c on c.line_id = l.id order by l.id",
                (position,),
            ).fetchall()
            assert [cents for (cents,) in costs] == rules.costs(monthly, lines)
        db.rollback()
