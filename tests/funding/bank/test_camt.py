"""The reader of bank statements, without a database: what it reads, and what it refuses in a sentence."""

import gzip
import io
import tracemalloc
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polder.funding.bank import camt, gate
from polder.funding.bank.camt import Entry, Message, Refused
from tests.support import statements
from tests.support.statements import Line, Sheet

GOOD = statements.file(Sheet([Line(1000, text="Bijdrage")]))
SPACE = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"
DOCTYPE = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">{}]>'


def read(content: bytes) -> tuple[Message, list[Entry]]:
    file = io.BytesIO(content)
    message = camt.statements(file)
    return message, [entry for _, entry in camt.entries(file, message)]


def one(content: bytes) -> Entry:
    return read(content)[1][0]


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("statement.xml", GOOD)
    return out.getvalue()


def document(inner: str, head: str = "") -> bytes:
    return f'<?xml version="1.0"?>{head}<Document xmlns="{SPACE}">{inner}</Document>'.encode()


BOMB = "".join(
    f'<!ENTITY {after} "{f"&{before};" * 10}">' for before, after in zip("abcdefgh", "bcdefghi", strict=True)
)
OUTSIDE = '<!ENTITY x SYSTEM "file:///etc/passwd">'
BAD = {
    "zip": (zipped(), "zip file"),
    "gzip": (gzip.compress(GOOD), "gzip file"),
    "nothing": (b"", "empty"),
    "white space": (b" \n\t", "empty"),
    "text": (b":20:940S130106\r\n:25:NL08DEUT", "not XML"),
    "PDF": (b"%PDF-1.7", "PDF"),
    "web page": (b"<html><body/></html>", "camt.053"),
    "entity bomb": (document("&i;", DOCTYPE.format(BOMB)), "DOCTYPE"),
    "external entity": (document("&x;", DOCTYPE.format(OUTSIDE)), "DOCTYPE"),
    "external document type": (document("", '<!DOCTYPE d SYSTEM "http://127.0.0.1:9/x.dtd">'), "DOCTYPE"),
    "document type behind a long comment": (document("&x;", f"<!--{'x' * 200_000}-->{DOCTYPE.format(OUTSIDE)}"), "DOCTYPE"),
    "document type in UTF-16": (document("&a;", DOCTYPE.format("")).decode().encode("utf-16"), "DOCTYPE"),
    "100-fold nesting": (document("<a>" * 100 + "</a>" * 100), "nested"),
    "endless nesting": (document("<a>" * 500_000), "nested"),
    "undefined entity": (GOOD.replace(b"Bijdrage", b"&nbsp;"), "well-formed"),
    "cut off in a name": (GOOD[: len(GOOD) // 2], "cut off"),
    "cut off at a tag": (GOOD[: GOOD.index(b"<NtryDtls>")], "cut off"),
    "cut off at the end": (GOOD[:-2], "cut off"),
    "Latin-1 that says UTF-8": (GOOD.replace(b"Fontein", b"Fonte\xefn"), "encoded"),
    "UTF-8 that says UTF-16": (GOOD.replace(b"UTF-8", b"UTF-16"), "encoded"),
    "an encoding that does not exist": (GOOD.replace(b"UTF-8", b"X-KLINGON"), "encoded"),
    "something after the end": (GOOD + b"<x/>", "well-formed"),
    "version 01": (GOOD.replace(b"053.001.08", b"053.001.01"), "camt.053.001.01"),
    "version 14": (GOOD.replace(b"053.001.08", b"053.001.14"), "camt.053.001.14"),
    "intraday report": (GOOD.replace(b"camt.053", b"camt.052"), "camt.052"),
    "no statement": (document("<BkToCstmrStmt><GrpHdr/></BkToCstmrStmt>"), "no statement"),
    "no account": (GOOD.replace(b"Acct>", b"Xcct>"), "account"),
    "three decimals": (GOOD.replace(b">10.00<", b">10.001<"), "2 decimals"),
    "negative": (GOOD.replace(b">10.00<", b">-10.00<"), "minus"),
    "comma": (GOOD.replace(b">10.00<", b">10,00<"), "cannot be read"),
    "exponent": (GOOD.replace(b">10.00<", b">1e3<"), "cannot be read"),
    "huge": (GOOD.replace(b">10.00<", b">999999999999999999<"), "too large"),
    "no currency": (GOOD.replace(b'<Ntry><Amt Ccy="EUR">', b"<Ntry><Amt>"), "currency"),
    "other currency than the account": (GOOD.replace(b'<Ntry><Amt Ccy="EUR">', b'<Ntry><Amt Ccy="USD">'), "USD"),
    "neither credit nor debit": (GOOD.replace(b"<CdtDbtInd>CRDT</CdtDbtInd><Sts>", b"<Sts>"), "credit or debit"),
    "30 February": (GOOD.replace(b"<Dt>2026-03-02</Dt></BookgDt>", b"<Dt>2026-02-30</Dt></BookgDt>"), "no date"),
    "year 9999": (GOOD.replace(b"<Dt>2026-03-02</Dt></BookgDt>", b"<Dt>9999-03-02</Dt></BookgDt>"), "no possible day"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_statement_is_refused_with_a_sentence_in_both_languages(name: str) -> None:
    content, says = BAD[name]
    with pytest.raises(Refused) as refused:
        read(content)
    words = refused.value.words
    assert says in words.en
    assert words.nl != words.en
    assert words.en.endswith(".")


@pytest.mark.parametrize("version", range(2, 14))
def test_every_version_is_read_also_with_a_prefix_and_a_byte_order_mark(version: int) -> None:
    content = statements.file(Sheet([Line(885)]), version=f"{version:02d}")
    assert one(content).cents == 885
    assert one(b"\xef\xbb\xbf" + content).cents == 885
    prefixed = (
        content.replace(b"<", b"<n:").replace(b"<n:/", b"</n:").replace(b"<n:?", b"<?").replace(b"xmlns=", b"xmlns:n=")
    )
    assert one(prefixed).cents == 885


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1252"])
def test_other_encodings_are_read_as_they_say(encoding: str) -> None:
    text = statements.file(Sheet([Line(1, name="Café Noordzij €"[: 15 if encoding != "iso-8859-1" else 13])])).decode()
    found = one(text.replace("UTF-8", encoding).encode(encoding))
    assert found.counterparty is not None
    assert found.counterparty.startswith("Café Noordzij")


def test_the_booked_amount_is_the_truth_and_the_details_explain_it() -> None:
    inner = ('<Amt Ccy="SEK">0</Amt><AmtDtls><InstdAmt><Amt Ccy="USD">10.00</Amt></InstdAmt>'
             "<TxAmt><CcyXchg><XchgRate>0.8850</XchgRate></CcyXchg></TxAmt></AmtDtls>"
             '<Chrgs><TtlChrgsAndTaxAmt Ccy="EUR">0.15</TtlChrgsAndTaxAmt></Chrgs>')  # fmt: skip
    found = one(statements.file(Sheet([Line(885, inner=inner)])))
    assert (found.cents, found.currency) == (885, "EUR")
    assert found.original == ("USD", 1000, Decimal("0.8850"))
    assert found.charges == 15


def test_structured_and_free_remittance_the_counterparty_and_its_account_are_read() -> None:
    found = one(
        statements.file(Sheet([Line(5, name="  Fontein \n B.V. ", text="Deel  1", reference="RF18539007547034")]))
    )
    assert (found.counterparty, found.counterparty_account) == ("Fontein B.V.", "NL20INGB0001234567")
    assert (found.references, found.text) == (("RF18539007547034",), "Deel 1")
    assert one(statements.file(Sheet([Line(-5, name="Leverancier")]))).counterparty == "Leverancier"


def test_a_reversal_keeps_its_sign_and_names_the_other_side() -> None:
    """A direct debit of ours that came back: credit, while the roles are those of the payment that was reversed."""
    line = Line(5, name="Leverancier")
    content = (
        statements.file(Sheet([line]))
        .replace(b"<Sts>BOOK", b"<RvslInd>true</RvslInd><Sts>BOOK")
        .replace(b"Dbtr", b"Cdtr")
    )
    found = one(content)
    assert (found.cents, found.reversal, found.counterparty) == (5, True, "Leverancier")


def test_days_are_those_that_the_bank_wrote_with_and_without_a_time() -> None:
    content = statements.file(Sheet([Line(5)])).replace(
        b"<Dt>2026-03-02</Dt></BookgDt>", b"<DtTm>2026-03-02T00:30:00.123456789+02:00</DtTm></BookgDt>"
    )
    assert one(content).booked_on == date(2026, 3, 2)


def test_an_entry_without_a_day_has_that_of_its_statement_and_without_a_status_it_is_booked() -> None:
    content = GOOD.replace(b"<BookgDt><Dt>2026-03-02</Dt></BookgDt><ValDt><Dt>2026-03-02</Dt></ValDt>", b"").replace(
        b"<Sts>BOOK</Sts>", b""
    )
    assert one(content).booked_on == date(2026, 3, 2)


def test_what_is_announced_and_not_booked_is_left_out_and_told() -> None:
    content = statements.file(Sheet([Line(5), Line(7)], closing=7)).replace(
        b"<Sts>BOOK</Sts>", b"<Sts><Cd>PDNG</Cd></Sts>", 1
    )
    message, found = read(content)
    assert [entry.cents for entry in found] == [7]
    assert gate.difference(message.statements[0]) == 0
    assert message.statements[0].warnings[0].en.startswith("1 announced")


def test_a_batch_keeps_its_transactions_and_its_own_sum() -> None:
    part = "<TxDtls><Amt Ccy='EUR'>4.00</Amt><RltdPties><Dbtr><Pty><Nm>Payer {n}</Nm></Pty></Dbtr></RltdPties></TxDtls>"
    many = "".join(part.format(n=n) for n in range(300))
    content = GOOD.replace(b"<NtryDtls>", b"<NtryDtls><Btch><NbOfTxs>301</NbOfTxs></Btch>" + many.encode())
    found = one(content)
    assert (found.cents, found.batch, len(found.transactions)) == (1000, 301, camt.KEPT_TRANSACTIONS)
    assert found.transactions[1] == {"amount": "4.00", "currency": "EUR", "counterparty": "Payer 1"}
    assert found.counterparty is None  # there are many


def test_two_equal_payments_have_one_content_and_two_places() -> None:
    _, (first, second) = read(statements.file(Sheet([Line(450), Line(450)])))
    assert first.digest == second.digest
    assert (first.ordinal, second.ordinal) == (1, 2)
    assert one(statements.file(Sheet([Line(451)]))).digest != first.digest


@pytest.mark.parametrize(("kinds", "difference"), [
    (("OPBD", "CLBD"), 0), (("PRCD", "CLBD"), 0), (("ITBD", "ITBD"), 0), (("OPBD", "ITBD"), 0), (("OPBD", "CLAV"), None), (("OPAV", "CLBD"), None),
])  # fmt: skip
def test_only_booked_balances_count(kinds: tuple[str, str], difference: int | None) -> None:
    content = GOOD.replace(b"OPBD", kinds[0].encode()).replace(b"CLBD", kinds[1].encode())
    assert gate.difference(read(content)[0].statements[0]) == difference


def test_turning_characters_do_not_come_in() -> None:
    assert one(statements.file(Sheet([Line(5, text="fdp‮.exe")]))).text == "fdp.exe"


@given(st.integers(0, 10**14), st.sampled_from(["EUR", "JPY", "BHD", "CLF"]), st.integers(0, 5))
def test_amounts_are_exact_in_any_currency_however_many_zeros_follow(value: int, currency: str, zeros: int) -> None:
    digits = camt.DIGITS.get(currency, 2)
    whole, rest = divmod(value, 10**digits)
    text = f"{whole}.{rest:0{digits}d}" if digits else f"{whole}."
    assert camt.minor(text + "0" * zeros, currency) == value


@given(
    st.lists(st.integers(-(10**9), 10**9).filter(bool), max_size=8), st.integers(-(10**9), 10**9), st.integers(-3, 3)
)
def test_the_gate_opens_exactly_when_opening_and_entries_are_closing(
    amounts: list[int], opening: int, off: int
) -> None:
    closing = opening + sum(amounts) + off
    message, found = read(statements.file(Sheet([Line(cents) for cents in amounts], opening=opening, closing=closing)))
    assert [entry.cents for entry in found] == amounts
    told = message.statements[0]
    refused = gate.refusal(told, currency="EUR", closed=False, without_balances=True, last=date.max)
    assert (refused is None) == (off == 0)
    assert gate.difference(told) == off
    if refused is not None:
        assert gate.amount(off, "EUR").en in refused.en
        assert gate.amount(off, "EUR").nl in refused.nl


@given(st.binary(max_size=300), st.integers(0, len(GOOD)))
def test_whatever_stands_in_a_file_it_is_read_or_refused(noise: bytes, at: int) -> None:
    for content in (noise, GOOD[:at] + noise + GOOD[at:]):
        try:
            read(content)
        except Refused as refused:
            assert refused.words.nl  # noqa: PT017


def test_memory_stays_flat_however_many_entries_there_are() -> None:
    peaks = []
    for count in (100, 1_000):
        file = io.BytesIO()
        statements.large(file, count)
        tracemalloc.start()
        message = camt.statements(file)
        assert sum(1 for _ in camt.entries(file, message)) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.5 * peaks[0] + 200_000
