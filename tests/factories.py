"""Plain functions that make rows for tests: only what the test names differs from an ordinary one."""

import datetime as dt
from decimal import Decimal
from typing import Any, TypeVar

from sqlalchemy import select

from app.complaints.models import Complaint
from app.contacts.models import (
    Address,
    Consent,
    ConsentAnswer,
    ConsentChannel,
    ContactDetail,
    ContactPerson,
    DetailKind,
)
from app.core import clock
from app.core.database import Session
from app.duties.models import Duty
from app.exchange.models import ImportBatch
from app.lists.models import SavedList
from app.mistakes.models import Mistake
from app.opening.models import ClosedDay
from app.quotes.models import LineKind, Quote, QuoteLine, QuoteStatus, QuoteVersion
from app.relations.models import Nature, Region, RegionRange, Relation, Stage
from app.shop.models import (
    ProductGroup,
    ReasonGroup,
    RejectionReason,
    Shop,
    ShopBranch,
    TextBlock,
    VatCode,
    VatRate,
)
from app.tasks.models import Task, TaskReason
from app.timeline.models import Channel, Interaction
from app.users.models import Role, User
from app.wishes.models import Wish
from app.wishes.topics import topic_key

Row = TypeVar("Row")


def make_shop(session: Session, **fields: Any) -> Shop:
    """The one shop."""
    shop = Shop(**{"id": 1, "uid": "test-shop", "name": "Kwast & Kleed", "language": "en"} | fields)
    return _added(session, shop)


def make_branch(session: Session, **fields: Any) -> ShopBranch:
    """One of the shop's own addresses."""
    given = {"name": "Leiden", "street": "Botermarkt 1", "postcode": "2311 EM", "place": "Leiden"}
    return _added(session, ShopBranch(**given | fields))


def make_closed_day(session: Session, **fields: Any) -> ClosedDay:
    """A day on which the shop is closed."""
    return _added(session, ClosedDay(**{"closed_on": clock.today() + dt.timedelta(days=30)} | fields))


def make_duty(session: Session, user: User, **fields: Any) -> Duty:
    """Something that one of the staff looks after."""
    return _added(session, Duty(**{"what": "The window", "user_id": user.id} | fields))


def make_user(session: Session, **fields: Any) -> User:
    """A staff member without a password."""
    return _added(session, User(**{"name": "Sanne", "role": Role.STAFF, "language": "en"} | fields))


def make_relation(session: Session, name: str = "Kim Verbeek", **fields: Any) -> Relation:
    """A private potential customer."""
    given = {
        "name": name,
        "sort_name": name.casefold(),
        "nature": Nature.PRIVATE,
        "stage": None if fields.get("is_supplier") or fields.get("is_agency") else Stage.POTENTIAL,
        "language": "nl",
        "made_at": clock.now(),
    }
    return _added(session, Relation(**given | fields))


def make_region(session: Session, name: str = "Leiden", *ranges: tuple[int, int], **fields: Any) -> Region:
    """A region with these postcodes, after the ones that are there."""
    region = _added(session, Region(**{"name": name, "position": session.query(Region).count()} | fields))
    for first, last in ranges:
        _added(session, RegionRange(region_id=region.id, first=first, last=last))
    return region


def make_saved_list(session: Session, name: str = "Agencies", **fields: Any) -> SavedList:
    """A list of everybody, of all agencies."""
    return _added(session, SavedList(**{"name": name, "query": "kind=agency"} | fields))


def make_person(session: Session, relation: Relation, **fields: Any) -> ContactPerson:
    """Somebody at a relation."""
    given = {"first_name": "Anna", "infix": "van der", "last_name": "Berg", "sort_name": "berg anna van der"}
    return _added(session, ContactPerson(relation_id=relation.id, **given | fields))


def make_phone(
    session: Session, relation: Relation, given: str = "071 012 87 40", **fields: Any
) -> ContactDetail:
    """A phone number of a relation."""
    normalised = fields.pop("normalised", "+31" + given.replace(" ", "").removeprefix("0"))
    phone = ContactDetail(
        relation_id=relation.id, kind=DetailKind.PHONE, given=given, normalised=normalised, **fields
    )
    return _added(session, phone)


def make_email(session: Session, relation: Relation, given: str = "kim@example.nl") -> ContactDetail:
    """A mail address of a relation."""
    mail = ContactDetail(
        relation_id=relation.id, kind=DetailKind.EMAIL, given=given, normalised=given.casefold()
    )
    return _added(session, mail)


def make_address(session: Session, relation: Relation, **fields: Any) -> Address:
    """A visiting address of a relation."""
    given = {
        "street": "Touwbaan",
        "house_number": "4",
        "suffix": "A",
        "postcode": "2225 XK",
        "place": "Katwijk",
    }
    return _added(session, Address(relation_id=relation.id, **given | fields))


def make_consent(session: Session, relation: Relation, **fields: Any) -> Consent:
    """A yes to being rung, of the card itself."""
    given = {
        "channel": ConsentChannel.PHONE,
        "answer": ConsentAnswer.YES,
        "answered_on": clock.today(),
        "noted_at": clock.now(),
    }
    return _added(session, Consent(relation_id=relation.id, **given | fields))


