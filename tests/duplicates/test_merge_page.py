"""The page of two cards: nothing to choose when the usual is right, nothing half-done when it is not."""

from typing import Any

import pytest
from sqlalchemy import func, select
from werkzeug.datastructures import MultiDict

from app.audit.models import Deed
from app.contacts.models import ContactPerson
from app.core import clock
from app.core.database import Session
from app.duplicates.models import NotDouble
from app.relations.models import Relation
from app.users.models import User
from tests.audit.test_undo import newest, whole_database
from tests.conftest import Client
from tests.factories import make_address, make_person, make_phone, make_relation
from tests.forms import boxes_of


@pytest.fixture
def anna(session: Session) -> Relation:
    relation = make_relation(session, "Anna van der Berg", story="Knows the street.", star="ambassador")
    make_person(session, relation)
    make_phone(session, relation)
    make_address(session, relation)
    return relation


@pytest.fixture
def double(session: Session) -> Relation:
    relation = make_relation(session, "A. v.d. Berg", story="Called about curtains.", source="By phone")
    make_person(session, relation, first_name=None, initials="A.", note="Rings on Saturday.")
    make_phone(session, relation)
    return relation


def page_of(one: Relation, other: Relation) -> str:
    return f"/relations/{one.id}/merge/{other.id}"


def posted(client: Client, one: Relation, other: Relation, **changes: str | list[str]) -> MultiDict[str, str]:
    """The form as the page offers it, with these changes."""
    form = boxes_of(client.get(page_of(one, other)).text)
    for name, value in changes.items():
        form.setlist(name, value if isinstance(value, list) else [value])
    return form


def test_saving_it_as_it_is_keeps_the_fuller_card_and_everything(
    session: Session, client: Client, anna: Relation, double: Relation
) -> None:
    answer = client.post(page_of(anna, double), data=posted(client, anna, double))

    session.expire_all()
    assert answer.location == f"/relations/{anna.id}"
    assert (anna.is_live, double.is_live) == (True, False)
    assert anna.name == "Anna van der Berg"
    assert anna.story == "Knows the street.\n\nCalled about curtains."
    assert (anna.star, anna.source) == ("ambassador", "By phone")
    (person,) = session.scalars(select(ContactPerson).where(ContactPerson.relation_id == anna.id))
    assert (person.first_name, person.initials, person.note) == ("Anna", "A.", "Rings on Saturday.")
    page = client.get(answer.location).text
    assert "It is one card now: Anna van der Berg." in page
    assert "on the card under What was changed" in page


def test_every_choice_is_kept(session: Session, client: Client, anna: Relation, double: Relation) -> None:
    data = posted(client, anna, double, stays="second", box_story="first", box_name="first", alike=[])

    client.post(page_of(anna, double), data=data)

    session.expire_all()
    assert (anna.is_live, double.is_live) == (False, True)
    assert (double.name, double.story) == ("Anna van der Berg", "Knows the street.")
    people = session.scalars(select(ContactPerson).where(ContactPerson.relation_id == double.id)).all()
    assert len(people) == 2


def test_the_order_of_the_address_does_not_matter(
    session: Session, client: Client, anna: Relation, double: Relation
) -> None:
    client.post(page_of(double, anna), data=posted(client, double, anna))

    session.expire_all()
    assert (anna.is_live, double.is_live) == (True, False)


def test_the_page_says_why_and_what_comes_along(client: Client, anna: Relation, double: Relation) -> None:
    page = client.get(page_of(anna, double)).text

    assert "same phone number · name almost the same" in page
    assert "ambassador" in page
    assert "Touwbaan 4-A" in page


def test_the_old_address_shows_the_card_that_stayed(
    session: Session, client: Client, anna: Relation, double: Relation
) -> None:
    client.post(page_of(anna, double), data=posted(client, anna, double))

    answer = client.get(f"/relations/{double.id}")

    assert (answer.status_code, answer.location) == (302, f"/relations/{anna.id}")


def test_it_is_undone_from_the_history(
    session: Session, client: Client, anna: Relation, double: Relation
) -> None:
    session.commit()
    before = whole_database(session)
    client.post(page_of(anna, double), data=posted(client, anna, double))
    session.expire_all()
    assert "Two cards made one" in client.get(f"/relations/{anna.id}/history").text

    client.post(f"/deeds/{newest(session).id}/undo")

    session.expire_all()
    assert whole_database(session) == before
    assert client.get(f"/relations/{double.id}").status_code == 200


def test_a_merge_of_a_card_that_somebody_edits_meanwhile_shows_both_texts(
    session: Session, client: Client, anna: Relation, double: Relation
) -> None:
    data = posted(client, anna, double, box_name="second")
    anna.story = "Moved to Katwijk."
    session.commit()
    before = whole_database(session)

    answer = client.post(page_of(anna, double), data=data)

    session.expire_all()
    assert answer.status_code == 409
    assert "A colleague changed one of these cards" in answer.text
    assert "Knows the street." in answer.text
    assert "Moved to Katwijk." in answer.text
    assert boxes_of(answer.text)["box_name"] == "second"
    assert whole_database(session) == before

    again = client.post(page_of(anna, double), data=boxes_of(answer.text))
    session.expire_all()
    assert again.status_code == 302
    assert anna.story == "Moved to Katwijk.\n\nCalled about curtains."
    assert anna.name == "A. v.d. Berg"


