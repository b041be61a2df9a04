"""The editor: lines that are typed, moved and added up before anything is saved."""

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal

import pytest
from sqlalchemy import func, select
from werkzeug.datastructures import MultiDict

from app.core import clock
from app.core.database import Session
from app.core.formats import show_date_digits
from app.quotes import actions, queries
from app.quotes.defaults import offer_of
from app.quotes.given import Sending
from app.quotes.models import LineKind, Quote, QuoteLine, QuoteStatus, SentHow
from app.quotes.roll import rearranged
from app.quotes.standing import ShownStatus
from app.relations.models import Nature, Relation
from app.shop.models import Shop, VatCode, VatScheme
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_person, make_quote, make_rates, make_relation
from tests.quotes.look import typed, value_of

TODAY = clock.today()
ROLL = {"X-Piece": "roll"}


@pytest.fixture(autouse=True)
def _rates(session: Session) -> None:
    """The rates of every day."""
    make_rates(session)


@pytest.fixture
def kim(session: Session) -> Relation:
    """A private card."""
    return make_relation(session)


@pytest.mark.parametrize(
    ("theirs", "english", "payment"),
    [("en", "Half now.", "Half now."), ("nl", "Half now.", "De helft nu."), ("en", "", "De helft nu.")],
    ids=["English", "Dutch", "nothing in English"],
)
def test_a_new_quote_ends_in_the_language_of_the_customer(
    client: Client, session: Session, theirs: str, english: str, payment: str
) -> None:
    relation = make_relation(session, language=theirs)
    ours = session.get_one(Shop, 1)
    ours.quote_payment_nl, ours.quote_payment_en = "De helft nu.", english
    ours.quote_closing_nl, ours.quote_closing_en = "De helft nu.", english
    session.commit()

    page = client.get(f"/quotes/new?relation={relation.id}").text

    for box in ("payment", "closing"):
        assert re.findall(rf'<textarea[^>]*name="{box}"[^>]*>\s*([^<]*)</textarea>', page) == [payment]


def test_a_quote_is_written_with_the_words_and_prices_as_typed(
    client: Client, session: Session, kim: Relation, owner: User
) -> None:
    anna = make_person(session, kim)
    page = client.get(f"/quotes/new?relation={kim.id}")
    assert page.status_code == 200
    assert value_of(page.text, "asked_on") == show_date_digits(TODAY)

    data = fields(
        owner,
        line("Woonkamer schilderen", "1", "1.250,00", "low"),
        line("Behang Duinriet", "8", "42,95", "high", unit="rol"),
        line("Behangen, per baan", "12", "54,50", "low"),
        subject="woonkamer",
        person_id=str(anna.id),
        asked="Lighter, and against a cat.",
    )
    answer = client.post(f"/quotes/new?relation={kim.id}", data=data)

    quote = session.scalars(select(Quote)).one()
    assert (answer.status_code, answer.location) == (302, f"/quotes/{quote.id}/edit")
    assert (quote.status, quote.number, quote.person_id) == (QuoteStatus.DRAFT, None, anna.id)
    version = queries.version_of(session, quote)
    assert (version.total, version.total_vat) == (Decimal("2247.60"), Decimal("216.84"))
    assert [
        (row.description, row.quantity, row.unit, row.price, row.vat_percent) for row in lines(session, quote)
    ] == [
        ("Woonkamer schilderen", Decimal(1), None, Decimal("1250.00"), Decimal(9)),
        ("Behang Duinriet", Decimal(8), "rol", Decimal("42.95"), Decimal(21)),
        ("Behangen, per baan", Decimal(12), None, Decimal("54.50"), Decimal(9)),
    ]
    again = client.get(f"/quotes/{quote.id}/edit").text
    assert "Lighter, and against a cat." in again
    assert "€2,247.60" in again


def test_a_blank_line_is_no_line(client: Client, session: Session, kim: Relation, owner: User) -> None:
    client.post(
        f"/quotes/new?relation={kim.id}",
        data=fields(owner, line("Paint", "", "5", "high"), line("", "", "", "high")),
    )

    quote = session.scalars(select(Quote)).one()
    assert [(row.description, row.quantity) for row in lines(session, quote)] == [("Paint", Decimal(1))]


