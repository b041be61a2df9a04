"""Lists kept under a name: for everybody or for oneself, renamed, forgotten."""

from typing import Any

import pytest
from sqlalchemy import select

from app.core.database import Session
from app.lists.models import SavedList
from app.relations.models import Stage
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_relation, make_saved_list


def kept(session: Session) -> list[tuple[str, str, int | None]]:
    session.expire_all()
    return [(one.name, one.query, one.user_id) for one in session.scalars(select(SavedList))]


def test_a_list_is_kept_with_all_that_it_asks(session: Session, client: Client) -> None:
    make_relation(session, "Kim", stage=Stage.CURRENT)
    asked = "kind=current&region=0&place=Den+Haag&staff=0&spoken=12&missing=phone&missing=email&star=1"

    page = client.post(f"/lists/keep?{asked}&page=3&letter=K", data={"name": "Stil", "whose": "everybody"})

    assert page.status_code == 302
    assert page.location == f"/relations?{asked}"
    assert kept(session) == [("Stil", asked, None)]


def test_everybody_finds_it_under_lists(session: Session, client_as: Any, viewer: User) -> None:
    make_saved_list(session, "Instanties")

    page = client_as(viewer).get("/relations").text

    assert 'href="/relations?kind=agency"' in page
    assert "Instanties" in page


def test_one_of_my_own_is_seen_by_nobody_else(
    session: Session, client_as: Any, bram: User, owner: User
) -> None:
    mine = make_saved_list(session, "Van Bram", user_id=bram.id)

    assert "Van Bram" in client_as(bram).get("/relations").text
    assert "Van Bram" not in client_as(owner).get("/relations").text
    assert client_as(bram).get(f"/lists/{mine.id}").status_code == 200
    assert client_as(owner).get(f"/lists/{mine.id}").status_code == 404
    assert client_as(owner).post(f"/lists/{mine.id}/forget").status_code == 404
    assert kept(session) == [("Van Bram", "kind=agency", bram.id)]


def test_the_open_list_can_be_renamed_and_made_my_own(session: Session, client: Client, owner: User) -> None:
    saved = make_saved_list(session, "Instanties")

    assert f'href="/lists/{saved.id}"' in client.get("/relations?kind=agency").text
    answer = client.post(f"/lists/{saved.id}", data={"name": "Gemeentes", "whose": "mine"})

    assert answer.location == "/relations?kind=agency"
    assert kept(session) == [("Gemeentes", "kind=agency", owner.id)]


def test_a_list_is_forgotten_and_its_cards_stay(session: Session, client: Client) -> None:
    make_relation(session, "Gemeente", is_agency=True)
    saved = make_saved_list(session)

    answer = client.post(f"/lists/{saved.id}/forget", follow_redirects=True)

    assert kept(session) == []
    assert "Gemeente" in answer.text


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "Type a name for the list."),
        ("x" * 61, "This is too long"),
        ("AGENCIES ", "There is a list of this name already."),
    ],
)
def test_a_name_that_cannot_be_used_stays_in_its_box(
    session: Session, client: Client, name: str, sentence: str
) -> None:
    make_saved_list(session, "Agencies")

    page = client.post("/lists/keep?kind=old", data={"name": name, "whose": "mine"})

    assert page.status_code == 200
    assert sentence in page.text
    assert f'value="{name.strip()}"' in page.text
    assert len(kept(session)) == 1


def test_saving_a_list_under_its_own_name_is_no_double(session: Session, client: Client) -> None:
    saved = make_saved_list(session, "Agencies")

    assert (
        client.post(f"/lists/{saved.id}", data={"name": "agencies", "whose": "everybody"}).status_code == 302
    )


def test_a_list_of_what_is_gone_says_so_and_breaks_nothing(session: Session, client: Client) -> None:
    make_saved_list(session, "Weg", query="tag=99&region=98&staff=97&kind=robot&%00=%ff")

    assert client.get("/relations").status_code == 200
    assert "something that is gone" in client.get("/relations?tag=99").text


def test_who_only_looks_keeps_nothing(session: Session, client_as: Any, viewer: User) -> None:
    saved, browser = make_saved_list(session), client_as(viewer)

    assert browser.get("/lists/keep?kind=old").status_code == 403
    assert browser.post("/lists/keep?kind=old", data={"name": "x", "whose": "mine"}).status_code == 403
    assert browser.post(f"/lists/{saved.id}", data={"name": "x", "whose": "mine"}).status_code == 403
    assert browser.post(f"/lists/{saved.id}/forget").status_code == 403
    assert kept(session) == [("Agencies", "kind=agency", None)]


def test_an_unknown_list_is_not_found(client: Client) -> None:
    assert client.get("/lists/99").status_code == 404
    assert client.post("/lists/99/forget").status_code == 404
