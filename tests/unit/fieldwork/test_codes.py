"""A gathering's code: made again from its id whenever it is shown, and kept as a hash only."""

from hypothesis import given
from hypothesis import strategies as st

from engage.core.identifiers import CODE_ALPHABET, grouped, tidy_code
from engage.fieldwork.codes import LENGTH, gathering_code, gathering_mac

identifiers = st.text("0123456789abcdef", min_size=32, max_size=32)
keys = st.binary(min_size=32, max_size=32)


@given(keys, identifiers)
def test_a_code_is_always_the_same_and_can_be_read_aloud(key: bytes, gathering_id: str) -> None:
    code = gathering_code(key, gathering_id)
    assert code == gathering_code(key, gathering_id)
    assert len(code) == LENGTH and set(code) <= set(CODE_ALPHABET)
    assert tidy_code(grouped(code, 3).lower()) == code


def test_other_gatherings_and_other_keys_give_other_codes() -> None:
    made = {gathering_code(bytes([key]) * 32, f"{number:032x}") for key in range(2) for number in range(500)}
    assert len(made) == 1000


def test_what_is_kept_does_not_tell_the_code() -> None:
    key = b"k" * 32
    code = gathering_code(key, "1" * 32)
    mac = gathering_mac(key, code)
    assert len(mac) == 64 and code.lower() not in mac
    assert mac != gathering_mac(b"j" * 32, code) and mac != gathering_mac(key, code[::-1])
