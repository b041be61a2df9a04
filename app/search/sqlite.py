"""The full-text index of SQLite: the pieces of three letters, numbers, signs and spaces of each document.

The table takes its text from `search_document` and is kept right by triggers in plain SQL, whichever
program writes there. It works from SQLite 3.40 on: the tokenizers fold nothing, app/search/terms.py does.
"""

from collections.abc import Sequence
from functools import lru_cache

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from app.core.database import Session
from app.search.document import PRIORITIES
from app.search.engine import Found, Likeness
from app.search.terms import SHORTEST_FRAGMENT, Reading

INDEX = "search_pieces"
_DEFINITION = (
    "body, content='search_document', content_rowid='id', detail='none', columnsize=0, tokenize='trigram'"
)
# What one piece of the index holds.
PIECE = 3
# Besides names that begin so, which are all looked at: as many cards the ranking gets to choose from.
CANDIDATES = 30
_AFTER_ALL_LETTERS = "\U0010ffff"

# Of each way to read what was typed: its terms by their number, and how long each is.
Shape = tuple[tuple[tuple[int, int], ...], ...]


def install(connection: Connection) -> None:
    """Make the index where it is missing, and its triggers anew; safe to do at every upgrade."""
    if not _exists(connection, "table", "search_document"):
        return
    was_kept_up = _exists(connection, "trigger", next(iter(_TRIGGERS)))
    connection.exec_driver_sql(f"CREATE VIRTUAL TABLE IF NOT EXISTS {INDEX} USING fts5({_DEFINITION})")
    for name, definition in _TRIGGERS.items():
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
        connection.exec_driver_sql(f"CREATE TRIGGER {name} {definition}")
    connection.exec_driver_sql("DROP TABLE IF EXISTS search_words")  # of before the good file
    if not was_kept_up:
        connection.exec_driver_sql(_tell("rebuild"))
        connection.exec_driver_sql(_tell("optimize"))


def remove(connection: Connection) -> None:
    """Take the index away, also a damaged one; the documents stay."""
    for name in _TRIGGERS:
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
    connection.exec_driver_sql(f"DROP TABLE IF EXISTS {INDEX}")


def is_sound(connection: Connection) -> bool:
    """Whether the index says the same as the documents."""
    try:
        connection.exec_driver_sql(_tell("integrity-check"))
    except DatabaseError:
        return False
    return True


def forget_gone(connection: Connection) -> None:
    """Take the words of documents that went out of the pages of the index, where they would linger."""
    connection.exec_driver_sql(_tell("optimize"))


def likeliest(session: Session, typed: str, ways: Sequence[Reading], most: int) -> list[Found]:
    """From strict to loose until there are enough: names that begin so, words that do, then any piece."""
    terms = list(dict.fromkeys(term for way in ways for term in way.terms))
    values: dict[str, str | int] = {f"t{number}": term for number, term in enumerate(terms)}
    values["typed"], values["beyond"] = typed, typed + _AFTER_ALL_LETTERS
    values["most"], values["many"] = most, max(most, CANDIDATES)
    values["begun"] = _asked(ways, within=0)
    values["inside"] = _asked(ways, within=SHORTEST_FRAGMENT)
    shape = tuple(tuple((terms.index(term), len(term)) for term in way.terms) for way in ways)
    # Straight to the driver: this is asked at each letter, and SQLAlchemy would take a third of the time.
    cursor = session.connection().connection.cursor()
    cursor.execute(_statement(shape), values)
    return sorted(map(Found._make, cursor.fetchall()))


def _asked(ways: Sequence[Reading], *, within: int) -> str:
    """What one of the ways asks, in quoted pieces; terms from so many letters on may stand within a word."""
    asked = []
    for way in ways:
        pieces: list[str] = []
        for term in way.terms:
            needle = term if within and len(term) >= within else f" {term}".rjust(PIECE)
            pieces += [needle[start : start + PIECE] for start in range(len(needle) - PIECE + 1)]
        asked.append(" AND ".join(map(_quoted, pieces)))
    return asked[0] if len(asked) == 1 else f"({') OR ('.join(asked)})"


def _quoted(piece: str) -> str:
    escaped = piece.replace('"', '""')
    return f'"{escaped}"'


