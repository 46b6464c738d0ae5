"""Ways off a page, and what is said where a browser has nothing of the visit any more."""

from flask import current_app, g, make_response, redirect, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.wrappers import Response

from engage.projects.words import site_words
from engage.questionnaires.previews import preview_token
from engage.questionnaires.visits import Visit
from engage.web.rendering import page as render
from engage.web.security import forget_everything, keeps_cookies
from engage.web.typed import typed_words


def in_language(target: str, path: str) -> str | None:
    """The page with this path in the language that a button of the frame asks for; None for any other button."""
    kind, _colon, code = target.partition(":")
    if kind != "language" or code not in current_app.extensions["engage.languages"]:
        return None
    return f"/{code}/{path.lstrip('/').partition('/')[2]}"


def leave_page(here: Visit, target: str, path: str) -> Response:
    """Where the buttons of the frame lead from a page with answers on it."""
    if elsewhere := in_language(target, path):
        return redirect(elsewhere, 303)
    if target == "leave":
        return forget_everything(redirect(url_for("projects.leave", language=here.language.code), 303))
    if target == "later":
        return redirect(url_for("questionnaires.later", **here.address), 303)
    pages = {
        "home": url_for("projects.project", language=here.language.code, project=here.project.slug),
        "help": url_for("projects.help_page", language=here.language.code, project=here.project.slug),
        "privacy": url_for("projects.privacy", language=here.language.code, project=here.project.slug),
        "next": url_for("fieldwork.unfinished", language=here.language.code, back=path),
        "accessibility": url_for("projects.accessibility", language=here.language.code),
    }
    return redirect(pages.get(target) or _start_of(here), 303)


def _start_of(here: Visit) -> str:
    """The start page; that of a preview shows the same draft again."""
    previewed = here.draft is not None and here.draft.preview
    token = preview_token(here.activity.id, here.wording_id) if previewed else None
    return url_for("questionnaires.start", **here.address, preview=token)


def without_draft(here: Visit) -> Response:
    """No draft belongs to this browser: it sent already, its cookies are blocked, or it comes from a bookmark."""
    if here.sent_id:
        return redirect(url_for("questionnaires.done", **here.address), 303)
    start = url_for("questionnaires.start", **here.address)
    return no_cookies(start) if came_without_cookie() else redirect(start, 303)


def came_without_cookie() -> bool:
    """Whether the page before gave this browser a cookie, as `begun` in the address says, and it did not come back."""
    return "begun" in request.args and not keeps_cookies()


def no_cookies(again: str) -> Response:
    """Say plainly that nothing works without the one cookie. again: where to start once it is allowed."""
    said = site_words(g.language)["interface.page.cookies"]
    return make_response(render("questionnaires/cookies.html", title=said.name, said=said, again=again), 400)


def visit_ended(error: CSRFError) -> Response:
    """A form came from a page that is older than what this browser remembers: it gets its own words back, to be copied.

    They are on this page and nowhere else.
    """
    address = {name: value for name, value in (request.view_args or {}).items() if name != "page"}
    said = site_words(g.language)["interface.page.ended"]
    again = url_for("questionnaires.start", **address)
    html = render("questionnaires/ended.html", title=said.name, said=said, words=typed_words(), again=again)
    return make_response(html, 400)
