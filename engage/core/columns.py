"""The base of every table and the few column types that all of them share."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Annotated, Any

from sqlalchemy import (
    JSON,
    Boolean,
    ColumnElement,
    Date,
    DateTime,
    Dialect,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    delete,
    insert,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Session, mapped_column, scoped_session

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Base of every model. Constraints are named, so that a violated one can be recognised."""

    metadata = MetaData(naming_convention=NAMING)


IN_NO_ORDER = {"sqlite_with_rowid": False}
"""For tables of what people sent: SQLite numbers rows as they arrive, and that would tell who was first in a room."""


class Moment(TypeDecorator[datetime]):
    """A point in time, always UTC and always aware, on SQLite too."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """In UTC, because SQLite drops the offset. ValueError without one."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC) if value is not None else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


PlainJson = JSON().with_variant(JSONB(), "postgresql")


class PrivateText(TypeDecorator[str]):
    """Words a person wrote. The one place where they will be encrypted at rest."""

    impl = Text
    cache_ok = True


class PrivateJson(TypeDecorator[Any]):
    """Answers a person gave. The one place where they will be encrypted at rest."""

    impl = PlainJson
    cache_ok = True


identifier = Annotated[str, mapped_column(String(32), primary_key=True)]
"""128 random bits in hexadecimal; never a counter, so that nothing can be guessed or ordered by it."""

digest = Annotated[str, mapped_column(String(64))]
slug = Annotated[str, mapped_column(String(60))]
word = Annotated[str, mapped_column(String(40))]
text = Annotated[str, mapped_column(Text)]
private_text = Annotated[str, mapped_column(PrivateText)]
private_json = Annotated[dict[str, Any], mapped_column(PrivateJson)]
plain_json = Annotated[dict[str, Any], mapped_column(PlainJson)]
plain_list = Annotated[list[Any], mapped_column(PlainJson)]
moment = Annotated[datetime, mapped_column(Moment)]
day = Annotated[date, mapped_column(Date)]
flag = Annotated[bool, mapped_column(Boolean)]


def insert_once(session: Session | scoped_session[Any], table: type[DeclarativeBase], **values: Any) -> bool:
    """Insert a row unless a unique constraint says that it is there already; whether it was inserted.

    Safe under concurrency on both databases: of many who try at once exactly one is told True.
    """
    bare: Table = table.__table__  # type: ignore[assignment]
    # What comes back is asked for, because PostgreSQL's driver tells no number of rows here.
    statement = _insert(session)(bare).on_conflict_do_nothing().returning(*bare.primary_key.columns)
    return session.execute(statement, values).first() is not None  # values stay outside, so that it is compiled once


def insert_all_once(
    session: Session | scoped_session[Any], table: type[DeclarativeBase], rows: Sequence[dict[str, Any]]
) -> None:
    """Insert these rows, but for those that a unique constraint says are there already; none is no work."""
    if rows:
        session.execute(_insert(session)(table.__table__).on_conflict_do_nothing(), rows)


def write_anew(
    session: Session | scoped_session[Any], table: type[DeclarativeBase], where: ColumnElement[bool]
) -> None:
    """Write rows once more, in the order of their random ids, so that none tells which transaction wrote it.

    SQLite keeps rows IN_NO_ORDER that way already, so nothing is done there. What stood before is a deleted row.
    """
    if session.get_bind().dialect.name != "postgresql":
        return
    bare: Table = table.__table__  # type: ignore[assignment]
    before = delete(bare).where(where).returning(*bare.columns).cte("before")
    in_order = select(before).order_by(*(before.columns[column.name] for column in bare.primary_key))
    session.execute(insert(bare).from_select(list(bare.columns), in_order))


def _insert(session: Session | scoped_session[Any]) -> Any:
    return postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
