"""What the owner sets, and what is checked of it."""

import datetime as dt
from collections.abc import Callable

import pytest

from app.core import clock
from app.core.database import Session
from app.shop import queries
from app.shop.models import Shop, VatScheme
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_branch

SHOP = {"name": "Kwast & Kleed", "language": "nl", "lock_after_minutes": "60", "cover_after_minutes": "10"}


def shop_of(session: Session) -> Shop:
    """The shop as it is in the database now."""
    session.expire_all()
    return queries.get_shop(session)


def test_numbers_are_kept_as_they_are_written_on_paper(client: Client, session: Session) -> None:
    answer = client.post(
        "/settings/shop",
        data=SHOP
        | {
            "chamber_number": "12 34 56 78",
            "vat_id": "nl 0044.95.445.b01",
            "iban": "nl91abna0417164300",
            "website": "www.kwast.example",
            "statutory_name": "Kwast B.V.",
        },
    )

    shop = shop_of(session)
    assert answer.location == "/settings/shop"
    assert (shop.chamber_number, shop.vat_id) == ("12345678", "NL004495445B01")
    assert (shop.iban, shop.website) == ("NL91 ABNA 0417 1643 00", "https://www.kwast.example")
    assert (shop.statutory_name, shop.lock_after_minutes) == ("Kwast B.V.", 60)
    assert shop.cover_after_minutes == 10


def test_empty_boxes_become_nothing(client: Client, session: Session) -> None:
    client.post("/settings/shop", data=SHOP)

    shop = shop_of(session)
    assert [shop.chamber_number, shop.vat_id, shop.iban, shop.website, shop.statutory_name] == [None] * 5


@pytest.mark.parametrize(
    ("box", "typed", "sentence"),
    [
        ("chamber_number", "1234567", "A KVK number has eight digits"),
        ("chamber_number", "１２３４５６７８", "A KVK number has eight digits"),
        ("vat_id", "NL001234567B01", "A btw number looks like"),
        ("iban", "NL91 ABNA 0417 1643 01", "This IBAN is not right."),
        ("website", "javascript:alert(1)", "A website looks like"),
        ("website", "data:text/html,x", "A website looks like"),
        ("website", "https://", "A website looks like"),
        ("website", "http://[::1", "A website looks like"),
        ("website", "https://user@evil.example", "A website looks like"),
        ("website", "file:///etc/passwd", "A website looks like"),
        ("name", "", "Type the name of your shop."),
        ("lock_after_minutes", "4", "Type 5 or more."),
        ("lock_after_minutes", "soon", "10"),
    ],
)
def test_what_is_not_right_is_marked_and_stays(
    client: Client, session: Session, box: str, typed: str, sentence: str
) -> None:
    answer = client.post("/settings/shop", data=SHOP | {"statutory_name": "Typed too", box: typed})

    assert answer.status_code == 200
    assert sentence in answer.text
    assert f'href="#{box}"' in answer.text
    assert 'value="Typed too"' in answer.text
    assert shop_of(session).statutory_name is None


def test_what_is_missing_on_papers_is_named_until_it_is_there(client: Client, session: Session) -> None:
    before = client.get("/settings/shop").text
    for word in ("KVK number", "btw number", "bank number", "the address of the shop"):
        assert f">{word}</a>" in before

    shop = shop_of(session)
    shop.chamber_number, shop.vat_id, shop.iban = "12345678", "NL004495445B01", "NL91 ABNA 0417 1643 00"
    make_branch(session)
    assert "Not on your quotes yet" not in client.get("/settings/shop").text


def test_a_small_business_has_no_btw_number_to_miss(session: Session) -> None:
    shop = shop_of(session)
    shop.vat_scheme = VatScheme.KOR

    assert "btw number" not in [word for _page, word in queries.missing_on_papers(shop, [])]


def test_the_look_is_this_computers_business(
    client_as: Callable[[User], Client], viewer: User, session: Session
) -> None:
    browser = client_as(viewer)
    browser.post("/settings/look", data={"theme": "dark", "density": "compact", "keys": ""})
    page = browser.get("/settings/look").text

    assert 'data-theme="dark"' in page
    assert 'data-density="compact"' in page
    assert "data-keys=" not in page

    browser.post("/settings/look", data={"theme": "", "density": "", "keys": ""})
    assert "data-theme" not in browser.get("/settings/look").text


def test_days_begin_when_they_begin_in_the_shop(client: Client, session: Session) -> None:
    shop_of(session).time_zone = "America/Curacao"
    client.get("/me")
    with clock.frozen(dt.datetime(2026, 11, 21, 2, 0, tzinfo=dt.UTC)):
        assert clock.today() == dt.date(2026, 11, 20)

    shop_of(session).time_zone = "Europe/Amsterdam"
    client.get("/me")
    with clock.frozen(dt.datetime(2026, 11, 20, 23, 30, tzinfo=dt.UTC)):
        assert clock.today() == dt.date(2026, 11, 21)


@pytest.mark.parametrize(
    "path",
    ["/settings/branches", "/settings/quotes", "/settings/rates", "/settings/reasons", "/settings/groups"],
)
def test_settings_are_the_owners_business(
    client_as: Callable[[User], Client], bram: User, session: Session, path: str
) -> None:
    browser = client_as(bram)

    assert browser.get(path).status_code == 403
    assert browser.post("/settings/shop", data=SHOP).status_code == 403
    assert shop_of(session).lock_after_minutes == 480
