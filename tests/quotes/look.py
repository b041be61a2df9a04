"""How tests look at what became of a quote."""

import datetime as dt
import html
import re

from sqlalchemy import select

from app.core.database import Session
from app.quotes import queries
from app.quotes.models import Quote, QuoteOutcome
from app.relations.models import Relation
from app.tasks.models import Task


def current(session: Session, quote: Quote) -> QuoteOutcome:
    """How the quote ended; it has."""
    outcome = queries.current_outcome(session, quote)
    assert outcome is not None
    return outcome


def open_tasks(session: Session, quote: Quote) -> list[Task]:
    """What is still to be done about the quote."""
    query = select(Task).where(Task.about == "quote", Task.about_id == quote.id, Task.done_at.is_(None))
    return list(session.scalars(query.order_by(Task.due_on, Task.id)))


def relation_of(session: Session, quote: Quote) -> Relation:
    """The card that the quote stands on."""
    return session.get_one(Relation, quote.relation_id)


def value_of(page: str, name: str) -> str:
    """What stands in a box of the page."""
    for box in re.findall(r"<input[^>]*>", page):
        if f'name="{name}"' in box:
            found = re.search(r'value="([^"]*)"', box)
            return html.unescape(found[1]) if found else ""
    raise AssertionError(f"no box {name} on the page")


def typed(day: dt.date) -> str:
    """A day as somebody types it."""
    return f"{day.day}-{day.month}-{day.year}"
