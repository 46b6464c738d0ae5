"""A place: from a list, or in the person's own words; a pin on the map only if they wish."""

from collections.abc import Mapping, Sequence
from typing import Any

from wtforms import StringField
from wtforms.fields.core import UnboundField

from engage.content.shown import Shown, Words
from engage.questionnaires.definition import Question
from engage.questionnaires.expressions import to_number
from engage.questionnaires.questions.base import Answer, ChoiceType, ExportColumn, Problem, Setting, alike
from engage.questionnaires.questions.short_text import check_length

LONGEST = 200
DECIMALS = 4
"""About ten metres: enough to find a place, too little to mark a door in a block of flats."""
PIN = "Degrees, of the pin that the person put on the map, to about ten metres."


class Place(ChoiceType):
    """Stored as {"list": key, "words": text, "pin": [latitude, longitude]}, each part optional.

    The options are the list.
    """

    key = "place"
    label = "A place"
    empty_reason = "choose-place"
    longest = LONGEST
    settings = (Setting("pin", "People may put a pin on the map", kind="flag", default=False),)

    def fields(self, question: Question) -> dict[str, UnboundField]:
        names = ("", "words", "latitude", "longitude") if question.settings.get("pin") else ("", "words")
        return {name: StringField() for name in names}

    def read(self, question: Question, values: Mapping[str, Any]) -> Answer:
        listed, words = values.get("") or "", (values.get("words") or "").strip()
        if listed and question.option(listed) is None:
            raise Problem("choose-listed")
        check_length(words, LONGEST)
        answer = {"list": listed, "words": words, "pin": _pin(values)}
        return {part: value for part, value in answer.items() if value} or None

    def fill(self, question: Question, answer: Answer) -> dict[str, Any]:
        if answer is None:
            return {}
        latitude, longitude = answer.get("pin") or ("", "")
        return {
            "": answer.get("list", ""),
            "words": answer.get("words", ""),
            "latitude": str(latitude),
            "longitude": str(longitude),
        }

    def show(self, question: Question, answer: Answer, words: Words) -> list[Shown]:
        listed = [self.shown_of(question, answer["list"], words)] if "list" in answer else []
        own = [Shown(answer["words"])] if "words" in answer else []
        pin = [Shown(f"{answer['pin'][0]}, {answer['pin'][1]}")] if "pin" in answer else []
        return listed + own + pin

    def value(self, answer: Answer) -> Any:
        return answer.get("list") or answer.get("words") if answer else None

    def listed(self, question: Question) -> list[str] | None:
        return super().listed(question) or None

    def columns(self, question: Question) -> dict[str, ExportColumn]:
        return {
            "": ExportColumn(question.text, "code", "The place that was chosen from the list."),
            ".words": ExportColumn(f"{question.text} (own words)", "text", "The place in the person’s own words."),
            ".latitude": ExportColumn(f"{question.text} (latitude)", "number", PIN),
            ".longitude": ExportColumn(f"{question.text} (longitude)", "number", PIN),
        }

    def cells(self, question: Question, answer: Answer) -> dict[str, Any]:
        if answer is None:
            return {}
        latitude, longitude = answer.get("pin") or (None, None)
        return {
            "": answer.get("list"),
            ".words": answer.get("words"),
            ".latitude": latitude,
            ".longitude": longitude,
        }

    def tally(self, question: Question, answers: Sequence[Answer]) -> dict[str, int]:
        given = [answer for answer in answers if answer]
        return {option.key: sum(answer.get("list") == option.key for answer in given) for option in question.options}

    def own_words(self, answer: Answer) -> str:
        pin = ", ".join(str(degrees) for degrees in answer.get("pin", ()))
        return answer.get("words") or ("" if "list" in answer else pin)

    def problems(self, question: Question) -> list[str]:
        """It can do without a list."""
        return alike(question)


def _pin(values: Mapping[str, Any]) -> list[float] | None:
    typed = [str(values.get(name) or "").strip() for name in ("latitude", "longitude")]
    if not any(typed):
        return None
    latitude, longitude = (to_number(part) for part in typed)
    if latitude is None or abs(latitude) > 90:
        raise Problem("latitude-wrong")
    if longitude is None or abs(longitude) > 180:
        raise Problem("longitude-wrong")
    return [round(float(latitude), DECIMALS), round(float(longitude), DECIMALS)]
