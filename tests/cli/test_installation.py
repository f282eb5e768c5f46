"""`polder migrate`, `doctor`, `serve` and `worker` on installations that are right and wrong."""

import os
import re
import signal
import subprocess
import time
from collections.abc import Callable
from urllib.parse import quote

import httpx
import psycopg
import pytest
from psycopg import sql

from polder.cli import examine
from polder.kernel import migrate, settings
from tests.cli.conftest import SECRET_KEY, WEB, Installation
from tests.support.databases import Databases


def until(happened: Callable[[], object], seconds: float = 300) -> object:
    """What `happened` gives as soon as it gives something; asks again and again for a while."""
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        try:
            if found := happened():
                return found
        except (httpx.TransportError, psycopg.Error):
            pass
        time.sleep(0.05)
    raise AssertionError(f"nothing within {seconds} s")


@pytest.fixture
def empty(installation: Installation, databases: Databases) -> Installation:
    """The same, on a database that nothing has been done to."""
    name = f"empty_{databases.worker}_{next(databases.numbers)}"
    maintenance = databases.server.url("postgres")
    with psycopg.connect(maintenance, autocommit=True) as connection:
        connection.execute(f"create database {name} owner polder_owner template template0")
    installation.settings["POLDER_DATABASE_URL"] = databases.server.url(name, "polder_app")
    installation.settings["POLDER_OWNER_DATABASE_URL"] = databases.server.url(name, "polder_owner")
    installation.settings["POLDER_SUPERUSER_DATABASE_URL"] = maintenance
    installation.superuser_url = databases.server.url(name)
    yield installation
    databases.drop(name)


def test_migrate_prepares_an_empty_database_does_nothing_twice_and_succeeds_twice_at_once(empty: Installation) -> None:
    for _ in range(2):
        done = empty.polder("migrate")
        assert (done.returncode, done.stdout) == (0, f"The database is at revision {migrate.head()}.\n"), done.stderr
    assert empty.sql("select version_num from alembic_version") == [(migrate.head(),)]
    empty.sql("drop schema public cascade; drop schema polder cascade; drop schema jobs cascade; create schema public")
    with empty.running("migrate") as one, empty.running("migrate") as two:
        assert (one.wait(120), two.wait(120)) == (0, 0)
    assert empty.sql("select count(*) from account") == [(0,)]


def test_serve_refuses_an_empty_database_and_says_what_to_do(empty: Installation) -> None:
    done = empty.polder("serve")
    assert done.returncode == 1
    assert "database: is empty. Run: polder migrate" in done.stderr


@pytest.mark.parametrize("command", ["serve", "worker"])
def test_a_process_refuses_another_revision(installation: Installation, command: str) -> None:
    installation.sql("update alembic_version set version_num = '9999'")
    done = installation.polder(command)
    assert done.returncode == 1
    assert f"is at revision 9999, newer than this program ({migrate.head()})" in done.stderr
    installation.sql("update alembic_version set version_num = '0000'")
    assert f"is at revision 0000, this program needs {migrate.head()}. Run: polder migrate" in (
        installation.polder(command).stderr
    )


@pytest.mark.parametrize(
    ("role", "why"),
    [("postgres", "which is a superuser and bypasses row-level security"), ("polder_owner", "which owns tables (")],
)
def test_serve_refuses_a_role_that_no_wall_holds(installation: Installation, role: str, why: str) -> None:
    url = installation.settings["POLDER_DATABASE_URL"].replace("polder_app", role)
    done = installation.polder("serve", POLDER_DATABASE_URL=url)
    assert done.returncode == 1
    assert why in done.stderr
    assert "Use the role polder_app." in done.stderr


def test_serve_refuses_storage_that_cannot_be_written(installation: Installation) -> None:
    (installation.folder / "file").write_text("in the way")
    done = installation.polder("serve", POLDER_DOCUMENTS=str(installation.folder / "file" / "documents"))
    assert done.returncode == 1
    assert "cannot be written: Not a directory." in done.stderr


