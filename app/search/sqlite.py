"""The full-text index of SQLite: words for the first two letters, pieces of three for everything longer.

The tables take their text from `search_document` and are kept right by triggers in plain SQL, whichever
program writes there. It works from SQLite 3.40 on: the tokenizers fold nothing, app/search/terms.py does.
"""

from collections.abc import Sequence
from typing import TypeAlias

from sqlalchemy import Connection, Row, text
from sqlalchemy.exc import DatabaseError

from app.core.database import Session
from app.search.terms import SHORTEST_FRAGMENT, Reading, without_punctuation

WORDS, PIECES = "search_words", "search_pieces"
_OPTIONS = "content='search_document', content_rowid='id', detail='none', columnsize=0"
_TABLES = {
    WORDS: f"body, {_OPTIONS}, tokenize='unicode61', prefix='1 2'",
    PIECES: f"body, {_OPTIONS}, tokenize='trigram'",
}
# The cards that the ranking gets to choose from.
CANDIDATES = 60

# relation_id, priority, name, persons, body
Candidate: TypeAlias = Row[int, int, str, str, str]


def install(connection: Connection) -> None:
    """Make the index where it is missing, and its triggers anew; safe to do at every upgrade."""
    if not _exists(connection, "table", "search_document"):
        return
    was_kept_up = _exists(connection, "trigger", next(iter(_TRIGGERS)))
    for table, definition in _TABLES.items():
        connection.exec_driver_sql(f"CREATE VIRTUAL TABLE IF NOT EXISTS {table} USING fts5({definition})")
    for name, definition in _TRIGGERS.items():
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
        connection.exec_driver_sql(f"CREATE TRIGGER {name} {definition}")
    if not was_kept_up:
        for table in _TABLES:
            connection.exec_driver_sql(_tell(table, "rebuild"))
            connection.exec_driver_sql(_tell(table, "optimize"))


def remove(connection: Connection) -> None:
    """Take the index away, also a damaged one; the documents stay."""
    for name in _TRIGGERS:
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
    for table in _TABLES:
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {table}")


def is_sound(connection: Connection) -> bool:
    """Whether the index says the same as the documents."""
    try:
        for table in _TABLES:
            connection.exec_driver_sql(_tell(table, "integrity-check"))
    except DatabaseError:
        return False
    return True


def find_words(session: Session, reading: Reading) -> Sequence[Candidate]:
    """The documents on which each term begins a word, the best priority first."""
    return _find(session, reading, starts=True)


def find_pieces(session: Session, reading: Reading) -> Sequence[Candidate]:
    """The documents on which each term stands, the longer ones also in the middle of a word."""
    return _find(session, reading, starts=False)


def _find(session: Session, reading: Reading, *, starts: bool) -> Sequence[Candidate]:
    needles = [f" {term}" for term in reading.short_terms]
    needles += [f" {term}" if starts else term for term in reading.fragments]
    table, match = _match(reading, needles)
    values: dict[str, str | int] = {f"needle{number}": needle for number, needle in enumerate(needles)}
    conditions = [f"instr(d.body, :{name})" for name in values]
    source = "search_document AS d"
    if match:
        source = f"{table} JOIN search_document AS d ON d.id = {table}.rowid"
        conditions.insert(0, f"{table} MATCH :match")
        values["match"] = match
    order = f"{table}.rowid" if match else "d.id"
    statement = text(
        f"SELECT d.relation_id, d.priority, d.name, d.persons, d.body FROM {source}"  # noqa: S608
        f" WHERE {' AND '.join(conditions)} ORDER BY {order} LIMIT {CANDIDATES}"
    )
    return session.execute(statement, values).all()


def _match(reading: Reading, needles: Sequence[str]) -> tuple[str, str]:
    """The index to ask and the question in its own language: only quoted words, so signs mean nothing."""
    pieces = {
        needle[start : start + SHORTEST_FRAGMENT]
        for needle in needles[len(reading.short_terms) :]
        for start in range(len(needle) - SHORTEST_FRAGMENT + 1)
    }
    if pieces:
        return PIECES, " AND ".join(_quoted(piece) for piece in sorted(pieces))
    beginnings = [word for term in reading.short_terms for word in without_punctuation(term).split()]
    return WORDS, " AND ".join(f"{_quoted(word)}*" for word in beginnings)


def _tell(table: str, command: str) -> str:
    """How FTS5 is given a command; the 1 lets a check look at the documents too."""
    return f"INSERT INTO {table}({table}, rank) VALUES ('{command}', 1)"  # noqa: S608


def _quoted(words: str) -> str:
    escaped = words.replace('"', '""')
    return f'"{escaped}"'


def _exists(connection: Connection, kind: str, name: str) -> bool:
    found = connection.exec_driver_sql(
        "SELECT 1 FROM sqlite_master WHERE type = ? AND name = ?", (kind, name)
    )
    return found.first() is not None


def _take_out(row: str) -> str:
    return " ".join(
        f"INSERT INTO {table}({table}, rowid, body) VALUES ('delete', {row}.id, {row}.body);"  # noqa: S608
        for table in _TABLES
    )


def _put_in(row: str) -> str:
    return " ".join(
        f"INSERT INTO {table}(rowid, body) VALUES ({row}.id, {row}.body);"  # noqa: S608
        for table in _TABLES
    )


_TRIGGERS = {
    f"search_document_{name}": f"AFTER {event} ON search_document BEGIN {statements} END"
    for name, event, statements in (
        ("added", "INSERT", _put_in("new")),
        ("removed", "DELETE", _take_out("old")),
        ("changed", "UPDATE", f"{_take_out('old')} {_put_in('new')}"),
    )
}
