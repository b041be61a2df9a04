"""Puts cards in the region where they belong: chosen by hand, or by the postcode of their first address."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import update

from app.audit.tables import chunks
from app.core.database import Session
from app.regions.queries import drawn_regions, map_of, standings
from app.relations.models import Relation

# Where a card stands is worked out, so the journal need not know; nobody's open form grows old by it.
UNSEEN = {"journaled": True, "synchronize_session": False}


def place(session: Session, relation_ids: Iterable[int] | None = None) -> int:
    """Let these cards, or all of them, stand in the region that is theirs now; how many moved."""
    drawn = map_of(drawn_regions(session))
    moved: dict[int | None, list[int]] = defaultdict(list)
    for card in standings(session, relation_ids):
        by_postcode = drawn.region_of(card.postcode or "", card.country or "")
        right = card.chosen_region_id if card.region_by_hand else by_postcode
        if right != card.region_id:
            moved[right].append(card.id)
    for region_id, ids in moved.items():
        for some in chunks(ids):
            statement = update(Relation).where(Relation.id.in_(some)).values(region_id=region_id)
            session.execute(statement, execution_options=UNSEEN)
    return sum(map(len, moved.values()))
