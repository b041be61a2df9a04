"""What can happen to a task; each stays with exactly one person until it is done."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import select

from app.contacts.models import ContactPerson
from app.core import clock
from app.core.database import Base, Session
from app.core.deeds import begin
from app.core.errors import RuleBroken
from app.core.words import _
from app.opening.queries import opening_days
from app.relations.models import Relation
from app.tasks.models import CHASES, IS_OF_QUOTE, Task, TaskEnd, TaskReason
from app.timeline.actions import note_conversation
from app.timeline.models import Channel
from app.users.models import User

# Who did not answer is left alone tomorrow; after that we try again on the first day with work.
LEFT_ALONE = dt.timedelta(days=1)
# Who was spoken to and has not decided yet thinks about it for a week.
ALMOST_A_WEEK = dt.timedelta(days=6)


def plan(
    session: Session,
    *,
    relation: Relation | None,
    reason: TaskReason,
    due_on: dt.date,
    responsible: User,
    by: User | None,
    words: str = "",
    sentence: str | None = None,
    person: ContactPerson | None = None,
    about: Base | None = None,
    promised_since: dt.date | None = None,
) -> Task:
    """Put something on one person's list; `about` is the row that it is for, such as a quote."""
    begin(session, "task.plan", by=by)
    _refuse_who_has_left(responsible)
    if person is not None and (relation is None or person.relation_id != relation.id):
        raise RuleBroken(_("This person is not on this card. Choose somebody who is."))

    task = Task(
        relation_id=relation.id if relation else None,
        person_id=person.id if person else None,
        reason=reason,
        is_sales=reason.is_sales,
        words=words,
        sentence=sentence,
        due_on=due_on,
        promised_since=promised_since,
        responsible_id=responsible.id,
        about=about.__tablename__ if about else None,
        about_id=about.id if about else None,
        made_at=clock.now(),
        made_by_id=by.id if by else None,
    )
    session.add(task)
    session.flush()
    return task


def finish(session: Session, task: Task, *, by: User | None, ended: TaskEnd = TaskEnd.DONE) -> None:
    """Take the task off the list: done, dropped, or overtaken by what happened."""
    begin(session, "task.done", by=by)
    _refuse_what_is_done(task)
    if task.is_answer:
        raise RuleBroken(
            _("The customer still waits for an answer. Open the complaint and tell the customer.")
        )
    _end(session, task, by=by, ended=ended)
    if task.reason.is_chase and ended is TaskEnd.DONE and task.about and task.about_id:
        # Who has replied is not rung about the quote again; why it was declined is still asked.
        finish_about(session, task.about, task.about_id, *CHASES, by=by)
    else:
        _leave_behind(session, task, by=by)


def finish_about(
    session: Session,
    about: str,
    about_id: int,
    *reasons: TaskReason,
    by: User | None,
    ended: TaskEnd = TaskEnd.OVERTAKEN,
) -> None:
    """Take every open task about this row off the lists, or only those with these reasons."""
    begin(session, "task.done", by=by)
    tasks = select(Task).where(Task.about == about, Task.about_id == about_id, Task.done_at.is_(None))
    if reasons:
        tasks = tasks.where(Task.reason.in_(reasons))
    for task in session.scalars(tasks):
        _end(session, task, by=by, ended=ended)


def ask_on(session: Session, task: Task, *, on: dt.date | None, by: User) -> dt.date:
    """They were spoken to and have no answer yet: ask again on the day that was agreed, or next week."""
    begin(session, "task.later", by=by)
    _refuse_what_is_done(task)
    _leave_behind(session, task, by=by)
    responsible = session.get_one(User, task.responsible_id)
    next_week = opening_days(session).workday_after(clock.today() + ALMOST_A_WEEK, 1, responsible)
    task.due_on, task.due_time = on or next_week, None
    session.flush()
    return task.due_on


