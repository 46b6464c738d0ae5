"""The forms of the editor. They need no JavaScript."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    Field,
    FieldList,
    Form,
    FormField,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from engage.questionnaires.conditions import EarlierAnswer, chosen, written
from engage.questionnaires.definition import Question
from engage.questionnaires.draft_forms import DraftForm
from engage.questionnaires.editing import key_from
from engage.questionnaires.expressions import ExpressionError, parse
from engage.questionnaires.questions.base import QuestionType, Setting
from engage.web.forms import TOO_LONG, WRITE_NUMBER, BaseForm, WholeNumber, trimmed

SPARE_ROWS = 3
"""Empty rows for more answers below those that are there."""
MOST_DIGITS = 9
"""Of a cost in pounds: more than any council has to share."""


class NewActivityForm(BaseForm):
    """What kind of activity, and what it is called."""

    kind = RadioField(_l("What can people do?"), [InputRequired(_l("Choose what people can do."))])
    title = StringField(_l("Title"), [DataRequired(_l("Write a title.")), Length(max=120, message=TOO_LONG)])


class FrameForm(DraftForm):
    """The words around the questions."""

    title = StringField(_l("Title"), [DataRequired(_l("Write a title.")), Length(max=120, message=TOO_LONG)])
    about = TextAreaField(_l("What it is about"))
    minutes = WholeNumber(
        _l("How many minutes it takes"),
        [InputRequired(WRITE_NUMBER), NumberRange(1, 120, _l("Write a number from 1 to 120."))],
        default=5,
    )
    privacy = TextAreaField(_l("How answers are kept"), [DataRequired(_l("Write how answers are kept."))])
    take_part = TextAreaField(_l("What people must agree to"), [DataRequired(_l("Write what people must agree to."))])
    purposes = TextAreaField(
        _l("What people may agree to besides"), description=_l("One on each line. All start off. Nobody has to agree.")
    )
    next = TextAreaField(_l("What happens next"))


def frame_data(definition: Mapping[str, Any]) -> dict[str, Any]:
    """What the form shows of the words around the questions."""
    consents = definition["consents"]
    return {
        **{name: definition.get(name) for name in ("title", "about", "minutes", "privacy", "next")},
        "take_part": next((consent["text"] for consent in consents if consent.get("required")), ""),
        "purposes": "\n".join(consent["text"] for consent in consents if not consent.get("required")),
    }


def pounds(typed: str) -> int | None:
    """The whole number of pounds in words such as £12,500; None where there is none."""
    digits = typed.replace(",", "").lstrip("£").removesuffix(".00")
    return int(digits) if digits.isdecimal() and len(digits) <= MOST_DIGITS else None


SPELLING, NEW = "spelling", "new"
"""What other words of a published question or answer can mean: the same, or another one."""


class OptionForm(Form):
    """One answer to choose."""

    key = HiddenField()
    text = StringField(_l("Answer"), [Length(max=200, message=TOO_LONG)], filters=[trimmed])
    hint = StringField(_l("A few words more"), [Length(max=300, message=TOO_LONG)], filters=[trimmed])
    cost = StringField(_l("Cost in pounds"), filters=[trimmed])
    meaning = RadioField(
        _l("This answer has other words now. Which is it?"),
        choices=[
            SelectChoice(SPELLING, _l("Only the spelling: it means the same, and old answers count for it")),
            SelectChoice(NEW, _l("A new answer: old answers stay with the old words")),
        ],
        validate_choice=False,
    )
    exclusive = BooleanField(_l("Cannot stand beside other answers (such as “none of these”)"))
    origin = HiddenField()

    def validate_cost(self, field: Field) -> None:
        """A whole number of pounds, or nothing."""
        if field.data and pounds(field.data) is None:
            raise ValidationError(_l("Write the cost as a whole number, such as 4000."))


class QuestionForm(DraftForm):
    """One question of any type; the type's own settings are added by `question_form`."""

    text = TextAreaField(_l("Question"), [DataRequired(_l("Write the question.")), Length(max=500, message=TOO_LONG)])
    meaning = RadioField(
        _l("This question has other words now. Which is it?"),
        choices=[
            SelectChoice(SPELLING, _l("Only the spelling: it means the same, and old answers count for it")),
            SelectChoice(NEW, _l("A new question: old answers stay with the old words")),
        ],
        validate_choice=False,
    )
    hint = StringField(_l("Hint below the question"), [Length(max=300, message=TOO_LONG)])
    help = TextAreaField(_l("Help, opened by a tap"), [Length(max=1000, message=TOO_LONG)])
    required = BooleanField(_l("People must answer it"))
    answers: Sequence[EarlierAnswer] = ()
    """What the two lists offer."""
    when_answer: SelectField
    when_given = SelectField(
        _l("Show it if that answer"),
        choices=[SelectChoice("yes", _l("was given")), SelectChoice("no", _l("was not given"))],
        default="yes",
        validate_choice=False,
    )
    when = StringField(
        _l("Condition"),
        description=_l("Such as: ${transport} = 'bus' and not(selected(${helps}, 'none')). Empty: always."),
    )
    page = StringField(
        _l("Page"), description=_l("Neighbouring questions with the same word here stand on one page. Empty: alone.")
    )

    def condition(self) -> str:
        """When it is shown: as written, or else as chosen from the lists; empty for always."""
        return self.when.data or written(self.answers, self.when_answer.data, self.when_given.data != "no")

    def validate_when_answer(self, field: Field) -> None:
        """An answer that is there, and one condition at a time."""
        if field.data and field.data not in {answer.value for answer in self.answers}:
            raise ValidationError(_l("Choose an answer from the list."))
        if field.data and self.when.data:
            raise ValidationError(_l("Choose “always” here, or empty the condition below."))

    def validate_when(self, field: Field) -> None:
        """A condition that can be read."""
        try:
            if field.data:
                parse(field.data)
        except ExpressionError as error:
            raise ValidationError(f"Mend the condition: {error}.") from error

    def validate_page(self, field: Field) -> None:
        """A word that can stand in an address."""
        if field.data and key_from(field.data, set()) != field.data:
            raise ValidationError(_l("Write small letters and digits, such as home."))


