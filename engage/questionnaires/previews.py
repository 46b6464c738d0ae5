"""Who may look at a wording that is not published."""

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import select

from engage.core import clock
from engage.core.errors import NotAllowed, NotFound
from engage.extensions import db
from engage.questionnaires.models import Wording

PREVIEW_SECONDS = 2 * 3600
"""How long a token lets somebody begin a preview."""


def preview_token(activity_id: str, wording_id: str) -> str:
    """Lets whoever holds it look at an unpublished wording for two hours."""
    return str(_signer().dumps([activity_id, wording_id, int(clock.now().timestamp())]))


def previewed_wording(token: str, activity_id: str) -> str:
    """The id of the wording that a token shows. NotAllowed if it is old or not ours, NotFound in another activity."""
    try:
        activity, wording_id, made = _signer().loads(token)
    except BadSignature as error:
        raise NotAllowed("preview") from error
    if clock.now().timestamp() - made > PREVIEW_SECONDS:
        raise NotAllowed("preview")
    if activity != activity_id or not is_kept(wording_id):
        raise NotFound()
    return str(wording_id)


def is_kept(wording_id: str) -> bool:
    """Whether the wording of a preview is still there: what was taken back is deleted, but a process may hold it."""
    return db.session.scalar(select(Wording.id).where(Wording.id == wording_id)) is not None


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="preview")
