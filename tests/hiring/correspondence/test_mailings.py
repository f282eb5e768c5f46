"""Letters to many: chosen by a person, looked through, sent in one transaction; and what became of each."""

import asyncio
import re
from typing import Any

from tests.support.world import World

LETTER = {"subject_en": "About {{ vacancy }}", "body_en": "Dear {{ name }},\n\nYour {{ reference }} is with us."}


async def applications(world: World, vacancy: dict[str, Any], *people: tuple[str, str | None]) -> list[str]:
    """Imported applications of these people, in this order."""
    import orjson

    file = orjson.dumps([{"basics": {"name": name, **({"email": email} if email else {})}} for name, email in people])
    done = await world.people["hr"].client.post(
        f"/api/v1/applications/import?vacancy_id={vacancy['id']}", files={"file": ("cv.json", file)}
    )
    assert done.status_code == 201, done.text
    return list(done.json()["ids"])


async def test_a_letter_goes_to_those_who_were_chosen_and_each_is_told_of(world: World) -> None:
    vacancy = await world.vacancy()
    hr = world.people["hr"]
    ada, bo, cy = await applications(
        world, vacancy, ("Ada Lovelace", "ada@example.org"), ("Bo {{ link }}", "bo@example.org"), ("Cy Sans", None)
    )
    made = await hr.post("/mailings", {"vacancy_id": vacancy["id"], "application_ids": [ada, bo, cy], **LETTER})
    assert made.status_code == 201, made.text
    mailing = made.json()
    assert mailing["recipients"] == 3

    # the list of who gets what, before anything goes out
    lines = (await hr.get(f"/mailings/{mailing['id']}/recipients")).json()["data"]
    assert [(one["name"], one["language"], one["reached"]) for one in lines] == [
        ("Ada Lovelace", "en", True), ("Bo {{ link }}", "en", True), ("Cy Sans", "en", False)
    ]  # fmt: skip
    assert lines[0]["subject"] == "About PhD candidate"
    assert lines[1]["first"].startswith("Dear Bo {{ link }}, Your A-")
    whole = (await hr.get(f"/mailings/{mailing['id']}/recipients/{ada}")).json()
    assert whole["nl"] is None
    assert "Dear Ada Lovelace," in whole["en"]["text"]
    assert world.sql("select count(*) from mail") == [(0,)]

    # sent once, though it is asked for twice at once
    answers = await asyncio.gather(
        *[hr.post(f"/mailings/{mailing['id']}/moves/send", {}, version=mailing["version"]) for _ in range(2)]
    )
    assert sorted(answer.status_code for answer in answers) == [200, 412]
    mails = world.sql("select to_address, subject, text, template from mail order by to_address")
    assert [(to, subject) for to, subject, _, _ in mails] == [
        ("ada@example.org", "About PhD candidate"), ("bo@example.org", "About PhD candidate")
    ]  # fmt: skip
    assert mails[1][2].startswith("Dear Bo {{ link }},")  # what a name holds is no field

    # nothing of it changes any more, by whatever way
    now = (await hr.get(f"/mailings/{mailing['id']}")).json()
    assert now["state"] == "queued"
    for answer in (
        await hr.patch(f"/mailings/{mailing['id']}", {"body_en": "Other"}, now["version"]),
        await hr.post(f"/mailings/{mailing['id']}/recipients", {"application_ids": [ada]}),
        await hr.delete(f"/mailings/{mailing['id']}/recipients/{ada}"),
    ):
        assert (answer.status_code, answer.json()["type"]) == (409, "/problems/mailing-fixed"), answer.text

    # one did not arrive: it shows at the person and on home, and goes once more, to where they can be reached
    world.sql("update mail set state = 'refused', attempts = 1 where to_address = 'bo@example.org'")
    listed = (await hr.get("/mailings")).json()["data"][0]
    assert (listed["unsent"], listed["recipients"]) == (1, 3)
    letter = (await hr.get(f"/applications/{bo}/letters")).json()["data"][0]
    assert (letter["state"], letter["subject"]) == ("refused", "About PhD candidate")
    waiting = [(item["kind"], item["record"]["id"]) for item in (await hr.get("/todo")).json()["data"]]
    assert ("letter.look", bo) in waiting
    refused = await hr.post(f"/applications/{bo}/letters/{letter['id']}/send-again", {"email": "no address"})
    assert refused.json()["errors"][0]["field"] == "email"
    wrong = await hr.post(f"/applications/{ada}/letters/{letter['id']}/send-again", {})
    assert wrong.status_code == 404  # it is not a letter of hers
    again = await hr.post(f"/applications/{bo}/letters/{letter['id']}/send-again", {"email": "bo@new.example"})
    assert again.status_code == 204, again.text
    assert world.sql("select state, to_address, attempts from mail where id = %s", letter["id"]) == [
        ("queued", "bo@new.example", 0)
    ]
    assert (await hr.get(f"/applications/{bo}")).json()["email"] == "bo@new.example"
    assert (await hr.post(f"/applications/{bo}/letters/{letter['id']}/send-again", {})).status_code == 409


