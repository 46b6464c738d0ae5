"""The file formats, one a file. To add one: a file here with a FORMAT, and a line in FORMATS."""

from engage.core.registry import Registry
from engage.results.formats import csv_file, json_file, xlsx_file
from engage.results.formats.format import Format

FORMATS: Registry[Format] = Registry("format", [csv_file.FORMAT, xlsx_file.FORMAT, json_file.FORMAT])
