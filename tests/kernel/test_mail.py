"""Mail is a row first and is sent later: once, to one person, in their language, whatever the mail server does."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from jinja2 import meta

from polder.kernel import worker
from polder.kernel.actor import Entry
from polder.kernel.jobs import TRIES
from polder.kernel.mail import smtp, templates
from polder.kernel.mail.actions import Attachment, queue
from polder.kernel.mail.jobs import send
from polder.kernel.mail.tables import Mail
from polder.kernel.tx import transaction
from tests.support.smtp import Sink, free_port, listening
from tests.support.world import World, built, settings_for

BLNS = Path(__file__).parents[3] / "shared" / "data" / "hostile" / "blns.json"
SYSTEM = Entry.as_role("system", "test")
MOMENT = datetime(2099, 1, 1, 12, tzinfo=UTC)
TYPED: dict[str, Any] = {  # what is no text
    "moment": MOMENT, "until": MOMENT, "expires": MOMENT, "deadline": MOMENT, "starts_at": MOMENT, "zone": "Europe/Amsterdam", "count": 2, "more": 1,
    "vacancies": [{"title": "PhD", "location": "Delft", "path": "/careers/V-1"}],
    "due": [{"name": "Ada", "reference": "W-1", "kind": "permit", "what": "the first draft", "day": MOMENT.date(),
             "time": "17:00", "title": "Call", "funder": "NWO", "label": "stage 1", "path": "/admin/#/opportunities", "n": 2, "by": MOMENT.date()}],
    "ends": [{"name": "Ada", "reference": "W-1", "day": MOMENT.date()}],
}  # fmt: skip


@pytest.fixture
def sink() -> Sink:
    return Sink(free_port())


@pytest.fixture
async def world(app_url: str, owner_url: str, superuser_url: str, tmp_path: Path, sink: Sink) -> AsyncIterator[World]:
    settings = settings_for(app_url, owner_url, tmp_path, smtp_url=sink.url, mail_from="Polder <polder@polder.test>")
    async with built(settings, superuser_url) as found:
        yield found


async def queued(
    world: World, to: str = "ada@example.org", name: str = "Ada Lovelace", language: str = "en", **values: Any
) -> str:
    async with transaction(world.app.state.database, SYSTEM) as tx:
        values = {"reference": "A-1", "title": "PhD", **TYPED, **values}
        await queue(tx, "application_receipt", language, to=to, name=name, **values)
        return str(await tx.scalar("select id from mail order by created_at desc, id desc limit 1"))


async def work(world: World) -> None:
    """Make every job due, and run what is due."""
    world.sql("set search_path = jobs; update procrastinate_jobs set scheduled_at = now() where status = 'todo'")
    await worker.work(world.app.state.settings.database_url.get_secret_value(), name="test", wait=False)


def row(world: World, id: str) -> dict[str, Any]:
    state, attempts, error, sent = world.sql("select state, attempts, last_error, sent_at from mail where id = %s", id)[
        0
    ]
    return {"state": state, "attempts": attempts, "error": error, "sent": sent is not None}


# ---- templates -------------------------------------------------------------------------------------------------------


def test_every_template_is_complete_in_both_languages_and_says_the_same_things() -> None:
    templates.configure("https://polder.test", "polder@localhost")
    found = templates.templates()
    assert len(found) >= 3
    for name, languages in found.items():
        assert languages == {"nl", "en"}, name
        sources = {language: templates._source(name, language) for language in languages}
        used = {
            language: meta.find_undeclared_variables(templates._environment().parse(text))
            for language, text in sources.items()
        }
        assert used["nl"] == used["en"], name
        for language, text in sources.items():
            assert text.startswith("Subject: "), f"{name}.{language}"
            typed = (
                {**TYPED, "due": MOMENT.date()} if name.startswith(("application_keep", "erasure_asked")) else TYPED
            )  # one day, not a list
            filled = templates.render(
                name, language, {value: typed.get(value, f"<{value}!>") for value in used[language] - {"base_url"}}
            )
            assert filled.subject
            assert "{{" not in filled.subject + filled.text + filled.html
            assert all(f"<{value}!>" not in filled.html for value in used[language]), "values are escaped"


def test_a_template_that_lacks_a_value_sends_nothing_half_filled() -> None:
    with pytest.raises(Exception, match="reference"):
        templates.render("application_receipt", "nl", {"name": "Ada", "moment": "now"})
    with pytest.raises(LookupError):
        templates.render("no_such_mail", "nl", {})


# ---- sending ---------------------------------------------------------------------------------------------------------


async def test_a_mail_arrives_with_both_forms_of_its_text(world: World, sink: Sink) -> None:
    id = await queued(world, name="Sofía Álvarez", language="nl")
    with listening(sink):
        await work(world)
    ((recipients, message),) = sink.mails
    assert recipients == ["ada@example.org"]
    assert message["To"] == "Sofía Álvarez <ada@example.org>"
    assert message["From"] == "Polder <polder@polder.test>"
    assert message["Subject"] == "Ontvangen: uw sollicitatie A-1"
    assert message["Message-ID"] == f"<{id}@polder.test>"
    assert message["Content-Language"] == "nl"
    plain, rich = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert rich is not None
    assert "Beste Sofía Álvarez," in plain.get_content()
    assert "Beste Sofía Álvarez," in rich.get_content()
    assert row(world, id) == {"state": "sent", "attempts": 1, "error": None, "sent": True}


async def test_files_go_with_a_mail_as_they_were_queued(world: World, sink: Sink) -> None:
    files = [
        Attachment("factuur één.pdf", "application/pdf", b"%PDF-\x00\xff"),
        Attachment("a\r\nBcc: x@evil.example.xml", "application/xml", b"<x/>"),
    ]
    await queued(world, attachments=files)
    with listening(sink):
        await work(world)
    ((recipients, message),) = sink.mails
    assert recipients == ["ada@example.org"]
    assert message["Bcc"] is None
    found = [
        (part.get_filename(), part.get_content_type(), part.get_payload(decode=True))
        for part in message.iter_attachments()
    ]
    assert found == [
        ("factuur één.pdf", "application/pdf", b"%PDF-\x00\xff"), ("a Bcc: x@evil.example.xml", "application/xml", b"<x/>"),
    ]  # fmt: skip
    plain = message.get_body(("plain",))
    assert plain is not None
    assert "Dear Ada Lovelace," in plain.get_content()
    keeper = await world.person("sam", "system_administrator")
    (id,) = world.sql("select id from mail")[0]
    shown = (await keeper.get(f"/mails/{id}")).json()["attachments"]
    assert next((file["file_name"], file["size"]) for file in shown) == ("factuur één.pdf", 7)


async def test_a_personal_link_is_read_by_its_addressee_alone(world: World, sink: Sink) -> None:
    """Whoever keeps the post, or audits, must not be able to act as the applicant."""
    reference = (await world.vacancy())["reference"]
    async with world.client() as guest:
        form = (await guest.get(f"/careers/{reference}/apply")).text
        # where it is absent, the test fails here
        given = {name: re.search(f'name="{name}" value="([^"]*)"', form)[1] for name in ("nonce", "key")}  # type: ignore[index]
        await guest.post(f"/careers/{reference}/apply", data={**given, "name": "Ada", "email": "ada@example.org"})
    with listening(sink):
        await work(world)
    ((_, message),) = sink.mails
    plain = message.get_body(("plain",))
    assert plain is not None
    secret = re.search(r"\?key=([\w-]+)", plain.get_content())[1]  # type: ignore[index]  # absent: it fails
    for table in ("mail", "audit_entry", "audit_personal"):
        assert world.sql(f"select count(*) from {table} t where t::text like %s", f"%{secret}%") == [(0,)]
    assert world.sql("select state from mail where text like '%%?key=…%%'") == [("sent",)]


async def test_a_mail_of_a_rolled_back_transaction_is_never_sent(world: World, sink: Sink) -> None:
    async def half_done() -> None:
        async with transaction(world.app.state.database, SYSTEM) as tx:
            values = {"reference": "1", "title": "PhD", **TYPED}
            await queue(tx, "application_receipt", "en", to="a@example.org", name="Ada", **values)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await half_done()
    with listening(sink):
        await work(world)
    assert sink.mails == []


async def test_while_the_server_is_down_mail_waits_and_nothing_fails(world: World, sink: Sink) -> None:
    id = await queued(world)
    await work(world)
    waiting = row(world, id)
    assert waiting == {"state": "queued", "attempts": 1, "error": "ConnectionRefusedError", "sent": False}
    ((status, due),) = world.sql(
        "select status::text, scheduled_at > now() from jobs.procrastinate_jobs where task_name = 'mail.send'"
    )
    assert (status, due) == ("todo", True)
    with listening(sink):
        await work(world)
    assert len(sink.mails) == 1
    assert row(world, id) == {"state": "sent", "attempts": 2, "error": None, "sent": True}


async def test_a_server_that_says_not_now_is_asked_again(world: World, sink: Sink) -> None:
    id = await queued(world)
    with listening(sink):
        sink.answer = "451 greylisted, come back"
        await work(world)
        assert row(world, id) == {
            "state": "queued",
            "attempts": 1,
            "error": "the mail server answered 451",
            "sent": False,
        }
        sink.answer = "250 OK"
        await work(world)
    assert row(world, id)["state"] == "sent"


async def test_a_server_that_says_never_is_shown_to_whoever_keeps_the_post(world: World, sink: Sink) -> None:
    id = await queued(world)
    sink.answer = "550 no such mailbox"
    with listening(sink):
        await work(world)
        await work(world)
    admin = await world.person("admin", "system_administrator")
    ((shown),) = (await admin.get("/mails?state=refused")).json()["data"]
    assert shown["id"] == id
    assert shown["attempts"] == 1
    assert shown["last_error"] == "the mail server answered 550"
    hr = await world.person("hr", "hr_officer")
    assert (await hr.get("/mails")).json()["data"] == []


async def test_a_mail_that_waited_three_days_is_given_up_and_sent_again_by_whoever_keeps_the_post(
    world: World, sink: Sink
) -> None:
    id = await queued(world)
    world.sql("update mail set attempts = %s where id = %s", TRIES - 2, id)
    await work(world)
    assert row(world, id)["state"] == "queued"
    await work(world)
    assert row(world, id) == {"state": "gave_up", "attempts": TRIES, "error": "ConnectionRefusedError", "sent": False}
    assert world.sql("select count(*) from jobs.procrastinate_jobs where task_name = 'mail.send'") == [(0,)]
    admin = await world.person("admin", "system_administrator")
    version = (await admin.get(f"/mails/{id}")).json()["version"]
    assert (await admin.post(f"/mails/{id}/send-again", version=version - 1)).status_code == 412
    again = await admin.post(f"/mails/{id}/send-again", version=version)
    assert (again.status_code, again.json()["state"], again.json()["attempts"]) == (200, "queued", 0)
    with listening(sink):
        await work(world)
    assert len(sink.mails) == 1
    assert row(world, id) == {"state": "sent", "attempts": 1, "error": None, "sent": True}
    # who asked is in the audit trail; what the mail says is not
    ((who, changes),) = world.sql("select actor_id::text, changes from audit_entry where table_name = 'mail'")
    assert (who, sorted(changes), changes["state"]) == (
        admin.account_id, ["attempts", "state"], ["gave_up", "queued"]
    )  # fmt: skip
    # what has been sent, or waits, is not sent twice
    version = (await admin.get(f"/mails/{id}")).json()["version"]
    assert (await admin.post(f"/mails/{id}/send-again", version=version)).status_code == 409
    waiting = await queued(world)
    version = (await admin.get(f"/mails/{waiting}")).json()["version"]
    assert (await admin.post(f"/mails/{waiting}/send-again", version=version)).status_code == 409


async def test_a_mail_is_sent_once_even_when_its_job_runs_twice_at_once(world: World, sink: Sink) -> None:
    id = await queued(world)
    with listening(sink):
        await asyncio.gather(send(mail_id=id), send(mail_id=id), send(mail_id=id))
        await work(world)
    assert len(sink.mails) == 1
    assert row(world, id)["attempts"] == 1


async def test_the_server_may_ask_for_a_password(
    app_url: str, owner_url: str, superuser_url: str, tmp_path: Path, sink: Sink
) -> None:
    for password, arrives in (("p%40ss%2Fword", 1), ("wrong", 1)):
        url = f"smtp://polder:{password}@127.0.0.1:{sink.port}"
        async with built(settings_for(app_url, owner_url, tmp_path, smtp_url=url), superuser_url) as world:
            id = await queued(world)
            with listening(sink, password="p@ss/word"):
                await work(world)
            assert len(sink.mails) == arrives
            if password == "wrong":
                assert row(world, id)["error"] == "SMTPAuthenticationError"
                assert row(world, id)["state"] == "queued"


# ---- addresses and headers -------------------------------------------------------------------------------------------


async def test_addresses_beyond_ascii_are_delivered_where_the_server_carries_them(world: World, sink: Sink) -> None:
    id = await queued(world, to="josé@example.org")
    with listening(sink):
        await work(world)
    assert sink.mails[0][0] == ["josé@example.org"]
    assert row(world, id)["state"] == "sent"
    other = await queued(world, to="用户@example.org")
    with listening(sink, utf8=False):
        await work(world)
    assert row(world, other)["state"] == "refused"
    assert row(world, other)["error"] == "the mail server does not carry addresses beyond ASCII"


async def test_a_domain_beyond_ascii_is_written_as_the_mail_servers_know_it(world: World, sink: Sink) -> None:
    await queued(world, to="ada@bücher.example")
    with listening(sink, utf8=False):
        await work(world)
    assert sink.mails[0][0] == ["ada@xn--bcher-kva.example"]


INJECTIONS = [
    "Eve\r\nBcc: victim@example.org", "Eve\nBcc: victim@example.org", "Eve\rBcc: v@example.org", "Eve\u2028Bcc: v@x.org",
    "Eve\x85Bcc: v@x.org", "Eve\x0bBcc: v@x.org", 'Eve" <victim@example.org>, "', "Eve <victim@example.org>,",
    "=?utf-8?q?Eve=0D=0ABcc:_v@x.org?=", "Eve%0d%0aBcc: v@x.org",
]  # fmt: skip


async def test_nothing_typed_can_add_a_header_or_a_recipient(world: World, sink: Sink) -> None:
    for text in INJECTIONS:
        await queued(world, name=text, reference=text)
    with listening(sink):
        await work(world)
    assert len(sink.mails) == len(INJECTIONS)
    for recipients, message in sink.mails:
        assert recipients == ["ada@example.org"]
        assert [address.addr_spec for address in message["To"].addresses] == ["ada@example.org"]
        assert message["Bcc"] is None
        assert len(message.get_all("Subject")) == 1


@pytest.mark.parametrize(
    "address",
    ["a@b@example.org", "no-at-sign", "x@", "a\r\nBcc: v@x.org@example.org", "<v@x.org>@example.org", "@x.org"],
)
def test_an_address_that_no_header_can_hold_is_refused_before_anything_is_sent(address: str) -> None:
    mail = Mail(
        id=uuid4(), to_address=address, to_name="Eve", language="en", template="t", subject="s", text="t", html="h"
    )
    mail.created_at = datetime.now(UTC)
    with pytest.raises(smtp.Refused):
        smtp.message(mail, "polder@polder.test")


@pytest.mark.skipif(not BLNS.exists(), reason="../shared/data is absent: the hostile strings are not tried")
def test_every_hostile_string_makes_one_message_with_the_usual_headers() -> None:

    for text in json.loads(BLNS.read_text()):
        filled = templates.render(
            "application_receipt", "en", {"name": text, "reference": text, "title": text, **TYPED}
        )
        mail = Mail(
            id=UUID(int=1), to_address="ada@example.org", to_name=text, language="en", template="t",
            subject=filled.subject, text=filled.text, html=filled.html,
        )  # fmt: skip
        mail.created_at = datetime.now(UTC)
        made = smtp.message(mail, "polder@polder.test")
        head = made.as_bytes().partition(b"\r\n\r\n")[0]
        names = [line.split(b":")[0] for line in head.split(b"\r\n") if not line.startswith((b" ", b"\t"))]
        assert sorted(set(names)) == sorted(names), text
        assert {name.decode() for name in names} == {
            "From", "To", "Subject", "Date", "Message-ID", "Content-Language", "MIME-Version", "Content-Type"
        }, text  # fmt: skip
