"""Why not, split: declined quotes by region, product group, amount, waiting, quarter or other shop.

A slice counts each declined quote once, under what counted most, and beside it the quotes that were accepted
there. The region is that of the card now; all else is as it was on the day the customer decided.
"""

import enum
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVarTuple

from sqlalchemy import Select, SQLColumnExpression, case, extract, func, select

from app.core.database import Session
from app.core.periods import Period, Quarter
from app.core.words import _
from app.insights.queries import FEWEST_TO_COUNT, Tally, within
from app.quotes.given import NO_ONE
from app.quotes.lists import narrowings
from app.quotes.models import Decision, HowKnown, Quote, QuoteOutcome, is_known_as
from app.quotes.slices import Band, Wait, band_of, wait_of
from app.quotes.words import band_name, quarter_name, wait_name
from app.relations.models import Relation
from app.shop.models import RejectionReason

Columns = TypeVarTuple("Columns")
# Two slices are held against each other only when each has so many decided quotes.
FEWEST_TO_COMPARE = 10


class Split(enum.StrEnum):
    """By what the declined quotes are split; the name is also that of the choice above the list of quotes."""

    REGION = "region"
    GROUP = "group"
    BAND = "band"
    DAYS = "days"
    QUARTER = "quarter"
    SHOP = "shop"


@dataclass
class Slice:
    """One part of a split: its code in an address, its name, and what became of its quotes."""

    code: str
    name: str
    total: Tally = field(default_factory=Tally)
    reasons: dict[int | None, Tally] = field(default_factory=dict)
    accepted: int = 0

    @property
    def decided(self) -> int:
        """How many quotes were accepted or declined."""
        return self.accepted + self.total.count

    @property
    def is_too_few(self) -> bool:
        """Whether there are too few to say anything about."""
        return self.total.count < FEWEST_TO_COUNT

    @property
    def by_count(self) -> list[Tally]:
        """The reasons, the most frequent first, what is still to be asked last."""
        return sorted(
            self.reasons.values(), key=lambda tally: (tally.reason is None, -tally.count, -tally.amount)
        )


@dataclass(frozen=True)
class Sliced:
    """A whole split, in the order of its slices."""

    split: Split
    slices: Sequence[Slice]

    @property
    def most(self) -> int:
        """The longest bar."""
        return max((one.total.count for one in self.slices), default=0)

    @property
    def may_be_compared(self) -> bool:
        """Whether at least two slices are large enough to be held against each other."""
        return sum(one.decided >= FEWEST_TO_COMPARE for one in self.slices) > 1


def split_by(session: Session, split: Split, period: Period) -> Sliced:
    """The quotes that were decided in a period, in slices; one statement, and two for names."""
    key = _KEYS[split]
    known = case(
        (QuoteOutcome.decision == Decision.ACCEPTED, Decision.ACCEPTED.value),
        *((is_known_as(one), one.value) for one in HowKnown),
    )
    reason = case((QuoteOutcome.decision == Decision.DECLINED, QuoteOutcome.main_reason_id), else_=None)
    counted = select(key, reason, known, func.count(), func.sum(QuoteOutcome.total_ex))
    rows = session.execute(
        _with_region(counted, split)
        .where(QuoteOutcome.decision.in_([Decision.ACCEPTED, Decision.DECLINED]), *within(period))
        .group_by(key, reason, known)
    )
    names, reasons = _names(session, split), {one.id: one for one in session.scalars(select(RejectionReason))}
    slices: dict[str, Slice] = {}
    for value, reason_id, how, count, amount in rows:
        code = _code(split, value)
        if code is None:
            continue
        one = slices.setdefault(code, Slice(code, _name(split, code, names)))
        if how == Decision.ACCEPTED.value:
            one.accepted += count
            continue
        one.total.add(HowKnown(how), count, amount)
        tally = one.reasons.setdefault(reason_id, Tally(reason=reasons.get(reason_id or 0)))
        tally.add(HowKnown(how), count, amount)
    declined = [one for one in slices.values() if one.total.count]
    return Sliced(split, sorted(declined, key=_order(split, list(names))))


def _with_region(counted: Select[*Columns], split: Split) -> Select[*Columns]:
    query = counted.select_from(QuoteOutcome).outerjoin(QuoteOutcome.main_reason)
    if split is Split.REGION:
        return query.join(Quote, Quote.id == QuoteOutcome.quote_id).join(Quote.relation)
    return query


_KEYS: Mapping[Split, SQLColumnExpression[Any]] = {
    Split.REGION: Relation.region_id,
    Split.GROUP: QuoteOutcome.product_group_id,
    Split.BAND: band_of(QuoteOutcome.total_ex),
    Split.DAYS: wait_of(QuoteOutcome.days_to_quote),
    # A month, as 202611: which quarter that is, Python knows on any database.
    Split.QUARTER: extract("year", QuoteOutcome.decided_on) * 100 + extract("month", QuoteOutcome.decided_on),
    Split.SHOP: QuoteOutcome.competitor_id,
}


def _code(split: Split, value: Any) -> str | None:
    """How an address names the slice; a no that no other shop won is in no slice of shops."""
    match split:
        case Split.REGION | Split.GROUP:
            return NO_ONE if value is None else str(value)
        case Split.QUARTER:
            year, month = divmod(int(value), 100)
            return str(Quarter(year, (month + 2) // 3))
        case _:
            return None if value is None else str(value)


def _names(session: Session, split: Split) -> dict[str, str]:
    """What the slices are called, in their order; a quarter is called by itself."""
    match split:
        case Split.BAND:
            return {band.value: band_name(band) for band in Band}
        case Split.DAYS:
            return {wait.value: wait_name(wait) for wait in Wait}
        case Split.QUARTER:
            return {}
        case _:
            named = narrowings(session, {split.value})[split.value]
            without = _("no region") if split is Split.REGION else _("no product group")
            return {str(id_): name for id_, name in named} | {NO_ONE: without}


def _name(split: Split, code: str, names: Mapping[str, str]) -> str:
    return quarter_name(Quarter.read(code)) if split is Split.QUARTER else names.get(code, code)


def _order(split: Split, codes: Sequence[str]) -> Callable[[Slice], Any]:
    """Other shops by how often they won; quarters in time; all else as the owner ordered it."""
    match split:
        case Split.SHOP:
            return lambda one: (-one.total.count, one.name)
        case Split.QUARTER:
            return lambda one: one.code
        case _:
            return lambda one: codes.index(one.code)
