"""How a view gets the row that its address names."""

from typing import TypeVar

from flask import abort

from app.core.database import Base
from app.web.database import db

LARGEST_ID = 2**63 - 1
Row = TypeVar("Row", bound=Base)


def get_or_404(model: type[Row], row_id: int) -> Row:
    """The row with this id; when there is none, the page that says so."""
    row = db.session.get(model, row_id) if 0 < row_id <= LARGEST_ID else None
    if row is None:
        abort(404)
    return row
