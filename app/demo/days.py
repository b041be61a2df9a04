"""The days of the demo's past: what was done when, and the order in which it is lived again."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from app.core import clock

SUNDAY = 6


@dataclass(frozen=True)
class Deed:
    """Something that was done so many days ago, at a time of the shop's clock."""

    days_ago: int
    time: str
    do: Callable[[], object]

    def moment(self, now: dt.datetime) -> dt.datetime:
        """When it was done: never on a Sunday, for then the shop is closed, and never still to come."""
        day = open_day(clock.in_shop_time(now).date(), self.days_ago)
        time = dt.time.fromisoformat(self.time)
        return min(clock.start_of(day) + dt.timedelta(hours=time.hour, minutes=time.minute), now)


def open_day(today: dt.date, days_ago: int) -> dt.date:
    """The day so many days ago, or the Saturday before it."""
    day = today - dt.timedelta(days=days_ago)
    return day - dt.timedelta(days=1) if day.weekday() == SUNDAY else day


def live_again(deeds: list[Deed], after_each: Callable[[], None]) -> None:
    """Do everything in the order in which it happened, each with the clock at its own moment."""
    now = clock.now()
    for deed in sorted(deeds, key=lambda deed: deed.moment(now)):
        with clock.frozen(deed.moment(now)):
            deed.do()
            after_each()
