"""Points in time, on both databases."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.exc import StatementError

from engage.projects.models import Activity
from tests.factories.projects import make_activity, make_project
from tests.support.site import Site

EVENING = datetime(2026, 7, 2, 23, 59, 59)


@pytest.mark.parametrize("zone", ["Europe/London", "America/New_York"])
def test_a_moment_stays_the_same_whatever_zone_it_was_told_in(site: Site, zone: str) -> None:
    told = EVENING.replace(tzinfo=ZoneInfo(zone))
    site.save(project := make_project(), make_activity(project, closes_at=told))
    assert site.read(select(Activity.closes_at)) == [told]
    assert site.read(select(Activity.closes_at).where(Activity.closes_at == told)) == [told]


def test_a_time_without_a_zone_is_no_moment(site: Site) -> None:
    project = site.save(make_project())
    with pytest.raises(StatementError, match="time zone"):
        site.save(make_activity(project, closes_at=EVENING))
