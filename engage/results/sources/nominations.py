"""Every nomination, what was decided, and the asset as the public sees it."""

from collections.abc import Iterable

from engage.nominations.categories import CATEGORIES
from engage.nominations.models import Asset
from engage.nominations.queries import nominations_for_export
from engage.projects.models import Activity
from engage.results.sources import gatherings
from engage.results.sources.answers import PREFIX, answer_cells, answer_columns, columns_of
from engage.results.sources.columns import NOTE
from engage.results.sources.consents import consent_cells, consent_columns
from engage.results.sources.moderated import about, about_columns
from engage.results.sources.source import Source
from engage.results.tables import Column, Kind, Row


def _asset_columns() -> tuple[Column, ...]:
    kinds = tuple((category.key, str(category.label)) for category in CATEGORIES)
    return (
        Column("asset.name", "On the list: name", meaning="What the public list calls it, once it was accepted."),
        Column("asset.kind", "On the list: kind", Kind.CODE, "What sort of asset the public list says it is.", kinds),
        Column("asset.place", "On the list: place", meaning="Where it is, as the public list says."),
        Column("asset.description", "On the list: description", meaning="What the public list tells of it."),
        Column("asset.latitude", "On the list: latitude", Kind.NUMBER, "Degrees, to about a hundred metres."),
        Column("asset.longitude", "On the list: longitude", Kind.NUMBER, "Degrees, to about a hundred metres."),
    )


def _columns(activity: Activity) -> tuple[Column, ...]:
    agreed = (column for _consent, column in consent_columns(activity))
    return (*about_columns(), *agreed, *_asset_columns(), *columns_of(answer_columns(activity, PREFIX)))


def _rows(activity: Activity) -> Iterable[Row]:
    agreed, columns = consent_columns(activity), answer_columns(activity, PREFIX)
    for row in nominations_for_export(activity.id):
        yield (
            *about(row.sent),
            *consent_cells(agreed, row.sent.wording_id, row.sent.consents),
            *_asset(row.asset),
            *answer_cells(columns, row.sent.answers),
        )


def _asset(asset: Asset | None) -> Row:
    if asset is None:
        return (None,) * len(_asset_columns())
    return (asset.name, asset.kind, asset.place, asset.description, asset.latitude, asset.longitude)


SOURCE = Source(
    "nominations",
    "Nominations",
    ("nominations",),
    _columns,
    _rows,
    (gatherings.SOURCE,),
    (NOTE,),
    about="Every place that was put forward, what was decided, and the entry on the list.",
)
