"""Those who nominate may say what it is, in the words of the list; a moderator has the last word."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from engage.core.roles import Role
from engage.nominations.categories import CATEGORIES
from engage.nominations.landing import first_questions
from engage.nominations.models import Asset, Nomination
from engage.projects.models import Activity
from engage.questionnaires.definition import from_json
from engage.questionnaires.editing import blank
from tests.factories.moderation import open_activity, send
from tests.factories.projects import make_project
from tests.page import Page
from tests.support.site import Site


def test_new_nominations_ask_for_a_name_and_may_be_told_what_it_is(site: Site, sign_in: Callable[..., Page]) -> None:
    project = site.save(make_project())
    lead = sign_in(Role.LEAD, project)
    lead.submit(lead.get(f"/staff/{project.slug}/new"), kind="nominations", title="What helps?")
    (made,) = site.read(select(Activity))
    name, kind = from_json(made.definition).questions
    assert (name.key, name.required, kind.key, kind.required) == ("name", True, "kind", False)
    assert [(option.key, option.text) for option in kind.options] == [(one.key, one.label) for one in CATEGORIES]


@pytest.mark.parametrize(("said", "offered"), [("service", "service"), (None, "")])
def test_what_was_said_stands_in_the_moderators_form(
    site: Site, sign_in: Callable[..., Page], said: str | None, offered: str
) -> None:
    with site.app.test_request_context("/en/"):
        definition = {**blank("What helps?"), "questions": first_questions()}
    project, activity = open_activity(site, "nominations", definition=definition)
    send(site, project, activity, name="The food van", kind=said, where=None, about=None)
    (row,) = site.read(select(Nomination))
    lead = sign_in(Role.LEAD, project)
    shown = lead.get(f"/staff/{project.slug}/{activity.slug}/moderation/{row.id}")
    form = next(form for form in shown.forms if form.action.endswith("/accept"))
    assert form.values()["kind"] == offered
    lead.send(form, kind="place")
    assert site.read(select(Asset.kind)) == ["place"]
