"""Numbers of hiring: one proposes, another confirms, and only then something counts by them."""

from datetime import timedelta

import psycopg
import pytest

from tests.support.days import today
from tests.support.world import World

NEXT = {"key": "retention_days", "name_nl": "Bewaren", "name_en": "Kept", "source": "Besluit 7", "value": 21}


async def test_a_number_counts_once_somebody_else_confirmed_it(world: World) -> None:
    hr, other = await world.person("hr", "hr_officer"), await world.person("other", "hr_officer")
    director, outsider = await world.person("director", "director"), await world.person("bo", "researcher")
    found = (await hr.get("/hiring-rules?sort=key")).json()["data"]
    assert {rule["key"]: (rule["value"], rule["measure"]) for rule in found} == {
        "retention_days": (28, "days"), "consent_days": (365, "days"), "consent_ask_days": (30, "days"),
        "diversity_least": (10, "number"), "vacancy_open_days": (14, "days"), "alert_unconfirmed_days": (7, "days"),
        "letter_second_look": (50, "number"),
        "meeting_quorum": (5001, "basis_points"), "milestone_days": (14, "days"), "stay_days": (90, "days"),
        "select_after_deadline": (1, "yes_no"), "review_reminder_days": (3, "days"), "interview_reminder_hours": (24, "hours"),
        "match_after_eligibility": (1, "yes_no"),
    }  # fmt: skip
    assert {rule["state"] for rule in found} == {"proposed"}, "the house confirms what it goes by"
    figure = "select polder.hiring_figure('retention_days')"
    assert world.sql(figure) == [(None,)]
    retention = next(rule["id"] for rule in found if rule["key"] == "retention_days")
    assert (await director.move("hiring-rules", retention, "confirm")).status_code == 200
    assert world.sql(figure) == [(28,)]

    past = await hr.post("/hiring-rules", {**NEXT, "valid_from": "2020-06-01"})
    assert (past.status_code, past.json()["errors"][0]["field"]) == (422, "valid_from"), (
        "people were told another number"
    )
    few = await hr.post("/hiring-rules", {**NEXT, "key": "meeting_quorum", "value": 1, "valid_from": str(today())})
    assert (few.status_code, few.json()["errors"][0]["field"]) == (422, "value"), "one in ten thousand is no quorum"
    tomorrow = str(today() + timedelta(days=1))
    made = await hr.post("/hiring-rules", {**NEXT, "valid_from": tomorrow})
    assert made.status_code == 201
    assert (await hr.move("hiring-rules", made.json()["id"], "confirm")).status_code == 409, "not its author"
    assert (await other.move("hiring-rules", made.json()["id"], "confirm")).status_code == 200
    assert world.sql(figure) == [(28,)], "until tomorrow"
    ended = (await hr.get(f"/hiring-rules/{retention}")).json()
    assert ended["valid_until"] == str(today())

    assert (await outsider.get("/hiring-rules")).json()["data"] == []
    assert (await outsider.get(f"/hiring-rules/{retention}")).status_code == 404
    assert (await director.post("/hiring-rules", {**NEXT, "valid_from": tomorrow})).status_code == 403
    wrong = await hr.post("/hiring-rules", {**NEXT, "key": "diversity_least", "value": 9, "valid_from": tomorrow})
    assert wrong.status_code == 422
    assert "10 to 1000" in wrong.json()["errors"][0]["remedy"]
    assert (await hr.patch(f"/hiring-rules/{retention}", {"value": 1}, ended["version"])).status_code == 409
    with pytest.raises(psycopg.Error, match="rule_fixed"):
        world.sql("update hiring_rule set value = 1 where state = 'in_force'")
