"""Options, choices and allowances on the roll: one alternative of a choice counts, an option never does."""

from decimal import Decimal

import pytest
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from app.core import clock
from app.core.database import Session
from app.quotes import queries
from app.quotes.models import ChosenLine, Decision, LineKind, Quote, QuoteLine, QuoteOutcome, QuoteStatus
from app.quotes.roll import rearranged
from app.relations.models import Relation
from app.shop.models import VatCode
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_product_group, make_quote, make_rates, make_relation
from tests.forms import boxes_of
from tests.quotes.test_editor import ROLL, fields, line, lines


@pytest.fixture(autouse=True)
def _rates(session: Session) -> None:
    """The rates of every day."""
    make_rates(session)


@pytest.fixture
def kim(session: Session) -> Relation:
    """A private card."""
    return make_relation(session)


def sort(kind: str, description: str, price: str) -> dict[str, str]:
    return line(description, "1", price, "high") | {"kind": kind}


def saved(client: Client, session: Session, kim: Relation, data: dict[str, str]) -> list[QuoteLine]:
    """The lines of the quote that was saved with this."""
    assert client.post(f"/quotes/new?relation={kim.id}", data=data).status_code == 302
    session.expire_all()
    return lines(session, session.scalars(select(Quote)).one())


def total(client: Client, kim: Relation, data: dict[str, str]) -> str:
    piece = client.post(f"/quotes/new?relation={kim.id}", data=data | {"do": "count"}, headers=ROLL).text
    return piece.split('<dd class="total">')[1].split("<")[0]


def test_an_option_has_a_price_and_is_not_in_the_total(
    client: Client, session: Session, kim: Relation, owner: User
) -> None:
    data = fields(owner, sort("item", "Hall", "100"), sort("option", "Skirting", "50"))

    assert total(client, kim, data) == "€100.00"

    option = saved(client, session, kim, data)[1]
    assert (option.kind, option.price, option.vat_code) == (LineKind.OPTION, Decimal(50), VatCode.HIGH)
    page = client.get("/quotes/1").text
    assert "not in the total: the customer may tick it" in page


def test_an_allowance_is_in_the_total_and_says_what_it_is(
    client: Client, session: Session, kim: Relation, owner: User
) -> None:
    data = fields(owner, sort("item", "Hall", "100"), sort("allowance", "Lamps", "50"))

    assert total(client, kim, data) == "€150.00"
    assert saved(client, session, kim, data)[1].kind is LineKind.ALLOWANCE
    assert "Allowance" in client.get("/quotes/1").text


@pytest.mark.parametrize(
    ("chosen", "counting"),
    [
        ({"counts-A": "1"}, "Wool"),
        ({"counts-A": "0"}, "Linen"),
        # What nobody chose, or cannot be chosen, leaves the first.
        ({}, "Linen"),
        ({"counts-A": "7"}, "Linen"),
        ({"counts-A": "²"}, "Linen"),
        ({"counts-B": "1"}, "Linen"),
    ],
)
def test_exactly_one_alternative_of_a_choice_counts(
    client: Client, session: Session, owner: User, chosen: dict[str, str], counting: str
) -> None:
    kim = make_relation(session)
    prices = {"Linen": "100", "Wool": "120"}
    rows = [sort("alternative-A", name, price) for name, price in prices.items()]
    data = fields(owner, *rows, **chosen)

    assert total(client, kim, data) == f"€{prices[counting]}.00"

    kept = saved(client, session, kim, data)
    assert {(row.kind, row.choice) for row in kept} == {(LineKind.ALTERNATIVE, "A")}
    assert [row.description for row in kept if row.is_chosen] == [counting]


def test_two_choices_are_apart(client: Client, session: Session, kim: Relation, owner: User) -> None:
    rows = [sort(f"alternative-{letter}", letter + price, price) for letter in "AB" for price in ("1", "10")]
    data = fields(owner, *rows, **{"counts-A": "1", "counts-B": "2"})

    assert total(client, kim, data) == "€11.00"


def test_a_blank_alternative_is_never_the_one_that_counts(
    client: Client, session: Session, kim: Relation, owner: User
) -> None:
    rows = sort("alternative-A", "", ""), sort("alternative-A", "Wool", "120")

    kept = saved(
        client, session, kim, fields(owner, {**rows[0], "quantity": ""}, rows[1], **{"counts-A": "0"})
    )

    assert [(row.description, row.is_chosen) for row in kept] == [("Wool", True)]


@pytest.mark.parametrize(
    "kind", ["nonsense", "alternative-<b>", "alternative-AA", "option-\0", "", "x" * 999]
)
def test_a_sort_that_nobody_knows_is_an_ordinary_line(
    client: Client, session: Session, kim: Relation, owner: User, kind: str
) -> None:
    kept = saved(client, session, kim, fields(owner, sort(kind, "Hall", "100")))

    assert kept[0].kind is LineKind.ITEM


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("option", ["option"]),
        ("allowance", ["allowance"]),
        ("alternative", ["alternative-A", "alternative-A"]),
        ("text", ["text"]),
    ],
)
def test_each_sort_has_a_button(
    client: Client, kim: Relation, owner: User, kind: str, expected: list[str]
) -> None:
    data = fields(owner, do=f"add-{kind}")

    page = client.post(f"/quotes/new?relation={kim.id}", data=data, headers=ROLL)

    boxes = boxes_of(page.text)
    assert [boxes[f"lines-{place}-kind"] for place in range(len(expected))] == expected
    assert boxes[f"lines-{len(expected)}-kind"] == "item"


