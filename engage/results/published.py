"""What is public of each activity, for those who commission the work. Nothing is counted for it, and nothing added."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from engage.content.shown import Shown as Title
from engage.core.registry import Registry
from engage.languages.catalogue import Language
from engage.nominations import queries as nominations_queries
from engage.nominations.landing import Nominations
from engage.priorities.ideas import queries as ideas_queries
from engage.priorities.ideas.landing import Ideas
from engage.priorities.votes import explaining, rules_told
from engage.priorities.votes import queries as votes_queries
from engage.priorities.votes.landing import Vote
from engage.projects.models import Activity
from engage.projects.words import cover_of
from engage.results.publication import labels, told
from engage.results.queries import asked_in, newest_publications
from engage.results.sources import heard, outcome
from engage.results.sources.source import Source
from engage.surveys.landing import Survey

Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Showing:
    """How one kind of activity is shown.

    `facts` gives {activity id: what `template` draws} in one read, without those of which nothing is public. `page` is
    the endpoint at which everybody reads the same; `source` is what can be taken away.
    """

    key: str
    template: str
    page: str
    facts: Callable[[Collection[str]], dict[str, Facts]]
    source: Source | None = None


@dataclass(frozen=True)
class Shown:
    """One activity; without `facts` nothing of it is public yet."""

    activity: Activity
    title: Title
    showing: Showing
    facts: Facts | None


def shown(activities: Iterable[Activity], language: Language) -> list[Shown]:
    """Every activity that is no draft, in the same order, with what is public of it."""
    begun = [activity for activity in activities if activity.state != "draft"]
    by_kind = defaultdict(list)
    for activity in begun:
        by_kind[activity.kind].append(activity.id)
    facts = {kind: SHOWINGS.get(kind).facts(ids) for kind, ids in by_kind.items()}  # a read for each kind
    return [
        Shown(
            activity,
            cover_of(activity, language).title,
            SHOWINGS.get(activity.kind),
            facts[activity.kind].get(activity.id),
        )
        for activity in begun
    ]


def _heard(activity_ids: Collection[str]) -> dict[str, Facts]:
    return {
        activity_id: {
            "people": publication.figures["people"],
            "published_on": publication.published_on,
            "told": told(asked_in(publication.wordings), publication.figures, labels),
        }
        for activity_id, publication in newest_publications(activity_ids).items()
    }


def _listed(count: Callable[[Collection[str]], dict[str, int]]) -> Callable[[Collection[str]], dict[str, Facts]]:
    return lambda activity_ids: {activity_id: {"count": number} for activity_id, number in count(activity_ids).items()}


def _outcome(activity_ids: Collection[str]) -> dict[str, Facts]:
    return {
        activity_id: {
            "published_on": published_on,
            "introduction": rules_told.introduction(result),
            "voters": rules_told.voters(result),
            "winners": [
                [
                    row.option.text,
                    "–" if row.option.cost is None else explaining.amount(row.option.cost),
                    row.supporters,
                ]
                for row in result.rows()
                if row.chosen
            ],
        }
        for activity_id, (result, published_on) in votes_queries.published_outcomes(activity_ids).items()
    }


SHOWINGS: Registry[Showing] = Registry(
    "showing",
    [
        Showing(Survey.key, "heard", "results.heard", _heard, heard.SOURCE),
        Showing(Nominations.key, "listed", Nominations.public_list, _listed(nominations_queries.how_many_shown)),
        Showing(Ideas.key, "listed", Ideas.public_list, _listed(ideas_queries.how_many_shown)),
        Showing(Vote.key, "outcome", "votes.results", _outcome, outcome.SOURCE),
    ],
)
"""Every kind of activity."""