def test_private_cards_get_prices_with_btw_and_companies_without(client: Client, session: Session) -> None:
    company = make_relation(session, "Bakkerij", nature=Nature.ORGANISATION)
    private = make_relation(session, "Kim")

    for relation, chosen in ((private, "True"), (company, "False")):
        page = client.get(f"/quotes/new?relation={relation.id}").text
        assert f'<option selected value="{chosen}">with' in page


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (("Paint", "1", "twelve", "high"), "Type an amount"),
        (("Paint", "lots", "12", "high"), "Type a number"),
        (("Paint", "0", "12", "high"), "or more."),
        (("Paint", "1", "12", "luxury"), "Choose one from the list."),
        (("", "1", "12", "high"), "Say what this is"),
        (("Paint", "1", "99999999999", "high"), "Type one below"),
    ],
)
def test_a_line_that_is_wrong_says_so_and_stays(
    client: Client,
    session: Session,
    owner: User,
    row: tuple[str, str, str, str],
    sentence: str,
) -> None:
    kim = make_relation(session)
    data = fields(owner, line(*row), subject="A hall <b>")

    page = client.post(f"/quotes/new?relation={kim.id}", data=data)

    assert page.status_code == 200
    assert sentence in page.text
    assert value_of(page.text, "lines-0-price") == row[2]
    assert value_of(page.text, "lines-0-quantity") == row[1]
    assert "A hall &lt;b&gt;" in page.text
    assert session.scalar(select(func.count(Quote.id))) == 0


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"asked_on": "{tomorrow}"}, "This day is still to come."),
        ({"asked_on": "{today}", "valid_until": "1-1-2020"}, "This is before the day"),
        ({"discount": "110", "discount_in": "percent"}, "A discount is at most 100%."),
        ({"person_id": "999"}, "Choose one from the list."),
        ({"responsible_id": "999"}, "Choose one from the list."),
        ({"subject": "x" * 201}, "This is too long"),
    ],
)
def test_the_head_of_the_editor_is_checked_too(
    client: Client, session: Session, owner: User, given: dict[str, str], sentence: str
) -> None:
    kim = make_relation(session)
    days = {"today": typed(TODAY), "tomorrow": typed(TODAY + dt.timedelta(days=1))}
    data = fields(owner, line("Paint", "1", "5", "high"))

    page = client.post(
        f"/quotes/new?relation={kim.id}",
        data=data | {name: value.format(**days) for name, value in given.items()},
    )

    assert page.status_code == 200
    assert sentence in page.text
    assert session.scalar(select(func.count(Quote.id))) == 0


def test_who_stands_alone_on_a_card_is_offered_once(
    client: Client, session: Session, kim: Relation, owner: User
) -> None:
    person = make_person(session, kim, first_name="Kim", infix=None, last_name="Verbeek")

    boxes = re.findall(
        r'<option[^>]*value="([^"]*)">Kim Verbeek<', client.get(f"/quotes/new?relation={kim.id}").text
    )

    assert boxes == [str(person.id)]


def test_a_firm_may_be_written_to_without_a_name(client: Client, session: Session, kim: Relation) -> None:
    make_person(session, kim, first_name="Ben", infix=None, last_name="Plas")

    page = client.get(f"/quotes/new?relation={kim.id}").text

    assert re.search(r'<option[^>]*value="">Kim Verbeek<', page)


def test_adding_up_saves_nothing_and_answers_with_the_roll(
    client: Client, session: Session, kim: Relation, owner: User
) -> None:
    data = fields(
        owner, line("Paint", "3", "19,99", "high", discount="12,5"), discount="10", discount_in="percent"
    )

    piece = client.post(f"/quotes/new?relation={kim.id}", data=data | {"do": "count"}, headers=ROLL)

    assert piece.status_code == 200
    assert "<html" not in piece.text
    assert "52.47" in piece.text
    assert "€47.22" in piece.text
    assert session.scalar(select(func.count(Quote.id))) == 0


@pytest.mark.parametrize("typed_discount", ["2,50", "2.5", "€ 2,50", "2,50 euro"])
def test_a_discount_is_typed_like_any_amount(
    client: Client, kim: Relation, owner: User, typed_discount: str
) -> None:
    data = fields(owner, line("Paint", "1", "12,-", "high"), discount=typed_discount)

    piece = client.post(f"/quotes/new?relation={kim.id}", data=data | {"do": "count"}, headers=ROLL)

    assert "€9.50" in piece.text


def test_a_round_discount_may_end_in_a_dash(client: Client, kim: Relation, owner: User) -> None:
    data = fields(owner, line("Paint", "1", "15", "high"), discount="12,-")

    piece = client.post(f"/quotes/new?relation={kim.id}", data=data | {"do": "count"}, headers=ROLL)

    assert "€3" in piece.text


