"""Whole surveys, attacked by somebody who knows their conditions, what had to be answered, and each figure exactly."""

from collections.abc import Iterator
from itertools import combinations, product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from engage.core.disclosure import THRESHOLD
from engage.questionnaires.asked import asked_over
from engage.questionnaires.definition import Definition, from_json
from engage.questionnaires.drafts import relevant_answers, relevant_pages
from engage.results.publication import figures
from tests.factories.questionnaires import definition
from tests.support.attacker import Attacker

Said = dict[str, Any]
Groups = dict[tuple[str, ...], set[int]]
"""{what they have in common: the ways of answering}"""

ALONE = ("none", "secret")
KINDS = {
    "number": [()],
    "yes-no": [()],
    "single-choice": [("a", "b"), ("a", "b", "c")],
    "multiple-choice": [("a", "b"), ("a", "b", "none"), ("a", "b", "c"), ("a", "none", "secret"), ("a", "b", *ALONE)],
}
MOST_WAYS = 40
people = st.one_of(st.just(0), st.integers(1, 9), st.integers(10, 60))


@st.composite
def surveys(draw: st.DrawFn) -> list[dict[str, Any]]:
    """One to four questions, most of them under conditions on those before them."""
    questions: list[dict[str, Any]] = []
    parts: list[str] = []
    for number in range(draw(st.integers(1, 4))):
        key = f"question-{number}"
        kind = draw(st.sampled_from(list(KINDS)))
        options = draw(st.sampled_from(KINDS[kind]))
        listed = [{"key": option, "text": option, "exclusive": option in ALONE} for option in options]
        when = draw(st.sampled_from(["", *conditions(parts)])) if parts else ""
        asked = {"key": key, "type": kind, "text": key, "when": when, "required": draw(st.booleans())}
        questions.append(asked | ({"options": listed} if listed else {}))
        parts += parts_about(key, kind, options)
    return questions


def conditions(parts: list[str]) -> list[str]:
    return [*parts, *(f"({one}) {joined} ({two})" for one, two in combinations(parts, 2) for joined in ("and", "or"))]


def parts_about(key: str, kind: str, options: tuple[str, ...]) -> list[str]:
    if kind == "number":
        return [f"${{{key}}} >= 16", f"${{{key}}} < 18"]
    if kind == "multiple-choice":
        chosen = [f"selected(${{{key}}}, '{option}')" for option in options]
        return [*chosen, *(f"not({one})" for one in chosen)]
    return [f"${{{key}}} {compare} '{one}'" for one in options or ("yes", "no") for compare in ("=", "!=")]


def choices(asked: dict[str, Any]) -> list[str]:
    listed = [option["key"] for option in asked.get("options", [])]
    return listed or (["yes", "no"] if asked["type"] == "yes-no" else [])


def answers_to(asked: dict[str, Any]) -> list[Any]:
    if asked["type"] == "number":
        return ["15", "17", "40", None]
    if asked["type"] != "multiple-choice":
        return [*choices(asked), None]
    together = [option for option in choices(asked) if option not in ALONE]
    several = [list(some) for size in range(1, len(together) + 1) for some in combinations(together, size)]
    return [*several, *([option] for option in choices(asked) if option in ALONE), None]


def ways_to_answer(frame: Definition, questions: list[dict[str, Any]]) -> list[Said]:
    required = {asked["key"] for asked in questions if asked["required"]}
    found: dict[str, Said] = {}
    for answers in product(*map(answers_to, questions)):
        said = relevant_answers(frame, dict(zip([asked["key"] for asked in questions], answers, strict=True)))
        if keys_asked(frame, said) & required <= said.keys():
            found[str(said)] = said
    return list(found.values())


def keys_asked(frame: Definition, said: Said) -> set[str]:
    return {asked.key for page in relevant_pages(frame, said) for asked in page.questions}


def groups_of(frame: Definition, questions: list[dict[str, Any]], ways: list[Said]) -> Groups:
    """Every group whose size should not be known if it is small."""
    asked_by_way = [keys_asked(frame, said) for said in ways]
    alone: Groups = {}
    for asked in questions:
        key = asked["key"]
        met = {number for number, keys in enumerate(asked_by_way) if key in keys}
        alone |= {(key, "asked"): met, (key, "not asked"): set(range(len(ways))) - met}
        alone |= {(key, one): {n for n in met if one in ways[n].get(key, ())} for one in choices(asked)}
        alone[key, "nothing"] = {n for n in met if key not in ways[n]}
    groups = dict(alone)
    for one, two in combinations(alone, 2):
        if {one[1], two[1]} & {"asked", "not asked"} or one[0] == two[0]:
            groups[*one, *two] = alone[one] & alone[two]
    for asked in questions:
        if asked["type"] == "multiple-choice":
            groups |= rests(asked, alone)
    return groups


def rests(asked: dict[str, Any], alone: Groups) -> Iterator[tuple[tuple[str, ...], set[int]]]:
    """Who chose several, and who chose something, but neither what stands alone nor one other option."""
    key = asked["key"]
    ordinary = alone[key, "asked"] - alone[key, "nothing"]
    ordinary -= {way for option in choices(asked) if option in ALONE for way in alone[key, option]}
    yield (key, "ordinary"), ordinary
    for option in choices(asked):
        yield (key, "ordinary", "without", option), ordinary - alone[key, option]


def proven(numbers: list[int], groups: Groups, public: list[set[int]]) -> list[Any]:
    """The groups of one to nine people that somebody who knows the public sums exactly proves to be as small."""
    sums = {name: sum(numbers[way] for way in members) for name, members in groups.items()}
    found = []
    for name in [name for name, count in sums.items() if 0 < count < THRESHOLD]:
        attacker = Attacker({**dict(enumerate(numbers)), "goal": sums[name]})
        for members in public:
            attacker.knows(members)
        # The goal is the sum of its members: with everybody else it makes the whole.
        attacker.knows(["goal", *(way for way in range(len(numbers)) if way not in groups[name])])
        if not attacker.could_be_large("goal"):
            found.append((name, sums[name]))
    return found


@settings(max_examples=200, deadline=None, derandomize=True)
@given(surveys(), st.data())
def test_no_small_group_is_proven_by_the_figures_of_a_survey(
    questions: list[dict[str, Any]], data: st.DataObject
) -> None:
    frame = from_json(definition(*questions))
    ways = ways_to_answer(frame, questions)
    while len(ways) > MOST_WAYS:
        questions = questions[:-1]
        frame = from_json(definition(*questions))
        ways = ways_to_answer(frame, questions)
    numbers = data.draw(st.lists(people, min_size=len(ways), max_size=len(ways)))
    answers = [said for said, number in zip(ways, numbers, strict=True) for _ in range(number)]
    published = figures(asked_over([frame]), answers, None)
    groups = groups_of(frame, questions, ways)
    public = [set(range(len(ways)))]
    for asked in questions:
        cells = published["questions"].get(asked["key"], {"cells": {}})["cells"]
        public += [groups[asked["key"], one] for one in choices(asked) if cells.get(one) is not None]
    assert published["people"] is None or not proven(numbers, groups, public)
