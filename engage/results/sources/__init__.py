"""The things to export, one a file. To add one: a file here with a SOURCE, and a line in THINGS."""

from engage.core.registry import Registry
from engage.results.sources import conflicts, gatherings, heard, ideas, nominations, outcome, responses
from engage.results.sources.codebook import codebook
from engage.results.sources.source import Source

THINGS = (
    responses.SOURCE,
    nominations.SOURCE,
    ideas.SOURCE,
    outcome.SOURCE,
    gatherings.SOURCE,
    heard.SOURCE,
    conflicts.SOURCE,
)
SOURCES: Registry[Source] = Registry("source", [*THINGS, codebook(THINGS)])
