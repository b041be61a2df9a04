"""The stretches of time that a list or a report can be about, as shop owners say them."""

import datetime as dt
import enum
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
                return Days(_a_year_before(today) + dt.timedelta(days=1), today)
            case Period.LAST_YEAR:
                return Days(dt.date(today.year - 1, 1, 1), dt.date(today.year - 1, 12, 31))
            case Period.ALL:
                return Days(None, None)


def _a_year_before(day: dt.date) -> dt.date:
    last_of_february = day.month == 2 and day.day == 29
    return day.replace(year=day.year - 1, day=28 if last_of_february else day.day)
