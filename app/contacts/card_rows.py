"""How what a form shows of people, ways and addresses comes to stand on one card; only actions ask for it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from app.audit.bulk import delete_tree
from app.contacts.models import Address, ContactDetail, ContactPerson, DetailKind, SocialAccount
from app.contacts.names import full_name, sort_name
from app.contacts.queries import accounts_of, addresses_of, details_of, people_of, who_answered
from app.contacts.typed import TypedAddress, TypedPerson, TypedWay
from app.contacts.ways import Way, WayKind
from app.core import clock
from app.core.database import Base, Session
from app.core.errors import RuleBroken
from app.core.words import _
from app.relations.models import Relation

Row = TypeVar("Row", bound=Base)
Key = TypeVar("Key", int, str)


class NotOnThisCard(LookupError):
    """A form names a row that is not on its card."""


class CardRows:
    """Puts people, ways and addresses on one card, and remembers whether anything changed."""

    def __init__(self, session: Session, relation: Relation) -> None:
        self.session = session
        self.relation_id = relation.id
        self.has_changed = False
        self.position = 0
        self.in_charge: dict[str, int] = {}
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
                self.in_charge[str(typed.row or f"#{position}")] = person.id
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
                self._refuse_while_asked(person)
                self.rows = {name: row for name, row in self.rows.items() if row.person_id != person.id}
                self._delete(person)
            return None
        values = _person_values(typed) | {"position": position, "left_on": _left_on(typed, person)}
        if person is not None:
            self.has_changed |= write(person, **values)
            return person
        return self._add(ContactPerson(relation_id=self.relation_id, **values))

    def _refuse_while_asked(self, person: ContactPerson) -> None:
        """What somebody answered is kept as proof as long as that person is there."""
        if person.id in who_answered(self.session, self.relation_id):
            raise RuleBroken(_("%(name)s said whether we may ring or write.", name=full_name(person)))

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
        values = {name: value for name, value in vars(typed).items() if name not in ("row", "in_charge")}
        values |= {"name": typed.name or None, "position": position}
        values["in_charge_id"] = self.in_charge.get(typed.in_charge)
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


def write(row: Base, **values: Any) -> bool:
    """Give the row the values that it does not have yet; says whether there were any."""
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    return bool(changed)


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
    name = typed.as_name
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
