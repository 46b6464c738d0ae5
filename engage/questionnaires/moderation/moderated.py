"""What landing places share whose answers are made public after a moderator has read them."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from flask import current_app, g, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup, escape
from werkzeug.datastructures import MultiDict

from engage.content.shown import Words
from engage.projects.models import Activity, Project
from engage.questionnaires import actions, options
from engage.questionnaires.definition import Definition
from engage.questionnaires.drafts import DraftState
from engage.questionnaires.editing import TAKE_PART
from engage.questionnaires.editions import definition_of
from engage.questionnaires.keys import code_key
from engage.questionnaires.landing import Address, LandingPlace, Link, News, StaffAddress
from engage.questionnaires.models import Submission
from engage.questionnaires.moderation import actions as moderation_actions
from engage.questionnaires.moderation import queries, states
from engage.questionnaires.moderation.forms import EntryForm
from engage.questionnaires.moderation.parts import USUAL_AGREEMENTS, Part, agreement_for, missing, question_for
from engage.questionnaires.moderation.reasons import REASONS
from engage.questionnaires.obstacles import Obstacle

FIRST_WORDS: dict[str, Any] = {
    "privacy": (
        "We keep your answers, your language and the day. We never ask for your name, phone or address. "
        "If you answer at a gathering, we keep which one, and whether somebody helped.\n\n"
        "Only the project team reads what you send. If you agree, your words can stand on a list that everybody "
        "reads.\n\n"
        "If you tell us that somebody is in danger, we may have to pass it on."
    ),
    "next": "Somebody from the team reads it first. Your receipt tells you what becomes of it.",
    "consents": [
        {"key": "take-part", "text": TAKE_PART, "required": True},
        {"key": USUAL_AGREEMENTS[0], "text": "You may put my words on the public list."},
    ],
}


PLACE = Part("place", _l("Where it is"), "where", ("place", "single-choice", "short-text"))
OWN_WORDS = ("name", "place", "description")
"""The parts of an entry that hold a person's own words; every place has them in its form."""


@dataclass(frozen=True)
class Accepted:
    """The words that a moderator accepted last: of which revision, and as the accepting form holds them."""

    revision: int
    facts: dict[str, Any]


def may_show(definition: Definition, settings: Mapping[str, Any], consents: Mapping[str, Any]) -> bool:
    """Whether the person agreed to have their words shown, or was asked for nothing besides taking part.

    definition: the wording that the person read, which may ask under other keys than the one of today. Who may have
    said no under another key is not taken to have said yes. consents: as a submission keeps them.
    """
    agreement = agreement_for(definition, settings)
    if agreement is None:
        return not definition.optional_consents
    return bool(consents.get("given", {}).get(agreement.key))


def taken_back(project_id: str) -> set[str]:
    """The origins of all that was sent to a project and taken back by its sender."""
    places = [place for place in current_app.extensions["engage.landing_places"] if isinstance(place, ModeratedPlace)]
    return {place.origin(row) for place in places for row in queries.withdrawn(place.table, project_id)}


