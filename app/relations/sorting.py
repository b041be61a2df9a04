"""How names are put in order and under a letter: the same on every database, without accents or capitals."""

import re
import unicodedata
from typing import Final

KEY_LENGTH: Final = 120
# Letters that have no base letter in Unicode but stand under one in a Dutch card box.
ALIKE: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)
# What steers a printer or a screen; white space parts words and stays.
STEERING: Final = {
    sign: None for sign in range(128) if not chr(sign).isprintable() and not chr(sign).isspace()
}
# The tabs of the box; those with few names share one.
LETTERS: Final[tuple[str, ...]] = (*"ABCDEFGH", "IJ", *"KLMNOP", "QR", *"STUVW", "XYZ")
# For names that begin with a digit, a sign or a letter of another script.
OTHER: Final = "#"
TABS: Final = (*LETTERS, OTHER)
LETTER_OF: Final[dict[str, str]] = {letter: tab for tab in LETTERS for letter in tab.casefold()}


def fold(text: str) -> str:
    """Small letters without accents, single spaces, no apostrophe in front: `’t Hárt` becomes `t hart`."""
    if text.isascii():  # nearly every text, and there is nothing to take apart
        plain = text.lower().translate(STEERING)
    else:
        spread = unicodedata.normalize("NFKD", text.casefold()).casefold().translate(ALIKE)
        plain = "".join(sign for sign in spread if not _is_unseen(sign))
    return " ".join(plain.split()).lstrip("'’‘`´ʼ\"“”„ ")


def sort_key(text: str) -> str:
    """The folded text, cut so that it fits in an index of every database (PostgreSQL ends at 2,704 bytes)."""
    return fold(text)[:KEY_LENGTH].rstrip()


def organisation_sort_key(name: str) -> str:
    """The key of a firm: its name without the article in front, so that De Witte stands under W."""
    return sort_key(re.sub(r"^(?:de|het|t|een|the|a) (?=\S)", "", fold(name)))


def letter_of(key: str) -> str:
    """The tab of the card box that a sort key stands under."""
    return LETTER_OF.get(key[:1], OTHER)


def _is_unseen(sign: str) -> bool:
    """Accents, and marks that steer writing without being written; white space parts words and stays."""
    return not sign.isspace() and unicodedata.category(sign) in {"Mn", "Me", "Cf", "Cc", "Cs"}
