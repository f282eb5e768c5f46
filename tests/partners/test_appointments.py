"""What the database promises of appointments, whoever writes them."""

from typing import Any

import psycopg
import pytest

from tests.support.world import World


class Appointments:
    """Rows as an HR officer's actions would write them."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.person = self.row("person", name="Ada", sort_name="ada")

    def row(self, table: str, **values: Any) -> Any:
        names, marks = ", ".join(values), ", ".join(["%s"] * len(values))
        return self.world.sql(f"insert into {table} ({names}) values ({marks}) returning id", *values.values())[0][0]

    def appointment(self, starts: str, ends: str | None = None, **values: Any) -> Any:
        titles = {"role_title_nl": "Promovendus", "role_title_en": "PhD candidate"}
        return self.row(
            "appointment", **{"person_id": self.person, "starts_on": starts, "ends_on": ends, **titles, **values}
        )


def refused(word: str) -> Any:
    return pytest.raises(psycopg.Error, match=word)


async def test_more_than_full_time_needs_a_reason_and_days_that_touch_do_not_overlap(world: World) -> None:
    made = Appointments(world)
    made.appointment("2027-01-01", "2027-12-31", fte_percent=60)
    made.appointment("2028-01-01", None, fte_percent=100)  # begins the day after
    made.appointment("2027-06-01", "2027-12-31", fte_percent=40)
    with refused("above_full_time"):
        made.appointment("2027-12-31", "2028-06-01", fte_percent=1)
    cancelled = made.appointment("2027-12-31", "2027-12-31", fte_percent=80, overlap_reason="one day of handing over")
    with refused("above_full_time"):
        world.sql("update appointment set overlap_reason = null where id = %s", cancelled)
    made.person = made.row("person", name="Bob", sort_name="bob")
    made.appointment("2027-01-01", None, fte_percent=100)  # somebody else


async def test_employers_are_a_whole_at_commit(world: World) -> None:
    made = Appointments(world)
    of = made.appointment("2027-01-01")
    places = [made.row("organisation", name=n, sort_name=n) for n in ("uva", "tue")]
    with refused("employers_whole"):
        made.row("appointment_employer", appointment_id=of, organisation_id=places[0], part_bp=9_999)
    world.sql(
        "insert into appointment_employer (appointment_id, organisation_id, part_bp) values (%s, %s, 3333), (%s, %s, 6667)",
        of, places[0], of, places[1],
    )  # fmt: skip
    with refused("employers_whole"):
        world.sql("delete from appointment_employer where organisation_id = %s", places[0])


async def test_supervision_and_periods_lie_within_the_appointment_and_an_extension_moves_its_end(world: World) -> None:
    made = Appointments(world)
    of = made.appointment("2027-01-01", "2030-12-31")
    eve = made.row("person", name="Eve", sort_name="eve")
    with refused("supervises_self"):
        made.row("supervision", appointment_id=of, person_id=made.person, valid_from="2027-01-01")
    with refused("outside_appointment"):
        made.row("supervision", appointment_id=of, person_id=eve, valid_from="2026-12-31")
    made.row("supervision", appointment_id=of, person_id=eve, valid_from="2027-01-01", valid_until="2028-12-31")
    with refused("supervises_already"):
        made.row("supervision", appointment_id=of, person_id=eve, kind="co", valid_from="2028-12-31")
    made.row("supervision", appointment_id=of, person_id=eve, kind="co", valid_from="2029-01-01")

    def period(kind: str, begins: str, until: str) -> Any:
        return made.row("appointment_period", appointment_id=of, kind=kind, valid_from=begins, valid_until=until)

    with refused("outside_appointment"):
        period("leave", "2030-12-01", "2031-01-01")
    period("leave", "2028-01-01", "2028-06-30")
    with refused("period_overlaps"):
        period("leave", "2028-06-30", "2028-07-31")
    with refused("extends_from_end"):
        period("extension", "2030-12-31", "2031-03-31")
    longer = period("extension", "2031-01-01", "2031-03-31")
    assert str(world.sql("select ends_on from appointment where id = %s", of)[0][0]) == "2031-03-31"
    for change in ("update appointment_period set valid_until = '2032-01-01' where id = %s",
                   "delete from appointment_period where id = %s"):  # fmt: skip
        with refused("extension_fixed"):
            world.sql(change, longer)
