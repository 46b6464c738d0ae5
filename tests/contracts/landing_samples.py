"""One sample of each kind of activity, for the contract that every landing place keeps."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from engage.priorities.votes.queries import batches
from engage.projects.models import Activity
from engage.questionnaires.landing import LandingPlace
from tests.factories import moderation, votes
from tests.factories.questionnaires import QUESTIONS
from tests.support.site import Site


@dataclass(frozen=True)
class Sample:
    """questions: what it asks. given: {page: fields} of somebody who takes part. said: words that only they said.

    other: answers with another meaning. code: makes what somebody needs to take part, if they need anything.
    """

    questions: tuple[Mapping[str, Any], ...] = QUESTIONS
    given: Mapping[str, Mapping[str, Any]] = field(
        default_factory=lambda: {"way": {"way": "walk"}, "change": {"change": "A zebra crossing"}}
    )
    said: str = "A zebra crossing"
    other: Mapping[str, Any] = field(default_factory=lambda: {"way": "lift"})
    settings: Mapping[str, Any] | None = None
    code: Callable[[Site, Activity], str] = lambda site, activity: ""


def named(key: str, words: str, kind: str) -> Sample:
    """Somebody names one thing, of which a person will read."""
    return Sample(moderation.QUESTIONS[kind], {key: {key: words}}, words, {key: "Another thing"})


def ballot_code(site: Site, activity: Activity) -> str:
    """A fresh code, on a sheet of its own."""
    with site.writing():
        sheet = len(batches(activity.id)) + 1
    return votes.make_codes(site, activity, batch=sheet)[0]


SAMPLES = {
    "nominations": named("name", "The bike shed", "nominations"),
    "ideas": named("title", "A bench in the shade", "ideas"),
    "vote": Sample(
        (votes.BALLOT,),
        {"first": {"first": [votes.CLINIC]}},
        "Saturday clinic",
        {"first": [votes.BUS]},
        votes.DECLARED,
        ballot_code,
    ),
}


def sample_of(place: LandingPlace) -> Sample:
    """The sample of a landing place; that of a survey where it has none of its own."""
    return SAMPLES.get(place.key) or Sample()
