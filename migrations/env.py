"""Runs the migrations on the database that the site is configured for.

A migration is one transaction, on SQLite too: it happens whole or not at all.
"""

from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy import JSON, Connection
from sqlalchemy.types import TypeDecorator


def render_item(kind: str, item: Any, autogen_context: Any) -> str | bool:
    """Write our own column types as the plain types below them, so that an old migration needs no code of today."""
    if kind != "type":
        return False
    plain = item.impl_instance if isinstance(item, TypeDecorator) else item
    if isinstance(plain, JSON):
        autogen_context.imports.add("from sqlalchemy.dialects import postgresql")
        return 'sa.JSON().with_variant(postgresql.JSONB(), "postgresql")'
    return f"sa.{plain!r}" if plain is not item else False


def enforce_foreign_keys(connection: Connection, wanted: bool) -> None:
    """SQLite rebuilds a table to alter it, which must not cascade; the switch only works outside a transaction."""
    driver = connection.connection.driver_connection
    if connection.dialect.name == "sqlite" and driver is not None:
        driver.execute(f"PRAGMA foreign_keys={int(wanted)}")


def run() -> None:
    """Bring the database to the wanted revision."""
    database = current_app.extensions["migrate"].db
    with database.engine.connect() as connection:
        enforce_foreign_keys(connection, False)
        context.configure(
            connection=connection,
            target_metadata=database.metadata,
            render_item=render_item,
            transactional_ddl=True,
            transaction_per_migration=True,
            **current_app.extensions["migrate"].configure_args,
        )
        try:
            with context.begin_transaction():
                context.run_migrations()
        finally:
            connection.rollback()
            enforce_foreign_keys(connection, True)


run()
