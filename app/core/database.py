"""The database: the base of all tables, engines that keep every save, and the four words of a foreign key."""

import datetime as dt
import enum
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    CheckConstraint,
    Connection,
    Date,
    Engine,
    ForeignKey,
    MetaData,
    Table,
    create_engine,
    event,
    orm,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction

from app.core.columns import TYPES

# How long a save waits for others before it says that the shop is busy: long enough for the last of fifty
# who send a quote at the same moment, and nobody looks at a page for ten seconds.
BUSY_SECONDS = 8


class Base(DeclarativeBase):
    """A table of Kaartenbak; each has one whole number as its key, which is never given out twice."""

    type_annotation_map = TYPES
    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
        }
    )

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-1)


class Session(orm.Session):
    """A unit of work; the journal and the search index listen to this class."""


def make_engine(url: str) -> Engine:
    """An engine for this database; on SQLite one that loses no acknowledged save."""
    if not url.startswith("sqlite"):
        return create_engine(url)
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def sqlite_url(path: Path) -> str:
    """The address of an embedded database file, whatever signs its folders have in their names."""
    return URL.create("sqlite", database=str(path)).render_as_string()


def take_write_lock(session: orm.Session, *, is_patient: bool = True) -> None:
    """Begin the session's transaction as one that writes: it waits here, not halfway, or not at all."""
    session.connection(execution_options={"writes": True, "is_patient": is_patient})


def belongs_to(target: str, *, index: bool = True, **options: Any) -> Any:
    """A key of a row that goes with the other row."""
    return _key(target, "delete", index=index, **options)


def needs(target: str, *, index: bool = True, **options: Any) -> Any:
    """A key that keeps the other row from being deleted."""
    return _key(target, "refuse", index=index, **options)


def told_of(target: str, *, index: bool = True, **options: Any) -> Any:
    """A key of a row that stays when the other goes; its words are blanked when that one is forgotten."""
    return _key(target, "blank", index=index, **options)


def mentions(target: str, *, index: bool = True, **options: Any) -> Any:
    """A key of a row that stays as it is, without the key, when the other goes."""
    return _key(target, "null", index=index, **options)


def worked_out(target: str, *, index: bool = True, **options: Any) -> Any:
    """A key like `mentions` that the program finds out by itself: no change of it is anybody's deed."""
    return _key(target, "null", index=index, info={"derived": True, "journaled": False}, **options)


def one_of(column: str, members: type[enum.StrEnum]) -> CheckConstraint:
    """The database's own list of what a state may be."""
    values = ", ".join(f"'{member.value}'" for member in members)
    return CheckConstraint(f"{column} IN ({values})", name=column)


class days_after(GenericFunction[dt.date]):  # noqa: N801 - it is written as a function of the database
    """The day so many days after another day, where the database holds both."""

    type = Date()
    inherit_cache = True


@compiles(days_after)
def _days_after(element: days_after, compiler: SQLCompiler, **options: Any) -> str:
    day, days = (compiler.process(clause, **options) for clause in element.clauses)
    return f"({day} + {days})"


@compiles(days_after, "sqlite")
def _days_after_in_sqlite(element: days_after, compiler: SQLCompiler, **options: Any) -> str:
    day, days = (compiler.process(clause, **options) for clause in element.clauses)
    return f"date({day}, '+' || ({days}) || ' days')"


def _key(target: str, gone: str, *, index: bool, info: dict[str, bool] | None = None, **options: Any) -> Any:
    return mapped_column(ForeignKey(target), index=index, info={"gone": gone} | (info or {}), **options)


def _prepare_sqlite(connection: sqlite3.Connection, _record: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # SQLAlchemy's "begin" event below is what begins a transaction
    for pragma in (
        "journal_mode=wal",
        "synchronous=full",
        "foreign_keys=on",
        "cache_size=-32000",
        "mmap_size=268435456",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    options = connection.get_execution_options()
    if not options.get("writes", False):
        connection.exec_driver_sql("BEGIN")
    elif options.get("is_patient", True):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.exec_driver_sql("PRAGMA busy_timeout = 0")
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        finally:
            connection.exec_driver_sql(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")


@event.listens_for(Base, "attribute_instrument", propagate=True)
def _remember_the_old_value(
    _class: type[Base], _name: str, attribute: orm.InstrumentedAttribute[Any]
) -> None:
    # After a commit a loaded row is expired; without this the journal would not know its old values.
    if isinstance(attribute.property, orm.ColumnProperty):
        attribute.dispatch._active_history = True  # type: ignore[attr-defined]  # noqa: SLF001


@event.listens_for(Table, "after_parent_attach")
def _never_give_an_id_twice(table: Table, _metadata: MetaData) -> None:
    table.dialect_options["sqlite"]["autoincrement"] = True
