"""Reads of assets, for the public list and for exports."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, select

from engage.extensions import db
from engage.nominations.models import Asset, Nomination
from engage.questionnaires.moderation import queries as moderated
from engage.questionnaires.moderation.queries import Sent, everything_sent

SHOWN = Asset.published.is_(True)


def public_page(
    project: str, activity: str, landing_key: str, *, kind: str, number: int, size: int
) -> moderated.PublicPage:
    """A page of the published assets by name, in one read; NotFound. kind: a category's key, or "" for all."""
    shown = and_(SHOWN, Asset.kind == kind) if kind else SHOWN
    return moderated.public_page(Asset, shown, project, activity, landing_key, number=number, size=size)


def how_many_shown(activity_ids: Collection[str]) -> dict[str, int]:
    """{activity id: how many published assets it has}, of those that have any, in one read."""
    return moderated.how_many_shown(Asset, SHOWN, activity_ids)


def asset_of(nomination_id: str) -> Asset | None:
    """The asset that was made of a nomination, published or not."""
    return db.session.scalar(select(Asset).where(Asset.nomination_id == nomination_id))


def names_of(nomination_ids: Collection[str]) -> dict[str, str]:
    """{nomination id: the name of the asset that was made of it}, in one read."""
    rows = db.session.execute(select(Asset.nomination_id, Asset.name).where(Asset.nomination_id.in_(nomination_ids)))
    return {row[0]: row[1] for row in rows}


@dataclass(frozen=True)
class NominationRow:
    """A nomination for an export: what was sent, what became of it, and the asset as it stands (None if none)."""

    sent: Sent
    asset: Asset | None


def nominations_for_export(activity_id: str) -> Sequence[NominationRow]:
    """Every nomination with its newest revision, tombstones too, in an order that tells nothing of time."""
    assets = db.session.scalars(select(Asset).where(Asset.activity_id == activity_id).order_by(Asset.id))
    by_nomination = {asset.nomination_id: asset for asset in assets}
    return [NominationRow(sent, by_nomination.get(row.id)) for row, sent in everything_sent(Nomination, activity_id)]
