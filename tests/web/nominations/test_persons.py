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
    ("typed", "pin"),
    [
        ("53.4795, -2.2451", (53.48, -2.245)),
        ("", (None, None)),
        ("53.48", None),
        ("north, -2.29", None),
        ("91, -2.29", None),
    ],
)
def test_a_moderator_sets_the_pin_in_one_field(
    site: Site, sign_in: Callable[..., Page], typed: str, pin: tuple[float, float] | None
) -> None:
    project, activity = open_activity(site, "nominations")
    send(site, project, activity)
    (row,) = site.read(select(Nomination))
    lead = sign_in(Role.LEAD, project)
    page = lead.get(f"/staff/{project.slug}/{activity.slug}/moderation/{row.id}")
    answer = lead.submit(page, 303 if pin else 422, pin=typed)
    if pin:
        (asset,) = site.read(select(Asset))
        assert (asset.latitude, asset.longitude) == pin
    else:
        assert answer.errors == [
            "Write two numbers with a comma between them, such as 53.4795, -2.2451: north first, then east."
        ]
        assert answer.answer_form.values()["pin"] == typed


@pytest.mark.one_database
def test_a_pin_that_somebody_gave_before_is_offered(site: Site, sign_in: Callable[..., Page]) -> None:
    project, activity = open_activity(site, "nominations")
    send(site, project, activity, where=PINNED)
    (row,) = site.read(select(Nomination))
    lead = sign_in(Role.LEAD, project)
    item = f"/staff/{project.slug}/{activity.slug}/moderation/{row.id}"
    assert lead.get(item).answer_form.values()["pin"] == "53.4812, -2.2934"
    shown = lead.follow(lead.submit(lead.get(item)))
    assert "53.481, -2.293" in lead.get(item).text + shown.text
