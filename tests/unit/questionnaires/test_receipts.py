"""The code on a receipt: digits, words, and whatever a person makes of them when they type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engage.questionnaires import receipts

KEY = b"k" * 32
DIGITS = ["٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९", "０１２３４５６７８９"]
codes = st.integers(0, 2**64 - 1).map(lambda number: f"{number:020d}")


@given(codes)
def test_digits_and_words_say_the_same(code: str) -> None:
    assert receipts.read_code(receipts.as_digits(code)) == code
    assert receipts.read_code(" ".join(receipts.as_words(code))) == code


@given(codes, st.sampled_from(DIGITS), st.sampled_from(["", " ", "-", "."]))
def test_digits_of_every_script_and_any_spacing_are_read(code: str, digits: str, between: str) -> None:
    typed = between.join(digits[int(digit)] for digit in code)
    assert receipts.read_code(f" {typed} ") == code


@given(codes, st.sampled_from([" ", "-", ", ", "\n"]))
def test_words_are_read_however_they_are_written(code: str, between: str) -> None:
    assert receipts.read_code(between.join(receipts.as_words(code)).upper()) == code


@given(st.text(max_size=60))
def test_anything_may_be_typed(typed: str) -> None:
    read = receipts.read_code(typed)
    assert read is None or (len(read) == receipts.DIGITS and read.isascii() and read.isdigit())


@pytest.mark.parametrize("typed", ["", "1234", "0" * 19, "0" * 21, "acid " * 7, "notaword " * 8])
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert receipts.read_code(typed) is None


def test_a_code_belongs_to_one_submission_and_one_key() -> None:
    made = {receipts.receipt_code(key, number) for key in (KEY, b"j" * 32) for number in ("a" * 32, "b" * 32)}
    assert len(made) == 4 and all(len(code) == receipts.DIGITS for code in made)
    assert receipts.receipt_code(KEY, "a" * 32) in made
    assert receipts.receipt_code(KEY, "a" * 32) not in receipts.receipt_hash(KEY, receipts.receipt_code(KEY, "a" * 32))


def test_the_words_are_256_short_and_different() -> None:
    assert len(set(receipts.WORDS)) == len(receipts.WORDS) == 256
    assert all(word.isascii() and word.isalpha() and word.islower() and 3 <= len(word) <= 10 for word in receipts.WORDS)
