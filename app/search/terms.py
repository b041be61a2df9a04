"""How text is folded for searching, and the ways in which a typed query can be read."""

import re
from dataclasses import dataclass

from app.contacts.names import INFIXES, SHY_INFIXES
from app.contacts.phone import digits_for_search
from app.relations import sorting

LONGEST_QUERY = 100
MOST_TERMS = 8
SHORTEST_FRAGMENT = 3
INFIX_WORDS = frozenset(word.strip("'") for infix in INFIXES for word in infix) - SHY_INFIXES | {"v", "d"}

_SIGNS = str.maketrans(
    {
        **dict.fromkeys("‘’`´ʼ", "'"),
        **dict.fromkeys("“”„", '"'),
        **dict.fromkeys("‐‑–—", "-"),
    }
)
_NUMBER_PIECE = re.compile(r"\(?\+?[0-9()./-]*[0-9][0-9()./-]*")
_POSTCODE = re.compile(r"\b([1-9][0-9]{3}) ([a-z]{1,2})\b")
_DIGIT = re.compile(r"[0-9]")
_PUNCTUATION = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Reading:
    """One way to read a query: a card answers when each of these terms is on it."""

    terms: tuple[str, ...]
    # Its numbers taken apart or its signs left out: only right when nobody is found otherwise.
    is_loose: bool = False

    @property
    def fragments(self) -> tuple[str, ...]:
        """The terms that may stand anywhere, also in the middle of a word."""
        return tuple(term for term in self.terms if len(term) >= SHORTEST_FRAGMENT)

    @property
    def short_terms(self) -> tuple[str, ...]:
        """The terms of one or two characters: these only count at the start of a word."""
        return tuple(term for term in self.terms if len(term) < SHORTEST_FRAGMENT)


def fold(text: str) -> str:
    """Take away what people forget or type differently: capitals, accents, curly quotes, double spaces."""
    return sorting.fold(text if text.isascii() else text.translate(_SIGNS))


def readings(text: str) -> list[Reading]:
    """Every way to read what was typed, the strictest first; none when there is nothing to look for."""
    folded = fold(text[: LONGEST_QUERY * 2])[:LONGEST_QUERY]
    ways = {_terms(_glue_numbers(folded)): False, _terms(_shorten_infixes(folded)): False}
    for way in (folded, folded if folded.isalpha() else without_punctuation(folded)):
        ways.setdefault(_terms(way), True)
    return [Reading(terms, is_loose) for terms, is_loose in ways.items() if terms]


def without_punctuation(folded: str) -> str:
    """The words of a folded text alone: o'neil becomes o neil."""
    return _PUNCTUATION.sub(" ", folded).strip()


def phone_words(given: str, normalised: str) -> list[str]:
    """A phone number as the words by which it is found: 0612345678 and 31612345678."""
    number = normalised or given
    words = [digits_for_search(number), re.sub(r"[^0-9]", "", number)]
    return [word for word in dict.fromkeys(words) if word]


def _shorten_infixes(folded: str) -> str:
    """Every way to write van der berg becomes vdberg, which stands on the card with each of them."""
    if " " not in folded and "." not in folded and "/" not in folded:
        return ""
    words: list[str] = []
    initials, is_shortened = "", False
    for typed in folded.split():
        parts = without_punctuation(typed).split()
        for word in parts if parts and parts[0] in INFIX_WORDS else [typed]:
            if word in INFIX_WORDS:
                initials += word[0]
            else:
                is_shortened = is_shortened or bool(initials)
                words.append(initials + word)
                initials = ""
    return " ".join(words) if is_shortened and not initials else ""


def _terms(folded: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(folded.split()))[:MOST_TERMS]


def _glue_numbers(folded: str) -> str:
    """Close the spaces and dashes within a phone number, a quote number or a postcode."""
    if not _DIGIT.search(folded):
        return folded
    glued: list[str] = []
    run: list[str] = []
    for word in [*_POSTCODE.sub(r"\1\2", folded).split(), ""]:
        if _NUMBER_PIECE.fullmatch(word):
            run.append(word)
            continue
        if run:
            glued.append(digits_for_search("".join(run)))
            run = []
        glued.append(word)
    return " ".join(glued)
