"""The start page: what people read and agree to first, in their language or not at all."""

from typing import Any

import pytest
from sqlalchemy import select

from engage.questionnaires.models import Draft, Submission
from tests.factories.projects import make_project
from tests.factories.questionnaires import Opened, drafted, opened
from tests.page import Page, text_of
from tests.support.site import Site

pytestmark = pytest.mark.one_database
PURPOSES = [
    {"key": "take-part", "text": "I take part", "required": True},
    {"key": "quotes", "text": "You may quote me"},
    {"key": "again", "text": "You may ask me again"},
]


@pytest.fixture
def asking(site: Site) -> Opened:
    """An open survey with two purposes that nobody has to agree to."""
    survey = opened(site)
    survey.publish(consents=PURPOSES)
    return survey


def test_nothing_is_agreed_to_beforehand(asking: Opened, page: Page) -> None:
    form = page.get(asking.address()).answer_form
    assert {field.get("name") for field in form.fields if field.get("type") == "checkbox"} == {
        "consent-take-part",
        "consent-quotes",
        "consent-again",
    }
    assert not [name for name in form.values() if name.startswith("consent")]


def test_only_what_taking_part_needs_must_be_agreed_to(asking: Opened, page: Page, site: Site) -> None:
    start = page.get(asking.address())
    refused = page.submit(start, 422, **{"consent-quotes": "yes"})
    assert refused.errors == ["Tick this to take part. If you do not agree, you can leave now."]
    assert refused.answer_form.values()["consent-quotes"] == "yes", "what was ticked stays ticked"
    assert site.read(select(Draft.id)) == []
    assert page.submit(refused, **{"consent-take-part": "yes", "consent-quotes": None}).location.endswith(
        "/way?begun=1"
    )


def test_what_was_agreed_to_is_kept_with_its_wording_language_and_day(asking: Opened, site: Site, clock: Any) -> None:
    page, document = asking.begin(language="ar", **{"consent-quotes": "yes"})
    page.submit(asking.answer(page, document, {"way": {"way": "walk"}}))
    (consents,) = site.read(select(Submission.consents))
    wording = asking.activity.wording_id
    assert consents == {
        "given": {"take-part": True, "quotes": True, "again": False},
        "wording": wording,
        "set": asking.activity.sets[wording]["ar"],
        "language": "ar",
        "day": "2026-03-02",
    }


def test_refusing_every_purpose_still_reaches_the_end(asking: Opened) -> None:
    _page, code = asking.take_part({"way": {"way": "walk"}})
    assert len(code) == 20


def test_an_unchecked_language_is_not_served_without_a_reason(site: Site, page: Page) -> None:
    survey = opened(site)
    told = page.get(survey.address(language="ro"))
    assert not [form for form in told.forms if form.element.get("id") == "start"]
    page.post(survey.address(language="ro"), {"consent-take-part": "yes"}, 422)
    assert site.read(select(Draft.id)) == []
    assert [form for form in page.get(survey.address(language="ar")).forms if form.element.get("id") == "start"]


def test_a_page_that_is_not_in_the_readers_language_leads_to_those_it_is_in(site: Site, page: Page) -> None:
    survey = opened(site)
    (choice,) = page.get(survey.address(language="ro")).all("ul", class_="langs")
    told = {link.get("href"): (link.get("lang"), text_of(link)) for link in choice.iter("a")}
    assert told == {
        survey.address(language="bfi"): ("en-GB", "BSLBritish Sign Language"),
        survey.address(): ("en-GB", "English"),
        survey.address(language="ar"): ("ar", "العربية"),
    }
    assert not list(page.get(survey.address(language="ar")).all("ul", class_="langs"))


def test_every_language_of_the_project_is_offered_and_no_other(site: Site, page: Page) -> None:
    survey = opened(site, project=site.save(make_project(languages=["en", "ar"])))
    pressed = {button.get("value") for button in page.get(survey.address()).all("button", name="_to")}
    assert pressed == {"language:en", "language:ar"}


def test_a_draft_and_a_closed_activity_cannot_be_begun(site: Site, page: Page) -> None:
    page.get(drafted(site).address(), 404)
    survey = opened(site)
    survey.change(state="closed")
    assert not [form for form in page.get(survey.address(), 410).forms if form.element.get("id") == "start"]
    page.post(survey.address(), {"consent-take-part": "yes"}, 410)
    page.get(f"/en/{survey.project.slug}/nothing/", 404)


def test_it_closes_at_the_moment_that_was_said(survey: Opened, page: Page, clock: Any) -> None:
    survey.change(closes_at=clock.now.replace(hour=11))
    clock.advance(minutes=59, seconds=59)
    page.submit(page.get(survey.address()), **{"consent-take-part": "yes"})
    clock.advance(seconds=1)
    page.get(survey.address("way"), 410)
    page.post(survey.address(), {"consent-take-part": "yes"}, 410)


def test_who_comes_back_goes_on_where_they_stopped(survey: Opened) -> None:
    page, document = survey.begin()
    page.submit(document, way="bus")
    start = page.get(survey.address())
    assert "Go on where you stopped" in start.text
    assert page.submit(start).location.partition("?")[0] == survey.address("bus")


def test_nobody_needs_a_cookie_to_read_and_blocked_ones_are_explained(survey: Opened, site: Site) -> None:
    page = Page(site)
    start = page.get(survey.address())
    answer = page.submit(start, **{"consent-take-part": "yes"})
    page.client._cookies.clear()
    told = page.get(answer.location, 400)
    assert "cookie" in told.text and survey.address() in told.links
    assert page.get(survey.address("way"), 303).location == survey.address(), "a bookmark leads to the start"


@pytest.mark.parametrize("tail", ["way", "check", "later"])
def test_pages_behind_the_start_lead_there_without_a_draft(survey: Opened, page: Page, tail: str) -> None:
    assert page.get(survey.address(tail), 303).location == survey.address()
    assert page.get(survey.address("done"), 303).location == "/en/receipt"
