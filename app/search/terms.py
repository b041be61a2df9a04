"""How text is folded for searching, and the ways in which a typed query can be read."""

import re
import unicodedata
from dataclasses import dataclass

LONGEST_QUERY = 100
MOST_TERMS = 8
SHORTEST_FRAGMENT = 3

_NOT_TAKEN_APART_BY_UNICODE = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th",
        "‘": "'", "’": "'", "`": "'", "´": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"',
        "‐": "-", "‑": "-", "–": "-", "—": "-",
    }
)  # fmt: skip
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Mn", "Me")

_NUMBER_PIECE = re.compile(r"[0-9+()./-]*[0-9][0-9+()./-]*")
_POSTCODE = re.compile(r"\b([1-9][0-9]{3}) ([a-z]{1,2})\b")
_TRUNK_ZERO = re.compile(r"^(31|32|44|49)0")
_PUNCTUATION = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Reading:
    """One way to read a query: a card answers when each of these terms is on it."""

    terms: tuple[str, ...]

    @property
    def fragments(self) -> tuple[str, ...]:
        """The terms that are looked for anywhere, also in the middle of a word."""
        return tuple(term for term in self.terms if len(term) >= SHORTEST_FRAGMENT)

    @property
    def short_terms(self) -> tuple[str, ...]:
        """The terms of one or two characters: these only count at the start of a word."""
        return tuple(term for term in self.terms if len(term) < SHORTEST_FRAGMENT)


def fold(text: str) -> str:
    """Take away what people forget or type differently: capitals, accents, curly quotes, double spaces."""
    folded = _decompose(_decompose(text).translate(_NOT_TAKEN_APART_BY_UNICODE))
    return " ".join(folded.split())


def readings(text: str) -> list[Reading]:
    """Every way to read what was typed, the strictest first; none when there is nothing to look for."""
    folded = fold(text[: LONGEST_QUERY * 2])[:LONGEST_QUERY]
    ways = [_glue_numbers(folded).split(), folded.split(), _PUNCTUATION.sub(" ", folded).split()]

    found: list[Reading] = []
    for terms in ways:
        reading = Reading(tuple(dict.fromkeys(terms))[:MOST_TERMS])
        if reading.terms and reading not in found:
            found.append(reading)
    return found


def phone_words(given: str, e164: str) -> list[str]:
    """A phone number as the words by which it is found: +31 6 1234 5678 also as 0612345678."""
    international = e164.removeprefix("+")
    if not international.isdigit():
        digits = read_number(given)
        return [digits] if digits else []
    if international.startswith("31"):
        return [international, "0" + international.removeprefix("31")]
    return [international]


def read_number(written: str) -> str:
    """The digits of a number however it is written; +31, 0031 and +31 (0) all become 31."""
    written = written.strip()
    is_international = written.startswith(("+", "(+", "00"))
    if is_international:
        written = written.replace("(0)", "")
    digits = re.sub(r"[^0-9]", "", written)
    if is_international:
        digits = _TRUNK_ZERO.sub(r"\1", digits.removeprefix("00"))
    return digits


def _decompose(text: str) -> str:
    """Casefold and split letters from their accents; invisible characters count as spaces or as nothing."""
    text = unicodedata.normalize("NFKD", text.casefold())
    text = unicodedata.normalize("NFKD", text.casefold())
    return "".join(
        " " if unicodedata.category(letter) == "Cc" else letter
        for letter in text
        if letter.isspace()
        or unicodedata.category(letter) == "Cc"
        or unicodedata.category(letter) not in _UNSEEN
    )


def _glue_numbers(folded: str) -> str:
    """Close the spaces and dashes within a phone number, a quote number or a postcode."""
    glued: list[str] = []
    run: list[str] = []
    for word in [*_POSTCODE.sub(r"\1\2", folded).split(), ""]:
        if _NUMBER_PIECE.fullmatch(word):
            run.append(word)
            continue
        if run:
            glued.append(read_number(" ".join(run)))
            run = []
        glued.append(word)
    return " ".join(glued)