@lru_cache(maxsize=200)
def _statement(shape: Shape) -> str:
    """One question: names that begin so, else words that do, else any piece; later parts only when needed."""
    named = " UNION ALL ".join(
        "SELECT * FROM (SELECT id, priority, 0 AS is_inside, name,"  # noqa: S608
        f" iif(name = :typed, {Likeness.WHOLE_NAME}, {Likeness.NAME}) AS likeness FROM search_document"
        f" WHERE priority = {priority} AND name >= :typed AND name < :beyond ORDER BY name LIMIT :most)"
        for priority in PRIORITIES
    )
    by_name = _begun("' ' || d.name", shape)
    by_person = _begun("' ' || d.name || ' ' || d.persons", shape)
    likeness = (
        f"CASE WHEN {by_name} THEN {Likeness.NAME}"
        f" WHEN {by_person} THEN {Likeness.PERSON} ELSE {Likeness.WORD} END"
    )
    holds = f"{_verified(shape, within=SHORTEST_FRAGMENT)} AND d.id NOT IN (SELECT id FROM begun)"  # noqa: S608
    before = "(SELECT count(*) FROM named) + (SELECT count(*) FROM begun)"
    return f"""
        WITH named AS MATERIALIZED ({named}),
            begun AS MATERIALIZED (
                {_search(":begun", _verified(shape, within=0), likeness, "(SELECT count(*) FROM named)")}
            ),
            inside AS ({_search(":inside", holds, Likeness.PIECE, before)}),
            found AS (SELECT * FROM named UNION ALL SELECT * FROM begun UNION ALL SELECT * FROM inside),
            ranked AS (
                SELECT * FROM found ORDER BY likeness, priority, is_inside, name, id LIMIT :most
            )
        SELECT r.likeness, r.priority, r.is_inside, r.name, d.relation_id, d.line, d.pieces, d.body
        FROM ranked AS r JOIN search_document AS d ON d.id = r.id
    """  # noqa: S608


def _search(asked: str, holds: str, likeness: str | int, before: str) -> str:
    """What the index finds besides, best priority first, unless those before it are enough."""
    return f"""
        SELECT * FROM (
            SELECT d.id, d.priority, 1 AS is_inside, d.name, {likeness} AS likeness
            FROM {INDEX} JOIN search_document AS d ON d.id = {INDEX}.rowid
            WHERE {INDEX} MATCH {asked} AND NOT (d.name >= :typed AND d.name < :beyond) AND {holds}
            ORDER BY {INDEX}.rowid LIMIT iif({before} < :most, :many, 0)
        )
    """  # noqa: S608


def _begun(text: str, shape: Shape) -> str:
    """Whether all terms of one of the ways begin a word of this text."""
    return _either([[f"instr({text}, ' ' || :t{number})" for number, _length in way] for way in shape])


def _verified(shape: Shape, *, within: int) -> str:
    """Whether the pieces that the index found stand side by side: it cannot tell, unless there is one."""
    ways = []
    for way in shape:
        needles = []
        for number, length in way:
            stands_within = within and length >= within
            needle = f":t{number}" if stands_within else f"' ' || :t{number}"
            if len(shape) > 1 or length + (not stands_within) > PIECE:
                needles.append(f"instr(d.body, {needle})")
        ways.append(needles or ["1"])
    return _either(ways)


def _either(ways: Sequence[Sequence[str]]) -> str:
    return f"({' OR '.join(' AND '.join(conditions) for conditions in ways)})"


def _tell(command: str) -> str:
    """How FTS5 is given a command; the 1 lets a check look at the documents too."""
    return f"INSERT INTO {INDEX}({INDEX}, rank) VALUES ('{command}', 1)"  # noqa: S608


def _exists(connection: Connection, kind: str, name: str) -> bool:
    found = connection.exec_driver_sql(
        "SELECT 1 FROM sqlite_master WHERE type = ? AND name = ?", (kind, name)
    )
    return found.first() is not None


_TAKE_OUT = f"INSERT INTO {INDEX}({INDEX}, rowid, body) VALUES ('delete', old.id, old.body);"  # noqa: S608
_PUT_IN = f"INSERT INTO {INDEX}(rowid, body) VALUES (new.id, new.body);"  # noqa: S608
_TRIGGERS = {
    f"search_document_{name}": f"AFTER {event} ON search_document BEGIN {statements} END"
    for name, event, statements in (
        ("added", "INSERT", _PUT_IN),
        ("removed", "DELETE", _TAKE_OUT),
        ("changed", "UPDATE OF id, body", f"{_TAKE_OUT} {_PUT_IN}"),
    )
}
