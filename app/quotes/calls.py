"""The calls about a quote: when somebody rings while it is open, and that this stops when it is not."""

import datetime as dt

from app.contacts.models import ContactPerson
from app.core.database import Session
from app.opening.queries import opening_days
from app.quotes.models import Quote
from app.relations.models import Relation
from app.shop.queries import get_shop
from app.tasks import actions as tasks
from app.tasks.models import TaskReason
from app.users.models import User


def plan_chase(session: Session, quote: Quote, sent_on: dt.date, *, by: User) -> None:
    """Somebody asks whether the quote arrived, and calls before its last day: in the rhythm of the shop."""
    responsible = session.get_one(User, quote.responsible_id)
    shop, opening = get_shop(session), opening_days(session)
    last_call = sent_on
    if shop.chase_after_days:
        last_call = opening.workday_after(sent_on, shop.chase_after_days, responsible)
        plan(session, quote, TaskReason.CHASE_QUOTE, last_call, responsible, by=by)
    if quote.valid_until is not None and shop.call_before_end_days:
        before_the_end = quote.valid_until - dt.timedelta(days=shop.call_before_end_days)
        call_on = opening.workday_until(before_the_end, responsible)
        if call_on > last_call:
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
