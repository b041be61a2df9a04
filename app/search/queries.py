"""Who is found by what somebody types, the likeliest first."""

from collections.abc import Sequence
from typing import NamedTuple

from app.core.database import Session
from app.search.engines import engine_of
from app.search.hits import Hit, hit_of
from app.search.spelling import guesses
from app.search.terms import fold, readings

MOST_HITS = 20
# With fewer than this a slip of the finger is likely.
FEW_HITS = 3


class Meant(NamedTuple):
    """What was probably meant, and whom that finds."""

    text: str
    hits: Sequence[Hit]


class Answer(NamedTuple):
    """Whom somebody finds, and what may have been meant when that is hardly anybody."""

    hits: Sequence[Hit]
    meant: Meant | None


def look_for(session: Session, text: str, limit: int = MOST_HITS) -> Answer:
    """Who answers to what was typed; when hardly anybody does, also who answers to what was nearly typed."""
    hits = find(session, text, limit)
    return Answer(hits, _meant(session, text, hits, limit) if len(hits) < FEW_HITS else None)


def find(session: Session, text: str, limit: int = MOST_HITS) -> list[Hit]:
    """The cards that answer to what was typed, at most `limit`; active customers before old ones."""
    ways = readings(text)
    strict = [way for way in ways if not way.is_loose]
    for some in (strict, *([way] for way in ways if way.is_loose)):
        found = engine_of(session).likeliest(session, fold(text), some, limit) if some else ()
        if found:
            return [hit_of(card, some) for card in found]
    return []


def _meant(session: Session, text: str, hits: Sequence[Hit], limit: int) -> Meant | None:
    known = {hit.relation_id for hit in hits}
    for guess in guesses(session, text):
        others = find(session, guess, limit)
        if any(hit.relation_id not in known for hit in others):
            return Meant(_as_written(guess, others), others)
    return None


def _as_written(guess: str, hits: Sequence[Hit]) -> str:
    """The words of a guess as they stand on the first card that has them: jansen becomes Jansen."""
    written: dict[str, str] = {}
    for hit in hits:
        for word in f"{hit.name} {hit.place}".split():
            written.setdefault(fold(word), word)
    return " ".join(written.get(word, word.capitalize()) for word in guess.split())
