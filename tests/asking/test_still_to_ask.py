"""What is still to be asked stands on one page until somebody has an answer; nothing closes by itself."""

import datetime as dt
from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from app.core import clock
from app.core.database import Session
from app.outcomes import actions
from app.outcomes.given import Answer
from app.quotes import queries
from app.quotes.models import AskState, Quote, QuoteStatus
from app.quotes.standing import HowKnown, how_known
from app.shop.defaults import add_defaults
from app.tasks.models import Task, TaskEnd
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_phone, make_quote, make_reason, make_relation
from tests.quotes.look import current, open_tasks, relation_of
from tests.statements import statements

TODAY = clock.today()
YESTERDAY = TODAY - dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _reasons(session: Session) -> None:
    add_defaults(session)


@pytest.fixture
def silent(session: Session, bram: User) -> Quote:
    """A no of which nobody knows the reason yet."""
    card = make_relation(session, "Anna van der Berg")
    make_phone(session, card, "071 012 34 56")
    quote = make_quote(session, card, status=QuoteStatus.SENT)
    actions.decline(session, quote, answer=Answer.to_ask(by=bram, on=TODAY, decided_on=YESTERDAY), by=bram)
    session.commit()
    return quote


@pytest.fixture
def ended(session: Session) -> Quote:
    """A quote whose last day has passed, and nobody answered."""
    quote = make_quote(session, make_relation(session, "Kim Verbeek"), status=QuoteStatus.SENT)
    quote.valid_until = TODAY - dt.timedelta(days=400)
    session.commit()
    return quote


def test_a_no_without_a_reason_and_a_quote_that_ended_stand_there_oldest_first(
    client: Client, session: Session, bram: User, silent: Quote, ended: Quote
) -> None:
    known = make_quote(session, make_relation(session, "Known"), status=QuoteStatus.SENT)
    actions.decline(session, known, answer=Answer(TODAY, main_reason=make_reason(session)), by=bram)
    make_quote(session, make_relation(session, "Still open"), status=QuoteStatus.SENT)
    session.commit()

    page = client.get("/still-to-ask").text

    assert page.index("Kim Verbeek") < page.index("Anna van der Berg")
    assert "071 012 34 56" in page
    assert "Wat gaf voor u de doorslag?" in page
    assert "Bram asks" in page
    assert "Known" not in page
    assert "Still open" not in page


def test_it_says_who_stands_in_for_who_is_off(
    client: Client, session: Session, bram: User, silent: Quote
) -> None:
    bram.works_on = "".join(day for day in "1234567" if day != str(TODAY.isoweekday()))
    (task,) = open_tasks(session, silent)
    session.get_one(Task, task.id).due_on = TODAY
    session.commit()

    assert "Anna van der Berg" in client.get("/still-to-ask").text


def test_a_dropped_task_hides_nothing(client: Client, session: Session, silent: Quote, bram: User) -> None:
    for task in open_tasks(session, silent):
        task.done_at, task.done_by_id, task.ended = clock.now(), bram.id, TaskEnd.DROPPED
    session.commit()

    assert "Anna van der Berg" in client.get("/still-to-ask").text


def test_time_alone_closes_nothing(session: Session, ended: Quote) -> None:
    assert queries.current_outcome(session, ended) is None


def test_would_not_say_is_an_answer(client: Client, session: Session, silent: Quote) -> None:
    assert client.post(f"/still-to-ask/{silent.id}/would-not-say").status_code == 302

    session.expire_all()
    outcome = current(session, silent)
    assert (outcome.ask_state, how_known(outcome)) == (AskState.ANSWERED, HowKnown.UNKNOWN)
    assert outcome.decided_on == YESTERDAY
    assert open_tasks(session, silent) == []
    assert [one.ask_state for one in queries.earlier_outcomes(session, silent)] == [AskState.TO_ASK]
    assert "Anna van der Berg" not in client.get("/still-to-ask").text


def test_a_quote_that_ended_becomes_a_no_with_it(client: Client, session: Session, ended: Quote) -> None:
    assert client.post(f"/still-to-ask/{ended.id}/would-not-say").status_code == 302

    session.expire_all()
    assert (current(session, ended).decided_on, how_known(current(session, ended))) == (
        TODAY,
        HowKnown.UNKNOWN,
    )


def test_an_open_quote_is_not_closed_this_way(client: Client, session: Session) -> None:
    quote = make_quote(session, status=QuoteStatus.SENT)
    session.commit()

    assert client.post(f"/still-to-ask/{quote.id}/would-not-say").status_code == 409
    assert queries.current_outcome(session, quote) is None


def test_after_three_tries_the_page_asks_whether_they_would_not_say(
    client: Client, session: Session, silent: Quote
) -> None:
    (task,) = open_tasks(session, silent)
    session.get_one(Task, task.id).tries = 3
    session.commit()

    assert "tried 3 times: would they not say, or was there no answer?" in client.get("/still-to-ask").text


def test_who_only_looks_changes_nothing(
    client_as: Callable[[User], Client], viewer: User, session: Session, silent: Quote
) -> None:
    browser = client_as(viewer)

    assert "Anna van der Berg" in browser.get("/still-to-ask").text
    assert browser.post(f"/still-to-ask/{silent.id}/would-not-say").status_code == 403
    assert current(session, silent).main_reason_id is None


def test_unknown_and_binned_are_not_there(client: Client, session: Session, silent: Quote) -> None:
    assert client.post("/still-to-ask/99/would-not-say").status_code == 404
    relation_of(session, silent).deleted_at = clock.now()
    session.commit()
    assert client.post(f"/still-to-ask/{silent.id}/would-not-say").status_code == 404
    assert "Anna van der Berg" not in client.get("/still-to-ask").text


def test_an_empty_page_says_so(client: Client) -> None:
    assert "Nothing to ask." in client.get("/still-to-ask").text


def test_a_long_list_takes_no_more_statements(
    client: Client, session: Session, bram: User, silent: Quote, database: Engine
) -> None:
    with statements(database) as few:
        client.get("/still-to-ask")
    for _time in range(5):
        quote = make_quote(session, make_relation(session), status=QuoteStatus.SENT)
        actions.decline(session, quote, answer=Answer.to_ask(by=bram, on=TODAY, decided_on=TODAY), by=bram)
    session.commit()
    with statements(database) as many:
        client.get("/still-to-ask")

    assert len(many) == len(few)
