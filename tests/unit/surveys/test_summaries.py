"""What a survey's answers add up to, exactly, for the team."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from engage.questionnaires.asked import asked_over
from engage.questionnaires.definition import from_json
from engage.surveys.summaries import LONGEST_LIST, Summary, summarise
from tests.factories.questionnaires import WAY, definition

SEVERAL = {
    "key": "helps",
    "type": "multiple-choice",
    "text": "What helps?",
    "options": [{"key": "bus", "text": "A bus"}, {"key": "us", "text": "One of us"}],
}
WORDS = {"key": "words", "type": "long-text", "text": "Say more"}
TOLD = {"key": "told", "type": "statement", "text": "Nearly done"}

people = st.fixed_dictionaries(
    {},
    optional={
        "way": st.sampled_from(["walk", "bus", None]),
        "helps": st.lists(st.sampled_from(["bus", "us"]), min_size=1, unique=True),
        "words": st.text(min_size=1, max_size=5),
        "gone": st.just("a question of an older wording"),
    },
)


def summaries(said: list[dict[str, Any]]) -> dict[str, Summary]:
    found = summarise(asked_over([from_json(definition(WAY, SEVERAL, WORDS, TOLD))]), said)
    return {summary.question.key: summary for summary in found}


@given(st.lists(people, max_size=12))
def test_every_answer_is_counted_once(said: list[dict[str, Any]]) -> None:
    found = summaries(said)
    assert list(found) == ["way", "helps", "words"]
    given_ways = [answers["way"] for answers in said if answers.get("way")]
    assert found["way"].answered == len(given_ways)
    assert {line.words: line.count for line in found["way"].lines} == {
        "I walk": given_ways.count("walk"),
        "By bus": given_ways.count("bus"),
        "A lift": 0,
    }
    helped = [answers["helps"] for answers in said if "helps" in answers]
    assert [line.count for line in found["helps"].lines] == [sum(key in one for one in helped) for key in ("bus", "us")]
    assert found["words"].texts == [answers["words"] for answers in said if "words" in answers]
    assert not found["words"].lines and not found["way"].texts
    for summary in found.values():
        assert all(0 <= line.share <= 100 for line in summary.lines)


def test_shares_are_of_those_who_answered() -> None:
    found = summaries([{"way": "walk"}, {"way": "walk"}, {"way": "bus"}, {}])
    assert [line.share for line in found["way"].lines] == [67, 33, 0]


def test_long_lists_of_words_are_cut_and_the_count_is_not() -> None:
    found = summaries([{"words": str(number)} for number in range(LONGEST_LIST + 5)])
    assert (len(found["words"].texts), found["words"].answered) == (LONGEST_LIST, LONGEST_LIST + 5)


def test_answers_to_what_is_asked_no_more_keep_their_lines() -> None:
    shorter = {**WAY, "options": [{"key": "walk", "text": "On foot"}]}
    over = asked_over([from_json(definition(shorter)), from_json(definition(WAY, SEVERAL, WORDS))])
    way, helps = summarise(over, [{"way": "walk"}, {"way": "bus", "helps": ["us"]}])
    assert way.answered == sum(line.count for line in way.lines) == 2
    assert [(line.words, line.earlier) for line in way.lines] == [
        ("On foot", ["I walk"]),
        ("By bus (no longer asked)", []),
    ]
    assert (helps.asked_now, helps.answered) == (False, 1), "and what nobody answered is not listed"


def test_places_in_own_words_are_listed_beside_those_that_are_counted() -> None:
    place = {"key": "where", "type": "place", "text": "Where?", "options": [{"key": "park", "text": "The park"}]}
    said = [{"list": "park"}, {"words": "by the gate"}, {"pin": [51.5, -0.1]}]
    (found,) = summarise(asked_over([from_json(definition(place))]), [{"where": answer} for answer in said])
    assert [line.count for line in found.lines] == [1]
    assert found.texts == ["by the gate", "51.5, -0.1"]
