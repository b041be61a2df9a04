"""The rows of the list: each card with its people, first number and place, in two statements for all."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
    BindParameter,
    Executable,
    Integer,
    Select,
    String,
    bindparam,
    case,
    literal_column,
    null,
    select,
    union_all,
)
from sqlalchemy import Row as Found

from app.contacts.models import Address, ContactDetail, ContactPerson, DetailKind
from app.contacts.names import PersonName, full_name, private_listed_name
from app.contacts.shown import Number, shown_number
from app.core.database import Session
from app.core.words import ngettext
from app.relations.models import Kind, Nature, Relation, Stage, kinds_of
from app.relations.sorting import letter_of
from app.users.models import User

# More people than this are counted, not named.
MOST_NAMED = 3

CARDS: BindParameter[int] = bindparam("cards", expanding=True)

Card = tuple[int, str, str, Nature, Stage | None, bool, bool, dt.date | None, int, str | None]


class Row(NamedTuple):
    """One row of the list: only what it shows, not the card itself."""

    id: int
    name: str
    people: str
    kinds: Sequence[Kind]
    number: Number | None
    place: str
    staff: str
    spoken_on: dt.date | None
    letter: str
    version: int


class _Parts(NamedTuple):
    """What belongs to the cards of one page, by the number of the card."""

    people: dict[int, list[PersonName]]
    numbers: dict[int, Number]
    places: dict[int, str]


def cards() -> Select[*Card]:
    """What a row shows of the card itself."""
    return select(
        Relation.id,
        Relation.name,
        Relation.sort_name,
        Relation.nature,
        Relation.stage,
        Relation.is_supplier,
        Relation.is_agency,
        Relation.last_spoken_on,
        Relation.row_version,
        User.name.label("staff"),
    ).outerjoin(User, User.id == Relation.regular_staff_id)


def rows_of(session: Session, page: Select[*Card], **asked: int) -> list[Row]:
    """The rows of these cards; `asked` are the values that the statement waits for."""
    found = session.execute(page, asked).all()
    parts = _parts_of(session, [card.id for card in found])
    return [_row(card, parts) for card in found]


def _people() -> Select[*tuple[Any, ...]]:
    return select(
        literal_column("'person'", String).label("what"),
        ContactPerson.relation_id.label("card"),
        literal_column("0", Integer).label("rank"),
        ContactPerson.position.label("position"),
        ContactPerson.first_name.label("first"),
        ContactPerson.infix.label("second"),
        ContactPerson.last_name.label("third"),
        ContactPerson.initials.label("fourth"),
        ContactPerson.name_rule.label("fifth"),
    ).where(ContactPerson.relation_id.in_(CARDS), ContactPerson.left_on.is_(None))


def _numbers() -> Select[*tuple[Any, ...]]:
    # The card's own numbers come before those of its people.
    rank = case((ContactDetail.person_id.is_(None), 0), else_=1)
    return (
        select(
            literal_column("'number'"),
            ContactDetail.relation_id,
            rank,
            ContactDetail.position,
            ContactDetail.given,
            ContactDetail.normalised,
            *[null()] * 3,
        )
        .outerjoin(ContactPerson, ContactPerson.id == ContactDetail.person_id)
        .where(
            ContactDetail.relation_id.in_(CARDS),
            ContactDetail.kind == DetailKind.PHONE,
            ContactPerson.left_on.is_(None),
        )
    )


def _places() -> Select[*tuple[Any, ...]]:
    return select(
        literal_column("'place'"),
        Address.relation_id,
        literal_column("0"),
        Address.position,
        Address.place,
        *[null()] * 4,
    ).where(Address.relation_id.in_(CARDS), Address.closed_on.is_(None), Address.place != "")


@cache
def _all_parts() -> Executable:
    """Built once: only the numbers of the cards differ from page to page."""
    parts = union_all(_people(), _numbers(), _places()).subquery()
    return select(parts).order_by(parts.c.card, parts.c.rank, parts.c.position)


def _parts_of(session: Session, card_ids: Sequence[int]) -> _Parts:
    parts = _Parts(defaultdict(list), {}, {})
    if not card_ids:
        return parts
    found = session.execute(_all_parts(), {CARDS.key: card_ids})
    for what, card, _rank, _position, first, second, third, fourth, fifth in found:
        if what == "person":
            parts.people[card].append(PersonName(None, fourth, first, second, third, None, fifth))
        elif what == "place":
            parts.places.setdefault(card, first)
        elif card not in parts.numbers:
            parts.numbers[card] = shown_number(first, second)
    return parts


def _row(card: Found[*Card], parts: _Parts) -> Row:
    people = parts.people[card.id]
    is_private = card.nature is Nature.PRIVATE
    rule = people[0].name_rule if people else "nl"
    return Row(
        id=card.id,
        name=private_listed_name(card.name, rule=rule) if is_private else card.name,
        people="" if is_private and len(people) == 1 else _named(people),
        kinds=kinds_of(card.stage, is_supplier=card.is_supplier, is_agency=card.is_agency),
        number=parts.numbers.get(card.id),
        place=parts.places.get(card.id, ""),
        staff=card.staff or "",
        spoken_on=card.last_spoken_on,
        letter=letter_of(card.sort_name),
        version=card.row_version,
    )


def _named(people: Sequence[PersonName]) -> str:
    """'Wim Pot', 'Ben, Rik', or how many there are."""
    if len(people) == 1:
        return full_name(people[0])
    if len(people) > MOST_NAMED:
        return ngettext("%(num)s contact person", "%(num)s contact persons", len(people))
    return ", ".join(person.first_name or full_name(person) for person in people)
