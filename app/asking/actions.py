"""What can happen to a question: it was asked in writing, nobody answered, or we ask on another day."""

import datetime as dt

from app.asking.queries import is_to_ask, may_be_closed, question_of
from app.core import clock
from app.core.database import Session
from app.core.deeds import begin
from app.core.errors import RuleBroken
from app.core.words import _
from app.outcomes import actions as outcomes
from app.quotes import calls
from app.quotes.models import Quote, SentHow
from app.quotes.telling import tell_of
from app.tasks import actions as tasks
from app.tasks.models import Task, TaskReason
from app.users.models import User


def note_written(
    session: Session, quote: Quote, *, how: SentHow, to: str, ring_on: dt.date | None, by: User
) -> None:
    """Tell that a person asked why in writing; the question stays on its list, and waits for the answer."""
    _refuse_what_is_known(session, quote)
    begin(session, "quote.ask_why", by=by)
    tell_of(session, quote, "quote.asked_why", by=by, facts={"how": how.value, "to": to})
    if ring_on is not None:
        tasks.postpone(session, _question_about(session, quote, by=by), until=ring_on, by=by)


def not_reached(session: Session, quote: Quote, *, by: User) -> dt.date:
    """Nobody answered when we asked: on which day we try again."""
    begin(session, "task.not_reached", by=by)
    return tasks.not_reached(session, _question_about(session, quote, by=by), by=by)


def ask_later(session: Session, quote: Quote, *, until: dt.date, by: User) -> None:
    """Ask on another day."""
    begin(session, "task.later", by=by)
    tasks.postpone(session, _question_about(session, quote, by=by), until=until, by=by)


def close(session: Session, quote: Quote, *, by: User) -> None:
    """Nobody ever answered: a person closes it, as a no without an answer."""
    _refuse_what_is_known(session, quote)
    if not may_be_closed(session, quote):
        raise RuleBroken(_("It is too early to close this quote. First ask what they decided."))
    begin(session, "quote.close", by=by)
    outcomes.no_answer(session, quote, by=by)


def _question_about(session: Session, quote: Quote, *, by: User) -> Task:
    """The task on somebody's list; where nobody has one, it goes on the list of who asks now."""
    _refuse_what_is_known(session, quote)
    return question_of(session, quote) or calls.plan(
        session, quote, TaskReason.ASK_WHY, clock.today(), by, by=by
    )


def _refuse_what_is_known(session: Session, quote: Quote) -> None:
    if not is_to_ask(session, quote):
        raise RuleBroken(_("There is nothing to ask about this quote any more."))
