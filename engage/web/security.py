"""Response headers, cookies, the check of Origin, and addresses behind a proxy."""

from typing import Any
from urllib.parse import urlsplit, urlunsplit

from flask import Flask, Response, current_app, g, request, session
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import RequestRedirect
from werkzeug.wrappers import Response as Answer

from engage.core.errors import NotAllowed
from engage.web.transactions import SAFE_METHODS

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "media-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "object-src 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # `no-referrer` would make browsers send `Origin: null` with our own forms. This tells other sites nothing either.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), microphone=(self), geolocation=(), interest-cohort=()",
}

CLEAR = '"cache", "storage"'
"""Clear-Site-Data of an answer after which nothing of a resident may be left in the browser."""


def is_of_staff(path: str) -> bool:
    """Whether a page is for staff, who have a session of their own."""
    return path == "/staff" or path.startswith("/staff/")


class TwoCookies(SecureCookieSessionInterface):
    """Residents and staff have separate sessions: the staff cookie is never sent to a resident's page."""

    _signing: URLSafeTimedSerializer | None = None

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """Made once: every request needs it, and it never changes while the process lives."""
        if self._signing is None:
            self._signing = super().get_signing_serializer(app)
        return self._signing

    def get_cookie_name(self, app: Flask) -> str:
        if is_of_staff(request.path):
            return "__Secure-staff" if self.get_cookie_secure(app) else "staff"
        return "__Host-engage" if self.get_cookie_secure(app) else "engage"

    def get_cookie_path(self, app: Flask) -> str:
        return "/staff" if is_of_staff(request.path) else "/"


def bind(app: Flask, *, base_url: str, trusted_proxies: int) -> None:
    """Headers on every answer, Origin checked on every write, the proxy's word taken only where it is trusted."""
    app.session_interface = TwoCookies()
    if trusted_proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=trusted_proxies, x_proto=trusted_proxies)  # type: ignore[method-assign]
    secure = base_url.startswith("https://")

    @app.before_request
    def check_origin() -> None:
        if request.method not in SAFE_METHODS:
            if not _from_here(base_url):
                raise NotAllowed("other-origin")
            g.from_here = True

    @app.before_request
    def limit_words() -> None:
        """Only a form that can carry files may be as large as a file."""
        if request.mimetype != "multipart/form-data":
            request.max_content_length = app.config["MAX_FORM_MEMORY_SIZE"]

    @app.after_request
    def add_headers(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-store"
        _stay_inside(response)
        if secure:
            response.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
        return response


def _stay_inside(response: Response) -> None:
    """Name no host in a redirect to a page of ours, such as for a missing slash: the one that was asked for may lie."""
    if isinstance(request.routing_exception, RequestRedirect):
        target = urlsplit(request.routing_exception.new_url)
        response.location = urlunsplit(("", "", target.path, target.query, ""))
        response.data = b""


def forget_everything(response: Answer) -> Answer:
    """Make the browser forget this resident: the session and every other cookie of theirs."""
    session.clear()
    held = [name for name in current_app.extensions.get("engage.resident_cookies", ()) if name in request.cookies]
    for name in held:
        response.delete_cookie(name, path="/", secure=name.startswith("__"), httponly=True, samesite="Lax")
    return response


def keeps_cookies() -> bool:
    """Whether this browser sent back any cookie of ours that residents are given."""
    own = {current_app.session_interface.get_cookie_name(current_app)}
    return bool(own.union(current_app.extensions.get("engage.resident_cookies", ())) & set(request.cookies))


def _from_here(base_url: str) -> bool:
    """Whether a form was sent from one of our own pages. A browser that can be tricked always says where from."""
    origin = request.headers.get("Origin")
    if origin is not None:
        return origin in {base_url, f"{request.scheme}://{request.host}"}
    return request.headers.get("Sec-Fetch-Site", "same-origin") in {"same-origin", "none"}


def safe_path(target: str | None, fallback: str) -> str:
    """An address inside this site to go to next; anything that could lead elsewhere becomes the fallback."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return fallback
    parts: Any = urlsplit(target)
    clean = not parts.scheme and not parts.netloc and target.isprintable() and "\\" not in target
    return target if clean else fallback
