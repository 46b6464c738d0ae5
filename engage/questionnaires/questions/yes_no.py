"""Yes or no."""

from flask_babel import gettext as _

from engage.content.shown import Words
from engage.questionnaires.definition import Question
from engage.questionnaires.questions.base import OneOf


class YesNo(OneOf):
    key = "yes-no"
    label = "Yes or no"
    about = "Two buttons: yes and no."
    has_options = False

    def keys(self, question: Question) -> list[str]:
        return ["yes", "no"]

    def words_of(self, question: Question, key: str, words: Words) -> str:
        return _("Yes") if key == "yes" else _("No")

    def tally_label(self, question: Question, key: str) -> str:
        return "Yes" if key == "yes" else "No"
