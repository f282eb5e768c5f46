"""What an upload is, decided by its content, whatever it does to whoever reads it."""

import io
import random
import time
import zipfile
import zlib
from pathlib import Path

import pytest
from pypdf import PdfWriter

from polder.kernel.documents import sniff

HOSTILE = Path(__file__).parents[3] / "shared" / "data" / "hostile"
needs_files = pytest.mark.skipif(
    not HOSTILE.exists(), reason="../shared/data is absent: the hostile files are not tried"
)
MB = 1 << 20


def pdf(pages: int = 1, password: str | None = None, owner: str | None = None) -> bytes:
    writer, out = PdfWriter(), io.BytesIO()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    if password is not None:
        writer.encrypt(password, owner or "owner", algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


def refusal(content: bytes) -> str:
    """What the reader is told in English; the Dutch is there too. Empty when the content is accepted."""
    verdict = sniff.inspect(content)
    if verdict.problem is None:
        assert verdict.pages is not None
        return ""
    assert verdict.problem.nl
    assert verdict.problem.nl != verdict.problem.en
    assert verdict.pages is None
    return verdict.problem.en


def test_a_pdf_is_accepted_with_its_pages_and_its_digest() -> None:
    import hashlib

    content = pdf(3)
    verdict = sniff.inspect(content)
    assert (verdict.problem, verdict.pages, verdict.media_type) == (None, 3, "application/pdf")
    assert verdict.sha256 == hashlib.sha256(content).hexdigest()


def test_an_empty_file_and_one_of_40_megabytes_are_refused_with_the_reason() -> None:
    assert refusal(b"").startswith("The file is empty.")
    assert refusal(pdf() + b"\0" * (40 * MB)).startswith("The file is larger than 20 MB.")
    assert refusal(pdf() + b"%" + b" " * (20 * MB)).startswith("The file is larger than 20 MB.")


def zipped(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, content)
    return out.getvalue()


EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}" + b"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
MISLABELLED = {
    "a page": b"<html><script>alert(1)</script></html>",
    "a page with a PDF behind it": b"<html>".ljust(1100, b" ") + pdf(),
    "a program": b"MZ\x90\x00" + b"\0" * 100,
    "a zip": zipped("cv.pdf", pdf()),
    "a zip that climbs": zipped("../../x", b"x"),
    "a zip bomb": zipped("zeros", b"\0" * (64 * MB)),
    "a picture": b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
    "text": "Curriculum vitæ".encode(),
    "the antivirus test text": EICAR,
    "a signature too late": b"\n" * 1024 + b"%PDF-1.7\n",
}


@pytest.mark.parametrize("what", MISLABELLED)
def test_a_mislabelled_file_is_refused_as_no_pdf(what: str) -> None:
    assert refusal(MISLABELLED[what]).startswith("This is not a PDF, whatever its name says.")


@pytest.mark.parametrize("head", [b"<html><script>1</script>", b"MZ\x90", b"PK\x03\x04", b"  <svg>"])
def test_a_file_that_is_two_things_at_once_is_refused(head: bytes) -> None:
    assert refusal(head + pdf()).startswith("This file is more than a PDF.")


def test_an_encrypted_pdf_is_refused_and_one_that_everybody_may_open_is_not() -> None:
    assert refusal(pdf(password="secret")).startswith("This PDF is protected by a password.")
    assert refusal(pdf(password="", owner="owner")) == ""


@needs_files
@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("pdf/minimal-document.pdf", ""), ("pdf/habibi.pdf", ""), ("pdf/with-attachment.pdf", ""),
        ("pdf/multicolumn.pdf", ""),
        ("pdf/libreoffice-writer-password.pdf", "This PDF is protected by a password."),
        ("xml/xmlbomb.xml", "This is not a PDF"), ("blns.json", "This is not a PDF"),
        # Each breaks one rule of the standard; common readers open them all, and so do we.
        *[(f"pdf-malformed/veraPDF_test_suite_{name}.pdf", "") for name in (
            "6-1-10-t01-fail-c", "6-1-8-t01-fail-a", "6-1-12-t10-fail-a", "6-1-2-t02-fail-c", "6-1-4-t02-fail-b",
            "6-1-5-t01-fail-e")],
    ],
)  # fmt: skip
def test_the_hostile_files_get_the_verdict_that_they_deserve(path: str, expected: str) -> None:
    found = refusal((HOSTILE / path).read_bytes())
    assert found.startswith(expected)
    assert bool(found) == bool(expected)


