"""`flask votes …`: counting on the command line."""

import sys

import click
from flask import current_app
from flask.cli import AppGroup

from engage.accounts import audit
from engage.core.errors import Conflict, NotFound
from engage.extensions import db
from engage.priorities.tally_command import BAD_INPUT, tally
from engage.priorities.votes import actions
from engage.projects.queries import activity_in_project
from engage.web.transactions import without_lock

_REFUSALS = {"not-closed": "it is not closed yet", "step-done": "it is counted already"}

group: click.Group = AppGroup("votes", help="Count votes.")
group.add_command(tally)


@group.command("count")
@click.argument("activity")
def count(activity: str) -> None:
    """Open the box of PROJECT/ACTIVITY and count, as a lead does on the vote's page, with as much time as it takes."""
    project_slug, _slash, activity_slug = activity.partition("/")
    key = current_app.config["ENGAGE_KEYS"]["seals"]
    try:
        project, found = activity_in_project(project_slug, activity_slug)
        with without_lock():
            ahead = actions.count_ahead(found, key)
        result = actions.count(found, key, ahead)
    except NotFound:
        click.echo(f"{activity}: there is no such vote; name it as PROJECT/ACTIVITY", err=True)
        sys.exit(BAD_INPUT)
    except Conflict as refusal:
        click.echo(f"{activity}: {_REFUSALS[refusal.reason]}", err=True)
        sys.exit(BAD_INPUT)
    audit.record("vote.counted", project_id=project.id, object_id=found.id, ballots=result.ballots)
    db.session.commit()
    click.echo(f"{activity}: ballots counted: {result.ballots}")
