"""For each thing that can be exported, an activity in which somebody took part. A new source adds one line."""

from collections.abc import Callable
from typing import Any

from engage.projects.models import Activity, Project
from engage.results.actions import publish_figures
from tests.factories import fieldwork, moderation, votes
from tests.factories.questionnaires import CHANGE, WAY, opened
from tests.support.site import Site

PLACES = {"key": "meet", "type": "place", "text": "Where?", "options": [{"key": "park", "text": "The park"}]}
HELPS = {
    "key": "helps",
    "type": "multiple-choice",
    "text": "What helps?",
    "options": [{"key": "bus", "text": "A bus"}, {"key": "none", "text": "None of these", "exclusive": True}],
}
Make = Callable[[Site, Project, int, str], Activity]
"""Makes the activity in a project: how many people took part, and a word that stands in what they said."""


def _given(mark: str) -> dict[str, dict[str, Any]]:
    answers = {"way": "bus", "helps": ["bus"], "meet": {"list": "park"}, "change": f"More of {mark}"}
    return {"survey": answers, "nominations": {"name": mark}, "ideas": {"title": mark}}


def _open(site: Site, project: Project, kind: str) -> Activity:
    if kind == "survey":
        return opened(site, WAY, HELPS, PLACES, CHANGE, project=project).activity
    return moderation.open_activity(site, kind, project)[1]


def sent(kind: str) -> Make:
    """An activity of this kind; `count` people sent something with `mark` in it, each at a gathering of their own."""

    def make(site: Site, project: Project, count: int, mark: str) -> Activity:
        activity = _open(site, project, kind)
        answers = _given(mark)[kind]
        for _number in range(count):
            draft = moderation.new_draft(activity, gathering_id=gathering(site, project, mark), assistance="read")
            moderation.send(site, project, activity, draft, **answers)
        return activity

    return make


def clashing(site: Site, project: Project, count: int, mark: str) -> Activity:
    """A survey; `count` people sent something, and then something else with `mark` in it as the same response."""
    activity = _open(site, project, "survey")
    for _number in range(count):
        draft = moderation.new_draft(activity)
        moderation.send(site, project, activity, draft, way="walk")
        moderation.send_other(site, project, activity, draft, way="walk", change=f"More of {mark}")
    return activity


def gathering(site: Site, project: Project, area: str) -> str:
    """A gathering that was held; its id."""
    return fieldwork.gathering(site, project, area=area, state="closed")


def voted(site: Site, project: Project, count: int, mark: str) -> Activity:
    """A vote with its outcome published; `count` people voted."""
    activity = votes.open_vote(site, project, state="published", entry="open")
    votes.publish_again(site, activity, text=mark)
    votes.set_state(site, activity, "open")
    for _number in range(count):
        votes.cast(site, activity, [votes.BENCH])
    votes.published(site, activity)
    return activity


def heard(site: Site, project: Project, count: int, mark: str) -> Activity:
    """A survey that offers `mark` as an answer; `count` people answered and its figures are published."""
    asked = {**WAY, "options": [*WAY["options"], {"key": "mark", "text": mark}]}
    activity = opened(site, asked, project=project).activity
    for _number in range(count):
        moderation.send(site, project, activity, way="mark")
    with site.writing() as session:
        publish_figures(session.get_one(Activity, activity.id))
    return activity


MADE: dict[str, Make] = {
    "responses": sent("survey"),
    "nominations": sent("nominations"),
    "ideas": sent("ideas"),
    "outcome": voted,
    "gatherings": sent("survey"),
    "heard": heard,
    "conflicts": clashing,
    "codebook": sent("survey"),
}
