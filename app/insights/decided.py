"""Which decided quotes count, and how many there are of them: by the day of the decision, each once.

Quotes that were withdrawn or opened again count nowhere. Cards in the bin count, without names and words.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple, TypeVarTuple

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, func, select
from sqlalchemy.orm import contains_eager

from app.core import clock
from app.core.database import Session
from app.core.periods import Period
from app.insights.given import Narrowed
from app.insights.tally import Slice, Tally
from app.quotes.given import WITHOUT
from app.quotes.models import Decision, Quote, QuoteOutcome, SaidBy
from app.quotes.standing import known_as
from app.relations.models import Relation
from app.shop.models import RejectionReason

Columns = TypeVarTuple("Columns")
DECIDED = QuoteOutcome.decision != Decision.WITHDRAWN
DECLINED = QuoteOutcome.decision == Decision.DECLINED


class Counted(NamedTuple):
    """So many quotes that ended in one way, with what they come to without btw."""

    said_by: SaidBy | None
    reason_id: int | None
    decision: Decision
    number: int
    amount: Decimal


# In this order: where all quotes count, a database that reads the table from end to end is the quickest.
WAYS = (QuoteOutcome.said_by, QuoteOutcome.main_reason_id, QuoteOutcome.decision)
NUMBERS = (func.count(), func.sum(QuoteOutcome.total_ex))


def counted(session: Session, period: Period, narrowed: Narrowed) -> Iterator[Counted]:
    """All quotes that were decided in a period, by decision and reason."""
    query = decided_in(select(*WAYS, *NUMBERS), period, narrowed).where(DECIDED).group_by(*WAYS)
    return (Counted(*row) for row in session.execute(query))


def counted_by(
    session: Session,
    key: SQLColumnExpression[Any],
    period: Period,
    narrowed: Narrowed,
    *,
    in_region: bool = False,
    only: Iterable[ColumnElement[bool]] = (),
) -> Iterator[tuple[Any, Counted]]:
    """The same for each slice apart; `in_region` where the slice is about the card."""
    parts: Select[*tuple[Any, ...]] = select(key.label("slice"), *WAYS, *NUMBERS)
    query = decided_in(parts, period, narrowed, in_region=in_region).where(DECIDED, *only)
    rows = session.execute(query.group_by("slice", *WAYS))
    return ((of, Counted(*row)) for of, *row in rows)


def add(slice_: Slice, counted: Counted, reasons: Mapping[int, RejectionReason]) -> None:
    """Count these quotes in a slice."""
    if counted.decision is Decision.ACCEPTED:
        slice_.accepted += counted.number
        slice_.accepted_amount += counted.amount
        return
    reason = reasons.get(counted.reason_id or 0)
    known = known_as(reason, counted.said_by)
    slice_.total.add(known, counted.number, counted.amount)
    tally = slice_.by_reason.setdefault(counted.reason_id, Tally(reason))
    tally.add(known, counted.number, counted.amount)


def decided_in(
    query: Select[*Columns], period: Period, narrowed: Narrowed, *, in_region: bool = False
) -> Select[*Columns]:
    """Only of quotes that were decided in a period; the card comes along where the region is asked for."""
    query = query.select_from(QuoteOutcome).where(*_within(period, narrowed))
    if not in_region and narrowed.region_id is None:
        return query
    return (
        query.join(QuoteOutcome.quote)
        .join(Quote.relation)
        .where(*_of(Relation.region_id, narrowed.region_id))
    )


def declined_by_people(period: Period, narrowed: Narrowed) -> Select[Quote, QuoteOutcome]:
    """The declined quotes of cards in the box, with the card and the reason."""
    query = decided_in(select(Quote, QuoteOutcome), period, narrowed, in_region=True)
    return (
        query.outerjoin(QuoteOutcome.main_reason)
        .options(contains_eager(Quote.relation), contains_eager(QuoteOutcome.main_reason))
        .where(DECLINED, Relation.is_live)
    )


def reasons_by_id(session: Session) -> dict[int, RejectionReason]:
    """All reasons, also archived ones."""
    return {reason.id: reason for reason in session.scalars(select(RejectionReason))}


def _within(period: Period, narrowed: Narrowed) -> list[ColumnElement[bool]]:
    first, last = period.days(clock.today())
    return [
        QuoteOutcome.superseded_at.is_(None),
        *([QuoteOutcome.decided_on >= first] if first else []),
        *([QuoteOutcome.decided_on <= last] if last else []),
        *_of(QuoteOutcome.product_group_id, narrowed.group_id),
    ]


def _of(column: SQLColumnExpression[int | None], id_: int | None) -> list[ColumnElement[bool]]:
    if id_ is None:
        return []
    return [column.is_(None) if id_ == WITHOUT else column == id_]
