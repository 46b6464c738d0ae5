"""Serving clips, sounds and pictures to everybody, and residents' recordings to the staff of their project."""

import re

from flask import Blueprint, Response, redirect, request, session
from werkzeug.wrappers import Response as BaseResponse

from engage.accounts import audit
from engage.core.errors import NotFound
from engage.core.roles import LEADS
from engage.media import queries
from engage.media.media_types import CAPTIONS_EXTENSION, CAPTIONS_TYPE, EXTENSIONS, POSTER_TYPE
from engage.media.models import Media
from engage.media.serving import recorded, stored
from engage.web.access import open_to_everyone, staff_only
from engage.web.typed import came_from

blueprint = Blueprint("media", __name__)

PLAYER = "sandbox allow-same-origin; default-src 'none'; media-src 'self'; img-src 'self'; style-src 'unsafe-inline'"
"""For a file that everybody may open by itself, as the Listen link does without JavaScript: no script, no form, nothing
from elsewhere. A browser's own player fetches the file again and, without `allow-same-origin`, is refused it."""
FOR_EVER = "public, max-age=31536000, immutable"
MOST_OPEN = 8
"""Recordings that a session of staff can play at a time: their ids stand in its cookie."""
IDENTIFIER = re.compile("[0-9a-f]{32}")


@blueprint.get("/media/<media_id>.<extension>")
@open_to_everyone
def file(media_id: str, extension: str) -> BaseResponse:
    """A clip, a sound or a picture, its still frame (`.webp`) or its captions (`.vtt`)."""
    media = queries.shown_to_everyone(_identifier(media_id))
    if extension == CAPTIONS_EXTENSION and media.captions:
        return _captions(media)
    parts = {EXTENSIONS[media.media_type]: (media.storage_name, media.media_type)}
    if media.poster_name:
        parts.setdefault(EXTENSIONS[POSTER_TYPE], (media.poster_name, POSTER_TYPE))
    if extension not in parts:
        raise NotFound()
    name, media_type = parts[extension]
    response = stored(name, media_type)
    response.headers["Content-Security-Policy"] = PLAYER
    response.headers["Cache-Control"] = FOR_EVER
    response.headers["Content-Disposition"] = f"inline; filename={media_id}.{extension}"
    return response


@blueprint.post("/staff/<project>/recordings/<media_id>")
@staff_only(*LEADS)
def recording(project: str, media_id: str) -> BaseResponse:
    """Open a resident's voice, photo or film: save it, or let the page play it while the session lasts.

    It is a POST because the log notes each one, before it leaves.
    """
    media = queries.recording_in_project(project, _identifier(media_id))
    audit.record("recording.opened", project_id=media.project_id, object_id=media.id, kind=media.kind)
    if request.form.get("do") != "play":
        return recorded(media, "attachment")
    others = {key: kind for key, kind in session.get("open", {}).items() if key != media_id}
    session["open"] = dict([*others.items(), (media_id, media.kind)][-MOST_OPEN:])
    before = came_from()
    return redirect(before if before != request.path else f"/staff/{project}/", 303)


@blueprint.get("/staff/<project>/recordings/<media_id>/file")
@staff_only(*LEADS)
def opened_recording(project: str, media_id: str) -> BaseResponse:
    """The file of a recording that this session has opened."""
    if media_id not in session.get("open", {}):
        raise NotFound()
    return recorded(queries.recording_in_project(project, media_id))


def _identifier(typed: str) -> str:
    """What an address says, if it can be an identifier at all; NotFound before the database is asked."""
    if not IDENTIFIER.fullmatch(typed):
        raise NotFound()
    return typed


def _captions(media: Media) -> BaseResponse:
    response = Response(media.captions, content_type=CAPTIONS_TYPE)
    response.headers["Cache-Control"] = "public, no-cache"  # they can be mended
    response.headers["Content-Security-Policy"] = PLAYER
    response.add_etag()
    return response.make_conditional(request)