def test_prices_without_btw_get_it_on_top(client: Client, kim: Relation, owner: User) -> None:
    data = fields(
        owner, line("A", "1", "37,50", "high"), line("B", "1", "12,50", "high"), prices_include_vat="False"
    )

    piece = client.post(f"/quotes/new?relation={kim.id}", data=data | {"do": "count"}, headers=ROLL)

    assert "Without btw" in piece.text
    assert ">10.50<" in piece.text
    assert "€60.50" in piece.text


def test_a_shop_without_btw_sees_none(client: Client, session: Session, kim: Relation, owner: User) -> None:
    session.get_one(Shop, 1).vat_scheme = VatScheme.KOR
    data = fields(owner, {"kind": "item", "description": "Paint", "quantity": "1", "price": "100"})

    page = client.post(f"/quotes/new?relation={kim.id}", data=data)

    quote = session.scalars(select(Quote)).one()
    version = queries.version_of(session, quote)
    assert (version.total_ex, version.total_vat, version.total) == (Decimal(100), Decimal(0), Decimal(100))
    assert not version.charges_vat
    shown = client.get(page.location).text
    assert "Exempt from btw" in shown
    assert "lines-0-vat_code" not in shown


def test_a_draft_from_before_the_exemption_can_still_be_saved(
    client: Client, session: Session, kim: Relation, owner: User
) -> None:
    client.post(f"/quotes/new?relation={kim.id}", data=fields(owner, line("Paint", "1", "121", "high")))
    quote = session.scalars(select(Quote)).one()
    session.get_one(Shop, 1).vat_scheme = VatScheme.KOR

    data = fields(owner, {"kind": "item", "description": "Paint", "quantity": "1", "price": "121"})
    answer = client.post(f"/quotes/{quote.id}/edit", data=data | {"row_version": str(quote.row_version)})

    assert answer.status_code == 302
    session.expire_all()
    assert [row.vat_code for row in lines(session, quote)] == [None]


ROWS = [("kind", "item"), ("description", "{}"), ("price", "1")]


def typed_rows(*names: str, **others: str) -> MultiDict[str, str]:
    pairs = [
        (f"lines-{place}-{key}", value.format(name))
        for place, name in enumerate(names)
        for key, value in ROWS
    ]
    return MultiDict([("subject", "Hall"), *pairs, *others.items()])


def order(form: MultiDict[str, str]) -> list[str]:
    """The descriptions in the order of their lines."""
    count = len({name.split("-")[1] for name in form if name.startswith("lines-")})
    return [form.get(f"lines-{place}-description", "") for place in range(count)]


@pytest.mark.parametrize(
    ("do", "expected"),
    [
        ("up-2", ["a", "c", "b"]),
        ("up-0", ["a", "b", "c"]),
        ("down-0", ["b", "a", "c"]),
        ("down-2", ["a", "b", "c"]),
        ("remove-1", ["a", "c"]),
        ("count", ["a", "b", "c"]),
        ("add-heading", ["a", "b", "c", ""]),
        ("up-7", ["a", "b", "c"]),
        ("up--1", ["a", "b", "c"]),
        ("up-²", ["a", "b", "c"]),
        ("up-" + "9" * 5_000, ["a", "b", "c"]),
        ("remove-", ["a", "b", "c"]),
        ("add-nonsense", ["a", "b", "c"]),
        ("nonsense", ["a", "b", "c"]),
    ],
)
def test_the_buttons_beside_the_roll(do: str, expected: list[str]) -> None:
    moved = rearranged(typed_rows("a", "b", "c"), do)

    assert order(moved) == expected
    assert moved["subject"] == "Hall"


def test_blank_lines_fall_away_but_a_heading_waits_for_its_words() -> None:
    moved = rearranged(rearranged(typed_rows("a", "", "b"), "count"), "add-heading")

    assert order(moved) == ["a", "", "b", ""]
    moved.setlist("lines-1-price", [""])
    assert order(rearranged(moved, "count")) == ["a", "b", ""]
    assert rearranged(moved, "count")["lines-2-kind"] == LineKind.HEADING


def test_moving_keeps_what_cannot_be_read(client: Client, kim: Relation, owner: User) -> None:
    data = fields(owner, line("First", "1", "abc", "high"), line("Second", "x", "5", "low"))

    page = client.post(f"/quotes/new?relation={kim.id}", data=data | {"do": "down-0"}).text

    assert value_of(page, "lines-1-price") == "abc"
    assert value_of(page, "lines-0-quantity") == "x"
    assert page.index("Second") < page.index("First")


