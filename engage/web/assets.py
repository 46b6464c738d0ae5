"""One style sheet and one script a page, joined at start and named by their content, so that phones keep them."""

import hashlib
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, current_app, url_for

from engage.web.access import open_to_everyone

BUNDLES = {
    "css": ("css/tokens.css", "css/base.css", "css/components.css", "css/print.css"),
    "staff": ("css/tokens.css", "css/base.css", "css/components.css", "css/staff.css", "css/print.css"),
    "js": ("js/*.js",),
}
CSS, SCRIPT = "text/css; charset=utf-8", "text/javascript; charset=utf-8"

blueprint = Blueprint("assets", __name__)


def bind(app: Flask, static: Path) -> None:
    """Read every bundle once; a changed file shows after the next start."""
    app.extensions["engage.assets"] = {name: _bundle(static, patterns) for name, patterns in BUNDLES.items()}
    app.register_blueprint(blueprint)
    app.add_template_global(asset_url)
    open_to_everyone(app.view_functions["static"])


def _bundle(static: Path, patterns: tuple[str, ...]) -> tuple[str, bytes]:
    files = [file for pattern in patterns for file in sorted(static.glob(pattern))]
    content = b"\n".join(file.read_bytes() for file in files)
    return hashlib.sha256(content).hexdigest()[:12], content


def asset_url(name: str) -> str:
    """The address of a bundle, which changes when its content does."""
    version, _ = current_app.extensions["engage.assets"][name]
    return url_for("assets.bundle", version=version, name=name)


@blueprint.get("/static/<version>/<name>")
@open_to_everyone
def bundle(version: str, name: str) -> Response:
    current, content = current_app.extensions["engage.assets"].get(name, ("", b""))
    if version != current:
        abort(404)
    response = Response(content, content_type=SCRIPT if name == "js" else CSS)
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
