"""The form of a card: everything on it can be changed, and nothing that was typed is lost."""

import re
from typing import Any

import pytest
from sqlalchemy import select

from app.contacts.actions import add_card, edit_card
from app.contacts.models import Address, ContactDetail, ContactPerson, SocialAccount
from app.contacts.names import full_name
from app.contacts.queries import accounts_of, addresses_of, details_of, people_of
from app.contacts.typed import TypedAddress, TypedCard, TypedPerson, TypedWay
from app.contacts.ways import read_ways
from app.core.database import Session
from app.core.errors import RuleBroken
from app.relations.actions import discard
from app.relations.models import Kind, Nature, Relation, Stage, StageChange
from app.relations.queries import labels_of
from app.users.models import User
from tests.conftest import Client
from tests.factories import make_consent, make_relation
from tests.forms import boxes_of


def ways(*texts: str) -> list[TypedWay]:
    return [TypedWay(way) for text in texts for way in read_ways(text, None)]


@pytest.fixture
def plas(session: Session, bram: User) -> Relation:
    """A painter with two people, numbers of all kinds and two addresses."""
    ben = TypedPerson(
        first_name="Ben", infix="van der", last_name="Plas", job="eigenaar", ways=ways("0612345678")
    )
    card = TypedCard(
        name="Schildersbedrijf Van der Plas",
        nature=Nature.ORGANISATION,
        kinds=[Kind.CURRENT, Kind.SUPPLIER],
        story="Ben en zijn zoon Rik.",
        labels=["vakman"],
        people=[ben, TypedPerson(first_name="Rik", infix="van der", last_name="Plas")],
        ways=ways(
            "071 512 87 40", "info@plas.example", "plas.example", "instagram.com/plas", "@plas@mastodon.nl"
        ),
        addresses=[TypedAddress(street="Touwbaan", house_number="4", postcode="2225 XK", place="Katwijk")],
    )
    return add_card(session, card, by=bram)


@pytest.fixture
def vries(session: Session, bram: User) -> Relation:
    """A household."""
    people = [TypedPerson(first_name=name, infix="de", last_name="Vries") for name in ("Ans", "Theo")]
    return add_card(session, TypedCard(people=people), by=bram)


def form_of(client: Client, relation: Relation, **typed: str) -> Any:
    page = client.get(f"/relations/{relation.id}/edit")
    assert page.status_code == 200
    return boxes_of(page.text, **typed)


def whole(session: Session, relation: Relation) -> list[dict[str, Any]]:
    """Every row of the card, to compare."""
    session.expire_all()
    models = (ContactPerson, ContactDetail, SocialAccount, Address)
    rows = [session.get_one(Relation, relation.id)] + [
        row
        for model in models
        for row in session.scalars(select(model).where(model.relation_id == relation.id).order_by(model.id))
    ]
    return [{column.name: getattr(row, column.name) for column in row.__table__.columns} for row in rows]


def test_saving_an_unchanged_form_changes_nothing(session: Session, client: Client, plas: Relation) -> None:
    before = whole(session, plas)

    answer = client.post(f"/relations/{plas.id}/edit", data=form_of(client, plas))

    assert answer.status_code == 302
    assert answer.location == f"/relations/{plas.id}"
    assert whole(session, plas) == before


def test_everything_on_the_card_can_be_changed(session: Session, client: Client, plas: Relation) -> None:
    data = form_of(
        client,
        plas,
        name="Van der Plas Schilderwerken",
        story="Alleen Ben nog.",
        labels="vakman, korting",
        **{
            "people-0-job": "directeur",
            "people-0-ways-0-text": "06 87654321 (privé)",
            "ways-0-text": "",
            "ways-1-text": "ben@plas.example",
            "addresses-0-street": "Touwbaan 6-A",
            "addresses-1-street": "Postbus 12",
            "addresses-1-kind": "post",
        },
    )
    data.setlist("kinds", ["old", "agency"])

    answer = client.post(f"/relations/{plas.id}/edit", data=data)
    session.expire_all()

    assert answer.status_code == 302
    assert plas.name == "Van der Plas Schilderwerken"
    assert plas.story == "Alleen Ben nog."
    assert plas.kinds == [Kind.OLD, Kind.AGENCY]
    assert [person.job for person in people_of(session, plas.id)] == ["directeur", None]
    details = {(detail.kind.value, detail.given, detail.label) for detail in details_of(session, plas.id)}
    assert details == {
        ("phone", "06 87654321", "privé"),
        ("email", "ben@plas.example", ""),
        ("website", "plas.example", ""),
    }
    addresses = [
        (one.kind.value, one.street, one.house_number, one.suffix) for one in addresses_of(session, plas.id)
    ]
    assert addresses == [("visit", "Touwbaan", "6", "A"), ("post", "Postbus 12", "", "")]
    [change] = session.scalars(select(StageChange)).all()
    assert (change.was, change.became) == (Stage.CURRENT, Stage.OLD)


