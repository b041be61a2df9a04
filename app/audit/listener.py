"""Listens to every session: notes each row that changes, and writes the deed down just before the commit."""

from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, event, inspect, select
from sqlalchemy.orm import Mapper, ORMExecuteState, SessionTransaction, object_session

from app.audit.deeds import forget_pending, note, pending_of, write
from app.audit.models import Operation
from app.audit.tables import is_journaled, path_to_card
from app.core.database import Base, Session

# How far the notes had come when each savepoint that is open now was made.
_savepoints: WeakKeyDictionary[SessionTransaction, tuple[int, int | None]] = WeakKeyDictionary()


@event.listens_for(Base, "after_insert", propagate=True)
def _note_insert(mapper: Mapper[Any], _connection: Connection, row: Base) -> None:
    _note(mapper, row, Operation.INSERT, after=_owner(mapper, row))


@event.listens_for(Base, "before_update", propagate=True)
def _note_update(mapper: Mapper[Any], _connection: Connection, row: Base) -> None:
    old, new = {}, {}
    for name, value in inspect(row).committed_state.items():
        if name in mapper.column_attrs:
            column = mapper.column_attrs[name].columns[0].name
            old[column] = value
            new[column] = getattr(row, name)
    if old:
        _note(mapper, row, Operation.UPDATE, before=old, after=_owner(mapper, row) | new)


@event.listens_for(Base, "before_delete", propagate=True)
def _note_delete(mapper: Mapper[Any], connection: Connection, row: Base) -> None:
    table = mapper.local_table
    if is_journaled(table):  # type: ignore[arg-type]
        stored = connection.execute(select(table).where(table.c.id == row.id)).mappings().one_or_none()
        if stored is not None:
            _note(mapper, row, Operation.DELETE, before=dict(stored))


@event.listens_for(Session, "before_commit")
def _write_down(session: Session) -> None:
    if not session.in_nested_transaction():
        session.flush()  # the commit's own flush comes later, and would be missed
        write(session)


@event.listens_for(Session, "after_transaction_create")
def _mark_savepoint(session: Session, transaction: SessionTransaction) -> None:
    if transaction.nested:
        pending = pending_of(session)
        _savepoints[transaction] = (len(pending.notes), pending.deed_id)


@event.listens_for(Session, "after_soft_rollback")
def _back_to_savepoint(session: Session, transaction: SessionTransaction) -> None:
    if transaction in _savepoints:
        pending = pending_of(session)
        length, pending.deed_id = _savepoints[transaction]
        del pending.notes[length:]


@event.listens_for(Session, "after_transaction_end")
def _end(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        forget_pending(session)


@event.listens_for(Session, "do_orm_execute")
def _refuse_unwritten(state: ORMExecuteState) -> None:
    """No statement changes rows behind the journal's back: bulk code goes through audit/bulk.py."""
    if not (state.is_insert or state.is_update or state.is_delete):
        return
    table = state.statement.table  # type: ignore[attr-defined]
    if is_journaled(table) and not state.execution_options.get("journaled"):
        raise RuntimeError(f"{table.name} is journaled: change it through app/audit/bulk.py")


def _note(mapper: Mapper[Any], row: Base, operation: Operation, **values: dict[str, Any]) -> None:
    session = object_session(row)
    if isinstance(session, Session):
        note(session, mapper.local_table, row.id, operation, **values)  # type: ignore[arg-type]


def _owner(mapper: Mapper[Any], row: Base) -> dict[str, Any]:
    """The first key on the way from this row to its card."""
    path = path_to_card(mapper.local_table)
    return {path[0].name: getattr(row, mapper.get_property_by_column(path[0]).key)} if path else {}
