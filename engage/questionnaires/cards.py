"""What a person can look back at: the rows of their answers, and the card with their code."""

from dataclasses import dataclass
from typing import Any

import segno
from flask import current_app, url_for
from markupsafe import Markup

from engage.content.shown import Shown
from engage.questionnaires.drafts import relevant_pages
from engage.questionnaires.keys import code_key
from engage.questionnaires.questions import QUESTION_TYPES
from engage.questionnaires.receipts import as_digits, as_words, receipt_code
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


@dataclass(frozen=True)
class Card:
    """A receipt: the code as digits and as words, and a square code that opens it."""

    code: str
    spoken: str
    qr: Markup


def check_rows(here: Visit, answers: dict[str, Any], *, change: bool = True) -> list[Row]:
    """Every question that applies, with its answer in the reader's words."""
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
            rows.append(Row(here.words[question.unit], lines, url, own_words))
    return rows


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
