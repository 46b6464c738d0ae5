"""A person is on the list only after somebody has asked them."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from engage.core.roles import Role
from engage.nominations.models import Asset, Nomination
from tests.factories.moderation import open_activity, send
from tests.page import Page
from tests.support.site import Site

PINNED = {"list": "park", "pin": [53.4812, -2.2934]}


def test_a_person_needs_permission_and_loses_the_pin(site: Site, sign_in: Callable[..., Page]) -> None:
    project, activity = open_activity(site, "nominations")
    send(site, project, activity, name="Mr Okafor", kind="person", where=PINNED)
    (row,) = site.read(select(Nomination))
    lead = sign_in(Role.LEAD, project)
    item = f"/staff/{project.slug}/{activity.slug}/moderation/{row.id}"
    refused = lead.submit(lead.get(item), 422)
    assert refused.errors == ["Ask the person first. Then tick that they agree."]
    assert site.read(select(Asset)) == []
    lead.submit(lead.get(item), permission="y")
    (asset,) = site.read(select(Asset))
    assert (asset.published, asset.latitude, asset.longitude) == (True, None, None)
    assert asset.permission_on is not None


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("latitude", "longitude", "errors"),
    [("53.48", "", 1), ("north", "-2.29", 1), ("91", "-2.29", 1), ("1e999", "0", 1), ("٥٣.٤٨", "0", 0), ("", "", 0)],
)
def test_pins_are_whole_or_left_out(
    site: Site, sign_in: Callable[..., Page], latitude: str, longitude: str, errors: int
) -> None:
    project, activity = open_activity(site, "nominations")
    send(site, project, activity)
    (row,) = site.read(select(Nomination))
    lead = sign_in(Role.LEAD, project)
    page = lead.get(f"/staff/{project.slug}/{activity.slug}/moderation/{row.id}")
    answer = lead.submit(page, 422 if errors else 303, latitude=latitude, longitude=longitude)
    assert len(answer.errors) == errors
