"""The forms with which a draft becomes something that residents read."""

from flask_babel import lazy_gettext as _l
from wtforms import DateField, SelectField, StringField
from wtforms.validators import DataRequired, Length, Optional

from engage.web.forms import TOO_LONG, BaseForm


class Day(DateField):
    """A day, with our own words where it is none."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(_l("Write the day as year, month and day, such as 2026-12-31.")) from error


class OpenForm(BaseForm):
    """Open an activity, until a day if one is named."""

    closes_on = Day(_l("Last day"), [Optional()], description=_l("Leave it empty to close by hand."))


class WaiverForm(BaseForm):
    """Why a language is shown although nobody has checked it."""

    language = SelectField(_l("Language"))
    reason = StringField(
        _l("Why"), [DataRequired(_l("Write why it cannot wait for a check.")), Length(max=200, message=TOO_LONG)]
    )
