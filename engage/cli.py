"""Gathers each slice's commands."""

from flask import Flask

from engage.accounts import commands as accounts_commands


def bind(app: Flask) -> None:
    """Attach every group of commands to `flask`."""
    for group in (accounts_commands.group,):
        app.cli.add_command(group)
