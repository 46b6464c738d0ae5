"""A vote's published outcome: each option, how many wanted it, and what both ways of counting made of it."""

from collections.abc import Iterable

from engage.core.errors import Rejected
from engage.priorities.counting import outcome as reasons
from engage.priorities.votes.queries import published_outcome
from engage.priorities.votes.result import VoteResult
from engage.projects.models import Activity
from engage.projects.queries import is_demonstration
from engage.results.sources.columns import DEMONSTRATION
from engage.results.sources.source import Source
from engage.results.tables import Column, Kind, Row

COLUMNS = (
    Column("option", "Option", Kind.CODE, "The key of the option; its words stand beside it."),
    Column("text", "Words", meaning="What the option is called, in English."),
    Column("cost", "Cost in pounds", Kind.INTEGER, "Whole pounds. Empty where the option has no cost."),
    Column("supporters", "People who wanted it", Kind.INTEGER, "How many ballots it was chosen on."),
    Column("chosen", "Chosen", Kind.BOOLEAN, "By the rule that was declared before the vote."),
    Column("chosen_by_other", "Chosen by the other way of counting", Kind.BOOLEAN, "For comparison only."),
    Column(
        "reason",
        "Why not",
        Kind.CODE,
        "Why the declared rule did not choose it.",
        (
            (reasons.NO_SUPPORTERS, "Nobody wanted it"),
            (reasons.FEWER_SUPPORTERS, "Fewer people wanted it than what was chosen"),
            (reasons.OVER_BUDGET, "It cost more than was left"),
            (reasons.SUPPORTERS_CANNOT_AFFORD, "The shares of those who wanted it did not cover it"),
            (reasons.LOST_TIE, "As many wanted it as another, and the declared tie rule decided"),
        ),
    ),
    DEMONSTRATION,
)
FACTS = {
    "rule": "The rule that was declared before the vote",
    "completion": "What happens with money that is left over",
    "tie_rule": "How ties are decided",
    "other_rule": "The rule for comparison",
    "budget": "Pounds to share",
    "seats": "How many are chosen",
    "ballots": "Ballots that were read",
    "blank": "Ballots with nothing chosen",
    "unreadable": "Ballots that could not be read",
    "turnout": "Ballots that were let into the box",
    "codes_made": "Codes that were made",
    "codes_voided": "Codes that were voided before they were used",
    "counted_on": "The day of the count",
}
FACT_COLUMNS = (
    Column("fact", "Fact", Kind.CODE, "What the value beside it says.", tuple(FACTS.items())),
    Column("value", "Value", meaning="A number, a day or a key, as the fact beside it says."),
)


def _is_published(activity: Activity) -> bool:
    return published_outcome(activity.id) is not None


def _result(activity: Activity) -> VoteResult:
    result = published_outcome(activity.id)
    if result is None:
        raise Rejected("not-published")
    return result


def _rows(activity: Activity) -> Iterable[Row]:
    made_up = is_demonstration(activity)
    return [
        (
            row.option.key,
            row.option.text,
            row.option.cost,
            row.supporters,
            row.chosen,
            row.chosen_by_other,
            row.reason or None,
            made_up,
        )
        for row in _result(activity).rows()
    ]


def _facts(activity: Activity) -> Iterable[Row]:
    result = _result(activity)
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
        "codes_voided": None if result.codes_made is None else result.codes_voided,
        "counted_on": result.counted_on.isoformat(),
    }
    return [(key, str(value)) for key, value in facts.items() if value is not None]


COUNT = Source("count", "How it was counted", ("vote",), lambda activity: FACT_COLUMNS, _facts)
SOURCE = Source(
    "outcome",
    "Outcome",
    ("vote",),
    lambda activity: COLUMNS,
    _rows,
    (COUNT,),
    ready=_is_published,
    public=True,
    about="Each option of the vote, how many people wanted it, and whether it was chosen.",
)
