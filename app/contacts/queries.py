"""What can be asked of people, numbers, accounts and addresses."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Select, and_, bindparam, literal, select, union_all

from app.contacts.missing import Missing
from app.contacts.models import Address, Consent, ContactDetail, ContactPerson, DetailKind, SocialAccount
from app.contacts.shown import Contacts, contacts_from, shown_number
from app.core.database import Session
from app.relations.models import Kind, Nature, Relation
from app.shop.models import ShopBranch


@dataclass(frozen=True)
class Known:
    """A card on which a number or mail address stands that somebody is typing now."""

    id: int
    name: str
    kinds: Sequence[Kind]
    shared: str


def people_of(session: Session, relation_id: int, *, also_left: bool = False) -> list[ContactPerson]:
    """The contact persons of a card, in their order; those who left only when asked for."""
    query = select(ContactPerson).where(ContactPerson.relation_id == relation_id)
    if not also_left:
        query = query.where(ContactPerson.left_on.is_(None))
    return list(session.scalars(query.order_by(ContactPerson.position, ContactPerson.id)))


def details_of(session: Session, relation_id: int) -> list[ContactDetail]:
    """The phones, mails and websites of a card and of its people, in their order."""
    query = select(ContactDetail).where(ContactDetail.relation_id == relation_id)
    return list(session.scalars(query.order_by(ContactDetail.position, ContactDetail.id)))


def accounts_of(session: Session, relation_id: int) -> list[SocialAccount]:
    """The social accounts of a card and of its people, in their order."""
    query = select(SocialAccount).where(SocialAccount.relation_id == relation_id)
    return list(session.scalars(query.order_by(SocialAccount.position, SocialAccount.id)))


def addresses_of(session: Session, relation_id: int) -> list[Address]:
    """The addresses of a card that are in use, in their order."""
    query = select(Address).where(Address.relation_id == relation_id, Address.closed_on.is_(None))
    return list(session.scalars(query.order_by(Address.position, Address.id)))


def who_answered(session: Session, relation_id: int) -> set[int]:
    """Who is there and said whether we may ring or write: proof that does not go as long as they are."""
    query = select(ContactPerson.id).join(Consent, Consent.person_id == ContactPerson.id)
    return set(
        session.scalars(
            query.where(ContactPerson.relation_id == relation_id, ContactPerson.left_on.is_(None))
        )
    )


def contacts_of(session: Session, relation: Relation) -> Contacts:
    """Everybody and everything on a card, in one statement."""
    found: dict[type, list[Any]] = {part: [] for part in _PARTS}
    for row in session.execute(_CONTACTS, {"card": relation.id}):
        part = next(part for part in row if part is not None)
        found[type(part)].append(part)
    return contacts_from(
        relation.nature,
        people=found[ContactPerson],
        details=found[ContactDetail],
        accounts=found[SocialAccount],
        addresses=[address for address in found[Address] if address.closed_on is None],
    )


def missing_on(relation: Relation, contacts: Contacts, *, has_regions: bool) -> list[Missing]:
    """What this card lacks: a person only of an organisation; story, region and staff only of a customer."""
    reaches = [contacts.own, *(somebody.reach for somebody in contacts.people)]
    is_there = {
        Missing.PHONE: any(reach.numbers for reach in reaches),
        Missing.EMAIL: any(reach.mails for reach in reaches),
        Missing.ADDRESS: bool(contacts.addresses),
        Missing.PERSON: relation.nature is Nature.PRIVATE or bool(contacts.people),
        Missing.STORY: not relation.is_customer or bool(relation.story),
        Missing.REGION: not relation.is_customer or not has_regions or relation.region_id is not None,
        Missing.STAFF: not relation.is_customer or relation.regular_staff_id is not None,
    }
    return [missing for missing in Missing if not is_there[missing]]


def known_places(session: Session) -> list[str]:
    """The places of the shop and of everybody in the box, to recognise one in a line."""
    places = select(Address.place).union(select(ShopBranch.place))
    return sorted(place for place in session.scalars(places) if place)


def cards_with(session: Session, normalised: Collection[str], *, besides: int | None = None) -> list[Known]:
    """The live cards on which one of these numbers or mail addresses stands already."""
    if not normalised:
        return []
    query = (
        select(Relation, ContactDetail.given, ContactDetail.normalised)
        .join(ContactDetail, ContactDetail.relation_id == Relation.id)
        .where(
            Relation.is_live,
            ContactDetail.kind.in_([DetailKind.PHONE, DetailKind.EMAIL]),
            ContactDetail.normalised.in_(normalised),
            Relation.id != (besides or 0),
        )
        .order_by(Relation.sort_name, Relation.id, ContactDetail.id)
    )
    found: dict[int, Known] = {}
    for relation, given, key in session.execute(query):
        shared = shown_number(given, key).shown
        found.setdefault(relation.id, Known(relation.id, relation.name, relation.kinds, shared))
    return list(found.values())


_PARTS: tuple[type[ContactPerson | ContactDetail | SocialAccount | Address], ...] = (
    ContactPerson,
    ContactDetail,
    SocialAccount,
    Address,
)


def _contacts() -> Select[ContactPerson, ContactDetail, SocialAccount, Address]:
    """Each part of a card in a row of its own, in their order; the other columns of the row are empty."""
    card_id: BindParameter[int] = bindparam("card")
    ids = union_all(
        *(
            select(literal(place).label("part"), part.id.label("id"), part.position.label("position")).where(
                part.relation_id == card_id
            )
            for place, part in enumerate(_PARTS)
        )
    ).subquery()
    query = select(ContactPerson, ContactDetail, SocialAccount, Address).select_from(ids)
    for place, part in enumerate(_PARTS):
        query = query.outerjoin(part, and_(ids.c.part == place, part.id == ids.c.id))
    return query.order_by(ids.c.position, ids.c.id)


# Made once: every card that is opened asks it.
_CONTACTS = _contacts()
