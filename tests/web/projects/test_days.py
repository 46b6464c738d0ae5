"""Every day that is kept is the day where the project is: here it is past midnight, and elsewhere not yet."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import select

from engage.core.roles import Role
from engage.nominations.models import Nomination
from engage.priorities.votes import actions as vote_actions
from engage.projects.models import Project
from engage.questionnaires import actions
from engage.questionnaires.models import Submission
from engage.results.actions import publish_figures
from tests.factories import moderation, votes
from tests.factories.projects import make_project
from tests.factories.questionnaires import opened
from tests.page import Page
from tests.support.site import Site

pytestmark = pytest.mark.one_database
HERE = date(2026, 7, 2)
SignIn = Callable[..., Page]


@pytest.fixture(autouse=True)
def past_midnight(clock: Any) -> None:
    clock.now = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)


@pytest.fixture
def project(site: Site) -> Project:
    return site.save(make_project(time_zone="Europe/London"))


def test_of_what_is_sent_and_taken_back(site: Site, project: Project) -> None:
    opened(site, project=project).take_part({"way": {"way": "walk"}})
    (sent,) = site.read(select(Submission))
    assert (sent.sent_on, sent.consents["day"]) == (HERE, HERE.isoformat())
    with site.writing():
        actions.withdraw(sent.id)
    assert site.read(select(Submission.withdrawn_on)) == [HERE]


def test_of_a_decision(site: Site, project: Project, sign_in: SignIn) -> None:
    place, activity = moderation.open_activity(site, "nominations", project)
    moderation.send(site, place, activity)
    (row,) = site.read(select(Nomination))
    lead = sign_in(Role.LEAD, place)
    shown = lead.get(f"/staff/{place.slug}/{activity.slug}/moderation/{row.id}")
    lead.send(next(form for form in shown.forms if form.action.endswith("/accept")))
    assert site.read(select(Nomination.decided_on)) == [HERE]


def test_of_a_gathering(project: Project, sign_in: SignIn) -> None:
    form = sign_in(Role.RESEARCHER, project).get(f"/staff/{project.slug}/gatherings/new").forms[-1]
    assert form.values()["held_on"] == HERE.isoformat()


def test_of_a_count_and_its_outcome(site: Site, project: Project) -> None:
    vote = votes.open_vote(site, project)
    votes.count(site, vote)
    with site.writing():
        vote_actions.publish(vote.id)
    box = votes.box(site, vote)
    assert (box.counted_on, box.published_on) == (HERE, HERE)


def test_of_figures(site: Site, project: Project) -> None:
    survey = opened(site, project=project)
    with site.writing() as session:
        activity = session.merge(survey.activity)
        assert publish_figures(activity).published_on == HERE
