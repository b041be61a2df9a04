"""What is asked when cards are read in: the file and where it is from, then what to do with its cards."""

import re
from collections.abc import Mapping
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import MultipleFileField, ValidationError

from app.contacts.vcard import join_files, read_cards
from app.core.errors import RuleBroken
from app.core.forms import Form, RadioField, TextField
from app.core.words import _, lazy
from app.exchange.proposals import Answer
from app.relations.models import Kind

# How a file begins that is something else than cards.
LOOKS_LIKE = {
    b"PK\x03\x04": lazy("This is a packed file or a spreadsheet, not contacts."),
    b"%PDF": lazy("This is a PDF, not contacts."),
    b"\x89PNG": lazy("This is a picture, not contacts."),
    b"\xff\xd8\xff": lazy("This is a picture, not contacts."),
    b"<": lazy("This is a web page, not contacts."),
}
CHOOSE_VCF = lazy("Choose the file that ends in .vcf. Below stands how to get it.")
_CARD = re.compile(r"card-(\d{1,6})")


class HandInForm(Form):
    """One file of contacts, or several at once: Outlook makes a file of each card."""

    files = MultipleFileField(lazy("File with contacts"))
    source = TextField(
        lazy("Where do you have these contacts from?"),
        needed=lazy("Say where you have these contacts from. People may ask you."),
        description=lazy("This comes on every card. People may ask where you have their details from."),
    )

    def validate_files(self, field: MultipleFileField) -> None:
        """Take only what holds at least one card, by what is in it and not by its name."""
        files = [file for file in field.data or [] if file]
        if not files:
            raise ValidationError(_("Choose the file with your contacts."))
        self.file_name = ", ".join(file.filename or "" for file in files)[: TextField.longest]
        self.content = join_files(file.read() for file in files)
        if not self.content.strip():
            raise ValidationError(_("This file is empty. %(advice)s", advice=CHOOSE_VCF))
        try:
            has_cards = bool(read_cards(self.content))
        except RuleBroken as refusal:
            raise ValidationError(refusal.sentence) from refusal
        if not has_cards:
            raise ValidationError(f"{_what_it_is(self.content)} {CHOOSE_VCF}")


class ReadInForm(Form):
    """What every new card becomes, and what to do with the cards that somebody decided about."""

    kind = RadioField(lazy("Kind for all new cards"), coerce=Kind, needed=True, default=Kind.CURRENT)

    def __init__(self, typed: MultiDict[str, str] | None = None, **options: Any) -> None:
        super().__init__(typed, **options)
        self.kind.choices = [(kind.value, kind.value) for kind in Kind]
        self.answers = _answers(typed or {})


def _answers(typed: Mapping[str, str]) -> dict[int, Answer]:
    """The answer for each card by its number in the file; what cannot be an answer is none."""
    return {
        int(found[1]): Answer(value)
        for name, value in typed.items()
        if (found := _CARD.fullmatch(name)) and value in list(Answer)
    }


def _what_it_is(content: bytes) -> str:
    start = content.lstrip()[:16]
    known = (sentence for sign, sentence in LOOKS_LIKE.items() if start.startswith(sign))
    return str(next(known, _("There are no contacts in this file.")))
