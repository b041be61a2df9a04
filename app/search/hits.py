"""A card that was found, as one line shows it, with the number and the piece of it that were meant."""

from collections.abc import Sequence
from typing import NamedTuple

from app.core.words import _
from app.relations.models import Kind
from app.search.document import BETWEEN
from app.search.engine import Found
from app.search.line import Phone, read_line
from app.search.terms import Reading, fold
from app.waiting.queries import Waiting
from app.waiting.words import waiting_name

LONGEST_EXCERPT = 80
# One line has room for so many things that somebody waits for.
MOST_WAITED_FOR = 2
_KINDS = {kind.value: kind for kind in Kind}


class Hit(NamedTuple):
    """One card that was found, as one line shows it."""

    relation_id: int
    name: str
    kinds: list[Kind]
    phone: Phone | None
    place: str
    staff: str
    waits_for: str
    found_by: str


def hit_of(found: Found, ways: Sequence[Reading]) -> Hit:
    """The line of a card that was found in one of these ways."""
    name, kinds, phones, place, staff, waiting, words = read_line(found.line)
    phone = None
    if phones:
        phone = phones[0] if len(phones) == 1 else _meant(words, phones, ways)
        words += phone.words
    unseen = _unseen_terms(words, ways)
    return Hit(
        found.relation_id,
        name,
        [_KINDS[kind] for kind in kinds],
        phone,
        place,
        staff,
        _waits_for(waiting) if waiting else "",
        _found_by(found, unseen) if unseen else "",
    )


def _meant(words: str, phones: Sequence[Phone], ways: Sequence[Reading]) -> Phone:
    """The number that fits what was typed, else that of the person who does, else the first."""
    asked = [term for way in ways for term in way.fragments if term not in words]
    return max(phones, key=lambda phone: _fit(phone, asked)) if asked else phones[0]


def _fit(phone: Phone, asked: Sequence[str]) -> int:
    """2 when the number itself was typed, 1 when its owner's name was, else 0."""
    fitting = [term for term in asked if term in phone.words]
    return 2 if any(term.isdecimal() for term in fitting) else int(bool(fitting))


def _unseen_terms(words: str, ways: Sequence[Reading]) -> list[str]:
    """What was typed and stands nowhere on this line, in the reading that leaves least of it."""
    unseen = [[term for term in way.terms if term not in words] for way in ways]
    return unseen[0] if len(unseen) == 1 else min(unseen, key=len)


def _found_by(found: Found, terms: Sequence[str]) -> str:
    """The first thing on the card, in the order in which they tell most, that holds what was typed."""
    for term in terms:
        place = found.body.find(term)
        if place >= 0:
            number = found.body.count(BETWEEN, 0, place)
            # The first piece is the name, which the line shows already.
            return _excerpt(found.pieces.split("\n")[number], term) if number else ""
    return ""


def _excerpt(text: str, term: str) -> str:
    """The text, or of a long one the part around the term."""
    if len(text) <= LONGEST_EXCERPT:
        return text
    start = max(0, fold(text).find(term) - LONGEST_EXCERPT // 3)
    part = text[start : start + LONGEST_EXCERPT].strip()
    return f"{'…' if start else ''}{part}{'…' if start + LONGEST_EXCERPT < len(text) else ''}"


def _waits_for(waiting: Sequence[Waiting]) -> str:
    """The first few, each once, and how many more."""
    once = list(dict.fromkeys(map(waiting_name, waiting)))
    more = len(once) - MOST_WAITED_FOR
    shown = once[:MOST_WAITED_FOR] + ([_("and %(number)s more", number=more)] if more > 0 else [])
    return ", ".join(shown)
