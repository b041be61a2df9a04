"""The calls about a quote: when somebody rings while it is open, and that this stops when it is not."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from app.contacts.models import ContactPerson
from app.core import clock
from app.core.database import Session
from app.core.formats import show_amount
from app.core.money import to_cents
from app.core.words import _
from app.opening.days import OpeningDays
from app.opening.queries import opening_days
from app.quotes.models import Quote, QuoteOutcome
from app.quotes.queries import compared_total
from app.relations.models import Relation
from app.shop.models import Shop
from app.shop.queries import get_shop
from app.tasks import actions as tasks
from app.tasks.models import CHASES, Task, TaskEnd, TaskReason
from app.users.models import User

# A guide price may turn out this much of what was agreed before the customer has to be warned.
MOST_OF_GUIDE_PRICE = Decimal("1.10")
# The working days after a yes in which it shows whether the price holds.
WARN_AFTER_DAYS = 5


def plan_chase(session: Session, quote: Quote, sent_on: dt.date, *, by: User) -> None:
    """Somebody rings in the rhythm of the shop, each time with other words; four times at most."""
    responsible = session.get_one(User, quote.responsible_id)
    for reason, day in _rhythm(quote, sent_on, get_shop(session), opening_days(session), responsible):
        plan(session, quote, reason, day, responsible, by=by)


def _rhythm(
    quote: Quote, sent_on: dt.date, shop: Shop, opening: OpeningDays, responsible: User
) -> Iterator[tuple[TaskReason, dt.date]]:
    """Did it arrive, was it read, it ends soon; and when the last day has passed: what did they decide."""
    last_call, last_day = sent_on, quote.valid_until
    for reason, days in (
        (TaskReason.CHASE_QUOTE, shop.chase_after_days),
        (TaskReason.CHASE_AGAIN, shop.chase_again_after_days),
    ):
        call_on = opening.workday_after(sent_on, days, responsible)
        if call_on > last_call and (last_day is None or call_on <= last_day):
            last_call = call_on
            yield reason, call_on
    if last_day is None:
        return
    if shop.call_before_end_days:
        before_the_end = last_day - dt.timedelta(days=shop.call_before_end_days)
        call_on = opening.workday_until(before_the_end, responsible)
        if call_on > last_call:
            yield TaskReason.QUOTE_ENDS, call_on
    yield TaskReason.ASK_WHY, opening.workday_after(max(last_day, clock.today()), 1, responsible)


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
) -> Task:
    """Put a call about the quote on somebody's list."""
    return tasks.plan(
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


def stop(session: Session, quote: Quote, *, by: User) -> None:
    """The customer replied: nobody rings to ask how things stand any more; the question why stays."""
    tasks.finish_about(session, "quote", quote.id, *CHASES, by=by, ended=TaskEnd.DONE)


def finish(session: Session, quote: Quote, *, by: User) -> None:
    """Nobody needs to ring about this quote any more."""
    tasks.finish_about(session, "quote", quote.id, by=by)
