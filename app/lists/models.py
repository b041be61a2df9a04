"""A list with a name."""

from sqlalchemy.orm import Mapped

from app.core.columns import ShopText
from app.core.database import Base, belongs_to


class SavedList(Base):
    """A list with a name: the questions behind the `?` of the page; without a person it is everybody's."""

    __tablename__ = "saved_list"

    name: Mapped[ShopText]
    query: Mapped[ShopText]
    user_id: Mapped[int | None] = belongs_to("staff_member.id")
