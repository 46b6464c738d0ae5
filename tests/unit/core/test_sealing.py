"""What is sealed stays closed, and what was changed is noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engage.core.sealing import Sealer, Unreadable, new_key_pair, new_secret, open_sealed, seal_to

KEY = b"k" * 32


@given(st.binary(max_size=200))
def test_what_was_sealed_can_be_opened(plain: bytes) -> None:
    sealed = Sealer(KEY, "cookie").seal(plain)
    assert plain not in sealed or len(plain) < 3
    assert Sealer(KEY, "cookie").open(sealed) == plain


def test_values_keep_their_form() -> None:
    sealer = Sealer(KEY, "cookie")
    value = {"chosen": ["ا", "b"], "none": None, "n": 3}
    assert sealer.open_json(sealer.seal_json(value)) == value


@given(st.binary(min_size=1, max_size=50), st.integers(0, 10_000), st.integers(1, 255))
def test_a_changed_byte_is_noticed(plain: bytes, where: int, change: int) -> None:
    sealed = bytearray(Sealer(KEY, "cookie").seal(plain))
    sealed[where % len(sealed)] ^= change
    with pytest.raises(Unreadable):
        Sealer(KEY, "cookie").open(bytes(sealed))


@pytest.mark.parametrize("other", [Sealer(b"o" * 32, "cookie"), Sealer(KEY, "ballot")], ids=["key", "purpose"])
def test_another_key_or_purpose_opens_nothing(other: Sealer) -> None:
    with pytest.raises(Unreadable):
        other.open(Sealer(KEY, "cookie").seal(b"secret"))


@pytest.mark.parametrize("rubbish", [b"", b"short", b"x" * 100])
def test_rubbish_is_unreadable(rubbish: bytes) -> None:
    with pytest.raises(Unreadable):
        Sealer(KEY, "cookie").open(rubbish)


@given(st.binary(max_size=200))
def test_a_ballot_opens_only_with_the_private_key(plain: bytes) -> None:
    public, private = new_key_pair()
    sealed = seal_to(public, plain)
    assert open_sealed(private, sealed) == plain
    assert seal_to(public, plain) != sealed, "two equal ballots must not look alike"
    with pytest.raises(Unreadable):
        open_sealed(new_key_pair()[1], sealed)


def test_secrets_are_32_fresh_bytes() -> None:
    assert len({new_secret() for _ in range(100)}) == 100
    assert len(new_secret()) == 32
