"""Whose question stands on somebody's list, and what was asked in writing already."""

import datetime as dt
from collections.abc import Collection, Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from app.core import clock
from app.core.database import Session
from app.opening.days import OpeningDays
from app.opening.queries import opening_days
from app.quotes.lists import Listed
from app.quotes.models import Decision, Quote, QuoteOutcome
from app.quotes.queries import current_outcome, unplanned_question
from app.shop.models import Shop
from app.shop.queries import get_shop
from app.tasks.models import Task, TaskReason
from app.timeline.models import Happening
from app.users.models import User


def questions(session: Session, rows: Sequence[Listed], me: User) -> list[Task]:
    """The task that asks each quote's reason; where nobody has one, as it would be, on no list."""
    loaded = _planned([row.quote.id for row in rows]).options(
        joinedload(Task.relation),
        joinedload(Task.person),
        joinedload(Task.responsible).joinedload(User.stand_in),
        joinedload(Task.handed_by),
    )
    by_quote = {task.about_id: task for task in session.scalars(loaded)}
    return [by_quote.get(row.quote.id) or unplanned_question(row.quote, me) for row in rows]


def is_to_ask(session: Session, quote: Quote) -> bool:
    """Whether we do not know why: a no without a reason, or a quote that ended in silence."""
    outcome = current_outcome(session, quote)
    if outcome is None:
        return quote.has_expired(clock.today())
    return outcome.decision is Decision.DECLINED and outcome.main_reason_id is None


def question_of(session: Session, quote: Quote) -> Task | None:
    """The task that asks why, when somebody has it."""
    return session.scalars(_planned([quote.id])).first()


def written_on(session: Session, rows: Sequence[Listed]) -> dict[int, dt.date]:
    """The last day on which it was asked in writing, by quote."""
    asked = (
        select(Happening.about_id, func.max(Happening.at))
        .where(
            Happening.about == Quote.__tablename__,
            Happening.about_id.in_([row.quote.id for row in rows]),
            Happening.what == "quote.asked_why",
        )
        .group_by(Happening.about_id)
    )
    return {
        quote_id: clock.in_shop_time(at).date()
        for quote_id, at in session.execute(asked)
        if quote_id is not None
    }


def closable(session: Session, rows: Sequence[Listed], asked: Sequence[Task]) -> set[int]:
    """Of these quotes, each with its question, the ones that a person may close without an answer."""
    shop, opening = get_shop(session), opening_days(session)
    return {
        row.quote.id
        for row, question in zip(rows, asked, strict=True)
        if question.was_tried_enough
        or _is_long_silent(row.quote, row.outcome, row.quote.responsible, shop, opening)
    }


def may_be_closed(session: Session, quote: Quote) -> bool:
    """Whether a person may close this quote without an answer: tried often enough, or silent for long."""
    question = question_of(session, quote)
    if question is not None and question.was_tried_enough:
        return True
    responsible = session.get_one(User, quote.responsible_id)
    outcome = current_outcome(session, quote)
    return _is_long_silent(quote, outcome, responsible, get_shop(session), opening_days(session))


def _is_long_silent(
    quote: Quote, outcome: QuoteOutcome | None, responsible: User, shop: Shop, opening: OpeningDays
) -> bool:
    """Whether the last day passed so long ago, without a word, that nobody expects an answer any more."""
    today = clock.today()
    if outcome is not None or quote.valid_until is None or not quote.has_expired(today):
        return False
    days = shop.close_after_days
    return days > 0 and opening.workday_after(quote.valid_until, days, responsible) <= today


def _planned(about: Collection[int]) -> Select[Task]:
    return (
        select(Task)
        .where(
            Task.reason == TaskReason.ASK_WHY,
            Task.about == Quote.__tablename__,
            Task.about_id.in_(about),
            Task.done_at.is_(None),
        )
        .order_by(Task.due_on, Task.id)
    )
