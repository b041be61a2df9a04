"""The cards of a relation as a phone takes them in: a firm and each of its people, or one household."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.contacts.addresses import show_street
from app.contacts.models import Address, ContactDetail, ContactPerson, DetailKind, SocialAccount
from app.contacts.names import full_name
from app.contacts.vcard import Account, Card, CardAddress, Labelled
from app.contacts.words import country_name
from app.relations.models import Nature, Relation

Held = ContactDetail | SocialAccount


def cards_of(
    relation: Relation,
    people: Sequence[ContactPerson],
    held: Sequence[Held],
    addresses: Sequence[Address],
    *,
    shop_uid: str,
) -> list[Card]:
    """What the shop knows to reach somebody by; its notes about them stay in the box."""
    mark = f"urn:kaartenbak:{shop_uid}"
    own = Card(full_name=relation.name, uid=f"{mark}:relation:{relation.id}")
    if relation.nature is Nature.PRIVATE:
        named = _named(own, people[0]) if len(people) == 1 else own
        return [_reached(named, held, addresses)]

    firm = replace(own, organisation=relation.name, is_organisation=True)
    firm = _reached(firm, [row for row in held if row.person_id is None], addresses)
    staff = [
        _reached(
            _named(replace(own, uid=f"{mark}:contact_person:{person.id}"), person, firm=relation.name),
            [row for row in held if row.person_id == person.id],
        )
        for person in people
    ]
    says_something = any((firm.phones, firm.mails, firm.websites, firm.accounts, firm.addresses))
    return [firm, *staff] if says_something or not staff else staff


def _named(card: Card, person: ContactPerson, firm: str = "") -> Card:
    return replace(
        card,
        full_name=full_name(person),
        first_name=person.first_name or person.initials or "",
        last_name=" ".join(filter(None, (person.infix, person.last_name))),
        nickname=person.call_me or "",
        organisation=firm,
        job=person.job or "",
    )


def _reached(card: Card, held: Sequence[Held], addresses: Iterable[Address] = ()) -> Card:
    details = [row for row in held if isinstance(row, ContactDetail)]
    accounts = [row for row in held if isinstance(row, SocialAccount)]
    return replace(
        card,
        phones=_labelled(details, DetailKind.PHONE),
        mails=_labelled(details, DetailKind.EMAIL),
        websites=_labelled(details, DetailKind.WEBSITE),
        accounts=tuple(Account(account.network, account.url or account.given) for account in accounts),
        addresses=tuple(map(_address, addresses)),
    )


def _labelled(details: Iterable[ContactDetail], kind: DetailKind) -> tuple[Labelled, ...]:
    return tuple(Labelled(detail.given, detail.label) for detail in details if detail.kind is kind)


def _address(address: Address) -> CardAddress:
    return CardAddress(
        street=show_street(address.street, address.house_number, address.suffix),
        postcode=address.postcode,
        place=address.place,
        country=country_name(address.country),
        label=address.name or "",
    )
