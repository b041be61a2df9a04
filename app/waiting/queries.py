"""What can be asked of everything that people wait for: of these cards, what, and since when."""

import datetime as dt
import enum
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import (
    BindParameter,
    Executable,
    String,
    and_,
    bindparam,
    literal,
    null,
    select,
    type_coerce,
    union_all,
)

from app.complaints.models import Complaint
from app.core.database import Session
from app.quotes.models import Quote, QuoteOutcome, QuoteStatus, shown_number
from app.tasks.models import Task


class What(enum.StrEnum):
    """The sorts of things that somebody waits for."""

    COMPLAINT = "complaint"
    PROMISE = "promise"
    QUOTE = "quote"
    QUOTE_TO_MAKE = "quote_to_make"


@dataclass(frozen=True)
class Waiting:
    """One thing that somebody waits for; `about_id` is the complaint, task or quote that it is about."""

    what: What
    since: dt.date
    about_id: int
    # The last day: of a complaint and a promise when we answer, of a quote until when it is valid.
    until: dt.date | None = None
    # Of a promise its reason.
    code: str = ""
    # Of a sent quote, as people say it.
    number: str = ""
    # What stands on it, in the words of whoever wrote it.
    words: str = ""

    def days(self, today: dt.date) -> int:
        """How many days somebody has waited by now."""
        return max(0, (today - self.since).days)


def waiting_for(session: Session, relation_ids: Sequence[int]) -> dict[int, list[Waiting]]:
    """Of each of these cards that waits for something: for what, the oldest first; one statement for all."""
    found: dict[int, list[Waiting]] = {}
    if not relation_ids:
        return found
    for row in session.execute(_WAITING, {"ids": relation_ids}):
        waiting = Waiting(
            what=What(row.what),
            since=row.since,
            about_id=row.about_id,
            until=row.until,
            code=row.code or "",
            number=shown_number(row.year, row.serial) or "",
            words=row.words,
        )
        found.setdefault(row.relation_id, []).append(waiting)
    return found


_IDS: BindParameter[list[int]] = bindparam("ids", expanding=True)
_COMPLAINTS = select(
    literal(What.COMPLAINT.value, String).label("what"),
    Complaint.received_on.label("since"),
    Complaint.relation_id.label("relation_id"),
    Complaint.id.label("about_id"),
    Complaint.answer_by.label("until"),
    null().label("code"),
    null().label("year"),
    null().label("serial"),
    Complaint.their_words.label("words"),
).where(Complaint.relation_id.in_(_IDS), Complaint.told_on.is_(None))
# A task to answer a complaint says no more than the complaint itself.
_PROMISES = select(
    literal(What.PROMISE.value, String),
    Task.promised_since,
    Task.relation_id,
    Task.id,
    Task.due_on,
    type_coerce(Task.reason, String),
    null(),
    null(),
    Task.words,
).where(
    Task.relation_id.in_(_IDS),
    Task.done_at.is_(None),
    Task.promised_since.is_not(None),
    Task.about.is_distinct_from(Complaint.__tablename__),
)
_SENT = (
    select(
        literal(What.QUOTE.value, String),
        Quote.first_sent_on,
        Quote.relation_id,
        Quote.id,
        Quote.valid_until,
        null(),
        Quote.year,
        Quote.serial,
        Quote.subject,
    )
    .outerjoin(QuoteOutcome, and_(QuoteOutcome.quote_id == Quote.id, QuoteOutcome.superseded_at.is_(None)))
    .where(Quote.relation_id.in_(_IDS), Quote.status == QuoteStatus.SENT, QuoteOutcome.id.is_(None))
)
_TO_MAKE = select(
    literal(What.QUOTE_TO_MAKE.value, String),
    Quote.asked_on,
    Quote.relation_id,
    Quote.id,
    null(),
    null(),
    null(),
    null(),
    Quote.subject,
).where(Quote.relation_id.in_(_IDS), Quote.status == QuoteStatus.DRAFT, Quote.asked_on.is_not(None))
# Made once: the search and every card ask it.
_WAITING: Executable = union_all(_COMPLAINTS, _PROMISES, _SENT, _TO_MAKE).order_by("since", "about_id")
