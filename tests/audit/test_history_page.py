"""The page with the history of a card, and the button that undoes one thing."""

from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from app.audit.models import Deed, RowChange
from app.core.database import Session
from app.core.deeds import begin
from app.relations.models import Relation
from app.users.models import User
from tests.audit.test_undo import newest
from tests.conftest import Client
from tests.factories import make_interaction, make_phone, make_relation


@pytest.fixture
def card(session: Session, bram: User) -> Relation:
    """A card that was changed once."""
    begin(session, "relation.add", by=bram)
    relation = make_relation(session, "Kim & Zn.", story="Paints boats.")
    session.commit()
    begin(session, "relation.edit", by=bram)
    relation.story = "Paints <b>ships</b>."
    make_phone(session, relation, "071 012 87 40")
    session.commit()
    return relation


def test_the_page_says_who_changed_what_into_what(client: Client, card: Relation) -> None:
    html = client.get(f"/relations/{card.id}/history").get_data(as_text=True)

    assert "Card changed" in html
    assert "Bram" in html
    assert "<del>Paints boats.</del>" in html
    assert "<ins>Paints &lt;b&gt;ships&lt;/b&gt;.</ins>" in html
    assert "Telephone number added: <ins>071 012 87 40</ins>" in html
    assert "good_to_know" not in html


def test_a_card_without_changes_says_so(client: Client, session: Session) -> None:
    relation = make_relation(session)
    session.commit()
    session.execute(RowChange.__table__.delete())  # type: ignore[attr-defined]

    assert "Nothing has changed here yet." in client.get(f"/relations/{relation.id}/history").get_data(
        as_text=True
    )


@pytest.mark.parametrize("relation_id", [0, 999, 2**63])
def test_an_unknown_card_has_no_history(client: Client, relation_id: int) -> None:
    assert client.get(f"/relations/{relation_id}/history").status_code == 404


@pytest.mark.parametrize("page", ["0", "-1", "99999999999999999999", "x", "1e3"])
def test_a_page_that_is_not_there_gives_the_nearest(client: Client, card: Relation, page: str) -> None:
    assert client.get(f"/relations/{card.id}/history?page={page}").status_code == 200


def test_undo_puts_it_back_and_returns_to_the_history(
    client: Client, session: Session, card: Relation
) -> None:
    answer = client.post(f"/deeds/{newest(session).id}/undo?card={card.id}")

    assert answer.status_code == 302
    assert answer.location == f"/relations/{card.id}/history"
    session.expire_all()
    assert card.story == "Paints boats."
    html = client.get(answer.location).get_data(as_text=True)
    assert "Undone." in html
    assert "Do it again" in html


def test_redo_is_one_press_away(client: Client, session: Session, card: Relation) -> None:
    client.post(f"/deeds/{newest(session).id}/undo?card={card.id}")
    client.post(f"/deeds/{newest(session).id}/undo?card={card.id}")

    session.expire_all()
    assert card.story == "Paints <b>ships</b>."


def test_undoing_the_making_of_a_card_leads_to_the_list(client: Client, session: Session, bram: User) -> None:
    begin(session, "relation.add", by=bram)
    relation = make_relation(session)
    session.commit()

    answer = client.post(f"/deeds/{newest(session).id}/undo?card={relation.id}")

    assert answer.location == "/relations"
    assert session.scalar(select(func.count()).select_from(Relation)) == 0


@pytest.mark.parametrize("card_id", ["", "0", "-1", "x", "99", "99999999999999999999"])
def test_without_a_card_to_go_back_to_it_is_the_list(
    client: Client, session: Session, card: Relation, card_id: str
) -> None:
    assert client.post(f"/deeds/{newest(session).id}/undo?card={card_id}").location == "/relations"


