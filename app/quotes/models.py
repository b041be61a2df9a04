"""A quote, its versions and lines, and its outcome with the reason."""

import datetime as dt
import enum
from typing import Any

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.contacts.models import ContactPerson
from app.core.columns import Cents, Code, Moment, Percent, Personal, Quantity, ShopKey, ShopText
from app.core.database import Base, belongs_to, mentions, needs, one_of, told_of
from app.relations.models import Relation
from app.shop.models import ReasonGroup, RejectionReason, VatCode
from app.timeline.models import Channel
from app.users.models import User

CURRENT = text("superseded_at IS NULL")
OPEN = text("decision IS NULL")
# What a list of quotes chooses by and adds up.
IN_LIST = (
    *("decision", "last_step_on", "status", "valid_until"),
    *("relation_id", "responsible_id", "total_ex", "total"),
)
OPEN_IN_LIST = ("status", "valid_until", "last_step_on", "decision", *IN_LIST[4:])
# What the noes are counted by: the first two choose which.
COUNTED = (
    *("decision", "decided_on", "superseded_at", "said_by", "main_reason_id", "product_group_id"),
    *("days_to_quote", "competitor_id", "call_again_on", "total_ex", "quote_id"),
)
# Kept right by the database itself (see sqlite.py), so Python never has it at hand.
STANDING: dict[str, Any] = {
    "deferred": True,
    "deferred_raiseload": True,
    "info": {"derived": True, "journaled": False},
}


class QuoteStatus(enum.StrEnum):
    """Where a quote stands by our own doing; what the customer decided is its outcome."""

    DRAFT = "draft"
    SENT = "sent"


class PriceKind(enum.StrEnum):
    """A fixed price, or a guide price that may turn out up to ten percent higher."""

    FIXED = "fixed"
    GUIDE = "guide"


class LineKind(enum.StrEnum):
    """What a line of a quote is."""

    ITEM = "item"
    TEXT = "text"
    HEADING = "heading"
    # Not in the total: the customer may tick it.
    OPTION = "option"
    # One of a group (its `choice`) counts.
    ALTERNATIVE = "alternative"
    # A sum that is set aside for what is not known yet (stelpost).
    ALLOWANCE = "allowance"

    @property
    def has_price(self) -> bool:
        """Whether it is something to pay for; the others only say something."""
        return self not in {LineKind.TEXT, LineKind.HEADING}


class SentHow(enum.StrEnum):
    """How a person sent the quote."""

    MAIL = "mail"
    PRINT = "print"
    MESSAGE = "message"
    HANDED_OVER = "handed_over"