def test_several_accounts_are_kept_and_one_stands_on_a_card_once(
    session: Session, client: Client, plas: Relation
) -> None:
    answer = client.post(
        f"/relations/{plas.id}/edit",
        data=form_of(client, plas, **{"ways-5-text": "https://www.instagram.com/Plas/?igsh=1"}),
    )

    assert answer.status_code == 302
    assert [account.key for account in accounts_of(session, plas.id)] == ["plas", "plas@mastodon.nl"]


def test_somebody_can_be_added_left_and_taken_off(session: Session, client: Client, plas: Relation) -> None:
    data = form_of(client, plas, add="people")
    page = client.post(f"/relations/{plas.id}/edit", data=data)
    data = boxes_of(page.text, **{"people-0-goes": "y", "people-1-has_left": "y"})
    data["people-2-last_name"] = "van den IJssel"
    data["people-2-first_name"] = "Karel"

    client.post(f"/relations/{plas.id}/edit", data=data)

    people = people_of(session, plas.id, also_left=True)
    assert [(full_name(person), person.has_left) for person in people] == [
        ("Rik van der Plas", True),
        ("Karel van den IJssel", False),
    ]
    assert [person.infix for person in people] == ["van der", "van den"]
    assert "+31612345678" not in [detail.normalised for detail in details_of(session, plas.id)]


def test_the_name_follows_the_people_until_somebody_renames_the_card(
    session: Session, client: Client, vries: Relation
) -> None:
    assert vries.name == "Fam. De Vries"

    client.post(f"/relations/{vries.id}/edit", data=form_of(client, vries, **{"people-1-goes": "y"}))
    session.expire_all()
    assert (vries.name, vries.sort_name) == ("Ans de Vries", "vries | ans | de")

    client.post(f"/relations/{vries.id}/edit", data=form_of(client, vries, name="Oma Vries"))
    client.post(f"/relations/{vries.id}/edit", data=form_of(client, vries, **{"people-0-first_name": "Anna"}))
    session.expire_all()
    assert vries.name == "Oma Vries"


def test_another_row_saves_nothing_and_keeps_what_was_typed(
    session: Session, client: Client, plas: Relation
) -> None:
    data = form_of(client, plas, add="people-0-ways", story="half een zin")

    page = client.post(f"/relations/{plas.id}/edit", data=data)

    assert page.status_code == 200
    assert "half een zin" in page.text
    assert 'name="people-0-ways-1-text"' in page.text
    assert plas.story == "Ben en zijn zoon Rik."


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": ""}, "Type the name of the firm."),
        ({"name": "x" * 501}, "This is too long"),
        ({"ways-5-text": "@kwast"}, "On which network is this?"),
        ({"ways-5-text": "instagram.com/p/abc"}, "not a profile"),
        ({"ways-5-text": "geheim"}, "On which network is this?"),
        ({"addresses-0-country": "Atlantis"}, "Choose a country from the list."),
        ({"regular_staff_id": "999"}, "Choose one from the list."),
        ({"nature": "robot"}, "Choose one from the list."),
        ({"story": "\x00"}, "that we cannot keep"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    session: Session, client: Client, plas: Relation, typed: dict[str, str], sentence: str
) -> None:
    before = whole(session, plas)

    page = client.post(
        f"/relations/{plas.id}/edit", data=form_of(client, plas, **{"star": "want ja", **typed})
    )

    assert page.status_code == 200
    assert sentence in page.text
    assert "want ja" in page.text
    assert whole(session, plas) == before


def test_a_bare_name_is_kept_once_its_network_is_chosen(
    session: Session, client: Client, plas: Relation
) -> None:
    data = form_of(client, plas, **{"ways-5-text": "@kwast", "ways-5-network": "tiktok"})

    client.post(f"/relations/{plas.id}/edit", data=data)

    assert ("tiktok", "kwast") in [(one.network, one.handle) for one in accounts_of(session, plas.id)]


def test_one_cannot_be_a_potential_and_a_current_customer(client: Client, plas: Relation) -> None:
    data = form_of(client, plas)
    data.setlist("kinds", ["current", "potential"])

    assert (
        "Choose one of current, potential and old customer."
        in client.post(f"/relations/{plas.id}/edit", data=data).text
    )


