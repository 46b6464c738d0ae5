"""The whole site on a database of its own, as each test meets it: migrated, empty, and watched."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import flask_migrate
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import event, text
from sqlalchemy.orm import Session

from config import Config, keys
from engage import cli, create_app
from engage.extensions import db

SECRET = "a secret of the tests, long enough for production"
KINDS = ("sqlite", "postgresql")


def hold_templates(app: Flask, folder: Path) -> None:
    """Keep compiled templates where the next application finds them; Jinja compares them with their source."""
    folder.mkdir(exist_ok=True)
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(folder))


class Site:
    """An application, its database and its media folder."""

    def __init__(self, kind: str, database_url: str, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.kind = kind
        self.folder = folder
        self.config = Config(
            database_url=database_url,
            media_url=str(folder / "media"),
            secret_key=SECRET,
            key_file=folder / "keys.json",
            base_url="http://localhost",
            testing=True,
        )
        self.app: Flask = create_app(self.config, keys(self.config.key_file, database_url))
        cli.bind(self.app)
        hold_templates(self.app, folder.parent / "templates")
        self.statements: list[str] = []
        with self.app.app_context():
            flask_migrate.upgrade()
            self.engine = db.engine
        event.listen(self.engine, "before_cursor_execute", self._note)

    def _note(self, connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        self.statements.append(statement)

    def save(self, *rows: Any) -> Any:
        """Store rows in this order and commit. They stay readable afterwards. Returns the first."""
        with self.app.app_context(), Session(db.engine, expire_on_commit=False) as session:
            for row in rows:
                session.add(row)
                session.flush()
            session.commit()
        return rows[0]

    def read(self, statement: Any) -> list[Any]:
        """What a select finds now: a list of its first column."""
        with self.app.app_context(), Session(db.engine, expire_on_commit=False) as session:
            return list(session.scalars(statement))

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """The application's own session, for calling actions; committed at the end, as after a POST."""
        with self.app.app_context():
            yield db.session
            db.session.commit()

    def clear(self) -> None:
        """Delete every row and every stored file, and forget what is held of rows that change."""
        self.app.extensions.pop("engage.site_says", None)
        with self.app.app_context():
            tables = [table.name for table in reversed(list(db.metadata.tables.values()))]
        with self.engine.begin() as connection:
            if self.kind == "sqlite":
                connection.execute(text("PRAGMA defer_foreign_keys=ON"))
                for table in tables:
                    connection.execute(text(f'DELETE FROM "{table}"'))
            else:
                connection.execute(text("SET LOCAL session_replication_role = replica"))
                connection.execute(text(";".join(f'DELETE FROM "{table}"' for table in tables)))
        shutil.rmtree(self.folder / "media", ignore_errors=True)
        self.statements.clear()

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()


def lock_is_held(site: Site) -> bool:
    """Whether somebody holds SQLite's only write lock at this moment: another connection asks and does not wait."""
    path = site.config.database_url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as other:
        try:
            other.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return True
        other.execute("ROLLBACK")
        return False
