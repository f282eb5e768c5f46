"""Home and Ctrl-K: what waits for whom, their figures, what happened last; in both languages, and only what one may see."""

from typing import Any

from tests.support.world import Person, World

FIGURES_OF = {
    "system_administrator": {"published", "accounts", "jobs_failed"},
    "auditor": {
        "published",
        "open",
        "hired",
        "audit_week",
        "agreements_active",
        "agreements_under_signature",
        "tranches_late",
        "allocations_planned", "received_free", "invoices_open", "invoices_late", "positions_open", "appointments",
    },
    "researcher": {"published"},
}  # fmt: skip


async def todo(person: Person) -> dict[str, Any]:
    answer = await person.get("/todo")
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def waits(person: Person) -> set[tuple[str, str, str]]:
    return {(item["kind"], item["subject"]["en"], item["group"]) for item in (await todo(person))["data"]}


async def test_home_takes_no_parameter_that_it_would_ignore(world: World) -> None:
    ada = await world.person("Ada", "researcher")
    refused = await ada.get("/todo?x=1")
    assert (refused.status_code, [e["field"] for e in refused.json()["errors"]]) == (422, ["x"])
    assert (await ada.get("/todo?language=nl")).status_code == 200


async def test_an_administrator_meets_requests_expiring_invitations_unconfirmed_roles_and_undelivered_mail(
    world: World,
) -> None:
    ada, bas = (
        await world.person("Ada", "system_administrator"),
        await world.person("Bas", "system_administrator"),
    )
    cor = await world.person("Cor", "researcher")
    assert await waits(ada) == set()
    world.sql(
        """with provider as (insert into identity_provider (key, name, issuer, client_id)
             values ('uni', 'Uni', 'https://uni.example', 'polder') returning id)
           insert into access_request (provider_id, issuer, subject, name, asked_at, closed_at)
           select id, 'https://uni.example', s.name, s.name, now() - interval '4 days', s.closed
           from provider, (values ('Rik', null), ('Rob', now())) as s (name, closed)"""
    )
    for email, days in (("soon@uni.example", 1), ("later@uni.example", 30)):
        made = await ada.post("/invitations", {"email": email, "role": "researcher", "days": days})
        assert made.status_code == 201
    granted = await ada.post("/role-grants", {"account_id": cor.account_id, "role": "system_administrator"})
    assert granted.status_code == 201
    world.sql(
        """insert into mail (to_address, to_name, language, template, subject, text, html, state)
           select 'x@uni.example', 'X', 'en', 'invitation', state, 'T', 'H', state
           from unnest(array['queued', 'sent', 'refused', 'gave_up']) as state"""
    )
    common = {
        ("access.answer", "Rik", "overdue"), ("invitation.expires", "soon@uni.example", "this_week"),
        ("mail.look", "refused", "this_week"), ("mail.look", "gave_up", "this_week"),
    }  # fmt: skip
    assert await waits(ada) == common  # she granted the role herself, so its confirmation waits for Bas
    assert await waits(bas) == common | {("grant.confirm", "Cor", "this_week")}
    assert await waits(cor) == set()


async def test_figures_are_those_of_ones_role(world: World) -> None:
    for role, keys in FIGURES_OF.items():
        person = await world.person(role, role)
        found = await todo(person)
        assert {figure["key"] for figure in found["figures"]} == keys, role
        # who looks into the books has them at hand, with what is to be seen there
        assert {line["key"] for line in found["opens"]} == (
            {"ledger_check", "large_settlements", "audit_trail"} if role == "auditor" else set()
        )
        # in a demonstration without a mail server the outbox is the post, and no mail in it waits
        if role == "system_administrator":
            world.app.state.settings = world.app.state.settings.model_copy(update={"demonstration": False})
            assert {figure["key"] for figure in (await todo(person))["figures"]} == {*keys, "mails_wait"}
            world.app.state.settings = world.app.state.settings.model_copy(update={"demonstration": True})


async def test_an_auditor_is_told_when_nothing_seals_the_audit_trail(world: World) -> None:
    auditor = await world.person("Audrey", "auditor")
    assert await waits(auditor) == set()
    world.sql(
        """set session_replication_role = replica;
           update audit_entry set at = at - interval '2 hours'"""
    )
    assert await waits(auditor) == {("audit.seal", "entries since the last seal", "overdue")}
    assert await waits(await world.person("Ada", "system_administrator")) == set()


async def test_what_waits_and_what_is_found_is_called_in_both_languages(world: World) -> None:
    vacancy = await world.vacancy("approved", title_nl="Zeilmaker", title_en="Sailmaker")
    hr = world.people["hr"]
    (item,) = [one for one in (await todo(hr))["data"] if one["record"]["resource"] == "vacancies"]
    assert (item["kind"], item["record"]["id"]) == ("vacancy.publish", vacancy["id"])
    assert item["subject"] == {"nl": "Zeilmaker", "en": "Sailmaker"}
    for words in ("zeilm", "sailm"):
        (found,) = (await hr.client.get("/api/v1/find", params={"q": words})).json()["data"]
        assert found["title"] == {"nl": "Zeilmaker", "en": "Sailmaker"}


async def test_what_happened_last_is_read_by_whoever_reads_every_application(world: World) -> None:
    vacancy = await world.vacancy()
    application = await world.application(vacancy, "Ada Lovelace", "mark_eligible")
    anna = world.people["anna"]
    made = await anna.put(f"/applications/{application['id']}/review", {"note": ""})
    assert made.status_code == 200
    hr = world.people["hr"]
    lines = (await todo(hr))["activity"]
    assert [(line["kind"], line["move"], line["who"]) for line in lines[:2]] == [
        ("application", "mark_eligible", "hr"), ("application", "import", "hr"),
    ]  # fmt: skip
    assert lines[0]["record"] == {
        "resource": "applications", "id": application["id"], "reference": application["reference"],
    }  # fmt: skip
    assert lines[0]["subject"] == {"nl": "Ada Lovelace", "en": "Ada Lovelace"}
    assert ("vacancy", "publish", "PhD candidate") in [(x["kind"], x["move"], x["subject"]["en"]) for x in lines]
    assert len(lines) <= 8
    assert (await todo(anna))["activity"] == []
    # who is conflicted does not read what happened to that application
    world.sql("insert into conflict (person_id, record_kind, record_id, kind) values (%s, 'application', %s, 'other')",
              hr.person_id, application["id"])  # fmt: skip
    assert application["id"] not in str((await todo(hr))["activity"])

    # of applications to judge there is one line a vacancy, which opens the first of them
    expected = [
        ("Grace Hopper", "Judge the eligibility of", "Grace Hopper"),
        ("Barbara Liskov", "Judge the eligibility of 2 applications for", "PhD candidate"),
        ("Radia Perlman", "Judge the eligibility of 3 applications for", "PhD candidate"),
    ]
    ids: dict[str, str] = {}
    for name, title, subject in expected:
        ids[name] = (await world.application(vacancy, name))["id"]
        (one,) = [line for line in (await todo(hr))["data"] if line["kind"] == "application.judge"]
        assert (one["title"]["en"], one["subject"]["en"]) == (title, subject)
        assert one["record"]["id"] == ids[min(ids)]  # by name: the order in which the page goes on
