"""A rate of btw gets another percentage from a day on; what was is still there to read."""

import datetime as dt
from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from app.core import clock
from app.core.database import Session
from app.shop import queries
from app.shop.models import VatCode, VatRate
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_rates
from tests.rates.test_quotes import send_one

PAGE = "/settings/rates"
RATE = {"code": "high", "percent": "22", "valid_from": "1-1-2027"}


@pytest.fixture(autouse=True)
def _friday() -> Iterator[None]:
    with clock.frozen(dt.datetime(2026, 11, 20, 10, 0, tzinfo=dt.UTC)):
        yield


def test_it_changes_from_a_day_on(client: Client, session: Session) -> None:
    make_rates(session)

    assert client.post(PAGE, data=RATE).location == "/settings/quotes"

    assert (VatCode.HIGH, Decimal("22.00")) in [(rate.code, rate.percent) for rate in queries.rates(session)]
    again = client.post(PAGE, data=RATE)
    assert again.status_code == 409
    assert "This rate has a percentage from that day already." in again.text


def test_what_was_and_what_comes_stay_to_be_read(client: Client, session: Session) -> None:
    make_rates(session)
    for day in ("1-1-2020", "1-1-2027"):
        client.post(PAGE, data=RATE | {"valid_from": day})

    page = client.get("/settings/quotes").text

    assert page.count(">not yet<") == 1
    assert page.count(">over<") == 1


def test_days_on_which_quotes_went_out_are_past(client: Client, session: Session) -> None:
    make_rates(session)
    send_one(session)

    refused = client.post(PAGE, data=RATE | {"valid_from": "20-11-2026"})

    assert refused.status_code == 200
    assert "Choose a later day." in refused.text
    assert 'value="20-11-2026"' in refused.text
    assert client.post(PAGE, data=RATE | {"valid_from": "21-11-2026"}).status_code == 302


@pytest.mark.parametrize(
    ("box", "typed"), [("percent", ""), ("percent", "-1"), ("valid_from", "soon"), ("code", "none")]
)
def test_what_is_not_right_changes_nothing(client: Client, session: Session, box: str, typed: str) -> None:
    assert client.post(PAGE, data=RATE | {box: typed}).status_code == 200
    assert session.scalar(select(func.count(VatRate.id))) == 0


def test_only_the_owner_changes_them(
    client_as: Callable[[User], Client], session: Session, bram: User
) -> None:
    assert client_as(bram).post(PAGE, data=RATE).status_code == 403
    assert session.scalar(select(func.count(VatRate.id))) == 0
