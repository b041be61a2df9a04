"""What a card lacks is the same, whether one card is asked or the whole box."""

from itertools import combinations

import pytest
from sqlalchemy import select

from app.contacts.lacking import lacks
from app.contacts.missing import Missing
from app.contacts.queries import contacts_of, missing_on
from app.core import clock
from app.core.database import Session
from app.relations.models import Nature, Region, Relation, Stage
from tests.factories import make_address, make_email, make_person, make_phone, make_relation, make_user

PARTS = (
    *("customer", "organisation", "story", "staff", "region", "mail", "address", "closed address"),
    *("phone", "person", "person who left", "phone of a person", "phone of a person who left"),
)


def card_with(session: Session, parts: frozenset[str], region_id: int | None, staff_id: int) -> Relation:
    """A card on which just these stand."""
    card = make_relation(
        session,
        ", ".join(sorted(parts)) or "nothing",
        nature=Nature.ORGANISATION if "organisation" in parts else Nature.PRIVATE,
        stage=Stage.CURRENT if "customer" in parts else None,
        is_supplier=True,
        story="Kent iedereen." if "story" in parts else "",
        regular_staff_id=staff_id if "staff" in parts else None,
        region_id=region_id if "region" in parts else None,
    )
    people = {"there": {}, "gone": {"left_on": clock.today()}}
    for name, given in people.items():
        is_gone = name == "gone"
        phone = "phone of a person who left" if is_gone else "phone of a person"
        if phone in parts or ("person who left" if is_gone else "person") in parts:
            person = make_person(session, card, **given)
            if phone in parts:
                make_phone(session, card, person_id=person.id)
    if "phone" in parts:
        make_phone(session, card)
    if "mail" in parts:
        make_email(session, card)
    for part, closed_on in (("address", None), ("closed address", clock.today())):
        if part in parts:
            make_address(session, card, closed_on=closed_on)
    return card


@pytest.mark.parametrize("has_regions", [True, False])
def test_one_card_and_the_whole_box_answer_alike(session: Session, *, has_regions: bool) -> None:
    staff = make_user(session)
    region = Region(name="Bollenstreek") if has_regions else None
    if region:
        session.add(region)
        session.flush()
    sets = [frozenset(some) for size in range(3) for some in combinations(PARTS, size)]
    cards = [card_with(session, parts, region.id if region else None, staff.id) for parts in sets]

    together = {
        missing: set(session.scalars(select(Relation.id).where(lacks(missing)))) for missing in Missing
    }

    for card in cards:
        alone = missing_on(card, contacts_of(session, card), has_regions=has_regions)
        assert [missing for missing in Missing if card.id in together[missing]] == alone, card.name
