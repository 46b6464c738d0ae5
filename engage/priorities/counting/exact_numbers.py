"""Exact numbers as text, without a detour through floating point."""

import re
from fractions import Fraction

_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_RATIO = re.compile(r"-?[0-9]+/[1-9][0-9]*")


def parse_decimal(text: str) -> Fraction:
    """The exact value of "12" or "-804828.79". Anything else raises ValueError."""
    if not _DECIMAL.fullmatch(text):
        raise ValueError(f"{text!r} is not a decimal number")
    return Fraction(text)


def parse_exact(text: str) -> Fraction:
    """What `exact` wrote, read back: a decimal number or a ratio such as "1/3"."""
    return Fraction(text) if _RATIO.fullmatch(text) else parse_decimal(text)


def exact(number: Fraction | int) -> str:
    """A decimal number where that is exact ("804828.79"), else a ratio in lowest terms ("1/3")."""
    number = Fraction(number)
    twos, fives, rest = 0, 0, number.denominator
    while rest % 2 == 0:
        twos, rest = twos + 1, rest // 2
    while rest % 5 == 0:
        fives, rest = fives + 1, rest // 5
    if rest != 1:
        return str(number)
    places = max(twos, fives)
    if places == 0:
        return str(number.numerator)
    digits = str(abs(number.numerator) * 10**places // number.denominator).rjust(places + 1, "0")
    return f"{'-' if number < 0 else ''}{digits[:-places]}.{digits[-places:]}"
