"""The forms of a project."""

from zoneinfo import available_timezones

from flask_babel import lazy_gettext as _l
from wtforms import Field, SelectMultipleField, StringField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from engage.languages.catalogue import Language
from engage.web.forms import BaseForm


def lines(text: str) -> list[str]:
    """The lines of a text that are not empty."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def known_time_zone(form: BaseForm, field: Field) -> None:
    """WTForms' validator of a time zone's name."""
    if field.data not in available_timezones():
        raise ValidationError(_l("Write a time zone such as Europe/London."))


class LanguageChoice(SelectMultipleField):
    """Languages as tick boxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class ProjectForm(BaseForm):
    """What a project is called, where it is, who runs it and which languages it speaks."""

    name = StringField(
        _l("Name"), [DataRequired(_l("Write the project’s name.")), Length(max=80, message=_l("Shorten the name."))]
    )
    area = StringField(_l("Area"), [DataRequired(_l("Write the area, such as a ward or a town."))])
    time_zone = StringField(_l("Time zone"), [known_time_zone], default="Europe/London")
    languages = LanguageChoice(_l("Languages that people here can choose"))
    partners = TextAreaField(
        _l("Partner organisations"),
        [DataRequired(_l("Write at least one organisation: people want to know who asks."))],
        description=_l("One on each line."),
    )
    contact = TextAreaField(
        _l("How to reach a person"),
        description=_l("A place and its hours, a text number, an e-mail address. Residents see it."),
    )
    welcome = TextAreaField(_l("First sentence to residents"), [Length(max=300, message=_l("Shorten the sentence."))])

    def offer(self, languages: list[Language]) -> None:
        """Say which languages can be chosen."""
        self.languages.choices = [SelectChoice(language.code, language.for_staff) for language in languages]

    def validate_languages(self, field: Field) -> None:
        """At least one language."""
        if not field.data:
            raise ValidationError(_l("Choose at least one language."))


def words_form(codes: list[str]) -> type[BaseForm]:
    """A form with a name, an area, a welcome and a contact for each language."""
    fields: dict[str, Field] = {}
    for code in codes:
        fields[f"name_{code}"] = StringField(_l("Name"))
        fields[f"area_{code}"] = StringField(_l("Area"))
        fields[f"welcome_{code}"] = TextAreaField(_l("First sentence to residents"))
        fields[f"contact_{code}"] = TextAreaField(_l("How to reach a person"))
    return type("WordsForm", (BaseForm,), fields)
