"""What stands in the way of undoing a deed: whatever people did since with the rows that it changed."""

import enum
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import aliased

from app.audit.graph import references_from, references_to
from app.audit.models import Deed, Operation, RowChange
from app.audit.tables import chunks, is_derived, is_journaled, journaled_columns, unique_sets
from app.audit.values import from_json, image
from app.core.database import Base, Session

Key = tuple[str, int]
Row = dict[str, Any]


class Why(enum.StrEnum):
    """What stands in the way of putting one row back."""

    CHANGED = "changed"  # somebody changed the same thing since
    GONE = "gone"  # the row, or what it belonged to, is no longer there
    IN_USE = "in_use"  # something new hangs on a row that would go
    TAKEN = "taken"  # another row has its place


@dataclass(frozen=True)
class Conflict:
    """One row that cannot be put back without losing what came after it."""

    change: RowChange
    why: Why
    columns: tuple[str, ...] = ()


@dataclass
class Plan:
    """What undoing a deed meets: its changes, last first, the rows as they are, what is in the way."""

    changes: Sequence[RowChange]
    now: dict[Key, Row]
    conflicts: list[Conflict] = field(default_factory=list)
    left: set[Key] = field(default_factory=set)


def make_plan(session: Session, deed: Deed) -> Plan:
    """Compare what the deed changed with what is there now, in a few statements for each table."""
    changes = session.scalars(
        select(RowChange).where(RowChange.deed_id == deed.id).order_by(RowChange.id.desc())
    ).all()
    changes = [change for change in changes if change.table_name in Base.metadata.tables]
    plan = Plan(changes, rows_now(session, {(change.table_name, change.row_id) for change in changes}))
    _leave_what_went_on(session, plan, deed)
    _leave_what_changed(plan)
    _leave_what_has_no_place(session, plan)
    return plan


def _leave_what_changed(plan: Plan) -> None:
    for change in plan.changes:
        if change.operation is not Operation.UPDATE:
            continue
        row = plan.now.get(key_of(change))
        if row is None:
            plan.conflicts.append(Conflict(change, Why.GONE))
        elif changed := tuple(name for name in known_columns(change) if _is_changed_since(change, row, name)):
            plan.conflicts.append(Conflict(change, Why.CHANGED, changed))


def _leave_what_went_on(session: Session, plan: Plan, deed: Deed) -> None:
    """Rows that the deed made and people have used since; if one of a new card does, the whole card stays."""
    made = {
        key_of(change): change
        for change in plan.changes
        if change.operation is Operation.INSERT and key_of(change) in plan.now
    }
    used = _changed_by_later_deeds(session, made, deed) | _hung_upon(session, made)
    plan.conflicts += [Conflict(made[key], Why.IN_USE) for key in made if key in used]

    cards = {made[key].card_id for key in used}
    new_cards = {change.card_id for change in made.values() if change.table_name == "relation"} & cards
    staying = used | {key for key, change in made.items() if change.card_id in new_cards}
    while staying:
        plan.left |= staying
        staying = {
            target
            for key in staying
            for target in _held_on_to(Base.metadata.tables[key[0]], plan.now[key])
            if target in made and target not in plan.left
        }


def _leave_what_has_no_place(session: Session, plan: Plan) -> None:
    """Deleted rows whose owner is gone too, or whose place in a unique set is taken."""
    deleted = [change for change in plan.changes if change.operation is Operation.DELETE]
    wanted = {key for change in deleted for key in _held_on_to(table_of(change), change.old or {})}
    present = set(rows_now(session, wanted))
    removed = {key_of(change) for change in plan.changes if change.operation is Operation.INSERT} - plan.left
    for change in deleted:
        if key_of(change) in plan.now:
            plan.left.add(key_of(change))
            continue
        table, old = table_of(change), change.old or {}
        if not all(key in present for key in _held_on_to(table, old)):
            why = Why.GONE
        elif _is_taken(session, table, old, removed):
            why = Why.TAKEN
        else:
            present.add(key_of(change))
            continue
        plan.left.add(key_of(change))
        plan.conflicts.append(Conflict(change, why))


