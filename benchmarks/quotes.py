"""What it costs to look at many quotes at once: the list, the list narrowed, and why they were declined."""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import product

from sqlalchemy import func, select

from app.insights.splits import Split
from app.quotes.models import QuoteOutcome
from app.quotes.slices import Band, Wait
from app.quotes.standing import HowKnown, ShownStatus
from benchmarks.measure import Row, growth, in_turns, median
from benchmarks.pages import get, measure_page, watch
from benchmarks.shop import MeasuredShop

VIEW_ROUNDS = 15


def measure_quotes(shop: MeasuredShop, smaller: Row | None) -> Row:
    """The list of quotes as it opens: the last twelve months, with what they come to by state."""
    return measure_page(shop, "quotes", "/quotes", shop.quotes, smaller)


def measure_narrowed(shop: MeasuredShop, smaller: Row | None) -> Row:
    """The list of quotes, narrowed in each way there is; the slowest of them, beside its questions alone."""
    return _slowest(shop, "narrowed", _narrowed(shop), smaller)


def measure_reasons(shop: MeasuredShop, smaller: Row | None) -> Row:
    """Why not? over all years, in each of its views; the slowest of them, beside its questions alone."""
    return _slowest(shop, "reasons", _views(shop), smaller)


def _slowest(shop: MeasuredShop, name: str, addresses: Iterable[str], smaller: Row | None) -> Row:
    """Which is the slowest shows in a few rounds; only that one is measured with care."""
    address = max(addresses, key=lambda one: min(in_turns(partial(get, shop, one), _nothing, rounds=2)[0]))
    seen = watch(shop, address)
    took, least = in_turns(partial(get, shop, address), partial(seen.ask, shop), rounds=VIEW_ROUNDS)
    ms = median(took)
    return Row(
        name,
        shop.quotes,
        ms,
        median(least),
        statements=len(seen.statements),
        growth=growth(ms, shop.quotes, smaller),
        what=address,
    )


def _nothing() -> None:
    """The least of all."""


def _narrowed(shop: MeasuredShop) -> Iterator[str]:
    with shop.sessions() as session:
        often = (
            select(QuoteOutcome.main_reason_id)
            .where(QuoteOutcome.main_reason_id.is_not(None))
            .group_by(QuoteOutcome.main_reason_id)
            .order_by(func.count().desc())
        )
        reason = session.scalars(often).first()
    choices: dict[str, list[object]] = {
        "status": [*ShownStatus],
        "reason": [reason],
        "known": [*HowKnown],
        "staff": [1],
        "region": [1, "none"],
        "group": [1, "none"],
        "band": [*Band],
        "days": [*Wait],
        "shop": [1],
        "page": [2, 10**6],
    }
    for (name, values), period in product(choices.items(), ("twelve_months", "all")):
        yield from (f"/quotes?period={period}&{name}={value}" for value in values)


def _views(shop: MeasuredShop) -> Iterator[str]:
    """The pages of the views, by count and in euros; what is no page, as a paper or a sheet, is left out."""
    yield "/why-not?period=all&by=amount"
    addresses = shop.app.url_map.bind("localhost")
    for rule in shop.app.url_map.iter_rules():
        if not rule.endpoint.startswith("insights.") or "GET" not in (rule.methods or ()):
            continue
        choices = [dict.fromkeys(rule.arguments, split.value) for split in Split]
        for choice in choices if rule.arguments else [{}]:
            address = f"{addresses.build(rule.endpoint, choice)}?period=all"
            if get(shop, address) == "text/html":
                yield address
