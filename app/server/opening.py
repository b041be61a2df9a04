"""Opening the card box: what kind of file lies there, and bringing an older one to this version.

A file that is not sound is only ever looked at: it stays as it is, byte for byte.
"""

import enum
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from alembic.util import CommandError
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from app.backup.copies import CopyFailed, copies_in, make_copy, write_through
from app.core.database import BUSY_SECONDS, Session, make_engine, sqlite_url, take_write_lock
from app.core.migrations import knows, newest_revision, upgrade
from app.core.words import _
from app.search.index import rebuild
from app.server.data_folder import DataFolder
from app.server.trouble import CannotOpen, version

SQLITE_HEADER = b"SQLite format 3\0"
# Stamped in the file itself, so that no other program's database is ever taken for a card box.
OUR_MARK = int.from_bytes(b"KAAR", "big")
SPARE_BYTES = 50 * 1024 * 1024


class Condition(enum.Enum):
    """What lies at the place of the card box."""

    NEW = "nothing, and nothing ever did"
    CURRENT = "a card box of this version"
    OLDER = "a card box of an earlier version"
    NEWER = "a card box of a later version"
    GONE = "nothing, though there are copies of what was"
    EMPTY = "a file without a byte in it"
    DAMAGED = "a file that cannot be read as a database, or not to the end"
    NOT_OURS = "a database of another program"
    BUSY = "a database that another program keeps to itself"


def open_card_box(folder: DataFolder) -> None:
    """Leave a sound card box of this version in the folder, or raise CannotOpen and leave all as it was."""
    condition = condition_of(folder)
    if condition is Condition.NEW:
        _make(folder)
    elif condition is Condition.OLDER:
        _bring_to_this_version(folder)
    elif condition is not Condition.CURRENT:
        raise cannot_open(condition, folder)
    _count_roughly(folder.database)


def condition_of(folder: DataFolder) -> Condition:
    """Look at the file without changing it; a card box of this version has been read to the end."""
    file = folder.database
    if not file.exists():
        was_here = copies_in(folder.copies) or _beside(file, "-wal").exists()
        return Condition.GONE if was_here else Condition.NEW
    if file.stat().st_size == 0:
        return Condition.EMPTY
    with file.open("rb") as opened:
        if opened.read(len(SQLITE_HEADER)) != SQLITE_HEADER:
            return Condition.DAMAGED
    try:
        return _condition_inside(file)
    except sqlite3.OperationalError as error:
        return Condition.BUSY if "locked" in str(error) else Condition.DAMAGED
    except (sqlite3.DatabaseError, UnicodeDecodeError):  # damaged names even break the message about them
        return Condition.DAMAGED


def cannot_open(condition: Condition, folder: DataFolder) -> CannotOpen:
    """What to tell of a file that is not a sound card box of this version or an earlier one."""
    file = folder.database
    if condition is Condition.NEWER:
        return CannotOpen(
            _(
                "Your card box was last used with a newer Kaartenbak (%(theirs)s) than this one (%(ours)s).",
                theirs=_version_in(file),
                ours=version(),
            ),
            [_("Start the newer Kaartenbak, or get it first."), _left_as_it_is(file)],
        )
    if condition is Condition.BUSY:
        return CannotOpen(
            _("Another program keeps your card box to itself."),
            [_("Close that program and start Kaartenbak again."), _left_as_it_is(file)],
        )
    sentences = {
        Condition.GONE: _("Your card box is not in its place: there is no file %(file)s.", file=file),
        Condition.EMPTY: _("The file of your card box is empty: there is nothing in %(file)s.", file=file),
        Condition.DAMAGED: _("The file of your card box is damaged: %(file)s cannot be read.", file=file),
        Condition.NOT_OURS: _("The file %(file)s belongs to another program.", file=file),
    }
    steps = [] if condition is Condition.GONE else [_left_as_it_is(file)]
    return CannotOpen(sentences[condition], [*steps, *_way_back(folder)])


def _condition_inside(file: Path) -> Condition:
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True, timeout=BUSY_SECONDS)) as connection:
        if connection.execute("PRAGMA integrity_check(1)").fetchall() != [("ok",)]:
            return Condition.DAMAGED
        if connection.execute("PRAGMA application_id").fetchone()[0] != OUR_MARK:
            return Condition.NOT_OURS
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if row is None:
        return Condition.DAMAGED
    revision = row[0]
    if revision == newest_revision():
        return Condition.CURRENT
    return Condition.OLDER if knows(revision) else Condition.NEWER


