"""What a card would be in the box: who it is, and how to reach them, written as the box does (pure)."""

import re
from dataclasses import dataclass
from functools import cache

from app.contacts.addresses import read_email, read_street, read_website, tidy_postcode
from app.contacts.known_networks import NETWORKS
from app.contacts.models import DetailKind
from app.contacts.names import (
    INFIXES,
    TITLES,
    PersonName,
    full_name,
    listed_name,
    private_sort_key,
    read_household,
    read_name,
)
from app.contacts.networks import OTHER, Read, ReadAccount, read_account
from app.contacts.phone import read_phones, show_phone
from app.contacts.quick_add import ORGANISATION
from app.contacts.vcard import Card, CardAddress, Labelled
from app.contacts.words import HOME, find_country
from app.core.words import pgettext
from app.relations.models import Nature
from app.relations.sorting import fold, organisation_sort_key, sort_key

# What a box of a form holds, so that everything that was read in can be changed by hand.
LONGEST = 200
_find_country = cache(find_country)
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.[ -]?)+|[A-Z]")


@dataclass(frozen=True, slots=True)
class Detail:
    """A number, mail address or website as the columns of ContactDetail."""

    kind: DetailKind
    given: str
    normalised: str
    label: str

    @property
    def shown(self) -> str:
        return shown(self.kind, self.given, self.normalised)


@dataclass(frozen=True, slots=True)
class Account:
    """An account as the columns of SocialAccount."""

    network: str
    given: str
    handle: str | None
    key: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Place:
    """An address as the columns of Address."""

    street: str
    house_number: str
    suffix: str
    postcode: str
    place: str
    country: str


@dataclass(frozen=True, slots=True)
class Newcomer:
    """One card as the box would hold it; no `people` where the card names nobody but an organisation."""

    nature: Nature
    name: str
    sort_name: str
    people: tuple[PersonName, ...]
    job: str
    note: str
    details: tuple[Detail, ...]
    accounts: tuple[Account, ...]
    places: tuple[Place, ...]
    is_cut: bool = False

    @property
    def reached_at(self) -> tuple[Detail, ...]:
        """The numbers and mail addresses, by which a card is known again."""
        return tuple(detail for detail in self.details if detail.kind is not DetailKind.WEBSITE)

    @property
    def listed(self) -> str:
        """The name as it stands in a list: by its surname."""
        is_one_person = self.nature is Nature.PRIVATE and len(self.people) == 1
        return listed_name(self.people[0]) if is_one_person else self.name

    @property
    def colleague(self) -> str:
        """Who it is at an organisation."""
        return ", ".join(map(full_name, self.people)) if self.nature is Nature.ORGANISATION else ""

    @property
    def phones(self) -> tuple[Detail, ...]:
        return tuple(detail for detail in self.details if detail.kind is DetailKind.PHONE)

    @property
    def mails(self) -> tuple[Detail, ...]:
        return tuple(detail for detail in self.details if detail.kind is DetailKind.EMAIL)

    @property
    def place(self) -> str:
        return next((place.place for place in self.places if place.place), "")


def newcomer(card: Card) -> Newcomer:
    """The card as the box would hold it; labels are in the present language."""
    organisation, called = _line(card.organisation), _line(card.person_name)
    is_parted = bool(card.first_name and card.last_name)
    if not organisation and (card.is_organisation or (not is_parted and _is_organisation(called))):
        organisation = called
    names_people = called and not card.is_organisation and fold(called) != fold(organisation)
    people = (_person(card),) if is_parted else tuple(read_household(called))
    people = people if names_people else ()
    name = organisation or (full_name(people[0]) if len(people) == 1 else called) or _line(card.shown_name)
    accounts, pages = _accounts_and_pages(card)
    return Newcomer(
        nature=Nature.ORGANISATION if organisation else Nature.PRIVATE,
        name=name,
        sort_name=_sort_key(name, is_organisation=bool(organisation), is_named=bool(called)),
        people=people,
        job=_line(", ".join(filter(None, (card.job, *card.units)))),
        note=card.note,
        details=(*_phones(card), *_mails(card), *pages),
        accounts=accounts,
        places=tuple(map(_place, card.addresses)),
        is_cut=any(len(text) > LONGEST for text in _lines_of(card)),
    )


def shown(kind: DetailKind, given: str, normalised: str) -> str:
    """A number in pairs, all else as it was given."""
    return show_phone(given, normalised) if kind is DetailKind.PHONE else given


def _sort_key(name: str, *, is_organisation: bool, is_named: bool) -> str:
    if is_organisation:
        return organisation_sort_key(name)
    return private_sort_key(name) if is_named else sort_key(name)


