"""The stretches of time that a list or a report can be about, as shop owners say them."""

import datetime as dt
import enum
import re
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


class Quarter(NamedTuple):
    """Three months of a year, the first of them January: 2026-3 is July to September of 2026."""

    year: int
    number: int

    @classmethod
    def read(cls, typed: str) -> "Quarter":
        """The quarter as it is written. Raises ValueError."""
        found = re.fullmatch(r"([12]\d{3})-([1-4])", typed, re.ASCII)
        if found is None:
            raise ValueError(typed)
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, day: dt.date) -> "Quarter":
        """The quarter that a day falls in."""
        return cls(day.year, (day.month + 2) // 3)

    def __str__(self) -> str:
        return f"{self.year}-{self.number}"

    def days(self, _today: dt.date | None = None) -> Days:
        """Which days it covers, whichever day it is today."""
        last_month = 3 * self.number
        last = monthrange(self.year, last_month)[1]
        return Days(dt.date(self.year, last_month - 2, 1), dt.date(self.year, last_month, last))


def months_before(day: dt.date, months: int) -> dt.date:
    """The same day so many months earlier, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
