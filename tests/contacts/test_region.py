"""On the form of a card the region follows the postcode, unless somebody chooses one."""

from app.core.database import Session
from app.relations.models import Relation
from tests.conftest import Client
from tests.factories import make_address, make_person, make_region, make_relation
from tests.forms import boxes_of


def save(client: Client, relation: Relation, region: str) -> str:
    """What the page answers to the form of this card with another region."""
    path = f"/relations/{relation.id}/edit"
    return client.post(path, data=boxes_of(client.get(path).text, region=region)).text


def make_card(session: Session) -> Relation:
    relation = make_relation(session)
    make_person(session, relation, first_name="Kim", infix=None, last_name="Verbeek")
    make_address(session, relation, postcode="2312 AB")
    return relation


def test_the_form_says_where_the_postcode_puts_the_card(client: Client, session: Session) -> None:
    make_region(session, "Leiden", (2300, 2334))
    relation = make_card(session)

    assert "by postcode (Leiden)" in client.get(f"/relations/{relation.id}/edit").text
    assert "<dt>Region</dt><dd>Leiden</dd>" in client.get(f"/relations/{relation.id}").text


def test_a_region_is_chosen_by_hand_and_left_to_the_postcode_again(client: Client, session: Session) -> None:
    leiden, coast = make_region(session, "Leiden", (2300, 2334)), make_region(session, "Bollenstreek")
    relation = make_card(session)

    for typed, expected in ((str(coast.id), coast.id), ("0", None), ("", leiden.id)):
        save(client, relation, typed)
        session.expire_all()
        assert relation.region_id == expected
        assert relation.region_by_hand == bool(typed)
        assert boxes_of(client.get(f"/relations/{relation.id}/edit").text)["region"] == typed


def test_saving_the_card_leaves_a_choice_as_it_was(client: Client, session: Session) -> None:
    make_region(session, "Leiden", (2300, 2334))
    coast = make_region(session, "Bollenstreek")
    relation = make_card(session)
    save(client, relation, str(coast.id))

    path = f"/relations/{relation.id}/edit"
    client.post(path, data=boxes_of(client.get(path).text, story="Paints boats."))

    session.expire_all()
    assert (relation.story, relation.region_id) == ("Paints boats.", coast.id)


def test_a_region_that_is_not_there_is_refused(client: Client, session: Session) -> None:
    relation = make_card(session)

    assert "Choose one from the list." in save(client, relation, "999")
    session.expire_all()
    assert not relation.region_by_hand
