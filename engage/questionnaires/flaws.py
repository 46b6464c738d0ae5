"""The mistakes of one question, told beside its fields when it is saved."""

from collections.abc import Iterable

from wtforms import Field

from engage.questionnaires import conditions
from engage.questionnaires.definition import Question, question_from
from engage.questionnaires.forms import QuestionForm, question_facts
from engage.questionnaires.questions.base import Flaw, QuestionType, option_field


def tell_flaws(form: QuestionForm, question_type: QuestionType, others: Iterable[Question]) -> bool:
    """Tell what cannot be right in a question as it was sent; whether there was anything.

    others: the other questions of the draft. One of them may still be moved before this one.
    """
    question = question_from({"key": "", **question_facts(form, question_type)})
    known = {other.key: other for other in others}
    wrong = [Flaw("when", told) for told in conditions.problems(question.when, known)]
    found = [flaw for flaw in (*question_type.problems(question), *wrong) if not flaw.unfinished]
    for flaw in found:
        field = _field(form, question_type, flaw.at)
        words = flaw.words[:1].upper() + flaw.words[1:]
        field.errors = [*field.errors, words]
    return bool(found)


def _field(form: QuestionForm, question_type: QuestionType, at: str) -> Field:
    """The field of a flaw. Rows without words hold no answer, so they are not counted before the others."""
    if not question_type.has_options or question_type.option_rows:
        return form[at]
    rows = sorted(form.options, key=lambda row: not row.form.text.data)
    if at == option_field(len(rows)):
        rows.append(form.options.append_entry())
    told = {option_field(place): row.form.text for place, row in enumerate(rows)}
    return told.get(at) or form[at]