async def test_many_are_moved_and_written_to_at_once_or_none_of_them(world: World) -> None:
    vacancy = await world.vacancy()
    hr = world.people["hr"]
    ids = await applications(world, vacancy, *[(f"Person {n:02d}", f"p{n}@example.org") for n in range(40)])
    for id in ids[:1]:
        await hr.move("applications", id, "mark_ineligible", "because")
    body = {
        "vacancy_id": vacancy["id"],
        "application_ids": ids,
        "move": "reject",
        "reason": "Too far from the field.",
        **LETTER,
    }
    mailing = (await hr.post("/mailings", body)).json()

    # one failure is named by person, and nothing is half done
    refused = await hr.post(f"/mailings/{mailing['id']}/moves/send", {}, version=mailing["version"])
    assert refused.status_code == 409
    assert [error["field"].split(" (")[0] for error in refused.json()["errors"]] == ["Person 00"]
    assert world.sql("select count(*) from application where stage = 'rejected'") == [(0,)]
    assert world.sql("select count(*) from mail where template = 'letter'") == [(0,)]

    mailing = (await hr.delete(f"/mailings/{mailing['id']}/recipients/{ids[0]}")).json()
    done = await hr.post(f"/mailings/{mailing['id']}/moves/send", {}, version=mailing["version"])
    assert done.status_code == 200, done.text
    assert world.sql("select count(*) from application where stage = 'rejected'") == [(39,)]
    assert world.sql(
        "select template, count(*) from mail where created_at = (select max(created_at) from mail) group by 1"
    ) == [("letter", 39)]
    timeline = (await hr.get(f"/applications/{ids[5]}/timeline")).json()["data"]
    assert (timeline[0]["move"], timeline[0]["reason"]) == ("reject", "Too far from the field.")

    # without a text, being turned down writes what it always writes, and that belongs to the mailing too
    late = await applications(world, vacancy, ("Late One", "late@example.org"))
    bare = (await hr.post("/mailings", {"vacancy_id": vacancy["id"], "stage": "submitted", "move": "reject"})).json()
    why = await hr.post(f"/mailings/{bare['id']}/moves/send", {}, version=bare["version"])
    assert why.json()["type"] == "/problems/reasoned"
    bare = (await hr.patch(f"/mailings/{bare['id']}", {"reason": "Full."}, bare["version"])).json()
    line = (await hr.get(f"/mailings/{bare['id']}/recipients")).json()["data"]
    assert [(one["application_id"], one["subject"]) for one in line] == [
        (late[0], "About your application: PhD candidate")
    ]
    assert (await hr.post(f"/mailings/{bare['id']}/moves/send", {}, version=bare["version"])).status_code == 200
    line = (await hr.get(f"/mailings/{bare['id']}/recipients")).json()["data"]
    assert [(one["state"], one["subject"]) for one in line] == [("queued", "About your application: PhD candidate")]


