"""Conversations, in the words of people; happenings, as codes and numbers."""

import enum

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.contacts.models import ContactPerson
from app.core.columns import Code, Moment, Personal, PersonalJson
from app.core.database import Base, belongs_to, mentions, told_of
from app.relations.models import Relation
from app.users.models import User


class Channel(enum.StrEnum):
    """By which way people spoke."""

    PHONE = "phone"
    SHOP = "shop"
    VISIT = "visit"
    MAIL = "mail"
    MESSAGE = "message"
    LETTER = "letter"


class Interaction(Base):
    """A conversation: what they said, then what was agreed."""

    __tablename__ = "interaction"
    __table_args__ = (Index("ix_interaction_relation_id_at_id", "relation_id", "at", "id"),)

    relation_id: Mapped[int] = belongs_to("relation.id", index=False)
    person_id: Mapped[int | None] = told_of("contact_person.id")
    at: Mapped[Moment]
    channel: Mapped[Channel]
    is_reached: Mapped[bool] = mapped_column(default=True)
    their_words: Mapped[Personal] = mapped_column(default="")
    agreed: Mapped[Personal] = mapped_column(default="")
    by_id: Mapped[int | None] = mentions("staff_member.id")

    relation: Mapped[Relation] = relationship(lazy="raise")
    person: Mapped[ContactPerson | None] = relationship(lazy="raise")
    by: Mapped[User | None] = relationship(lazy="raise")


class Happening(Base):
    """Something that happened, told by another feature: a code, numbers, to whom it went, and a pointer."""

    __tablename__ = "happening"
    __table_args__ = (
        Index("ix_happening_relation_id_at_id", "relation_id", "at", "id"),
        Index("ix_happening_about_about_id", "about", "about_id"),
    )

    relation_id: Mapped[int] = belongs_to("relation.id", index=False)
    at: Mapped[Moment]
    what: Mapped[Code]
    about: Mapped[Code | None]
    about_id: Mapped[int | None]
    facts: Mapped[PersonalJson | None]
    by_id: Mapped[int | None] = mentions("staff_member.id")

    relation: Mapped[Relation] = relationship(lazy="raise")
    by: Mapped[User | None] = relationship(lazy="raise")
