"""Codes of a vote: whatever way they are typed, and whichever sign is wrong."""

from hypothesis import given
from hypothesis import strategies as st

from engage.core.identifiers import CODE_ALPHABET
from engage.priorities.votes import codes

random_signs = st.text(CODE_ALPHABET, min_size=codes.RANDOM_SIGNS, max_size=codes.RANDOM_SIGNS)
made = random_signs.map(lambda signs: signs + codes.check_sign(signs))
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


@given(made, st.sampled_from(["", " ", "-", " – "]), st.booleans(), st.booleans())
def test_a_code_is_read_however_it_is_typed(code: str, between: str, small: bool, arabic: bool) -> None:
    typed = between.join(code[place : place + 4] for place in range(0, len(code), 4))
    typed = typed.lower() if small else typed
    assert codes.read_code(typed.translate(ARABIC) if arabic else typed) == code


@given(made, st.integers(0, codes.LENGTH - 1), st.sampled_from(CODE_ALPHABET))
def test_one_wrong_sign_is_seen(code: str, place: int, sign: str) -> None:
    wrong = code[:place] + sign + code[place + 1 :]
    assert codes.read_code(wrong) == (code if wrong == code else None)


def test_nearly_every_swap_of_neighbours_is_seen() -> None:
    missed = total = 0
    for first in CODE_ALPHABET:
        for second in CODE_ALPHABET:
            code = codes.LENGTH // 2 * "2" + first + second
            code = code.ljust(codes.RANDOM_SIGNS, "3")
            code += codes.check_sign(code)
            place = codes.LENGTH // 2
            swapped = code[:place] + second + first + code[place + 2 :]
            total += first != second
            missed += first != second and codes.read_code(swapped) is not None
    assert missed <= total / 100


@given(st.text(max_size=30))
def test_anything_else_is_no_code(typed: str) -> None:
    found = codes.read_code(typed)
    assert found is None or (len(found) == codes.LENGTH and set(found) <= set(CODE_ALPHABET))


def test_codes_are_random_and_their_digests_need_the_key() -> None:
    many = [codes.new_ballot_code() for _ in range(2000)]
    assert len(set(many)) == len(many)
    assert {code[0] for code in many} == set(CODE_ALPHABET)
    assert all(codes.read_code(codes.shown(code)) == code for code in many)
    assert codes.code_mac(b"1" * 32, many[0]) != codes.code_mac(b"2" * 32, many[0])
