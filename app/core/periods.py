"""The stretches of time that a list or a report can be about, as shop owners say them."""

import datetime as dt
import enum
from calendar import monthrange
from typing import NamedTuple


class Days(NamedTuple):
    """From the first day to the last, both included; None is without an end on that side."""

    first: dt.date | None
    last: dt.date | None


class Period(enum.StrEnum):
    """A period seen from today."""

    THIS_QUARTER = "this_quarter"
    THIS_YEAR = "this_year"
    TWELVE_MONTHS = "twelve_months"
    LAST_YEAR = "last_year"
    ALL = "all"

    def days(self, today: dt.date) -> Days:
        """Which days it covers."""
        match self:
            case Period.THIS_QUARTER:
                return Days(dt.date(today.year, (today.month - 1) // 3 * 3 + 1, 1), today)
            case Period.THIS_YEAR:
                return Days(dt.date(today.year, 1, 1), today)
            case Period.TWELVE_MONTHS:
                return Days(months_before(today, 12) + dt.timedelta(days=1), today)
            case Period.LAST_YEAR:
                return Days(dt.date(today.year - 1, 1, 1), dt.date(today.year - 1, 12, 31))
            case Period.ALL:
                return Days(None, None)


def months_before(day: dt.date, months: int) -> dt.date:
    """The same day so many months earlier, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
