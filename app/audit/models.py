"""A deed is what somebody did in one save; its row changes say what the rows held before."""

import enum

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from app.core.columns import Code, Moment, PersonalJson, PlainJson
from app.core.database import Base, belongs_to, mentions, one_of


class Operation(enum.StrEnum):
    """What happened to a row."""

    INSERT = "insert"
    UPDATE = "update"
    DELETE = "delete"


class Deed(Base):
    """One thing somebody did ("relation.edit"); also the log of sign-ins, exports and the like."""

    __tablename__ = "deed"
    __table_args__ = {"info": {"journaled": False}}

    what: Mapped[Code] = mapped_column(index=True)
    at: Mapped[Moment] = mapped_column(index=True)
    by_id: Mapped[int | None] = mentions("staff_member.id")
    request: Mapped[Code | None]
    counts: Mapped[PlainJson | None]
    undo_until: Mapped[Moment | None]
    undone_by_id: Mapped[int | None] = mentions("deed.id")


class RowChange(Base):
    """What one row held before a deed, and after it; whole in `old` when it was deleted."""

    __tablename__ = "row_change"
    __table_args__ = (
        Index("ix_row_change_table_name_row_id", "table_name", "row_id"),
        one_of("operation", Operation),
        {"info": {"journaled": False}},
    )

    deed_id: Mapped[int] = belongs_to("deed.id")
    table_name: Mapped[Code]
    row_id: Mapped[int]
    # A plain number, no key: it outlives the card.
    card_id: Mapped[int | None] = mapped_column(index=True)
    operation: Mapped[Operation]
    old: Mapped[PersonalJson | None]
    new: Mapped[PersonalJson | None]
