"""`polder bank import`: what the screen does, on the command line."""

from tests.cli.conftest import Installation
from tests.support import statements
from tests.support.statements import IBAN, Line, Sheet


def test_bank_files_come_in_one_by_one_and_each_says_what_was_new_known_or_refused_and_why(
    installation: Installation,
) -> None:
    installation.sql("insert into bank_account (identifier, name) values (%s, 'Betaalrekening')", IBAN)
    files = {
        "good": [Sheet([Line(450), Line(450)], key="S-1")],
        "bad": [Sheet([Line(885)], key="S-2", opening=900, closing=2000, day="2026-03-03")],
        "later": [Sheet([Line(100)], key="S-4", opening=1000, day="2026-03-05")],
        "bare": [Sheet([Line(7)], key="S-5", opening=None, day="2026-03-06")],
    }
    for name, sheets in files.items():
        (installation.folder / f"{name}.xml").write_bytes(statements.file(*sheets))
    done = installation.polder("bank", "import", "good.xml", "bad.xml", "later.xml", "bare.xml", "absent.xml")
    assert done.returncode == 1
    said = done.stdout.splitlines()
    assert "good.xml: 2 new, 0 known; 0 proposed to settle." in said
    assert f"  statement S-1 of {IBAN}, 2026-03-02 to 2026-03-02: new, 2 entries, 2 new, 0 known" in said
    assert any("bad.xml: refused" in line and "Difference: 2.15 EUR" in line for line in said)
    assert any("does not begin where S-1 of 2026-03-02 ended: 1.00 EUR is missing" in line for line in said)
    assert "There is no absent.xml." in done.stderr
    assert "Of 5 files, refused: 3." in done.stderr
    again = installation.polder("bank", "import", "good.xml", "bare.xml", "--without-balances", "This bank gives none")
    assert (again.returncode, again.stderr) == (0, "")
    assert "good.xml: 0 new, 2 known; 0 proposed to settle." in again.stdout
    assert installation.sql("select count(*) from bank_entry") == [(4,)]
    assert installation.polder("bank", "import").returncode == 1
