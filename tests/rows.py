"""A row in any table, known only by its columns: so a new table is tested without anybody thinking of it."""

import datetime as dt
from decimal import Decimal
from itertools import count
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    Enum,
    Integer,
    LargeBinary,
    Table,
    Time,
    select,
)

from app.audit.tables import models, unique_sets
from app.core import clock
from app.core.columns import MomentType, Scaled
from app.core.database import Base, Session

_numbers = count(1)
# What two columns say together, which no column says alone.
TOGETHER: dict[str, dict[str, Any]] = {"relation": {"stage": "potential"}, "region_range": {"last": 9999}}


def make_row(session: Session, table: Table, *, says: str = "", **given: Any) -> Base:
    """A row with these values; what else it cannot be without is made up, also the rows it points at.

    What it `says` stands in every column that may tell something about a person.
    """
    values = TOGETHER.get(table.name, {}) | given
    for column in table.columns:
        if says and column.info.get("personal"):
            by_type = {JSON: {"note": says}, LargeBinary: says.encode()}
            found = next((said for kind, said in by_type.items() if isinstance(column.type, kind)), says)
            values.setdefault(column.name, found)
    for column in table.columns:
        if column.name not in values and not column.primary_key and _is_needed(column):
            values[column.name] = _made_up(session, column)
    row = models()[table](**values)
    session.add(row)
    session.flush()
    return row


def whole_row(row: Base) -> dict[str, Any]:
    """All that stands in a row."""
    return {column.name: getattr(row, column.name) for column in row.__table__.columns}


def _is_needed(column: Column[Any]) -> bool:
    return not column.nullable and column.default is None and column.server_default is None


def _made_up(session: Session, column: Column[Any]) -> Any:
    for key in column.foreign_keys:
        target = key.column.table
        is_taken = any(column.name in columns for columns, _condition in unique_sets(column.table))
        there = None if is_taken else session.scalars(select(models()[target]).limit(1)).first()
        return (there or make_row(session, target)).id
    number = next(_numbers)
    if isinstance(column.type, Enum) and column.type.enum_class is not None:
        return next(iter(column.type.enum_class))
    plain = {
        MomentType: clock.now(),
        Date: clock.today(),
        Time: dt.time(9, 30),
        Boolean: False,
        Scaled: Decimal(number),
        JSON: {"note": f"marker {number}"},
        LargeBinary: b"marker",
        BigInteger: number,
        Integer: number,
    }
    found = next((value for kind, value in plain.items() if isinstance(column.type, kind)), None)
    return f"marker {number}" if found is None else found
