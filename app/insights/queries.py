"""Why quotes are declined: each quote once, under the reason that counted most.

What the customer said is never mixed with what we think; who would not say, or is still to be asked, is
counted apart. Quotes that were withdrawn count nowhere. Cards in the bin count, without names and words.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import contains_eager

from app.core import clock
from app.core.database import Session
from app.core.periods import Period
from app.quotes.given import Wanted
from app.quotes.lists import Listed, all_quotes
from app.quotes.models import Decision, HowKnown, OutcomeReason, Quote, QuoteOutcome, ShownStatus, is_known_as
from app.relations.models import Relation
from app.shop.models import RejectionReason

# Below the first number quotes are only listed; from the second on a percentage says something.
FEWEST_TO_COUNT = 5
FEWEST_FOR_PERCENT = 20
WORDS_SHOWN = 8


@dataclass
class Tally:
    """How many declined quotes, and what they come to without btw, by how well the reason is known."""

    reason: RejectionReason | None = None
    counted_too: int = 0
    counts: dict[HowKnown, int] = field(default_factory=dict)
    amounts: dict[HowKnown, Decimal] = field(default_factory=dict)

    def add(self, known: HowKnown, count: int, amount: Decimal) -> None:
        """Count these too."""
        self.counts[known] = self.counts.get(known, 0) + count
        self.amounts[known] = self.amounts.get(known, Decimal(0)) + amount

    @property
    def count(self) -> int:
        """All of them."""
        return sum(self.counts.values())

    @property
    def amount(self) -> Decimal:
        """What all of them come to."""
        return sum(self.amounts.values(), Decimal(0))

    @property
    def said(self) -> int:
        """How many customers told us."""
        return self.counts.get(HowKnown.CUSTOMER, 0)

    @property
    def guessed(self) -> int:
        """How often we think we know."""
        return self.counts.get(HowKnown.GUESS, 0)

    @property
    def not_known(self) -> int:
        """How many would not say or are still to be asked."""
        return self.count - self.said - self.guessed

    @property
    def said_amount(self) -> Decimal:
        """What the quotes come to of which customers told us."""
        return self.amounts.get(HowKnown.CUSTOMER, Decimal(0))

    @property
    def guessed_amount(self) -> Decimal:
        """What the quotes come to of which we think we know."""
        return self.amounts.get(HowKnown.GUESS, Decimal(0))

    @property
    def not_known_amount(self) -> Decimal:
        """What the quotes come to of which we do not know."""
        return self.amount - self.said_amount - self.guessed_amount


@dataclass(frozen=True)
class Said:
    """What a customer said about a declined quote, word for word."""

    quote: Quote
    outcome: QuoteOutcome


@dataclass(frozen=True)
class WhyNot:
    """All declined quotes of a period, by reason: the most frequent first, what is still to be asked last."""

    period: Period
    total: Tally
    reasons: Sequence[Tally]
    accepted: int
    words: Sequence[Said]

    @property
    def is_too_few(self) -> bool:
        """Whether there are too few to say anything about: then a list tells more than a bar."""
        return self.total.count < FEWEST_TO_COUNT

    @property
    def has_percentages(self) -> bool:
        """Whether there are enough for a whole percentage."""
        return self.total.count >= FEWEST_FOR_PERCENT

    @property
    def by_amount(self) -> list[Tally]:
        """The same reasons, the most expensive first."""
        return sorted(self.reasons, key=lambda tally: (tally.reason is None, -tally.amount, -tally.count))

    @property
    def most_frequent(self) -> Tally | None:
        """The known reason that counted most often; of equals the one that cost most. Once is not often."""
        known = self._known_reasons()
        first = max(known, key=lambda tally: (tally.count, tally.amount), default=None)
        return first if first and first.count > 1 else None

    @property
    def most_expensive(self) -> Tally | None:
        """The known reason that cost most."""
        return max(self._known_reasons(), key=lambda tally: (tally.amount, tally.count), default=None)

    def percent(self, tally: Tally) -> int:
        """The part of all declined quotes, in whole percents."""
        return round(100 * tally.count / self.total.count)

    def _known_reasons(self) -> list[Tally]:
        return [] if self.is_too_few else [tally for tally in self.reasons if tally.said + tally.guessed]


def why_not(session: Session, period: Period) -> WhyNot:
    """The declined quotes that were decided in this period."""
    tallies = _tallies(session, period)
    total = Tally()
    for tally in tallies:
        for known, count in tally.counts.items():
            total.add(known, count, tally.amounts[known])
    return WhyNot(
        period=period,
        total=total,
        reasons=sorted(tallies, key=lambda tally: (tally.reason is None, -tally.count, -tally.amount)),
        accepted=_accepted(session, period),
        words=_words(session, period),
    )


def declined_quotes(session: Session, period: Period) -> list[Listed]:
    """The same quotes one by one, for when there are too few to count."""
    return all_quotes(session, Wanted(status=ShownStatus.DECLINED, period=period))


def within(period: Period) -> list[ColumnElement[bool]]:
    """What counts now, by the day the customer decided."""
    first, last = period.days(clock.today())
    chosen: list[ColumnElement[bool]] = [QuoteOutcome.superseded_at.is_(None)]
    if first:
        chosen.append(QuoteOutcome.decided_on >= first)
    if last:
        chosen.append(QuoteOutcome.decided_on <= last)
    return chosen


def _tallies(session: Session, period: Period) -> list[Tally]:
    known = case(*((is_known_as(one), one.value) for one in HowKnown)).label("known")
    rows = session.execute(
        select(QuoteOutcome.main_reason_id, known, func.count(), func.sum(QuoteOutcome.total_ex))
        .outerjoin(QuoteOutcome.main_reason)
        .where(*_declined(period))
        .group_by(QuoteOutcome.main_reason_id, known)
    ).all()
    reasons = {reason.id: reason for reason in session.scalars(select(RejectionReason))}
    too = _counted_too(session, period)
    tallies: dict[int | None, Tally] = {}
    for reason_id, how, count, amount in rows:
        new = Tally(reason=reasons.get(reason_id or 0), counted_too=too.get(reason_id or 0, 0))
        tallies.setdefault(reason_id, new).add(HowKnown(how), count, amount)
    return list(tallies.values())


def _counted_too(session: Session, period: Period) -> dict[int, int]:
    rows = session.execute(
        select(OutcomeReason.reason_id, func.count())
        .join(QuoteOutcome, QuoteOutcome.id == OutcomeReason.outcome_id)
        .where(*_declined(period))
        .group_by(OutcomeReason.reason_id)
    )
    return dict(list(rows))


def _accepted(session: Session, period: Period) -> int:
    return (
        session.scalar(select(func.count(QuoteOutcome.id)).where(*_decided(Decision.ACCEPTED, period))) or 0
    )


def _words(session: Session, period: Period) -> list[Said]:
    rows = session.execute(
        select(Quote, QuoteOutcome)
        .join(QuoteOutcome, QuoteOutcome.quote_id == Quote.id)
        .join(Quote.relation)
        .outerjoin(QuoteOutcome.main_reason)
        .options(contains_eager(Quote.relation), contains_eager(QuoteOutcome.main_reason))
        .where(*_declined(period), QuoteOutcome.customer_words != "", Relation.is_live)
        .order_by(QuoteOutcome.decided_on.desc(), QuoteOutcome.id.desc())
        .limit(WORDS_SHOWN)
    )
    return [Said(quote, outcome) for quote, outcome in rows]


def _declined(period: Period) -> list[ColumnElement[bool]]:
    return _decided(Decision.DECLINED, period)


def _decided(decision: Decision, period: Period) -> list[ColumnElement[bool]]:
    return [QuoteOutcome.decision == decision, *within(period)]
