"""What is still to be done, by whom and when, and what may be done at all: asked here and nowhere else."""

import datetime as dt
from functools import cache

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Date,
    Select,
    and_,
    bindparam,
    case,
    func,
    not_,
    or_,
    select,
    tuple_,
)
from sqlalchemy.orm import aliased, contains_eager, joinedload

from app.consents.queries import may_be_rung_to_sell
from app.contacts.phone import read_phones
from app.contacts.queries import cards_with
from app.core import clock
from app.core.database import Session
from app.relations.models import Relation
from app.tasks.models import IS_OF_QUOTE, OF_QUOTE, Task, TaskReason
from app.users.models import User
from app.users.queries import stood_in_for

# The most urgent first, as the members stand in TaskReason.
URGENCY = case(
    {reason: place for place, reason in enumerate(TaskReason)}, value=Task.reason, else_=len(TaskReason)
)


@cache
def open_tasks() -> Select[*tuple[Task]]:
    """What is still to be done, the oldest day first.

    Cards in the bin or left in peace ask for nothing; who may not be rung to sell something waits.
    """
    return _undone().where(_may_be_rung())


def due_tasks(day: dt.date) -> Select[*tuple[Task]]:
    """What has to be done on this day or should have been before, the most urgent first."""
    query = open_tasks().where(Task.due_on <= day)
    return query.order_by(None).order_by(URGENCY, Task.due_on, Task.id)


def waiting_for_consent(day: dt.date) -> Select[*tuple[Task]]:
    """The talks to sell something that are due, but for which somebody has to say first that we may ring."""
    return _undone().where(Task.due_on <= day, not_(_may_be_rung()))


def waits(session: Session, task: Task) -> bool:
    """Whether this talk stands on no list until somebody says that we may ring."""
    return session.scalar(_undone().where(Task.id == task.id, not_(_may_be_rung())).limit(1)) is not None


def on_list_of(session: Session, user: User, today: dt.date) -> ColumnElement[bool]:
    """Whether a task stands on somebody's list today: their own, and what is due for whom they stand in."""
    own = Task.responsible_id == user.id
    absent = [colleague.id for colleague in stood_in_for(session, user, today)]
    return or_(own, and_(Task.responsible_id.in_(absent), Task.due_on <= today)) if absent else own


def tasks_of(session: Session, relation_id: int) -> list[Task]:
    """What is still to be done for one card."""
    return [task for task, waits in tasks_on(session, relation_id) if not waits]


def tasks_on(session: Session, relation_id: int) -> list[tuple[Task, bool]]:
    """The same with the talks that stand on no list: each with whether it waits until we may ring."""
    return [(task, waits) for task, waits in session.execute(_of_card(), {"card": relation_id})]


def find_open_task(session: Session, task_id: int | None, relation_id: int) -> Task | None:
    """The task with this id, when it is open and stands on this card."""
    if task_id is None or not 0 < task_id < 2**63:
        return None
    return session.scalars(
        open_tasks().where(Task.id == task_id, Task.relation_id == relation_id)
    ).one_or_none()


def find_who_rang(session: Session, typed: str) -> Relation | None:
    """The card with the number in what somebody typed, when there is exactly one."""
    known = cards_with(session, [phone.e164 for phone in read_phones(typed) if phone.e164])
    return session.get_one(Relation, known[0].id) if len(known) == 1 else None


def next_call_about(session: Session, about: str, about_id: int) -> Task | None:
    """The call about this row that stands on somebody's list."""
    calls = open_tasks().where(Task.about == about, Task.about_id == about_id, IS_OF_QUOTE)
    return session.scalars(calls.limit(1)).one_or_none()


def count_open(session: Session, mine: ColumnElement[bool]) -> tuple[int, int]:
    """How much is still to be done: of one list, and of everybody."""
    counts = func.count(Task.id).filter(mine), func.count(Task.id)
    of_mine, of_all = session.execute(open_tasks().order_by(None).with_only_columns(*counts)).one()
    return of_mine, of_all


def count_left_by(session: Session, user: User) -> int:
    """How much somebody still has to do, whatever card it is for."""
    query = select(func.count(Task.id)).where(Task.responsible_id == user.id, Task.done_at.is_(None))
    return session.scalar(query) or 0


@cache
def _of_card() -> Select[Task, bool]:
    """Made once: every card that is opened asks it."""
    card_id: BindParameter[int] = bindparam("card")
    return _undone().add_columns(not_(_may_be_rung())).where(Task.relation_id == card_id)


def _undone() -> Select[*tuple[Task]]:
    responsible = joinedload(Task.responsible)
    return (
        select(Task)
        .outerjoin(Relation, Task.relation_id == Relation.id)
        .where(
            Task.done_at.is_(None),
            or_(Task.relation_id.is_(None), and_(Relation.is_live, Relation.restricted_on.is_(None))),
            or_(not_(IS_OF_QUOTE), Task.about.is_(None), not_(_another_goes_before())),
        )
        .options(contains_eager(Task.relation), joinedload(Task.person), joinedload(Task.handed_by))
        .options(responsible, responsible.joinedload(User.stand_in))
        .order_by(Task.due_on, URGENCY, Task.id)
    )


def _another_goes_before() -> ColumnElement[bool]:
    """Of the calls about a quote one stands on a list: the last of those that are due, else the first."""
    today: BindParameter[dt.date] = bindparam("today", callable_=clock.today, type_=Date)
    other = aliased(Task)
    this_one, that_one = tuple_(Task.due_on, Task.id), tuple_(other.due_on, other.id)
    return (
        select(other.id)
        .where(
            other.about == Task.about,
            other.about_id == Task.about_id,
            other.done_at.is_(None),
            other.reason.in_(OF_QUOTE),
            or_(
                and_(Task.due_on <= today, other.due_on <= today, that_one > this_one),
                and_(Task.due_on > today, that_one < this_one),
            ),
        )
        .exists()
    )


def _may_be_rung() -> ColumnElement[bool]:
    return or_(not_(Task.is_sales), may_be_rung_to_sell())
