"""A place on a scale of a few steps, each one a button; no slider."""

from types import MappingProxyType

from flask_babel import gettext as _

from engage.content.shown import Words
from engage.questionnaires.definition import Question
from engage.questionnaires.questions.base import Flaw, OneOf, Setting

MOST_STEPS = 11


class Scale(OneOf):
    """The options are the words at the two ends (keys `low` and `high`)."""

    key = "scale"
    label = "A scale"
    about = "People choose a number, such as from 1 for “badly” to 5 for “well”."
    option_rows = MappingProxyType({"low": "Words at the first number", "high": "Words at the last number"})
    settings = (Setting("from", "First number", default=1), Setting("to", "Last number", default=5))

    def keys(self, question: Question) -> list[str]:
        first, last = self.ends(question)
        return [str(step) for step in range(first, last + 1)]

    def ends(self, question: Question) -> tuple[int, int]:
        """The first number and the last."""
        return question.settings.get("from", 1), question.settings.get("to", 5)

    def words_of(self, question: Question, key: str, words: Words) -> str:
        steps = self.keys(question)
        end = {steps[0]: "low", steps[-1]: "high"}.get(key)
        meaning = words[f"{question.unit}.choice.{end}"].text if end else ""
        # Translators: a step on a scale and what it means, such as “5 – very well”
        return _("%(number)s – %(meaning)s", number=key, meaning=meaning) if meaning else key

    def tally_label(self, question: Question, key: str) -> str:
        steps = self.keys(question)
        end = question.option({steps[0]: "low", steps[-1]: "high"}.get(key, ""))
        return f"{key} – {end.text}" if end else key

    def problems(self, question: Question) -> list[Flaw]:
        first, last = self.ends(question)
        if not 2 <= last - first + 1 <= MOST_STEPS:
            return [Flaw("setting_to", f"Give the scale between 2 and {MOST_STEPS} steps.")]
        return []
