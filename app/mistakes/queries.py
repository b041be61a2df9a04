"""What can be asked of our mistakes: which are to be talked over, and what we agreed about the others."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from app.core.database import Session
from app.mistakes.models import Mistake
from app.relations.models import Relation
from app.users.models import User

IS_OPEN = Mistake.discussed_on.is_(None)


@dataclass(frozen=True)
class Count:
    """How many are to be talked over, how many were, and of how many of those something is to be done."""

    open: int
    talked_over: int
    to_do: int


def open_mistakes() -> Select[*tuple[Mistake]]:
    """What we still have to talk about, the oldest first."""
    return _mistakes().where(IS_OPEN).order_by(Mistake.happened_on, Mistake.id)


def mistakes_talked_over() -> Select[*tuple[Mistake]]:
    """What we talked about: where something is still to be done first, then the last one."""
    to_do_first = Mistake.done_on.is_not(None)
    latest = (Mistake.discussed_on.desc(), Mistake.id.desc())
    return _mistakes().where(~IS_OPEN).order_by(to_do_first, *latest)


def count(session: Session) -> Count:
    """How many there are of each."""
    to_do = ~IS_OPEN & Mistake.done_on.is_(None)
    query = select(func.count().filter(IS_OPEN), func.count().filter(~IS_OPEN), func.count().filter(to_do))
    query = query.select_from(Mistake).outerjoin(Relation, Mistake.relation_id == Relation.id)
    return Count(*session.execute(query.where(_is_in_sight())).one())


def find_mistake(session: Session, mistake_id: int) -> Mistake | None:
    """The mistake with this id and all that its page shows, unless its card is in the bin."""
    if not 0 < mistake_id < 2**63:
        return None
    return session.scalars(_mistakes().where(Mistake.id == mistake_id)).one_or_none()


def open_mistakes_of(session: Session, relation_id: int) -> Sequence[Mistake]:
    """What we still have to talk about that went wrong with this one, the oldest first."""
    query = select(Mistake).where(Mistake.relation_id == relation_id, IS_OPEN)
    return session.scalars(query.order_by(Mistake.happened_on, Mistake.id)).all()


def mistakes_about(session: Session, quote_id: int) -> Sequence[Mistake]:
    """What went wrong with this quote, the oldest first."""
    query = select(Mistake).where(Mistake.quote_id == quote_id, Mistake.words != "")
    return session.scalars(query.order_by(Mistake.happened_on, Mistake.id)).all()


def still_to_do(session: Session) -> Sequence[Mistake]:
    """What we agreed and is not done yet, the oldest first."""
    to_do = _mistakes().where(~IS_OPEN, Mistake.done_on.is_(None))
    return session.scalars(to_do.order_by(Mistake.discussed_on, Mistake.id)).all()


def who_sees_to_it(session: Session, staff: Sequence[User], mistake: Mistake | None) -> list[User]:
    """Whom a mistake can be given to: who works here, and who sees to it already."""
    now = session.get(User, mistake.responsible_id) if mistake else None
    return [*staff, *([now] if now is not None and now not in staff else [])]


def _mistakes() -> Select[*tuple[Mistake]]:
    return (
        select(Mistake)
        .outerjoin(Mistake.relation)
        .where(_is_in_sight())
        .options(contains_eager(Mistake.relation), joinedload(Mistake.responsible))
    )


def _is_in_sight() -> ColumnElement[bool]:
    return or_(Mistake.relation_id.is_(None), Relation.is_live)
