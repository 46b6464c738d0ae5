"""Writes of renditions."""

from engage.content.models import Rendition
from engage.content.units import Unit
from engage.core import clock
from engage.core.identifiers import new_id
from engage.extensions import db


def put_rendition(
    *,
    scope: str,
    unit: Unit,
    language: str,
    form: str,
    words: str = "",
    media_id: str | None = None,
    state: str = "computer draft",
    maker: str = "",
    existing: Rendition | None = None,
) -> Rendition:
    """Keep a rendition of a unit as it is worded now, in place of the one before (`existing`)."""
    rendition = existing or Rendition(id=new_id(), scope=scope, unit_key=unit.key, language=language, form=form)
    rendition.source_hash = unit.hash
    rendition.words = words
    rendition.media_id = media_id
    rendition.state = state
    rendition.maker = maker
    rendition.checker = ""
    rendition.changed_on = clock.today()
    db.session.add(rendition)
    return rendition
