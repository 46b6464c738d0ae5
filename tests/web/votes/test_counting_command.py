"""`flask votes count`: the count of a vote that is too large for a request."""

from click.testing import Result
from sqlalchemy import select

from engage.accounts.models import AuditEntry
from engage.projects.models import Activity
from tests.factories import votes
from tests.page import Page
from tests.support.site import Site


def run(site: Site, name: str) -> Result:
    return site.app.test_cli_runner().invoke(args=["votes", "count", name])


def logged(site: Site) -> list[AuditEntry]:
    return site.read(select(AuditEntry).where(AuditEntry.action == "vote.counted"))


def test_it_counts_as_the_page_does_and_is_in_the_log(site: Site, vote: Activity, at: str, lead: Page) -> None:
    votes.cast(site, vote, [votes.CLINIC], votes.make_codes(site, vote)[0])
    votes.set_state(site, vote, "closed")
    done = run(site, at)
    assert (done.exit_code, done.output) == (0, f"{at}: ballots counted: 1\n")
    assert votes.box(site, vote).state == "counted"
    assert [entry.facts for entry in logged(site)] == [{"ballots": 1}]
    assert "Saturday clinic" in lead.get(f"/staff/{at}/vote").text


def test_a_vote_that_is_open_or_counted_or_unknown_is_refused(site: Site, vote: Activity, at: str) -> None:
    for name, told in ((at, "is not closed yet"), (f"{at}-x", "there is no such vote")):
        refused = run(site, name)
        assert refused.exit_code == 2 and told in refused.output
    assert votes.box(site, vote).state == "sealed"
    votes.count(site, vote)
    again = run(site, at)
    assert again.exit_code == 2 and "is counted already" in again.output
    assert not logged(site)


def test_the_page_says_what_to_do_where_it_is_too_much(site: Site, vote: Activity, at: str, lead: Page) -> None:
    votes.set_state(site, vote, "closed")
    assert "flask votes count" in lead.get(f"/staff/{at}/vote/count").text
