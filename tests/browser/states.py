"""Every page of residents in each of its states, as a walk: each generator brings a phone to a state and names it.

`thorough` adds the states in which something was filled in, went wrong or stands open.
"""

import re
from collections.abc import Callable, Iterator

from playwright.sync_api import Page as Phone
from playwright.sync_api import Route

from engage.demonstration.sources import SLUG
from engage.questionnaires.previews import preview_token
from engage.web.errors import PAGES
from tests.browser.demonstration import CODED, ENGLISH_ONLY, REFUSING, Street, activity
from tests.browser.person import ANSWERS, TEXT, Person

NO_RECEIPT = "1111 1111 1111 1111 1111"
Walk = Callable[[Phone, str, Street, bool], Iterator[str]]


def frame(phone: Phone, code: str, street: Street, thorough: bool) -> Iterator[str]:
    """What stands around the activities: languages, projects, help, rights, leaving."""
    project = f"/{code}/{SLUG}/"
    for address in ("/", f"/{code}/", project, f"/{code}/help", f"/{code}/privacy", f"{project}privacy"):
        phone.goto(address)
        yield address
    for address in (f"/{code}/accessibility", f"/j/{street.gathering.replace(' ', '')}"):
        phone.goto(address)
        yield address
    if thorough:
        phone.goto(project)
        phone.locator(".language summary").click()
        yield "the menu of languages"
    phone.route("**/leave", _stays)
    phone.goto(f"/{code}/leave")
    yield "leave"


def _stays(route: Route) -> None:
    """The page that goes on at once, without its going on: so that it can be seen, with its style."""
    answer = route.fetch()
    body, left_out = re.subn('<meta http-equiv="refresh"[^>]*>', "", answer.text())
    assert left_out == 1
    route.fulfill(response=answer, body=body)


def errors(phone: Phone, code: str, street: Street, thorough: bool) -> Iterator[str]:
    """The page for each status with which the site can refuse."""
    for status in sorted(PAGES):
        phone.goto(f"/{code}/{REFUSING}/{status}")
        yield str(status)
    phone.goto(f"/{code}/{SLUG}/ideas/title?begun=1")
    yield "no cookies"
    person = Person(phone, code, "ideas")
    person.begin()
    person.fill()
    phone.context.clear_cookies()
    person.go_on(400)
    yield "a visit that has ended"


def doors(phone: Phone, code: str, street: Street, thorough: bool) -> Iterator[str]:
    """Codes: a gathering's, a vote's, a receipt's; and the next person."""
    for name, wrong in (("join", "ABCDEF"), ("receipt", NO_RECEIPT)):
        phone.goto(f"/{code}/{name}")
        yield name
        if thorough:
            phone.locator("#code-field").fill(wrong)
            _go(phone)
            yield f"{name}, refused"
    phone.goto(f"/{code}/{SLUG}/{CODED}/")
    yield "a vote that asks for a code"
    if thorough:
        _go(phone)
        yield "a vote that asks for a code, refused"
    phone.goto(f"/{code}/next")
    yield "next person, at no gathering"
    phone.goto(f"/{code}/join/{street.gathering.replace(' ', '')}")
    _go(phone)
    yield "project, at a gathering"
    phone.goto(f"/{code}/{SLUG}/ideas/")
    yield "start, at a gathering"
    person = Person(phone, code, "ideas")
    person.agree()
    person.press('button[name="_to"][value="next"]')
    yield "next person, with answers that were not sent"
    person.press("main .danger")
    yield "next person"


def lists(phone: Phone, code: str, street: Street, thorough: bool) -> Iterator[str]:
    """What came of the activities, and activities that take no answers."""
    places, filtered = "what-helps/places", "what-helps/places?kind=business"
    for page in (places, filtered, "ideas/ideas", "how-are-things/heard", "spring/results", "first/results", "spring/"):
        phone.goto(f"/{code}/{SLUG}/{page}")
        yield page
    if thorough:
        phone.goto(f"/{code}/{SLUG}/{places}?page=2")
        yield "the second page of a list"
        phone.goto(f"/{code}/{SLUG}/spring/results")
        phone.locator("summary").last.click()
        yield "the numbers behind a result"
    phone.goto(f"/{code}/{SLUG}/{ENGLISH_ONLY}/")
    yield "not in this language"


