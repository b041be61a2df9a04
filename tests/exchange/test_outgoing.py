"""A relation as cards for a phone."""

import datetime as dt
from collections.abc import Callable

from app.contacts.models import SocialAccount
from app.contacts.vcard import Account, Card, CardAddress, Labelled, read_cards, write_card
from app.core import clock
from app.core.database import Session
from app.exchange.queries import cards_for_a_phone
from app.relations.models import Nature, Relation
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_address, make_email, make_person, make_phone, make_relation


def downloaded(client: Client, relation: Relation) -> list[Card]:
    answer = client.get(f"/relations/{relation.id}.vcf")
    assert answer.status_code == 200
    return [read.card for read in read_cards(answer.data) if read.card]


def test_a_private_relation_is_one_card_with_all_that_is_known(client: Client, session: Session) -> None:
    relation = make_relation(session, "Anna van der Berg", story="Betaalt laat")
    make_person(session, relation)
    make_phone(session, relation, "071 012 87 40", label="werk")
    make_email(session, relation, "anna@berg.example")
    make_address(session, relation)
    session.add(
        SocialAccount(
            relation_id=relation.id,
            network="instagram",
            given="@anna",
            key="anna",
            url="https://instagram.com/anna",
        )
    )

    assert downloaded(client, relation) == [
        Card(
            full_name="Anna van der Berg",
            first_name="Anna",
            last_name="van der Berg",
            phones=(Labelled("071 012 87 40", "work"),),
            mails=(Labelled("anna@berg.example"),),
            accounts=(Account("instagram", "https://instagram.com/anna"),),
            addresses=(CardAddress("Touwbaan 4-A", "2225 XK", "Katwijk", country="Netherlands"),),
            uid=f"urn:kaartenbak:test-shop:relation:{relation.id}",
        )
    ]


def test_what_the_shop_notes_about_people_stays_in_the_box(client: Client, session: Session) -> None:
    relation = make_relation(session, story="Betaalt laat", good_to_know="Ruzie met de buren")
    make_person(session, relation, note="Scheidt")

    content = client.get(f"/relations/{relation.id}.vcf").data

    assert all(word not in content for word in (b"Betaalt", b"Ruzie", b"Scheidt"))


def test_an_organisation_comes_with_its_people_but_not_with_who_left(
    client: Client, session: Session
) -> None:
    firm = make_relation(session, "Bakkerij Hart", nature=Nature.ORGANISATION)
    jan = make_person(session, firm, first_name="Jan", infix=None, last_name="Hart", job="bakker")
    make_person(session, firm, first_name="Piet", infix=None, last_name="Kok", left_on=dt.date(2026, 1, 1))
    make_phone(session, firm, "0252 01 23 45")
    make_phone(session, firm, "06 00 00 00 43", person_id=jan.id)

    cards = downloaded(client, firm)

    assert [(card.full_name, card.organisation, card.job) for card in cards] == [
        ("Bakkerij Hart", "Bakkerij Hart", ""),
        ("Jan Hart", "Bakkerij Hart", "bakker"),
    ]
    assert [[phone.value for phone in card.phones] for card in cards] == [
        ["0252 01 23 45"],
        ["06 00 00 00 43"],
    ]


def test_a_firm_of_which_only_its_people_are_known_is_no_empty_card(client: Client, session: Session) -> None:
    firm = make_relation(session, "Bakkerij Hart", nature=Nature.ORGANISATION)
    make_person(session, firm, first_name="Jan", infix=None, last_name="Hart")

    assert [card.full_name for card in downloaded(client, firm)] == ["Jan Hart"]


def test_a_couple_is_one_card_under_the_name_of_their_own_card(client: Client, session: Session) -> None:
    couple = make_relation(session, "Fam. De Vries")
    make_person(session, couple, first_name="Ans", infix="de", last_name="Vries")
    make_person(session, couple, first_name="Theo", infix="de", last_name="Vries")

    assert [card.full_name for card in downloaded(client, couple)] == ["Fam. De Vries"]


def test_a_name_writes_no_header_and_no_line_of_its_own(client: Client, session: Session) -> None:
    relation = make_relation(session, 'a\r\nX: y";filename=evil.exe')

    answer = client.get(f"/relations/{relation.id}.vcf")

    assert answer.headers.getlist("X") == []
    assert len(answer.headers.getlist("Content-Disposition")) == 1
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    assert answer.mimetype == "text/vcard"
    names = [line.partition(b":")[0] for line in answer.data.split(b"\r\n") if line and line[:1] != b" "]
    assert names == [b"BEGIN", b"VERSION", b"N", b"FN", b"UID", b"END"]


def test_what_went_out_is_known_again_when_it_comes_in(session: Session) -> None:
    relation = make_relation(session, "Anna van der Berg")
    make_person(session, relation)
    make_phone(session, relation)

    [card] = cards_for_a_phone(session, relation)

    assert [read.card for read in read_cards(write_card(card))] == [card]


def test_there_is_no_card_of_nobody_nor_of_who_is_in_the_bin(client: Client, session: Session) -> None:
    binned = make_relation(session, deleted_at=clock.now())

    assert client.get("/relations/999999.vcf").status_code == 404
    assert client.get(f"/relations/{binned.id}.vcf").status_code == 404


def test_who_may_only_look_may_have_it_and_a_stranger_may_not(
    client_as: Callable[[User], Client], anonymous: Client, viewer: User, session: Session
) -> None:
    relation = make_relation(session)

    assert client_as(viewer).get(f"/relations/{relation.id}.vcf").status_code == 200
    assert anonymous.get(f"/relations/{relation.id}.vcf").location.startswith("/sign-in")
