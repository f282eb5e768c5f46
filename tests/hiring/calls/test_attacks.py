"""What a call does not let happen: by HTTP, by SQL, and twice at once."""

import asyncio
import html

import psycopg
import pytest

from tests.hiring.applicant import Applicant
from tests.hiring.calls.people import called, chosen
from tests.support.world import World


async def test_an_applicant_names_advisors_once_each_in_time_and_loses_nothing_typed(world: World) -> None:
    call = await called(world, wishes_most=2)
    await call.advisor("Ann", tracks=["academic", "industry"])
    refused = await call.hr.move("vacancies", call.vacancy["id"], "publish")
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/advisors-ready"), "a track has nobody yet"
    await call.advisor("Bo")
    await call.publish()
    await call.advisor("Gone", accepting=False)
    link = await Applicant.begin(world, call.vacancy["reference"], "Kim")
    assert link is not None
    page = await link.look()
    assert call.advisors["Gone"] not in page
    assert "call_wish_3" not in page
    ann, bo = call.advisors["Ann"], call.advisors["Bo"]
    assert 'href="#call">Track and advisor</a> <span class="soft"><span data-have>0</span> of 2' in page
    missing = await link.save(
        motivation="Because.", call_track="academic", call_wish_1="", call_wish_2="", then="submit"
    )
    assert missing.status_code == 422
    assert "You have not chosen an advisor yet." in missing.text
    twice = await link.save(
        call_track="academic", call_wish_1=ann, call_wish_2=ann, call_statement_2="<b>Why</b> \u202e not"
    )
    assert twice.status_code == 422
    assert "You named this advisor already." in twice.text
    assert "<b>Why</b>" in html.unescape(twice.text)
    assert chosen(twice.text, "call_wish_2") == ann  # as it was typed
    for hostile in (call.advisors["Gone"], "nobody", "00000000-0000-0000-0000-000000000000"):
        assert (await link.save(call_track="academic", call_wish_1=hostile)).status_code == 422
    assert world.sql("select count(*) from advisor_wish") == [(0,)]
    saved = await link.save(call_track="industry", call_wish_1="", call_wish_2=bo)
    assert saved.status_code == 303, saved.text
    assert world.sql("select rank, advisor_id::text from advisor_wish") == [
        (1, bo)
    ]  # an empty choice moves the next up
    await link.submit(call_track="academic", call_wish_1=ann, call_wish_2=bo)
    await link.save(call_wish_1=bo)  # too late: fixed
    assert world.sql("select advisor_id::text from advisor_wish order by rank") == [(ann,), (bo,)]
    listed = (await link.client.get(f"/careers/{call.vacancy['reference']}/advisors?q=ann")).text
    assert "Ann topics" in listed
    assert "Bo topics" not in listed
    assert len(listed.encode()) < 50_000


async def test_what_people_chose_of_a_call_stays_possible_and_a_change_then_has_a_reason(world: World) -> None:
    call = await called(world, wishes_most=3)
    for name in ("Ann", "Bo"):
        await call.advisor(name, tracks=["academic", "industry"])
    await call.advisor("Cas", tracks=["interdisciplinary"])

    async def change(**values: object) -> tuple[int, str]:
        version = (await call.hr.get(f"/calls/{call.id}")).json()["version"]
        done = (await call.hr.patch(f"/calls/{call.id}", values, version)).json()
        return done.get("status", 200), next(
            (e["field"] for e in done.get("errors", [])), done.get("change_reason") or ""
        )

    assert await change(tracks=["academic"]) == (422, "tracks"), "advisors offer it"
    assert await change(posts=4) == (200, "")
    await call.candidate("Kim", "Ann", "Bo", track="industry")
    assert await change(posts=5) == (422, "reason")
    assert await change(posts=5, reason=" \u200b ") == (422, "reason")
    assert await change(posts=5, reason="One more grant.") == (200, "One more grant.")
    assert await change(wishes_most=1, reason="X") == (422, "wishes_most")
    world.sql("update advisor set tracks = '{academic}' where name <> 'Cas'")
    assert await change(tracks=["academic", "interdisciplinary"], reason="X") == (422, "tracks"), "Kim chose it"
    assert await change(ranking_until="2098-12-31", reason="X") == (422, "ranking_until"), "before the deadline"
    assert await change(ranking_until="2099-02-01", reason="Later.") == (200, "Later.")
    later = {"deadline": "2099-03-01T12:00:00Z", "reason": "More time."}
    vacancy = (await call.hr.get(f"/vacancies/{call.vacancy['id']}")).json()
    refused = await call.hr.post(f"/vacancies/{vacancy['id']}/extension", later, version=vacancy["version"])
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "deadline"), refused.text
    with pytest.raises(psycopg.Error) as error:
        world.sql("update call set posts = 1")
    assert error.value.sqlstate == "PL422"


