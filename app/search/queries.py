"""Who is found by what somebody types, the likeliest first."""

from app.core.database import Session
from app.search.engines import engine_of
from app.search.hits import Hit, hit_of
from app.search.terms import fold, readings

MOST_HITS = 20


def find(session: Session, text: str, limit: int = MOST_HITS) -> list[Hit]:
    """The cards that answer to what was typed, at most `limit`; active customers before old ones."""
    ways = readings(text)
    strict = [way for way in ways if not way.is_loose]
    for some in (strict, *([way] for way in ways if way.is_loose)):
        found = engine_of(session).likeliest(session, fold(text), some, limit) if some else ()
        if found:
            return [hit_of(card, some) for card in found]
    return []