def test_no_kind_at_all_is_asked_again(client: Client, plas: Relation) -> None:
    data = form_of(client, plas)
    data.poplist("kinds")

    assert "Choose at least one kind." in client.post(f"/relations/{plas.id}/edit", data=data).text


@pytest.mark.parametrize("row", ["people-0-row", "ways-0-row", "addresses-0-row"])
def test_a_row_of_another_card_is_not_found_and_not_touched(
    session: Session, client: Client, plas: Relation, vries: Relation, row: str
) -> None:
    theirs = {
        "people-0-row": str(people_of(session, vries.id)[0].id),
        "ways-0-row": "d999",
        "addresses-0-row": "999",
    }
    before = whole(session, vries), whole(session, plas)

    answer = client.post(f"/relations/{plas.id}/edit", data=form_of(client, plas, **{row: theirs[row]}))

    assert answer.status_code == 404
    assert (whole(session, vries), whole(session, plas)) == before


def test_boxes_that_are_not_on_the_form_are_ignored(session: Session, client: Client, plas: Relation) -> None:
    extra = {
        "id": "1",
        "row_version": "1",
        "made_by_id": "",
        "deleted_at": "2020-01-01",
        "merged_into_id": "1",
        "stage_source": "auto",
        "is_supplier": "",
        "erased_at": "2020-01-01",
        "sort_name": "aaa",
    }
    before = whole(session, plas)

    client.post(f"/relations/{plas.id}/edit", data=form_of(client, plas, **extra))

    assert whole(session, plas) == before


@pytest.mark.parametrize("relation_id", ["0", "-1", str(2**63), "99", "x"])
def test_a_card_that_is_not_there(client: Client, relation_id: str) -> None:
    assert client.get(f"/relations/{relation_id}/edit").status_code == 404
    assert client.post(f"/relations/{relation_id}/edit", data={"name": "x"}).status_code == 404


def test_a_card_in_the_bin_is_not_changed(
    session: Session, client: Client, plas: Relation, bram: User
) -> None:
    data = form_of(client, plas, story="nieuw")
    discard(session, plas, by=bram)

    answer = client.post(f"/relations/{plas.id}/edit", data=data)

    assert answer.status_code == 409
    assert plas.story == "Ben en zijn zoon Rik."
    assert client.get(f"/relations/{plas.id}/edit").status_code == 409


def test_who_only_looks_changes_nothing(
    session: Session, client_as: Any, viewer: User, plas: Relation
) -> None:
    before = whole(session, plas)
    looking = client_as(viewer)

    assert looking.get(f"/relations/{plas.id}/edit").status_code == 403
    assert (
        looking.post(f"/relations/{plas.id}/edit", data={"name": "x", "nature": "private"}).status_code == 403
    )
    assert whole(session, plas) == before


def test_two_people_who_change_different_boxes_both_get_their_way(
    session: Session, client: Client, client_as: Any, bram: User, plas: Relation
) -> None:
    mine = form_of(client, plas, story="Mijn verhaal")
    theirs = form_of(
        client, plas, **{"good_to_know": "Hond bijt", "people-0-job": "baas", "ways-5-text": "112"}
    )
    client_as(bram).post(f"/relations/{plas.id}/edit", data=theirs)

    answer = client.post(f"/relations/{plas.id}/edit", data=mine)
    session.expire_all()

    assert answer.status_code == 302
    assert (plas.story, plas.good_to_know) == ("Mijn verhaal", "Hond bijt")
    assert people_of(session, plas.id)[0].job == "baas"
    assert "112" in [detail.given for detail in details_of(session, plas.id)]


def test_two_people_who_change_the_same_box_see_both_texts(
    session: Session, client: Client, client_as: Any, bram: User, plas: Relation
) -> None:
    mine = form_of(client, plas, story="Mijn verhaal")
    theirs = form_of(client, plas, story="Hun verhaal")
    client_as(bram).post(f"/relations/{plas.id}/edit", data=theirs)

    page = client.post(f"/relations/{plas.id}/edit", data=mine)
    session.expire_all()

    assert page.status_code == 409
    assert "Mijn verhaal" in page.text
    assert "Hun verhaal" in page.text
    assert plas.story == "Hun verhaal"

    answer = client.post(f"/relations/{plas.id}/edit", data=boxes_of(page.text))
    session.expire_all()
    assert answer.status_code == 302
    assert plas.story == "Mijn verhaal"


