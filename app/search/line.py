"""The line that shows who was found; it is kept with the search document, so that nothing is looked up."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from app.contacts.phone import show_phone
from app.search.terms import fold, phone_words
from app.waiting.queries import Waiting, What


class Phone(NamedTuple):
    """A number that answers, and whose it is."""

    shown: str
    e164: str
    whose: str
    # What one may type to mean this number, folded.
    words: str


class Line(NamedTuple):
    """What one line about a card can show; which of its numbers it does depends on what was typed."""

    name: str
    kinds: Sequence[str]
    phones: Sequence[Phone]
    place: str
    staff: str
    waiting: Sequence[Waiting]
    # What of this one may type, but for the numbers, folded.
    words: str


def make_phone(given: str, normalised: str, whose: str) -> Phone:
    """A number as the line shows it, with what it is found by."""
    words = " ".join([*phone_words(given, normalised), fold(whose)])
    return Phone(show_phone(given, normalised), normalised, whose, words)


def write_line(line: Line) -> str:
    """As it is kept: in no language, and with nothing in it that changes by itself."""
    phones = [("phone", *phone) for phone in line.phones]
    waiting = [
        ("waits", wait.what, wait.since.isoformat(), str(wait.about_id), wait.code, wait.number, wait.words)
        for wait in line.waiting
    ]
    head = (line.name, ",".join(line.kinds), line.place, line.staff, line.words)
    # Each field on one line and without tabs: reading it is part of each keystroke.
    return "\n".join("\t".join(" ".join(field.split()) for field in row) for row in (head, *phones, *waiting))


def read_line(kept: str) -> Line:
    """The line as it was written."""
    head, *rows = kept.split("\n")
    name, kinds, place, staff, words = head.split("\t")
    phones: list[Phone] = []
    waiting: list[Waiting] = []
    for row in rows:
        fields = row.split("\t")
        if fields[0] == "phone":
            phones.append(Phone._make(fields[1:]))
        else:
            waiting.append(_waiting(*fields[1:]))
    return Line(name, kinds.split(","), phones, place, staff, waiting, words)


def _waiting(*fields: str) -> Waiting:
    what, since, about_id, code, number, words = fields
    return Waiting(
        What(what), dt.date.fromisoformat(since), int(about_id), code=code, number=number, words=words
    )
