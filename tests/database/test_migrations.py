"""The migrations make exactly what the models describe, on both databases, whole or not at all."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import flask_migrate
import pytest
from alembic.config import Config as Alembic
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import DateTime, Engine, create_engine, inspect, literal_column, select, text
from sqlalchemy.exc import DBAPIError

from engage import cli, create_app
from engage.core.identifiers import new_id
from engage.extensions import db
from engage.projects.models import Activity
from tests.factories.projects import make_activity, make_project
from tests.support import session as run
from tests.support.site import Site

VERSIONS = Path(__file__).resolve().parents[2] / "migrations"


def described(engine: Engine) -> dict[str, Any]:
    """Tables with their columns, keys, constraints and indexes, as the database itself tells them."""
    inspector = inspect(engine)

    def sorted_facts(facts: list[Any]) -> list[str]:
        return sorted(json.dumps(fact, sort_keys=True, default=str) for fact in facts)

    return {
        table: {
            "columns": {c["name"]: (str(c["type"]), c["nullable"], c["default"]) for c in inspector.get_columns(table)},
            "key": inspector.get_pk_constraint(table),
            "foreign keys": sorted_facts(inspector.get_foreign_keys(table)),
            "unique": sorted_facts(inspector.get_unique_constraints(table)),
            "checks": sorted_facts(inspector.get_check_constraints(table)),
            "indexes": sorted_facts(inspector.get_indexes(table)),
            "options": inspector.get_table_options(table) if engine.dialect.name == "sqlite" else {},
        }
        for table in sorted(inspector.get_table_names())
        if table != "alembic_version"
    }


@pytest.fixture
def empty(site: Site, tmp_path: Path) -> Iterator[Engine]:
    """An empty database of the same kind."""
    if site.kind == "sqlite":
        url = f"sqlite:///{tmp_path}/empty.sqlite3"
    else:
        url = run.postgres_server().create_database(f"empty_{new_id()}")
    engine = create_engine(url)
    yield engine
    engine.dispose()
    if site.kind == "postgresql":
        run.postgres_server().drop_database(str(engine.url.database))


@pytest.fixture
def newcomer(site: Site, empty: Engine) -> Iterator[Flask]:
    """The site, configured for the empty database."""
    config = replace(site.config, database_url=empty.url.render_as_string(hide_password=False))
    app = create_app(config, site.app.config["ENGAGE_KEYS"])
    cli.bind(app)
    yield app
    with app.app_context():
        db.engine.dispose()


def test_the_migrations_make_what_the_models_describe(site: Site, empty: Engine) -> None:
    db.metadata.create_all(empty)
    migrated, modelled = described(site.engine), described(empty)
    assert sorted(migrated) == sorted(modelled), "run make migration"
    for table, facts in modelled.items():
        assert migrated[table] == facts, f"{table}: run make migration"


def test_every_constraint_has_a_name(site: Site) -> None:
    for table, facts in described(site.engine).items():
        assert facts["key"]["name"] == f"pk_{table}"
        constraints = facts["foreign keys"] + facts["unique"] + facts["checks"]
        loose = [fact for fact in constraints if '"name": null' in fact]
        assert not loose, f"{table}: {loose}"


def head() -> str:
    """The revision that the migrations lead to; they are one line, so there is one."""
    settings = Alembic()
    settings.set_main_option("script_location", str(VERSIONS))
    return str(ScriptDirectory.from_config(settings).get_current_head())


def test_a_migration_can_be_taken_back_and_done_again(newcomer: Flask, empty: Engine) -> None:
    with newcomer.app_context():
        flask_migrate.upgrade()
        before = described(empty)
        flask_migrate.downgrade(revision="base")
        assert described(empty) == {}
        flask_migrate.upgrade()
        assert described(empty) == before != {}


@pytest.mark.parametrize("zone", ["Europe/London", "America/New_York"])
def test_closing_times_of_the_first_revision_become_utc(newcomer: Flask, empty: Engine, zone: str) -> None:
    """On SQLite it held the clock of the project's zone."""
    evening = datetime(2026, 7, 2, 23, 59, 59)
    last_moment = evening.replace(tzinfo=ZoneInfo(zone))
    raw = select(literal_column("closes_at", DateTime())).select_from(text("activities"))
    project = make_project(time_zone=zone)
    with newcomer.app_context():
        flask_migrate.upgrade()
        db.session.add(project)
        db.session.flush()
        db.session.add_all([make_activity(project, closes_at=last_moment), make_activity(project)])
        db.session.commit()
        flask_migrate.downgrade(revision="0002")
        held = db.session.scalars(raw.where(text("closes_at IS NOT NULL"))).one()
        assert held == (evening if empty.dialect.name == "sqlite" else last_moment)
        db.session.rollback()
        flask_migrate.upgrade()
        assert set(db.session.scalars(select(Activity.closes_at))) == {last_moment, None}


def test_a_migration_that_fails_leaves_nothing_behind(
    newcomer: Flask, empty: Engine, with_one_more: Callable[[str], Path]
) -> None:
    folder = with_one_more(
        "op.add_column('projects', sa.Column('half', sa.Text())); op.execute('SELECT x FROM nowhere')"
    )
    with newcomer.app_context():
        flask_migrate.upgrade()
        before = described(empty)
        with pytest.raises(DBAPIError, match="nowhere"):
            flask_migrate.upgrade(str(folder))
        assert described(empty) == before
        assert db.session.scalar(text("SELECT version_num FROM alembic_version")) == head()


def test_rebuilding_a_table_on_sqlite_cascades_to_nothing(
    newcomer: Flask, empty: Engine, with_one_more: Callable[[str], Path]
) -> None:
    """SQLite alters a table by making it anew; what refers to its rows has to stay."""
    folder = with_one_more("with op.batch_alter_table('projects') as table: table.alter_column('area', nullable=True)")
    project = make_project()
    with newcomer.app_context():
        flask_migrate.upgrade()
        db.session.add(project)
        db.session.flush()
        db.session.add(make_activity(project))
        db.session.commit()
        flask_migrate.upgrade(str(folder))
        assert db.session.scalar(text("SELECT count(*) FROM activities")) == 1
        db.session.rollback()
        if newcomer.extensions["sqlalchemy"].engine.dialect.name == "sqlite":
            assert db.session.scalar(text("PRAGMA foreign_keys")) == 1


@pytest.fixture
def with_one_more(tmp_path: Path) -> Callable[[str], Path]:
    """A copy of the migrations with one more at the end: what it does is given as its statements."""

    def copied(statements: str) -> Path:
        folder = tmp_path / "migrations"
        (folder / "versions").mkdir(parents=True)
        for path in (*VERSIONS.glob("*.*"), *VERSIONS.glob("versions/*.py")):
            (folder / path.relative_to(VERSIONS)).write_text(path.read_text())
        (folder / "versions" / "9999_more.py").write_text(
            "import sqlalchemy as sa\nfrom alembic import op\n\n"
            f"revision = '9999'\ndown_revision = '{head()}'\n\n"
            f"def upgrade():\n    {statements}\n"
        )
        return folder

    return copied
