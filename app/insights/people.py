"""The people behind the numbers: what they said, whom we may call again, whom we still have to ask."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Select, and_, exists, func, select
from sqlalchemy.orm import joinedload

from app.consents.queries import refusing_to_be_rung
from app.contacts.models import ContactDetail, DetailKind
from app.contacts.shown import Number, shown_number
from app.core import clock
from app.core.database import Session
from app.core.pages import PAGE_SIZE, Page, paginate
from app.core.periods import Period
from app.insights.decided import declined_by_people
from app.insights.given import Narrowed
from app.quotes.models import Quote, QuoteOutcome
from app.tasks.models import Task, TaskReason


@dataclass(frozen=True)
class Said:
    """What a customer said about a declined quote, word for word."""

    quote: Quote
    outcome: QuoteOutcome


@dataclass(frozen=True)
class Again:
    """A customer who may be called again on a day, and the number to ring."""

    quote: Quote
    outcome: QuoteOutcome
    on: dt.date
    number: Number | None
    # They said that we may not ring them with an offer.
    refuses: bool = False

    @property
    def is_late(self) -> bool:
        """Whether the day has passed."""
        return self.on < clock.today()


@dataclass(frozen=True)
class Unasked:
    """A no without a reason, and for how many days."""

    quote: Quote
    outcome: QuoteOutcome

    @property
    def days(self) -> int:
        """How long ago they said no."""
        return (clock.today() - self.outcome.decided_on).days


def newest_words(session: Session, period: Period, narrowed: Narrowed, limit: int) -> list[Said]:
    """The last that customers said."""
    return [Said(*row) for row in session.execute(_words(period, narrowed).limit(limit))]


def words_page(
    session: Session, period: Period, narrowed: Narrowed, number: int = 1, *, size: int = PAGE_SIZE
) -> Page:
    """What customers said, as `Said` rows, the newest first."""
    page = paginate(session, _words(period, narrowed), number, size=size)
    return replace(page, rows=[Said(*row) for row in page.rows])


def again_page(
    session: Session, period: Period, narrowed: Narrowed, number: int = 1, *, size: int = PAGE_SIZE
) -> Page:
    """Whom we may call again and have not yet, as `Again` rows, the soonest first."""
    soonest = _to_call_again(period, narrowed).order_by(QuoteOutcome.call_again_on, QuoteOutcome.id)
    page = paginate(session, soonest, number, size=size)
    phones = _phones(session, [quote for quote, _outcome in page.rows])
    refusing = refusing_to_be_rung(session, {quote.relation_id for quote, _outcome in page.rows})
    rows = [
        Again(
            quote,
            outcome,
            outcome.call_again_on,
            _number(phones.get(quote.id)),
            _refuses(quote, phones.get(quote.id), refusing.get(quote.relation_id, set())),
        )
        for quote, outcome in page.rows
    ]
    return replace(page, rows=rows)


def count_again_besides(session: Session, period: Period, narrowed: Narrowed, shown: int) -> int:
    """How many may be called again who said no outside this period, in which there are so many."""
    if period is Period.ALL:
        return 0
    query = _to_call_again(Period.ALL, narrowed).with_only_columns(func.count(QuoteOutcome.id))
    return (session.scalar(query) or 0) - shown


def unasked_page(
    session: Session, period: Period, narrowed: Narrowed, number: int = 1, *, size: int = PAGE_SIZE
) -> Page:
    """The noes without a reason, as `Unasked` rows, the oldest first."""
    query = (
        declined_by_people(period, narrowed)
        .where(QuoteOutcome.main_reason_id.is_(None))
        .options(joinedload(QuoteOutcome.ask_by))
        .order_by(QuoteOutcome.decided_on, QuoteOutcome.id)
    )
    page = paginate(session, query, number, size=size)
    return replace(page, rows=[Unasked(*row) for row in page.rows])


def _words(period: Period, narrowed: Narrowed) -> Select[Quote, QuoteOutcome]:
    return (
        declined_by_people(period, narrowed)
        .where(QuoteOutcome.customer_words != "")
        .order_by(QuoteOutcome.decided_on.desc(), QuoteOutcome.id.desc())
    )


def _to_call_again(period: Period, narrowed: Narrowed) -> Select[Quote, QuoteOutcome]:
    return declined_by_people(period, narrowed).where(QuoteOutcome.call_again_on.is_not(None), ~_was_called())


def _was_called() -> ColumnElement[bool]:
    """Whether the call that was planned with this answer is done."""
    about = and_(
        Task.about == Quote.__tablename__,
        Task.about_id == QuoteOutcome.quote_id,
        Task.reason == TaskReason.CALL_BACK,
    )
    done = exists().where(about, Task.done_at >= QuoteOutcome.noted_at)
    return and_(done, ~exists().where(about, Task.done_at.is_(None)))


def _number(phone: ContactDetail | None) -> Number | None:
    return shown_number(phone.given, phone.normalised) if phone else None


def _refuses(quote: Quote, phone: ContactDetail | None, saying_no: Collection[int | None]) -> bool:
    """A no of the card is of everybody on it, and the number of a household is of everybody too."""
    whose = phone.person_id if phone else quote.person_id
    return bool(saying_no if whose is None else {None, whose}.intersection(saying_no))


def _phones(session: Session, quotes: list[Quote]) -> dict[int, ContactDetail]:
    """The number to ring about each quote: that of its person, else the first of the card."""
    phones = (
        select(ContactDetail)
        .where(
            ContactDetail.relation_id.in_({quote.relation_id for quote in quotes}),
            ContactDetail.kind == DetailKind.PHONE,
        )
        .order_by(ContactDetail.position, ContactDetail.id)
    )
    of_card: dict[int, ContactDetail] = {}
    of_person: dict[int, ContactDetail] = {}
    for phone in session.scalars(phones):
        of_card.setdefault(phone.relation_id, phone)
        if phone.person_id:
            of_person.setdefault(phone.person_id, phone)
    found = {
        quote.id: of_person.get(quote.person_id or 0) or of_card.get(quote.relation_id) for quote in quotes
    }
    return {quote_id: phone for quote_id, phone in found.items() if phone}
