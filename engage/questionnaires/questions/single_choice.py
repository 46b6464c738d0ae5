"""One answer out of a list."""

from engage.questionnaires.questions.base import OneOf


class SingleChoice(OneOf):
    key = "single-choice"
    label = "One answer from a list"
    about = "People choose one of the answers that you write."
