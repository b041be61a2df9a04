"""The calls about a quote: when somebody rings while it is open, and that this stops when it is not."""

import datetime as dt

from app.contacts.models import ContactPerson
from app.core.database import Session
from app.opening.queries import opening_days
from app.quotes.models import Quote
from app.relations.models import Relation
from app.tasks import actions as tasks
from app.tasks.models import TaskReason
from app.users.models import User

# When somebody asks whether the quote arrived (working days), and when they call before its last day.
CHASE_AFTER_DAYS = 2
CALL_BEFORE_END_DAYS = 3


def plan_chase(session: Session, quote: Quote, sent_on: dt.date, *, by: User) -> None:
    """Somebody asks whether the quote arrived, and calls shortly before its last day."""
    responsible = session.get_one(User, quote.responsible_id)
    opening = opening_days(session)
    ask_on = opening.workday_after(sent_on, CHASE_AFTER_DAYS, responsible)
    plan(session, quote, TaskReason.CHASE_QUOTE, ask_on, responsible, by=by)
    if quote.valid_until is not None:
        before_the_end = quote.valid_until - dt.timedelta(days=CALL_BEFORE_END_DAYS)
        call_on = opening.workday_until(before_the_end, responsible)
        if call_on > ask_on:
            plan(session, quote, TaskReason.QUOTE_ENDS, call_on, responsible, by=by)


def plan(
    session: Session, quote: Quote, reason: TaskReason, due_on: dt.date, responsible: User, *, by: User
) -> None:
    """Put a call about the quote on somebody's list."""
    tasks.plan(
        session,
        relation=session.get_one(Relation, quote.relation_id),
        person=session.get(ContactPerson, quote.person_id) if quote.person_id else None,
        reason=reason,
        due_on=due_on,
        responsible=responsible,
        about=quote,
        by=by,
    )


def finish(session: Session, quote: Quote, *, by: User) -> None:
    """Nobody needs to ring about this quote any more."""
    tasks.finish_about(session, "quote", quote.id, by=by)
