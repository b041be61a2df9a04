"""The quote on paper: what the customer reads, in the customer's language."""

import datetime as dt
from decimal import Decimal

import pytest
from flask import Flask, render_template

from app.contacts.models import Salutation
from app.core import clock
from app.core.database import Session
from app.core.words import use_language
from app.files.actions import keep_file
from app.quotes.letter import letter_of, window_of
from app.quotes.models import LineKind, PriceKind, Quote, QuoteLine, QuoteStatus, QuoteVersion
from app.relations.models import Nature
from app.shop.models import Shop, VatCode
from tests.conftest import Client
from tests.factories import make_address, make_branch, make_person, make_quote, make_rates, make_relation
from tests.printing.reading import outside, pages


@pytest.fixture
def quote(session: Session) -> Quote:
    """The quote of the drawing, sent to an English speaking household (domain.md 3.2)."""
    make_rates(session)
    make_branch(session, phone="071 113 80 00", email="quotes@example.nl")
    shop = session.get_one(Shop, 1)
    shop.chamber_number, shop.vat_id, shop.iban = "00000000", "NL000000000B00", "NL91 ABNA 0417 1643 00"
    relation = make_relation(session, "The De Vries family", language="en")
    make_address(
        session,
        relation,
        street="Morspad",
        house_number="12",
        suffix="II",
        postcode="2311 EZ",
        place="Leiden",
    )
    quote = make_quote(session, relation, status=QuoteStatus.SENT, asked_on=dt.date(2026, 11, 17))
    version = version_of(session, quote)
    version.asked, version.proposed, version.payment = "A lighter room.", "We paint it white.", "30% first."
    for line in session.query(QuoteLine).filter_by(version_id=version.id):
        session.delete(line)
    session.flush()
    for position, (what, quantity, price, code, percent) in enumerate(
        [
            ("Painting the living room", "1", "1250.00", VatCode.LOW, 9),
            ("Wallpaper Duinriet", "8", "42.95", VatCode.HIGH, 21),
            ("Papering", "12", "54.50", VatCode.LOW, 9),
        ]
    ):
        add_line(
            session,
            version,
            position=position,
            description=what,
            quantity=Decimal(quantity),
            price=Decimal(price),
            vat_code=code,
            vat_percent=Decimal(percent),
        )
    return quote


def version_of(session: Session, quote: Quote) -> QuoteVersion:
    return session.query(QuoteVersion).filter_by(quote_id=quote.id).one()


def add_line(session: Session, version: QuoteVersion, **fields: object) -> None:
    session.add(QuoteLine(**{"version_id": version.id, "kind": LineKind.ITEM} | fields))
    session.flush()


def paper(client: Client, quote: Quote) -> str:
    return " ".join(pages(client.get(f"/print/quotes/{quote.id}.pdf")))


def test_the_paper_holds_all_that_a_quote_must_say(client: Client, quote: Quote) -> None:
    text = paper(client, quote)

    for words in (
        "Kwast & Kleed",
        "2311 EZ\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}LEIDEN".replace("\N{NO-BREAK SPACE}", " ").replace(
            "  ", " "
        ),
        f"Quote {quote.number}",
        "17 November 2026",
        "Painting the hall",
        "What you asked us. A lighter room.",
        "What we propose. We paint it white.",
        "Painting the living room 1 1,250.00 9% 1,250.00",
        "Wallpaper Duinriet 8 42.95 21% 343.60",
        "Total, with btw € 2,247.60".replace("€ ", "€"),
        "of which btw 9% over 1,746.79 157.21",
        "of which btw 21% over 283.97 59.63",
        "30% first.",
        "KVK 00000000 · btw NL000000000B00 · IBAN NL91 ABNA 0417 1643 00",
        "Answer “agreed” to quotes@example.nl.",
    ):
        assert words in text, words


def test_it_speaks_the_language_of_the_customer_not_of_who_prints(
    client: Client, session: Session, quote: Quote
) -> None:
    session.refresh(quote, ["relation"])
    quote.relation.language = "nl"

    text = paper(client, quote)

    assert f"Offerte {quote.number}" in text
    assert "Totaal, met btw" in text
    assert "2.247,60" in text
    assert "1 van 1" in text


def test_prices_without_btw_get_it_on_top(client: Client, session: Session, quote: Quote) -> None:
    quote.prices_include_vat = False

    text = paper(client, quote)

    assert "Together, without btw 2,247.60" in text
    assert "btw 9% over 1,904.00 171.36" in text


def test_a_shop_without_btw_says_so_and_names_no_rate(client: Client, session: Session, quote: Quote) -> None:
    version_of(session, quote).charges_vat = False

    text = paper(client, quote)

    assert "Exempt from btw (small business scheme)." in text
    assert "of which" not in text


def test_reverse_charge_names_the_number_of_the_customer(
    client: Client, session: Session, quote: Quote
) -> None:
    session.refresh(quote, ["relation"])
    quote.relation.vat_id = "NL123456789B01"
    for line in session.query(QuoteLine):
        line.vat_code, line.vat_percent = VatCode.REVERSE, Decimal(0)

    assert "btw reverse charge, your btw number NL123456789B01" in paper(client, quote)


