"""The public list of what people nominated, with a small map."""

from flask import Blueprint, g, request
from flask_babel import gettext as _

from engage.core.errors import NotFound
from engage.nominations import queries
from engage.nominations.categories import CATEGORIES
from engage.nominations.landing import Nominations
from engage.nominations.map import Place, pins
from engage.nominations.models import Asset
from engage.projects.models import Activity
from engage.projects.queries import takes_answers
from engage.projects.words import show_project
from engage.questionnaires.editions import definition_of
from engage.questionnaires.moderation.moderated import PLACE
from engage.questionnaires.moderation.parts import question_for
from engage.questionnaires.moderation.public import A_PAGE, Entry, Pages, page_number, place_shown, words_shown
from engage.web.access import open_to_everyone
from engage.web.rendering import page

blueprint = Blueprint("nominations", __name__)


@blueprint.get("/<language>/<project>/<activity>/places")
@open_to_everyone
def places(language: str, project: str, activity: str) -> str:
    """Everything that was accepted, by name; all of it, or of one kind."""
    kind, number = request.args.get("kind", ""), page_number()
    if kind and kind not in CATEGORIES:
        raise NotFound()
    found = queries.public_page(project, activity, Nominations.key, kind=kind, number=number, size=A_PAGE)
    pages = Pages(number, found.total)
    show_project(found.project, g.language)
    entries = _entries(found.activity, found.entries, pages.first_number)
    mapped = [
        Place(entry.number, entry.name, entry.anchor, asset.latitude, asset.longitude)
        for entry, asset in zip(entries, found.entries, strict=True)
        if asset.latitude is not None and asset.longitude is not None
    ]
    return page(
        "nominations/places.html",
        title=_("Places, groups and people that help"),
        words=words_shown(found.activity),
        project=found.project,
        address={"language": language, "project": project, "activity": activity},
        entries=entries,
        pages=pages,
        pins=pins(mapped),
        categories=CATEGORIES,
        kind=kind,
        takes_answers=takes_answers(found.activity),
    )


def _entries(activity: Activity, assets: list[Asset], first_number: int) -> list[Entry]:
    """The assets as a reader meets them; the words stay in the language in which they were written."""
    words = words_shown(activity)
    listed = question_for(PLACE, definition_of(activity.wording_id or ""), activity.settings)
    return [
        Entry(
            number=number,
            name=asset.name,
            kind=str(CATEGORIES.get(asset.kind).label),
            place=place_shown(listed, words, asset.place_key, asset.place),
            words=asset.description,
        )
        for number, asset in enumerate(assets, start=first_number)
    ]
