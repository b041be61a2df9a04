"""Copies of the whole card box in one file; each is opened and counted before it counts as a copy."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from app.core.clock import in_shop_time, now

KEPT = 5


class CopyFailed(Exception):
    """The copy is not the same as what was copied; it was thrown away."""


def make_copy(database: Path, folder: Path, *, before: str) -> Path:
    """Copy the database as it is this moment, also while others write; only the last few copies are kept.

    A copy that was broken off has a name ending in .part, and is never taken for a copy.
    """
    folder.mkdir(exist_ok=True)
    for broken_off in folder.glob("*.part"):
        broken_off.unlink()
    copy = _free_name(folder, f"{in_shop_time(now()):%Y-%m-%d %H.%M.%S} before {before}")
    part = copy.with_suffix(".part")
    with _opened(database) as source:
        counts = _rows_per_table(source)
        source.execute("VACUUM INTO ?", (str(part),))
    with _opened(part) as written:
        if written.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            raise CopyFailed(f"{part} is damaged")
        if _rows_per_table(written) != counts:
            raise CopyFailed(f"{part} does not hold the same rows")
    write_through(part)
    part.rename(copy)
    write_through(folder)
    for old in copies_in(folder)[KEPT:]:
        old.unlink()
    return copy


def copies_in(folder: Path) -> list[Path]:
    """The copies, the last one first."""
    return sorted(folder.glob("*.db"), key=lambda path: path.stem, reverse=True)


def write_through(path: Path) -> None:
    """Wait until a file, or the names in a folder, would survive a power cut."""
    if os.name == "nt" and path.is_dir():
        return  # Windows cannot, and does not need to
    handle = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


def _rows_per_table(connection: sqlite3.Connection) -> dict[str, int]:
    tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0")
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
        for (name,) in tables.fetchall()
    }


def _free_name(folder: Path, name: str) -> Path:
    """Two copies in one second, or a clock set back, do not overwrite each other."""
    taken = {path.stem for path in folder.glob("*.db")}
    numbered = (f"{name} {number}" for number in range(2, len(taken) + 3))
    return folder / f"{next(free for free in (name, *numbered) if free not in taken)}.db"
