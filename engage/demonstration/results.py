"""What has become of the demonstration's answers: some are accepted, one vote is counted, figures are published."""

from collections.abc import Callable

from flask import current_app

from engage.core import clock
from engage.demonstration.answers import DECLINED, WAITING
from engage.priorities.votes.steps import STEPS
from engage.projects.models import Activity
from engage.questionnaires.definition import from_json
from engage.questionnaires.editions import words_of
from engage.questionnaires.landing import landing_place
from engage.questionnaires.moderation import actions as moderation
from engage.questionnaires.moderation import queries, states
from engage.questionnaires.moderation.moderated import ModeratedPlace
from engage.results.actions import publish_figures


def settle(activity: Activity, slug: str, lead: str) -> None:
    """Bring an activity to where a lead would find it after some weeks."""
    settled: dict[str, Callable[[Activity, str], None]] = {
        "how-are-things": _publish,
        "what-helps": _moderate,
        "ideas": _moderate,
        "spring": _finish,
    }
    if slug in settled:
        settled[slug](activity, lead)


def _publish(activity: Activity, lead: str) -> None:
    publish_figures(activity)


def _finish(activity: Activity, lead: str) -> None:
    """Close, count and publish. The box is not shredded, so that a lead can try that step."""
    for key in ("close", "count", "publish"):
        STEPS.get(key).take(activity, None)


def _moderate(activity: Activity, lead: str) -> None:
    """Decide what would be decided by now, and leave a few waiting."""
    landing = landing_place(activity.kind)
    if not isinstance(landing, ModeratedPlace):
        raise TypeError(f"{activity.kind} is not moderated")
    definition = from_json(activity.definition)
    source = current_app.extensions["engage.languages"].source
    words = words_of(activity.wording_id or "", None, source, source)
    waiting = queries.queue(landing.table, activity.id, states.WAITING, 1)
    for row, submission in waiting:
        before = queries.standing_of(row)
        name = str(submission.answers.get("name") or submission.answers.get("title"))
        if name in WAITING:
            continue
        if name in DECLINED:
            declined = states.decline(before, lead, clock.today(), DECLINED[name])
            moderation.save(landing.table, row.id, before, declined)
            continue
        facts = landing.proposal(definition, activity.settings, submission, words)
        # Where the person has not agreed, a moderator writes the name; here both are made up, and say the same.
        facts |= {"name": name, "permission": facts.get("kind") == "person"}
        landing.publish(row, submission.revision, facts)
        moderation.save(landing.table, row.id, before, states.accept(before, lead, clock.today()))
