"""Puts cards in the region where they belong: chosen by hand, or by the postcode of their first address."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from sqlalchemy import Row, and_, case, select, update

from app.audit.tables import chunks
from app.contacts.models import Address, AddressKind
from app.core.database import Session
from app.regions.postcodes import Map
from app.regions.queries import drawn_regions
from app.relations.models import Relation

# Where a card stands is worked out, so the journal need not know; nobody's open form grows old by it.
Standing = Row[int, int | None, bool, int | None, str, str]
UNSEEN = {"journaled": True, "synchronize_session": False}


def place(session: Session, relation_ids: Iterable[int] | None = None) -> int:
    """Let these cards, or all of them, stand in the region that is theirs now; how many moved."""
    drawn = Map((region.id, region.ranges) for region in drawn_regions(session))
    moved: dict[int | None, list[int]] = defaultdict(list)
    for card in _cards(session, relation_ids):
        by_postcode = drawn.region_of(card.postcode or "", card.country or "")
        right = card.chosen_region_id if card.region_by_hand else by_postcode
        if right != card.region_id:
            moved[right].append(card.id)
    for region_id, ids in moved.items():
        for some in chunks(ids):
            statement = update(Relation).where(Relation.id.in_(some)).values(region_id=region_id)
            session.execute(statement, execution_options=UNSEEN)
    return sum(map(len, moved.values()))


def _cards(session: Session, relation_ids: Iterable[int] | None) -> Iterator[Standing]:
    """Each card once, with its visiting address, or else its first one."""
    query = (
        select(
            Relation.id,
            Relation.region_id,
            Relation.region_by_hand,
            Relation.chosen_region_id,
            Address.postcode,
            Address.country,
        )
        .outerjoin(Address, and_(Address.relation_id == Relation.id, Address.closed_on.is_(None)))
        .order_by(
            Relation.id, case((Address.kind == AddressKind.VISIT, 0), else_=1), Address.position, Address.id
        )
    )
    some_at_a_time = (
        [query]
        if relation_ids is None
        else [query.where(Relation.id.in_(some)) for some in chunks(relation_ids)]
    )
    for some_cards in some_at_a_time:
        for _card, addresses in groupby(session.execute(some_cards), itemgetter(0)):
            yield next(addresses)
