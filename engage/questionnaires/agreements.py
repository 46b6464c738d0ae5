"""What a person agreed to, as their receipt tells it, and their later yes or no to what is optional."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from engage.content.shown import Shown
from engage.core import clock
from engage.core.identifiers import keyed_digest
from engage.questionnaires import actions
from engage.questionnaires.definition import Consent
from engage.questionnaires.keys import code_key
from engage.questionnaires.models import Submission
from engage.questionnaires.visits import Visit

LATER = "later"
"""Among the consents that are kept: {key: the wording, set, language and day} of each that changed after the start."""


@dataclass(frozen=True)
class Agreement:
    """One thing that a person was asked to agree to. later: whether they changed it after the start."""

    consent: Consent
    shown: Shown
    given: bool
    day: date
    later: bool


def agreements_of(here: Visit, consents: Mapping[str, Any]) -> list[Agreement]:
    """Everything that they were asked, with what they say now and since when; empty where nothing is kept."""
    if "day" not in consents:
        return []
    later: Mapping[str, Any] = consents.get(LATER, {})
    return [
        Agreement(
            consent,
            here.words[consent.unit],
            given=bool(consents["given"].get(consent.key)),
            day=date.fromisoformat(later.get(consent.key, consents)["day"]),
            later=consent.key in later,
        )
        for consent in here.definition.consents
    ]


def agree(here: Visit, submission: Submission, consent: Consent, *, given: bool) -> None:
    """Keep a yes or a no to something optional as the next revision. Nothing happens where it was said before.

    The same change of the same revision has the same id, so that a second tap is a repeat.
    """
    draft_id = keyed_digest(code_key(), "agreement", submission.id, consent.key, str(given)).hex()[:32]
    draft = actions.next_revision(submission, draft_id)
    if bool(draft.consents.get("given", {}).get(consent.key)) == given:
        return
    today = clock.today(here.project.time_zone)
    draft.consents = _changed(draft.consents, consent.key, given, _as_read(here, today))
    envelope = actions.Envelope(
        here.activity.id, submission.set_id, submission.language, submission.demonstration, sent_on=today
    )
    with actions.changes_moved(submission.id, draft):
        here.landing.send(here.project, here.activity, draft, draft.answers, envelope)
    here.landing.agreed_anew(here.activity, submission, draft.consents)


def _as_read(here: Visit, today: date) -> dict[str, Any]:
    return {
        "wording": here.wording_id,
        "set": here.set_id,
        "language": here.language.code,
        "day": today.isoformat(),
    }


def _changed(consents: Mapping[str, Any], key: str, given: bool, as_read: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **consents,
        "given": {**consents.get("given", {}), key: given},
        LATER: {**consents.get(LATER, {}), key: as_read},
    }
