"""What a quote comes to: its rows, or what is in the editor, put before totals.py with the right rates."""

from collections.abc import Collection, Sequence
from decimal import Decimal

from sqlalchemy import select

from app.core import clock
from app.core.database import Session
from app.quotes.given import Offer, OfferLine
from app.quotes.models import LineKind, Quote, QuoteLine, QuoteVersion
from app.quotes.totals import NO_VAT, Discount, Line, Rate, Totals, totals
from app.shop.models import VatCode, VatRate, rate_on
from app.shop.queries import get_shop

NOTHING = Decimal(0)


def sums_of(
    session: Session,
    quote: Quote,
    version: QuoteVersion,
    lines: Sequence[QuoteLine],
    chosen: Collection[int] | None = None,
) -> Totals:
    """What a version adds up to: a sent one as it was sent, a draft by the rates of today.

    With `chosen`, the ids of options and alternatives, as the customer chose; else as we proposed it.
    """
    discount = Discount(version.discount_percent or NOTHING, version.discount_amount or NOTHING)
    if version.sent_at is None:
        return _sums_today(session, lines, discount, prices_include_vat=quote.prices_include_vat)
    return totals(
        [
            _as_line(line, line.vat_percent, counts=counts_as_chosen(line, lines, chosen or ()))
            for line in lines
        ],
        discount,
        prices_include_vat=quote.prices_include_vat,
        vat_per_line=version.vat_per_line,
        has_vat=version.charges_vat,
    )


def sums_of_offer(session: Session, offer: Offer) -> Totals:
    """What is in the editor adds up to this, before anything is saved."""
    discount = Discount(offer.discount_percent or NOTHING, offer.discount_amount or NOTHING)
    return _sums_today(session, offer.lines, discount, prices_include_vat=offer.prices_include_vat)


def main_group(lines: Sequence[QuoteLine], sums: Totals) -> int | None:
    """The product group that most of the money goes to; of equals the first on the quote."""
    money: dict[int, Decimal] = {}
    for line, amount in zip(lines, sums.amounts, strict=True):
        if amount is not None and line.product_group_id is not None and counts(line):
            money[line.product_group_id] = money.get(line.product_group_id, NOTHING) + amount.after
    return max(money, key=lambda group: money[group], default=None)


def rates_today(session: Session) -> dict[VatCode, Decimal]:
    """The percentage of each btw rate as it is today."""
    rates = list(session.scalars(select(VatRate)))
    return {code: rate_on(rates, code, clock.today()) for code in VatCode}


def rates_to_choose(session: Session) -> dict[VatCode, Decimal]:
    """The rates that a line can have; none for a shop without btw."""
    return rates_today(session) if get_shop(session).charges_vat else {}


def _sums_today(
    session: Session,
    lines: Sequence[QuoteLine] | Sequence[OfferLine],
    discount: Discount,
    *,
    prices_include_vat: bool,
) -> Totals:
    ours, rates = get_shop(session), rates_today(session)
    return totals(
        [
            _as_line(line, rates[line.vat_code] if line.vat_code else None, counts=counts(line))
            for line in lines
        ],
        discount,
        prices_include_vat=prices_include_vat,
        vat_per_line=ours.vat_per_line,
        has_vat=ours.charges_vat,
    )


def counts(line: QuoteLine | OfferLine) -> bool:
    """Whether a line is in the total as we propose it: no option is, and one alternative of a choice."""
    match line.kind:
        case LineKind.OPTION:
            return False
        case LineKind.ALTERNATIVE:
            return line.is_chosen
        case _:
            return True


def counts_as_chosen(line: QuoteLine, lines: Sequence[QuoteLine], chosen: Collection[int]) -> bool:
    """Whether a line counts after the customer chose; a choice they said nothing about stays ours."""
    if line.kind is LineKind.OPTION:
        return line.id in chosen
    if line.kind is LineKind.ALTERNATIVE:
        group = [
            other for other in lines if other.kind is LineKind.ALTERNATIVE and other.choice == line.choice
        ]
        return line.id in chosen if any(other.id in chosen for other in group) else line.is_chosen
    return True


def _as_line(line: QuoteLine | OfferLine, percent: Decimal | None, *, counts: bool) -> Line:
    rate = NO_VAT if line.vat_code is None or percent is None else Rate(line.vat_code.value, percent)
    return Line(
        quantity=line.quantity,
        price=line.price,
        rate=rate,
        discount_percent=line.discount_percent or NOTHING,
        is_heading=line.kind is LineKind.HEADING,
        counts=counts,
    )
