"""The form with which a moderator edits and accepts an idea."""

from flask_babel import lazy_gettext as _l
from wtforms import Field, SelectField, StringField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from engage.questionnaires.definition import Question
from engage.web.forms import TOO_LONG, BaseForm


class IdeaForm(BaseForm):
    """What the list will say."""

    name = StringField(
        _l("The idea in a few words"),
        [DataRequired(_l("Write the idea in a few words.")), Length(max=200, message=TOO_LONG)],
    )
    description = TextAreaField(_l("More about it"), [Length(max=4000, message=TOO_LONG)])
    place_key = SelectField(_l("Place from the list"), validate_choice=False)
    place = StringField(
        _l("Where it is, in words"),
        [Length(max=200, message=TOO_LONG)],
        description=_l("A landmark is enough. Leave out where somebody lives."),
    )

    def offer(self, places: Question | None) -> None:
        """Let one of the questionnaire's places be chosen."""
        listed = [SelectChoice(option.key, option.text) for option in (places.options if places else ())]
        # Translators: in a list of places
        self.place_key.choices = [SelectChoice("", _l("none of these")), *listed]

    def validate_place_key(self, field: Field) -> None:
        """A place that the questionnaire lists, or none."""
        if field.data not in {choice.value for choice in field.choices}:
            raise ValidationError(_l("Choose a place from the list."))
