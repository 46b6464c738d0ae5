"""The forms of a vote's lead. They need no JavaScript."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Field, HiddenField, RadioField, SelectField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange, Optional

from engage.priorities.counting.completions import COMPLETIONS
from engage.priorities.counting.rule import NEEDS_BUDGET, NEEDS_SEATS
from engage.priorities.counting.rules import RULES
from engage.priorities.votes.settings import CODES, FAIR, OPEN, VoteSettings
from engage.web.forms import WRITE_NUMBER, BaseForm, WholeNumber

MOST_CODES = 500
MOST_POUNDS = 1_000_000_000
COMPLETION_LABELS = {
    "add1": _l("Shares are raised until it is used"),
    "none": _l("It is left over"),
}


class SettingsForm(BaseForm):
    """What is declared before a vote opens."""

    measure = RadioField(
        _l("What is there to share?"),
        [InputRequired(_l("Choose what there is to share."))],
        choices=[
            SelectChoice(NEEDS_BUDGET, _l("Money: every option has a cost")),
            SelectChoice(NEEDS_SEATS, _l("Places: so many of the options can be chosen")),
        ],
    )
    budget = WholeNumber(_l("How many pounds there are"), [Optional(), NumberRange(1, MOST_POUNDS, WRITE_NUMBER)])
    seats = WholeNumber(_l("How many can be chosen"), [Optional(), NumberRange(1, MOST_CODES, WRITE_NUMBER)])
    rule = RadioField(
        _l("How are the votes counted?"),
        [InputRequired(_l("Choose how the votes are counted."))],
        description=_l("The other way is shown beside it. People read this before they vote."),
        choices=[SelectChoice(rule.key, rule.label) for rule in RULES],
    )
    completion = SelectField(
        _l("With equal shares: money that is left over"),
        choices=[SelectChoice(item.key, COMPLETION_LABELS.get(item.key, item.key)) for item in COMPLETIONS],
    )
    entry = RadioField(
        _l("Who may vote?"),
        [InputRequired(_l("Choose who may vote."))],
        choices=[
            SelectChoice(CODES, _l("Whoever has a slip with a code; each code counts once")),
            SelectChoice(
                OPEN, _l("Anyone with the link; the result says that it shows a mood, and is no count of people")
            ),
        ],
    )

    def validate_rule(self, field: Field) -> None:
        """Plain counting is either of money or of places."""
        fits = field.data == FAIR or (field.data in RULES and RULES.get(field.data).needs == self.measure.data)
        if self.measure.data and not fits:
            raise ValidationError(_l("Choose equal shares, or the plain counting that fits what there is to share."))

    def validate_measure(self, field: Field) -> None:
        """The number that belongs to it has to be there."""
        asked = {NEEDS_BUDGET: self.budget, NEEDS_SEATS: self.seats}.get(field.data)
        if asked is not None and not any(asked.raw_data or ()):
            raise ValidationError(_l("Write the number that belongs to this choice below."))

    def settings(self) -> VoteSettings:
        """What was declared."""
        money = self.measure.data == NEEDS_BUDGET
        return VoteSettings(
            rule=self.rule.data,
            completion=self.completion.data,
            budget=self.budget.data if money else None,
            seats=None if money else self.seats.data,
            entry=self.entry.data,
        )


def settings_data(settings: VoteSettings) -> dict[str, Any]:
    """The form as it stands for these settings."""
    return {**settings.to_json(), "measure": settings.measure if settings.seats or settings.budget else NEEDS_BUDGET}


class CodesForm(BaseForm):
    """How many slips, in which language. `batch` is the number of the sheet, so that it is not made twice."""

    size = WholeNumber(
        _l("How many slips"),
        [InputRequired(WRITE_NUMBER), NumberRange(1, MOST_CODES, _l("Write a number from 1 to 500."))],
        default=40,
    )
    language = SelectField(_l("The language of the words on them"))
    batch = HiddenField()
