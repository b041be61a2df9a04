"""What a new quote begins with, when somebody rings about it, and the way btw is rounded."""

from collections.abc import Callable

import pytest

from app.core.database import Session
from app.quotes.models import QuoteStatus
from app.shop.models import VatScheme
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_quote, make_relation
from tests.shop.test_settings import shop_of

PAGE = "/settings/quotes"
QUOTES = {
    "quote_valid_days": "14",
    "ask_reason_after_days": "2",
    "chase_after_days": "3",
    "chase_again_after_days": "8",
    "close_after_days": "12",
    "call_before_end_days": "5",
    "vat_scheme": "normal",
}


def send_one(session: Session) -> None:
    """A quote that went out today."""
    make_quote(session, make_relation(session), status=QuoteStatus.SENT)
    session.commit()


def test_what_a_quote_begins_with(client: Client, session: Session) -> None:
    answer = client.post(
        PAGE, data=QUOTES | {"vat_scheme": "kor", "vat_per_line": "y", "quote_payment_nl": "Half\r\nHalf"}
    )

    shop = shop_of(session)
    assert answer.location == PAGE
    assert (shop.quote_valid_days, shop.ask_reason_after_days) == (14, 2)
    assert (shop.vat_scheme, shop.vat_per_line) == (VatScheme.KOR, True)
    assert (shop.quote_payment_nl, shop.quote_closing_nl) == ("Half\nHalf", "")


def test_the_usual_texts_have_a_box_for_each_language(client: Client, session: Session) -> None:
    texts = {
        "quote_payment_nl": "De helft nu.",
        "quote_payment_en": "Half now.",
        "quote_closing_nl": "Tot ziens.",
        "quote_closing_en": "See you.",
    }

    client.post(PAGE, data=QUOTES | texts)

    page, shop = client.get(PAGE).text, shop_of(session)
    for name, text in texts.items():
        assert getattr(shop, name) == text
        assert text in page
    assert "when there is none, the other" in page


def test_the_rhythm_of_the_calls(client: Client, session: Session) -> None:
    client.post(PAGE, data=QUOTES)

    shop = shop_of(session)
    assert (shop.chase_after_days, shop.chase_again_after_days) == (3, 8)
    assert (shop.call_before_end_days, shop.close_after_days) == (5, 12)
    assert "0 is never." in client.get(PAGE).text


@pytest.mark.parametrize(
    ("box", "typed"),
    [
        ("quote_valid_days", "0"),
        ("vat_scheme", "free"),
        ("chase_after_days", "61"),
        ("chase_again_after_days", "-1"),
        ("close_after_days", "soon"),
        ("call_before_end_days", ""),
        ("call_before_end_days", "9" * 40),
    ],
)
def test_what_is_not_right_changes_nothing_and_stays(
    client: Client, session: Session, box: str, typed: str
) -> None:
    answer = client.post(PAGE, data=QUOTES | {"quote_payment_en": "Kept", box: typed})

    assert answer.status_code == 200
    assert f'href="#{box}"' in answer.text
    assert "Kept" in answer.text
    assert shop_of(session).quote_valid_days == 30


def test_rounding_is_free_until_a_quote_was_sent(client: Client, session: Session) -> None:
    assert client.post(PAGE, data=QUOTES | {"vat_per_line": "y"}).status_code == 302
    send_one(session)

    refused = client.post(PAGE, data=QUOTES)
    assert refused.status_code == 200
    assert "rounded the other way" in refused.text
    assert 'name="is_sure"' in refused.text
    assert shop_of(session).vat_per_line is True

    assert client.post(PAGE, data=QUOTES | {"is_sure": "y"}).status_code == 302
    assert shop_of(session).vat_per_line is False


def test_the_rest_is_saved_without_asking_when_rounding_stays(client: Client, session: Session) -> None:
    send_one(session)

    assert 'name="is_sure"' not in client.get(PAGE).text
    assert client.post(PAGE, data=QUOTES).status_code == 302
    assert shop_of(session).quote_valid_days == 14


def test_only_the_owner_sets_them(client_as: Callable[[User], Client], session: Session, bram: User) -> None:
    browser = client_as(bram)

    assert browser.get(PAGE).status_code == 403
    assert browser.post(PAGE, data=QUOTES).status_code == 403
    assert shop_of(session).quote_valid_days == 30
