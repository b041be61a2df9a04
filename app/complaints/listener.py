"""Listens to every session: whoever is given the task to answer a complaint answers the complaint."""

from sqlalchemy import event, inspect
from sqlalchemy.orm import UOWTransaction

from app.complaints.models import Complaint
from app.core.database import Session
from app.tasks.models import Task


@event.listens_for(Session, "before_flush")
def _follow_the_task(session: Session, _context: UOWTransaction, _instances: object) -> None:
    for task in session.dirty:
        if isinstance(task, Task) and task.is_answer and _changes_hands(task):
            session.get_one(Complaint, task.about_id).responsible_id = task.responsible_id


def _changes_hands(task: Task) -> bool:
    return bool(inspect(task).attrs.responsible_id.history.has_changes())
