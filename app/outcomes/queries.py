"""How quotes ended, for the timeline: why, and in whose words, stands with the end and in no happening."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.core.database import Session
from app.quotes.models import Decision, QuoteOutcome
from app.timeline.queries import Entry, Place

ENDS = {
    "quote.accepted": Decision.ACCEPTED,
    "quote.declined": Decision.DECLINED,
    "quote.reason_known": Decision.DECLINED,
}


def ends_on(session: Session, entries: Iterable[Entry]) -> dict[Place, QuoteOutcome]:
    """How quotes stand now, by the entry that told of it last; `entries` come newest first."""
    places: dict[tuple[int, Decision], Place] = {}
    for entry in entries:
        if entry.what in ENDS and entry.about_id is not None:
            places.setdefault((entry.about_id, ENDS[entry.what]), entry.place)
    if not places:
        return {}
    ends = session.scalars(
        select(QuoteOutcome)
        .where(QuoteOutcome.quote_id.in_({quote_id for quote_id, _decision in places}))
        .where(QuoteOutcome.superseded_at.is_(None))
        .options(joinedload(QuoteOutcome.main_reason))
    )
    return {places[end.quote_id, end.decision]: end for end in ends if (end.quote_id, end.decision) in places}
