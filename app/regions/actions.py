"""What can happen to the map: a region is drawn, changed, moved, or taken away; its cards follow."""

from collections.abc import Collection

from app.audit.bulk import delete_tree, update_rows
from app.core.database import Session
from app.core.deeds import begin
from app.core.order import change_places
from app.regions import queries
from app.regions.placing import place
from app.regions.postcodes import Range
from app.relations.models import Region, RegionRange, Relation
from app.users.models import User


def add_region(session: Session, *, name: str, ranges: Collection[Range], by: User) -> Region:
    """Draw a region after the others: it gets the postcodes that none of those has."""
    begin(session, "region.add", by=by)
    last = max((region.position for region in queries.regions(session)), default=-1)
    region = Region(name=name, position=last + 1)
    session.add(region)
    session.flush()
    _draw(session, region, ranges)
    return region


def change_region(
    session: Session, region: Region, *, name: str, ranges: Collection[Range], by: User
) -> None:
    """Rename or redraw a region; cards that were put in it by hand stay."""
    begin(session, "region.change", by=by)
    region.name = name
    _draw(session, region, ranges)


def move_region(session: Session, region: Region, *, up: bool, by: User) -> None:
    """Let a region change places with its neighbour: the first that has a postcode gets it."""
    begin(session, "region.move", by=by)
    change_places(queries.regions(session), region, up=up)
    session.flush()


def remove_region(session: Session, region: Region, *, by: User) -> None:
    """Take a region off the map; its cards go where their postcodes say, also those put in it by hand."""
    begin(session, "region.remove", by=by)
    mine = Relation.chosen_region_id == region.id
    update_rows(session, Relation, mine, chosen_region_id=None, region_by_hand=False)
    _draw(session, region, ())
    place(session)  # first, so that no card need be let go one by one
    delete_tree(session, region)
    session.expunge(region)


def _draw(session: Session, region: Region, ranges: Collection[Range]) -> None:
    """Give the region exactly these postcodes; the cards follow when it is saved."""
    wanted = set(ranges)
    for row in queries.ranges_of(session, region):
        drawn = Range(row.first, row.last)
        if drawn in wanted:
            wanted.remove(drawn)
        else:
            delete_tree(session, row)
            session.expunge(row)
    session.add_all(
        RegionRange(region_id=region.id, first=one.first, last=one.last) for one in sorted(wanted)
    )
    session.flush()
