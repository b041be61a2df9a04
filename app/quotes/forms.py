"""What a person may type about a quote."""

import datetime as dt
from collections.abc import Sequence

from werkzeug.datastructures import MultiDict
from wtforms import fields
from wtforms.validators import StopValidation

from app.core import clock
from app.core.formats import show_date
from app.core.forms import (
    ChoiceField,
    DateField,
    Form,
    RadioField,
    TextField,
    TickField,
    WholeNumberField,
)
from app.core.periods import Period
from app.core.words import _, lazy
from app.quotes.given import Sending, Wanted
from app.quotes.models import HowKnown, SentHow, ShownStatus
from app.quotes.words import (
    known_name,
    period_name,
    sent_how_name,
    status_name,
)
from app.users.models import User


class SendForm(Form):
    """How a person sends the quote, to whom, and when."""

    how = RadioField(lazy("How do you send it?"), coerce=SentHow, needed=True)
    to = TextField(lazy("To whom"), needed=lazy("Type to whom it goes, a name or a mail address."))
    on = DateField(lazy("Sent on"), needed=True)
    valid_until = DateField(lazy("Valid until"), needed=lazy("Type a last day, so that the customer knows."))
    without_pdf = TickField(lazy("Note it as sent without keeping a PDF"))

    def __init__(
        self, typed: MultiDict[str, str] | None = None, *, asked_on: dt.date | None, **data: object
    ) -> None:
        super().__init__(typed, data={"how": SentHow.MAIL.value, "on": clock.today()} | data)
        self.asked_on = asked_on
        self.how.choices = [(how.value, sent_how_name(how)) for how in SentHow]

    def validate_on(self, field: fields.Field) -> None:
        """What was sent was sent today or before, and not before anybody asked."""
        if field.data and field.data > clock.today():
            raise StopValidation(_("This day is still to come. Note it when the quote has been sent."))
        if field.data and self.asked_on and field.data < self.asked_on:
            day = show_date(self.asked_on)
            raise StopValidation(
                _("The customer asked on %(day)s. Type a later day, or first change that day.", day=day)
            )

    def validate_valid_until(self, field: fields.Field) -> None:
        """A quote is worth something on the day it is sent."""
        if field.data and self.on.data and field.data < self.on.data:
            raise StopValidation(_("This day has passed. Type a later day."))

    def sending(self) -> Sending:
        """What was typed."""
        return Sending(self.how.data, self.to.data or "", self.on.data, self.valid_until.data)


class ChoiceForm(Form):
    """Which quotes a list shows; what cannot be understood chooses nothing."""

    status = ChoiceField(lazy("State"), coerce=ShownStatus)
    staff = ChoiceField(lazy("Staff member"), coerce=int)
    period = ChoiceField(lazy("Period"), coerce=Period)
    reason = WholeNumberField(lazy("Reason"), most=2**62)
    known = ChoiceField(lazy("Who says so"), coerce=HowKnown)

    def __init__(self, typed: MultiDict[str, str] | None, *, staff: Sequence[User]) -> None:
        super().__init__(typed)
        self.status.choices = [("", _("all")), *((one.value, status_name(one)) for one in ShownStatus)]
        self.staff.choices = [("", _("everybody")), *((user.id, user.name) for user in staff)]
        self.period.choices = [(period.value, period_name(period)) for period in Period]
        self.known.choices = [(known.value, known_name(known)) for known in HowKnown]
        self.period.data = self.period.data or Period.TWELVE_MONTHS
        self.validate()

    def wanted(self) -> Wanted:
        """The choice; a period is the last twelve months unless it is said."""
        chosen = {name: field.data for name, field in self._fields.items() if not field.errors}
        return Wanted(
            status=chosen.get("status"),
            responsible_id=chosen.get("staff"),
            period=chosen.get("period") or Period.TWELVE_MONTHS,
            reason_id=chosen.get("reason"),
            known=chosen.get("known"),
        )
