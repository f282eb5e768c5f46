"""Positions for the matrix: "own" and "foreign" are two positions, which nobody outside sees."""

from typing import TYPE_CHECKING

from tests.access.shape import API, MONEY, Row, Scope, create, listed, who, write

if TYPE_CHECKING:
    from tests.access.house import House

READERS = who("controller hr_officer conflicted_officer director auditor")
POSITIONS = Scope(READERS, READERS)
# "own" is in force, "foreign" a proposal.
RULES = Scope(READERS | who(MONEY), READERS | who(MONEY))
SEES = {"positions": POSITIONS, "employer-cost-rules": RULES}
TABLES = {"positions": "position", "employer-cost-rules": "employer_cost_rule"}
WRITERS = who("controller hr_officer conflicted_officer")
PAYER = Scope(who("controller"), who("controller"))
FACTS = {
    "title_nl": "X", "title_en": "X", "cost_key": "cao_nu", "salary_min_cents": 300_000, "salary_max_cents": 400_000,
    "starts_on": "2027-01-01", "months": 12,
}  # fmt: skip
RULE = {"key": "made_{n}", "name_nl": "X", "name_en": "X", "source": "X", "valid_from": "2026-01-01", "surcharge_bp": 1}
HIRERS = who("hr_officer conflicted_officer")

ROWS: list[Row] = [
    *listed("positions", POSITIONS, timeline=True),
    create("/positions", Scope(WRITERS), 201, body=FACTS),
    write("PATCH", "/positions/{id}", "positions", Scope(WRITERS, WRITERS), 200, 409, body={"note": "X"}),
    write("PUT", "/positions/{id}/lines", "positions", PAYER, 200, body={"lines": []}),
    write("POST", "/positions/{id}/moves/fund", "positions", PAYER, 200, 409, body={"reason": None}),
    write("POST", "/positions/{id}/gap", "positions", Scope(who("director"), who("director")), 201, body={"reason": "X"}),
    write("POST", "/positions/{id}/fill", "positions", Scope(HIRERS, HIRERS), 409,
          body={"starts_on": "2027-01-01", "fte_percent": 100}),
    Row("GET", f"{API}/positions/what-if", "part", note="only who reads positions and all money; 404 for a lot that one does not see"),
    *listed("employer-cost-rules", RULES, timeline=True),
    create("/employer-cost-rules", Scope(who("controller")), 201, body=RULE),
    write("PATCH", "/employer-cost-rules/{id}", "employer-cost-rules", PAYER, 200, 409, body={"name_en": "Y"}),
    write("POST", "/employer-cost-rules/{id}/moves/confirm", "employer-cost-rules",
          Scope(who("controller director"), who("controller director")), 200, 409, body={"reason": None}),
]  # fmt: skip
OPEN: dict[tuple[str, str], str] = {}


def furnish(house: "House") -> None:
    for data, key in (("own", "cao_nu"), ("foreign", "cao_oi")):
        rule = house.sql("select id from employer_cost_rule where key = %s", key)
        house.shared["employer-cost-rules", data] = str(rule)
        if data == "own":
            house.sql("update employer_cost_rule set state = 'in_force' where id = %s returning id", rule)
        purpose = house._insert("purpose", kind="position", name_nl="P", name_en="P", valid_from="2027-01-01")
        house.shared["positions", data] = str(
            house._insert("position", reference=f"P-{data}", purpose_id=purpose, title_nl="P", title_en="P", cost_key="cao_nu",
                          cost_rule_id=house.sql("select id from employer_cost_rule where key = 'cao_nu'"), salary_min_cents=300_000,
                          salary_max_cents=400_000, budget_salary_cents=400_000, starts_on="2027-01-01", months=12,
                          monthly_cost_cents=580_000)
        )  # fmt: skip
