"""Who works here and what they did: for administrators everywhere, for leads in their projects."""

from flask import Blueprint, Response, current_app, flash, make_response, redirect, request, session, url_for
from flask_babel import format_datetime
from flask_babel import gettext as _
from flask_login import current_user
from markupsafe import Markup
from werkzeug.wrappers import Response as Redirect

from engage.accounts import actions, audit, queries
from engage.accounts.audited import sentence
from engage.accounts.forms import (
    HAS_ROLE,
    NO_ROLE,
    ROLE_PLACE,
    AddAnywhereForm,
    AddToProjectForm,
    RoleForm,
)
from engage.accounts.members import ROLE_LABELS, ROLE_MEANINGS
from engage.accounts.queries import LoggedAction, Person, ProjectName
from engage.core.errors import Conflict, NotFound, Rejected
from engage.core.roles import ADMINISTRATORS, LEADS, Role
from engage.web.access import staff_only
from engage.web.forms import ConfirmForm, problems
from engage.web.rendering import page

LARGEST_POSITION = 2**31 - 1

blueprint = Blueprint("accounts_manage", __name__, url_prefix="/staff")


@blueprint.get("/people")
@staff_only(*ADMINISTRATORS)
def everyone() -> Response:
    """Everybody who works here."""
    return _everyone_page(AddAnywhereForm())


@blueprint.post("/people")
@staff_only(*ADMINISTRATORS)
def add_anywhere() -> Response | Redirect:
    form = AddAnywhereForm()
    if not form.validate():
        return _everyone_page(form)
    role = Role(form.role.data)
    project = queries.project_named(form.project.data) if form.project.data else None
    try:
        staff_id = actions.add_person(form.email.data, role, project.id if project else None)
    except Rejected:
        form.project.errors = [ROLE_PLACE]
        return _everyone_page(form)
    except Conflict:
        form.email.errors = [HAS_ROLE]
        return _everyone_page(form)
    _hand_over(actions.make_link(staff_id, current_user.id, actions.INVITATION), form.email.data)
    return redirect(url_for("accounts_manage.everyone"), 303)


def _everyone_page(form: AddAnywhereForm) -> Response:
    form.offer(queries.all_projects())
    return _people_page(form, project=None)


@blueprint.get("/<project>/people")
@staff_only(*LEADS)
def people(project: str) -> Response:
    """Everybody with a part in the project."""
    return _people_page(AddToProjectForm(), queries.project_named(project))


@blueprint.post("/<project>/people")
@staff_only(*LEADS)
def add_to_project(project: str) -> Response | Redirect:
    """Give somebody a part. The answer is the same whether or not they have an account elsewhere."""
    place = queries.project_named(project)
    form = AddToProjectForm()
    if not form.validate():
        return _people_page(form, place)
    try:
        staff_id = actions.add_person(form.email.data, Role(form.role.data), place.id)
    except Conflict:
        form.email.errors = [HAS_ROLE]
        return _people_page(form, place)
    _hand_over(actions.make_link(staff_id, current_user.id, actions.INVITATION), form.email.data)
    return redirect(url_for("accounts_manage.people", project=project), 303)


def _people_page(form: AddToProjectForm, project: ProjectName | None) -> Response:
    wrong = problems(form)
    shown = page(
        "accounts/people.html",
        title=_("People"),
        error=bool(wrong),
        form=form,
        meanings=ROLE_MEANINGS,
        problems=wrong,
        project=project,
        columns=_people_columns(project),
        rows=[_person_row(found, project) for found in queries.people(project.id if project else None)],
        handed=session.pop("handed", None),
    )
    return make_response(shown, 422 if wrong else 200)


def _people_columns(project: ProjectName | None) -> list[str]:
    if project:
        return [_("E-mail address"), _("Role")]
    # Translators: the state of an account: in use, disabled, no password yet
    return [_("E-mail address"), _("Roles"), _("State")]


def _person_row(person: Person, project: ProjectName | None) -> list[str]:
    """A lead sees the part in the project only, so that nothing is told about the account elsewhere."""
    member = person.member
    if project:
        url = url_for("accounts_manage.project_person", project=project.slug, staff_id=member.id)
        return [_link(url, member.email), str(ROLE_LABELS[person.role_in(project.id) or Role.READER])]
    url = url_for("accounts_manage.person", staff_id=member.id)
    roles = [str(ROLE_LABELS[Role.ADMINISTRATOR])] if member.administrator else []
    roles += [f"{part.name}: {ROLE_LABELS[part.role]}" for part in member.projects]
    return [_link(url, member.email), "; ".join(roles) or _("none"), _state(person)]


def _state(person: Person) -> str:
    if person.disabled:
        return _("disabled")
    return _("in use") if person.has_password else _("no password yet")


