"""What a person tells us or asks of the quotes, as plain values on their way from a form."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from app.contacts.models import ContactPerson
from app.core.periods import Period
from app.quotes.models import HowKnown, LineKind, PriceKind, SaidBy, SentHow, ShownStatus
from app.shop.models import RejectionReason, VatCode
from app.timeline.models import Channel
from app.users.models import User


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
class Yes:
    """How the customer agreed, and who did."""

    decided_on: dt.date
    channel: Channel | None = None
    person: ContactPerson | None = None
    customer_words: str = ""


@dataclass(frozen=True)
class Answer:
    """Why the customer said no; without a main reason it says who will ask, and when."""

    decided_on: dt.date
    main_reason: RejectionReason | None = None
    other_reasons: tuple[RejectionReason, ...] = ()
    said_by: SaidBy | None = None
    customer_words: str = ""
    person: ContactPerson | None = None
    channel: Channel | None = None
    bought_elsewhere: bool | None = None
    competitor: str = ""
    price_difference: Decimal | None = None
    could_have_done: str = ""
    call_again_on: dt.date | None = None
    ask_on: dt.date | None = None
    ask_by: User | None = None

    @classmethod
    def to_ask(cls, *, by: User, on: dt.date, decided_on: dt.date) -> "Answer":
        """The reason is not known yet: this person asks for it on that day."""
        return cls(decided_on=decided_on, ask_by=by, ask_on=on)

    @property
    def source(self) -> SaidBy:
        """Who says so; words of the customer come from the customer, all else is our guess until told."""
        return self.said_by or (SaidBy.CUSTOMER_SAID if self.customer_words else SaidBy.OUR_GUESS)


@dataclass(frozen=True)
class Wanted:
    """Which quotes a list is about; a field that is None does not choose."""

    status: ShownStatus | None = None
    responsible_id: int | None = None
    period: Period = Period.ALL
    reason_id: int | None = None
    known: HowKnown | None = None
