"""A ballot: choose everything you would like to see happen."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from engage.content.shown import Shown, Words
from engage.questionnaires.definition import Question
from engage.questionnaires.questions.base import Answer, Flaw, ManyOf, Problem, Setting, alike, too_few


class Approve(ManyOf):
    key = "approve"
    label = "Ballot: choose all you like"
    about = "People choose everything on the ballot that they would like to see happen."
    has_costs = True
    everywhere = False
    stands_alone = True
    blank_counts = True
    settings = (Setting("most", "The most that one person may choose (empty: no limit)"),)

    def read(self, question: Question, values: Mapping[str, Any]) -> Answer:
        """An empty list is a blank ballot, which is a valid one."""
        chosen = super().read(question, values) or []
        limit = question.settings.get("most")
        if limit and len(chosen) > limit:
            raise Problem("too-many-choices", limit=limit)
        return chosen

    def show(self, question: Question, answer: Answer, words: Words) -> list[Shown]:
        blank = Shown(_("Nothing. It is a blank ballot, and it counts as one."))
        return super().show(question, answer, words) or [blank]

    def problems(self, question: Question) -> list[Flaw]:
        """An empty list can be filled with ideas that people sent."""
        most = question.settings.get("most")
        told = "Let people choose at least 1, or leave the limit empty."
        found = [] if most is None or most >= 1 else [Flaw("setting_most", told)]
        return [*too_few(question, unfinished=True), *alike(question), *found]
