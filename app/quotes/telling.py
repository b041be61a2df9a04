"""Tells on the timeline what happened to a quote."""

import datetime as dt
from collections.abc import Mapping

from app.core.database import Session
from app.quotes import queries
from app.quotes.models import Quote
from app.relations.models import Relation
from app.timeline.actions import tell
from app.users.models import User


def tell_of(
    session: Session,
    quote: Quote,
    what: str,
    *,
    by: User,
    at: dt.datetime | None = None,
    facts: Mapping[str, str | int] | None = None,
) -> None:
    """Put what happened on the line of the card, with the number, the sum and the last day of the quote."""
    version = queries.version_of(session, quote)
    told: dict[str, str | int] = {"number": quote.number or "", "version": version.no}
    told["cents"] = int(version.total.scaleb(2))
    if quote.valid_until is not None:
        told["until"] = quote.valid_until.isoformat()
    told |= facts or {}
    tell(session, session.get_one(Relation, quote.relation_id), what, about=quote, facts=told, at=at, by=by)
