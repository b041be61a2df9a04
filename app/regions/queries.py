"""The map of the shop: its regions in their order, and how many cards stand in each."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.core.database import Session
from app.regions.postcodes import Range, show_ranges
from app.relations.models import Region, RegionRange


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
