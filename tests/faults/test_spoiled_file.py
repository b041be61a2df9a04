"""Who starts Kaartenbak on a file that is not sound reads why, in the terminal and in the browser."""

import hashlib
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from app.server.data_folder import DataFolder
from app.server.opening import open_card_box
from tests.faults.conftest import Starter
from tests.faults.process import Browser, free_port


def empty(file: Path) -> None:
    file.write_bytes(b"")


def spoil(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: 3 * 4096])


def age_backwards(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.execute("PRAGMA user_version = 20001")
        connection.commit()


@pytest.mark.parametrize(
    ("happens", "says"),
    [
        (empty, "Het bestand van uw kaartenbak is leeg"),
        (spoil, "Het bestand van uw kaartenbak is beschadigd"),
        (age_backwards, "laatst gebruikt met een nieuwere Kaartenbak"),
    ],
)
def test_it_is_named_in_the_terminal_and_on_the_page_and_kept(
    starts: Starter, folder: Path, happens: Callable[[Path], None], says: str
) -> None:
    folder.mkdir()
    file = DataFolder(folder).database
    open_card_box(DataFolder(folder))
    happens(file)
    before = hashlib.sha256(file.read_bytes()).hexdigest()

    process = starts("--port", str(free_port()), language="nl_NL")
    process.wait_for(says)
    address = process.wait_for(r"Hetzelfde staat op (\S+)")[1]
    answers = [Browser(address).get(path) for path in ("/", "/relations", "/sign-in")]

    assert [answer.status for answer in answers] == [503, 503, 503]
    assert all(says in answer.page for answer in answers)
    assert process.stop() == 0
    assert hashlib.sha256(file.read_bytes()).hexdigest() == before
