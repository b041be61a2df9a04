"""What can be asked of the box as a whole: one page of the list, one card, the bin."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import func, select

from app.core.database import Session
from app.core.pages import Page
from app.relations.models import Kind, Relation
from app.relations.sorting import letter_of


@dataclass(frozen=True)
class Wanted:
    """Which part of the box somebody wants to see."""

    kind: Kind | None = None
    tag_id: int | None = None
    staff_id: int | None = None

    @property
    def is_filtered(self) -> bool:
        """Whether more than the kind was chosen."""
        return self.tag_id is not None or self.staff_id is not None


@dataclass(frozen=True)
class Listed:
    """One card in a list, without the card itself: only the columns that a row shows."""

    id: int
    name: str
    sort_name: str
    nature: str
    kinds: Sequence[Kind]
    staff: str
    last_spoken_on: dt.date | None

    @property
    def letter(self) -> str:
        """The tab of the box that it stands under."""
        return letter_of(self.sort_name)


@dataclass(frozen=True)
class Box:
    """One page of the list, with how many cards stand under each kind and letter."""

    page: Page
    counts: Mapping[Kind, int]
    total: int
    letters: Mapping[str, int]
    first: int = field(default=0)

    @property
    def last(self) -> int:
        """The place in the whole list of the last card on this page."""
        return self.first + len(self.page.rows) - 1


def count_live(session: Session) -> int:
    """How many cards stand in the box."""
    return session.scalar(select(func.count()).select_from(Relation).where(Relation.is_live)) or 0
