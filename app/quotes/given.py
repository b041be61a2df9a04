"""What a person tells us or asks of the quotes, as plain values on their way from a form."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from app.contacts.models import ContactPerson
from app.core.periods import Days, Period, Quarter
from app.quotes.models import LineKind, PriceKind, SentHow
from app.quotes.slices import Band, Wait
from app.quotes.standing import HowKnown, ShownStatus
from app.shop.models import VatCode
from app.users.models import User

# Stands for "no region" and "no product group" where an id is asked for.
WITHOUT = 0
# What an address says of these.
NO_ONE = "none"


@dataclass(frozen=True)
class OfferLine:
    """One line as it was typed; the price includes btw when the prices of the quote do."""

    kind: LineKind = LineKind.ITEM
    description: str = ""
    quantity: Decimal | None = None
    unit: str | None = None
    price: Decimal | None = None
    discount_percent: Decimal | None = None
    vat_code: VatCode | None = None
    product_group_id: int | None = None
    # Of alternatives: which choice they belong to, and the one that counts.
    choice: str | None = None
    is_chosen: bool = False


@dataclass(frozen=True)
class Offer:
    """All that stands in the editor of a quote."""

    responsible: User
    person: ContactPerson | None = None
    subject: str = ""
    asked_on: dt.date | None = None
    valid_until: dt.date | None = None
    price_kind: PriceKind = PriceKind.FIXED
    prices_include_vat: bool = True
    discussed_at_home: bool = False
    terms_enclosed: bool = False
    # Which of our branches it comes from; None is the shop as a whole.
    shop_branch_id: int | None = None
    asked: str = ""
    proposed: str = ""
    delivery: str = ""
    payment: str = ""
    excluded: str = ""
    closing: str = ""
    discount_percent: Decimal | None = None
    discount_amount: Decimal | None = None
    lines: tuple[OfferLine, ...] = ()


@dataclass(frozen=True)
class Sending:
    """How, to whom and when a person sent the quote, and until when it holds."""

    how: SentHow
    to: str
    on: dt.date
    valid_until: dt.date


@dataclass(frozen=True)
class Wanted:
    """Which quotes a list is about; a field that is None does not choose."""

    status: ShownStatus | None = None
    responsible_id: int | None = None
    period: Period = Period.ALL
    reason_id: int | None = None
    known: HowKnown | None = None
    region_id: int | None = None
    group_id: int | None = None
    band: Band | None = None
    wait: Wait | None = None
    shop_id: int | None = None
    # As far as it falls in the period.
    quarter: Quarter | None = None

    def days(self, today: dt.date) -> Days:
        """Which days it covers."""
        first, last = self.period.days(today)
        if self.quarter is None:
            return Days(first, last)
        begins, ends = self.quarter.days()
        return Days(max(filter(None, (first, begins))), min(filter(None, (last, ends))))
