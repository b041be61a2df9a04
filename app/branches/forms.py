"""What the owner may type about an address of the shop."""

import re

from email_validator import EmailNotValidError, validate_email
from wtforms.fields import Field
from wtforms.validators import StopValidation

from app.core.forms import Form, ParagraphField, TextField
from app.core.words import _, lazy

POSTCODE = re.compile(r"^([1-9]\d{3})\s*(?!SA|SD|SS)([A-Z]{2})$")


class BranchForm(Form):
    """One address of the shop."""

    name = TextField(lazy("Name"), needed=lazy("Type a name, for example the town."), longest=80)
    street = TextField(lazy("Street and number"), longest=120, render_kw={"autocomplete": "off"})
    postcode = TextField(lazy("Postcode"), longest=12)
    place = TextField(lazy("Place"), longest=80)
    phone = TextField(lazy("Phone"), longest=40, render_kw={"inputmode": "tel"})
    email = TextField(lazy("E-mail"), longest=200, render_kw={"inputmode": "email"})
    hours = ParagraphField(
        lazy("Opening hours"),
        longest=600,
        description=lazy("One line per day or for a few days, for example: Tuesday to Friday 9.00 – 17.30"),
    )
    route_note = TextField(
        lazy("How do people get there?"),
        longest=200,
        description=lazy("Stands under the address on letters."),
    )

    def validate_postcode(self, field: Field) -> None:
        """Four figures and two letters, written with a space."""
        if not field.data:
            return
        found = POSTCODE.match(field.data.upper())
        if found is None:
            raise StopValidation(_("A postcode has four digits and two letters, for example 2225 XK."))
        field.data = f"{found[1]} {found[2]}"

    def validate_email(self, field: Field) -> None:
        """An address that mail can go to."""
        try:
            if field.data:
                field.data = validate_email(field.data, check_deliverability=False).normalized
        except EmailNotValidError as problem:
            raise StopValidation(_("A mail address looks like name@shop.nl.")) from problem
