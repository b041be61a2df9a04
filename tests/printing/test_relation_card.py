"""The relation card: everything about one relation, on one sheet."""

import datetime as dt
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask, render_template
from pypdf import PdfReader

from app.contacts.models import ContactDetail, DetailKind
from app.core import clock
from app.core.database import Session
from app.printing import queries
from app.quotes.models import QuoteStatus
from app.relations.models import Nature, Relation, Stage
from app.users.models import User
from tests.conftest import TODAY, Client
from tests.factories import (
    make_address,
    make_interaction,
    make_person,
    make_phone,
    make_quote,
    make_relation,
    make_task,
)
from tests.printing.reading import outside, pages


@pytest.fixture
def painter(session: Session, bram: User) -> Relation:
    """A card on which everything is filled in."""
    relation = make_relation(
        session,
        "Schildersbedrijf Van der Plas",
        nature=Nature.ORGANISATION,
        stage=Stage.CURRENT,
        is_supplier=True,
        story="Ben and his son. Wants everything by colour number.",
        star="does jobs for us",
        regular_staff_id=bram.id,
        last_spoken_on=TODAY,
    )
    make_phone(session, relation, "071 012 87 40", label="workshop")
    ben = make_person(
        session, relation, first_name="Ben", last_name="Plas", job="boss", best_time="after five"
    )
    make_phone(session, relation, "06 00 00 00 17", person_id=ben.id, label="mobile")
    make_person(session, relation, first_name="Rik", last_name="Plas", position=1)
    make_address(session, relation)
    make_task(session, relation, bram, words="primer in 10 litres")
    make_quote(session, relation, status=QuoteStatus.SENT)
    for number in range(7):
        make_interaction(session, relation, bram, their_words=f"Word {number}")
    return relation


def sheet(app: Flask, session: Session, relation: Relation) -> str:
    card = queries.relation_card(session, relation)
    with app.test_request_context():
        return render_template("printing/relation_card.pdf.html", card=card, today=clock.today())


def test_the_card_holds_who_they_are_and_how_to_reach_them_on_one_page(
    client: Client, painter: Relation
) -> None:
    only_page = pages(client.get(f"/print/relations/{painter.id}.pdf"))

    assert len(only_page) == 1
    for words in (
        "Current customer · C",
        "Supplier · S",
        "Schildersbedrijf Van der Plas",
        "Wants everything by colour number.",
        "071 012 87 40",
        "06 00 00 00 17",
        "Ben van der Plas, mobile",
        "boss, after five",
        "Rik van der Plas",
        "Regular staff member: Bram",
        "Extra attention: does jobs for us",
        "Touwbaan",
        "primer in 10 litres",
        "1 of 1",
        "Holds personal data: keep it out of sight",
    ):
        assert words in only_page[0], words


def test_it_says_what_they_wait_for_as_the_card_on_the_screen_does_and_what_is_ours_to_do(
    session: Session, client: Client, painter: Relation, bram: User
) -> None:
    make_quote(session, painter, asked_on=clock.today() - dt.timedelta(days=5), subject="Staircase")
    make_task(session, painter, bram, words="colour fan", promised_since=clock.today() - dt.timedelta(days=2))

    (text,) = pages(client.get(f"/print/relations/{painter.id}.pdf"))
    words = " ".join(text.split())
    waiting, to_do = words.split("Waiting for ")[1].split("To do ")

    assert "a quote: Staircase, for 5 days" in waiting
    assert "colour fan, for 2 days" in waiting
    assert "open until" in waiting
    assert "primer" not in waiting
    assert "primer in 10 litres" in to_do
    assert "colour fan" not in to_do


def test_an_address_that_has_no_room_is_counted(session: Session, client: Client, painter: Relation) -> None:
    for place in ("Leiden", "Hillegom", "Alphen"):
        make_address(session, painter, place=place)

    (text,) = pages(client.get(f"/print/relations/{painter.id}.pdf"))

    assert "and one more on the screen" in text
    assert "Alphen" not in text


def test_the_last_five_conversations_are_on_it(client: Client, painter: Relation) -> None:
    (text,) = pages(client.get(f"/print/relations/{painter.id}.pdf"))

    assert sum(f"Word {number}" in text for number in range(7)) == 5


