"""After closing: the wording stays, changes can be thrown away, and what happens next can still be said."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from engage.core.roles import Role
from engage.priorities.votes.models import VoteBox
from engage.projects.models import Activity, Project
from engage.questionnaires.models import Submission
from tests.factories import votes
from tests.factories.editing import Editor
from tests.factories.questionnaires import WAY, Opened, opened
from tests.page import Document, Page
from tests.support.site import Site
from tests.web.editor.test_release import logged, press, translate

pytestmark = pytest.mark.one_database
DONE = "The bus runs on Sundays now."
KEPT = "It has closed, so residents go on reading what was published."


@pytest.fixture
def editor(site: Site, sign_in: Callable[..., Page]) -> Editor:
    """A survey with one question that is closed."""
    activity = opened(site, WAY)
    activity.change(state="closed")
    return Editor(activity, sign_in(Role.LEAD, activity.project))


def say(editor: Editor, **words: str) -> Document:
    """Change words of the frame; the activity's page after it."""
    return editor.page.follow(editor.page.submit(editor.page.get(editor.activity.staff("frame")), **words))


def offered(shown: Document) -> set[str]:
    return {form.action.rpartition("/")[2] for form in shown.forms}


@pytest.mark.parametrize("state", ["published", "open", "closed"])
def test_changes_are_discarded_in_every_state(editor: Editor, state: str) -> None:
    editor.activity.change(state=state)
    assert "discard" not in offered(editor.shown())
    shown = say(editor, title="A new title")
    assert {"publish", "discard"} & offered(shown) == ({"discard"} if state == "closed" else {"publish", "discard"})
    assert (KEPT in shown.text) == (state == "closed")
    assert ("until you publish again" in shown.text) == (state != "closed")
    press(editor, "discard")
    shown = editor.shown()
    assert "The changes are gone." in shown.text and shown.heading == "How are things?"
    assert "publish" not in offered(shown), "nothing is new"
    translate(editor.activity, "ar")
    press(editor, "publish")
    assert logged(editor.activity)[-2:] == ["activity.discarded", "activity.published"]


def test_what_was_discarded_already_is_not_discarded_again(editor: Editor) -> None:
    say(editor, title="A new title")
    form = next(form for form in editor.shown().forms if form.action.endswith("/discard"))
    editor.page.send(form)
    editor.page.send(form, 409)


def test_a_closed_survey_says_what_came_of_it_and_answers_cite_what_they_were_asked(
    site: Site, sign_in: Callable[..., Page]
) -> None:
    activity = opened(site, WAY)
    resident, code = activity.take_part({"way": {"way": "bus"}})
    before = activity.activity.wording_id
    activity.change(state="closed")
    editor = Editor(activity, sign_in(Role.LEAD, activity.project))
    assert "publish" in offered(say(editor, next=DONE))
    press(editor, "publish")
    assert DONE in Page(site).get(activity.address(), 410).text
    assert DONE in resident.get(activity.address("done")).text
    assert activity.renew().wording_id != before
    assert site.read(select(Submission.wording_id)) == [before]
    assert "By bus" in editor.page.get(activity.staff("responses")).text
    receipt = resident.follow(resident.submit(resident.get("/en/receipt"), code=code))
    assert "By bus" in receipt.text and DONE in receipt.text
    assert Page(site).get(activity.address(language="ar"), 410).status == 410
    assert set(activity.activity.sets[activity.activity.wording_id or ""]) == set(activity.activity.sets[before or ""])


def test_nothing_else_is_published_after_closing(editor: Editor) -> None:
    token = editor.shown().forms[0].values()["csrf_token"]
    say(editor, next=DONE, title="A new title")
    wrong = editor.page.post(editor.activity.staff("publish"), {"csrf_token": token}, 422)
    assert "only “What happens next” can still be published" in wrong.text
    assert DONE not in Page(editor.activity.site).get(editor.activity.address(), 410).text


def test_a_counted_vote_says_what_was_done(site: Site) -> None:
    vote = votes.open_vote(site)
    code = votes.make_codes(site, vote, 2)[0]
    resident = Page(site)
    votes.vote(resident, votes.address(site, vote), [votes.CLINIC], code)
    held = Opened(site, site.read(select(Project).where(Project.id == vote.project_id))[0], vote)
    editor = Editor(held, votes.lead(site, vote))
    with site.writing() as session:
        session.get_one(Activity, vote.id).state = "closed"
    say(editor, next="We count on Friday.")
    press(editor, "publish")
    votes.published(site, vote)
    outcome = site.read(select(VoteBox.outcome))
    say(editor, next=DONE)
    press(editor, "publish")
    shown = Page(site).get(held.address("results")).text
    assert DONE in shown and "1 person wanted it." in shown and "We count on Friday." not in shown
    assert site.read(select(VoteBox.outcome)) == outcome
    assert "Your ballot is in the box." in resident.get(held.address("done")).text


def test_a_closed_activity_offers_no_change_of_its_questions(editor: Editor) -> None:
    there = {editor.activity.staff(f"questions/way{tail}") for tail in ("", "/delete")}
    shown = editor.shown()
    assert not there & set(shown.links) and "add" not in offered(shown)
    assert editor.activity.staff("frame") in shown.links
    editor.activity.change(state="open")
    assert there <= set(editor.shown().links)
