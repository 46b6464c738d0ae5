"""Which questions apply to somebody's answers: what is hidden opens nothing, and is not sent."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from engage.questionnaires.definition import Definition, from_json
from engage.questionnaires.drafts import relevant_answers, relevant_pages
from tests.factories.questionnaires import definition

CHAIN = (
    {"key": "a", "type": "yes-no", "text": "A"},
    {"key": "b", "type": "yes-no", "text": "B", "when": "${a} = 'yes'"},
    {"key": "c", "type": "yes-no", "text": "C", "when": "${b} = 'yes'", "page": "both"},
    {"key": "d", "type": "yes-no", "text": "D", "when": "not(${a} = 'yes')", "page": "both"},
    {"key": "e", "type": "yes-no", "text": "E", "when": "${d} = 'yes' or ${c} = 'yes'"},
)
answers = st.dictionaries(st.sampled_from("abcde"), st.sampled_from(["yes", "no", None]))


def chain() -> Definition:
    return from_json(definition(*CHAIN))


def asked(said: dict[str, Any]) -> list[str]:
    return [question.key for page in relevant_pages(chain(), said) for question in page.questions]


@given(answers)
def test_the_chain_is_followed_by_what_applies_alone(said: dict[str, Any]) -> None:
    def yes(key: str, shown: bool) -> bool:
        return shown and said.get(key) == "yes"

    a = True
    b = yes("a", a)
    c = yes("b", b)
    d = not yes("a", a)
    e = yes("d", d) or yes("c", c)
    expected = [key for key, shown in zip("abcde", (a, b, c, d, e), strict=True) if shown]
    assert asked(said) == expected
    sent = relevant_answers(chain(), said)
    assert sent == {key: said[key] for key in said if key in expected and said[key] is not None}


def test_an_answer_to_a_hidden_question_opens_nothing_and_is_not_sent() -> None:
    left_over = {"a": "no", "b": "yes", "c": "yes"}
    assert asked(left_over) == ["a", "d"]
    assert relevant_answers(chain(), left_over) == {"a": "no"}


def test_a_page_shows_only_its_questions_that_apply() -> None:
    pages = relevant_pages(chain(), {"a": "yes", "b": "yes"})
    assert [(page.key, [question.key for question in page.questions]) for page in pages][2] == ("both", ["c"])


def test_conditions_compare_what_a_type_says_its_answer_is() -> None:
    place = {"key": "where", "type": "place", "text": "Where?", "options": [{"key": "park", "text": "Park"}]}
    after = {"key": "more", "type": "short-text", "text": "More?", "when": "${where} = 'park'"}
    whole = from_json(definition(place, after))
    assert len(relevant_pages(whole, {"where": {"list": "park", "words": "by the gate"}})) == 2
    assert len(relevant_pages(whole, {"where": {"words": "by the gate"}})) == 1