class ModeratedPlace(LandingPlace):
    """Something sent waits until a moderator accepts it, edits it or declines it with a reason."""

    table: type[Any]
    """Its model: one row for each submission, with the columns of `states.Standing`."""
    parts: tuple[Part, ...]
    """What a public entry consists of, and which questions usually give it."""
    entry_form: type[EntryForm]
    """With which a moderator edits an entry; OWN_WORDS are among its fields."""
    reasons: tuple[str, ...]
    """The keys of the reasons that a moderator can give."""
    public_list: str
    """The endpoint of the list that residents read."""

    @abstractmethod
    def list_name(self) -> str:
        """The name of the public list, in the reader's language."""

    def form(
        self,
        definition: Definition,
        settings: Mapping[str, Any],
        data: Mapping[str, Any],
        sent: MultiDict[str, str] | None,
    ) -> EntryForm:
        """The form with which a moderator edits and accepts. data: what stands in it at first; sent: what was sent."""
        form = self.entry_form(sent, data=data)
        form.offer(question_for(PLACE, definition, settings))
        return form

    @abstractmethod
    def proposed(
        self, definition: Definition, settings: Mapping[str, Any], answers: Mapping[str, Any], words: Words
    ) -> dict[str, Any]:
        """What the answers would become, as the form holds it; OWN_WORDS are among it."""

    @abstractmethod
    def accepted(self, row: Any) -> Accepted | None:
        """What was accepted last, shown or not; None if nothing was."""

    @abstractmethod
    def public_names(self, rows: Sequence[Any]) -> dict[str, str]:
        """{id of a row: the name under which it is public}, in at most one read."""

    @abstractmethod
    def publish(self, row: Any, revision: int, facts: Mapping[str, Any]) -> None:
        """Make what a moderator accepted public, in place of what was public before."""

    @abstractmethod
    def unpublish(self, row: Any) -> None:
        """Show it no longer, but keep the words for the moderator."""

    @abstractmethod
    def forget(self, row: Any) -> None:
        """Delete every word of it: it was taken back."""

    @abstractmethod
    def origin(self, row: Any) -> str:
        """Says in a vote what an option was made from, such as `idea:0f3c…`."""

    def send(
        self,
        project: Project,
        activity: Activity,
        draft: DraftState,
        answers: dict[str, Any],
        envelope: actions.Envelope,
    ) -> actions.Accepted:
        sent = actions.accept(draft, answers, envelope, key=code_key())
        if sent.is_new and draft.follows:
            moderation_actions.put_back_in_queue(self.table, sent.root_id, draft.id)
        elif sent.is_new:
            moderation_actions.put_in_queue(self.table, activity, sent.root_id)
        return sent

    def withdrawn(self, activity: Activity, submission: Submission) -> None:
        row = moderation_actions.take_back(self.table, submission.root_id)
        options.take_off_drafts(activity.project_id, self.origin(row))
        self.forget(row)

    def agreed_anew(self, activity: Activity, before: Submission, consents: Mapping[str, Any]) -> None:
        definition = definition_of(before.wording_id)
        if not may_show(definition, activity.settings, before.consents):
            return
        if not may_show(definition, activity.settings, consents):
            row = moderation_actions.hide(self.table, before.root_id)
            options.take_off_drafts(activity.project_id, self.origin(row))
            self.unpublish(row)

    def proposal(
        self, definition: Definition, settings: Mapping[str, Any], submission: Submission, words: Words
    ) -> dict[str, Any]:
        """What a submission would become; without the person's own words if they may not be shown."""
        facts = self.proposed(definition, settings, submission.answers, words)
        return (
            facts if may_show(definition, settings, submission.consents) else {**facts, **dict.fromkeys(OWN_WORDS, "")}
        )

    def stays(self, activity: Activity, submission: Submission) -> str:
        row = queries.by_root(self.table, submission.root_id)
        if row is None or not options.stands_on_a_ballot(activity.project_id, self.origin(row)):
            return ""
        # Translators: for somebody who sent an idea or a place that has become an option of a vote
        return _("What you sent is on a ballot. Its words stay there, also after the vote, even if you take them back.")

    def news(self, activity: Activity, submission: Submission) -> Sequence[News]:
        row = queries.by_root(self.table, submission.root_id)
        if row is None:
            return []
        agreed = may_show(definition_of(submission.wording_id), activity.settings, submission.consents)
        return self._told(queries.standing_of(row), activity, agreed=agreed)

    def _told(self, standing: states.Standing, activity: Activity, *, agreed: bool) -> list[News]:
        """A state in words for the person who sent it."""
        if standing.state == states.ACCEPTED:
            shown = {"list": self._list_link(activity)}
            return [News(escape(_("It was accepted. Others can read it here: %(list)s")) % shown)]
        told = []
        if standing.state == states.WAITING:
            then = (
                _("A person reads it before others see it.")
                if agreed
                else _("A person reads it. You did not agree that others see your words.")
            )
            told.append(News(then, good=False))
        if standing.state == states.DECLINED:
            reason = REASONS.get(standing.reason).sentence
            told.append(News(_("It was not accepted. %(reason)s", reason=reason), good=False))
        if standing.own_words:
            words = {"words": Markup('<bdi lang="">{}</bdi>').format(standing.own_words)}
            # Translators: what follows was written by the person who read and declined what somebody had sent
            told.append(News(escape(_("The person who read it wrote: %(words)s")) % words, good=False))
        if standing.shown:
            shown = {"list": self._list_link(activity)}
            told.append(News(escape(_("What was accepted before is still here: %(list)s")) % shown, good=False))
        return told

    def _list_link(self, activity: Activity) -> Markup:
        """The name of the public list, as a link to it in the reader's language."""
        project = queries.project_of(activity).slug
        url = url_for(self.public_list, language=g.language.code, project=project, activity=activity.slug)
        return Markup('<a href="{}">{}</a>').format(url, self.list_name())

    def first_words(self) -> dict[str, Any]:
        return deepcopy(FIRST_WORDS)

    def problems(self, definition: Definition, settings: Mapping[str, Any]) -> list[Obstacle]:
        return missing(self.parts, definition, settings)

    def links(self, activity: Activity, address: Address) -> Sequence[Link]:
        return [Link(url_for(self.public_list, **address), self.list_name())]

    def staff_links(self, activity: Activity, address: StaffAddress) -> Sequence[Link]:
        waiting = queries.waiting_count(self.table, activity.id)
        # Translators: a link for leads to what residents sent; the number is how many nobody has read yet
        words = _("Read what was sent (%(count)s waiting)", count=waiting)
        becomes = Link(url_for("moderation.becomes", **address), _("What the answers become"))
        return [Link(url_for("moderation.queue", **address), words), becomes]
