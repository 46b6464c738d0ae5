"""Identifiers, codes and keyed digests."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engage.core.identifiers import (
    CODE_ALPHABET,
    code_from,
    content_hash,
    grouped,
    keyed_digest,
    new_code,
    new_id,
    tidy_code,
)

codes = st.text(alphabet=CODE_ALPHABET, min_size=1, max_size=20)


def test_identifiers_are_128_random_bits() -> None:
    made = {new_id() for _ in range(1000)}
    assert len(made) == 1000
    assert all(re.fullmatch("[0-9a-f]{32}", one) for one in made)


@pytest.mark.parametrize("sign", "AEIOU01LB5S"[:7])
def test_codes_have_no_vowels_and_no_twins(sign: str) -> None:
    assert sign not in CODE_ALPHABET


@given(st.integers(1, 40))
def test_codes_have_the_length_that_was_asked_for(length: int) -> None:
    assert re.fullmatch(f"[{CODE_ALPHABET}]{{{length}}}", new_code(length))


@given(st.binary(min_size=32, max_size=32), st.integers(1, 24))
def test_a_digest_always_gives_the_same_code(digest: bytes, length: int) -> None:
    code = code_from(digest, length)
    assert code == code_from(digest, length)
    assert re.fullmatch(f"[{CODE_ALPHABET}]{{{length}}}", code)


@given(codes, st.data())
def test_a_code_may_be_typed_in_many_ways(code: str, data: st.DataObject) -> None:
    """Spaces, dashes, lower case, full-width and native digits: what is meant is found."""
    arabic = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
    wide = {ord(digit): chr(0xFF10 + int(digit)) for digit in "0123456789"}
    typed = "".join(
        data.draw(st.sampled_from([sign, sign.lower(), sign.translate(arabic), sign.translate(wide)]))
        + data.draw(st.sampled_from(["", " ", "-", "–", "\u00a0"]))
        for sign in code
    )
    assert tidy_code(typed) == code


@given(codes, st.integers(1, 6))
def test_grouping_changes_no_sign(code: str, size: int) -> None:
    shown = grouped(code, size)
    assert tidy_code(shown) == code
    assert all(len(group) == size for group in shown.split(" ")[:-1])


@given(st.lists(st.text(alphabet="ab", max_size=3), min_size=1, max_size=3),
       st.lists(st.text(alphabet="ab", max_size=3), min_size=1, max_size=3))  # fmt: skip
def test_different_parts_have_different_digests(one: list[str], other: list[str]) -> None:
    """("ab", "c") must not be ("a", "bc")."""
    key = b"k" * 32
    assert (keyed_digest(key, "purpose", *one) == keyed_digest(key, "purpose", *other)) is (one == other)


def test_digests_differ_by_key_and_purpose() -> None:
    made = {keyed_digest(key, purpose, "x") for key in (b"a" * 32, b"b" * 32) for purpose in ("receipt", "code")}
    assert len(made) == 4
    assert all(len(digest) == 32 for digest in made)


def test_content_hash_is_sha_256_of_the_text() -> None:
    assert content_hash("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_what_is_far_too_long_is_no_code() -> None:
    """Many combining marks take minutes to normalise."""
    assert tidy_code("\u0301\u0316" * 500_000) == ""
