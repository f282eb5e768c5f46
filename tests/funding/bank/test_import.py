"""Files on their way in: what is new, known, refused and missing; whatever is refused leaves nothing but its report."""

import io
import json
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from tests.funding.bank.desk import API, bring
from tests.support import statements
from tests.support.statements import IBAN, Line, Sheet
from tests.support.world import Person, World


def entries(world: World) -> list[tuple[Any, ...]]:
    return world.sql("select amount_cents, booked_on::text from bank_entry order by booked_on, amount_cents")


async def test_the_same_file_twice_adds_nothing_and_two_equal_payments_are_both_kept(
    world: World, piet: Person
) -> None:
    sheet = Sheet([Line(450), Line(450), Line(-100)], key="S-1")
    first, second = await bring(piet, sheet), await bring(piet, sheet)
    assert (first["entries_new"], first["entries_known"], first["statements"][0]["outcome"]) == (3, 0, "new")
    assert (second["entries_new"], second["entries_known"], second["statements"][0]["outcome"]) == (0, 3, "known")
    assert second["statements"][0]["statement_id"] == first["statements"][0]["statement_id"]
    # The same totals of other entries are another statement: refused, and nothing is taken for known.
    other = await bring(piet, Sheet([Line(450), Line(300), Line(50)], key="S-1"))
    assert (other["outcome"], other["entries_new"], other["entries_known"]) == ("refused", 0, 0)
    assert other["why"]["en"] == (
        "Statement S-1 is there already, from bank.xml, with the same totals but other content on line 2, 3."
        " Ask the bank which one holds."
    )
    assert other["statements"][0]["warnings"] == []
    assert entries(world) == [(-100, "2026-03-02"), (450, "2026-03-02"), (450, "2026-03-02")]


async def test_a_larger_file_with_the_same_entries_adds_only_what_is_new(world: World, piet: Person) -> None:
    """By another id of the statement too, and though two of the entries are equal."""
    some = [Line(450, day="2026-03-02"), Line(450, day="2026-03-02"), Line(70, day="2026-03-10")]
    more = [*some, Line(80, day="2026-03-20"), Line(450, day="2026-03-21")]
    await bring(piet, Sheet(some, key="A", first_day="2026-03-01", day="2026-03-15"))
    again = await bring(piet, Sheet(more, key="A", first_day="2026-03-01", day="2026-03-31"))
    assert (again["entries_new"], again["entries_known"]) == (2, 3)
    other = await bring(piet, Sheet(more, key="B", first_day="2026-03-01", day="2026-03-31"))
    assert (other["entries_new"], other["entries_known"]) == (0, 5)
    assert len(entries(world)) == 5
    assert world.sql("select key, edition from bank_statement order by created_at") == [("A", 1), ("A", 2), ("B", 1)]
    assert [one["statements"][0]["warnings"] for one in (again, other)] == [[], []]
    # The bank made it again, and one line says something else: both are there, and whoever imports is told.
    changed = [*some[:2], Line(71, day="2026-03-10")]
    differs = await bring(piet, Sheet(changed, key="A", first_day="2026-03-01", day="2026-03-15"))
    assert (differs["entries_new"], differs["entries_known"]) == (1, 2)
    (warning,) = differs["statements"][0]["warnings"]
    assert "from bank.xml, with other content on line 3" in warning["en"]
    assert (
        "5 entries, together 15.00 EUR, closing 15.00 EUR; now: 3, together 9.71 EUR, closing 9.71 EUR" in warning["en"]
    )
    assert "met een andere inhoud op regel 3" in warning["nl"]
    # An entry of another season comes in, and is pointed out; one of the night after is not.
    for day, said in (
        ("2026-03-31", ["An entry of 31 March 2026 lies outside"]),
        ("2026-05-01", []),
        ("2026-05-02", ["An entry of 2 May"]),
    ):
        sheet = Sheet([Line(5, day=day)], key=f"C {day}", opening=0, first_day="2026-04-01", day="2026-04-30")
        told = await bring(piet, sheet)
        assert told["outcome"] == "imported"
        warned = [one["en"] for one in told["statements"][0]["warnings"]]
        assert [one.startswith(start) for one, start in zip(warned, said, strict=True)] == [True] * len(said)