async def test_a_conflict_hides_the_candidate_from_an_advisor_and_takes_their_place_away(world: World) -> None:
    call = await called(world)
    ann = await call.advisor("Ann")
    for name in ("Kim", "Lee"):
        await call.candidate(name, "Ann")
    await call.eligible()
    assert (await call.ranks("Ann", "Kim", "Lee")).status_code == 200
    done = await ann.post(f"/applications/{call.candidates['Kim']}/conflict", {"kind": "supervisor"})
    assert done.status_code == 204, done.text
    mine = (await ann.get(f"/advisors/{call.advisors['Ann']}")).json()
    assert [c["name"] for c in mine["candidates"]] == ["Lee"]
    assert (await ann.get(f"/applications/{call.candidates['Kim']}")).status_code == 404
    round = await call.round("interviews")
    assert sorted(await call.pairs(round)) == [("Lee", "Ann")]
    assert (await call.ranks("Ann", "Lee")).status_code == 200  # the place of the hidden one is free


async def test_nobody_ranks_for_another_and_a_round_is_neither_rewritten_nor_confirmed_alone(world: World) -> None:
    call = await called(world)
    ann, bo = await call.advisor("Ann"), await call.advisor("Bo")
    await call.candidate("Kim", "Ann")
    unfit = {
        "application_ids": [call.candidates["Kim"]],
        "checks": [{"item": "degree", "met": True}],
        "verdict": "eligible",
    }
    refused = await call.hr.post(f"/vacancies/{call.vacancy['id']}/eligibility", unfit)
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/checklist-open")
    await call.eligible()
    ranking = {"ranked": [call.candidates["Kim"]]}
    assert (await bo.put(f"/advisors/{call.advisors['Ann']}/ranking", ranking, 1)).status_code == 404
    assert (await call.hr.put(f"/advisors/{call.advisors['Ann']}/ranking", ranking, 1)).status_code == 403
    assert (await ann.patch(f"/advisors/{call.advisors['Ann']}", {"posts": 9}, 1)).status_code == 403
    assert (await ann.put(f"/advisors/{call.advisors['Ann']}/ranking", ranking, 99)).status_code == 412
    at_once = await asyncio.gather(
        *[ann.put(f"/advisors/{call.advisors['Ann']}/ranking", ranking, 1) for _ in range(3)]
    )
    assert sorted(answer.status_code for answer in at_once) == [200, 412, 412]
    made = await call.hr.post("/match-rounds", {"vacancy_id": call.vacancy["id"], "kind": "interviews"})
    early = await call.hr.move("match-rounds", made.json()["id"], "solve")
    assert (early.status_code, early.json()["type"]) == (409, "/problems/applying-over")
    with pytest.raises(psycopg.Error, match="applying_over"):
        world.sql("update match_round set state = 'solved'")
    late = await call.candidate("Late", "Ann")
    world.in_force("hiring_rule", "match_after_eligibility")
    with call.closed():
        early = await call.hr.move("match-rounds", made.json()["id"], "solve")
        assert (early.status_code, early.json()["type"]) == (409, "/problems/eligibility-known")
        assert (await late.send("/apply/withdraw")).status_code == 303
        solved = await asyncio.gather(*[call.hr.move("match-rounds", made.json()["id"], "solve") for _ in range(2)])
    assert sorted(answer.status_code for answer in solved)[0] == 200
    assert world.sql("select count(*) from match_pair") == [(1,)]
    id = made.json()["id"]
    ((pair,),) = world.sql("select id from match_pair where round_id = %s", id)
    alone = await world.people["director"].move("match-pairs", str(pair), "confirm")
    assert (alone.status_code, alone.json()["type"]) == (409, "/problems/leaves-one"), (
        "who else would confirm the round?"
    )
    await call.hr.post(f"/match-rounds/{id}/confirm-pairs")
    refused = await call.hr.move("match-rounds", id, "confirm")
    assert refused.status_code == 409
    for attack in (
        "update match_round set input = '{}'",
        "update match_round set result = '[]'",
        "update match_round set state = 'confirmed'",
        "update match_pair set wish = 9",
        "update match_pair set state = 'rejected'",
        "insert into match_pair (round_id, vacancy_id, application_id, advisor_id)"
        f" select round_id, vacancy_id, application_id, '{call.advisors['Bo']}' from match_pair",
        "insert into track_rule (key, value, source, valid_from, state) values ('academic_stay_months', 0, 'me', '2026-01-01', 'in_force')",
        "update track_rule set value = 0 where key = 'academic_stay_months'",
        f"insert into letter_of_intent (application_id, vacancy_id, first_advisor_id, second_advisor_id, track, starts_on, body)"
        f" select application_id, vacancy_id, advisor_id, '{call.advisors['Bo']}', 'academic', '2027-01-01', 'x' from match_pair",
        "update vacancy set kind = 'post' where kind = 'call'",
    ):
        with pytest.raises(psycopg.Error) as error:
            world.sql(attack)
        assert str(error.value.sqlstate).startswith(("PL", "23")), attack
    # solved anew, what was confirmed stays; the round before is kept as it was
    with call.closed():
        again = await call.hr.post(
            f"/match-rounds/{id}/again",
            {"reason": "A late ranking."},
            version=(await call.hr.get(f"/match-rounds/{id}")).json()["version"],
        )
    assert again.status_code == 201, again.text
    assert [p["state"] for p in (await call.pairs(again.json())).values()] == ["confirmed"]


