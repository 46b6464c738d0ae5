"""Every validation message, lazily translated, in one table. Each says how to mend the answer."""

from collections.abc import Callable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from engage.web.filters import number

OTHER = "check-answer"
MESSAGES = {
    OTHER: _l("Check this answer."),
    "choose-one": _l("Choose one answer."),
    "choose-some": _l("Choose at least one answer."),
    "choose-listed": _l("Choose an answer from the list."),
    # Translators: someone chose an answer such as “none of these” together with another answer
    "none-alone": _l("One of these answers can only stand alone. Choose it on its own, or choose others."),
    "write-something": _l("Write an answer."),
    "too-long": _l("Make your answer shorter."),
    "write-number": _l("Write a number in digits, such as 12."),
    # Translators: someone wrote 1,000 or 1.000 where decimals are allowed; write both numbers as your readers do
    "thousands-or-decimals": _l(
        "Write it without a comma or point, such as 1000, or with up to two decimals, such as 1.5."
    ),
    "whole-number": _l("Write a whole number, such as 12."),
    "number-too-small": _l("Write a larger number."),
    "number-too-large": _l("Write a smaller number."),
    "choose-place": _l("Choose a place from the list, or describe one in your own words."),
    "pin-wrong": _l("Copy the pin from a map, such as 53.4795, -2.2451, or leave it empty."),
    "choose-file": _l("Choose a recording or a photo."),
    "file-too-large": _l("Choose a smaller file."),
    "file-too-long": _l("Make the recording shorter. It can last up to two and a half minutes."),
    "file-empty": _l("Choose another file. This one is empty."),
    "file-unknown": _l("Choose a video, a sound recording or a photo. This file is something else."),
    "file-broken": _l("Record again, or choose another file. We could not open this one."),
    "files-wait": _l("Recordings have to wait: this site cannot check them at the moment. Write your answer instead."),
    "consent-needed": _l("Tick this to take part. If you do not agree, you can leave now."),
    "code-unknown": _l("Check the code and type it again. We do not know this one."),
    "code-used": _l("This code has been used. Each code counts once."),
    # Translators: the slips of a sheet were lost or misprinted, so the team cancelled their codes
    "code-voided": _l("This code was cancelled. Ask the person who gave you the slip for a new one."),
    "code-closed": _l("This code is no longer open."),
    "code-early": _l("The vote has not opened yet. Keep your code, and come back another day."),
    "receipt-unknown": _l("Check the code and type it again. It has 20 digits, or 8 words."),
    "too-many-choices": _l("Choose fewer answers."),
}
"""What can be signed and spoken: what depends on a number or on an answer is said without it."""


def _too_long(over: int) -> str:
    return ngettext(
        "Make your answer shorter. Take out %(letters)s letter.",
        "Make your answer shorter. Take out %(letters)s letters.",
        over,
        letters=number(over),
    )


COUNTED: dict[str, Callable[..., str]] = {
    "too-long": _too_long,
    "number-too-small": lambda limit: _("Write a number that is %(limit)s or more.", limit=limit),
    "number-too-large": lambda limit: _("Write a number that is %(limit)s or less.", limit=limit),
    "file-too-large": lambda limit: _("Choose a smaller file. It can have up to %(limit)s MB.", limit=limit),
    # Translators: the answer is one such as “none of these”, which someone chose together with another answer
    "none-alone": lambda option: _("Choose “%(answer)s” on its own, or choose other answers.", answer=option),
    "too-many-choices": lambda limit: _("Choose up to %(limit)s.", limit=limit),
}
"""The messages whose words depend on a number or on an answer, as they are read."""


def advice(reason: str, facts: dict[str, Any]) -> str:
    """The words for a problem, in the reader's language."""
    if reason in COUNTED:
        return COUNTED[reason](**facts)
    return str(MESSAGES.get(reason, MESSAGES[OTHER]))
