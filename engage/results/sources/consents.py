"""The columns of what people agreed to, over every wording that somebody answered."""

from collections.abc import Mapping, Sequence
from typing import Any

from engage.projects.models import Activity
from engage.questionnaires.asked import definitions_over
from engage.questionnaires.definition import Consent
from engage.questionnaires.editions import definition_of
from engage.results.tables import Column, Kind

ConsentColumn = tuple[Consent, Column]
MEANING = (
    "Whether the person agreed: before the first question, or in a later revision by their receipt."
    " Empty where their wording did not ask it."
)


def consent_columns(activity: Activity) -> list[ConsentColumn]:
    """A column for each thing to agree to. Where its words have changed, it is another thing with its own column."""
    asked = (consent for definition in definitions_over(activity) for consent in definition.consents)
    found: dict[str, Consent] = {}
    for consent in {(consent.key, consent.text): consent for consent in asked}.values():
        # Two dots: no column of a question has as many, whatever a lead calls it.
        key, number = f"consent.given.{consent.key}", 1
        while key in found:
            number += 1
            key = f"consent.given.{consent.key}.{number}"
        found[key] = consent
    return [
        (consent, Column(key, f"Agreed to: {consent.text}", Kind.BOOLEAN, MEANING)) for key, consent in found.items()
    ]


def consent_cells(columns: Sequence[ConsentColumn], wording_id: str, consents: Mapping[str, Any]) -> list[bool | None]:
    """The cells under those columns of one person who read this wording; empty where nothing is kept."""
    given = consents.get("given")
    asked = {(consent.key, consent.text) for consent in definition_of(wording_id).consents}
    return [
        bool(given.get(consent.key)) if given is not None and (consent.key, consent.text) in asked else None
        for consent, _column in columns
    ]
