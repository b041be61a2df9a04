"""What is shown of people, numbers and addresses: rows turned into what a page or paper writes down."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from app.contacts.addresses import safe_link, show_street
from app.contacts.models import Address, AddressKind, ContactDetail, ContactPerson, DetailKind, SocialAccount
from app.contacts.names import full_name
from app.contacts.networks import network_name, show_account
from app.contacts.phone import phone_link, show_phone
from app.contacts.quick_add import QuickLine
from app.contacts.words import HOME, address_kind_name, country_name
from app.core.words import _
from app.relations.models import Nature

# How many numbers stand large on a card; the others stand with their people.
MOST_LARGE = 3


@dataclass(frozen=True)
class Number:
    """A phone number; `dial` is what a phone rings, empty when it cannot be rung; `id` is its row."""

    shown: str
    dial: str = ""
    label: str = ""
    of: str = ""
    when: str = ""
    id: int | None = None
    person_id: int | None = None

    @property
    def about(self) -> str:
        """What stands in small letters under it."""
        return ", ".join(part for part in (self.of, self.label, self.when) if part)


@dataclass(frozen=True)
class Link:
    """A mail address, website or account; without a url it is only text, for not every link is safe."""

    shown: str
    url: str | None
    label: str = ""


@dataclass(frozen=True)
class Reach:
    """All ways to reach somebody, in the order of the card."""

    numbers: Sequence[Number] = ()
    mails: Sequence[Link] = ()
    websites: Sequence[Link] = ()
    accounts: Sequence[Link] = ()


@dataclass(frozen=True)
class OnCard:
    """A contact person with the ways to reach that person."""

    person: ContactPerson
    name: str
    reach: Reach

    @property
    def called(self) -> str:
        """How this person is called among those on the card."""
        return self.person.call_me or self.person.first_name or self.name

    @property
    def says_more(self) -> bool:
        """Whether there is more to tell than the name and a number."""
        person, reach = self.person, self.reach
        known = (person.job, person.best_time, person.note, reach.mails, reach.websites, reach.accounts)
        return any(known) or len(reach.numbers) > 1


@dataclass(frozen=True)
class Postal:
    """A postal address in lines; `kind` says what it is for, unless it is the one to visit."""

    lines: Sequence[str]
    name: str = ""
    kind: str = ""
    note: str = ""
    in_charge: OnCard | None = None


@dataclass(frozen=True)
class Chip:
    """One thing that was read in a line of quick add."""

    what: str
    text: str


@dataclass(frozen=True)
class Contacts:
    """Everybody and everything on one card that can be rung, written to or visited."""

    own: Reach
    people: Sequence[OnCard]
    former: Sequence[OnCard]
    addresses: Sequence[Postal]
    is_household: bool = False

    @property
    def large_numbers(self) -> list[Number]:
        """The numbers that stand large: the card's own, then those of its people while there is room."""
        theirs = [number for somebody in self.people for number in somebody.reach.numbers]
        return [*self.own.numbers, *theirs[: self._room]]

    def small_numbers(self, somebody: OnCard) -> list[Number]:
        """The numbers of one person that do not stand large."""
        large = self.large_numbers
        return [number for number in somebody.reach.numbers if number not in large]

    def is_rung_at(self, somebody: OnCard) -> bool:
        """Whether a number of this person stands large, with the best time beside it."""
        return len(self.small_numbers(somebody)) < len(somebody.reach.numbers)

    @property
    def _room(self) -> int:
        return max(0, MOST_LARGE - len(self.own.numbers))


def contacts_from(
    nature: Nature,
    people: Sequence[ContactPerson],
    details: Sequence[ContactDetail],
    accounts: Sequence[SocialAccount],
    addresses: Sequence[Address],
) -> Contacts:
    """The rows of one card as its page shows them."""
    on_card = [OnCard(person, full_name(person), reach_of(details, accounts, person)) for person in people]
    here = {somebody.person.id: somebody for somebody in on_card if not somebody.person.has_left}
    return Contacts(
        own=reach_of(details, accounts, None),
        people=list(here.values()),
        former=[somebody for somebody in on_card if somebody.person.has_left],
        addresses=[postal_of(address, here) for address in addresses],
        is_household=nature is Nature.PRIVATE and len(here) > 1,
    )


def reach_of(
    details: Sequence[ContactDetail], accounts: Sequence[SocialAccount], person: ContactPerson | None
) -> Reach:
    """The ways to reach this person, or those of the card itself."""
    person_id = person.id if person else None
    own = [detail for detail in details if detail.person_id == person_id]
    return Reach(
        numbers=[_number(detail, person) for detail in own if detail.kind is DetailKind.PHONE],
        mails=[_mail(detail) for detail in own if detail.kind is DetailKind.EMAIL],
        websites=[_website(detail) for detail in own if detail.kind is DetailKind.WEBSITE],
        accounts=[_account(account) for account in accounts if account.person_id == person_id],
    )


@lru_cache(maxsize=4096)
def shown_number(given: str, normalised: str) -> Number:
    """A number as it is shown and rung."""
    link = phone_link(given, normalised)
    return Number(show_phone(given, normalised), (link or "").removeprefix("tel:"))


def postal_of(address: Address, people: Mapping[int, OnCard]) -> Postal:
    """An address as it is written: street, then postcode and place, then the country if it is another."""
    street = show_street(address.street, address.house_number, address.suffix)
    town = " ".join(part for part in (address.postcode, address.place) if part)
    country = "" if address.country == HOME else country_name(address.country)
    return Postal(
        lines=[line for line in (street, town, country) if line],
        name=address.name or "",
        kind="" if address.kind is AddressKind.VISIT else address_kind_name(address.kind),
        note=address.note,
        in_charge=people.get(address.in_charge_id or 0),
    )


def chips_of(line: QuickLine) -> list[Chip]:
    """What was read in a line, in the order of a card."""
    street = show_street(line.street.street, line.street.house_number, line.street.suffix)
    people = line.persons if line.is_organisation or len(line.persons) > 1 else ()
    chips = [
        Chip(_("firm") if line.is_organisation else _("name"), line.name),
        *(Chip(_("person"), full_name(person)) for person in people),
        *(Chip(phone.remark or _("number"), show_phone(phone.given, phone.e164)) for phone in line.phones),
        *(Chip(_("mail"), email) for email in line.emails),
        *(Chip(_("website"), website.removeprefix("https://")) for website in line.websites),
        *(
            Chip(network_name(one.network), show_account(one.network, one.handle, one.given))
            for one in line.accounts
        ),
        Chip(_("street"), street),
        Chip(_("postcode"), line.postcode),
        Chip(_("place"), line.place),
        Chip(_("good to know"), line.remark),
    ]
    return [chip for chip in chips if chip.text]


def _number(detail: ContactDetail, person: ContactPerson | None) -> Number:
    of = (person.call_me or person.first_name or full_name(person)) if person else ""
    when = (person.best_time or "") if person else ""
    return replace(
        shown_number(detail.given, detail.normalised),
        label=detail.label,
        of=of,
        when=when,
        id=detail.id,
        person_id=detail.person_id,
    )


def _mail(detail: ContactDetail) -> Link:
    return Link(detail.given, safe_link(f"mailto:{detail.normalised}"), detail.label)


def _website(detail: ContactDetail) -> Link:
    shown = detail.given.removeprefix("https://").removeprefix("http://").rstrip("/")
    return Link(shown, safe_link(detail.normalised), detail.label)


def _account(account: SocialAccount) -> Link:
    shown = show_account(account.network, account.handle, account.given)
    return Link(shown, safe_link(account.url), network_name(account.network))
