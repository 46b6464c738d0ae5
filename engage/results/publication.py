"""What a survey may say to everyone: each question's figures behind disclosure control."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engage.core.disclosure import HIDDEN, THRESHOLD, Published, Shown, protect, protect_options, protect_total
from engage.questionnaires.asked import Asked
from engage.questionnaires.expressions import comparisons

UNTOLD = "-"
"""The key of those who gave none of the listed answers: they are counted, so that no gap tells who they are."""

Values = Mapping[str, Any]
"""One person's answers, as conditions read them."""


def figures(
    questions: Sequence[Asked], answers: Sequence[Mapping[str, Any]], previous: Mapping[str, Any] | None
) -> dict[str, Any]:
    """The figures to publish, as plain data, given what was published before.

    questions: over every wording that somebody answered. Whether a figure is there must not depend on how many gave
    an answer that is no longer asked, and whoever gave it is not one of those who gave none. A question under a
    condition has figures only where everything that it depends on is shown: its sum would tell what is hidden there.
    """
    before = previous or {"people": None, "questions": {}}
    people = before["people"]
    total = protect_total(len(answers), Shown(people) if people is not None else HIDDEN)
    known = [_as_conditions_read(said, questions) for said in answers]
    published: dict[str, Any] = {}
    clear: set[str] = set()
    for asked in questions:
        key = asked.question.key
        held = before["questions"].get(key)
        counts = asked.tally([said[key] for said in answers if said.get(key) is not None])
        if not counts:
            continue
        alike = _alike(asked, known)
        if not asked.depends_on <= clear or _divides_too_finely(asked, alike):
            published.update({key: held} if held else {})
            continue
        met = sum(len(group) if asked.is_for(group[0]) else sum(key in one for one in group) for group in alike)
        now = _protected(asked, counts, met, None)
        shown = _protected(asked, counts, met, Published.from_plain(held)) if held else now
        published[key] = shown.to_plain()
        # What was shown stands when it would be hidden now, and must not be told by the figures below it either.
        if HIDDEN not in {*now.cells.values(), *shown.cells.values()}:
            clear.add(key)
    return {"people": total.value, "questions": published}


def _alike(asked: Asked, known: Sequence[Values]) -> list[list[Values]]:
    """The people in groups that gave the same answers to all that decides whether they are asked it."""
    groups: dict[tuple[str, ...], list[Values]] = defaultdict(list)
    for values in known:
        groups[tuple([str(values.get(key)) for key in asked.depends_on])].append(values)
    return list(groups.values())


def _divides_too_finely(asked: Asked, alike: Sequence[Sequence[Values]]) -> bool:
    """Whether its condition is about several answers at once, and few people gave some of them together.

    One answer divides people as its own figure does. Several together divide them as no figure does that was checked.
    """
    parts = {part for when in asked.conditions for part in comparisons(when)}
    together = len(parts) > 1 or len(asked.depends_on) > 1
    return together and any(len(group) < THRESHOLD for group in alike)


def _as_conditions_read(said: Mapping[str, Any], questions: Sequence[Asked]) -> dict[str, Any]:
    return {
        asked.question.key: asked.type.value(said[asked.question.key])
        for asked in questions
        if said.get(asked.question.key) is not None
    }


def _protected(asked: Asked, counts: Mapping[str, int], met: int, previous: Published | None) -> Published:
    """met: how many were asked it; where it stood under a condition, others can tell by the answers to that."""
    if asked.type.several:
        return protect_options(counts, met, previous, asked.exclusive)
    untold = met - sum(counts.values())
    if untold == 0 and all(question.required for question in asked.wordings):
        return protect(counts, previous)  # everybody knows that there is nobody to hide
    return protect({**counts, UNTOLD: untold}, previous)


@dataclass(frozen=True)
class Figure:
    """One line of what was published.

    share: of everybody who answered the survey, in percent; of the largest figure where their number is not public.
    """

    key: str
    words: str
    value: int | None
    share: int


@dataclass(frozen=True)
class Told:
    """One question of what was published."""

    asked: Asked
    lines: list[Figure]


def lines(asked: Asked, plain: Mapping[str, Any], words: Mapping[str, str], people: int | None) -> list[Figure]:
    """The lines of one question, in the order of its options. words: {key: the reader's words}."""
    cells = plain["cells"]
    whole = people or max((value for key, value in cells.items() if value and key != UNTOLD), default=1)
    return [
        Figure(
            key,
            words.get(key, key),
            cells[key],
            # What has not moved far enough stays as it was, so a figure may be larger than the number of people.
            min(round(100 * (cells[key] or 0) / whole), 100),
        )
        for key in asked.forms
        if key in cells
    ]


def told(
    questions: Sequence[Asked], published: Mapping[str, Any], words_of: Callable[[Asked], Mapping[str, str]]
) -> list[Told]:
    """Every question whose figures were published, in the same order, with the lines that everyone reads.

    One that is no longer asked is told only if a figure of it is: that somebody was asked it late is not seen.
    """
    found = [
        Told(asked, lines(asked, published["questions"][asked.question.key], words_of(asked), published["people"]))
        for asked in questions
        if asked.question.key in published["questions"]
    ]
    return [one for one in found if one.asked.asked_now or any(line.value is not None for line in one.lines)]


def labels(asked: Asked) -> dict[str, str]:
    """{key of the tally: its newest words in the source language}, for staff and their files."""
    return {key: asked.label(key) for key in asked.forms}


def says_something(published: Mapping[str, Any]) -> bool:
    """Whether anybody could read a figure in it."""
    cells = [cell for plain in published["questions"].values() for key, cell in plain["cells"].items() if key != UNTOLD]
    return published["people"] is not None and (not cells or any(cell is not None for cell in cells))
