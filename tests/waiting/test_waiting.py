"""What a card waits for: complaints, promises, sent quotes, quotes still to be made; the oldest first."""

import datetime as dt
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from app.complaints.models import Complaint
from app.core import clock
from app.core.database import Session
from app.core.words import use_language
from app.quotes.models import Decision, Quote, QuoteOutcome, QuoteStatus
from app.relations.models import Relation
from app.tasks.models import TaskReason
from app.timeline.models import Channel
from app.users.models import User
from app.waiting.queries import What, waiting_for
from app.waiting.words import waiting_name
from tests.factories import make_quote, make_relation, make_task
from tests.statements import statements

TODAY = dt.date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _friday() -> Iterator[None]:
    with clock.frozen(dt.datetime(2026, 11, 20, 10, 0, tzinfo=dt.UTC)):
        yield


def days_ago(number: int) -> dt.date:
    return TODAY - dt.timedelta(days=number)


def names_of(session: Session, relation: Relation) -> list[str]:
    return [waiting_name(waiting) for waiting in waiting_for(session, [relation.id]).get(relation.id, [])]


def decide(session: Session, quote: Quote, **fields: object) -> None:
    session.add(
        QuoteOutcome(
            quote_id=quote.id,
            version_no=1,
            decision=Decision.ACCEPTED,
            decided_on=TODAY,
            total_ex=100,
            noted_at=clock.now(),
            **fields,
        )
    )
    session.flush()


def test_what_was_promised_sent_and_asked_the_oldest_first(session: Session, bram: User) -> None:
    relation = make_relation(session)
    sent = make_quote(session, relation, status=QuoteStatus.SENT, first_sent_on=days_ago(3))
    task = make_task(session, relation, bram, promised_since=days_ago(5), words="About the stairs")
    asked = make_quote(session, relation, asked_on=days_ago(4), subject="Curtains")

    waiting = waiting_for(session, [relation.id])[relation.id]

    assert [(one.what, one.about_id, one.days(TODAY)) for one in waiting] == [
        (What.PROMISE, task.id, 5),
        (What.QUOTE_TO_MAKE, asked.id, 4),
        (What.QUOTE, sent.id, 3),
    ]
    assert [one.until for one in waiting] == [task.due_on, None, sent.valid_until]
    assert (waiting[0].words, waiting[0].code, waiting[2].number) == (
        "About the stairs",
        "call_back",
        sent.number,
    )


def test_a_complaint_is_waited_for_once_until_the_customer_is_told(session: Session, bram: User) -> None:
    relation = make_relation(session)
    complaint = Complaint(
        relation_id=relation.id,
        received_on=days_ago(2),
        channel=Channel.PHONE,
        their_words="The paint came off.",
        answer_by=TODAY,
        responsible_id=bram.id,
        noted_at=clock.now(),
    )
    session.add(complaint)
    session.flush()
    make_task(session, relation, bram, promised_since=TODAY, about="complaint", about_id=complaint.id)

    (waiting,) = waiting_for(session, [relation.id])[relation.id]
    assert (waiting.what, waiting.about_id, waiting.until) == (What.COMPLAINT, complaint.id, TODAY)
    assert waiting.words == "The paint came off."
    assert names_of(session, relation) == ["an answer to the complaint"]

    complaint.told_on = TODAY
    assert names_of(session, relation) == []


def test_nobody_waits_for_what_is_done_decided_or_our_own_idea(session: Session, bram: User) -> None:
    relation = make_relation(session)
    make_task(session, relation, bram)
    make_task(session, relation, bram, promised_since=TODAY, done_at=clock.now())
    decide(session, make_quote(session, relation, status=QuoteStatus.SENT))
    make_quote(session, relation)

    assert waiting_for(session, [relation.id]) == {}
    assert waiting_for(session, []) == {}


def test_a_quote_that_was_opened_again_is_waited_for_again(session: Session) -> None:
    relation = make_relation(session)
    quote = make_quote(session, relation, status=QuoteStatus.SENT)
    decide(session, quote, superseded_at=clock.now())

    assert names_of(session, relation) == [f"quote {quote.number}"]


def test_many_cards_are_asked_in_one_statement(database: Engine, session: Session, bram: User) -> None:
    cards = [make_relation(session, f"Card {number}") for number in range(5)]
    for card in cards[:3]:
        make_task(session, card, bram, promised_since=TODAY)
    ids = [card.id for card in cards]

    with statements(database) as seen:
        found = waiting_for(session, ids)

    assert sorted(found) == ids[:3]
    assert len(seen) == 1


def test_it_is_said_in_a_few_words(session: Session, bram: User) -> None:
    relation = make_relation(session)
    make_task(session, relation, bram, reason=TaskReason.ASK_WHY, promised_since=days_ago(9))
    make_task(session, relation, bram, reason=TaskReason.OTHER, promised_since=days_ago(8))
    make_task(
        session, relation, bram, reason=TaskReason.OTHER, promised_since=days_ago(7), words="Colour chart"
    )
    make_quote(session, relation, asked_on=days_ago(6), subject="")
    make_quote(session, relation, asked_on=days_ago(5), subject="Stairs")

    assert names_of(session, relation) == [
        "ask the reason",
        "to do",
        "Colour chart",
        "a quote",
        "a quote: Stairs",
    ]
    with use_language("nl"):
        assert names_of(session, relation)[3:] == ["een offerte", "een offerte: Stairs"]
