"""Bad networks, double taps and the browser's own Back: nothing is lost, nothing is counted twice."""

import pytest
from playwright.sync_api import Page as Phone
from sqlalchemy import func, select

from engage.priorities.votes.models import Ballot
from engage.questionnaires.models import Submission
from tests.browser.demonstration import activity
from tests.browser.person import ANSWERS, TEXT, Person, held
from tests.support.browser import Phones
from tests.support.site import Site


def sent(site: Site, slug: str) -> int:
    """How many answers or ballots there are."""
    table = Ballot if slug == "first" else Submission
    (number,) = site.read(select(func.count()).where(table.activity_id == activity(site, slug).id))
    return number


@pytest.mark.parametrize("slug", ["ideas", "first"])
def test_pressing_send_twice_sends_once(site: Site, phone: Phone, slug: str) -> None:
    person = Person(phone, "en", slug)
    person.begin()
    person.to_the_end()
    before = sent(site, slug)
    phone.locator(f"{ANSWERS} .go").dblclick()
    phone.wait_for_url("**/done")
    person.read_code()
    assert sent(site, slug) == before + 1


@pytest.mark.parametrize("slug", ["ideas", "first"])
def test_sending_again_from_the_page_before_sends_once(site: Site, phone: Phone, slug: str) -> None:
    person = Person(phone, "en", slug)
    person.begin()
    person.to_the_end()
    before = sent(site, slug)
    digits = person.send()
    phone.go_back()
    phone.reload()
    phone.goto(f"{person.start}done")
    assert person.read_code() == digits
    assert sent(site, slug) == before + 1


def test_without_a_connection_the_page_stays(phones: Phones) -> None:
    person = Person(phones(), "en", "ideas")
    phone = person.phone
    person.begin()
    person.fill()
    typed, place = held(phone), phone.url
    phone.context.set_offline(True)
    told = phone.locator("[data-offline]")
    assert told.is_hidden()
    phone.locator(f"{ANSWERS} .go").click()
    assert told.is_visible()
    assert (held(phone), phone.url) == (typed, place)
    phone.context.set_offline(False)
    told.wait_for(state="hidden")
    person.go_on()
    phone.go_back()
    assert held(phone) == typed


@pytest.mark.parametrize("again", ["continue", "send"])
def test_a_connection_that_breaks_on_the_way_leaves_the_page_as_it_is(site: Site, phones: Phones, again: str) -> None:
    """The phone believes that it is connected. What was sent and not answered is sent once more, and counts once."""
    person = Person(phones(), "en", "ideas")
    phone = person.phone
    person.begin()
    person.fill()
    if again == "send":
        person.to_the_end()
    before, typed, place = sent(site, "ideas"), held(phone), phone.url
    phone.route(place, lambda route: (route.fetch(max_redirects=0), route.abort()))
    phone.locator(f"{ANSWERS} .go").click()
    phone.locator("[data-offline]").wait_for()
    assert (held(phone), phone.url) == (typed, place)
    phone.unroute(place)
    person.go_on()
    if again == "send":
        person.read_code()
    assert sent(site, "ideas") == before + (again == "send")


@pytest.mark.parametrize("again", ["continue", "send"])
def test_lost_connection_and_try_again(site: Site, phones: Phones, again: str) -> None:
    """Without scripts, the browser's own “try again” sends what was typed, once."""
    person = Person(phones(javascript=False), "en", "ideas")
    phone = person.phone
    person.begin()
    person.fill()
    if again == "send":
        person.to_the_end()
    before = sent(site, "ideas")
    phone.context.set_offline(True)
    with phone.expect_event("requestfailed"):
        phone.locator(f"{ANSWERS} .go").click(no_wait_after=True)
    phone.wait_for_url("chrome-error://**")
    phone.context.set_offline(False)
    phone.reload()
    if again == "continue":
        person.to_the_end()
        person.finds_own_words()
        assert sent(site, "ideas") == before
    else:
        person.read_code()
        assert sent(site, "ideas") == before + 1


def test_back_of_the_browser_keeps_answers(phone: Phone) -> None:
    person = Person(phone, "en", "how-are-things")
    person.begin()
    given = []
    while person.page != "check":
        person.fill()
        given.append(held(phone))
        person.go_on()
    for answers in reversed(given):
        phone.go_back()
        assert held(phone) == answers
    person.to_the_end()
    person.finds_own_words()


def test_back_and_refresh_show_what_was_typed_on_a_page_that_was_refused(phones: Phones) -> None:
    person = Person(phones(), "en", "ideas")
    phone = person.phone
    person.begin()
    place = phone.url.partition("?")[0]
    title = phone.locator(f"{ANSWERS} [name=title]")
    title.fill("too long " * 50)
    person.go_on(422)
    wrong = held(phone)
    response = phone.reload()
    assert response and (response.request.method, response.status) == ("GET", 200)
    assert held(phone) == wrong == [f"title={title.input_value()}"] and "too long" in wrong[0]
    person.go_on(422)
    title.fill("A bench")
    person.go_on()
    phone.go_back()
    assert phone.url.partition("?")[0] == place, "not the error page of the browser"
    assert held(phone) == ["title=A bench"]


def test_a_page_left_open_keeps_what_another_tab_did(phones: Phones) -> None:
    person = Person(phones(), "en", "ideas")
    person.begin()
    person.to_the_end()
    other = Person(person.phone.context.new_page(), "en", "ideas")
    other.words = "Something else"
    other.phone.goto(person.phone.url)
    other.press("dd[dir=auto] + .acts a.quiet")
    other.write(other.phone.locator(ANSWERS).locator(TEXT).first)
    other.go_on()
    person.go_on(409)
    person.phone.locator(".problem").wait_for()
    person.send()
