"""Two rows become one: everything that points at the one points at the other, by following the keys."""

from collections.abc import Collection, Mapping

from sqlalchemy import and_, select

from app.audit.bulk import update_rows
from app.audit.graph import Reference, references_to
from app.audit.tables import chunks, is_journaled, models, unique_sets
from app.core.database import Base, Session

# By the name of a table, rows that stay where they are.
StayingBehind = Mapping[str, Collection[int]]


def repoint(session: Session, goes: Base, stays: Base, *, behind: StayingBehind | None = None) -> None:
    """Hand over all that hangs on one row; what finds its place taken stays behind, and so does `behind`.

    Silent tables do not go along: their rows are worked out, or the passing notes of one person.
    """
    session.flush()
    for reference in references_to(Base.metadata.tables[goes.__tablename__]):
        if not is_journaled(reference.table):
            continue
        moving = _pointing(session, reference, goes.id) - _without_place(session, reference, goes, stays)
        moving -= set((behind or {}).get(reference.table.name, ()))
        if reference.table is reference.target and stays.id in moving:
            # The one that stays pointed at the one that goes: now it would point at itself.
            _write(session, reference, {stays.id}, None)
            moving.discard(stays.id)
        _write(session, reference, moving, stays.id)
    _repoint_subjects(session, goes, stays)


def _pointing(session: Session, reference: Reference, target_id: int) -> set[int]:
    return set(session.scalars(select(reference.table.c.id).where(reference.column == target_id)))


def _without_place(session: Session, reference: Reference, goes: Base, stays: Base) -> set[int]:
    """The rows that the other one has already, as far as a unique set is concerned."""
    found: set[int] = set()
    mine, theirs = reference.table.alias("mine"), reference.table.alias("theirs")
    for columns, must_be_empty in unique_sets(reference.table):
        if reference.column.name not in columns:
            continue
        others = [name for name in columns if name != reference.column.name]
        same = [mine.c[name] == theirs.c[name] for name in others]
        if must_be_empty is not None:
            same += [mine.c[must_be_empty].is_(None), theirs.c[must_be_empty].is_(None)]
        query = select(mine.c.id).join(theirs, and_(theirs.c[reference.column.name] == stays.id, *same))
        found.update(session.scalars(query.where(mine.c[reference.column.name] == goes.id)))
    return found


def _write(session: Session, reference: Reference, row_ids: Collection[int], target_id: int | None) -> None:
    for some in chunks(row_ids):
        rows = reference.table.c.id.in_(some)
        update_rows(session, models()[reference.table], rows, **{reference.column.name: target_id})


def _repoint_subjects(session: Session, goes: Base, stays: Base) -> None:
    """What is about a row names its table and its number, without a key."""
    for table in Base.metadata.sorted_tables:
        if "about_id" in table.c and is_journaled(table):
            about = and_(table.c.about == goes.__tablename__, table.c.about_id == goes.id)
            update_rows(session, models()[table], about, about_id=stays.id)
