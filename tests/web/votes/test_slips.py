"""Codes on slips of paper: shown once, kept nowhere, in languages that the vote speaks."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import func, select

from engage.priorities.votes import codes
from engage.priorities.votes.models import BallotCode
from engage.projects.models import Activity
from tests.factories import votes
from tests.factories.accounts import each_write_logged_once
from tests.page import Page
from tests.support.site import Site


@pytest.fixture(autouse=True)
def logged_once(app: Flask) -> Iterator[None]:
    """Every write of staff in these tests leaves one entry in the log."""
    with each_write_logged_once(app):
        yield


def test_codes_are_shown_once_and_kept_nowhere(site: Site, vote: Activity, lead: Page, at: str) -> None:
    form = lead.get(f"/staff/{at}/vote/codes")
    sheet = lead.submit(form, 200, size="12", language="ar")
    shown = ["".join(one.itertext()).replace(" ", "") for one in sheet.all(class_="code")]
    assert len(set(shown)) == 12 and all(codes.read_code(code) == code for code in shown)
    assert sheet.html.count('class="qr"') == 12
    assert [one.get("dir") for one in sheet.all("section", lang="ar")] == ["rtl"]
    assert {one.find("bdi").get("dir") for one in sheet.all(class_="code")} == {"ltr"}  # type: ignore[union-attr]
    assert site.read(select(func.count()).select_from(BallotCode)) == [12]
    lead.submit(form, 409, size="12", language="ar")
    later = [lead.get(f"/staff/{at}/vote"), lead.get(f"/staff/{at}/vote/codes"), lead.get(f"/staff/{at}/")]
    assert not [code for page in later for code in shown if code in page.html or codes.shown(code) in page.html]
    assert "12" in later[0].text


@pytest.mark.parametrize("size", ["0", "501", "", "many"])
def test_a_sheet_has_from_one_to_five_hundred_slips(lead: Page, at: str, size: str) -> None:
    assert lead.submit(lead.get(f"/staff/{at}/vote/codes"), 422, size=size).errors


def test_slips_are_in_languages_that_the_vote_speaks(site: Site, vote: Activity, lead: Page, at: str) -> None:
    with site.writing() as session:
        held = session.get_one(Activity, vote.id)
        held.sets = {key: {code: one for code, one in sets.items() if code != "ar"} for key, sets in held.sets.items()}
    form = lead.get(f"/staff/{at}/vote/codes")
    offered = [option.get("value") for option in form.one("select", id="language").iter("option")]
    assert set(offered) == {"en", "ro", "rmc", "bfi"}
    lead.submit(form, 422, size="12", language="ar")


def test_an_open_link_needs_no_codes(site: Site) -> None:
    vote = votes.open_vote(site, entry="open")
    lead, at = votes.lead(site, vote), votes.address(site, vote)
    assert "codes given out" not in lead.get(f"/staff/{at}/vote").text
    lead.get(f"/staff/{at}/vote/codes", 409)
