"""The key from which receipts and codes are made, kept apart from the database."""

from flask import current_app


def code_key() -> bytes:
    """32 bytes."""
    return bytes(current_app.config["ENGAGE_KEYS"]["codes"])
