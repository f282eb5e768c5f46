"""Commands on records: tokens, imports, the audit trail."""

import json
import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import Installation

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
ROR = {
    "id": "https://ror.org/04dkp9463",
    "names": [{"value": "University of Amsterdam", "types": ["ror_display", "label"], "lang": "en"}],
    "types": ["education"],
    "locations": [{"geonames_details": {"name": "Amsterdam", "country_code": "NL"}}],
    "status": "active",
}


def add_account(installation: Installation, name: str, email: str) -> str:
    return str(installation.sql("insert into account (name, email) values (%s, %s) returning id", name, email)[0][0])


def add_vacancy(installation: Installation) -> str:
    """A published vacancy, made as a superuser would, which no policy holds back."""
    ((id,),) = installation.sql(
        """insert into vacancy (title_nl, title_en, text_nl, text_en, location, salary_min_cents,
                                salary_max_cents, deadline)
           values ('Promovendus', 'PhD candidate', 'Tekst', 'Text', 'Amsterdam', 300000, 400000, '2099-01-01') returning id"""
    )
    with_moves = """select set_config('session_replication_role', 'replica', false);
                    update vacancy set state = 'published', published_at = now();
                    select set_config('session_replication_role', 'origin', false)"""
    installation.sql(with_moves)
    return str(installation.sql("select reference from vacancy where id = %s", id)[0][0])


def test_a_token_is_made_listed_and_revoked(installation: Installation) -> None:
    add_account(installation, "Hanna", "hanna@polder.example")
    made = installation.polder("token", "create", "--account", "HANNA@polder.example", "--scope", "token.own",
                               "account.read", "--days", 7, "--label", "export")  # fmt: skip
    assert made.returncode == 0, made.stderr
    secret = made.stdout.strip()
    assert secret.startswith("polder_")
    (id, scope, hashed), *more = installation.sql(
        "select id, only_permissions, token_hash = sha256(convert_to(%s, 'UTF8')) from session", secret
    )
    assert (scope, hashed, more) == (["token.own", "account.read"], True, [])
    listed = installation.polder("token", "list").stdout
    assert str(id) in listed
    assert "Hanna" in listed
    assert secret not in listed
    assert installation.polder("token", "revoke", id).returncode == 0
    assert installation.polder("token", "list").stdout == ""
    assert "ended" in installation.polder("token", "list", "--account", "Hanna").stdout
    kinds = installation.sql("select distinct actor_kind from audit_entry where request_id like 'command-token-%'")
    assert kinds == [("system",)]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--account", "nobody", "--scope", "token.own"], "No open account is called nobody"),
        (["--account", "Ana", "--scope", "token.own"], "More than one account is called Ana"),
        (["--account", "ana@one.example", "--scope", "vacancy.reed"], "Not known permissions"),
        (["--account", "ana@one.example", "--scope", "token.own", "--days", "366"], "Choose 1 to 365 days"),
        (["--account", "ana@one.example", "--scope", "token.own", "--days", "0"], "Choose 1 to 365 days"),
        (["--account", "ana@one.example", "--scope", "token.own", "--label", "\u200b"], "Write what the token is for"),
    ],
)
def test_a_token_that_cannot_be_made_is_a_sentence(installation: Installation, arguments: list[str], said: str) -> None:
    add_account(installation, "Ana", "ana@one.example")
    add_account(installation, "Ana", "ana@two.example")
    done = installation.polder("token", "create", *arguments)
    assert (done.returncode, done.stdout) == (1, "")
    assert said in done.stderr
    assert installation.sql("select count(*) from session") == [(0,)]


def test_an_unknown_token_and_a_malformed_id_are_sentences(installation: Installation) -> None:
    unknown = installation.polder("token", "revoke", "019ad3c2-7c1e-7b3f-9a56-3f1f6f1c2b3a")
    assert "There is no token 019ad3c2" in unknown.stderr
    assert "is no id" in installation.polder("token", "revoke", "abc").stderr


