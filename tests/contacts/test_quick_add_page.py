"""Quick add: one line, Enter, and the card is there."""

from typing import Any

import pytest
from sqlalchemy import func, select

from app.contacts.names import full_name
from app.contacts.queries import addresses_of, details_of, people_of
from app.core.database import Session
from app.relations.models import Kind, Nature, Relation, Stage
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_address, make_email, make_phone, make_relation

LINE = "Elif Şahin 0600000052 elif@sahin.example noordwijk"


def cards(session: Session) -> int:
    session.expire_all()
    return session.scalar(select(func.count()).select_from(Relation)) or 0


def the_card(session: Session) -> Relation:
    session.expire_all()
    return session.scalars(select(Relation)).one()


def test_a_line_and_enter_make_a_card(session: Session, client: Client) -> None:
    answer = client.post("/new", data={"line": LINE, "kind": "potential"})

    card = the_card(session)
    assert answer.status_code == 302
    assert answer.location == f"/relations/{card.id}"
    assert (card.name, card.sort_name, card.nature) == ("Elif Şahin", "sahin | elif", Nature.PRIVATE)
    assert (card.stage, card.kinds) == (Stage.POTENTIAL, [Kind.POTENTIAL])
    assert [full_name(person) for person in people_of(session, card.id)] == ["Elif Şahin"]
    assert [detail.normalised for detail in details_of(session, card.id)] == [
        "+31600000052",
        "elif@sahin.example",
    ]
    assert [address.place for address in addresses_of(session, card.id)] == ["Noordwijk"]


@pytest.mark.parametrize("kind", list(Kind))
def test_any_kind_can_be_chosen(session: Session, client: Client, kind: Kind) -> None:
    client.post("/new", data={"line": "Gemeente Leiden", "kind": kind.value})

    assert the_card(session).kinds == [kind]


def test_saving_can_lead_to_the_whole_form(session: Session, client: Client) -> None:
    answer = client.post("/new", data={"line": "Kim", "kind": "potential", "next": "card"})

    assert answer.location == f"/relations/{the_card(session).id}/edit"


def test_the_page_shows_how_a_line_is_read(client: Client, session: Session) -> None:
    make_address(session, make_relation(session, "Jan"), place="Den Haag")

    page = client.get("/new", query_string={"line": "kim verbeek den haag"})

    assert "<b>name</b> <bdi>Kim Verbeek</bdi>" in page.text
    assert "<b>place</b> <bdi>Den Haag</bdi>" in page.text


def test_while_typing_only_the_piece_that_changes_is_sent(client: Client) -> None:
    piece = client.get("/new/reading", query_string={"line": LINE})

    assert "<bdi>06 00 00 00 52</bdi>" in piece.text
    assert "<html" not in piece.text


def test_whose_number_it_is_already_is_shown_before_it_is_saved(session: Session, client: Client) -> None:
    card = make_relation(session, "Şahin family")
    make_phone(session, card, "06 00 00 00 52", normalised="+31600000052")
    make_email(session, make_relation(session, "Emre"), "elif@sahin.example")

    page = client.post("/new", data={"line": LINE, "kind": "potential"})
    assert page.status_code == 200
    assert "Şahin family" in page.text
    assert "Emre" in page.text
    assert cards(session) == 2

    shown = [str(card.id), str(card.id + 1)]
    assert client.post("/new", data={"line": LINE, "kind": "potential", "known": shown}).status_code == 302
    assert cards(session) == 3


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"line": ""}, "Type a name."),
        ({"line": "0612345678"}, "Type a name too."),
        ({"line": "x" * 1001}, "This is too long"),
        ({"line": "Kim", "kind": "robot"}, "Choose one from the list."),
    ],
)
def test_what_is_wrong_is_said_and_the_line_stays(
    session: Session, client: Client, typed: dict[str, str], sentence: str
) -> None:
    page = client.post("/new", data={"kind": "potential", **typed})

    assert page.status_code == 200
    assert sentence in page.text
    assert typed["line"] in page.text
    assert cards(session) == 0


def test_boxes_that_are_not_on_the_form_are_ignored(session: Session, client: Client) -> None:
    extra = {"id": "77", "deleted_at": "2020-01-01", "made_by_id": "99", "star": "x", "is_supplier": "y"}

    client.post("/new", data={"line": "Kim", "kind": "potential", **extra})

    card = the_card(session)
    assert (card.id, card.deleted_at, card.star, card.is_supplier) == (1, None, None, False)


@pytest.mark.parametrize(
    "name",
    [
        "<script>alert(1)</script>",
        "محمد علي",
        "😀 Smile",
        "Wolfeschlegel" * 38,
        "O'Neill & Zonen",
        "{{ 7 * 7 }}",
    ],
)
def test_strange_names_are_kept_and_shown_as_text(session: Session, client: Client, name: str) -> None:
    answer = client.post("/new", data={"line": name, "kind": "current"}, follow_redirects=True)

    assert answer.status_code == 200
    assert the_card(session).name == name
    assert "<script>alert" not in answer.text
    assert client.get("/relations").status_code == 200


def test_who_only_looks_adds_nobody(session: Session, client_as: Any, viewer: User) -> None:
    looking = client_as(viewer)

    assert looking.get("/new").status_code == 403
    assert looking.get("/new/reading?line=x").status_code == 403
    assert looking.post("/new", data={"line": "Kim", "kind": "potential"}).status_code == 403
    assert cards(session) == 0


def test_a_double_click_makes_one_card(session: Session, client: Client) -> None:
    form = {"line": "Kim Verbeek", "kind": "potential", "form_key": "one-key"}

    first, second = client.post("/new", data=form), client.post("/new", data=form)

    assert cards(session) == 1
    assert second.location == first.location


def test_a_line_that_is_far_too_long_is_refused_and_kept(session: Session, client: Client) -> None:
    answer = client.post("/new", data={"line": f"Kim {'x' * 100_000}", "kind": "potential"})

    assert answer.status_code == 200
    assert "x" * 100_000 in answer.text
    assert "1000" in answer.text
    assert cards(session) == 0
