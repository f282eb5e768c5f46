"""Rules 3 and 4, and the committee: blind until one's own is in, locked, means only when all are in."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest

from tests.hiring.test_conflict import review
from tests.support.world import Person, World


async def scored(world: World) -> tuple[str, list[str]]:
    vacancy = await world.vacancy()
    application = await world.application(vacancy, "Ada Lovelace", "mark_eligible")
    return application["id"], [c["id"] for c in application["vacancy"]["criteria"]]


async def test_nobody_sees_anothers_review_before_their_own_is_in(world: World) -> None:
    id, _ = await scored(world)
    anna, bob = world.people["anna"], world.people["bob"]
    hers = await review(anna, id, 5)
    assert (await bob.get(f"/applications/{id}")).json()["reviews"] == []
    assert (await bob.get(f"/reviews/{hers}")).status_code == 404
    assert (await bob.get("/reviews")).json()["total"] == 0
    # nor by an API token that may read and not review
    token = (await bob.post("/tokens", {"label": "x", "scope": ["review.read", "application.read"], "days": 1})).json()
    with_token = world.client()
    with_token.headers["Authorization"] = f"Bearer {token['token']}"
    assert (await with_token.get("/api/v1/applications")).json()["total"] == 1
    assert (await with_token.get("/api/v1/reviews")).json()["total"] == 0
    await with_token.aclose()
    # nor by taking a seat after having read them, or by leaving it to read
    committee = f"/vacancies/{world.sql('select id from vacancy')[0][0]}/committee"
    hr, seat = world.people["hr"], {"account_id": world.people["hr"].account_id, "role": "committee_member"}
    assert (await hr.get(f"/reviews/{hers}")).status_code == 200
    refused = await hr.post(committee, seat)
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/has-read-reviews")
    assert (await hr.post(committee, {**seat, "role": "committee_observer"})).status_code == 201
    assert (await bob.get(f"/reviews/{hers}/timeline")).status_code == 404
    assert b"anna" not in (await bob.get("/reviews/export")).content
    await review(bob, id, 3)
    assert len((await bob.get(f"/applications/{id}")).json()["reviews"]) == 2
    # a seat to come that is withdrawn was never held: its person is an observer like any other
    late, vacancy = await world.person("late"), committee.removesuffix("/committee")
    begins = (datetime.now(UTC) + timedelta(days=9)).isoformat()
    to_come = {
        "account_id": late.account_id,
        "scope_kind": "vacancy",
        "scope_id": vacancy.rpartition("/")[2],
        "valid_from": begins,
    }
    assert (await hr.post("/role-grants", {**to_come, "role": "committee_member"})).status_code == 201
    assert (await hr.post(committee, {"account_id": late.account_id, "role": "committee_observer"})).status_code == 201
    assert (await late.get(f"/applications/{id}")).json()["reviews"] == []
    now = await seat_of(hr, vacancy, "late")
    assert (now["role"], now["next"]["role"]) == ("committee_observer", "committee_member")  # another follows
    ended = await hr.delete(f"{committee}/{now['grant_id']}", now["version"])
    assert (ended.status_code, (await late.get(f"/applications/{id}")).status_code) == (200, 404)
    follows = await seat_of(hr, vacancy, "late")  # and is not ended with it
    assert (follows["role"], follows["next"], follows["valid_from"][:19]) == ("committee_member", None, begins[:19])
    stale = await hr.delete(f"{committee}/{follows['grant_id']}", follows["version"] + 1)
    assert (stale.status_code, (await hr.delete(f"{committee}/{follows['grant_id']}")).status_code) == (412, 428)
    ended = await hr.delete(f"{committee}/{follows['grant_id']}", follows["version"])
    assert (ended.status_code, [m["name"] for m in ended.json()["committee"] if m["name"] == "late"]) == (200, [])
    told = [
        (h["who"], h["move"], (h["from"] or "")[:19]) for h in ended.json()["committee_history"] if h["name"] == "late"
    ]
    assert told == [
        ("hr", "withdraw", begins[:19]),
        ("hr", "end", ""),
        ("hr", "appoint", ""),
        ("hr", "appoint", begins[:19]),
    ]
    assert (await hr.post(committee, {"account_id": late.account_id, "role": "committee_observer"})).status_code == 201
    assert len((await late.get(f"/applications/{id}")).json()["reviews"]) == 2
    # what was withdrawn before it began was never held: neither an observer's seat nor an auditor's role
    never = await world.person("never")
    world.sql(f"""set session_replication_role = replica;
      insert into role_grant (account_id, role, scope_kind, scope_id, valid_from, valid_until, confirmed_at) values
      ('{never.account_id}', 'committee_observer', 'vacancy', '{to_come["scope_id"]}', now(), now() - interval '1 microsecond', now()),
      ('{never.account_id}', 'auditor', null, null, now() + interval '1 day', now(), now())""")
    recent = (datetime.now(UTC) - timedelta(hours=1)).isoformat()
    sits = {**to_come, "account_id": never.account_id, "role": "committee_member", "valid_from": recent}
    assert (await hr.post("/role-grants", sits)).status_code == 201


async def seat_of(who: Person, vacancy: str, name: str) -> dict[str, Any]:
    return next(dict(m) for m in (await who.get(vacancy)).json()["committee"] if m["name"] == name)


async def test_a_draft_review_is_its_writers_alone(world: World) -> None:
    id, _ = await scored(world)
    saved = await world.people["anna"].put(f"/applications/{id}/review", {"note": "thinking"})
    for name in ("bob", "hr", "director"):
        assert (await world.people[name].get(f"/reviews/{saved.json()['id']}")).status_code == 404
        assert "thinking" not in (await world.people[name].get(f"/applications/{id}")).text


async def test_a_submitted_review_is_locked_and_reopening_leaves_a_trace(world: World) -> None:
    id, criteria = await scored(world)
    anna, hr = world.people["anna"], world.people["hr"]
    hers = await review(anna, id)
    version = (await anna.get(f"/reviews/{hers}")).json()["version"]
    locked = await anna.put(f"/applications/{id}/review", {"note": "changed"}, version)
    assert (locked.status_code, locked.json()["type"]) == (409, "/problems/review-locked")
    again = await anna.move("reviews", hers, "submit")
    assert again.status_code == 409  # not twice
    assert (await anna.move("reviews", hers, "reopen", "mine")).status_code == 403
    assert (await hr.move("reviews", hers, "reopen")).status_code == 422  # not without a reason
    assert (await hr.move("reviews", hers, "reopen", "scores were swapped")).status_code in (200, 204)
    line = (await anna.get(f"/reviews/{hers}/timeline")).json()["data"][0]
    assert (line["move"], line["who"]["name"], line["reason"]) == ("reopen", "hr", "scores were swapped")
    version = (await anna.get(f"/reviews/{hers}")).json()["version"]
    scores = [{"criterion_id": criteria[0], "score": 1, "reason": "Swapped."}]
    stale = await anna.put(f"/applications/{id}/review", {"scores": scores, "recommendation": "no"}, version - 1)
    assert (stale.status_code, stale.json()["title"]) == (412, "Changed in another window of yours")
    assert "scores" in [error["field"] for error in stale.json()["errors"]]
    assert (await anna.put(f"/applications/{id}/review", {"scores": scores, "recommendation": "no"}, version)).status_code == 200  # fmt: skip
    # once it is decided, judgements stay as they were then
    his = await review(world.people["bob"], id)
    for move in ("shortlist", "select"):
        assert (await hr.move("applications", id, move)).status_code == 200
    shown = (await anna.get(f"/applications/{id}")).json()
    assert (shown["my_review"]["state"], shown["may_review"]) == ("draft", False)
    late = await anna.put(f"/applications/{id}/review", {"note": "told you so"}, shown["my_review"]["version"])
    assert (late.status_code, late.json()["type"], late.json()["detail"][:34]) == (409, "/problems/being-judged", "This application has been decided:")  # fmt: skip
    for who, what, move in ((anna, hers, "submit"), (hr, his, "reopen")):
        assert (await who.move("reviews", what, move, "late")).json()["type"] == "/problems/being-judged"
        (one,) = [m for m in (await who.get(f"/reviews/{what}")).json()["moves"] if m["name"] == move]
        assert (one["permitted"], one["allowed"], one["why_not"]["nl"][:14]) == (True, False, "Over deze soll")
    assert (await hr.move("applications", id, "reject", "no money")).status_code == 200
    assert (await world.people["bob"].put(f"/applications/{id}/review", {}, 1)).status_code in (409, 412)
    assert world.sql("select state, note from review order by state") == [("draft", ""), ("submitted", "")]


async def test_means_appear_only_when_all_are_in_and_leave_out_what_does_not_apply(world: World) -> None:
    id, criteria = await scored(world)
    anna, bob, hr = (world.people[name] for name in ("anna", "bob", "hr"))
    await review(anna, id, 5)
    summary = (await hr.get(f"/applications/{id}")).json()["reviews_summary"]
    assert (summary["asked"], summary["in"], summary["means"]) == (2, 1, None)
    scores = [{"criterion_id": criteria[0], "score": 2, "reason": "Thin."},
              {"criterion_id": criteria[1], "score": None, "reason": "Cannot judge."}]  # fmt: skip
    saved = await bob.put(f"/applications/{id}/review", {"scores": scores, "recommendation": "maybe"})
    assert (await bob.move("reviews", saved.json()["id"], "submit")).status_code == 200
    means = {m["criterion_id"]: m["mean"] for m in (await hr.get(f"/applications/{id}")).json()["reviews_summary"]["means"]}  # fmt: skip
    assert means == {criteria[0]: 3.5, criteria[1]: 5.0}


async def test_a_review_needs_a_reason_for_every_criterion_and_a_recommendation(world: World) -> None:
    id, criteria = await scored(world)
    anna = world.people["anna"]
    scores = [{"criterion_id": criteria[0], "score": 3, "reason": "Fine."}]
    saved = await anna.put(f"/applications/{id}/review", {"scores": scores, "recommendation": "yes"})
    refused = await anna.move("reviews", saved.json()["id"], "submit")
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/every-criterion")


async def test_a_member_who_leaves_is_replaced_first_and_keeps_the_written_review(world: World) -> None:
    id, _ = await scored(world)
    anna, bob, hr = (world.people[name] for name in ("anna", "bob", "hr"))
    await review(anna, id, 4)
    await review(bob, id, 2)
    vacancy = (await hr.get("/vacancies")).json()["data"][0]
    committee = (await hr.get(f"/vacancies/{vacancy['id']}")).json()["committee"]
    seat = next(m["grant_id"] for m in committee if m["name"] == "bob")
    path = f"/vacancies/{vacancy['id']}/committee"
    # a seat counts when it has begun by the deadline, for as long as its account lasts, and once for each person
    late, gone = await world.person("late"), await world.person("gone")
    world.sql("insert into role_grant (account_id, role, scope_kind, scope_id, valid_from) select %s, 'committee_member', 'vacancy', id, deadline + interval '1 day' from vacancy", late.account_id)  # fmt: skip
    await hr.post(path, {"account_id": gone.account_id, "role": "committee_member"})
    world.sql("update account set ended_at = now() where id = %s", gone.account_id)
    assert (await hr.post(path, {"account_id": bob.account_id, "role": "committee_chair"})).status_code == 201
    names = [m["name"] for m in (await hr.get(f"/vacancies/{vacancy['id']}")).json()["committee"]]
    assert sorted(names) == ["anna", "bob", "late"]
    shown = {m["name"]: m for m in (await hr.get(f"/vacancies/{vacancy['id']}")).json()["committee"]}
    assert (datetime.fromisoformat(shown["late"]["valid_from"]) > datetime.now(UTC), shown["late"]["valid_until"]) == (
        True,
        None,
    )  # a seat to come says so
    # and whoever will judge does not read along until then
    assert (await hr.post(path, {"account_id": late.account_id, "role": "committee_observer"})).status_code == 201
    assert (await late.get(f"/applications/{id}")).json()["reviews"] == []
    world.sql("update role_grant set valid_until = now() + interval '1 day' where account_id = %s", bob.account_id)
    for state in ("published", "closed"):
        world.sql(f"set session_replication_role = replica; update vacancy set state = '{state}'")
        kept = await hr.delete(f"{path}/{seat}", 2)
        assert (kept.status_code, kept.json()["type"]) == (409, "/problems/committee-too-small"), state

    def begins(after_deadline: int) -> None:
        world.sql("set session_replication_role = replica; update role_grant set valid_from = (select deadline from vacancy)"
                  f" + interval '{after_deadline} us' where account_id = '{late.account_id}' and role = 'committee_member'")  # fmt: skip

    size = "select polder.committee_size(id) from vacancy"
    assert world.sql(size) == [(1,)]  # anna: bob leaves tomorrow, and the deadline is later
    begins(0)
    assert world.sql(size) == [(2,)]
    kept = await hr.delete(f"{path}/{shown['late']['grant_id']}", shown["late"]["version"])
    assert (kept.status_code, kept.json()["type"]) == (409, "/problems/committee-too-small")  # though still to begin
    begins(1)
    assert world.sql(size) == [(1,)]
    audrey = await world.person("audrey", "auditor")
    for role in ("committee_member", "committee_observer"):
        refused = await hr.post(path, {"account_id": audrey.account_id, "role": role})
        assert (refused.status_code, refused.json()["type"]) == (409, "/problems/auditor-judges")
    carol = await world.person("carol")
    await hr.post(path, {"account_id": carol.account_id, "role": "committee_member"})
    assert (await hr.delete(f"{path}/{seat}", 2)).status_code == 200
    assert (await bob.get(f"/applications/{id}")).status_code == 404  # from all seats at once
    after = (await hr.get(f"/applications/{id}")).json()
    assert len(after["reviews"]) == 2  # the written one stays
    history = (await hr.get(f"/vacancies/{vacancy['id']}")).json()["committee_history"]
    assert [(h["who"], h["move"], h["name"], h["role"]) for h in history if h["name"] in ("bob", "carol") and h["who"]] == [
        ("hr", "end", "bob", "committee_chair"), ("hr", "end", "bob", "committee_member"),
        ("hr", "appoint", "carol", "committee_member"), ("hr", "appoint", "bob", "committee_chair"),
        ("hr", "appoint", "bob", "committee_member"),
    ]  # fmt: skip
    summary = after["reviews_summary"]
    assert (summary["asked"], summary["in"], summary["means"]) == (2, 1, None)
    await review(carol, id, 3)
    assert [m["mean"] for m in (await hr.get(f"/applications/{id}")).json()["reviews_summary"]["means"]] == [3.0, 3.0]
    dora = await world.person("dora")
    await hr.post(path, {"account_id": dora.account_id, "role": "committee_member"})
    seats = [m for m in (await hr.get(f"/vacancies/{vacancy['id']}")).json()["committee"] if m["name"] != "late"]
    left = await asyncio.gather(*(hr.delete(f"{path}/{one['grant_id']}", one["version"]) for one in seats))
    assert sorted(answer.status_code for answer in left) == [200, 409, 409]
    # an account ends all the same; then the vacancy waits for whoever composes its committee
    remaining = (await hr.get(f"/vacancies/{vacancy['id']}")).json()["committee"]
    for member in remaining:
        world.sql("update account set ended_at = now() where id = %s and name <> 'late'", member["account_id"])
    waits = [t for t in (await hr.get("/todo")).json()["data"] if t["kind"] == "vacancy.committee"]
    assert [(t["record"]["id"], t["record"]["reference"]) for t in waits] == [(vacancy["id"], vacancy["reference"])]


async def test_a_review_no_longer_counts_once_its_writer_declares_a_conflict(world: World) -> None:
    id, _ = await scored(world)
    anna, bob, hr = (world.people[name] for name in ("anna", "bob", "hr"))
    await review(anna, id, 5)
    await review(bob, id, 3)
    assert (await anna.post(f"/applications/{id}/conflict", {"kind": "supervisor"})).status_code == 204
    summary = (await hr.get(f"/applications/{id}")).json()["reviews_summary"]
    assert (summary["asked"], summary["in"]) == (1, 1)
    assert [m["mean"] for m in summary["means"]] == [3.0, 3.0]


async def test_scores_are_for_the_criteria_of_the_vacancy_each_once(world: World) -> None:
    id, criteria = await scored(world)
    anna = world.people["anna"]
    other = (await world.vacancy())["criteria"][0]["id"]
    for scores, sentence in (
        (
            [{"criterion_id": other, "score": 5, "reason": "No."}],
            "One of the criteria does not belong to this vacancy.",
        ),
        (
            [{"criterion_id": criteria[0], "score": n, "reason": "Which?"} for n in (1, 5)],
            "A criterion is named twice.",
        ),
    ):
        refused = await anna.put(f"/applications/{id}/review", {"scores": scores, "recommendation": "yes"})
        assert refused.status_code == 422, refused.text
        assert [(e["field"], e["problem"], e["remedy"] != "") for e in refused.json()["errors"]] == [
            ("scores", sentence, True)
        ]
    assert world.sql("select count(*) from review_score") == [(0,)]


async def test_nothing_is_imported_that_says_nothing_or_into_a_vacancy_that_was_decided(world: World) -> None:
    vacancy = await world.vacancy()
    for content, fields in (
        (b"[]", ["file"]), (b'[{}, {"basics": {"email": "not mail"}}]', ["[1].basics.email"]), (b'{"basics": {"name": {"a": 1}}}', ["[0].basics.name"]),
    ):  # fmt: skip
        file = {"file": ("cv.json", content)}
        answer = await world.people["hr"].client.post(
            f"/api/v1/applications/import?vacancy_id={vacancy['id']}", files=file
        )
        assert (answer.status_code, [e["field"] for e in answer.json()["errors"]]) == (422, fields)
    with pytest.raises(psycopg.Error, match="ck_application_email"):
        world.sql("insert into application (vacancy_id, name, sort_name, motivation, email) values (%s, 'A', 'a', '', 'x')", vacancy["id"])  # fmt: skip
    world.sql("set session_replication_role = replica; update vacancy set state = 'decided'")
    file = {"file": ("cv.json", b'{"basics": {"name": "Ada"}}')}
    answer = await world.people["hr"].client.post(f"/api/v1/applications/import?vacancy_id={vacancy['id']}", files=file)
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/vacancy-undecided")
    assert world.sql("select count(*) from application") == [(0,)]


async def test_an_observer_reads_and_does_not_review(world: World) -> None:
    id, _ = await scored(world)
    vacancy = (await world.people["hr"].get("/vacancies")).json()["data"][0]
    otto = await world.person("otto")
    body = {"account_id": otto.account_id, "role": "committee_observer"}
    period = {"valid_from": "2099-03-01T00:00:00Z", "valid_until": "2099-04-01T00:00:00Z"}  # a seat later, for a time
    for seat in (body, {**body, "role": "committee_member", **period}):
        made = await world.people["hr"].post(f"/vacancies/{vacancy['id']}/committee", seat)
        assert made.status_code == 201, made.text
    assert world.sql("select valid_from, valid_until from role_grant where account_id = %s order by valid_from", otto.account_id)[1] == (
        datetime(2099, 3, 1, tzinfo=UTC), datetime(2099, 4, 1, tzinfo=UTC),
    )  # fmt: skip
    assert (await otto.get(f"/applications/{id}")).json()["may_review"] is False
    assert (await otto.put(f"/applications/{id}/review", {})).status_code == 403


async def test_only_the_committee_of_the_vacancy_sees_its_applications(world: World) -> None:
    id, _ = await scored(world)
    other = await world.vacancy("approved")
    # a seat that ends before the deadline does not count towards the two that publishing asks
    world.sql("update role_grant set valid_until = '2098-12-31' where scope_id = %s and role = 'committee_member'", other["id"])  # fmt: skip
    early = await world.people["hr"].move("vacancies", other["id"], "publish")
    assert (early.status_code, early.json()["type"]) == (409, "/problems/has-committee")
    stranger = await world.person("stranger")
    body = {"account_id": stranger.account_id, "role": "committee_member"}
    await world.people["hr"].post(f"/vacancies/{other['id']}/committee", body)
    assert (await stranger.get(f"/applications/{id}")).status_code == 404
    assert (await stranger.get("/applications")).json()["total"] == 0
    assert (await stranger.put(f"/applications/{id}/review", {})).status_code == 404
