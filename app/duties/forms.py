"""What is typed about a duty: what it is, and who looks after it."""

from collections.abc import Sequence
from typing import Any

from app.core.forms import ChoiceField, Form, TextField
from app.core.words import _, lazy
from app.users.models import User


class DutyForm(Form):
    """Something in the shop that one person looks after."""

    what = TextField(
        lazy("What is looked after?"),
        needed=lazy("Type what it is, for example orders or the window."),
        longest=120,
    )
    user_id = ChoiceField(lazy("Who does it"), coerce=int, needed=lazy("Choose who does it."))

    def __init__(self, *args: Any, staff: Sequence[User], **options: Any) -> None:
        super().__init__(*args, **options)
        self.user_id.choices = [
            ("", _("Choose somebody")),
            *((member.id, member.name) for member in staff),
        ]
