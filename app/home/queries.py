"""Today: whom to speak, why and with which words; what is going on; which cards were used last."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from sqlalchemy import func, not_, select

from app.contacts.models import ContactDetail, ContactPerson, DetailKind
from app.core import clock
from app.core.database import Session
from app.core.money import to_euros
from app.home.calls import Around, Call, as_call
from app.quotes.models import AskState, Decision, Quote, QuoteOutcome, QuoteStatus, QuoteVersion
from app.relations.models import Relation
from app.shop.models import Shop, TextBlock
from app.tasks.models import Task, TaskReason
from app.tasks.queries import due_tasks
from app.timeline.models import Happening, Interaction
from app.users.models import User

TALKS = tuple(reason for reason in TaskReason if reason.is_talk)
MOST_CALLS = 50
ENDS_SOON = dt.timedelta(days=3)
LAST_CARDS = 6

OfCard = TypeVar("OfCard", ContactPerson, ContactDetail)


@dataclass(frozen=True)
class Running:
    """The quotes customers have in hand, their sum in whole euros, and the reasons not known yet."""

    sent: int
    total: Decimal
    ends_soon: int
    has_ended: int
    to_ask: int


def calls_today(session: Session, me: User, *, only_mine: bool) -> list[Call]:
    """Whom to speak today, the most urgent first."""
    mine = me.id if only_mine else None
    is_talk = Task.reason.in_(TALKS) & Task.relation_id.is_not(None)
    tasks = due_tasks(clock.today(), responsible_id=mine).where(is_talk).limit(MOST_CALLS)
    return calls_for(session, session.scalars(tasks).all(), me)


def work_today(session: Session, me: User, *, only_mine: bool) -> list[Call]:
    """What else has to be done today."""
    mine = me.id if only_mine else None
    is_talk = Task.reason.in_(TALKS) & Task.relation_id.is_not(None)
    tasks = due_tasks(clock.today(), responsible_id=mine).where(not_(is_talk)).limit(MOST_CALLS)
    return calls_for(session, session.scalars(tasks).all(), me)


def count_today(session: Session, *, responsible_id: int | None = None) -> int:
    """How many tasks there are for today, of one person or of everybody."""
    query = due_tasks(clock.today(), responsible_id=responsible_id).order_by(None)
    return session.scalar(query.with_only_columns(func.count(Task.id))) or 0


def call_for(session: Session, task: Task, me: User) -> Call:
    """One task as it stands on Today."""
    return calls_for(session, [task], me)[0]


def calls_for(session: Session, tasks: Sequence[Task], me: User) -> list[Call]:
    """Tasks as lines with a number, a reason and a sentence, in a fixed number of statements."""
    if not tasks:
        return []
    around = _around(session, tasks, me)
    return [as_call(task, around) for task in tasks]


def running(session: Session) -> Running:
    """What customers have in their hands now, and what we still have to ask."""
    today = clock.today()
    open_quotes = (
        select(QuoteVersion.total, Quote.valid_until)
        .join(Quote, (QuoteVersion.quote_id == Quote.id) & (QuoteVersion.no == Quote.version_no))
        .outerjoin(QuoteOutcome, (QuoteOutcome.quote_id == Quote.id) & QuoteOutcome.superseded_at.is_(None))
        .where(Quote.status == QuoteStatus.SENT, QuoteOutcome.id.is_(None))
        .subquery()
    )
    last_day = open_quotes.c.valid_until
    sent, total, ends_soon, has_ended = session.execute(
        select(
            func.count(),
            func.sum(open_quotes.c.total),
            func.count().filter(last_day.between(today, today + ENDS_SOON)),
            func.count().filter(last_day < today),
        ).select_from(open_quotes)
    ).one()
    to_ask = select(func.count(QuoteOutcome.id)).where(
        QuoteOutcome.superseded_at.is_(None),
        QuoteOutcome.decision == Decision.DECLINED,
        QuoteOutcome.ask_state != AskState.ANSWERED,
    )
    return Running(sent, to_euros(total or Decimal(0)), ends_soon, has_ended, session.scalar(to_ask) or 0)


def last_cards(session: Session) -> list[Relation]:
    """The cards that somebody worked on last; what was written last has the highest number."""
    newest: dict[int, dt.datetime] = {}
    for relation_id, at in (
        (Interaction.relation_id, Interaction.at),
        (Happening.relation_id, Happening.at),
        (Relation.id, Relation.made_at),
    ):
        written_last = select(relation_id, at).order_by(relation_id.class_.id.desc()).limit(LAST_CARDS * 4)
        for card, moment in session.execute(written_last):
            newest[card] = max(moment, newest.get(card, moment))
    cards = sorted(newest, key=lambda card: newest[card], reverse=True)
    found = {
        relation.id: relation
        for relation in session.scalars(select(Relation).where(Relation.id.in_(cards), Relation.is_live))
    }
    return [found[card] for card in cards if card in found][:LAST_CARDS]


def has_cards(session: Session) -> bool:
    """Whether there is anything in the box at all."""
    return session.scalar(select(Relation.id).where(Relation.is_live).limit(1)) is not None


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
    quotes = select(Quote).where(Quote.id.in_({task.about_id for task in tasks if task.about == "quote"}))
    sentences = select(TextBlock).where(TextBlock.code.startswith("say."))
    return Around(
        shop=session.get_one(Shop, 1),
        me=me,
        people=_by_card(session.scalars(people)),
        phones=_by_card(session.scalars(phones)),
        quotes={quote.id: quote for quote in session.scalars(quotes)},
        sentences={
            (block.code, block.language, block.form): block.body for block in session.scalars(sentences)
        },
    )


def _by_card(rows: Iterable[OfCard]) -> dict[int, list[OfCard]]:
    cards: dict[int, list[OfCard]] = {}
    for row in rows:
        cards.setdefault(row.relation_id, []).append(row)
    return cards
