"""What can be asked of people, numbers, accounts and addresses."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.contacts.models import Address, ContactDetail, ContactPerson, DetailKind, SocialAccount
from app.core.database import Session
from app.relations.models import Kind, Relation, kinds_of
from app.shop.models import ShopBranch


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


def known_places(session: Session) -> list[str]:
    """The places of the shop and of everybody in the box, to recognise one in a line."""
    places = select(Address.place).union(select(ShopBranch.place))
    return sorted({place for place in session.scalars(places) if place})


@dataclass(frozen=True)
class Known:
    """A card that has the same number or mail address as what is being typed."""

    id: int
    name: str
    kinds: Sequence[Kind]
    shared: str


def cards_with(session: Session, normalised: Collection[str], *, besides: int | None = None) -> list[Known]:
    """The live cards on which one of these numbers or mail addresses stands already."""
    if not normalised:
        return []
    query = (
        select(
            Relation.id,
            Relation.name,
            Relation.stage,
            Relation.is_supplier,
            Relation.is_agency,
            ContactDetail.given,
        )
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
    for relation_id, name, stage, is_supplier, is_agency, given in session.execute(query):
        kinds = kinds_of(stage, is_supplier=is_supplier, is_agency=is_agency)
        found.setdefault(relation_id, Known(relation_id, name, kinds, given))
    return list(found.values())
