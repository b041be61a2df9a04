"""What a customer answered to a quote, as plain values on their way from a form."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from app.contacts.models import ContactPerson
from app.quotes.models import SaidBy
from app.shop.models import RejectionReason
from app.timeline.models import Channel
from app.users.models import User


@dataclass(frozen=True)
class Decided:
    """What a yes and a no have in common: when, by which way, by whom, and what decided it."""

    decided_on: dt.date
    channel: Channel | None = None
    person: ContactPerson | None = None
    customer_words: str = ""
    main_reason: RejectionReason | None = None
    other_reasons: tuple[RejectionReason, ...] = ()
    said_by: SaidBy | None = None

    @property
    def source(self) -> SaidBy:
        """Who says so; words of the customer come from the customer, all else is our guess until told."""
        return self.said_by or (SaidBy.CUSTOMER_SAID if self.customer_words else SaidBy.OUR_GUESS)


@dataclass(frozen=True)
class Yes(Decided):
    """How the customer agreed, and who did; the reason of a yes is free."""

    # The ids of the options and alternatives that they chose.
    chosen: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Answer(Decided):
    """Why the customer said no; without a main reason it says who will ask, and when."""

    bought_elsewhere: bool | None = None
    competitor: str = ""
    their_price: Decimal | None = None
    # In euros, or else as a part of our own price.
    price_difference: Decimal | None = None
    difference_percent: Decimal | None = None
    answer_next: str = ""
    lesson: str = ""
    could_have_done: str = ""
    call_again_on: dt.date | None = None
    ask_on: dt.date | None = None
    ask_by: User | None = None

    @classmethod
    def to_ask(cls, *, by: User, on: dt.date, decided_on: dt.date) -> "Answer":
        """The reason is not known yet: this person asks for it on that day."""
        return cls(decided_on=decided_on, ask_by=by, ask_on=on)
