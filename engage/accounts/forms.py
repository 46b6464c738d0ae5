"""The forms of staff: signing in, setting a password, giving people a part."""

import re
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, Field, HiddenField, PasswordField, RadioField, SelectChoice, SelectField
from wtforms.validators import AnyOf, DataRequired, ValidationError

from engage.accounts.members import PROJECT_ROLES, ROLE_LABELS, tidy_email
from engage.accounts.models import EMAIL_LENGTH
from engage.accounts.passwords import LONGEST, SHORTEST
from engage.accounts.queries import ProjectName
from engage.core.roles import Role
from engage.web.forms import BaseForm

WRITE_EMAIL = _l("Write an e-mail address, such as name@example.org.")
WRONG_PASSWORD = _l("Check the e-mail address and the password. They do not belong together.")
HAS_ROLE = _l("This person has a role here already. Choose the address in the list to change it.")
ROLE_PLACE = _l("An administrator works in all projects. Every other role needs one project.")
PASSWORD_PROBLEMS = {
    "short": _l("Make the password longer. It needs %(shortest)s characters or more.", shortest=SHORTEST),
    "long": _l("Make the password shorter. It can have up to %(longest)s characters.", longest=LONGEST),
    "address": _l("Choose a password without your e-mail address in it."),
    "common": _l("Choose a password that is harder to guess. Three or four unrelated words are good."),
    "different": _l("Write the same password in both places."),
    "current": _l("Check your present password and type it again."),
}
NO_ROLE = "none"

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def is_email(address: str) -> bool:
    """Whether a tidied address can be one."""
    return len(address) <= EMAIL_LENGTH and address.isprintable() and _EMAIL.fullmatch(address) is not None


def tidied(value: Any) -> Any:
    """WTForms' filter around `tidy_email`."""
    return tidy_email(value) if isinstance(value, str) else value


def check_email(form: BaseForm, field: Field) -> None:
    """WTForms' validator around `is_email`."""
    if not is_email(field.data):
        raise ValidationError(WRITE_EMAIL)


class SignInForm(BaseForm):
    """An address, a password, and where to go afterwards."""

    email = EmailField(
        _l("E-mail address"), [DataRequired(WRITE_EMAIL)], filters=[tidied], render_kw={"autocomplete": "username"}
    )
    password = PasswordField(
        _l("Password"), [DataRequired(_l("Write your password."))], render_kw={"autocomplete": "current-password"}
    )
    next = HiddenField()


class PasswordForm(BaseForm):
    """A new password, twice; the present one too, unless the person came by a one-time link."""

    current = PasswordField(_l("Your present password"), render_kw={"autocomplete": "current-password"})
    new = PasswordField(
        _l("New password"),
        [DataRequired(_l("Write a new password."))],
        description=_l(
            "It needs %(shortest)s characters or more. Three or four unrelated words are good.", shortest=SHORTEST
        ),
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField(_l("New password again"), render_kw={"autocomplete": "new-password"})


def _role_field(*roles: Role, none_label: Any = None) -> RadioField:
    """Roles to choose from, none chosen beforehand."""
    choices = [SelectChoice(role.value, ROLE_LABELS[role]) for role in roles]
    if none_label is not None:
        choices.append(SelectChoice(NO_ROLE, none_label))
    listed = AnyOf([choice.value for choice in choices], _l("Choose a role."))
    return RadioField(_l("Role"), [listed], choices=choices, validate_choice=False)


class AddToProjectForm(BaseForm):
    """A person and their part in the project of the page."""

    email = EmailField(
        _l("E-mail address"),
        [DataRequired(WRITE_EMAIL), check_email],
        filters=[tidied],
    )
    role = _role_field(*PROJECT_ROLES)


class AddAnywhereForm(AddToProjectForm):
    """A person and their part in one project, or in all."""

    role = _role_field(*Role)
    project = SelectField(
        _l("Project"),
        # Translators: in place of a project, for administrators
        choices=[SelectChoice("", _l("All projects"))],
        validate_choice=False,
    )

    def offer(self, projects: list[ProjectName]) -> None:
        """Let one of these projects be chosen."""
        self.project.choices += [SelectChoice(project.slug, project.name) for project in projects]


class RoleForm(BaseForm):
    """Another role, or none."""

    # Translators: a choice in a list of roles; takes the person out of the project
    role = _role_field(*PROJECT_ROLES, none_label=_l("no role in this project"))
