"""The forms of moderators that all kinds of activity share."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Field, RadioField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from engage.projects.models import Activity
from engage.questionnaires.definition import Definition, Question
from engage.questionnaires.forms import pounds
from engage.questionnaires.moderation.parts import AGREEMENT, Part, agreement_for, fitting, question_for
from engage.questionnaires.moderation.reasons import REASONS
from engage.web.forms import TOO_LONG, BaseForm

LONGEST_WORDS = 500


class DeclineForm(BaseForm):
    """Why it is not made public, for the person who sent it."""

    reason = RadioField(_l("Why"), [InputRequired(_l("Choose a reason."))], validate_choice=False)
    own_words = TextAreaField(
        _l("In your own words"),
        [Length(max=LONGEST_WORDS, message=TOO_LONG)],
        description=_l("The person reads this on the receipt, as you write it. It is not translated."),
    )

    def offer(self, keys: Iterable[str]) -> None:
        """Let one of these reasons be chosen."""
        self.reason.choices = [SelectChoice(key, REASONS.get(key).sentence) for key in keys]

    def validate_reason(self, field: Field) -> None:
        """A reason from the list; one that says nothing by itself needs words."""
        if field.data not in {choice.value for choice in field.choices}:
            raise ValidationError(_l("Choose a reason."))
        if REASONS.get(field.data).needs_words and not self.own_words.data:
            raise ValidationError(_l("Write the other reason in your own words."))


class OfferForm(BaseForm):
    """Which vote gets a new option, and what it costs."""

    vote = SelectField(_l("Vote"), validate_choice=False)
    cost = StringField(_l("Cost in pounds"), description=_l("Leave it empty if the vote has no budget."))

    def offer(self, votes: Iterable[Activity]) -> None:
        """Let one of these votes be chosen."""
        self.vote.choices = [SelectChoice(vote.id, vote.definition["title"]) for vote in votes]

    def validate_cost(self, field: Field) -> None:
        """A whole number of pounds, or nothing."""
        if field.data and pounds(field.data) is None:
            raise ValidationError(_l("Write the cost as a whole number, such as 4000."))

    def validate_vote(self, field: Field) -> None:
        """A vote from the list."""
        if field.data not in {choice.value for choice in field.choices}:
            raise ValidationError(_l("Choose a vote from the list."))


def listed_place() -> Any:
    """The field for a place of the questionnaire's list."""
    return SelectField(_l("Place from the list"), validate_choice=False)


def place_in_words() -> Any:
    """The field for a place that is described."""
    return StringField(
        _l("Where it is, in words"),
        [Length(max=200, message=TOO_LONG)],
        description=_l("A landmark is enough. Leave out where somebody lives."),
    )


class EntryForm(BaseForm):
    """What a public list will say. Each list has fields of its own, and puts the two of the place among them."""

    place_key: SelectField
    place: StringField

    def offer(self, places: Question | None) -> None:
        """Let one of the questionnaire's places be chosen."""
        listed = [SelectChoice(option.key, option.text) for option in (places.options if places else ())]
        # Translators: in a list of places
        self.place_key.choices = [SelectChoice("", _l("none of these")), *listed]

    def validate_place_key(self, field: Field) -> None:
        """A place that the questionnaire lists, or none."""
        if field.data not in {choice.value for choice in field.choices}:
            raise ValidationError(_l("Choose a place from the list."))


def becomes_form(
    parts: Iterable[Part], definition: Definition, settings: Mapping[str, Any]
) -> tuple[BaseForm, list[SelectField]]:
    """The form that says which question gives which part, and its fields in the order of the parts."""
    parts = list(parts)
    agreement = SelectField(
        _l("What people agree to so that others may read their words"),
        description=_l("If a person has not agreed, you write the entry in words of your own."),
        validate_choice=False,
    )
    fields = {part.key: SelectField(part.label, validate_choice=False) for part in parts}
    chosen = {part.key: getattr(question_for(part, definition, settings), "key", "") for part in parts}
    chosen[AGREEMENT] = getattr(agreement_for(definition, settings), "key", "")
    form = type("BecomesForm", (BaseForm,), {**fields, AGREEMENT: agreement})(data=chosen)
    for part in parts:
        questions = [SelectChoice(question.key, question.text) for question in fitting(part, definition)]
        # Translators: in place of a question; a moderator writes this part by hand
        form[part.key].choices = [SelectChoice("", _l("no question")), *questions]
    consents = [SelectChoice(consent.key, consent.text) for consent in definition.optional_consents]
    # Translators: people are not asked whether their words may be shown; where they are asked for other things, it may
    # be one that they refused, so a moderator writes every entry
    none = _l("none of these; you write every entry in words of your own") if consents else _l("they are not asked")
    form[AGREEMENT].choices = [SelectChoice("", none), *consents]
    return form, [form[key] for key in (*fields, AGREEMENT)]
