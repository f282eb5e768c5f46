"""Amounts, shares and days as people write them in both languages."""

from polder.kernel import notation
from polder.kernel.words import Words


def test_amounts_have_their_cents_the_marks_of_the_language_and_a_minus_sign_as_on_screen() -> None:
    assert notation.euros(6_000_000) == Words(nl="€\u00a060.000,00", en="€60,000.00")
    assert notation.euros(-5_999_999) == Words(nl="€\u00a0\u221259.999,99", en="\u2212€59,999.99")
    assert notation.euros(10**15 + 1) == Words(nl="€\u00a010.000.000.000.000,01", en="€10,000,000,000,000.01")
    assert notation.minor(-123_456, "USD", 2) == Words(nl="\u22121.234,56 USD", en="\u22121,234.56 USD")
    assert notation.minor(123_456, "JPY", 0) == Words(nl="123.456 JPY", en="123,456 JPY")
    assert notation.minor(5, "BHD", 3) == Words(nl="0,005 BHD", en="0.005 BHD")


def test_days_are_written_out_and_shares_are_per_cents() -> None:
    assert notation.day("2026-03-01") == Words(nl="1 maart 2026", en="1 March 2026")
    assert notation.share(1250) == Words(nl="12,5%", en="12.5%")
    assert notation.share(5000) == Words(nl="50%", en="50%")
