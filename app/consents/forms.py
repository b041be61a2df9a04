"""The form on which an answer is noted."""

from typing import Any

from wtforms.validators import StopValidation

from app.contacts.models import ConsentAnswer
from app.core import clock
from app.core.forms import DateField, Form, ParagraphField, RadioField, TextField
from app.core.words import _, lazy


class AnswerForm(Form):
    """Yes or no, in answer to which words, how and when."""

    wording = ParagraphField(lazy("What we ask"), longest=2000, needed=lazy("Type what you asked."))
    answer = RadioField(lazy("The answer"), coerce=ConsentAnswer, needed=lazy("Choose yes or no."))
    how = TextField(
        lazy("How it was said"), needed=lazy("Say how: on the telephone, in the shop, on paper …")
    )
    answered_on = DateField(lazy("When"), needed=True)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.answer.choices = [(ConsentAnswer.YES, _("Yes")), (ConsentAnswer.NO, _("No"))]

    def validate_answered_on(self, field: DateField) -> None:
        """Nobody has answered tomorrow."""
        if field.data and field.data > clock.today():
            raise StopValidation(_("This day has yet to come. Type today, or a day before it."))