def make_interaction(
    session: Session, relation: Relation, by: User | None = None, **fields: Any
) -> Interaction:
    """A conversation by phone."""
    given = {
        "at": clock.now(),
        "channel": Channel.PHONE,
        "their_words": "Is it in yet?",
        "agreed": "We call back.",
    }
    return _added(
        session, Interaction(relation_id=relation.id, by_id=by.id if by else None, **given | fields)
    )


def make_task(session: Session, relation: Relation | None, responsible: User, **fields: Any) -> Task:
    """A call to make today."""
    given = {"reason": TaskReason.CALL_BACK, "due_on": clock.today(), "made_at": clock.now()}
    task = Task(
        relation_id=relation.id if relation else None, responsible_id=responsible.id, **given | fields
    )
    return _added(session, task)


def make_complaint(session: Session, relation: Relation, user: User, **fields: Any) -> Complaint:
    """A complaint that came in today, to answer in three days; without a task."""
    given = {
        "their_words": "The paint peels.",
        "channel": Channel.PHONE,
        "received_on": clock.today(),
        "answer_by": clock.today() + dt.timedelta(days=3),
        "noted_at": clock.now(),
    }
    return _added(session, Complaint(relation_id=relation.id, responsible_id=user.id, **given | fields))


def make_mistake(session: Session, user: User, **fields: Any) -> Mistake:
    """A mistake of today, still to be talked over."""
    given = {"words": "Measured wrong.", "happened_on": clock.today(), "noted_at": clock.now()}
    return _added(session, Mistake(responsible_id=user.id, **given | fields))


def make_wish(session: Session, relation: Relation, **fields: Any) -> Wish:
    """A floor that does not creak."""
    given = {"wanted": "A floor that does not creak.", "noted_on": clock.today(), "noted_at": clock.now()}
    topic = fields.get("topic", "PVC floor")
    given |= {"topic": topic, "topic_key": topic_key(topic)}
    return _added(session, Wish(relation_id=relation.id, **given | fields))


def make_reason(session: Session, name: str = "Too expensive", **fields: Any) -> RejectionReason:
    """A reason for declining."""
    given = {"reason_group": ReasonGroup.OURS, "name_nl": name, "name_en": name}
    return _added(session, RejectionReason(**given | fields))


def make_rates(session: Session) -> list[VatRate]:
    """The Dutch rates, as far back as any test goes."""
    percents = {VatCode.HIGH: 21, VatCode.LOW: 9, VatCode.ZERO: 0, VatCode.REVERSE: 0, VatCode.EXEMPT: 0}
    since = dt.date(2000, 1, 1)
    return [
        _added(session, VatRate(code=code, percent=Decimal(percent), valid_from=since))
        for code, percent in percents.items()
    ]


def make_product_group(session: Session, **fields: Any) -> ProductGroup:
    """A sort of thing the shop sells."""
    return _added(session, ProductGroup(**{"name": "Curtains"} | fields))


def make_phrase(session: Session, **fields: Any) -> TextBlock:
    """A standard text for quotes."""
    given = {"code": "quote.text", "language": "nl", "name": "Drying", "body": "De verf droogt een dag."}
    return _added(session, TextBlock(**given | fields))


def make_batch(session: Session, **fields: Any) -> ImportBatch:
    """A file of contacts that was looked at and not yet read in."""
    given = {"source": "vcard", "file_name": "contacts.vcf", "made_at": clock.now()}
    return _added(session, ImportBatch(**given | fields))


def make_quote(session: Session, relation: Relation | None = None, **fields: Any) -> Quote:
    """A quote with one line of 121.00 including btw; a sent one has a number and a last day."""
    relation = relation or make_relation(session)
    responsible = session.scalars(select(User)).first() or make_user(session)
    given: dict[str, Any] = {
        "subject": "Painting the hall",
        "responsible_id": responsible.id,
        "made_at": clock.now(),
    }
    if fields.get("status") is QuoteStatus.SENT:
        serial = session.query(Quote).count() + 1
        today = clock.today()
        given |= {"year": today.year, "serial": serial, "first_sent_on": today}
        given |= {"valid_until": today + dt.timedelta(days=30)}
    quote = _added(session, Quote(relation_id=relation.id, **given | fields))
    version = QuoteVersion(
        quote_id=quote.id,
        total_ex=Decimal("100.00"),
        total_vat=Decimal("21.00"),
        total=Decimal("121.00"),
        valid_until=quote.valid_until,
        sent_at=clock.now() if quote.status is QuoteStatus.SENT else None,
    )
    _added(session, version)
    line = QuoteLine(
        version_id=version.id,
        kind=LineKind.ITEM,
        description="Paint",
        quantity=Decimal(1),
        price=Decimal("121.00"),
        vat_code=VatCode.HIGH,
        vat_percent=Decimal(21),
    )
    _added(session, line)
    return quote


def _added(session: Session, row: Row) -> Row:
    session.add(row)
    session.flush()
    return row
