"""What can be tidied up: likely doubles, what cards lack, customers who are quiet, and the end of the bin."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, func, select

from app.contacts.missing import Missing
from app.core import clock
from app.core.database import Session
from app.core.pages import Page
from app.duplicates.matching import Likeness
from app.duplicates.queries import likely_doubles
from app.lists.conditions import narrowed
from app.lists.given import Order, Spoken, Wanted
from app.lists.rows import Row, cards, rows_of
from app.relations.models import Relation
from app.shop.models import Shop
from app.stages.queries import count_proposals, old_before, potential_for_long

PAIRS_ON_A_PAGE = 8
# So many names of one sort; the list has the others.
MOST_NAMED = 8
# The lists of what is worth a spare minute, the most useful first.
LISTS = (
    Wanted(missing=(Missing.PHONE,)),
    Wanted(missing=(Missing.REGION,)),
    Wanted(spoken=Spoken.LATE, order=Order.LONGEST),
    Wanted(spoken=Spoken.MONTHS_24, order=Order.LONGEST),
    Wanted(spoken=Spoken.NEVER),
)


@dataclass(frozen=True)
class Facing:
    """Two cards that may be one, as two rows of a list, and why."""

    first: Row
    second: Row
    likeness: Likeness


@dataclass(frozen=True)
class Quiet:
    """A customer who is spoken to later than usual."""

    row: Row
    usual_days: int
    days_ago: int


@dataclass(frozen=True)
class ToDo:
    """How much there is of everything beside the doubles."""

    lists: Sequence[tuple[Wanted, int]]
    maybe_old: int
    in_bin: int

    @property
    def is_nothing(self) -> bool:
        """Whether all of it is done; the bin may be full, for it empties itself."""
        return not self.maybe_old and not any(count for _wanted, count in self.lists)


def doubles(session: Session, number: int) -> Page:
    """One page of the likely doubles, the likeliest first."""
    found = likely_doubles(session)
    pages = max(1, -(-len(found) // PAIRS_ON_A_PAGE))
    number = min(max(number, 1), pages)
    shown = found[(number - 1) * PAIRS_ON_A_PAGE : number * PAIRS_ON_A_PAGE]
    rows = _rows(session, [card_id for pair in shown for card_id in (pair.first_id, pair.second_id)])
    facing = [Facing(rows[pair.first_id], rows[pair.second_id], pair.likeness) for pair in shown]
    return Page(facing, number, pages, len(found))


def to_do(session: Session, shop: Shop) -> ToDo:
    """The counts, in two statements: each is that of the list it leads to."""
    today = clock.today()
    counting = [func.count().filter(and_(*narrowed(wanted, today))) for wanted in LISTS]
    found = session.execute(select(*counting).select_from(Relation).where(Relation.is_live)).one()
    return ToDo(
        lists=list(zip(LISTS, found, strict=True)),
        maybe_old=count_proposals(session, old_before(shop)),
        in_bin=len(binned(session)),
    )


def quiet_customers(session: Session) -> list[Quiet]:
    """The customers who are spoken to later than twice their own rhythm, the most overdue first."""
    today = clock.today()
    late = narrowed(Wanted(spoken=Spoken.LATE), today)
    query = select(Relation.id, Relation.last_spoken_on, Relation.spoken_every_days).where(
        Relation.is_live, Relation.stage.is_not(None), Relation.restricted_on.is_(None), *late
    )
    overdue = [
        (card_id, usual, (today - last).days)
        for card_id, last, usual in session.execute(query)
        if last is not None and usual
    ]
    overdue.sort(key=lambda late: (-late[2] / late[1], late[0]))
    rows = _rows(session, [card_id for card_id, _usual, _days in overdue[:MOST_NAMED]])
    return [Quiet(rows[card_id], usual, days) for card_id, usual, days in overdue[:MOST_NAMED]]


def never_bought(session: Session, shop: Shop) -> tuple[list[Row], int]:
    """The potential customers of whom nothing came within the shop's term: the first few, and how many."""
    for_long = potential_for_long(old_before(shop))
    count = session.scalar(select(func.count()).select_from(Relation).where(for_long)) or 0
    oldest = cards().where(for_long).order_by(Relation.stage_since, Relation.id).limit(MOST_NAMED)
    return rows_of(session, oldest), count


def binned(session: Session, *, until: dt.datetime | None = None, also_merged: bool = False) -> Sequence[int]:
    """The cards thrown into the bin by this moment; those that went into another card only if asked."""
    query = select(Relation.id).where(
        Relation.deleted_at <= (until or clock.now()), Relation.erased_at.is_(None)
    )
    if not also_merged:
        query = query.where(Relation.merged_into_id.is_(None))
    return session.scalars(query).all()


def _rows(session: Session, card_ids: Sequence[int]) -> dict[int, Row]:
    """The rows of these cards, each called as on its card: nothing here stands by the alphabet."""
    names = dict(session.execute(select(Relation.id, Relation.name).where(Relation.id.in_(card_ids))).all())
    rows = rows_of(session, cards().where(Relation.id.in_(card_ids)))
    return {row.id: row._replace(name=names[row.id]) for row in rows}
