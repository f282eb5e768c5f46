"""New vacancies by mail: nothing without a confirmation, one mail a day at most, and gone when it stops."""

import asyncio
import re

import httpx

from polder.hiring.careers.jobs import alerts
from polder.kernel.actor import Entry
from polder.kernel.mail import smtp
from polder.kernel.mail.tables import Mail
from polder.kernel.tx import transaction
from tests.support.world import World

PAGE = {"accept": "text/html", "accept-language": "en"}
KEY = re.compile(r"key=([0-9a-f]{64})")


async def ask(world: World, email: str, **wanted: str) -> httpx.Response:
    return await world.client().post("/alerts", data={"email": email, **wanted}, headers=PAGE)


def last_mail(world: World, template: str) -> tuple[str, str, str | None]:
    to, text, unsubscribe = world.sql(
        "select to_address, text, unsubscribe from mail where template = %s order by id desc limit 1", template
    )[0]
    return to, text, unsubscribe


def key_of(world: World, template: str = "alert_confirm") -> str:
    found = KEY.search(last_mail(world, template)[1])
    assert found
    return found[1]


async def test_somebody_asks_confirms_hears_once_a_day_and_stops_by_one_click(world: World) -> None:
    old = await world.vacancy(title_en="Old post", research_field="mathematics")
    form = await world.client().get("/alerts?field=mathematics", headers=PAGE)
    assert 'value="mathematics" selected' in form.text
    asked = await ask(world, "Ada@Example.org", field="mathematics", q="reliable")
    assert (asked.status_code, "A mail is on its way" in asked.text) == (200, True)
    to, text, header = last_mail(world, "alert_confirm")
    assert (to, header, "“reliable”, mathematics" in text) == ("Ada@example.org", None, True)
    key = key_of(world)
    kept = world.sql("select email, confirmed_at, encode(key_hash, 'hex') from vacancy_alert")
    assert (kept[0][:2], key in str(kept)) == (("Ada@example.org", None), False)  # the secret itself is nowhere

    client = world.client()
    await alerts(timestamp=0)
    assert world.sql("select count(*) from mail where template = 'alert_news'") == [(0,)]
    assert "Yes, mail them to me" in (await client.get(f"/alerts/confirm?key={key}", headers=PAGE)).text
    assert world.sql("select confirmed_at from vacancy_alert") == [(None,)]  # following a link changes nothing
    for _ in range(2):
        assert "Confirmed." in (await client.post("/alerts/confirm", data={"key": key}, headers=PAGE)).text
    await alerts(timestamp=0)
    assert world.sql("select count(*) from mail where template = 'alert_news'") == [
        (0,)
    ]  # what was there already is no news

    fits = await world.vacancy(title_en="Reliable <systems>", research_field="mathematics")
    await world.vacancy(title_en="Reliable dikes", research_field="geosciences")
    await world.vacancy(title_en="Robots", research_field="mathematics")
    await asyncio.gather(alerts(timestamp=0), alerts(timestamp=0))
    ((to, text),) = world.sql("select to_address, text from mail where template = 'alert_news'")
    assert (to, fits["reference"] in text, old["reference"] in text, "dikes" in text) == (
        "Ada@example.org",
        True,
        False,
        False,
    )
    another = await world.vacancy(title_en="Reliable water", research_field="mathematics")
    await alerts(timestamp=0)
    assert world.sql("select count(*) from mail where template = 'alert_news'") == [(1,)]  # tomorrow
    world.sql("update vacancy_alert set told_on = told_on - 1")
    await alerts(timestamp=0)
    assert another["reference"] in last_mail(world, "alert_news")[1]
    assert fits["reference"] not in last_mail(world, "alert_news")[1]

    header = last_mail(world, "alert_news")[2]
    assert header == f"https://polder.test/alerts/stop?key={key}"
    sent = smtp.message(Mail(id="0190a6f0-0000-7000-8000-000000000000", to_address="a@b.nl", to_name="", subject="s", text="t", html="t", language="en", unsubscribe=header,
                             created_at=world.sql("select now()")[0][0]), "polder@example.org")  # fmt: skip
    assert (sent["List-Unsubscribe"], sent["List-Unsubscribe-Post"]) == (f"<{header}>", "List-Unsubscribe=One-Click")
    world.sql("update mail set state = 'sent' where template = 'alert_news'")
    assert "Stop it" in (await client.get(f"/alerts/stop?key={key}", headers=PAGE)).text
    # RFC 8058: the mail program posts to the address, without a cookie or a page of ours
    one_click = await world.client().post(f"/alerts/stop?key={key}", data={"List-Unsubscribe": "One-Click"})
    assert one_click.status_code == 200
    assert world.sql("select count(*) from vacancy_alert") == [(0,)]
    assert world.sql("select count(*) from mail where template = 'alert_news'") == [(0,)]  # what we wrote goes too
    assert (await client.post("/alerts/stop", data={"key": key}, headers=PAGE)).status_code == 200  # twice is no error
    assert world.sql("select count(*) from audit_entry where table_name = 'vacancy_alert'") == [(0,)]
    assert world.sql("select count(*) from audit_personal where value::text ilike '%ada@example%'") == [(0,)]


async def test_strangers_learn_nothing_flood_nobody_and_what_is_unconfirmed_goes(world: World) -> None:
    wrong = await ask(world, "no address", q="Robots")
    assert (wrong.status_code, 'value="Robots"' in wrong.text, 'value="no address"' in wrong.text) == (422, True, True)
    answers = await asyncio.gather(*[ask(world, "bo@example.org", q="x") for _ in range(3)])
    assert {answer.status_code for answer in answers} == {200}
    assert world.sql("select count(*) from vacancy_alert") == [(1,)]  # the same wish is one
    for number in range(2):
        assert (await ask(world, f"bo+{number}@example.org", q="x")).status_code == 200
    flooded = await ask(world, "bo@example.org", q="y")
    assert (flooded.status_code, flooded.headers["retry-after"].isdigit()) == (429, True)
    for path, field in (("confirm", "0" * 64), ("confirm", "\x00'; drop"), ("confirm", ""), ("stop", "x" * 4000)):
        answer = await world.client().post(f"/alerts/{path}", data={"key": field}, headers=PAGE)
        assert answer.status_code == (410 if path == "confirm" else 200), (path, field)
    hr = await world.person("hr", "hr_officer")
    figures = {figure["key"]: figure["value"] for figure in (await hr.get("/todo")).json()["figures"]}
    assert figures["alert_readers"] == 0
    # nobody signed in reads an address, and the public reads nothing at all
    for who in (Entry.as_role("public", "test-test"), Entry.by_secret(world.session(hr.account_id), "test-test")):
        async with transaction(world.app.state.database, who) as tx:
            assert await tx.scalar("select count(*) from vacancy_alert") == 0
            assert await tx.run("update vacancy_alert set confirmed_at = now()") == 0
            assert await tx.run("delete from vacancy_alert") == 0
    world.sql("set session_replication_role = replica; update vacancy_alert set created_at = now() - interval '7 days 1 minute'"
              " where email = 'bo+0@example.org'")  # fmt: skip
    await alerts(timestamp=0)
    assert world.sql("select count(*) from vacancy_alert") == [(3,)], "the house has confirmed no number of days"
    world.in_force("hiring_rule", "alert_unconfirmed_days")
    await alerts(timestamp=0)
    assert sorted(email for (email,) in world.sql("select email from vacancy_alert")) == [
        "bo+1@example.org",
        "bo@example.org",
    ]
