"""What somebody does in one save: its name, and the rows that it changes, until the save writes them down."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Table, insert, select

from app.audit.models import Deed, Operation, RowChange
from app.audit.tables import chunks, is_journaled, journaled_columns, path_to_card
from app.audit.values import image
from app.core import clock
from app.core.database import Session
from app.core.deeds import doing_in, forget

UNDO_DAYS = 30


@dataclass
class Note:
    """One change of one row in this save; `owner` is the first key on the way to its card."""

    table: Table
    row_id: int
    operation: Operation
    old: dict[str, Any] | None
    new: dict[str, Any] | None
    owner: int | None


@dataclass
class Pending:
    """What this session has done since its last commit."""

    deed_id: int | None = None
    notes: list[Note] = field(default_factory=list)


def deed_of(session: Session) -> Deed:
    """The deed of this save, for who must point at it before the save ends."""
    pending = pending_of(session)
    if pending.deed_id is None:
        pending.deed_id = session.scalar(insert(Deed).returning(Deed.id), _deed_values(session))
    return session.get_one(Deed, pending.deed_id)


def pending_of(session: Session) -> Pending:
    """What this session has done so far."""
    return session.info.setdefault("pending deed", Pending())  # type: ignore[no-any-return]


def forget_pending(session: Session) -> None:
    """Begin with a clean sheet, after a commit or a roll-back."""
    session.info.pop("pending deed", None)
    forget(session)


def note(
    session: Session,
    table: Table,
    row_id: int,
    operation: Operation,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """Remember one change of one row; the values may hold more than what changed."""
    if not is_journaled(table):
        return
    old, new = _told(table, before), _told(table, after) if operation is Operation.UPDATE else None
    if old is not None and new is not None:
        changed = [name for name in new if name in old and new[name] != old[name]]
        if not changed:
            return
        old, new = {name: old[name] for name in changed}, {name: new[name] for name in changed}
    path = path_to_card(table)
    known = {"id": row_id} | (before or {}) | (after or {})
    owner = known[path[0].name] if path else None
    pending_of(session).notes.append(Note(table, row_id, operation, old, new, owner))


def cards_touched(session: Session, tables: Sequence[str]) -> set[int]:
    """The cards on which this save changed a row of one of these tables."""
    pending = pending_of(session)
    touched: set[int] = set()
    notes = [note for note in pending.notes if note.table.name in tables]
    for note_, card in zip(notes, _cards_of(session, notes), strict=True):
        touched.update(
            number for number in (card, (note_.old or {}).get("relation_id")) if number is not None
        )
    return touched


def write(session: Session) -> None:
    """Write the deed and its changes, in two statements; nothing when nothing was done."""
    pending = pending_of(session)
    notes = merged(pending.notes)
    if not notes and not doing_in(session).is_logged:
        return
    deed_id = pending.deed_id
    if deed_id is None:
        pending.deed_id = deed_id = session.scalar(insert(Deed).returning(Deed.id), _deed_values(session))
    if notes:
        cards = _cards_of(session, notes)
        rows = [
            {
                "deed_id": deed_id,
                "table_name": note_.table.name,
                "row_id": note_.row_id,
                "card_id": card,
                "operation": note_.operation,
                "old": note_.old,
                "new": note_.new,
            }
            for note_, card in zip(notes, cards, strict=True)
        ]
        # Not as ORM rows: those would be sorted by which values are null, and their order matters.
        session.execute(RowChange.metadata.tables[RowChange.__tablename__].insert(), rows)


def merged(notes: Sequence[Note]) -> list[Note]:
    """One note for each row, as if it changed once: from what it held first to what it holds at the end."""
    kept: list[Note | None] = []
    place: dict[tuple[Table, int], int] = {}
    for new in notes:
        key = (new.table, new.row_id)
        earlier = kept[place[key]] if key in place else None
        if earlier is None or earlier.operation is Operation.DELETE:
            place[key] = len(kept)
            kept.append(new)
            continue
        kept[place[key]] = None
        one = _one_note(earlier, new)
        if one is None:
            del place[key]
        elif new.operation is Operation.DELETE:
            place[key] = len(kept)
            kept.append(one)
        else:
            kept[place[key]] = one
    return [note_ for note_ in kept if note_ is not None]


def _one_note(earlier: Note, later: Note) -> Note | None:
    if earlier.operation is Operation.INSERT:
        if later.operation is Operation.DELETE:
            return None
        return Note(earlier.table, earlier.row_id, Operation.INSERT, None, None, later.owner)
    old = (later.old or {}) | (earlier.old or {})
    if later.operation is Operation.DELETE:
        return Note(later.table, later.row_id, Operation.DELETE, old, None, later.owner)
    new = (earlier.new or {}) | (later.new or {})
    changed = [name for name in new if new[name] != old[name]]
    if not changed:
        return None
    return Note(
        later.table,
        later.row_id,
        Operation.UPDATE,
        {name: old[name] for name in changed},
        {name: new[name] for name in changed},
        later.owner,
    )


def _told(table: Table, values: dict[str, Any] | None) -> dict[str, Any] | None:
    """What the journal keeps of these values, as JSON."""
    if values is None:
        return None
    return image(
        {column.name: values[column.name] for column in journaled_columns(table) if column.name in values}
    )


def _deed_values(session: Session) -> dict[str, Any]:
    doing = doing_in(session)
    now = clock.now()
    return {
        "what": doing.what,
        "at": now,
        "by_id": doing.by_id,
        "counts": doing.counts,
        "undo_until": now + dt.timedelta(days=UNDO_DAYS) if doing.can_be_undone else None,
    }


def _cards_of(session: Session, notes: Sequence[Note]) -> list[int | None]:
    """The card of each note; rows that hang on a card through others are followed table by table."""
    found: list[int | None] = [note_.owner for note_ in notes]
    waiting: dict[Table, list[int]] = {}
    for index, note_ in enumerate(notes):
        if note_.owner is not None and len(path_to_card(note_.table)) > 1:
            waiting.setdefault(path_to_card(note_.table)[0].table, []).append(index)
    for table, indexes in waiting.items():
        steps = {number: number for number in {found[index] for index in indexes} if number is not None}
        for column in path_to_card(table)[1:]:
            further = _step(session, column.table, column.name, set(steps.values()), notes)
            steps = {first: further[last] for first, last in steps.items() if last in further}
        for index in indexes:
            found[index] = steps.get(found[index] or 0)
    return found


def _step(
    session: Session, table: Table, column: str, ids: set[int], notes: Sequence[Note]
) -> dict[int, int]:
    """From rows of a table to what they point at; rows deleted in this save are known from their notes."""
    gone = {
        note_.row_id: note_.owner
        for note_ in notes
        if note_.table is table and note_.operation is Operation.DELETE and note_.owner is not None
    }
    found = dict(gone)
    for some in chunks(ids - gone.keys()):
        query = select(table.c.id, table.c[column]).where(table.c.id.in_(some))
        found.update({row_id: owner for row_id, owner in session.execute(query) if owner is not None})
    return found
