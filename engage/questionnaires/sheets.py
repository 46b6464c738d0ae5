"""One question in the editor: what its form is filled from, and what it can refer to."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engage.questionnaires import editing
from engage.questionnaires.conditions import answers_to, questions_before
from engage.questionnaires.definition import Question, from_json
from engage.questionnaires.forms import QuestionForm, blank_data, question_data, question_form
from engage.questionnaires.questions.base import QuestionType


@dataclass(frozen=True)
class Sheet:
    """A question of a type, or the place for a new one.

    before: the questions that its condition may ask about. others: all but this one.
    """

    question_type: QuestionType
    question: Question | None
    before: tuple[Question, ...]
    others: tuple[Question, ...]
    version: str

    def form(self) -> QuestionForm:
        """The form as it was sent, or filled from the draft."""
        return self._form()(data=self._data())

    def there(self) -> QuestionForm:
        """The form filled from the draft, whatever was sent."""
        return self._form()(None, data=self._data())

    def _form(self) -> type[QuestionForm]:
        return question_form(self.question_type, answers_to(self.before))

    def _data(self) -> dict[str, Any]:
        held = self.question
        data = blank_data(self.question_type)
        if held:
            data = question_data(held, self.question_type, answers_to(self.before))
        return data | {"version": self.version}


def sheet_of(draft: Mapping[str, Any], key: str | None, question_type: QuestionType) -> Sheet:
    """The sheet of the question with this key; of a new one, where there is none."""
    definition = from_json(draft)
    return Sheet(
        question_type=question_type,
        question=definition.question(key) if key else None,
        before=questions_before(definition, key),
        others=tuple(other for other in definition.questions if other.key != key),
        version=editing.version_of(editing.question_in(draft, key)),
    )
