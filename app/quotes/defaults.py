"""What the pages of a quote begin with before anybody has typed, and what they offer to choose from."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from sqlalchemy import func, select

from app.contacts.models import ContactPerson
from app.contacts.queries import people_of
from app.core import clock
from app.core.database import Session
from app.core.words import _, use_language
from app.quotes import queries
from app.quotes.given import Offer, OfferLine
from app.quotes.models import LineKind, Quote, QuoteLine
from app.quotes.sums import rates_to_choose
from app.relations.models import Nature, Relation
from app.shop.models import ProductGroup, ShopBranch, VatCode
from app.shop.queries import branches, closed_branches, get_shop, product_groups, put_away_product_groups
from app.users.models import User
from app.users.queries import working_staff

EARLIER_LINES = 40
# Among so many lines the last ones are sought; a box of twenty years would be read through at each quote.
LOOK_BACK = 2000


@dataclass(frozen=True)
class EarlierLine:
    """A line that was offered before, to be offered again."""

    description: str
    unit: str | None
    price: Decimal | None
    vat_code: VatCode | None
    product_group_id: int | None
    # Only of what was offered once: of rolls and hours everybody takes another number.
    quantity: Decimal | None


@dataclass(frozen=True)
class Choices:
    """What the editor of a quote offers to choose from."""

    people: Sequence[ContactPerson] = ()
    staff: Sequence[User] = ()
    rates: Mapping[VatCode, Decimal] = field(default_factory=dict)
    groups: Sequence[ProductGroup] = ()
    branches: Sequence[ShopBranch] = ()


def new_offer(session: Session, relation: Relation, *, by: User) -> Offer:
    """What the editor shows for a new quote: asked today, in the shop's usual words."""
    ours, today = get_shop(session), clock.today()
    people = people_of(session, relation.id)
    return Offer(
        responsible=by,
        person=people[0] if len(people) == 1 else None,
        asked_on=today,
        valid_until=today + dt.timedelta(days=ours.quote_valid_days),
        prices_include_vat=relation.nature is Nature.PRIVATE,
        payment=ours.quote_payment(relation.language),
        closing=ours.quote_closing(relation.language),
    )


def offer_of(session: Session, quote: Quote) -> Offer:
    """What the editor shows of the current version."""
    version = queries.version_of(session, quote)
    return Offer(
        responsible=session.get_one(User, quote.responsible_id),
        person=session.get(ContactPerson, quote.person_id) if quote.person_id else None,
        subject=quote.subject,
        asked_on=quote.asked_on,
        valid_until=quote.valid_until,
        price_kind=quote.price_kind,
        prices_include_vat=quote.prices_include_vat,
        discussed_at_home=quote.discussed_at_home,
        terms_enclosed=quote.terms_enclosed,
        shop_branch_id=quote.shop_branch_id,
        asked=version.asked,
        proposed=version.proposed,
        delivery=version.delivery,
        payment=version.payment,
        excluded=version.excluded,
        closing=version.closing,
        discount_percent=version.discount_percent,
        discount_amount=version.discount_amount,
        lines=tuple(_offered(line) for line in queries.lines_of(session, version)),
    )


def choices(session: Session, relation: Relation, offer: Offer) -> Choices:
    """Who and what can be chosen; what is on the quote already can be, also when it is put away."""
    at_work, branch = working_staff(session), offer.shop_branch_id
    used = {line.product_group_id for line in offer.lines}
    return Choices(
        people=people_of(session, relation.id),
        staff=at_work if offer.responsible in at_work else [*at_work, offer.responsible],
        rates=rates_to_choose(session),
        groups=[
            *product_groups(session),
            *(group for group in put_away_product_groups(session) if group.id in used),
        ],
        branches=[*branches(session), *(one for one in closed_branches(session) if one.id == branch)],
    )


def earlier_lines(session: Session) -> list[EarlierLine]:
    """What was offered before, most recent first and each description once."""
    priced = [kind for kind in LineKind if kind.has_price]
    recent = (
        select(QuoteLine.id, QuoteLine.description)
        .where(QuoteLine.kind.in_(priced), QuoteLine.description != "")
        .order_by(QuoteLine.id.desc())
        .limit(LOOK_BACK)
        .subquery()
    )
    newest = (
        select(func.max(recent.c.id))
        .group_by(recent.c.description)
        .order_by(func.max(recent.c.id).desc())
        .limit(EARLIER_LINES)
    )
    lines = session.scalars(select(QuoteLine).where(QuoteLine.id.in_(newest)).order_by(QuoteLine.id.desc()))
    return [
        EarlierLine(
            line.description,
            line.unit,
            line.price,
            line.vat_code,
            line.product_group_id,
            line.quantity if line.quantity == 1 else None,
        )
        for line in lines
    ]


def file_stem(session: Session, quote: Quote) -> str:
    """What the paper is called on a disk: in the language of the customer, with whom it is for."""
    relation = session.get_one(Relation, quote.relation_id)
    with use_language(relation.language):
        name = _("Quote %(number)s", number=quote.number or "")
    version = f" v{quote.version_no}" if quote.version_no > 1 else ""
    return f"{name}{version} {relation.name}"


def _offered(line: QuoteLine) -> OfferLine:
    return OfferLine(
        kind=line.kind,
        description=line.description,
        quantity=line.quantity,
        unit=line.unit,
        price=line.price,
        discount_percent=line.discount_percent,
        vat_code=line.vat_code,
        product_group_id=line.product_group_id,
        choice=line.choice,
        is_chosen=line.is_chosen,
    )
