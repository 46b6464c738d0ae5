"""Every nomination, what was decided, and the asset as the public sees it."""

from collections.abc import Sequence

from engage.nominations.models import Asset
from engage.nominations.queries import nominations_for_export
from engage.projects.models import Activity
from engage.results.sources.codebook import codebook_table
from engage.results.sources.moderated import ABOUT, about, answered, answers_under
from engage.results.sources.source import Source
from engage.results.tables import Column, Kind, Row, Table

ASSET = (
    Column("asset.name", "On the list: name"),
    Column("asset.kind", "On the list: kind", Kind.CODE),
    Column("asset.place", "On the list: place"),
    Column("asset.description", "On the list: description"),
    Column("asset.latitude", "On the list: latitude", Kind.NUMBER),
    Column("asset.longitude", "On the list: longitude", Kind.NUMBER),
)


def _tables(activity: Activity) -> Sequence[Table]:
    columns = answers_under(activity)
    table = Table(
        "nominations",
        "Nominations",
        (*ABOUT, *ASSET, *(column for _question, _suffix, column in columns)),
        (
            (*about(row.sent), *_asset(row.asset), *answered(columns, row.sent))
            for row in nominations_for_export(activity.id)
        ),
    )
    return table, codebook_table(activity)


def _asset(asset: Asset | None) -> Row:
    if asset is None:
        return (None,) * len(ASSET)
    return (asset.name, asset.kind, asset.place, asset.description, asset.latitude, asset.longitude)


SOURCE = Source("nominations", "Nominations", ("nominations",), _tables)
