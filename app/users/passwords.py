"""Passwords: which ones will do, and how they are kept."""

import re
import string
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.core.words import _

SHORTEST = 12
LONGEST = 128
# The beginnings that guessers try first, also with figures and signs before, after or instead of letters.
COMMON = (
    "abc", "abcdef", "admin", "administrator", "ajax", "amsterdam", "azerty", "beheerder", "bonjour",
    "changeme", "default", "dragon", "feyenoord", "football", "geheim", "hallo", "herfst", "iloveyou",
    "kaartenbak", "lente", "letmein", "master", "monkey", "nederland", "pass", "password", "paswoord",
    "qwerty", "qwertyuiop", "secret", "sunshine", "superman", "test", "trustno", "voetbal",
    "wachtwoord", "welcome", "welkom", "winter", "zomer",
)  # fmt: skip
FIGURES_AND_SIGNS = string.digits + string.punctuation + string.whitespace
LOOKALIKES = str.maketrans("013457@$!", "oieastasi")
ROWS = ("01234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm")

hasher = PasswordHasher()


def objection(password: str, *, names: tuple[str, ...] = ()) -> str | None:
    """Why this password will not do, as a sentence; None when it will. No rules about capitals or figures."""
    if len(password) < SHORTEST:
        return _("This is too short. Choose at least %(shortest)s characters.", shortest=SHORTEST)
    if len(password) > LONGEST:
        return _("This is too long. Choose at most %(longest)s characters.", longest=LONGEST)
    if _is_easy(password, names):
        return _("This one is easy to guess. Choose another one.")
    return None


def keep(password: str) -> str:
    """The hash that is stored instead of the password."""
    return hasher.hash(password)


def matches(stored: str | None, password: str) -> bool:
    """Whether this is the password; without a stored one the same work is done for nothing."""
    try:
        return hasher.verify(stored or _nobodys_hash(), password) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(stored: str) -> bool:
    """Whether the hash was made with weaker settings than today's."""
    return hasher.check_needs_rehash(stored)


@lru_cache(maxsize=1)
def _nobodys_hash() -> str:
    return keep("nobody has this password")


def _is_easy(password: str, names: tuple[str, ...]) -> bool:
    """Whether nothing is left of it but common words, names, rows of the keyboard and repetition."""
    plain = password.casefold()
    if len(set(plain)) < 5 or any(plain in row * 3 or plain in row[::-1] * 3 for row in ROWS):
        return True
    known = sorted({*COMMON, *(part for name in names for part in _words(name))}, key=len, reverse=True)
    word = plain.strip(FIGURES_AND_SIGNS)
    return any(_telling(spelling, known) < 4 for spelling in (word, word.translate(LOOKALIKES)))


def _telling(text: str, known: list[str]) -> int:
    """How many different characters are left without the known words, the figures and the signs."""
    for word in known:
        text = text.replace(word, " ")
    return len(set(text).difference(FIGURES_AND_SIGNS))


def _words(name: str) -> list[str]:
    return [word for word in re.split(r"\W+", name.casefold()) if len(word) > 2]
