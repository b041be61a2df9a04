"""The pages on which a file is handed in, looked at, read in and taken out again."""

import datetime as dt
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select, update
from werkzeug.test import TestResponse

from app.contacts.vcard import Card, Labelled, write_card
from app.core import clock
from app.core.database import Base, Session
from app.exchange.models import ImportBatch
from app.files.models import StoredFile
from app.relations.models import Relation, Stage
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_interaction, make_phone, make_relation

CARDS = Path(__file__).parent.parent / "contacts" / "cards"


def kim(name: str = "Kim", phone: str = "06 00 00 00 62") -> bytes:
    return write_card(Card(first_name=name, last_name="Verbeek", phones=(Labelled(phone),)))


def hand_in(
    client: Client, *contents: bytes, name: str = "contacts.vcf", source: str = "My phone"
) -> TestResponse:
    files = [(io.BytesIO(content), name) for content in contents]
    return client.post(
        "/read-in", data={"files": files, "source": source}, content_type="multipart/form-data"
    )


def preview_of(client: Client, content: bytes) -> tuple[str, str]:
    """The address of the preview, and its page."""
    address = hand_in(client, content).location
    assert address is not None
    return address, client.get(address).text


def count(session: Session, model: type[Base]) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def test_a_file_is_shown_before_anything_is_kept(client: Client, session: Session) -> None:
    address, page = preview_of(client, kim())

    assert address == "/read-in/1"
    assert "Verbeek, Kim" in page
    assert "06 00 00 00 62" in page
    assert count(session, Relation) == 0


def test_reading_in_puts_the_cards_in_the_box_and_shows_what_came_of_it(
    client: Client, session: Session
) -> None:
    address, _page = preview_of(client, kim())

    answer = client.post(f"{address}/confirm", data={"kind": "old"})

    assert (answer.status_code, answer.location) == (302, address)
    assert session.scalars(select(Relation.stage)).all() == [Stage.OLD]
    assert "1 relation has come into the box." in client.get(address).text


def test_several_files_are_read_as_one(client: Client, session: Session) -> None:
    utf_16 = b"\xff\xfe" + kim("Bo", "06 00 00 00 63").decode().encode("utf-16-le")
    address = hand_in(client, kim(), utf_16, b"\xef\xbb\xbf" + kim("Cas", "06 00 00 00 64")).location

    client.post(f"{address}/confirm", data={"kind": "current"})

    names = session.scalars(select(Relation.name).order_by(Relation.name)).all()
    assert names == ["Bo Verbeek", "Cas Verbeek", "Kim Verbeek"]


def test_a_card_that_looks_like_one_in_the_box_is_asked_about(client: Client, session: Session) -> None:
    there = make_relation(session, "Marieke Verbeek")
    make_phone(session, there, "06 00 00 00 62")

    address, page = preview_of(client, kim())
    client.post(f"{address}/confirm", data={"kind": "current", "card-1": "skip"})

    assert "About this one we are in doubt" in page
    assert "Marieke Verbeek" in page
    assert count(session, Relation) == 1


def test_bad_cards_are_named_with_their_number_and_reason(client: Client) -> None:
    _address, page = preview_of(client, (CARDS / "names-empty.vcf").read_bytes())

    assert "2 cards cannot be read in" in page
    assert "Card 3</b> · There is no name, number or mail address on this card." in page


def test_cards_that_lost_something_are_named(client: Client) -> None:
    _address, page = preview_of(client, (CARDS / "end-missing.vcf").read_bytes())

    assert "Tweede Kaart</b> · The card was cut off in the file." in page


