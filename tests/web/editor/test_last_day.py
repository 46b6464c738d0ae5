"""An activity closes when its last day ends where the project is, whatever the season, the zone and the database."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from engage.core.roles import Role
from tests.factories import votes
from tests.factories.editing import Editor
from tests.factories.projects import make_project
from tests.factories.questionnaires import Opened
from tests.page import Page
from tests.support.site import Site


@pytest.mark.parametrize(
    ("month", "zone", "hours"),
    [(3, "Europe/London", 14), (7, "Europe/London", 13), (7, "America/New_York", 18), (7, "Australia/Sydney", 4)],
)
def test_it_closes_by_itself_after_its_last_day_where_the_project_is(
    site: Site, sign_in: Callable[..., Page], clock: Any, month: int, zone: str, hours: int
) -> None:
    clock.now = datetime(2026, month, 2, 10, 0, tzinfo=UTC)
    project = site.save(make_project(time_zone=zone))
    activity = Opened(site, project, votes.open_vote(site, project, state="published", entry="open"))
    editor = Editor(activity, sign_in(Role.LEAD, project))
    form = next(form for form in editor.shown().forms if form.action.endswith("/open"))
    editor.page.send(form, closes_on=f"2026-0{month}-02")
    resident, day = Page(site), f"2 {clock.now:%B} 2026"
    assert f"Last day: {day}" in editor.shown().text
    assert f"Open until {day}" in resident.get(f"/en/{project.slug}/").text
    assert f"It closes on {day}" in resident.get(activity.address("results")).text
    clock.advance(hours=hours, minutes=-1)
    assert "This is closed." not in resident.get(activity.address()).text
    clock.advance(minutes=1)
    assert "This is closed." in resident.get(activity.address(), 410).text
