"""What people wait for, in a few words: what we promised, and quotes that are still open."""

from collections.abc import Sequence

from sqlalchemy import and_, select

from app.core.database import Session
from app.core.words import _
from app.quotes.models import Quote, QuoteOutcome, QuoteStatus
from app.tasks.models import Task
from app.tasks.words import reason_name

# One line has room for so many.
MOST = 2


def waiting(session: Session, relation_ids: Sequence[int]) -> dict[int, str]:
    """Of each card that waits for something: for what, the oldest first."""
    found: dict[int, list[str]] = {}
    tasks = (
        select(Task.relation_id, Task.reason)
        .where(Task.relation_id.in_(relation_ids), Task.done_at.is_(None), Task.promised_since.is_not(None))
        .order_by(Task.promised_since, Task.id)
    )
    for relation_id, reason in session.execute(tasks):
        if relation_id is not None:
            found.setdefault(relation_id, []).append(_small(reason_name(reason)))
    quotes = (
        select(Quote.relation_id, Quote.year, Quote.serial)
        .outerjoin(
            QuoteOutcome, and_(QuoteOutcome.quote_id == Quote.id, QuoteOutcome.superseded_at.is_(None))
        )
        .where(
            Quote.relation_id.in_(relation_ids), Quote.status == QuoteStatus.SENT, QuoteOutcome.id.is_(None)
        )
        .order_by(Quote.year, Quote.serial)
    )
    for relation_id, year, serial in session.execute(quotes):
        number = Quote(year=year, serial=serial).number
        found.setdefault(relation_id, []).append(_("quote %(number)s", number=number))
    return {relation_id: _listed(words) for relation_id, words in found.items()}


def _listed(words: Sequence[str]) -> str:
    """The first few, each once, and how many more."""
    once = list(dict.fromkeys(words))
    more = len(once) - MOST
    shown = once[:MOST] + ([_("and %(number)s more", number=more)] if more > 0 else [])
    return ", ".join(shown)


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]