async def test_equal_payments_of_consecutive_statements_are_not_taken_for_the_same(world: World, piet: Person) -> None:
    await bring(piet, Sheet([Line(450)], key="A", sequence=1))
    later = await bring(piet, Sheet([Line(450)], key="B", opening=450, sequence=2))  # of the same day
    assert (later["entries_new"], later["gaps"]) == (1, [])
    assert len(entries(world)) == 2


async def test_a_file_that_does_not_balance_is_refused_whole_with_the_difference(world: World, piet: Person) -> None:
    good, bad = Sheet([Line(450)], key="A"), Sheet([Line(885)], key="B", opening=1000, closing=2000, day="2026-03-03")
    found = await bring(piet, good, bad)
    assert (found["outcome"], [one["outcome"] for one in found["statements"]]) == ("refused", ["held", "refused"])
    assert found["statements"][1]["difference_cents"] == 115
    assert "1.15 EUR" in found["why"]["en"]
    assert "1,15 EUR" in found["why"]["nl"]
    assert world.sql("select (select count(*) from bank_statement), (select count(*) from bank_entry)") == [(0, 0)]
    todo = (await piet.get("/todo")).json()["data"]
    assert [(item["kind"], item["subject"]["nl"], item["record"]["id"]) for item in todo] == [
        ("bank.refused", "bank.xml", found["id"])
    ]
    await bring(piet, bad)
    (item,) = (await piet.get("/todo")).json()["data"]  # one line however many there are
    assert (item["subject"]["nl"], item["record"]["id"]) == ("2 bankbestanden", None)
    await bring(piet, good)
    assert "bank.refused" in [item["kind"] for item in (await piet.get("/todo")).json()["data"]], "B is not there yet"
    repaired = await bring(piet, good, Sheet([Line(1000)], key="B", opening=1000, day="2026-03-03"))
    assert repaired["outcome"] == "imported"
    assert "bank.refused" not in [item["kind"] for item in (await piet.get("/todo")).json()["data"]]


async def test_what_is_booked_later_than_tomorrow_stays_out(world: World, piet: Person) -> None:
    world.clock("2026-03-01T22:59:59Z")  # in Amsterdam it is a second before 2 March
    assert (await bring(piet, Sheet([Line(450, day="2026-03-02")])))["outcome"] == "imported"
    ahead = Sheet([Line(450, day="2026-03-02"), Line(1, day="2026-03-03")], key="S-2", opening=450)
    found = await bring(piet, ahead)
    assert (found["outcome"], found["why"]["en"], found["why"]["nl"]) == (
        "refused",
        "An entry is of 3 March 2026; that day has yet to come. Download the statement again.",
        "Een boeking is van 3 maart 2026; die dag moet nog komen. Download het afschrift opnieuw.",
    )
    row = world.sql("select to_jsonb(e) - 'search' from bank_entry e")[0][0]
    copy = {**row, "id": str(uuid4()), "ordinal": 2, "booked_on": "2026-03-03"}
    with pytest.raises(psycopg.Error, match="booked_ahead"):
        world.sql(
            f"insert into bank_entry ({', '.join(copy)}) select {', '.join(copy)} from jsonb_populate_record(null::bank_entry, %s)",
            json.dumps(copy),
        )
    world.clock("2026-03-01T23:00:00Z")
    assert (await bring(piet, ahead))["outcome"] == "imported"


