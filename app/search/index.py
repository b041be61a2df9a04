"""Keeping the search documents equal to the cards."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import BindParameter, Connection, bindparam, delete, insert, select, update

from app.core.database import Session
from app.relations.models import Relation
from app.search.document import Document, documents
from app.search.engines import engine_of
from app.search.models import SearchDocument

# So many cards are read and written at a time.
PORTION = 1000


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
    return sum(_reindex(session, ids) for ids in _portions(relation_ids))


def rebuild(session: Session) -> int:
    """Make every document and the whole index anew; how many cards can be found now."""
    engine, connection = engine_of(session), session.connection()
    engine.remove(connection)
    connection.execute(delete(_TABLE))
    count = 0
    for ids in _portions(session.scalars(select(Relation.id))):
        made = [document._asdict() for document in documents(session, ids)]
        count += len(made)
        if made:
            connection.execute(insert(_TABLE), made)
    engine.install(connection)
    return count


def check(session: Session) -> Check:
    """Compare every document with its card, and the index with the documents; changes nothing."""
    ids = {*session.scalars(select(Relation.id)), *session.scalars(select(SearchDocument.relation_id))}
    wrong = {
        document.relation_id
        for some in _portions(ids)
        for document in {*_stored(session, some)} ^ {*documents(session, some)}
    }
    return Check(tuple(sorted(wrong)), is_sound=engine_of(session).is_sound(session.connection()))


def _reindex(session: Session, ids: list[int]) -> int:
    stored = {document.relation_id: document for document in _stored(session, ids)}
    right = {document.relation_id: document for document in documents(session, ids)}
    changed = [number for number in ids if stored.get(number) != right.get(number)]
    kept = [number for number in changed if _key(stored, number) == _key(right, number)]
    others = set(changed) - set(kept)
    going = [stored[number].id for number in others & stored.keys()]
    coming = [right[number]._asdict() for number in sorted(others & right.keys())]

    connection = session.connection()
    if going:
        connection.execute(delete(_TABLE).where(_TABLE.c.id.in_(going)))
    if coming:
        connection.execute(insert(_TABLE), coming)
    _rewrite(connection, [(stored[number], right[number]) for number in kept])
    return len(changed)


def _key(documents_: Mapping[int, Document], number: int) -> int | None:
    return documents_[number].id if number in documents_ else None


def _rewrite(connection: Connection, pairs: Iterable[tuple[Document, Document]]) -> None:
    """Write only what differs: the index hears of a document only when its text is written."""
    alike: dict[tuple[str, ...], list[dict[str, int | str]]] = {}
    for old, new in pairs:
        differing = {name: value for name, value in new._asdict().items() if value != getattr(old, name)}
        alike.setdefault(tuple(differing), []).append({"key": new.id, **differing})
    for names, rows in alike.items():
        values: dict[str, BindParameter[int | str]] = {name: bindparam(name) for name in names}
        connection.execute(update(_TABLE).where(_TABLE.c.id == bindparam("key")).values(values), rows)


def _stored(session: Session, ids: list[int]) -> list[Document]:
    rows = session.connection().execute(_STORED, {"ids": ids})
    return [Document(*row) for row in rows]


def _portions(ids: Iterable[int]) -> Iterator[list[int]]:
    ordered = sorted(set(ids))
    for start in range(0, len(ordered), PORTION):
        yield ordered[start : start + PORTION]


_TABLE = SearchDocument.metadata.tables[SearchDocument.__tablename__]
_IDS: BindParameter[list[int]] = bindparam("ids", expanding=True)
_STORED = select(*(_TABLE.c[name] for name in Document._fields)).where(_TABLE.c.relation_id.in_(_IDS))
