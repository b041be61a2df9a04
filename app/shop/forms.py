"""What the owner types: numbers on the papers are checked kindly, and kept the way they are written."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from stdnum import iban
from stdnum.eu import vat
from stdnum.exceptions import ValidationError as NumberError
from wtforms.fields import Field
from wtforms.validators import StopValidation

from app.core.forms import (
    Form,
    PasswordField,
    RadioField,
    TextField,
    WholeNumberField,
)
from app.core.words import _, lazy
from app.users.forms import LANGUAGES, PASSWORD_HINT, refuse_easy


class FirstStartForm(Form):
    """The few questions before the box opens, and what to begin with."""

    language = RadioField(lazy("Language"), choices=LANGUAGES, needed=True)
    shop_name = TextField(
        lazy("What is your shop called?"),
        needed=lazy("Type the name of your shop."),
        longest=80,
        render_kw={"autocomplete": "organization"},
    )
    owner_name = TextField(
        lazy("What is your name?"),
        needed=lazy("Type your name."),
        longest=80,
        render_kw={"autocomplete": "username"},
    )
    password = PasswordField(
        lazy("Choose a password"),
        needed=lazy("Choose a password."),
        description=PASSWORD_HINT,
        render_kw={"autocomplete": "new-password"},
    )
    begin_with = RadioField(
        lazy("What do you begin with?"),
        choices=[
            ("read_in", lazy("With the contacts in my phone")),
            ("add", lazy("With one card")),
            ("look_around", lazy("By looking around first")),
        ],
        default="read_in",
        needed=True,
    )

    def validate_password(self, field: Field) -> None:
        """Refuse what is too short or too easy to guess."""
        if field.data:
            refuse_easy(field.data, (self.shop_name.data or "", self.owner_name.data or ""))


class ShopForm(Form):
    """The shop, as its papers name it."""

    name = TextField(lazy("Name of the shop"), needed=lazy("Type the name of your shop."), longest=80)
    statutory_name = TextField(
        lazy("Name of the company"),
        longest=120,
        description=lazy("Only for a bv or nv: the name at the KVK. It stands under the quote."),
    )
    chamber_number = TextField(lazy("KVK number"), longest=20, render_kw={"inputmode": "numeric"})
    vat_id = TextField(lazy("Btw number"), longest=20)
    iban = TextField(lazy("Bank number (IBAN)"), longest=42)
    website = TextField(lazy("Website"), longest=200, render_kw={"inputmode": "url"})
    language = RadioField(
        lazy("Language of the shop"),
        choices=LANGUAGES,
        needed=True,
        description=lazy("For new staff and new cards. Everybody can choose another one."),
    )
    lock_after_minutes = WholeNumberField(
        lazy("Sign out by itself after so many minutes"),
        least=5,
        most=24 * 60,
        needed=True,
        description=lazy("Only when nobody touches this computer. 480 minutes is 8 hours."),
    )
    cover_after_minutes = WholeNumberField(
        lazy("Cover the screen by itself after so many minutes"),
        least=0,
        most=24 * 60,
        needed=True,
        description=lazy("So that nobody reads names over the counter. 0 is never; F9 covers at once."),
    )

    def validate_chamber_number(self, field: Field) -> None:
        """Eight figures, however they are spaced."""
        digits = re.sub(r"[\s.]", "", field.data)
        if digits and not re.fullmatch(r"[0-9]{8}", digits):
            raise StopValidation(_("A KVK number has eight digits, for example 12345678."))
        field.data = digits

    def validate_vat_id(self, field: Field) -> None:
        """A btw number of a country of the union; without letters in front it is Dutch."""
        field.data = checked(
            field.data, _dutch_vat, _("A btw number looks like NL001234567B12. Check the digits.")
        )

    def validate_iban(self, field: Field) -> None:
        """An account number that adds up, in groups of four."""
        sentence = _("This IBAN is not right. Check it: a Dutch one has 18 characters.")
        field.data = checked(field.data, lambda typed: str(iban.format(iban.validate(typed))), sentence)

    def validate_website(self, field: Field) -> None:
        """An address on the web, and nothing else that a link could do."""
        field.data = checked_website(field.data)


class OldCustomersForm(Form):
    """The shop's own term: after how long it wonders whether somebody is still a customer."""

    old_after_months = WholeNumberField(
        lazy("Ask after so many months without a purchase"),
        least=1,
        most=240,
        needed=lazy("Type a number of months, for example 24."),
        description=lazy("24 months is 2 years. A shop with beds waits longer than a shop with bread."),
    )


class LookForm(Form):
    """How the app looks and listens on this one computer."""

    theme = RadioField(
        lazy("Colour"),
        choices=[("", lazy("As this computer")), ("light", lazy("Light")), ("dark", lazy("Dark"))],
    )
    density = RadioField(
        lazy("Space between lines"), choices=[("", lazy("Roomy")), ("compact", lazy("Compact"))]
    )
    keys = RadioField(
        lazy("Single keys"),
        choices=[("", lazy("Switched on")), ("off", lazy("Switched off"))],
        description=lazy("Such as n for a new card and / for searching. They never work while you type."),
    )


def checked(typed: str, read: Callable[[str], str], sentence: str) -> str:
    """The number as it is written on paper; empty stays empty, and what does not add up is refused kindly."""
    if not typed:
        return ""
    try:
        return read(typed)
    except NumberError as problem:
        raise StopValidation(sentence) from problem


def checked_website(typed: str) -> str:
    """An http or https address, completed when somebody typed it without; any other kind is refused."""
    if not typed:
        return ""
    address = typed if "://" in typed else f"https://{typed}"
    try:
        parts: Any = urlsplit(address)
    except ValueError:
        parts = None
    is_right = (
        parts is not None
        and parts.scheme in {"http", "https"}
        and re.fullmatch(r"[\w.-]+\.[\w-]{2,}(:[0-9]{1,5})?", parts.netloc)
        and not re.search(r"\s", address)
    )
    if not is_right:
        raise StopValidation(_("A website looks like www.shop.nl."))
    return address


def _dutch_vat(typed: str) -> str:
    plain = re.sub(r"[\s.-]", "", typed).upper()
    return str(vat.validate(plain if plain[:2].isalpha() else f"NL{plain}"))