def test_another_choice_gets_the_next_letter() -> None:
    typed = MultiDict([("lines-0-kind", "alternative-A"), ("lines-1-kind", "alternative-C")])

    again = rearranged(typed, "add-alternative")

    assert [again[f"lines-{place}-kind"] for place in (2, 3)] == ["alternative-B", "alternative-B"]


@pytest.mark.parametrize(
    ("do", "expected"),
    [
        ("up-1", {"counts-A": "0"}),
        ("down-1", {"counts-A": "2"}),
        ("remove-0", {"counts-A": "0"}),
        ("remove-1", {}),
        ("add-text", {"counts-A": "1"}),
    ],
)
def test_what_counts_moves_along(do: str, expected: dict[str, str]) -> None:
    rows = [{"kind": "alternative-A", "description": name} for name in ("a", "b", "c")]
    typed = MultiDict(
        [(f"lines-{place}-{key}", value) for place, row in enumerate(rows) for key, value in row.items()]
        + [("counts-A", "1")]
    )

    moved = rearranged(typed, do)

    assert {name: value for name, value in moved.items() if name.startswith("counts-")} == expected


def test_what_was_left_out_of_the_choice_counts_when_the_chosen_one_goes(
    client: Client, kim: Relation, owner: User
) -> None:
    rows = [sort("alternative-A", name, price) for name, price in (("Linen", "1"), ("Wool", "2"))]
    data = fields(owner, *rows, **{"counts-A": "1", "do": "remove-1"})

    piece = client.post(f"/quotes/new?relation={kim.id}", data=data, headers=ROLL).text

    assert '<dd class="total">€1.00' in piece


def test_a_copy_and_a_new_version_keep_the_sorts(
    client: Client, session: Session, kim: Relation, owner: User
) -> None:
    group = make_product_group(session)
    rows = [
        sort("alternative-B", "Linen", "1"),
        sort("alternative-B", "Wool", "2") | {"product_group_id": str(group.id)},
        sort("option", "Lining", "3"),
    ]
    saved(client, session, kim, fields(owner, *rows, **{"counts-B": "1"}))
    quote = session.scalars(select(Quote)).one()

    client.post(f"/quotes/{quote.id}/copy")

    copied = session.scalars(select(Quote).where(Quote.copied_from_id == quote.id)).one()
    said = [(row.kind, row.choice, row.is_chosen, row.product_group_id) for row in lines(session, copied)]
    assert said == [
        (LineKind.ALTERNATIVE, "B", False, None),
        (LineKind.ALTERNATIVE, "B", True, group.id),
        (LineKind.OPTION, None, False, None),
    ]


def test_after_a_yes_the_page_says_what_was_chosen(client: Client, session: Session, owner: User) -> None:
    quote = make_quote(session, status=QuoteStatus.SENT)
    version = queries.version_of(session, quote)
    option, other = (
        QuoteLine(
            version_id=version.id,
            position=place,
            kind=LineKind.OPTION,
            description=name,
            price=Decimal(10),
            vat_code=VatCode.HIGH,
            vat_percent=Decimal(21),
        )
        for place, name in enumerate(("Lining", "Hooks"), start=1)
    )
    session.add_all([option, other])
    outcome = QuoteOutcome(
        quote_id=quote.id,
        version_no=1,
        decision=Decision.ACCEPTED,
        decided_on=clock.today(),
        total_ex=Decimal("108.26"),
        total=Decimal("131.00"),
        noted_at=clock.now(),
    )
    session.add(outcome)
    session.flush()
    session.add(ChosenLine(outcome_id=outcome.id, line_id=option.id))

    page = client.get(f"/quotes/{quote.id}").text

    assert page.index("Lining") < page.index(">chosen<") < page.index("Hooks") < page.index("not chosen")
    assert "€131.00" in page


def test_a_group_is_kept_with_its_line_and_remembered(
    client: Client, session: Session, kim: Relation, owner: User
) -> None:
    group = make_product_group(session, vat_code=VatCode.LOW)
    row = line("Curtains", "1", "100", "low", unit="pair") | {"product_group_id": str(group.id)}

    assert saved(client, session, kim, fields(owner, row))[0].product_group_id == group.id

    page = client.get(f"/quotes/new?relation={kim.id}").text
    assert f'data-rate="low" data-group="{group.id}" data-quantity="1"' in page
    assert f'<option data-rate="low" selected value="{group.id}">' in client.get("/quotes/1/edit").text


def test_a_group_that_is_put_away_stays_on_the_line_that_has_it(
    client: Client, session: Session, kim: Relation, owner: User
) -> None:
    group = make_product_group(session)
    row = line("Curtains", "1", "100", "low") | {"product_group_id": str(group.id)}
    saved(client, session, kim, fields(owner, row))
    quote = session.scalars(select(Quote)).one()
    group.archived_on = clock.today()
    data = fields(owner, row, row_version=str(quote.row_version))

    assert client.post(f"/quotes/{quote.id}/edit", data=data).status_code == 302

    assert "Curtains</option>" not in client.get(f"/quotes/new?relation={kim.id}").text
    refused = client.post(f"/quotes/new?relation={kim.id}", data=data)
    assert "Choose one from the list." in refused.text


def test_a_shop_without_groups_sees_none(client: Client, kim: Relation, owner: User) -> None:
    page = client.post(
        f"/quotes/new?relation={kim.id}",
        data=fields(owner, line("Hall", "1", "1", "high"), do="count"),
        headers=ROLL,
    ).text

    assert 'aria-label="Product group' not in page
