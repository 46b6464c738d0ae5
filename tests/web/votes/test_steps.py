"""The steps that end a vote, as its lead meets them on the page."""

import pytest

from engage.projects.models import Activity
from tests.factories import votes
from tests.factories.projects import make_project
from tests.page import Page, text_of
from tests.support.site import Site
from tests.web.votes.test_managing import take

pytestmark = pytest.mark.one_database


def steps(lead: Page, at: str) -> list[tuple[bool, bool]]:
    """Of each step, whether it is ticked and whether it is a link."""
    found = lead.get(f"/staff/{at}/vote")
    items = [item for part in found.all("ol") for item in part.iter("li")][:4]
    return [("done" in text_of(item), any(True for _link in item.iter("a"))) for item in items]


def test_a_step_that_was_taken_is_ticked_and_leads_nowhere(site: Site, vote: Activity, lead: Page, at: str) -> None:
    votes.cast(site, vote, [votes.CLINIC], votes.make_codes(site, vote, 1)[0])
    for place, step in enumerate(("close", "count", "publish", "shred")):
        assert steps(lead, at) == [(True, False)] * place + [(False, True)] + [(False, False)] * (3 - place)
        take(lead, at, step)
    told = lead.get(f"/staff/{at}/vote")
    assert not list(told.all("h2", id="codes")) or "Sheets of slips" in told.text
    wiped = take(lead, at, "log")
    assert "The log of what staff did stays as it is." in wiped.text and "The log is empty" not in wiped.text


def test_publishing_shows_what_it_will_publish_and_can_be_left(site: Site, vote: Activity, lead: Page, at: str) -> None:
    votes.cast(site, vote, [votes.CLINIC], votes.make_codes(site, vote, 1)[0])
    closing = lead.get(f"/staff/{at}/vote/close")
    assert f"/staff/{at}/vote" in closing.links and "What everybody would read" not in closing.text
    take(lead, at, "close")
    take(lead, at, "count")
    asked = lead.get(f"/staff/{at}/vote/publish")
    assert "What everybody would read" in asked.text and "It cannot be taken back." in asked.text
    assert "The votes" in text_of(next(asked.all("caption")))
    assert text_of([link for link in asked.all("a") if link.get("href") == f"/staff/{at}/vote"][-1]) == "Cancel"


def test_no_heading_stands_over_nothing(site: Site) -> None:
    vote = votes.open_vote(site)
    at, lead = votes.address(site, vote), votes.lead(site, vote)
    take(lead, at, "close")
    take(lead, at, "count")
    assert not list(lead.get(f"/staff/{at}/vote").all("h2", id="codes"))


def test_a_ballot_has_no_condition_and_no_page(site: Site) -> None:
    project = site.save(make_project())
    vote = site.save(votes.make_vote(project))
    lead, at = votes.lead(site, vote), votes.address(site, vote)
    key = vote.definition["questions"][0]["key"]
    shown = lead.get(next(one for one in lead.get(f"/staff/{at}/").links if one.endswith(f"/questions/{key}")))
    names = set(shown.answer_form.values())
    assert "text" in names and not names & {"when", "when_answer", "page"}
