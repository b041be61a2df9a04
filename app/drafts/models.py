"""A draft: what one person typed in one form and has not saved yet."""

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core import clock
from app.core.columns import Moment, Personal, PersonalJson
from app.core.database import Base, belongs_to
from app.relations.models import Relation


class Draft(Base):
    """The boxes of a form as they stood; one for each person and page, gone when the form is saved."""

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("user_id", "page"), {"info": {"journaled": False}})

    user_id: Mapped[int] = belongs_to("staff_member.id", index=False)
    # The address that the form is sent to, as drafts/page.py writes it.
    page: Mapped[str] = mapped_column(info={"personal": False})
    # What that page is called.
    title: Mapped[Personal]
    # Which showing of the form it was typed in: saving another one leaves this draft alone.
    form_key: Mapped[str] = mapped_column(info={"personal": False})
    relation_id: Mapped[int | None] = belongs_to(f"{Relation.__tablename__}.id")
    fields: Mapped[PersonalJson]
    saved_at: Mapped[Moment] = mapped_column(index=True)

    relation: Mapped[Relation | None] = relationship(lazy="raise")

    @property
    def is_of_today(self) -> bool:
        """Whether somebody typed it today, by the clock of the shop."""
        return clock.in_shop_time(self.saved_at).date() == clock.today()