def postpone(session: Session, task: Task, *, until: dt.date, by: User) -> None:
    """Do it on a later day."""
    begin(session, "task.later", by=by)
    _refuse_what_is_done(task)
    if until <= clock.today():
        raise RuleBroken(_("Choose a day after today."))
    _leave_behind(session, task, by=by)
    task.due_on = until
    task.due_time = None
    session.flush()


def hand_over(session: Session, task: Task, *, to: User, note: str = "", by: User) -> None:
    """Give the task to somebody else, with a line for that colleague; it stands on that list only."""
    begin(session, "task.hand_over", by=by)
    _refuse_what_is_done(task)
    _refuse_who_has_left(to)
    task.responsible_id = to.id
    task.handed_by_id, task.hand_over_note = by.id, note
    session.flush()


def hand_over_all(session: Session, user: User, *, to: User, note: str = "", by: User) -> int:
    """Give everything that somebody still has to do to a colleague; how many tasks that are."""
    begin(session, "task.hand_over", by=by)
    if to is user:
        raise RuleBroken(_("Choose somebody else."))
    tasks = session.scalars(select(Task).where(Task.responsible_id == user.id, Task.done_at.is_(None))).all()
    for task in tasks:
        hand_over(session, task, to=to, note=note, by=by)
    return len(tasks)


def not_reached(session: Session, task: Task, *, by: User) -> dt.date:
    """Nobody answered: the card says that we tried. On which day we try again."""
    begin(session, "task.not_reached", by=by)
    relation = session.get(Relation, task.relation_id) if task.relation_id else None
    if relation is None:
        raise RuleBroken(_("This task has no card, so there is nobody to reach. Choose Later."))
    again = try_again(session, task, by=by)
    person = session.get(ContactPerson, task.person_id) if task.person_id else None
    note_conversation(session, relation, person=person, channel=Channel.PHONE, is_reached=False, by=by)
    return again


def try_again(session: Session, task: Task, *, by: User) -> dt.date:
    """Count one more try; for who has noted the try on the card. On which day we try again.

    That is in a few days; of the calls about a quote it is the next one, so that nobody is rung more often
    than the rhythm of the shop.
    """
    begin(session, "task.not_reached", by=by)
    _refuse_what_is_done(task)
    task.tries += 1
    _leave_behind(session, task, by=by)
    following = next(iter(_other_calls(session, task)), None)
    if following is not None:
        _end(session, task, by=by, ended=TaskEnd.OVERTAKEN)
        task = following
    responsible = session.get_one(User, task.responsible_id)
    again = opening_days(session).workday_after(clock.today() + LEFT_ALONE, 1, responsible)
    task.due_on = max(task.due_on, again) if following else again
    task.due_time = None
    session.flush()
    return task.due_on


def _end(session: Session, task: Task, *, by: User | None, ended: TaskEnd) -> None:
    task.done_at = clock.now()
    task.done_by_id = by.id if by else None
    task.ended = ended
    session.flush()


def _leave_behind(session: Session, task: Task, *, by: User | None) -> None:
    """An earlier call about the same quote that nobody made is overtaken by this one."""
    for other in _other_calls(session, task):
        if other.due_on <= task.due_on:
            _end(session, other, by=by, ended=TaskEnd.OVERTAKEN)


def _other_calls(session: Session, task: Task) -> Sequence[Task]:
    """What else is to be rung for about the same quote, the first to come first."""
    if not task.reason.is_of_quote or task.about_id is None:
        return ()
    same_quote = (Task.about == task.about, Task.about_id == task.about_id, IS_OF_QUOTE)
    others = select(Task).where(*same_quote, Task.done_at.is_(None), Task.id != task.id)
    return session.scalars(others.order_by(Task.due_on, Task.id)).all()


def _refuse_what_is_done(task: Task) -> None:
    if task.done_at is not None:
        raise RuleBroken(_("This task is already done. Go back to the list to see what is left."))


def _refuse_who_has_left(user: User) -> None:
    if user.left_on is not None:
        raise RuleBroken(_("%(name)s no longer works here. Choose somebody else.", name=user.name))