def test_what_others_did_since_is_asked_about_first(client: Client, session: Session, card: Relation) -> None:
    deed = newest(session)
    card.story = "Paints canal boats."
    session.commit()

    answer = client.post(f"/deeds/{deed.id}/undo?card={card.id}")
    assert answer.status_code == 409
    html = answer.get_data(as_text=True)
    assert "Others have gone on with this." in html
    assert "Card Kim &amp; Zn.: somebody has changed this again: story." in html
    session.expire_all()
    assert card.story == "Paints canal boats."

    assert client.post(f"/deeds/{deed.id}/undo?card={card.id}", data={"leave": "1"}).status_code == 302
    html = client.get(f"/relations/{card.id}/history").get_data(as_text=True)
    assert "Telephone number removed" in html
    session.expire_all()
    assert card.story == "Paints canal boats."


def test_the_question_names_what_would_be_put_back(client: Client, session: Session, card: Relation) -> None:
    html = client.get(f"/deeds/{newest(session).id}/undo?card={card.id}").get_data(as_text=True)

    assert "Undo this?" in html
    assert "Paints boats." in html
    assert "Undo all of it" in html
    assert f'href="/relations/{card.id}/history"' in html


def test_a_deed_on_more_cards_is_asked_about_first(client: Client, session: Session, bram: User) -> None:
    session.commit()
    begin(session, "exchange.read_in", by=bram)
    one = make_relation(session, "One")
    make_relation(session, "Other")
    session.commit()
    deed = newest(session)

    page = client.get(f"/relations/{one.id}/history").get_data(as_text=True)
    assert f'href="/deeds/{deed.id}/undo?card={one.id}"' in page
    assert "This concerns 2 cards." in client.get(f"/deeds/{deed.id}/undo?card={one.id}").get_data(
        as_text=True
    )


def test_new_work_on_a_new_card_keeps_it(client: Client, session: Session, bram: User) -> None:
    session.commit()
    begin(session, "relation.add", by=bram)
    relation = make_relation(session)
    session.commit()
    deed = newest(session)
    make_interaction(session, relation, bram)
    session.commit()

    assert client.post(f"/deeds/{deed.id}/undo").status_code == 409
    session.expire_all()
    assert session.get(Relation, relation.id) is not None


def test_nothing_is_undone_twice(client: Client, session: Session, card: Relation) -> None:
    deed = newest(session)
    client.post(f"/deeds/{deed.id}/undo")

    answer = client.post(f"/deeds/{deed.id}/undo")
    assert answer.status_code == 409
    assert "This has already been undone." in answer.get_data(as_text=True)


@pytest.mark.parametrize("deed_id", [0, 99999, 2**63])
def test_an_unknown_deed_is_not_found(client: Client, deed_id: int) -> None:
    assert client.post(f"/deeds/{deed_id}/undo").status_code == 404


def test_a_viewer_sees_the_history_but_undoes_nothing(
    client_as: Callable[[User], Client], viewer: User, session: Session, card: Relation
) -> None:
    browser = client_as(viewer)
    html = browser.get(f"/relations/{card.id}/history").get_data(as_text=True)
    assert "Card changed" in html
    assert "Undo" not in html

    deeds = session.scalar(select(func.count()).select_from(Deed))
    assert browser.post(f"/deeds/{newest(session).id}/undo").status_code == 403
    session.expire_all()
    assert card.story == "Paints <b>ships</b>."
    assert session.scalar(select(func.count()).select_from(Deed)) == deeds


def test_what_the_owner_set_only_the_owner_undoes(
    client_as: Callable[[User], Client], session: Session, bram: User, owner: User
) -> None:
    session.commit()
    begin(session, "user.change", by=owner)
    owner.direct_number = "071 555 00 00"
    session.commit()
    deed = newest(session)

    assert "Staff member changed: Marleen" in client_as(owner).get(f"/deeds/{deed.id}/undo").get_data(
        as_text=True
    )
    assert client_as(bram).post(f"/deeds/{deed.id}/undo").status_code == 403
    session.expire_all()
    assert owner.direct_number == "071 555 00 00"
    assert client_as(owner).post(f"/deeds/{deed.id}/undo").status_code == 302


def test_a_stranger_sees_no_history(anonymous: Client, card: Relation) -> None:
    assert anonymous.get(f"/relations/{card.id}/history").location.startswith("/sign-in")
