"""A save that finds the disk full changes nothing and loses nothing that was typed."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine, event

from app.core.database import Session
from app.users.models import User
from tests.conftest import Client


@contextmanager
def disk_of(database: Engine, pages: int) -> Iterator[None]:
    """The file of the card box can grow to so many pages and no further."""

    def limit(connection: sqlite3.Connection, *_more: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(database, "checkout", limit)
    yield
    event.remove(database, "checkout", limit)


@pytest.fixture
def pages(database: Engine) -> int:
    """As many as the file has now."""
    with database.connect() as connection:
        return int(connection.exec_driver_sql("PRAGMA page_count").scalar_one())


@pytest.fixture
def full_disk(database: Engine, pages: int) -> Iterator[None]:
    """Not a page can be added."""
    with disk_of(database, pages):
        yield


def save_until_full(client: Client) -> tuple[str, str, str]:
    """Save name after name: the last that was saved, the one that was not, and what the page said."""
    saved = ""
    for number in range(500):
        typed = f"Marleen de {number}e"
        answer = client.post("/me", data={"name": typed, "language": "en"})
        if answer.status_code != 302:
            assert answer.status_code == 507
            return saved, typed, answer.text
        saved = typed
    raise AssertionError("the disk never was full")


@pytest.mark.usefixtures("full_disk")
def test_the_page_says_so_and_keeps_what_was_typed(client: Client, owner: User, session: Session) -> None:
    saved, typed, page = save_until_full(client)

    session.refresh(owner)
    assert owner.name == saved
    assert "The disk of this computer is full" in page
    assert f'value="{typed}"' in page


@pytest.mark.usefixtures("full_disk")
def test_reading_goes_on(client: Client) -> None:
    saved, _, _ = save_until_full(client)

    answer = client.get("/me")

    assert answer.status_code == 200
    assert saved in answer.text


def test_once_there_is_room_the_same_save_succeeds(
    client: Client, owner: User, session: Session, database: Engine, pages: int
) -> None:
    with disk_of(database, pages):
        _, typed, _ = save_until_full(client)
    with disk_of(database, 2 * pages):
        answer = client.post("/me", data={"name": typed, "language": "en"})

    assert answer.status_code == 302
    session.refresh(owner)
    assert owner.name == typed
