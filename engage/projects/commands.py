"""`flask projects`: what there is."""

import click
from flask.cli import AppGroup

from engage.projects.queries import everything
from engage.web.transactions import without_lock

group = AppGroup("projects", help="Projects and their activities.")


@group.command("list")
@click.option("--activities", is_flag=True, help="PROJECT/ACTIVITY, kind and state instead of projects")
@without_lock()
def list_projects(activities: bool) -> None:
    """Print the slug of each project, one a line."""
    for project, found in everything():
        if not activities:
            click.echo(project.slug)
        for activity in found if activities else ():
            click.echo(f"{project.slug}/{activity.slug} {activity.kind} {activity.standing}")
