"""What a person notes about a question that went out in writing."""

from collections.abc import Mapping

from werkzeug.datastructures import MultiDict
from wtforms import fields
from wtforms.validators import StopValidation

from app.core import clock
from app.core.forms import DateField, Form, RadioField, TextField
from app.core.words import _, lazy
from app.quotes.models import SentHow
from app.quotes.words import sent_how_name


class WrittenForm(Form):
    """How it went, to whom, and when somebody rings if no answer comes."""

    how = RadioField(lazy("How did you send it?"), coerce=SentHow, needed=True)
    to = TextField(lazy("To whom"), needed=lazy("Type to whom it went, a name or a mail address."))
    ring_on = DateField(lazy("No answer? Ring on"))

    def __init__(
        self, typed: MultiDict[str, str] | None, *, is_planned: bool, data: Mapping[str, object]
    ) -> None:
        super().__init__(typed, data=data)
        self.how.choices = [(how.value, sent_how_name(how)) for how in SentHow]
        if not is_planned:
            del self.ring_on

    def validate_ring_on(self, field: fields.Field) -> None:
        """A letter needs its time."""
        if field.data and field.data <= clock.today():
            raise StopValidation(_("Choose a day after today."))
