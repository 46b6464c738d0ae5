"""Engage: surveys, nominations, ideas and votes for people who are usually left out of local decisions."""

from typing import TYPE_CHECKING

from flask import Flask

from engage import assembly

if TYPE_CHECKING:
    from config import Config


def create_app(config: "Config", keys: dict[str, bytes]) -> Flask:
    """The whole site as a server needs it; cli.bind adds the commands. Read it as a table of contents."""
    app = assembly.new_flask(config, keys)
    assembly.bind_database(app)
    assembly.bind_languages(app, config)
    assembly.bind_shell(app, config)
    assembly.bind_slices(app)
    assembly.bind_landing_places(app)
    return app
