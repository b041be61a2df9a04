"""What a quote comes to: its rows, or what is in the editor, put before totals.py with the right rates."""

from collections.abc import Sequence
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


def sums_of(session: Session, quote: Quote, version: QuoteVersion, lines: Sequence[QuoteLine]) -> Totals:
    """What a version adds up to: a sent one as it was sent, a draft by the rates of today."""
    discount = Discount(version.discount_percent or NOTHING, version.discount_amount or NOTHING)
    if version.sent_at is None:
        return _sums_today(session, lines, discount, prices_include_vat=quote.prices_include_vat)
    return totals(
        [_as_line(line, line.vat_percent) for line in lines],
        discount,
        prices_include_vat=quote.prices_include_vat,
        vat_per_line=version.vat_per_line,
        has_vat=version.charges_vat,
    )


def sums_of_offer(session: Session, offer: Offer) -> Totals:
    """What is in the editor adds up to this, before anything is saved."""
    discount = Discount(offer.discount_percent or NOTHING, offer.discount_amount or NOTHING)
    return _sums_today(session, offer.lines, discount, prices_include_vat=offer.prices_include_vat)


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
        [_as_line(line, rates[line.vat_code] if line.vat_code else None) for line in lines],
        discount,
        prices_include_vat=prices_include_vat,
        vat_per_line=ours.vat_per_line,
        has_vat=ours.charges_vat,
    )


def _as_line(line: QuoteLine | OfferLine, percent: Decimal | None) -> Line:
    rate = NO_VAT if line.vat_code is None or percent is None else Rate(line.vat_code.value, percent)
    return Line(
        quantity=line.quantity,
        price=line.price,
        rate=rate,
        discount_percent=line.discount_percent or NOTHING,
        is_heading=line.kind is LineKind.HEADING,
    )
