"""What the owner chooses for the letters: the logo, the side of the window, the general terms."""

from typing import Any

from wtforms import FileField
from wtforms.validators import StopValidation

from app.core.errors import RuleBroken
from app.core.forms import Form, RadioField
from app.core.words import lazy
from app.letterhead.pictures import Logo, read_logo
from app.letterhead.terms import read_terms

LEFT, RIGHT = "left", "right"


class LetterForm(Form):
    """What all letters have; a file that is not chosen stays as it was."""

    logo = FileField(
        lazy("Logo"),
        description=lazy("A PNG, JPEG, GIF or WebP of at most 5 MB. It is printed at most 6 cm wide."),
    )
    side = RadioField(
        lazy("Where is the window of your envelopes?"),
        choices=[(LEFT, lazy("On the left")), (RIGHT, lazy("On the right"))],
        needed=True,
    )
    terms = FileField(
        lazy("General terms"),
        description=lazy("A PDF of at most 5 MB. You can send it along with a quote."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.read_logo: Logo | None = None
        self.read_terms: bytes | None = None

    def validate_logo(self, field: FileField) -> None:
        """Take only a picture that can be printed, by what is in it and not by its name."""
        if field.data:
            try:
                self.read_logo = read_logo(field.data.read())
            except RuleBroken as refusal:
                raise StopValidation(refusal.sentence) from refusal

    def validate_terms(self, field: FileField) -> None:
        """Take only a PDF that can be opened."""
        if field.data:
            try:
                self.read_terms = read_terms(field.data.read())
            except RuleBroken as refusal:
                raise StopValidation(refusal.sentence) from refusal

    @property
    def terms_name(self) -> str:
        """What the file with the terms is called, as the customer will see it."""
        return (self.terms.data.filename or "") if self.terms.data else ""
