"""What the owner types about opening."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from wtforms.validators import StopValidation

from app.core import clock
from app.core.formats import show_weekday
from app.core.forms import DateField, Form, TextField, TicksField
from app.core.words import _, lazy
from app.opening.days import ONE_DAY
from app.opening.holidays import Holiday
from app.users.forms import WEEKDAYS

# Nobody closes for longer by accident: a wrong year would fill the list.
LONGEST = 92


class WeekdaysForm(Form):
    """The days of the week on which the shop is open."""

    open_on = TicksField(
        lazy("Open on"), choices=WEEKDAYS, needed=lazy("Choose at least one day on which the shop is open.")
    )


class ClosedDaysForm(Form):
    """One closed day, or the days from one to another."""

    first = DateField(
        lazy("Closed on"), needed=lazy("Type a day, for example 24-12 or 3-11-2026."), ahead=True
    )
    last = DateField(
        lazy("Up to and including"), ahead=True, description=lazy("Leave it empty when it is one day.")
    )
    why = TextField(lazy("Why"), longest=80, description=lazy("For example: holiday, stocktaking."))

    @property
    def days(self) -> dict[dt.date, str]:
        """Each of the days, with why."""
        count = ((self.last.data or self.first.data) - self.first.data).days + 1
        return {self.first.data + number * ONE_DAY: self.why.data for number in range(count)}

    def validate_first(self, field: DateField) -> None:
        """What is over need not be closed any more."""
        if field.data and field.data < clock.today():
            raise StopValidation(_("This day is over. Choose today or a later day."))

    def validate_last(self, field: DateField) -> None:
        """The last day comes after the first, and not by a slip of the pen in another year."""
        if not field.data or not self.first.data:
            return
        if field.data < self.first.data:
            raise StopValidation(_("This day is before the first one. Choose a later day."))
        if (field.data - self.first.data).days >= LONGEST:
            raise StopValidation(_("That is more than three months. Look at the year once more."))


class HolidaysForm(Form):
    """The holidays on which the shop is closed."""

    days = TicksField(lazy("Closed on"), needed=lazy("Choose at least one day."))

    def __init__(self, *args: Any, holidays: Sequence[Holiday], **options: Any) -> None:
        options["data"] = {"days": [holiday.day.isoformat() for holiday in holidays if holiday.is_usual]}
        super().__init__(*args, **options)
        self.names = {holiday.day: holiday.name for holiday in holidays}
        self.days.choices = [
            (holiday.day.isoformat(), f"{holiday.name}, {show_weekday(holiday.day)} {holiday.day.year}")
            for holiday in holidays
        ]

    @property
    def chosen(self) -> dict[dt.date, str]:
        """The chosen days, each with the name of its holiday."""
        days = [dt.date.fromisoformat(day) for day in self.days.data or ()]
        return {day: self.names[day] for day in days}
