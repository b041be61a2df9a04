"""What stands around a quote on paper: from whom, to whom, and how the letter begins."""

from collections.abc import Sequence
from dataclasses import dataclass

from babel import Locale
from sqlalchemy import case, select

from app.contacts.addresses import show_street
from app.contacts.models import Address, AddressKind, ContactPerson
from app.contacts.names import FAMILY, envelope_name, family_salutation, letter_salutation, main_name
from app.core.database import Session
from app.core.words import _, language, use_language
from app.quotes.models import Quote
from app.quotes.queries import Sheet, sheet_of
from app.relations.models import Nature, Relation
from app.shop.models import FormOfAddress, Shop, ShopBranch
from app.shop.queries import branches, get_shop

HOME = "NL"


@dataclass(frozen=True)
class Letter:
    """A quote as it goes into an envelope; its words are in the language that was spoken when it was made."""

    sheet: Sheet
    shop: Shop
    branches: Sequence[ShopBranch]
    window: str
    salutation: str

    @property
    def mail(self) -> str | None:
        """Where an answer by mail can go: our first branch that has an address for it."""
        return next((branch.email for branch in self.branches if branch.email), None)


def letter_of(session: Session, quote: Quote, version_no: int | None = None) -> Letter:
    """The letter with this version, or the current one; what was sent keeps the address it was sent to."""
    sheet = sheet_of(session, quote, version_no)
    return Letter(
        sheet=sheet,
        shop=get_shop(session),
        branches=branches(session),
        window=sheet.version.address or window_of(session, quote),
        salutation=_salutation(session, sheet.quote.relation, sheet.quote.person),
    )


def window_of(session: Session, quote: Quote) -> str:
    """Name and address for the post, in the customer's language: two spaces, and the place in capitals."""
    relation = session.get_one(Relation, quote.relation_id)
    person = session.get(ContactPerson, quote.person_id) if quote.person_id else None
    with use_language(relation.language):
        return "\n".join([*_names(relation, person), *_post_lines(_post_address(session, relation))])


def _names(relation: Relation, person: ContactPerson | None) -> list[str]:
    if person is None:
        return [relation.name]
    if relation.nature is Nature.PRIVATE:
        return [envelope_name(person)]
    return [relation.name, _("Attn. %(name)s", name=envelope_name(person))]


def _post_address(session: Session, relation: Relation) -> Address | None:
    """The post address; without one the address where they are."""
    is_for_post = case((Address.kind == AddressKind.POST, 0), (Address.kind == AddressKind.VISIT, 1), else_=2)
    return session.scalars(
        select(Address)
        .where(Address.relation_id == relation.id, Address.closed_on.is_(None))
        .order_by(is_for_post, Address.position, Address.id)
        .limit(1)
    ).first()


def _post_lines(address: Address | None) -> list[str]:
    if address is None:
        return []
    street = show_street(address.street, address.house_number, address.suffix)
    # A space that does not break keeps the two apart on every paper.
    place = "\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}".join(
        part for part in (address.postcode, address.place.upper()) if part
    )
    country = (
        "" if address.country == HOME else Locale(language()).territories.get(address.country, "").upper()
    )
    return [line for line in (street, place, country) if line]


def _salutation(session: Session, relation: Relation, person: ContactPerson | None) -> str:
    person = person or _only_person(session, relation)
    if person is not None:
        return letter_salutation(person, informal=person.form is FormOfAddress.JE)
    if relation.nature is Nature.ORGANISATION:
        return _("Dear Sir or Madam,")
    name = main_name(relation.name)
    return family_salutation(name) if FAMILY.match(relation.name) else letter_salutation(name)


def _only_person(session: Session, relation: Relation) -> ContactPerson | None:
    """Who is meant when a private card has one person."""
    if relation.nature is Nature.ORGANISATION:
        return None
    people = session.scalars(
        select(ContactPerson).where(ContactPerson.relation_id == relation.id, ContactPerson.left_on.is_(None))
    ).all()
    return people[0] if len(people) == 1 else None
