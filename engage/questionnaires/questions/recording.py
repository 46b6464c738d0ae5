"""An answer in voice, picture or sign, given by the phone's own recorder. Only staff see it; all consents start off."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from wtforms import FileField, SelectMultipleField, StringField
from wtforms.fields.core import UnboundField

from engage.content.shown import Shown, Words
from engage.questionnaires.definition import Question
from engage.questionnaires.questions.base import Answer, ExportColumn, QuestionType

CONSENTS = ("translate", "reports", "public")
"""What may be done with it beyond the team looking at it, each asked in the words of `interface.recording.…`."""
AGREED = "What may be done with it: “translate” or write it down, use it in “reports”, show it in “public”."


class Recording(QuestionType):
    """Stored as {"media": id, "kind": "voice"|"photo"|"video", "seconds": n, "consents": [keys]}.

    The engine keeps the file and hands `read` its {"media", "kind", "seconds"} as the value of the field.
    """

    key = "recording"
    label = "A voice note, a photo or a signed video"
    about = "People speak, take a photo or sign. Only the team hears or sees it."
    file_suffixes = ("",)
    uses = CONSENTS
    empty_reason = "choose-file"

    def fields(self, question: Question) -> dict[str, UnboundField]:
        # `kept` names the recording made before, so that a page can come back without asking for it again.
        return {
            "": FileField(),
            "kept": StringField(),
            "away": StringField(),
            "consents": SelectMultipleField(validate_choice=False),
        }

    def read(self, question: Question, values: Mapping[str, Any]) -> Answer:
        kept = values.get("")
        if not isinstance(kept, dict) or values.get("away"):
            return None
        return {**kept, "consents": [key for key in CONSENTS if key in (values.get("consents") or ())]}

    def fill(self, question: Question, answer: Answer) -> dict[str, Any]:
        return {} if answer is None else {"kept": answer["media"], "consents": answer["consents"]}

    def show(self, question: Question, answer: Answer, words: Words) -> list[Shown]:
        names = {
            "voice": _("A voice recording"),
            "photo": _("A photo"),
            "video": _("A video"),
        }
        agreed = [words[f"interface.recording.{key}"] for key in CONSENTS if key in answer["consents"]]
        # Translators: what may be done with a recording follows, one thing a line, such as “Use it in reports”
        told = [Shown(_("You agree to this:")), *agreed] if agreed else [Shown(_("Only the team sees it."))]
        return [Shown(names[answer["kind"]]), *told]

    def value(self, answer: Answer) -> Any:
        return "yes" if answer else None

    def columns(self, question: Question) -> dict[str, ExportColumn]:
        return {
            "": ExportColumn(f"{question.text} (recording)", "code", "The number of the recording."),
            ".consents": ExportColumn(f"{question.text} (agreed to)", "text", AGREED),
        }

    def cells(self, question: Question, answer: Answer) -> dict[str, Any]:
        return {} if answer is None else {"": answer["media"], ".consents": " ".join(answer["consents"])}
