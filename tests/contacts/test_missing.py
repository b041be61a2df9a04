"""What a card lacks: the hint on the card and the filter of the list say the same of every card."""

from itertools import product

from sqlalchemy import select

from app.contacts.lacking import lacks
from app.contacts.missing import Missing
from app.contacts.queries import contacts_of, missing_on
from app.core import clock
from app.core.database import Session
from app.relations.models import Nature, Region, Relation
from app.relations.queries import find_card
from tests.factories import make_address, make_email, make_person, make_phone, make_relation


def on_the_card(session: Session) -> dict[str, list[Missing]]:
    found = {}
    for relation_id in session.scalars(select(Relation.id)):
        card = find_card(session, relation_id)
        assert card
        contacts = contacts_of(session, card.relation)
        found[card.relation.name] = missing_on(card.relation, contacts, has_regions=card.has_regions)
    return found


def in_the_list(session: Session) -> dict[str, list[Missing]]:
    found: dict[str, list[Missing]] = {name: [] for name in session.scalars(select(Relation.name))}
    for missing in Missing:
        for name in session.scalars(select(Relation.name).where(lacks(missing))):
            found[name].append(missing)
    return found


def test_the_hint_and_the_filter_say_the_same(session: Session) -> None:
    for nature, is_agency, people, ways in product(Nature, (False, True), ("", "there", "left"), range(3)):
        card = make_relation(
            session, f"{nature} {is_agency} {people} {ways}", nature=nature, is_agency=is_agency
        )
        if people:
            person = make_person(session, card, left_on=clock.today() if people == "left" else None)
        if ways:
            make_phone(session, card, person_id=person.id if people else None)
            make_address(session, card, closed_on=clock.today() if ways == 1 else None)
        if ways > 1:
            make_email(session, card)
            card.story = "Somebody."
    session.flush()

    assert on_the_card(session) == in_the_list(session)

    session.add(Region(name="Leiden"))
    session.flush()

    assert on_the_card(session) == in_the_list(session)


def test_a_whole_card_lacks_nothing(session: Session) -> None:
    card = make_relation(session, nature=Nature.ORGANISATION, is_agency=True, stage=None)
    make_phone(session, card)
    make_email(session, card)
    make_address(session, card)
    make_person(session, card)

    assert on_the_card(session) == {card.name: []}
