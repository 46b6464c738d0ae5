"""The form with which a moderator edits and accepts an idea."""

from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from engage.questionnaires.moderation.forms import EntryForm, listed_place, place_in_words
from engage.web.forms import TOO_LONG


class IdeaForm(EntryForm):
    """What the list will say."""

    name = StringField(
        _l("The idea in a few words"),
        [DataRequired(_l("Write the idea in a few words.")), Length(max=200, message=TOO_LONG)],
    )
    description = TextAreaField(_l("More about it"), [Length(max=4000, message=TOO_LONG)])
    place_key = listed_place()
    place = place_in_words()
