"""What can be asked of the wishes: those of one card, and how many people want the same."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager, joinedload

from app.core import clock
from app.core.database import Session
from app.core.pages import Page, paginate
from app.relations.models import Relation
from app.wishes.models import Wish

HALF_A_YEAR = dt.timedelta(days=182)
SUGGESTIONS = 100


@dataclass(frozen=True)
class Topic:
    """Equal wishes: of how many cards, of how many lately, over how long, and how many still lie there."""

    key: str
    name: str
    cards: int
    lately: int
    first: dt.date
    last: dt.date
    open: int


def wishes_of(session: Session, relation_id: int) -> Sequence[Wish]:
    """The wishes of one card: what nothing was done about first, then the newest."""
    query = (
        select(Wish)
        .where(Wish.relation_id == relation_id)
        .options(joinedload(Wish.person))
        .order_by(Wish.done_on.is_not(None), Wish.noted_on.desc(), Wish.id.desc())
    )
    return session.scalars(query).all()


def topics_page(session: Session, number: int) -> Page:
    """What people want, as `Topic` rows: what most of them want first; wishes without a topic last."""
    page = paginate(session, _topics(), number)
    return replace(page, rows=[Topic(*row) for row in page.rows])


def find_topic(session: Session, key: str) -> Topic | None:
    """The topic with this key, when anybody has a wish about it."""
    row = session.execute(_topics().where(Wish.topic_key == key)).one_or_none()
    return Topic(*row) if row else None


def wishes_about(session: Session, key: str, number: int) -> Page:
    """One page of the wishes with this topic, the newest first."""
    query = (
        select(Wish)
        .join(Wish.relation)
        .where(Relation.is_live, Wish.topic_key == key)
        .options(contains_eager(Wish.relation), joinedload(Wish.person), joinedload(Wish.noted_by))
        .order_by(Wish.noted_on.desc(), Wish.id.desc())
    )
    return paginate(session, query, number)


def find_wish(session: Session, wish_id: int) -> Wish | None:
    """The wish with this id, while its card is in the box."""
    if not 0 < wish_id < 2**63:
        return None
    query = select(Wish).join(Wish.relation).options(contains_eager(Wish.relation))
    return session.scalars(query.where(Wish.id == wish_id, Relation.is_live)).one_or_none()


def topics_in_use(session: Session) -> Sequence[str]:
    """The names of the topics that most wishes are about, to choose from."""
    query = select(func.max(Wish.topic)).where(Wish.topic_key != "").group_by(Wish.topic_key)
    return session.scalars(query.order_by(func.count().desc(), Wish.topic_key).limit(SUGGESTIONS)).all()


def _topics() -> Select[str, str, int, int, dt.date, dt.date, int]:
    cards = func.count(Wish.relation_id.distinct())
    lately = Wish.noted_on > clock.today() - HALF_A_YEAR
    return (
        select(
            Wish.topic_key,
            func.max(Wish.topic),
            cards,
            func.count(Wish.relation_id.distinct()).filter(lately),
            func.min(Wish.noted_on),
            func.max(Wish.noted_on),
            func.count().filter(Wish.done_on.is_(None)),
        )
        .join(Wish.relation)
        .where(Relation.is_live)
        .group_by(Wish.topic_key)
        .order_by(Wish.topic_key == "", cards.desc(), func.max(Wish.noted_on).desc(), Wish.topic_key)
    )
