"""What a card can be found by: everything on it that identifies somebody, folded into one text."""

import string
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import select

from app.contacts.models import Address, ContactDetail, ContactPerson, DetailKind, SocialAccount
from app.contacts.names import full_name
from app.contacts.phone import show_phone
from app.core.database import Session
from app.quotes.models import Quote
from app.relations.models import Relation, Stage
from app.search.models import SearchDocument
from app.search.terms import INFIX_WORDS, fold, phone_words, without_punctuation

# Current customers come first, old customers last, everybody else between.
CURRENT, OTHERS, OLD = PRIORITIES = range(3)
LONGEST_NAME = 120
_NO_SIGNS = str.maketrans("", "", string.punctuation)


@dataclass(frozen=True)
class Piece:
    """One thing on a card: as people read it, and the folded words by which it is found."""

    relation_id: int
    shown: str
    words: str
    is_person: bool = False


def documents(session: Session, relation_ids: Iterable[int]) -> list[SearchDocument]:
    """The documents of those cards that are in the box, in a few statements however many there are."""
    ids = sorted(set(relation_ids))
    cards = select(
        Relation.id,
        Relation.name,
        Relation.stage,
        (Relation.is_supplier | Relation.is_agency).label("is_more"),
    ).where(Relation.id.in_(ids), Relation.deleted_at.is_(None))
    pieces: dict[int, list[Piece]] = {relation_id: [] for relation_id in ids}
    for piece in pieces_of(session, ids):
        pieces[piece.relation_id].append(piece)
    return [
        _document(card.id, _priority(card.stage, is_more=card.is_more), card.name, pieces[card.id])
        for card in session.execute(cards)
    ]


def pieces_of(session: Session, ids: list[int]) -> Iterator[Piece]:
    """Everything that these cards can be found by, beside their names; what tells most comes first."""
    yield from _people(session, ids)
    yield from _numbers_and_mails(session, ids)
    yield from _accounts(session, ids)
    yield from _quotes(session, ids)
    yield from _addresses(session, ids)
    yield from _notes(session, ids)


def document_id(priority: int, relation_id: int) -> int:
    """The key of a document; rank comes first in it, so that an index hands out the best rows first."""
    return priority << 40 | relation_id


def _document(relation_id: int, priority: int, name: str, pieces: list[Piece]) -> SearchDocument:
    folded = fold(name)
    words = dict.fromkeys([folded, *_other_ways(folded), *(piece.words for piece in pieces)])
    return SearchDocument(
        id=document_id(priority, relation_id),
        relation_id=relation_id,
        priority=priority,
        name=folded[:LONGEST_NAME].rstrip(),
        persons=" ".join(piece.words for piece in pieces if piece.is_person),
        # A space on both sides, so that each word begins after one.
        body=f" {' '.join(word for word in words if word)} ",
    )


def _priority(stage: Stage | None, *, is_more: bool) -> int:
    if stage is Stage.CURRENT:
        return CURRENT
    return OLD if stage is Stage.OLD and not is_more else OTHERS


def _people(session: Session, ids: list[int]) -> Iterator[Piece]:
    person = ContactPerson
    parts = (person.first_name, person.initials, person.infix, person.last_name, person.call_me)
    query = select(person.relation_id, person.salutation, person.name_rule, *parts)
    ordered = query.where(person.relation_id.in_(ids)).order_by(person.position, person.id)
    for row in session.execute(ordered):
        words = fold(" ".join(part for part in row[3:] if part))
        yield Piece(row.relation_id, full_name(row), " ".join([words, *_other_ways(words)]), is_person=True)


def _numbers_and_mails(session: Session, ids: list[int]) -> Iterator[Piece]:
    detail = ContactDetail
    query = select(detail.relation_id, detail.kind, detail.given, detail.normalised, detail.label)
    ordered = query.where(detail.relation_id.in_(ids)).order_by(detail.position, detail.id)
    for relation_id, kind, given, normalised, label in session.execute(ordered):
        if kind is DetailKind.PHONE:
            words = phone_words(given, normalised)
            yield Piece(relation_id, show_phone(given, normalised), " ".join([*words, fold(label)]))
        else:
            yield Piece(relation_id, given, fold(f"{given} {label}"))


def _accounts(session: Session, ids: list[int]) -> Iterator[Piece]:
    account = SocialAccount
    query = select(account.relation_id, account.handle, account.given)
    for relation_id, handle, given in session.execute(query.where(account.relation_id.in_(ids))):
        shown = f"@{handle.removeprefix('@')}" if handle else given
        yield Piece(relation_id, shown, fold(shown))


def _quotes(session: Session, ids: list[int]) -> Iterator[Piece]:
    query = select(Quote.relation_id, Quote.year, Quote.serial, Quote.subject)
    for relation_id, year, serial, subject in session.execute(query.where(Quote.relation_id.in_(ids))):
        number = Quote(year=year, serial=serial).number or ""
        words = f"{number} {number.replace('-', '')} {fold(subject)}"
        yield Piece(relation_id, f"{number} {subject}".strip(), words.strip())


def _addresses(session: Session, ids: list[int]) -> Iterator[Piece]:
    query = select(Address).where(Address.relation_id.in_(ids)).order_by(Address.position, Address.id)
    for address in session.scalars(query):
        street = f"{address.street} {address.house_number}{address.suffix}"
        shown = ", ".join(part for part in (address.name, street.strip(), address.place) if part)
        yield Piece(address.relation_id, shown, f"{fold(shown)} {fold(address.postcode).replace(' ', '')}")


def _notes(session: Session, ids: list[int]) -> Iterator[Piece]:
    query = select(
        Relation.id,
        Relation.our_reference,
        Relation.chamber_number,
        Relation.about,
        Relation.good_to_know,
        Relation.story,
    )
    for relation_id, *notes in session.execute(query.where(Relation.id.in_(ids))):
        yield from (Piece(relation_id, note, fold(note)) for note in notes if note)


def _other_ways(folded: str) -> list[str]:
    """Other ways to type a name: van den berg as vdberg or vandenberg, o'neil as o neil or oneil."""
    words = without_punctuation(folded).split()
    ways = [] if " ".join(words) == folded else [" ".join(words), *folded.translate(_NO_SIGNS).split()]
    for index, word in enumerate(words):
        if word in INFIX_WORDS:
            continue
        start = index
        while start and words[start - 1] in INFIX_WORDS:
            start -= 1
        if infix := words[start:index]:
            ways += ["".join(before[0] for before in infix) + word, "".join(infix) + word]
    return ways
