"""Letters that are hard to print: long, empty, in other scripts, with any logo; and to be read aloud."""

from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from flask import Flask, render_template
from pypdf import PdfReader

from app.core import clock
from app.core.database import Session
from app.core.words import use_language
from app.files.actions import keep_file
from app.letterhead.pictures import read_logo
from app.quotes.letter import letter_of
from app.quotes.models import LineKind, PriceKind, Quote
from app.quotes.paper import make_pdf
from app.shop.models import Shop
from tests.factories import make_address, make_branch, make_rates, make_relation
from tests.letterhead.drawings import dark, in_format, light
from tests.printing.reading import outside
from tests.quotes.paper import line, make_letter, pages_of

TEXTS = ("asked", "proposed", "delivery", "payment", "excluded", "closing")
LONG = "W" * 500


@pytest.fixture(autouse=True)
def shop(session: Session) -> Shop:
    """A shop with an address and all its numbers."""
    make_rates(session)
    make_branch(session, phone="071 113 80 00", email="quotes@example.nl")
    shop = session.get_one(Shop, 1)
    shop.chamber_number, shop.vat_id, shop.iban = "00000000", "NL000000000B00", "NL91ABNA0417164300"
    return shop


def every_kind(words: str) -> list[dict[str, Any]]:
    """A line of each kind with these words in it."""
    return [
        line(words, LineKind.HEADING),
        line(words, quantity=Decimal("99999.999"), unit=words[:50], price=Decimal("9999999.99")),
        line(words, LineKind.TEXT),
        line(words, LineKind.ALLOWANCE, discount_percent=Decimal(10)),
        line(words, LineKind.OPTION),
        line(words, LineKind.ALTERNATIVE, choice="A", is_chosen=True),
        line(words, LineKind.ALTERNATIVE, choice="A", price=Decimal("9999999.99")),
    ]


def drawn(app: Flask, session: Session, quote: Quote) -> PdfReader:
    with app.app_context():
        return PdfReader(BytesIO(make_pdf(session, quote)))


def sticking_out(app: Flask, session: Session, quote: Quote) -> list[str]:
    letter = letter_of(session, quote)
    with app.test_request_context():
        return outside(render_template("quotes/show.pdf.html", letter=letter, today=clock.today()))


@pytest.mark.parametrize("words", [LONG, "a " * 250, "\n".join("ab" * 30), "😀 مرحبا בעולם " * 25])
@pytest.mark.parametrize("on_right", [False, True])
def test_any_words_in_every_box_stay_on_the_sheet(
    app: Flask, session: Session, shop: Shop, words: str, on_right: bool
) -> None:
    on_one_line = " ".join(words.split())
    shop.address_on_right, shop.statutory_name, shop.name = on_right, on_one_line, on_one_line
    for _more in range(5):
        make_branch(session, street=on_one_line, place=on_one_line, phone=on_one_line)
    relation = make_relation(session, words, language="en")
    make_address(session, relation, street=words, place=words)
    texts = dict.fromkeys(TEXTS, words)
    fields = {"subject": words, "discussed_at_home": True, "price_kind": PriceKind.GUIDE}
    quote = make_letter(session, every_kind(words), relation, texts, **fields)

    assert sticking_out(app, session, quote) == []


def test_what_looks_like_a_page_is_text(app: Flask, session: Session) -> None:
    nasty = "<script>alert(1)</script><b>x</b> & {{ 7 * 7 }}"
    relation = make_relation(session, nasty, language="en")

    text = " ".join(pages_of(app, session, make_letter(session, every_kind(nasty), relation)))

    assert text.count("<script>alert(1)</script>") > 7
    assert "{{ 7 * 7 }}" in text
    assert "49" not in text.replace("{{ 7 * 7 }}", "")


@pytest.mark.parametrize("count", [60, 200])
def test_as_many_lines_as_fit_in_a_quote(app: Flask, session: Session, count: int) -> None:
    quote = make_letter(session, [line(f"Line {number}.") for number in range(count)])

    text = " ".join(pages_of(app, session, quote))

    order = [text.index(f"Line {number}.") for number in range(count)]
    assert order == sorted(order)
    assert f"Total, with btw €{count * 100:,}.00" in text


