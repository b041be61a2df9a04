"""How a quote stands, as screens and papers call it, and how well the reason of a no is known.

Each question is answered twice: of a row at hand, and in SQL.
"""

import datetime as dt
import enum

from sqlalchemy import ColumnElement, and_, not_

from app.quotes.models import Decision, Quote, QuoteOutcome, QuoteStatus, SaidBy
from app.shop.models import ReasonGroup, RejectionReason


class ShownStatus(enum.StrEnum):
    """What a quote is called on screen and paper, from its status, its outcome and its last day."""

    DRAFT = "draft"
    OPEN = "open"
    EXPIRED = "expired"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class HowKnown(enum.StrEnum):
    """How well the reason of a no is known; the four together are all declined quotes."""

    CUSTOMER = "customer"
    GUESS = "guess"
    UNKNOWN = "unknown"
    TO_ASK = "to_ask"


def shown_status(quote: Quote, outcome: QuoteOutcome | None, today: dt.date) -> ShownStatus:
    """What the quote is called today; `outcome` is its current one."""
    if outcome is not None:
        return ShownStatus(outcome.decision.value)
    if quote.status is QuoteStatus.DRAFT:
        return ShownStatus.DRAFT
    return ShownStatus.EXPIRED if quote.has_expired(today) else ShownStatus.OPEN


def is_shown_as(status: ShownStatus, today: dt.date) -> ColumnElement[bool]:
    """The same question in SQL, on a quote."""
    undecided = Quote.decision.is_(None)
    sent = and_(undecided, Quote.status == QuoteStatus.SENT)
    over = and_(Quote.valid_until.is_not(None), Quote.valid_until < today)
    match status:
        case ShownStatus.DRAFT:
            return and_(undecided, Quote.status == QuoteStatus.DRAFT)
        case ShownStatus.OPEN:
            return and_(sent, not_(over))
        case ShownStatus.EXPIRED:
            return and_(sent, over)
        case _:
            return Quote.decision == Decision(status.value)


def how_known(outcome: QuoteOutcome) -> HowKnown:
    """Who told the reason of a no."""
    return known_as(outcome.main_reason, outcome.said_by)


def known_as(reason: RejectionReason | None, said_by: SaidBy | None) -> HowKnown:
    """How well a reason is known; that somebody would not say is an answer, but not a reason we know."""
    if reason is None:
        return HowKnown.TO_ASK
    if reason.reason_group is ReasonGroup.UNKNOWN:
        return HowKnown.UNKNOWN
    return HowKnown.GUESS if said_by is SaidBy.OUR_GUESS else HowKnown.CUSTOMER


def was_lost_to_a_shop() -> ColumnElement[bool]:
    """Whether an outcome names the shop where they bought; one they only looked at did not win."""
    return and_(QuoteOutcome.competitor_id.is_not(None), QuoteOutcome.bought_elsewhere.is_not(False))


def is_known_as(known: HowKnown) -> ColumnElement[bool]:
    """The same question in SQL, on a declined outcome outer-joined to its main reason."""
    answered = and_(QuoteOutcome.decision == Decision.DECLINED, QuoteOutcome.main_reason_id.is_not(None))
    told = and_(answered, RejectionReason.reason_group != ReasonGroup.UNKNOWN)
    match known:
        case HowKnown.CUSTOMER:
            return and_(told, QuoteOutcome.said_by != SaidBy.OUR_GUESS)
        case HowKnown.GUESS:
            return and_(told, QuoteOutcome.said_by == SaidBy.OUR_GUESS)
        case HowKnown.UNKNOWN:
            return and_(answered, RejectionReason.reason_group == ReasonGroup.UNKNOWN)
        case HowKnown.TO_ASK:
            return and_(QuoteOutcome.decision == Decision.DECLINED, QuoteOutcome.main_reason_id.is_(None))
