"""What changed from one version of a quote to the next, in words; what stayed as it was is not told."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.core.formats import show_amount, show_date, show_number, show_quantity
from app.core.words import _
from app.quotes.models import QuoteLine, QuoteVersion
from app.quotes.queries import Sheet


@dataclass(frozen=True)
class Change:
    """One thing that is different; `was` is empty for what is new, `now` for what is gone."""

    what: str
    was: str
    now: str


def changes_between(before: Sheet, after: Sheet) -> list[Change]:
    """What is different in `after`: its lines, its texts, its last day, and what it comes to."""
    was, now = before.version, after.version
    facts = [
        (_("Discount on the whole"), _discount(was), _discount(now)),
        *((name, one, other) for (name, one), (_name, other) in zip(_texts(was), _texts(now), strict=True)),
        (_("Valid until"), _day(was), _day(now)),
        (_("Total"), show_amount(was.total), show_amount(now.total)),
    ]
    return [
        *_changes_of_lines(before.lines, after.lines),
        *(Change(name, one, other) for name, one, other in facts if one != other),
    ]


def _changes_of_lines(before: Sequence[QuoteLine], after: Sequence[QuoteLine]) -> Iterator[Change]:
    """Lines are the same one when they say the same; a line in other words is another line."""
    left = defaultdict(list)
    for line in before:
        left[line.description].append(line)
    new = []
    for line in after:
        if not left[line.description]:
            new.append(line)
            continue
        was, now = _words(left[line.description].pop(0)), _words(line)
        if was != now:
            yield Change(line.description, was, now)
    yield from (Change(line.description, _words(line), "") for lines in left.values() for line in lines)
    yield from (Change(line.description, "", _words(line)) for line in new)


def _words(line: QuoteLine) -> str:
    """How much of it, at which price: `8 × € 42,95 − 10%`."""
    quantity = " ".join(part for part in (_number(line.quantity), line.unit or "") if part)
    price = show_amount(line.price) if line.price is not None else ""
    discount = f"− {show_number(line.discount_percent)}%" if line.discount_percent else ""
    words = " ".join(
        part for part in (" × ".join(part for part in (quantity, price) if part), discount) if part
    )
    return words or _("on it")


def _number(quantity: Decimal | None) -> str:
    return "" if quantity is None else show_quantity(quantity)


def _discount(version: QuoteVersion) -> str:
    if version.discount_percent:
        return f"{show_number(version.discount_percent)}%"
    return show_amount(version.discount_amount) if version.discount_amount else ""


def _day(version: QuoteVersion) -> str:
    return show_date(version.valid_until) if version.valid_until else ""


def _texts(version: QuoteVersion) -> list[tuple[str, str]]:
    return [
        (_("What you asked us"), version.asked),
        (_("What we propose"), version.proposed),
        (_("Delivery"), version.delivery),
        (_("Payment"), version.payment),
        (_("Not included"), version.excluded),
        (_("Closing words"), version.closing),
    ]
