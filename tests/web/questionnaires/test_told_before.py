"""What a person should know before they answer stands above the answer, and a screen reader says it."""

from typing import Any

import pytest
from sqlalchemy import select

from engage.questionnaires.models import Draft
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
    ballot = {**votes.BALLOT, "required": True}
    _page, document = opened(site, ballot, kind="vote", settings={**votes.DECLARED, "entry": "open"}).begin()
    assert "Saturday clinic" in document.text and MUST not in document.text


def test_how_much_fits_is_told_before_and_what_is_too_much_after(site: Site) -> None:
    survey = opened(site, {**NAME, "settings": {"longest": 20}}, {"key": "more", "type": "long-text", "text": "More?"})
    page, document = survey.begin()
    assert heard(document) == f"{MUST} Its usual name. Up to 20 letters and spaces."
    wrong = page.submit(document, 422, name="x" * 4820)
    assert wrong.errors == ["Make your answer shorter. Take out 4,800 letters."]
    assert page.submit(document, 422, name="x" * 21).errors == ["Make your answer shorter. Take out 1 letter."]
    document = page.follow(page.submit(document, name="Clock house"))
    assert "letters" not in document.text, "a limit that nobody meets frightens nobody"


@pytest.mark.parametrize("copied", ["north", "53.48", "91, 0", "53.48, 181"])
def test_a_wrong_pin_is_kept_and_says_how_to_mend_it(site: Site, copied: str) -> None:
    survey = opened(site, {"key": "spot", "type": "place", "text": "Where is it?", "settings": {"pin": True}})
    page, document = survey.begin()
    assert text_of(document.one(id="q-spot-hint")).endswith("Up to 200 letters and spaces.")
    wrong = page.submit(document, 422, spot__words="by the gate", spot__pin=copied)
    assert wrong.errors == ["Copy the pin from a map, such as 53.4795, -2.2451, or leave it empty."]
    assert wrong.answer_form.values()["spot__pin"] == copied
    assert wrong.one("details", class_="help").get("open") is not None


@pytest.mark.parametrize(("asks", "kept"), [(True, {"pin": [53.4812, -2.2934]}), (False, {})])
def test_a_pin_is_taken_only_where_the_question_asks_for_one(site: Site, asks: bool, kept: dict[str, Any]) -> None:
    survey = opened(site, {"key": "spot", "type": "place", "text": "Where is it?", "settings": {"pin": asks}})
    page, document = survey.begin()
    assert ("spot__pin" in document.answer_form.values()) == asks
    page.submit(document, spot__words="by the gate", spot__pin="53.4812, -2.2934")
    assert site.read(select(Draft.answers)) == [{"spot": {"words": "by the gate", **kept}}]


def test_words_in_english_on_a_page_of_another_language_are_explained(site: Site) -> None:
    note = "Some words here are in English."
    arabic = "بعض الكلمات هنا بالإنجليزية"
    survey = opened(site)
    page, document = survey.begin(language="ar")
    done = page.follow(page.submit(survey.answer(page, document, {"way": {"way": "walk"}})))
    assert arabic in done.text
    assert [told.text.count(arabic) for told in (page.get(survey.address(language="ar")),)] == [1]
    assert note not in Page(site).get(survey.address()).text


def test_an_outcome_says_it_too(site: Site) -> None:
    vote = votes.open_vote(site)
    votes.cast(site, vote, [votes.CLINIC], votes.make_codes(site, vote)[0])
    votes.published(site, vote)
    results = f"{votes.address(site, vote)}/results"
    assert "بعض الكلمات هنا بالإنجليزية" in Page(site).get(f"/ar/{results}").text
    assert "in English" not in Page(site).get(f"/en/{results}").text


def test_a_start_page_says_it_of_no_tick(survey: Opened, page: Page) -> None:
    start = page.get(survey.address())
    assert "You can leave out any question that does not say you must answer it." in start.text
    assert MUST not in start.text


def test_a_vote_speaks_of_its_ballot_and_not_of_questions_to_leave_out(site: Site, page: Page) -> None:
    vote = votes.open_vote(site, entry="open")
    start = page.get(f"/en/{votes.address(site, vote)}/")
    assert "You can also put in an empty ballot." in start.text and "leave out any question" not in start.text


HELPS = {
    "key": "helps",
    "type": "multiple-choice",
    "text": "What helps?",
    "options": [
        {"key": "bus", "text": "A bus"},
        {"key": "lift", "text": "A lift"},
        {"key": "nothing", "text": "Nothing helps me", "exclusive": True},
    ],
}


def test_several_answers_say_so_unless_the_lead_does(site: Site) -> None:
    page, asked = opened(site, HELPS, {**HELPS, "key": "more", "hint": "Tick two."}).begin()
    assert "Choose all that apply." in asked.text
    assert "Choose all that apply." not in page.follow(page.submit(asked)).text


def test_the_answer_that_stands_alone_is_named_by_its_own_words(site: Site) -> None:
    page, asked = opened(site, HELPS).begin()
    wrong = page.submit(asked, 422, helps=["bus", "nothing"])
    assert wrong.errors == ["Choose “Nothing helps me” on its own, or choose other answers."]
