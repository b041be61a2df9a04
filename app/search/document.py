"""What a card can be found by: everything on it that identifies somebody, folded into one text."""

import string
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Row, bindparam, select

from app.contacts.addresses import show_street
from app.contacts.models import AddressKind, DetailKind
from app.contacts.names import full_name
from app.contacts.phone import show_phone
from app.core.database import Session
from app.quotes.models import shown_number
from app.relations.models import Relation, Stage, kinds_of
from app.search import parts
from app.search.line import Line, make_phone, write_line
from app.search.parts import Part, parts_of
from app.search.terms import INFIX_WORDS, fold, phone_words, without_punctuation
from app.users.models import User
from app.waiting.queries import Waiting, waiting_for

# Current customers come first, old customers last, everybody else between.
CURRENT, OTHERS, OLD = PRIORITIES = range(3)
LONGEST_NAME = 120
# In the text of a document two spaces stand before each word, so that its first letter alone is a piece of
# three to look for; and one more before each thing on the card, to count which of them a word stands in.
BEFORE_WORD, BETWEEN = "  ", "   "
_NO_SIGNS = str.maketrans("", "", string.punctuation)

Card = Row[*tuple[Any, ...]]


class Document(NamedTuple):
    """One search document, in the columns of its table."""

    id: int
    relation_id: int
    priority: int
    name: str
    persons: str
    body: str
    pieces: str
    line: str


class Piece(NamedTuple):
    """One thing on a card: as people read it, and the folded words by which it is found."""

    shown: str
    words: str


def documents(session: Session, relation_ids: Iterable[int]) -> list[Document]:
    """The documents of those cards that are in the box, in three statements however many there are."""
    ids = sorted(set(relation_ids))
    found, waiting = parts_of(session, ids), waiting_for(session, ids)
    return [
        _document(card, found[card.id], waiting.get(card.id, ()))
        for card in session.execute(_CARDS, {"ids": ids})
    ]


def document_id(priority: int, relation_id: int) -> int:
    """The key of a document; rank comes first in it, so that an index hands out the best rows first."""
    return priority << 40 | relation_id


def _document(card: Card, found: Sequence[Part], waiting: Sequence[Waiting]) -> Document:
    people = [part for part in found if part.what == parts.PERSON]
    persons = [_person(part) for part in people]
    folded = fold(card.name)
    pieces = {_joined(folded, *_other_ways(folded)): card.name}
    for shown, words in (*persons, *_others(found), *_notes(card)):
        if words:
            pieces.setdefault(words, shown)
    priority = _priority(card.stage, is_more=card.is_supplier or card.is_agency)
    return Document(
        id=document_id(priority, card.id),
        relation_id=card.id,
        priority=priority,
        name=folded[:LONGEST_NAME].rstrip(),
        persons=" ".join(piece.words for piece in persons),
        body=BEFORE_WORD + BETWEEN.join(words.replace(" ", BEFORE_WORD) for words in pieces),
        pieces="\n".join(" ".join(shown.split()) for shown in pieces.values()),
        line=write_line(_line(card, found, people, waiting)),
    )


def _line(card: Card, found: Sequence[Part], people: Sequence[Part], waiting: Sequence[Waiting]) -> Line:
    place = _place(found)
    owners = {person.id: person for person in people}
    phones = []
    for part in found:
        if part.what == parts.DETAIL and part.kind == DetailKind.PHONE:
            owner = owners.get(part.person_id)
            if owner is None or owner.gone_on is None:
                whose = full_name(owner) if owner else ""
                about = part.label if whose in ("", card.name) else whose
                phones.append(make_phone(part.given, part.normalised, about))
    kinds = kinds_of(card.stage, is_supplier=card.is_supplier, is_agency=card.is_agency)
    return Line(card.name, kinds, phones, place, card.staff or "", waiting, fold(f"{card.name} {place}"))


def _place(found: Sequence[Part]) -> str:
    """Where somebody is: the first visiting address, else the first address."""
    addresses = [part for part in found if part.what == parts.ADDRESS and part.place and part.gone_on is None]
    visited = (address for address in addresses if address.kind == AddressKind.VISIT)
    first = next(visited, None) or next(iter(addresses), None)
    return first.place if first else ""


def _priority(stage: Stage | None, *, is_more: bool) -> int:
    if stage is Stage.CURRENT:
        return CURRENT
    return OLD if stage is Stage.OLD and not is_more else OTHERS


def _person(part: Part) -> Piece:
    names = (part.first_name, part.initials, part.infix, part.last_name, part.call_me)
    words = fold(" ".join(name for name in names if name))
    return Piece(full_name(part), _joined(words, *_other_ways(words)))


def _others(found: Sequence[Part]) -> Iterator[Piece]:
    """Everything but the people; what tells most comes first."""
    for what, piece in ((parts.DETAIL, _detail), (parts.ACCOUNT, _account), (parts.QUOTE, _quote)):
        yield from (piece(part) for part in found if part.what == what)
    yield from (_address(part) for part in found if part.what == parts.ADDRESS)


def _detail(part: Part) -> Piece:
    if part.kind == DetailKind.PHONE:
        words = phone_words(part.given, part.normalised)
        return Piece(show_phone(part.given, part.normalised), _joined(*words, fold(part.label)))
    return Piece(part.given, fold(f"{part.given} {part.label}"))


def _account(part: Part) -> Piece:
    shown = f"@{part.handle.removeprefix('@')}" if part.handle else part.given
    return Piece(shown, fold(shown))


def _quote(part: Part) -> Piece:
    number = shown_number(part.year, part.serial) or ""
    return Piece(f"{number} {part.subject}", _joined(number, number.replace("-", ""), fold(part.subject)))


def _address(part: Part) -> Piece:
    street = show_street(part.street, part.house_number, part.suffix)
    shown = ", ".join(text for text in (part.name, street, part.place) if text)
    number = fold(f"{part.house_number}{part.suffix}") if part.suffix else ""
    return Piece(shown, _joined(fold(shown), number, fold(part.postcode).replace(" ", "")))


def _notes(card: Card) -> Iterator[Piece]:
    notes = (card.our_reference, card.chamber_number, card.about, card.good_to_know, card.story)
    return (Piece(note, fold(note)) for note in notes if note)


def _joined(*words: str) -> str:
    return " ".join(word for word in words if word)


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


_IDS: BindParameter[list[int]] = bindparam("ids", expanding=True)
_CARDS = (
    select(
        Relation.id,
        Relation.name,
        Relation.stage,
        Relation.is_supplier,
        Relation.is_agency,
        Relation.our_reference,
        Relation.chamber_number,
        Relation.about,
        Relation.good_to_know,
        Relation.story,
        User.name.label("staff"),
    )
    .outerjoin(User, User.id == Relation.regular_staff_id)
    .where(Relation.id.in_(_IDS), Relation.deleted_at.is_(None))
)
# What of a card its document is made of; any other change of the card leaves the document as it is.
OF_CARD = {*_CARDS.selected_columns.keys(), "regular_staff_id", "deleted_at"}
