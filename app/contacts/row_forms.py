"""The forms of the rows on a card: one way to reach somebody, one person, one address."""

import re
from collections.abc import Collection
from dataclasses import replace
from typing import Any

from wtforms import FieldList, FormField, HiddenField
from wtforms.validators import StopValidation

from app.contacts.addresses import read_street, tidy_postcode
from app.contacts.known_networks import NETWORKS
from app.contacts.models import AddressKind, NameRule, Salutation
from app.contacts.names import read_name
from app.contacts.networks import network_name
from app.contacts.typed import TypedAddress, TypedPerson, TypedWay
from app.contacts.ways import labelled, read_ways
from app.contacts.words import address_kind_name, find_country
from app.core.formats import Unreadable
from app.core.forms import ChoiceField, Form, ParagraphField, RowsField, TextField, TickField
from app.core.words import _, lazy
from app.shop.models import FormOfAddress

# Nobody types more; a longer list is a script.
MOST_ROWS = 60
NAME = 500


class WayForm(Form):
    """One way to reach somebody: what it is, is read from the text."""

    row = HiddenField()
    text = TextField(lazy("Number, mail address, website or social media"), longest=400)
    label = TextField(lazy("What is it?"), longest=80)
    network = ChoiceField(lazy("Network"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.network.choices = [("", _("network …")), *((code, network_name(code)) for code in NETWORKS)]

    def validate_text(self, field: TextField) -> None:
        """Say what is the matter with a link, or ask on which network a bare name is."""
        try:
            read_ways(field.data, self.network.data)
        except Unreadable as problem:
            raise StopValidation(problem.sentence) from problem

    def typed(self) -> list[TypedWay]:
        """What was typed; one box may hold two numbers, and an emptied one takes its row off."""
        ways = read_ways(self.text.data, self.network.data)
        if not ways:
            return [TypedWay(None, self.row.data)] if self.row.data else []
        first, *others = [labelled(way, self.label.data) for way in ways]
        return [TypedWay(first, self.row.data or ""), *(TypedWay(way) for way in others)]


class PersonForm(Form):
    """A contact person, with the ways to reach that person."""

    row = HiddenField()
    salutation = ChoiceField(lazy("Title"), coerce=Salutation)
    first_name = TextField(lazy("First name"), longest=NAME)
    infix = TextField(lazy("Infix"), longest=40)
    last_name = TextField(lazy("Last name"), longest=NAME)
    job = TextField(lazy("Role there"))
    best_time = TextField(lazy("Best time to ring"))
    ways = RowsField(FormField(WayForm), max_entries=MOST_ROWS)
    initials = TextField(lazy("Initials"), longest=40)
    call_me = TextField(lazy("Is called"))
    name_rule = ChoiceField(lazy("Name is written"), coerce=NameRule, default=NameRule.NL)
    form = ChoiceField(lazy("In letters we say"), coerce=FormOfAddress, default=FormOfAddress.U)
    note = ParagraphField(lazy("Note"), longest=5000)
    has_left = TickField(lazy("Is no longer there"))
    goes = TickField(lazy("Take this person off the card"))
    answered: Collection[int] = ()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.salutation.choices = [("", ""), (Salutation.MS, _("Ms")), (Salutation.MR, _("Mr"))]
        self.name_rule.choices = [
            (NameRule.NL, _("the Dutch way: Berg, van der")),
            (NameRule.BE, _("the Belgian way: Van den Berg")),
        ]
        self.form.choices = [(FormOfAddress.U, _("u (formal)")), (FormOfAddress.JE, _("je (first names)"))]

    def validate_goes(self, field: TickField) -> None:
        """What somebody answered is kept as proof as long as that person is there."""
        if field.data and row_of(self.row) in self.answered:
            raise StopValidation(
                _("This person said whether we may ring or write. Tick “Is no longer there” instead.")
            )

    def validate_last_name(self, _field: TextField) -> None:
        """Numbers without a name would stand on nobody's name."""
        if not self.named().is_named and any(way.text.data for way in self.ways):
            raise StopValidation(_("Type a name too, or put the number with the card itself."))

    def typed(self) -> TypedPerson:
        """The person as typed, with the ways, which have to be readable."""
        return replace(self.named(), ways=ways_of(self.ways))

    def named(self) -> TypedPerson:
        """The person without the ways; an infix typed before the last name is taken apart from it."""
        infix, last_name = self.infix.data, self.last_name.data
        read = read_name(last_name, rule=str(self.name_rule.data or NameRule.NL), is_surname=True)
        if read.infix and not read.first_name and infix.casefold() in ("", read.infix.casefold()):
            infix, last_name = read.infix, read.last_name or ""
        return TypedPerson(
            row=row_of(self.row),
            salutation=self.salutation.data,
            initials=self.initials.data,
            first_name=self.first_name.data,
            infix=infix,
            last_name=last_name,
            call_me=self.call_me.data,
            name_rule=self.name_rule.data or NameRule.NL,
            job=self.job.data,
            best_time=self.best_time.data,
            note=self.note.data,
            form=self.form.data or FormOfAddress.U,
            has_left=self.has_left.data,
            goes=self.goes.data,
        )


class AddressForm(Form):
    """A postal address; street and number are one box."""

    row = HiddenField()
    kind = ChoiceField(lazy("What for"), coerce=AddressKind, default=AddressKind.VISIT)
    name = TextField(lazy("Name of this branch"))
    street = TextField(lazy("Street and number"))
    postcode = TextField(lazy("Postcode"), longest=20)
    place = TextField(lazy("Place"))
    country = TextField(lazy("Country"), longest=60)
    note = TextField(lazy("Note"))
    in_charge = ChoiceField(lazy("In charge here"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.kind.choices = [(kind, address_kind_name(kind)) for kind in AddressKind]
        self.in_charge.choices = [("", _("nobody in particular"))]

    def validate_country(self, field: TextField) -> None:
        """Only countries that exist; nothing is the Netherlands."""
        if find_country(field.data) is None:
            raise StopValidation(_("Choose a country from the list."))

    def typed(self) -> TypedAddress:
        """The address as typed, its street taken apart."""
        street = read_street(self.street.data)
        return TypedAddress(
            row=row_of(self.row),
            kind=self.kind.data or AddressKind.VISIT,
            name=self.name.data,
            street=street.street,
            house_number=street.house_number,
            suffix=street.suffix,
            postcode=tidy_postcode(self.postcode.data),
            place=self.place.data,
            country=find_country(self.country.data) or "NL",
            note=self.note.data,
            in_charge=self.in_charge.data or "",
        )


def row_of(field: HiddenField) -> int | None:
    """The row that the form was filled from, if it was."""
    number = field.data or ""
    return int(number) if re.fullmatch(r"[0-9]{1,18}", number) else None


def ways_of(rows: "FieldList[Any]") -> list[TypedWay]:
    """All ways that were typed in these rows."""
    return [way for row in rows for way in row.form.typed()]
