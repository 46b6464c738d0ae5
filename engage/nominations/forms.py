"""The form with which a moderator edits and accepts a nomination, and the filter of the public list."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, SelectField, StringField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from engage.nominations.categories import CATEGORIES
from engage.questionnaires.definition import Question
from engage.questionnaires.moderation.forms import EntryForm, listed_place, place_in_words
from engage.questionnaires.questions.place import pin_in
from engage.web.forms import TOO_LONG


class AssetForm(EntryForm):
    """What the list will say."""

    name = StringField(_l("Name"), [DataRequired(_l("Write a name.")), Length(max=200, message=TOO_LONG)])
    kind = SelectField(_l("What it is"), validate_choice=False)
    place_key = listed_place()
    place = place_in_words()
    description = TextAreaField(_l("What is good about it"), [Length(max=4000, message=TOO_LONG)])
    pin = StringField(
        _l("Pin on the map"),
        description=_l("Copy it from a map site: two numbers, such as 53.4795, -2.2451. Leave it empty for no pin."),
    )
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

    def validate_pin(self, field: Field) -> None:
        """A place on the earth, or nothing."""
        if field.data and pin_in(field.data) is None:
            raise ValidationError(
                _l("Write two numbers with a comma between them, such as 53.4795, -2.2451: north first, then east.")
            )

    def validate_permission(self, field: Field) -> None:
        """Nobody is shown who has not agreed."""
        if self.kind.data in CATEGORIES and CATEGORIES.get(self.kind.data).asks_permission and not field.data:
            raise ValidationError(_l("Ask the person first. Then tick that they agree."))
