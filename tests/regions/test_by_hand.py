"""A region chosen by hand stays, whatever the postcode says; and it can be left to the postcode again."""

from app.audit.models import Deed
from app.audit.undo import undo
from app.core import clock
from app.core.database import Session
from app.relations.actions import put_in_region
from app.relations.models import Region, Relation
from app.users.models import User
from tests.factories import make_address, make_region, make_relation


def region_of(session: Session, relation: Relation) -> int | None:
    session.commit()
    return session.get_one(Relation, relation.id).region_id


def test_a_choice_by_hand_stands_above_the_postcode(session: Session, bram: User) -> None:
    leiden, coast = make_region(session, "Leiden", (2300, 2334)), make_region(session, "Bollenstreek")
    relation = make_relation(session)
    make_address(session, relation, postcode="2312 AB")
    assert region_of(session, relation) == leiden.id

    assert put_in_region(session, [relation.id], coast, by=bram) == 1
    assert region_of(session, relation) == coast.id

    put_in_region(session, [relation.id], None, by=bram)
    assert region_of(session, relation) is None

    put_in_region(session, [relation.id], None, by_hand=False, by=bram)
    assert region_of(session, relation) == leiden.id


def test_many_cards_are_chosen_for_at_once_but_not_those_in_the_bin(session: Session, bram: User) -> None:
    region = make_region(session)
    cards = [make_relation(session, f"Card {number}") for number in range(4)]
    cards[3].deleted_at = clock.now()

    assert put_in_region(session, (card.id for card in cards), region, by=bram) == 3
    assert put_in_region(session, (card.id for card in cards), region, by=bram) == 0

    assert [region_of(session, card) for card in cards] == [region.id] * 3 + [None]


def test_undoing_a_choice_asks_the_map_of_today(session: Session, bram: User) -> None:
    """Left to the postcode, then the map was redrawn: the choice that comes back is the one that was made."""
    leiden, coast = make_region(session, "Leiden", (2300, 2334)), make_region(session, "Bollenstreek")
    relation = make_relation(session)
    make_address(session, relation, postcode="2312 AB")
    put_in_region(session, [relation.id], coast, by=bram)
    session.commit()
    put_in_region(session, [relation.id], None, by_hand=False, by=bram)
    session.commit()
    deed = session.query(Deed).order_by(Deed.id.desc()).first()
    assert deed
    early = make_region(session, "Early", (2310, 2319), position=-1)
    assert region_of(session, relation) == early.id

    undo(session, deed, by=bram)

    assert region_of(session, relation) == coast.id
    assert session.get_one(Region, leiden.id)
