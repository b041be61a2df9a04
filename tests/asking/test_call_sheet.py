"""What is still to be asked on paper: the people of the page in its order, with room for what they say."""

import datetime as dt
from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask, render_template
from pypdf import PdfReader
from sqlalchemy import Engine

from app.asking import views
from app.asking.queries import questions
from app.core import clock
from app.core.database import Session
from app.core.formats import show_day
from app.home.queries import calls_for
from app.outcomes import actions
from app.outcomes.given import Answer
from app.quotes.lists import still_to_ask
from app.quotes.models import Quote, QuoteStatus
from app.shop.defaults import add_defaults
from app.shop.models import FormOfAddress
from app.shop.queries import get_shop
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_person, make_phone, make_quote, make_relation, make_user
from tests.printing.reading import outside, pages
from tests.quotes.look import open_tasks, relation_of
from tests.statements import statements

TODAY = clock.today()
SHEET = "/still-to-ask/call-sheet.pdf"


@pytest.fixture(autouse=True)
def _reasons(session: Session) -> None:
    add_defaults(session)


def silent(session: Session, by: User, name: str = "Anna van der Berg", days_ago: int = 1) -> Quote:
    """A no of which nobody knows the reason."""
    card = make_relation(session, name)
    make_phone(session, card, "071 012 34 56")
    quote = make_quote(session, card, status=QuoteStatus.SENT)
    said_on = TODAY - dt.timedelta(days=days_ago)
    actions.decline(session, quote, answer=Answer.to_ask(by=by, on=TODAY, decided_on=said_on), by=by)
    return quote


def test_a_row_says_whom_to_ring_about_what_and_leaves_room_for_the_answer(
    client: Client, session: Session, bram: User
) -> None:
    sanne = make_user(session, name="Sanne")
    quote = silent(session, bram)
    quote.responsible_id = sanne.id
    (task,) = open_tasks(session, quote)
    task.tries = 2
    session.commit()

    (text,) = pages(client.get(SHEET))

    said_on = show_day(TODAY - dt.timedelta(days=1))
    assert "One quote of which we do not know why. You do not ring to change their mind." in text
    assert "Anna van der Berg 071 012 34 56" in text
    assert f"{quote.number} Painting the hall · €121.00 no on {said_on}" in text
    assert "· made by Sanne · Bram asks · tried 2 times" in text
    assert "Wat gaf voor u de doorslag?" in text
    assert "Got an answer Would not say Not reached Later, on" in text
    assert "Accepted" not in text


def test_a_quote_that_ended_in_silence_may_turn_out_a_yes(client: Client, session: Session) -> None:
    quote = make_quote(session, make_relation(session, "Kim Verbeek"), status=QuoteStatus.SENT)
    quote.valid_until = TODAY - dt.timedelta(days=1)
    session.commit()

    (text,) = pages(client.get(SHEET))

    assert f"ended {show_day(quote.valid_until)}" in text
    assert "No number yet" in text
    assert "Not reached Accepted Later, on" in text
    assert " asks" not in text


def test_the_sentence_is_in_the_language_and_form_of_who_is_rung(
    client: Client, session: Session, bram: User
) -> None:
    friend = silent(session, bram)
    make_person(session, relation_of(session, friend), form=FormOfAddress.JE)
    relation_of(session, silent(session, bram, "Paul Baker")).language = "en"
    session.commit()

    (text,) = pages(client.get(SHEET))

    assert "Wat gaf voor jou de doorslag?" in text
    assert "What decided it for you?" in text


def test_the_people_and_their_order_are_those_of_the_page(
    client: Client, session: Session, bram: User
) -> None:
    names = [f"Number {chr(ord('A') + place)}" for place in range(9)]
    for days_ago, name in enumerate(names):
        silent(session, bram, name, days_ago=(days_ago * 5) % 9)
    session.commit()

    page = client.get("/still-to-ask").text
    paper = " ".join(pages(client.get(SHEET)))

    on_page = sorted(names, key=page.index)
    assert sorted(names, key=paper.index) == on_page != names


def test_what_is_too_much_for_one_pile_is_counted(
    client: Client, session: Session, bram: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "MOST_ON_PAPER", 2)
    for days_ago in (1, 2, 3):
        silent(session, bram, f"Number {days_ago}", days_ago)
    session.commit()

    (text,) = pages(client.get(SHEET))

    assert "The oldest 2 of 3 quotes of which we do not know why." in text
    assert "Number 3" in text
    assert "Number 1" not in text


def test_an_empty_sheet_says_so(client: Client) -> None:
    assert "Nothing to ask." in pages(client.get(SHEET))[0]
    assert "/still-to-ask/call-sheet.pdf" not in client.get("/still-to-ask").text


def test_sixty_rows_of_endless_words_are_never_cut_in_two(
    app: Flask, client: Client, session: Session, owner: User, bram: User
) -> None:
    """Each row begins and ends on one page, and all of it stands on the paper."""
    for place in range(60):
        quote = silent(session, bram, f"{'x' * 500 if place % 3 else 'Kim'} {place}", days_ago=60 - place)
        quote.subject = "y" * 500
        make_person(session, relation_of(session, quote), last_name="z" * 500, best_time="w" * 500)
    session.commit()

    texts = pages(client.get(SHEET))
    counts = [(text.count("Got an answer"), text.count("made by"), text.count("doorslag")) for text in texts]
    assert sum(count[0] for count in counts) == 60
    assert all(len(set(count)) == 1 for count in counts), counts

    page = still_to_ask(session, 1, size=60)
    calls = calls_for(session, questions(session, page.rows, owner), owner)
    with app.test_request_context():
        html = render_template(
            "asking/call_sheet.pdf.html",
            shop=get_shop(session),
            page=page,
            rows=list(zip(page.rows, calls, strict=True)),
            today=TODAY,
        )
    assert outside(html) == []


def test_it_can_be_read_aloud(client: Client, session: Session, bram: User) -> None:
    silent(session, bram)
    session.commit()

    root = PdfReader(BytesIO(client.get(SHEET).data)).root_object

    assert root["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert str(root["/Lang"]) == "en"


def test_a_long_sheet_takes_no_more_statements(
    client: Client, session: Session, bram: User, database: Engine
) -> None:
    silent(session, bram)
    session.commit()
    with statements(database) as few:
        client.get(SHEET)
    for place in range(5):
        silent(session, bram, f"Number {place}")
    session.commit()
    with statements(database) as many:
        client.get(SHEET)

    assert len(many) == len(few)


def test_who_only_looks_may_print_it(
    client_as: Callable[[User], Client], viewer: User, session: Session, bram: User
) -> None:
    silent(session, bram)
    session.commit()
    browser = client_as(viewer)

    assert 'href="/still-to-ask/call-sheet.pdf"' in browser.get("/still-to-ask").text
    assert "Anna van der Berg" in pages(browser.get(SHEET))[0]


def test_without_a_pdf_it_is_a_page(client: Client, session: Session, bram: User) -> None:
    silent(session, bram)
    session.commit()

    assert "Anna van der Berg" in client.get("/still-to-ask/call-sheet.html").text
