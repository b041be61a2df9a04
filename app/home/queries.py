"""Today: whom to speak, why and with which words; what is going on; which cards were used last."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice
from typing import NamedTuple, TypeVar

from sqlalchemy import ColumnElement, func, not_, select, true, union_all

from app.complaints.queries import is_complaining, who_complains
from app.consents.queries import refuses
from app.contacts.models import ConsentChannel, ContactDetail, ContactPerson, DetailKind
from app.core import clock
from app.core.database import Session
from app.core.money import to_euros
from app.home.calls import Around, Call, as_call
from app.opening.days import OpeningDays
from app.opening.queries import opening_days
from app.quotes.models import AskState, Quote, QuoteOutcome, QuoteStatus
from app.quotes.standing import ShownStatus, is_shown_as
from app.relations.models import Relation
from app.shop.models import Shop
from app.shop.queries import texts
from app.tasks.models import IS_OF_QUOTE, Task, TaskReason
from app.tasks.queries import due_tasks, on_list_of, waiting_for_consent
from app.timeline.models import Happening, Interaction
from app.users.models import User

MOST_LINES = 50
ENDS_SOON = dt.timedelta(days=3)
LAST_CARDS = 6
# Some of what was written last is about one card.
LAST_WRITTEN = 24

OfCard = TypeVar("OfCard", ContactPerson, ContactDetail)

_IS_TALK = Task.reason.in_([reason for reason in TaskReason if reason.is_talk]) & Task.relation_id.is_not(
    None
)

# Whoever still waits for the answer to a complaint is not rung about a quote.
_IS_PAUSED = IS_OF_QUOTE & is_complaining(Task.relation_id)


@dataclass(frozen=True)
class Today:
    """The lines of a day, how many there are of each list, and whether the shop is open."""

    calls: list[Call]
    work: list[Call]
    # Talks to sell something, for which somebody has to say first that we may ring.
    waiting: list[Call]
    # Calls about quotes of who still waits for the answer to a complaint.
    paused: list[Call]
    # The cards among those where somebody said no already.
    refused: set[int]
    # All talks of this list, also those that did not fit.
    talks: int
    # And all that wait for a consent.
    waits: int
    mine: int
    everybodys: int
    only_mine: bool
    opening: OpeningDays
    # Only on a closed day: the day that the lines are for.
    next_open: dt.date | None
    why_closed: str


class _Counts(NamedTuple):
    mine: int
    everybodys: int
    my_talks: int
    talks: int
    my_waiting: int
    waiting: int
    paused: int


@dataclass(frozen=True)
class Running:
    """The quotes customers have in hand, their sum in whole euros, and the reasons not known yet."""

    sent: int
    total: Decimal
    ends_soon: int
    has_ended: int
    to_ask: int


def today_for(session: Session, me: User, *, whose: str | None = None) -> Today:
    """The page of one day: my own list ("mine") or everybody's ("all"); mine first when there is something.

    On a closed day it is the list of the next day that the shop is open, for whoever wants to look ahead.
    """
    today = clock.today()
    opening = opening_days(session)
    day = today if opening.is_open(today) else opening.next_open(today)
    is_mine = on_list_of(session, me, today)
    counts = _counts(session, day, is_mine)
    only_mine = (whose or ("mine" if counts.mine else "all")) == "mine"
    on_list = is_mine if only_mine else true()
    due = due_tasks(day).where(on_list).limit(MOST_LINES)
    talks = session.scalars(due.where(_IS_TALK, not_(_IS_PAUSED))).all()
    work = session.scalars(due.where(not_(_IS_TALK))).all()
    asking = waiting_for_consent(day).where(on_list).limit(MOST_LINES)
    waiting = session.scalars(asking).all() if counts.waiting else []
    paused = session.scalars(due.where(_IS_PAUSED)).all() if counts.paused else []
    calls = iter(calls_for(session, [*talks, *work, *waiting, *paused], me))
    return Today(
        calls=list(islice(calls, len(talks))),
        work=list(islice(calls, len(work))),
        waiting=list(islice(calls, len(waiting))),
        paused=list(calls),
        refused=_refused(session, waiting),
        talks=counts.my_talks if only_mine else counts.talks,
        waits=counts.my_waiting if only_mine else counts.waiting,
        mine=counts.mine,
        everybodys=counts.everybodys,
        only_mine=only_mine,
        opening=opening,
        next_open=day if day != today else None,
        why_closed=opening.closed.get(today, ""),
    )


def call_for(session: Session, task: Task, me: User) -> Call:
    """One task as it stands on Today."""
    return calls_for(session, [task], me)[0]


def call_after_no(session: Session, task: Task, me: User) -> Call:
    """Asking why, as it stands on the page of somebody who says no now."""
    return as_call(task, replace(_around(session, [task], me), silent=set()))


def calls_for(session: Session, tasks: Sequence[Task], me: User) -> list[Call]:
    """Tasks as lines with a number, a reason and a sentence, in a fixed number of statements."""
    if not tasks:
        return []
    around = _around(session, tasks, me)
    return [as_call(task, around) for task in tasks]


def running(session: Session) -> Running:
    """What customers have in their hands now, and what we still have to ask."""
    today = clock.today()
    to_ask = select(func.count(QuoteOutcome.id)).where(
        QuoteOutcome.superseded_at.is_(None),
        QuoteOutcome.ask_state.in_([AskState.TO_ASK, AskState.ASKED]),
    )
    last_day = Quote.valid_until
    sent, total, ends_soon, has_ended, asked = session.execute(
        select(
            func.count(),
            func.sum(Quote.total),
            func.count().filter(last_day.between(today, today + ENDS_SOON)),
            func.count().filter(last_day < today),
            to_ask.scalar_subquery(),
        ).where(Quote.status == QuoteStatus.SENT, Quote.decision.is_(None))
    ).one()
    return Running(sent, to_euros(total or Decimal(0)), ends_soon, has_ended, asked)


def last_cards(session: Session) -> list[Relation]:
    """The cards that somebody worked on last; what was written last has the highest number."""
    written = [
        (Interaction.relation_id, Interaction.at, Interaction.id),
        (Happening.relation_id, Happening.at, Happening.id),
        (Relation.id, Relation.made_at, Relation.id),
    ]
    written_last = union_all(
        *(
            select(
                select(card.label("card"), at.label("at")).order_by(no.desc()).limit(LAST_WRITTEN).subquery()
            )
            for card, at, no in written
        )
    ).subquery()
    worked_on = (
        select(written_last.c.card, func.max(written_last.c.at).label("at")).group_by(written_last.c.card)
    ).subquery()
    query = (
        select(Relation)
        .join(worked_on, worked_on.c.card == Relation.id)
        .where(Relation.is_live)
        .order_by(worked_on.c.at.desc(), Relation.id.desc())
        .limit(LAST_CARDS)
    )
    return list(session.scalars(query))


def has_cards(session: Session) -> bool:
    """Whether there is anything in the box at all."""
    return session.scalar(select(Relation.id).where(Relation.is_live).limit(1)) is not None


def _counts(session: Session, day: dt.date, is_mine: ColumnElement[bool]) -> _Counts:
    """How many lines there are, by list, and how many talks wait for a consent; one statement for all."""
    waiting = waiting_for_consent(day).order_by(None).with_only_columns(func.count(Task.id))
    counts = (
        func.count(Task.id).filter(is_mine & not_(_IS_PAUSED)),
        func.count(Task.id).filter(not_(_IS_PAUSED)),
        func.count(Task.id).filter(is_mine & _IS_TALK & not_(_IS_PAUSED)),
        func.count(Task.id).filter(_IS_TALK & not_(_IS_PAUSED)),
        waiting.where(is_mine).scalar_subquery(),
        waiting.scalar_subquery(),
        func.count(Task.id).filter(_IS_PAUSED),
    )
    return _Counts(*session.execute(due_tasks(day).order_by(None).with_only_columns(*counts)).one())


def _refused(session: Session, tasks: Sequence[Task]) -> set[int]:
    cards = {task.relation_id for task in tasks}
    if not cards:
        return set()
    said_no = select(Relation.id).where(Relation.id.in_(cards), refuses(ConsentChannel.PHONE))
    return set(session.scalars(said_no))


def _around(session: Session, tasks: Sequence[Task], me: User) -> Around:
    cards = {task.relation_id for task in tasks if task.relation_id}
    people = (
        select(ContactPerson)
        .where(ContactPerson.relation_id.in_(cards), ContactPerson.left_on.is_(None))
        .order_by(ContactPerson.position, ContactPerson.id)
    )
    phones = (
        select(ContactDetail)
        .where(ContactDetail.relation_id.in_(cards), ContactDetail.kind == DetailKind.PHONE)
        .order_by(ContactDetail.position, ContactDetail.id)
    )
    about = {task.about_id for task in tasks if task.about == Quote.__tablename__}
    is_silent = is_shown_as(ShownStatus.EXPIRED, clock.today())
    found = session.execute(select(Quote, is_silent).where(Quote.id.in_(about))).all() if about else []
    return Around(
        shop=session.get_one(Shop, 1),
        me=me,
        people=_by_card(session.scalars(people)),
        phones=_by_card(session.scalars(phones)),
        quotes={quote.id: quote for quote, _silent in found},
        silent={quote.id for quote, silent in found if silent},
        sentences=texts(session, "say."),
        complaints=who_complains(session, cards),
    )


def _by_card(rows: Iterable[OfCard]) -> dict[int, list[OfCard]]:
    cards: dict[int, list[OfCard]] = {}
    for row in rows:
        cards.setdefault(row.relation_id, []).append(row)
    return cards
