"""The bin: what is thrown away stays whole and can be put back."""

from typing import Any

import pytest

from app.core import clock
from app.core.database import Session
from app.relations.models import Relation
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_relation


def test_a_card_goes_into_the_bin_and_comes_back(session: Session, client: Client) -> None:
    card = make_relation(session, "Kim Verbeek")

    away = client.post(f"/relations/{card.id}/discard", follow_redirects=True)
    session.expire_all()
    assert not card.is_live
    assert "Kim Verbeek is in the bin." in away.text
    assert "Kim Verbeek" in client.get("/bin").text

    back = client.post(f"/relations/{card.id}/restore")
    session.expire_all()
    assert back.location == f"/relations/{card.id}"
    assert card.is_live
    assert "The bin is empty." in client.get("/bin").text


def test_twice_into_the_bin_is_refused(session: Session, client: Client) -> None:
    card = make_relation(session)
    client.post(f"/relations/{card.id}/discard")

    answer = client.post(f"/relations/{card.id}/discard")

    assert answer.status_code == 409
    assert "in the bin already" in answer.text


def test_a_card_that_is_in_the_box_cannot_be_put_back(session: Session, client: Client) -> None:
    assert client.post(f"/relations/{make_relation(session).id}/restore").status_code == 409


def test_a_card_that_went_into_another_one_stays_there(session: Session, client: Client) -> None:
    card = make_relation(session)
    gone = make_relation(session, "Double", deleted_at=clock.now(), merged_into_id=card.id)

    assert "Double" not in client.get("/bin").text
    assert client.post(f"/relations/{gone.id}/restore").status_code == 409
    note = client.get(f"/relations/{gone.id}/note")
    assert (note.status_code, "This card went into another one." in note.text) == (409, True)


def test_the_last_one_thrown_away_stands_first(session: Session, client: Client, owner: User) -> None:
    first, last = make_relation(session, "Eerste"), make_relation(session, "Laatste")
    client.post(f"/relations/{first.id}/discard")
    client.post(f"/relations/{last.id}/discard")

    page = client.get("/bin").text

    assert page.index(">Laatste</a>") < page.index(">Eerste</a>")


@pytest.mark.parametrize("verb", ["discard", "restore"])
@pytest.mark.parametrize("relation_id", ["0", "-1", str(2**63), "99"])
def test_a_card_that_is_not_there(client: Client, verb: str, relation_id: str) -> None:
    assert client.post(f"/relations/{relation_id}/{verb}").status_code == 404


@pytest.mark.parametrize("verb", ["discard", "restore"])
def test_who_only_looks_throws_nothing_away(
    session: Session, client_as: Any, viewer: User, verb: str
) -> None:
    card = make_relation(session, deleted_at=clock.now() if verb == "restore" else None)
    before = card.deleted_at

    assert client_as(viewer).post(f"/relations/{card.id}/{verb}").status_code == 403

    session.expire_all()
    assert session.get_one(Relation, card.id).deleted_at == before


@pytest.mark.parametrize("verb", ["discard", "restore"])
def test_looking_changes_nothing(client: Client, session: Session, verb: str) -> None:
    assert client.get(f"/relations/{make_relation(session).id}/{verb}").status_code == 405
