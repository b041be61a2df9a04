"""The days on which there is work: of the shop, and in it of one person."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from app.users.models import ALL_DAYS, User

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class OpeningDays:
    """When the shop is open: on these days of the week (Monday is 1), but for the days that are closed."""

    open_on: str
    closed: Mapping[dt.date, str]

    @property
    def weekdays(self) -> frozenset[str]:
        """The days of the week on which the shop opens; where none is set, all count."""
        return ALL_DAYS.intersection(self.open_on) or ALL_DAYS

    def is_open(self, day: dt.date) -> bool:
        """Whether the shop opens on this day."""
        return str(day.isoweekday()) in self.weekdays and day not in self.closed

    def next_open(self, day: dt.date) -> dt.date:
        """The first day after this one on which the shop is open."""
        return self._walk(day, 1, self.weekdays)

    def workday_after(self, day: dt.date, count: int, user: User) -> dt.date:
        """The last of so many days after `day` on which the shop is open and somebody works.

        Who works only when the shop is closed is counted in the shop's own days.
        """
        for _time in range(count):
            day = self._walk(day, 1, self._workdays(user))
        return day

    def workday_until(self, day: dt.date, user: User) -> dt.date:
        """The day itself, or the last one before it on which the shop is open and somebody works."""
        return self._walk(day + ONE_DAY, -1, self._workdays(user))

    def _workdays(self, user: User) -> frozenset[str]:
        return self.weekdays & user.workdays or self.weekdays

    def _walk(self, day: dt.date, step: int, weekdays: frozenset[str]) -> dt.date:
        # It ends, for there are seven days in a week and only so many closed ones.
        day += step * ONE_DAY
        while str(day.isoweekday()) not in weekdays or day in self.closed:
            day += step * ONE_DAY
        return day
