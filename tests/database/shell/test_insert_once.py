"""Inserting at most once, on both databases."""

from sqlalchemy import func, select

from engage.core.columns import insert_once
from engage.extensions import db
from engage.questionnaires.models import Wording
from tests.factories.projects import make_activity, make_project
from tests.support.site import Site


def test_only_the_first_is_told_that_it_was_inserted(site: Site) -> None:
    project = site.save(make_project())
    activity = site.save(make_activity(project))
    row = {
        "id": "w" * 64,
        "activity_id": activity.id,
        "definition": {},
        "published": False,
        "created_on": activity.created_at.date(),
    }
    told = []
    for _ in range(3):
        with site.writing():
            told.append(insert_once(db.session, Wording, **row))
    assert told == [True, False, False]
    assert site.read(select(func.count()).select_from(Wording)) == [1]
