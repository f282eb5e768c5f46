"""An empty installation: commands let the first person in, and let somebody in again when nobody can administer."""

import json
from collections.abc import Callable

import pytest

from tests.cli.conftest import WEB, Installation
from tests.cli.test_installation import until
from tests.support.browser import Browser
from tests.support.oidc_provider import certified, client

SECRET = "a secret of forty characters, for the tests"
STANDING = """select a.name, g.confirmed_at is not null, g.valid_until from role_grant g join account a on a.id = g.account_id
              where g.role = 'system_administrator' order by g.created_at"""
DONE_BY = """select distinct actor_kind, actor_id from audit_entry
             where request_id = %s and table_name = %s and operation = 'insert'"""


async def test_commands_on_an_empty_installation_make_the_first_system_administrator(
    installation: Installation, free_port: Callable[[], int]
) -> None:
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    installation.settings |= {"POLDER_BASE_URL": base, "POLDER_SECRET_UNI": SECRET}
    told = " ".join(installation.polder("doctor").stdout.split())
    assert "nobody can sign in. Add one: polder provider add --issuer" in told
    assert "There is no system administrator. Invite one: polder admin invite --email" in told
    way = {"client_secret": SECRET}
    async with certified(client(base, "uni", "client_secret_basic", **way)) as provider:
        with installation.running("serve", "--port", port):
            until(lambda: WEB.get(f"{base}/readyz").is_success)
            empty = (await Browser().go(f"{base}/sign-in")).text
            assert "polder provider add --issuer" in empty
            assert "polder admin invite --email" in empty

            added = installation.polder(
                "provider", "add", "--issuer", provider.issuer, "--client-id", "uni", "--secret", "UNI",
                "--name", "University", "--key", "uni",
            )  # fmt: skip
            assert (added.returncode, added.stdout) == (0, f"{base}/sign-in/uni/callback\n"), added.stderr
            assert "It answers." in added.stderr
            assert "neither is set" not in added.stderr
            half = (await Browser().go(f"{base}/sign-in")).text
            assert "University" in half
            assert "polder provider add" not in half
            assert "polder admin invite" in half

            invited = installation.polder("admin", "invite", "--email", "ada@uni.example", "--name", "Ada")
            assert invited.returncode == 0, invited.stderr
            link = invited.stdout.strip()
            assert link.startswith(f"{base}/invitation?key=")
            assert installation.sql("select expires_at < now() + interval '25 hours' from invitation") == [(True,)]
            assert installation.sql("select count(*) from mail") == [(0,)]

            browser = Browser()
            assert "invites you as system administrator." in (await browser.go(link)).text
            asked = await browser.go(f"{base}/sign-in/uni?invitation=1&return_to=/api/v1/me")
            me = json.loads((await provider.fill_in(browser, asked, "ada")).text)
            assert [role["role"] for role in me["roles"]] == ["system_administrator"]
            assert "role.grant" in me["permissions"]
            assert (await Browser().go(link)).status == 410
            assert "polder " not in (await Browser().go(f"{base}/sign-in")).text
    for command, table in (("command-provider-add", "identity_provider"), ("command-admin-invite", "invitation")):
        assert installation.sql(DONE_BY, command, table) == [("system", None)]
    assert installation.sql(STANDING) == [("ada de Vries", True, None)]
    assert SECRET not in "".join(installation.printed)
    key = link.partition("key=")[2]
    stored = installation.sql(
        "select (select json_agg(i)::text from invitation i), (select json_agg(a)::text from audit_entry a)"
    )
    assert key not in str(stored)


def add_account(installation: Installation, name: str) -> str:
    return str(installation.sql("insert into account (name) values (%s) returning id", name)[0][0])


