"""What the owner may type about a reason."""

from typing import Any

from app.core.forms import ChoiceField, Form, TextField, TickField
from app.core.words import lazy
from app.reasons.words import GROUPS
from app.shop.models import ReasonGroup


class _Named(Form):
    """A reason in both languages."""

    name_nl = TextField(lazy("In Dutch"), needed=lazy("Type the reason in Dutch."), longest=80)
    name_en = TextField(
        lazy("In English"), longest=80, description=lazy("Left empty, the Dutch words are used.")
    )

    def values(self) -> dict[str, Any]:
        """What goes into the row; without English words the Dutch ones do."""
        return self.data | {"name_en": self.name_en.data or self.name_nl.data}


class ReasonOfNoForm(_Named):
    """Why people say no, what the shop can do about it, and what it asks next."""

    reason_group = ChoiceField(
        lazy("What can we do about it?"), choices=GROUPS, coerce=ReasonGroup, needed=True
    )
    ask_next_nl = TextField(lazy("What do you ask next, in Dutch?"), longest=200)
    ask_next_en = TextField(lazy("What do you ask next, in English?"), longest=200)
    needs_words = TickField(lazy("The customer’s own words have to be typed with it"))


class ReasonOfYesForm(_Named):
    """What decided a yes."""

    needs_words = TickField(lazy("The customer’s own words have to be typed with it"))
