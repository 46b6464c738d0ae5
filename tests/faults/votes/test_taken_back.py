"""What is offered to a vote and taken back at the same moment: it never lands on a ballot after that."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import select

from engage.content.actions import put_rendition
from engage.content.models import Rendition
from engage.content.units import Unit
from engage.projects.models import Activity
from engage.questionnaires import actions
from engage.questionnaires.definition import from_json
from engage.questionnaires.landing import landing_place
from engage.questionnaires.models import RenditionSet, Submission, Wording
from tests.factories.votes import address, make_vote
from tests.page import Document, Page
from tests.support.site import Site
from tests.web.moderation.test_deciding import TABLES, Desk

A_MOMENT = 0.5
NAME = "The words of somebody"


@pytest.fixture(params=TABLES)
def desk(site: Site, sign_in: Callable[..., Page], request: pytest.FixtureRequest) -> Desk:
    """Something that was accepted and can be offered in a vote."""
    held = Desk(site, request.param, sign_in)
    held.do("accept", name=NAME)
    return held


@pytest.fixture
def vote(site: Site, desk: Desk) -> Activity:
    made: Activity = site.save(make_vote(desk.project))
    return made


@contextmanager
def taking_back(desk: Desk) -> Iterator[None]:
    """Its sender takes it back; that is committed at the end."""
    root_id = desk.sent.root_id
    with desk.site.app.test_request_context("/en/"), desk.site.writing() as session:
        submission = session.get_one(Submission, root_id)
        actions.withdraw(root_id)
        landing_place(desk.activity.kind).withdrawn(session.get_one(Activity, desk.activity.id), submission)
        yield


def meanwhile(desk: Desk, press: Callable[[], Document]) -> Document:
    """What a lead is answered who presses a button while it is taken back."""
    with ThreadPoolExecutor(1) as pool:
        with taking_back(desk):
            answer = pool.submit(press)
            with pytest.raises(TimeoutError):
                answer.result(A_MOMENT)
        return answer.result()


def words_of(site: Site, vote: Activity) -> str:
    """All that is kept of a vote's questions."""
    held = site.read(select(Activity.definition).where(Activity.id == vote.id))
    return str(held + site.read(select(Wording.definition).where(Wording.activity_id == vote.id)))


def button(desk: Desk, vote: Activity, end: str) -> Any:
    """The form with this address on the vote's page."""
    shown = desk.lead.get(f"/staff/{address(desk.site, vote)}/")
    return next(form for form in shown.forms if form.action.endswith(end))


def test_it_is_not_offered_while_it_is_taken_back(site: Site, desk: Desk, vote: Activity) -> None:
    offer = desk.form("offer")
    meanwhile(desk, lambda: desk.lead.send(offer, 409, vote=vote.id, cost="4000"))
    assert NAME not in words_of(site, vote)


@pytest.mark.parametrize("end", ["/publish", "/preview/en"])
def test_it_is_not_frozen_while_it_is_taken_back(site: Site, desk: Desk, vote: Activity, end: str) -> None:
    desk.do("offer", vote=vote.id, cost="4000")
    press = button(desk, vote, end)
    meanwhile(desk, lambda: desk.lead.send(press))
    kept = words_of(site, vote)
    assert NAME not in kept and kept.count("Saturday clinic") == 2


def test_who_puts_it_back_on_the_ballot_cannot_publish_it(site: Site, desk: Desk, vote: Activity) -> None:
    desk.do("offer", vote=vote.id, cost="4000")
    (offered,) = site.read(select(Activity.definition).where(Activity.id == vote.id))
    with taking_back(desk):
        pass
    with site.writing() as session:
        session.get_one(Activity, vote.id).definition = offered
    told = desk.lead.send(button(desk, vote, "/publish"), 422)
    assert f"“{NAME}” was taken back by its sender." in told.text
    assert not site.read(select(Wording.id).where(Wording.activity_id == vote.id))


def test_its_words_leave_the_previews_and_the_translations(site: Site, desk: Desk, vote: Activity) -> None:
    desk.do("offer", vote=vote.id, cost="4000")
    seen = desk.lead.send(button(desk, vote, "/preview/en"))
    begun = desk.lead.follow(desk.lead.submit(desk.lead.follow(seen), **{"consent-take-part": "yes"}))
    assert NAME in begun.text
    (held,) = site.read(select(Activity).where(Activity.id == vote.id))
    question = from_json(held.definition).questions[0]
    for option in (question.options[0], question.options[-1]):
        unit = Unit(question.units_of(option)[0], option.text)
        with site.writing():
            put_rendition(scope=vote.id, unit=unit, language="ro", form="text", words=f"RO {option.text}")
    with taking_back(desk):
        pass
    assert NAME not in words_of(site, vote)
    assert site.read(select(Rendition.words).where(Rendition.scope == vote.id)) == ["RO Saturday clinic"]
    assert not site.read(select(RenditionSet)) or NAME not in str(site.read(select(RenditionSet.content)))
    (held,) = site.read(select(Activity).where(Activity.id == vote.id))
    assert held.sets == {}
    assert NAME not in desk.lead.get(seen.location, 404).text
    assert NAME not in desk.lead.get(begun.path, 404).text
    again = desk.lead.follow(desk.lead.send(button(desk, vote, "/preview/en")))
    shown = desk.lead.follow(desk.lead.submit(again, **{"consent-take-part": "yes"}))
    assert "Saturday clinic" in shown.text and NAME not in shown.text


def test_what_was_previewed_without_it_stays(site: Site, desk: Desk, vote: Activity) -> None:
    seen = desk.lead.send(button(desk, vote, "/preview/en"))
    desk.do("offer", vote=vote.id, cost="4000")
    with taking_back(desk):
        pass
    assert desk.lead.follow(seen).status == 200
