"""What is odd about the map, in words: so that a slip of the pen is seen before the lists are wrong."""

from collections.abc import Collection, Sequence

from app.core.words import _
from app.regions.postcodes import show_ranges
from app.regions.queries import DrawnRegion


def doubts_about(region: DrawnRegion, before: Sequence[DrawnRegion], lived_in: Collection[int]) -> list[str]:
    """What to look at again in a region, given those that come before it and the postcodes in the box."""
    if not region.ranges:
        return [_("No postcodes yet: cards come here only when you choose it by hand.")]
    doubts = [
        _("%(postcodes)s is in %(first)s too. %(first)s comes first, so it counts there.", **found)
        for found in _shared(region, before)
    ]
    empty = [one for one in region.ranges if not any(one.first <= number <= one.last for number in lived_in)]
    if empty:
        doubts.append(_("Nobody in the box lives in %(postcodes)s.", postcodes=show_ranges(empty)))
    return doubts


def _shared(region: DrawnRegion, before: Sequence[DrawnRegion]) -> list[dict[str, str]]:
    """The regions that have some of its postcodes before it does."""
    found = []
    for other in before:
        shared = sorted(
            both for mine in region.ranges for theirs in other.ranges if (both := mine.shared_with(theirs))
        )
        if shared:
            found.append({"postcodes": show_ranges(shared), "first": other.name})
    return found
