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
from engage.media.captions import LONGEST_FILE, BadCaptions
from engage.media.checking import MOST_MEGABYTES
from engage.media.messages import CAPTION_MESSAGES
from engage.media.models import Media
from engage.web.forms import BaseForm
from engage.web.messages import advice

MOST_TOLD = 5
"""How many mistakes in the captions are told at once."""
REFUSALS = {
    "file-too-large": _l("Choose a smaller file. It can have at most %(limit)s MB."),
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
    kinds: LazyString
    """What is said of a file of another kind."""
    keeps_file = False
    """Whether there is a file already, so that only the words beside it can be mended."""

    @property
    def has_file(self) -> bool:
        """Whether a file was chosen."""
        return bool(self.upload.data and self.upload.data.filename)

    def tell(self, refusal: Rejected) -> None:
        """Say beside the fields why what was sent cannot be kept."""
        self.upload.errors = [str(self.kinds) if refusal.reason == "file-unknown" else _refusal(refusal)]

    def words_beside(self, source: str) -> dict[str, str]:
        """The captions and the transcript: the unit's own words unless told otherwise."""
        return {"captions": self.data.get("captions") or "", "transcript": self.data["transcript"] or source}

    def validate_upload(self, upload: Field) -> None:
        """A file there has to be."""
        if not self.has_file and not self.keeps_file:
            raise ValidationError(_l("Choose a file."))


class SignForm(RecordingForm):
    """A signed video with its captions."""

    upload = FileField(_l("Video file"), render_kw={"accept": "video/*"})
    kinds = _l("Choose a video, such as an MP4, MOV or WebM file. This file is of another kind.")
    captions_file = FileField(
        _l("Captions from a file (.vtt or .srt)"),
        description=_l("It takes the place of what stands in the box below."),
        render_kw={"accept": ".vtt,.srt"},
    )
    captions = TextAreaField(
        _l("Captions"),
        [DataRequired(_l("Write the captions, or choose a file with them."))],
        description=_l(
            "Needed for a signed video. Write plain sentences: they are spread over the clip in order, and you can "
            "mend their times here afterwards. WebVTT and SRT are taken as they are."
        ),
    )
    transcript = TextAreaField(
        _l("What is signed, in English"), description=_l("Leave it empty if it is the English text above.")
    )

    def validate(self, *arguments: Any, **options: Any) -> bool:
        """Put the captions of a file into the box first, where they can be mended."""
        chosen = self.captions_file.data
        if chosen and chosen.filename:
            content = chosen.stream.read(4 * LONGEST_FILE)
            self.captions.data = content.decode("utf-8-sig", errors="replace").strip()
        return bool(super().validate(*arguments, **options))

    def tell(self, refusal: Rejected) -> None:
        """Mistakes in the captions are told by their lines."""
        if not isinstance(refusal, BadCaptions):
            super().tell(refusal)
            return
        self.captions.errors = [
            _("Captions, line %(line)s: %(advice)s", line=problem.line, advice=CAPTION_MESSAGES[problem.reason])
            for problem in refusal.problems[:MOST_TOLD]
        ]
        if self.has_file:
            self.upload.description = _("Choose the file again, too.")


class SoundForm(RecordingForm):
    """A voice that says it."""

    upload = FileField(_l("Sound or video file"), render_kw={"accept": "audio/*,video/*"})
    kinds = _l("Choose a sound or a video, such as an M4A, MP3, OGG, WAV or MP4 file. This file is of another kind.")
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


def recording_form(form: str, *, sent: bool, held: Media | None) -> RecordingForm:
    """The form for a signed video or a sound; filled with this request only if it was this one that was sent.

    held: the file that is there already, whose words stand in it otherwise.
    Both stand on one page and have the same fields, so their identifiers end with the form's name.
    """
    sending = RECORDED[form].sending
    made: Any = sending() if sent else sending(None, obj=held)
    made.keeps_file = held is not None and held.state != "refused"
    limit = _(
        "At most %(megabytes)s MB and ten minutes. A larger file is refused with all that was typed beside it.",
        megabytes=MOST_MEGABYTES,
    )
    made.upload.description = _("Choose one only to replace the file. %(limit)s", limit=limit) if held else limit
    for one in made:
        if one.id:
            one.id = one.label.field_id = f"{one.name}-{form}"
    return made  # type: ignore[no-any-return]


def _refusal(refusal: Rejected) -> str:
    own = REFUSALS.get(refusal.reason)
    return str(own) % refusal.facts if own else str(advice(refusal.reason, refusal.facts))