async def test_advisors_come_in_by_a_file_all_or_none_and_take_their_line_with_their_invitation(world: World) -> None:
    call = await called(world)
    there = f"/api/v1/vacancies/{call.vacancy['id']}/advisors/import"

    async def sent(text: str) -> tuple[int, dict[str, object]]:
        done = await call.hr.client.post(there, files={"file": ("a.csv", text.encode())})
        return done.status_code, done.json()

    head = "name;email;organisation;country;topics_en;tracks;interviews;posts\n"
    status, problem = await sent(head + "Ann;ann@x.example;Delft;;vision;academic;3;1\nBo;bo@x.example;Nowhere;;;;;\n")
    assert (status, problem["errors"][0]["field"]) == (422, "line_3.organisation")  # type: ignore[index]
    assert world.sql("select count(*) from advisor") == [(0,)]
    assert (await sent("no header"))[0] == 422
    status, made = await sent(head + "Ann;Ann@x.example;Delft;;vision;academic, industry;3;0\n")
    assert (status, made["imported"]) == (201, 1)
    assert world.sql(
        "select name, email, country_code, tracks, interview_capacity, posts, account_id from advisor"
    ) == [("Ann", "ann@x.example", "NL", ["academic", "industry"], 3, 0, None)]
    await world.person("ann")
    world.sql("update account set email = 'ann@x.example' where name = 'ann'")
    grant = {
        "account_id": world.people["ann"].account_id,
        "role": "advisor",
        "scope_kind": "vacancy",
        "scope_id": call.vacancy["id"],
    }
    assert (await call.hr.post("/role-grants", grant)).status_code == 201
    assert [a["name"] for a in (await world.people["ann"].get("/advisors")).json()["data"]] == ["Ann"]


async def test_who_leaves_after_they_were_scored_holds_up_no_ranking(world: World) -> None:
    call = await called(world)
    await call.advisor("Ann")
    for name in ("Kim", "Lee"):
        await call.candidate(name, "Ann")
    await call.eligible()
    assert (await call.ranks("Ann", "Kim", "Lee")).status_code == 200
    world.sql("update advisor_choice set scores = (select jsonb_build_object(id, 4) from criterion limit 1)")
    assert (await call.hr.move("applications", call.candidates["Kim"], "reject", "Elsewhere.")).status_code == 200
    done = await call.ranks("Ann", "Lee")
    assert done.status_code == 200, done.text
    assert (await call.ranks("Ann", "Lee", "Kim")).status_code == 422, "who left cannot be placed"