def test_a_number_that_a_colleague_took_off_comes_back_only_when_i_changed_it(
    session: Session, client: Client, client_as: Any, bram: User, plas: Relation
) -> None:
    untouched = form_of(client, plas, story="Mijn verhaal")
    changed = form_of(client, plas, **{"ways-0-label": "werkplaats"})
    client_as(bram).post(f"/relations/{plas.id}/edit", data=form_of(client, plas, **{"ways-0-text": ""}))

    client.post(f"/relations/{plas.id}/edit", data=untouched)
    assert "+31715128740" not in [detail.normalised for detail in details_of(session, plas.id)]

    client.post(f"/relations/{plas.id}/edit", data=changed)
    labels = {detail.normalised: detail.label for detail in details_of(session, plas.id)}
    assert labels["+31715128740"] == "werkplaats"


def test_changing_only_a_number_makes_an_open_form_grow_old(
    session: Session, client: Client, plas: Relation
) -> None:
    version = plas.row_version

    client.post(f"/relations/{plas.id}/edit", data=form_of(client, plas, **{"ways-0-label": "werkplaats"}))
    session.expire_all()

    assert plas.row_version > version


def test_a_form_without_its_past_is_a_clash_and_no_crash(client: Client, plas: Relation) -> None:
    data = form_of(client, plas, story="Mijn verhaal", row_version="abc", seen="{nonsense")

    assert client.post(f"/relations/{plas.id}/edit", data=data).status_code == 409


def test_the_form_of_somebody_else_shows_no_card(client: Client, session: Session) -> None:
    relation = make_relation(session, "Kim Verbeek")

    page = client.get(f"/relations/{relation.id}/edit")

    assert page.status_code == 200
    assert "Kim Verbeek" in page.text


def test_a_label_typed_twice_is_spelled_as_the_first_time(
    session: Session, client: Client, plas: Relation
) -> None:
    client.post(
        f"/relations/{plas.id}/edit", data=form_of(client, plas, labels="Belt liever, PVC, belt  LIEVER")
    )

    assert [label.name for label in labels_of(session, plas.id)] == ["Belt liever", "PVC"]


def test_a_branch_gets_its_own_person_in_charge_also_somebody_new(
    session: Session, client: Client, plas: Relation
) -> None:
    ben = people_of(session, plas.id)[0]
    data = form_of(
        client, plas, add="people", **{"addresses-1-street": "Duinweg 1", "addresses-1-name": "Noord"}
    )
    page = client.post(f"/relations/{plas.id}/edit", data=data).text
    page = client.post(
        f"/relations/{plas.id}/edit", data=boxes_of(page, add="people", **{"people-2-first_name": "Jan"})
    ).text
    assert '<option value="#2">Jan</option>' in page

    answer = client.post(
        f"/relations/{plas.id}/edit",
        data=boxes_of(page, **{"addresses-0-in_charge": str(ben.id), "addresses-1-in_charge": "#2"}),
    )

    assert answer.status_code == 302
    jan = people_of(session, plas.id)[2]
    assert [address.in_charge_id for address in addresses_of(session, plas.id)] == [ben.id, jan.id]


def test_who_goes_off_the_card_is_in_charge_of_nothing(
    session: Session, client: Client, plas: Relation
) -> None:
    rik = people_of(session, plas.id)[1]
    client.post(
        f"/relations/{plas.id}/edit", data=form_of(client, plas, **{"addresses-0-in_charge": str(rik.id)})
    )

    client.post(f"/relations/{plas.id}/edit", data=form_of(client, plas, **{"people-1-goes": "y"}))

    assert [address.in_charge_id for address in addresses_of(session, plas.id)] == [None]


def test_nobody_of_another_card_is_in_charge(
    session: Session, client: Client, plas: Relation, vries: Relation
) -> None:
    ans = people_of(session, vries.id)[0]

    page = client.post(
        f"/relations/{plas.id}/edit", data=form_of(client, plas, **{"addresses-0-in_charge": str(ans.id)})
    )

    assert "Choose one from the list." in page.text
    assert [address.in_charge_id for address in addresses_of(session, plas.id)] == [None]


def test_a_card_came_through_the_one_that_is_called_so(
    session: Session, client: Client, plas: Relation, vries: Relation
) -> None:
    client.post(f"/relations/{plas.id}/edit", data=form_of(client, plas, came_through="fam. de vries"))
    session.expire_all()
    assert plas.came_through_id == vries.id

    again = form_of(client, plas)
    assert again["came_through"] == vries.name
    client.post(f"/relations/{plas.id}/edit", data=again)
    session.expire_all()
    assert plas.came_through_id == vries.id

    client.post(f"/relations/{plas.id}/edit", data=form_of(client, plas, came_through=""))
    session.expire_all()
    assert plas.came_through_id is None


