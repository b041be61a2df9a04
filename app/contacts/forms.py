"""The forms of a card: everything on one page, and the one line of quick add."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from wtforms import FieldList, FormField, HiddenField
from wtforms.validators import StopValidation

from app.contacts.quick_add import QuickLine, read_line
from app.contacts.row_forms import MOST_ROWS, NAME, AddressForm, PersonForm, WayForm, ways_of
from app.contacts.typed import TypedCard, TypedPerson, card_of
from app.core.forms import (
    ChoiceField,
    Form,
    ParagraphField,
    RadioField,
    RowsField,
    TextField,
    TickField,
    TicksField,
)
from app.core.words import _, lazy
from app.relations.models import Kind, Nature
from app.relations.sorting import sort_key
from app.relations.words import kind_name
from app.users.models import User

LONGEST_LINE = 1000


@dataclass(frozen=True)
class Host:
    """A card through which somebody may have come to us."""

    id: int
    name: str
    place: str = ""


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
    people = RowsField(FormField(PersonForm), max_entries=MOST_ROWS)
    ways = RowsField(FormField(WayForm), max_entries=MOST_ROWS)
    addresses = RowsField(FormField(AddressForm), max_entries=MOST_ROWS)
    story = ParagraphField(lazy("Story"), longest=5000)
    good_to_know = ParagraphField(lazy("Good to know"), longest=5000)
    star = TextField(lazy("Extra attention, because"))
    regular_staff_id = ChoiceField(lazy("Looked after by"), coerce=int)
    region = ChoiceField(lazy("Region"), coerce=int)
    labels = TextField(lazy("Labels"), longest=400)
    language = RadioField(lazy("Papers in"), default="nl", needed=True)
    came_through = TextField(lazy("Came to us through"), longest=NAME)
    came_through_id = RadioField(lazy("Which of these?"), coerce=int)
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
        hosts: Callable[[str], Sequence[Host]] = lambda _typed: (),
        answered: Collection[int] = (),
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.hosts = hosts(self.came_through.data) if self.came_through.data else ()
        self.answered = answered
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
        self.came_through_id.choices = [
            (host.id, ", ".join(part for part in (host.name, host.place) if part)) for host in self.hosts
        ]
        self._tell_rows()

    @property
    def host_id(self) -> int | None:
        """The card that is called as typed, or the one that was chosen among several."""
        if len(self.hosts) == 1 and sort_key(self.hosts[0].name) == sort_key(self.came_through.data):
            return self.hosts[0].id
        return next((host.id for host in self.hosts if host.id == self.came_through_id.data), None)

    def validate_came_through(self, field: TextField) -> None:
        """A card that is in the box, and only one."""
        if not field.data or self.host_id is not None:
            return
        if self.hosts:
            raise StopValidation(_("Choose below who it was, or type more of the name."))
        raise StopValidation(
            _("Nobody in the box is called that. Type a piece of the name, or leave it empty.")
        )

    def validate_name(self, field: TextField) -> None:
        """Somebody has to be called something."""
        is_private = self.nature.data is Nature.PRIVATE
        if field.data or (is_private and any(person.form.named().is_named for person in self.people)):
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
        self._tell_rows()

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
            came_through_id=self.host_id,
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
            ways=ways_of(self.ways),
            addresses=[address.form.typed() for address in self.addresses],
        )

    def _tell_rows(self) -> None:
        """Let people know who may not go, and addresses who may be in charge: also somebody who is new."""
        named = [
            (person.form.row.data or f"#{place}", person.form.named())
            for place, person in enumerate(self.people)
        ]
        choices = [(key, _called(person)) for key, person in named if person.is_named]
        for person in self.people:
            person.form.answered = self.answered
        for address in self.addresses:
            address.form.in_charge.choices = [("", _("nobody in particular")), *choices]

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


def _called(person: TypedPerson) -> str:
    """Somebody's name in a list to choose from."""
    parts = (person.first_name or person.initials or person.call_me, person.infix, person.last_name)
    return " ".join(part for part in parts if part)
