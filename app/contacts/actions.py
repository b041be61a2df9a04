"""What can happen to a card and everybody on it: made, or changed as one form."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from app.audit.bulk import delete_tree, outdate
from app.contacts.models import (
    Address,
    ContactDetail,
    ContactPerson,
    DetailKind,
    NameRule,
    SocialAccount,
)
from app.contacts.names import PersonName, household_name, private_sort_key, read_household, sort_name
from app.contacts.queries import accounts_of, addresses_of, details_of, people_of
from app.contacts.typed import TypedAddress, TypedCard, TypedPerson, TypedWay, person_of
from app.contacts.ways import Way, WayKind
from app.core import clock
from app.core.database import Base, Session
from app.core.deeds import begin
from app.core.errors import RuleBroken
from app.core.words import _, use_language
from app.relations.actions import change_stage, put_labels
from app.relations.models import Kind, Nature, Relation, Stage, StageSource
from app.relations.sorting import organisation_sort_key
from app.users.models import User

Row = TypeVar("Row", bound=Base)
Key = TypeVar("Key", int, str)
CUSTOMERS = (Kind.CURRENT, Kind.POTENTIAL, Kind.OLD)


class NotOnThisCard(LookupError):
    """A form names a row that is not on its card."""


def add_card(session: Session, card: TypedCard, *, by: User | None) -> Relation:
    """Make a card with all that is on it; a private one without people gets them from its name."""
    begin(session, "relation.add", by=by)
    people = card.people if any(person.is_named for person in card.people) else _people_in(card)
    name = card.name or _household(people, card.language)
    if not name:
        raise RuleBroken(_("Type a name: of the firm, or of somebody."))

    relation = Relation(
        **_own_values(card),
        name=name,
        sort_name=_sort_key(card.nature, name, people),
        stage=_stage(card),
        stage_source=StageSource.AUTO if Kind.POTENTIAL in card.kinds else StageSource.HAND,
        stage_since=clock.today() if _stage(card) else None,
        made_at=clock.now(),
        made_by_id=by.id if by else None,
    )
    session.add(relation)
    session.flush()
    put_labels(session, relation, card.labels)
    _Contacts(session, relation).put(people, card.ways, card.addresses)
    return relation


def edit_card(session: Session, relation: Relation, card: TypedCard, *, by: User | None) -> None:
    """Change what the form shows; a private card is called after its people until somebody renames it."""
    if not relation.is_live:
        raise RuleBroken(_("This card is in the bin. Put it back first."))
    begin(session, "relation.edit", by=by)
    version = relation.row_version
    was_called = _household(people_of(session, relation.id), relation.language)

    has_changed = _Contacts(session, relation).put(card.people, card.ways, card.addresses)
    people = people_of(session, relation.id)
    name = card.name
    if card.nature is Nature.PRIVATE and name in ("", was_called):
        name = _household(people, card.language) or name
    if not name:
        raise RuleBroken(_("Type a name: of the firm, or of somebody."))
    write(relation, **_own_values(card), name=name, sort_name=_sort_key(card.nature, name, people))
    change_stage(session, relation, _stage(card), source=StageSource.HAND, by=by)
    has_changed |= put_labels(session, relation, card.labels)
    session.flush()
    if has_changed and relation.row_version == version:
        outdate(session, relation)


def write(row: Base, **values: Any) -> bool:
    """Give the row the values that it does not have yet; says whether there were any."""
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    return bool(changed)


class _Contacts:
    """Puts people, ways and addresses on one card, and remembers whether anything changed."""

    def __init__(self, session: Session, relation: Relation) -> None:
        self.session = session
        self.relation_id = relation.id
        self.has_changed = False
        self.position = 0
        self.rows: dict[str, ContactDetail | SocialAccount] = {
            **{f"d{row.id}": row for row in details_of(session, relation.id)},
            **{f"a{row.id}": row for row in accounts_of(session, relation.id)},
        }

    def put(
        self, people: Sequence[TypedPerson], ways: Sequence[TypedWay], addresses: Sequence[TypedAddress]
    ) -> bool:
        """All of it, in the order of the form; rows that the form does not know stay as they are."""
        on_card = {person.id: person for person in people_of(self.session, self.relation_id, also_left=True)}
        owners: list[tuple[int | None, Sequence[TypedWay]]] = [(None, ways)]
        for position, typed in enumerate(people):
            person = self._put_person(typed, position, _found(on_card, typed.row))
            if person is not None:
                owners.append((person.id, typed.ways))
        for person_id, theirs in owners:
            for way in theirs:
                self._put_way(way, person_id)
        places = {address.id: address for address in addresses_of(self.session, self.relation_id)}
        for position, address in enumerate(addresses):
            self._put_address(address, position, _found(places, address.row))
        self.session.flush()
        return self.has_changed

    def _put_person(
        self, typed: TypedPerson, position: int, person: ContactPerson | None
    ) -> ContactPerson | None:
        """The person as typed; None for one who goes off the card, or was never named."""
        if typed.goes or not typed.is_named:
            if person is not None:
                self.rows = {name: row for name, row in self.rows.items() if row.person_id != person.id}
                self._delete(person)
            return None
        values = _person_values(typed) | {"position": position, "left_on": _left_on(typed, person)}
        if person is not None:
            self.has_changed |= write(person, **values)
            return person
        return self._add(ContactPerson(relation_id=self.relation_id, **values))

    def _put_way(self, typed: TypedWay, person_id: int | None) -> None:
        row = _found(self.rows, typed.row or None)
        if typed.way is None:
            if row is not None:
                self._take_off(typed.row)
            return
        self.position += 1
        values = _way_values(typed.way) | {"person_id": person_id, "position": self.position}
        if row is not None and _is_alike(row, typed.way):
            self.has_changed |= write(row, **values)
            return
        if row is not None:
            self._take_off(typed.row)
        if not self._is_there(typed.way, person_id):
            model = SocialAccount if typed.way.kind is WayKind.ACCOUNT else ContactDetail
            new = self._add(model(relation_id=self.relation_id, **values))
            self.rows[f"new{new.id}"] = new

    def _is_there(self, way: Way, person_id: int | None) -> bool:
        """Whether it stands on the card already: an account may do so once, a number once for each person."""
        return any(
            _is_alike(row, way) and (way.kind is WayKind.ACCOUNT or row.person_id == person_id)
            for row in self.rows.values()
        )

    def _put_address(self, typed: TypedAddress, position: int, address: Address | None) -> None:
        values = {name: value for name, value in vars(typed).items() if name != "row"}
        values |= {"name": typed.name or None, "position": position}
        if address is None and not typed.is_empty:
            self._add(Address(relation_id=self.relation_id, **values))
        elif address is not None and typed.is_empty:
            self._delete(address)
        elif address is not None:
            self.has_changed |= write(address, **values)

    def _take_off(self, name: str) -> None:
        self._delete(self.rows.pop(name))

    def _add(self, row: Row) -> Row:
        self.session.add(row)
        self.session.flush()
        self.has_changed = True
        return row

    def _delete(self, row: Base) -> None:
        delete_tree(self.session, row)
        self.session.expunge(row)
        self.has_changed = True


def _found(rows: Mapping[Key, Row], key: Key | None) -> Row | None:
    """The row that a form names; one that is not on this card is an error, never somebody else's row."""
    if key is None:
        return None
    if key not in rows:
        raise NotOnThisCard(key)
    return rows[key]


