"""Which cards may be one: looked for where they share a number, a door or a place in the alphabet."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, islice
from operator import itemgetter
from typing import Any

from rapidfuzz.distance import OSA
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute

from app.audit.tables import chunks
from app.contacts.models import Address, ContactDetail, DetailKind
from app.core.database import Session
from app.duplicates.matching import Likened, Likeness, likeness
from app.duplicates.models import NotDouble
from app.relations.models import Relation

# A number or a door that more cards share belongs to a building, a switchboard or a family of cousins.
MOST_SHARING = 6
# So many pairs are looked at in one go; more than anybody tidies up in a year.
MOST_LOOKED_AT = 5000
# So far apart may two names stand in the alphabet, and so many slips may lie between them.
NEIGHBOURS, SLIPS = 4, 2
LEAST_ALIKE = 3

Ids = tuple[int, int]


@dataclass(frozen=True)
class Pair:
    """Two cards that may be one, and why; the lower number stands first."""

    first_id: int
    second_id: int
    likeness: Likeness


def likely_doubles(session: Session) -> list[Pair]:
    """Every two cards that are likely to be one, the likeliest first; not those of which somebody said no."""
    looked_at = _not_double(session)
    candidates = _likeliest(_sharing(session) - looked_at, _neighbours(session) - looked_at)
    cards = _likened(session, {card_id for pair in candidates for card_id in pair})
    pairs = [
        Pair(first, second, found)
        for first, second in candidates
        if first in cards and second in cards and (found := likeness(cards[first], cards[second]))
    ]
    return sorted(pairs, key=lambda pair: (-pair.likeness.weight, -pair.second_id, -pair.first_id))


def likeness_of(session: Session, one_id: int, other_id: int) -> Likeness | None:
    """Why these two cards may be one, if there is a reason."""
    cards = _likened(session, {one_id, other_id})
    return likeness(cards[one_id], cards[other_id]) if len(cards) == 2 else None


def _likeliest(by_reach: set[Ids], by_name: set[Ids]) -> list[Ids]:
    """What is shared in two ways first, then numbers and doors, then names; of these the newest cards."""
    layers = (by_reach & by_name, by_reach - by_name, by_name - by_reach)
    newest_first = (pair for layer in layers for pair in sorted(layer, key=itemgetter(1, 0), reverse=True))
    return list(islice(newest_first, MOST_LOOKED_AT))


def _sharing(session: Session) -> set[Ids]:
    """The pairs that share a number, a mail address or a door."""
    is_reach = ContactDetail.kind.in_([DetailKind.PHONE, DetailKind.EMAIL])
    numbers = _shared(
        session, ContactDetail.relation_id, (ContactDetail.kind, ContactDetail.normalised), is_reach
    )
    has_door = (Address.postcode != "") & (Address.house_number != "")
    doors = _shared(session, Address.relation_id, (Address.postcode, Address.house_number), has_door)
    return {pair for group in (*numbers, *doors) for pair in combinations(sorted(group), 2)}


def _shared(
    session: Session,
    card: InstrumentedAttribute[int],
    key: tuple[InstrumentedAttribute[Any], InstrumentedAttribute[Any]],
    where: ColumnElement[bool],
) -> Iterator[set[int]]:
    """The cards that have one of these in common; the index alone says which keys come twice."""
    first, second = key
    twice = (
        select(first.label("first"), second.label("second"))
        .where(where)
        .group_by(first, second)
        .having(func.count() > 1)
        .subquery()
    )
    query = select(card, first, second).join(twice, (first == twice.c.first) & (second == twice.c.second))
    groups: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for card_id, *values in session.execute(query.where(where)):
        groups[tuple(values)].add(card_id)
    return (group for group in groups.values() if 1 < len(group) <= MOST_SHARING)


def _neighbours(session: Session) -> set[Ids]:
    """The pairs whose names stand close together in the alphabet and hardly differ."""
    query = select(Relation.sort_name, Relation.id).where(Relation.is_live)
    named = session.execute(query.order_by(Relation.sort_name, Relation.id)).all()
    return {
        (card_id, other_id) if card_id < other_id else (other_id, card_id)
        for ahead in range(1, NEIGHBOURS + 1)
        for (name, card_id), (other, other_id) in zip(named, named[ahead:], strict=False)
        if name == other or _hardly_differ(name, other)
    }


def _hardly_differ(one: str, other: str) -> bool:
    is_long = min(len(one), len(other)) > LEAST_ALIKE + SLIPS
    return is_long and OSA.distance(one, other, score_cutoff=SLIPS) <= SLIPS


def _not_double(session: Session) -> set[Ids]:
    return {
        (lower, higher) for lower, higher in session.execute(select(NotDouble.lower_id, NotDouble.higher_id))
    }


def _likened(session: Session, card_ids: Iterable[int]) -> dict[int, Likened]:
    """The live ones among these cards, with all by which they are likened."""
    names: dict[int, str] = {}
    reach: dict[tuple[int, DetailKind], set[str]] = defaultdict(set)
    places: dict[int, set[str]] = defaultdict(set)
    for ids in chunks(set(card_ids)):
        cards = select(Relation.id, Relation.name).where(Relation.id.in_(ids), Relation.is_live)
        names.update((card_id, name) for card_id, name in session.execute(cards))
        details = select(ContactDetail.relation_id, ContactDetail.kind, ContactDetail.normalised)
        for card_id, kind, normalised in session.execute(details.where(ContactDetail.relation_id.in_(ids))):
            reach[card_id, kind].add(normalised)
        doors = select(Address.relation_id, Address.postcode, Address.house_number)
        for card_id, *door in session.execute(doors.where(Address.relation_id.in_(ids))):
            if all(door):
                places[card_id].add(" ".join(door))
    return {
        card_id: Likened(
            card_id,
            name,
            frozenset(reach[card_id, DetailKind.PHONE]),
            frozenset(reach[card_id, DetailKind.EMAIL]),
            frozenset(places[card_id]),
        )
        for card_id, name in names.items()
    }
