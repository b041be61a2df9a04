"""The journal in plain words: which thing, what it held, what it holds now."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy import Column, Table, select

from app.audit.conflicts import Key, Row, key_of, known_columns, rows_now, table_of
from app.audit.labels import UNTOLD_TABLES, UNTOLD_WHEN_NEW, column_name, is_told, thing_name, value_name
from app.audit.models import Operation, RowChange
from app.audit.tables import chunks, is_derived, path_to_card
from app.audit.values import from_json
from app.core.columns import Scaled
from app.core.database import Base, Session
from app.core.formats import show_amount, show_date, show_moment, show_number, show_time
from app.core.words import _, language

# Longer texts are cut: the history tells what changed, the card has it whole.
LONGEST_TEXT = 240
LONGEST_LINE = 70
# By which columns people know a row.
TITLES = {
    "relation": ("name",),
    "staff_member": ("name",),
    "region": ("name",),
    "region_range": ("region_id",),
    "tag": ("name",),
    "shop_branch": ("name",),
    "product_group": ("name",),
    "competitor": ("name",),
    "rejection_reason": ("name_nl", "name_en"),
    "contact_person": ("first_name", "initials", "infix", "last_name"),
    "contact_detail": ("given",),
    "social_account": ("given",),
    "address": ("street", "house_number", "place"),
    "task": ("words",),
    "quote": ("subject",),
    "quote_line": ("description",),
    "relation_tag": ("tag_id",),
    "outcome_reason": ("reason_id",),
}


@dataclass(frozen=True)
class Value:
    """One column of a row that changed: what it held and what it holds, as people read it."""

    name: str
    old: str
    new: str

    @property
    def is_long(self) -> bool:
        """Whether old and new need a line each."""
        return len(self.old) + len(self.new) > LONGEST_LINE


@dataclass(frozen=True)
class Line:
    """One thing that was added, changed or removed; of what is on no card only that it changed."""

    operation: Operation
    thing: str
    title: str
    is_card: bool
    values: list[Value] = field(default_factory=list)


class Reader:
    """Reads changes out loud; looks up all the names that they need at once."""

    def __init__(self, session: Session, changes: Sequence[RowChange]) -> None:
        self._session = session
        told = [
            change for change in changes if change.table_name not in UNTOLD_TABLES and _still_exists(change)
        ]
        self._rows: dict[Key, Row] = {}
        self._look_up({key_of(change) for change in told})
        self._look_up(self._pointed_at(told))
        self._look_up(self._pointed_at_by_titles())

    def lines(self, changes: Iterable[RowChange]) -> list[Line]:
        """What people want to know of these changes, in their order."""
        lines = [self._line(change) for change in changes if is_worth_a_line(change)]
        return [line for line in lines if line is not None]

    def thing(self, change: RowChange) -> str:
        """What a change is about, with the name by which people know it."""
        row = self._row(change)
        thing = thing_name(change.table_name, row.get("kind"))
        return f"{thing} {self._title(change.table_name, row)}".strip()

    def _line(self, change: RowChange) -> Line | None:
        if not _still_exists(change):
            return None
        row = self._row(change)
        thing = thing_name(change.table_name, row.get("kind"))
        title = self._title(change.table_name, row)
        is_card = change.table_name == "relation"
        if change.operation is not Operation.UPDATE or not path_to_card(table_of(change)):
            return Line(change.operation, thing, title, is_card)
        values = [
            Value(
                column_name(change.table_name, name),
                self._shown(change.table_name, name, (change.old or {}).get(name)),
                self._shown(change.table_name, name, (change.new or {}).get(name)),
            )
            for name in known_columns(change)
            if is_told(change.table_name, name) and not is_derived(table_of(change).c[name])
        ]
        return Line(change.operation, thing, title, is_card, values) if values else None

    def _row(self, change: RowChange) -> Row:
        return self._rows.get(key_of(change)) or change.old or {}

    def _title(self, table: str, row: Row) -> str:
        """How people know this row; a card needs no name on its own page."""
        names = TITLES.get(table, ())
        if table == "rejection_reason":
            names = (f"name_{language()}",)
        parts = [self._shown(table, name, row[name]) for name in names if row.get(name)]
        if table == "contact_person" and row.get("first_name") and row.get("initials"):
            parts.remove(row["initials"])
        if table == "quote" and row.get("serial"):
            parts.insert(0, f"{row['year']}-{row['serial']:04}")
        return " ".join(part for part in parts if part)

    def _shown(self, table: str, name: str, value: Any) -> str:
        if value is None or value == "":
            return ""
        column = Base.metadata.tables[table].c[name]
        for key in column.foreign_keys:
            target = key.column.table.name
            row = self._rows.get((target, value))
            return self._title(target, row) if row else _("no longer there")
        return _cut(_in_words(column, from_json(column, value), value_name(table, name, str(value))))

    def _look_up(self, keys: set[Key]) -> None:
        """Find rows as they are now, or as they were when they went."""
        wanted = keys - self._rows.keys()
        self._rows |= rows_now(self._session, wanted)
        gone = wanted - self._rows.keys()
        for some in chunks({row_id for _table, row_id in gone}):
            query = select(RowChange).where(
                RowChange.row_id.in_(some), RowChange.operation == Operation.DELETE
            )
            for change in self._session.scalars(query.order_by(RowChange.id)):
                if key_of(change) in gone:
                    self._rows[key_of(change)] = change.old or {}

    def _pointed_at(self, changes: Iterable[RowChange]) -> set[Key]:
        images = [
            (change.table_name, image) for change in changes for image in (change.old, change.new) if image
        ]
        return {target for table, image in images for target in _targets(table, image)}

    def _pointed_at_by_titles(self) -> set[Key]:
        return {
            target
            for (table, _id), row in self._rows.items()
            for target in _targets(table, {name: row.get(name) for name in TITLES.get(table, ())})
        }


def _targets(table_name: str, image: Row) -> set[Key]:
    table: Table = Base.metadata.tables[table_name]
    return {
        (key.column.table.name, image[column.name])
        for column in table.columns
        for key in column.foreign_keys
        if image.get(column.name) is not None and key.column.table.name in TITLES
    }


def _in_words(column: Column[Any], value: Any, state: str) -> str:
    match value:
        case bool():
            shown = _("yes") if value else _("no")
        case Decimal() if isinstance(column.type, Scaled) and _is_money(column):
            shown = show_amount(value)
        case int() | Decimal():
            shown = show_number(value)
        case dt.datetime():
            shown = show_moment(value)
        case dt.date():
            shown = show_date(value)
        case dt.time():
            shown = show_time(value)
        case _:
            shown = state
    return shown


def _is_money(column: Column[Any]) -> bool:
    return not column.name.endswith("percent") and column.name != "quantity"


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT].rstrip()}…"


def is_worth_a_line(change: RowChange) -> bool:
    """Not what goes without saying: that a new quote has a text."""
    if change.operation is Operation.INSERT and change.table_name in UNTOLD_WHEN_NEW:
        return False
    return change.table_name not in UNTOLD_TABLES


def _still_exists(change: RowChange) -> bool:
    return change.table_name in Base.metadata.tables