def test_discounts_headings_and_a_guide_price_are_told(
    client: Client, session: Session, quote: Quote
) -> None:
    version = version_of(session, quote)
    version.discount_percent = Decimal(5)
    quote.price_kind = PriceKind.GUIDE
    add_line(session, version, position=-1, kind=LineKind.HEADING, description="The whole room")
    add_line(session, version, position=9, kind=LineKind.TEXT, description="We bring our own ladder.")
    add_line(
        session,
        version,
        position=8,
        description="Glue",
        quantity=Decimal(2),
        unit="pot",
        price=Decimal(10),
        discount_percent=Decimal(10),
        vat_code=VatCode.HIGH,
        vat_percent=Decimal(21),
    )

    text = paper(client, quote)

    assert "The whole room 2,265.60" in text
    assert "We bring our own ladder." in text
    assert "Glue 10% off, was €20.00 2 pot 10.00 21% 18.00" in text
    assert "Discount 5% -113.28" in text
    assert "This is a guide price." in text


def test_a_draft_says_that_it_was_not_sent(client: Client, session: Session) -> None:
    make_rates(session)
    quote = make_quote(session, make_relation(session, language="en"))

    assert "Quote, not sent yet" in paper(client, quote)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"salutation": Salutation.MS}, "Dear Ms Van der Berg,"),
        ({}, "Dear Anna van der Berg,"),
    ],
)
def test_the_letter_greets_the_person_it_is_for(
    client: Client, session: Session, quote: Quote, fields: dict[str, object], expected: str
) -> None:
    session.refresh(quote, ["relation"])
    quote.person_id = make_person(session, quote.relation, **fields).id

    assert expected in paper(client, quote)


def test_a_household_is_greeted_as_a_family(client: Client, quote: Quote) -> None:
    assert "Dear De Vries family," in paper(client, quote)


def test_the_window_shows_the_address_as_the_post_wants_it(session: Session) -> None:
    bakery = make_relation(session, "Bakkerij ’t Hart", nature=Nature.ORGANISATION)
    make_address(session, bakery)
    make_address(
        session, bakery, kind="post", street="Postbus 123", house_number="", suffix="", postcode="2220 AC"
    )
    person = make_person(session, bakery, salutation=Salutation.MR)
    quote = make_quote(session, bakery, person_id=person.id)

    with use_language("nl"):
        lines = window_of(session, quote).splitlines()

    assert lines == [
        "Bakkerij ’t Hart",
        "T.a.v. De heer A. van der Berg".replace("A. ", "Anna "),
        "Postbus 123",
        "2220 AC\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}KATWIJK",
    ]


def test_an_address_abroad_names_its_country(session: Session) -> None:
    relation = make_relation(session)
    make_address(session, relation, postcode="8000", place="Brugge", country="BE")

    with use_language("nl"):
        assert window_of(session, make_quote(session, relation)).endswith("BRUGGE\nBELGIË")


def test_what_was_sent_keeps_the_address_it_was_sent_to(
    client: Client, session: Session, quote: Quote
) -> None:
    version_of(session, quote).address = "Where they lived then"

    assert "Where they lived then" in paper(client, quote)


def test_a_long_quote_keeps_the_signature_with_its_greeting(
    client: Client, session: Session, quote: Quote
) -> None:
    version = version_of(session, quote)
    for position in range(60):
        add_line(
            session, version, position=position + 10, kind=LineKind.TEXT, description=f"Remark {position}"
        )

    texts = pages(client.get(f"/print/quotes/{quote.id}.pdf"))

    assert len(texts) > 1
    assert "Kind regards," in texts[-1]
    assert "Signature" in texts[-1]
    assert "Description" in texts[1]


@pytest.mark.parametrize("words", ["W" * 500, "😀 مرحبا بالعالم " * 20, "a " * 250])
def test_long_words_stay_on_the_sheet(app: Flask, session: Session, quote: Quote, words: str) -> None:
    version = version_of(session, quote)
    session.refresh(quote, ["relation"])
    quote.relation.name, version.asked, version.excluded = words, words, words
    make_branch(session, street=words, place=words)
    session.get_one(Shop, 1).name = words
    add_line(
        session,
        version,
        position=9,
        description=words,
        quantity=Decimal("99999.999"),
        unit="m²",
        price=Decimal("9999999.99"),
        vat_code=VatCode.HIGH,
        vat_percent=Decimal(21),
    )

    with app.test_request_context():
        html = render_template("quotes/show.pdf.html", letter=letter_of(session, quote), today=clock.today())

    assert outside(html) == []


def test_a_sent_quote_is_byte_for_byte_what_was_sent(client: Client, session: Session, quote: Quote) -> None:
    frozen = keep_file(session, "quote.pdf", "application/pdf", b"%PDF-as it was")
    version_of(session, quote).pdf_id = frozen.id

    answer = client.get(f"/print/quotes/{quote.id}.pdf", follow_redirects=True)

    assert answer.data == b"%PDF-as it was"
    assert answer.content_type == "application/pdf"


def test_an_unknown_quote_is_not_there(client: Client) -> None:
    assert client.get("/print/quotes/999.pdf").status_code == 404