def test_a_heading_shows_what_is_under_it(client: Client, kim: Relation, owner: User) -> None:
    heading = {"kind": "heading", "description": "The hall"}
    text = {"kind": "text", "description": "In the colour of your choice"}
    data = fields(owner, heading, line("Paint", "2", "10", "high"), text)

    page = client.post(f"/quotes/new?relation={kim.id}", data=data | {"do": "count"}, headers=ROLL).text

    assert page.count(">20.00<") == 2


def test_saving_over_somebody_else_shows_both_texts(
    client: Client, client_as: Callable[[User], Client], bram: User, session: Session, owner: User
) -> None:
    quote = make_quote(session)
    mine = client.get(f"/quotes/{quote.id}/edit").text
    other = client_as(bram)
    theirs = fields(owner, line("Theirs, on the wall", "1", "10", "high"))
    theirs["row_version"] = value_of(other.get(f"/quotes/{quote.id}/edit").text, "row_version")
    assert other.post(f"/quotes/{quote.id}/edit", data=theirs).status_code == 302

    data = fields(owner, line("Mine, on the floor", "1", "20", "high"))
    data["row_version"] = value_of(mine, "row_version")
    page = client.post(f"/quotes/{quote.id}/edit", data=data)

    assert page.status_code == 409
    assert "Somebody else saved this quote" in page.text
    assert "Theirs, on the wall" in page.text
    assert "Mine, on the floor" in page.text
    session.expire_all()
    assert [row.description for row in lines(session, quote)] == ["Theirs, on the wall"]

    data["row_version"] = value_of(page.text, "row_version")
    assert client.post(f"/quotes/{quote.id}/edit", data=data).status_code == 302
    session.expire_all()
    assert [row.description for row in lines(session, quote)] == ["Mine, on the floor"]


def test_a_quote_that_was_sent_meanwhile_keeps_what_was_typed_on_the_page(
    client: Client, session: Session, bram: User, owner: User
) -> None:
    quote = make_quote(session)
    data = fields(owner, line("Mine, too late", "1", "20", "high"))
    data["row_version"] = value_of(client.get(f"/quotes/{quote.id}/edit").text, "row_version")
    actions.send(session, quote, Sending(SentHow.MAIL, "Kim", TODAY, TODAY), make_pdf=None, by=bram)

    page = client.post(f"/quotes/{quote.id}/edit", data=data)

    assert page.status_code == 409
    assert "This quote was sent while you were typing." in page.text
    assert "Mine, too late" in page.text
    assert [row.description for row in lines(session, quote)] == ["Paint"]
    assert client.get(f"/quotes/{quote.id}/edit").location == f"/quotes/{quote.id}"


def test_a_draft_can_be_thrown_away(client: Client, session: Session) -> None:
    quote = make_quote(session)
    card = f"/relations/{quote.relation_id}"

    assert client.post(f"/quotes/{quote.id}/discard").location == card
    assert session.scalar(select(func.count(Quote.id))) == 0
    assert session.scalar(select(func.count(QuoteLine.id))) == 0


def test_a_sent_quote_cannot_be_thrown_away(client: Client, session: Session) -> None:
    quote = make_quote(session, status=QuoteStatus.SENT)

    assert client.post(f"/quotes/{quote.id}/discard").status_code == 409
    assert session.scalar(select(func.count(Quote.id))) == 1


def test_a_new_version_keeps_the_number_and_leaves_the_old_one_alone(
    client: Client, session: Session, bram: User, owner: User
) -> None:
    quote = make_quote(session)
    actions.send(session, quote, Sending(SentHow.MAIL, "Kim", TODAY, TODAY), make_pdf=None, by=bram)
    number = quote.number

    answer = client.post(f"/quotes/{quote.id}/new-version")
    assert answer.location == f"/quotes/{quote.id}/edit"
    data = fields(owner, line("Better paint", "1", "242", "high"))
    data["row_version"] = value_of(client.get(f"/quotes/{quote.id}/edit").text, "row_version")
    client.post(f"/quotes/{quote.id}/edit", data=data)
    session.expire_all()

    assert (quote.number, quote.version_no, quote.status) == (number, 2, QuoteStatus.DRAFT)
    old = queries.sheet_of(session, quote, 1)
    assert [row.description for row in old.lines] == ["Paint"]
    assert (old.version.no, old.sums.total) == (1, Decimal("121.00"))

    actions.send(session, quote, Sending(SentHow.MAIL, "Kim", TODAY, TODAY), make_pdf=None, by=bram)
    assert quote.number == number
    assert "replaced" in client.get(f"/quotes/{quote.id}").text


