"""What is in the repository may be in it, and what it says about itself is so."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from polder.kernel.settings import variables

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ("requirements.txt", "requirements-node.txt", "requirements-test.txt")
ADDRESS = re.compile(r"https?://|git\+|file:|--(?:extra-)?index-url|--find-links|--trusted-host", re.I)
MACHINE_PATH = re.compile(r"(?<![\w.~-])/(?:home|root|Users|work|opt/wheels|opt/pypi)/\w")


def tracked() -> list[Path]:
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True)
    if done.returncode:
        pytest.skip("not a git checkout: what is tracked cannot be told")
    paths = [ROOT / name for name in done.stdout.decode().split("\0") if name]
    return [path for path in paths if path.is_file()]


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_pins_everything_with_hashes_and_names_no_address(name: str) -> None:
    text = (ROOT / name).read_text()
    assert ADDRESS.findall(text) == []
    pins = [line for line in text.splitlines() if line and not line.startswith((" ", "-r "))]
    assert [line for line in pins if not re.match(r"[a-z0-9-]+==[^ ]+ (; .+ )?\\$", line)] == []
    assert text.count("--hash=sha256:") >= len(pins) > 0


def test_the_lock_of_the_front_end_holds_digests_and_no_resolved_address() -> None:
    import json

    packages = json.loads((ROOT / "frontend" / "package-lock.json").read_text())["packages"]
    own = [name for name in packages if name]
    assert [name for name in own if "resolved" in packages[name]] == []
    assert [name for name in own if "integrity" not in packages[name] and not packages[name].get("link")] == []


def test_no_tracked_file_names_a_folder_of_somebodys_machine() -> None:
    found = []
    for path in tracked():
        if path == Path(__file__).resolve() or path.suffix in (".png", ".woff2", ".pdf"):
            continue
        text = path.read_text(errors="ignore")
        found += [f"{path.relative_to(ROOT)}: {hit}" for hit in MACHINE_PATH.findall(text)]
    assert found == []


def test_the_readme_lists_every_setting_as_it_is() -> None:
    done = subprocess.run([sys.executable, "scripts/readme.py", "--check"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    readme = (ROOT / "README.md").read_text()
    assert [name for name in variables() if f"`{name}`" not in readme] == []


def test_every_link_of_the_documents_leads_to_a_file() -> None:
    broken = []
    for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("infra/**/*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text()):
            if not (page.parent / target).exists():
                broken.append(f"{page.relative_to(ROOT)}: {target}")
    assert broken == []


def test_make_alone_lists_the_targets() -> None:
    listed = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for target in ("run", "test", "check", "e2e", "bench", "demo", "clean"):
        assert re.search(rf"^  make {target} +\S", listed, re.M), target


def test_the_audit_trail_and_the_outbox_have_words_for_every_table_field_and_kind_of_mail_in_both_languages() -> None:
    from polder import domains

    unaudited = {table for access in domains.ACCESSES for table in access.unaudited}
    unseen = {
        "id",
        "version",
        "updated_at",
        "last_seen_at",
        "search",
        "search_text",
        "names_text",
        "site_words",
    }  # see 03_audit.sql
    tables = {n: t for n, t in domains.metadata.tables.items() if "version" in t.c and n not in unaudited}
    files = [path for path in (ROOT / "frontend/src").rglob("*.ts") if "messages" in path.relative_to(ROOT).as_posix()]
    for dutch in (False, True):
        words = "\n".join(path.read_text() for path in files if path.name.endswith(".nl.ts") is dutch)
        for block, wanted in (
            ("table", set(tables)),
            ("template", {path.name.split(".")[0] for path in (ROOT / "backend/polder").glob("**/mails/*.txt")}),
            ("field", {c.name for table in tables.values() for c in table.c} - unseen),
        ):
            said = re.findall(rf"\b{block}: {{(.*?)}}", words, re.S)
            assert wanted - {word for part in said for word in re.findall(r"(\w+): ['\"]", part)} == set()


def test_every_link_into_the_screens_names_a_resource_that_they_have() -> None:
    resources = set()
    for path in (ROOT / "frontend/src").glob("**/index.ts"):
        resources |= set(re.findall(r"\bname: '(\w+)'", path.read_text()))
    links: dict[str, str] = {}
    for path in (ROOT / "backend/polder").rglob("*"):
        if path.suffix in (".py", ".sql", ".txt", ".html") and "static" not in path.parts:
            links |= dict.fromkeys(re.findall(r"/admin/?#[\w/-]*", path.read_text()), path.name)
    names = {link: re.fullmatch(r"/admin/#/(\w+)/?", link) for link in links if link != "/admin/#/"}
    assert len(names) >= 3
    assert {link: links[link] for link, found in names.items() if found is None or found[1] not in resources} == {}
