"""The forms of a card: everything on one page, and the one line of quick add."""

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from wtforms import FieldList, FormField, HiddenField
from wtforms.validators import StopValidation

from app.contacts.addresses import read_street, tidy_postcode
from app.contacts.known_networks import NETWORKS
from app.contacts.models import (
    AddressKind,
    NameRule,
    Salutation,
)
from app.contacts.names import read_name
from app.contacts.networks import network_name
from app.contacts.quick_add import QuickLine, read_line
from app.contacts.typed import TypedAddress, TypedCard, TypedPerson, TypedWay, card_of
from app.contacts.ways import labelled, read_ways
from app.contacts.words import address_kind_name, find_country
from app.core.formats import Unreadable
from app.core.forms import ChoiceField, Form, ParagraphField, RadioField, TextField, TickField, TicksField
from app.core.words import _, lazy
from app.relations.models import Kind, Nature
from app.relations.words import kind_name
from app.shop.models import FormOfAddress
from app.users.models import User

# Nobody types more; a longer list is a script.
MOST_ROWS = 60
NAME = 500
LONGEST_LINE = 1000


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
    ways = FieldList(FormField(WayForm), max_entries=MOST_ROWS)
    initials = TextField(lazy("Initials"), longest=40)
    call_me = TextField(lazy("Is called"))
    name_rule = ChoiceField(lazy("Name is written"), coerce=NameRule, default=NameRule.NL)
    form = ChoiceField(lazy("In letters we say"), coerce=FormOfAddress, default=FormOfAddress.U)
    note = ParagraphField(lazy("Note"), longest=5000)
    has_left = TickField(lazy("Is no longer there"))
    goes = TickField(lazy("Take this person off the card"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.salutation.choices = [("", ""), (Salutation.MS, _("Ms")), (Salutation.MR, _("Mr"))]
        self.name_rule.choices = [
            (NameRule.NL, _("the Dutch way: Berg, van der")),
            (NameRule.BE, _("the Belgian way: Van den Berg")),
        ]
        self.form.choices = [(FormOfAddress.U, _("u (formal)")), (FormOfAddress.JE, _("je (first names)"))]

    def validate_last_name(self, _field: TextField) -> None:
        """Numbers without a name would stand on nobody's name."""
        if not self.typed().is_named and any(way.text.data for way in self.ways):
            raise StopValidation(_("Type a name too, or put the number with the card itself."))

    def typed(self) -> TypedPerson:
        """The person as typed; an infix typed before the last name is taken apart from it."""
        infix, last_name = self.infix.data, self.last_name.data
        read = read_name(last_name, rule=str(self.name_rule.data or NameRule.NL), is_surname=True)
        if read.infix and not read.first_name and infix.casefold() in ("", read.infix.casefold()):
            infix, last_name = read.infix, read.last_name or ""
        return TypedPerson(
            row=_row(self.row),
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
            ways=_ways(self.ways),
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

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.kind.choices = [(kind, address_kind_name(kind)) for kind in AddressKind]

    def validate_country(self, field: TextField) -> None:
        """Only countries that exist; nothing is the Netherlands."""
        if find_country(field.data) is None:
            raise StopValidation(_("Choose a country from the list."))

    def typed(self) -> TypedAddress:
        """The address as typed, its street taken apart."""
        street = read_street(self.street.data)
        return TypedAddress(
            row=_row(self.row),
            kind=self.kind.data or AddressKind.VISIT,
            name=self.name.data,
            street=street.street,
            house_number=street.house_number,
            suffix=street.suffix,
            postcode=tidy_postcode(self.postcode.data),
            place=self.place.data,
            country=find_country(self.country.data) or "NL",
            note=self.note.data,
        )


class CardForm(Form):
    """A whole card on one page; only a name is needed."""

    row_version = HiddenField()
    # How the form looked when it was opened: tells what this person changed from what a colleague did.
    seen = HiddenField()
    nature = RadioField(lazy("What is it?"), coerce=Nature, default=Nature.PRIVATE, needed=True)
    name = TextField(lazy("Name on the card"), longest=NAME)
    kinds = TicksField(
        lazy("Kind"), coerce=Kind, default=[Kind.POTENTIAL], needed=lazy("Choose at least one kind.")
    )
    people = FieldList(FormField(PersonForm), max_entries=MOST_ROWS)
    ways = FieldList(FormField(WayForm), max_entries=MOST_ROWS)
    addresses = FieldList(FormField(AddressForm), max_entries=MOST_ROWS)
    story = ParagraphField(lazy("Story"), longest=5000)
    good_to_know = ParagraphField(lazy("Good to know"), longest=5000)
    star = TextField(lazy("Extra attention, because"))
    regular_staff_id = ChoiceField(lazy("Looked after by"), coerce=int)
    region = ChoiceField(lazy("Region"), coerce=int)
    labels = TextField(lazy("Labels"), longest=400)
    language = RadioField(lazy("Papers in"), default="nl", needed=True)
    source = TextField(lazy("Where we have it from"))
    is_sole_trader = TickField(lazy("Is one person's own business"))
    chamber_number = TextField(lazy("KVK number"), longest=40)
    vat_id = TextField(lazy("Btw id"), longest=40)
    about = TextField(lazy("What we need them for"))
    our_reference = TextField(lazy("Our number with them"))
    counter_hours = TextField(lazy("When their counter is open"))
    is_emergency = TickField(lazy("Stands on the sheet with emergency numbers"))

    def __init__(
        self,
        *args: Any,
        staff: Sequence[User],
        regions: Sequence[tuple[int, str]],
        by_postcode: str = "",
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.nature.choices = [
            (Nature.PRIVATE, _("Somebody at home, or a household")),
            (Nature.ORGANISATION, _("A firm or organisation")),
        ]
        self.kinds.choices = [(kind, kind_name(kind)) for kind in Kind]
        self.regular_staff_id.choices = [
            ("", _("nobody in particular")),
            *((one.id, one.name) for one in staff),
        ]
        self.region.choices = [
            ("", _("by postcode (%(region)s)", region=by_postcode) if by_postcode else _("by postcode")),
            *regions,
            (0, _("no region, whatever the postcode")),
        ]
        self.language.choices = [("nl", _("Dutch")), ("en", _("English"))]

    def validate_name(self, field: TextField) -> None:
        """Somebody has to be called something."""
        is_private = self.nature.data is Nature.PRIVATE
        if field.data or (is_private and any(person.form.typed().is_named for person in self.people)):
            return
        if self.nature.data is Nature.ORGANISATION:
            raise StopValidation(_("Type the name of the firm."))
        raise StopValidation(_("Type a name here, or of a contact person below."))

    def validate_kinds(self, field: TicksField) -> None:
        """Nobody is a potential and a current customer at once."""
        if len({Kind.CURRENT, Kind.POTENTIAL, Kind.OLD}.intersection(field.data or ())) > 1:
            raise StopValidation(_("Choose one of current, potential and old customer."))

    def add_row(self, name: str | None) -> None:
        """Another empty row in the list with this name, wherever in the form it stands."""
        for rows in self._lists():
            if rows.name == name and len(rows) < MOST_ROWS:
                rows.append_entry()

    def typed(self) -> TypedCard:
        """The card as typed."""
        return TypedCard(
            name=self.name.data,
            nature=self.nature.data,
            kinds=self.kinds.data or (),
            story=self.story.data,
            good_to_know=self.good_to_know.data,
            star=self.star.data,
            language=self.language.data,
            regular_staff_id=self.regular_staff_id.data,
            region=self.region.data,
            source=self.source.data,
            is_sole_trader=self.is_sole_trader.data,
            about=self.about.data,
            our_reference=self.our_reference.data,
            counter_hours=self.counter_hours.data,
            is_emergency=self.is_emergency.data,
            chamber_number=self.chamber_number.data,
            vat_id=self.vat_id.data,
            labels=[label.strip() for label in re.split(r"[,;]", self.labels.data) if label.strip()],
            people=[person.form.typed() for person in self.people],
            ways=_ways(self.ways),
            addresses=[address.form.typed() for address in self.addresses],
        )

    def _lists(self) -> Iterable["FieldList[Any]"]:
        yield from (self.people, self.ways, self.addresses)
        yield from (person.form.ways for person in self.people)


class QuickForm(Form):
    """Everything in one line, and what kind of relation it is."""

    line = TextField(
        lazy("Name, phone, mail, place: all may stand together"),
        longest=LONGEST_LINE,
        needed=lazy("Type a name."),
    )
    kind = RadioField(lazy("Kind"), coerce=Kind, default=Kind.POTENTIAL, needed=True)

    def __init__(self, *args: Any, places: Collection[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.places = places
        self.kind.choices = [(kind, kind_name(kind)) for kind in Kind]

    @property
    def read(self) -> QuickLine:
        """How the line is understood, as far as it may be long."""
        return read_line((self.line.data or "")[:LONGEST_LINE], self.places)

    def validate_line(self, _field: TextField) -> None:
        """A number alone is nobody."""
        if not self.read.name:
            raise StopValidation(_("Type a name too."))

    def typed(self, *, language: str) -> TypedCard:
        """The line as a card, its papers in this language."""
        return card_of(self.read, self.kind.data, language=language)


def _row(field: HiddenField) -> int | None:
    number = field.data or ""
    return int(number) if re.fullmatch(r"[0-9]{1,18}", number) else None


def _ways(rows: "FieldList[Any]") -> list[TypedWay]:
    return [way for row in rows for way in row.form.typed()]
