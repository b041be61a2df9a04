"""Keeping the search documents equal to the cards."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import delete, insert, select

from app.core.database import Session
from app.relations.models import Relation
from app.search import sqlite
from app.search.document import documents
from app.search.models import SearchDocument

# So many cards are read and written at a time.
PORTION = 1000
# Nobody holds a document in hand, so the session need not look for those that change.
UNSEEN = {"synchronize_session": False}

Row = tuple[int, int, int, str, str, str]


@dataclass(frozen=True)
class Check:
    """How well the documents and the index fit the cards."""

    wrong: tuple[int, ...]
    is_sound: bool

    @property
    def is_right(self) -> bool:
        """Whether everybody can be found by what is on the card."""
        return self.is_sound and not self.wrong


def reindex(session: Session, relation_ids: Iterable[int]) -> int:
    """Make the documents of these cards say what is on them; a card in the bin has none. How many changed."""
    changed = 0
    for ids in _portions(relation_ids):
        stored, right = _stored(session, ids), _right(session, ids)
        old = [row[0] for row in stored - right]
        new = [_values(row) for row in sorted(right - stored)]
        if old:
            session.execute(
                delete(SearchDocument).where(SearchDocument.id.in_(old)), execution_options=UNSEEN
            )
        if new:
            session.execute(insert(SearchDocument), new)
        changed += len({row[1] for row in stored ^ right})
    return changed


def rebuild(session: Session) -> int:
    """Make every document and the whole index anew; how many cards can be found now."""
    sqlite.remove(session.connection())
    session.execute(delete(SearchDocument), execution_options=UNSEEN)
    count = reindex(session, session.scalars(select(Relation.id)))
    sqlite.install(session.connection())
    return count


def check(session: Session) -> Check:
    """Compare every document with its card, and the index with the documents; changes nothing."""
    ids = {*session.scalars(select(Relation.id)), *session.scalars(select(SearchDocument.relation_id))}
    wrong = {row[1] for some in _portions(ids) for row in _stored(session, some) ^ _right(session, some)}
    return Check(tuple(sorted(wrong)), is_sound=sqlite.is_sound(session.connection()))


def _right(session: Session, ids: list[int]) -> set[Row]:
    return {
        (made.id, made.relation_id, made.priority, made.name, made.persons, made.body)
        for made in documents(session, ids)
    }


def _stored(session: Session, ids: list[int]) -> set[Row]:
    found = SearchDocument
    query = select(found.id, found.relation_id, found.priority, found.name, found.persons, found.body)
    rows = session.execute(query.where(found.relation_id.in_(ids)))
    return {(row.id, row.relation_id, row.priority, row.name, row.persons, row.body) for row in rows}


def _values(row: Row) -> dict[str, int | str]:
    return dict(zip(("id", "relation_id", "priority", "name", "persons", "body"), row, strict=True))


def _portions(ids: Iterable[int]) -> Iterator[list[int]]:
    ordered = sorted(set(ids))
    for start in range(0, len(ordered), PORTION):
        yield ordered[start : start + PORTION]
