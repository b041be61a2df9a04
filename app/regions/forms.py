"""What the owner types about a region: its name, and its postcodes as people say them."""

from collections.abc import Collection
from typing import Any

from wtforms.validators import StopValidation

from app.core.formats import Unreadable
from app.core.forms import Form, ParagraphField, TextField
from app.core.words import _, lazy
from app.regions.postcodes import Range, read_ranges
from app.relations.sorting import fold


class RegionForm(Form):
    """One region."""

    name = TextField(lazy("Name"), needed=lazy("Type a name, for example Bollenstreek."), longest=80)
    postcodes = ParagraphField(
        lazy("Postcodes"),
        longest=4_000,
        description=lazy("The four digits, with commas between them: 2300-2334, 2350 t/m 2353, 2312."),
    )

    def __init__(self, *args: Any, taken: Collection[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.taken = {fold(name) for name in taken}

    def validate_name(self, field: TextField) -> None:
        """Two regions with one name cannot be told apart in a list."""
        if fold(field.data) in self.taken:
            raise StopValidation(_("There is a region with this name already. Type another one."))

    def validate_postcodes(self, field: ParagraphField) -> None:
        """Say which piece cannot be read, and what to type."""
        try:
            read_ranges(field.data)
        except Unreadable as problem:
            raise StopValidation(problem.sentence) from problem

    @property
    def ranges(self) -> list[Range]:
        """The postcodes as they were understood."""
        return read_ranges(self.postcodes.data)
