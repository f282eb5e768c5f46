"""Amounts and days as people write them, the same wherever a sentence or a paper names one."""

from datetime import date
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_currency, format_decimal, format_percent

from polder.kernel.words import Words

_LOCALES = {"nl": "nl_NL", "en": "en_GB"}  # English as it is written in Europe


def euros(cents: int) -> Words:
    """€ 60.000,00 in Dutch, €60,000.00 in English; less than nothing has a minus sign, as on screen."""
    return Words(**{
        name: format_currency(Decimal(cents) / 100, "EUR", locale=locale).replace("-", "\u2212") for name, locale in _LOCALES.items()
    })  # fmt: skip


def minor(units: int, currency: str, digits: int) -> Words:
    """1.234,56 USD in Dutch, 1,234.56 USD in English, from the currency's smallest units."""
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return Words(**{
        name: f"{format_decimal(Decimal(units).scaleb(-digits), pattern, locale=locale)} {currency}".strip().replace("-", "\u2212")
        for name, locale in _LOCALES.items()
    })  # fmt: skip


def day(value: date | str) -> Words:
    """31 maart 2026 in Dutch, 31 March 2026 in English. Text is ISO 8601."""
    found = date.fromisoformat(value) if isinstance(value, str) else value
    return Words(**{name: format_date(found, "d MMMM y", locale=locale) for name, locale in _LOCALES.items()})


def month(value: date | str) -> Words:
    """maart 2028 in Dutch, March 2028 in English. Text is ISO 8601."""
    found = date.fromisoformat(value) if isinstance(value, str) else value
    return Words(**{name: format_date(found, "MMMM y", locale=locale) for name, locale in _LOCALES.items()})


def day_sql(value: str) -> tuple[str, str]:
    """SQL: 31 mrt 2026 in Dutch and 31 Mar 2026 in English, of the SQL `value`, for the lines that PostgreSQL builds."""
    en = f"to_char({value}, 'FMDD Mon YYYY')"
    return f"replace(replace(replace(lower({en}), 'mar', 'mrt'), 'may', 'mei'), 'oct', 'okt')", en


def share(basis_points: int) -> Words:
    """1250 is 12,5% in Dutch and 12.5% in English."""
    return Words(**{
        name: format_percent(Decimal(basis_points) / 10_000, "#,##0.##%", locale=locale) for name, locale in _LOCALES.items()
    })  # fmt: skip