def preview(phone: Phone, code: str, street: Street, thorough: bool) -> Iterator[str]:
    """What a lead sees before publishing."""
    shown = activity(street.site, "ideas")
    with street.site.app.app_context():
        token = preview_token(shown.id, shown.wording_id)
    person = Person(phone, code, "ideas")
    phone.goto(f"{person.start}?preview={token}")
    yield "start of a preview"
    person.agree()
    yield "question of a preview"
    person.to_the_end()
    yield "check of a preview"
    person.go_on()
    yield "previewed"


def survey(phone: Phone, code: str, street: Street, thorough: bool) -> Iterator[str]:
    """A survey from its start to the receipt that was taken back."""
    yield from _activity(Person(phone, code, "how-are-things"), thorough)


def nominations(phone: Phone, code: str, street: Street, thorough: bool) -> Iterator[str]:
    """A nomination from its start to its receipt."""
    yield from _activity(Person(phone, code, "what-helps"), thorough)


def ideas(phone: Phone, code: str, street: Street, thorough: bool) -> Iterator[str]:
    """An idea from its start to its receipt."""
    yield from _activity(Person(phone, code, "ideas"), thorough)


def vote(phone: Phone, code: str, street: Street, thorough: bool) -> Iterator[str]:
    """A ballot from its start to its proof."""
    yield from _activity(Person(phone, code, "first"), thorough)


def _activity(person: Person, thorough: bool) -> Iterator[str]:
    phone = person.phone
    yield from _start(person, thorough)
    while person.page != "check":
        yield from _question(person, thorough)
        person.go_on()
    yield "check"
    if thorough:
        yield from _beside_check(person)
    digits = person.send()
    yield "done"
    person.open_receipt(digits)
    yield "receipt"
    if phone.locator('a[href$="/withdraw"]').count():
        phone.goto(f"/{person.code}/receipt/withdraw")
        yield "withdraw"
        person.press("#answer .go")
        yield "withdrawn"


def _start(person: Person, thorough: bool) -> Iterator[str]:
    person.phone.goto(person.start)
    yield "start"
    if thorough:
        person.phone.locator("#start > .help > summary").click()
        yield "start, with how answers are kept"
        person.press("#start .go", 422)
        yield "start, refused"
    person.agree()


def _question(person: Person, thorough: bool) -> Iterator[str]:
    name = f"question {person.page}"
    yield name
    if thorough:
        for closed in reversed(person.phone.locator("main details:not([open]) > summary").all()):
            closed.click()
        if _spoil(person):
            yield f"{name}, refused"
    person.fill()
    if thorough:
        yield f"{name}, filled in"


def _spoil(person: Person) -> bool:
    """Send something that this page cannot take; False where it takes everything."""
    form = person.phone.locator(ANSWERS)
    numbers, pins = form.locator("input[inputmode]"), form.locator("[name$=__pin]")
    for field in (numbers, pins):
        if field.count():
            field.fill("?")
    required = form.locator(TEXT).count() + form.locator("[type=radio]").count() > 0
    if not numbers.count() and not pins.count() and not required:
        return False
    before = person.page
    with person.phone.expect_navigation():
        person.phone.locator(f"{ANSWERS} .go").click()
    if person.page == before:
        for field in (numbers, pins):
            if field.count():
                field.fill("3" if field is numbers else "")
        return True
    person.press('button[name="_to"][value="back"]')
    return False


def _beside_check(person: Person) -> Iterator[str]:
    """No connection; another window changed an answer; the code to come back; going on where one stopped."""
    phone = person.phone
    phone.context.set_offline(True)
    phone.locator(f"{ANSWERS} .go").click()
    yield "check, without a connection"
    phone.context.set_offline(False)
    phone.reload()
    phone.locator("[name=seen]").evaluate("field => field.value = 'something else'")
    person.go_on(409)
    yield "check, changed in another window"
    later = phone.locator("[name=_to][value=later]")
    if later.count():
        person.press(later)
        yield "later"
    phone.goto(person.start)
    yield "start, to go on"
    person.press("#start .go")
    person.to_the_end()


WALKS: tuple[Walk, ...] = (frame, errors, doors, lists, preview, survey, nominations, ideas, vote)


def _go(phone: Phone) -> None:
    """Press the page's main button, and wait for the page that it leads to."""
    with phone.expect_navigation():
        phone.locator("main .go").click()
