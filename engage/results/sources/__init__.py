"""The things to export, one a file. To add one: a file here with a SOURCE, and a line in SOURCES."""

from engage.core.registry import Registry
from engage.results.sources import codebook, ideas, nominations, outcome, responses
from engage.results.sources.source import Source

SOURCES: Registry[Source] = Registry(
    "source", [responses.SOURCE, nominations.SOURCE, ideas.SOURCE, outcome.SOURCE, codebook.SOURCE]
)
