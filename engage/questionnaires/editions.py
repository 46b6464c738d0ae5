"""Editions: the wording and the rendition sets that publishing freezes, held in memory because they never change."""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from engage.content.interface import WITHIN
from engage.content.queries import current_renditions
from engage.content.shown import Words, words_for
from engage.core import clock
from engage.core.columns import insert_once
from engage.core.errors import NotFound
from engage.core.identifiers import content_hash
from engage.extensions import db
from engage.languages.catalogue import Language
from engage.questionnaires.definition import Definition, from_json, to_json
from engage.questionnaires.models import RenditionSet, Wording

HELD = 2000
"""How many wordings, and how many sets, one process keeps in memory."""


def frozen(content: Mapping[str, Any]) -> str:
    """Content as the one text that its SHA-256 is taken of."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def wording_id_of(activity_id: str, content: Mapping[str, Any], *, published: bool) -> str:
    """The id that a definition has, or would have, as a wording."""
    return content_hash(frozen({"activity": activity_id, "definition": content, "published": published}))


def freeze_wording(activity_id: str, definition: Definition, *, published: bool) -> Wording:
    """Keep a definition for ever; the same definition is kept once."""
    content = to_json(definition)
    wording_id = wording_id_of(activity_id, content, published=published)
    insert_once(
        db.session,
        Wording,
        id=wording_id,
        activity_id=activity_id,
        definition=content,
        published=published,
        created_on=clock.today(),
    )
    return db.session.get_one(Wording, wording_id)


def set_id_of(wording_id: str, language: str, content: Mapping[str, Any]) -> str:
    """The id that renditions have, or would have, as a set of a wording in a language."""
    return content_hash(frozen({"wording": wording_id, "language": language, "content": content}))


def freeze_set(wording: Wording, definition: Definition, language: Language) -> RenditionSet:
    """Keep what is shown for a wording in a language, as far as the meaning lock lets it through."""
    units = (*definition.units, *WITHIN)
    content = current_renditions(wording.activity_id, units, language.code)
    set_id = set_id_of(wording.id, language.code, content)
    insert_once(
        db.session,
        RenditionSet,
        id=set_id,
        wording_id=wording.id,
        language=language.code,
        content=content,
        created_on=clock.today(),
    )
    return db.session.get_one(RenditionSet, set_id)


@lru_cache(maxsize=HELD)
def definition_of(wording_id: str) -> Definition:
    """The definition of a wording; read once in the life of a process. NotFound."""
    wording = db.session.get(Wording, wording_id)
    if wording is None:
        raise NotFound()
    return from_json(wording.definition)


@lru_cache(maxsize=HELD)
def words_of(wording_id: str, set_id: str | None, language: Language, source: Language) -> Words:
    """What a reader of the language is shown; without a set, the source wording. NotFound."""
    content: Mapping[str, Any] = {}
    if set_id:
        frozen_set = db.session.get(RenditionSet, set_id)
        if frozen_set is None:
            raise NotFound()
        content = frozen_set.content
    units = (*definition_of(wording_id).units, *WITHIN)
    return words_for(units, content, language, source)
