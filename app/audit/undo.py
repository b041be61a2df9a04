"""Putting back what a deed changed, last change first, as a new deed: so redo is the undo of the undo."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, Table, bindparam, insert, select, update

from app.audit.conflicts import Conflict, Key, Plan, Row, key_of, known_columns, make_plan, rows_now, table_of
from app.audit.deeds import deed_of, note
from app.audit.forget import WIPED
from app.audit.graph import delete_rows, references_from
from app.audit.models import Deed, Operation, RowChange
from app.audit.tables import is_derived, models, path_to_card, version_column
from app.audit.values import from_json
from app.core import clock
from app.core.database import Session
from app.core.deeds import begin
from app.core.errors import RuleBroken
from app.core.words import _
from app.users.models import User


class UndoConflict(RuleBroken):
    """Other work stands in the way; the person chooses to leave those rows, or not to undo."""


def conflicts(session: Session, deed: Deed) -> list[Conflict]:
    """What would be lost by undoing this deed now; empty when it can be undone without a question."""
    return make_plan(session, deed).conflicts


def undo(session: Session, deed: Deed, *, by: User | None, leave_conflicts: bool = False) -> None:
    """Put back what the deed changed; with conflicts only when told to leave those as they are."""
    if reason := why_not(deed):
        raise RuleBroken(reason)
    session.flush()
    plan = make_plan(session, deed)
    if plan.conflicts and not leave_conflicts:
        raise UndoConflict(_("Somebody has gone on with this since. Choose what should happen."))

    begin(session, "audit.undo", by=by)
    undoing = deed_of(session)
    # A card that comes back into the bin this way still lies there until the day it said.
    undoing.undo_until = deed.undo_until
    _put_back(session, plan)
    session.execute(update(Deed).where(Deed.undone_by_id == deed.id).values(undone_by_id=None))
    session.execute(update(Deed).where(Deed.id == deed.id).values(undone_by_id=undoing.id))
    session.expire_all()


def why_not(deed: Deed) -> str | None:
    """Why this deed cannot be undone, as a sentence; nothing when it can."""
    if deed.undone_by_id is not None:
        return _("This has already been undone.")
    if deed.counts and WIPED in deed.counts:
        return _("This cannot be undone: the card was wiped, and nothing of it is left.")
    if deed.undo_until is None:
        return _("This cannot be undone.")
    if deed.undo_until < clock.now():
        return _("This is too long ago to undo.")
    return None


def _put_back(session: Session, plan: Plan) -> None:
    changes = [change for change in plan.changes if key_of(change) not in plan.left]
    for operation, run in groupby(changes, key=attrgetter("operation")):
        if operation is Operation.DELETE:
            for change in run:
                _insert_again(session, change)
            continue
        there = [change for change in run if key_of(change) in plan.now]
        if operation is Operation.INSERT:
            _delete_again(session, there)
        else:
            _change_back(session, there, plan.now)


def _delete_again(session: Session, changes: Sequence[RowChange]) -> None:
    going: dict[Table, set[int]] = {}
    for change in changes:
        going.setdefault(table_of(change), set()).add(change.row_id)
    delete_rows(session, going)


def _insert_again(session: Session, change: RowChange) -> None:
    table = table_of(change)
    values = {name: from_json(table.c[name], (change.old or {})[name]) for name in known_columns(change)}
    for reference in references_from(table):
        target = values.get(reference.column.name)
        if (
            target is not None
            and not reference.holds_on
            and not rows_now(session, {(reference.target.name, target)})
        ):
            values[reference.column.name] = None
    session.execute(
        insert(models()[table]).values(id=change.row_id, **values), execution_options={"journaled": True}
    )
    note(session, table, change.row_id, Operation.INSERT, after=values)


def _change_back(session: Session, changes: Sequence[RowChange], now: Mapping[Key, Row]) -> None:
    """In one statement for all rows of a table on which the same columns change."""
    alike: dict[tuple[Table, tuple[str, ...]], list[Row]] = {}
    for change in changes:
        table, row = table_of(change), now[key_of(change)]
        values = {
            name: from_json(table.c[name], _standing_value(session, change, name))
            for name in known_columns(change)
            if row[name] == (change.new or {})[name]
        }
        if not values:
            continue
        known = {*values, *(column.name for column in path_to_card(table)[:1])}
        before = {name: from_json(table.c[name], row[name]) for name in known}
        note(session, table, change.row_id, Operation.UPDATE, before=before, after=before | values)
        alike.setdefault((table, tuple(values)), []).append({"row": change.row_id, **values})
    for (table, names), rows in alike.items():
        new: dict[str, ColumnElement[Any]] = {name: bindparam(name) for name in names}
        version = version_column(table)
        if version is not None and not all(is_derived(table.c[name]) for name in names):
            new[version.name] = version + 1
        statement = update(table).where(table.c.id == bindparam("row")).values(new)
        session.execute(statement, rows, execution_options={"journaled": True})


def _standing_value(session: Session, change: RowChange, name: str) -> Any:
    """The old value; for a derived one the value that was left after earlier deeds were undone too."""
    value = (change.old or {})[name]
    if not is_derived(table_of(change).c[name]):
        return value
    undone = session.execute(
        select(RowChange.old, RowChange.new)
        .join(Deed, Deed.id == RowChange.deed_id)
        .where(
            RowChange.table_name == change.table_name,
            RowChange.row_id == change.row_id,
            RowChange.operation == Operation.UPDATE,
            RowChange.id < change.id,
            Deed.undone_by_id.is_not(None),
        )
        .order_by(RowChange.id.desc())
    )
    for old, new in undone:
        if old and new and name in new and new[name] == value:
            value = old[name]
    return value
