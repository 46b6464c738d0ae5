"""The forms of a gathering."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from engage.fieldwork.kinds import KINDS_OF_PLACE
from engage.languages.catalogue import Language
from engage.projects.forms import LanguageChoice
from engage.questionnaires.release_forms import Day
from engage.web.forms import TOO_LONG, BaseForm, WholeNumber


class GatheringForm(BaseForm):
    """Where, when and how; never who."""

    kind_of_place = RadioField(
        _l("Kind of place"),
        [InputRequired(_l("Choose the kind of place."))],
        choices=[SelectChoice(key, label) for key, label in KINDS_OF_PLACE.items()],
    )
    area = StringField(
        _l("Area"),
        [DataRequired(_l("Write the area, such as a street or a ward.")), Length(max=80, message=TOO_LONG)],
        description=_l("For somebody’s home write the area only, never the address."),
    )
    held_on = Day(_l("Day"), [InputRequired(_l("Choose the day."))])
    languages = LanguageChoice(_l("Languages spoken or signed there"))
    interpreter = BooleanField(_l("With an interpreter"))
    head_count = WholeNumber(
        _l("How many people came"),
        [Optional(), NumberRange(0, 5000, message=_l("Write a number from 0 to 5000."))],
        description=_l("Leave it empty until you have counted. Do not write names."),
    )

    def offer(self, languages: list[Language]) -> None:
        """Say which languages can be chosen."""
        self.languages.choices = [SelectChoice(language.code, language.for_staff) for language in languages]
