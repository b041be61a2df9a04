"""A column's value as the journal keeps it in JSON, and back."""

import datetime as dt
import enum
from decimal import Decimal
from typing import Any

from sqlalchemy import Column, Date, Enum, Time

from app.core.columns import MomentType, Scaled


def to_json(value: Any) -> Any:
    """What JSON can hold of a value; equal values give equal JSON."""
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return value


def from_json(column: Column[Any], value: Any) -> Any:
    """The value again as the column's own type."""
    if value is None:
        return None
    match column.type:
        case Scaled():
            value = Decimal(value)
        case MomentType():
            value = dt.datetime.fromisoformat(value)
        case Date():
            value = dt.date.fromisoformat(value)
        case Time():
            value = dt.time.fromisoformat(value)
        case Enum(enum_class=type() as members):
            value = members(value)
    return value


def image(values: dict[str, Any]) -> dict[str, Any]:
    """A row, or a part of it, as JSON."""
    return {name: to_json(value) for name, value in values.items()}
