"""A card box that is sound opens; any other file is named, and stays as it is, byte for byte."""

import hashlib
import os
import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from app.backup.copies import copies_in
from app.core.database import Session, make_engine, sqlite_url
from app.core.words import use_language
from app.relations.models import Relation
from app.server import opening
from app.server.data_folder import DataFolder
from app.server.opening import Condition, condition_of, open_card_box
from app.server.trouble import CannotOpen, version
from tests.factories import make_phone, make_relation


@pytest.fixture(scope="session")
def opened_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as the first start leaves it."""
    folder = DataFolder(tmp_path_factory.mktemp("opened"))
    open_card_box(folder)
    return folder.path


@pytest.fixture
def folder(opened_once: Path, tmp_path: Path) -> DataFolder:
    """A folder with a card box in it, of this test's own."""
    folder = DataFolder(tmp_path / "Zoë's map? 100%20 #1")
    shutil.copytree(opened_once, folder.path)
    return folder


def fingerprint(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def change(folder: DataFolder, statement: str) -> None:
    """Change the file as another program would."""
    with closing(sqlite3.connect(folder.database, isolation_level=None)) as connection:
        connection.execute(statement)


def refusal(folder: DataFolder) -> CannotOpen:
    """Open it, be refused, and find the file as it was."""
    before = fingerprint(folder.database)
    with pytest.raises(CannotOpen) as refused:
        open_card_box(folder)
    assert fingerprint(folder.database) == before
    return refused.value


def test_the_first_start_makes_a_card_box_and_the_second_finds_it(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)

    open_card_box(folder)
    with Session(make_engine(sqlite_url(folder.database))) as session:
        make_relation(session, name="Bakkerij Zoë")
        session.commit()
    open_card_box(folder)

    assert condition_of(folder) is Condition.CURRENT
    with Session(make_engine(sqlite_url(folder.database))) as session:
        assert session.scalars(select(Relation.name)).all() == ["Bakkerij Zoë"]
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []


def test_a_first_start_that_was_broken_off_is_begun_again(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    (tmp_path / "kaartenbak.db.part").write_bytes(b"SQLite format 3\0 and no further")

    open_card_box(folder)

    assert condition_of(folder) is Condition.CURRENT


def test_an_empty_file_is_named_and_kept(folder: DataFolder) -> None:
    folder.database.write_bytes(b"")

    trouble = refusal(folder)

    assert "is empty" in trouble.sentence
    assert str(folder.database) in trouble.sentence


def test_a_text_file_is_named_and_kept(folder: DataFolder) -> None:
    folder.database.write_text("Dear diary")

    assert "is damaged" in refusal(folder).sentence


def test_a_database_of_another_program_is_named_and_kept(folder: DataFolder) -> None:
    folder.database.unlink()
    change(folder, "CREATE TABLE recipe (name)")

    assert "belongs to another program" in refusal(folder).sentence


@pytest.mark.parametrize("kept", [17, 4096, 50_000])
def test_a_file_that_was_cut_off_is_named_and_kept(folder: DataFolder, kept: int) -> None:
    os.truncate(folder.database, kept)

    assert "is damaged" in refusal(folder).sentence


def test_one_wrong_byte_anywhere_never_crashes_nor_empties_it(folder: DataFolder) -> None:
    whole = folder.database.read_bytes()
    chance = random.Random(1)  # noqa: S311 - the same places each time
    for place in [*range(100), *(chance.randrange(len(whole)) for _ in range(100))]:
        spoiled = bytearray(whole)
        spoiled[place] ^= 0xFF
        folder.database.write_bytes(spoiled)

        assert condition_of(folder) not in {Condition.NEW, Condition.GONE, Condition.EMPTY}
        assert folder.database.read_bytes() == spoiled


def test_the_last_copy_is_offered(folder: DataFolder) -> None:
    folder.copies.mkdir()
    for name in ("2026-11-19 09.30.00 before 0002.db", "2026-11-20 09.30.00 before 0003.db"):
        shutil.copy(folder.database, folder.copies / name)
    os.truncate(folder.database, 8192)

    assert "2026-11-20 09.30.00 before 0003.db" in refusal(folder).in_terminal()


def test_a_file_that_went_away_is_not_replaced_by_an_empty_card_box(folder: DataFolder) -> None:
    folder.copies.mkdir()
    folder.database.rename(folder.copies / "2026-11-20 09.30.00 before 0002.db")

    with pytest.raises(CannotOpen, match="not in its place"):
        open_card_box(folder)

    assert not folder.database.exists()


def test_a_newer_version_is_named_and_kept(folder: DataFolder) -> None:
    change(folder, "UPDATE alembic_version SET version_num = '9999'")
    change(folder, "PRAGMA user_version = 20001")

    trouble = refusal(folder)

    assert f"a newer Kaartenbak (2.0.1) than this one ({version()})" in trouble.sentence


def test_the_sentence_is_dutch_for_the_dutch(folder: DataFolder) -> None:
    folder.database.write_bytes(b"")

    with use_language("nl"):
        assert "Het bestand van uw kaartenbak is leeg" in refusal(folder).sentence


def test_a_file_that_another_program_keeps_is_named_and_kept(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.1)
    change(folder, "PRAGMA journal_mode = DELETE")
    with closing(sqlite3.connect(folder.database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")

        assert "Another program" in refusal(folder).sentence


def test_an_earlier_version_is_copied_and_brought_to_this_one(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Session(make_engine(sqlite_url(folder.database))) as session:
        make_relation(session, name="Bakkerij Zoë")
        session.commit()
    change(folder, "PRAGMA user_version = 0")
    # As long as there is only one revision, an earlier one has to be imagined.
    monkeypatch.setattr(opening, "newest_revision", lambda: "and-one-more")

    open_card_box(folder)

    [copy] = copies_in(folder.copies)
    for path in (copy, folder.database):
        with Session(make_engine(sqlite_url(path))) as session:
            assert session.scalars(select(Relation.name)).all() == ["Bakkerij Zoë"]


def test_the_phones_of_a_page_of_cards_are_found_by_their_card(folder: DataFolder) -> None:
    """Without a rough count of its rows SQLite walks along all phones of the shop."""
    with Session(make_engine(sqlite_url(folder.database))) as session:
        for number in range(300):
            make_phone(session, make_relation(session, name=f"Klant {number}"))
        session.commit()
    open_card_box(folder)

    with closing(sqlite3.connect(folder.database)) as connection:
        plan = connection.execute(
            "EXPLAIN QUERY PLAN SELECT given FROM contact_detail WHERE kind = 'phone' AND relation_id IN"
            f" ({', '.join('?' * 50)})",
            range(50),
        ).fetchall()

    assert "ix_contact_detail_relation_id" in plan[0][3]


def test_what_was_saved_but_not_yet_written_back_is_read(folder: DataFolder) -> None:
    """After a crash the last saves are in the file beside it."""
    write = (
        "import os, sys, sqlite3; c = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "c.execute('PRAGMA journal_mode=wal'); c.execute('CREATE TABLE later (x)');"
        "os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", write, str(folder.database)], check=False)  # noqa: S603

    open_card_box(folder)

    with closing(sqlite3.connect(folder.database)) as connection:
        assert connection.execute("SELECT count(*) FROM later").fetchone() == (0,)


def test_a_full_disk_is_told_before_anything_is_changed(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "SPARE_BYTES", 1 << 60)
    monkeypatch.setattr(opening, "newest_revision", lambda: "and-one-more")

    assert "too full" in refusal(folder).sentence
    assert copies_in(folder.copies) == []
