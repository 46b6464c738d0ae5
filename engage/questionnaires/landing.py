"""What each kind of activity does with the engine. The engine knows this interface and no activity."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypedDict

from flask import current_app
from flask_babel import gettext as _

from engage.content.interface import TEXTS
from engage.content.shown import Words
from engage.core.registry import Registry
from engage.projects.models import Activity, Project
from engage.questionnaires import actions, queries
from engage.questionnaires.definition import Definition
from engage.questionnaires.drafts import DraftState
from engage.questionnaires.keys import code_key
from engage.questionnaires.models import Draft, Submission
from engage.questionnaires.obstacles import Obstacle
from engage.questionnaires.questions.base import QuestionType


@dataclass(frozen=True)
class News:
    """One line of “what happened next” on a receipt, in the reader's language."""

    words: str
    good: bool = True


class StaffAddress(TypedDict):
    """The parts of an activity's address below /staff, for url_for."""

    project: str
    activity: str


class Address(StaffAddress):
    """The parts of an activity's address for readers of one language, for url_for."""

    language: str


@dataclass(frozen=True)
class Link:
    """An address and its words."""

    url: str
    words: str


@dataclass(frozen=True)
class Proof:
    """What a receipt that opens no submission proves, in the reader's language, and where."""

    words: str
    project: Project
    activity: Activity


@dataclass(frozen=True)
class SendWords:
    """What stands around the sending, in the reader's language."""

    check: str
    """The title of the page on which everything is looked at once more."""
    send: str
    """The button that sends."""
    keep: str
    """What the code on the receipt is good for."""
    what: str = ""
    """What is sent, as the units of these words name it; nothing for answers."""
    note: str = ""
    """What to know before sending."""
    done: str = ""
    """What the page says after sending, where that is not the thanks of the landing place."""

    def unit(self, name: str) -> str:
        """The key of the unit with the sign and the sound of `check`, `send`, `keep` or `done`."""
        own = f"interface.{name}-{self.what}"
        return own if own in TEXTS else f"interface.{name}"


@dataclass(frozen=True)
class Fact:
    """What to know before starting, in the reader's language. unit: the key of the site's unit that means the same."""

    unit: str
    words: str


