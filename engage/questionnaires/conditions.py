"""“Show it only if …”: what a lead can choose from lists, and what speaks against a condition."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from engage.questionnaires.definition import Definition, Question
from engage.questionnaires.expressions import ExpressionError, comparisons, parse
from engage.questionnaires.questions import QUESTION_TYPES


@dataclass(frozen=True)
class EarlierAnswer:
    """An answer to an earlier question, and the two conditions that can be made of it."""

    number: int
    """Of the question, as the editor counts them; two may have the same words."""
    question: Question
    key: str
    text: str
    given: str
    """The condition that it was given."""
    not_given: str
    """The condition that it was not, whether or not something else was."""

    @property
    def value(self) -> str:
        """Its name in a form."""
        return f"{self.question.key}/{self.key}"


def questions_before(definition: Definition, key: str | None) -> tuple[Question, ...]:
    """The questions before the one with this key; all, where there is none yet."""
    keys = [question.key for question in definition.questions]
    return definition.questions[: keys.index(key)] if key in keys else definition.questions


def answers_to(questions: Iterable[Question]) -> tuple[EarlierAnswer, ...]:
    """Every answer to these questions that stands in a list."""
    numbered = enumerate(questions, 1)
    return tuple(_answer(number, question, key) for number, question in numbered for key in _listed(question) or ())


def _listed(question: Question) -> list[str] | None:
    return QUESTION_TYPES.get(question.type).listed(question)


def _answer(number: int, question: Question, key: str) -> EarlierAnswer:
    question_type = QUESTION_TYPES.get(question.type)
    given = _selected(question, key) if question_type.several else f"${{{question.key}}} = '{key}'"
    return EarlierAnswer(number, question, key, question_type.tally_label(question, key), given, f"not({given})")


def _selected(question: Question, key: str) -> str:
    return f"selected(${{{question.key}}}, '{key}')"


def written(answers: Iterable[EarlierAnswer], value: str, given: bool) -> str:
    """The condition that was chosen from the lists; empty where none was."""
    chosen = next((answer for answer in answers if answer.value == value), None)
    return "" if chosen is None else chosen.given if given else chosen.not_given


def chosen(answers: Iterable[EarlierAnswer], when: str) -> tuple[str, bool] | None:
    """The choice in the lists that writes this condition; None where there is none."""
    try:
        tree = parse(when).tree if when else None
    except ExpressionError:
        return None
    both = ((answer, given) for answer in answers for given in (True, False))
    return next(
        ((answer.value, given) for answer, given in both if parse(written([answer], answer.value, given)).tree == tree),
        None,
    )


def depending(definition: Definition, key: str) -> list[Question]:
    """The questions whose condition asks about this one."""
    return [question for question in definition.questions if key in _names(question.when)]


def _names(when: str) -> frozenset[str]:
    try:
        return parse(when).names if when.strip() else frozenset()
    except ExpressionError:
        return frozenset()


def problems(when: str, before: Mapping[str, Question]) -> list[str]:
    """What a lead must mend in a condition. before: the questions that come before, by key."""
    if not when.strip():
        return []
    try:
        names = parse(when).names
    except ExpressionError as error:
        return [f"the condition cannot be read: {error}."]
    if not names:
        return ["let the condition ask about a question before it."]
    unknown = sorted(names - before.keys())
    found = [f"the condition asks about “{name}”, which does not come before it." for name in unknown]
    return found + _never_true(comparisons(when), before)


def _never_true(said: Sequence[tuple[str, str, str]], before: Mapping[str, Question]) -> list[str]:
    """What a condition says of listed answers that can never be so."""
    found = []
    for name, operator, value in said:
        question = before.get(name)
        listed = _listed(question) if question else None
        if question is None or listed is None or operator not in {"=", "!=", "selected"}:
            continue
        if value not in listed:
            found.append(f"the condition asks for “{value}”, which is no answer to “{question.text}”.")
        elif operator != "selected" and QUESTION_TYPES.get(question.type).several:
            found.append(f"write {_selected(question, value)} in the condition: people can give several answers.")
    return found
