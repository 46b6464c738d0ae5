"""What residents sent and a moderator accepted, as options of a vote.

Definitions are plain data here; an option remembers by its origin, such as `idea:0f3c…`, what it was made from.
"""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from sqlalchemy import delete, select

from engage.content.actions import remove_renditions_of
from engage.extensions import db
from engage.projects.models import Activity
from engage.questionnaires.definition import from_json
from engage.questionnaires.editing import key_from
from engage.questionnaires.models import Draft, RenditionSet, Wording
from engage.questionnaires.queries import held_activities
from engage.questionnaires.questions.approve import Approve

HINT_LENGTH = 200
"""Characters of a description that stand below an option; a ballot has to be read to its end."""


def ballot_of(definition: Mapping[str, Any]) -> dict[str, Any] | None:
    """The question of a definition that is a ballot; None if it has none."""
    ballots = (question for question in definition.get("questions", ()) if question["type"] == Approve.key)
    return next(ballots, None)


def is_option(definition: Mapping[str, Any], origin: str) -> bool:
    """Whether the ballot has an option with this origin."""
    ballot = ballot_of(definition) or {}
    return any(option.get("origin") == origin for option in ballot.get("options", ()))


def with_option(
    definition: Mapping[str, Any], *, text: str, hint: str, cost: int | None, origin: str
) -> dict[str, Any]:
    """The definition with one more option on its ballot; unchanged if it has the origin already.

    cost: whole pounds. ValueError where the definition has no ballot.
    """
    changed = deepcopy(dict(definition))
    ballot = ballot_of(changed)
    if ballot is None:
        raise ValueError("the definition has no ballot")
    if is_option(changed, origin):
        return changed
    options = ballot.setdefault("options", [])
    option: dict[str, Any] = {"key": key_from(text, {held["key"] for held in options}), "text": text}
    if hint:
        option["hint"] = shortened(hint)
    if cost is not None:
        option["cost"] = cost
    options.append({**option, "origin": origin})
    return changed


def without_option(definition: Mapping[str, Any], origin: str) -> dict[str, Any]:
    """The definition without the option of this origin."""
    changed = deepcopy(dict(definition))
    ballot = ballot_of(changed)
    if ballot is not None:
        ballot["options"] = [option for option in ballot.get("options", ()) if option.get("origin") != origin]
    return changed


def shortened(text: str, longest: int = HINT_LENGTH) -> str:
    """Text on one line, cut after a whole word where it is too long."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    cut = line[: longest - 1]
    return (cut.rpartition(" ")[0] or cut) + "…"


def draft_ballots(project_id: str, *, to_change: bool = False) -> list[Activity]:
    """The project's activities that are drafts and have a ballot, in the lead's order.

    to_change: hold them until the commit, so that nothing that is written meanwhile is lost.
    """
    drafts = (
        select(Activity)
        .where(Activity.project_id == project_id, Activity.state == "draft")
        .order_by(Activity.position, Activity.id)
    )
    if to_change:
        drafts = drafts.with_for_update().execution_options(populate_existing=True)
    return [activity for activity in db.session.scalars(drafts) if ballot_of(activity.definition) is not None]


def stands_on_a_ballot(project_id: str, origin: str) -> bool:
    """Whether a vote that was published has an option of this origin: its words are frozen there."""
    published = (
        select(Wording.definition)
        .join(Activity, Activity.wording_id == Wording.id)
        .where(Activity.project_id == project_id, Activity.state != "draft")
    )
    return any(is_option(definition, origin) for definition in db.session.scalars(published))


def take_off_drafts(project_id: str, origin: str) -> None:
    """Remove what was taken back from the votes that are drafts, with what renders it there, and from all previews."""
    rendered: list[tuple[str, str]] = []
    for activity in draft_ballots(project_id, to_change=True):
        if is_option(activity.definition, origin):
            rendered += [(activity.id, unit) for unit in _units_of(activity.definition, origin)]
            activity.definition = without_option(activity.definition, origin)
    db.session.flush()
    remove_renditions_of(rendered)
    _forget_previews(project_id, origin)


def _units_of(definition: Mapping[str, Any], origin: str) -> list[str]:
    """The keys of what is shown of the option with this origin."""
    return [
        unit
        for question in from_json(definition).questions
        for option in question.options
        if option.origin == origin
        for unit in question.units_of(option)
    ]


def _forget_previews(project_id: str, origin: str) -> None:
    """Delete every wording with this option that was frozen only to be looked at, and what hangs on it."""
    previews = db.session.scalars(
        select(Wording)
        .join(Activity, Activity.id == Wording.activity_id)
        .where(Activity.project_id == project_id, Wording.published.is_(False))
    )
    going = {wording.id: wording.activity_id for wording in previews if is_option(wording.definition, origin)}
    for activity in held_activities(set(going.values())):
        activity.sets = {wording_id: held for wording_id, held in activity.sets.items() if wording_id not in going}
    for statement in (
        delete(Draft).where(Draft.wording_id.in_(going)),
        delete(RenditionSet).where(RenditionSet.wording_id.in_(going)),
        delete(Wording).where(Wording.id.in_(going)),
    ):
        db.session.execute(statement, execution_options={"synchronize_session": False})
    db.session.flush()