def test_recovering_gives_the_role_at_once_and_is_the_systems_in_the_audit_trail(installation: Installation) -> None:
    """Also where a grant waits for a second person who is not there, or ends some day."""
    for name, given in (("Ada", "null, null"), ("Bas", "now(), now() + interval '1 day'")):
        account = add_account(installation, name)
        installation.sql("alter table role_grant disable trigger b_guard_grant")
        installation.sql(
            f"""insert into role_grant (account_id, role, confirmed_at, valid_until)
                values (%s, 'system_administrator', {given})""",
            account,
        )
        installation.sql("alter table role_grant enable trigger b_guard_grant")
        done = installation.polder("admin", "recover", "--account", name)
        assert (done.returncode, done.stdout) == (0, f"{name} is now a system administrator.\n"), done.stderr
        again = installation.polder("admin", "recover", "--account", name)
        assert again.stdout == f"{name} is already a system administrator.\n"
    standing = [name for name, confirmed, ends in installation.sql(STANDING) if confirmed and ends is None]
    assert standing == ["Ada", "Bas"]
    assert installation.sql(DONE_BY, "command-admin-recover", "role_grant") == [("system", None)]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["invite", "--email", "ada"], "ada is no e-mail address"),
        (["invite", "--email", "ada@uni.example", "--hours", "73"], "--hours is 1 to 72"),
        (["invite", "--email", "ada@uni.example", "--language", "fr"], "--language is nl or en"),
        (["recover", "--account", "nobody"], "No open account is called nobody"),
    ],
)
def test_an_administrator_that_cannot_be_made_is_a_sentence(
    installation: Installation, arguments: list[str], said: str
) -> None:
    done = installation.polder("admin", *arguments)
    assert (done.returncode, done.stdout) == (1, "")
    assert said in done.stderr


def test_administrators_are_made_only_by_whoever_has_the_owners_address(installation: Installation) -> None:
    app_url = installation.settings["POLDER_DATABASE_URL"]
    for command in (["invite", "--email", "ada@uni.example"], ["recover", "--account", "Ada"]):
        for owner, said in ((None, "POLDER_OWNER_DATABASE_URL is not set"), (app_url, "must be another role")):
            done = installation.polder("admin", *command, POLDER_OWNER_DATABASE_URL=owner)
            assert (done.returncode, done.stdout) == (1, "")
            assert said in done.stderr
    assert installation.sql("select count(*) from invitation") == [(0,)]


def test_a_provider_is_added_with_what_it_must_have_and_the_name_of_its_secret(installation: Installation) -> None:
    silent = ["--issuer", "http://127.0.0.1:9/realms/uni", "--client-id", "polder"]
    done = installation.polder("provider", "add", *silent, "--secret", "UNI")
    assert done.returncode == 0, done.stderr
    assert "POLDER_SECRET_UNI_FILE names; neither is set here" in done.stderr
    assert "It does not answer at http://127.0.0.1:9/realms/uni yet" in done.stderr
    columns = "key, name, client_secret_ref, client_authentication, enabled"
    assert installation.sql(f"select {columns} from identity_provider") == [
        ("127-0-0-1", "127.0.0.1", "UNI", "client_secret_basic", True)
    ]
    twice = installation.polder("provider", "add", *silent)
    assert (twice.returncode, twice.stdout) == (1, "")
    assert "There is a provider 127-0-0-1 already" in twice.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--issuer", "http://uni.example"], "--issuer: "),
        (["--issuer", "nonsense"], "--issuer: "),
        (["--issuer", "https://uni.example", "--secret", "no name but a secret"], "--secret: "),
        (["--issuer", "https://uni.example", "--authentication", "magic"], "--authentication: "),
        (["--issuer", "https://uni.example", "--authentication", "client_secret_basic"], "needs --secret"),
    ],
)
def test_a_provider_that_makes_no_sense_is_a_sentence(
    installation: Installation, arguments: list[str], said: str
) -> None:
    done = installation.polder("provider", "add", "--client-id", "polder", *arguments)
    assert (done.returncode, done.stdout) == (1, "")
    assert said in done.stderr
    assert "no name but a secret" not in done.stderr
    assert installation.sql("select count(*) from identity_provider") == [(0,)]
