"""Who is found by what somebody types, the likeliest first, with all that one line about them shows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import BindParameter, bindparam, select, union_all

from app.contacts.models import Address, AddressKind, ContactDetail, ContactPerson, DetailKind
from app.contacts.names import full_name
from app.contacts.phone import show_phone
from app.core.database import Session
from app.core.words import _
from app.relations.models import Kind, Relation, kinds_of
from app.search.document import PRIORITIES, Piece, pieces_of
from app.search.models import SearchDocument
from app.search.sqlite import Candidate, find_pieces, find_words
from app.search.terms import Reading, fold, phone_words, readings
from app.users.models import User
from app.waiting.queries import Waiting, waiting_for
from app.waiting.words import waiting_name

MOST_HITS = 20
LONGEST_EXCERPT = 80
# One line has room for so many things that somebody waits for.
MOST_WAITED_FOR = 2
_AFTER_ALL_LETTERS = "\U0010ffff"


@dataclass(frozen=True)
class Phone:
    """A number that answers, and whose it is."""

    shown: str
    e164: str
    whose: str


@dataclass(frozen=True)
class Hit:
    """One card that was found, as one line shows it."""

    relation_id: int
    name: str
    kinds: list[Kind]
    phone: Phone | None
    place: str
    staff: str | None
    waits_for: str
    found_by: str = ""


def find(session: Session, text: str, limit: int = MOST_HITS) -> list[Hit]:
    """The cards that answer to what was typed, at most `limit`; active customers before old ones."""
    ways = readings(text)
    typed = fold(text)
    if not ways:
        return []
    found = _candidates(session, typed, ways, limit)
    likeliest = sorted(found, key=lambda card: _likeness(card, typed, ways))
    return _hits(session, [card.relation_id for card in likeliest[:limit]], ways)


def _candidates(session: Session, typed: str, ways: Sequence[Reading], limit: int) -> list[Candidate]:
    """From strict to loose, until there are enough: names and words that begin so, then any piece."""
    found = {card.relation_id: card for card in _named(session, typed, limit)}
    for way in ways:
        is_first = way is ways[0]
        # Letters that merely stand beside each other say little once there is something better.
        if found and not is_first and (way.is_loose or not way.fragments):
            continue
        if is_first or len(found) < limit:
            found = {card.relation_id: card for card in find_words(session, way)} | found
        if way.fragments and len(found) < limit:
            found = {card.relation_id: card for card in find_pieces(session, way)} | found
    return list(found.values())


def _named(session: Session, typed: str, limit: int) -> Sequence[Candidate]:
    """The cards whose name begins with what was typed."""
    values = {"typed": typed, "beyond": typed + _AFTER_ALL_LETTERS, "most": limit}
    return session.execute(_NAMED, values).all()


def _likeness(card: Candidate, typed: str, ways: Sequence[Reading]) -> tuple[int, int, bool, str]:
    """How the cards are put in order: by where the words stand, then active ones, then what begins so."""
    texts = (f" {card.name}", f" {card.name} {card.persons}", card.body)
    place = next(
        (
            place
            for place, text in enumerate(texts, start=1)
            if any(all(f" {term}" in text for term in way.terms) for way in ways)
        ),
        len(texts) + 1,
    )
    return 0 if card.name == typed else place, card.priority, not card.name.startswith(typed), card.name


def _hits(session: Session, ids: Sequence[int], ways: Sequence[Reading]) -> list[Hit]:
    rows = {row.id: row for row in session.execute(_CARDS, {"ids": ids})}
    names = {row.id: fold(row.name) for row in rows.values()}
    phones, places, waits = _phones(session, names, ways), _places(session, ids), waiting_for(session, ids)
    hits = [
        Hit(
            relation_id=row.id,
            name=row.name,
            kinds=kinds_of(row.stage, is_supplier=row.is_supplier, is_agency=row.is_agency),
            phone=phones.get(row.id),
            place=places.get(row.id, ""),
            staff=row.staff,
            waits_for=_waits_for(waits.get(row.id, ())),
        )
        for row in (rows[relation_id] for relation_id in ids if relation_id in rows)
    ]
    return _with_what_was_found(session, hits, ways)


def _phones(session: Session, cards: dict[int, str], ways: Sequence[Reading]) -> dict[int, Phone]:
    """Of each card the number that fits what was typed, else that of the person who does, else the first."""
    best: dict[int, tuple[int, Phone]] = {}
    for row in session.execute(_PHONES, {"ids": list(cards)}):
        whose = full_name(row)
        asked = [term for way in ways for term in way.fragments if term not in cards[row.relation_id]]
        fit = _fit(" ".join(phone_words(row.given, row.normalised)), fold(whose), asked)
        if row.relation_id not in best or fit > best[row.relation_id][0]:
            shown = show_phone(row.given, row.normalised)
            best[row.relation_id] = fit, Phone(shown, row.normalised, whose or row.label)
    return {relation_id: phone for relation_id, (_fit, phone) in best.items()}


def _fit(digits: str, whose: str, asked: Sequence[str]) -> int:
    """2 when the number itself was typed, 1 when its owner's name was, else 0."""
    if any(term in digits for term in asked if term.isdecimal()):
        return 2
    return int(any(term in whose for term in asked))


