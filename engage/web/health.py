"""Whether the site lives, and whether it can serve; for machines."""

from flask import Blueprint, Response
from sqlalchemy import text

from engage.extensions import db
from engage.web.access import open_to_everyone

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@open_to_everyone
def alive() -> Response:
    """The process answers."""
    return Response("ok\n", content_type="text/plain")


@blueprint.get("/readyz")
@open_to_everyone
def ready() -> Response:
    """The database answers too; a failure becomes 503 like everywhere else."""
    db.session.execute(text("SELECT 1"))
    return Response("ok\n", content_type="text/plain")