def _is_organisation(called: str) -> bool:
    """Whether a name that a phone holds in one piece is a firm's; 'Jan & Els' are two people."""
    return bool(ORGANISATION.search(called.replace("&", " ")))


def _line(text: str) -> str:
    """The text on one line that a form can hold."""
    return " ".join(text.split())[:LONGEST].rstrip()


def _lines_of(card: Card) -> tuple[str, ...]:
    reachable = (found.value for found in (*card.phones, *card.mails, *card.websites))
    return (card.full_name, card.first_name, card.last_name, card.organisation, card.job, *reachable)


def _person(card: Card) -> PersonName:
    """The parts of a name as the card parts them; the infix is found in any of them."""
    first, middle, last = _line(card.first_name), _line(card.middle_names), _line(card.last_name)
    if tuple(fold(middle).split()) in INFIXES:
        last, middle = f"{middle} {last}", ""
    surname = read_name(last, is_surname=True)
    has_infix = bool(surname.infix and not surname.first_name)
    front = f"{first} {middle}".strip()
    initials = front if _INITIALS.fullmatch(front) else None
    return PersonName(
        salutation=TITLES.get(fold(card.prefix).rstrip(".")),
        initials=initials,
        first_name=None if initials else front,
        infix=surname.infix if has_infix else None,
        last_name=surname.last_name if has_infix else last,
        call_me=_line(card.nickname) if fold(card.nickname) not in ("", fold(front)) else None,
    )


def _phones(card: Card) -> list[Detail]:
    """One row for each number, also when two stand on one line; what stood beside it joins its label."""
    return [
        Detail(
            DetailKind.PHONE,
            _line(phone.given),
            phone.e164 or _line(phone.given),
            _line(", ".join(filter(None, (_label(given), phone.remark)))),
        )
        for given in card.phones
        for phone in read_phones(given.value)
    ]


def _mails(card: Card) -> list[Detail]:
    return [
        Detail(DetailKind.EMAIL, _line(mail.value), read_email(mail.value) or _line(mail.value), _label(mail))
        for mail in card.mails
    ]


def _accounts_and_pages(card: Card) -> tuple[tuple[Account, ...], tuple[Detail, ...]]:
    """Phones put the page of a shop on Facebook among its websites; in the box it is an account."""
    read = [(read_account(page.value), page) for page in card.websites]
    found = [account for account, _page in read if _is_on_a_network(account)]
    pages = tuple(
        Detail(
            DetailKind.WEBSITE, _line(page.value), read_website(page.value) or _line(page.value), _label(page)
        )
        for account, page in read
        if not _is_on_a_network(account)
    )
    found += [_on_network(account.network, account.given) for account in card.accounts]
    accounts = {
        (account.network, account.key): Account(
            account.network, _line(account.given), account.handle, account.key, account.url
        )
        for account in found
        if isinstance(account, ReadAccount)
    }
    return tuple(accounts.values()), pages


def _is_on_a_network(account: Read) -> bool:
    return isinstance(account, ReadAccount) and account.network != OTHER


def _on_network(network: str, given: str) -> ReadAccount:
    """An account as the card calls it; kept in words where we do not know the network or it is no profile."""
    code = next((code for code, known in NETWORKS.items() if network in (code, *known.also_called)), None)
    if code or "://" in given or not network:
        read = read_account(given, code)
        if isinstance(read, ReadAccount):
            return read
    return ReadAccount(OTHER, ": ".join(filter(None, (network, given))), None, None)


def _place(address: CardAddress) -> Place:
    first, *others = [part for part in re.split(r"[,\n]", address.street) if part.strip()] or [""]
    street = read_street(_line(first))
    country = _find_country(address.country.strip())
    abroad = (address.region, "" if country else address.country) if country != HOME else ()
    return Place(
        street=street.street,
        house_number=street.house_number,
        suffix=_line(", ".join(filter(None, (street.suffix, *map(_line, others))))),
        postcode=_line(tidy_postcode(address.postcode)),
        place=_line(", ".join(filter(None, (address.place, *abroad)))),
        country=country or HOME,
    )


def _label(found: Labelled) -> str:
    """The words of ours in the present language; a label of their own as it is."""
    words = {
        "mobile": pgettext("a number", "mobile"),
        "work": pgettext("a number", "work"),
        "home": pgettext("a number", "home"),
        "main": pgettext("a number", "main"),
        "fax": pgettext("a number", "fax"),
        "pager": pgettext("a number", "pager"),
    }
    parts = found.label.split()
    return (
        " ".join(words[part] for part in parts)
        if all(part in words for part in parts)
        else _line(found.label)
    )
