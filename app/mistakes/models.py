"""A mistake of ours: what went wrong, who sees to it, and what we agreed about it."""

import datetime as dt

from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.columns import Moment, Personal
from app.core.database import Base, mentions, needs, told_of
from app.relations.models import Relation
from app.users.models import User


class Mistake(Base):
    """What went wrong with us; nobody is noted as who made it."""

    __tablename__ = "mistake"

    relation_id: Mapped[int | None] = told_of("relation.id")
    quote_id: Mapped[int | None] = mentions("quote.id")
    happened_on: Mapped[dt.date]
    words: Mapped[Personal]
    responsible_id: Mapped[int] = needs("staff_member.id")
    discussed_on: Mapped[dt.date | None] = mapped_column(index=True)
    agreed: Mapped[Personal] = mapped_column(default="")
    done_on: Mapped[dt.date | None]
    noted_at: Mapped[Moment]
    noted_by_id: Mapped[int | None] = mentions("staff_member.id")

    relation: Mapped[Relation | None] = relationship(lazy="raise")
    responsible: Mapped[User] = relationship(foreign_keys=[responsible_id], lazy="raise")

    @property
    def is_open(self) -> bool:
        """Whether we still have to talk about it."""
        return self.discussed_on is None

    @property
    def is_done(self) -> bool:
        """Whether what we agreed is done."""
        return self.done_on is not None
