"""While another program writes in the card box, a save waits a little, then says so and keeps all."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager

from sqlalchemy import Engine, event

from app.core.database import Session
from app.users.models import User
from tests.conftest import Client

TYPED = {"name": "Marleen de Wit", "language": "en"}


@contextmanager
def locked(database: Engine) -> Iterator[sqlite3.Connection]:
    """Another program writes in the file."""
    with closing(
        sqlite3.connect(str(database.url.database), isolation_level=None, check_same_thread=False)
    ) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield other


@contextmanager
def little_patience(database: Engine) -> Iterator[None]:
    """Wait for a fifth of a second rather than some seconds."""

    def hurry(connection: sqlite3.Connection, *_more: object) -> None:
        connection.execute("PRAGMA busy_timeout = 200")

    event.listen(database, "checkout", hurry)
    yield
    event.remove(database, "checkout", hurry)


def test_a_save_waits_for_its_turn(client: Client, owner: User, session: Session, database: Engine) -> None:
    session.commit()
    with locked(database) as other:
        release = threading.Timer(0.5, other.rollback)
        release.start()
        began = time.monotonic()
        answer = client.post("/me", data=TYPED)
        waited = time.monotonic() - began
        release.join()

    assert answer.status_code == 302
    assert waited > 0.4
    session.refresh(owner)
    assert owner.name == "Marleen de Wit"


def test_a_save_that_waited_long_enough_says_so_and_keeps_what_was_typed(
    client: Client, owner: User, session: Session, database: Engine
) -> None:
    session.commit()
    with locked(database), little_patience(database):
        answer = client.post("/me", data=TYPED)

    assert answer.status_code == 503
    assert "The card box is busy for a moment" in answer.text
    assert 'value="Marleen de Wit"' in answer.text
    session.refresh(owner)
    assert owner.name == "Marleen"


def test_reading_goes_on(client: Client, session: Session, database: Engine) -> None:
    session.commit()
    with locked(database), little_patience(database):
        assert client.get("/me").status_code == 200


def test_nobody_waits_for_ten_seconds(database: Engine) -> None:
    with database.connect() as connection:
        assert 1_000 < connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one() < 10_000
