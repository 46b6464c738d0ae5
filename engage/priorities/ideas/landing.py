"""What ideas do with the engine: each waits for a moderator, then it is on the list and may be offered in a vote."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from engage.content.shown import Words
from engage.priorities.ideas import actions
from engage.priorities.ideas.forms import IdeaForm
from engage.priorities.ideas.models import Idea
from engage.questionnaires.definition import Definition
from engage.questionnaires.moderation.moderated import PLACE, Accepted, ModeratedPlace
from engage.questionnaires.moderation.parts import Part
from engage.questionnaires.moderation.proposals import Given


class Ideas(ModeratedPlace):
    key = "ideas"
    label = "Ideas"
    about = "People suggest what could be done. What you accept stands on a public list and can go to a vote."
    table = Idea
    public_list = "ideas.ideas"
    parts = (
        Part(
            "name",
            _l("The idea in a few words"),
            "title",
            ("short-text", "long-text"),
            "Add a question for the idea, answered in a few words.",
        ),
        Part("description", _l("More about it"), "about", ("long-text", "short-text")),
        PLACE,
    )
    entry_form = IdeaForm
    reasons = ("listed", "elsewhere", "beyond", "unclear", "unagreed", "person", "hurtful", "advertising", "other")

    def list_name(self) -> str:
        # Translators: the name of the public list of ideas that residents have sent
        return _("Ideas from people here")

    def proposed(
        self, definition: Definition, settings: Mapping[str, Any], answers: Mapping[str, Any], words: Words
    ) -> dict[str, Any]:
        given = Given(self.parts, definition, settings, answers, words)
        place = given.place("place")
        return {
            "name": given.text("name"),
            "description": given.text("description"),
            "place_key": place["place_key"],
            "place": place["place"],
        }

    def accepted(self, row: Idea) -> Accepted | None:
        if not row.accepted_revision:
            return None
        facts = {name: getattr(row, name) for name in actions.NOTHING}
        return Accepted(row.accepted_revision, facts)

    def public_names(self, rows: Sequence[Idea]) -> dict[str, str]:
        return {row.id: row.name for row in rows}

    def publish(self, row: Idea, revision: int, facts: Mapping[str, Any]) -> None:
        actions.put_words(row.id, revision, facts)

    def unpublish(self, row: Idea) -> None:
        """Nothing besides: what `shown` no longer names is on no list."""

    def forget(self, row: Idea) -> None:
        actions.forget(row.id)

    def origin(self, row: Idea) -> str:
        return f"idea:{row.id}"
