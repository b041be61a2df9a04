"""What somebody typed about one card, read and checked: what forms and imports hand to the actions."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.contacts.models import AddressKind, NameRule, Salutation
from app.contacts.names import PersonName
from app.contacts.quick_add import QuickLine
from app.contacts.ways import Way, WayKind, way_of
from app.relations.models import Kind, Nature
from app.shop.models import FormOfAddress


@dataclass(frozen=True)
class TypedWay:
    """A way to reach somebody; `row` is the row it was shown from ("d12", "a5"), without a way it goes."""

    way: Way | None
    row: str = ""


@dataclass(frozen=True)
class TypedPerson:
    """A contact person; with `row` one that is on the card already."""

    row: int | None = None
    salutation: Salutation | None = None
    initials: str = ""
    first_name: str = ""
    infix: str = ""
    last_name: str = ""
    call_me: str = ""
    name_rule: NameRule = NameRule.NL
    job: str = ""
    best_time: str = ""
    note: str = ""
    form: FormOfAddress = FormOfAddress.U
    has_left: bool = False
    goes: bool = False
    ways: Sequence[TypedWay] = ()

    @property
    def is_named(self) -> bool:
        """Whether there is anything to call this person by."""
        return bool(self.initials or self.first_name or self.last_name or self.call_me)

    @property
    def as_name(self) -> PersonName:
        """The parts of the name, as they are written and put in order."""
        return PersonName(
            self.salutation,
            self.initials or None,
            self.first_name or None,
            self.infix or None,
            self.last_name or None,
            self.call_me or None,
            self.name_rule,
        )


@dataclass(frozen=True)
class TypedAddress:
    """A postal address; with `row` one that is on the card already, and empty it is taken off."""

    row: int | None = None
    kind: AddressKind = AddressKind.VISIT
    name: str = ""
    street: str = ""
    house_number: str = ""
    suffix: str = ""
    postcode: str = ""
    place: str = ""
    country: str = "NL"
    note: str = ""
    # Who runs this branch: the row of a person, or "#2" for the third person of the form, who is new.
    in_charge: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left of it."""
        return not any((self.name, self.street, self.house_number, self.postcode, self.place, self.note))


@dataclass(frozen=True)
class TypedCard:
    """Everything on the form of a card; an empty name is made from the people."""

    name: str = ""
    nature: Nature = Nature.PRIVATE
    kinds: Sequence[Kind] = (Kind.POTENTIAL,)
    story: str = ""
    good_to_know: str = ""
    star: str = ""
    language: str = "nl"
    regular_staff_id: int | None = None
    # A region chosen by hand, 0 for none at all; without a choice the postcode decides.
    region: int | None = None
    came_through_id: int | None = None
    source: str = ""
    is_sole_trader: bool = False
    about: str = ""
    our_reference: str = ""
    counter_hours: str = ""
    is_emergency: bool = False
    chamber_number: str = ""
    vat_id: str = ""
    labels: Sequence[str] = ()
    people: Sequence[TypedPerson] = ()
    ways: Sequence[TypedWay] = ()
    addresses: Sequence[TypedAddress] = ()


def card_of(line: QuickLine, kind: Kind, *, language: str = "nl") -> TypedCard:
    """A line of quick add as a card; one with people is called after them, in the language of its papers."""
    ways = [
        *(Way(WayKind.PHONE, phone.given, phone.e164 or phone.given, phone.remark) for phone in line.phones),
        *(Way(WayKind.EMAIL, email, email) for email in line.emails),
        *(Way(WayKind.WEBSITE, website, website) for website in line.websites),
        *map(way_of, line.accounts),
    ]
    street = line.street
    return TypedCard(
        name="" if line.persons and not line.is_organisation else line.name,
        language=language,
        nature=Nature.ORGANISATION if line.is_organisation else Nature.PRIVATE,
        kinds=[kind],
        good_to_know=line.remark,
        people=[person_of(name) for name in line.persons],
        ways=[TypedWay(way) for way in ways],
        addresses=[
            TypedAddress(
                street=street.street,
                house_number=street.house_number,
                suffix=street.suffix,
                postcode=line.postcode,
                place=line.place,
            )
        ],
    )


def person_of(name: PersonName) -> TypedPerson:
    """A name that was read as a person on a card."""
    return TypedPerson(
        salutation=Salutation(name.salutation) if name.salutation else None,
        initials=name.initials or "",
        first_name=name.first_name or "",
        infix=name.infix or "",
        last_name=name.last_name or "",
        name_rule=NameRule(name.name_rule),
    )
