"""An applicant's own data: consent, and having it erased, on pages without a script."""

import json
import re

import pytest
from pydantic import SecretStr

from polder.hiring.privacy import jobs
from polder.kernel import jobs as kernel_jobs
from tests.hiring.applicant import Applicant
from tests.hiring.privacy.keeping import later, opened, rule, texts, work
from tests.hiring.privacy.test_erasure import listed, officers
from tests.support.pdf import pdf
from tests.support.smtp import Sink, free_port, listening
from tests.support.world import World

# What others wrote of somebody in other rooms.
WRITTEN = """
insert into eligibility_check (application_id, vacancy_id, item, met, note) values ('{a}', '{v}', 'degree', false, 'No degree');
with m as (insert into meeting (vacancy_id, starts_at, place, chair_id, remarks) values ('{v}', now(), '', uuidv7(), '') returning id)
  insert into meeting_item (meeting_id, vacancy_id, application_id, position, decision, reason) select m.id, '{v}', '{a}', 1, 'reject', 'Less than the others.' from m;
with l as (insert into letter_of_intent (application_id, vacancy_id, first_advisor_id, second_advisor_id, track, starts_on, field_one, field_two, body, state)
    values ('{a}', '{v}', uuidv7(), uuidv7(), 'academic', '2027-01-01', '', '', 'We intend.', 'signed') returning id)
  insert into intent_signature (letter_id, application_id, party, signed_name, body_sha256) select l.id, '{a}', 'candidate', 'Ada L.', repeat('0', 64) from l
"""


