"""What a person should know before they answer stands above the answer, and a screen reader says it."""

import pytest

from tests.factories import votes
from tests.factories.questionnaires import WAY, Opened, opened
from tests.page import Document, Page, text_of
from tests.support.site import Site

pytestmark = pytest.mark.one_database
MUST = "You must answer this one."
NAME = {"key": "name", "type": "short-text", "text": "What is it called?", "hint": "Its usual name.", "required": True}


def heard(document: Document) -> str:
    """What a screen reader says of the question after its name."""
    (element,) = (e for e in document.all() if e.tag in {"fieldset", "input", "textarea"} and e.get("aria-describedby"))
    return " ".join(text_of(document.one(id=name)) for name in (element.get("aria-describedby") or "").split())


def test_what_must_be_answered_says_so(site: Site) -> None:
    survey = opened(site, WAY, NAME, {"key": "more", "type": "long-text", "text": "What else?"})
    page, document = survey.begin()
    assert heard(document) == MUST
    document = page.follow(page.submit(document, way="walk"))
    assert heard(document).startswith(f"{MUST} Its usual name.")
    wrong = page.submit(document, 422)
    assert heard(wrong).startswith(MUST) and heard(wrong).endswith("Write an answer.")
    document = page.follow(page.submit(document, name="Clock house"))
    assert MUST not in document.text, "what can be left out says nothing"


def test_a_ballot_may_be_blank_and_does_not_say_otherwise(site: Site) -> None:
    vote = votes.open_vote(site)
    (code,) = votes.make_codes(site, vote)
    assert MUST not in votes.begin(Page(site), votes.address(site, vote), code).text


def test_a_start_page_says_it_of_no_tick(survey: Opened, page: Page) -> None:
    start = page.get(survey.address())
    assert "You can leave out any question that does not say you must answer it." in start.text
    assert MUST not in start.text