def test_the_same_file_again_brings_nothing(client: Client, session: Session) -> None:
    address, _page = preview_of(client, kim())
    client.post(f"{address}/confirm", data={"kind": "current"})

    _address, page = preview_of(client, kim())

    assert "There is nothing new in this file." in page
    assert "Read these cards in" not in page
    assert count(session, Relation) == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This file is empty."),
        (b"\r\n\r\n", "This file is empty."),
        (b"x", "There are no contacts in this file."),
        (b"<!doctype html><title>Kim</title>", "This is a web page, not contacts."),
        (b"PK\x03\x04\x14\x00", "This is a packed file or a spreadsheet, not contacts."),
        (b"%PDF-1.7", "This is a PDF, not contacts."),
        (b"\x89PNG\r\n\x1a\n", "This is a picture, not contacts."),
        (b"Name;Phone\r\nKim;06", "There are no contacts in this file."),
        (bytes(range(256)) * 20, "There are no contacts in this file."),
    ],
)
def test_what_is_no_file_of_contacts_is_refused_in_a_sentence(
    client: Client, session: Session, content: bytes, sentence: str
) -> None:
    answer = hand_in(client, content, source="The fair in Leiden")

    assert answer.status_code == 200
    assert sentence in answer.text
    assert "The fair in Leiden" in answer.text
    assert (count(session, ImportBatch), count(session, StoredFile)) == (0, 0)


def test_without_a_file_it_asks_for_one(client: Client) -> None:
    answer = client.post("/read-in", data={"source": "My phone"}, content_type="multipart/form-data")

    assert "Choose the file with your contacts." in answer.text


def test_where_they_are_from_must_be_said(client: Client, session: Session) -> None:
    answer = hand_in(client, kim(), source=" ")

    assert "Say where you have these contacts from." in answer.text
    assert count(session, ImportBatch) == 0


def test_a_file_that_is_too_large_is_refused_in_a_sentence(client: Client, session: Session) -> None:
    body = b"--x\r\n" + b"x" * 11 * 1024 * 1024

    answer = client.post("/read-in", data=body, content_type="multipart/form-data; boundary=x")

    assert answer.status_code == 413
    assert "10 MB" in answer.text
    assert count(session, ImportBatch) == 0


def test_more_cards_than_a_file_may_hold_is_said_in_the_form(client: Client, session: Session) -> None:
    answer = hand_in(client, b"BEGIN:VCARD\nEND:VCARD\n" * 20_001)

    assert answer.status_code == 200
    assert "more than 20000 cards" in answer.text
    assert count(session, StoredFile) == 0


def test_a_name_is_never_read_as_html(client: Client) -> None:
    _address, page = preview_of(client, write_card(Card(full_name="<script>alert(1)</script>")))

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_nonsense_answers_change_nothing(client: Client, session: Session) -> None:
    address, _page = preview_of(client, kim())

    wrong = client.post(f"{address}/confirm", data={"kind": "friend", "card-1": "delete", "card-x": "skip"})
    missing = client.post(f"{address}/confirm", data={"kind": ""})

    assert (wrong.status_code, missing.status_code) == (200, 200)
    assert "Choose one from the list." in wrong.text
    assert count(session, Relation) == 0


def test_thinking_better_of_it_throws_the_file_away(client: Client, session: Session) -> None:
    address, _page = preview_of(client, kim())

    answer = client.post(f"{address}/cancel")

    assert answer.location == "/read-in"
    assert (count(session, StoredFile), count(session, Relation)) == (0, 0)
    assert client.get(address).location == "/read-in"
    assert client.post(f"{address}/confirm", data={"kind": "current"}).status_code == 409


def test_after_a_day_the_file_is_gone(client: Client, session: Session) -> None:
    address, _page = preview_of(client, kim())

    session.execute(update(StoredFile).values(expires_at=clock.now() - dt.timedelta(minutes=1)))

    assert client.get(address).location == "/read-in"
    assert client.post(f"{address}/confirm", data={"kind": "current"}).status_code == 409
    assert count(session, Relation) == 0


def test_undoing_asks_first_and_then_takes_all_out(client: Client, session: Session) -> None:
    address, _page = preview_of(client, kim())
    client.post(f"{address}/confirm", data={"kind": "current"})

    question = client.get(f"{address}/undo").text
    answer = client.post(f"{address}/undo")

    assert "1 relation came in with contacts.vcf and will go." in question
    assert answer.location == address
    assert "The cards are taken out again." in client.get(address).text
    assert count(session, Relation) == 0


def test_undoing_names_who_stays(client: Client, session: Session) -> None:
    address, _page = preview_of(client, kim() + kim("Bo", "06 00 00 00 63"))
    client.post(f"{address}/confirm", data={"kind": "current"})
    spoken = session.scalars(select(Relation).where(Relation.name == "Bo Verbeek")).one()
    make_interaction(session, spoken)

    question = client.get(f"{address}/undo").text
    without_leave = client.post(f"{address}/undo")
    client.post(f"{address}/undo", data=dict(re.findall(r'name="(leave_used)" value="(yes)"', question)))

    assert "This relation stays" in question
    assert "<li>Bo Verbeek</li>" in question
    assert without_leave.status_code == 409
    assert session.scalars(select(Relation.name)).all() == ["Bo Verbeek"]


