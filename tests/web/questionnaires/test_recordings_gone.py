"""A recording that a person takes out of what they said is gone, from earlier revisions and from the disk."""

import io

import pytest
from sqlalchemy import select

from engage.media.models import Media
from engage.questionnaires.models import Submission
from tests.factories.media import photo, sample  # noqa: F401
from tests.factories.questionnaires import CHANGE, WAY, code_of, opened
from tests.support.site import Site

VOICE = {"key": "voice", "type": "recording", "text": "Say it, sign it or show it"}
CONDITION = "${way} = 'bus'"

pytestmark = pytest.mark.one_database


def files(site: Site) -> int:
    """How many files lie in the storage."""
    return sum(path.is_file() for path in (site.folder / "media").rglob("*"))


def test_taken_away_in_a_change_it_leaves_every_revision(site: Site) -> None:
    survey = opened(site, VOICE, CHANGE)
    page, document = survey.begin()
    document = page.follow(page.submit(document, voice=(io.BytesIO(photo()), "a.jpg"), voice__consents=["public"]))
    code = code_of(page.follow(page.submit(survey.answer(page, document, {"change": {"change": "a bench"}}))))
    assert files(site) == 1
    page.follow(page.submit(page.follow(page.submit(page.get("/en/receipt"), code=code))))
    page.submit(page.get(survey.address("voice?then=check")), voice__away="yes")
    page.follow(page.submit(page.get(survey.address("check"))))
    said = site.read(select(Submission.answers).order_by(Submission.revision))
    assert said == [{"change": "a bench"}, {"change": "a bench"}]
    assert site.read(select(Media.id)) == [] and files(site) == 0


def test_under_a_condition_that_does_not_hold_it_is_not_kept(site: Site) -> None:
    survey = opened(site, WAY, {**VOICE, "when": CONDITION}, CHANGE)
    page, document = survey.begin()
    document = page.follow(page.submit(document, way="bus"))
    page.submit(document, voice=(io.BytesIO(photo()), "a.jpg"))
    document = page.follow(page.submit(page.get(survey.address("way")), way="walk"))
    page.follow(page.submit(survey.answer(page, document, {})))
    assert site.read(select(Submission.answers)) == [{"way": "walk"}]
    assert site.read(select(Media.id)) == [] and files(site) == 0