def test_a_line_longer_than_a_page_is_printed_whole(app: Flask, session: Session) -> None:
    story = "\n".join(f"Step {number}." for number in range(150))

    text = " ".join(pages_of(app, session, make_letter(session, [line(story)])))

    assert all(f"Step {number}." in text for number in range(150))
    assert "Total, with btw €100.00" in text


@pytest.mark.parametrize(
    ("picture", "format_"),
    [
        (dark((4_000, 100)), "PNG"),
        (dark((100, 4_000)), "PNG"),
        (light(), "PNG"),
        (dark((2_000, 900)), "JPEG"),
    ],
)
def test_any_logo_fits_above_the_address_and_has_a_name(
    app: Flask, session: Session, shop: Shop, picture: Any, format_: str
) -> None:
    logo = read_logo(in_format(picture, format_)).png
    shop.logo_id = keep_file(session, "logo.png", "image/png", logo).id
    quote = make_letter(session, [line("Painting")])

    paper = drawn(app, session, quote)

    assert len(paper.pages) == 1
    [figure] = [element for element in elements(paper) if element["/S"] == "/Figure"]
    assert figure["/Alt"] == "Kwast & Kleed"
    left, bottom, right, top = (float(edge) * 25.4 / 96 for edge in figure["/A"]["/BBox"])
    assert abs(right - left) <= 60.1
    assert abs(top - bottom) <= 25.1


def test_a_letter_can_be_read_aloud(app: Flask, session: Session) -> None:
    relation = make_relation(session, language="nl")
    quote = make_letter(session, every_kind("Verf"), relation, dict.fromkeys(TEXTS, "Woorden."))

    paper = drawn(app, session, quote)

    root = paper.root_object
    assert str(root["/Lang"]) == "nl"
    assert root["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]  # type: ignore[index]
    assert paper.metadata is not None
    assert paper.metadata.title == f"Offerte {quote.number}"
    assert b'pdfuaid:part="1"' in root["/Metadata"].get_data()  # type: ignore[attr-defined]
    tags = [element["/S"] for element in elements(paper)]
    assert {"/H1", "/H2", "/P", "/Table", "/TR", "/TH", "/TD"} <= set(tags)
    for table in (element for element in elements(paper) if element["/S"] == "/Table"):
        inside = [element["/S"] for element in below(table)]
        assert "/TH" in inside


def test_it_is_read_from_top_to_bottom(app: Flask, session: Session) -> None:
    texts = {"asked": "Light.", "proposed": "White.", "delivery": "Soon.", "closing": "Bye."}
    lines = [line("Walls"), line("A door", LineKind.OPTION)]
    text = " ".join(pages_of(app, session, make_letter(session, lines, texts=texts)))

    parts = [
        "Kim Verbeek",
        "Botermarkt 1",
        "Quote 20",
        "Valid until",
        "Dear Kim",
        "Light.",
        "White.",
        "Walls",
    ]
    parts += ["Total, with btw", "You may choose too", "A door", "Soon.", "Bye.", "Kind regards,", "Agreed"]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def test_an_english_letter_holds_no_dutch(app: Flask, session: Session) -> None:
    with use_language("nl"):
        quote = make_letter(session, every_kind("Paint"), discussed_at_home=True, terms_enclosed=True)
        text = " ".join(pages_of(app, session, quote)).lower()

    for dutch in ("offerte", "geldig", "totaal", "keuze", "kruis", "akkoord", "stelpost", "voorwaarden"):
        assert dutch not in text
    assert "you may change your mind" in text


def elements(paper: PdfReader) -> Iterator[Any]:
    """Everything that is tagged, from the top down."""
    yield from below(paper.root_object["/StructTreeRoot"])


def below(element: Any) -> Iterator[Any]:
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        there = kid.get_object() if hasattr(kid, "get_object") else kid
        if isinstance(there, dict) and "/S" in there:
            yield there
            yield from below(there)
