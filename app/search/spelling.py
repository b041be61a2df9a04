"""What somebody may have meant who types a name that is on no card: words in the box that are nearly it."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice, product
from weakref import WeakKeyDictionary

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract
from sqlalchemy import Connection, Engine, func, select

from app.audit.models import Deed
from app.contacts.models import Address
from app.core.database import Session
from app.search.models import SearchDocument
from app.search.terms import fold, without_punctuation

# In a shorter word one wrong letter makes another word of it.
SHORTEST_WORD, TWO_FAULTS_FROM = 5, 6
MOST_GUESSES = 3
# In more words than this only those with the same first letter are looked through.
MOST_WORDS = 40_000


class Vocabulary:
    """The words of all names and places in the box, and how often each stands there."""

    def __init__(self, texts: Iterable[str]) -> None:
        words = Counter(" ".join(texts).split())
        self.counts = {word: count for word, count in words.items() if len(word) > 2 and word.isalpha()}

    def nearly(self, word: str) -> list[str]:
        """The words that this one may be a slip of, the likeliest first; none when it is fine as it is."""
        if len(word) < SHORTEST_WORD or not word.isalpha():
            return []
        own = self.counts.get(word, 0)
        if not own and self._has_beginning(word):
            return []
        faults = 2 if len(word) >= TWO_FAULTS_FROM and not own else 1
        pools = [self._by_letter[word[0]]]
        if not own and len(self.counts) <= MOST_WORDS:
            pools.append(self._ordered)
        for pool in pools:
            found = extract(word, pool, scorer=OSA.distance, score_cutoff=faults, limit=None)
            better = [(faults, other) for other, faults, _place in found if self.counts[other] > own]
            if better:
                likeliest = sorted(better, key=lambda guess: (guess[0], -self.counts[guess[1]], guess[1]))
                return [other for _faults, other in likeliest[:MOST_GUESSES]]
        return []

    @cached_property
    def _ordered(self) -> list[str]:
        return sorted(self.counts)

    @cached_property
    def _by_letter(self) -> defaultdict[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for word in self._ordered:
            found[word[0]].append(word)
        return found

    def _has_beginning(self, word: str) -> bool:
        place = bisect_left(self._ordered, word)
        return place < len(self._ordered) and self._ordered[place].startswith(word)


def guesses(session: Session, text: str) -> Iterator[str]:
    """The text in other spellings that are in the box, the likeliest first; a few at most."""
    words = without_punctuation(fold(text)).split()
    if not any(len(word) >= SHORTEST_WORD for word in words):
        return
    vocabulary = _vocabulary(session)
    nearly = [vocabulary.nearly(word) for word in words]
    if any(nearly):
        spelled = product(*(others or [word] for word, others in zip(words, nearly, strict=True)))
        yield from map(" ".join, islice(spelled, MOST_GUESSES))


# Of each database the words, and how many deeds there were when they were read.
_known: WeakKeyDictionary[Engine | Connection, tuple[int, Vocabulary]] = WeakKeyDictionary()
_LAST_DEED = select(func.max(Deed.id))


def _vocabulary(session: Session) -> Vocabulary:
    """The words of this database, read again once somebody has done something."""
    deeds = session.scalar(_LAST_DEED) or 0
    known = _known.get(session.get_bind())
    if known is None or known[0] != deeds:
        known = _known[session.get_bind()] = (deeds, Vocabulary(_texts(session)))
    return known[1]


def _texts(session: Session) -> Iterator[str]:
    found = SearchDocument
    for name, persons in session.execute(select(found.name, found.persons)):
        yield from (name, persons)
    yield from map(fold, session.scalars(select(Address.place).distinct()))
