"""Dates, numbers and sizes as a person writes them, through Babel."""

from datetime import date
from typing import Any

from babel.dates import format_date
from babel.numbers import format_currency, format_decimal
from flask import Flask, g
from flask_babel import gettext as _
from markupsafe import Markup, escape


def bind(app: Flask) -> None:
    """Make the filters known to templates."""
    for name in (long_day, number, money, megabytes, isolated):
        app.add_template_filter(name)


def long_day(value: date) -> str:
    """A day with the month in words: 14 December 2026."""
    return format_date(value, format="long", locale=g.language.locale)


def number(value: float) -> str:
    """A number with the language's separators."""
    return format_decimal(value, locale=g.language.locale)


def money(value: float, currency: str = "GBP") -> Markup:
    """An amount, isolated so that it keeps its order inside right-to-left text."""
    whole = float(value).is_integer()
    shown = format_currency(
        value, currency, format="¤#,##0" if whole else None, currency_digits=not whole, locale="en_GB"
    )
    return Markup("<bdi dir=ltr>{}</bdi>").format(shown)


def megabytes(size: int) -> str:
    """A file's size for somebody who pays for data."""
    # Translators: the size of a file in megabytes, such as 0.3 MB
    return _("%(size)s MB", size=format_decimal(max(size / 1_000_000, 0.1), format="#,##0.0", locale=g.language.locale))


def isolated(value: Any) -> Markup:
    """A person's own words or a name, kept from disturbing the order of the text around it."""
    return Markup("<bdi>{}</bdi>").format(escape(value))
