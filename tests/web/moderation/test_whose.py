"""Who may moderate what: leads, in their own project, and only what can be moderated."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from engage.core.identifiers import new_id
from engage.core.roles import Role
from engage.nominations.models import Nomination
from tests.factories.moderation import open_activity, send
from tests.factories.projects import make_activity, make_project
from tests.page import Page
from tests.support.site import Site

SignIn = Callable[..., Page]
WRITES = ("accept", "decline", "undo", "take-off", "offer")

pytestmark = pytest.mark.one_database


def address(site: Site) -> tuple[str, str]:
    """(the desk of a project, the id of something on it)."""
    project, activity = open_activity(site, "nominations")
    send(site, project, activity)
    (row,) = site.read(select(Nomination).where(Nomination.activity_id == activity.id))
    return f"/staff/{project.slug}/{activity.slug}/moderation", row.id


def test_a_lead_of_another_project_finds_nothing(site: Site, sign_in: SignIn) -> None:
    desk, item = address(site)
    stranger = sign_in(Role.LEAD, site.save(make_project()))
    for path in (desk, f"{desk}/answers", f"{desk}/{item}"):
        stranger.get(path, 404)
    for write in WRITES:
        stranger.post(f"{desk}/{item}/{write}", {}, 404)


def test_a_thing_is_found_only_on_its_own_desk(site: Site, sign_in: SignIn) -> None:
    desk, item = address(site)
    project, activity = open_activity(site, "nominations")
    lead = sign_in(Role.LEAD, project)
    own = f"/staff/{project.slug}/{activity.slug}/moderation"
    for path in (f"{own}/{item}", f"{own}/{new_id()}"):
        lead.get(path, 404)
    token = lead.get(f"{own}/answers").answer_form.values()["csrf_token"]
    for write in WRITES:
        lead.post(f"{own}/{item}/{write}", {"csrf_token": token, "seen": "waiting.1.0"}, 404)


@pytest.mark.parametrize("role", [Role.RESEARCHER, Role.READER])
def test_others_of_the_project_do_not_moderate(site: Site, sign_in: SignIn, role: Role) -> None:
    project, activity = open_activity(site, "nominations")
    sign_in(role, project).get(f"/staff/{project.slug}/{activity.slug}/moderation", 403)


def test_a_survey_has_nothing_to_moderate(site: Site, sign_in: SignIn) -> None:
    project = site.save(make_project())
    survey = site.save(make_activity(project))
    lead = sign_in(Role.LEAD, project)
    lead.get(f"/staff/{project.slug}/{survey.slug}/moderation", 404)


@pytest.mark.parametrize("query", ["show=withdrawn", "show=nothing", "page=0", "page=99999999999999999999"])
def test_lists_that_there_are_not(site: Site, sign_in: SignIn, query: str) -> None:
    project, activity = open_activity(site, "ideas")
    sign_in(Role.LEAD, project).get(f"/staff/{project.slug}/{activity.slug}/moderation?{query}", 404)
