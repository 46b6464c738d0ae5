"""What the site says in its own words is signed and spoken wherever it stands: mistakes, consents, facts, failures."""

from xml.etree.ElementTree import Element

import pytest

from engage.content.interface import INTERFACE
from engage.content.models import SITE
from engage.questionnaires.actions import KEPT_FOR
from engage.questionnaires.definition import from_json
from tests.conftest import Clock
from tests.factories.questionnaires import Opened, drafted
from tests.factories.saying import SAID, buttons, say
from tests.page import Document, Page, text_of
from tests.support.site import Site

RECORDING = {"key": "told", "type": "recording", "text": "Tell us.", "required": True}
SHORT = {"key": "short", "type": "short-text", "text": "In a word?", "settings": {"longest": 3}}


@pytest.fixture
def page(site: Site) -> Page:
    return Page(site)


def signed(site: Site, *questions: dict[str, object]) -> Opened:
    """An open survey, all of whose words and all of the site's have a clip in BSL and a sound in Romani."""
    say(site, scope=SITE, units=INTERFACE)
    survey = drafted(site, *questions, waivers={"rmc": "a test"})
    say(site, scope=survey.activity.id, units=from_json(survey.activity.definition).units)
    survey.publish()
    survey.change(state="open")
    return survey


def problem(document: Document) -> Element:
    """The error summary."""
    return next(part for part in document.all("div", role="alert") if part.get("aria-labelledby"))


def mistakes(document: Document, label: str) -> list[tuple[str, bool]]:
    """Each line of the error summary, and whether a button beside it speaks or signs just these words."""
    told = []
    for line in problem(document).iter("li"):
        words = text_of(line)
        told.append((words, any(button.get("aria-label") == label + words for button in line.iter("a"))))
    return told


def test_a_mistake_is_signed_and_spoken(site: Site) -> None:
    survey = signed(site, RECORDING)
    for language, _, _, label in SAID:
        browser, asked = survey.begin(Page(site), language)
        wrong = browser.submit(asked, 422)
        ((_words, beside),) = mistakes(wrong, label)
        assert beside and len(list(problem(wrong).iter("a"))) == 2, "one button, beside what has to be mended"
    refused = Page(site).post(survey.address(language="bfi"), {}, 422)
    assert mistakes(refused, "Watch: ") == [("Tick this to take part. If you do not agree, you can leave now.", True)]


def test_what_depends_on_a_number_is_read_with_it_and_signed_without_it(site: Site) -> None:
    survey = signed(site, SHORT)
    browser, asked = survey.begin(Page(site), "bfi")
    wrong = browser.submit(asked, 422, short="abcde")
    assert mistakes(wrong, "Watch: ") == [("Make your answer shorter. Take out 2 letters.", True)]


@pytest.mark.parametrize(("tail", "code"), [("join", "ABCDEF"), ("receipt", "1111 1111 1111 1111 1111")])
def test_a_code_that_is_not_known_is_signed(site: Site, page: Page, tail: str, code: str) -> None:
    say(site, scope=SITE, units=INTERFACE)
    asked = page.get(f"/bfi/{tail}")
    assert list(asked.all("video"))
    ((words, beside),) = mistakes(page.post(f"/bfi/{tail}", {"code": code}, 422), "Watch: ")
    assert words.startswith("Check the code") and beside


def test_the_consents_of_a_recording_are_signed_and_spoken(site: Site) -> None:
    survey = signed(site, RECORDING)
    _, asked = survey.begin(Page(site), "bfi")
    wanted = ("What may we do with it?", "Translate it, or write it down", "Use it in reports", "Show it to everybody")
    assert {f"Watch: {words}" for words in wanted} <= set(buttons(asked))
    _, asked = survey.begin(Page(site), "rmc")
    assert len([name for name in buttons(asked) if name and name.startswith("Šunen: ")]) == 2 + len(wanted)


def test_one_clip_stands_for_all_facts_of_the_start_page(site: Site, page: Page) -> None:
    start = page.get(signed(site, SHORT).address(language="bfi"))
    facts = [text_of(line) for line in start.one("ul", class_="facts").iter("li")]
    assert facts[1] == "No name, phone number, e-mail or address."
    assert buttons(start).count(f"Watch: {facts[1]}") == 1
    assert not {f"Watch: {fact}" for fact in facts if fact != facts[1]} & set(buttons(start))


def test_a_failure_is_signed_and_spoken(site: Site, page: Page) -> None:
    say(site, scope=SITE, units=INTERFACE)
    assert list(page.get("/bfi/no-such-project/", 404).all("video"))
    spoken = page.get("/rmc/no-such-project/", 404)
    assert buttons(spoken) == [f"Šunen: {spoken.heading}"]
    assert not buttons(page.get("/en/no-such-project/", 404))


def test_no_mistake_costs_a_read_of_its_own(site: Site, clock: Clock) -> None:
    survey = signed(site, SHORT)
    browser, asked = survey.begin(Page(site), "bfi")
    wrong = browser.submit(asked, 422, short="abcde")
    site.statements.clear()
    browser.submit(wrong, 422, short="abcde")
    held = len([statement for statement in site.statements if "SELECT" in statement])
    clock.advance(minutes=2)
    site.statements.clear()
    browser.submit(wrong, 422, short="abcde")
    read = len([statement for statement in site.statements if "SELECT" in statement])
    assert (held, read) == (1, 3), "the draft; once a minute what the site says, with its files"


def test_a_mistake_is_signed_as_soon_as_its_clip_is_there(site: Site, clock: Clock) -> None:
    """No activity has to be published again for it."""
    survey = drafted(site, SHORT)
    survey.publish()
    survey.change(state="open")
    browser, asked = survey.begin(Page(site), "bfi")
    wrong = browser.submit(asked, 422, short="abcde")
    assert not mistakes(wrong, "Watch: ")[0][1]
    say(site, scope=SITE, units=INTERFACE)
    clock.advance(minutes=2)
    assert mistakes(browser.submit(wrong, 422, short="abcde"), "Watch: ")[0][1]


def test_help_and_privacy_promise_only_what_there_is(page: Page) -> None:
    assert "paper form" not in page.get("/en/help").text
    told = page.get("/en/privacy").text
    assert "From a survey, others see only rounded totals of ten people or more." in told
    assert "A list of places or ideas shows your words only if you agreed." in told
    assert "Its result shows exact numbers." in told


@pytest.mark.one_database
def test_the_privacy_page_says_how_long_what_was_not_sent_is_kept(page: Page) -> None:
    assert (
        f"Answers that you do not send are kept for {KEPT_FOR.days} days after you start."
        in page.get("/en/privacy").text
    )
