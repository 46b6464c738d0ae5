"""A draft that nobody was ever shown can go, with all that hangs on it."""

from sqlalchemy import delete, select

from engage.content.actions import remove_renditions
from engage.core.errors import Conflict
from engage.extensions import db
from engage.projects.models import Activity
from engage.questionnaires.models import Draft, RenditionSet, Wording


def may_delete(activity: Activity) -> bool:
    """Whether it was never published: nobody can have answered it."""
    return activity.state == "draft" and activity.wording_id is None


def delete_draft(activity: Activity) -> None:
    """Delete it with its previews, its renditions and their files. Conflict where it was published."""
    if not may_delete(activity):
        raise Conflict("published")
    previewed = select(Wording.id).where(Wording.activity_id == activity.id)
    db.session.execute(delete(Draft).where(Draft.activity_id == activity.id))
    db.session.execute(delete(RenditionSet).where(RenditionSet.wording_id.in_(previewed)))
    db.session.execute(delete(Wording).where(Wording.activity_id == activity.id))
    remove_renditions(activity.id)
    db.session.delete(activity)
    db.session.flush()
