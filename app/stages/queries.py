"""Who may be an old customer by now, and the steps that a customer went through."""

import datetime as dt
from collections.abc import Collection

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from app.core import clock
from app.core.database import Session
from app.core.pages import Page, paginate
from app.core.periods import months_before
from app.relations.models import Relation, Stage, StageChange, StageSource
from app.shop.models import Shop
from app.users.models import User


def old_before(shop: Shop) -> dt.date:
    """Who bought nothing since this day may be an old customer: the shop's own term, back from today."""
    return months_before(clock.today(), shop.old_after_months)


def may_be_old(relation: Relation, before: dt.date) -> bool:
    """Whether to ask if this is an old customer: bought once, nothing for long, and never asked since.

    Who was called a current customer by hand is left alone for a whole term.
    """
    return (
        relation.is_live
        and relation.stage is Stage.CURRENT
        and relation.stage_asked_on is None
        and relation.last_purchase_on is not None
        and relation.last_purchase_on < before
        and (
            relation.stage_source is StageSource.AUTO
            or relation.stage_since is None
            or relation.stage_since < before
        )
    )


def asks_whether_old(before: dt.date) -> ColumnElement[bool]:
    """The same question in SQL."""
    return and_(
        Relation.is_live,
        Relation.stage == Stage.CURRENT,
        Relation.stage_asked_on.is_(None),
        Relation.last_purchase_on < before,
        or_(
            Relation.stage_source == StageSource.AUTO,
            Relation.stage_since.is_(None),
            Relation.stage_since < before,
        ),
    )


def potential_for_long(before: dt.date) -> ColumnElement[bool]:
    """Whether a potential customer never bought, and nobody spoke with them, since before this day."""
    return and_(
        Relation.is_live,
        Relation.stage == Stage.POTENTIAL,
        Relation.last_purchase_on.is_(None),
        or_(Relation.stage_since.is_(None), Relation.stage_since < before),
        or_(Relation.last_spoken_on.is_(None), Relation.last_spoken_on < before),
    )


def proposals(session: Session, before: dt.date, number: int = 1) -> Page:
    """One page of those who may be old customers, the longest ago first."""
    query = (
        select(
            Relation.id,
            Relation.name,
            Relation.last_purchase_on,
            Relation.last_spoken_on,
            User.name.label("staff"),
        )
        .outerjoin(User, User.id == Relation.regular_staff_id)
        .where(asks_whether_old(before))
        .order_by(Relation.last_purchase_on, Relation.id)
    )
    return paginate(session, query, number)


def count_proposals(session: Session, before: dt.date) -> int:
    """How many may be old customers."""
    return session.scalar(select(func.count()).select_from(Relation).where(asks_whether_old(before))) or 0


def proposed(session: Session, relation_ids: Collection[int], before: dt.date) -> list[Relation]:
    """Those of these cards of which the question still stands."""
    query = select(Relation).where(Relation.id.in_(relation_ids), asks_whether_old(before))
    return list(session.scalars(query.order_by(Relation.id)))


def steps_of(session: Session, relation_id: int) -> list[tuple[StageChange, str | None]]:
    """Every step that a card went through, the last first, with the name of who noted it."""
    query: Select[StageChange, str | None] = (
        select(StageChange, User.name)
        .outerjoin(User, User.id == StageChange.by_id)
        .where(StageChange.relation_id == relation_id)
        .order_by(StageChange.id.desc())
    )
    return [(change, name) for change, name in session.execute(query)]
