"""Each version stays to be read, with what changed in it; the customer may answer on what was sent."""

import datetime as dt
import html
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from app.core import clock
from app.core.database import Session
from app.core.errors import RuleBroken
from app.outcomes import actions as outcomes
from app.outcomes.given import Yes
from app.quotes import actions, defaults, queries
from app.quotes.changes import Change, changes_between
from app.quotes.given import OfferLine, Sending
from app.quotes.models import Quote, QuoteStatus, SentHow
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_quote, make_rates
from tests.forms import boxes_of

TODAY = clock.today()
IN_A_MONTH = TODAY + dt.timedelta(days=30)
BY_MAIL = Sending(SentHow.MAIL, "kim@example.nl", TODAY, IN_A_MONTH)


@pytest.fixture
def being_changed(session: Session, bram: User) -> Quote:
    """A quote that was sent, and of which a second version is being written."""
    make_rates(session)
    quote = make_quote(session, valid_until=IN_A_MONTH)
    actions.send(session, quote, BY_MAIL, make_pdf=lambda _session, _quote: b"%PDF one", by=bram)
    actions.new_version(session, quote, by=bram)
    return quote


def write_on(session: Session, quote: Quote, bram: User) -> None:
    offer = defaults.offer_of(session, quote)
    paint = replace(offer.lines[0], price=Decimal("150.00"))
    lines = (
        paint,
        OfferLine(description="Wallpaper", quantity=Decimal(8), unit="roll", price=Decimal("42.95")),
    )
    actions.change(session, quote, replace(offer, lines=lines, delivery="In week 48"), by=bram)


def test_what_changed_is_told_and_what_stayed_is_not(
    session: Session, bram: User, being_changed: Quote
) -> None:
    write_on(session, being_changed, bram)

    before, after = (queries.sheet_of(session, being_changed, no) for no in (1, 2))

    assert changes_between(before, after) == [
        Change("Paint", "1 × €121.00", "1 × €150.00"),
        Change("Wallpaper", "", "8 roll × €42.95"),
        Change("Delivery", "", "In week 48"),
        Change("Total", "€121.00", "€493.60"),
    ]
    assert changes_between(after, before)[1] == Change("Wallpaper", "8 roll × €42.95", "")
    assert changes_between(before, before) == []


def test_an_earlier_version_can_be_read_with_its_own_lines(
    client: Client, session: Session, bram: User, being_changed: Quote
) -> None:
    write_on(session, being_changed, bram)
    actions.send(session, being_changed, BY_MAIL, make_pdf=None, by=bram)

    first = html.unescape(client.get(f"/quotes/{being_changed.id}/versions/1").text)
    second = html.unescape(client.get(f"/quotes/{being_changed.id}/versions/2").text)
    quote = html.unescape(client.get(f"/quotes/{being_changed.id}").text)

    assert "replaced by version 2" in first
    assert "€121.00" in first
    assert "Wallpaper" not in first
    assert f"/quotes/{being_changed.id}/versions/1.pdf" in first
    assert "What changed since version 1" in second
    assert "8 roll × €42.95" in second
    assert "No PDF was kept" in second
    assert "replaced" in quote
    assert f'href="/quotes/{being_changed.id}/versions/1"' in quote
    assert client.get(f"/quotes/{being_changed.id}/versions/1.pdf").data == b"%PDF one"


@pytest.mark.parametrize("version_no", [0, 3, 2**63])
def test_a_version_that_is_not_there_is_not_found(
    client: Client, being_changed: Quote, version_no: int
) -> None:
    assert client.get(f"/quotes/{being_changed.id}/versions/{version_no}").status_code == 404


@pytest.mark.parametrize("page", ["accept", "decline", "withdraw"])
def test_the_customer_may_still_answer_on_what_was_sent(
    client: Client, session: Session, being_changed: Quote, page: str
) -> None:
    shown = client.get(f"/quotes/{being_changed.id}").text
    assert "Version 1 is with the customer" in shown
    assert f'name="then" value="{page}"' in shown

    answer = client.post(f"/quotes/{being_changed.id}/discard", data={"then": page})

    assert answer.location == f"/quotes/{being_changed.id}/{page}"
    assert client.get(answer.location).status_code == 200
    session.refresh(being_changed)
    assert (being_changed.version_no, being_changed.status) == (1, QuoteStatus.SENT)


def test_a_new_version_goes_as_the_one_before_it(
    client: Client, session: Session, being_changed: Quote
) -> None:
    before = queries.version_of(session, being_changed, 1)
    before.sent_how, before.sent_to = SentHow.MESSAGE, "Kim herself"

    boxes = boxes_of(client.get(f"/quotes/{being_changed.id}/send").text)

    assert (boxes["how"], boxes["to"]) == ("message", "Kim herself")


def test_an_unknown_way_on_leads_to_the_quote(client: Client, being_changed: Quote) -> None:
    answer = client.post(f"/quotes/{being_changed.id}/discard", data={"then": "//evil.example"})

    assert answer.location == f"/quotes/{being_changed.id}"


def test_while_a_new_version_is_written_the_refusal_says_what_to_do(
    session: Session, bram: User, being_changed: Quote
) -> None:
    with pytest.raises(RuleBroken, match="First send it, or throw it away"):
        outcomes.accept(session, being_changed, Yes(TODAY), by=bram)


def test_who_may_only_look_sees_the_versions_and_throws_nothing_away(
    client_as: Callable[[User], Client], viewer: User, session: Session, being_changed: Quote
) -> None:
    browser = client_as(viewer)

    assert browser.get(f"/quotes/{being_changed.id}/versions/1").status_code == 200
    assert "Version 1 is with the customer" not in browser.get(f"/quotes/{being_changed.id}").text
    assert browser.post(f"/quotes/{being_changed.id}/discard", data={"then": "accept"}).status_code == 403
    session.refresh(being_changed)
    assert being_changed.version_no == 2
