"""What an installation says of itself, and what it keeps to itself."""

import json
import logging
import re

import pytest
import structlog

from polder.kernel import logs, problems
from tests.hiring import test_story
from tests.support.world import World


async def test_a_process_that_answers_is_healthy_and_one_that_can_serve_is_ready(world: World) -> None:
    client = world.client()
    assert (await client.get("/healthz")).json() == {"status": "ok"}
    ready = await client.get("/readyz")
    assert ready.status_code == 200
    assert ready.json() == {"status": "ok", "revision": world.sql("select version_num from alembic_version")[0][0]}


async def test_a_database_at_another_revision_is_not_ready_and_says_what_to_do(world: World) -> None:
    client = world.client()
    world.sql("update alembic_version set version_num = '0000'")
    refused = await client.get("/readyz")
    assert refused.status_code == 503
    assert refused.headers["retry-after"]
    assert "polder migrate" in refused.json()["detail"]
    world.sql("drop table alembic_version")
    assert (await client.get("/readyz")).status_code == 503
    assert (await client.get("/healthz")).status_code == 200


def gauges(text: str) -> dict[str, float]:
    return {name: float(value) for name, value in re.findall(r"^(polder_\S+) (\S+)$", text, re.M)}


async def test_metrics_count_requests_by_route_and_show_what_waits(world: World) -> None:
    client, hr = world.client(), await world.person("hr", "hr_officer")
    label = 'polder_requests_total{method="GET",route="/vacancies",status="200"}'
    before = gauges((await client.get("/metrics")).text).get(label, 0)
    await hr.get("/vacancies?q=secret-word")
    world.sql(
        """insert into mail (to_address, to_name, language, template, subject, text, html, state)
           select 'a@example.org', 'A', 'en', 't', 's', 't', 'h', state
           from unnest(array['queued', 'queued', 'refused', 'gave_up', 'sent']) as state"""
    )
    text = (await client.get("/metrics")).text
    found = gauges(text)
    assert found[label] == before + 1
    assert found['polder_mails{state="queued"}'] == 2
    assert found['polder_mails{state="gave_up"}'] == 1
    assert found['polder_mails{state="refused"}'] == 1
    # One job for each mail that waits.
    assert found['polder_jobs{state="todo"}'] == 2
    assert found["polder_jobs_wait_seconds"] >= 0
    assert found["polder_database_up"] == 1
    assert "secret-word" not in text


async def test_metrics_do_not_exist_for_who_comes_through_a_proxy(world: World) -> None:
    found = await world.client().get("/metrics", headers={"x-forwarded-for": "203.0.113.7"})
    assert found.status_code == 404


# ---- logs ------------------------------------------------------------------------------------------------------------

PERSONAL = [
    "Ada", "Lovelace", "ada@example.org", "anna", "bob", "Because.", "Solid.", "Good.", "350000", "session=", "key=",
]  # fmt: skip


@pytest.fixture
def everything_logged(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every line of our own log at DEBUG, and those of the libraries at INFO."""
    lines: list[str] = []

    class Logger:
        def msg(self, line: str) -> None:
            lines.append(line)

        debug = info = warning = error = critical = exception = msg

    def configure(_: str) -> None:
        real("DEBUG")
        structlog.configure(logger_factory=lambda *_: Logger())

    real = logs.configure
    monkeypatch.setattr(logs, "configure", configure)
    caplog.set_level(logging.INFO)
    return lines


async def test_the_whole_story_leaves_no_personal_data_and_no_secret_in_the_logs(
    everything_logged: list[str], app_url: str, owner_url: str, superuser_url: str, tmp_path: object,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    from pathlib import Path

    from tests.support.world import built, settings_for

    async with built(settings_for(app_url, owner_url, Path(str(tmp_path))), superuser_url) as world:
        await test_story.test_a_first_researcher_is_hired(world)
        secrets = [person.client.cookies["__Host-polder"] for person in world.people.values()]
        ids = [person.client.headers["X-CSRF-Token"] for person in world.people.values()]
        refused = await world.people["hr"].post("/vacancies", {"title_nl": "Lovelace"})
        assert refused.status_code == 422
    ours = [record for record in caplog.records if record.name != "httpx"]  # the tests' own client
    text = "\n".join([*everything_logged, *[record.getMessage() + logs.Lines().format(record) for record in ours]])
    assert len(everything_logged) > 20
    assert all(json.loads(line)["event"] for line in everything_logged)
    assert '"route":"/careers/{reference}/apply"' in text
    for word in [*PERSONAL, *secrets, *ids]:
        assert not re.search(rf"\b{re.escape(word)}", text), f"{word} stands in the logs"


def test_an_exception_is_logged_without_its_text(everything_logged: list[str]) -> None:
    logs.configure("INFO")
    log = structlog.get_logger("test")
    try:
        try:
            int("Ada Lovelace")
        except ValueError:
            raise problems.not_found() from None
    except problems.Problem:
        log.exception("unexpected")
    line = json.loads(everything_logged[-1])
    assert line["error"] == ["polder.kernel.problems.Problem", "builtins.ValueError"]
    assert any("test_health.py" in frame for frame in line["trace"])
    assert "Lovelace" not in everything_logged[-1]
    record = logging.LogRecord("x", logging.ERROR, "x.py", 1, "it failed", None, (ValueError, ValueError("Ada"), None))
    assert json.loads(logs.Lines().format(record)) == {
        "event": "it failed", "logger": "x", "level": "error", "error": ["builtins.ValueError"], "trace": []
    }  # fmt: skip
