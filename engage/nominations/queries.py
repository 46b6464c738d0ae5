"""Reads of assets, for the public list and for exports."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, func, select

from engage.core.errors import NotFound
from engage.extensions import db
from engage.nominations.models import Asset, Nomination
from engage.projects.models import Activity, Project
from engage.questionnaires.moderation.queries import Sent, everything_sent


@dataclass(frozen=True)
class PublicPage:
    """One page of a public list, and how much there is in all."""

    project: Project
    activity: Activity
    assets: list[Asset]
    total: int


def public_page(project: str, activity: str, landing_key: str, *, kind: str, number: int, size: int) -> PublicPage:
    """A page of the published assets by name, in one read. kind: a category's key, or "" for all. NotFound."""
    shown = [Asset.activity_id == Activity.id, Asset.published.is_(True)]
    if kind:
        shown.append(Asset.kind == kind)
    rows = db.session.execute(
        select(Project, Activity, Asset, func.count(Asset.id).over())
        .join(Activity, Activity.project_id == Project.id)
        .outerjoin(Asset, and_(*shown))
        .where(Project.slug == project, Activity.slug == activity, Activity.state != "draft")
        .where(Activity.kind == landing_key)
        .order_by(func.lower(Asset.name), Asset.id)
        .limit(size)
        .offset((number - 1) * size)
    ).all()
    if not rows:
        raise NotFound()
    return PublicPage(rows[0][0], rows[0][1], [row[2] for row in rows if row[2] is not None], rows[0][3])


def how_many_shown(activity_ids: Collection[str]) -> dict[str, int]:
    """{activity id: how many published assets it has}, of those that have any, in one read."""
    shown = select(Asset.activity_id, func.count(Asset.id)).where(
        Asset.activity_id.in_(activity_ids), Asset.published.is_(True)
    )
    return {row[0]: row[1] for row in db.session.execute(shown.group_by(Asset.activity_id))}


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
