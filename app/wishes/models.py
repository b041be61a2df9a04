"""A wish: what a customer really wants, and what they settle for meanwhile."""

import datetime as dt

from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.contacts.models import ContactPerson
from app.core.columns import Moment, Personal, SortKey
from app.core.database import Base, belongs_to, mentions, told_of
from app.relations.models import Relation
from app.users.models import User


class Wish(Base):
    """What somebody really wants; equal topics (by their key) stand together on the list of wishes."""

    __tablename__ = "wish"

    relation_id: Mapped[int] = belongs_to("relation.id")
    person_id: Mapped[int | None] = told_of("contact_person.id")
    quote_id: Mapped[int | None] = mentions("quote.id")
    wanted: Mapped[Personal]
    settles_for: Mapped[Personal] = mapped_column(default="")
    # In a word or two what it is about: PVC floor, delivery on Saturday.
    topic: Mapped[Personal] = mapped_column(default="")
    topic_key: Mapped[SortKey] = mapped_column(
        default="", index=True, info={"personal": True, "derived": True}
    )
    noted_on: Mapped[dt.date] = mapped_column(index=True)
    noted_at: Mapped[Moment]
    noted_by_id: Mapped[int | None] = mentions("staff_member.id")
    what_we_do: Mapped[Personal] = mapped_column(default="")
    done_on: Mapped[dt.date | None]

    relation: Mapped[Relation] = relationship(lazy="raise")
    person: Mapped[ContactPerson | None] = relationship(lazy="raise")
    noted_by: Mapped[User | None] = relationship(foreign_keys=[noted_by_id], lazy="raise")

    @property
    def is_open(self) -> bool:
        """Whether we have not yet done something with it."""
        return self.done_on is None
