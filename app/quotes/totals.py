"""Adds up a quote: what each line costs, what the discount takes off, which btw is in it or comes on top.

Prices are taken as they were typed: including btw or not. Btw is rounded once per rate, or once per line
where the shop chose that. Pure, so that screen, paper and file all show the same cents.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from app.core.money import to_cents

NOTHING = Decimal(0)
WHOLE = Decimal(100)


class Rate(NamedTuple):
    """A btw rate on a line; equal percentages under another code stay apart (zero, reverse)."""

    code: str
    percent: Decimal


NO_VAT = Rate("", NOTHING)


@dataclass(frozen=True)
class Line:
    """One row of the quote: without a price it is text, or a heading with the sum of the rows under it.

    A row that does not count (an option, an alternative that is not chosen) shows what it would cost.
    """

    quantity: Decimal | None = None
    price: Decimal | None = None
    rate: Rate = NO_VAT
    discount_percent: Decimal = NOTHING
    is_heading: bool = False
    counts: bool = True


@dataclass(frozen=True)
class Discount:
    """What goes off the whole: first the percentage, then the amount (with btw when the prices are)."""

    percent: Decimal = NOTHING
    amount: Decimal = NOTHING


@dataclass(frozen=True)
class Amount:
    """What a row shows: its price before and after its own discount."""

    before: Decimal
    after: Decimal


@dataclass(frozen=True)
class RatePart:
    """The part of the quote that falls under one rate."""

    rate: Rate
    ex: Decimal
    vat: Decimal


@dataclass(frozen=True)
class Totals:
    """The sums of one quote; `amounts` runs beside the lines, None for a row of text."""

    amounts: tuple[Amount | None, ...]
    before_discount: Decimal
    discount: Decimal
    parts: tuple[RatePart, ...]
    ex: Decimal
    vat: Decimal
    total: Decimal


def totals(
    lines: Sequence[Line], discount: Discount, *, prices_include_vat: bool, vat_per_line: bool, has_vat: bool
) -> Totals:
    """Add up the lines; without btw (`has_vat=False`, the KOR) there are no rates at all."""
    prices = [_price(line) for line in lines]
    groups = _by_rate(lines, prices, has_vat=has_vat)
    sums = [_add(group) for group in groups.values()]
    before_discount = _add(sums)
    shares = spread(_whole_discount(discount, before_discount), sums)

    parts = tuple(
        _part(rate, [*group, -share], prices_include_vat=prices_include_vat, vat_per_line=vat_per_line)
        for (rate, group), share in zip(groups.items(), shares, strict=True)
    )
    ex = _add(part.ex for part in parts)
    vat = _add(part.vat for part in parts)
    return Totals(
        amounts=_amounts(lines, prices),
        before_discount=before_discount,
        discount=_add(shares),
        parts=parts if has_vat else (),
        ex=ex,
        vat=vat,
        total=ex + vat,
    )


def spread(whole: Decimal, groups: Sequence[Decimal]) -> list[Decimal]:
    """Divide an amount over groups in proportion, in whole cents; the largest takes what is left over."""
    if not groups:
        return []
    base = _add(groups)
    shares = [to_cents(whole * group / base) if base else NOTHING for group in groups]
    largest = max(range(len(groups)), key=lambda place: abs(groups[place]))
    shares[largest] += whole - _add(shares)
    return shares


def _price(line: Line) -> Amount | None:
    if line.price is None:
        return None
    before = line.price * (line.quantity if line.quantity is not None else 1)
    return Amount(to_cents(before), to_cents(before * (WHOLE - line.discount_percent) / WHOLE))


def _by_rate(
    lines: Sequence[Line], prices: Sequence[Amount | None], *, has_vat: bool
) -> dict[Rate, list[Decimal]]:
    groups: dict[Rate, list[Decimal]] = {}
    for line, price in zip(lines, prices, strict=True):
        if price is not None and line.counts:
            groups.setdefault(line.rate if has_vat else NO_VAT, []).append(price.after)
    return dict(sorted(groups.items(), key=lambda group: (group[0].percent, group[0].code)))


def _whole_discount(discount: Discount, base: Decimal) -> Decimal:
    return to_cents(base * discount.percent / WHOLE) + discount.amount


def _part(
    rate: Rate, entries: Sequence[Decimal], *, prices_include_vat: bool, vat_per_line: bool
) -> RatePart:
    divisor = WHOLE + rate.percent if prices_include_vat else WHOLE
    amount = _add(entries)
    rounded_apart = entries if vat_per_line else [amount]
    vat = _add(to_cents(entry * rate.percent / divisor) for entry in rounded_apart)
    return RatePart(rate, ex=amount - vat if prices_include_vat else amount, vat=vat)


def _amounts(lines: Sequence[Line], prices: Sequence[Amount | None]) -> tuple[Amount | None, ...]:
    """Give each heading the sum of the lines below it, up to the next heading."""
    shown = list(prices)
    heading: int | None = None
    for place, line in enumerate(lines):
        price = prices[place]
        if line.is_heading:
            heading = place
            shown[place] = Amount(NOTHING, NOTHING)
        elif heading is not None and price is not None and line.counts:
            so_far = shown[heading] or Amount(NOTHING, NOTHING)
            shown[heading] = Amount(so_far.before + price.before, so_far.after + price.after)
    return tuple(shown)


def _add(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, NOTHING)
