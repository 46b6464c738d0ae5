"""Gathers each slice's commands, and the migrations. A server that answers people never loads this file."""

from flask import Flask
from flask_migrate import Migrate

from engage.accounts import commands as accounts_commands
from engage.core.registry import Registry
from engage.demonstration import commands as demonstration_commands
from engage.extensions import db
from engage.media import commands as media_commands
from engage.media import jobs as media_jobs
from engage.priorities.votes import commands as votes_commands
from engage.projects import commands as projects_commands
from engage.questionnaires import jobs as questionnaires_jobs
from engage.results import commands as results_commands


def bind(app: Flask) -> None:
    """Attach every group of commands to `flask`."""
    root = app.config["ENGAGE"].root
    Migrate().init_app(app, db, directory=str(root / "migrations"), render_as_batch=True)
    app.extensions["engage.jobs"] = Registry("job", (*media_jobs.JOBS, *questionnaires_jobs.JOBS))
    for group in (
        accounts_commands.group,
        demonstration_commands.group,
        media_commands.group,
        projects_commands.group,
        results_commands.group,
        votes_commands.group,
    ):
        app.cli.add_command(group)
