"""The map of the shop: its regions in their order, which cards stand in them, and what is odd about them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from sqlalchemy import Row, String, and_, bindparam, case, func, select

from app.audit.models import Deed
from app.audit.tables import chunks
from app.contacts.models import Address, AddressKind
from app.contacts.words import HOME
from app.core import clock
from app.core.database import Session
from app.regions.postcodes import Map, Range, number_of, show_ranges
from app.relations.models import Region, RegionRange, Relation

# Where a card stands, what was chosen for it, and the postcode and country of its address.
Standing = Row[int, int | None, bool, int | None, str, str]
# Made once: asked at each save that touches an address.
STANDINGS = (
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
STANDINGS_OF_SOME = STANDINGS.where(Relation.id.in_(bindparam("some", expanding=True)))


@dataclass(frozen=True)
class DrawnRegion:
    """A region with the postcodes that are drawn for it."""

    id: int
    name: str
    ranges: Sequence[Range]

    @property
    def shown(self) -> str:
        """Its postcodes on one line."""
        return show_ranges(self.ranges)


def drawn_regions(session: Session) -> list[DrawnRegion]:
    """Every region with its postcodes, in the order that decides."""
    ranges: dict[int, list[Range]] = defaultdict(list)
    query = (
        select(Region.id, Region.name, RegionRange.first, RegionRange.last)
        .outerjoin(RegionRange, RegionRange.region_id == Region.id)
        .order_by(Region.position, Region.id, RegionRange.first)
    )
    names: dict[int, str] = {}
    for row in session.execute(query):
        names[row.id] = row.name
        if row.first is not None:
            ranges[row.id].append(Range(row.first, row.last))
    return [DrawnRegion(region_id, name, ranges[region_id]) for region_id, name in names.items()]


def region_choices(session: Session) -> list[tuple[int, str]]:
    """The regions to choose from, in their order."""
    query = select(Region.id, Region.name).order_by(Region.position, Region.id)
    return [(region_id, name) for region_id, name in session.execute(query)]


def regions(session: Session) -> list[Region]:
    """The regions themselves, in their order."""
    return list(session.scalars(select(Region).order_by(Region.position, Region.id)))


def ranges_of(session: Session, region: Region) -> list[RegionRange]:
    """The postcodes of one region, from low to high."""
    query = select(RegionRange).where(RegionRange.region_id == region.id)
    return list(session.scalars(query.order_by(RegionRange.first)))


def region_by_postcode(session: Session, relation_id: int) -> DrawnRegion | None:
    """Where a card would stand if nobody chose for it."""
    drawn = {region.id: region for region in drawn_regions(session)}
    card = next(standings(session, [relation_id]), None)
    found = map_of(drawn.values()).region_of(card.postcode, card.country) if card and card.postcode else None
    return drawn[found] if found is not None else None


def map_of(drawn: Iterable[DrawnRegion]) -> Map:
    """The map on which a postcode is found."""
    return Map((region.id, region.ranges) for region in drawn)


def standings(session: Session, relation_ids: Iterable[int] | None = None) -> Iterator[Standing]:
    """Each of these cards, or of all, once: with its visiting address, or else its first one."""
    if relation_ids is None:
        yield from _each_once(session.execute(STANDINGS))
        return
    for some in chunks(relation_ids):
        yield from _each_once(session.execute(STANDINGS_OF_SOME, {"some": some}))


def cards_in_regions(session: Session) -> Mapping[int | None, int]:
    """How many cards of the box stand in each region; under None those that stand in none."""
    query = select(Relation.region_id, func.count()).where(Relation.is_live).group_by(Relation.region_id)
    counts: dict[int | None, int] = defaultdict(int)
    counts.update((region_id, count) for region_id, count in session.execute(query))
    return counts


def lived_in(session: Session) -> set[int]:
    """The four digits of every Dutch postcode in the box."""
    digits = func.substr(func.trim(Address.postcode), 1, 4, type_=String())
    query = (
        select(digits)
        .join(Relation, Relation.id == Address.relation_id)
        .where(Relation.is_live, Address.closed_on.is_(None), Address.country == HOME)
        .distinct()
    )
    return {number for text in session.scalars(query) if (number := number_of(text)) is not None}


def last_redrawing(session: Session) -> Deed | None:
    """What was last done to the map, as long as it can be undone."""
    query = select(Deed).where(
        Deed.what.startswith("region."), Deed.undone_by_id.is_(None), Deed.undo_until > clock.now()
    )
    return session.scalars(query.order_by(Deed.id.desc()).limit(1)).one_or_none()


def _each_once(rows: Iterable[Standing]) -> Iterator[Standing]:
    """The first row of each card: the address that counts."""
    return (next(addresses) for _card, addresses in groupby(rows, itemgetter(0)))
