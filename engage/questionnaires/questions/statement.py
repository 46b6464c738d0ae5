"""Something to know before going on; nothing is asked."""

from collections.abc import Mapping
from typing import Any

from wtforms.fields.core import UnboundField

from engage.content.shown import Shown, Words
from engage.questionnaires.definition import Question
from engage.questionnaires.questions.base import Answer, ExportColumn, QuestionType


class Statement(QuestionType):
    key = "statement"
    label = "A statement, nothing to answer"
    about = "People read it and go on. Use it to explain what comes next."
    asks = False

    def fields(self, question: Question) -> dict[str, UnboundField]:
        return {}

    def read(self, question: Question, values: Mapping[str, Any]) -> Answer:
        return None

    def show(self, question: Question, answer: Answer, words: Words) -> list[Shown]:
        return []

    def columns(self, question: Question) -> dict[str, ExportColumn]:
        return {}
