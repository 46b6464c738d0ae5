"""The whole way through each activity, in each language, on a small phone: without scripts, and with them."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page as Phone

from tests.browser.person import ANSWERS, TEXT, Person, held
from tests.factories.media import photo as make_photo
from tests.support.browser import Phones

SURVEY, NOMINATIONS, IDEAS, VOTE = "how-are-things", "what-helps", "ideas", "first"
ACTIVITIES = (SURVEY, NOMINATIONS, IDEAS, VOTE)
EVERYWHERE = [(code, slug) for slug in ACTIVITIES for code in ("en", "bfi", "ar", "ro", "rmc")]
ANOTHER = {"en": "ar", "bfi": "ro", "ar": "bfi", "ro": "en", "rmc": "ar"}
"""The language that each reader looks at on the way."""


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A photo that somebody took."""
    file = tmp_path / "photo.jpg"
    file.write_bytes(make_photo())
    return file


@pytest.mark.parametrize(("code", "slug"), EVERYWHERE)
def test_whole_way_without_scripts(phones: Phones, photo: Path, code: str, slug: str) -> None:
    whole_way(phones, code, slug, photo, javascript=False)


@pytest.mark.parametrize(("code", "slug"), EVERYWHERE)
def test_whole_way_with_scripts(phones: Phones, photo: Path, code: str, slug: str) -> None:
    whole_way(phones, code, slug, photo, javascript=True)


def whole_way(phones: Phones, code: str, slug: str, photo: Path, *, javascript: bool) -> None:
    person = Person(phones(javascript=javascript), code, slug)
    person.from_the_front_door()
    person.press("#start .go", 422)
    problem_is_told(person.phone, javascript=javascript)
    person.agree()
    if slug != VOTE:
        person.go_on(422)
        problem_is_told(person.phone, javascript=javascript)
        there_and_back(person)
    switched_in_the_middle(person)
    person.to_the_end(photo)
    person.finds_own_words()
    changed_before_sending(person)
    digits = person.send()
    person.phone = phones(javascript=javascript)
    person.open_receipt(digits)
    if slug == VOTE:
        proves_and_tells_nothing(person)
    else:
        person.finds_own_words()
    if slug == SURVEY:
        changed_and_taken_back(person, digits)


def problem_is_told(phone: Phone, *, javascript: bool) -> None:
    """The summary and the field say the same; the title warns; a line of the summary leads to its field."""
    summary = phone.locator(".problem")
    prefix = phone.locator(".mend .away").first.text_content().strip()
    assert phone.title().startswith(prefix), phone.title()
    beside = [told.inner_text().strip().removeprefix(prefix).strip() for told in phone.locator(".mend").all()]
    lines = summary.locator("a[href^='#']").all()
    assert [line.inner_text().strip() for line in lines] == beside
    lines[0].click()
    target = phone.locator(lines[0].get_attribute("href"))
    assert target.count() == 1
    if javascript:
        assert phone.evaluate("document.activeElement.matches('input, textarea')")


def there_and_back(person: Person) -> None:
    """Continue, then the button Back: the answer stands where it was given."""
    first = person.page
    person.fill()
    given = held(person.phone)
    person.go_on()
    assert person.page != first
    person.press('button[name="_to"][value="back"]')
    assert (person.page, held(person.phone)) == (first, given)


def switched_in_the_middle(person: Person) -> None:
    """Answer half a page that takes words (a ballot: ticks), look at it in another language, and come back."""
    while person.slug != VOTE and not person.phone.locator(ANSWERS).locator(TEXT).count():
        person.fill()
        person.go_on()
    person.fill()
    place, given = urlsplit(person.phone.url).path.split("/")[2:], held(person.phone)
    own = person.code
    person.switch_to(ANOTHER[own])
    assert (urlsplit(person.phone.url).path.split("/")[2:], held(person.phone)) == (place, given)
    person.switch_to(own)
    assert held(person.phone) == given


def changed_before_sending(person: Person) -> None:
    """Change leads to the question and, by Continue, back to the page with everything."""
    before = person.phone.locator(".summary").first.inner_text()
    person.press(".acts a.quiet" if person.slug == VOTE else "dd[dir=auto] + .acts a.quiet")
    change_an_answer(person)
    person.go_on()
    assert person.page == "check"
    assert person.phone.locator(".summary").first.inner_text() != before


def change_an_answer(person: Person) -> None:
    """Give another answer to the first question of this page."""
    form = person.phone.locator(ANSWERS)
    if form.locator(TEXT).count():
        person.write(form.locator(TEXT).first)
    elif form.locator("[type=radio]").count():
        form.locator("[type=radio]:not(:checked)").first.check()
    else:
        form.locator("[type=checkbox]:checked").first.uncheck()


def proves_and_tells_nothing(person: Person) -> None:
    """The receipt of a ballot says that it is in the box; nothing on it shows a choice or leads to changing one."""
    main = person.phone.locator("main")
    assert main.locator(".notice.done").is_visible()
    assert main.locator("form, .summary, a[href*='first']").count() == 0


def changed_and_taken_back(person: Person, digits: str) -> None:
    """By its receipt an answer is changed, and then taken back."""
    before = person.phone.locator(".summary").first.inner_text()
    person.press("#answer .go")
    assert person.page == "check"
    person.press(".acts a.quiet")
    change_an_answer(person)
    person.go_on()
    assert person.send() == digits
    person.open_receipt(digits)
    assert person.phone.locator(".summary").first.inner_text() != before
    person.press('main a[href$="/receipt/withdraw"]')
    person.press("#answer .go")
    person.open_receipt(digits)
    assert person.phone.locator("main .notice.done").is_visible()
    assert person.phone.locator(".summary, #answer").count() == 0
