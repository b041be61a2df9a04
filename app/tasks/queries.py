"""What is still to be done, by whom and when."""

import datetime as dt

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from app.core.database import Session
from app.relations.models import Relation
from app.tasks.models import Task, TaskReason

# The most urgent first, as the members stand in TaskReason.
URGENCY = case(
    {reason: place for place, reason in enumerate(TaskReason)}, value=Task.reason, else_=len(TaskReason)
)


def open_tasks(*, responsible_id: int | None = None) -> Select[*tuple[Task]]:
    """What is still to be done, the oldest day first; cards in the bin or left in peace ask for nothing."""
    query = (
        select(Task)
        .outerjoin(Relation, Task.relation_id == Relation.id)
        .where(Task.done_at.is_(None), _may_be_done())
        .options(contains_eager(Task.relation), joinedload(Task.person), joinedload(Task.responsible))
        .order_by(Task.due_on, URGENCY, Task.id)
    )
    return query.where(Task.responsible_id == responsible_id) if responsible_id else query


def due_tasks(day: dt.date, *, responsible_id: int | None = None) -> Select[*tuple[Task]]:
    """What has to be done on this day or should have been before, the most urgent first."""
    query = open_tasks(responsible_id=responsible_id).where(Task.due_on <= day)
    return query.order_by(None).order_by(URGENCY, Task.due_on, Task.id)


def tasks_of(session: Session, relation_id: int) -> list[Task]:
    """What is still to be done for one card."""
    return list(session.scalars(open_tasks().where(Task.relation_id == relation_id)))


def find_open_task(session: Session, task_id: int | None, relation_id: int) -> Task | None:
    """The task with this id, when it is open and stands on this card."""
    if task_id is None or not 0 < task_id < 2**63:
        return None
    return session.scalars(
        open_tasks().where(Task.id == task_id, Task.relation_id == relation_id)
    ).one_or_none()


def count_open(session: Session, *, responsible_id: int | None = None) -> int:
    """How much is still to be done."""
    query = open_tasks(responsible_id=responsible_id).order_by(None).with_only_columns(func.count(Task.id))
    return session.scalar(query) or 0


def _may_be_done() -> ColumnElement[bool]:
    return or_(Task.relation_id.is_(None), and_(Relation.is_live, Relation.restricted_on.is_(None)))