def _link(url: str, text: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(url, text)


def _hand_over(token: str, email: str) -> None:
    """Keep a new link for the next page, which shows it once; the database has only its hash."""
    base = current_app.config["ENGAGE"].base_url
    session["handed"] = {"address": base + url_for("accounts.link", token=token), "email": email}


@blueprint.get("/people/<staff_id>")
@staff_only(*ADMINISTRATORS)
def person(staff_id: str) -> str:
    """A person, their roles everywhere, and what can be done with the account."""
    found = queries.person(staff_id)
    rows = [
        [_link(url_for("accounts_manage.people", project=part.slug), part.name), str(ROLE_LABELS[part.role])]
        for part in found.member.projects
    ]
    return page("accounts/person.html", title=found.member.email, person=found, form=ConfirmForm(), rows=rows)


@blueprint.post("/people/<staff_id>/link")
@staff_only(*ADMINISTRATORS)
def new_link(staff_id: str) -> Redirect:
    found = queries.person(staff_id)
    _hand_over(actions.renew_link(staff_id, current_user.id, actions.INVITATION), found.member.email)
    return redirect(url_for("accounts_manage.everyone"), 303)


@blueprint.post("/people/<staff_id>/disable")
@staff_only(*ADMINISTRATORS)
def disable(staff_id: str) -> Redirect:
    """End the account's sessions and links at once."""
    _refuse_oneself(staff_id)
    actions.disable(queries.person(staff_id).member.id)
    flash(_("The account is disabled. Nobody can sign in with it."))
    return redirect(url_for("accounts_manage.person", staff_id=staff_id), 303)


@blueprint.post("/people/<staff_id>/enable")
@staff_only(*ADMINISTRATORS)
def enable(staff_id: str) -> Redirect:
    actions.enable(queries.person(staff_id).member.id)
    flash(_("The account can be used again."))
    return redirect(url_for("accounts_manage.person", staff_id=staff_id), 303)


@blueprint.post("/people/<staff_id>/not-administrator")
@staff_only(*ADMINISTRATORS)
def not_administrator(staff_id: str) -> Redirect:
    """Take the role of administrator away; parts in projects stay."""
    _refuse_oneself(staff_id)
    actions.change_role(staff_id, None, None)
    flash(_("This person is no longer an administrator."))
    return redirect(url_for("accounts_manage.person", staff_id=staff_id), 303)


@blueprint.get("/<project>/people/<staff_id>")
@staff_only(*LEADS)
def project_person(project: str, staff_id: str) -> Response:
    """A person's part in the project."""
    return _project_person_page(queries.project_named(project), staff_id, RoleForm())


@blueprint.post("/<project>/people/<staff_id>/role")
@staff_only(*LEADS)
def change_role(project: str, staff_id: str) -> Response | Redirect:
    """Another role in the project, or none. One's own is changed by somebody else."""
    _refuse_oneself(staff_id)
    place = queries.project_named(project)
    queries.person_in_project(staff_id, place.id)
    form = RoleForm()
    if not form.validate():
        return _project_person_page(place, staff_id, form)
    actions.change_role(staff_id, place.id, None if form.role.data == NO_ROLE else Role(form.role.data))
    flash(_("The role is saved."))
    return redirect(url_for("accounts_manage.people", project=project), 303)


@blueprint.post("/<project>/people/<staff_id>/link")
@staff_only(*LEADS)
def new_project_link(project: str, staff_id: str) -> Redirect:
    """A new link. It opens the account only if the lead leads every project of that person."""
    place = queries.project_named(project)
    found = queries.person_in_project(staff_id, place.id)
    token = actions.renew_link(staff_id, current_user.id, actions.INVITATION, project_id=place.id)
    _hand_over(token, found.member.email)
    return redirect(url_for("accounts_manage.people", project=project), 303)


def _project_person_page(project: ProjectName, staff_id: str, form: RoleForm) -> Response:
    found = queries.person_in_project(staff_id, project.id)
    if not form.is_submitted():
        form.role.data = found.role_in(project.id)
    wrong = problems(form)
    shown = page(
        "accounts/project_person.html",
        title=found.member.email,
        error=bool(wrong),
        form=form,
        meanings=ROLE_MEANINGS,
        problems=wrong,
        person=found,
        project=project,
    )
    return make_response(shown, 422 if wrong else 200)


def _refuse_oneself(staff_id: str) -> None:
    """Nobody can lock themselves out by a slip, so one administrator and one lead always remain."""
    if staff_id == current_user.id:
        raise Rejected("own-account")


@blueprint.get("/log")
@staff_only(*ADMINISTRATORS)
def log() -> str:
    """What staff did everywhere."""
    return _log_page(None)


@blueprint.get("/<project>/log")
@staff_only(*LEADS)
def project_log(project: str) -> str:
    """What staff did in the project."""
    return _log_page(queries.project_named(project))


def _log_page(project: ProjectName | None) -> str:
    before = request.args.get("before", type=int)
    if before is not None and not 0 < before <= LARGEST_POSITION:
        raise NotFound()
    entries, older = queries.logged(project.id if project else None, before)
    return page(
        "accounts/log.html",
        title=_("What staff did"),
        columns=[*_log_columns(), *([] if project else [_("Project")])],
        rows=[_log_row(logged, with_project=project is None) for logged in entries],
        older=older,
        project=project,
        newest=audit.last_seal(),
    )


def _log_columns() -> list[str]:
    # Translators: the columns of a log: when, who, did what, to what
    return [_("When (UTC)"), _("Who"), _("Did what"), _("To whom or what")]


def _log_row(logged: LoggedAction, *, with_project: bool) -> list[str]:
    entry = logged.entry
    # Translators: in a log, in place of a person's address
    who = logged.who or _("nobody signed in")
    row = [
        format_datetime(entry.minute, "d MMM y, HH:mm"),
        who,
        sentence(entry.action, entry.facts),
        logged.whom or logged.activity or entry.object_id,
    ]
    return [*row, logged.project or ""] if with_project else row