class LandingPlace(ABC):
    """An activity's kind: where drafts are kept, who is admitted, and what happens to what is sent."""

    key: str
    label: str
    """For leads, in the source language."""
    about: str
    """What it is for, in one sentence for those who choose it."""
    has_figures: bool = False
    """Whether its answers are counted and published as figures about people."""
    question_types: tuple[str, ...] | None = None
    """The only types it can use; None for every type that is used everywhere."""
    facts_unit: str = "interface.facts"
    """The unit of the site that tells what everybody should know before starting."""
    keeps_drafts: bool = True
    """Whether unsent answers are kept here, so that a code brings the person back to them on any phone."""

    def may_ask(self, question_type: QuestionType) -> bool:
        """Whether this kind of activity can use a type of question."""
        if self.question_types is None:
            return question_type.everywhere
        return question_type.key in self.question_types

    def load_draft(self, activity: Activity, row: Draft | None) -> DraftState | None:
        """The draft of the person at this browser; `row` is the one that the database keeps for them, if any."""
        if row is None:
            return None
        return DraftState(
            id=row.id,
            wording_id=row.wording_id,
            answers=dict(row.answers),
            typed=dict(row.typed),
            consents=dict(row.consents),
            follows=row.follows,
            gathering_id=row.gathering_id,
            assistance=row.assistance,
            preview=row.preview,
            kept_until=row.expires_at,
        )

    def begin(self, activity: Activity, draft: DraftState) -> None:
        """Keep a draft for the first time."""
        actions.new_draft(draft, activity_id=activity.id, key=code_key())

    def save(self, activity: Activity, draft: DraftState) -> None:
        """Keep what changed."""
        actions.save_draft(draft)

    def discard(self, activity: Activity, draft: DraftState) -> None:
        """Forget the draft."""
        actions.discard_draft(draft.id)

    def wants_code(self, activity: Activity) -> bool:
        """Whether a person needs a single-use code to take part."""
        return False

    def check_code(self, activity: Activity, typed: str) -> str:
        """The tidy code; Rejected where it does not admit anyone."""
        return ""

    def offered_code(self, activity: Activity) -> str:
        """The code that this browser came with, by a link or a slip, to stand in the field; or nothing."""
        return ""

    @abstractmethod
    def send(
        self,
        project: Project,
        activity: Activity,
        draft: DraftState,
        answers: dict[str, Any],
        envelope: actions.Envelope,
    ) -> actions.Accepted:
        """Keep what was sent, exactly once. Clash where another body has the same id."""

    def was_sent(self, activity: Activity, draft_id: str) -> bool:
        """Whether what this draft was to become has arrived."""
        return queries.was_sent(draft_id, activity.id)

    def withdrawn(self, activity: Activity, submission: Submission) -> None:
        """A receipt withdrew what was sent before."""

    def agreed_anew(self, activity: Activity, before: Submission, consents: Mapping[str, Any]) -> None:
        """A receipt changed what its sender agrees to, which was sent as a revision."""

    def news(self, activity: Activity, submission: Submission) -> Sequence[News]:
        """What happened next, for the receipt."""
        return ()

    def stays(self, activity: Activity, submission: Submission) -> str:
        """What stays in public although its sender takes it back, in their language; empty if nothing does."""
        return ""

    def proof(self, receipt: str) -> Proof | None:
        """What a receipt that opens no submission proves; None if it is not ours."""
        return None

    def problems(self, definition: Definition, settings: Mapping[str, Any]) -> list[Obstacle]:
        """What a lead must mend before publishing, in the source language."""
        return []

    def change_problems(self, activity: Activity, definition: Definition) -> list[Obstacle]:
        """What speaks against publishing another wording of what people take part in already."""
        return []

    def first_settings(self) -> dict[str, Any]:
        """The settings of a new activity."""
        return {}

    def first_words(self) -> dict[str, Any]:
        """What a new activity's definition says in place of the usual words around its questions."""
        return {}

    def may_open(self, activity: Activity) -> bool:
        """Whether it can take answers (again); a vote that was counted cannot."""
        return True

    def after_closing(self, activity: Activity) -> None:
        """Prepare what follows the last answer."""

    def after_publishing(self, activity: Activity) -> None:
        """Prepare what the first answer will need."""

    def links(self, activity: Activity, address: Address) -> Sequence[Link]:
        """Public pages beside the questions, such as a list of places or an outcome."""
        return ()

    def staff_links(self, activity: Activity, address: StaffAddress) -> Sequence[Link]:
        """Pages for staff beside the editor, such as moderation."""
        return ()

    def facts(self, activity: Activity) -> Sequence[Fact]:
        """What people should know before they start, beside what is true of every activity; in their language."""
        return ()

    def send_words(self) -> SendWords:
        """What stands around the sending."""
        return SendWords(
            check=_("Check your answers"),
            send=_("Send my answers"),
            keep=_(
                "Keep this code. Take a photo of it, print it or write it down. It opens your answers on any phone."
            ),
        )

    def change_words(self) -> SendWords:
        """The same where what was sent before is changed."""
        return SendWords(
            check=_("Check your changes"),
            send=_("Send the changes"),
            keep=self.send_words().keep,
            what="change",
            note=_("Your old answers stay until you send these."),
            done=_("Your answers are changed."),
        )

    def thanks(self, words: Words) -> str:
        """What the page says after sending."""
        return _("Thank you. We have your answers.")


def landing_place(kind: str) -> LandingPlace:
    """The landing place of an activity's kind."""
    registry: Registry[LandingPlace] = current_app.extensions["engage.landing_places"]
    return registry.get(kind)
