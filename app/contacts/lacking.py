"""What cards lack, asked of the whole box at once: the same questions as missing.py asks of one card."""

from sqlalchemy import ColumnElement, Select, and_, or_, select

from app.contacts.missing import Missing
from app.contacts.models import Address, ContactDetail, ContactPerson, DetailKind
from app.relations.models import Nature, Region, Relation


def lacks(missing: Missing) -> ColumnElement[bool]:
    """Whether a card lacks it: an organisation also a person, a customer also story, region and staff."""
    is_customer = Relation.stage.is_not(None)
    return {
        Missing.PHONE: ~_with_detail(DetailKind.PHONE).exists(),
        Missing.EMAIL: ~_with_detail(DetailKind.EMAIL).exists(),
        Missing.ADDRESS: ~_with_address().exists(),
        Missing.PERSON: and_(Relation.nature == Nature.ORGANISATION, ~_with_person().exists()),
        Missing.STORY: and_(is_customer, Relation.story == ""),
        Missing.REGION: and_(is_customer, Relation.region_id.is_(None), select(Region.id).exists()),
        Missing.STAFF: and_(is_customer, Relation.regular_staff_id.is_(None)),
    }[missing]


def _with_detail(kind: DetailKind) -> Select[int]:
    """The numbers or mail addresses of the card and of the people who are still there."""
    still_there = select(ContactPerson.id).where(
        ContactPerson.id == ContactDetail.person_id, ContactPerson.left_on.is_(None)
    )
    return select(ContactDetail.id).where(
        ContactDetail.relation_id == Relation.id,
        ContactDetail.kind == kind,
        or_(ContactDetail.person_id.is_(None), still_there.exists()),
    )


def _with_address() -> Select[int]:
    return select(Address.id).where(Address.relation_id == Relation.id, Address.closed_on.is_(None))


def _with_person() -> Select[int]:
    return select(ContactPerson.id).where(
        ContactPerson.relation_id == Relation.id, ContactPerson.left_on.is_(None)
    )
