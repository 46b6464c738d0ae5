"""The codebook: what each column of the answers means, and what each code in it stands for."""

from collections.abc import Iterator, Sequence

from engage.projects.models import Activity
from engage.questionnaires.definition import Definition, Question, from_json
from engage.questionnaires.editions import definition_of
from engage.questionnaires.questions import QUESTION_TYPES
from engage.results.sources.source import Source
from engage.results.tables import Column, Kind, Row, Table

COLUMNS = (
    Column("column", "Column", Kind.CODE),
    Column("meaning", "Meaning"),
    Column("type", "Type of question", Kind.CODE),
    Column("code", "Code", Kind.CODE),
    Column("words", "Words of the code"),
    Column("condition", "Asked only if", Kind.CODE),
)


def current_definition(activity: Activity) -> Definition:
    """The wording that residents read; the draft where nothing was published yet."""
    return definition_of(activity.wording_id) if activity.wording_id else from_json(activity.definition)


def codebook_table(activity: Activity) -> Table:
    """One row for each column, and one for each code that can stand in it."""
    return Table("codebook", "Codebook", COLUMNS, tuple(_rows(current_definition(activity))))


def _rows(definition: Definition) -> Iterator[Row]:
    for question in definition.questions:
        for suffix, column in QUESTION_TYPES.get(question.type).columns(question).items():
            yield (question.key + suffix, column.title, question.type, None, None, question.when or None)
        yield from _codes(question)


def _codes(question: Question) -> Iterator[Row]:
    question_type = QUESTION_TYPES.get(question.type)
    if not question_type.several:
        for key in question_type.tally(question, []):
            words = question_type.tally_label(question, key)
            yield (question.key, question.text, question.type, key, words, None)


def _tables(activity: Activity) -> Sequence[Table]:
    return (codebook_table(activity),)


SOURCE = Source("codebook", "Codebook", (), _tables)
