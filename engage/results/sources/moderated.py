"""What every moderated thing has in common when it is exported."""

from typing import Any

from engage.questionnaires.moderation.queries import Sent
from engage.questionnaires.moderation.reasons import REASONS, STATE_LABELS
from engage.results.sources.columns import (
    ASSISTANCE,
    DEMONSTRATION,
    GATHERING,
    LANGUAGE,
    REVISION,
    SENT_ON,
    SUBMISSION,
    WITHDRAWN_ON,
    WORDING,
)
from engage.results.tables import Column, Kind


def about_columns() -> tuple[Column, ...]:
    """What is said of each."""
    states = tuple((key, str(label)) for key, label in STATE_LABELS.items())
    reasons = tuple((reason.key, str(reason.sentence)) for reason in REASONS)
    return (
        SUBMISSION,
        REVISION,
        Column("state", "State", Kind.CODE, "What a moderator made of the newest revision.", states),
        Column("shown_revision", "Revision that is public", Kind.INTEGER, "0 where nothing is on the list."),
        Column("reason", "Reason for declining", Kind.CODE, "What the sender was told, if it was declined.", reasons),
        Column("own_words", "Moderator’s own words", meaning="What the moderator wrote to the sender besides."),
        SENT_ON,
        Column("decided_on", "Decided on", Kind.DAY, "The day of the newest decision. Empty while it waits."),
        WITHDRAWN_ON,
        LANGUAGE,
        GATHERING,
        ASSISTANCE,
        WORDING,
        DEMONSTRATION,
    )


def about(sent: Sent) -> list[Any]:
    """The cells under them."""
    return [
        sent.submission_id,
        sent.revision,
        sent.state,
        sent.shown_revision,
        sent.reason or None,
        sent.own_words or None,
        sent.sent_on,
        sent.decided_on,
        sent.withdrawn_on,
        sent.language,
        sent.gathering_id,
        sent.assistance,
        sent.wording_id[:12],
        sent.demonstration,
    ]
