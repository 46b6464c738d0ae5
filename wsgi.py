"""What a web server, and Flask's command line, start."""

from importlib import import_module

import click

from config import from_environment, keys
from engage import create_app

config = from_environment()
app = create_app(config, keys(config.key_file, config.database_url))
if click.get_current_context(silent=True):
    import_module("engage.cli").bind(app)  # only the command line has a use for the commands and what they load