def _places(session: Session, ids: Sequence[int]) -> dict[int, str]:
    """Where each of these is: the first visiting address, else the first address."""
    places: dict[int, str] = {}
    for relation_id, place in session.execute(_PLACES, {"ids": ids}):
        places.setdefault(relation_id, place)
    return places


def _waits_for(waiting: Sequence[Waiting]) -> str:
    """The first few, each once, and how many more."""
    once = list(dict.fromkeys(map(waiting_name, waiting)))
    more = len(once) - MOST_WAITED_FOR
    shown = once[:MOST_WAITED_FOR] + ([_("and %(number)s more", number=more)] if more > 0 else [])
    return ", ".join(shown)


def _with_what_was_found(session: Session, hits: list[Hit], ways: Sequence[Reading]) -> list[Hit]:
    """Say of each hit by what it was found, where its line does not show that already."""
    unclear = [hit.relation_id for hit in hits if _unseen_terms(hit, ways)]
    pieces: dict[int, list[Piece]] = {}
    for piece in pieces_of(session, unclear) if unclear else ():
        pieces.setdefault(piece.relation_id, []).append(piece)
    return [replace(hit, found_by=_found_by(hit, pieces.get(hit.relation_id, []), ways)) for hit in hits]


def _unseen_terms(hit: Hit, ways: Sequence[Reading]) -> list[str]:
    """What was typed and stands nowhere on the line of this hit, in the reading that leaves least of it."""
    words = [fold(hit.name), fold(hit.place)]
    if hit.phone:
        words += [fold(hit.phone.whose), *phone_words(hit.phone.shown, hit.phone.e164)]
    line = " ".join(words)
    strict = [way for way in ways if not way.is_loose]
    return min(([term for term in way.terms if term not in line] for way in strict), key=len)


def _found_by(hit: Hit, pieces: Sequence[Piece], ways: Sequence[Reading]) -> str:
    """The first thing on the card, in the order in which they tell most, that holds what was typed."""
    for term in _unseen_terms(hit, ways):
        for piece in pieces:
            if term in f" {piece.words}":
                return _excerpt(piece.shown, term)
    return ""


def _excerpt(text: str, term: str) -> str:
    """The text, or of a long one the part around the term."""
    text = " ".join(text.split())
    if len(text) <= LONGEST_EXCERPT:
        return text
    start = max(0, fold(text).find(term) - LONGEST_EXCERPT // 3)
    part = text[start : start + LONGEST_EXCERPT].strip()
    return f"{'…' if start else ''}{part}{'…' if start + LONGEST_EXCERPT < len(text) else ''}"


# Made once: a search is asked at every letter.
_IDS: BindParameter[list[int]] = bindparam("ids", expanding=True)
_WALKS = [
    select(
        SearchDocument.relation_id,
        SearchDocument.priority,
        SearchDocument.name,
        SearchDocument.persons,
        SearchDocument.body,
    )
    .where(
        SearchDocument.priority == priority,
        SearchDocument.name >= bindparam("typed"),
        SearchDocument.name < bindparam("beyond"),
    )
    .order_by(SearchDocument.name)
    .limit(bindparam("most"))
    .subquery()
    for priority in PRIORITIES
]
# One walk along the index for each priority, so that each stops at what is asked for.
_NAMED = union_all(*(select(walk) for walk in _WALKS))
_CARDS = (
    select(
        Relation.id,
        Relation.name,
        Relation.stage,
        Relation.is_supplier,
        Relation.is_agency,
        User.name.label("staff"),
    )
    .outerjoin(User, User.id == Relation.regular_staff_id)
    .where(Relation.id.in_(_IDS))
)
_PHONES = (
    select(
        ContactDetail.relation_id,
        ContactDetail.given,
        ContactDetail.normalised,
        ContactDetail.label,
        ContactPerson.salutation,
        ContactPerson.first_name,
        ContactPerson.initials,
        ContactPerson.infix,
        ContactPerson.last_name,
        ContactPerson.call_me,
        ContactPerson.name_rule,
    )
    .outerjoin(ContactPerson, ContactPerson.id == ContactDetail.person_id)
    .where(ContactDetail.relation_id.in_(_IDS), ContactDetail.kind == DetailKind.PHONE)
    .order_by(ContactDetail.position, ContactDetail.id)
)
_PLACES = (
    select(Address.relation_id, Address.place)
    .where(Address.relation_id.in_(_IDS), Address.place != "", Address.closed_on.is_(None))
    .order_by(Address.kind != AddressKind.VISIT, Address.position, Address.id)
)
