"""What may be typed about a task: what, for which day, by whom."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from wtforms.validators import StopValidation

from app.contacts.models import ContactPerson
from app.contacts.names import full_name
from app.core import clock
from app.core.formats import show_weekday
from app.core.forms import ChoiceField, DateField, Form, RadioField, TextField
from app.core.words import _, lazy
from app.opening.days import OpeningDays
from app.tasks.models import TaskReason
from app.users.models import User


class TaskForm(Form):
    """Something to do for a card, or for no card at all."""

    words = TextField(lazy("What is to be done?"), needed=lazy("Type what is to be done."), longest=300)
    reason = RadioField(
        lazy("Do we ring somebody for it?"),
        coerce=TaskReason,
        default=TaskReason.OTHER,
        description=lazy("People at home may be rung with an offer only when they said so."),
    )
    person_id = ChoiceField(lazy("With whom"), coerce=int)
    due_on = DateField(
        lazy("Which day"), needed=lazy("Type a day, for example tomorrow or 3-11-2026."), ahead=True
    )
    responsible_id = ChoiceField(lazy("Who does it"), coerce=int, needed=True)

    def __init__(
        self, *args: Any, people: Sequence[ContactPerson], staff: Sequence[User], me: User, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.reason.choices = [
            (TaskReason.OTHER.value, _("No")),
            (TaskReason.CALL_BACK.value, _("Yes, about something they asked for")),
            (TaskReason.OFFER.value, _("Yes, to offer something")),
        ]
        self.person_id.choices = [
            ("", _("Nobody in particular")),
            *((person.id, full_name(person)) for person in people),
        ]
        self.responsible_id.choices = [(member.id, member.name) for member in staff]
        self.responsible_id.data = self.responsible_id.data or me.id

    def validate_due_on(self, field: DateField) -> None:
        """Nothing can be planned in the past."""
        if field.data and field.data < clock.today():
            raise StopValidation(_("This day is over. Choose today or a later day."))


class MissedCallForm(Form):
    """Who rang while nobody answered: a number, a name, or both."""

    who = TextField(lazy("Who rang?"), needed=lazy("Type the number or the name of who rang."), longest=120)


class LaterForm(Form):
    """Another day for the same task."""

    until = DateField(
        lazy("Which day"), needed=lazy("Type a day, for example tomorrow or 3-11-2026."), ahead=True
    )

    def validate_until(self, field: DateField) -> None:
        """Later is after today."""
        if field.data and field.data <= clock.today():
            raise StopValidation(_("Choose a day after today."))


class HandOverForm(Form):
    """Another person for the same task."""

    to_id = ChoiceField(lazy("Who does it"), coerce=int, needed=lazy("Choose who does it."))
    note = TextField(
        lazy("A line for your colleague"),
        longest=200,
        description=lazy("What you would say if you stood beside them. It stands with the task."),
    )

    def __init__(self, *args: Any, staff: Sequence[User], now: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.to_id.choices = [
            ("", _("Choose somebody")),
            *((member.id, member.name) for member in staff if member.id != now.id),
        ]


def later_days(today: dt.date, opening: OpeningDays) -> list[tuple[dt.date, str]]:
    """The days offered by the button Later: the next one that we are open, and the first of next week."""
    next_week = opening.next_open(today + dt.timedelta(days=6 - today.weekday()))
    soonest = opening.next_open(today)
    days = {next_week: _("Next week, %(day)s", day=show_weekday(next_week))}
    if (soonest - today).days == 1:
        days[soonest] = _("Tomorrow")
    else:
        word = show_weekday(soonest)
        days.setdefault(soonest, word[:1].upper() + word[1:])
    return sorted(days.items())
