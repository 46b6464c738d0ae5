"""Answers that carry a stored file, whole or the part that is asked for."""

from flask import Response, request
from werkzeug.exceptions import RequestedRangeNotSatisfiable
from werkzeug.wrappers import Response as BaseResponse
from werkzeug.wsgi import FileWrapper

from engage.core.errors import NotFound
from engage.media.media_types import EXTENSIONS
from engage.media.models import Media
from engage.media.storage import current_storage

SANDBOX = "sandbox; default-src 'none'"
"""For a file that strangers gave: even if a browser were talked into showing it as a page, it could do nothing."""
BLOCK = 64 * 1024


def recorded(media: Media, disposition: str = "inline") -> BaseResponse:
    """What a resident recorded, for somebody who may see it; no browser keeps it."""
    response = stored(media.storage_name, media.media_type)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Disposition"] = f"{disposition}; filename={media.id}.{EXTENSIONS[media.media_type]}"
    return response


def stored(name: str, media_type: str) -> BaseResponse:
    """A file of the storage; NotFound."""
    storage = current_storage()
    try:
        size, content = storage.size(name), storage.open(name)
    except FileNotFoundError as error:
        raise NotFound() from error
    response = Response(FileWrapper(content, BLOCK), content_type=media_type, direct_passthrough=True)
    response.content_length = size
    response.set_etag(name.rpartition("/")[2])
    response.headers["Content-Security-Policy"] = SANDBOX
    try:
        return response.make_conditional(request, accept_ranges=True, complete_length=size)
    except RequestedRangeNotSatisfiable:
        response.close()
        raise
