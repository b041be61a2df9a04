"""Counts what a page asks of the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

# Asked for every page: who is signed in, and the name of the shop.
OF_EVERY_PAGE = ("sign_in", "FROM shop")


@contextmanager
def statements(engine: Engine, *, also_of_every_page: bool = False) -> Iterator[list[str]]:
    """The statements that run inside the block, those of every page only when asked for."""
    seen: list[str] = []
    left_out = () if also_of_every_page else OF_EVERY_PAGE

    def note(_connection: Any, _cursor: Any, statement: str, *_others: Any) -> None:
        if statement != "BEGIN" and not any(part in statement for part in left_out):
            seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine, "before_cursor_execute", note)
