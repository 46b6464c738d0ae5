"""A vote's published outcome: each option, how many wanted it, and what both ways of counting made of it."""

from collections.abc import Sequence

from engage.core.errors import Rejected
from engage.priorities.votes.queries import published_outcome
from engage.projects.models import Activity
from engage.results.sources.source import Source
from engage.results.tables import Column, Kind, Table

COLUMNS = (
    Column("option", "Option", Kind.CODE),
    Column("text", "Words"),
    Column("cost", "Cost in pounds", Kind.INTEGER),
    Column("supporters", "People who wanted it", Kind.INTEGER),
    Column("chosen", "Chosen", Kind.BOOLEAN),
    Column("chosen_by_other", "Chosen by the other way of counting", Kind.BOOLEAN),
    Column("reason", "Why not", Kind.CODE),
)
FACTS = (Column("fact", "Fact", Kind.CODE), Column("value", "Value"))


def _tables(activity: Activity) -> Sequence[Table]:
    result = published_outcome(activity.id)
    if result is None:
        raise Rejected("not-published")
    rows = tuple(
        (
            row.option.key,
            row.option.text,
            row.option.cost,
            row.supporters,
            row.chosen,
            row.chosen_by_other,
            row.reason or None,
        )
        for row in result.rows()
    )
    facts = {
        "rule": result.decided.rule,
        "completion": result.decided.completion,
        "tie_rule": result.decided.tie_rule,
        "other_rule": result.other.rule,
        "budget": result.settings.budget,
        "seats": result.settings.seats,
        "ballots": result.ballots,
        "blank": result.blank,
        "unreadable": result.unreadable,
        "turnout": result.turnout,
        "codes_made": result.codes_made,
        "counted_on": result.counted_on.isoformat(),
    }
    told = tuple((key, str(value)) for key, value in facts.items() if value is not None)
    return Table("outcome", "Outcome", COLUMNS, rows), Table("count", "How it was counted", FACTS, told)


SOURCE = Source("outcome", "Outcome", ("vote",), _tables)
