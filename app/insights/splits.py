"""Why not, split: declined quotes by region, product group, amount, waiting, quarter or other shop.

A slice counts each declined quote once, under what counted most, and beside it the quotes that were accepted
there. The region is that of the card now; all else is as it was on the day the customer decided.
"""

import datetime as dt
import enum
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import SQLColumnExpression, String, cast, func

from app.core import clock
from app.core.database import Session
from app.core.periods import Period, Quarter
from app.core.words import _
from app.insights.decided import DECLINED, add, counted_by, reasons_by_id
from app.insights.given import EVERYTHING, Narrowed
from app.insights.shops import Prices, bought_somewhere, prices_by_shop
from app.insights.tally import Slice, Tally, longest, longest_amount, together
from app.quotes.given import NO_ONE
from app.quotes.lists import narrowings
from app.quotes.models import QuoteOutcome
from app.quotes.slices import Band, Wait, band_of, wait_of
from app.quotes.standing import was_lost_to_a_shop
from app.quotes.words import band_name, quarter_name, wait_name
from app.relations.models import Relation

# Over so many years the view by quarter shows also the quarters in which nothing was decided.
MOST_YEARS = 10


class Split(enum.StrEnum):
    """By what the declined quotes are split; the name is also that of the choice above the list of quotes."""

    REGION = "region"
    GROUP = "group"
    BAND = "band"
    DAYS = "days"
    QUARTER = "quarter"
    SHOP = "shop"


class Few(NamedTuple):
    """The names of the slices where a difference can be chance, and whether that is all there are."""

    names: Sequence[str]
    is_all: bool


@dataclass(frozen=True)
class Sliced:
    """A whole split, in the order of its slices."""

    split: Split
    slices: Sequence[Slice]
    # Of quarters: the first day that counts in the first one, and whether the last one is still going on.
    cut_from: dt.date | None = None
    is_going_on: bool = False
    # Of other shops: their prices by the code of the slice, and how often we do not know which shop it was.
    prices: Mapping[str, Prices] = field(default_factory=dict)
    somewhere: int = 0

    @property
    def drawn(self) -> list[Slice]:
        """The slices with enough in them for a bar."""
        return [one for one in self.slices if not one.is_too_few]

    @property
    def too_few(self) -> list[Slice]:
        """The slices that are only named."""
        return [one for one in self.slices if one.is_too_few and one.total.count]

    @property
    def most(self) -> int:
        """The longest bar."""
        return longest(one.total for one in self.drawn)

    @property
    def most_amount(self) -> int:
        """The longest bar of money."""
        return longest_amount(one.total for one in self.drawn)

    @property
    def total(self) -> Tally:
        """All declined quotes of all slices."""
        return together(one.total for one in self.slices)

    @property
    def accepted(self) -> int:
        """All accepted quotes of all slices."""
        return sum(one.accepted for one in self.slices)

    @property
    def few_declined(self) -> Few:
        """The slices with too few noes to hold their reasons against those of another."""
        declined = [one for one in self.slices if one.total.count]
        return _few(declined, [one for one in declined if not one.has_reasons_to_compare])

    @property
    def few_decided(self) -> Few:
        """The slices too small to hold what was accepted against another; to another shop nobody said yes."""
        decided = [one for one in self.slices if one.decided and self.split is not Split.SHOP]
        return _few(decided, [one for one in decided if not one.may_be_compared])


def _few(all_: Sequence[Slice], few: Sequence[Slice]) -> Few:
    """A slice alone has no other to be held against."""
    return Few([one.name for one in few], len(few) == len(all_)) if len(all_) > 1 else Few([], is_all=False)


def split_by(session: Session, split: Split, period: Period, narrowed: Narrowed = EVERYTHING) -> Sliced:
    """The quotes that were decided in a period, in slices; one statement, and two for names."""
    names, reasons = _names(session, split), reasons_by_id(session)
    slices: dict[str, Slice] = {}
    rows = counted_by(
        session,
        _KEYS[split],
        period,
        narrowed,
        in_region=split is Split.REGION,
        # A yes went to no other shop, also when one was named.
        only=(DECLINED, was_lost_to_a_shop()) if split is Split.SHOP else (),
    )
    for key, counted in rows:
        code = _code(split, key)
        slice_ = slices.setdefault(code, Slice(code, _name(split, code, names)))
        add(slice_, counted, reasons)
    in_order = sorted(slices.values(), key=_order(split, list(names)))
    match split:
        case Split.QUARTER:
            return _over_time(in_order, period)
        case Split.SHOP:
            prices = prices_by_shop(session, period, narrowed)
            somewhere = bought_somewhere(session, period, narrowed)
            return Sliced(split, in_order, prices=prices, somewhere=somewhere)
        case _:
            return Sliced(split, in_order)


def _over_time(slices: Sequence[Slice], period: Period) -> Sliced:
    today, codes = clock.today(), [one.code for one in slices]
    first, now = period.days(today).first, Quarter.of(today)
    cuts = first is not None and first != Quarter.of(first).days().first and str(Quarter.of(first)) in codes
    return Sliced(
        Split.QUARTER,
        _without_gaps(slices),
        cut_from=first if cuts else None,
        is_going_on=str(now) in codes and today != now.days().last,
    )


def _without_gaps(slices: Sequence[Slice]) -> Sequence[Slice]:
    """Also the quarters in which nothing was decided, unless that would be many years of nothing."""
    quarters = [Quarter.read(one.code) for one in slices]
    if not quarters or quarters[-1].year - quarters[0].year > MOST_YEARS:
        return slices
    found = {one.code: one for one in slices}
    return [
        found.get(str(quarter)) or Slice(str(quarter), quarter_name(quarter))
        for year in range(quarters[0].year, quarters[-1].year + 1)
        for number in range(1, 5)
        if quarters[0] <= (quarter := Quarter(year, number)) <= quarters[-1]
    ]


_KEYS: Mapping[Split, SQLColumnExpression[Any]] = {
    Split.REGION: Relation.region_id,
    Split.GROUP: QuoteOutcome.product_group_id,
    Split.BAND: band_of(QuoteOutcome.total_ex),
    Split.DAYS: wait_of(QuoteOutcome.days_to_quote),
    # A month, as 2026-11: which quarter that is, Python knows on any database.
    Split.QUARTER: func.substr(cast(QuoteOutcome.decided_on, String), 1, 7),
    Split.SHOP: QuoteOutcome.competitor_id,
}


def _code(split: Split, value: Any) -> str:
    """How an address names the slice."""
    match split:
        case Split.REGION | Split.GROUP:
            return NO_ONE if value is None else str(value)
        case Split.QUARTER:
            return str(Quarter.of(dt.date.fromisoformat(f"{value}-01")))
        case _:
            return str(value)


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
