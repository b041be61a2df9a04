"""A copy is whole or it is not there."""

import datetime as dt
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from app.backup.copies import KEPT, copies_in, make_copy
from app.core.clock import frozen
from app.core.database import Session, make_engine, sqlite_url
from app.relations.models import Relation
from tests.factories import make_relation

MORNING = dt.datetime(2026, 11, 20, 8, 30, tzinfo=dt.UTC)


@pytest.fixture
def file(database: Engine) -> Path:
    return Path(str(database.url.database))


def test_a_copy_holds_what_was_saved_a_moment_ago(file: Path, session: Session, tmp_path: Path) -> None:
    make_relation(session, name="Bakkerij Zoë")
    session.commit()

    with frozen(MORNING):
        copy = make_copy(file, tmp_path / "copies", before="0002")

    assert copy.name == "2026-11-20 09.30.00 before 0002.db"
    with Session(make_engine(sqlite_url(copy))) as copied:
        assert copied.scalars(select(Relation.name)).all() == ["Bakkerij Zoë"]


def test_a_copy_is_made_while_somebody_writes(file: Path, session: Session, tmp_path: Path) -> None:
    make_relation(session, name="Not yet saved")
    session.flush()

    copy = make_copy(file, tmp_path / "copies", before="0002")

    with Session(make_engine(sqlite_url(copy))) as copied:
        assert copied.scalars(select(Relation.name)).all() == []


def test_only_the_last_copies_are_kept(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    made = []
    for minute in range(KEPT + 2):
        with frozen(MORNING + dt.timedelta(minutes=minute)):
            made.append(make_copy(file, folder, before="0002"))

    assert copies_in(folder) == made[:1:-1]


def test_two_copies_in_one_second_do_not_overwrite_each_other(file: Path, tmp_path: Path) -> None:
    with frozen(MORNING):
        first, second = (make_copy(file, tmp_path / "copies", before="0002") for _ in range(2))

    assert first != second
    assert copies_in(tmp_path / "copies") == [second, first]


def test_what_was_broken_off_is_never_taken_for_a_copy(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    (folder / "2026-11-19 09.30.00 before 0002.part").write_bytes(b"half")

    assert copies_in(folder) == []
    make_copy(file, folder, before="0002")
    assert [path.suffix for path in folder.iterdir()] == [".db"]


def test_a_damaged_card_box_leaves_the_older_copies_and_no_half_one(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    older = make_copy(file, folder, before="0002")
    broken = tmp_path / "broken.db"
    broken.write_bytes(file.read_bytes()[:8192])

    with pytest.raises(sqlite3.DatabaseError):
        make_copy(broken, folder, before="0003")

    assert copies_in(folder) == [older]
