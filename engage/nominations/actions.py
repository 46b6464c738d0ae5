"""Writes of assets. They flush and never commit."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete

from engage.core.errors import Rejected
from engage.core.identifiers import new_id
from engage.extensions import db
from engage.nominations.categories import CATEGORIES
from engage.nominations.models import Asset, Nomination
from engage.nominations.queries import asset_of
from engage.projects.queries import today_at

PIN_DECIMALS = 3
"""About a hundred metres: enough to go there, too little to mark a door."""


def publish(nomination: Nomination, revision: int, facts: Mapping[str, Any]) -> Asset:
    """Make an asset of a nomination public, in place of what it was before.

    facts: name, kind, place_key, place, latitude, longitude, description, permission (bool).
    Rejected where a person would be shown without a recorded permission.
    """
    personal = CATEGORIES.get(facts["kind"]).asks_permission
    if personal and not facts["permission"]:
        raise Rejected("no-permission")
    asset = asset_of(nomination.id) or Asset(id=new_id(), nomination_id=nomination.id)
    asset.project_id, asset.activity_id = nomination.project_id, nomination.activity_id
    asset.revision = revision
    asset.name, asset.kind, asset.description = facts["name"], facts["kind"], facts["description"] or ""
    asset.place_key, asset.place = facts["place_key"] or "", facts["place"] or ""
    asset.latitude, asset.longitude = (None, None) if personal else _pin(facts)
    asset.permission_on = (asset.permission_on or today_at(nomination.activity_id)) if personal else None
    asset.published = True
    db.session.add(asset)
    db.session.flush()
    return asset


def _pin(facts: Mapping[str, Any]) -> tuple[float | None, float | None]:
    latitude, longitude = facts["latitude"], facts["longitude"]
    if latitude is None or longitude is None:
        return None, None
    return round(float(latitude), PIN_DECIMALS), round(float(longitude), PIN_DECIMALS)


def unpublish(nomination_id: str) -> None:
    """Take the asset of a nomination off the list; its words stay for the moderator."""
    asset = asset_of(nomination_id)
    if asset is not None:
        asset.published = False
        db.session.flush()


def forget(nomination_id: str) -> None:
    """Delete the asset of a nomination."""
    db.session.execute(delete(Asset).where(Asset.nomination_id == nomination_id))
