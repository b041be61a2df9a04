"""Bringing a database to the newest version of its tables."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

PROJECT = Path(__file__).resolve().parents[2]


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Go to this revision, each step whole or not at all."""
    with engine.connect() as connection:
        _run(connection, command.upgrade, revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Go back to this revision."""
    with engine.connect() as connection:
        _run(connection, command.downgrade, revision)


def revision_of(connection: Connection) -> str | None:
    """The revision a database is at; None when it has no tables of ours."""
    return MigrationContext.configure(connection).get_current_revision()


def newest_revision() -> str | None:
    """The revision this program writes."""
    return _scripts().get_current_head()


def knows(revision: str) -> bool:
    """Whether this program can read a database of that revision."""
    return revision in {script.revision for script in _scripts().walk_revisions()}


def config_for(connection: Connection) -> Config:
    """Alembic's configuration, working on this connection."""
    config = Config(toml_file=str(PROJECT / "pyproject.toml"))
    config.attributes["connection"] = connection
    return config


def _run(connection: Connection, go: Callable[[Config, str], None], revision: str) -> None:
    on_sqlite = connection.dialect.name == "sqlite"
    if on_sqlite:
        # Rebuilding a table drops it for a moment; SQLite only takes this pragma outside a transaction.
        _pragma(connection, "foreign_keys=off")
    go(config_for(connection), revision)
    if on_sqlite:
        lost = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        connection.rollback()
        _pragma(connection, "foreign_keys=on")
        if lost:
            raise RuntimeError(f"after migrating, {len(lost)} rows point at nothing")


def _pragma(connection: Connection, pragma: str) -> None:
    driver = connection.connection.driver_connection
    assert driver is not None  # noqa: S101
    driver.execute(f"PRAGMA {pragma}")


def _scripts() -> ScriptDirectory:
    return ScriptDirectory(str(PROJECT / "migrations"))
