"""An outcome in BSL."""

import pytest

from tests.page import Page
from tests.support.site import Site


@pytest.mark.one_database
def test_the_outcome_is_signed_for_those_who_sign_and_only_for_them(site: Site, page: Page) -> None:
    done = site.app.test_cli_runner().invoke(args=["demo", "load"])
    assert done.exit_code == 0, done.output
    clips = {code: len(list(page.get(f"/{code}/harbour-street/spring/results").all("video"))) for code in ("en", "bfi")}
    assert clips == {"en": 0, "bfi": 1}