@needs_files
def test_a_pdf_cut_at_half_its_length_is_damaged_unless_its_pages_are_still_there() -> None:
    for path in (HOSTILE / "pdf").glob("*.pdf"):
        whole = path.read_bytes()
        verdict = sniff.inspect(whole[: len(whole) // 2])
        assert verdict.problem is not None or verdict.pages, path.name


def structure(*objects: bytes, root: int = 1) -> bytes:
    """A PDF of these objects, numbered from 1, with a table of where they are."""
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1, table, len(objects) + 1, root, len(out),
    )  # fmt: skip


def bomb() -> bytes:
    """An object stream of 2 GiB of zeros in 2 MB, several times packed."""
    packed = zlib.compress(b"\0" * (256 * MB))
    stream = b"<</Type/ObjStm/N 1/First 10/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed)
    cross = b"<</Type/XRef/Size 4/W[1 4 2]/Root 2 0 R/Filter/FlateDecode/Length %d>>stream\n%s\nendstream"
    out = b"%PDF-1.7\n"
    first = len(out)
    out += b"1 0 obj\n" + stream + b"\nendobj\n"
    start = len(out)
    entries = b"".join(
        kind.to_bytes(1, "big") + a.to_bytes(4, "big") + b.to_bytes(2, "big")
        for kind, a, b in ((0, 0, 0), (1, first, 0), (2, 1, 0), (1, start, 0))
    )
    table = zlib.compress(entries)
    return out + b"3 0 obj\n" + cross % (len(table), table) + b"\nendobj\nstartxref\n%d\n%%%%EOF" % start


TRAPS = {
    "no pages": structure(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"),
    "pages that are their own children": structure(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 1>>"),
    "a promise of two thousand million pages": structure(
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 2000000000>>", b"<</Type/Page/Parent 2 0 R>>"
    ),
    "a catalogue that is itself": structure(b"1 0 R"),
    "a page that refers in a circle": structure(
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"4 0 R", b"3 0 R"
    ),
    "lists in lists": structure(b"<</Type/Catalog/Pages 2 0 R/X " + b"[" * 200_000 + b"]" * 200_000 + b">>", b"<<>>"),
    "a table that points at itself": b"%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 1/Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF",
    "only a signature": b"%PDF-1.7\n%%EOF",
    "noise": b"%PDF-1.7\n" + bytes(range(256)) * 4000,
    "a bomb": bomb(),
}  # fmt: skip


@pytest.mark.parametrize("trap", TRAPS)
def test_a_trap_is_refused_as_damaged_within_its_time(trap: str) -> None:
    began = time.monotonic()
    assert refusal(TRAPS[trap]).startswith("This PDF is damaged or has no readable pages.")
    assert time.monotonic() - began < 2 * sniff.SECONDS + 5


@pytest.mark.parametrize(
    "program",
    [
        "while True: pass", "import time; time.sleep(60)", "b'x' * 10**11; os.write(answer, b'1')", "raise SystemExit(3)",
        "print('1', flush=True)", "os.write(answer, b'x')", "os.write(answer, b'1'); os.kill(os.getpid(), 9)",
    ],
)  # fmt: skip
def test_an_inspector_that_runs_on_swells_or_babbles_is_ended_and_not_believed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, program: str
) -> None:
    whole, reading = sniff.INSPECTOR.read_text(), "os.write(answer, pages(content).encode())"
    assert reading in whole
    trap = f"exec({program!r}, {{'os': os, 'answer': answer}}) if b'trap' in content else {reading}"
    (tmp_path / "inspector.py").write_text(whole.replace(reading, trap))
    monkeypatch.setattr(sniff, "INSPECTOR", tmp_path / "inspector.py")
    monkeypatch.setattr(sniff, "SECONDS", 1)
    inspector, began = sniff.Inspector(), time.monotonic()
    for _ in range(2):  # the second time it falls to a fork that has read before
        assert inspector.ask(pdf() + b"trap") == "unreadable"
        assert inspector.ask(pdf(2)) == "2", "the next is answered for itself"
    assert time.monotonic() - began < 20


def test_no_file_is_refused_for_what_was_read_before_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    whole, reading = sniff.INSPECTOR.read_text(), "os.write(answer, pages(content).encode())"
    spoilt = (
        "if 'spoilt' in globals():\n                    raise MemoryError\n                globals()['spoilt'] = True"
    )
    (tmp_path / "inspector.py").write_text(whole.replace(reading, f"{spoilt}\n                {reading}"))
    monkeypatch.setattr(sniff, "INSPECTOR", tmp_path / "inspector.py")
    inspector = sniff.Inspector()
    assert [inspector.ask(pdf(n)) for n in (1, 2, 3)] == ["1", "2", "3"]


def test_an_inspector_that_was_killed_starts_again() -> None:
    inspector = sniff.Inspector()
    assert inspector.ask(pdf()) == "1"
    assert inspector.process
    inspector.process.kill()
    inspector.process.wait()
    assert inspector.ask(pdf()) == "1"


def test_a_large_file_is_inspected_within_the_memory_that_the_inspector_has() -> None:
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(595, 842)
    writer.add_attachment("figures.bin", random.Random(1).randbytes(19 * MB))
    writer.write(out)
    assert refusal(out.getvalue()) == ""
