"""Why something is declined, in words for the person who sent it, and the names of the states."""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from engage.core.registry import Registry
from engage.questionnaires.moderation.states import ACCEPTED, DECLINED, WAITING, WITHDRAWN


@dataclass(frozen=True)
class Reason:
    """One reason: its stable key, and the sentence on the receipt. needs_words: it says nothing by itself."""

    key: str
    sentence: LazyString
    needs_words: bool = False


REASONS: Registry[Reason] = Registry(
    "reason",
    (
        Reason("listed", _l("It is on the list already.")),
        Reason("elsewhere", _l("It is outside the area of this project.")),
        Reason("unclear", _l("We could not tell what or where it is. Change it and send it again.")),
        Reason("unagreed", _l("You did not agree to have it shown. Change it and send it again if you like.")),
        Reason("person", _l("It speaks of a person who has not agreed to be on the list.")),
        Reason("hurtful", _l("Its words could hurt somebody.")),
        Reason("advertising", _l("It reads like advertising.")),
        Reason("beyond", _l("It is more than this project can do.")),
        Reason("other", _l("There is another reason."), needs_words=True),
    ),
)

STATE_LABELS = {
    # Translators: a list of things that nobody has read yet
    WAITING: _l("Waiting"),
    ACCEPTED: _l("Accepted"),
    DECLINED: _l("Declined"),
    # Translators: the person who sent it has taken it back
    WITHDRAWN: _l("Taken back"),
}
