"""`flask staff …`: make a member of staff, a one-time sign-in address, end an account, check the log."""

from typing import IO, Any

import click
from flask import current_app
from flask.cli import AppGroup

from engage.accounts import actions, audit, queries
from engage.accounts.forms import is_email
from engage.accounts.members import tidy_email
from engage.core.errors import Conflict, NotFound, Rejected
from engage.core.roles import Role
from engage.extensions import db
from engage.web.transactions import without_lock

group = AppGroup("staff", help="Members of staff and the log of what they do.")


class BadInput(click.ClickException):
    """Nothing was changed; one line on stderr says why; exit code 2."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(self.message, err=True, file=file)


@group.command()
@click.argument("email")
@click.option("--role", required=True, type=click.Choice([role.value for role in Role]))
@click.option("--project", "slug", metavar="SLUG", help="The project; an administrator has none.")
def create(email: str, role: str, slug: str | None) -> None:
    """Give EMAIL a role, making the account if there is none. It has no password until a link is used."""
    address = tidy_email(email)
    if not is_email(address):
        raise BadInput(f"{email}: write an e-mail address, such as name@example.org")
    try:
        project_id = queries.project_named(slug).id if slug else None
        actions.add_person(address, Role(role), project_id)
    except NotFound:
        raise BadInput(f"{slug}: there is no such project") from None
    except Rejected:
        wanted = "works in all projects: leave --project out" if slug else "needs --project SLUG"
        raise BadInput(f"{role}: {wanted}") from None
    except Conflict:
        raise BadInput(f"{address}: has a role there already") from None
    db.session.commit()
    click.echo(f"{address} {role} {slug or ''}".strip())


@group.command("sign-in-link")
@click.argument("email")
def sign_in_link(email: str) -> None:
    """Print a one-time address that signs EMAIL in, valid for 15 minutes."""
    found = _person(email)
    if found.disabled:
        raise BadInput(f"{found.member.email}: this account is disabled")
    if not found.member.has_role:
        raise BadInput(f"{found.member.email}: has no role any more; give one with flask staff create")
    token = actions.renew_link(found.member.id, None, actions.SHORT_LINK)
    db.session.commit()
    click.echo(f"{current_app.config['ENGAGE'].base_url}/staff/link/{token}")


@group.command()
@click.argument("email")
def disable(email: str) -> None:
    """End every session and every link of EMAIL at once; nobody can sign in as them any more."""
    found = _person(email)
    actions.disable(found.member.id)
    db.session.commit()
    click.echo(f"{found.member.email} disabled")


@group.command("check-log")
@without_lock()
def check_log() -> None:
    """Whether the log of what staff did is as it was written. Exit 1 names the first entry that is not."""
    broken = audit.first_broken()
    if broken is not None:
        click.echo(f"entry {broken} is not what was written there", err=True)
        raise click.exceptions.Exit(1)
    count, seal = audit.last_seal()
    click.echo(f"{count} entries, newest seal {seal}")


def _person(email: str) -> queries.Person:
    found = queries.person_by_email(tidy_email(email))
    if found is None:
        raise BadInput(f"{email}: nobody has this address")
    return found
