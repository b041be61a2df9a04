"""The calls about a quote: when somebody rings while it is open, and that this stops when it is not."""

import datetime as dt
from decimal import Decimal

from app.contacts.models import ContactPerson
from app.core import clock
from app.core.database import Session
from app.core.formats import show_amount
from app.core.money import to_cents
from app.core.words import _
from app.opening.queries import opening_days
from app.quotes.models import Quote, QuoteOutcome
from app.quotes.queries import compared_total
from app.relations.models import Relation
from app.shop.queries import get_shop
from app.tasks import actions as tasks
from app.tasks.models import TaskReason
from app.users.models import User

# A guide price may turn out this much of what was agreed before the customer has to be warned.
MOST_OF_GUIDE_PRICE = Decimal("1.10")
# The working days after a yes in which it shows whether the price holds.
WARN_AFTER_DAYS = 5


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


def plan_warning(session: Session, quote: Quote, yes: QuoteOutcome, *, by: User) -> None:
    """Somebody looks in time whether a guide price holds: above it we may only go after a warning."""
    responsible = session.get_one(User, quote.responsible_id)
    due_on = opening_days(session).workday_after(clock.today(), WARN_AFTER_DAYS, responsible)
    most = to_cents(compared_total(quote, yes) * MOST_OF_GUIDE_PRICE)
    # Until 10% more the price holds; the customer has to hear it before that (BW 7:752).
    amount = show_amount(most)
    if not quote.prices_include_vat:
        amount = _("%(amount)s (without btw)", amount=amount)
    words = _("more than %(amount)s only after a warning", amount=amount)
    plan(session, quote, TaskReason.WARN_DEARER, due_on, responsible, words=words, by=by)


def plan(
    session: Session,
    quote: Quote,
    reason: TaskReason,
    due_on: dt.date,
    responsible: User,
    *,
    words: str = "",
    by: User,
) -> None:
    """Put a call about the quote on somebody's list."""
    tasks.plan(
        session,
        relation=session.get_one(Relation, quote.relation_id),
        person=session.get(ContactPerson, quote.person_id) if quote.person_id else None,
        reason=reason,
        words=words,
        due_on=due_on,
        responsible=responsible,
        about=quote,
        by=by,
    )


def finish(session: Session, quote: Quote, *, by: User) -> None:
    """Nobody needs to ring about this quote any more."""
    tasks.finish_about(session, "quote", quote.id, by=by)
