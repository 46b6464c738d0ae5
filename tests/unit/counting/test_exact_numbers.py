from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engage.priorities.counting.exact_numbers import exact, parse_decimal, parse_exact
from tests.unit.counting.drawn import steady


@steady
@given(st.fractions())
def test_every_number_comes_back_as_it_was(number):
    assert parse_exact(exact(number)) == number


@steady
@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9))
def test_pounds_and_pennies_are_written_as_decimals(amount):
    text = exact(Fraction(amount))
    assert "/" not in text
    assert Decimal(text) == amount


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Fraction(0), "0"),
        (7, "7"),
        (Fraction(1, 3), "1/3"),
        (Fraction(-1, 20), "-0.05"),
        (Fraction(80482879, 100), "804828.79"),
    ],
)
def test_how_numbers_are_written(number, text):
    assert exact(number) == text


@pytest.mark.parametrize("text", ["", " 1", "1,5", "1e3", "1_000", "nan", "1/2", "٣", ".5", "1.", "+1", "1.5\n"])
def test_what_is_not_a_plain_decimal_number_is_refused(text):
    with pytest.raises(ValueError, match="not a decimal number"):
        parse_decimal(text)


def test_a_ratio_without_a_number_below_is_refused():
    with pytest.raises(ValueError, match="not a decimal number"):
        parse_exact("1/0")
