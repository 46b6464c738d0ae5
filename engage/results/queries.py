"""Reads of publications, and of what would be published."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import func, select

from engage.extensions import db
from engage.projects.models import Activity
from engage.questionnaires.asked import Asked, asked_over, wordings_over
from engage.questionnaires.editions import definition_of
from engage.questionnaires.queries import newest_submissions
from engage.results.models import Publication
from engage.results.publication import figures


def newest_publication(activity_id: str) -> Publication | None:
    """What was published last, or None."""
    return db.session.scalar(
        select(Publication).where(Publication.activity_id == activity_id).order_by(Publication.number.desc()).limit(1)
    )


def newest_publications(activity_ids: Collection[str]) -> dict[str, Publication]:
    """{activity id: what was published of it last}, in one read."""
    last = (
        select(Publication.activity_id, func.max(Publication.number).label("number"))
        .where(Publication.activity_id.in_(activity_ids))
        .group_by(Publication.activity_id)
        .subquery()
    )
    newest = (Publication.activity_id == last.c.activity_id) & (Publication.number == last.c.number)
    return {one.activity_id: one for one in db.session.scalars(select(Publication).join(last, newest))}


def figures_now(activity: Activity, before: Publication | None) -> dict[str, Any]:
    """What would be published now, after this publication, as far as disclosure control lets it through."""
    wordings = wordings_over(activity)
    answers = [submission.answers for submission in newest_submissions(activity.id)]
    return {**figures(asked_in(wordings), answers, before.figures if before else None), "wordings": wordings}


def asked_in(wordings: Iterable[str]) -> list[Asked]:
    """The questions of these wordings, in the order in which they are told. wordings: the newest first."""
    return asked_over([definition_of(wording_id) for wording_id in wordings])
