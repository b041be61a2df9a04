"""What the journal knows of a table: whether it is written down, and on which card its rows stand."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from sqlalchemy import Column, Table, UniqueConstraint

from app.core.database import Base

# As many keys as one statement takes on every database.
MOST_KEYS = 5000


@cache
def models() -> dict[Table, type[Base]]:
    """The class of each table."""
    return {mapper.local_table: mapper.class_ for mapper in Base.registry.mappers}  # type: ignore[misc]


def package_of(table: Table) -> str:
    """The feature package that a table belongs to."""
    return models()[table].__module__.split(".")[1]


def is_journaled(table: Table) -> bool:
    """Whether changes of this table are written down; a few tables are silent."""
    return table.info.get("journaled") is not False


@cache
def journaled_columns(table: Table) -> tuple[Column[Any], ...]:
    """The columns that the journal keeps: not the key, not the lock version, no secrets."""
    return tuple(
        column
        for column in table.columns
        if not column.primary_key
        and column is not version_column(table)
        and column.info.get("journaled") is not False
    )


def version_column(table: Table) -> Column[Any] | None:
    """The column that says how often a row was saved, where there is one."""
    column = models()[table].__mapper__.version_id_col
    return column if isinstance(column, Column) else None


def is_derived(column: Column[Any]) -> bool:
    """Whether the program works the value out from others."""
    return column.info.get("derived") is True


@cache
def path_to_card(table: Table) -> tuple[Column[Any], ...]:
    """The keys to follow from a row to its card: a line of a quote goes by its version and its quote."""
    if table.name == "relation":
        return (table.c.id,)
    if "relation_id" in table.c:
        return (table.c.relation_id,)
    for key in sorted(table.foreign_keys, key=lambda key: key.parent.name):
        if key.parent.info["gone"] == "delete" and key.column.table is not table:
            further = path_to_card(key.column.table)
            if further:
                return (key.parent, *further)
    return ()


@cache
def unique_sets(table: Table) -> list[tuple[list[str], str | None]]:
    """Columns that are unique together, with the column that must be empty for it (a partial index)."""
    sets: list[tuple[list[str], str | None]] = [
        ([column.name for column in constraint.columns], None)
        for constraint in table.constraints
        if isinstance(constraint, UniqueConstraint)
    ]
    for index in table.indexes:
        if index.unique:
            where = index.dialect_options["sqlite"]["where"]
            condition = str(where).removesuffix(" IS NULL") if where is not None else None
            sets.append(([column.name for column in index.columns], condition))
    return sets


def chunks(ids: Iterable[int]) -> Iterator[list[int]]:
    """The ids in order, in portions that one statement can take."""
    ordered = sorted(ids)
    for start in range(0, len(ordered), MOST_KEYS):
        yield ordered[start : start + MOST_KEYS]
