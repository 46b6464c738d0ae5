"""What a person's answers would become if they were made public as they are."""

from collections.abc import Iterable, Mapping
from typing import Any

from engage.content.shown import Words
from engage.questionnaires.definition import Definition, Option, Question
from engage.questionnaires.moderation.parts import Part, question_for
from engage.questionnaires.questions import QUESTION_TYPES
from engage.questionnaires.questions.place import pin_words


class Given:
    """The answers of one submission, by the parts of a public entry."""

    def __init__(
        self,
        parts: Iterable[Part],
        definition: Definition,
        settings: Mapping[str, Any],
        answers: Mapping[str, Any],
        words: Words,
    ) -> None:
        self._questions = {part.key: question_for(part, definition, settings) for part in parts}
        self._answers = answers
        self._words = words

    def _found(self, part: str) -> tuple[Question, Any] | None:
        """The question that gives a part, and its answer; None without an answer."""
        question = self._questions[part]
        answer = self._answers.get(question.key) if question else None
        return None if question is None or answer is None else (question, answer)

    def text(self, part: str) -> str:
        """The answer as text; empty without one."""
        found = self._found(part)
        shown = QUESTION_TYPES.get(found[0].type).show(*found, self._words) if found else []
        return "\n".join(line.text for line in shown)

    def option(self, part: str) -> Option | None:
        """The option that was chosen, of a question with options."""
        found = self._found(part)
        return found[0].option(str(_cells(*found).get(""))) if found else None

    def place(self, part: str) -> dict[str, Any]:
        """A place: `place_key` (of a listed place, or ""), `place` (own words) and `pin`, or "" each."""
        found = self._found(part)
        cells = _cells(*found) if found else {}
        listed = self.option(part)
        pin = [degrees for name in (".latitude", ".longitude") if (degrees := cells.get(name)) is not None]
        own = cells.get(".words") or ("" if listed else cells.get("")) or ""
        return {
            "place_key": listed.key if listed else "",
            "place": own,
            "pin": pin_words(pin),
        }


def _cells(question: Question, answer: Any) -> dict[str, Any]:
    return QUESTION_TYPES.get(question.type).cells(question, answer)
