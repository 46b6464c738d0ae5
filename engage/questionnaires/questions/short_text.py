"""A few words."""

from collections.abc import Mapping
from typing import Any

from wtforms import StringField
from wtforms.fields.core import UnboundField

from engage.content.shown import Shown, Words
from engage.questionnaires.definition import Question
from engage.questionnaires.questions.base import Answer, Flaw, Problem, QuestionType, Setting


def check_length(text: str, limit: int) -> None:
    """Problem that tells by how much, where a text has more letters than its limit."""
    if len(text) > limit:
        raise Problem("too-long", over=len(text) - limit)


class Text(QuestionType):
    """What the two text types share. Any script, any name; only the length is bounded."""

    longest: int
    settings = (Setting("longest", "The most characters"),)

    def fields(self, question: Question) -> dict[str, UnboundField]:
        return {"": StringField()}

    def limit(self, question: Question) -> int:
        """The most characters that this question takes."""
        return min(question.settings.get("longest") or self.longest, self.longest)

    def read(self, question: Question, values: Mapping[str, Any]) -> Answer:
        text = (values.get("") or "").replace("\r\n", "\n").strip()
        check_length(text, self.limit(question))
        return text or None

    def show(self, question: Question, answer: Answer, words: Words) -> list[Shown]:
        return [Shown(line) for line in str(answer).split("\n")]

    def problems(self, question: Question) -> list[Flaw]:
        longest = question.settings.get("longest")
        if longest is None or 1 <= longest <= self.longest:
            return []
        return [Flaw("setting_longest", f"Let people write from 1 to {self.longest} characters.")]

    def own_words(self, answer: Answer) -> str:
        return str(answer)


class ShortText(Text):
    key = "short-text"
    label = "A few words"
    about = "People write one short line, such as a name or a title."
    longest = 200
