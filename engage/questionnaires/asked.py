"""What an activity asks now, and what it asked before: nothing that people answered loses its words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from engage.projects.models import Activity
from engage.questionnaires.definition import Definition, Question, from_json
from engage.questionnaires.editions import definition_of
from engage.questionnaires.expressions import holds, parse
from engage.questionnaires.queries import answered_wordings
from engage.questionnaires.questions import QUESTION_TYPES
from engage.questionnaires.questions.base import QuestionType


def wordings_over(activity: Activity) -> list[str]:
    """The wording that residents read now, then each other that somebody answered, the newest first."""
    current = [activity.wording_id] if activity.wording_id else []
    return list(dict.fromkeys([*current, *answered_wordings(activity.id)]))


def definitions_over(activity: Activity) -> list[Definition]:
    """The definitions of those wordings; the draft where nothing was published yet."""
    return [definition_of(wording_id) for wording_id in wordings_over(activity)] or [from_json(activity.definition)]


@dataclass(frozen=True)
class Asked:
    """One question over all its wordings, the newest first. asked_now: whether the newest of all still asks it."""

    wordings: tuple[Question, ...]
    asked_now: bool

    @property
    def question(self) -> Question:
        """Its newest wording."""
        return self.wordings[0]

    @property
    def type(self) -> QuestionType:
        return QUESTION_TYPES.get(self.question.type)

    @cached_property
    def whole(self) -> Question:
        """Its newest wording, with the options that only earlier ones had at the end."""
        options = {option.key: option for question in reversed(self.wordings) for option in question.options}
        mine = {option.key: option for option in self.question.options}
        return replace(self.question, options=tuple((mine | options | mine).values()))

    @cached_property
    def forms(self) -> dict[str, Question]:
        """{key of the tally: the newest wording that has it}, in the order of the newest, then of earlier ones."""
        found: dict[str, Question] = {}
        for question in self.wordings:
            for key in self.type.tally(question, []):
                found.setdefault(key, question)
        return found

    @cached_property
    def conditions(self) -> frozenset[str]:
        """Those it was ever asked under; none where one of its wordings was for everybody."""
        found = {question.when.strip() for question in self.wordings}
        return frozenset() if "" in found else frozenset(found)

    @cached_property
    def depends_on(self) -> frozenset[str]:
        """Keys of the questions whose answers decide whether it is asked."""
        return frozenset().union(*(parse(when).names for when in self.conditions))

    @property
    def exclusive(self) -> frozenset[str]:
        """Options that stand alone, such as "none of these", in any of its wordings."""
        return frozenset(option.key for question in self.wordings for option in question.options if option.exclusive)

    def is_for(self, values: Mapping[str, Any]) -> bool:
        """Whether somebody with these answers, as conditions read them, is asked it in any of its wordings."""
        return not self.conditions or any(holds(when, values) for when in self.conditions)

    def tally(self, answers: Sequence[Any]) -> dict[str, int]:
        """How many gave each answer that was ever listed."""
        counts = [self.type.tally(question, answers) for question in self.wordings]
        return {key: next(count[key] for count in counts if key in count) for key in self.forms}

    def team_tally(self, answers: Sequence[Any]) -> dict[str, int]:
        """The same, as the team reads it."""
        return self.tally(answers) or self.type.team_tally(self.question, answers)

    def is_gone(self, key: str) -> bool:
        """Whether the question is still asked, and this answer to it is not listed any more."""
        return self.asked_now and key in self.forms and self.forms[key] is not self.question

    def label(self, key: str) -> str:
        """The newest words for one key of the tally, for leads."""
        words = self.type.tally_label(self.forms.get(key, self.question), key)
        return f"{words} (no longer asked)" if self.is_gone(key) else words

    def earlier(self, key: str) -> list[str]:
        """Other words that it had in earlier wordings, the newest first."""
        asked = [question for question in self.wordings if key in self.type.tally(question, [])]
        return list(dict.fromkeys(self.type.tally_label(question, key) for question in asked))[1:]


def asked_over(definitions: Sequence[Definition]) -> list[Asked]:
    """Every question: those of the first definition in its order, then those that only later ones have."""
    found: dict[str, list[Question]] = {}
    for definition in definitions:
        for question in definition.questions:
            found.setdefault(question.key, []).append(question)
    now = definitions[0]
    return [
        Asked(tuple(one for one in wordings if one.type == wordings[0].type), now.question(key) is not None)
        for key, wordings in found.items()
    ]