async def test_without_balances_a_statement_comes_in_only_for_a_reason(world: World, piet: Person) -> None:
    sheet = Sheet([Line(450), Line(450)], opening=None)
    refused = await bring(piet, sheet)
    assert "balance is missing" in refused["why"]["en"]
    taken = await bring(piet, sheet, without_balances="The bank gives none for this account")
    assert (taken["outcome"], taken["entries_new"], taken["without_balances"]) == (
        "imported",
        2,
        "The bank gives none for this account",
    )
    wrong = await bring(piet, Sheet([Line(1)], closing=2, key="W", day="2026-03-09"), without_balances="A reason")
    assert wrong["outcome"] == "refused"  # balances that are there must fit


async def test_a_day_that_is_missing_is_noticed_and_no_longer_when_it_comes(world: World, piet: Person) -> None:
    days = [
        Sheet([Line(100, day=f"2026-03-0{n}")], key=f"D{n}", opening=100 * n, day=f"2026-03-0{n}") for n in range(2, 6)
    ]
    await bring(piet, days[0])
    later = await bring(piet, days[3])
    assert [(gap["before"], gap["statement"], gap["missing_cents"]) for gap in later["gaps"]] == [("D2", "D5", 200)]
    assert {item["kind"] for item in (await piet.get("/todo")).json()["data"]} >= {"bank.gap"}
    assert [gap["statement"] for gap in (await bring(piet, days[1]))["gaps"]] == []
    await bring(piet, days[2])
    assert world.sql("select count(*) from polder.statement_gap") == [(0,)]


async def test_the_statement_of_an_account_that_is_not_ours_is_refused(
    world: World, piet: Person, olga: Person
) -> None:
    sheet = Sheet([Line(5)], iban="NL20INGB0001234567")
    refused = await bring(piet, sheet)
    assert "NL20INGB0001234567 is not among our own" in refused["why"]["en"]
    wrong = await olga.post("/bank-accounts", {"iban": "NL20INGB0001234568", "name": "Spaar"})
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (422, "iban")
    made = await olga.post("/bank-accounts", {"iban": "nl20 ingb 0001 2345 67", "name": "Spaar"})
    assert (made.status_code, made.json()["identifier"]) == (201, "NL20INGB0001234567")
    assert (await olga.post("/bank-accounts", {"iban": "NL20INGB0001234567", "name": "Spaar"})).status_code == 409
    assert (await bring(piet, sheet))["outcome"] == "imported"
    closed = await olga.patch(f"/bank-accounts/{made.json()['id']}", {"closed_on": "2026-03-01"}, 1)
    assert closed.status_code == 200
    assert (
        "closed" in (await bring(piet, Sheet([Line(6)], iban="NL20INGB0001234567", key="S-2", opening=5)))["why"]["en"]
    )


async def test_bad_files_are_reported_and_kept_out_and_no_file_is_a_422(world: World, piet: Person) -> None:
    from tests.funding.bank.test_camt import BAD

    for content, says in BAD.values():
        found = await bring(piet, content=content)
        assert (found["outcome"], says in found["why"]["en"]) == ("refused", True), found
    assert world.sql("select count(*) from bank_import where outcome = 'refused'") == [(len(BAD),)]
    assert world.sql("select count(*) from bank_statement") == [(0,)]
    assert (await piet.client.post(API, data={"without_balances": "A reason"})).status_code == 422
    assert (await piet.client.post(API, json={})).status_code in (415, 422)
    short = await piet.client.post(API, files={"file": ("a.xml", b"x")}, data={"without_balances": "x"})
    assert (short.status_code, short.json()["errors"][0]["field"]) == (422, "without_balances")
    name = await piet.client.post(API, files={"file": ("../../etc/pass\u200bwd.xml", b"x")})
    assert name.json()["file_name"] == "passwd.xml"


