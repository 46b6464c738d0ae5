"""Voiding a sheet of codes: the lead confirms it, the log says it, and whoever has such a code is told what to do."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import select

from engage.accounts.models import AuditEntry
from engage.core.roles import Role
from engage.projects.models import Activity
from tests.factories import votes
from tests.factories.accounts import each_write_logged_once
from tests.page import Page, text_of
from tests.support.site import Site
from tests.support.staff import sign_in_as

CANCELLED = "This code was cancelled. Ask the person who gave you the slip for a new one."


@pytest.fixture(autouse=True)
def logged_once(app: Flask) -> Iterator[None]:
    """Every write of staff in these tests leaves one entry in the log."""
    with each_write_logged_once(app):
        yield


def void(lead: Page, at: str, sheet: int = 1) -> str:
    """Confirm it; what the vote's page says afterwards."""
    return lead.follow(lead.submit(lead.get(f"/staff/{at}/vote/codes/{sheet}/void"))).text


def test_a_sheet_is_voided_after_one_more_question(site: Site, vote: Activity, lead: Page, at: str) -> None:
    used, *_unused = votes.make_codes(site, vote, 12)
    votes.make_codes(site, vote, 7, batch=2)
    votes.cast(site, vote, [votes.CLINIC], used)
    address = f"/staff/{at}/vote/codes/1/void"
    assert address in lead.get(f"/staff/{at}/vote").links
    assert "stay in the box and are counted" in lead.get(address).text
    assert "The unused codes of sheet 1 are voided." in void(lead, at)
    after = lead.get(f"/staff/{at}/vote")
    assert address not in after.links and f"/staff/{at}/vote/codes/2/void" in after.links
    assert [text_of(one) for one in after.one("dl", class_="figures").iter("dd")] == ["8", "1", "1"]
    (logged,) = site.read(select(AuditEntry).where(AuditEntry.action == "vote.codes-voided"))
    assert logged.facts == {"sheet": 1}, "how many were unused would tell how many of a small sheet took part"
    lead.get(address, 409)
    lead.get(f"/staff/{at}/vote/codes/3/void", 404)
    votes.published(site, vote)
    assert "8 codes were given out." in Page(site).get(f"/en/{at}/results").text
    lead.get(f"/staff/{at}/vote/codes/2/void", 409)


@pytest.mark.parametrize("state", ["open", "published"])
def test_whoever_has_a_voided_code_is_told_what_to_do(
    site: Site, vote: Activity, lead: Page, at: str, page: Page, state: str
) -> None:
    code = votes.make_codes(site, vote)[0]
    void(lead, at)
    start = page.get(f"/en/{at}/")
    assert page.submit(start, 422, code=code, **{"consent-take-part": "yes"}).errors == [CANCELLED]
    votes.set_state(site, vote, state)
    assert CANCELLED in page.submit(page.get("/en/join"), 422, code=code).text
    votes.set_state(site, vote, "closed")
    assert "no longer open" in page.submit(page.get("/en/join"), 422, code=code).text


def test_a_ballot_on_its_way_is_refused_with_words(site: Site, vote: Activity, lead: Page, at: str, page: Page) -> None:
    code = votes.make_codes(site, vote)[0]
    check = page.follow(page.submit(votes.begin(page, at, code), first=[votes.BUS]))
    void(lead, at)
    assert CANCELLED in page.submit(check, 422).text
    assert votes.count(site, vote).ballots == 0


@pytest.mark.parametrize("role", [Role.RESEARCHER, Role.READER])
def test_only_leads_void_codes(site: Site, vote: Activity, at: str, role: Role) -> None:
    votes.make_codes(site, vote)
    sign_in_as(site, role, vote.project_id).get(f"/staff/{at}/vote/codes/1/void", 403)
