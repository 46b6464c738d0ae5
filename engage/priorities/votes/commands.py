"""`flask votes …`: counting on the command line."""

import click
from flask.cli import AppGroup

from engage.priorities.tally_command import tally

group: click.Group = AppGroup("votes", help="Count votes.")
group.add_command(tally)
