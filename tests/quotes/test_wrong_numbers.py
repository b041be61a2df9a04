"""What is typed wrong in the roll: marked while it is typed, left out of the sum, and never saved."""

import re

import pytest
from sqlalchemy import func, select

from app.core import clock
from app.core.database import Session
from app.quotes.models import Quote
from app.relations.models import Relation
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_rates, make_relation
from tests.quotes.look import typed, value_of

ROLL = {"X-Piece": "roll"}


@pytest.fixture(autouse=True)
def _rates(session: Session) -> None:
    make_rates(session)


@pytest.fixture
def kim(session: Session) -> Relation:
    """A private card."""
    return make_relation(session)


def test_nothing_is_marked_while_all_is_well(client: Client, kim: Relation, owner: User) -> None:
    piece = live(client, kim, fields(owner, ("Paint", "2", "10"), ("Brush", "", "5")))

    assert "field__error" not in piece
    assert "aria-invalid" not in piece
    assert "€25.00" in piece


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        (("Paint", "abc", "12"), ("quantity", "Quantity: Type a number")),
        (("Paint", "0", "12"), ("quantity", "Quantity: Type ")),
        (("Paint", "-2", "12"), ("quantity", "Quantity: Type ")),
        (("Paint", "2", "12.345"), ("price", "Price: ")),
        (("Paint", "2", "twelve"), ("price", "Price: Type an amount")),
        (("Paint", "2", "12", "110"), ("discount_percent", "Discount in %: Type ")),
    ],
)
def test_a_wrong_number_is_marked_while_it_is_typed_and_left_out_of_the_sum(
    client: Client, kim: Relation, owner: User, row: tuple[str, ...], wrong: tuple[str, str]
) -> None:
    box, sentence = wrong
    data = fields(owner, ("Brush", "1", "5"), row)

    piece = live(client, kim, data)

    assert f'aria-describedby="lines-1-{box}-error" aria-invalid="true"' in piece
    assert sentence in piece
    assert piece.count("field__error") == 1
    assert "€5.00" in piece
    assert value_of(piece, f"lines-1-{box}") == data[f"lines-1-{box}"]

    page = client.post(f"/quotes/new?relation={kim.id}", data=data)
    assert page.status_code == 200
    assert sentence in page.text


def test_a_line_without_words_is_not_nagged_about_while_it_is_typed(
    client: Client, kim: Relation, owner: User
) -> None:
    piece = live(client, kim, fields(owner, ("", "2", "10")))

    assert "field__error" not in piece
    assert "€20.00" in piece


def test_the_summary_names_the_line_and_leads_to_the_box(client: Client, kim: Relation, owner: User) -> None:
    data = fields(owner, ("Brush", "1", "5"), ("Paint", "abc", "12"))

    page = client.post(f"/quotes/new?relation={kim.id}", data=data).text

    assert re.search(r'Look at:\s*<a href="#lines-1-quantity">Line 2: quantity</a>', page)
    assert 'id="lines-1-quantity"' in page


def test_the_summary_is_in_the_language_of_the_page(client: Client, kim: Relation, owner: User) -> None:
    owner.language = "nl"
    data = fields(owner, ("Brush", "1", "5"), ("Paint", "abc", "12"))

    page = client.post(f"/quotes/new?relation={kim.id}", data=data).text

    assert ">Regel 2: aantal</a>" in page


def test_what_is_wrong_stands_under_the_row_not_in_a_narrow_box(
    client: Client, kim: Relation, owner: User
) -> None:
    page = client.post(f"/quotes/new?relation={kim.id}", data=fields(owner, ("Paint", "abc", "12"))).text

    [under] = re.findall(
        r'<tr class="roll__wrong"\s*>\s*<td></td>\s*<td colspan="7"[^>]*>(.*?)</td>', page, re.DOTALL
    )
    assert "Type a number" in under
    assert page.count("Type a number") == 1


@pytest.mark.parametrize(
    ("discount", "sentence"),
    [
        ("120 percent", "A discount is at most 100%."),
        ("20,01 euro", "This is more than all lines together."),
        ("lots euro", "Type"),
    ],
)
def test_a_discount_that_cannot_be_is_refused_and_left_out(
    client: Client, session: Session, owner: User, discount: str, sentence: str
) -> None:
    kim = make_relation(session)
    discount, unit = discount.split()
    data = fields(owner, ("Paint", "2", "10"), discount=discount, discount_in=unit)

    page = client.post(f"/quotes/new?relation={kim.id}", data=data)

    assert page.status_code == 200
    assert sentence in page.text
    assert value_of(page.text, "discount") == discount
    assert session.scalar(select(func.count(Quote.id))) == 0
    piece = live(client, kim, data)
    assert sentence in piece
    assert "€20.00" in piece


@pytest.mark.parametrize(("discount", "unit"), [("20", "euro"), ("100", "percent")])
def test_all_of_it_may_go_off(
    client: Client, session: Session, owner: User, discount: str, unit: str
) -> None:
    kim = make_relation(session)
    data = fields(owner, ("Paint", "2", "10"), discount=discount, discount_in=unit)

    assert client.post(f"/quotes/new?relation={kim.id}", data=data).status_code == 302
    assert session.scalar(select(func.count(Quote.id))) == 1


def test_an_option_does_not_make_room_for_a_discount(client: Client, kim: Relation, owner: User) -> None:
    data = fields(owner, ("Paint", "2", "10"), ("Door", "1", "500"), discount="30") | {
        "lines-1-kind": "option"
    }

    page = client.post(f"/quotes/new?relation={kim.id}", data=data).text

    assert "This is more than all lines together." in page


def test_sending_an_empty_new_quote_keeps_nothing(
    client: Client, session: Session, kim: Relation, owner: User
) -> None:
    data = fields(owner, subject="A hall") | {"do": "send"}

    page = client.post(f"/quotes/new?relation={kim.id}", data=data)

    assert page.status_code == 200
    assert "There is nothing on this quote yet. Add a line first." in page.text
    assert value_of(page.text, "subject") == "A hall"
    assert session.scalar(select(func.count(Quote.id))) == 0


def test_a_heading_without_lines_shows_no_amount(client: Client, kim: Relation, owner: User) -> None:
    data = fields(owner, ("Room", "", "")) | {"lines-0-kind": "heading"}

    assert ">0.00<" not in live(client, kim, data)

    page = client.post(f"/quotes/new?relation={kim.id}", data=data)
    assert ">0.00<" not in client.get(page.location.removesuffix("/edit")).text


def live(client: Client, relation: Relation, data: dict[str, str]) -> str:
    """What the page gets back while somebody types."""
    return client.post(f"/quotes/new?relation={relation.id}", data=data | {"do": "count"}, headers=ROLL).text


def fields(owner: User, *rows: tuple[str, ...], **others: str) -> dict[str, str]:
    """The editor as it is posted, with rows of words, quantity, price and discount."""
    typed_rows: dict[str, str] = {}
    for place, row in enumerate(rows):
        names = ("description", "quantity", "price", "discount_percent")
        named = dict(zip(names, row, strict=False)) | {"kind": "item", "vat_code": "high"}
        typed_rows |= {f"lines-{place}-{name}": value for name, value in named.items()}
    head = {"responsible_id": str(owner.id), "asked_on": typed(clock.today()), "prices_include_vat": "True"}
    return head | {"price_kind": "fixed", "discount_in": "euro", "row_version": "0"} | typed_rows | others
