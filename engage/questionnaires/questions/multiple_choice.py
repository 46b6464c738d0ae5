"""Any number of answers out of a list, with “none of these” where the lead adds it."""

from engage.questionnaires.questions.base import ManyOf


class MultipleChoice(ManyOf):
    key = "multiple-choice"
    label = "Several answers from a list"
    about = "People choose as many of your answers as they like."
