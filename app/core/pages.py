"""One page of a long list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

PAGE_SIZE = 50


@dataclass(frozen=True)
class Page:
    """The rows of one page, and where it stands among the others."""

    rows: Sequence[Any]
    number: int
    pages: int
    total: int


def paginate(
    session: Session,
    query: Select[*tuple[Any, ...]],
    number: int,
    *,
    size: int = PAGE_SIZE,
    total: int | None = None,
) -> Page:
    """The page with this number; a number outside the list gives the nearest page there is.

    Whoever knows already how many there are says so: counting takes longer than looking up one page.
    """
    if total is None:
        total = session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    pages = max(1, -(-total // size))
    number = min(max(number, 1), pages)
    rows = session.execute(query.limit(size).offset((number - 1) * size)).all()
    return Page(rows, number, pages, total)