def _is_alike(row: ContactDetail | SocialAccount, way: Way) -> bool:
    """Whether the row is this number, mail address, website or account."""
    if isinstance(row, SocialAccount):
        return way.kind is WayKind.ACCOUNT and (row.network, row.key) == (way.network, way.normalised)
    return row.kind == way.kind.value and row.normalised == way.normalised


def _way_values(way: Way) -> dict[str, Any]:
    if way.kind is WayKind.ACCOUNT:
        own = {"network": way.network, "handle": way.handle, "key": way.normalised, "url": way.url}
    else:
        own = {"kind": DetailKind(way.kind.value), "normalised": way.normalised}
    return {"given": way.given, "label": way.label, **own}


def _person_values(typed: TypedPerson) -> dict[str, Any]:
    name = _as_name(typed)
    return {
        "salutation": typed.salutation,
        "initials": typed.initials or None,
        "first_name": typed.first_name or None,
        "infix": typed.infix or None,
        "last_name": typed.last_name or None,
        "call_me": typed.call_me or None,
        "name_rule": typed.name_rule,
        "sort_name": sort_name(name),
        "job": typed.job or None,
        "best_time": typed.best_time or None,
        "note": typed.note,
        "form": typed.form,
    }


def _left_on(typed: TypedPerson, person: ContactPerson | None) -> dt.date | None:
    if not typed.has_left:
        return None
    return person.left_on if person is not None and person.left_on else clock.today()


def _own_values(card: TypedCard) -> dict[str, Any]:
    """The columns of the card itself, but for its names and its stage."""
    return {
        "nature": card.nature,
        "story": card.story,
        "good_to_know": card.good_to_know,
        "star": card.star or None,
        "language": card.language,
        "regular_staff_id": card.regular_staff_id,
        "region_by_hand": card.region is not None,
        "chosen_region_id": card.region or None,
        "source": card.source,
        "is_supplier": Kind.SUPPLIER in card.kinds,
        "is_agency": Kind.AGENCY in card.kinds,
        "is_sole_trader": card.is_sole_trader,
        "about": card.about or None,
        "our_reference": card.our_reference or None,
        "counter_hours": card.counter_hours or None,
        "is_emergency": card.is_emergency,
        "chamber_number": card.chamber_number or None,
        "vat_id": card.vat_id or None,
    }


def _stage(card: TypedCard) -> Stage | None:
    return next((Stage(kind.value) for kind in CUSTOMERS if kind in card.kinds), None)


def _people_in(card: TypedCard) -> list[TypedPerson]:
    """The people whom the name of a private card names."""
    if card.nature is not Nature.PRIVATE:
        return []
    return [person_of(name) for name in read_household(card.name)]


def _household(people: Sequence[ContactPerson] | Sequence[TypedPerson], language: str) -> str:
    """What a private card is called after its people, in the language of its papers."""
    with use_language(language):
        return household_name(
            person if isinstance(person, ContactPerson) else _as_name(person)
            for person in people
            if not person.has_left
        )


def _sort_key(nature: Nature, name: str, people: Sequence[ContactPerson] | Sequence[TypedPerson]) -> str:
    if nature is Nature.ORGANISATION:
        return organisation_sort_key(name)
    return private_sort_key(name, rule=people[0].name_rule if people else NameRule.NL)


def _as_name(typed: TypedPerson) -> PersonName:
    return PersonName(
        typed.salutation,
        typed.initials or None,
        typed.first_name or None,
        typed.infix or None,
        typed.last_name or None,
        typed.call_me or None,
        typed.name_rule,
    )
