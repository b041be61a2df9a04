"""Rates of btw with a day: a draft follows the rate of today, what was sent keeps its own for good."""

import datetime as dt
from decimal import Decimal

import pytest

from app.core import clock
from app.core.database import Session
from app.quotes import actions, queries
from app.quotes.given import Offer, OfferLine, Sending
from app.quotes.models import Quote, QuoteStatus, SentHow
from app.shop.models import Shop, VatCode, VatRate, VatScheme
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_quote, make_rates, make_relation

TODAY = clock.today()


@pytest.fixture(autouse=True)
def _rates(session: Session) -> None:
    """The rates of every day, as they are until one changes."""
    make_rates(session)


def raise_the_high_rate(session: Session, day: dt.date) -> None:
    session.add(VatRate(code=VatCode.HIGH, percent=Decimal(25), valid_from=day))
    session.flush()


def written(session: Session, owner: User, **fields: object) -> Quote:
    """A draft of 100 euros at the high rate, without btw in its prices."""
    line = OfferLine(description="Paint", quantity=Decimal(1), price=Decimal(100), vat_code=VatCode.HIGH)
    offer = Offer(responsible=owner, prices_include_vat=False, lines=(line,), **fields)  # type: ignore[arg-type]
    return actions.start(session, make_relation(session), offer, by=owner)


def send(session: Session, quote: Quote, by: User) -> None:
    actions.send(session, quote, Sending(SentHow.MAIL, "Kim", TODAY, TODAY), make_pdf=None, by=by)


def test_a_draft_follows_the_rate_of_today(client: Client, session: Session, owner: User) -> None:
    quote = written(session, owner)
    assert queries.sheet_of(session, quote).sums.total == Decimal("121.00")

    raise_the_high_rate(session, TODAY)

    assert queries.sheet_of(session, quote).sums.total == Decimal("125.00")
    assert "25%" in client.get(f"/quotes/{quote.id}/edit").text


def test_a_rate_that_is_still_to_come_changes_nothing_yet(session: Session, owner: User) -> None:
    quote = written(session, owner)

    raise_the_high_rate(session, TODAY + dt.timedelta(days=1))

    assert queries.sheet_of(session, quote).sums.total == Decimal("121.00")


def test_what_was_sent_keeps_its_rate_and_a_new_version_takes_that_of_today(
    session: Session, owner: User
) -> None:
    quote = written(session, owner)
    send(session, quote, owner)

    raise_the_high_rate(session, TODAY)

    sent = queries.sheet_of(session, quote)
    assert (sent.sums.total, sent.lines[0].vat_percent) == (Decimal("121.00"), Decimal(21))
    actions.new_version(session, quote, by=owner)
    assert queries.sheet_of(session, quote).sums.total == Decimal("125.00")
    assert queries.sheet_of(session, quote, 1).sums.total == Decimal("121.00")


def test_what_was_sent_keeps_how_the_shop_reckoned(client: Client, session: Session) -> None:
    quote = make_quote(session, status=QuoteStatus.SENT)
    shop = session.get_one(Shop, 1)
    shop.vat_per_line, shop.vat_scheme = True, VatScheme.KOR

    sheet = queries.sheet_of(session, quote)

    assert (sheet.sums.total, sheet.sums.vat) == (Decimal("121.00"), Decimal("21.00"))
    assert "Exempt from btw" not in client.get(f"/quotes/{quote.id}").text
