"""The views of the declined quotes as the rows of a sheet: one for each slice, reason and way of knowing."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from app.core.words import _, language
from app.insights.splits import Sliced
from app.insights.tally import Slice
from app.insights.words import split_name
from app.quotes.standing import HowKnown, ShownStatus
from app.quotes.words import known_name, status_name

Row = tuple[str | int | Decimal | None, ...]


def heads() -> list[str]:
    """What stands above the columns."""
    return [
        *(_("View"), _("Part"), _("State"), _("Reason"), _("Who says so")),
        *(_("Number of quotes"), _("Without btw")),
    ]


def rows(whole: Slice, splits: Iterable[Sliced]) -> Iterator[Row]:
    """All quotes by reason, and then the same in each split."""
    yield from _of_slice(_("Reasons"), whole, part=_("all quotes"))
    for sliced in splits:
        for one in sliced.slices:
            yield from _of_slice(split_name(sliced.split), one, part=one.name)


def _of_slice(view: str, slice_: Slice, *, part: str) -> Iterator[Row]:
    for tally in slice_.by_count:
        reason = tally.reason.name(language()) if tally.reason else None
        for known in HowKnown:
            if tally.counts.get(known):
                state = status_name(ShownStatus.DECLINED)
                counted = (tally.counts[known], tally.amounts[known])
                yield (view, part, state, reason, known_name(known), *counted)
    if slice_.accepted:
        counted = (slice_.accepted, slice_.accepted_amount)
        yield (view, part, status_name(ShownStatus.ACCEPTED), None, None, *counted)
