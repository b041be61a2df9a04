"""What can be asked of the complaints: which are open, who answers them, and who was told."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, exists, func, select
from sqlalchemy.orm import contains_eager, joinedload

from app.complaints.models import Complaint
from app.core import clock
from app.core.database import Session
from app.relations.models import Relation
from app.tasks.models import Task
from app.users.models import User


@dataclass(frozen=True)
class Count:
    """How many complaints there are, and how many of the open ones we promised to answer before today."""

    open: int
    late: int
    answered: int


def open_complaints(*, responsible_id: int | None = None) -> Select[*tuple[Complaint]]:
    """Who still waits to hear from us; what was promised for the earliest day first."""
    query = _complaints(responsible_id).where(Complaint.told_on.is_(None))
    return query.order_by(Complaint.answer_by, Complaint.id)


def answered_complaints(*, responsible_id: int | None = None) -> Select[*tuple[Complaint]]:
    """Who has heard from us, the last one first."""
    query = _complaints(responsible_id).where(Complaint.told_on.is_not(None))
    return query.order_by(Complaint.told_on.desc(), Complaint.id.desc())


def count(session: Session, *, responsible_id: int | None = None) -> Count:
    """How many are open, late and answered, of one person or of everybody."""
    is_open = Complaint.told_on.is_(None)
    query = select(
        func.count().filter(is_open),
        func.count().filter(is_open, Complaint.answer_by < clock.today()),
        func.count().filter(Complaint.told_on.is_not(None)),
    ).where(Complaint.relation_id.not_in(select(Relation.id).where(~Relation.is_live)))
    if responsible_id:
        query = query.where(Complaint.responsible_id == responsible_id)
    return Count(*session.execute(query).one())


def find_complaint(session: Session, complaint_id: int) -> Complaint | None:
    """The complaint with this id and all that its page shows, while its card is in the box."""
    if not 0 < complaint_id < 2**63:
        return None
    return session.scalars(_complaints(None).where(Complaint.id == complaint_id)).one_or_none()


def open_complaints_of(session: Session, relation_id: int) -> Sequence[Complaint]:
    """What one card still waits to hear from us, the oldest first."""
    query = open_complaints().where(Complaint.relation_id == relation_id)
    return session.scalars(query.order_by(None).order_by(Complaint.received_on, Complaint.id)).all()


def who_complains(session: Session, relation_ids: Collection[int]) -> dict[int, int]:
    """Of these cards the ones with an open complaint, each with the number of the oldest."""
    query = (
        select(Complaint.relation_id, func.min(Complaint.id).label("oldest"))
        .where(Complaint.relation_id.in_(relation_ids), Complaint.told_on.is_(None))
        .group_by(Complaint.relation_id)
    )
    return {row.relation_id: row.oldest for row in session.execute(query)}


def is_complaining(relation_id: SQLColumnExpression[int | None]) -> ColumnElement[bool]:
    """Whether the card in this column still waits for the answer to a complaint."""
    return exists().where(Complaint.relation_id == relation_id, Complaint.told_on.is_(None))


def task_of(session: Session, complaint_id: int) -> Task | None:
    """The task to answer this complaint, while it is to be done."""
    query = select(Task).where(
        Task.about == Complaint.__tablename__, Task.about_id == complaint_id, Task.done_at.is_(None)
    )
    return session.scalars(query.order_by(Task.id).limit(1)).one_or_none()


def who_answers(session: Session) -> Sequence[User]:
    """Everybody who answers or answered a complaint."""
    query = select(User).where(User.id.in_(select(Complaint.responsible_id)))
    return session.scalars(query.order_by(func.lower(User.name), User.id)).all()


def _complaints(responsible_id: int | None) -> Select[*tuple[Complaint]]:
    query = (
        select(Complaint)
        .join(Complaint.relation)
        .where(Relation.is_live)
        .options(
            contains_eager(Complaint.relation),
            joinedload(Complaint.person),
            joinedload(Complaint.responsible),
        )
    )
    return query.where(Complaint.responsible_id == responsible_id) if responsible_id else query
