"""Killed halfway through reading in a file: nothing of it is in the box, and it can be read in again."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.contacts.vcard import Card, CardAddress, Labelled, write_card
from app.core.database import Session
from app.core.migrations import PROJECT
from app.exchange.actions import hand_in, read_in
from app.exchange.models import ImportBatch
from app.relations.models import Kind
from app.users.models import User

CARDS = 300
TABLES = (
    "relation",
    "contact_person",
    "contact_detail",
    "address",
    "imported_card",
    "row_change",
    "search_document",
)

# Reads the file in, says so when a table is full, and waits there for its end.
CHILD = """
import sys, time
from sqlalchemy import event
from app import import_models
from app.core.database import Session, make_engine
from app.exchange.actions import read_in
from app.exchange.models import ImportBatch
from app.relations.models import Kind
from app.users.models import User

import_models()
url, table = sys.argv[1:]
engine = make_engine(url)

@event.listens_for(engine, "after_cursor_execute")
def stop_after(connection, cursor, statement, *rest):
    if statement.startswith(f"INSERT INTO {table} ("):
        print("halfway", flush=True)
        time.sleep(60)

with Session(engine) as session:
    batch, user = session.get_one(ImportBatch, 1), session.get_one(User, 1)
    read_in(session, batch, kind=Kind.CURRENT, answers={}, by=user)
    session.commit()
"""


@pytest.fixture
def handed_in(database: Engine, bram: User, session: Session) -> Path:
    """A database with a large file in it that waits to be read in."""
    cards = (
        Card(
            first_name=f"Kim{number}",
            last_name="Verbeek",
            phones=(Labelled(f"06 {number:08}"),),
            addresses=(CardAddress("Markt 1", "2311 EZ", "Leiden"),),
        )
        for number in range(CARDS)
    )
    hand_in(session, b"".join(map(write_card, cards)), file_name="large.vcf", source="My phone", by=bram)
    session.commit()
    path = database.url.database
    assert path is not None
    return Path(path)


def counts(path: Path) -> dict[str, int]:
    """The rows of each table, as another program finds them."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES}


@pytest.mark.parametrize("table", ["relation", "address", "row_change"])
def test_killed_at_any_table_nothing_is_half_there(
    handed_in: Path, session: Session, bram: User, table: str
) -> None:
    before = counts(handed_in)
    command = [sys.executable, "-c", CHILD, f"sqlite:///{handed_in}", table]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True) as child:  # noqa: S603
        assert child.stdout is not None
        assert child.stdout.readline() == "halfway\n"
        os.kill(child.pid, signal.SIGKILL)

    assert counts(handed_in) == before
    read_in(session, session.get_one(ImportBatch, 1), kind=Kind.CURRENT, answers={}, by=bram)
    session.commit()
    assert counts(handed_in)["relation"] == before["relation"] + CARDS