class Decision(enum.StrEnum):
    """What became of a sent quote."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class AskState(enum.StrEnum):
    """Whether the reason of a no is known yet."""

    TO_ASK = "to_ask"
    ASKED = "asked"
    ANSWERED = "answered"


class SaidBy(enum.StrEnum):
    """Where the reason comes from."""

    CUSTOMER_SAID = "customer_said"
    CUSTOMER_WROTE = "customer_wrote"
    OUR_GUESS = "our_guess"


class NumberSeries(Base):
    """The last number given out in a year; see numbering.py."""

    __tablename__ = "number_series"
    __table_args__ = (UniqueConstraint("what", "year"), {"info": {"journaled": False}})

    what: Mapped[Code]
    year: Mapped[int]
    last: Mapped[int]


class Quote(Base):
    """What the shop offers somebody, under one number through all its versions."""

    __tablename__ = "quote"
    __table_args__ = (
        UniqueConstraint("year", "serial"),
        CheckConstraint("(year IS NULL) = (serial IS NULL)", name="number_whole"),
        CheckConstraint("status = 'draft' OR serial IS NOT NULL", name="sent_has_number"),
        one_of("status", QuoteStatus),
        one_of("price_kind", PriceKind),
        Index("ix_quote_relation_id_status", "relation_id", "status"),
        # Whose it is, without its other columns: for counts over many quotes.
        Index("ix_quote_id_relation_id", "id", "relation_id"),
        # All that the list asks of a quote: in the order of the list, in that of its tabs, and of open ones.
        Index("ix_quote_listed", "first_sent_on", "id", *IN_LIST),
        Index("ix_quote_standing", *IN_LIST),
        Index("ix_quote_open", *OPEN_IN_LIST, sqlite_where=OPEN, postgresql_where=OPEN),
    )

    relation_id: Mapped[int] = needs("relation.id", index=False)
    person_id: Mapped[int | None] = mentions("contact_person.id")
    year: Mapped[int | None]
    serial: Mapped[int | None]
    subject: Mapped[Personal] = mapped_column(default="")
    status: Mapped[QuoteStatus] = mapped_column(default=QuoteStatus.DRAFT)
    version_no: Mapped[int] = mapped_column(default=1)
    price_kind: Mapped[PriceKind] = mapped_column(default=PriceKind.FIXED)
    prices_include_vat: Mapped[bool] = mapped_column(default=True)
    # Each prints its own legal text: the right to withdraw, and that the terms are enclosed.
    discussed_at_home: Mapped[bool] = mapped_column(default=False, server_default=false())
    terms_enclosed: Mapped[bool] = mapped_column(default=False, server_default=false())
    asked_on: Mapped[dt.date | None]
    first_sent_on: Mapped[dt.date | None]
    valid_until: Mapped[dt.date | None]
    responsible_id: Mapped[int] = needs("staff_member.id")
    shop_branch_id: Mapped[int | None] = mentions("shop_branch.id")
    made_at: Mapped[Moment]
    made_by_id: Mapped[int | None] = mentions("staff_member.id")
    copied_from_id: Mapped[int | None] = mentions("quote.id")
    row_version: Mapped[int] = mapped_column(default=1)
    # Where it stands, for lists: the decision that counts now, the day of the last step, what was agreed
    # with the options that were chosen, and until then what we offer.
    decision: Mapped[Decision | None] = mapped_column(**STANDING)
    last_step_on: Mapped[dt.date | None] = mapped_column(**STANDING)
    total_ex: Mapped[Cents] = mapped_column(server_default="0", **STANDING)
    total: Mapped[Cents] = mapped_column(server_default="0", **STANDING)

    relation: Mapped[Relation] = relationship(lazy="raise")
    person: Mapped[ContactPerson | None] = relationship(lazy="raise")
    responsible: Mapped[User] = relationship(foreign_keys=[responsible_id], lazy="raise")

    __mapper_args__ = {"version_id_col": row_version}

    @property
    def number(self) -> str | None:
        """The number as people say it, 2026-0042; a draft has none."""
        return shown_number(self.year, self.serial)

    @property
    def days_to_quote(self) -> int | None:
        """How long somebody waited for the quote; not known when nobody noted the day they asked."""
        if self.asked_on is None or self.first_sent_on is None:
            return None
        return (self.first_sent_on - self.asked_on).days

    def has_expired(self, today: dt.date) -> bool:
        """Whether it was sent and its last day is over; what became of it is another question."""
        return self.status is QuoteStatus.SENT and self.valid_until is not None and self.valid_until < today


class QuoteVersion(Base):
    """One version of a quote; once sent it is never changed."""

    __tablename__ = "quote_version"
    __table_args__ = (UniqueConstraint("quote_id", "no"), one_of("sent_how", SentHow))

    quote_id: Mapped[int] = belongs_to("quote.id", index=False)
    no: Mapped[int] = mapped_column(default=1)
    asked: Mapped[Personal] = mapped_column(default="")
    proposed: Mapped[Personal] = mapped_column(default="")
    delivery: Mapped[Personal] = mapped_column(default="")
    payment: Mapped[Personal] = mapped_column(default="")
    excluded: Mapped[Personal] = mapped_column(default="")
    closing: Mapped[Personal] = mapped_column(default="")
    # The legal texts as they stood on the paper when it was sent.
    legal: Mapped[ShopText] = mapped_column(default="", server_default=text("''"))
    # Name and address as they were when it was sent.
    address: Mapped[Personal | None]
    valid_until: Mapped[dt.date | None]
    discount_percent: Mapped[Percent | None]
    discount_amount: Mapped[Cents | None]
    # How the shop reckoned with btw when it was made: a later choice of the shop changes no quote.
    charges_vat: Mapped[bool] = mapped_column(default=True)
    vat_per_line: Mapped[bool] = mapped_column(default=False)
    total_ex: Mapped[Cents]
    total_vat: Mapped[Cents]
    total: Mapped[Cents]
    sent_at: Mapped[Moment | None]
    sent_by_id: Mapped[int | None] = mentions("staff_member.id")
    sent_how: Mapped[SentHow | None]
    sent_to: Mapped[Personal | None]
    pdf_id: Mapped[int | None] = mentions("stored_file.id")

    quote: Mapped[Quote] = relationship(lazy="raise")
    lines: Mapped[list["QuoteLine"]] = relationship(
        order_by="QuoteLine.position, QuoteLine.id", lazy="raise", viewonly=True
    )


class QuoteLine(Base):
    """One line of a version: how many, of what, at which price as typed."""

    __tablename__ = "quote_line"
    __table_args__ = (one_of("kind", LineKind), one_of("vat_code", VatCode))

    version_id: Mapped[int] = belongs_to("quote_version.id")
    position: Mapped[int] = mapped_column(default=0)
    kind: Mapped[LineKind] = mapped_column(default=LineKind.ITEM)
    description: Mapped[Personal] = mapped_column(default="")
    quantity: Mapped[Quantity | None]
    unit: Mapped[ShopText | None]
    price: Mapped[Cents | None]
    discount_percent: Mapped[Percent | None]
    vat_code: Mapped[VatCode | None]
    vat_percent: Mapped[Percent | None]
    product_group_id: Mapped[int | None] = mentions("product_group.id")
    # Alternatives with the same letter are one choice; of each choice one is chosen, and counts.
    choice: Mapped[Code | None]
    is_chosen: Mapped[bool] = mapped_column(default=False, server_default=false())


class Competitor(Base):
    """Another shop that a customer chose."""

    __tablename__ = "competitor"

    name: Mapped[ShopText]
    key: Mapped[ShopKey] = mapped_column(unique=True)
    archived_on: Mapped[dt.date | None]


class QuoteOutcome(Base):
    """What became of a quote, and why; a new answer is a new row, the old one stays."""

    __tablename__ = "quote_outcome"
    __table_args__ = (
        one_of("decision", Decision),
        one_of("ask_state", AskState),
        one_of("said_by", SaidBy),
        CheckConstraint(
            "decision <> 'declined' OR (ask_state IS NOT NULL"
            " AND (ask_state = 'answered') = (main_reason_id IS NOT NULL)"
            " AND (ask_state = 'answered' OR (ask_by_id IS NOT NULL AND ask_on IS NOT NULL)))",
            name="never_silent",
        ),
        CheckConstraint("main_reason_id IS NULL OR said_by IS NOT NULL", name="reason_has_a_source"),
        Index(
            "uq_quote_outcome_current",
            "quote_id",
            unique=True,
            sqlite_where=CURRENT,
            postgresql_where=CURRENT,
        ),
        Index(
            "ix_quote_outcome_decided",
            *COUNTED,
            sqlite_where=CURRENT,
            postgresql_where=CURRENT,
        ),
        Index(
            "ix_quote_outcome_ask", "ask_state", "decided_on", sqlite_where=CURRENT, postgresql_where=CURRENT
        ),
    )

    quote_id: Mapped[int] = belongs_to("quote.id")
    version_no: Mapped[int]
    decision: Mapped[Decision]
    decided_on: Mapped[dt.date]
    # With what the customer chose: its options and its alternatives.
    total_ex: Mapped[Cents]
    total: Mapped[Cents] = mapped_column(server_default="0")
    # As they were when it was decided: the group that costs most, and the days from being asked to sending.
    product_group_id: Mapped[int | None] = mentions("product_group.id")
    days_to_quote: Mapped[int | None]
    ask_state: Mapped[AskState | None]
    # Who asks the reason, and on which day: what keeps an unasked reason from being forgotten.
    ask_by_id: Mapped[int | None] = mentions("staff_member.id")
    ask_on: Mapped[dt.date | None]
    asked_on: Mapped[dt.date | None]
    asked_by_id: Mapped[int | None] = mentions("staff_member.id")
    main_reason_id: Mapped[int | None] = needs("rejection_reason.id")
    said_by: Mapped[SaidBy | None]
    person_id: Mapped[int | None] = told_of("contact_person.id")
    channel: Mapped[Channel | None]
    customer_words: Mapped[Personal] = mapped_column(default="")
    # Null is not known.
    bought_elsewhere: Mapped[bool | None]
    competitor_id: Mapped[int | None] = mentions("competitor.id")
    their_price: Mapped[Cents | None]
    price_difference: Mapped[Cents | None]
    # What they answered to the next question of the main reason.
    answer_next: Mapped[Personal] = mapped_column(default="", server_default=text("''"))
    could_have_done: Mapped[Personal] = mapped_column(default="")
    # What we learn from it, in our own words.
    lesson: Mapped[Personal] = mapped_column(default="", server_default=text("''"))
    call_again_on: Mapped[dt.date | None]
    # Our own words: why we took the quote back.
    withdrawn_why: Mapped[Personal] = mapped_column(default="")
    noted_at: Mapped[Moment]
    noted_by_id: Mapped[int | None] = mentions("staff_member.id")
    superseded_at: Mapped[Moment | None]
    superseded_why: Mapped[Personal | None]

    quote: Mapped[Quote] = relationship(lazy="raise")
    main_reason: Mapped[RejectionReason | None] = relationship(lazy="raise")
    person: Mapped[ContactPerson | None] = relationship(lazy="raise")
    competitor: Mapped[Competitor | None] = relationship(lazy="raise")
    ask_by: Mapped[User | None] = relationship(foreign_keys=[ask_by_id], lazy="raise")
    noted_by: Mapped[User | None] = relationship(foreign_keys=[noted_by_id], lazy="raise")

    @property
    def source(self) -> SaidBy | None:
        """Who says why; nobody does where the reason is that we do not know it."""
        is_known = self.main_reason and self.main_reason.reason_group is not ReasonGroup.UNKNOWN
        return self.said_by if is_known else None


class OutcomeReason(Base):
    """A reason that counted too, beside the main one."""

    __tablename__ = "outcome_reason"
    __table_args__ = (UniqueConstraint("outcome_id", "reason_id"),)

    outcome_id: Mapped[int] = belongs_to("quote_outcome.id", index=False)
    reason_id: Mapped[int] = needs("rejection_reason.id")

    reason: Mapped[RejectionReason] = relationship(lazy="raise")


class ChosenLine(Base):
    """An option or an alternative that the customer chose with their yes."""

    __tablename__ = "chosen_line"
    __table_args__ = (UniqueConstraint("outcome_id", "line_id"),)

    outcome_id: Mapped[int] = belongs_to("quote_outcome.id", index=False)
    line_id: Mapped[int] = belongs_to("quote_line.id")


def shown_number(year: int | None, serial: int | None) -> str | None:
    """The number of a quote as people say it; a draft has none."""
    return None if serial is None else f"{year}-{serial:04}"
