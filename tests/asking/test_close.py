"""A quote that ended in silence long ago: a person may close it with one click; time alone closes nothing."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from app.core import clock
from app.core.database import Session
from app.outcomes import actions
from app.outcomes.given import Answer, Yes
from app.quotes import queries
from app.quotes.calls import plan_chase
from app.quotes.models import Decision, Quote, QuoteStatus
from app.quotes.standing import HowKnown, how_known
from app.shop.defaults import add_defaults
from app.shop.queries import get_shop
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_quote, make_relation
from tests.quotes.look import current, open_tasks

BUTTON = "Close: no answer"
# A Monday, and the tenth working day after the Monday two weeks before it.
LAST_DAY, TODAY = dt.date(2026, 11, 9), dt.date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _monday() -> Iterator[None]:
    with clock.frozen(dt.datetime(2026, 11, 23, 10, 0, tzinfo=dt.UTC)):
        yield


@pytest.fixture
def silent(session: Session, bram: User) -> Quote:
    """A quote that ended ten working days ago and that nobody answered."""
    add_defaults(session)
    quote = make_quote(
        session, make_relation(session, "Kim Verbeek"), status=QuoteStatus.SENT, responsible_id=bram.id
    )
    quote.valid_until = LAST_DAY
    plan_chase(session, quote, LAST_DAY, by=bram)
    session.commit()
    return quote


def test_one_click_closes_it_as_a_no_without_an_answer(
    client: Client, session: Session, silent: Quote
) -> None:
    assert BUTTON in client.get("/still-to-ask").text

    assert client.post(f"/still-to-ask/{silent.id}/close").location == "/still-to-ask"

    session.expire_all()
    outcome = current(session, silent)
    assert outcome.main_reason is not None
    assert (outcome.decision, outcome.main_reason.code) == (Decision.DECLINED, "no_answer")
    assert (how_known(outcome), outcome.decided_on) == (HowKnown.UNKNOWN, TODAY)
    assert open_tasks(session, silent) == []
    assert "Kim Verbeek" not in client.get("/still-to-ask").text


@pytest.mark.parametrize(("days", "offered"), [(0, True), (1, False)])
def test_it_is_offered_from_the_tenth_working_day(
    client: Client, session: Session, silent: Quote, days: int, offered: bool
) -> None:
    silent.valid_until = LAST_DAY + dt.timedelta(days=days)
    session.commit()

    assert (BUTTON in client.get("/still-to-ask").text) is offered
    assert client.post(f"/still-to-ask/{silent.id}/close").status_code == (302 if offered else 409)
    session.expire_all()
    assert (queries.current_outcome(session, silent) is not None) is offered


def test_the_owner_may_set_another_number_or_never(client: Client, session: Session, silent: Quote) -> None:
    get_shop(session).close_after_days = 11
    session.commit()
    assert BUTTON not in client.get("/still-to-ask").text

    get_shop(session).close_after_days = 0
    session.commit()
    assert BUTTON not in client.get("/still-to-ask").text
    assert client.post(f"/still-to-ask/{silent.id}/close").status_code == 409


def test_who_was_tried_three_times_may_be_given_up(
    client: Client, session: Session, silent: Quote, bram: User
) -> None:
    """Of a no too, whose reason is all that is asked: the day of the no and what was noted stay."""
    no = make_quote(session, make_relation(session, "Anna"), status=QuoteStatus.SENT)
    yesterday = TODAY - dt.timedelta(days=1)
    to_ask = replace(Answer.to_ask(by=bram, on=TODAY, decided_on=yesterday), customer_words="Sorry.")
    actions.decline(session, no, answer=to_ask, by=bram)
    silent.valid_until = TODAY - dt.timedelta(days=1)
    session.commit()
    assert BUTTON not in client.get("/still-to-ask").text
    assert client.post(f"/still-to-ask/{no.id}/close").status_code == 409

    for quote in (no, silent):
        for _time in range(3):
            client.post(f"/still-to-ask/{quote.id}/not-reached")
    page = client.get("/still-to-ask").text
    assert page.count(BUTTON) == 2
    assert "would they not say, or was there no answer?" in page

    for quote in (no, silent):
        assert client.post(f"/still-to-ask/{quote.id}/close").status_code == 302
    session.expire_all()
    for quote, day in ((no, yesterday), (silent, TODAY)):
        outcome = current(session, quote)
        assert outcome.main_reason is not None
        assert (outcome.main_reason.code, outcome.decided_on) == ("no_answer", day)
    assert current(session, no).customer_words == "Sorry."


def test_what_has_an_answer_is_not_closed_again(
    client: Client, session: Session, silent: Quote, bram: User
) -> None:
    actions.accept(session, silent, Yes(TODAY), by=bram)
    session.commit()

    assert client.post(f"/still-to-ask/{silent.id}/close").status_code == 409
    session.expire_all()
    assert current(session, silent).decision is Decision.ACCEPTED
    assert client.post("/still-to-ask/999/close").status_code == 404


def test_a_viewer_closes_nothing(
    client_as: Callable[[User], Client], session: Session, viewer: User, silent: Quote
) -> None:
    browser = client_as(viewer)

    assert BUTTON not in browser.get("/still-to-ask").text
    assert browser.post(f"/still-to-ask/{silent.id}/close").status_code == 403
    assert queries.current_outcome(session, silent) is None
