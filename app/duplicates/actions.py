"""What can become of two cards that look alike: they are two, or they become one."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Table, or_, select

from app.audit.bulk import delete_tree, insert_rows, outdate, update_rows
from app.audit.graph import references_to
from app.audit.repoint import repoint
from app.audit.tables import is_journaled, models
from app.contacts.models import (
    Address,
    Consent,
    ConsentAnswer,
    ContactDetail,
    ContactPerson,
    SocialAccount,
)
from app.contacts.names import sort_name
from app.core import clock
from app.core.database import Base, Session
from app.core.deeds import begin
from app.core.errors import RuleBroken
from app.core.words import _
from app.duplicates.fields import ASKED, joined_text, put_together
from app.duplicates.matching import same_place
from app.duplicates.models import NotDouble
from app.relations.actions import refuse_in_bin
from app.relations.models import Relation
from app.users.models import User

# What stands on a card in an order of its own.
IN_ORDER: tuple[type[Base], ...] = (ContactPerson, ContactDetail, SocialAccount, Address)


def these_are_two(session: Session, one: Relation, other: Relation, *, by: User) -> None:
    """Remember that somebody looked and that these are not the same, so that nobody is asked again."""
    if one.id == other.id:
        raise RuleBroken(_("This is one card. Choose another one."))
    begin(session, "relation.two", by=by)
    _remember(session, one.id, other.id, by_id=by.id)


def merge(
    session: Session,
    stays: Relation,
    goes: Relation,
    *,
    taken: Collection[str] = (),
    joined: Collection[str] = (),
    alike: Mapping[int, int] | None = None,
    by: User,
) -> None:
    """Make two cards one: all that hangs on the one goes over, and what is left of it goes into the bin.

    `taken` are the boxes (of ASKED) that get the value of the card that goes, `joined` those that get both
    texts; any other box keeps what the staying card has, or is filled where that has nothing. `alike` says
    which person of the card that goes is which person of the one that stays.
    """
    if stays.id == goes.id:
        raise RuleBroken(_("This is one card. Choose another one."))
    refuse_in_bin(stays)
    refuse_in_bin(goes)
    begin(session, "relation.merge", by=by)
    _merge_people(session, stays, goes, alike or {})
    _let_the_strictest_answer_count(session, stays, goes, alike or {})
    behind = _what_is_there_already(session, stays, goes)
    behind[ContactPerson.__tablename__] = set(alike or {})
    _put_in_order(session, stays, goes)
    _move_what_was_said_of_two(session, stays, goes)
    repoint(session, goes, stays, behind=behind)
    _leave_nobody_between(session, goes)
    _write_boxes(stays, goes, taken=taken, joined=joined)
    goes.deleted_at = clock.now()
    goes.merged_into_id = stays.id
    session.flush()
    outdate(session, stays)
    session.expire_all()


def _write_boxes(stays: Relation, goes: Relation, *, taken: Collection[str], joined: Collection[str]) -> None:
    values = put_together(stays, goes)
    for box, columns in ASKED.items():
        if box in joined:
            values[box] = joined_text(getattr(stays, box), getattr(goes, box))
        elif box in taken or not getattr(stays, box):
            values |= {column: getattr(goes, column) for column in columns}
    if values.get("came_through_id", stays.came_through_id) in (stays.id, goes.id):
        values["came_through_id"] = None
    for name, value in values.items():
        setattr(stays, name, value)


def _merge_people(session: Session, stays: Relation, goes: Relation, alike: Mapping[int, int]) -> None:
    """Each person who stands on both cards becomes one; what is empty is filled from the other."""
    for going_id, staying_id in alike.items():
        going, staying = _person_on(session, goes, going_id), _person_on(session, stays, staying_id)
        note = joined_text(staying.note, going.note)
        has_left = staying.left_on if going.left_on else None
        _fill(staying, going)
        staying.note, staying.left_on = note, has_left
        staying.sort_name = sort_name(staying)
        repoint(session, going, staying)


def _person_on(session: Session, relation: Relation, person_id: int) -> ContactPerson:
    person = session.get(ContactPerson, person_id)
    if person is None or person.relation_id != relation.id:
        raise RuleBroken(_("Somebody has changed the people on these cards. Look again."))
    return person


def _fill(stays: Base, goes: Base) -> None:
    """Give a row what only the other one has."""
    table = Base.metadata.tables[stays.__tablename__]
    for column in table.columns:
        if column.info.get("personal") or column.name == "salutation":
            value = getattr(goes, column.name)
            if value and not getattr(stays, column.name):
                setattr(stays, column.name, value)


def _let_the_strictest_answer_count(
    session: Session, stays: Relation, goes: Relation, alike: Mapping[int, int]
) -> None:
    """Where one card says yes and the other no, the no is the last word of whoever said it.

    Nobody noted that: the program concludes it, and can take it back when the cards are taken apart again.
    """
    theirs, ours = _latest_answers(session, goes.id), _latest_answers(session, stays.id)
    rows: list[dict[str, Any]] = []
    for said, other in ((theirs, ours), (ours, theirs)):
        yes = {answer.channel for answer in other if answer.answer is ConsentAnswer.YES}
        rows += [
            {
                "relation_id": stays.id,
                "person_id": alike.get(answer.person_id or 0, answer.person_id),
                "channel": answer.channel,
                "answer": ConsentAnswer.NO,
                "answered_on": answer.answered_on,
                "how": _("On one of two cards that became one, the answer was no."),
                "noted_at": clock.now(),
                "noted_by_id": None,
            }
            for answer in said
            if answer.answer is ConsentAnswer.NO and answer.channel in yes
        ]
    insert_rows(session, Consent, rows)


def _latest_answers(session: Session, relation_id: int) -> list[Consent]:
    query = select(Consent).where(Consent.relation_id == relation_id).order_by(Consent.id)
    return list({(said.person_id, said.channel): said for said in session.scalars(query)}.values())


def _what_is_there_already(session: Session, stays: Relation, goes: Relation) -> dict[str, set[int]]:
    """Rows that say nothing new: equal numbers and addresses, and the people who became one."""
    behind: dict[str, set[int]] = {}
    numbers = _rows(session, ContactDetail, stays.id)
    for detail in _rows(session, ContactDetail, goes.id):
        same = [
            there
            for there in numbers
            if (there.kind, there.normalised) == (detail.kind, detail.normalised)
            and (detail.person_id is None or there.person_id in (None, detail.person_id))
        ]
        if same:
            _fill(same[0], detail)
            behind.setdefault(ContactDetail.__tablename__, set()).add(detail.id)
    places = _rows(session, Address, stays.id)
    for address in _rows(session, Address, goes.id):
        if there := next((place for place in places if same_place(place, address)), None):
            _fill(there, address)
            behind.setdefault(Address.__tablename__, set()).add(address.id)
    return behind


def _put_in_order(session: Session, stays: Relation, goes: Relation) -> None:
    """What comes over stands below what was there, so that the first number stays the first."""
    for model in IN_ORDER:
        lowest = max((row.position for row in _rows(session, model, stays.id)), default=-1) + 1
        for row in _rows(session, model, goes.id):
            row.position += lowest
    session.flush()


def _move_what_was_said_of_two(session: Session, stays: Relation, goes: Relation) -> None:
    """Who is not the one that goes is not the one that stays either; the lower number still stands first."""
    query = select(NotDouble).where(or_(NotDouble.lower_id == goes.id, NotDouble.higher_id == goes.id))
    for said in session.scalars(query).all():
        other_id = said.lower_id if said.higher_id == goes.id else said.higher_id
        said_by_id = said.said_by_id
        delete_tree(session, said)
        session.expunge(said)
        if other_id != stays.id:
            _remember(session, stays.id, other_id, by_id=said_by_id)


def _remember(session: Session, one_id: int, other_id: int, *, by_id: int | None) -> None:
    lower, higher = sorted((one_id, other_id))
    known = select(NotDouble.id).where(NotDouble.lower_id == lower, NotDouble.higher_id == higher)
    if session.scalar(known) is None:
        session.add(NotDouble(lower_id=lower, higher_id=higher, said_at=clock.now(), said_by_id=by_id))
        session.flush()


def _leave_nobody_between(session: Session, goes: Relation) -> None:
    """What stayed behind lets go of people who did not: nobody stands on two cards."""
    people = Base.metadata.tables[ContactPerson.__tablename__]
    elsewhere = select(people.c.id).where(people.c.relation_id != goes.id)
    for reference in references_to(people):
        table: Table = reference.table
        if is_journaled(table) and "relation_id" in table.c and reference.column.nullable:
            left = (table.c.relation_id == goes.id) & reference.column.in_(elsewhere)
            update_rows(session, models()[table], left, **{reference.column.name: None})


def _rows(session: Session, model: type[Any], relation_id: int) -> list[Any]:
    query = select(model).where(model.relation_id == relation_id)
    return list(session.scalars(query.order_by(model.position, model.id)))