async def test_four_hundred_are_looked_through_and_sent_in_one_transaction(world: World) -> None:
    vacancy = await world.vacancy()
    hr = world.people["hr"]
    await applications(world, vacancy, *[(f"Person {n:03d}", f"p{n}@example.org") for n in range(400)])
    text = {"subject_nl": "Over {{ vacancy }}", "body_nl": "Beste {{ name }},\n\n{{ link }}"}
    mailing = (await hr.post("/mailings", {"vacancy_id": vacancy["id"], "stage": "submitted", **text})).json()
    assert (mailing["recipients"], mailing["second_look"]) == (400, True)
    send = f"/mailings/{mailing['id']}/moves/send"
    assert (await hr.post(send, {}, version=mailing["version"])).json()["type"] == "/problems/looked-at"
    looked = (await hr.post(f"/mailings/{mailing['id']}/look-through", {}, version=mailing["version"])).json()
    assert looked["looked_by_name"] == "hr"
    # another text is looked at anew
    changed = (
        await hr.patch(f"/mailings/{mailing['id']}", {"body_nl": "Beste {{ name }}: {{ link }}"}, looked["version"])
    ).json()
    assert changed["looked_at"] is None
    looked = (await hr.post(f"/mailings/{mailing['id']}/look-through", {}, version=changed["version"])).json()
    assert (await hr.post(send, {}, version=looked["version"])).status_code == 200
    assert world.sql("select count(*), count(distinct text), count(distinct created_at) from mail") == [(400, 400, 1)]
    assert world.sql("select count(*) from jobs.procrastinate_jobs where task_name = 'mail.send'") == [(400,)]
    assert world.sql("select count(*) from session where kind = 'link'") == [
        (400,)
    ]  # each a personal link of their own
    link = re.search(r"key=(\S+)", world.sql("select text from mail limit 1")[0][0])
    assert link
    # who reads the letter later does not get the secret of its link
    shown = (await hr.get("/mailings?state=queued")).json()["data"][0]
    one = (await hr.get(f"/mailings/{shown['id']}/recipients")).json()["data"][0]
    letter = (await hr.get(f"/applications/{one['application_id']}/letters")).json()["data"][0]
    assert "key=…" in letter["text"]
    # a second time the same people are marked, where it is the same template
    assert (await hr.get(f"/mailings/{mailing['id']}/recipients")).json()["data"][0]["before"] is not None


async def test_a_conflict_hides_a_recipient_and_keeps_them_from_being_passed_over(world: World) -> None:
    vacancy = await world.vacancy()
    hr = world.people["hr"]
    other = await world.person("other", "hr_officer")
    ada, bo = await applications(world, vacancy, ("Ada", "ada@example.org"), ("Bo", "bo@example.org"))
    mailing = (await hr.post("/mailings", {"vacancy_id": vacancy["id"], "application_ids": [ada, bo], **LETTER})).json()
    await other.post(f"/applications/{bo}/conflict", {"kind": "family"})
    assert [one["name"] for one in (await other.get(f"/mailings/{mailing['id']}/recipients")).json()["data"]] == ["Ada"]
    assert (await other.get(f"/mailings/{mailing['id']}")).json()["recipients"] == 1
    for path in (f"/applications/{bo}/letters", f"/mailings/{mailing['id']}/recipients/{bo}"):
        assert (await other.get(path)).status_code == 404
    assert (await other.delete(f"/mailings/{mailing['id']}/recipients/{bo}")).status_code == 404
    refused = await other.post(f"/mailings/{mailing['id']}/moves/send", {}, version=mailing["version"])
    assert refused.json()["type"] == "/problems/nobody-hidden"
    hidden = await other.post("/mailings", {"vacancy_id": vacancy["id"], "application_ids": [ada, bo], **LETTER})
    assert hidden.json()["errors"][0]["field"] == "application_ids"
    # an application of another vacancy is none of this one's
    elsewhere = await world.vacancy()
    (cy,) = await applications(world, elsewhere, ("Cy", "cy@example.org"))
    wrong = await hr.post("/mailings", {"vacancy_id": vacancy["id"], "application_ids": [cy], **LETTER})
    assert wrong.status_code == 422
    # who judges writes no letters and reads none, yet sees on what they decide that something went out
    anna, bob = world.people["anna"], world.people["bob"]
    await hr.post(f"/mailings/{mailing['id']}/moves/send", {}, version=mailing["version"])
    assert (await anna.get(f"/mailings/{mailing['id']}")).status_code == 404
    assert (
        await anna.post("/mailings", {"vacancy_id": vacancy["id"], "application_ids": [ada], **LETTER})
    ).status_code == 403
    seen = (await anna.get(f"/applications/{ada}/letters")).json()["data"]
    assert [(one["template"], one["text"]) for one in seen] == [("letter", None)]
    assert (await bob.get(f"/applications/{ada}/letters")).json()["data"] == []
