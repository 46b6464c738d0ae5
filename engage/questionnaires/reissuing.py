"""New sets in place of those that are shown: with a clip that was awaited, or without one that is taken away.

A set never changes. A changed one is another set, and the activity's row names that one from then on.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engage.content.actions import remove_rendition
from engage.content.models import SITE, Rendition
from engage.content.queries import awaited_renditions, renditions_by_scope
from engage.content.shown import words_for
from engage.core import clock
from engage.core.columns import insert_all_once
from engage.extensions import db
from engage.languages.catalogue import Catalogue
from engage.media.media_types import media_id_in
from engage.media.queries import clip_facts, of_the_same_owner
from engage.projects.models import Activity
from engage.questionnaires.definition import from_json
from engage.questionnaires.editions import set_id_of
from engage.questionnaires.models import RenditionSet, Wording
from engage.questionnaires.publishing import all_units, cover_from
from engage.questionnaires.queries import held_activities, sets_within

Content = Mapping[str, Mapping[str, Any]]
"""{unit key: {"text": …, "sign": {…}, "sound": {…}}}, as a set holds it."""


@dataclass(frozen=True)
class Standing:
    """A set that an activity names now."""

    activity: Activity
    wording: Wording
    language: str
    content: Content


def replace_sets(
    scopes: Collection[str], languages: Collection[str], change: Callable[[Standing], Content], catalogue: Catalogue
) -> None:
    """Let every set that these activities name (all of them for the site) be what `change` makes of it."""
    made: dict[str, dict[str, Any]] = {}
    for standing in _standing(scopes, languages):
        content = change(standing)
        if content != standing.content:
            set_id = set_id_of(standing.wording.id, standing.language, content)
            made[set_id] = {
                "id": set_id,
                "wording_id": standing.wording.id,
                "language": standing.language,
                "content": content,
                "created_on": clock.today(),
            }
            _name(standing, set_id, content, catalogue)
    insert_all_once(db.session, RenditionSet, list(made.values()))
    db.session.flush()


def _standing(scopes: Collection[str], languages: Collection[str]) -> Iterator[Standing]:
    activities = {activity.id: activity for activity in held_activities(scopes)}
    for held, wording in sets_within(scopes, languages):
        activity = activities.get(wording.activity_id)
        if activity and activity.sets.get(wording.id, {}).get(held.language) == held.id:
            yield Standing(activity, wording, held.language, held.content)


def _name(standing: Standing, set_id: str, content: Content, catalogue: Catalogue) -> None:
    """Let the activity's row name a set; what the project's page tells of it follows."""
    activity, wording, code = standing.activity, standing.wording, standing.language
    activity.sets = {**activity.sets, wording.id: {**activity.sets[wording.id], code: set_id}}
    if wording.id == activity.wording_id and code in activity.cover and code in catalogue:
        definition, language = from_json(wording.definition), catalogue.get(code)
        words = words_for(all_units(definition), content, language, catalogue.source)
        activity.cover = {**activity.cover, code: cover_from(words, definition, language)}


def show_awaited(catalogue: Catalogue) -> int:
    """Add what was published while its file was being prepared, and nothing else; how many are awaited no more.

    A file that could not be prepared is awaited no more either.
    """
    rows = awaited_renditions()
    if not rows:
        return 0
    clips = clip_facts([row.media_id for row in rows if row.media_id])
    ready = [row for row in rows if row.media_id in clips]
    if ready:
        scopes, languages = {row.scope for row in ready}, {row.language for row in ready}
        replace_sets(scopes, languages, lambda standing: _with(standing, ready, clips), catalogue)
    for row in rows:
        row.awaited = False
    db.session.flush()
    return len(rows)


def _with(standing: Standing, rows: Sequence[Rendition], clips: Mapping[str, Mapping[str, Any]]) -> Content:
    """The set with the clips among these that say what it says, if residents read it now."""
    if standing.wording.id != standing.activity.wording_id:
        return standing.content
    hashes = {unit.key: unit.hash for unit in all_units(from_json(standing.wording.definition))}
    content = dict(standing.content)
    for row in rows:
        entry = content.get(row.unit_key, {})
        # The site's own clip stands in for one that an activity has not.
        wanted = row.scope == standing.activity.id or (row.scope == SITE and row.form not in entry)
        if wanted and row.language == standing.language and hashes.get(row.unit_key) == row.source_hash:
            content[row.unit_key] = {**entry, row.form: clips[row.media_id or ""]}
    return content


def take_away(row: Rendition, catalogue: Catalogue) -> None:
    """Delete a clip or a sound and its file, and every one that it has replaced, and let no set show any of them.

    A signer who wants to be seen no more is not asked which of the films is in use.
    """
    others = renditions_by_scope(row.unit_key, row.language, row.form)
    gone: set[str] = set()

    def without(standing: Standing) -> Content:
        entry = standing.content.get(row.unit_key, {})
        if row.form not in entry:
            return standing.content
        shown = media_id_in(entry[row.form]["url"])
        # An activity's own clip and the site's hang on one key: the other's is left alone.
        other = others.get(SITE if row.scope == standing.activity.id else standing.activity.id)
        if other and shown == other.media_id and shown != row.media_id:
            return standing.content
        gone.add(shown)
        return _lacking(standing.content, row.unit_key, row.form)

    replace_sets({row.scope}, {row.language}, without, catalogue)
    entries = [held.content.get(row.unit_key, {}) for held, _wording in sets_within({row.scope}, {row.language})]
    earlier = {media_id_in(entry[row.form]["url"]) for entry in entries if row.form in entry}
    remove_rendition(row, gone | of_the_same_owner(earlier, row.media_id))


def _lacking(content: Content, unit_key: str, form: str) -> Content:
    entry = {name: value for name, value in content[unit_key].items() if name != form}
    rest = {key: held for key, held in content.items() if key != unit_key}
    return {**rest, unit_key: entry} if entry else rest