async def test_a_draft_goes_at_once_with_its_proof_and_what_was_submitted_in_the_coming_night(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    vacancy = await world.vacancy()
    ada = await Applicant.begin(world, vacancy["reference"], "Ada Zebravink", "zebravink@example.org")
    assert ada is not None
    await ada.upload(pdf("Zebravink"))
    await ada.save(motivation="I am Ada Zebravink, and that is all that I have to say about it.")
    asked = await ada.client.get("/apply/erase")
    assert "Your draft is gone at once" in asked.text
    await ada.look()
    gone = await ada.send("/apply/erase")
    assert gone.status_code == 200, gone.text
    assert re.search(r"Erased.*whole database was searched: \d{3,} columns of \d{2,} tables", gone.text, re.S)
    assert (await ada.client.get("/apply")).status_code == 401
    await work(world)
    assert texts(world, "zebravink") == {}
    assert world.sql("select stage, name = reference, (select contents from erasure_item) from application") == [
        ("withdrawn", True, [])
    ]
    assert world.sql("select kind, state from erasure_run") == [("own", "done")]

    bo = await Applicant.begin(world, vacancy["reference"], "Bo Zebravink", "bo.zebravink@example.org")
    assert bo is not None
    await bo.submit()
    assert "withdrawn now" in (await bo.client.get("/apply/erase")).text
    await bo.look()
    assert (await bo.send("/apply/erase")).status_code == 303
    assert "You asked us to erase everything" in await bo.look()
    assert (await bo.send("/apply/erase")).status_code == 303  # the second click
    await work(world)
    ((receipt,),) = world.sql("select text from mail where template = 'erasure_asked'")
    assert re.search(r"In the night of .* we erase.*/apply\?key=[\w-]+", receipt, re.S)
    assert (await bo.send("/apply/erase/withdraw")).status_code == 303
    assert "You asked us" not in await bo.look()
    assert (await bo.send("/apply/erase")).status_code == 303
    await jobs.nightly(0)
    await work(world)
    assert world.sql("select name from application where stage = 'withdrawn' and name like 'Bo%%'") == [
        ("Bo Zebravink",)
    ]
    later(world, 1)
    await jobs.nightly(0)
    # told just before, once, by a mail of which nothing is kept
    sink = Sink(free_port())
    monkeypatch.setattr(kernel_jobs.house().settings, "smtp_url", SecretStr(sink.url))
    with listening(sink):
        await work(world)
        await jobs.erase(str(world.sql("select id from erasure_run where kind = 'asked'")[0][0]))
    assert [(to, "We are doing so now" in mail.get_body(("plain",)).get_content()) for to, mail in sink.mails] == [
        (["bo.zebravink@example.org"], True)
    ]
    assert world.sql("select told_at is not null from erasure_item where why = 'asked' order by id") == [
        (False,),
        (True,),
    ]
    assert texts(world, "zebravink") == {}
    assert (await bo.client.get("/apply")).status_code == 401


async def test_consent_keeps_an_application_until_it_ends_or_is_withdrawn_and_a_list_that_it_changes_is_refused(
    world: World,
) -> None:
    vacancy = await world.vacancy()
    hr, privacy = await officers(world)
    for key, days in (("retention_days", 28), ("consent_days", 365), ("consent_ask_days", 30)):
        rule(world, key, days)
    one = await world.application(vacancy, "Ada Lovelace", "mark_eligible", "reject")
    await work(world)
    await jobs.ask_consent(one["id"])  # a job may run twice: asked once
    ((text,),) = world.sql("select text from mail where template = 'application_keep'")
    link = re.search(r"/apply\?key=([\w-]+)", text)
    assert link is not None
    assert "365" in text
    assert world.sql(
        "select scheduled_at > now() from jobs.procrastinate_jobs where task_name = 'privacy.ask_consent'"
    ) == [(True,)], "not with the bad news"
    # a rule that becomes shorter takes nothing from whoever was told a day
    ((told,),) = world.sql("select told_on from consent")
    for days in (10, 28):
        world.sql(
            f"set session_replication_role = replica; update hiring_rule set value = {days} where key = 'retention_days'"
        )
        assert world.sql("select due_on from polder.erasure_due('infinity')") == [(told,)]

    # listed and looked through; then she says yes
    later(world, 28)
    run = await listed(hr)
    await hr.move("erasure-runs", run["id"], "look")
    ada = opened(world, one["id"])
    assert "May we keep your application longer, 365 days" in await ada.look()
    assert (await ada.send("/apply/consent/anything")).status_code == 404
    assert (await ada.send("/apply/consent/give")).status_code == 303
    assert (await ada.send("/apply/consent/give")).status_code == 303
    page = await ada.look()
    assert "you agreed that we keep it until then" in page
    changed = await privacy.move("erasure-runs", run["id"], "carry_out")
    assert changed.json()["type"].endswith("erasure-list-changed")
    assert (await hr.move("erasure-runs", run["id"], "renew")).json()["type"].endswith("nothing-due")
    assert (await hr.move("erasure-runs", run["id"], "discard", "She agreed.")).status_code == 200
    found = (await hr.get(f"/applications/{one['id']}/privacy")).json()
    assert len(found["consents"]) == 1
    # nobody else gives it
    assert world.sql("select given_at is not null from consent") == [(True,)]

    # asked again once, thirty days before it ends
    later(world, 28 + 336)
    await jobs.nightly(0)
    await jobs.nightly(0)
    assert world.sql("select count(*) from mail where template = 'application_keep_again'") == [(1,)]
    later(world, 28 + 366)
    ended = await listed(hr)
    assert [(i["name"], i["why"]) for i in ended["items"]] == [("Ada Lovelace", "consent_ended")]
    await hr.move("erasure-runs", ended["id"], "look")
    # withdrawn between: another reason and another day, so another list
    bob = opened(world, one["id"])
    await bob.look()
    assert (await bob.send("/apply/consent/withdraw")).status_code == 303
    changed = await privacy.move("erasure-runs", ended["id"], "carry_out")
    assert changed.json()["type"].endswith("erasure-list-changed")
    renewed = await hr.move("erasure-runs", ended["id"], "renew")
    assert [i["why"] for i in renewed.json()["items"]] == ["retention"]

    # by itself only where the house says so, on the day after
    later(world, 28 + 368)
    await jobs.nightly(0)
    await work(world)
    assert world.sql("select count(*) from erasure_item where erased_at is not null") == [(0,)]
    world.sql(
        "set session_replication_role = replica; update erasure_run set listed_at = polder.clock() where state = 'proposed'"
    )
    rule(world, "erasure_alone_days", 1)
    await jobs.nightly(0)
    await work(world)
    assert world.sql("select count(*) from erasure_item where erased_at is not null") == [(0,)]
    later(world, 28 + 370)
    await jobs.nightly(0)
    await work(world)
    assert world.sql("select count(*) from erasure_item where erased_at is not null") == [(1,)]


async def test_a_person_gets_all_that_is_kept_of_them_and_a_conflict_hides_it(world: World) -> None:
    import io
    import zipfile

    vacancy = await world.vacancy()
    hr, privacy = await officers(world)
    other = await world.person("other", "hr_officer")
    one = await world.application(vacancy, "Ada Lovelace", "mark_eligible", "reject")
    world.sql("set session_replication_role = replica; " + WRITTEN.format(a=one["id"], v=vacancy["id"]))
    assert (await privacy.get("/applications")).json()["total"] == 0
    found = (await privacy.get("/subjects", params={"q": "lovel"})).json()["data"]
    assert [f["reference"] for f in found] == [one["reference"]]
    made = await privacy.post("/subjects", {"application_ids": [one["id"]]})
    assert made.status_code == 201, made.text
    file = await privacy.get(made.json()["path"])
    with zipfile.ZipFile(io.BytesIO(file.content)) as packed:
        names = packed.namelist()
        assert f"{one['reference']}/application.json" in names
        text = packed.read(f"{one['reference']}/application.json").decode()
    assert "because" in text  # why she was turned down
    told = json.loads(text)
    assert told["eligibility"] == [
        {"item": "degree", "met": False, "note": "No degree", "at": told["eligibility"][0]["at"]}
    ]
    assert [(d["decision"], d["reason"]) for d in told["decisions"]] == [("reject", "Less than the others.")]
    assert [(one["text"], one["signatures"][0]["name"]) for one in told["letters_of_intent"]] == [
        ("We intend.", "Ada L.")
    ]
    # her own export has what is hers: her objection, and for how long she lets us keep it
    ada = opened(world, one["id"])
    await ada.look()
    await ada.send("/apply/objection", objection="I was the best.")
    rule(world, "consent_days", 365)
    await ada.look()
    await ada.send("/apply/consent/give")
    with zipfile.ZipFile(io.BytesIO((await ada.client.get("/apply/export")).content)) as packed:
        own = json.loads(packed.read("application.json"))
    assert [(o["text"], o["state"], o["outcome"]) for o in own["objections"]] == [("I was the best.", "open", None)]
    assert len(own["consents"]) == 1
    assert (own["wishes"], "decisions" in own) == ([], False)
    world.sql(
        "set session_replication_role = replica; delete from objection; delete from consent; delete from letter_of_intent; delete from intent_signature"
    )
    assert (await hr.get(made.json()["path"])).status_code == 404  # who asked for it, and nobody else
    assert (await world.people["anna"].get("/subjects", params={"q": "lovel"})).json()["data"] == []
    assert (await world.people["anna"].post("/subjects", {"application_ids": [one["id"]]})).status_code == 403

    await other.post(f"/applications/{one['id']}/conflict", {"kind": "family"})
    assert (await other.get("/subjects", params={"q": "lovel"})).json()["data"] == []
    assert (await other.post("/subjects", {"application_ids": [one["id"]]})).status_code == 404
    rule(world, "retention_days", 28)
    later(world, 29)
    run = await listed(hr)
    seen = (await other.get(f"/erasure-runs/{run['id']}")).json()
    assert (seen["items"], seen["whole"]) == ([], False)
    hidden = await other.move("erasure-runs", run["id"], "look")
    assert hidden.json()["type"].endswith("erasure-hidden")
    assert (await other.get(f"/applications/{one['id']}/privacy")).status_code == 404
