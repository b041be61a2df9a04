"""Puts the cards of a file in the box: all of them in a handful of statements, each in the journal."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from sqlalchemy import func, select

from app.audit.bulk import insert_rows
from app.contacts.models import Address, ContactDetail, ContactPerson, SocialAccount
from app.contacts.names import PersonName, full_name, sort_name
from app.core.database import Session
from app.duplicates.matching import words_of
from app.exchange.newcomers import Newcomer
from app.relations.models import Nature, Relation

Row = dict[str, Any]
Words = frozenset[str]


@dataclass(eq=False)
class Arrival:
    """Cards that go on one relation: one in the box, or a new one while there is no `relation_id`."""

    relation_id: int | None = None
    newcomers: list[Newcomer] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)


@dataclass
class Shelf:
    """What stands on one relation already, so that nothing comes on it twice."""

    # By the words of a name, whose it is: a person, or the relation itself (None).
    people: dict[Words, int | None] = field(default_factory=dict)
    details: set[tuple[str, str]] = field(default_factory=set)
    accounts: set[tuple[str, str]] = field(default_factory=set)
    places: int = 0

    def owner_of(self, new: Newcomer) -> int | None:
        """The person whose numbers these are; the relation's own when that is one person, or a household."""
        if len(new.people) != 1 or (new.nature is Nature.PRIVATE and len(self.people) == 1):
            return None
        return self.people.get(words_of(full_name(new.people[0])))


def put_in_box(session: Session, arrivals: Sequence[Arrival], **common: Any) -> None:
    """Add the new relations, and to all of them what they do not have yet; `common` goes on every new one."""
    new = [arrival for arrival in arrivals if arrival.relation_id is None]
    joined = [arrival for arrival in arrivals if arrival.relation_id is not None]
    shelves = _shelves(session, [id_ for arrival in joined if (id_ := arrival.relation_id)])
    new_ids = insert_rows(session, Relation, [_relation_row(arrival) | common for arrival in new])
    for arrival, relation_id in zip(new, new_ids, strict=True):
        arrival.relation_id = relation_id
        shelves[relation_id] = Shelf()

    pairs = [
        (shelves[arrival.relation_id], newcomer, {"relation_id": arrival.relation_id})
        for arrival in arrivals
        if arrival.relation_id is not None
        for newcomer in arrival.newcomers
    ]
    _add_people(session, pairs)
    for model, rows in ((ContactDetail, _details), (SocialAccount, _accounts), (Address, _places)):
        insert_rows(session, model, [row | on for shelf, new_, on in pairs for row in rows(shelf, new_)])
    _tell_more(session, joined)


def _relation_row(arrival: Arrival) -> Row:
    first = arrival.newcomers[0]
    stories = dict.fromkeys(new.note for new in arrival.newcomers if new.note and not _has_own_note(new))
    return {
        "nature": first.nature,
        "name": first.name,
        "sort_name": first.sort_name,
        "story": "\n\n".join(stories),
    }


def _has_own_note(new: Newcomer) -> bool:
    """Whether the note is about one of several people, not about the relation."""
    return bool(new.people) and new.nature is Nature.ORGANISATION


def _add_people(session: Session, pairs: Sequence[tuple[Shelf, Newcomer, Row]]) -> None:
    rows: list[Row] = []
    whose: list[tuple[Shelf, Words]] = []
    for shelf, new, on in pairs:
        for person in new.people:
            words = words_of(full_name(person))
            if words not in shelf.people:
                rows.append(_person_row(person, new, position=len(shelf.people)) | on)
                shelf.people[words] = None
                whose.append((shelf, words))
    for (shelf, words), person_id in zip(whose, insert_rows(session, ContactPerson, rows), strict=True):
        shelf.people[words] = person_id


def _person_row(person: PersonName, new: Newcomer, position: int) -> Row:
    return asdict(person) | {
        "sort_name": sort_name(person),
        "position": position,
        "job": new.job or None,
        "note": new.note if _has_own_note(new) else "",
    }


def _details(shelf: Shelf, new: Newcomer) -> Iterator[Row]:
    for detail in new.details:
        if (detail.kind, detail.normalised) not in shelf.details:
            position = len(shelf.details)
            shelf.details.add((detail.kind, detail.normalised))
            yield asdict(detail) | {"person_id": shelf.owner_of(new), "position": position}


def _accounts(shelf: Shelf, new: Newcomer) -> Iterator[Row]:
    for account in new.accounts:
        if (account.network, account.key) not in shelf.accounts:
            position = len(shelf.accounts)
            shelf.accounts.add((account.network, account.key))
            yield asdict(account) | {"person_id": shelf.owner_of(new), "position": position}


def _places(shelf: Shelf, new: Newcomer) -> Iterator[Row]:
    """Where somebody is: only for who has no address yet, for two writings of one address look like two."""
    if shelf.places:
        return
    for place in new.places:
        yield asdict(place) | {"position": shelf.places}
        shelf.places += 1


def _tell_more(session: Session, joined: Sequence[Arrival]) -> None:
    """Put what a card notes under the story of a relation that was there already."""
    for arrival in joined:
        notes = [new.note for new in arrival.newcomers if new.note and not _has_own_note(new)]
        if notes:
            relation = session.get_one(Relation, arrival.relation_id)
            for note in notes:
                if note not in relation.story:
                    relation.story = "\n\n".join(filter(None, (relation.story, note)))


def _shelves(session: Session, ids: Collection[int]) -> dict[int, Shelf]:
    shelves = {id_: Shelf() for id_ in ids}
    for relation_id, name in session.execute(select(Relation.id, Relation.name).where(Relation.id.in_(ids))):
        shelves[relation_id].people[words_of(name)] = None
    for person in session.scalars(select(ContactPerson).where(ContactPerson.relation_id.in_(ids))):
        shelves[person.relation_id].people[words_of(full_name(person))] = person.id
    details = select(ContactDetail.relation_id, ContactDetail.kind, ContactDetail.normalised)
    for relation_id, kind, normalised in session.execute(details.where(ContactDetail.relation_id.in_(ids))):
        shelves[relation_id].details.add((kind, normalised))
    accounts = select(SocialAccount.relation_id, SocialAccount.network, SocialAccount.key)
    for relation_id, network, key in session.execute(accounts.where(SocialAccount.relation_id.in_(ids))):
        shelves[relation_id].accounts.add((network, key))
    places = select(Address.relation_id, func.count()).where(Address.relation_id.in_(ids))
    for relation_id, count in session.execute(places.group_by(Address.relation_id)):
        shelves[relation_id].places = count
    return shelves
