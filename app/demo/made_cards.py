"""Puts an invented card in the box, through the action that the form of a card uses."""

from app.contacts.actions import add_card
from app.contacts.models import AddressKind, NameRule, Salutation
from app.contacts.names import full_name, read_name
from app.contacts.queries import people_of
from app.contacts.typed import TypedAddress, TypedCard, TypedPerson, TypedWay, person_of
from app.contacts.ways import labelled, phones_of, read_ways
from app.core import clock
from app.core.database import Session
from app.core.deeds import begin
from app.demo.cards import Card, Person, Place
from app.relations.models import Kind, Nature, Relation
from app.users.models import User


def make_card(
    session: Session, card: Card, *, regular: User | None, host: Relation | None, by: User
) -> Relation:
    """The card as somebody typed it on the day that it was made."""
    stage = [Kind.POTENTIAL if card.stage == "old" else Kind(card.stage)] if card.stage else []
    typed = TypedCard(
        name=card.name,
        nature=Nature.ORGANISATION if card.is_organisation else Nature.PRIVATE,
        kinds=[*stage, *(Kind(role) for role in card.roles)],
        story=card.story,
        good_to_know=card.good_to_know,
        star=card.star,
        language=card.language,
        regular_staff_id=regular.id if regular else None,
        came_through_id=host.id if host else None,
        source=card.source,
        about=card.about,
        our_reference=card.our_reference,
        counter_hours=card.counter_hours,
        is_emergency=card.is_emergency,
        labels=card.tags,
        people=[_person(person) for person in card.persons],
        ways=_ways(card.phones, (*card.emails, *card.websites, *card.accounts)),
        addresses=[_address(place, card.persons) for place in card.places],
    )
    return add_card(session, typed, by=by)


def leave(session: Session, relation: Relation, name: str, *, by: User) -> None:
    """This person no longer works there."""
    begin(session, "relation.edit", by=by)
    for person in people_of(session, relation.id):
        if full_name(person) == name:
            person.left_on = clock.today()
    session.flush()


def _person(person: Person) -> TypedPerson:
    name = person_of(read_name(person.name, rule=person.name_rule))
    return TypedPerson(
        salutation=Salutation(person.salutation) if person.salutation else None,
        initials=name.initials,
        first_name=name.first_name,
        infix=name.infix,
        last_name=name.last_name,
        name_rule=NameRule(person.name_rule),
        job=person.job,
        best_time=person.best_time,
        note=person.note,
        ways=_ways(person.phones, person.emails),
    )


def _ways(phones: tuple[tuple[str, str], ...], others: tuple[str, ...]) -> list[TypedWay]:
    numbers = [labelled(way, label) for given, label in phones for way in phones_of(given)]
    return [TypedWay(way) for way in (*numbers, *(way for other in others for way in read_ways(other)))]


def _address(place: Place, persons: tuple[Person, ...]) -> TypedAddress:
    names = [person.name for person in persons]
    return TypedAddress(
        kind=AddressKind(place.kind),
        name=place.name,
        street=place.street,
        house_number=place.number,
        suffix=place.suffix,
        postcode=place.postcode,
        place=place.place,
        country=place.country,
        in_charge=f"#{names.index(place.in_charge)}" if place.in_charge else "",
    )
