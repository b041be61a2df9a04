"""What a person may type about sending a quote."""

import datetime as dt
from collections.abc import Mapping

from werkzeug.datastructures import MultiDict
from wtforms import fields
from wtforms.validators import StopValidation

from app.core import clock
from app.core.formats import show_date
from app.core.forms import DateField, Form, RadioField, TextField, TickField
from app.core.words import _, lazy
from app.quotes.given import Sending
from app.quotes.models import Quote, SentHow
from app.quotes.words import sent_how_name
from app.sending.eml import is_all_read


class _GoesOutForm(Form):
    """What sending and sending again have in common: how, to whom, until when."""

    how = RadioField(lazy("How do you send it?"), coerce=SentHow, needed=True)
    to = TextField(lazy("To whom"), needed=lazy("Type to whom it goes, a name or a mail address."))
    valid_until = DateField(lazy("Valid until"), needed=lazy("Type a last day, so that the customer knows."))
    without_pdf = TickField(lazy("Note it as sent without keeping a PDF"))

    def __init__(
        self, typed: MultiDict[str, str] | None, *, quote: Quote, data: Mapping[str, object]
    ) -> None:
        super().__init__(typed, data={"on": clock.today()} | dict(data))
        self.quote = quote
        self.how.choices = [(how.value, sent_how_name(how)) for how in SentHow]

    def validate_to(self, field: fields.Field) -> None:
        """A mail goes to an address; paper goes to a name as well."""
        if self.how.data is SentHow.MAIL and field.data and not is_all_read(field.data):
            raise StopValidation(
                _("Type a mail address, for example kim@example.nl, or choose another way above.")
            )

    @property
    def day(self) -> dt.date:
        """The day on which it goes out."""
        return clock.today()

    def sending(self) -> Sending:
        """What was typed."""
        return Sending(self.how.data, self.to.data or "", self.day, self.valid_until.data)


class SendForm(_GoesOutForm):
    """How a person sends the quote, to whom, and when."""

    on = DateField(lazy("Sent on"), needed=True)

    @property
    def day(self) -> dt.date:
        """The day that was typed."""
        day: dt.date = self.on.data
        return day

    def validate_on(self, field: fields.Field) -> None:
        """What was sent was sent today or before, and not before anybody asked."""
        if field.data and field.data > clock.today():
            raise StopValidation(_("This day is still to come. Note it when the quote has been sent."))
        if field.data and self.quote.asked_on and field.data < self.quote.asked_on:
            day = show_date(self.quote.asked_on)
            raise StopValidation(
                _("The customer asked on %(day)s. Type a later day, or first change that day.", day=day)
            )

    def validate_valid_until(self, field: fields.Field) -> None:
        """A quote is worth something on the day it is sent."""
        if field.data and self.on.data and field.data < self.on.data:
            raise StopValidation(_("This day has passed. Type a later day."))


class ExtendForm(_GoesOutForm):
    """A later last day for a quote that is with the customer already, and how they hear of it."""

    def validate_valid_until(self, field: fields.Field) -> None:
        """It is later than it was, and not over already."""
        was = self.quote.valid_until
        if field.data and field.data < clock.today():
            raise StopValidation(_("This day has passed. Type a later day."))
        if field.data and was and field.data <= was:
            raise StopValidation(
                _("The quote is valid until %(day)s already. Type a later day.", day=show_date(was))
            )