def _is_changed_since(change: RowChange, row: Row, name: str) -> bool:
    old, new = (change.old or {})[name], (change.new or {})[name]
    return not is_derived(table_of(change).c[name]) and row[name] not in (new, old)


def _changed_by_later_deeds(session: Session, made: dict[Key, RowChange], deed: Deed) -> set[Key]:
    """The new rows that a later deed changed, as far as that deed still stands."""
    undone = aliased(Deed)
    later = (
        select(RowChange.table_name, RowChange.row_id, RowChange.new)
        .join(Deed, Deed.id == RowChange.deed_id)
        .outerjoin(undone, undone.undone_by_id == Deed.id)
        .where(
            RowChange.deed_id > deed.id,
            RowChange.operation == Operation.UPDATE,
            Deed.undone_by_id.is_(None),
            undone.id.is_(None),
        )
    )
    found: set[Key] = set()
    for name, ids in _by_table(made).items():
        columns = {
            column.name for column in journaled_columns(Base.metadata.tables[name]) if not is_derived(column)
        }
        for some in chunks(ids):
            query = later.where(RowChange.table_name == name, RowChange.row_id.in_(some))
            for table_name, row_id, new in session.execute(query):
                if columns & (new or {}).keys():
                    found.add((table_name, row_id))
    return found


def _hung_upon(session: Session, made: dict[Key, RowChange]) -> set[Key]:
    """The new rows that hold up a row which the deed did not make."""
    found: set[Key] = set()
    for name, ids in _by_table(made).items():
        for reference in references_to(Base.metadata.tables[name]):
            if not reference.holds_on or not is_journaled(reference.table):
                continue
            for some in chunks(ids):
                query = select(reference.table.c.id, reference.column).where(reference.column.in_(some))
                for child, target in session.execute(query):
                    if (reference.table.name, child) not in made:
                        found.add((name, target))
    return found


def _is_taken(session: Session, table: Table, old: Row, removed: set[Key]) -> bool:
    """Whether another row now has what must be unique, one that does not go itself."""
    for columns, condition in unique_sets(table):
        values = [from_json(table.c[name], old.get(name)) for name in columns]
        if None in values or (condition is not None and old.get(condition) is not None):
            continue
        query = select(table.c.id).where(
            *(table.c[name] == value for name, value in zip(columns, values, strict=True))
        )
        if condition is not None:
            query = query.where(table.c[condition].is_(None))
        if any((table.name, row_id) not in removed for row_id in session.scalars(query)):
            return True
    return False


def _held_on_to(table: Table, row: Row) -> set[Key]:
    """What a row cannot be without."""
    return {
        (reference.target.name, row[reference.column.name])
        for reference in references_from(table)
        if reference.holds_on and row.get(reference.column.name) is not None
    }


def rows_now(session: Session, keys: set[Key]) -> dict[Key, Row]:
    """These rows as they are now, as the journal would write them."""
    found: dict[Key, Row] = {}
    for name, ids in _by_table(keys).items():
        table = Base.metadata.tables[name]
        for some in chunks(ids):
            query = select(table.c.id, *journaled_columns(table)).where(table.c.id.in_(some))
            for row in session.execute(query).mappings():
                found[name, row["id"]] = image(dict(row))
    return found


def _by_table(keys: set[Key] | dict[Key, RowChange]) -> dict[str, set[int]]:
    sorted_out: dict[str, set[int]] = {}
    for name, row_id in keys:
        sorted_out.setdefault(name, set()).add(row_id)
    return sorted_out


def known_columns(change: RowChange) -> list[str]:
    """The columns of an old image that still exist."""
    return [name for name in change.old or {} if name in table_of(change).c]


def table_of(change: RowChange) -> Table:
    """The table in which the row stands, or stood."""
    return Base.metadata.tables[change.table_name]


def key_of(change: RowChange) -> Key:
    """What tells the changed row from all others."""
    return change.table_name, change.row_id
