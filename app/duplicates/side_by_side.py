"""Two cards side by side: what differs, what comes along, and what stands on each."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from app.audit.labels import column_name, value_name
from app.complaints.models import Complaint
from app.contacts.models import ContactPerson
from app.contacts.names import full_name
from app.contacts.queries import contacts_of
from app.contacts.shown import Contacts
from app.core.database import Base, Session
from app.core.words import _, ngettext
from app.duplicates.fields import ASKED, JOINABLE
from app.duplicates.matching import Likeness, NameLikeness, name_likeness
from app.duplicates.queries import likeness_of
from app.mistakes.models import Mistake
from app.quotes.models import Quote
from app.relations.models import Relation
from app.relations.queries import labels_of
from app.tasks.models import Task
from app.timeline.models import Interaction
from app.users.models import User
from app.wishes.models import Wish

FIRST, SECOND, BOTH = "first", "second", "both"


@dataclass(frozen=True)
class Side:
    """One of the two cards: the texts in its boxes, the lines of what hangs on it, and how much that is."""

    relation: Relation
    boxes: Mapping[str, str]
    lines: Mapping[str, Sequence[str]]
    told: Sequence[str]
    people: Sequence[ContactPerson]
    fullness: int


@dataclass(frozen=True)
class Choice:
    """A box in which both have something else; `usual` is what stays when nobody says otherwise."""

    box: str
    label: str
    first: str
    second: str
    usual: str


@dataclass(frozen=True)
class Meanwhile:
    """Something on one of the cards that somebody changed while the page lay open."""

    label: str
    card: str
    before: str
    now: str


@dataclass(frozen=True)
class SideBySide:
    """The page of two cards."""

    first: Side
    second: Side
    likeness: Likeness | None
    # Who on the first card may be who on the second, by their numbers, with what both are called.
    alike: Mapping[tuple[int, int], str]

    @property
    def usual(self) -> str:
        """Which card stays when nobody says otherwise: the fuller one, else the older one."""
        one, other = self.first, self.second
        is_first = (one.fullness, -one.relation.id) > (other.fullness, -other.relation.id)
        return FIRST if is_first else SECOND

    @property
    def choices(self) -> list[Choice]:
        """The boxes to choose in."""
        return [
            Choice(
                box,
                box_name(box),
                self.first.boxes[box],
                self.second.boxes[box],
                BOTH if box in JOINABLE else self.usual,
            )
            for box in ASKED
            if self.first.boxes[box] and self.second.boxes[box] and self._differs(box)
        ]

    @property
    def coming(self) -> list[tuple[str, str]]:
        """What only one of them has: it comes along, under its name."""
        return [
            (box_name(box), self.first.boxes[box] or self.second.boxes[box])
            for box in ASKED
            if bool(self.first.boxes[box]) != bool(self.second.boxes[box])
        ]

    @property
    def seen(self) -> str:
        """All of it as the page keeps it, to compare with later."""
        return json.dumps(self._texts())

    def changed_since(self, seen: str) -> list[Meanwhile]:
        """What is different now from when the page was opened."""
        try:
            before = json.loads(seen)
        except ValueError:
            return []
        if not isinstance(before, dict):
            return []
        names = {FIRST: self.first.relation.name, SECOND: self.second.relation.name}
        return [
            Meanwhile(_label(key.partition(".")[2]), names[key.partition(".")[0]], str(before[key]), now)
            for key, now in self._texts().items()
            if key in before and before[key] != now
        ]

    def _differs(self, box: str) -> bool:
        return self.first.boxes[box] != self.second.boxes[box]

    def _texts(self) -> dict[str, str]:
        return {
            f"{name}.{key}": text
            for name, side in ((FIRST, self.first), (SECOND, self.second))
            for key, text in {
                **side.boxes,
                **{part: "\n".join(lines) for part, lines in side.lines.items()},
            }.items()
        }


def side_by_side(session: Session, first: Relation, second: Relation) -> SideBySide:
    """Everything that the page of two cards shows."""
    one, other = _side(session, first), _side(session, second)
    return SideBySide(one, other, likeness_of(session, first.id, second.id), _alike(one.people, other.people))


def box_name(box: str) -> str:
    """What stands above a box."""
    name = column_name(Relation.__tablename__, box)
    return name[:1].upper() + name[1:]


def part_names() -> dict[str, str]:
    """What hangs on a card and is kept whole, in the order of the page."""
    return {
        "people": _("People"),
        "numbers": _("Numbers"),
        "mails": _("Mail and websites"),
        "accounts": _("Social media"),
        "addresses": _("Addresses"),
        "labels": _("Labels"),
    }


def _label(key: str) -> str:
    return part_names().get(key) or box_name(key)


def _side(session: Session, relation: Relation) -> Side:
    contacts = contacts_of(session, relation)
    people = [somebody.person for somebody in (*contacts.people, *contacts.former)]
    lines = _lines(contacts) | {"labels": [label.name for label in labels_of(session, relation.id)]}
    boxes = {box: _text(session, box, getattr(relation, box)) for box in ASKED}
    counts = _counts(session, relation.id)
    return Side(
        relation,
        boxes,
        lines,
        _told(counts),
        people,
        sum(map(len, lines.values())) + sum(map(bool, boxes.values())) + sum(counts.values()),
    )


def _lines(contacts: Contacts) -> dict[str, Sequence[str]]:
    everybody = (*contacts.people, *contacts.former)
    reaches = [contacts.own, *(somebody.reach for somebody in everybody)]
    return {
        "people": [", ".join(filter(None, (somebody.name, somebody.person.job))) for somebody in everybody],
        "numbers": [
            " ".join(filter(None, (number.shown, number.about)))
            for reach in reaches
            for number in reach.numbers
        ],
        "mails": [link.shown for reach in reaches for link in (*reach.mails, *reach.websites)],
        "accounts": [f"{link.label} – {link.shown}" for reach in reaches for link in reach.accounts],
        "addresses": [", ".join(filter(None, (where.name, *where.lines))) for where in contacts.addresses],
    }


def _text(session: Session, box: str, value: Any) -> str:
    """What a box holds, as people read it."""
    if value is None or value == "":
        return ""
    if box == "regular_staff_id":
        return session.get_one(User, value).name
    if box == "came_through_id":
        return session.get_one(Relation, value).name
    return value_name(Relation.__tablename__, box, str(value))


def _counts(session: Session, relation_id: int) -> dict[type[Base], int]:
    models: tuple[Any, ...] = (Interaction, Quote, Task, Complaint, Mistake, Wish)
    return {
        model: session.scalar(select(func.count(model.id)).where(model.relation_id == relation_id)) or 0
        for model in models
    }


def _told(counts: Mapping[type[Base], int]) -> list[str]:
    words = (
        (Interaction, ngettext("%(num)s conversation", "%(num)s conversations", counts[Interaction])),
        (Quote, ngettext("%(num)s quote", "%(num)s quotes", counts[Quote])),
        (Task, ngettext("%(num)s task", "%(num)s tasks", counts[Task])),
        (Complaint, ngettext("%(num)s complaint", "%(num)s complaints", counts[Complaint])),
        (Mistake, ngettext("%(num)s mistake", "%(num)s mistakes", counts[Mistake])),
        (Wish, ngettext("%(num)s wish", "%(num)s wishes", counts[Wish])),
    )
    return [said for model, said in words if counts[model]]


def _alike(people: Sequence[ContactPerson], others: Sequence[ContactPerson]) -> dict[tuple[int, int], str]:
    """Each person of the one with the one of the other who is most likely the same; nobody twice."""
    likely = sorted(
        (-name_likeness(full_name(one), full_name(other)), one.id, other.id)
        for one in people
        for other in others
    )
    names = {person.id: full_name(person) for person in (*people, *others)}
    found: dict[tuple[int, int], str] = {}
    for likeness, one_id, other_id in likely:
        is_free = all(one_id != pair[0] and other_id != pair[1] for pair in found)
        if -likeness >= NameLikeness.ALMOST and is_free:
            same = names[one_id] == names[other_id]
            found[one_id, other_id] = names[one_id] if same else f"{names[one_id]} = {names[other_id]}"
    return found
