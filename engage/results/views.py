"""What we heard: a survey's published figures, for everyone."""

from flask import Blueprint, current_app, g
from flask_babel import gettext as _

from engage.content.shown import Words
from engage.core.errors import NotFound
from engage.projects.queries import activity_in_project
from engage.questionnaires.definition import Question
from engage.questionnaires.editions import definition_of, words_of
from engage.questionnaires.questions import QUESTION_TYPES
from engage.questionnaires.visits import frame
from engage.results.publication import told
from engage.results.queries import newest_publication
from engage.web.access import open_to_everyone
from engage.web.rendering import page

blueprint = Blueprint("results", __name__)


def words_of_options(question: Question, words: Words) -> dict[str, str]:
    """{key of the tally: the reader's words}."""
    question_type = QUESTION_TYPES.get(question.type)
    return {key: question_type.tally_words(question, key, words) for key in question_type.tally(question, [])}


@blueprint.get("/<language>/<project>/<activity>/heard")
@open_to_everyone
def heard(language: str, project: str, activity: str) -> str:
    """Each question with rounded figures; small ones are left out."""
    place, found = activity_in_project(project, activity)
    publication = newest_publication(found.id)
    if publication is None:
        raise NotFound()
    frame(place)
    definition = definition_of(publication.wording_id)
    set_id = (found.sets.get(publication.wording_id) or {}).get(language)
    words = words_of(publication.wording_id, set_id, g.language, current_app.extensions["engage.languages"].source)
    figures = told(definition, publication.figures, lambda question: words_of_options(question, words))
    return page(
        "results/heard.html",
        title=_("What we heard"),
        project=place,
        activity=found,
        told=[(words[question.unit], lines) for question, lines in figures],
        people=publication.figures["people"],
        publication=publication,
        subject=words["title"],
    )
