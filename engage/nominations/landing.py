"""What nominations do with the engine: each waits for a moderator, who makes an asset of it."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from engage.content.shown import Words
from engage.nominations import actions, queries
from engage.nominations.categories import CATEGORIES, category_of
from engage.nominations.forms import AssetForm
from engage.nominations.models import Nomination
from engage.questionnaires.definition import Definition
from engage.questionnaires.moderation.moderated import PLACE, Accepted, ModeratedPlace
from engage.questionnaires.moderation.parts import Part
from engage.questionnaires.moderation.proposals import Given
from engage.questionnaires.questions.place import pin_in, pin_words


def first_questions() -> list[dict[str, Any]]:
    """What new nominations ask until a lead changes it: the name, and what it is, in the words of the list."""
    kinds = [{"key": category.key, "text": str(category.label)} for category in CATEGORIES]
    hint = "If it has no name, describe it in a few words."
    return [
        {"key": "name", "type": "short-text", "text": "What is it called?", "hint": hint, "required": True},
        {"key": "kind", "type": "single-choice", "text": "What is it?", "options": kinds},
    ]


class Nominations(ModeratedPlace):
    key = "nominations"
    label = "Nominations"
    about = "People name a place, group or person that helps. What you accept stands on a public list."
    table = Nomination
    public_list = "nominations.places"
    parts = (
        Part(
            "name",
            _l("Name"),
            "name",
            ("short-text", "long-text"),
            "Add a question for the name, answered in a few words.",
        ),
        Part("kind", _l("What it is"), "kind", ("single-choice",)),
        PLACE,
        Part("description", _l("What is good about it"), "about", ("long-text", "short-text")),
    )
    entry_form = AssetForm
    reasons = ("listed", "elsewhere", "unclear", "unagreed", "person", "hurtful", "advertising", "other")

    def list_name(self) -> str:
        # Translators: the name of the public list of what people have nominated
        return _("Places, groups and people that help")

    def first_words(self) -> dict[str, Any]:
        return super().first_words() | {"questions": first_questions()}

    def proposed(
        self, definition: Definition, settings: Mapping[str, Any], answers: Mapping[str, Any], words: Words
    ) -> dict[str, Any]:
        given = Given(self.parts, definition, settings, answers, words)
        return {
            "name": given.text("name"),
            "kind": category_of(given.option("kind")),
            "description": given.text("description"),
            "permission": False,
            **given.place("place"),
        }

    def accepted(self, row: Nomination) -> Accepted | None:
        asset = queries.asset_of(row.id)
        if asset is None:
            return None
        facts = {name: getattr(asset, name) for name in ("name", "kind", "place_key", "place", "description")}
        facts["pin"] = pin_words(asset.pin)
        return Accepted(asset.revision, {**facts, "permission": asset.permission_on is not None})

    def public_names(self, rows: Sequence[Nomination]) -> dict[str, str]:
        return queries.names_of([row.id for row in rows])

    def publish(self, row: Nomination, revision: int, facts: Mapping[str, Any]) -> None:
        latitude, longitude = pin_in(facts["pin"] or "") or (None, None)
        actions.publish(row, revision, {**facts, "latitude": latitude, "longitude": longitude})

    def unpublish(self, row: Nomination) -> None:
        actions.unpublish(row.id)

    def forget(self, row: Nomination) -> None:
        actions.forget(row.id)

    def origin(self, row: Nomination) -> str:
        return f"nomination:{row.id}"
