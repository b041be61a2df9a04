"""What may be typed about a mistake: what went wrong, and later what we agreed about it."""

from collections.abc import Sequence
from typing import Any

from wtforms import HiddenField
from wtforms.validators import StopValidation

from app.core import clock
from app.core.forms import ChoiceField, DateField, Form, ParagraphField, TickField
from app.core.words import _, lazy
from app.mistakes.given import TalkedOver, WentWrong
from app.quotes.models import Quote
from app.quotes.words import quote_name
from app.users.models import User

LONGEST = 2000


class MistakeForm(Form):
    """A mistake of ours; nobody is asked who made it."""

    words = ParagraphField(
        lazy("What went wrong?"), needed=lazy("Write down what went wrong."), longest=LONGEST
    )
    happened_on = DateField(lazy("Which day"), ahead=False)
    responsible_id = ChoiceField(lazy("Who sees to it"), coerce=int, needed=True)
    quote_id = ChoiceField(lazy("About which quote"), coerce=int)

    def __init__(self, *args: Any, quotes: Sequence[Quote], staff: Sequence[User], **options: Any) -> None:
        super().__init__(*args, **options)
        self._quotes = quotes
        self.responsible_id.choices = [(member.id, member.name) for member in staff]
        self.quote_id.choices = [("", _("No quote")), *((quote.id, quote_name(quote)) for quote in quotes)]

    def went_wrong(self) -> WentWrong:
        """What was typed, once it is right."""
        return WentWrong(
            words=self.words.data,
            happened_on=self.happened_on.data or clock.today(),
            quote=next((one for one in self._quotes if one.id == self.quote_id.data), None),
        )

    def validate_happened_on(self, field: DateField) -> None:
        """Only what has happened can be written down."""
        _refuse_to_come(field)


class ChangedMistakeForm(MistakeForm):
    """A mistake that was noted before."""

    # How the form looked when it was opened: tells what this person changed from what a colleague did.
    seen = HiddenField()


class TalkedOverForm(Form):
    """When we talked about it, what we agreed, and whether that is done."""

    seen = HiddenField()
    discussed_on = DateField(lazy("Talked over on"), ahead=False)
    agreed = ParagraphField(lazy("What we agreed"), longest=LONGEST)
    is_done = TickField(lazy("It is done"))

    def talked_over(self) -> TalkedOver:
        """What was typed, once it is right."""
        return TalkedOver(self.discussed_on.data, self.agreed.data, is_done=self.is_done.data)

    def validate_discussed_on(self, field: DateField) -> None:
        """What we agreed was agreed on a day."""
        _refuse_to_come(field)
        if field.data is None and (self.agreed.data or self.is_done.data):
            raise StopValidation(_("Say on which day you talked about it."))


def _refuse_to_come(field: DateField) -> None:
    if field.data and field.data > clock.today():
        raise StopValidation(_("This day is still to come. Choose today or an earlier day."))
