"""A new card on one page: a name is enough."""

from typing import Any

import pytest
from sqlalchemy import func, select

from app.contacts.names import full_name
from app.contacts.queries import accounts_of, details_of, people_of
from app.core.database import Session
from app.relations.models import Nature, Relation
from app.relations.queries import labels_of
from app.users.models import User
from tests.conftest import Client
from tests.forms import boxes_of


def form_of(client: Client, **typed: str) -> Any:
    return boxes_of(client.get("/relations/new").text, **typed)


def the_card(session: Session) -> Relation:
    session.expire_all()
    return session.scalars(select(Relation)).one()


def test_only_a_name_is_needed(session: Session, client: Client) -> None:
    answer = client.post("/relations/new", data=form_of(client, name="mevrouw Kim van der Zee"))

    card = the_card(session)
    assert answer.location == f"/relations/{card.id}"
    assert (card.name, card.sort_name) == ("mevrouw Kim van der Zee", "zee | kim | van der")
    [kim] = people_of(session, card.id)
    assert (kim.salutation, full_name(kim)) == ("ms", "Kim van der Zee")


def test_a_card_is_called_after_its_people(session: Session, client: Client) -> None:
    data = form_of(client, **{"people-0-first_name": "Kim", "people-0-last_name": "Verbeek"})

    client.post("/relations/new", data=data)

    assert the_card(session).name == "Kim Verbeek"


def test_an_unreadable_way_of_a_person_is_said_at_its_own_box(session: Session, client: Client) -> None:
    data = form_of(client, **{"people-0-first_name": "Kim", "people-0-ways-0-text": "@kim"})

    page = client.post("/relations/new", data=data)

    assert page.status_code == 200
    assert page.text.count("On which network is this?") == 1
    assert 'value="Kim"' in page.text
    assert 'value="@kim"' in page.text
    assert session.scalars(select(Relation)).all() == []


def test_everything_at_once(session: Session, client: Client, bram: User) -> None:
    data = form_of(
        client,
        nature="organisation",
        name="De Witte Roos",
        labels="B&B, Leiden ,, b&b",
        regular_staff_id=str(bram.id),
        **{
            "people-0-first_name": "Ilse",
            "people-0-last_name": "de Roos",
            "people-0-ways-0-text": "0252 10 55 21 / 06-12345678",
            "ways-0-text": "https://instagram.com/dewitteroos",
            "ways-1-text": "dewitteroos.example",
        },
    )

    client.post("/relations/new", data=data)

    card = the_card(session)
    assert (card.nature, card.sort_name) == (Nature.ORGANISATION, "witte roos")
    assert card.regular_staff_id == bram.id
    assert [label.name for label in labels_of(session, card.id)] == ["B&B", "Leiden"]
    [ilse] = people_of(session, card.id)
    numbers = [detail.normalised for detail in details_of(session, card.id) if detail.person_id == ilse.id]
    assert numbers == ["+31252105521", "+31612345678"]
    assert [account.handle for account in accounts_of(session, card.id)] == ["dewitteroos"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Type a name here, or of a contact person below."),
        ({"nature": "organisation"}, "Type the name of the firm."),
        ({"people-0-ways-0-text": "0612345678", "name": "Kwast"}, "Type a name too"),
    ],
)
def test_a_card_without_a_name_is_asked_again(
    session: Session, client: Client, typed: dict[str, str], sentence: str
) -> None:
    page = client.post("/relations/new", data=form_of(client, story="blijft staan", **typed))

    assert page.status_code == 200
    assert sentence in page.text
    assert "blijft staan" in page.text
    assert session.scalar(select(func.count()).select_from(Relation)) == 0


def test_another_person_saves_nothing(session: Session, client: Client) -> None:
    page = client.post("/relations/new", data=form_of(client, name="Kim", add="people"))

    assert 'name="people-1-first_name"' in page.text
    assert session.scalar(select(func.count()).select_from(Relation)) == 0


def test_ten_thousand_rows_are_not_read(client: Client, session: Session) -> None:
    data = form_of(client, name="Kim")
    for number in range(1000):
        data[f"ways-{number}-text"] = f"06 00 00 {number:04d}"

    client.post("/relations/new", data=data)

    assert len(details_of(session, the_card(session).id)) <= 60


def test_who_only_looks_makes_no_card(session: Session, client_as: Any, viewer: User) -> None:
    looking = client_as(viewer)

    assert looking.get("/relations/new").status_code == 403
    assert looking.post("/relations/new", data={"name": "Kim", "nature": "private"}).status_code == 403
    assert session.scalar(select(func.count()).select_from(Relation)) == 0
