"""The form with which a moderator edits and accepts a nomination, and the filter of the public list."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, FloatField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from engage.nominations.categories import CATEGORIES
from engage.questionnaires.definition import Question
from engage.questionnaires.expressions import to_number
from engage.questionnaires.moderation.forms import EntryForm, listed_place, place_in_words
from engage.web.forms import TOO_LONG

WRITE_DEGREES = _l("Write degrees as a number, such as 53.483.")


class Degrees(FloatField):
    """A number of degrees up to a limit north and south, or east and west; or nothing."""

    def __init__(self, label: Any, limit: int, **options: Any) -> None:
        super().__init__(label, **options)
        self.limit = limit

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read what was typed; ValueError with the message."""
        typed = str(valuelist[0]).strip() if valuelist else ""
        number = to_number(typed)
        self.data = None if number is None else float(number)
        if typed and (self.data is None or abs(self.data) > self.limit):
            raise ValueError(str(WRITE_DEGREES))


class AssetForm(EntryForm):
    """What the list will say."""

    name = StringField(_l("Name"), [DataRequired(_l("Write a name.")), Length(max=200, message=TOO_LONG)])
    kind = SelectField(_l("What it is"), validate_choice=False)
    place_key = listed_place()
    place = place_in_words()
    description = TextAreaField(_l("What is good about it"), [Length(max=4000, message=TOO_LONG)])
    latitude = Degrees(_l("Latitude"), 90)
    longitude = Degrees(_l("Longitude"), 180)
    permission = BooleanField(
        _l("This person has agreed to be on the list"),
        description=_l("Only for a person. Ask them before you tick this. People have no pin on the map."),
    )

    def offer(self, places: Question | None) -> None:
        """Let a category be chosen, and one of the questionnaire's places."""
        kinds = [SelectChoice(category.key, category.label) for category in CATEGORIES]
        # Translators: nothing has been chosen yet, in a list of kinds of things
        self.kind.choices = [SelectChoice("", _l("choose what it is")), *kinds]
        super().offer(places)

    def validate_kind(self, field: Field) -> None:
        """A category."""
        if field.data not in CATEGORIES:
            raise ValidationError(_l("Choose what it is."))

    def validate_longitude(self, field: Field) -> None:
        """Both halves of a pin, or neither."""
        typed_well = not field.process_errors and not self.latitude.process_errors
        if typed_well and (field.data is None) != (self.latitude.data is None):
            raise ValidationError(_l("Write both latitude and longitude, or neither."))

    def validate_permission(self, field: Field) -> None:
        """Nobody is shown who has not agreed."""
        if self.kind.data in CATEGORIES and CATEGORIES.get(self.kind.data).asks_permission and not field.data:
            raise ValidationError(_l("Ask the person first. Then tick that they agree."))
