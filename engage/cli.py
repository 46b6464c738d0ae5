"""Gathers each slice's commands."""

from flask import Flask


def bind(app: Flask) -> None:
    """Attach every group of commands to `flask`."""