def test_the_meaning_of_prices_is_fixed_once_they_were_sent(
    client: Client, session: Session, bram: User, owner: User
) -> None:
    quote = make_quote(session)
    actions.send(session, quote, Sending(SentHow.MAIL, "Kim", TODAY, TODAY), make_pdf=None, by=bram)
    actions.new_version(session, quote, by=bram)

    data = fields(owner, line("Paint", "1", "121", "high"), prices_include_vat="False")
    data["row_version"] = str(quote.row_version)
    assert client.post(f"/quotes/{quote.id}/edit", data=data).status_code == 302

    session.expire_all()
    assert quote.prices_include_vat
    assert queries.sheet_of(session, quote, 1).sums.total == Decimal("121.00")


def test_throwing_a_new_version_away_brings_the_sent_one_back(
    client: Client, session: Session, bram: User
) -> None:
    quote = make_quote(session, status=QuoteStatus.SENT)
    actions.new_version(session, quote, by=bram)

    assert client.post(f"/quotes/{quote.id}/discard").location == f"/quotes/{quote.id}"

    session.expire_all()
    sheet = queries.sheet_of(session, quote)
    assert (sheet.status, sheet.version.no) == (ShownStatus.OPEN, 1)


def test_a_copy_begins_anew_with_the_same_lines(client: Client, session: Session, owner: User) -> None:
    quote = make_quote(session, status=QuoteStatus.SENT)

    answer = client.post(f"/quotes/{quote.id}/copy")

    copied = session.scalars(select(Quote).where(Quote.copied_from_id == quote.id)).one()
    assert answer.location == f"/quotes/{copied.id}/edit"
    assert (copied.status, copied.number, copied.responsible_id) == (QuoteStatus.DRAFT, None, owner.id)
    assert copied.asked_on == TODAY
    assert offer_of(session, copied).lines == offer_of(session, quote).lines


@pytest.mark.parametrize("path", ["edit", "discard", "copy", "new-version"])
def test_who_may_only_look_changes_nothing(
    client_as: Callable[[User], Client], viewer: User, session: Session, path: str
) -> None:
    quote = make_quote(session)
    before = quote.row_version

    assert client_as(viewer).post(f"/quotes/{quote.id}/{path}", data={"subject": "x"}).status_code == 403

    session.expire_all()
    assert session.scalar(select(func.count(Quote.id))) == 1
    assert quote.row_version == before


@pytest.mark.parametrize(
    "address", ["/quotes/new", "/quotes/new?relation=999", "/quotes/999/edit", "/quotes/0"]
)
def test_what_is_not_there_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def line(
    description: str, quantity: str, price: str, rate: str, *, unit: str = "", discount: str = ""
) -> dict[str, str]:
    return {
        "kind": "item",
        "description": description,
        "quantity": quantity,
        "unit": unit,
        "price": price,
        "discount_percent": discount,
        "vat_code": rate,
    }


def fields(owner: User, *rows: dict[str, str], **others: str) -> dict[str, str]:
    """What the editor posts."""
    usual = {
        "responsible_id": str(owner.id),
        "prices_include_vat": "True",
        "price_kind": "fixed",
        "discount_in": "euro",
        "do": "save",
    }
    typed_lines = {
        f"lines-{place}-{name}": value for place, row in enumerate(rows) for name, value in row.items()
    }
    return usual | typed_lines | others


def lines(session: Session, quote: Quote) -> list[QuoteLine]:
    return list(queries.lines_of(session, queries.version_of(session, quote)))


def test_every_rate_can_be_chosen(client: Client, kim: Relation) -> None:
    page = client.get(f"/quotes/new?relation={kim.id}").text

    for code in VatCode:
        assert f'value="{code.value}"' in page


def test_a_new_quote_begins_in_the_box_for_what_it_is_about(
    client: Client, session: Session, kim: Relation
) -> None:
    draft = make_quote(session, kim)

    new = client.get(f"/quotes/new?relation={kim.id}").text
    changed = client.get(f"/quotes/{draft.id}/edit").text

    assert re.findall(r'<input[^>]*\bautofocus\b[^>]*name="(\w+)"', new) == ["subject"]
    assert 'name="subject"' in changed
    assert "autofocus" not in changed
