"""What the receipt says of a nomination or an idea, in the reader's language."""

from collections.abc import Callable
from typing import Any

import pytest
from flask_babel import force_locale
from sqlalchemy import select

from engage.core.roles import Role
from engage.nominations.models import Nomination
from engage.priorities.ideas.models import Idea
from engage.questionnaires.models import Submission
from engage.questionnaires.moderation.reasons import REASONS
from tests.factories import votes
from tests.factories.moderation import LISTS, new_draft, open_activity, send
from tests.page import Page
from tests.support.site import Site

SignIn = Callable[..., Page]
TABLES: dict[str, Any] = {"nominations": Nomination, "ideas": Idea}
ORIGINS = {"nominations": "nomination", "ideas": "idea"}

pytestmark = pytest.mark.parametrize("kind", TABLES)


class Told:
    """Somebody who sent something and holds its receipt, and the lead who reads it."""

    def __init__(self, site: Site, kind: str, sign_in: SignIn) -> None:
        self.site, self.kind = site, kind
        self.project, self.activity = open_activity(site, kind)
        self.root_id = send(site, self.project, self.activity).root_id
        self.lead = sign_in(Role.LEAD, self.project)
        (row,) = site.read(select(TABLES[kind]))
        self.item = f"/staff/{self.project.slug}/{self.activity.slug}/moderation/{row.id}"
        self.sender = Page(site)
        (receipt,) = site.read(select(Submission.receipt).where(Submission.id == self.root_id))
        with self.sender.client.session_transaction() as cookie:
            cookie["receipt"] = receipt

    def decide(self, action: str, **values: str) -> None:
        forms = self.lead.get(self.item).forms
        self.lead.send(next(form for form in forms if form.action.endswith("/" + action)), **values)

    def change(self) -> None:
        draft = new_draft(self.activity, follows=self.root_id)
        send(self.site, self.project, self.activity, draft, about="Other words")

    def read(self, language: str = "en") -> str:
        return self.sender.get(f"/{language}/receipt/answers").text


@pytest.fixture
def told(site: Site, sign_in: SignIn, kind: str) -> Told:
    return Told(site, kind, sign_in)


def in_arabic(site: Site, text: Any) -> str:
    with site.app.test_request_context("/ar/"), force_locale("ar"):
        return " ".join(str(text).split())


def test_waiting(told: Told, kind: str) -> None:
    assert "A person reads it before others see it." in told.read()


def test_accepted_with_the_way_to_the_list(told: Told, kind: str) -> None:
    told.decide("accept")
    page = told.sender.get("/ar/receipt/answers")
    assert f"/ar/{told.project.slug}/{told.activity.slug}/{LISTS[kind]}" in page.links
    assert "It was accepted." in told.read()


@pytest.mark.parametrize("reason", ["unclear", "elsewhere", "hurtful"])
def test_declined_with_the_reason_in_arabic_and_the_moderators_words(told: Told, kind: str, reason: str) -> None:
    told.decide("decline", reason=reason, own_words="لا نعرف <b>المكان</b>")
    page = told.sender.get("/ar/receipt/answers")
    assert in_arabic(told.site, REASONS.get(reason).sentence) in page.text
    assert "لا نعرف <b>المكان</b>" in page.text
    assert "<b>المكان" not in page.html


def test_declined_change_and_what_stands(told: Told, kind: str) -> None:
    told.decide("accept")
    told.change()
    assert "What was accepted before is still here" in told.read()
    told.decide("decline", reason="unclear")
    assert "It was not accepted." in told.read()
    assert "What was accepted before is still here" in told.read()
    told.decide("take-off")
    assert "still here" not in told.read()


def test_a_decision_taken_back_waits_again(told: Told, kind: str) -> None:
    told.decide("decline", reason="unclear")
    told.decide("undo")
    assert "A person reads it before others see it." in told.read()
    assert "It was not accepted" not in told.read()


def test_what_stands_on_a_ballot_stays_and_that_is_said(told: Told, site: Site, kind: str) -> None:
    stays = "What you sent is on a ballot."
    (row,) = site.read(select(TABLES[kind]))
    vote = votes.open_vote(site, told.project, state="published")
    staff = f"/staff/{told.project.slug}/{vote.slug}/vote"
    assert stays not in told.read() + told.sender.get("/en/receipt/withdraw").text
    votes.publish_again(site, vote, text="My own words", origin=f"{ORIGINS[kind]}:{row.id}")
    assert stays in told.read() and stays in told.sender.get("/en/receipt/withdraw").text
    assert "Somebody took back" not in told.lead.get(staff).text
    told.sender.submit(told.sender.get("/en/receipt/withdraw"))
    assert stays in told.read()
    asked = told.lead.get(staff).text
    assert "Somebody took back what they suggested" in asked and "My own words" in asked
    votes.publish_again(site, vote, "Other benches")
    assert stays not in told.read() and "Somebody took back" not in told.lead.get(staff).text
