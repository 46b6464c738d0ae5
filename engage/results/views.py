"""What we heard: a survey's published figures, for everyone."""

from collections.abc import Iterable

from flask import Blueprint, current_app, g
from flask_babel import gettext as _

from engage.content.shown import Shown, Words
from engage.core.errors import NotFound
from engage.projects.models import Activity
from engage.projects.queries import activity_in_project
from engage.questionnaires.asked import Asked
from engage.questionnaires.editions import words_of
from engage.questionnaires.visits import frame
from engage.results.publication import told
from engage.results.queries import asked_in, newest_publication
from engage.web.access import open_to_everyone
from engage.web.rendering import page

blueprint = Blueprint("results", __name__)


def words_of_options(asked: Asked, words: Words) -> dict[str, str]:
    """{key of the tally: the reader's words}."""
    said = {key: asked.type.tally_words(question, key, words) for key, question in asked.forms.items()}
    return {
        # Translators: an answer that was taken off the list of a question, beside those that can still be chosen
        key: _("%(answer)s (no longer asked)", answer=text) if asked.is_gone(key) else text
        for key, text in said.items()
    }


def _words_over(activity: Activity, wordings: Iterable[str]) -> Words:
    """What the reader is shown for each unit of these wordings, as in the first that has it."""
    source = current_app.extensions["engage.languages"].source
    found: dict[str, Shown] = {}
    for wording_id in wordings:
        set_id = (activity.sets.get(wording_id) or {}).get(g.language.code)
        found = {**words_of(wording_id, set_id, g.language, source), **found}
    return Words(found)


@blueprint.get("/<language>/<project>/<activity>/heard")
@open_to_everyone
def heard(language: str, project: str, activity: str) -> str:
    """Each question with rounded figures; small ones are left out."""
    place, found = activity_in_project(project, activity)
    publication = newest_publication(found.id)
    if publication is None:
        raise NotFound()
    frame(place)
    words = _words_over(found, publication.wordings)
    asked = asked_in(publication.wordings)
    return page(
        "results/heard.html",
        title=_("What we heard"),
        project=place,
        activity=found,
        words=words,
        told=told(asked, publication.figures, lambda question: words_of_options(question, words)),
        people=publication.figures["people"],
        publication=publication,
    )
