"""Which passwords are accepted, and that one is compared like another."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engage.accounts import passwords

GOOD = ("seven herons over Mill Lane", "schoolbus rota 17", "كلمة سر طويلة جدا", "482910384756", "Treelampriver9")
REFUSED = {
    "short": ("", "tea", "elevensigns", " padded but ".strip()),
    "long": ("ab1 " * 33,),
    "address": ("amira.hassan rides", "x-AMIRA.HASSAN-x"),
    "common": (
        "password1234",
        "P@$$w0rd1234",
        "PasswordPassword",
        "ｐａｓｓｗｏｒｄ１２３４",
        "123456789012",
        "345678901234",
        "zyxwvutsrqponm",
        "qwertyuiopqwerty",
        "Liverpool!2024",
        "aaaaaaaaaaaab",
        "abcdabcdabcd",
    ),
}


@pytest.mark.parametrize("password", GOOD)
def test_good_passwords_are_taken(password: str) -> None:
    assert passwords.problem_with(password, "amira.hassan@example.org") is None


@pytest.mark.parametrize(("problem", "password"), [(key, one) for key, tried in REFUSED.items() for one in tried])
def test_others_are_refused_with_the_reason(problem: str, password: str) -> None:
    assert passwords.problem_with(password, "amira.hassan@example.org") == problem


@given(
    st.sampled_from(sorted(passwords._common)),
    st.text(string.digits + string.punctuation, max_size=12),
    st.text(string.digits + string.punctuation, max_size=12),
    st.booleans(),
)
def test_digits_and_signs_around_a_common_word_do_not_help(word: str, before: str, after: str, upper: bool) -> None:
    password = before + (word.upper() if upper else word) + after
    assert passwords.problem_with(password, "a@example.org") in {"short", "common"}


def test_a_very_short_name_in_the_address_forbids_nothing() -> None:
    assert passwords.problem_with("seven herons over Mill Lane", "o@example.org") is None


def test_a_password_matches_itself_only() -> None:
    stored = passwords.hashed("seven herons")
    assert passwords.matches(stored, "seven herons")
    assert not passwords.matches(stored, "seven heron")
    assert not passwords.matches(stored, "")
    assert "seven" not in stored


def test_the_same_letters_typed_on_another_keyboard_match() -> None:
    assert passwords.matches(passwords.hashed("cafe\u0301 au lait 7"), "caf\u00e9 au lait 7")


def test_nobody_has_no_password_but_takes_as_much_work(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = []
    real = passwords._hasher
    monkeypatch.setattr(passwords, "_hasher", Counting(real, compared))
    assert not passwords.matches(None, "the account that does not exist")
    assert not passwords.matches(real.hash("seven herons"), "wrong")
    assert [parameters(stored) for stored in compared] == ["m=19456,t=2,p=1"] * 2


def test_hashes_with_other_parameters_are_outdated() -> None:
    assert not passwords.outdated(passwords.hashed("seven herons"))
    assert passwords.outdated(passwords.PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash("seven herons"))


def test_an_endless_password_is_not_hashed_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    monkeypatch.setattr(passwords, "_tidy", lambda typed: seen.append(typed) or typed)
    assert not passwords.matches(passwords.hashed("seven herons"), "x" * 1_000_000)
    assert max(map(len, seen)) <= passwords.LONGEST * 4


def parameters(stored: str) -> str:
    return stored.split("$")[3]


class Counting:
    """A hasher that notes what it compared with."""

    def __init__(self, real: passwords.PasswordHasher, compared: list[str]) -> None:
        self.real, self.compared = real, compared

    def verify(self, stored: str, typed: str) -> bool:
        self.compared.append(stored)
        return self.real.verify(stored, typed)