def question_form(question_type: QuestionType, answers: Sequence[EarlierAnswer] = ()) -> type[QuestionForm]:
    """The form for a question of this type. answers: to earlier questions, for its condition."""
    offered = [SelectChoice(one.value, one.text, optgroup=f"{one.number}. {one.question.text}") for one in answers]
    always = SelectChoice("", _l("No condition: always show it"))
    fields: dict[str, Any] = {
        "answers": answers,
        "when_answer": SelectField(
            _l("It depends on this answer"), choices=[always, *offered], default="", validate_choice=False
        ),
    }
    fields |= {f"setting_{setting.key}": _setting_field(setting) for setting in question_type.settings}
    if question_type.has_options:
        fields["options"] = FieldList(FormField(OptionForm), min_entries=0)
    return type("QuestionFormOfType", (QuestionForm,), fields)


def _setting_field(setting: Setting) -> Any:
    if setting.kind == "flag":
        return BooleanField(setting.label)
    return WholeNumber(setting.label, [Optional()], default=setting.default)


def blank_data(question_type: QuestionType) -> dict[str, Any]:
    """What the form shows of a new question."""
    return {"options": [{"key": key} for key in question_type.option_rows]}


def question_data(
    question: Question, question_type: QuestionType, answers: Sequence[EarlierAnswer] = ()
) -> dict[str, Any]:
    """What the form shows of a question. answers: to earlier questions, as the form offers them."""
    settings = {f"setting_{key}": value for key, value in question.settings.items()}
    options = [
        {
            "key": option.key,
            "text": option.text,
            "hint": option.hint,
            "cost": "" if option.cost is None else str(option.cost),
            "exclusive": option.exclusive,
            "origin": option.origin,
        }
        for option in question.options
    ]
    plain = {name: getattr(question, name) for name in ("text", "hint", "help", "required", "when", "page")}
    if listed := chosen(answers, question.when):
        plain |= {"when": "", "when_answer": listed[0], "when_given": "yes" if listed[1] else "no"}
    held = {option["key"]: option for option in options}
    rows = [held.get(key, {"key": key}) for key in question_type.option_rows]
    return {**plain, **settings, "options": rows or options}


def question_facts(form: QuestionForm, question_type: QuestionType, retired: Iterable[str] = ()) -> dict[str, Any]:
    """What the form says, as a definition keeps it.

    retired: keys of options that stand in answers already. A new option never takes one: it may mean something else.
    """
    said = {**form.data, "when": form.condition()}
    plain = {name: said[name] for name in ("text", "hint", "help", "required", "when", "page") if said[name]}
    given = {setting.key: form.data[f"setting_{setting.key}"] for setting in question_type.settings}
    settings = {key: value for key, value in given.items() if value is not None and value is not False}
    facts = {"type": question_type.key, **plain}
    if settings:
        facts["settings"] = settings
    if question_type.has_options:
        facts["options"] = _options(form.data["options"], retired)
    return facts


def _options(rows: list[dict[str, Any]], retired: Iterable[str]) -> list[dict[str, Any]]:
    """The rows with words in them; an emptied row is an answer taken away."""
    taken = {*retired, *(row["key"] for row in rows if row["key"])}
    options = []
    for row in rows:
        if not row["text"]:
            continue
        key = row["key"] if row["key"] and row["meaning"] != NEW else key_from(row["text"], taken)
        taken.add(key)
        option = {"key": key, "text": row["text"]}
        if row["hint"]:
            option["hint"] = row["hint"]
        if row["cost"]:
            option["cost"] = pounds(row["cost"])
        if row["exclusive"]:
            option["exclusive"] = True
        if row["origin"]:
            option["origin"] = row["origin"]
        options.append(option)
    return options


class AddQuestionForm(BaseForm):
    """Which type of question to add."""

    type = SelectField(_l("Type of question"))

    def offer(self, types: Iterable[QuestionType]) -> None:
        """Say which types this kind of activity can use."""
        self.type.choices = [SelectChoice(question_type.key, question_type.label) for question_type in types]
