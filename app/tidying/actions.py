"""The end of the bin: after thirty days, or when the owner empties it, a card is really gone."""

import datetime as dt
from collections.abc import Collection

from sqlalchemy import select

from app.audit.forget import forget_cards
from app.core import clock
from app.core.database import Session
from app.core.deeds import begin, log
from app.core.words import _, use_language
from app.relations.models import BIN_DAYS, Relation
from app.relations.sorting import sort_key
from app.shop.models import Shop
from app.tidying.queries import binned
from app.users.models import User


def wipe_what_is_over(session: Session) -> int:
    """Wipe every card that lay in the bin for thirty days, also those that went into another; how many."""
    over = clock.now() - dt.timedelta(days=BIN_DAYS)
    return _wipe(session, binned(session, until=over, also_merged=True), by=None)


def empty_bin(session: Session, *, until: dt.datetime, by: User) -> int:
    """Wipe all that was thrown away until this moment, without waiting for the thirty days; how many."""
    return _wipe(session, binned(session, until=until), by=by)


def _wipe(session: Session, cards: Collection[int], *, by: User | None) -> int:
    if not cards:
        return 0
    begin(session, "relation.wipe", by=by, can_be_undone=False)
    log(session, "relation.wipe", by=by, counts={"cards": len(cards)})
    into_them = select(Relation.id).where(Relation.merged_into_id.in_(cards))
    language = session.scalar(select(Shop.language)) or "nl"
    with use_language(language):
        called = _("Wiped card")
    forget_cards(session, {*cards, *session.scalars(into_them)}, called=called, sort_name=sort_key(called))
    return len(cards)
