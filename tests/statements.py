"""Counts what a page asks of the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

# Asked for every page: who is signed in, and the name of the shop.
OF_EVERY_PAGE = ("sign_in", "FROM shop")


@contextmanager
def statements(engine: Engine) -> Iterator[list[str]]:
    """The statements that run inside the block, but for those of every page."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_others: Any) -> None:
        if statement != "BEGIN" and not any(part in statement for part in OF_EVERY_PAGE):
            seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine, "before_cursor_execute", note)