def test_a_number_that_came_meanwhile_is_shown_too(
    session: Session, client: Client, anna: Relation, double: Relation
) -> None:
    data = posted(client, anna, double)
    edit = boxes_of(client.get(f"/relations/{double.id}/edit").text, **{"ways-1-text": "06 00 00 00 77"})
    client.post(f"/relations/{double.id}/edit", data=edit)

    answer = client.post(page_of(anna, double), data=data)

    assert answer.status_code == 409
    assert "06 00 00 00 77" in answer.text


@pytest.mark.parametrize("seen", ["", "{", "[]", '{"first.name": 5, "x": "y"}'])
def test_a_form_without_its_past_is_refused_and_no_crash(
    session: Session, client: Client, anna: Relation, double: Relation, seen: str
) -> None:
    data = posted(client, anna, double, versions="x", seen=seen)

    assert client.post(page_of(anna, double), data=data).status_code == 409
    session.expire_all()
    assert double.is_live


@pytest.mark.parametrize(
    "changes", [{"stays": "third"}, {"box_story": "third"}, {"alike": ["1-99"]}, {"alike": ["x"]}]
)
def test_what_the_page_did_not_offer_is_not_chosen(
    session: Session, client: Client, anna: Relation, double: Relation, changes: dict[str, Any]
) -> None:
    answer = client.post(page_of(anna, double), data=posted(client, anna, double, **changes))

    session.expire_all()
    assert answer.status_code == 200
    assert "Not saved yet." in answer.text
    assert double.is_live


def test_these_are_two_is_asked_once(
    session: Session, client: Client, anna: Relation, double: Relation
) -> None:
    assert "A. v.d. Berg" in client.get("/tidy-up").text

    answer = client.post(f"{page_of(double, anna)}/two?back=tidying")

    session.expire_all()
    assert answer.location == "/tidy-up"
    (said,) = session.scalars(select(NotDouble))
    assert (said.lower_id, said.higher_id) == (anna.id, double.id)
    assert "may be one" not in client.get("/tidy-up", follow_redirects=True).text


def test_who_came_from_tidy_up_goes_back_there(client: Client, anna: Relation, double: Relation) -> None:
    answer = client.post(f"{page_of(anna, double)}?back=tidying", data=posted(client, anna, double))

    assert answer.location == "/tidy-up"


@pytest.mark.parametrize("verb", ["", "/two"])
def test_a_card_in_the_bin_is_not_merged(
    session: Session, client: Client, anna: Relation, double: Relation, verb: str
) -> None:
    double.deleted_at = clock.now()

    assert client.post(page_of(anna, double) + verb).status_code == 409
    assert client.get(page_of(anna, double)).status_code == 409


@pytest.mark.parametrize("other", ["0", "99", str(2**63), "x"])
@pytest.mark.parametrize("verb", ["", "/two"])
def test_a_card_that_is_not_there(client: Client, anna: Relation, other: str, verb: str) -> None:
    assert client.post(f"/relations/{anna.id}/merge/{other}{verb}").status_code == 404
    assert client.post(f"/relations/{other}/merge/{anna.id}{verb}").status_code == 404


def test_a_card_has_no_double_in_itself(client: Client, anna: Relation) -> None:
    assert client.get(page_of(anna, anna)).status_code == 404


def test_who_only_looks_merges_nothing(
    session: Session, client_as: Any, viewer: User, anna: Relation, double: Relation
) -> None:
    browser = client_as(viewer)
    deeds = session.scalar(select(func.count(Deed.id)))

    assert browser.get(page_of(anna, double)).status_code == 403
    assert browser.get(f"/relations/{anna.id}/merge").status_code == 403
    assert browser.post(page_of(anna, double)).status_code == 403
    assert browser.post(page_of(anna, double) + "/two").status_code == 403
    assert session.scalar(select(func.count(Deed.id))) == deeds


def test_another_card_is_chosen_by_searching(client: Client, anna: Relation, double: Relation) -> None:
    assert f"/relations/{anna.id}/merge" in client.get(f"/relations/{anna.id}").text

    empty = client.get(f"/relations/{anna.id}/merge")
    found = client.get(f"/relations/{anna.id}/merge?q=berg")
    nobody = client.get(f"/relations/{anna.id}/merge?q=nobody<script>")

    assert empty.status_code == 200
    assert page_of(anna, double) in found.text
    assert page_of(anna, anna) not in found.text
    assert "No other card fits" in nobody.text
    assert "<script>" not in nobody.text.split("<main")[1]


def test_hostile_names_are_only_text(session: Session, client: Client) -> None:
    one = make_relation(session, "<script>alert(1)</script> Berg", story="{{ 7 * 7 }}")
    other = make_relation(session, "\u202eBerg <b>", story="<img src=x onerror=alert(1)>")

    page = client.get(page_of(one, other)).text

    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "{{ 7 * 7 }}" in page
