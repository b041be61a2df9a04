"""Changing many rows at once, written in the journal like any other change."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnExpressionArgument, Table, insert, select, update

from app.audit.deeds import note
from app.audit.graph import delete_rows, delete_tree
from app.audit.models import Operation
from app.audit.tables import chunks, is_derived, journaled_columns, path_to_card, version_column
from app.core.database import Base, Session

__all__ = [
    "delete_rows",
    "delete_tree",
    "hang_on_cards",
    "insert_rows",
    "outdate",
    "outdate_rows",
    "update_rows",
]

_WRITTEN = {"journaled": True}


def insert_rows(session: Session, model: type[Base], rows: Sequence[dict[str, Any]]) -> list[int]:
    """Add these rows in one go; their ids come back in the same order."""
    if not rows:
        return []
    session.flush()
    statement = insert(model).returning(model.id, sort_by_parameter_order=True)
    ids = list(session.scalars(statement, list(rows), execution_options=_WRITTEN))
    table = _table(model)
    path = path_to_card(table)
    for row_id, row in zip(ids, rows, strict=True):
        owner = {path[0].name: row.get(path[0].name)} if path and path[0].name != "id" else {}
        note(session, table, row_id, Operation.INSERT, after=owner)
    return ids


def hang_on_cards(session: Session, model: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    """Add rows that each hang on a card, in as few statements as the database takes; in no order."""
    if not rows:
        return
    session.flush()
    table = _table(model)
    statement = insert(table).returning(table.c.id, table.c.relation_id)
    for row in session.execute(statement, list(rows), execution_options=_WRITTEN):
        note(session, table, row.id, Operation.INSERT, after={"relation_id": row.relation_id})


def update_rows(
    session: Session, model: type[Base], where: ColumnExpressionArgument[bool], **values: Any
) -> int:
    """Give every row for which `where` holds these values; how many rows that changed."""
    session.flush()
    table = _table(model)
    told = [*values, *(column.name for column in path_to_card(table)[:1])]
    wanted = [table.c.id, *(column for column in journaled_columns(table) if column.name in told)]
    before = [dict(row) for row in session.execute(select(*wanted).where(where)).mappings()]
    changing = [row for row in before if any(row.get(name) != value for name, value in values.items())]
    for row in changing:
        note(session, table, row["id"], Operation.UPDATE, before=row, after=row | values)
    version = version_column(table)
    # A value that the program works out is no edit of a person, so nobody's open form grows old by it.
    if version is not None and not all(is_derived(table.c[name]) for name in values):
        values |= {version.name: version + 1}
    for ids in chunks(row["id"] for row in changing):
        statement = update(model).where(model.id.in_(ids)).values(values)
        session.execute(statement, execution_options=_WRITTEN | {"synchronize_session": "fetch"})
    return len(changing)


def outdate(session: Session, row: Base) -> None:
    """Let open forms of this row meet what changed, also when only rows that hang on it did."""
    outdate_rows(session, type(row), [row.id])


def outdate_rows(session: Session, model: type[Base], row_ids: Iterable[int]) -> None:
    """Let open forms of these rows meet what changed."""
    session.flush()
    version = version_column(_table(model))
    if version is None:
        return
    for ids in chunks(row_ids):
        statement = update(model).where(model.id.in_(ids)).values({version.name: version + 1})
        session.execute(statement, execution_options=_WRITTEN | {"synchronize_session": "fetch"})


def _table(model: type[Base]) -> Table:
    return Base.metadata.tables[model.__tablename__]
