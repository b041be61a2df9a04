"""Who and what stands on each sheet. Cards in the bin and people who have left stand on none."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import select

from app.contacts.addresses import show_street
from app.contacts.models import Address, AddressKind, ContactDetail, ContactPerson, DetailKind, SocialAccount
from app.contacts.names import full_name, listed_name, main_name
from app.contacts.networks import network_name, show_account
from app.contacts.phone import show_phone
from app.contacts.vcard import Card, CardAddress, Labelled, write_card
from app.core.database import Session
from app.core.periods import Period
from app.core.qr import QrCode, qr_code
from app.core.words import _
from app.quotes.given import Wanted
from app.quotes.lists import Listed, Sum, all_quotes, sum_up, sums_by_status
from app.quotes.standing import ShownStatus
from app.quotes.words import period_name, status_name
from app.relations.models import Kind, Nature, Relation, has_kind
from app.relations.sorting import letter_of
from app.tasks.models import Task
from app.tasks.queries import tasks_of
from app.timeline.queries import Entry, timeline_of
from app.users.models import User
from app.waiting.queries import Waiting, waiting_for
from app.wishes.models import Wish
from app.wishes.queries import wishes_of

LARGE_NUMBERS = 2
LAST_TALKS = 5
MOST_PEOPLE = 9
NUMBERS_IN_LIST = 2
LONGEST_IN_QR = 80


@dataclass(frozen=True)
class Number:
    """A phone number as it is shown, and what is said about it."""

    shown: str
    about: str


@dataclass(frozen=True)
class PersonBlock:
    """A contact person and how to reach them, one line each."""

    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class RelationCard:
    """One card on one sheet."""

    relation: Relation
    numbers: Sequence[Number]
    people: Sequence[PersonBlock]
    people_left_out: int
    addresses: Sequence[str]
    accounts: Sequence[str]
    waiting: Sequence[Waiting]
    # What is to be done beside that.
    tasks: Sequence[Task]
    talks: Sequence[Entry]
    wishes: Sequence[Wish]
    qr: QrCode | None


@dataclass(frozen=True)
class ListedNumber:
    """One relation in the telephone list; `short` is its beginning, for the head of the page."""

    name: str
    short: str
    kinds: tuple[Kind, ...]
    numbers: tuple[str, ...]


@dataclass(frozen=True)
class LetterRows:
    """What stands under one letter, in two columns that read downwards."""

    letter: str
    rows: tuple[tuple[ListedNumber, ListedNumber | None], ...]


@dataclass(frozen=True)
class TelephoneList:
    """The whole list, of one kind or of all."""

    kind: Kind | None
    letters: Sequence[LetterRows]
    count: int


@dataclass(frozen=True)
class QuoteList:
    """The quotes that were asked for, in words; what they come to, by state when all states were."""

    wanted_in_words: str
    rows: Sequence[Listed]
    sums: dict[ShownStatus, Sum]
    sum: Sum


def relation_card(session: Session, relation: Relation) -> RelationCard:
    """Everything that stands on the card of one relation."""
    session.refresh(relation, ["regular_staff"])
    people = session.scalars(
        select(ContactPerson)
        .where(ContactPerson.relation_id == relation.id, ContactPerson.left_on.is_(None))
        .order_by(ContactPerson.position, ContactPerson.id)
    ).all()
    details = _details(session, relation)
    addresses = session.scalars(
        select(Address)
        .where(Address.relation_id == relation.id, Address.closed_on.is_(None))
        .order_by(Address.position, Address.id)
    ).all()
    return RelationCard(
        relation=relation,
        numbers=_large_numbers(details, people),
        people=[_block(person, details[person.id]) for person in people[:MOST_PEOPLE]],
        people_left_out=len(people[MOST_PEOPLE:]),
        addresses=[_on_one_line(address) for address in addresses],
        accounts=[*_accounts(session, relation), *_shown(details[None], but=DetailKind.PHONE)],
        waiting=waiting_for(session, [relation.id]).get(relation.id, []),
        tasks=[
            task for task in tasks_of(session, relation.id) if not (task.promised_since or task.is_answer)
        ],
        talks=timeline_of(session, relation.id, limit=LAST_TALKS, only="conversations").entries,
        wishes=[wish for wish in wishes_of(session, relation.id) if wish.is_open],
        qr=_qr(relation, details, addresses),
    )


def telephone_list(session: Session, kind: Kind | None = None) -> TelephoneList:
    """All relations in the box under their letter, or those of one kind."""
    chosen = [Relation.is_live, *([has_kind(kind)] if kind else [])]
    relations = session.scalars(
        select(Relation).where(*chosen).order_by(Relation.sort_name, Relation.id)
    ).all()
    numbers = _numbers_by_relation(session)
    letters = [
        LetterRows(
            letter, tuple(_two_columns([_listed(relation, numbers[relation.id]) for relation in group]))
        )
        for letter, group in groupby(relations, lambda relation: letter_of(relation.sort_name))
    ]
    return TelephoneList(kind, letters, len(relations))


def quote_list(session: Session, wanted: Wanted, narrowed_by: Sequence[str] = ()) -> QuoteList:
    """The quotes that are asked for, newest first; `narrowed_by` says in words by what else."""
    responsible = session.get(User, wanted.responsible_id) if wanted.responsible_id else None
    words = [
        status_name(wanted.status) if wanted.status else _("All quotes"),
        *([period_name(wanted.period)] if wanted.period is not Period.ALL else []),
        *([_("handled by %(name)s", name=responsible.name)] if responsible else []),
        *narrowed_by,
    ]
    sums = sums_by_status(session, wanted)
    return QuoteList(
        wanted_in_words=", ".join(words),
        rows=all_quotes(session, wanted),
        sums={} if wanted.status else _not_empty(sums),
        sum=sum_up(sums, wanted.status),
    )


def _details(session: Session, relation: Relation) -> dict[int | None, list[ContactDetail]]:
    """Phones, mails and websites by person; those of the relation itself under None."""
    by_person: dict[int | None, list[ContactDetail]] = defaultdict(list)
    for detail in session.scalars(
        select(ContactDetail)
        .where(ContactDetail.relation_id == relation.id)
        .order_by(ContactDetail.position, ContactDetail.id)
    ):
        by_person[detail.person_id].append(detail)
    return by_person


def _large_numbers(
    details: dict[int | None, list[ContactDetail]], people: Sequence[ContactPerson]
) -> list[Number]:
    """The numbers of the relation first, then those of its people in their order."""
    owners = [(None, ""), *((person.id, full_name(person)) for person in people)]
    numbers = [
        Number(_show(detail), ", ".join(part for part in (name, detail.label) if part))
        for owner, name in owners
        for detail in details[owner]
        if detail.kind is DetailKind.PHONE
    ]
    return numbers[:LARGE_NUMBERS]


def _block(person: ContactPerson, details: Sequence[ContactDetail]) -> PersonBlock:
    what = ", ".join(part for part in (person.job, person.best_time) if part)
    return PersonBlock(full_name(person), tuple(line for line in (what, *_shown(details)) if line))


def _shown(details: Sequence[ContactDetail], *, but: DetailKind | None = None) -> list[str]:
    return [_show(detail) for detail in details if detail.kind is not but]


def _show(detail: ContactDetail) -> str:
    if detail.kind is DetailKind.PHONE:
        return show_phone(detail.given, detail.normalised)
    return detail.given.removeprefix("https://").removeprefix("http://")


def _accounts(session: Session, relation: Relation) -> Iterator[str]:
    for account in session.scalars(
        select(SocialAccount)
        .where(SocialAccount.relation_id == relation.id, SocialAccount.person_id.is_(None))
        .order_by(SocialAccount.position, SocialAccount.id)
    ):
        shown = show_account(account.network, account.handle, account.given)
        yield f"{network_name(account.network)} – {shown}"


def _on_one_line(address: Address) -> str:
    street = show_street(address.street, address.house_number, address.suffix)
    place = " ".join(part for part in (address.postcode, address.place) if part)
    return "\n".join(part for part in (address.name, street, place) if part)


def _qr(
    relation: Relation, details: dict[int | None, list[ContactDetail]], addresses: Sequence[Address]
) -> QrCode | None:
    """All that fits in a small code; of a card with too much in it the name and the numbers."""
    card = _telephone_card(relation, details, addresses)
    shorter = Card(full_name=relation.name[:LONGEST_IN_QR], phones=card.phones)
    return qr_code(write_card(card)) or qr_code(write_card(shorter))


def _telephone_card(
    relation: Relation, details: dict[int | None, list[ContactDetail]], addresses: Sequence[Address]
) -> Card:
    """What somebody wants in a telephone: the name, how to reach them, where they are."""
    reachable = [detail for owner in details.values() for detail in owner]
    here = [address for address in addresses if address.kind is AddressKind.VISIT][:1]
    is_organisation = relation.nature is Nature.ORGANISATION
    return Card(
        full_name=relation.name,
        organisation=relation.name if is_organisation else "",
        is_organisation=is_organisation,
        phones=tuple(Labelled(_dialled(d), d.label) for d in reachable if d.kind is DetailKind.PHONE)[:3],
        mails=tuple(Labelled(d.given) for d in reachable if d.kind is DetailKind.EMAIL)[:2],
        addresses=tuple(
            CardAddress(
                street=show_street(address.street, address.house_number, address.suffix),
                postcode=address.postcode,
                place=address.place,
            )
            for address in here
        ),
    )


def _dialled(phone: ContactDetail) -> str:
    return phone.normalised if phone.normalised.startswith("+") else phone.given


def _numbers_by_relation(session: Session) -> dict[int, list[str]]:
    """The phone numbers of everybody, the relation's own first; none of people who have left."""
    numbers: dict[int, list[str]] = defaultdict(list)
    rows = session.execute(
        select(ContactDetail.relation_id, ContactDetail.given, ContactDetail.normalised)
        .join(ContactPerson, ContactDetail.person_id == ContactPerson.id, isouter=True)
        .where(ContactDetail.kind == DetailKind.PHONE, ContactPerson.left_on.is_(None))
        .order_by(ContactDetail.person_id.is_not(None), ContactDetail.position, ContactDetail.id)
    )
    for relation_id, given, normalised in rows:
        numbers[relation_id].append(show_phone(given, normalised))
    return numbers


def _listed(relation: Relation, numbers: Sequence[str]) -> ListedNumber:
    is_private = relation.nature is Nature.PRIVATE
    name = (listed_name(main_name(relation.name)) if is_private else "") or relation.name
    letters = "".join(sign for sign in name if sign.isalnum())
    return ListedNumber(name, letters[:3], tuple(relation.kinds), tuple(numbers[:NUMBERS_IN_LIST]))


def _not_empty(sums: dict[ShownStatus, Sum]) -> dict[ShownStatus, Sum]:
    return {status: sum_ for status, sum_ in sums.items() if sum_.count}


def _two_columns(entries: Sequence[ListedNumber]) -> Iterator[tuple[ListedNumber, ListedNumber | None]]:
    half = (len(entries) + 1) // 2
    right = [*entries[half:], *[None] * (2 * half - len(entries))]
    yield from zip(entries[:half], right, strict=True)
