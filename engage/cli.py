"""Gathers each slice's commands."""

from flask import Flask

from engage.accounts import commands as accounts_commands
from engage.core.registry import Registry
from engage.media import commands as media_commands
from engage.media import jobs as media_jobs


def bind(app: Flask) -> None:
    """Attach every group of commands to `flask`."""
    app.extensions["engage.jobs"] = Registry("job", (*media_jobs.JOBS,))
    for group in (accounts_commands.group, media_commands.group):
        app.cli.add_command(group)