ATTACKS = [
    "update bank_entry set amount_cents = 1",
    "update bank_entry set counterparty = 'x'",
    "update bank_entry set state = 'matched'",
    "update bank_entry set state = 'locked'",
    "delete from bank_entry",
    "update bank_statement set closing_cents = 1",
    "delete from bank_statement",
    "update bank_import set outcome = 'imported'",
    "update settlement_rule set second_person_cents = 10000000000",
    "insert into settlement_rule (second_person_cents, rounding_cents, bank_fee_cents, source, valid_from) values (1, 1, 1, 'mine', '2030-01-01')",
    """insert into bank_statement (import_id, account_id, notification, key, edition, opens_on, closes_on, currency, opening_cents,
         closing_cents, booked_cents, entries) select import_id, account_id, false, 'x', 1, opens_on, closes_on, 'EUR', 1, 3, 1, 1
       from bank_statement""",
    # In the name of somebody else, so that one person would be two.
    """insert into settlement (entry_id, position, kind, lot_id, amount_cents, created_by)
         select e.id, 1, 'tranche', l.id, 1, gen_random_uuid() from bank_entry e, lot l""",
    "set polder.move = 'bank_entry:match'; update bank_entry set state = 'matched'",
]


def goes_through(connection: "psycopg.Connection[Any]", attack: str, who: Person) -> bool:
    """As the application, with the rights of a bank operator. Only what was refused for a reason counts as refused."""
    rights = {
        "actor_kind": "browser", "permissions": "funding.read,bank.import,bank.settle,ledger.post", "actor": who.account_id,
    }  # fmt: skip
    with connection.transaction(force_rollback=True):
        try:
            for name, value in rights.items():
                connection.execute("select set_config(%s, %s, true)", (f"polder.{name}", value))
            return connection.execute(attack).rowcount > 0  # type: ignore[arg-type]  # psycopg wants a literal
        except psycopg.Error as error:
            if not (error.sqlstate or "").startswith("PL") and error.sqlstate not in ("42501", "23514"):
                raise
            return False


async def test_the_database_itself_refuses_what_no_one_may_do(world: World, piet: Person, app_url: str) -> None:
    from tests.funding.invoices.office import promise

    promise(world, "Een", 1000)
    await bring(piet, Sheet([Line(1000)]))
    before = world.sql("select to_jsonb(e) from bank_entry e"), world.sql("select to_jsonb(r) from settlement_rule r")
    with psycopg.connect(app_url, autocommit=True) as connection:
        for attack in ATTACKS:
            assert not goes_through(connection, attack, piet), attack
    assert (
        world.sql("select to_jsonb(e) from bank_entry e"),
        world.sql("select to_jsonb(r) from settlement_rule r"),
    ) == before


async def test_limits_are_set_by_the_director_from_today_on_and_what_was_in_force_stays(
    world: World, olga: Person
) -> None:
    world.clock("2026-06-30T12:00:00Z")
    body = {"second_person_cents": 100, "rounding_cents": 1, "bank_fee_cents": 7, "source": "mandate 2027",
            "valid_from": "2031-06-30"}  # fmt: skip
    assert (await olga.post("/settlement-rules", body)).status_code == 403  # who settles does not set the limits
    director = await world.person("dirk", "director")
    for change, field in (({"valid_from": "2026-06-29"}, "valid_from"), ({"valid_from": "2031-07-01"}, "valid_from"),
                          ({"second_person_cents": 10**13 + 1}, "second_person_cents")):  # fmt: skip
        refused = await director.post("/settlement-rules", {**body, **change})
        assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, field)
    assert refused.json()["errors"][0]["remedy"] == "At most €100,000,000,000.00."
    far = (await director.post("/settlement-rules", body)).json()
    rows = "select second_person_cents, valid_from::text, valid_until::text from settlement_rule order by valid_from"
    assert world.sql(rows) == [(5_000_000, "2020-01-01", "2031-06-29"), (100, "2031-06-30", None)]
    # What has yet to begin can be withdrawn: what was in force goes on, and nearer limits can be set.
    assert (
        await olga.client.delete(f"/api/v1/settlement-rules/{far['id']}", headers={"If-Match": '"1"'})
    ).status_code == 403
    assert (await director.post("/settlement-rules", {**body, "valid_from": "2026-07-01"})).status_code == 409
    assert (
        await director.client.delete(f"/api/v1/settlement-rules/{far['id']}", headers={"If-Match": '"1"'})
    ).status_code == 204
    assert world.sql(rows) == [(5_000_000, "2020-01-01", None)]
    near = (await director.post("/settlement-rules", {**body, "valid_from": "2026-07-01"})).json()
    world.clock("2026-07-01T12:00:00Z")
    began = await director.client.delete(f"/api/v1/settlement-rules/{near['id']}", headers={"If-Match": '"1"'})
    assert (began.status_code, began.json()["type"]) == (409, "/problems/limits-began")
    assert world.sql(rows) == [(5_000_000, "2020-01-01", "2026-06-30"), (100, "2026-07-01", None)]
    assert world.sql("select second_person, rounding, bank_fee from polder.settlement_limits()") == [(100, 1, 7)]


