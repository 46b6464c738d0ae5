"""Ballot papers: every choice fits, every paper has one length, nothing but a paper is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engage.core.sealing import new_key_pair, open_sealed, seal_to
from engage.priorities.votes import paper

WORDING = "ab" * 32
options_and_choice = st.integers(1, paper.MOST_OPTIONS).flatmap(
    lambda size: st.tuples(st.just([f"option-{n}" for n in range(size)]), st.sets(st.integers(0, size - 1)))
)


@given(options_and_choice)
def test_a_paper_says_what_was_chosen(drawn: tuple[list[str], set[int]]) -> None:
    options, places = drawn
    chosen = {options[place] for place in places}
    filled = paper.fill(WORDING, options, chosen)
    assert len(filled) == paper.PAPER_BYTES
    assert paper.wording_of(filled) == WORDING
    assert paper.read(filled, options) == chosen


def test_sealed_papers_have_one_length_and_are_never_alike() -> None:
    public_key, private_key = new_key_pair()
    papers = [paper.fill(WORDING, ["a", "b", "c"], chosen) for chosen in ([], [], ["a"], ["a", "b", "c"])]
    sealed = [seal_to(public_key, filled) for filled in papers]
    assert {len(ballot) for ballot in sealed} == {paper.SEALED_BYTES}
    assert len(set(sealed)) == len(sealed)
    assert [open_sealed(private_key, ballot) for ballot in sealed] == papers


def test_what_is_no_paper_is_not_read() -> None:
    filled = paper.fill(WORDING, ["a", "b", "c"], ["c"])
    with pytest.raises(paper.UnreadablePaper):
        paper.wording_of(filled[:-1])
    with pytest.raises(paper.UnreadablePaper):
        paper.read(filled, ["a", "b"])


def test_there_is_room_for_so_many_options_and_no_more() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        paper.marks([str(number) for number in range(paper.MOST_OPTIONS + 1)], [])
    with pytest.raises(ValueError, match="not in list"):
        paper.marks(["a"], ["z"])
