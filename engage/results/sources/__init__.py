"""The things to export, one a file. To add one: a file here with a SOURCE, and a line in SOURCES."""

from engage.core.registry import Registry
from engage.results.sources import codebook, responses
from engage.results.sources.source import Source

SOURCES: Registry[Source] = Registry("source", [responses.SOURCE, codebook.SOURCE])