def test_among_several_somebody_chooses(
    session: Session, client: Client, plas: Relation, vries: Relation
) -> None:
    other = add_card(session, TypedCard(name=vries.name), by=None)

    page = client.post(f"/relations/{plas.id}/edit", data=form_of(client, plas, came_through="De Vries"))
    assert "Choose below who it was" in page.text
    assert page.text.count('name="came_through_id"') == 2

    for chosen in (other, vries):
        client.post(
            f"/relations/{plas.id}/edit",
            data=form_of(client, plas, came_through="De Vries", came_through_id=str(chosen.id)),
        )
        session.expire_all()
        assert plas.came_through_id == chosen.id


@pytest.mark.parametrize("typed", ["Zzyzx", "Schildersbedrijf Van der Plas", "%", "x" * 501])
def test_nobody_came_through_somebody_who_is_not_there_or_through_themselves(
    session: Session, client: Client, plas: Relation, typed: str
) -> None:
    page = client.post(f"/relations/{plas.id}/edit", data=form_of(client, plas, came_through=typed))

    assert page.status_code == 200
    assert typed in page.text
    assert plas.came_through_id is None


def test_the_rule_holds_without_the_form(
    session: Session, plas: Relation, vries: Relation, bram: User
) -> None:
    discard(session, vries, by=bram)

    for host_id in (plas.id, vries.id, 99):
        with pytest.raises(RuleBroken):
            edit_card(session, plas, TypedCard(name="x", came_through_id=host_id), by=bram)
    with pytest.raises(RuleBroken):
        add_card(session, TypedCard(name="x", came_through_id=vries.id), by=bram)


def test_two_people_who_say_through_whom_see_both_names(
    session: Session, client: Client, client_as: Any, bram: User, plas: Relation
) -> None:
    gerrit, vries = (add_card(session, TypedCard(name=name), by=bram) for name in ("Gerrit", "De Vries"))
    mine = form_of(client, plas, came_through="Gerrit")
    theirs = form_of(client, plas, came_through=vries.name)
    client_as(bram).post(f"/relations/{plas.id}/edit", data=theirs)

    page = client.post(f"/relations/{plas.id}/edit", data=mine)
    assert page.status_code == 409
    assert vries.name in page.text

    client.post(f"/relations/{plas.id}/edit", data=boxes_of(page.text))
    session.expire_all()
    assert plas.came_through_id == gerrit.id


def test_who_said_whether_we_may_ring_stays_until_they_leave(
    session: Session, client: Client, plas: Relation, bram: User
) -> None:
    rik = people_of(session, plas.id)[1]
    make_consent(session, plas, person_id=rik.id)

    page = client.post(f"/relations/{plas.id}/edit", data=form_of(client, plas, **{"people-1-goes": "y"}))
    assert "Tick “Is no longer there” instead." in page.text
    with pytest.raises(RuleBroken):
        edit_card(session, plas, TypedCard(name="x", people=[TypedPerson(row=rik.id, goes=True)]), by=bram)
    session.rollback()

    client.post(f"/relations/{plas.id}/edit", data=form_of(client, plas, **{"people-1-has_left": "y"}))
    client.post(f"/relations/{plas.id}/edit", data=form_of(client, plas, **{"people-1-goes": "y"}))
    assert len(people_of(session, plas.id, also_left=True)) == 1


@pytest.mark.parametrize(
    ("missing", "box"),
    [
        ("phone", "ways-5-text"),
        ("email", "ways-5-text"),
        ("address", "addresses-1-street"),
        ("person", "people-2-first_name"),
        ("story", "story"),
        ("staff", "regular_staff_id"),
        ("region", "region"),
    ],
)
def test_what_is_missing_is_where_the_cursor_stands(
    client: Client, plas: Relation, missing: str, box: str
) -> None:
    page = client.get(f"/relations/{plas.id}/edit?missing={missing}").text

    with_cursor = [tag for tag in re.findall(r"<(?:input|textarea|select)[^>]*>", page) if "autofocus" in tag]
    assert len(with_cursor) == 1
    assert f'name="{box}"' in with_cursor[0]
    assert client.get(f"/relations/{plas.id}/edit?missing=robot").status_code == 200
