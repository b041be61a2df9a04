"""What can happen to a question: somebody has sent it on paper or by mail."""

import datetime as dt

from app.asking.queries import is_to_ask, question_of
from app.core.database import Session
from app.core.deeds import begin
from app.core.errors import RuleBroken
from app.core.words import _
from app.quotes.models import Quote, SentHow
from app.quotes.telling import tell_of
from app.tasks import actions as tasks
from app.users.models import User


def note_written(
    session: Session, quote: Quote, *, how: SentHow, to: str, ring_on: dt.date | None, by: User
) -> None:
    """Tell that a person asked why in writing; the question stays on its list, and waits for the answer."""
    if not is_to_ask(session, quote):
        raise RuleBroken(_("There is nothing to ask about this quote any more."))
    begin(session, "quote.ask_why", by=by)
    tell_of(session, quote, "quote.asked_why", by=by, facts={"how": how.value, "to": to})
    question = question_of(session, quote)
    if question is not None and ring_on is not None:
        tasks.postpone(session, question, until=ring_on, by=by)
