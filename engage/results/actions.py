"""Writes of publications. They flush and never commit."""

from engage.core.identifiers import new_id
from engage.extensions import db
from engage.projects.models import Activity
from engage.projects.queries import today_at
from engage.results.models import Publication
from engage.results.queries import figures_now, newest_publication


def publish_figures(activity: Activity) -> Publication:
    """Publish a survey's figures as they are now, as far as disclosure control lets them through."""
    before = newest_publication(activity.id)
    publication = Publication(
        id=new_id(),
        activity_id=activity.id,
        number=before.number + 1 if before else 1,
        wording_id=activity.wording_id or "",
        figures=figures_now(activity, before),
        published_on=today_at(activity.id),
    )
    db.session.add(publication)
    activity.settings = {**activity.settings, "heard": True}  # so that the start page can lead there without a read
    db.session.flush()
    return publication
