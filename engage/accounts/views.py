"""Signing in and out, one-time links, passwords, and a person's own account."""

from flask import Blueprint, Response, flash, make_response, redirect, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user, logout_user
from werkzeug.wrappers import Response as Redirect

from engage.accounts import actions, audit, passwords, queries, sessions
from engage.accounts.forms import PASSWORD_PROBLEMS, WRONG_PASSWORD, PasswordForm, SignInForm
from engage.accounts.members import ROLE_LABELS, StaffMember
from engage.core import clock
from engage.core.errors import TooMany
from engage.core.roles import ALL_STAFF
from engage.web.access import open_to_everyone, staff_only
from engage.web.forms import ConfirmForm, problems
from engage.web.rendering import page
from engage.web.security import safe_path
from engage.web.transactions import without_lock

HOME = "/staff/"

blueprint = Blueprint("accounts", __name__, url_prefix="/staff")


@blueprint.get("/sign-in")
@open_to_everyone
def sign_in() -> Response:
    form = SignInForm()
    form.next.data = request.args.get("next", "")
    return _sign_in_page(form)


@blueprint.post("/sign-in")
@open_to_everyone
def sign_in_send() -> Response | Redirect:
    """Compare the password. A wrong one, an unknown address and an ended account look the same and take as long."""
    form = SignInForm()
    if not form.validate():
        return _sign_in_page(form)
    limits = sessions.limits_for(form.email.data)
    if not sessions.attempts().take(limits, clock.now()):
        raise TooMany("sign-in")
    if not _enter(form.email.data, form.password.data):
        form.password.errors = [WRONG_PASSWORD]
        return _sign_in_page(form)
    sessions.attempts().forgive(limits)
    response = make_response(redirect(_inside_staff(form.next.data), 303))
    sessions.remember_device(response, form.email.data)
    return response


def _enter(email: str, typed: str) -> bool:
    """Begin a session if the password is right."""
    known = queries.credentials(email)
    stored = known.password_hash if known else None
    with without_lock():
        right = passwords.matches(stored, typed)
    if known is None or not right:
        return False
    if passwords.outdated(known.password_hash):
        actions.refresh_hash(known, passwords.hashed(typed))  # hashed before the write begins
    if not sessions.begin(known.staff_id, known.epoch):
        return False
    audit.record("staff.signed-in")
    return True


def _sign_in_page(form: SignInForm) -> Response:
    found = problems(form)
    shown = page("accounts/sign_in.html", title=_("Sign in"), error=bool(found), form=form, problems=found)
    return make_response(shown, 422 if found else 200)


def _inside_staff(target: str | None) -> str:
    path = safe_path(target, HOME)
    return path if path.startswith(HOME) else HOME


@blueprint.post("/sign-out")
@staff_only(*ALL_STAFF)
def sign_out() -> Redirect:
    actions.end_session(current_user.session_token)
    audit.record("staff.signed-out")
    logout_user()
    session.clear()
    return redirect(url_for("accounts.sign_in"), 303)


@blueprint.get("/link/<token>")
@open_to_everyone
def link(token: str) -> Response:
    """A page with one button: programs that look at links before people do must not use them up."""
    if not queries.link_is_open(token, clock.now()):
        return _dead_link()
    return make_response(page("accounts/link.html", title=_("Welcome"), form=ConfirmForm()))


@blueprint.post("/link/<token>")
@open_to_everyone
def link_send(token: str) -> Response | Redirect:
    """Use the link up. It signs in, unless the person has more to lose than its maker may give."""
    spent = actions.spend_link(token)
    if spent is None:
        return _dead_link()
    entered = spent.opens and sessions.begin(spent.staff_id, spent.epoch, by_link=True)
    audit.record("staff.link-used", object_id=spent.staff_id)
    if entered:
        return redirect(url_for("accounts.password"), 303)
    flash(_("Your place is ready. Sign in with the password you have, or ask an administrator for a link."))
    return redirect(url_for("accounts.sign_in"), 303)


def _dead_link() -> Response:
    return make_response(page("accounts/dead_link.html", title=_("This link does not work any more")), 410)


@blueprint.get("/password")
@staff_only(*ALL_STAFF)
def password() -> Response:
    return _password_page(_password_form())


@blueprint.post("/password")
@staff_only(*ALL_STAFF)
def password_send() -> Response | Redirect:
    """Set a password. Every other session and every link of the person ends; this one goes on under a new token."""
    member: StaffMember = current_user._get_current_object()
    form = _password_form()
    if not form.validate() or not _password_is_good(form, member):
        return _password_page(form)
    with without_lock():
        new_hash = passwords.hashed(form.new.data)
    epoch = actions.set_password(member, new_hash)
    sessions.begin(member.id, epoch)
    flash(_("Your password is saved."))
    return redirect(HOME, 303)


def _password_form() -> PasswordForm:
    """Who came by a link is not asked for the password that they may have forgotten."""
    form = PasswordForm()
    if current_user.by_link:
        del form.current
    return form


def _password_is_good(form: PasswordForm, member: StaffMember) -> bool:
    """Whether the new password can be taken and the present one is right; puts what is wrong on the form."""
    if form.current is not None and not _is_current(form.current.data, member):
        form.current.errors = [PASSWORD_PROBLEMS["current"]]
    elif problem := passwords.problem_with(form.new.data, member.email):
        form.new.errors = [PASSWORD_PROBLEMS[problem]]
    elif form.new.data != form.again.data:
        form.again.errors = [PASSWORD_PROBLEMS["different"]]
    return not problems(form)


def _is_current(typed: str, member: StaffMember) -> bool:
    limits = sessions.limits_of_session(member)
    if not sessions.attempts().take(limits, clock.now()):
        raise TooMany("password")
    known = queries.credentials(member.email)
    stored = known.password_hash if known else None
    with without_lock():
        right = passwords.matches(stored, typed)
    if right:
        sessions.attempts().forgive(limits)
    return right


def _password_page(form: PasswordForm) -> Response:
    found = problems(form)
    shown = page("accounts/password.html", title=_("Choose a password"), error=bool(found), form=form, problems=found)
    return make_response(shown, 422 if found else 200)


@blueprint.get("/account")
@staff_only(*ALL_STAFF)
def account() -> str:
    """What the site knows about the person who is signed in."""
    rows = [[part.name, str(ROLE_LABELS[part.role])] for part in current_user.projects]
    return page("accounts/account.html", title=_("Your account"), form=ConfirmForm(), rows=rows)
