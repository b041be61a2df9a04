"""How long the customer waited for the quote, as the pages say it."""

import datetime as dt

import pytest

from app.core import clock
from app.core.database import Session
from app.quotes.models import QuoteStatus
from tests.conftest import Client
from tests.factories import make_quote, make_rates

TODAY = clock.today()


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "on the same day"), (1, "1 day after they asked"), (3, "3 days after they asked")],
)
def test_the_days_are_counted_from_the_day_they_asked(
    client: Client, session: Session, days: int, words: str
) -> None:
    make_rates(session)
    asked_on = TODAY - dt.timedelta(days=days)
    quote = make_quote(session, status=QuoteStatus.SENT, asked_on=asked_on)
    quote.first_sent_on = TODAY

    assert f"({words})" in client.get(f"/quotes/{quote.id}").text
    assert f", {words}" in client.get(f"/quotes/{quote.id}/decline").text
