"""When somebody rings about a quote that was sent: in the rhythm that the owner set."""

import datetime as dt
from collections.abc import Iterator

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.database import Session
from app.quotes.calls import plan_chase
from app.quotes.models import QuoteStatus
from app.shop.queries import get_shop
from app.tasks.models import Task, TaskReason
from app.users.models import User
from tests.factories import make_quote

FRIDAY = dt.date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _friday() -> Iterator[None]:
    with clock.frozen(dt.datetime(2026, 11, 20, 10, 0, tzinfo=dt.UTC)):
        yield


def planned(session: Session, by: User) -> dict[TaskReason, dt.date]:
    """The calls about a quote that is sent today and holds for thirty days."""
    plan_chase(session, make_quote(session, status=QuoteStatus.SENT), FRIDAY, by=by)
    return {task.reason: task.due_on for task in session.scalars(select(Task))}


def test_after_some_working_days_and_before_the_last_day(session: Session, bram: User) -> None:
    shop = get_shop(session)
    shop.chase_after_days, shop.call_before_end_days = 3, 5

    assert planned(session, bram) == {
        TaskReason.CHASE_QUOTE: dt.date(2026, 11, 25),
        TaskReason.QUOTE_ENDS: dt.date(2026, 12, 15),
    }


def test_zero_is_never(session: Session, bram: User) -> None:
    shop = get_shop(session)
    shop.chase_after_days = shop.call_before_end_days = 0

    assert planned(session, bram) == {}


def test_the_last_call_comes_also_without_the_first(session: Session, bram: User) -> None:
    get_shop(session).chase_after_days = 0

    assert set(planned(session, bram)) == {TaskReason.QUOTE_ENDS}
