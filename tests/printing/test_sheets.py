"""The page to choose a sheet, and what happens where no PDF can be made."""

import sys
from collections.abc import Iterator

import pytest

from app.core import pdf
from app.core.database import Session
from app.relations.models import Nature
from tests.conftest import Client
from tests.factories import make_phone, make_quote, make_relation


@pytest.fixture
def no_pango(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A computer on which WeasyPrint cannot be loaded."""
    pdf._press.cache_clear()
    monkeypatch.setitem(sys.modules, "weasyprint.text.fonts", None)
    yield
    pdf._press.cache_clear()


def test_every_sheet_can_be_chosen(client: Client) -> None:
    page = client.get("/print").text

    for address in (
        "/print/relations",
        "/call-list.pdf",
        "/still-to-ask/call-sheet.pdf",
        "/still-to-ask",
        "/print/telephone-list.pdf",
        "/print/quotes.pdf",
        "/print/why-not.pdf",
        "/mistakes/to-talk-over.pdf",
    ):
        assert f'href="{address}"' in page
    assert 'href="/print/telephone-list.pdf?kind=agency"' in page


def test_a_card_is_found_by_name_and_leads_to_its_sheet(client: Client, session: Session) -> None:
    relation = make_relation(session, "Bakkerij ’t Hart", nature=Nature.ORGANISATION)
    make_phone(session, relation)

    page = client.get("/print/relations?q=hart").text

    assert f'href="/print/relations/{relation.id}.pdf"' in page


def test_who_is_not_there_is_said_in_words(client: Client) -> None:
    assert "Nobody answers to that." in client.get("/print/relations?q=nobody").text


def test_without_pango_a_sheet_is_a_page_for_the_browsers_own_printer(
    client: Client, session: Session, no_pango: None
) -> None:
    relation = make_relation(session, "Kim Verbeek")

    sent_on = client.get(f"/print/relations/{relation.id}.pdf")
    page = client.get(sent_on.location)

    assert sent_on.status_code == 302
    assert sent_on.location == f"/print/relations/{relation.id}.html"
    assert page.status_code == 200
    assert "install libpango-1.0-0, libpangoft2-1.0-0" in page.text
    assert "<h1>Kim Verbeek</h1>" in page.text
    assert "css/print/sheet.css" in page.text


def test_the_page_asks_the_same_question_as_the_sheet(client: Client, no_pango: None) -> None:
    sent_on = client.get("/print/telephone-list.pdf?kind=old")

    assert sent_on.location == "/print/telephone-list.html?kind=old"
    assert "Old customers, 0 relations" in client.get(sent_on.location).text


def test_a_quote_without_pango_speaks_to_who_prints_in_their_own_language(
    client: Client, session: Session, no_pango: None
) -> None:
    quote = make_quote(session)

    page = client.get(client.get(f"/print/quotes/{quote.id}.pdf").location).text

    assert "This computer cannot make a PDF yet." in page
    assert "Omschrijving" in page


def test_with_pango_the_page_is_there_too(client: Client) -> None:
    assert "This is the page as it goes to the printer." in client.get("/print/telephone-list.html").text