def test_serve_refuses_a_bucket_that_does_not_answer(installation: Installation) -> None:
    keys = {"AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "never-shown-secret"}
    done = installation.polder("serve", POLDER_DOCUMENTS="s3://bucket/x", POLDER_S3_REGION="eu-west-1",
                               POLDER_S3_ENDPOINT_URL="http://127.0.0.1:9", **keys)  # fmt: skip
    assert done.returncode == 1
    assert "documents: s3://bucket/x cannot be written: EndpointConnectionError." in done.stderr
    assert "never-shown-secret" not in done.stderr


def test_a_database_that_is_away_is_a_sentence_without_its_password(installation: Installation) -> None:
    url = "postgresql://polder_app:never-shown-password@127.0.0.1:9/polder"
    for command in (["serve"], ["worker"], ["token", "list"], ["audit", "verify"], ["doctor"]):
        done = installation.polder(*command, POLDER_DATABASE_URL=url)
        assert done.returncode == 1
        assert "The database does not answer" in " ".join((done.stdout + done.stderr).split())
        assert "never-shown-password" not in done.stdout + done.stderr


def test_every_wrong_setting_is_named_at_once_and_no_secret_is_shown(installation: Installation) -> None:
    wrong = {
        "POLDER_SECRET_KEY": "never-shown",
        "POLDER_SEAL_KEY": "never-shown-either",
        "POLDER_BASE_URL": "http://polder.institute.nl",
        "POLDER_READERS": "many",
        "POLDER_SMTP_URL": "never-shown@mail",
        "POLDER_INSTITUTE_ZONE": "Europe/Amsterdm",
    }
    for command in ("serve", "worker", "migrate", "doctor"):
        done = installation.polder(command, **wrong)
        assert done.returncode == 1
        told = done.stdout + done.stderr
        assert [name for name in wrong if name not in told] == []
        assert "never-shown" not in told
        assert "must start with https://" in " ".join(told.split())


def test_doctor_finds_nothing_wrong_and_shows_no_secret(installation: Installation) -> None:
    done = installation.polder("doctor")
    assert done.returncode in (0, 1)
    assert "POLDER_SECRET_KEY = set" in done.stdout
    assert f"POLDER_READERS = default: {settings.variables()['POLDER_READERS'][0]}" in done.stdout
    told = " ".join(done.stdout.split())
    for name, (_, meaning) in {**settings.variables(), **settings.OTHERS}.items():
        assert f"{name} = " in told
        assert meaning in told
    for sentence in (
        "The role polder_app owns nothing and bypasses nothing.",
        f"It is at revision {migrate.head()}.",
        "can be written and read.",
        "The database's clock and this machine's agree.",
        "Its owner polder_owner can enter",
        "There is no identity provider yet, so nobody can sign in.",
        "No worker runs",
    ):
        assert sentence in told
    wrong = [line for line in done.stdout.splitlines() if "WRONG" in line and "front end" not in line]
    assert wrong == []


def test_doctor_names_slips_of_the_pen_and_silent_neighbours(installation: Installation) -> None:
    installation.sql(
        """insert into identity_provider (key, name, issuer, client_id, client_secret_ref)
           values ('surf', 'SURFconext', 'http://127.0.0.1:9', 'polder', 'SURF')"""
    )
    done = installation.polder(
        "doctor", POLDER_SMPT_URL="smtp://mail", POLDER_SMTP_URL="smtp://somebody:never-shown@127.0.0.1:9",
        POLDER_SECRET_OTHER="never-shown", POLDER_SEAL_KEY=None,
    )  # fmt: skip
    told = " ".join(done.stdout.split())
    assert done.returncode == 1
    assert "POLDER_SMPT_URL is no setting of Polder" in told
    assert "POLDER_SECRET_OTHER is no setting" not in told
    assert "The mail server 127.0.0.1:9 does not take us: Connection refused." in told
    assert "The provider surf does not answer at http://127.0.0.1:9" in told
    assert "WRONG sign-in: The provider surf needs POLDER_SECRET_SURF, which is not set." in told
    assert "POLDER_SEAL_KEY is not set: the audit trail is kept but not sealed." in told
    assert "never-shown" not in done.stdout + done.stderr


def test_doctor_says_where_visitors_share_an_address_and_that_mail_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    found = settings.load(
        database_url="postgresql://", secret_key=SECRET_KEY, base_url="https://polder.institute.nl", smtp_url="outbox"
    )
    for host, proxy, weights in (
        ("0.0.0.0", "", ["good", "mind"]),
        ("0.0.0.0", "10.0.0.2", ["good"]),
        ("127.0.0.1", "", ["good"]),
    ):
        monkeypatch.setenv("POLDER_HOST", host)
        monkeypatch.setenv("POLDER_PROXY", proxy)
        assert [finding.weight for finding in examine.address(found)] == weights
    monkeypatch.setenv("POLDER_SMTP_URL", "outbox")
    (kept,) = examine.mail(found)
    assert (kept.weight, kept.sentence) == (
        "good",
        "POLDER_SMTP_URL is outbox: mail is kept in the outbox and never sent.",
    )


def test_doctor_goes_on_with_what_can_be_examined(installation: Installation) -> None:
    done = installation.polder("doctor", POLDER_SECRET_KEY="short", POLDER_READERS="many", POLDER_SMTP_URL="mail")
    told = " ".join(done.stdout.split())
    assert done.returncode == 1
    for sentence in ("POLDER_SECRET_KEY is too short", "POLDER_READERS must be", "POLDER_SMTP_URL is no mail server",
                     "The role polder_app owns nothing", f"It is at revision {migrate.head()}.", "No worker runs"):  # fmt: skip
        assert sentence in told
    assert "POLDER_SMTP_URL is not set" not in told.partition("Findings")[2]
    elsewhere = installation.polder("doctor", POLDER_DATABASE_URL="mysql://x")
    assert "can be written and read" in " ".join(elsewhere.stdout.split())
    assert "Traceback" not in elsewhere.stdout + elsewhere.stderr


def test_a_password_of_another_role_is_set_by_migrate_and_never_shown(installation: Installation) -> None:
    role = f"polder_try_{os.getpid()}"
    with psycopg.connect(installation.superuser_url, autocommit=True) as connection:
        connection.execute(sql.SQL("create role {} login").format(sql.Identifier(role)))
        try:
            password = "never shown/'\\é"
            database = installation.settings["POLDER_DATABASE_URL"]
            url = database.replace("polder_app@", f"{role}:{quote(password, safe='')}@")
            done = installation.polder(
                "migrate", POLDER_DATABASE_URL=url, POLDER_SUPERUSER_DATABASE_URL=installation.superuser_url
            )
            assert done.returncode == 0, done.stderr
            assert password not in done.stdout + done.stderr
            found = connection.execute("select rolpassword from pg_authid where rolname = %s", [role]).fetchone()
            assert found is not None
            assert found[0].startswith("SCRAM-SHA-256$")
        finally:
            connection.execute(sql.SQL("drop role {}").format(sql.Identifier(role)))


def test_serve_answers_from_several_processes_and_stops_when_told(
    installation: Installation, free_port: Callable[[], int]
) -> None:
    port = free_port()
    with installation.running("serve", "--port", port, "--processes", 2) as process:
        ready = until(lambda: WEB.get(f"http://127.0.0.1:{port}/readyz").json())
        assert ready == {"status": "ok", "revision": migrate.head()}
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=120)
    assert process.returncode in (0, -signal.SIGTERM)
    assert "Traceback" not in said
    assert SECRET_KEY not in said
    with pytest.raises(httpx.TransportError):
        WEB.get(f"http://127.0.0.1:{port}/healthz")


def test_a_port_in_use_is_a_sentence(installation: Installation, free_port: Callable[[], int]) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = installation.polder("serve", "--port", taken.getsockname()[1])
    assert done.returncode == 1
    assert "is in use" in done.stderr


def test_a_worker_does_what_was_queued_and_stops_when_told(installation: Installation) -> None:
    with installation.running("worker") as process:
        until(lambda: installation.sql("select 1 from jobs.procrastinate_workers"))
        # what comes at its hour, such as reminders, may wait a moment
        until(lambda: "jobs: 1 worker runs, 0 jobs wait" in " ".join(installation.polder("doctor").stdout.split()))
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=120)
    assert process.returncode == 0, said
    assert "Traceback" not in said


def test_help_tells_what_every_command_is_for() -> None:
    from tests.cli.conftest import BARE, POLDER

    done = subprocess.run([POLDER, "--help"], capture_output=True, text=True, env={**BARE, "COLUMNS": "200"})
    for command in (
        "demo", "serve", "worker", "migrate", "doctor", "admin", "provider", "token", "organisations", "applications",
        "audit",
    ):  # fmt: skip
        assert re.search(rf"{command} +[A-Z]\w+", done.stdout), command
