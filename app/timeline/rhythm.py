"""How often somebody is usually spoken to, from the days on which that happened (pure)."""

import datetime as dt
from collections.abc import Iterable
from itertools import pairwise
from statistics import median

# Two talks have one gap between them, and one gap is no rhythm.
FEWEST_DAYS = 3


def usual_days_between(days: Iterable[dt.date]) -> int | None:
    """The middle one of the gaps between talks, in days; None while there is no rhythm in them yet."""
    ordered = sorted(set(days))
    if len(ordered) < FEWEST_DAYS:
        return None
    return round(median((later - earlier).days for earlier, later in pairwise(ordered)))
