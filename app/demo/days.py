"""The days of the demo's past: what was done when, and the order in which it is lived again."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from app.core import clock

SUNDAY = 6


@dataclass(frozen=True)
class Event:
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


def live_again(events: list[Event], after_each: Callable[[], None]) -> None:
    """Do everything in the order in which it happened, each with the clock at its own moment."""
    now = clock.now()
    for event in sorted(events, key=lambda event: event.moment(now)):
        with clock.frozen(event.moment(now)):
            event.do()
            after_each()
