"""Answering page by page: nothing that was typed is lost, and what does not apply is not asked."""

from typing import Any

import pytest
from sqlalchemy import select

from engage.questionnaires.models import Draft, Submission
from tests.factories.questionnaires import BUS, CHANGE, WAY, Opened, code_of, opened
from tests.page import Document, Page
from tests.support.site import Site

pytestmark = pytest.mark.one_database
LONG = "ب" * 201
TOGETHER = (
    {**WAY, "page": "both"},
    {**BUS, "page": "both"},
    {**CHANGE, "page": "both", "required": True},
    {"key": "last", "type": "number", "text": "How many?"},
)


def to_change(survey: Opened) -> tuple[Page, Document]:
    """A person on the page with a text of at most 200 signs."""
    page, document = survey.begin()
    return page, page.follow(page.submit(document, way="walk"))


def test_an_error_keeps_what_was_typed_and_says_how_to_mend_it(survey: Opened) -> None:
    page, document = to_change(survey)
    wrong = page.submit(document, 422, change=LONG)
    assert wrong.title.startswith("Error: ")
    assert wrong.errors == ["Make your answer shorter. Take out 1 letter."]
    assert wrong.answer_form.values()["change"] == LONG
    assert page.get(document.path).answer_form.values()["change"] == LONG, "also after a reload"


def test_the_answers_of_a_page_are_kept_apart_from_its_mistakes(site: Site) -> None:
    survey = opened(site, *TOGETHER)
    page, document = survey.begin()
    wrong = page.submit(document, 422, way="walk", change=LONG)
    assert (wrong.answer_form.values()["way"], len(wrong.errors)) == ("walk", 1)
    assert site.read(select(Draft.answers)) == [{"way": "walk"}]


@pytest.mark.parametrize(
    ("target", "leads_to"),
    [
        ("language:ar", "/ar/{place}/change"),
        ("back", "/en/{place}/way"),
        ("later", "/en/{place}/later"),
        ("home", "/en/{project}/"),
        ("help", "/en/{project}/help"),
        ("privacy", "/en/{project}/privacy"),
        ("accessibility", "/en/accessibility"),
        ("language:xx", "/en/{place}/"),
        ("nonsense", "/en/{place}/"),
    ],
)
@pytest.mark.parametrize("typed", ["warm rooms", LONG, "<b>&amp;"])
def test_every_button_of_the_frame_saves_what_was_typed(survey: Opened, target: str, leads_to: str, typed: str) -> None:
    page, document = to_change(survey)
    place = f"{survey.project.slug}/{survey.activity.slug}"
    answer = page.submit(document, press=("_to", target), change=typed)
    assert answer.location == leads_to.format(place=place, project=survey.project.slug)
    if target == "language:ar":
        assert page.follow(answer).answer_form.values()["change"] == typed
    assert page.get(document.path).answer_form.values()["change"] == typed


def test_leave_forgets_on_this_phone_and_the_code_still_opens_it(survey: Opened, site: Site) -> None:
    page, document = to_change(survey)
    code = code_of(page.get(survey.address("later")))
    answer = page.submit(document, press=("_to", "leave"), change="unsent")
    assert answer.location == "/en/leave"
    page.follow(answer)
    assert page.get(survey.address("change"), 303).location == survey.address()
    other = Page(site)
    other.submit(other.get("/en/receipt"), code=code)
    assert other.get(survey.address("change")).answer_form.values()["change"] == "unsent"


def test_switching_the_language_keeps_the_way_back_to_the_check_page(survey: Opened) -> None:
    page, document = to_change(survey)
    check = page.follow(page.submit(document, change="x"))
    change = next(link for link in check.all("a") if (link.get("href") or "").endswith("change?then=check"))
    document = page.get(change.get("href") or "")
    arabic = page.follow(page.submit(document, press=("_to", "language:ar"), change="y"))
    assert page.submit(arabic).location == survey.address("check", "ar")


def test_change_leads_back_to_the_check_page(survey: Opened) -> None:
    page, document = to_change(survey)
    check = page.follow(page.submit(document, change="x"))
    changed = page.get(survey.address("way?then=check"))
    assert changed.answer_form.values()["way"] == "walk"
    wrong = page.submit(changed, 422, way="boat")
    answer = page.submit(wrong, way="lift")
    assert answer.location == check.path
    assert "A lift" in page.follow(answer).text


