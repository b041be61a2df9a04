"""What may be typed about a complaint: first what the customer says, then what we promise."""

from collections.abc import Sequence
from typing import Any

from wtforms import HiddenField
from wtforms.validators import StopValidation

from app.complaints.given import Heard
from app.complaints.models import Complaint
from app.contacts.models import ContactPerson
from app.contacts.names import full_name
from app.core import clock
from app.core.forms import ChoiceField, DateField, Form, ParagraphField, RadioField, TickField
from app.core.words import _, lazy
from app.quotes.models import Quote
from app.quotes.words import quote_name
from app.timeline.models import Channel
from app.timeline.words import channel_name
from app.users.models import User

LONGEST = 5000


class _WithChannel(Form):
    """A form that asks by which way people spoke."""

    channel = RadioField(lazy("How"), coerce=Channel, needed=True, default=Channel.PHONE)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.channel.choices = [(channel.value, channel_name(channel)) for channel in Channel]


class ComplaintForm(_WithChannel):
    """What happened, what the customer wants, and before when we answer."""

    their_words = ParagraphField(
        lazy("What happened?"), needed=lazy("Write down what the customer says."), longest=LONGEST
    )
    wanted = ParagraphField(lazy("What does the customer want?"), longest=LONGEST)
    person_id = ChoiceField(lazy("Who said it"), coerce=int)
    quote_id = ChoiceField(lazy("About which quote"), coerce=int)
    received_on = DateField(lazy("Which day"), ahead=False)
    answer_by = DateField(
        lazy("Answer by"), needed=lazy("Type a day, for example tomorrow or 3-11-2026."), ahead=True
    )

    def __init__(
        self,
        *args: Any,
        people: Sequence[ContactPerson],
        quotes: Sequence[Quote],
        complaint: Complaint | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **{"obj": complaint} | options)
        self._people, self._quotes, self._complaint = people, quotes, complaint
        self.person_id.choices = [
            ("", _("Nobody in particular")),
            *((person.id, full_name(person)) for person in people),
        ]
        self.quote_id.choices = [
            ("", _("No quote")),
            *((quote.id, quote_name(quote)) for quote in quotes),
        ]
        if complaint is None and len(people) == 1 and not self.person_id.raw_data:
            self.person_id.data = people[0].id

    def heard(self) -> Heard:
        """What was typed, once it is right."""
        return Heard(
            their_words=self.their_words.data,
            wanted=self.wanted.data,
            channel=self.channel.data,
            received_on=self.received_on.data or clock.today(),
            answer_by=self.answer_by.data,
            person=next((one for one in self._people if one.id == self.person_id.data), None),
            quote=next((one for one in self._quotes if one.id == self.quote_id.data), None),
        )

    def validate_received_on(self, field: DateField) -> None:
        """Only what has happened can be written down."""
        if field.data and field.data > clock.today():
            raise StopValidation(_("This day is still to come. Choose today or an earlier day."))

    def validate_answer_by(self, field: DateField) -> None:
        """Nobody can promise an answer for a day that is over; a day that was promised may stand."""
        kept = self._complaint is not None and field.data == self._complaint.answer_by
        if field.data and field.data < clock.today() and not kept:
            raise StopValidation(_("This day is over. Choose today or a later day."))


class ChangedComplaintForm(ComplaintForm):
    """A complaint that was noted before."""

    # How the form looked when it was opened: tells what this person changed from what a colleague did.
    seen = HiddenField()


class NewComplaintForm(ComplaintForm):
    """A complaint that comes in, and who answers it."""

    responsible_id = ChoiceField(lazy("Who answers"), coerce=int, needed=True)

    def __init__(self, *args: Any, staff: Sequence[User], **options: Any) -> None:
        super().__init__(*args, **options)
        self.responsible_id.choices = [(member.id, member.name) for member in staff]


class AnswerForm(_WithChannel):
    """What we do about it, and, once the customer knows, how they heard and what they said."""

    seen = HiddenField()
    what_we_do = ParagraphField(lazy("What do we do about it?"), longest=LONGEST)
    is_solved = TickField(lazy("It is solved"))
    their_words = ParagraphField(lazy("What did the customer say to that?"), longest=LONGEST)

    def decision(self) -> dict[str, Any]:
        """Only what we do about it."""
        return {"what_we_do": self.what_we_do.data, "is_solved": self.is_solved.data}

    def told(self) -> dict[str, Any]:
        """What we do about it, and how the customer took it."""
        return {**self.decision(), "their_words": self.their_words.data, "channel": self.channel.data}


class ReopenForm(_WithChannel):
    """What they say now, and before when we answer once more."""

    their_words = ParagraphField(
        lazy("What does the customer say now?"),
        needed=lazy("Write down what the customer says."),
        longest=LONGEST,
    )
    answer_by = DateField(
        lazy("Answer by"), needed=lazy("Type a day, for example tomorrow or 3-11-2026."), ahead=True
    )

    def validate_answer_by(self, field: DateField) -> None:
        """Nobody can promise an answer for a day that is over."""
        if field.data and field.data < clock.today():
            raise StopValidation(_("This day is over. Choose today or a later day."))
