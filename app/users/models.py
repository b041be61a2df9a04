"""Staff members, their sign-ins and the codes that let someone in once."""

import datetime as dt
import enum

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.columns import Code, Moment, ShopText
from app.core.database import Base, belongs_to, mentions, one_of

ALL_DAYS = frozenset("1234567")


class Role(enum.StrEnum):
    """What a staff member may do; each role may do all that the ones below it may."""

    VIEWER = "viewer"
    STAFF = "staff"
    OWNER = "owner"

    def includes(self, other: "Role") -> bool:
        """Whether this role may do what the other may."""
        order = list(Role)
        return order.index(self) >= order.index(other)


class User(Base):
    """A staff member, with or without a login; never deleted, for the name stays in the history."""

    __tablename__ = "staff_member"
    __table_args__ = (one_of("role", Role),)

    name: Mapped[ShopText]
    role: Mapped[Role] = mapped_column(default=Role.STAFF)
    login: Mapped[str | None] = mapped_column(unique=True, info={"personal": False})
    # Out of the journal: an old password is nobody's business.
    password_hash: Mapped[str | None] = mapped_column(info={"personal": False, "journaled": False})
    blocked_at: Mapped[Moment | None]
    left_on: Mapped[dt.date | None]
    direct_number: Mapped[ShopText | None]
    is_key_person: Mapped[bool] = mapped_column(default=False)
    rung_for: Mapped[ShopText | None]
    works_on: Mapped[Code] = mapped_column(default="12345")
    stand_in_id: Mapped[int | None] = mentions("staff_member.id")
    language: Mapped[Code] = mapped_column(default="nl")

    stand_in: Mapped["User | None"] = relationship(remote_side="User.id", lazy="raise")

    @property
    def may_sign_in(self) -> bool:
        """Whether this person still works here and is not blocked."""
        return self.blocked_at is None and self.left_on is None

    def can_act_as(self, role: Role) -> bool:
        """Whether this person may do what the role may."""
        return self.role.includes(role)

    @property
    def workdays(self) -> frozenset[str]:
        """The days of the week on which this person works, Monday is 1; for somebody without any, all."""
        return ALL_DAYS.intersection(self.works_on) or ALL_DAYS

    def is_off(self, day: dt.date) -> bool:
        """Whether this person does not work on such a day of the week."""
        return str(day.isoweekday()) not in self.workdays


class SignIn(Base):
    """One browser in which somebody is signed in; ending it here ends it everywhere."""

    __tablename__ = "sign_in"
    __table_args__ = {"info": {"journaled": False}}

    user_id: Mapped[int] = belongs_to("staff_member.id")
    token_hash: Mapped[str] = mapped_column(unique=True, info={"personal": False})
    began_at: Mapped[Moment]
    seen_at: Mapped[Moment]
    proved_at: Mapped[Moment]
    browser: Mapped[ShopText] = mapped_column(default="")

    user: Mapped[User] = relationship(lazy="joined")


class LoginAttempt(Base):
    """A try to sign in, remembered so that guessing passwords becomes slow."""

    __tablename__ = "login_attempt"
    __table_args__ = (
        Index("ix_login_attempt_login_tried_at", "login", "tried_at"),
        Index("ix_login_attempt_address_tried_at", "address", "tried_at"),
        {"info": {"journaled": False}},
    )

    login: Mapped[str] = mapped_column(info={"personal": False})
    address: Mapped[str] = mapped_column(info={"personal": False})
    tried_at: Mapped[Moment]
    succeeded: Mapped[bool]


class OneTimeCode(Base):
    """A code that opens one door once: the first start (without a user), or the demo."""

    __tablename__ = "one_time_code"
    __table_args__ = {"info": {"journaled": False}}

    user_id: Mapped[int | None] = belongs_to("staff_member.id")
    code_hash: Mapped[str] = mapped_column(unique=True, info={"personal": False})
    expires_at: Mapped[Moment]
    used_at: Mapped[Moment | None]
