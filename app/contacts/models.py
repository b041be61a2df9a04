"""Contact persons, and the numbers, accounts and addresses of a relation or of one of its people."""

import datetime as dt
import enum

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.columns import Code, Moment, Personal, SortKey
from app.core.database import Base, belongs_to, mentions, one_of
from app.relations.models import Relation
from app.shop.models import FormOfAddress
from app.users.models import User


class Salutation(enum.StrEnum):
    """How a letter addresses someone; never guessed."""

    MS = "ms"
    MR = "mr"


class ConsentChannel(enum.StrEnum):
    """By which way somebody lets us come to them."""

    PHONE = "phone"
    EMAIL = "email"
    MESSAGE = "message"
    POST = "post"


class ConsentAnswer(enum.StrEnum):
    """What somebody answered when we asked."""

    YES = "yes"
    NO = "no"


class NameRule(enum.StrEnum):
    """How a name sorts: the Dutch way (Berg, van der) or the Belgian (Van den Berg)."""

    NL = "nl"
    BE = "be"


class DetailKind(enum.StrEnum):
    """What a contact detail is."""

    PHONE = "phone"
    EMAIL = "email"
    WEBSITE = "website"


class AddressKind(enum.StrEnum):
    """What an address is for; one that is not there is the visiting address."""

    VISIT = "visit"
    POST = "post"
    DELIVERY = "delivery"
    INVOICE = "invoice"


class ContactPerson(Base):
    """Somebody at a relation, with the parts of the name apart so that letters and lists come out right."""

    __tablename__ = "contact_person"
    __table_args__ = (
        one_of("salutation", Salutation),
        one_of("name_rule", NameRule),
        one_of("form", FormOfAddress),
    )

    relation_id: Mapped[int] = belongs_to("relation.id")
    position: Mapped[int] = mapped_column(default=0)
    salutation: Mapped[Salutation | None]
    initials: Mapped[Personal | None]
    first_name: Mapped[Personal | None]
    infix: Mapped[Personal | None]
    last_name: Mapped[Personal | None]
    call_me: Mapped[Personal | None]
    name_rule: Mapped[NameRule] = mapped_column(default=NameRule.NL)
    sort_name: Mapped[SortKey] = mapped_column(index=True, info={"personal": True, "derived": True})
    job: Mapped[Personal | None]
    best_time: Mapped[Personal | None]
    note: Mapped[Personal] = mapped_column(default="")
    form: Mapped[FormOfAddress] = mapped_column(default=FormOfAddress.U)
    left_on: Mapped[dt.date | None]
    same_as_id: Mapped[int | None] = mentions("contact_person.id")

    relation: Mapped[Relation] = relationship(lazy="raise")

    @property
    def has_left(self) -> bool:
        """Whether this person no longer works or lives there: kept in history, off all sheets."""
        return self.left_on is not None


class ContactDetail(Base):
    """A phone number, mail address or website, as typed and in one fixed writing to find it by."""

    __tablename__ = "contact_detail"
    __table_args__ = (
        Index("ix_contact_detail_relation_id_position", "relation_id", "position"),
        Index("ix_contact_detail_kind_normalised", "kind", "normalised"),
        one_of("kind", DetailKind),
    )

    relation_id: Mapped[int] = belongs_to("relation.id", index=False)
    person_id: Mapped[int | None] = belongs_to("contact_person.id")
    position: Mapped[int] = mapped_column(default=0)
    kind: Mapped[DetailKind]
    given: Mapped[Personal]
    # Phones as +31..., mails in small letters, websites with their scheme; as given where unreadable.
    normalised: Mapped[Personal] = mapped_column(info={"personal": True, "derived": True})
    label: Mapped[Personal] = mapped_column(default="")

    relation: Mapped[Relation] = relationship(lazy="raise")
    person: Mapped[ContactPerson | None] = relationship(lazy="raise")


class SocialAccount(Base):
    """An account on a network; `key` (small letters) keeps it from standing on a card twice."""

    __tablename__ = "social_account"
    __table_args__ = (UniqueConstraint("relation_id", "network", "key"),)

    relation_id: Mapped[int] = belongs_to("relation.id", index=False)
    person_id: Mapped[int | None] = belongs_to("contact_person.id")
    position: Mapped[int] = mapped_column(default=0)
    network: Mapped[Code]
    given: Mapped[Personal]
    handle: Mapped[Personal | None]
    key: Mapped[Personal] = mapped_column(info={"personal": True, "derived": True})
    url: Mapped[Personal | None]
    label: Mapped[Personal] = mapped_column(default="")
    is_public_business: Mapped[bool] = mapped_column(default=False)

    relation: Mapped[Relation] = relationship(lazy="raise")
    person: Mapped[ContactPerson | None] = relationship(lazy="raise")


class Consent(Base):
    """What a relation, or one person there, lets us do; never changed, only followed by a newer answer."""

    __tablename__ = "consent"
    __table_args__ = (
        Index("ix_consent_relation_id_channel_id", "relation_id", "channel", "id"),
        one_of("channel", ConsentChannel),
        one_of("answer", ConsentAnswer),
    )

    relation_id: Mapped[int] = belongs_to("relation.id", index=False)
    person_id: Mapped[int | None] = belongs_to("contact_person.id")
    channel: Mapped[ConsentChannel]
    answer: Mapped[ConsentAnswer]
    answered_on: Mapped[dt.date]
    # On the phone, on paper, in the shop ...: in words.
    how: Mapped[Personal] = mapped_column(default="")
    # The text that was read out or shown.
    wording: Mapped[Personal] = mapped_column(default="")
    noted_at: Mapped[Moment]
    noted_by_id: Mapped[int | None] = mentions("staff_member.id")

    relation: Mapped[Relation] = relationship(lazy="raise")
    person: Mapped[ContactPerson | None] = relationship(lazy="raise")
    noted_by: Mapped[User | None] = relationship(lazy="raise")


class Address(Base):
    """An address of a relation; with a name it is a branch of theirs."""

    __tablename__ = "address"
    __table_args__ = (
        Index("ix_address_postcode_house_number", "postcode", "house_number"),
        Index("ix_address_place", "place"),
        one_of("kind", AddressKind),
    )

    relation_id: Mapped[int] = belongs_to("relation.id")
    position: Mapped[int] = mapped_column(default=0)
    kind: Mapped[AddressKind] = mapped_column(default=AddressKind.VISIT)
    name: Mapped[Personal | None]
    street: Mapped[Personal] = mapped_column(default="")
    house_number: Mapped[Personal] = mapped_column(default="")
    suffix: Mapped[Personal] = mapped_column(default="")
    postcode: Mapped[Personal] = mapped_column(default="")
    place: Mapped[Personal] = mapped_column(default="")
    country: Mapped[Code] = mapped_column(default="NL")
    note: Mapped[Personal] = mapped_column(default="")
    in_charge_id: Mapped[int | None] = mentions("contact_person.id")
    closed_on: Mapped[dt.date | None]

    relation: Mapped[Relation] = relationship(lazy="raise")
