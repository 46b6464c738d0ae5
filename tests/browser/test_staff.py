"""The pages of staff, in English: axe, no sideways scrolling on a small phone or at 400 %, and by keyboard."""

import pytest
from playwright.sync_api import Page as Phone
from sqlalchemy import select

from engage.accounts.models import Staff
from engage.core.roles import Role
from engage.demonstration.sources import LEAD, SLUG
from engage.fieldwork.models import Gathering
from engage.questionnaires.models import Submission
from tests.browser import looking
from tests.browser.demonstration import CODED, activity
from tests.browser.doubts import unknown
from tests.support import axe
from tests.support.browser import Phones
from tests.support.site import Site
from tests.support.staff import hand_over, sign_in_as

ROOT = f"/staff/{SLUG}"
WORDS = "textarea, input:not([type=hidden], [readonly], [type=checkbox], [type=radio], [type=file])"
PAGES = {
    "site": ("/staff/", "/staff/new", "/staff/account", "/staff/password", "/staff/people", "/staff/log"),
    "site in a language": ("/staff/languages", "/staff/languages/bfi", "/staff/languages/ar/interface.home"),
    "project": tuple(
        f"{ROOT}/{page}" for page in ("", "edit", "words", "people", "log", "gatherings", "gatherings/new")
    ),
    "editor": tuple(
        f"{ROOT}/how-are-things/{page}"
        for page in ("", "frame", "questions/doctor", "questions/doctor/delete", "questions/new/scale", "languages/ar")
    ),
    "answers": (f"{ROOT}/how-are-things/responses", f"{ROOT}/how-are-things/results", f"{ROOT}/results"),
    "unit": (
        f"{ROOT}/how-are-things/languages/bfi/question.doctor",
        f"{ROOT}/languages",
        f"{ROOT}/languages/bfi",
        f"{ROOT}/languages/ar/project.welcome",
        f"{ROOT}/how-are-things/languages/ar/title",
        f"{ROOT}/how-are-things/poster",
        f"{ROOT}/new",
    ),
    "nominations": (f"{ROOT}/what-helps/", f"{ROOT}/what-helps/moderation", f"{ROOT}/what-helps/moderation/answers"),
    "vote": (
        f"{ROOT}/{CODED}/vote",
        f"{ROOT}/{CODED}/vote/codes",
        f"{ROOT}/{CODED}/vote/settings",
        f"{ROOT}/{CODED}/results",
        f"{ROOT}/spring/vote",
        f"{ROOT}/spring/vote/shred",
    ),
    "nothing": (f"{ROOT}/nothing/here", "/staff/nothing/"),
}


@pytest.fixture
def named(site: Site) -> tuple[str, ...]:
    """Pages whose address names one thing of many."""
    survey = activity(site, "how-are-things").id
    gathering = site.read(select(Gathering.id))[0]
    submission = site.read(select(Submission.id).where(Submission.activity_id == survey))[0]
    staff = site.read(select(Staff.id).where(Staff.email == LEAD))[0]
    return (
        f"{ROOT}/gatherings/{gathering}",
        f"{ROOT}/gatherings/{gathering}/edit",
        f"{ROOT}/gatherings/{gathering}/screen",
        f"{ROOT}/how-are-things/responses/{submission}",
        f"{ROOT}/people/{staff}",
        f"/staff/people/{staff}",
    )


def look_at(phones: Phones, site: Site, live: str, pages: tuple[str, ...]) -> None:
    """Open pages as an administrator and a lead would; nothing may be wrong with any."""
    phone = phones()
    hand_over(sign_in_as(site, Role.ADMINISTRATOR, None), phone, live)
    problems = []
    for page in pages:
        answer = phone.goto(page)
        assert (answer.status == 404) == ("/nothing/" in page), f"{page}: {answer.status}"
        problems += [f"{page}: {problem}" for problem in wrong_with(phone)]
    assert not problems, "\n".join(problems)


def wrong_with(phone: Phone) -> list[str]:
    """What axe or the eye finds on the page as it is now, on a small phone and at 400 %."""
    found = axe.look(phone)
    looks = looking.sideways(phone) + looking.cut_off(phone) + looking.behind_an_edge(phone)
    looks += looking.at_400_percent(phone)
    return found.violations + unknown(found.doubts) + looks


@pytest.mark.parametrize("part", PAGES)
def test_pages_of_staff(phones: Phones, site: Site, live: str, part: str) -> None:
    look_at(phones, site, live, PAGES[part])


def test_pages_of_one_thing(phones: Phones, site: Site, live: str, named: tuple[str, ...]) -> None:
    look_at(phones, site, live, named)


@pytest.mark.parametrize("page", ["", "how-are-things/responses", "how-are-things/results", "spring/vote"])
def test_words_without_a_gap_wrap_in_tables(phones: Phones, site: Site, live: str, page: str) -> None:
    phone = phones()
    hand_over(sign_in_as(site, Role.ADMINISTRATOR, None), phone, live)
    phone.goto(f"{ROOT}/{page}")
    phone.evaluate("document.querySelectorAll('main tbody th').forEach(cell => cell.prepend('w'.repeat(90)))")
    assert looking.sideways(phone) + looking.behind_an_edge(phone) == []


REFUSING = (
    *("/staff/new", "/staff/password", "/staff/people", f"{ROOT}/edit", f"{ROOT}/new", f"{ROOT}/gatherings/new"),
    f"{ROOT}/how-are-things/questions/new/scale",
    f"{ROOT}/{CODED}/vote/codes",
)
"""Forms that cannot be taken with nothing in them."""


def test_forms_that_are_refused(phones: Phones, site: Site, live: str) -> None:
    """Each tells what to mend, in a page that is as good as the form was."""
    phone = phones()
    hand_over(sign_in_as(site, Role.ADMINISTRATOR, None), phone, live)
    problems = []
    for page in REFUSING:
        phone.goto(page)
        for field in phone.locator("main form:not([data-control])").locator(WORDS).all():
            if field.is_visible():  # what a lead has to unfold stays as it is
                field.fill("")
        with phone.expect_navigation() as answer:
            phone.locator("main form:not([data-control]) .go").click()
        assert answer.value.status == 422, page
        assert phone.locator("[role=alert]").is_visible(), page
        problems += [f"{page}: {problem}" for problem in wrong_with(phone)]
    assert not problems, "\n".join(problems)


def test_what_a_role_may_not_see(phones: Phones, site: Site, live: str) -> None:
    phone = phones()
    hand_over(sign_in_as(site, Role.READER, activity(site, "how-are-things").project_id), phone, live)
    assert phone.goto("/staff/people").status == 403
    assert wrong_with(phone) == []
    phone.goto(f"{ROOT}/")
    assert wrong_with(phone) == []


def test_before_signing_in(phones: Phones) -> None:
    phone = phones()
    for address in ("/staff/sign-in", "/staff/link/unknown"):
        phone.goto(address)
        assert axe.violations(phone) + looking.sideways(phone) + looking.cut_off(phone) == []
    phone.goto("/staff/sign-in")
    phone.locator("main .go").click()
    assert axe.violations(phone) == []
