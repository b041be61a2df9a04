"""Every card stands in the region of its postcode, whichever way the card or the map changes."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select

from app.audit.bulk import delete_tree, insert_rows
from app.audit.models import Deed, RowChange
from app.audit.undo import undo
from app.contacts.actions import add_card, edit_card
from app.contacts.models import Address, AddressKind
from app.contacts.typed import TypedAddress, TypedCard
from app.core.database import Session
from app.regions.actions import add_region, change_region, move_region, remove_region
from app.regions.placing import place
from app.regions.postcodes import Range
from app.relations.actions import put_in_region
from app.relations.models import Region, RegionRange, Relation
from app.users.models import User
from tests.factories import make_address, make_region, make_relation
from tests.statements import statements

POST = {"kind": AddressKind.POST}
CLOSED = {"closed_on": dt.date(2026, 1, 1)}


def region_of(session: Session, relation: Relation) -> str | None:
    """The name of the region in which a card stands once all is saved."""
    session.commit()
    query = select(Region.name).join(Relation, Relation.region_id == Region.id)
    return session.scalar(query.where(Relation.id == relation.id))


def last_deed(session: Session) -> Deed:
    deed = session.scalars(select(Deed).order_by(Deed.id.desc())).first()
    assert deed
    return deed


@pytest.mark.parametrize(
    ("addresses", "region"),
    [
        ([{"postcode": "2312 AB"}], "Leiden"),
        ([{"postcode": "2312ab"}], "Leiden"),
        ([{"postcode": "2161 XX"}], "Bollenstreek"),
        ([{"postcode": "9999 XX"}], None),
        ([{"postcode": ""}], None),
        ([{"postcode": "2312", "country": "BE"}], None),
        ([], None),
        # The visiting address counts, wherever it stands; a branch that was closed does not.
        ([POST | {"postcode": "2161 XX"}, {"postcode": "2312 AB", "position": 1}], "Leiden"),
        ([POST | {"postcode": "2161 XX"}], "Bollenstreek"),
        ([CLOSED | {"postcode": "2312 AB"}, {"postcode": "2161 XX"}], "Bollenstreek"),
    ],
)
def test_the_address_says_the_region(
    session: Session, addresses: list[dict[str, object]], region: str | None
) -> None:
    make_region(session, "Leiden", (2300, 2334))
    make_region(session, "Bollenstreek", (2160, 2199), (2312, 2312))
    relation = make_relation(session)
    for address in addresses:
        make_address(session, relation, **address)

    assert region_of(session, relation) == region


def test_who_moves_house_changes_region_and_back_by_undo(session: Session, bram: User) -> None:
    make_region(session, "Leiden", (2300, 2334))
    make_region(session, "Bollenstreek", (2160, 2199))
    relation = add_card(session, TypedCard(name="Kim", addresses=[TypedAddress(postcode="2312 AB")]), by=bram)
    assert region_of(session, relation) == "Leiden"

    [address] = session.scalars(select(Address)).all()
    there = [TypedAddress(row=address.id, postcode="2161 XX")]
    edit_card(session, relation, TypedCard(name="Kim", addresses=there), by=bram)
    assert region_of(session, relation) == "Bollenstreek"
    version = relation.row_version

    undo(session, last_deed(session), by=bram)
    assert region_of(session, relation) == "Leiden"
    assert relation.row_version in (version, version + 1)

    delete_tree(session, session.get_one(Address, address.id))
    assert region_of(session, relation) is None


def test_many_cards_that_come_in_at_once_find_their_place(session: Session) -> None:
    make_region(session, "Leiden", (2300, 2334))
    cards = [make_relation(session, f"Card {number}") for number in range(3)]
    session.commit()

    insert_rows(session, Address, [{"relation_id": card.id, "postcode": "2312 AB"} for card in cards])

    assert [region_of(session, card) for card in cards] == ["Leiden"] * 3


def test_redrawing_moves_the_cards_and_undoing_moves_them_back(session: Session, owner: User) -> None:
    relation, by_hand = make_relation(session), make_relation(session, "By hand")
    for card in (relation, by_hand):
        make_address(session, card, postcode="2350 AB")
    leiden = add_region(session, name="Leiden", ranges=[Range(2300, 2334)], by=owner)
    put_in_region(session, [by_hand.id], leiden, by=owner)
    assert (region_of(session, relation), region_of(session, by_hand)) == (None, "Leiden")

    change_region(session, leiden, name="Leiden", ranges=[Range(2300, 2399)], by=owner)
    assert region_of(session, relation) == "Leiden"
    wide = last_deed(session)

    add_region(session, name="Rijnstreek", ranges=[Range(2350, 2359)], by=owner)
    rijnstreek = session.scalars(select(Region).where(Region.name == "Rijnstreek")).one()
    assert region_of(session, relation) == "Leiden"
    move_region(session, rijnstreek, up=True, by=owner)
    assert region_of(session, relation) == "Rijnstreek"

    undo(session, wide, by=owner)
    undo(session, session.scalars(select(Deed).where(Deed.what == "region.move")).one(), by=owner)
    assert (region_of(session, relation), region_of(session, by_hand)) == ("Rijnstreek", "Leiden")


def test_a_region_that_goes_gives_its_cards_back_to_their_postcodes(session: Session, owner: User) -> None:
    leiden = make_region(session, "Leiden", (2300, 2334))
    coast = make_region(session, "Bollenstreek", (2160, 2199), (2312, 2312))
    relation, by_hand = make_relation(session), make_relation(session, "By hand")
    for card in (relation, by_hand):
        make_address(session, card, postcode="2312 AB")
    put_in_region(session, [by_hand.id], leiden, by=owner)
    session.commit()

    remove_region(session, leiden, by=owner)
    assert (region_of(session, relation), region_of(session, by_hand)) == ("Bollenstreek", "Bollenstreek")
    assert not session.get_one(Relation, by_hand.id).region_by_hand

    undo(session, last_deed(session), by=owner)
    assert (region_of(session, relation), region_of(session, by_hand)) == ("Leiden", "Leiden")
    assert session.get_one(Relation, by_hand.id).region_by_hand
    assert session.get(Region, coast.id)


def test_where_a_card_stands_is_nobodys_deed(session: Session, owner: User) -> None:
    """A redrawn map writes no line in the history of each card, and makes no open form of a card grow old."""
    relation = make_relation(session)
    make_address(session, relation, postcode="2312 AB")
    session.commit()
    version = relation.row_version

    add_region(session, name="Leiden", ranges=[Range(2300, 2334)], by=owner)
    session.commit()

    tables = select(RowChange.table_name).where(RowChange.deed_id == last_deed(session).id)
    assert set(session.scalars(tables)) == {"region", "region_range"}
    assert relation.row_version == version


def test_a_map_is_redrawn_in_few_statements(session: Session, database: Engine) -> None:
    make_region(session, "Leiden", (2300, 2334))
    for number in range(60):
        make_address(session, make_relation(session, f"Card {number}"), postcode="2312 AB")
    session.flush()

    with statements(database) as seen:
        assert place(session) == 60

    assert len(seen) == 3
    assert place(session) == 0


NUMBERS = st.integers(1000, 1020)
RANGES = st.builds(lambda pair: Range(min(pair), max(pair)), st.tuples(NUMBERS, NUMBERS))


@given(st.lists(st.lists(RANGES, max_size=3), max_size=4), st.lists(NUMBERS, max_size=6), st.data())
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_map_places_any_cards(
    session: Session, regions: list[list[Range]], postcodes: list[int], data: st.DataObject
) -> None:
    """First region by position that holds it; by hand whatever was chosen."""
    # Here, not at the end: an example that is broken off while it draws leaves its regions behind.
    session.rollback()
    made = [make_region(session, f"Region {number}") for number in range(len(regions))]
    for region, ranges in zip(made, regions, strict=True):
        region.position = data.draw(st.integers(0, 9))
        session.flush()
        insert_ranges(session, region, ranges)
    cards = [make_relation(session, f"Card {number}") for number in range(len(postcodes))]
    for card, postcode in zip(cards, postcodes, strict=True):
        make_address(session, card, postcode=f"{postcode} AB")
        chosen = data.draw(st.sampled_from([None, *made]))
        if chosen is not None:
            card.region_by_hand, card.chosen_region_id = True, chosen.id
    session.flush()
    ordered = sorted(zip(made, regions, strict=True), key=lambda pair: (pair[0].position, pair[0].id))

    place(session, [card.id for card in cards])

    session.expire_all()
    for card, postcode in zip(cards, postcodes, strict=True):
        holding = [
            region.id
            for region, ranges in ordered
            if any(one.first <= postcode <= one.last for one in ranges)
        ]
        assert card.region_id == (card.chosen_region_id if card.region_by_hand else next(iter(holding), None))


def insert_ranges(session: Session, region: Region, ranges: list[Range]) -> None:
    insert_rows(
        session,
        RegionRange,
        [{"region_id": region.id, "first": one.first, "last": one.last} for one in ranges],
    )
