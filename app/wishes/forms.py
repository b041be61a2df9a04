"""What may be typed about a wish: what somebody really wants, and what they settle for."""

from collections.abc import Sequence
from typing import Any

from wtforms import HiddenField
from wtforms.validators import StopValidation

from app.contacts.models import ContactPerson
from app.contacts.names import full_name
from app.core.forms import ChoiceField, Form, ParagraphField, TextField, TickField
from app.core.words import _, lazy
from app.quotes.models import Quote
from app.quotes.words import quote_name
from app.wishes.given import Wished
from app.wishes.models import Wish
from app.wishes.topics import topic_key

LONGEST = 2000


class WishForm(Form):
    """A wish; only what they really want is asked for."""

    wanted = ParagraphField(
        lazy("Really wants"), needed=lazy("Write down what they really want."), longest=LONGEST
    )
    settles_for = ParagraphField(lazy("Settles for"), longest=LONGEST)
    topic = TextField(lazy("What it is about"), longest=80)
    person_id = ChoiceField(lazy("Who said it"), coerce=int)
    quote_id = ChoiceField(lazy("About which quote"), coerce=int)

    def __init__(
        self,
        *args: Any,
        people: Sequence[ContactPerson],
        quotes: Sequence[Quote],
        wish: Wish | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **{"obj": wish} | options)
        self._people, self._quotes = people, quotes
        self.person_id.choices = [
            ("", _("Nobody in particular")),
            *((person.id, full_name(person)) for person in people),
        ]
        self.quote_id.choices = [("", _("No quote")), *((quote.id, quote_name(quote)) for quote in quotes)]
        if wish is None and len(people) == 1 and not self.person_id.raw_data:
            self.person_id.data = people[0].id

    def wished(self) -> Wished:
        """What was typed, once it is right."""
        return Wished(
            wanted=self.wanted.data,
            settles_for=self.settles_for.data,
            topic=self.topic.data,
            person=next((one for one in self._people if one.id == self.person_id.data), None),
            quote=next((one for one in self._quotes if one.id == self.quote_id.data), None),
        )


class ChangedWishForm(WishForm):
    """A wish that was noted before, with what we do about it."""

    # How the form looked when it was opened: tells what this person changed from what a colleague did.
    seen = HiddenField()
    what_we_do = ParagraphField(lazy("What do we do about it?"), longest=LONGEST)
    is_done = TickField(lazy("It is done"))


class TopicForm(Form):
    """Another name for a topic."""

    topic = TextField(lazy("What it is about"), needed=lazy("Type what these wishes are about."), longest=80)

    def validate_topic(self, field: TextField) -> None:
        """Equal topics are found by their letters, so there must be something to find."""
        if not topic_key(field.data):
            raise StopValidation(_("Type what these wishes are about."))