async def test_lists_details_and_files_show_what_came_in(world: World, piet: Person) -> None:
    await bring(piet, Sheet([Line(1000, text="Bijdrage tweede kwartaal"), Line(-250, name="Bank")]))
    for path in ("bank-accounts", "bank-imports", "bank-statements", "bank-entries", "settlement-rules"):
        rows = (await piet.get(f"/{path}")).json()["data"]
        assert rows
        assert (await piet.get(f"/{path}/{rows[0]['id']}")).status_code == 200
        assert len((await piet.get(f"/{path}/export")).text.strip().splitlines()) == len(rows) + 1
    assert (await piet.get("/bank-entries?q=kwartaal")).json()["total"] == 1
    assert (await piet.get("/bank-entries?received=false")).json()["data"][0]["amount_cents"] == -250
    assert (await piet.get("/bank-entries?booked_on_from=2026-03-03")).json()["total"] == 0
    ((id,),) = world.sql("select id from bank_entry where amount_cents = 1000")
    assert [move["move"] for move in (await piet.get(f"/bank-entries/{id}/timeline")).json()["data"]] == ["create"]


def test_the_command_prints_what_the_screen_shows() -> None:
    from polder.cli.statements import told

    one = {"account": IBAN, "statement": "S-1", "notification": False, "first_day": "2026-03-01", "last_day": "2026-03-02", "outcome": "refused",
           "entries": 2, "new": 0, "known": 0, "why": {"en": "It does not balance. Difference: 1.15 EUR."}, "warnings": [{"en": "Odd."}]}  # fmt: skip
    found = {"outcome": "refused", "why": {"en": "It does not balance. Difference: 1.15 EUR."}, "statements": [one], "warnings": [],
             "gaps": [{"key": "S-1", "before_key": "S-0", "before_day": "2026-02-20", "missing_cents": -5, "currency": "EUR"}]}  # fmt: skip
    assert told("a.xml", found) == [
        "a.xml: refused, nothing was imported. It does not balance. Difference: 1.15 EUR.",
        f"  statement S-1 of {IBAN}, 2026-03-01 to 2026-03-02: refused, 2 entries, 0 new, 0 known",
        "    It does not balance. Difference: 1.15 EUR.",
        "    warning: Odd.",
        "  warning: statement S-1 does not begin where S-0 of 2026-02-20 ended: \u22120.05 EUR is missing. Import the days between.",
    ]


def test_a_file_deviates_from_its_schema_with_a_warning(tmp_path: Path) -> None:
    from polder.funding.bank import schemas

    content = statements.file(Sheet([Line(1)]))
    assert schemas.warnings(io.BytesIO(content), len(content), "camt.053.001.08", None) == []
    (absent,) = schemas.warnings(io.BytesIO(content), len(content), "camt.053.001.08", tmp_path)
    assert "no schema" in absent.en
    (tmp_path / "camt.053.001.08.xsd").write_text(
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">'
        '<xs:element name="Document" type="xs:string"/></xs:schema>'
    )
    (found,) = schemas.warnings(io.BytesIO(content), len(content), "camt.053.001.08", tmp_path)
    assert "deviates in 1 places" in found.en
