"""What the owner types as a standard text."""

from collections.abc import Collection
from typing import Any

from wtforms.validators import StopValidation

from app.core.forms import Form, ParagraphField, TextField
from app.core.words import _, lazy

# As much as fits in one line of a quote.
LONGEST = 2_000


class PhraseForm(Form):
    """A text for quotes: what it is called, and what it says in one language or both."""

    name = TextField(
        lazy("What we call it"), longest=60, needed=lazy("Give it a short name, to choose it by.")
    )
    nl = ParagraphField(lazy("In Dutch"), longest=LONGEST)
    en = ParagraphField(lazy("In English"), longest=LONGEST)

    def __init__(self, *args: Any, taken: Collection[str], **options: Any) -> None:
        self.taken = {name.casefold() for name in taken}
        super().__init__(*args, **options)

    def validate_name(self, field: TextField) -> None:
        """Two texts of one name could not be told apart."""
        if field.data.casefold() in self.taken:
            raise StopValidation(_("There is a text with this name already. Choose another name."))

    def validate_nl(self, field: ParagraphField) -> None:
        """A text says something, in one language at least."""
        if not field.data and not self.en.data:
            raise StopValidation(_("Type the text, in Dutch, in English or in both."))

    @property
    def bodies(self) -> dict[str, str]:
        """The text by language; nothing where there is none."""
        return {"nl": self.nl.data, "en": self.en.data}
