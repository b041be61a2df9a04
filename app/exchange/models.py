"""One reading-in, and which card came from where so that reading twice adds nothing."""

import enum

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core.columns import Code, Moment, Personal, PersonalJson, PlainJson, ShopText
from app.core.database import Base, belongs_to, mentions, one_of
from app.users.models import Role, User


class BatchState(enum.StrEnum):
    """How far a reading-in is."""

    PREVIEW = "preview"
    DONE = "done"
    UNDONE = "undone"
    CANCELLED = "cancelled"


class ImportBatch(Base):
    """One file read in: previewed first, then done as a whole or not at all."""

    __tablename__ = "import_batch"
    # A log of itself: undoing a reading must not bring back a file that has gone.
    __table_args__ = (one_of("state", BatchState), {"info": {"journaled": False}})

    state: Mapped[BatchState] = mapped_column(default=BatchState.PREVIEW)
    source: Mapped[ShopText]
    file_name: Mapped[Personal]
    file_id: Mapped[int | None] = mentions("stored_file.id")
    choices: Mapped[PersonalJson | None]
    counts: Mapped[PlainJson | None]
    made_at: Mapped[Moment]
    made_by_id: Mapped[int | None] = mentions("staff_member.id")
    deed_id: Mapped[int | None] = mentions("deed.id")

    def is_for(self, user: User) -> bool:
        """Whether this person may see it: a file only who handed it in, what came of it the owner too."""
        is_over = self.state in (BatchState.DONE, BatchState.UNDONE)
        return self.made_by_id == user.id or (is_over and user.role is Role.OWNER)


class ImportedCard(Base):
    """Where a relation came from: the card's own key in that source."""

    __tablename__ = "imported_card"
    __table_args__ = (UniqueConstraint("source", "key"),)

    source: Mapped[Code]
    key: Mapped[Personal]
    relation_id: Mapped[int] = belongs_to("relation.id")
    batch_id: Mapped[int] = belongs_to("import_batch.id")
