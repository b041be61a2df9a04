"""Whose question stands on somebody's list."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.core import clock
from app.core.database import Session
from app.quotes.lists import Listed
from app.quotes.models import Quote
from app.tasks.models import Task, TaskReason
from app.users.models import User


def questions(session: Session, rows: Sequence[Listed], me: User) -> list[Task]:
    """The task that asks each quote's reason; where nobody has one, as it would be, on no list."""
    about = [row.quote.id for row in rows]
    planned = select(Task).where(
        Task.reason == TaskReason.ASK_WHY,
        Task.about == Quote.__tablename__,
        Task.about_id.in_(about),
        Task.done_at.is_(None),
    )
    loaded = planned.options(
        joinedload(Task.relation),
        joinedload(Task.person),
        joinedload(Task.responsible),
        joinedload(Task.handed_by),
    )
    by_quote = {task.about_id: task for task in session.scalars(loaded)}
    return [by_quote.get(row.quote.id) or _unplanned(row, me) for row in rows]


def _unplanned(row: Listed, me: User) -> Task:
    return Task(
        reason=TaskReason.ASK_WHY,
        relation_id=row.quote.relation_id,
        relation=row.quote.relation,
        person_id=row.quote.person_id,
        person=row.quote.person,
        responsible=me,
        about=Quote.__tablename__,
        about_id=row.quote.id,
        due_on=clock.today(),
        tries=0,
    )
