"""The forms of the desk: words, a signed video, a sound. They need no JavaScript."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from wtforms import Field, FileField, TextAreaField, ValidationError
from wtforms.validators import DataRequired

from engage.core.errors import Rejected
from engage.media.captions import BadCaptions
from engage.media.messages import CAPTION_MESSAGES
from engage.web.forms import BaseForm
from engage.web.messages import advice

MOST_TOLD = 5
"""How many mistakes in the captions are told at once."""
REFUSALS = {
    "file-unknown": _l("Choose another file. This one is of another kind."),
    "file-too-long": _l("Make the recording shorter. It can last up to ten minutes."),
    "files-wait": _l("Files have to wait: this site cannot check them at the moment."),
}
"""What a lead is told where residents are told something else."""


class WordsForm(BaseForm):
    """One unit's words in one language."""

    words = TextAreaField(_l("Words"), [DataRequired(_l("Write the words."))])


class RecordingForm(BaseForm):
    """A file for one unit."""

    upload: Field

    def tell(self, refusal: Rejected) -> None:
        """Say beside the fields why what was sent cannot be kept."""
        self.upload.errors = [_refusal(refusal)]

    def validate_upload(self, upload: Field) -> None:
        """A file there has to be."""
        if not upload.data or not upload.data.filename:
            raise ValidationError(_l("Choose a file."))


class SignForm(RecordingForm):
    """A signed video with its captions."""

    upload = FileField(_l("Video file"), render_kw={"accept": "video/*"})
    captions = TextAreaField(
        _l("Captions (WebVTT)"),
        [DataRequired(CAPTION_MESSAGES["captions-none"])],
        description=_l("Needed for a signed video."),
    )
    transcript = TextAreaField(
        _l("What is signed, in English"), description=_l("Leave it empty if it is the English text above.")
    )

    def tell(self, refusal: Rejected) -> None:
        """Mistakes in the captions are told by their lines."""
        if not isinstance(refusal, BadCaptions):
            super().tell(refusal)
            return
        self.captions.errors = [
            _("Captions, line %(line)s: %(advice)s", line=problem.line, advice=CAPTION_MESSAGES[problem.reason])
            for problem in refusal.problems[:MOST_TOLD]
        ]
        self.upload.description = _("Choose the file again, too.")


class SoundForm(RecordingForm):
    """A voice that says it."""

    upload = FileField(_l("Sound or video file"), render_kw={"accept": "audio/*,video/*"})
    transcript = TextAreaField(
        _l("What is said, in English"), description=_l("Leave it empty if it is the English text above.")
    )


@dataclass(frozen=True)
class Recorded:
    """A form of a rendition that is recorded: what it is called, what its file is kept for, how it is sent."""

    label: LazyString
    purpose: str
    sending: type[RecordingForm]


RECORDED: Mapping[str, Recorded] = {
    "sign": Recorded(_l("Signed video"), "clip", SignForm),
    "sound": Recorded(_l("Sound"), "sound", SoundForm),
}
"""By the form of the rendition."""


def recording_form(form: str, *, sent: bool) -> RecordingForm:
    """The form for a signed video or a sound; filled with this request only if it was this one that was sent.

    Both stand on one page and have the same fields, so their identifiers end with the form's name.
    """
    sending = RECORDED[form].sending
    made: Any = sending() if sent else sending(None)
    for one in made:
        if one.id:
            one.id = one.label.field_id = f"{one.name}-{form}"
    return made  # type: ignore[no-any-return]


def _refusal(refusal: Rejected) -> str:
    return str(REFUSALS.get(refusal.reason) or advice(refusal.reason, refusal.facts))
