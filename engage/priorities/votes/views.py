"""What a vote came to, told to everybody."""

from flask import Blueprint, current_app, g
from flask_babel import gettext as _

from engage.content.shown import Shown, Words
from engage.core.errors import NotFound
from engage.priorities.votes import actions, explaining, queries, rules_told
from engage.priorities.votes.explaining import amount
from engage.priorities.votes.landing import FIRST_WORDS
from engage.priorities.votes.result import VoteResult
from engage.projects.queries import takes_answers
from engage.questionnaires.editions import definition_of, words_of
from engage.questionnaires.visits import Visit, visit
from engage.web.access import open_to_everyone
from engage.web.rendering import page

blueprint = Blueprint("votes", __name__)


@blueprint.get("/<language>/<project>/<activity>/results")
@open_to_everyone
def results(language: str, project: str, activity: str) -> str:
    """The outcome once it is public; until then, when to come back."""
    here = visit(project, activity)
    if queries.box_of(here.activity.id) is None:
        raise NotFound()
    result = queries.published_outcome(here.activity.id)
    if result is None:
        return page(
            "votes/not_yet.html",
            title=_("Not yet"),
            here=here,
            open=takes_answers(here.activity),
            waiting=here.activity.state == "published",
        )
    return _outcome_page(here, result)


def _outcome_page(here: Visit, result: VoteResult) -> str:
    words = _words(here, result)
    unit = actions.the_question(result.wording_id).unit
    shown = {option.key: words[f"{unit}.choice.{option.key}"] for option in result.options}
    names = {key: option.text for key, option in shown.items()}
    return page(
        "votes/results.html",
        title=words["interface.outcome"].name,
        here=here,
        told=words,
        shown=shown,
        introduction=rules_told.introduction(result),
        counted=rules_told.counted_as(result.settings),
        options=explaining.told(result, names),
        comparison=rules_told.comparison(result, names),
        voters=rules_told.voters(result),
        how=rules_told.how_counted(result),
        rows=table_rows(result, names),
        next=_still_next(here, result, words),
    )


def _still_next(here: Visit, result: VoteResult, words: Words) -> Shown | None:
    """What happens next, unless it only tells of the count, which is done."""
    told = definition_of(here.activity.wording_id or result.wording_id).next
    return None if told == FIRST_WORDS["next"] else words["next"]


def _words(here: Visit, result: VoteResult) -> Words:
    """The wording that was voted on, in the reader's language: once closed, only what happens next can be another."""
    source = current_app.extensions["engage.languages"].source
    wording_id = here.activity.wording_id or result.wording_id
    set_id = (here.activity.sets.get(wording_id) or {}).get(g.language.code)
    words = words_of(wording_id, set_id, g.language, source)
    g.least_checked = words.least_checked()
    return words


def table_rows(result: VoteResult, names: explaining.Names) -> list[list[object]]:
    """The numbers behind the outcome: option, cost, people, and what each way of counting says."""
    yes, no = _("Chosen"), _("Not this time")
    return [
        [
            names[row.option.key],
            amount(row.option.cost) if row.option.cost is not None else "–",
            row.supporters,
            yes if row.chosen else no,
            yes if row.chosen_by_other else no,
        ]
        for row in result.rows()
    ]