def test_organisations_are_added_and_then_known(installation: Installation) -> None:
    plain = installation.folder / "ror.json"
    plain.write_text(json.dumps([ROR]))
    assert ": 1 new, 0 known." in installation.polder("organisations", "import", plain).stdout
    release = installation.folder / "v2-ror-data.zip"
    with zipfile.ZipFile(release, "w") as archive:
        archive.write(plain, "v2-ror-data.json")
    assert ": 0 new, 1 known." in installation.polder("organisations", "import", release).stdout
    assert installation.sql("select name, kind, city from organisation") == [
        ("University of Amsterdam", "university", "Amsterdam")
    ]


def test_a_bad_organisation_file_changes_nothing_and_names_what_is_wrong(installation: Installation) -> None:
    file = installation.folder / "bad.json"
    file.write_text(json.dumps([ROR, {"name": "old schema"}]))
    done = installation.polder("organisations", "import", file)
    assert done.returncode == 1
    assert "[1]: Not a ROR record" in done.stderr
    file.write_text('[{"id": ')
    assert "bad.json is not JSON" in installation.polder("organisations", "import", file).stderr
    assert "There is no" in installation.polder("organisations", "import", "absent.json").stderr
    assert installation.sql("select count(*) from organisation") == [(0,)]


@pytest.mark.skipif(not DATA.is_dir(), reason="no ../shared/data: the whole ROR file cannot be tried")
def test_the_whole_ror_file_imports(installation: Installation) -> None:
    records = json.loads((DATA / "organisations" / "ror-records.json").read_bytes())
    done = installation.polder("organisations", "import", DATA / "organisations" / "ror-records.json")
    assert done.returncode == 0, done.stderr
    assert installation.sql("select count(*) from organisation") == [(len(records),)]


def test_every_readable_resume_becomes_an_application_and_the_others_are_named(installation: Installation) -> None:
    reference = add_vacancy(installation)
    one, two, bad, odd = (installation.folder / f"{name}.json" for name in ("one", "two", "bad", "odd"))
    one.write_text(json.dumps({"basics": {"name": "陈美玲", "email": "chen@mail.example"}}))
    two.write_text(json.dumps([{"basics": {"name": "=cmd()"}}, {"basics": {"name": "O'Brien"}}]))
    bad.write_text("{")
    odd.write_text("3")
    done = installation.polder("applications", "import", one, two, bad, odd, "--vacancy", reference)
    assert done.returncode == 1
    assert f"3 applications to {reference} from 2 of 4 files." in done.stdout
    assert "bad.json is not JSON" in done.stderr
    assert "holds no JSON Resume" in done.stderr
    names = installation.sql('select name, stage from application order by name collate "C"')
    assert names == [("=cmd()", "submitted"), ("O'Brien", "submitted"), ("陈美玲", "submitted")]


def test_applications_to_an_unknown_vacancy_are_refused_with_a_sentence(installation: Installation) -> None:
    file = installation.folder / "one.json"
    file.write_text("{}")
    done = installation.polder("applications", "import", file, "--vacancy", "V-1900-001")
    assert (done.returncode, done.stdout) == (1, "")
    assert "There is no vacancy V-1900-001." in done.stderr


@pytest.mark.skipif(not DATA.is_dir(), reason="no ../shared/data: its CV cannot be tried")
def test_the_cv_of_the_test_data_imports(installation: Installation) -> None:
    reference = add_vacancy(installation)
    done = installation.polder(
        "applications", "import", DATA / "people" / "jsonresume" / "sample.resume.json", "--vacancy", reference
    )
    assert done.returncode == 0, done.stderr
    assert installation.sql("select name, source from application") == [("Richard Hendriks", "import")]


def test_the_audit_trail_is_whole_until_somebody_touches_it(installation: Installation) -> None:
    add_account(installation, "Hanna", "hanna@polder.example")
    whole = installation.polder("audit", "verify")
    assert (whole.returncode, "The audit trail is whole" in whole.stdout) == (0, True), whole.stderr
    assert "not sealed yet" in whole.stderr
    assert "32 bytes" in installation.polder("audit", "verify", "--public-key", "abc").stderr
    touched = """select set_config('session_replication_role', 'replica', false);
                 update audit_personal set value = '{"name": "Somebody else"}';
                 select set_config('session_replication_role', 'origin', false)"""
    installation.sql(touched)
    broken = installation.polder("audit", "verify")
    assert broken.returncode == 1
    assert "personal values of entry 1" in broken.stdout
    assert "broken in 1 places" in broken.stderr
