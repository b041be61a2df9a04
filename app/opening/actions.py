"""What the owner decides about opening: the days of the week, the closed days, the holidays."""

import datetime as dt
from collections.abc import Iterable, Mapping

from sqlalchemy import select

from app.audit.bulk import delete_tree
from app.core.database import Session
from app.core.deeds import begin
from app.core.errors import RuleBroken
from app.core.words import _
from app.opening.models import ClosedDay
from app.opening.queries import days_of_period
from app.shop.models import Shop
from app.users.models import User


def change_weekdays(session: Session, shop: Shop, weekdays: Iterable[str], *, by: User) -> None:
    """Open on these days of the week; Monday is 1."""
    begin(session, "opening.weekdays", by=by)
    open_on = "".join(sorted(set(weekdays)))
    if not open_on:
        raise RuleBroken(_("Choose at least one day on which the shop is open."))
    shop.open_on = open_on
    session.flush()


def close(session: Session, days: Mapping[dt.date, str], *, by: User) -> None:
    """Close on these days, each with why; on a day that is closed already only the words change."""
    begin(session, "opening.close", by=by)
    closed = {
        day.closed_on: day for day in session.scalars(select(ClosedDay).where(ClosedDay.closed_on.in_(days)))
    }
    for day, why in days.items():
        if day in closed:
            closed[day].why = why
        else:
            session.add(ClosedDay(closed_on=day, why=why))
    session.flush()


def open_again(session: Session, closed_day: ClosedDay, *, by: User) -> None:
    """Open on this day after all, and on the days that are closed with it."""
    begin(session, "opening.open_again", by=by)
    for day in days_of_period(session, closed_day):
        delete_tree(session, day)
