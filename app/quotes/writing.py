"""Puts what stands in the editor of a quote into rows, and keeps with them how it was added up."""

from collections.abc import Sequence
from decimal import Decimal

from app.core import clock
from app.core.database import Session
from app.quotes import queries
from app.quotes.given import Offer, OfferLine
from app.quotes.models import Quote, QuoteLine, QuoteStatus, QuoteVersion
from app.quotes.sums import rates_today, sums_of
from app.quotes.totals import Totals
from app.shop.queries import get_shop
from app.users.models import User

NOTHING = Decimal(0)


def draft(
    session: Session, relation_id: int, offer: Offer, *, by: User, copied_from_id: int | None = None
) -> Quote:
    """A quote that nobody has seen yet, with what is in the editor."""
    quote = Quote(
        relation_id=relation_id,
        status=QuoteStatus.DRAFT,
        version_no=1,
        made_at=clock.now(),
        made_by_id=by.id,
        copied_from_id=copied_from_id,
    )
    write(session, quote, QuoteVersion(no=1), offer)
    return quote


def write(session: Session, quote: Quote, version: QuoteVersion, offer: Offer) -> None:
    """Put what is in the editor into the quote, its version and its lines, and add it up."""
    quote.person_id = offer.person.id if offer.person else None
    quote.responsible_id = offer.responsible.id
    quote.subject, quote.price_kind = offer.subject, offer.price_kind
    quote.asked_on, quote.valid_until = offer.asked_on, offer.valid_until
    quote.discussed_at_home, quote.terms_enclosed = offer.discussed_at_home, offer.terms_enclosed
    quote.shop_branch_id = offer.shop_branch_id
    # Amounts that stand on a paper that was sent cannot get another meaning.
    if quote.first_sent_on is None:
        quote.prices_include_vat = offer.prices_include_vat
    session.add(quote)
    session.flush()

    version.quote_id = quote.id
    version.asked, version.proposed, version.closing = offer.asked, offer.proposed, offer.closing
    version.delivery, version.payment, version.excluded = offer.delivery, offer.payment, offer.excluded
    version.discount_percent, version.discount_amount = offer.discount_percent, offer.discount_amount
    version.total_ex = version.total_vat = version.total = NOTHING
    session.add(version)
    session.flush()

    lines = _write_lines(session, version, offer.lines)
    freeze(session, quote, version, lines, sums_of(session, quote, version, lines))
    session.flush()


def _write_lines(session: Session, version: QuoteVersion, given: tuple[OfferLine, ...]) -> list[QuoteLine]:
    """Write over the lines that are there, place by place; what is left goes, what is missing comes."""
    there = list(queries.lines_of(session, version))
    for surplus in there[len(given) :]:
        session.delete(surplus)
    missing = [QuoteLine(version_id=version.id) for _place in given[len(there) :]]
    lines = [*there[: len(given)], *missing]
    for position, (line, offered) in enumerate(zip(lines, given, strict=True)):
        line.position, line.kind, line.description = position, offered.kind, offered.description
        line.quantity, line.unit, line.price = offered.quantity, offered.unit, offered.price
        line.discount_percent, line.vat_code = offered.discount_percent, offered.vat_code
        line.product_group_id = offered.product_group_id
        line.choice, line.is_chosen = offered.choice, offered.is_chosen
    session.add_all(missing)
    session.flush()
    return lines


def freeze(
    session: Session, quote: Quote, version: QuoteVersion, lines: Sequence[QuoteLine], sums: Totals
) -> None:
    """Keep how it was added up, so that a later rate or choice of the shop changes nothing."""
    shop, rates = get_shop(session), rates_today(session)
    version.charges_vat, version.vat_per_line = shop.charges_vat, shop.vat_per_line
    version.valid_until = quote.valid_until
    version.total_ex, version.total_vat, version.total = sums.ex, sums.vat, sums.total
    for line in lines:
        line.vat_percent = rates[line.vat_code] if line.vat_code else None
