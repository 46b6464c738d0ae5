"""Reads of ideas, for the public list and for exports."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from engage.priorities.ideas.models import Idea
from engage.questionnaires.moderation import queries as moderated
from engage.questionnaires.moderation.queries import Sent, everything_sent

SHOWN = Idea.shown > 0


def public_page(project: str, activity: str, landing_key: str, *, number: int, size: int) -> moderated.PublicPage:
    """A page of the ideas that are shown, by name, in one read; NotFound."""
    return moderated.public_page(Idea, SHOWN, project, activity, landing_key, number=number, size=size)


def how_many_shown(activity_ids: Collection[str]) -> dict[str, int]:
    """{activity id: how many ideas that are shown it has}, of those that have any, in one read."""
    return moderated.how_many_shown(Idea, SHOWN, activity_ids)


@dataclass(frozen=True)
class IdeaRow:
    """An idea for an export: what was sent and what became of it, and the words that a moderator accepted."""

    sent: Sent
    name: str
    place_key: str
    place: str
    description: str


def ideas_for_export(activity_id: str) -> Sequence[IdeaRow]:
    """Every idea with its newest revision, tombstones too, in an order that tells nothing of time."""
    return [
        IdeaRow(sent, idea.name, idea.place_key, idea.place, idea.description)
        for idea, sent in everything_sent(Idea, activity_id)
    ]
