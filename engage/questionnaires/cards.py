"""What a person can look back at: the rows of their answers, and the card with their code."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import segno
from flask import current_app, url_for
from markupsafe import Markup

from engage.content.shown import Shown
from engage.languages.catalogue import Language
from engage.projects.models import Activity, Project
from engage.questionnaires import queries
from engage.questionnaires.drafts import DraftState, relevant_pages
from engage.questionnaires.keys import code_key
from engage.questionnaires.landing import landing_place
from engage.questionnaires.questions import QUESTION_TYPES
from engage.questionnaires.receipts import as_digits, as_words, receipt_code
from engage.questionnaires.uploads import media_in
from engage.questionnaires.visits import Visit

MASK = 3
"""One of eight patterns that readers undo. Any will do; trying all for the prettiest takes five times as long."""


@dataclass(frozen=True)
class Row:
    """A question and what was answered."""

    shown: Shown
    answers: list[Shown]
    change_url: str | None
    own_words: bool
    recording: "Played | None" = None


@dataclass(frozen=True)
class Played:
    """A recording among the answers, for the player of whoever gave it. kind: `voice`, `photo` or `video`."""

    kind: str
    url: str


@dataclass(frozen=True)
class OtherVersion:
    """What came with the id of a submission but says something else. recordings: the ids of those in it.

    agreements: pairs of the words and whether the person agreed; none where that was not kept.
    """

    day: date
    rows: list[Row]
    agreements: list[tuple[str, bool]]
    recordings: list[str]


@dataclass(frozen=True)
class Card:
    """A receipt: the code as digits and as words, and a square code that opens it."""

    code: str
    spoken: str
    qr: Markup


def check_rows(
    here: Visit, answers: dict[str, Any], *, change: bool = True, played: Callable[[str], str] | None = None
) -> list[Row]:
    """Every question that applies, with its answer in the reader's words. played: the address of a recording."""
    rows = []
    for page in relevant_pages(here.definition, answers):
        url = url_for("questionnaires.question", **here.address, page=page.key, then="check") if change else None
        for question in page.questions:
            question_type = QUESTION_TYPES.get(question.type)
            if not question_type.asks:
                continue
            answer = answers.get(question.key)
            lines = [] if answer is None else question_type.show(question, answer, here.words)
            own_words = not question_type.has_options
            given = media_in({question.key: answer}) if played else []
            recording = Played(answer["kind"], played(given[0])) if played and answer and given else None
            rows.append(Row(here.words[question.unit], lines, url, own_words, recording))
    return rows


def other_versions(project: Project, activity: Activity, language: Language, root_id: str) -> list[OtherVersion]:
    """What arrived as this submission but says something else, for those who may read its answers."""
    found = []
    for conflict, kept in queries.conflicts_of(activity.id, root_id):
        answers = dict(conflict.answers)
        state = DraftState(id=kept.id, wording_id=kept.wording_id, answers=answers)
        here = Visit(project, activity, landing_place(activity.kind), state, language)
        rows = check_rows(here, answers, change=False)
        agreed = agreements(here, conflict.consents) if conflict.consents else []
        found.append(OtherVersion(conflict.arrived_on, rows, agreed, media_in(answers)))
    return found


def agreements(here: Visit, consents: Mapping[str, Any]) -> list[tuple[str, bool]]:
    """What the person was asked to agree to besides taking part, and whether they did. consents: as kept."""
    given = consents.get("given", {})
    return [(consent.text, bool(given.get(consent.key))) for consent in here.definition.optional_consents]


def receipt_card(submission_id: str, language: str) -> Card:
    """The card of a submission or a draft."""
    code = receipt_code(code_key(), submission_id)
    address = current_app.config["ENGAGE"].base_url + url_for("receipts.scanned", language=language, code=code)
    return Card(as_digits(code), " ".join(as_words(code)), qr_svg(address))


def qr_svg(address: str) -> Markup:
    """A square code for an address, as inline SVG."""
    drawing = segno.make(address, error="m", mask=MASK).svg_inline(
        border=2, omitsize=True, svgclass=None, lineclass=None
    )
    return Markup(drawing)  # noqa: S704 - made by segno from our own address
