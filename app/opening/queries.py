"""On which days the shop is open, which days are closed, and which holidays are still to choose."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.core import clock
from app.core.database import Session
from app.opening.days import ONE_DAY, OpeningDays
from app.opening.holidays import Holiday, holidays
from app.opening.models import ClosedDay
from app.shop.queries import get_shop


@dataclass(frozen=True)
class ClosedPeriod:
    """Days in a row that are closed for the same reason; `id` is the number of the first."""

    id: int
    first: dt.date
    last: dt.date
    why: str


def opening_days(session: Session) -> OpeningDays:
    """When the shop is open."""
    closed = {day.closed_on: day.why for day in session.scalars(select(ClosedDay))}
    return OpeningDays(get_shop(session).open_on, closed)


def closed_periods(session: Session) -> list[ClosedPeriod]:
    """The days that are closed from today on, those that belong together as one."""
    query = select(ClosedDay).where(ClosedDay.closed_on >= clock.today()).order_by(ClosedDay.closed_on)
    return _as_periods(session.scalars(query).all())


def days_of_period(session: Session, closed_day: ClosedDay) -> list[ClosedDay]:
    """This closed day and all that are closed with it."""
    query = select(ClosedDay).where(ClosedDay.why == closed_day.why).order_by(ClosedDay.closed_on)
    days = session.scalars(query).all()
    for period in _as_periods(days):
        if period.first <= closed_day.closed_on <= period.last:
            return [day for day in days if period.first <= day.closed_on <= period.last]
    return [closed_day]


def holidays_to_choose(session: Session) -> list[Holiday]:
    """The holidays of this year and the next that are still to come and on which the shop would be open."""
    today, opening = clock.today(), opening_days(session)
    return [
        holiday
        for year in (today.year, today.year + 1)
        for holiday in holidays(year)
        if holiday.day >= today and opening.is_open(holiday.day)
    ]


def _as_periods(days: Sequence[ClosedDay]) -> list[ClosedPeriod]:
    periods: list[ClosedPeriod] = []
    for day in days:
        before = periods[-1] if periods else None
        if before and before.last + ONE_DAY == day.closed_on and before.why == day.why:
            periods[-1] = ClosedPeriod(before.id, before.first, day.closed_on, day.why)
        else:
            periods.append(ClosedPeriod(day.id, day.closed_on, day.closed_on, day.why))
    return periods
