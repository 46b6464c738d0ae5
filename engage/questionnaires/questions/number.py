"""A number, in the digits that the person is used to."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from wtforms import StringField
from wtforms.fields.core import UnboundField

from engage.content.shown import Shown, Words
from engage.questionnaires.definition import Question
from engage.questionnaires.expressions import to_number
from engage.questionnaires.questions.base import Answer, ExportColumn, Flaw, Problem, QuestionType, Setting

THOUSANDS = re.compile(r"-?\d{1,3}(?:([,.٬’' \u00a0\u202f])\d{3}(?:\1\d{3})*)")
"""Groups of three with one sign between them, as people write thousands: 1,000 in English, 1.000 in Romanian."""
EITHER = re.compile(r"-?\d{1,3}[,.]\d{3}")
"""Where decimals are allowed, these can be thousands in one language and decimals in another."""

LONGEST = 20
"""Signs of a number as it is typed."""
MOST_DIGITS = 15
"""Of a limit: a number of that length can be typed, and spreadsheets keep all of it."""


class Number(QuestionType):
    """Stored as the text of the number in western digits, so that 0.1 stays 0.1."""

    key = "number"
    label = "A number"
    about = "People type a number, such as how many children live with them."
    empty_reason = "write-number"
    settings = (
        Setting("least", "The smallest number"),
        Setting("most", "The largest number"),
        Setting("decimals", "Decimals are allowed", kind="flag", default=False),
    )

    def fields(self, question: Question) -> dict[str, UnboundField]:
        return {"": StringField()}

    def read(self, question: Question, values: Mapping[str, Any]) -> Answer:
        typed = (values.get("") or "").strip()
        if not typed:
            return None
        decimals = question.settings.get("decimals")
        plain = typed.lstrip("+")
        if THOUSANDS.fullmatch(plain) and int(plain.lstrip("-")[0]):
            if decimals and EITHER.fullmatch(plain):
                raise Problem("thousands-or-decimals")
            plain = re.sub(r"[^\d-]", "", plain)
        number = to_number(plain.replace(",", ".").replace("٫", "."))
        if number is None or len(typed) > LONGEST:
            raise Problem("write-number")
        if not decimals and number != number.to_integral_value():
            raise Problem("whole-number")
        least, most = question.settings.get("least"), question.settings.get("most")
        if least is not None and number < least:
            raise Problem("number-too-small", limit=least)
        if most is not None and number > most:
            raise Problem("number-too-large", limit=most)
        return format(number.normalize(), "f") if number else "0"

    def fill(self, question: Question, answer: Answer) -> dict[str, Any]:
        """Three decimals get a fourth, so that what was kept is never refused when the page comes back."""
        return {} if answer is None else {"": f"{answer}0" if EITHER.fullmatch(answer) else answer}

    def show(self, question: Question, answer: Answer, words: Words) -> list[Shown]:
        return [Shown(answer)]

    def columns(self, question: Question) -> dict[str, ExportColumn]:
        return {"": ExportColumn(question.text, "number", "The number that the person gave.")}

    def team_tally(self, question: Question, answers: Sequence[Answer]) -> dict[str, int]:
        """The smallest number first."""
        return dict(sorted(Counter(answers).items(), key=lambda line: Decimal(line[0])))

    def cells(self, question: Question, answer: Answer) -> dict[str, Any]:
        if answer is None:
            return {}
        return {"": float(answer) if "." in answer else int(answer)}

    def problems(self, question: Question) -> list[Flaw]:
        least, most = question.settings.get("least"), question.settings.get("most")
        limits = {"setting_least": least, "setting_most": most}
        long = [at for at, limit in limits.items() if limit is not None and len(str(abs(limit))) > MOST_DIGITS]
        if long:
            return [Flaw(at, f"Write limits of up to {MOST_DIGITS} digits.") for at in long]
        if least is not None and most is not None and least > most:
            return [Flaw("setting_most", f"No number can be {least} or more and {most} or less. Change the limits.")]
        return []
