"""A survey's answers, for its team."""

from flask import Blueprint, current_app
from flask_babel import gettext as _

from engage.core.errors import NotFound
from engage.core.roles import LEADS
from engage.projects.queries import activity_in_project
from engage.questionnaires import cards
from engage.questionnaires.asked import asked_over, definitions_over
from engage.questionnaires.drafts import DraftState
from engage.questionnaires.landing import landing_place
from engage.questionnaires.moderation.public import Pages, page_number
from engage.questionnaires.queries import conflicts_of, newest_submissions, revisions_of
from engage.questionnaires.visits import Visit
from engage.surveys.summaries import summarise
from engage.web.access import staff_only
from engage.web.rendering import page

blueprint = Blueprint("surveys", __name__, url_prefix="/staff")
A_PAGE = 50
"""Responses on one page of the list."""


@blueprint.get("/<project>/<activity>/responses")
@staff_only(*LEADS)
def responses(project: str, activity: str) -> str:
    """What the answers add up to, and every one of them."""
    place, found = activity_in_project(project, activity)
    if found.wording_id is None or not landing_place(found.kind).has_figures:
        raise NotFound()
    submissions = newest_submissions(found.id)
    pages = Pages(page_number(), len(submissions), A_PAGE)
    summaries = summarise(asked_over(definitions_over(found)), [submission.answers for submission in submissions])
    return page(
        "surveys/responses.html",
        title=_("Responses"),
        project=place,
        activity=found,
        responses=len(submissions),
        submissions=submissions[pages.first_number - 1 :][:A_PAGE],
        pages=pages,
        summaries=summaries,
        conflicts=conflicts_of(found.id),
        names={language.code: language for language in current_app.extensions["engage.languages"]},
    )


@blueprint.get("/<project>/<activity>/responses/<submission>")
@staff_only(*LEADS)
def response(project: str, activity: str, submission: str) -> str:
    """One person's answers, in every revision."""
    place, found = activity_in_project(project, activity)
    revisions = revisions_of(found.id, submission)
    if not revisions:
        raise NotFound()
    languages = current_app.extensions["engage.languages"]
    shown = []
    for revision in revisions:
        state = DraftState(id=revision.id, wording_id=revision.wording_id, answers=dict(revision.answers))
        here = Visit(place, found, landing_place(found.kind), state, languages.source)
        rows = cards.check_rows(here, revision.answers, change=False)
        shown.append((revision, rows, cards.agreements(here, revision.consents)))
    return page(
        "surveys/response.html",
        title=_("One response"),
        project=place,
        activity=found,
        revisions=shown,
        versions=cards.other_versions(place, found, languages.source, submission),
        names={language.code: language for language in languages},
    )
