"""Other words for what people have answered already: a lead says what they mean before they are kept."""

from collections.abc import Collection, Sequence

from flask_babel import lazy_gettext as _l
from wtforms import RadioField

from engage.questionnaires.definition import Question
from engage.questionnaires.forms import NEW, SPELLING, QuestionForm
from engage.questionnaires.queries import PublishedWords
from engage.questionnaires.questions.base import QuestionType


def ask_what_is_meant(
    form: QuestionForm, question_type: QuestionType, before: Question, published: PublishedWords
) -> bool:
    """Ask what other words of a published question or answer mean, where that was not said; whether there was one.

    Words that were published, or kept before, need no saying. The words at the ends of a scale are not chosen
    themselves: with others there, the whole question may ask something else.
    """
    held = {option.key: option.text for option in before.options}
    question = [_old_words(form.text.data, before.text, published.texts)] if question_type.asks else []
    unsaid = False
    for row in form.options if question_type.has_options else ():
        key = row.form.key.data
        old = _old_words(row.form.text.data, held.get(key, ""), published.options.get(key, ()))
        if question_type.option_rows:
            question.append(old)
        else:
            told = _l("It was “%(old)s”. Say whether it is the same answer.", old=old)
            unsaid = _is_unsaid(row.form.meaning, [old], told) or unsaid
    quoted = ", ".join(f"“{old}”" for old in question if old)
    told = _l("It was %(old)s. Say whether it is the same question.", old=quoted)
    return _is_unsaid(form.meaning, question, told) or unsaid


def _old_words(text: str, held: str, published: Collection[str]) -> str:
    """The words in whose place `text` stands; empty where nothing has to be said of it."""
    if not published or text in {"", held, *published}:
        return ""
    return held or min(published)


def _is_unsaid(meaning: RadioField, old: Sequence[str], told: object) -> bool:
    """Whether there are old words, and it was not said what the new ones mean: then the field asks."""
    if not any(old):
        meaning.data = None
        return False
    if meaning.data in {SPELLING, NEW}:
        return False
    meaning.errors = [told]
    return True
