"""What a database must be able to do to be searched; each kind of database has its own way."""

import enum
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from sqlalchemy import Connection

from app.core.database import Session
from app.search.terms import Reading


class Likeness(enum.IntEnum):
    """Where what was typed stands on a card; the likeliest first."""

    WHOLE_NAME = 0
    NAME = 1
    PERSON = 2
    WORD = 3
    PIECE = 4


class Found(NamedTuple):
    """A card that answers; these stand in the order in which they are shown."""

    likeness: int
    priority: int
    is_inside: bool
    name: str
    relation_id: int
    line: str
    pieces: str
    body: str


class Engine(Protocol):
    """The index beside the search documents, which it keeps up with by itself."""

    def install(self, connection: Connection) -> None:
        """Make the index where it is missing; safe to do at every upgrade."""

    def remove(self, connection: Connection) -> None:
        """Take the index away, also a damaged one; the documents stay."""

    def is_sound(self, connection: Connection) -> bool:
        """Whether the index says the same as the documents."""

    def forget_gone(self, connection: Connection) -> None:
        """Take the words of documents that went out of the pages of the index, where they would linger."""

    def likeliest(self, session: Session, typed: str, ways: Sequence[Reading], most: int) -> list[Found]:
        """The cards that answer to one of the ways to read what was typed, in order, at most so many."""
