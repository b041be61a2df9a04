"""Ringing with a mobile: the number of one row as a code, on a page that nobody else gets anything of."""

from typing import Any

import pytest

from app.contacts.models import ContactDetail, DetailKind
from app.core.database import Session
from app.core.qr import qr_code
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_email, make_phone, make_relation


def test_the_number_stands_on_the_page_as_a_code(session: Session, client: Client) -> None:
    phone = make_phone(session, make_relation(session))
    code = qr_code(b"tel:+31710128740")
    assert code

    page = client.get(f"/numbers/{phone.id}").text

    assert code.path in page
    assert "071 012 87 40" in page
    assert "Kim Verbeek" in page


def test_the_card_leads_there_without_a_number_in_the_address(session: Session, client: Client) -> None:
    relation = make_relation(session)
    phone = make_phone(session, relation)

    assert f'href="/numbers/{phone.id}"' in client.get(f"/relations/{relation.id}").text


def test_who_only_looks_may_ring(session: Session, client_as: Any, viewer: User) -> None:
    phone = make_phone(session, make_relation(session))

    assert client_as(viewer).get(f"/numbers/{phone.id}").status_code == 200


@pytest.mark.parametrize("number", ["0", "99", str(2**63), "x"])
def test_a_number_that_is_not_there(client: Client, number: str) -> None:
    assert client.get(f"/numbers/{number}").status_code == 404


def test_what_cannot_be_rung_has_no_code(session: Session, client: Client) -> None:
    relation = make_relation(session)
    mail = make_email(session, relation)
    odd = ContactDetail(relation_id=relation.id, kind=DetailKind.PHONE, given="ask Ben", normalised="ask Ben")
    session.add(odd)
    session.flush()

    assert client.get(f"/numbers/{mail.id}").status_code == 404
    assert client.get(f"/numbers/{odd.id}").status_code == 404
