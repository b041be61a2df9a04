"""What stands around a quote on paper: from whom, to whom, and how the letter begins."""

from collections.abc import Sequence
from dataclasses import dataclass

from babel import Locale
from sqlalchemy import case, select

from app.contacts.addresses import show_street
from app.contacts.models import Address, AddressKind, ContactPerson
from app.contacts.names import FAMILY, envelope_name, family_salutation, letter_salutation, main_name
from app.core.assets import Asset
from app.core.database import Session
from app.core.words import _, language, use_language
from app.letterhead.legal import IN_THE_FOOT
from app.letterhead.queries import LOGO_ADDRESS, find_logo
from app.quotes.legal import Texts, legal_of
from app.quotes.models import Quote
from app.quotes.queries import Sheet, sheet_of
from app.quotes.rows import Rows, rows_of
from app.relations.models import Nature, Relation
from app.shop.models import FormOfAddress, Shop, ShopBranch
from app.shop.queries import branches, get_shop

HOME = "NL"
# What fits around a letter, however long the names are.
MOST_BRANCHES = 4
MOST_LINES = 7
LONGEST_LINE = 100
LONGEST_NUMBER = 40
USUAL_FOOT = 360


@dataclass(frozen=True)
class Letter:
    """A quote as it goes into an envelope; its words are in the language that was spoken when it was made."""

    sheet: Sheet
    rows: Rows
    shop: Shop
    branches: Sequence[ShopBranch]
    window: str
    salutation: str
    is_je: bool
    legal: Texts
    # By the addresses under which they stand on the paper: the logo, if there is one.
    files: dict[str, Asset]

    @property
    def mail(self) -> str | None:
        """Where an answer by mail can go: our first branch that has an address for it."""
        return next((branch.email for branch in self.branches if branch.email), None)

    @property
    def iban(self) -> str:
        """Our bank number in groups of four, as people copy it."""
        signs = "".join((self.shop.iban or "").split())
        return " ".join(signs[start : start + 4] for start in range(0, len(signs), 4))

    @property
    def shows_rates(self) -> bool:
        """Whether each line says its btw: when there is more than one rate to be told apart."""
        return self.sheet.version.charges_vat and self.rows.has_more_rates

    @property
    def foot(self) -> list[str]:
        """What stands under every page: who we are, where, and our numbers."""
        ours = self.branches[:MOST_BRANCHES]
        addresses = [_shortened(address_of(branch), 180 // max(3, len(ours))) for branch in ours]
        numbers = [_shortened(self.legal[what], 150) for what in IN_THE_FOOT if what in self.legal]
        iban = [_("IBAN %(number)s", number=self.iban)] if self.iban else []
        whole = [_on_one_line(number) for number in (*numbers, *iban)]
        return [part for part in (_shortened(self.shop.name, 60), *addresses, *whole) if part]

    @property
    def is_foot_tall(self) -> bool:
        """Whether the foot needs more room than a few addresses and numbers."""
        return len(" · ".join(self.foot)) > USUAL_FOOT

    @property
    def head(self) -> list[str]:
        """What stands under our name: our addresses, and how the first of them is reached."""
        first = self.branches[0] if self.branches else None
        reached = [first.phone, first.email] if first else []
        website = (self.shop.website or "").removeprefix("https://").removeprefix("http://").rstrip("/")
        lines = [address_of(branch) for branch in self.branches[:MOST_BRANCHES]]
        lines += [" · ".join(way for way in reached if way), website]
        return [_shortened(line, LONGEST_LINE) for line in lines if line]


def address_of(branch: ShopBranch) -> str:
    """One of our addresses on one line."""
    return ", ".join(part for part in (branch.street, f"{branch.postcode} {branch.place}".strip()) if part)


def letter_of(session: Session, quote: Quote, version_no: int | None = None) -> Letter:
    """The letter with this version, or the current one; what was sent keeps the address it was sent to."""
    sheet = sheet_of(session, quote, version_no)
    person = sheet.quote.person or _only_person(session, sheet.quote.relation)
    form = person.form if person else FormOfAddress.U
    return Letter(
        sheet=sheet,
        rows=rows_of(sheet.lines, sheet.sums),
        shop=get_shop(session),
        branches=_branches_of(session, sheet.quote),
        window=_fitting(sheet.version.address or window_of(session, quote)),
        salutation=_salutation(sheet.quote.relation, person),
        is_je=form is FormOfAddress.JE,
        legal=legal_of(session, sheet.quote, sheet.version, sheet.lines, form),
        files=_files(session),
    )


def salutation_of(session: Session, quote: Quote) -> str:
    """How whatever goes to the customer about it begins, in the language spoken now."""
    relation = session.get_one(Relation, quote.relation_id)
    named = session.get(ContactPerson, quote.person_id) if quote.person_id else None
    return _salutation(relation, named or _only_person(session, relation))


def form_of(session: Session, quote: Quote) -> FormOfAddress:
    """Whether the letter says u or je: to whom it is for."""
    relation = session.get_one(Relation, quote.relation_id)
    named = session.get(ContactPerson, quote.person_id) if quote.person_id else None
    person = named or _only_person(session, relation)
    return person.form if person else FormOfAddress.U


def window_of(session: Session, quote: Quote) -> str:
    """Name and address for the post, in the customer's language: two spaces, and the place in capitals."""
    relation = session.get_one(Relation, quote.relation_id)
    person = session.get(ContactPerson, quote.person_id) if quote.person_id else None
    with use_language(relation.language):
        return "\n".join([*_names(relation, person), *_post_lines(_post_address(session, relation))])


def _files(session: Session) -> dict[str, Asset]:
    logo = find_logo(session)
    return {LOGO_ADDRESS: Asset(logo.content, logo.media_type)} if logo else {}


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


def _branches_of(session: Session, quote: Quote) -> list[ShopBranch]:
    """Our addresses, the one that the quote comes from first."""
    return sorted(branches(session), key=lambda branch: branch.id != quote.shop_branch_id)


def _fitting(window: str) -> str:
    """As much as an envelope can show: what is longer would push the letter itself off the page."""
    return "\n".join(_shortened(line, LONGEST_LINE) for line in window.splitlines()[:MOST_LINES])


def _on_one_line(number: str) -> str:
    """A number that is not torn from its name at the end of a line; what is long still has to break."""
    return number if len(number) > LONGEST_NUMBER else number.replace(" ", "\N{NO-BREAK SPACE}")


def _shortened(part: str, most: int) -> str:
    """The beginning of it, where no more fits."""
    return part if len(part) <= most else f"{part[: most - 1].rstrip()}…"


def _salutation(relation: Relation, person: ContactPerson | None) -> str:
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
