"""The graph of tables: who points at whom, with which word, and what goes when a row goes."""

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Column, Table, delete, select, update

from app.audit.deeds import note
from app.audit.models import Operation
from app.audit.tables import chunks, is_journaled, journaled_columns, models
from app.core.database import Base, Session
from app.core.errors import RuleBroken
from app.core.words import _


class Gone(enum.StrEnum):
    """What happens to a row when the row it points at goes; the value is in the key's `info`."""

    DELETE = "delete"
    REFUSE = "refuse"
    BLANK = "blank"
    NULL = "null"


@dataclass(frozen=True)
class Reference:
    """A foreign key: `column` of `table` points at `target`."""

    table: Table
    column: Column[Any]
    target: Table
    gone: Gone

    @property
    def holds_on(self) -> bool:
        """Whether the row cannot be without the one it points at."""
        return self.gone in (Gone.DELETE, Gone.REFUSE)


@cache
def references_to(table: Table) -> tuple[Reference, ...]:
    """Every key that points at this table."""
    return tuple(
        reference
        for child in table.metadata.sorted_tables
        for reference in references_from(child)
        if reference.target is table
    )


@cache
def references_from(table: Table) -> tuple[Reference, ...]:
    """Every key of this table."""
    return tuple(
        Reference(table, key.parent, key.column.table, Gone(key.parent.info["gone"]))
        for key in sorted(table.foreign_keys, key=lambda key: key.parent.name)
    )


def delete_tree(session: Session, row: Base) -> None:
    """Delete a row with all that belongs to it, written in the journal; refused while something needs it."""
    session.flush()
    table = Base.metadata.tables[row.__tablename__]
    delete_rows(session, {table: {row.id}})


def delete_rows(session: Session, doomed: dict[Table, set[int]]) -> None:
    """Delete these rows with all that belongs to them, in as few statements as there are tables."""
    doomed = _with_all_that_belongs(session, doomed)
    _let_go(session, doomed)
    for table in reversed(table_order(doomed)):
        model = models()[table]
        for ids in chunks(doomed[table]):
            if is_journaled(table):
                for row in session.execute(select(table).where(table.c.id.in_(ids))).mappings():
                    note(session, table, row["id"], Operation.DELETE, before=dict(row))
            session.execute(delete(model).where(model.id.in_(ids)), execution_options={"journaled": True})


def table_order(tables: Iterable[Table]) -> list[Table]:
    """Parents before children."""
    wanted = set(tables)
    return [table for table in Base.metadata.sorted_tables if table in wanted]


def _with_all_that_belongs(session: Session, roots: dict[Table, set[int]]) -> dict[Table, set[int]]:
    doomed: dict[Table, set[int]] = {}
    fresh = {table: set(ids) for table, ids in roots.items()}
    refusing: dict[Table, set[int]] = {}
    while fresh:
        found: dict[Table, set[int]] = {}
        for table, ids in fresh.items():
            doomed.setdefault(table, set()).update(ids)
            for reference in references_to(table):
                if reference.holds_on:
                    children = _pointing(session, reference, ids)
                    into = found if reference.gone is Gone.DELETE else refusing
                    into.setdefault(reference.table, set()).update(children)
        fresh = {table: new for table, ids in found.items() if (new := ids - doomed.get(table, set()))}

    if any(ids - doomed.get(table, set()) for table, ids in refusing.items()):
        raise RuleBroken(_("This cannot be deleted: something else in the box still needs it."))
    return doomed


def _let_go(session: Session, doomed: dict[Table, set[int]]) -> None:
    """Take the key out of the rows that stay."""
    for target, ids in doomed.items():
        for reference in references_to(target):
            if reference.holds_on:
                continue
            staying = _pointing(session, reference, ids) - doomed.get(reference.table, set())
            _empty_key(session, reference, staying)


def _empty_key(session: Session, reference: Reference, row_ids: set[int]) -> None:
    table, key, model = reference.table, reference.column, models()[reference.table]
    for ids in chunks(row_ids):
        if is_journaled(table):
            wanted = [table.c.id, *journaled_columns(table)]
            for row in session.execute(select(*wanted).where(table.c.id.in_(ids))).mappings():
                values = dict(row)
                emptied = values | {key.name: None}
                note(session, table, row["id"], Operation.UPDATE, before=values, after=emptied)
        emptying = update(model).where(model.id.in_(ids)).values({key.name: None})
        session.execute(emptying, execution_options={"journaled": True})


def _pointing(session: Session, reference: Reference, targets: set[int]) -> set[int]:
    found: set[int] = set()
    for ids in chunks(targets):
        found.update(session.scalars(select(reference.table.c.id).where(reference.column.in_(ids))))
    return found