def test_a_card_with_little_on_it_is_one_page_too(client: Client, session: Session) -> None:
    relation = make_relation(session, "Kim Verbeek")

    (text,) = pages(client.get(f"/print/relations/{relation.id}.pdf"))

    assert "Kim Verbeek" in text
    assert "No telephone number yet" in text


def test_it_speaks_the_language_of_who_prints(client: Client, painter: Relation, owner: User) -> None:
    owner.language = "nl"

    (text,) = pages(client.get(f"/print/relations/{painter.id}.pdf"))

    assert "Bestaande klant · B" in text
    assert "Vaste medewerker: Bram" in text
    assert "1 van 1" in text


def test_who_has_left_is_not_on_it(client: Client, session: Session, painter: Relation) -> None:
    gone = make_person(session, painter, first_name="Gone", last_name="Girl", left_on=dt.date(2026, 1, 1))
    make_phone(session, painter, "06 99 99 99 99", person_id=gone.id)

    (text,) = pages(client.get(f"/print/relations/{painter.id}.pdf"))

    assert "Gone" not in text
    assert "06 99 99 99 99" not in text


def test_the_code_for_a_mobile_holds_name_and_numbers(session: Session, painter: Relation) -> None:
    code = queries.relation_card(session, painter).qr

    assert code
    assert 20 < code.size < 90
    # The three eyes of a QR code are seven squares wide.
    assert code.path.startswith("M0 0h7v1h-7z")


def test_too_much_for_a_small_code_is_left_out_of_it(session: Session) -> None:
    relation = make_relation(session, "W" * 500)
    for number in range(3):
        given = f"{'w' * 150}{number}@example.nl"
        session.add(
            ContactDetail(relation_id=relation.id, kind=DetailKind.EMAIL, given=given, normalised=given)
        )
    session.flush()

    code = queries.relation_card(session, relation).qr

    assert code
    assert code.size < 60


LONG = "W" * 500
HARD = ("😀 مرحبا بالعالم " * 20).strip()


@pytest.mark.parametrize(
    "words", [LONG, HARD, "a " * 250], ids=["one word", "signs and right to left", "many words"]
)
def test_long_words_stay_on_the_sheet(app: Flask, session: Session, painter: Relation, words: str) -> None:
    painter.name, painter.story, painter.star = words, words, words
    make_person(session, painter, first_name=words, last_name=words, job=words, position=5)
    make_phone(session, painter, "071 012 87 41", label=words)
    make_address(session, painter, street=words, place=words)
    make_interaction(session, painter, their_words=words, agreed=words)
    session.flush()

    assert outside(sheet(app, session, painter)) == []


def test_who_is_not_signed_in_gets_no_card(anonymous: Client, painter: Relation) -> None:
    answer = anonymous.get(f"/print/relations/{painter.id}.pdf")

    assert answer.status_code == 302
    assert "/sign-in" in answer.location


def test_who_may_only_look_may_print(
    client_as: Callable[[User], Client], viewer: User, painter: Relation
) -> None:
    assert len(pages(client_as(viewer).get(f"/print/relations/{painter.id}.pdf"))) == 1


@pytest.mark.parametrize("number", ["0", "999", "9223372036854775808"])
def test_an_unknown_card_is_not_there(client: Client, number: str) -> None:
    assert client.get(f"/print/relations/{number}.pdf").status_code == 404


def test_a_card_in_the_bin_is_on_no_sheet(client: Client, painter: Relation) -> None:
    painter.deleted_at = clock.now()

    assert client.get(f"/print/relations/{painter.id}.pdf").status_code == 404


def test_what_looks_like_html_is_printed_as_it_was_typed(
    client: Client, session: Session, painter: Relation, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("canary-4711")
    payload = f'<img src="{secret.as_uri()}"><a rel="attachment" href="{secret.as_uri()}">x</a>'
    painter.name = painter.story = painter.star = payload
    make_interaction(session, painter, their_words=payload)

    answer = client.get(f"/print/relations/{painter.id}.pdf")

    reader = PdfReader(BytesIO(answer.data))
    assert not reader.attachments
    assert "canary-4711" not in reader.pages[0].extract_text()
    assert '<img src="file:' in pages(answer)[0]
