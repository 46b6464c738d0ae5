"""The gatherings of a project, whose numbers stand beside the answers, and how many answered at each."""

from collections.abc import Iterable

from engage.fieldwork.kinds import KINDS_OF_PLACE
from engage.fieldwork.queries import answers_by_gathering, gatherings_in
from engage.projects.models import Activity
from engage.projects.queries import is_demonstration
from engage.results.sources.columns import DEMONSTRATION
from engage.results.sources.source import Source
from engage.results.tables import Column, Kind, Row


def _columns(activity: Activity) -> tuple[Column, ...]:
    kinds = tuple((key, str(label)) for key, label in KINDS_OF_PLACE.items())
    return (
        Column("gathering", "Gathering", Kind.CODE, "A random number, as beside the answers."),
        Column("held_on", "Day", Kind.DAY, "The day on which people came together."),
        Column("kind_of_place", "Kind of place", Kind.CODE, "What sort of place it was held at.", kinds),
        Column("area", "Area", meaning="The part of town, in the words of the team."),
        Column("languages", "Languages", Kind.LIST, "Those that were spoken or signed."),
        Column("interpreter", "An interpreter was there", Kind.BOOLEAN, "As the team recorded it."),
        Column("head_count", "People", Kind.INTEGER, "How many were there. Empty where nobody has counted."),
        Column("answers", "Answers", Kind.INTEGER, "How many people answered this activity there."),
        DEMONSTRATION,
    )


def _rows(activity: Activity) -> Iterable[Row]:
    answers, made_up = answers_by_gathering(activity.id), is_demonstration(activity)
    return [
        (
            held.id,
            held.held_on,
            held.kind_of_place,
            held.area,
            list(held.languages),
            held.interpreter,
            held.head_count,
            answers.get(held.id, 0),
            made_up,
        )
        for held in gatherings_in(activity.project_id)
    ]


SOURCE = Source(
    "gatherings",
    "Gatherings",
    ("survey", "nominations", "ideas"),
    _columns,
    _rows,
    about="When and where people met to take part, and how many.",
)
