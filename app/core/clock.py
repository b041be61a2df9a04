"""The one clock: moments in UTC, days as the shop's wall shows them."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from zoneinfo import ZoneInfo

_frozen_at: ContextVar[dt.datetime | None] = ContextVar("frozen_at", default=None)
_zone_name: ContextVar[str] = ContextVar("zone_name", default="Europe/Amsterdam")


def now() -> dt.datetime:
    """The present moment, aware, in UTC."""
    return _frozen_at.get() or dt.datetime.now(dt.UTC)


def today() -> dt.date:
    """The day it is in the shop."""
    return in_shop_time(now()).date()


def in_shop_time(moment: dt.datetime) -> dt.datetime:
    """The same moment as the shop's clock shows it."""
    return moment.astimezone(ZoneInfo(_zone_name.get()))


def start_of(day: dt.date) -> dt.datetime:
    """Midnight at the beginning of a shop day, in UTC."""
    return dt.datetime.combine(day, dt.time.min, tzinfo=ZoneInfo(_zone_name.get())).astimezone(dt.UTC)


def use_zone(name: str) -> None:
    """Set the shop's time zone for what runs in this context (a request, a command)."""
    _zone_name.set(name)


@contextmanager
def frozen(moment: dt.datetime) -> Iterator[None]:
    """Let the clock stand still at `moment`: for tests, and for furnishing the demo's past."""
    token = _frozen_at.set(moment.astimezone(dt.UTC))
    try:
        yield
    finally:
        _frozen_at.reset(token)
