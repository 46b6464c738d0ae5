"""Assets: nobody is shown who has not agreed, and nobody's door is on the map."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from engage.core import clock
from engage.core.errors import Rejected
from engage.core.identifiers import new_id
from engage.nominations import actions
from engage.nominations.models import Asset, Nomination
from tests.factories.moderation import open_activity, send
from tests.support.site import Site

FACTS: dict[str, Any] = {
    "name": "The bike shed",
    "kind": "place",
    "place_key": "park",
    "place": "",
    "latitude": 53.48127,
    "longitude": -2.29345,
    "description": "You learn to mend.",
    "permission": False,
}


@pytest.fixture
def nomination(site: Site) -> Nomination:
    """One that waits."""
    project, activity = open_activity(site, "nominations")
    send(site, project, activity)
    (row,) = site.read(select(Nomination))
    return row


def published(site: Site, nomination: Nomination, **facts: Any) -> Asset:
    with site.writing():
        actions.publish(nomination, 1, FACTS | facts)
    (asset,) = site.read(select(Asset))
    return asset


def test_pins_are_rounded_to_a_hundred_metres(site: Site, nomination: Nomination) -> None:
    asset = published(site, nomination)
    assert (asset.latitude, asset.longitude) == (53.481, -2.293)


def test_a_person_is_shown_only_with_permission_and_never_on_the_map(site: Site, nomination: Nomination) -> None:
    with site.app.app_context(), pytest.raises(Rejected):
        actions.publish(nomination, 1, FACTS | {"kind": "person"})
    asset = published(site, nomination, kind="person", permission=True)
    assert asset.permission_on == clock.today()
    assert (asset.latitude, asset.longitude) == (None, None)


def test_publishing_again_changes_the_same_asset(site: Site, nomination: Nomination) -> None:
    first = published(site, nomination)
    second = published(site, nomination, name="The repair shed")
    assert (second.id, second.name) == (first.id, "The repair shed")


def test_what_is_unpublished_keeps_its_words_and_what_is_forgotten_has_none(site: Site, nomination: Nomination) -> None:
    published(site, nomination)
    with site.writing():
        actions.unpublish(nomination.id)
    assert [(asset.published, asset.name) for asset in site.read(select(Asset))] == [(False, "The bike shed")]
    with site.writing():
        actions.forget(nomination.id)
        actions.unpublish(nomination.id)
    assert site.read(select(Asset)) == []


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"kind": "person", "latitude": None, "longitude": None}, "person_has_agreed"),
        ({"kind": "person", "permission_on": clock.today()}, "no_pin_on_a_person"),
        ({"longitude": None}, "whole_pin"),
    ],
)
def test_the_database_refuses_what_must_never_be(
    site: Site, nomination: Nomination, wrong: dict[str, Any], constraint: str
) -> None:
    values = {name: value for name, value in FACTS.items() if name != "permission"}
    owner = {"project_id": nomination.project_id, "activity_id": nomination.activity_id}
    asset = Asset(id=new_id(), **owner, revision=0, published=True, **values | wrong)
    with pytest.raises(IntegrityError, match=constraint):
        site.save(asset)