def _make(folder: DataFolder) -> None:
    """Make it under another name first, so that a card box is never half there."""
    part = _beside(folder.database, ".part")
    for left_over in folder.path.glob(f"{part.name}*"):
        left_over.unlink()
    _needs_space(folder, 0)
    engine = make_engine(sqlite_url(part))
    _upgrade(engine)
    engine.dispose()
    write_through(part)
    part.rename(folder.database)
    write_through(folder.path)


def _bring_to_this_version(folder: DataFolder) -> None:
    parts = [folder.database, _beside(folder.database, "-wal")]
    _needs_space(folder, 3 * sum(part.stat().st_size for part in parts if part.exists()))
    try:
        copy = make_copy(folder.database, folder.copies, before=str(newest_revision()))
    except (CopyFailed, sqlite3.Error, OSError) as error:
        raise CannotOpen(
            _("Your card box is still of the old version: no copy could be made first."),
            [_("Your card box is as it was. Is the disk full, or may you not write there?"), str(error)],
        ) from error
    engine = make_engine(sqlite_url(folder.database))
    try:
        _upgrade(engine)
        _find_everybody_anew(engine)
    except (SQLAlchemyError, CommandError, RuntimeError, OSError) as error:
        raise CannotOpen(
            _("Your card box could not be brought to the new version."),
            [_("A copy of how it was lies in %(copy)s.", copy=copy), str(error)],
        ) from error
    finally:
        engine.dispose()


def _upgrade(engine: Engine) -> None:
    upgrade(engine)
    major, minor, patch = (int(part) for part in version().split("."))
    with engine.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA application_id = {OUR_MARK}")
        connection.exec_driver_sql(f"PRAGMA user_version = {major * 10_000 + minor * 100 + patch}")
        connection.commit()


def _find_everybody_anew(engine: Engine) -> None:
    """By what cards are found is worked out from them, and each version may do it better."""
    with Session(engine) as session:
        take_write_lock(session)
        rebuild(session)
        session.commit()


def _count_roughly(file: Path) -> None:
    """Tell SQLite how its tables are filled, or it takes the wrong index; some hundredths of a second."""
    with (
        suppress(sqlite3.OperationalError),  # busy or full: the counts of last time will do
        closing(sqlite3.connect(file, isolation_level=None, timeout=0)) as connection,
    ):
        connection.execute("PRAGMA analysis_limit = 1000")
        connection.execute("ANALYZE")


def _needs_space(folder: DataFolder, for_copies: int) -> None:
    needed, free = for_copies + SPARE_BYTES, shutil.disk_usage(folder.path).free
    if free < needed:
        raise CannotOpen(
            _("The disk is too full to open your card box safely. Nothing has been changed."),
            [
                _("Make %(size)s MB free and start again.", size=(needed - free) // 1_000_000 + 1),
                _("Your card box lies in %(folder)s.", folder=folder.path),
            ],
        )


def _beside(file: Path, ending: str) -> Path:
    return file.with_name(file.name + ending)


def _left_as_it_is(file: Path) -> str:
    return _("Nothing has been changed: the file %(file)s is as it was.", file=file.name)


def _way_back(folder: DataFolder) -> list[str]:
    copies = copies_in(folder.copies)
    steps = []
    if folder.database.exists():
        steps.append(_("Keep the file, but under another name; a specialist may still get things out of it."))
    if copies:
        steps.append(
            _(
                "The last copy is %(copy)s. Copy it to %(file)s and start Kaartenbak again.",
                copy=copies[0],
                file=folder.database,
            )
        )
    else:
        steps.append(
            _(
                "Do you have a copy, perhaps on a USB stick? Put it in place as %(file)s and start again.",
                file=folder.database,
            )
        )
    steps.append(
        _("To begin with an empty card box, move everything out of %(folder)s first.", folder=folder.path)
    )
    return steps


def _version_in(file: Path) -> str:
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as connection:
        stamped = connection.execute("PRAGMA user_version").fetchone()[0]
    return f"{stamped // 10_000}.{stamped // 100 % 100}.{stamped % 100}"
