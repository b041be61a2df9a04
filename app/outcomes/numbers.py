"""Reads the numbers that a customer ticked on a card or wrote in a mail. Pure."""

import re
from typing import Final, NamedTuple

BETWEEN: Final = re.compile(r"[\s,;.:/&+()]+")
# What people write around a number, in Dutch and in English.
AROUND: Final = frozenset({"en", "and", "nr", "no", "nummer", "number"})
LONGEST_NUMBER = 9


class Numbers(NamedTuple):
    """The numbers in the order in which they were typed, each once; and the words that are no number."""

    read: tuple[int, ...]
    unread: tuple[str, ...]


def read_numbers(typed: str) -> Numbers:
    """The numbers in "3", "3, 7" or "3 en 7"; what cannot be read is not guessed at."""
    words = [word for word in BETWEEN.split(typed) if word and word.casefold() not in AROUND]
    read = [int(word) for word in words if _is_number(word)]
    return Numbers(tuple(dict.fromkeys(read)), tuple(word for word in words if not _is_number(word)))


def _is_number(word: str) -> bool:
    return word.isdecimal() and len(word) <= LONGEST_NUMBER
