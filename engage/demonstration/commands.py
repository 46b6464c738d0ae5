"""`flask demo`: the demonstration project."""

import click
from flask import current_app, g
from flask.cli import AppGroup

from engage.content.models import SITE
from engage.content.queries import renditions_of
from engage.demonstration import fieldwork, loading, results, slates, sources, staff
from engage.extensions import db

group = AppGroup("demo", help="The demonstration project.")


@group.command("load")
def load() -> None:
    """Load the demonstration project, unless it is there already."""
    if loading.is_loaded():
        click.echo(f"The demonstration is loaded already: {sources.SLUG}")
        return
    with current_app.test_request_context("/en/"):
        g.language = current_app.extensions["engage.languages"].source
        count = _load()
        db.session.commit()
    click.echo(f"Loaded the demonstration: {sources.SLUG}, {count} answers")


def _load() -> int:
    project = loading.load_project()
    lead, researcher = staff.load(project)
    clips, chime = loading.load_media(project)
    if not renditions_of(SITE):
        loading.load_site(clips, chime)
    gatherings = fieldwork.load(project, researcher)
    count = 0
    for wanted in sources.ACTIVITIES:
        activity = loading.load_activity(project, wanted, clips, chime)
        if wanted.slug in loading.GIVEN:
            count += loading.load_answers(project, activity, loading.GIVEN[wanted.slug], gatherings)
        results.settle(activity, wanted.slug, lead)
    return count


@group.command("slates")
def make_slates() -> None:
    """Make the placeholder clips that are missing, after words have changed (needs ffmpeg).

    Delete engage/demonstration/slates/manifest.json before it to make all of them again.
    """
    click.echo(f"{slates.make_all()} clips")
