"""Settings, Standard texts: written once, and put into a quote with one choice."""

from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from app.core.database import Session
from app.phrases.queries import Phrase, phrases
from app.shop.models import TextBlock
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_phrase, make_rates, make_relation
from tests.forms import boxes_of
from tests.quotes.test_editor import ROLL, fields, line

PAGE = "/settings/texts"
TEXTS = {"nl": "De verf droogt een dag.", "en": "It dries a day."}


def kept(session: Session) -> list[Phrase]:
    session.expire_all()
    return phrases(session)


@pytest.fixture
def drying(client: Client, session: Session) -> Phrase:
    """A text in both languages."""
    client.post(f"{PAGE}/new", data={"name": "Drying", **TEXTS})
    return kept(session)[0]


def test_the_first_page_says_what_they_are_for(client: Client) -> None:
    assert "No standard texts yet" in client.get(PAGE).text


def test_a_text_is_written_in_both_languages(client: Client, drying: Phrase) -> None:
    assert (drying.name, drying.bodies) == ("Drying", TEXTS)
    page = client.get(PAGE).text
    assert "Drying" in page
    assert "It dries a day." in page


def test_a_text_is_said_better_and_renamed(client: Client, session: Session, drying: Phrase) -> None:
    address = f"{PAGE}/{drying.id}"
    assert boxes_of(client.get(address).text)["nl"].strip() == "De verf droogt een dag."

    client.post(address, data={"name": "Drying time", "nl": "De verf droogt twee dagen.", "en": ""})

    assert [(one.name, one.bodies) for one in kept(session)] == [
        ("Drying time", {"nl": "De verf droogt twee dagen."})
    ]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": "", "nl": "Words"}, "Give it a short name"),
        ({"name": "Empty", "nl": " "}, "Type the text, in Dutch, in English or in both."),
        ({"name": "drying", "nl": "Words"}, "There is a text with this name already."),
        ({"name": "Long", "nl": "x" * 2001}, "too long"),
        ({"name": "x" * 61, "nl": "Words"}, "too long"),
    ],
)
def test_what_is_not_right_is_said_and_stays(
    client: Client, session: Session, drying: Phrase, typed: dict[str, str], sentence: str
) -> None:
    page = client.post(f"{PAGE}/new", data=typed).text

    assert sentence in page
    assert typed["nl"].strip() in page
    assert kept(session) == [drying]


def test_a_text_is_taken_off_the_list(client: Client, session: Session, drying: Phrase) -> None:
    assert client.post(f"{PAGE}/{drying.id}/remove").location == PAGE
    assert kept(session) == []


def test_what_is_not_there_is_not_found(client: Client) -> None:
    assert client.get(f"{PAGE}/99").status_code == 404
    assert client.post(f"{PAGE}/99/remove").status_code == 404


def test_only_the_owner_writes_them(
    client_as: Callable[[User], Client], session: Session, bram: User, drying: Phrase
) -> None:
    browser = client_as(bram)

    for path in ("", "/new", f"/{drying.id}"):
        assert browser.get(f"{PAGE}{path}").status_code == 403
    assert browser.post(f"{PAGE}/new", data={"name": "x", "nl": "y"}).status_code == 403
    assert browser.post(f"{PAGE}/{drying.id}/remove").status_code == 403
    assert kept(session) == [drying]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("where", ["proposed", "closing"])
def test_a_text_is_put_into_the_letter_in_the_language_of_the_customer(
    client: Client, session: Session, owner: User, where: str, language: str
) -> None:
    for spoken, body in TEXTS.items():
        make_phrase(session, language=spoken, body=body)
    kim = make_relation(session, language=language)
    data = fields(owner, **{where: "As before.", f"standard_{where}": "1", "do": f"put-{where}"})

    page = client.post(f"/quotes/new?relation={kim.id}", data=data).text

    assert boxes_of(page)[where].strip() == f"As before.\n\n{TEXTS[language]}"
    assert session.scalar(select(func.count()).select_from(TextBlock)) == 2


def test_a_text_becomes_a_line_of_the_quote(
    client: Client, session: Session, owner: User, drying: Phrase
) -> None:
    make_rates(session)
    kim = make_relation(session)
    data = fields(owner, line("Hall", "1", "100", "high"), line("", "", "", "high"))

    piece = client.post(
        f"/quotes/new?relation={kim.id}",
        data=data | {"standard_line": str(drying.id), "do": "put-line"},
        headers=ROLL,
    )

    boxes = {name: text.strip() for name, text in boxes_of(piece.text).items()}
    assert [boxes[f"lines-{place}-kind"] for place in range(3)] == ["item", "text", "item"]
    assert boxes["lines-1-description"] == "De verf droogt een dag."


@pytest.mark.parametrize("chosen", ["", "99", "x", "9" * 5_000, "²"])
def test_a_text_that_is_not_there_changes_nothing(
    client: Client, session: Session, owner: User, drying: Phrase, chosen: str
) -> None:
    kim = make_relation(session)
    data = fields(owner, proposed="As before.", standard_proposed=chosen, do="put-proposed")

    page = client.post(f"/quotes/new?relation={kim.id}", data=data).text

    assert boxes_of(page)["proposed"].strip() == "As before."
    assert drying.name in page


def test_nowhere_to_put_it_is_no_mistake(
    client: Client, session: Session, owner: User, drying: Phrase
) -> None:
    kim = make_relation(session)
    data = fields(owner, standard_subject=str(drying.id), do="put-subject")

    assert client.post(f"/quotes/new?relation={kim.id}", data=data).status_code == 200
