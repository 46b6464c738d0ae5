"""Every question type, in the order in which leads choose from them."""

from engage.core.registry import Registry
from engage.questionnaires.questions.approve import Approve
from engage.questionnaires.questions.base import QuestionType
from engage.questionnaires.questions.long_text import LongText
from engage.questionnaires.questions.multiple_choice import MultipleChoice
from engage.questionnaires.questions.number import Number
from engage.questionnaires.questions.place import Place
from engage.questionnaires.questions.recording import Recording
from engage.questionnaires.questions.scale import Scale
from engage.questionnaires.questions.short_text import ShortText
from engage.questionnaires.questions.single_choice import SingleChoice
from engage.questionnaires.questions.statement import Statement
from engage.questionnaires.questions.yes_no import YesNo

QUESTION_TYPES: Registry[QuestionType] = Registry(
    "question type",
    [
        SingleChoice(),
        MultipleChoice(),
        YesNo(),
        Scale(),
        ShortText(),
        LongText(),
        Number(),
        Place(),
        Recording(),
        Statement(),
        Approve(),
    ],
)
