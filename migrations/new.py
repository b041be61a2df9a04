"""Writes the next migration from what the models have become: `python -m migrations.new "what it adds"`."""

import sys
import tempfile
from pathlib import Path

from alembic import command

from app.core.database import make_engine, sqlite_url
from app.core.migrations import config_for, newest_revision, upgrade


def main(message: str) -> None:
    """Compare the models with a fresh database of the newest version; read what it wrote before you commit it."""
    with tempfile.TemporaryDirectory() as folder:
        engine = make_engine(sqlite_url(Path(folder) / "newest.db"))
        upgrade(engine)
        with engine.connect() as connection:
            number = int(newest_revision() or 0) + 1
            command.revision(config_for(connection), message, autogenerate=True, rev_id=f"{number:04}")
        engine.dispose()


if __name__ == "__main__":
    main(sys.argv[1])
