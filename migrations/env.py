"""How Alembic reaches the database: with foreign keys off, one transaction a migration."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection, Enum
from sqlalchemy.types import TypeDecorator

from app import import_models
from app.consents import sqlite as consents
from app.core.database import Base
from app.quotes import sqlite as quotes
from app.search import sqlite as search

# The full-text tables are made by app/search after each upgrade; Alembic leaves them alone.
NOT_OURS = ("search_words", "search_pieces")


def include_name(name: str | None, kind: str, _parents: Any) -> bool:
    """Whether Alembic compares this table with the models."""
    return not (kind == "table" and name is not None and name.startswith(NOT_OURS))


def render_item(kind: str, item: Any, autogen_context: AutogenContext) -> str | Literal[False]:
    """Write our own column types as what they are in the database, so that old migrations outlive our code."""
    if kind == "type" and isinstance(item, TypeDecorator):
        autogen_context.imports.add("import sqlalchemy as sa")
        return f"sa.{item.impl_instance!r}"
    if kind == "type" and isinstance(item, Enum):
        return f"sa.String(length={item.length})"
    return False


def run(connection: Connection) -> None:
    """Bring the database on this connection to the newest version."""
    on_sqlite = connection.dialect.name == "sqlite"
    if on_sqlite:
        # A trigger that looks at other tables stands in the way when one of them is rebuilt.
        consents.remove(connection)
        quotes.remove(connection)
        connection.commit()
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        include_name=include_name,
        render_item=render_item,
        render_as_batch=True,
        transaction_per_migration=True,
        compare_server_default=True,
    )
    with context.begin_transaction():
        context.run_migrations()
    if on_sqlite:
        consents.install(connection)
        quotes.install(connection)
        search.install(connection)
        connection.commit()


import_models()
run(context.config.attributes["connection"])