def test_a_changed_answer_opens_and_closes_what_depends_on_it(survey: Opened, site: Site) -> None:
    page, document = survey.begin()
    document = page.follow(page.submit(document, way="bus"))
    assert document.path == survey.address("bus")
    document = page.follow(page.submit(document, bus="slow"))
    check = page.follow(page.submit(document))
    assert "slow" in check.text
    check = page.follow(page.submit(page.get(survey.address("way?then=check")), way="walk"))
    assert "slow" not in check.text and "How is the bus?" not in check.text
    assert page.get(survey.address("bus"), 303).location == survey.address("change"), "it is not asked any more"
    page.submit(check)
    assert site.read(select(Submission.answers)) == [{"way": "walk"}]


@pytest.mark.parametrize("then", ["", "?then=check"])
def test_a_question_that_opens_on_the_same_page_is_asked_there(site: Site, then: str) -> None:
    survey = opened(site, *TOGETHER)
    page, _document = survey.begin()
    document = page.get(survey.address(f"both{then}"))
    assert "How is the bus?" not in document.text
    answer = page.submit(document, way="bus", change="x")
    assert answer.location == survey.address(f"both{then}")
    document = page.follow(answer)
    assert "How is the bus?" in document.text
    following = page.submit(document, bus="slow").location
    assert following == survey.address("check" if then else "last")


def test_skipped_questions_are_shown_as_not_answered_and_are_not_sent(survey: Opened, site: Site) -> None:
    page, document = to_change(survey)
    check = page.follow(page.submit(document))
    assert "Not answered" in check.text
    page.submit(check)
    assert site.read(select(Submission.answers)) == [{"way": "walk"}]


def test_what_must_be_answered_is_asked_before_sending(survey: Opened) -> None:
    page, _document = survey.begin()
    page.submit(page.get(survey.address("change")), change="x")
    answer = page.get(survey.address("check"), 303)
    assert answer.location == survey.address("way?then=check")


def test_an_unknown_page_is_not_found(survey: Opened) -> None:
    page, _document = survey.begin()
    page.get(survey.address("nothing"), 404)


def test_closing_while_somebody_answers_loses_nothing(survey: Opened) -> None:
    page, document = to_change(survey)
    survey.change(state="closed")
    page.submit(document, 410, change="half a thought")
    page.get(survey.address("change"), 410)
    page.get(survey.address("check"), 410)
    survey.change(state="open")
    assert page.get(survey.address("change")).answer_form.values()["change"] == "half a thought"


def test_two_people_do_not_see_each_others_answers(survey: Opened) -> None:
    for way in ("bus", "walk"):
        page, document = survey.begin()
        assert "way" not in document.answer_form.values()
        page.submit(document, way=way)
        assert page.get(survey.address("way")).answer_form.values()["way"] == way


def test_a_page_that_is_held_in_memory_fits_its_reader(survey: Opened) -> None:
    """Language, way back and token are each reader's own, whoever saw the page before."""
    first, shown = survey.begin()
    second, document = survey.begin(language="ar")
    assert document.one("html").get("lang") == "ar" and shown.one("html").get("lang") == "en-GB"
    third, document = survey.begin()
    assert third.submit(document, way="lift").status == 303
    assert first.submit(shown, way="lift").status == 303
    assert "_then" not in second.get(survey.address("way")).answer_form.values()
    assert second.get(survey.address("way?then=check")).answer_form.values()["_then"] == "check"
    survey.publish(WAY, CHANGE, title="Another title")
    _page, document = survey.begin()
    assert document.status == 200


def test_a_page_of_questions_costs_one_read_and_one_write(survey: Opened, site: Site) -> None:
    survey.take_part({"way": {"way": "bus"}})
    page, document = survey.begin()

    def statements(address: str, data: dict[str, Any] | None = None) -> list[str]:
        site.statements.clear()
        answer = page.client.get(address) if data is None else page.client.post(address, data=data)
        assert answer.status_code == (200 if data is None else 303)
        return [one.split()[0] for one in site.statements if one.split()[0] not in {"BEGIN", "COMMIT", "PRAGMA"}]

    assert statements(survey.address("way")) == ["SELECT"]
    assert statements(survey.address("way"), document.answer_form.values() | {"way": "bus"}) == ["SELECT", "UPDATE"]
    assert statements(survey.address("bus")) == ["SELECT"]
    assert statements(survey.address("check")) == ["SELECT"]
    page.get(survey.address("bus"))


def test_a_page_that_only_says_something_is_no_question(site: Site) -> None:
    said = {"key": "said", "type": "statement", "text": "Now we ask about health."}
    page, first = opened(site, WAY, said, CHANGE).begin()
    assert first.title == "Question 1 – Engage" and "Question 1 of about 2" in first.text
    read = page.follow(page.submit(first, way="walk"))
    assert read.title == "Read this – Engage" and "Question" not in read.text
    second = page.follow(page.submit(read))
    assert second.title == "Question 2 – Engage" and "Question 2 of about 2" in second.text
