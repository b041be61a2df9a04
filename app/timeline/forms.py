"""The form for a conversation: first what they said, then what was agreed, then when to call back."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from wtforms.validators import StopValidation

from app.contacts.models import ContactPerson
from app.contacts.names import full_name
from app.core import clock
from app.core.formats import show_weekday
from app.core.forms import ChoiceField, DateField, Form, ParagraphField, RadioField, TickField, TicksField
from app.core.words import _, lazy
from app.opening.days import OpeningDays
from app.relations.models import Relation
from app.timeline.models import Channel
from app.timeline.words import channel_name
from app.users.models import User

FRIDAY = 4
OTHER_DAY = "day"
LONGEST = 5000


class ConversationForm(Form):
    """A conversation; every box may stay empty, for sometimes it is enough that people spoke."""

    person_id = ChoiceField(lazy("With whom"), coerce=int)
    staff_id = ChoiceField(lazy("By whom"), coerce=int, needed=True)
    channel = RadioField(lazy("How"), coerce=Channel, needed=True, default=Channel.PHONE)
    on = DateField(lazy("Which day"), ahead=False)
    nobody_answered = TickField(lazy("Nobody answered"))
    their_words = ParagraphField(lazy("What did the customer say?"), longest=LONGEST)
    agreed = ParagraphField(lazy("What did we agree?"), longest=LONGEST)
    about = TicksField(
        lazy("Was it about a quote?"),
        coerce=int,
        description=lazy("Then nobody rings to ask about it any more."),
    )
    call_back = RadioField(lazy("Call back"), default=None)
    call_back_on = DateField(lazy("Other day"), ahead=True)
    call_back_by_id = ChoiceField(lazy("Who calls back"), coerce=int)

    def __init__(
        self,
        *args: Any,
        relation: Relation,
        people: Sequence[ContactPerson],
        staff: Sequence[User],
        me: User,
        opening: OpeningDays,
        quotes: Sequence[tuple[int, str]] = (),
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        if not relation.is_customer:
            self.their_words.label.text = _("What did they say?")
        names = [(member.id, member.name) for member in staff]
        self.person_id.choices = [
            ("", _("Nobody in particular")),
            *((person.id, full_name(person)) for person in people),
        ]
        self.about.choices = list(quotes)
        self.staff_id.choices = names
        self.call_back_by_id.choices = names
        self.channel.choices = [(channel.value, channel_name(channel)) for channel in Channel]
        self.call_back.choices = [
            ("", _("Not needed")),
            *((day.isoformat(), word) for day, word in days_to_call_back(clock.today(), opening)),
            (OTHER_DAY, _("another day")),
        ]
        if len(people) == 1 and not self.person_id.raw_data:
            self.person_id.data = people[0].id
        self.staff_id.data = self.staff_id.data or me.id
        self.call_back_by_id.data = self.call_back_by_id.data or me.id

    @property
    def at(self) -> dt.datetime:
        """The moment of the conversation: now, or on an earlier day at this time of day."""
        day = self.on.data or clock.today()
        return clock.start_of(day) + (clock.now() - clock.start_of(clock.today()))

    @property
    def call_back_day(self) -> dt.date | None:
        """When to call back; a day that was typed counts, whatever is ticked beside it."""
        if self.call_back_on.data:
            return self.call_back_on.data  # type: ignore[no-any-return]
        return dt.date.fromisoformat(self.call_back.data) if self.call_back.data else None

    def validate_on(self, field: DateField) -> None:
        """Only what has happened can be noted."""
        if field.data and field.data > clock.today():
            raise StopValidation(_("This day is still to come. Choose today or an earlier day."))

    def validate_call_back(self, field: RadioField) -> None:
        """Another day needs its day."""
        if (
            field.data == OTHER_DAY
            and self.call_back_on.data is None
            and not self.call_back_on.process_errors
        ):
            raise StopValidation(_("Type the day to call back, for example 3-11-2026."))

    def validate_call_back_on(self, field: DateField) -> None:
        """Nobody can call back in the past."""
        if field.data and field.data < clock.today():
            raise StopValidation(_("This day is over. Choose today or a later day."))


def days_to_call_back(today: dt.date, opening: OpeningDays) -> list[tuple[dt.date, str]]:
    """The days people mostly choose, each once: the next one that we are open, Friday, early next week."""
    friday = today + dt.timedelta(days=(FRIDAY - today.weekday() - 1) % 7 + 1)
    next_week = opening.next_open(today + dt.timedelta(days=6 - today.weekday()))
    soonest = opening.next_open(today)
    days = {friday: show_weekday(friday)} if opening.is_open(friday) else {}
    days[next_week] = _("next week, %(day)s", day=show_weekday(next_week))
    if (soonest - today).days == 1:
        days[soonest] = _("tomorrow, %(day)s", day=show_weekday(soonest))
    else:
        days.setdefault(soonest, show_weekday(soonest))
    return sorted(days.items())
