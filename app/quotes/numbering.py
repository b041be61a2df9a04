"""Gives out the numbers of quotes: one after another within a year, each once, however many ask at a time."""

from typing import cast

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

from app.core.database import Session
from app.quotes.models import NumberSeries

QUOTES = "quote"


def next_serial(session: Session, year: int) -> int:
    """The next number of this year; it is free again when the transaction is rolled back."""
    series = cast("Table", NumberSeries.__table__)
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    first = insert(series).values(what=QUOTES, year=year, last=1)
    following = first.on_conflict_do_update(
        index_elements=[series.c.what, series.c.year], set_={"last": series.c.last + 1}
    )
    serial: int = session.execute(following.returning(series.c.last)).scalar_one()
    return serial
