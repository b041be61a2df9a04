"""A complaint, in the words of the customer; it is open until the customer has been told what we did."""

import datetime as dt

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.contacts.models import ContactPerson
from app.core.columns import Moment, Personal
from app.core.database import Base, mentions, needs, told_of
from app.relations.models import Relation
from app.timeline.models import Channel
from app.users.models import User

OPEN = text("told_on IS NULL")


class Complaint(Base):
    """What happened, what the customer wants, who answers before when, and when the customer was told."""

    __tablename__ = "complaint"
    __table_args__ = (Index("ix_complaint_open", "relation_id", sqlite_where=OPEN, postgresql_where=OPEN),)

    relation_id: Mapped[int] = needs("relation.id")
    person_id: Mapped[int | None] = told_of("contact_person.id")
    quote_id: Mapped[int | None] = mentions("quote.id")
    received_on: Mapped[dt.date]
    channel: Mapped[Channel]
    their_words: Mapped[Personal]
    wanted: Mapped[Personal] = mapped_column(default="")
    answer_by: Mapped[dt.date]
    responsible_id: Mapped[int] = needs("staff_member.id")
    what_we_do: Mapped[Personal] = mapped_column(default="")
    solved_on: Mapped[dt.date | None]
    told_on: Mapped[dt.date | None] = mapped_column(index=True)
    noted_at: Mapped[Moment]
    noted_by_id: Mapped[int | None] = mentions("staff_member.id")

    relation: Mapped[Relation] = relationship(lazy="raise")
    person: Mapped[ContactPerson | None] = relationship(lazy="raise")
    responsible: Mapped[User] = relationship(foreign_keys=[responsible_id], lazy="raise")

    @property
    def is_open(self) -> bool:
        """Whether the customer still waits to hear from us."""
        return self.told_on is None

    def is_late(self, today: dt.date) -> bool:
        """Whether we promised an answer before today and have not given it."""
        return self.is_open and self.answer_by < today
