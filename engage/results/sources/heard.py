"""A survey's published figures, line for line as everyone can read them. Nothing is counted for the file."""

from collections.abc import Iterable

from engage.core.errors import Rejected
from engage.projects.models import Activity
from engage.projects.queries import is_demonstration
from engage.results.models import Publication
from engage.results.publication import labels, told
from engage.results.queries import asked_in, newest_publication
from engage.results.sources.columns import DEMONSTRATION
from engage.results.sources.source import Source
from engage.results.tables import Column, Kind, Row

NOTE = "Figures are rounded to the nearest 5, and small ones are left out. They stay as they were on the day given."

COLUMNS = (
    Column("question", "Question", Kind.CODE, "The key of the question; its words stand beside it."),
    Column("question_words", "Words of the question", meaning="In English, as they were published."),
    Column("answer", "Answer", Kind.CODE, "The key of the answer; its words stand beside it."),
    Column("answer_words", "Words of the answer", meaning="In English, as they were published."),
    Column("people", "About how many people", Kind.INTEGER, "Rounded to the nearest 5. Empty where it is left out."),
    Column(
        "left_out",
        "Left out",
        Kind.BOOLEAN,
        "True where fewer than 10 people said it, or where the figure would give a small one away.",
    ),
    Column(
        "responses",
        "About how many responses",
        Kind.INTEGER,
        "How many people answered the survey, rounded to the nearest 5. Empty where they were fewer than 10.",
    ),
    Column("published_on", "Published on", Kind.DAY, "The day of the publication. Later answers are not in it."),
    DEMONSTRATION,
)


def _is_published(activity: Activity) -> bool:
    return newest_publication(activity.id) is not None


def _rows(activity: Activity) -> Iterable[Row]:
    publication = newest_publication(activity.id)
    if publication is None:
        raise Rejected("not-published")
    return _lines(publication, is_demonstration(activity))


def _lines(publication: Publication, made_up: bool) -> list[Row]:
    about = (publication.figures["people"], publication.published_on, made_up)
    return [
        (one.asked.question.key, one.asked.question.text, line.key, line.words, line.value, line.value is None, *about)
        for one in told(asked_in(publication.wordings), publication.figures, labels)
        for line in one.lines
    ]


SOURCE = Source(
    "heard",
    "Published figures",
    ("survey",),
    lambda activity: COLUMNS,
    _rows,
    notes=(NOTE,),
    ready=_is_published,
    public=True,
    about="The figures that everybody can read: rounded, with small ones left out.",
)