def test_what_was_read_in_lately_can_be_undone_from_the_page(client: Client) -> None:
    address, _page = preview_of(client, kim())
    client.post(f"{address}/confirm", data={"kind": "current"})

    assert f'href="{address}/undo"' in client.get("/read-in").text


def test_a_file_is_only_for_who_handed_it_in(
    client: Client, client_as: Callable[[User], Client], bram: User, session: Session
) -> None:
    address, _page = preview_of(client_as(bram), kim())

    assert client.get(address).status_code == 404
    assert client.post(f"{address}/confirm", data={"kind": "current"}).status_code == 404
    assert client.post(f"{address}/cancel").status_code == 404
    assert client.get(f"{address}/undo").status_code == 404
    assert client.post(f"{address}/undo").status_code == 404
    assert (count(session, Relation), count(session, StoredFile)) == (0, 1)


def test_what_came_of_it_is_for_the_owner_too_and_not_for_a_colleague(
    client: Client, client_as: Callable[[User], Client], bram: User, owner: User
) -> None:
    of_owner, _page = preview_of(client, kim())
    client.post(f"{of_owner}/confirm", data={"kind": "current"})
    bram_here = client_as(bram)
    of_bram, _page = preview_of(bram_here, kim("Bo", "06 00 00 00 63"))
    bram_here.post(f"{of_bram}/confirm", data={"kind": "current"})

    assert client.get(of_bram).status_code == 200
    assert bram_here.get(of_owner).status_code == 404
    assert (
        "contacts.vcf"
        not in bram_here.get("/read-in").text.replace(of_bram, "", 1).split("Read in lately")[0]
    )
    assert client.get("/read-in").text.count("/undo") == 2
    assert bram_here.get("/read-in").text.count("/undo") == 1


def test_who_may_only_look_reads_nothing_in(
    client_as: Callable[[User], Client], client: Client, viewer: User, session: Session
) -> None:
    address, _page = preview_of(client, kim())
    looker = client_as(viewer)

    assert looker.get("/read-in").status_code == 403
    assert hand_in(looker, kim()).status_code == 403
    assert looker.post(f"{address}/confirm", data={"kind": "current"}).status_code == 403
    assert (count(session, ImportBatch), count(session, Relation)) == (1, 0)


@pytest.mark.parametrize("number", ["0", "99", "9" * 18, "-1", "x"])
def test_a_file_that_never_was_is_not_found(client: Client, number: str) -> None:
    assert client.get(f"/read-in/{number}").status_code == 404


def test_a_long_list_begins_with_what_is_asked_and_folds_the_rest(client: Client) -> None:
    cards = b"".join(kim(f"Kim{number}", f"06 0000{number:04}") for number in range(40))

    _address, page = preview_of(client, cards)

    assert "Show the other 28" in page
    assert page.count('value="skip"') == 40


def test_a_very_long_list_ends_and_says_how_many_are_not_shown(client: Client) -> None:
    cards = b"".join(kim(f"Kim{number}", f"06 0000{number:04}") for number in range(1_003))

    _address, page = preview_of(client, cards)

    assert page.count('value="skip"') == 1_000
    assert "3 more are not shown here" in page


def test_a_file_full_of_doubles_asks_about_as_many_as_a_page_can_hold(
    client: Client, session: Session
) -> None:
    cards = b"".join(kim(f"Kim{number}", f"06 0000{number:04}") for number in range(203))
    address, _page = preview_of(client, cards)
    client.post(f"{address}/confirm", data={"kind": "current"})
    moved = b"".join(kim(f"Bo{number}", f"06 0000{number:04}") for number in range(203))

    address, page = preview_of(client, moved)
    client.post(f"{address}/confirm", data={"kind": "current"})

    assert "About these 203 we are in doubt" in page
    assert page.count('value="join"') == 200
    assert "3 more are not shown here" in page
    assert count(session, Relation) == 203
