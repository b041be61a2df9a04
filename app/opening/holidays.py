"""The public holidays of the Netherlands, for the owner to choose from."""

import datetime as dt
from dataclasses import dataclass

from dateutil.easter import easter

from app.core.words import _

SUNDAY = 7


@dataclass(frozen=True)
class Holiday:
    """A day on which most shops are closed, or may choose to be."""

    day: dt.date
    name: str
    is_usual: bool = True


def holidays(year: int) -> list[Holiday]:
    """The holidays of a year in their order; on Liberation Day most shops are open."""
    sunday: dt.date = easter(year)
    kings_day = dt.date(year, 4, 27)
    if kings_day.isoweekday() == SUNDAY:
        kings_day = dt.date(year, 4, 26)

    def after_easter(days: int) -> dt.date:
        return sunday + dt.timedelta(days=days)

    found = [
        Holiday(dt.date(year, 1, 1), _("New Year’s Day")),
        Holiday(sunday, _("Easter Sunday")),
        Holiday(after_easter(1), _("Easter Monday")),
        Holiday(kings_day, _("King’s Day")),
        Holiday(dt.date(year, 5, 5), _("Liberation Day"), is_usual=False),
        Holiday(after_easter(39), _("Ascension Day")),
        Holiday(after_easter(49), _("Whit Sunday")),
        Holiday(after_easter(50), _("Whit Monday")),
        Holiday(dt.date(year, 12, 25), _("Christmas Day")),
        Holiday(dt.date(year, 12, 26), _("Second Christmas Day")),
    ]
    return sorted(found, key=lambda holiday: holiday.day)
