"""The public list of ideas."""

from flask import Blueprint, g
from flask_babel import gettext as _

from engage.priorities.ideas import queries
from engage.priorities.ideas.landing import Ideas
from engage.projects.queries import takes_answers
from engage.projects.words import show_project
from engage.questionnaires.editions import definition_of
from engage.questionnaires.moderation.moderated import PLACE
from engage.questionnaires.moderation.parts import question_for
from engage.questionnaires.moderation.public import A_PAGE, Entry, Pages, page_number, place_shown, words_shown
from engage.web.access import open_to_everyone
from engage.web.rendering import page

blueprint = Blueprint("ideas", __name__)


@blueprint.get("/<language>/<project>/<activity>/ideas")
@open_to_everyone
def ideas(language: str, project: str, activity: str) -> str:
    """Every idea that was accepted, by name; the words stay in the language in which they were written."""
    number = page_number()
    found = queries.public_page(project, activity, Ideas.key, number=number, size=A_PAGE)
    pages = Pages(number, found.total)
    show_project(found.project, g.language)
    words = words_shown(found.activity)
    listed = question_for(PLACE, definition_of(found.activity.wording_id or ""), found.activity.settings)
    entries = [
        Entry(place_number, idea.name, place_shown(listed, words, idea.place_key, idea.place), idea.description)
        for place_number, idea in enumerate(found.entries, start=pages.first_number)
    ]
    return page(
        "ideas/ideas.html",
        title=_("Ideas from people here"),
        words=words,
        project=found.project,
        address={"language": language, "project": project, "activity": activity},
        entries=entries,
        pages=pages,
        takes_answers=takes_answers(found.activity),
    )
