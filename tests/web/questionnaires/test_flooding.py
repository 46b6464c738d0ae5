"""One network cannot fill the disk with what it begins, writes or records; a gathering does not meet the limits."""

import io

import pytest
from sqlalchemy import func, select

from engage.accounts.attempts import Attempts
from engage.fieldwork.codes import gathering_mac
from engage.questionnaires import flooding
from engage.questionnaires.models import Draft
from tests.factories.fieldwork import gathering
from tests.factories.media import photo
from tests.factories.questionnaires import Opened, opened
from tests.page import Document, Page
from tests.support.site import Site

pytestmark = pytest.mark.one_database
AFAR, ELSEWHERE = "81.2.69.142", "81.2.69.143"
MOST = 3
CODE = "CFGHJM"


@pytest.fixture(autouse=True)
def few(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flooding, "MOST", MOST)
    monkeypatch.setitem(site.app.extensions, "engage.kept", Attempts())


def phone(site: Site, address: str = AFAR) -> Page:
    page = Page(site)
    page.client.environ_base["REMOTE_ADDR"] = address
    return page


def begin(survey: Opened, page: Page, status: int = 303) -> Document:
    return page.submit(page.get(survey.address()), status, **{"consent-take-part": "yes"})


def drafts(site: Site) -> int:
    return int(site.read(select(func.count()).select_from(Draft))[0])


def test_a_network_that_begins_without_end_is_asked_to_wait(survey: Opened, site: Site) -> None:
    for _ in range(MOST):
        begin(survey, phone(site))
    refused = begin(survey, phone(site), 429)
    assert "Wait a few minutes, then try again" in refused.text
    assert int(refused.headers["Retry-After"]) >= 60
    assert drafts(site) == MOST
    begin(survey, phone(site, ELSEWHERE))


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.7", "::ffff:192.168.1.4", "fd00::1"])
def test_a_proxy_nobody_was_told_of_does_not_stop_everybody(survey: Opened, site: Site, address: str) -> None:
    for _ in range(MOST + 1):
        begin(survey, phone(site, address))


def test_a_gathering_has_an_allowance_of_its_own(survey: Opened, site: Site) -> None:
    gathering(site, survey.project, code_mac=gathering_mac(site.app.config["ENGAGE_KEYS"]["codes"], CODE))
    for _ in range(MOST):
        begin(survey, phone(site))
    begin(survey, phone(site), 429)
    for _ in range(MOST):
        guest = phone(site)
        guest.submit(guest.get("/en/join"), code=CODE)
        begin(survey, guest)


def test_changing_what_was_sent_counts_too(survey: Opened, site: Site) -> None:
    code = survey.take_part({"way": {"way": "walk"}})[1]
    page = phone(site)
    opened_answers = page.follow(page.submit(page.get("/en/receipt"), code=code))
    for _ in range(MOST):
        page.submit(opened_answers)
    page.submit(opened_answers, 429)


def test_recordings_count(site: Site) -> None:
    survey = opened(site, {"key": "voice", "type": "recording", "text": "Say it"})
    page = phone(site)
    asked = page.follow(begin(survey, page))
    for _ in range(MOST):
        page.submit(asked, voice=(io.BytesIO(photo()), "a.jpg"))
    page.submit(asked, 429, voice=(io.BytesIO(photo()), "a.jpg"))


@pytest.mark.parametrize(("letters", "waits"), [(20_000, True), (60_000, False)])
def test_more_than_anybody_types_is_shown_again_and_does_not_wait(survey: Opened, letters: int, waits: bool) -> None:
    page, _first = survey.begin()
    wrong = page.submit(page.get(survey.address("change")), 422, change="x" * letters)
    assert wrong.answer_form.values()["change"] == "x" * letters
    assert page.get(survey.address("change")).answer_form.values()["change"] == ("x" * letters if waits else "")
