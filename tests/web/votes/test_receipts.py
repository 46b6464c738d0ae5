"""The receipt of a ballot: it proves “in the box”, leads to the outcome, and never shows a choice."""

from engage.priorities.votes import actions
from engage.projects.models import Activity
from tests.factories import votes
from tests.page import Document, Page
from tests.support.site import Site


def opened(page: Page, receipt: str, language: str = "en") -> Document:
    """What the receipt opens."""
    return page.submit(page.get(f"/{language}/receipt"), 200, code=receipt)


def test_a_receipt_leads_to_the_outcome_once_it_is_public(site: Site, vote: Activity, at: str, page: Page) -> None:
    code = votes.make_codes(site, vote)[0]
    done = votes.vote(page, at, [votes.CLINIC], code)
    receipt = "".join(done.one(id="receipt-code").itertext())
    results = f"/en/{at}/results"
    proof = opened(page, receipt)
    assert "A vote" in proof.text and "What happens next" in proof.text
    assert results not in proof.links and f"/en/{at.partition('/')[0]}/" in proof.links
    votes.count(site, vote)
    assert results not in opened(page, receipt).links
    with site.writing():
        actions.publish(vote.id)
    proof = opened(page, receipt)
    assert results in proof.links and page.get(results).heading == "What you chose together"
    assert "in the box" in proof.text and "Saturday clinic" not in proof.text
    assert f"/ar/{at}/results" in opened(page, receipt, "ar").links
