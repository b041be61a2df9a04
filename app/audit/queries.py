"""What the journal tells: the history of a card, in the order in which it happened, newest first."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import exists, func, select

from app.audit.models import Deed, RowChange
from app.audit.tables import package_of
from app.core.database import Base, Session
from app.core.pages import Page, paginate
from app.users.models import User

# So many deeds on one page of a history.
PAGE = 25
# What only the owner may change, so only the owner may undo it.
OWNERS_PACKAGES = frozenset({"users", "shop", "files"})
OWNERS_TABLES = frozenset({"region", "region_range"})


@dataclass(frozen=True)
class Done:
    """One deed with the name of who did it, and its changes."""

    deed: Deed
    by_name: str | None
    changes: list[RowChange]
    # Whether it also changed something that is not on this card.
    touches_more: bool = False


def deeds_of_card(session: Session, relation_id: int, number: int = 1) -> Page:
    """One page of what was done with a card; each row is a `Done` with the changes on this card."""
    on_card = exists().where(RowChange.deed_id == Deed.id, RowChange.card_id == relation_id)
    query = (
        select(Deed, User.name).outerjoin(User, User.id == Deed.by_id).where(on_card).order_by(Deed.id.desc())
    )
    page = paginate(session, query, number, size=PAGE)
    of_these = RowChange.deed_id.in_([deed.id for deed, _name in page.rows])
    here = select(RowChange).where(of_these, RowChange.card_id == relation_id).order_by(RowChange.id)
    elsewhere = select(RowChange.deed_id).where(of_these, RowChange.card_id.is_distinct_from(relation_id))
    changes, more = _by_deed(session.scalars(here)), set(session.scalars(elsewhere.distinct()))
    rows = [Done(deed, name, changes.get(deed.id, []), deed.id in more) for deed, name in page.rows]
    return Page(rows, page.number, page.pages, page.total)


def done(session: Session, deed: Deed, *, most: int) -> Done:
    """One deed with at most so many of its changes."""
    changes = session.scalars(
        select(RowChange).where(RowChange.deed_id == deed.id).order_by(RowChange.id).limit(most)
    )
    by_name = session.scalar(select(User.name).where(User.id == deed.by_id)) if deed.by_id else None
    return Done(deed, by_name, list(changes))


def cards_of(session: Session, deed: Deed) -> int:
    """On how many cards a deed changed something."""
    cards = select(func.count(func.distinct(RowChange.card_id))).where(RowChange.deed_id == deed.id)
    return session.scalar(cards) or 0


def is_for_the_owner(session: Session, deed: Deed) -> bool:
    """Whether a deed changed the shop, its staff, files or regions: that only the owner may undo."""
    names = session.scalars(select(RowChange.table_name).where(RowChange.deed_id == deed.id).distinct())
    return any(
        name in OWNERS_TABLES
        or (name in Base.metadata.tables and package_of(Base.metadata.tables[name]) in OWNERS_PACKAGES)
        for name in names
    )


def _by_deed(changes: Iterable[RowChange]) -> dict[int, list[RowChange]]:
    sorted_out: dict[int, list[RowChange]] = {}
    for change in changes:
        sorted_out.setdefault(change.deed_id, []).append(change)
    return sorted_out
